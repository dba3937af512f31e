package extract

import (
	"slices"

	"dateline"
	"dateline/learn"
)

// ofDeed gives, of the mentions that answer so, the one that tells best at what time of
// the day it happened: nearest to a deed, then finest; nil if none tells a time of day of a deed.
func (r *report) ofDeed(options []learn.Option, mentions []*timeMention, answer string) *timeMention {
	var best *timeMention
	most := 0
	for i, m := range mentions {
		if options[i].Answer != answer || m.dayless() || exactness(m.time.Grain) == 0 ||
			slices.ContainsFunc(mentions, func(o *timeMention) bool { return r.toldWithout(m, o) }) {
			continue
		}
		rank := 0
		switch r.governor(r.sentences[m.sentence], m.first, m.last) {
		case byEvent, byNoun:
			rank = 3
		case byToll, byNothing:
			rank = 2
		case byVerb:
			rank = 1
		}
		if rank = 4*rank + exactness(m.time.Grain); rank > 4 && (best == nil || rank > most) {
			best, most = m, rank
		}
	}
	return best
}

// toldWithout tells whether a time of day is of something else than the deed, since another mention of its
// day tells the deed in the same sentence without it ("struck on Friday; six died overnight"), or whether it
// only goes back to another ("the same night").
func (r *report) toldWithout(m, other *timeMention) bool {
	if other.dayless() || !other.time.Resolved() || !midnight(other.time.Start.At).Equal(midnight(m.time.Start.At)) {
		return false
	}
	if m.form == "text-day" {
		return other.form != m.form && exactness(other.time.Grain) >= exactness(m.time.Grain)
	}
	if other.sentence != m.sentence || exactness(other.time.Grain) > 0 {
		return false
	}
	s := r.sentences[m.sentence]
	return r.governor(s, m.first, m.last) == byVerb && r.governor(s, other.first, other.last) == byEvent
}

// finest narrows a day to the time of day that the report tells of the event in
// another sentence: "It went off at 9:40 a.m."
func (r *report) finest(t dateline.Time) dateline.Time {
	if coarseness(t.Grain) > 0 {
		return r.dayWithin(t)
	}
	if t.Grain != dateline.Day && t.Grain != dateline.DayPart {
		return t
	}
	var best *timeMention
	for i := range r.times {
		c := &r.times[i]
		s := r.sentences[c.sentence]
		if !c.dayless() || c.said || !s.told() || s.body > 5 || !r.tells(s, r.segmentOf(s, c.first)) || r.tellsOtherDay(s, &t) {
			continue
		}
		if c.clock < 0 && t.Grain == dateline.DayPart {
			continue
		}
		if best == nil || best.clock < 0 && c.clock >= 0 {
			best = c
		}
	}
	if best == nil {
		return t
	}
	fine := atClock(t, best)
	if best.clock >= 0 {
		fine.By.Losers = append(fine.By.Losers, dateline.Loser{Words: best.time.Words, Value: "time of day", Why: "told in another sentence, and joined"})
	}
	return fine
}

// dayWithin narrows a month or a year to the first day in it on which the report tells
// that something happened, or to the only day in it that the report names; the time itself if there is none.
func (r *report) dayWithin(t dateline.Time) dateline.Time {
	if !t.Resolved() {
		return t
	}
	var only *timeMention
	several := false
	for i := range r.times {
		d := &r.times[i]
		s := r.sentences[d.sentence]
		if d.dayless() || !d.time.Resolved() || coarseness(d.time.Grain) > 0 || d.time.Start.At.Before(t.Start.At) || d.time.End.At.After(t.End.At) || !r.tellsPast(d) {
			continue
		}
		switch r.governor(s, d.first, d.last) {
		case byEvent, byToll, byNoun:
			return r.finest(d.time)
		case bySpeech, byAfter:
			continue
		}
		several = several || only != nil && !midnight(only.time.Start.At).Equal(midnight(d.time.Start.At))
		if only == nil {
			only = d
		}
	}
	if only == nil || several {
		return t
	}
	return r.finest(only.time)
}

// tellsOtherDay tells whether a sentence tells of a day apart from t.
func (r *report) tellsOtherDay(s *sentence, t *dateline.Time) bool {
	for _, o := range r.timesOf(s) {
		if !o.dayless() && !o.said && apart(&o.time, t) {
			return true
		}
	}
	return false
}

// telling says how far a part of a sentence tells of an event itself: 1 for a deed or a
// figure, less where it only speaks of "the attack", least where it does neither.
func (r *report) telling(s *sentence, segment int) float64 {
	told := 0.4
	for _, t := range r.triggersOf(s) {
		if t.segment != segment || t.status == dateline.Generic {
			continue
		}
		if t.form != "noun" || !t.definite {
			return 1
		}
		told = 0.6
	}
	if r.counts(s, segment) {
		return 1
	}
	return told
}

func exactness(g dateline.Grain) int {
	switch g {
	case dateline.Minute:
		return 3
	case dateline.Hour:
		return 2
	case dateline.DayPart:
		return 1
	}
	return 0
}
