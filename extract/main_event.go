package extract

import (
	"time"

	"dateline"
)

// isMain decides whether a trigger tells of the main event.
func (r *report) isMain(s *sentence, t *trigger, at *timeMention, where *dateline.Place, main *event) bool {
	if t.other {
		return false
	}
	if p, ok := r.doc.Published.Day(); ok && at != nil && r.isCourt() && main.time.Resolved() && main.time.End.At.Before(p.AddDate(0, -1, 0)) &&
		p.Sub(at.time.Start.At) <= 3*day {
		at = nil // the day of the ruling, not of what was tried
	}
	if !t.real() && s.weight() >= 1.5 {
		at = nil // the day that was meant, and not that of what was found out
	}
	if at != nil && s.weight() >= 1.5 && t.definite && !t.plural && main.time.Resolved() && at.time.Resolved() && (apart(&at.time, main.time) || otherDay(&at.time, main.time)) &&
		main.time.Start.At.Before(at.time.Start.At) && r.recent(&at.time) && distance(at, t.first) > 1 && distance(at, t.last) > 1 {
		at = nil // the day of what was said or done about it
	}
	if at != nil && main.time != nil && r.cameAfter(s, at, main.time) {
		at = nil
	}
	if at != nil && at.form == "since" {
		if at.first > t.last {
			at = nil // "the worst attack since 2015"
		} else {
			return false
		}
	}
	if at != nil && main.time.Resolved() && at.time.Resolved() {
		if apart(&at.time, main.time) || otherDay(&at.time, main.time) &&
			(s.weight() < 2 && (where != nil || r.counts(s, t.segment)) || s.weight() < 3 && t.done && r.counts(s, t.segment)) {
			return false
		}
		if coarseness(at.time.Grain) > 0 && t.segment > 0 {
			return false
		}
		if at.form == "this" && coarseness(at.time.Grain) > 0 {
			return false // "earlier this month"
		}
		if at.form == "last" && coarseness(at.time.Grain) > 0 && coarseness(main.time.Grain) == 0 && !t.definite && s.weight() < 2 {
			return false // "a market was bombed last week", where the day of the main event is told
		}
	} else if at != nil && !at.time.Resolved() && main.time != nil && !main.time.Resolved() && s.weight() < 2 &&
		coarseness(at.time.Grain) > 0 {
		return false
	}
	if at != nil && at.time.Resolved() && coarseness(at.time.Grain) > 0 && !main.time.Resolved() {
		if p, ok := r.doc.Published.Day(); !ok || at.time.End.At.Before(p.AddDate(0, -1, 0)) {
			return false
		}
	}
	if t.segment > 0 && !t.definite && t.first > 0 && r.sinceBefore(s, t) && !r.isCourt() && r.opensOtherwise() &&
		!(at != nil && at.beside && at.unit != "hour" && sameDay(&at.time, main.time)) {
		return false // unless it is just what the report is about: "are free, nine days after they were taken"
	}
	if at == nil && r.atOtherHour(s, t, main.time) != nil {
		return false
	}
	there := r.tellsPlace(s, t.segment, main.place)
	if where != nil && main.place != nil && where.Country != "" && where.Country != main.place.Country && main.place.Country != "" && !there {
		return false
	}
	if where != nil && elsewhere(where, main.place) && !there && s.weight() < 3 && !(t.definite && t.form != "verb" && at == nil && s.weight() >= 1) {
		return false
	}
	// what continues a background event in its own paragraph
	if at == nil && t.definite {
		if e := r.lastIn(s); e != nil && !e.main && s.weight() < 3 {
			return false
		}
	}
	return true
}

// opensOtherwise tells whether title or lead tell of a deed or a figure by themselves, and not
// only as what something else came after: "There are fewer stalls since rockets fell on the square".
func (r *report) opensOtherwise() bool {
	for _, s := range r.sentences {
		if s.weight() < 3 {
			continue
		}
		for _, t := range r.triggersOf(s) {
			if t.status != dateline.Generic && (t.segment == 0 || !r.sinceBefore(s, t)) {
				return true
			}
		}
		for _, c := range r.casualtiesOf(s) {
			if c.Low > 0 && (c.segment == 0 || !r.cued(s, "since", 0, c.first)) {
				return true
			}
		}
	}
	return false
}

// recent tells whether a time is of the last days before publication.
func (r *report) recent(t *dateline.Time) bool {
	published, ok := r.doc.Published.Day()
	return ok && published.Sub(t.Start.At) <= 3*day
}

// tellsPlace tells whether a part of a sentence names a place, or the country that it is in.
func (r *report) tellsPlace(s *sentence, segment int, place *dateline.Place) bool {
	if place == nil {
		return false
	}
	places := r.placesOf(s)
	for i := range places {
		p := &places[i]
		if !p.refused && !p.speaks && r.segmentOf(s, p.first) == segment && p.located && (p.place.ID == place.ID || p.place.Country == place.Country && p.place.Grain == dateline.CountryGrain) {
			return true
		}
	}
	return false
}

// sameDay tells whether two times are each of a day, and of the same.
func sameDay(a, b *dateline.Time) bool {
	return a.Resolved() && b.Resolved() && coarseness(a.Grain) == 0 && coarseness(b.Grain) == 0 && midnight(a.Start.At).Equal(midnight(b.Start.At))
}

// otherDay tells whether two times are each of a day, and of two days.
func otherDay(a, b *dateline.Time) bool {
	return coarseness(a.Grain) == 0 && coarseness(b.Grain) == 0 && (!a.Start.At.Before(b.End.At) || !b.Start.At.Before(a.End.At)) &&
		midnight(a.Start.At) != midnight(b.Start.At)
}

// sinceBefore tells whether the trigger's part of its sentence begins with a word
// that brings in another event.
func (r *report) sinceBefore(s *sentence, t *trigger) bool {
	return r.cued(s, "since", max(t.first-8, 0), t.first)
}

// atOtherHour gives the time of a deed with a figure or victims of its own that is told of another part of the main
// event's day: "In the evening, a mine killed two guards"; nil if it is none.
func (r *report) atOtherHour(s *sentence, t *trigger, main *dateline.Time) *dateline.Time {
	if !main.Resolved() || !main.Start.Clock || t.definite || s.weight() > 2 || !r.counts(s, t.segment) {
		return nil
	}
	times := r.timesOf(s)
	for i := range times {
		c := &times[i]
		if !c.dayless() || c.said || r.segmentOf(s, c.first) != t.segment {
			continue
		}
		day := dateline.Time{Start: dateline.Moment{At: midnight(main.Start.At)}, End: dateline.Moment{At: midnight(main.Start.At).AddDate(0, 0, 1)}, Grain: dateline.Day,
			Basis: main.Basis, Words: c.time.Words, By: c.time.By}
		at := atClock(day, c)
		if at.Start.At.Sub(main.End.At) >= 2*time.Hour || main.Start.At.Sub(at.End.At) >= 2*time.Hour {
			return &at
		}
	}
	return nil
}
