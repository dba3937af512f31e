package extract

import (
	"strconv"
	"time"

	"dateline"
	"dateline/rule"
)

// A timeMention is a time where it stands.
type timeMention struct {
	sentence    int
	first, last int
	time        dateline.Time
	form        string // as its rule gives it
	clock       int    // minutes from midnight, where only a time of day is said; -1
	halved      bool   // the clock's half of the day is said
	part        int    // hours as calendar.find packs them; -1
	ahead       bool   // in the future of the report
	said        bool   // says when somebody spoke
	before      int    // how many units before what the report tells, or has just told; see settleBefore
	unit        string
	beside      bool   // before what its own sentence tells; see settleBeside
	spans       string // a length of time up to publication or from it on, as Timex has it; empty for others
	vague       int    // while it is open: days from the one that is spoken of
}

// readTimes reads tokens, count, number and worded-year; adds month, weekday, day, year,
// clock, part, unit (calendar words) and time. A relative time is worked out against the
// day of publication; without one it stays open.
func (r *report) readTimes() {
	day, known := r.doc.Published.Day()
	z := &timeResolver{published: day, known: known, remembers: r.remembers()}
	for _, s := range r.sentences {
		r.calendar.find(s)
		won, lost := r.time.Find(s.Sentence)
		from := len(r.times)
		for _, m := range won {
			if x, ok := r.length(s, &m); ok {
				r.lengths = append(r.lengths, x)
				continue
			}
			t, ok := z.resolve(r, s, &m)
			if !ok {
				continue
			}
			t.sentence, t.first, t.last = s.index, m.First, m.Last
			t.time.Words = r.words(s, m.First, m.Last)
			t.time.By = m.Rule.Trace()
			for _, l := range lost {
				if l.First < m.Last && m.First < l.Last && l.Rule != m.Rule {
					t.time.By.Losers = append(t.time.By.Losers, dateline.Loser{
						Words: r.words(s, l.First, l.Last), Value: l.Rule.Name, Why: "shorter"})
				}
			}
			r.times = append(r.times, t)
		}
		r.joinClocks(s, from)
		z.settleBeside(r.times[from:])
		for i := from; i < len(r.times); i++ {
			t := &r.times[i]
			s.Add(rule.Found{Kind: "time", Sort: string(t.time.Grain), First: t.first, Last: t.last, ID: i})
		}
	}
}

// A timeResolver works out times in the order of the text.
type timeResolver struct {
	published time.Time
	known     bool
	year      int       // the last year told, or worked out from one; 0 if none
	day       time.Time // the last day said; zero if none
	dayLast   bool      // no month or year has been said since
	night     time.Time // the day on whose evening the last night said began; zero if none
	dawn      bool      // it was said of its end
	last      narration
	remembers bool // the report is of a day of remembrance: years are counted to the day
}

// resolve works out one match. ok is false if the match is no time after all.
func (z *timeResolver) resolve(r *report, s *sentence, m *rule.Match) (t timeMention, ok bool) {
	t = timeMention{form: m.Literal("form"), clock: -1, part: -1}
	id := func(key string) (int, bool) {
		f, ok := s.found(m, key)
		if !ok {
			n, err := strconv.Atoi(m.Literal(key))
			return n, err == nil
		}
		if f.Kind == "number" {
			if n := r.numbers[f.ID]; n.bare >= 0 {
				return n.bare, true // "less than six months" reaches to the sixth
			}
			return r.numbers[f.ID].low, true
		}
		return f.ID, true
	}
	edge := ""
	if v, ok := m.Value("edge"); ok && v.Literal != "" {
		edge = v.Literal
	} else if ok {
		edge = r.edge(s.Tokens[v.First:v.Last])
	}
	part, hasPart := id("part")
	month, _ := id("month")
	year, _ := id("year")
	unitID, hasUnit := id("unit")
	unit := ""
	if hasUnit {
		unit = units[unitID]
	}
	n, hasNumber := id("number")
	if !hasNumber {
		n = 1
	}
	basis := dateline.FromPublished
	var start, end time.Time
	grain := dateline.Day
	clocked := false
	date := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	ahead := r.language.book.Has("ahead-before", s.normal(max(m.First-1, 0), m.First)) ||
		(m.First > 1 && r.language.book.Has("ahead-before", s.normal(m.First-2, m.First-1)))

	switch t.form {
	case "date":
		d, _ := id("day")
		if d < 1 || d > 31 || month == 0 {
			return t, false
		}
		if basis = dateline.Stated; year == 0 {
			if year, basis = z.yearOf(s, m, month, d, ahead); year == 0 {
				return z.open(t, dateline.Day), true
			}
			if w, ok := id("weekday"); ok {
				year = yearWith(w, year, month, d)
			}
		}
		start = date(year, month, d)
		if start.Day() != d {
			return t, false
		}
		end = start.AddDate(0, 0, 1)
	case "iso":
		d, _ := id("date")
		basis = dateline.Stated
		start = time.Unix(int64(d)*86400, 0).UTC()
		end = start.AddDate(0, 0, 1)
	case "month":
		basis, grain = dateline.Stated, dateline.Month
		start = date(year, month, 1)
		end = start.AddDate(0, 1, 0)
		if edge != "" {
			grain = dateline.WeekGrain
			start, end = thirds(start, end, edge, 10)
		}
	case "month-last", "month-offset", "month-that-year":
		grain = dateline.Month
		year, goesOn := z.last.next(s, month, 0, z.published)
		switch {
		case t.form == "month-that-year" && z.year > 0:
			year, basis = z.year, dateline.FromText
		case m.Literal("told") == "on" && goesOn && !ahead:
			basis = dateline.FromText
		case !z.known:
			return z.open(t, grain), true
		case t.form == "month-offset":
			year = z.published.Year() + number2(m.Literal("offset"))
		default:
			year = z.published.Year()
			switch now, direction := int(z.published.Month()), m.Literal("direction"); {
			case direction == "this":
			case direction == "last" && month >= now, direction == "" && month > now && !ahead:
				year--
			case direction == "next" && month <= now, direction == "" && ahead && month < now:
				year++
			}
		}
		start = date(year, month, 1)
		end = start.AddDate(0, 1, 0)
		if edge != "" {
			grain = dateline.WeekGrain
			start, end = thirds(start, end, edge, 10)
		}
	case "year":
		if year < 1800 || year >= 2100 {
			return t, false
		}
		basis, grain = dateline.Stated, dateline.Year
		start, end = date(year, 1, 1), date(year+1, 1, 1)
		if edge != "" {
			grain = dateline.Season
			start, end = thirds(start, end, edge, 0)
		}
	case "text-year":
		grain, basis = dateline.Year, dateline.FromText
		if z.year == 0 {
			return z.open(t, grain), true
		}
		start, end = date(z.year, 1, 1), date(z.year+1, 1, 1)
	case "text-unit": // "the following month"
		if start, end, grain, basis = z.beside(unit, number2(m.Literal("offset"))); start.IsZero() {
			return z.open(t, grain), true
		}
	case "text-date":
		d, _ := id("day")
		basis = dateline.FromText
		if z.last.start.IsZero() || z.last.grain == dateline.Year || d < 1 {
			return z.open(t, grain), true
		}
		start = date(z.last.start.Year(), int(z.last.start.Month()), d)
		end = start.AddDate(0, 0, 1)
	case "day-of-month":
		d, _ := id("day")
		if !z.known {
			return z.open(t, grain), true
		}
		start = date(z.published.Year(), int(z.published.Month())+number2(m.Literal("offset")), d)
		if start.Day() != d {
			return t, false
		}
		end = start.AddDate(0, 0, 1)
	case "decade":
		basis, grain = dateline.Stated, dateline.Decade
		if start, basis, ok = z.decade(m, id); !ok {
			return t, false
		}
		if start.IsZero() {
			return z.open(t, grain), true
		}
		end = start.AddDate(10, 0, 0)
	case "century":
		c, _ := id("century")
		basis, grain = dateline.Stated, dateline.Decade
		start, end = date((c-1)*100, 1, 1), date(c*100, 1, 1)
	case "lunar":
		d, _ := id("day")
		lunarMonth, _ := id("lunar-month")
		basis = dateline.Stated
		if year, ok = id("lunar-year"); !ok {
			if !z.known {
				return z.open(t, grain), true
			}
			year, basis = lunarYear(z.published, lunarMonth), dateline.FromPublished
			if m.Literal("direction") == "last" && lunarDay(year, lunarMonth+1, 1).After(z.published) {
				year--
			}
		}
		if d == 0 {
			grain = dateline.Month
		}
		start, end = lunar(year, lunarMonth, d)
	case "quarter", "half":
		months := 12 / map[string]int{"quarter": 4, "half": 2}[t.form]
		nth, _ := id(t.form)
		first := (nth-1)*months + 1
		if first < 1 || first > 12 || year == 0 && !z.known {
			return t, false
		}
		if basis = dateline.Stated; year == 0 {
			offset := number2(m.Literal("offset"))
			year, basis = z.published.Year()+offset, dateline.FromPublished
			if offset == 0 && date(year, first, 1).After(z.published) {
				year--
			}
		}
		grain, start = dateline.Season, date(year, first, 1)
		end = start.AddDate(0, months, 0)
	case "season":
		f, _ := id("season")
		from, to := hours(f)
		grain = dateline.Season
		if year == 0 {
			if !z.known {
				return z.open(t, grain), true
			}
			year = z.published.Year()
			begun := !date(year, from, 1).After(z.published)
			switch direction := m.Literal("direction"); {
			case direction == "next" && begun:
				year++
			case direction != "next" && !begun, direction == "last" && date(year, from+3, 1).After(z.published):
				year--
			}
		} else {
			basis = dateline.Stated
		}
		start = date(year, from, 1)
		if to < from {
			to += 12
		}
		end = start.AddDate(0, to-from+1, 0)
	case "weekday":
		w, _ := id("weekday")
		if !z.known {
			if hasPart || edge != "" {
				grain = dateline.DayPart
			}
			return z.open(t, grain), true
		}
		back := (int(z.published.Weekday()) + 7 - w%7) % 7
		when := m.Last+1 < len(s.Tokens) && s.Tokens[m.Last].Norm == "," // "until Thursday, when ..."
		switch v := m.Literal("direction"); {
		case m.Literal("week") != "":
			week, _, _ := shifted(z.published, "week", number2(m.Literal("week")))
			start = week.AddDate(0, 0, (w+6)%7)
			t.ahead = start.After(z.published)
		case v == "next" || ahead && !when:
			start = z.published.AddDate(0, 0, (7-back-1)%7+1)
			t.ahead = true
		case v == "last" && back == 0:
			start = z.published.AddDate(0, 0, -7)
		default:
			start = z.published.AddDate(0, 0, -back)
		}
		end = start.AddDate(0, 0, 1)
	case "weekdays":
		from, _ := id("from")
		to, _ := id("to")
		if !z.known {
			return z.open(t, grain), true
		}
		end = z.published.AddDate(0, 0, 1-(int(z.published.Weekday())+7-to%7)%7)
		start = end.AddDate(0, 0, -1-(to-from+7)%7)
	case "holiday", "easter":
		if start, basis = z.feast(m, t.form, year, ahead); start.IsZero() {
			return z.open(t, grain), true
		}
		t.ahead = start.After(z.published)
		end = start.AddDate(0, 0, 1)
	case "day":
		if !z.known {
			return z.open(t, grain), true
		}
		start = z.published.AddDate(0, 0, number2(m.Literal("offset")))
		if w, ok := id("weekday"); ok {
			start = onWeekday(start, w)
		}
		end = start.AddDate(0, 0, 1)
	case "overnight":
		if !z.known {
			return z.open(t, dateline.DayPart), true
		}
		start = z.published.AddDate(0, 0, -1)
		part, hasPart = 2030, true
	case "text-day":
		if t.vague = number2(m.Literal("offset")); z.day.IsZero() {
			return z.open(t, grain), true
		}
		basis = dateline.FromText
		start = z.day.AddDate(0, 0, t.vague)
		if from, _ := hours(part); hasPart && from >= 20 && t.vague == 0 && z.night.Equal(z.day.AddDate(0, 0, -1)) && z.dawn {
			start = z.night // "at dawn on Friday ... the same night"
		}
		end = start.AddDate(0, 0, 1)
	case "ago", "text-ago", "text-later":
		if !hasUnit {
			unit = m.Literal("unit")
		}
		if start, end, grain, basis = z.counted(s, m, &t, unit, n); start.IsZero() {
			if f, ok := s.found(m, "number"); t.form == "text-later" && unit == "day" && (!ok || f.Kind != "number" || r.numbers[f.ID].bare >= 0) {
				t.vague = n
			}
			return z.open(t, grainOf(unit)), true
		}
	case "past":
		if hasNumber && n == 0 {
			return t, false
		}
		grain = grainOf(unit)
		if !z.known {
			return z.open(t, grain), true
		}
		start, _, _ = shifted(z.published, unit, -n)
		if grain != dateline.Day {
			start = back(z.published, unit, n)
		}
		end = z.published
		t.form, t.spans = "span", r.spans(m, s, unit)
	case "within":
		grain = grainOf(unit)
		t.ahead, t.spans = true, r.spans(m, s, unit)
		if !z.known {
			return z.open(t, grain), true
		}
		start, end = z.published, back(z.published, unit, -n)
	case "until":
		grain, t.ahead = grainOf(unit), true
		if !z.known {
			return z.open(t, grain), true
		}
		_, end, grain = shifted(z.published, unit, 0)
		start = z.published
	case "this", "last", "next":
		offset := map[string]int{"this": 0, "last": -1, "next": 1}[t.form]
		if n, ok := id("offset"); ok {
			offset = n
		}
		grain = grainOf(unit)
		if !z.known {
			return z.open(t, grain), true
		}
		start, end, grain = shifted(z.published, unit, offset)
		switch {
		case edge != "" && grain == dateline.Month:
			start, end = thirds(start, end, edge, 10)
			grain = dateline.WeekGrain
		case edge != "" && grain == dateline.Year:
			start, end = thirds(start, end, edge, 0)
			grain = dateline.Season
		case t.form == "this":
			end = z.published
			if !start.Before(end) {
				end = end.AddDate(0, 0, 1)
			}
		}
		t.ahead = t.form == "next"
	case "clock", "hour":
		v, ok := id(t.form)
		if !ok {
			return t, false
		}
		grain = dateline.Minute
		if t.form == "hour" {
			v, grain = v*60, dateline.Hour
		} else if v%60 == 0 {
			grain = dateline.Hour
		}
		if minutes, ok := id("minutes"); ok {
			v, grain = v+minutes, dateline.Minute
		}
		if mer, ok := id("meridiem"); ok {
			v, t.halved = onMeridiem(v, mer), true
		}
		if v < 0 || v >= 1440 {
			return t, false
		}
		t.clock = v
		t.time = dateline.Time{Grain: grain, Basis: dateline.Unresolvable}
		return t, true
	case "part":
		f, ok := firstWithin(s, "part", m.First, m.Last)
		if !ok {
			return t, false
		}
		t.part = f.ID
		t.time = dateline.Time{Grain: dateline.DayPart, Basis: dateline.Unresolvable}
		return t, true
	default:
		return t, false
	}

	t.time = dateline.Time{Start: dateline.Moment{At: start, Clock: clocked}, End: dateline.Moment{At: end, Clock: clocked}, Grain: grain, Basis: basis}
	switch {
	case hasPart:
		t.time = onPart(t.time, part)
		t.part = part
	case edge != "" && grain == dateline.Day:
		if edge == "early" {
			t.time = onPart(t.time, 8)
		} else {
			t.time = onPart(t.time, 1824)
		}
	}
	if m.First > 0 && r.book.Has("since", s.Tokens[m.First-1].Norm) && !(m.Last < len(s.Tokens) && s.Tokens[m.Last].Norm == ",") {
		t.form = "span" // from then on, not then
	} else if m.First > 0 && r.book.Has("since", s.Tokens[m.First-1].Norm) {
		t.form = "since" // "since 16 March, when": of another event
	}
	if grain == dateline.Day || grain == dateline.DayPart {
		z.day = midnight(start)
		if from, _ := hours(part); hasPart && (from < 6 || from >= 18) {
			if z.night, z.dawn = z.day, from < 6; z.dawn {
				z.night = z.day.AddDate(0, 0, -1)
			}
		}
	}
	z.dayLast = coarseness(grain) == 0
	compared := r.compared(s, m.First)
	if (basis == dateline.Stated || basis == dateline.FromText) && !compared && t.form != "span" && t.form != "since" {
		z.year = start.Year()
	}
	z.last.tell(s, &t, compared)
	return t, true
}

// open leaves a time unresolved: its words and grain are known, nothing else.
func (z *timeResolver) open(t timeMention, grain dateline.Grain) timeMention {
	t.time = dateline.Time{Grain: grain, Basis: dateline.Unresolvable}
	return t
}
