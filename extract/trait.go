package extract

import (
	"dateline"
	"dateline/rule"
)

// readTraits reads actors, phrase and time; adds traits, for armed groups and
// what the report treats as one.
func (r *report) readTraits() {
	for _, s := range r.sentences {
		if !s.told() {
			continue
		}
		won, _ := r.trait.Find(s.Sentence)
		for _, m := range won {
			r.addTrait(s, &m)
		}
	}
}

func (r *report) addTrait(s *sentence, m *rule.Match) {
	who, ok := m.Value("who")
	if !ok {
		return
	}
	value, ok := m.Value("value")
	if !ok {
		return
	}
	a := r.actorWithin(s, who.First, who.Last, "armed-group")
	if a < 0 && r.book.Longest("the-group", s.Tokens[who.First:who.Last]) > 0 {
		a = r.lastGroup(s.index, who.First)
	}
	if a < 0 {
		return
	}
	t := dateline.Trait{Actor: r.use(a), Kind: m.Literal("kind"), Words: r.words(s, value.First, value.Last), By: m.Rule.Trace()}
	t.Value = t.Text
	if f, ok := s.found(m, "other"); ok && f.Kind == "actor" {
		other := r.names[f.ID].actor
		if r.actors[other].ID == t.Actor {
			return
		}
		t.Other = r.use(other)
	}
	for i := range r.times {
		if at := &r.times[i]; at.sentence == s.index && at.first >= value.First && at.last <= value.Last {
			when := at.time
			t.Time = &when
		}
	}
	for _, old := range r.traits {
		if old.Actor == t.Actor && old.Kind == t.Kind && old.Span.Overlaps(t.Span) {
			return
		}
	}
	r.traits = append(r.traits, t)
}

// lastGroup gives the armed group that was named last before a token; -1 if none was.
func (r *report) lastGroup(sentence, at int) int {
	last := -1
	for _, n := range r.names {
		if (n.sentence < sentence || n.sentence == sentence && n.first < at) && r.actors[n.actor].Kind == "armed-group" {
			last = n.actor
		}
	}
	return last
}
