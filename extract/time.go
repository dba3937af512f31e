package extract

import (
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
	beside      bool    // before what its own sentence tells; see settleBeside
	spans       string  // a length of time up to publication or from it on, as Timex has it; empty for others
	away        string  // how far from what the report tells, as Timex has it; empty for others
	ends        []Timex // the days that a range is said by
	vague       int     // while it is open: days from the one that is spoken of
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
	stretch   interval // the last quarter or half of a year told
	stretchOf string   // its form
	remembers bool     // the report is of a day of remembrance: years are counted to the day
}

// resolve works out one match and keeps what the next ones go on from. ok is false if the match is no time
// after all.
func (z *timeResolver) resolve(r *report, s *sentence, m *rule.Match) (t timeMention, ok bool) {
	x := z.saying(r, s, m)
	switch x.t.form {
	case "clock", "hour":
		return x.clock()
	case "part":
		return x.partAlone()
	}
	when, ok := x.when()
	if !ok {
		return t, false
	}
	t = x.t
	t.time = dateline.Time{Grain: when.grain, Basis: dateline.Unresolvable} // its words and grain are known, nothing else
	if when.start.IsZero() {
		return t, true
	}
	t.time.Start, t.time.End, t.time.Basis = dateline.Moment{At: when.start}, dateline.Moment{At: when.end}, when.basis
	switch {
	case x.parted:
		t.time = onPart(t.time, x.part)
		t.part = x.part
	case x.edge != "" && when.grain == dateline.Day && x.edge == "early":
		t.time = onPart(t.time, 8)
	case x.edge != "" && when.grain == dateline.Day:
		t.time = onPart(t.time, 1824)
	}
	if m.First > 0 && r.book.Has("since", s.Tokens[m.First-1].Norm) {
		t.form = "span" // from then on, not then
		if m.Last < len(s.Tokens) && s.Tokens[m.Last].Norm == "," {
			t.form = "since" // "since 16 March, when": of another event
		}
	}
	z.keep(x, &t, when)
	return t, true
}

// keep keeps of a time that is worked out what later ones may go on from.
func (z *timeResolver) keep(x *saying, t *timeMention, when interval) {
	if when.grain == dateline.Day || when.grain == dateline.DayPart {
		z.day = midnight(when.start)
		if from, _ := hours(x.part); x.parted && (from < 6 || from >= 18) {
			if z.night, z.dawn = z.day, from < 6; z.dawn {
				z.night = z.day.AddDate(0, 0, -1)
			}
		}
	}
	z.dayLast = coarseness(when.grain) == 0
	compared := x.r.compared(x.s, x.m.First)
	if (when.basis == dateline.Stated || when.basis == dateline.FromText) && !compared && t.form != "span" && t.form != "since" {
		z.year = when.start.Year()
	}
	if form := x.m.Literal("form"); (form == "quarter" || form == "half") && x.offset() == 0 {
		z.stretch, z.stretchOf = when, form
	}
	z.last.tell(x.s, t, compared)
}
