package extract

import (
	"maps"
	"sort"
	"time"

	"dateline"
)

// mainTime chooses the time that the lead tells of its event, by weight: where it
// stands, what stands beside it, how near it lies to the day of publication.
func (r *report) mainTime() *dateline.Time {
	published, known := r.doc.Published.Day()
	court := r.isCourt()
	release := r.isRelease()
	sum := map[string]float64{}
	best := map[string]*timeMention{}
	var open, clock *timeMention
	for i := range r.times {
		t := &r.times[i]
		s := r.sentences[t.sentence]
		w := s.weight()
		if w == 0 || t.ahead || t.form == "span" || coarseness(t.time.Grain) > 0 || r.doc.Dateline.Contains(t.time.Span) {
			continue
		}
		tied := t.time.Basis != dateline.FromText && r.tied(s, t) // "Saturday's blast", "the attack of Friday night"
		if t.form == "since" && !r.heldSince(s, t) {
			continue
		}
		if t.said && !tied {
			w *= 0.05 // for want of a better one
		}
		if t.dayless() {
			if clock == nil && w >= 1 && r.tells(s, r.segmentOf(s, t.first)) {
				clock = t
			}
			continue
		}
		if !t.time.Resolved() {
			if open == nil {
				open = t
			}
			continue
		}
		switch {
		case tied:
			w *= 5
		case r.segmentOf(s, t.first) > 0:
			w *= 0.3
		}
		if told := r.telling(s, r.segmentOf(s, t.first)); told < 1 {
			w *= told
		} else if r.besideOther(s, t) {
			w *= 0.5
		}
		if known {
			ago := published.Sub(midnight(t.time.Start.At)) / day
			switch {
			case ago < -1:
				continue
			case court && ago <= 3:
				w *= 0.1
			case release && ago <= 3 && r.cued(s, "release", 0, len(s.Tokens)):
				w *= 0.05
			case release && ago <= 3 && r.telling(s, r.segmentOf(s, t.first)) < 0.6:
				w *= 0.3 // the days of the release tell of no taking
			case release:
			case court && published.Year() != t.time.Start.At.Year():
				w *= 3
			case court:
			case ago <= 3:
				w *= 1.5
			case ago <= 10:
			case ago <= 31:
				w *= 0.7
			default:
				w *= 0.25
			}
		}
		w *= r.nearness(s, t)
		key := t.time.Start.At.Format(time.DateOnly)
		sum[key] += w
		if old := best[key]; old == nil || old.said && !t.said ||
			exactness(t.time.Grain) > exactness(old.time.Grain) && s.weight() >= 1 && !t.said && r.tells(s, r.segmentOf(s, t.first)) && !r.besideOther(s, t) {
			best[key] = t
		}
	}
	// what follows an attack is told day by day: a later day must outweigh an earlier one
	told := maps.Clone(sum) // so that the order of the days does not matter
	for late := range told {
		for early := range told {
			if early < late && told[early] >= 0.35*told[late] && best[late].time.Start.At.Sub(best[early].time.Start.At) <= 5*day {
				sum[late] *= laterDay
				break
			}
		}
	}
	keys := make([]string, 0, len(sum))
	for k := range sum {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if sum[keys[i]] != sum[keys[j]] {
			return sum[keys[i]] > sum[keys[j]]
		}
		return keys[i] > keys[j]
	})
	if court && known && (len(keys) == 0 || published.Sub(midnight(best[keys[0]].time.Start.At)) <= 3*day) {
		if t := r.longPast(published); t != nil { // "sentenced on Friday for a bombing in 2011"
			return t
		}
	}
	if len(keys) == 0 {
		switch {
		case open == nil && clock != nil && known:
			// a time of day alone, in the lead, is of the day of the report
			t := atClock(dateline.Time{Start: dateline.Moment{At: published}, Basis: dateline.FromPublished, Words: clock.time.Words, By: clock.time.By}, clock)
			return &t
		case open == nil:
			return nil
		}
		t := open.time
		return &t
	}
	t := r.finest(best[keys[0]].time)
	t.By.Score = sum[keys[0]]
	for _, k := range keys[1:] {
		if len(t.By.Losers) < 6 {
			t.By.Losers = append(t.By.Losers, dateline.Loser{Words: best[k].time.Words, Value: k, Score: sum[k], Why: "told of less, or farther from the lead"})
		}
	}
	return &t
}

// finest narrows a day to the time of day that the report tells of the event in
// another sentence: "It went off at 9:40 a.m."
func (r *report) finest(t dateline.Time) dateline.Time {
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

// tellsOtherDay tells whether a sentence tells of a day apart from t.
func (r *report) tellsOtherDay(s *sentence, t *dateline.Time) bool {
	for _, o := range r.timesOf(s) {
		if !o.dayless() && !o.said && apart(&o.time, t) {
			return true
		}
	}
	return false
}

// heldSince tells whether a time says since when somebody has been held: then it is
// the time of the taking.
func (r *report) heldSince(s *sentence, t *timeMention) bool {
	for _, g := range r.triggersOf(s) {
		if g.last <= t.first && t.first-g.last <= 3 && (g.kind == "kidnapping" || g.kind == "hostage-taking") {
			return true
		}
	}
	return false
}

// nearness weighs a time against the other days of its part of the sentence by how
// near it stands to what names the event: "died on Wednesday of a bomb that went off
// on Tuesday". It is 1 where there is no other.
func (r *report) nearness(s *sentence, t *timeMention) float64 {
	segment := r.segmentOf(s, t.first)
	gap := func(t *timeMention) int {
		least := 1 << 10
		for _, g := range r.triggersOf(s) {
			if g.segment == segment && specificity[g.kind] > 2 {
				d := gapBetween(t.first, t.last, g.first, g.last)
				if t.last <= g.first {
					d += 2 // what follows a verb is its time, rather than what stands before
				}
				least = min(least, d)
			}
		}
		return least
	}
	own, others, nearer := gap(t), false, false
	if own == 1<<10 {
		return 1
	}
	times := r.timesOf(s)
	for i := range times {
		o := &times[i]
		if o == t || o.dayless() || coarseness(o.time.Grain) > 0 || !o.time.Resolved() || r.segmentOf(s, o.first) != segment ||
			midnight(o.time.Start.At) == midnight(t.time.Start.At) {
			continue
		}
		others = true
		nearer = nearer || gap(o) < own
	}
	switch {
	case nearer:
		return 0.4
	case others:
		return 1.3
	}
	return 1
}

// tied tells whether a time belongs to a trigger by grammar: "Saturday's blast",
// "the attack of Friday night".
func (r *report) tied(s *sentence, t *timeMention) bool {
	if t.last < len(s.Tokens) && r.book.Longest("genitive", s.Tokens[t.last:]) > 0 {
		return r.triggerAt(s, t.last, t.last+5)
	}
	if t.first > 0 && r.book.Longest("of", s.Tokens[t.first-1:t.first]) > 0 {
		return r.triggerAt(s, t.first-2, t.first-1)
	}
	for _, g := range r.triggersOf(s) { // "a bombing on Sunday"
		if g.form == "noun" && g.last == t.first {
			return true
		}
	}
	return t.last < len(s.Tokens) && t.first > 0 && s.Tokens[t.first-1].Tag == dateline.Determiner && r.triggerAt(s, t.last, t.last+2)
}

// triggerAt tells whether a trigger that names an event by a noun begins or ends
// within tokens [first, last).
func (r *report) triggerAt(s *sentence, first, last int) bool {
	for _, t := range r.triggersOf(s) {
		if t.first < last && first < t.last && t.form == "noun" {
			return true
		}
	}
	return false
}

// besideOther tells whether a time stands beside a verb that tells neither of an
// event nor of a figure: "on Monday backed away".
func (r *report) besideOther(s *sentence, t *timeMention) bool {
	other := func(i int) bool {
		if i < 0 || i >= len(s.Tokens) {
			return false
		}
		switch s.Tokens[i].Tag {
		case dateline.VerbPast, dateline.VerbNow:
		default:
			return false
		}
		for _, g := range r.triggersOf(s) {
			if i >= g.first-1 && i <= g.last {
				return false
			}
		}
		for _, c := range r.casualtiesOf(s) {
			if i >= c.first && i < c.last {
				return false
			}
		}
		return true
	}
	for i := max(t.first-3, 0); i < t.first; i++ { // "told reporters on Monday"
		if r.book.Longest("say", s.Tokens[i:t.first]) > 0 && !r.triggerAt(s, i+1, t.first) {
			return true
		}
	}
	return other(t.last) || other(t.first-1)
}

// longPast gives the month or year in which title or lead tell that something took
// place, at least a month before a day; nil if they tell none.
func (r *report) longPast(before time.Time) *dateline.Time {
	var best *timeMention
	most := 0.0
	for i := range r.times {
		t := &r.times[i]
		s := r.sentences[t.sentence]
		if t.said || t.ahead || t.form == "since" || t.form == "span" || !t.time.Resolved() || !t.time.End.At.Before(before.AddDate(0, -1, 0)) {
			continue
		}
		w := s.weight()
		if segment := r.segmentOf(s, t.first); w < 1 || r.telling(s, segment) < 0.6 && !r.triggerAt(s, t.last, t.last+4) {
			continue
		}
		if w *= 1 + 0.2*float64(5-coarseness(t.time.Grain)); w > most {
			best, most = t, w
		}
	}
	if best == nil {
		return nil
	}
	t := best.time
	t.By.Score = most
	return &t
}

// laterDay is what the weight of a day is multiplied by where the report tells of an earlier one as well.
const laterDay = 0.7

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
