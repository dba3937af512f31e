package extract

import (
	"strconv"
	"time"

	"dateline"
	"dateline/rule"
)

// A saying is one match of the rules of time while it is worked out: what the match gives, in numbers.
type saying struct {
	*timeResolver
	r *report
	s *sentence
	m *rule.Match
	t timeMention

	month, year int // 0 where none is said
	unit        string
	number      int // of units; 1 where none is said
	hasNumber   bool
	edge        string // early, middle, late; empty if none is said
	part        int    // hours as calendar.find packs them
	parted      bool
	ahead       bool // what stands before it says that it lies in the future
}

// An interval is when a time is, and on what that rests; its start is zero where that is not known.
type interval struct {
	start, end time.Time
	grain      dateline.Grain
	basis      dateline.Basis
}

// saying reads what a match gives.
func (z *timeResolver) saying(r *report, s *sentence, m *rule.Match) *saying {
	x := &saying{timeResolver: z, r: r, s: s, m: m, t: timeMention{form: m.Literal("form"), clock: -1, part: -1}}
	if v, ok := m.Value("edge"); ok && v.Literal != "" {
		x.edge = v.Literal
	} else if ok {
		x.edge = r.edge(s.Tokens[v.First:v.Last])
	}
	x.part, x.parted = x.value("part")
	x.month, _ = x.value("month")
	x.year, _ = x.value("year")
	if x.unit = m.Literal("unit"); x.unit == "" {
		if f, ok := s.found(m, "unit"); ok {
			x.unit = units[f.ID]
		}
	}
	if x.number, x.hasNumber = x.value("number"); !x.hasNumber {
		x.number = 1
	}
	x.ahead = m.Literal("direction") == "ahead" || r.language.book.Has("ahead-before", s.normal(max(m.First-1, 0), m.First)) ||
		(m.First > 1 && r.language.book.Has("ahead-before", s.normal(m.First-2, m.First-1)))
	return x
}

// value gives the number that a key of the match has.
func (x *saying) value(key string) (int, bool) {
	f, ok := x.s.found(x.m, key)
	if !ok {
		n, err := strconv.Atoi(x.m.Literal(key))
		return n, err == nil
	}
	if f.Kind != "number" {
		return f.ID, true
	}
	if n := x.r.numbers[f.ID]; n.bare >= 0 {
		return n.bare, true // "less than six months" reaches to the sixth
	}
	return x.r.numbers[f.ID].low, true
}

// direction gives which way from publication the match says: last, next, this; empty if it does not.
func (x *saying) direction() string {
	if said := x.m.Literal("direction"); said != "ahead" {
		return said
	}
	return ""
}

// offset gives how many units from the day of publication, or from another, the match says.
func (x *saying) offset() int { return number2(x.m.Literal("offset")) }

// when works out when a saying is, by its form. ok is false if it is no time after all.
func (x *saying) when() (when interval, ok bool) {
	switch x.t.form {
	case "date":
		return x.date()
	case "iso":
		day, _ := x.value("date")
		return onDay(time.Unix(int64(day)*86400, 0).UTC(), dateline.Stated), true
	case "month":
		return x.monthOf(x.year, dateline.Stated), true
	case "month-last", "month-offset", "month-that-year":
		return x.monthAlone(), true
	case "year":
		return x.yearAlone()
	case "text-year":
		return x.yearTold(), true
	case "text-unit": // "the following month"
		start, end, grain, basis := x.besideTold(x.unit, x.offset())
		return interval{start, end, grain, basis}, true
	case "text-date":
		return x.dayOfMonthTold(), true
	case "day-of-month":
		return x.dayOfMonth()
	case "decade":
		return x.decade()
	case "century":
		return x.century(), true
	case "lunar":
		return x.lunar(), true
	case "quarter":
		return x.partOfYear(3)
	case "half":
		return x.partOfYear(6)
	case "text-quarter":
		return x.quarterTold(), true
	case "season":
		return x.season(), true
	case "weekday":
		return x.weekday(), true
	case "weekdays":
		return x.weekdays(), true
	case "holiday", "easter":
		return x.feast(), true
	case "day":
		return x.day(), true
	case "weekend":
		return x.weekend(), true
	case "overnight":
		return x.overnight(), true
	case "text-day":
		return x.dayTold(), true
	case "ago", "text-ago", "text-later":
		return x.unitsAway(), true
	case "hence":
		return x.hence(), true
	case "past":
		return x.past()
	case "within":
		return x.within(), true
	case "until":
		return x.until(), true
	case "this", "last", "next":
		return x.unitNow(), true
	}
	return when, false
}

// onDate gives a day.
func onDate(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// onDay gives the interval of one day.
func onDay(at time.Time, basis dateline.Basis) interval {
	return interval{at, at.AddDate(0, 0, 1), dateline.Day, basis}
}

// unplaced gives an interval of which only the grain is known.
func unplaced(grain dateline.Grain) interval { return interval{grain: grain} }
