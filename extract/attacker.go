package extract

import (
	"slices"
	"strings"

	"dateline"
	"dateline/rule"
)

// armed tells whether an actor is an armed group, or the outlet of one.
func (r *report) armed(actor int) bool {
	return actor >= 0 && (r.actors[actor].Kind == "armed-group" || r.actors[actor].Kind == "outlet" && r.owner(actor) != "")
}

// ownsUp tells whether those whom an armed group's speaker names as the doers are the group itself.
func (r *report) ownsUp(s *sentence, st *statement) bool {
	first, last := st.accused[0], st.accused[1]
	if first >= last || r.holds("blame", s, st.first, first) {
		return false
	}
	if a := r.actorWithin(s, first, last, "armed-group"); a >= 0 {
		return a == st.body || r.actors[a].ID == r.owner(st.body)
	}
	if r.actors[st.body].Kind == "outlet" { // it has but one group to speak of: "the movement's fighters"
		return slices.ContainsFunc(s.Tokens[first:last], func(t dateline.Token) bool { return r.book.Has("the-group", t.Norm) })
	}
	return r.book.Longest("the-group", s.Tokens[first:last]) == last-first
}

// namesOnly tells whether tokens [first, last) name no group but that of an actor.
func (r *report) namesOnly(s *sentence, first, last, actor int) bool {
	own := r.actors[actor]
	for _, f := range s.within("actor", first, last) {
		if a := r.names[f.ID].actor; a != actor && r.actors[a].ID != r.owner(actor) && r.owner(a) != own.ID {
			return false
		}
	}
	return true
}

// mayAttack tells whether one who says that their own men did something may be an attacker:
// no state, and no bystander without a name or a group.
func (r *report) mayAttack(sp *speaker) bool {
	switch {
	case r.isState(sp):
		return false
	case sp.body >= 0 || sp.person >= 0 || sp.head == "":
		return true
	}
	return r.book.Has("assailant-word", sp.head) || slices.ContainsFunc(sp.words, func(w string) bool {
		return r.book.Has("attackers", w) || r.book.Has("group-noun", w) || r.book.Has("armed-word", w)
	})
}

// confesses tells whether the verb of a match is one of owning up.
func (r *report) confesses(s *sentence, m *rule.Match) bool {
	cue, ok := m.Value("cue")
	return ok && r.book.Longest("confess", s.Tokens[cue.First:cue.Last]) > 0
}

// isState tells whether a speaker is a state, one of its forces, or speaks for one.
func (r *report) isState(sp *speaker) bool {
	if sp.body >= 0 {
		name := strings.Fields(r.actors[sp.body].Name)
		switch r.actors[sp.body].Kind {
		case "organization", "unknown":
			if r.headFirst && r.book.Has("state-speaker", r.book.Bare(r.sentences[sp.sentence].Tokens[sp.first].Norm)) {
				return true // "the American Command"
			}
		case "state-force", "government", "international-body":
			return true
		case "armed-group": // "Norway's army" is none, though called by a name
			return len(name) > 1 && r.book.Has("state-speaker", name[len(name)-1])
		}
	}
	for i := range r.places { // "the US", "Norway"
		if p := &r.places[i]; p.sentence == sp.sentence && p.first >= sp.first && p.last == sp.last && p.candidates[0].Grain == dateline.CountryGrain {
			return true
		}
	}
	return r.book.Has("state-speaker", sp.head)
}
