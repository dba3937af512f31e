package extract

import (
	"time"

	"dateline"
)

// A narration is what a text has told of time up to some place: what "the 15th",
// "that year", "in May" and "ten months later" go on from.
type narration struct {
	start     time.Time // of the last time told that has a year of its own, or one worked out from such
	grain     dateline.Grain
	paragraph int
}

// tell keeps a time as the one told last, if its year is sure; after one that another
// event is only set against ("the worst since 16 March 2016") nothing goes on.
func (n *narration) tell(s *sentence, t *timeMention, compared bool) {
	if compared || t.form == "since" || t.form == "span" {
		*n = narration{}
		return
	}
	switch t.time.Grain {
	case dateline.Day, dateline.DayPart, dateline.WeekGrain, dateline.Month, dateline.Year:
		if t.time.Basis == dateline.Stated || t.time.Basis == dateline.FromText {
			*n = narration{start: t.time.Start.At, grain: t.time.Grain, paragraph: s.paragraph}
		}
	}
}

// compared tells whether a word like "since" stands a little before a token: "since war
// broke out in April".
func (r *report) compared(s *sentence, at int) bool {
	for i := max(at-6, 0); i < at; i++ {
		if r.book.Has("since", s.Tokens[i].Norm) {
			return true
		}
	}
	return false
}

// next gives the year of a month, or of a day in one, that a paragraph tells of after
// what it has told with its year: "On 26 November 2012 ... In December ... On 19 January".
// ok is false where nothing has been told so, or where it would be after publication.
func (n *narration) next(s *sentence, month, day int, published time.Time) (year int, ok bool) {
	if n.start.IsZero() || n.paragraph != s.paragraph || n.grain == dateline.Year {
		return 0, false
	}
	year = n.start.Year()
	if month < int(n.start.Month()) || month == int(n.start.Month()) && day > 0 && day < n.start.Day() && coarseness(n.grain) == 0 {
		year++
	}
	return year, !time.Date(year, time.Month(month), max(day, 1), 0, 0, 0, 0, time.UTC).After(published)
}

// anchor gives the time from which a span of units is counted ("ten months later"): the
// last day told or, if a month or a year has been told since, that, where it is no
// coarser than the unit. It gives the zero time where nothing fits.
func (z *timeResolver) anchor(unit string) time.Time {
	switch n := &z.last; {
	case n.start.IsZero() || coarseness(n.grain) == 0 || z.dayLast:
		return z.day
	case coarseness(n.grain) <= coarseness(grainOf(unit)):
		return n.start
	}
	return time.Time{}
}

// settleBefore works out the times that are told as so long before the event that the
// report is about: "The attack came three days after".
func (r *report) settleBefore(main *dateline.Time) {
	if !main.Resolved() || coarseness(main.Grain) > 0 {
		return
	}
	for i := range r.times {
		t := &r.times[i]
		if t.before == 0 || t.time.Resolved() {
			continue
		}
		start, end, grain := shifted(midnight(main.Start.At), t.unit, -t.before)
		t.time.Start, t.time.End, t.time.Grain, t.time.Basis = dateline.Moment{At: start}, dateline.Moment{At: end}, grain, dateline.FromText
	}
}
