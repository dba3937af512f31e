package extract

import (
	"slices"
	"sort"

	"dateline"
)

// finishMain sets type, status and words of the main event.
func (r *report) finishMain(e *event) {
	status := map[dateline.Status]float64{}
	deed := slices.ContainsFunc(e.triggers, func(t *trigger) bool {
		return t.real() && t.told == "" && r.sentences[t.sentence].weight() >= 3 &&
			(t.done && r.reader.tells[t.kind] >= 4 || t.kind == "kidnapping" || t.kind == "hostage-taking")
	})
	for _, t := range e.triggers {
		s := r.sentences[t.sentence]
		w := s.weight()
		switch tells := r.reader.tells[t.kind]; {
		case t.kind == "arrest-raid" && len(e.triggers) > 1:
			w = 0 // it is what was done about it
		case tells > 2:
		case t.status == dateline.Happened:
			w *= 0.3
		case deed: // "the kidnappers threaten": what they did stands above what they say
			w *= 0.5
		}
		status[t.status] += w
		if e.words.Text == "" {
			e.words = r.words(s, t.first, t.last)
			e.first = e.words.Span.From
		}
	}
	e.status = dateline.Happened
	unharmed := r.unharmed(e)
	for _, st := range []dateline.Status{dateline.Attempted, dateline.Foiled, dateline.Threatened, dateline.Planned} {
		// where title and lead tell of nobody harmed, what they say of its failure holds for the rest
		if status[st] > status[e.status] || unharmed && e.status == dateline.Happened && status[st] >= 3 && !(deed && st == dateline.Threatened) {
			e.status = st
		}
	}
	if e.status == dateline.Planned && r.kindWords("stopped").lead > 0 && r.kindWords("court").lead < 2 {
		e.status = dateline.Foiled
	}
	if e.status == dateline.Happened && r.triedToKill(e) {
		e.status = dateline.Attempted
	}
	for _, c := range e.casualties {
		victims := c.Low > 0 && !c.Attackers && !r.stopped(e, c)
		if c.Harm == dateline.Killed && victims && e.status == dateline.Attempted {
			e.status = dateline.Happened
		}
		if (c.Harm == dateline.Killed || c.Harm == dateline.Injured) && victims && e.status == dateline.Foiled && r.harmedBy(e, c) {
			e.status = dateline.Happened // another was stopped
		}
		if e.words.Text == "" {
			e.words = r.words(r.sentences[c.sentence], c.first, c.last)
		}
	}
	if kind, trace := r.kindOf(e); kind != "" {
		e.kind, e.trace = kind, trace
	}
	r.oneChosen(e)
	r.partSuspects(e) // before it takes its own day: theirs is that of the arrest
	switch e.status {
	case dateline.Planned, dateline.Threatened, dateline.Foiled:
		if meant := r.plannedDay(e); meant != nil {
			e.time = meant
		}
	}
}

// triedToKill tells whether title or lead call the event an attempt on one person.
func (r *report) triedToKill(e *event) bool {
	return slices.ContainsFunc(e.triggers, func(t *trigger) bool {
		return t.kind == "assassination" && t.status == dateline.Attempted && r.sentences[t.sentence].weight() >= 3
	})
}

// harmedBy tells whether title or lead tell a figure together with a deed whose means are named.
func (r *report) harmedBy(e *event, c *casualty) bool {
	return r.sentences[c.sentence].weight() >= 3 && slices.ContainsFunc(e.triggers, func(t *trigger) bool {
		return t.sentence == c.sentence && t.segment == c.segment && t.status == dateline.Happened && r.reader.tells[t.kind] >= 4
	})
}

// stopped tells whether a figure is of those who were stopped: "shot a bomber before he
// could"; "the man died later".
func (r *report) stopped(e *event, c *casualty) bool {
	s := r.sentences[c.sentence]
	known := c.Low == 1 && c.High == 1 && (r.pointsTo(s.Tokens[c.first].Norm) || r.book.Has("human-pronoun", s.Tokens[c.first].Norm))
	return slices.ContainsFunc(e.triggers, func(t *trigger) bool {
		return t.told != "" && (known || t.sentence == c.sentence && t.first < c.last && c.first < t.last)
	})
}

// unharmed tells whether title and lead tell of no victim of an event.
func (r *report) unharmed(e *event) bool {
	for _, c := range e.casualties {
		if c.Low > 0 && !c.Attackers && c.Harm != dateline.Detained && r.sentences[c.sentence].weight() >= 1.5 {
			return false
		}
	}
	return true
}

// oneChosen makes an attack that killed, or was to kill, one person known by an
// office an assassination.
func (r *report) oneChosen(e *event) {
	switch e.kind {
	case "attack", "armed-assault", "bombing", "vehicle-bombing":
	default:
		return
	}
	chosen := false
	for _, c := range e.casualties {
		s := r.sentences[c.sentence]
		if c.Attackers || c.Harm != dateline.Killed && (c.Harm != dateline.Injured || e.status != dateline.Attempted) {
			continue
		}
		if c.Low > 1 && (s.weight() >= 1 || !e.main) && !r.aimedAtOne(e) {
			return
		}
		if c.Low == 1 && c.High == 1 && r.holdsOffice(s, c.numberFirst, c.numberLast) && (s.weight() >= 1.5 || !e.main) {
			chosen = true
		}
	}
	if chosen {
		e.kind = "assassination"
	}
}

// aimedAtOne tells whether the event struck what is one person's: "his convoy".
func (r *report) aimedAtOne(e *event) bool {
	for _, t := range e.triggers {
		for _, w := range t.roles {
			if w.role == dateline.Target && r.book.Longest("own", r.sentences[t.sentence].Tokens[w.first:w.last]) > 0 {
				return true
			}
		}
	}
	return false
}

// holdsOffice tells whether words name one person by an office, or a person whom
// the report has named with one.
func (r *report) holdsOffice(s *sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if n := r.book.Longest("office", s.Tokens[i:last]); n > 0 && i+n == last {
			return true
		}
	}
	for _, f := range s.Found() {
		if f.Kind == "person" && f.First < last && first < f.Last {
			for _, n := range r.names {
				if n.actor == r.names[f.ID].actor && n.role != "" {
					return true
				}
			}
		}
	}
	return false
}

// partSuspects takes what befell suspects out of an attack that did not take place:
// they were hurt or held by those who stopped it. Where a bomb went off all the same, it
// was stopped too late for that.
func (r *report) partSuspects(e *event) {
	switch e.status {
	case dateline.Foiled, dateline.Planned, dateline.Threatened:
	default:
		return
	}
	wentOff := slices.ContainsFunc(e.triggers, func(t *trigger) bool {
		return t.form == "verb" && t.real() && (t.kind == "suicide-bombing" || t.kind == "vehicle-bombing" || t.kind == "bombing")
	})
	raid := &event{kind: "arrest-raid", status: dateline.Happened, time: e.time, place: e.place}
	kept := e.casualties[:0]
	for _, c := range e.casualties {
		if c.Low == 0 || wentOff && (c.Harm == dateline.Killed || c.Harm == dateline.Injured) {
			kept = append(kept, c)
			continue
		}
		if e.status == dateline.Threatened && c.Harm != dateline.Detained {
			c.event = nil // of what the threat recalls
			continue
		}
		if len(raid.casualties) == 0 {
			raid.words, raid.first, raid.trace = r.words(r.sentences[c.sentence], c.first, c.last), c.Span.From, c.By
		}
		c.event = raid
		raid.casualties = append(raid.casualties, c)
	}
	e.casualties = kept
	if len(raid.casualties) > 0 {
		r.events = append(r.events, raid)
	}
}

// kindOf weighs the types that an event's triggers name. What is only threatened or
// planned says little of what has happened, and the other way round.
func (r *report) kindOf(e *event) (string, dateline.Trace) {
	happened := e.status == dateline.Happened || e.status == dateline.Attempted
	weight := map[string]float64{}
	trace := map[string]dateline.Trace{}
	for _, t := range e.triggers {
		w := r.sentences[t.sentence].weight()
		if t.real() != happened {
			w *= 0.3
		}
		if t.form == "agent" && (t.kind == "kidnapping" || t.kind == "hostage-taking") {
			w *= 0.5 // "the captors": the report tells elsewhere what they did
		}
		w *= r.reader.weighs[t.kind]
		weight[t.kind] += w
		if _, ok := trace[t.kind]; !ok {
			trace[t.kind] = t.trace
		}
	}
	// people taken away tell of a kidnapping, where nothing is said of a siege
	for _, c := range e.casualties {
		if c.Harm == dateline.Abducted && c.Low != 0 && weight["hostage-taking"] < 0.5 && weight["hijacking"] == 0 {
			weight["kidnapping"] += r.sentences[c.sentence].weight() * 0.7
			if _, ok := trace["kidnapping"]; !ok {
				trace["kidnapping"] = c.By
			}
		}
	}
	// a bombing whose means are told is of that kind
	for _, sub := range []string{"vehicle-bombing", "suicide-bombing"} {
		if weight[sub] >= 1.5 {
			weight[sub] += weight["bombing"]
		}
	}
	// and so are the bombs that fall from aircraft or are fired
	for _, sub := range []string{"air-strike", "shelling"} {
		if weight[sub] >= 1.5 && weight[sub] >= weight["bombing"]/2 {
			weight[sub] += weight["bombing"]
		}
	}
	for k, w := range weight {
		if w >= 0.5 && r.reader.tells[k] >= 4 {
			delete(weight, "attack") // it is for those whose means nothing tells
			break
		}
	}
	kinds := make([]string, 0, len(weight))
	for k := range weight {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds) // so that of equals always the same is taken
	sort.SliceStable(kinds, func(i, j int) bool {
		if weight[kinds[i]] != weight[kinds[j]] {
			return weight[kinds[i]] > weight[kinds[j]]
		}
		return r.reader.tells[kinds[i]] > r.reader.tells[kinds[j]]
	})
	if len(kinds) == 0 {
		return "", dateline.Trace{}
	}
	best := trace[kinds[0]]
	best.Score = weight[kinds[0]]
	for _, k := range kinds[1:] {
		best.Losers = append(best.Losers, dateline.Loser{Value: k, Score: weight[k], Why: "told of less in title and lead"})
	}
	return kinds[0], best
}

// finishBackground sets type, status and words of the other events.
func (r *report) finishBackground() {
	for _, e := range r.events {
		if e.main || len(e.triggers) == 0 {
			continue
		}
		e.kind, e.trace = "", dateline.Trace{}
		best := e.triggers[0]
		for _, t := range e.triggers {
			if r.reader.tells[t.kind] > r.reader.tells[best.kind] {
				best = t
			}
		}
		e.kind, e.trace, e.status = best.kind, best.trace, best.status
		for _, t := range e.triggers {
			if t.real() && !best.real() {
				e.status = t.status
			}
		}
		r.oneChosen(e)
		first := e.triggers[0]
		e.words = r.words(r.sentences[first.sentence], first.first, first.last)
	}
}
