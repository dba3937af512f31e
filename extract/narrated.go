package extract

import (
	"slices"
	"time"

	"dateline"
	"dateline/rule"
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

// yearOf works out the year of a day in a month that is told without one, and on what it rests: the
// text that goes on, or the day of publication; 0 where neither is known.
func (z *timeResolver) yearOf(x *saying, day int) (int, dateline.Basis) {
	narrated, goesOn := z.last.next(x.s, x.month, day, z.published)
	switch told := x.m.Literal("told"); {
	case told == "same" && z.year > 0:
		return z.year, dateline.FromText
	case told == "on" && goesOn && !x.ahead:
		return narrated, dateline.FromText
	case !z.known:
		return 0, dateline.FromPublished
	}
	year := z.published.Year() + number2(x.m.Literal("year-offset"))
	at := time.Date(year, time.Month(x.month), day, 0, 0, 0, 0, time.UTC)
	switch direction := x.direction(); {
	case direction == "last" && at.After(z.published), direction == "" && at.After(z.published.AddDate(0, 0, 45)) && !x.ahead:
		year--
	case direction == "next" && at.Before(z.published), direction == "" && x.ahead && at.Before(z.published.AddDate(0, -4, 0)):
		year++
	}
	return year, dateline.FromPublished
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

// besideTold gives the calendar unit that lies n units from the one of which the text tells, or from
// that of publication where it has told of none; the zero time where neither is known.
func (z *timeResolver) besideTold(unit string, n int) (start, end time.Time, grain dateline.Grain, basis dateline.Basis) {
	from, basis := z.anchor(unit), dateline.FromText
	if from.IsZero() {
		from, basis = z.published, dateline.FromPublished
	}
	if from.IsZero() {
		return start, end, grainOf(unit), basis
	}
	start, end, grain = shifted(from, unit, n)
	return start, end, grain, basis
}

// counted gives the time that lies n units before or after another, and on what it rests;
// the zero time where it is not known from which, or not yet.
func (z *timeResolver) counted(s *sentence, m *rule.Match, t *timeMention, unit string, n int) (start, end time.Time, grain dateline.Grain, basis dateline.Basis) {
	if unit == "year" && m.Literal("told") == "" && t.form != "text-later" && !z.stretch.start.IsZero() { // "the third quarter ... a year ago"
		t.form = z.stretchOf
		return z.stretch.start.AddDate(-n, 0, 0), z.stretch.end.AddDate(-n, 0, 0), z.stretch.grain, dateline.FromText
	}
	if t.form == "ago" {
		if !z.known {
			return start, end, grain, basis
		}
		if start, end, grain = shifted(z.published, unit, -n); z.remembers && unit == "year" && s.weight() >= 2 {
			start, end, grain = z.ago(z.published, unit, n)
		}
		return start, end, grain, dateline.FromPublished
	}
	from := z.anchor(unit)
	switch told := m.Literal("told"); {
	case told == "here":
		t.before, t.unit, t.beside = n, unit, true
		from = time.Time{}
	case told == "on":
		t.before, t.unit = n, unit
		if z.last.paragraph != s.paragraph || from != midnight(z.last.start) || unit == "minute" || unit == "hour" {
			from = time.Time{}
		}
	case t.form == "text-ago" && from.IsZero() && z.day.IsZero():
		from = z.published
	}
	switch {
	case from.IsZero():
		return start, end, grain, basis
	case t.form == "text-later":
		n = -n
	}
	start, end, grain = z.ago(from, unit, n)
	return start, end, grain, dateline.FromText
}

// ago gives the time that lies n units before a day. A week before a day is a day; so is a year, where it is
// remembered.
func (z *timeResolver) ago(from time.Time, unit string, n int) (start, end time.Time, grain dateline.Grain) {
	if unit == "week" || unit == "year" && z.remembers {
		start = back(from, unit, n)
		return start, start.AddDate(0, 0, 1), dateline.Day
	}
	return shifted(from, unit, -n)
}

// settleBeside works out the times of a sentence that are told as so long before something else
// that it tells: before the day told last ("were buried on Sunday, a week after ..."), or
// where they open the sentence the one told next ("A week after ..., they were buried on Sunday").
func (z *timeResolver) settleBeside(times []timeMention) {
	for i := range times {
		t := &times[i]
		if !t.beside {
			continue
		}
		var from *timeMention
		for j := range times {
			o := &times[j]
			if o.beside || o.dayless() || o.ahead || !o.time.Resolved() || coarseness(o.time.Grain) > 0 {
				continue
			}
			if j < i || from == nil && t.first <= 1 {
				from = o
			}
		}
		switch {
		case from != nil:
			z.settle(t, &from.time)
		case t.first <= 1:
			t.form, t.before = "span", 0 // "Two weeks after the ferry, a barge sank": so long after, not before
		}
	}
}

// settle works out a time that lies so long before another. Some hours before one that is not
// known to be of the second half of a day may be of the day before.
func (z *timeResolver) settle(t *timeMention, from *dateline.Time) {
	if t.unit == "hour" && t.before >= 24 {
		t.unit, t.before = "day", (t.before+11)/24
	}
	if t.unit == "hour" && !(from.Start.Clock && from.Start.At.Hour() >= 12) {
		return
	}
	start, end, grain := z.ago(midnight(from.Start.At), t.unit, t.before)
	t.time.Start, t.time.End, t.time.Grain, t.time.Basis = dateline.Moment{At: start}, dateline.Moment{At: end}, grain, dateline.FromText
}

// remembers tells whether title or lead speak of a day of remembrance.
func (r *report) remembers() bool {
	return slices.ContainsFunc(r.sentences, func(s *sentence) bool {
		if s.weight() < 2 {
			return false
		}
		for i := range s.Tokens {
			if r.book.Longest("remembering", s.Tokens[i:]) > 0 {
				return true
			}
		}
		return false
	})
}

// settleBefore works out the times that are told as so long before the event that the
// report is about: "The attack came three days after".
func (r *report) settleBefore(main *dateline.Time) {
	if !main.Resolved() || coarseness(main.Grain) > 0 {
		return
	}
	z := &timeResolver{remembers: r.remembers()}
	for i := range r.times {
		t := &r.times[i]
		if t.before == 0 || t.time.Resolved() {
			continue
		}
		z.settle(t, main)
	}
}
