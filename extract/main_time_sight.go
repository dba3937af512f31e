package extract

import (
	"slices"
	"time"

	"dateline"
)

// What is seen of the times among which the main event's is chosen.

// countedFrom says in a feature that a time is told as so long before another of its sentence, or that another is
// told so from it, and what governs the one from which is counted: "were buried on Sunday, a week after a ferry sank".
func (r *report) countedFrom(s *sentence, t *timeMention) (f features) {
	times := r.timesOf(s)
	for i := range times {
		switch o := &times[i]; {
		case o.counts(t) && (r.telling(s, r.segmentOf(s, t.first)) > 0.5 || r.attackersAfter(s, t.last)):
			f.is("counted-from", r.governor(s, o.first, o.last))
			return f
		case t.counts(o):
			f.is("counted-to", r.governor(s, t.first, t.last))
			return f
		}
	}
	return f
}

// counts tells whether another time is told as so long before a day.
func (t *timeMention) counts(before *timeMention) bool {
	return !t.beside && before.beside && t.time.Resolved() && before.time.Resolved() && coarseness(t.time.Grain) == 0 &&
		back(midnight(t.time.Start.At), before.unit, before.before).Equal(midnight(before.time.Start.At))
}

// cameAfter tells whether a time is that of what came after the main event, from which its sentence counts back to it.
func (r *report) cameAfter(s *sentence, t *timeMention, main *dateline.Time) bool {
	return slices.ContainsFunc(r.timesOf(s), func(o timeMention) bool { return t.counts(&o) && sameDay(&o.time, main) })
}

// newDeed tells whether a time is of the last days and title or lead tell by a verb of a deed of it, or count back to
// one from it: what they remember besides is background.
func (r *report) newDeed(t *timeMention) bool {
	s := r.sentences[t.sentence]
	published, _ := r.doc.Published.Day()
	if s.weight() < 3 || !t.time.Resolved() || !r.tellsPast(t) || coarseness(t.time.Grain) > 0 || published.Sub(t.time.Start.At) > 10*day {
		return false
	}
	if r.timeGovernor(s, t) == byEvent {
		return true
	}
	return slices.ContainsFunc(r.timesOf(s), func(o timeMention) bool { return o.counts(t) }) && r.telling(s, r.segmentOf(s, t.first)) == 1
}

// attackersAct tells whether the clause of a time speaks of attackers and of what they did, if by no word for a deed:
// "The gunmen came on Friday at dusk".
func (r *report) attackersAct(s *sentence, t *timeMention) bool {
	return slices.ContainsFunc(r.people, func(p people) bool {
		if !p.attackers || p.sentence != s.index || p.last >= len(s.Tokens) || !isVerb(&s.Tokens[p.last]) || r.verbKind(s, p.last) != byVerb {
			return false
		}
		for i := min(p.last, t.last); i < max(p.first, t.first); i++ {
			if r.ends(s, i) && s.Tokens[i].Norm != "," {
				return false
			}
		}
		return true
	})
}

// attackersAfter tells whether attackers are what the clause that begins at a token speaks of.
func (r *report) attackersAfter(s *sentence, at int) bool {
	return slices.ContainsFunc(r.people, func(p people) bool {
		return p.attackers && p.sentence == s.index && p.first >= at && p.first-at <= 4
	})
}

// cleft tells whether a sentence is built about a time: "It was on Friday evening that ...".
func (r *report) cleft(s *sentence, t *timeMention) bool {
	if t.last >= len(s.Tokens)-1 || !slices.ContainsFunc(s.Tokens[t.last:min(t.last+4, len(s.Tokens))], func(tok dateline.Token) bool {
		return tok.Tag == dateline.Subordinate || r.book.Has("clause-opener", tok.Norm)
	}) {
		return false
	}
	for i := max(t.first-6, 0); i < t.first; i++ {
		if r.book.Longest("cleft", s.Tokens[i:t.first]) > 0 {
			return true
		}
	}
	return false
}

// tellsTaking tells whether a time is that of people being taken.
func (r *report) tellsTaking(t timeMention) bool {
	s := r.sentences[t.sentence]
	if !t.time.Resolved() || !r.tellsPast(&t) {
		return false
	}
	segment, governed := r.segmentOf(s, t.first), r.governor(s, t.first, t.last)
	return governed == byToll && slices.ContainsFunc(r.casualtiesOf(s), func(c *casualty) bool {
		return c.segment == segment && c.Harm == dateline.Abducted && c.last <= t.first
	}) || governed == byEvent && slices.ContainsFunc(r.triggersOf(s), func(g *trigger) bool {
		return g.segment == segment && (g.kind == "kidnapping" || g.kind == "hostage-taking")
	})
}

// yearsAfter tells whether the title says how many years have gone by since something: "Bells ring, nine years
// after the flood".
func (r *report) yearsAfter() bool {
	return slices.ContainsFunc(r.times, func(t timeMention) bool {
		return t.beside && t.unit == "year" && r.sentences[t.sentence].kind == dateline.Title
	})
}

// longPast tells whether a time is of a deed of a year ago or more that title or lead tell.
func (r *report) longPast(t *timeMention) bool {
	s := r.sentences[t.sentence]
	published, _ := r.doc.Published.Day()
	if s.weight() < 2 || !t.time.Resolved() || !r.tellsPast(t) || published.Sub(t.time.Start.At) < 300*day {
		return false
	}
	return r.telling(s, r.segmentOf(s, t.first)) > 0.5
}

// namesRecentDay tells whether the report names a day within ten days before its own: if
// not, a time of day alone is of that day itself.
func (r *report) namesRecentDay() bool {
	published, _ := r.doc.Published.Day()
	return slices.ContainsFunc(r.times, func(t timeMention) bool {
		return !t.dayless() && t.time.Resolved() && coarseness(t.time.Grain) == 0 && r.tellsPast(&t) && published.Sub(t.time.Start.At) <= 10*day
	})
}

// daysOfDeeds are the days of which the report tells that something happened, in order.
func (r *report) daysOfDeeds() []time.Time {
	var days []time.Time
	for i := range r.times {
		t := &r.times[i]
		if t.dayless() || !t.time.Resolved() || coarseness(t.time.Grain) > 0 || r.toldOfBefore(r.sentences[t.sentence]) {
			continue
		}
		switch r.governor(r.sentences[t.sentence], t.first, t.last) {
		case byEvent, byToll, byNoun:
			days = append(days, midnight(t.time.Start.At))
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return days
}

// follows tells whether one of some days lies up to five days before a time: what
// follows an attack is told day by day.
func follows(days []time.Time, t *timeMention) bool {
	at := midnight(t.time.Start.At)
	i, _ := slices.BinarySearchFunc(days, at, time.Time.Compare) // the first that is not before
	return i > 0 && at.Sub(days[i-1]) <= 5*day
}

// tellingName names what telling weighs.
func (r *report) tellingName(s *sentence, segment int) string {
	switch told := r.telling(s, segment); {
	case told == 1:
		return "deed"
	case told > 0.5:
		return "mention"
	}
	return "nothing"
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
			if g.segment == segment && r.reader.tells[g.kind] > 2 {
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

// pluperfect tells whether a time's clause tells of what had been before: "On Friday planes
// had struck the mill".
func (r *report) pluperfect(s *sentence, t *timeMention) bool {
	for i := max(t.first-6, 0); i < min(t.last+6, len(s.Tokens)-1); i++ {
		if r.book.Has("pluperfect", s.Tokens[i].Norm) && (s.Tokens[i+1].Tag == dateline.VerbPassive || s.Tokens[i+1].Tag == dateline.VerbPast) {
			return true
		}
	}
	return false
}

// toldOfBefore tells whether a sentence opens, as it does where the verb stands first, with what had been
// before: "Had the army announced that it shelled ...". What had befallen the event itself is none such:
// "Had the blast gone off at dawn".
func (r *report) toldOfBefore(s *sentence) bool {
	if !r.headFirst || s.weight() >= 4 {
		return false
	}
	for i := range min(2, len(s.Tokens)) {
		if !r.book.Has("pluperfect", s.Tokens[i].Norm) {
			continue
		}
		for k := i + 1; k < min(i+8, len(s.Tokens)) && s.Tokens[k].Tag != dateline.Mark; k++ {
			if r.namesDefiniteEvent(s, k) {
				return false
			}
			if s.Tokens[k].Tag == dateline.VerbPast || s.Tokens[k].Tag == dateline.VerbPassive || r.book.Has("already", s.Tokens[k].Norm) {
				return true
			}
		}
	}
	return false
}

// namesDefiniteEvent tells whether a noun that names an event as known stands at a token: "the blast".
func (r *report) namesDefiniteEvent(s *sentence, at int) bool {
	return slices.ContainsFunc(r.triggersOf(s), func(t *trigger) bool {
		return t.first <= at && at < t.last && t.form == "noun" && t.definite
	})
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
