package extract

import (
	"time"

	"dateline"
)

// An event is one thing that the report tells of: its triggers and figures, and
// what was chosen of their times and places.
type event struct {
	triggers   []*trigger
	casualties []*casualty
	kind       string
	status     dateline.Status
	time       *dateline.Time
	place      *dateline.Place
	main       bool
	first      int // byte where it is first told
	sentence   int // where it was last told
	words      dateline.Words
	roles      []dateline.Role
	claim      dateline.Claim
	venue      *dateline.Words
	id         string
	trace      dateline.Trace
}

// weight says how much a sentence tells of what the report is about: the title
// and the lead most.
func (s *sentence) weight() float64 {
	switch s.kind {
	case dateline.Title:
		return 3
	case dateline.Summary:
		return 1.5
	case dateline.Body:
		switch s.body {
		case 0:
			return 4
		case 1:
			return 2
		case 2:
			return 1.5
		}
		return 1 / float64(s.body-1)
	}
	return 0
}

// timeOf gives the time that a part of a sentence tells of its event: not when
// somebody spoke. from is the token that it should be near to.
func (r *report) timeOf(s *sentence, segment, from int) *timeMention {
	var best *timeMention
	times := r.timesOf(s)
	for i := range times {
		t := &times[i]
		if t.said || t.ahead || t.dayless() || t.form == "span" || t.form == "within" || r.segmentOf(s, t.first) != segment {
			continue
		}
		if distance(t, from) <= 1 && coarseness(t.time.Grain) < 5 && best != nil && distance(best, from) > 3 {
			best = t // "the bomb fifty years ago"
			continue
		}
		if best != nil && distance(best, from) <= 1 && distance(t, from) > 3 {
			continue
		}
		if best != nil && r.crossed(s, best, from) != r.crossed(s, t, from) {
			if !r.crossed(s, t, from) {
				best = t // "the boys kidnapped last month were freed on Thursday"
			}
			continue
		}
		if t.form == "ago" && best != nil && r.reach(s, t, from) == distance(t, from) && r.reach(s, best, from) > distance(best, from) {
			best = t // "On Friday bells rang for those who died when a mill burned down nine years ago"
			continue
		}
		if best == nil || finer(t.time.Grain, best.time.Grain) || (!finer(best.time.Grain, t.time.Grain) && r.reach(s, t, from) < r.reach(s, best, from)) {
			best = t
		}
	}
	switch {
	case best != nil:
	case r.continues(s, segment):
		return r.timeOf(s, segment-1, from)
	case r.entries != nil:
		return r.entries[s.index]
	default:
		return r.dayOpened(s)
	}
	return best
}

// crossed tells whether a time follows a trigger only after a verb of another clause: it is that verb's.
func (r *report) crossed(s *sentence, t *timeMention, from int) bool {
	for _, g := range r.triggersOf(s) {
		if g.first == from {
			from = g.last
		}
	}
	for i := from; i < t.first; i++ {
		if s.Tokens[i].Tag == dateline.Auxiliary && r.book.Has("be", s.Tokens[i].Norm) {
			return true
		}
	}
	return false
}

// reach is the distance of a time from a token, and more if another clause begins between: "... on
// Saturday, where a man had been shot on Thursday".
func (r *report) reach(s *sentence, t *timeMention, at int) int {
	n := distance(t, at)
	for i := min(t.last, at); i < max(t.first, at); i++ {
		if r.book.Has("clause-opener", s.Tokens[i].Norm) {
			return n + 8
		}
	}
	return n
}

// timeOfDeed gives the time of a trigger: of two days, that which follows its verb, rather
// than that of the clause before: "died on Tuesday of what he suffered when he was shot last Friday".
func (r *report) timeOfDeed(s *sentence, t *trigger) *timeMention {
	at := r.timeOf(s, t.segment, t.first)
	if !t.done || at == nil || at.last > t.first {
		return at
	}
	times := r.timesOf(s)
	for i := range times {
		next := &times[i]
		if next.first < t.last || next.first-t.last > 8 || next.said || next.ahead || next.dayless() || next.form == "span" || next.form == "within" ||
			r.segmentOf(s, next.first) != t.segment || coarseness(at.time.Grain) > 0 || coarseness(next.time.Grain) > 0 {
			continue
		}
		if next.first-t.last <= t.first-at.last && !r.triggerBetween(s, at.last, t.first) && !r.triggerBetween(s, t.last, next.first) {
			return next
		}
		return at
	}
	return at
}

// triggerBetween tells whether a trigger begins within tokens [first, last).
func (r *report) triggerBetween(s *sentence, first, last int) bool {
	for _, g := range r.triggersOf(s) {
		if first <= g.first && g.first < last {
			return true
		}
	}
	return false
}

// dayOpened gives the day that a paragraph opens with in a sentence that tells nothing
// else: "Friday was a black day elsewhere, too."
func (r *report) dayOpened(s *sentence) *timeMention {
	if s.weight() >= 1 || s.index == 0 {
		return nil
	}
	first := s
	for first.index > 0 && r.sentences[first.index-1].paragraph == s.paragraph {
		first = r.sentences[first.index-1]
	}
	times := r.timesOf(first)
	if first == s || len(times) != 1 || len(first.Tokens) > 14 || len(r.triggersOf(first)) > 0 || len(r.casualtiesOf(first)) > 0 {
		return nil
	}
	if t := &times[0]; t.first <= 1 && coarseness(t.time.Grain) == 0 && !t.said && !t.ahead && !t.dayless() {
		return t
	}
	return nil
}

// continues tells whether a part of a sentence goes on with what the part before it
// tells of: after a semicolon, and with no time of its own.
func (r *report) continues(s *sentence, segment int) bool {
	for i := 1; segment > 0 && i < len(s.Tokens); i++ {
		if r.segmentOf(s, i) == segment {
			return s.Tokens[i].Norm == ";" && !r.timed(s, segment)
		}
	}
	return false
}

// timed tells whether a part of a sentence says when something happened, to the day or less exactly.
func (r *report) timed(s *sentence, segment int) bool {
	times := r.timesOf(s)
	for i := range times {
		if t := &times[i]; !t.said && !t.ahead && !t.dayless() && t.form != "span" && t.form != "within" && r.segmentOf(s, t.first) == segment {
			return true
		}
	}
	return false
}

func distance(t *timeMention, at int) int {
	if t.first > at {
		return t.first - at
	}
	return max(at-t.last, 0)
}

// finer tells whether grain a is finer than grain b, a day counting with its parts.
func finer(a, b dateline.Grain) bool { return coarseness(a) < coarseness(b) }

func coarseness(g dateline.Grain) int {
	switch g {
	case dateline.Minute, dateline.Hour, dateline.DayPart, dateline.Day:
		return 0
	case dateline.WeekGrain:
		return 1
	case dateline.Month:
		return 2
	case dateline.Season:
		return 3
	case dateline.Year:
		return 4
	}
	return 5
}

// placeOf gives the place that a part of a sentence tells of its event.
func (r *report) placeOf(s *sentence, segment, from int) *placeMention {
	var best *placeMention
	score := func(p *placeMention) int {
		n := 0
		if p.located {
			n += 20
		}
		if p.place.Grain != dateline.CountryGrain {
			n += 10
		}
		if p.part && p.located {
			n -= 3
		} else if p.part {
			n -= 25
		}
		if p.place.Grain == dateline.Province || p.place.Grain == dateline.Region {
			n -= 4
		}
		d := p.first - from
		if d < 0 {
			d = 2 - d*3/2
		}
		return n - d
	}
	places := r.placesOf(s)
	for i := range places {
		p := &places[i]
		if p.refused || p.speaks || p.dateline || r.segmentOf(s, p.first) != segment || r.belongs(s, p) {
			continue
		}
		if best == nil || score(p) > score(best) {
			best = p
		}
	}
	if best != nil && best.part && !best.located {
		return nil
	}
	return best
}

// belongs tells whether a place only says whose something is, or how it is called:
// "Iran-backed parties", "Palestine Street".
func (r *report) belongs(s *sentence, p *placeMention) bool {
	if p.last+1 >= len(s.Tokens) {
		return false
	}
	next, after := &s.Tokens[p.last], &s.Tokens[p.last+1]
	if next.Norm == "-" {
		return after.Joined && !after.Upper && (after.Tag == dateline.VerbPassive || after.Tag == dateline.VerbPast || after.Tag == dateline.Adjective)
	}
	return p.place.Grain == dateline.CountryGrain && next.Upper && s.kind != dateline.Title && r.book.Longest("site-noun", s.Tokens[p.last:]) > 0
}

// placeBefore gives the place that a paragraph has told of before a sentence.
func (r *report) placeBefore(s *sentence) *placeMention {
	for i := s.index - 1; i >= 0 && r.sentences[i].paragraph == s.paragraph; i-- {
		places := r.placesOf(r.sentences[i])
		for j := len(places) - 1; j >= 0; j-- {
			if p := &places[j]; !p.refused && p.located && !p.dateline && !p.speaks {
				return p
			}
		}
	}
	return nil
}

const day = 24 * time.Hour

// apart tells whether two times can't be of one event, give or take a day.
func apart(a, b *dateline.Time) bool {
	if !a.Resolved() || !b.Resolved() {
		return false
	}
	return a.Start.At.After(b.End.At.Add(day-time.Minute)) || b.Start.At.After(a.End.At.Add(day-time.Minute))
}

// elsewhere tells whether two places can't be of one event.
func elsewhere(a, b *dateline.Place) bool {
	if a == nil || b == nil {
		return false
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		return true
	}
	if a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1 && kilometres(a, b) > 120 {
		return true
	}
	exact := func(p *dateline.Place) bool {
		return p.Grain == dateline.Town || p.Grain == dateline.Near || p.Grain == dateline.District
	}
	return exact(a) && exact(b) && a.ID != b.ID && kilometres(a, b) > 60
}
