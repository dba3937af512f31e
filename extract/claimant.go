package extract

import (
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/rule"
)

// owner gives the id of the group whose branch or outlet an actor is: its parent on the day
// of the report or, where the day is not known, the only one that the list gives it.
func (r *report) owner(actor int) string {
	a := r.actors[actor]
	if _, dated := r.doc.Published.Day(); !dated && a.Parent == "" && a.entry != nil && len(a.entry.Parents) == 1 {
		return a.entry.Parents[0].ID
	}
	return a.Parent
}

// behind gives the armed group whose outlet an actor is: the actor itself if it is no outlet, or
// if the list does not say whose.
func (r *report) behind(actor int) int {
	if r.actors[actor].Kind != "outlet" {
		return actor
	}
	group := r.reader.actors.Actor(r.owner(actor))
	if group == nil || group.Kind != "armed-group" {
		return actor
	}
	return r.listedActor([]*gazetteer.Actor{group}, dateline.Words{Text: group.Name})
}

// claimant gives the actor in whose name responsibility is taken: -1 if it is
// nobody that the report names.
func (r *report) claimant(st *statement) int {
	s := r.sentences[st.sentence]
	if n := st.who.named; n[0] < n[1] { // "a group close to the Front that calls itself"
		o := r.sentences[st.who.sentence]
		if a := r.actorWithin(o, n[0], n[1]); a >= 0 {
			return r.behind(a)
		}
		return r.namedActor(strings.Trim(r.words(o, n[0], n[1]).Text, quotes), "unknown")
	}
	if a := r.claimantWithin(s, st.speaker[0], st.speaker[1]); a >= 0 {
		return a
	}
	if r.armed(st.body) {
		return r.behind(st.body)
	}
	if a := r.actorWithin(s, st.speaker[0], st.last, "armed-group", "state-force"); a >= 0 {
		return a
	}
	if st.body >= 0 && r.actors[st.body].Kind != "outlet" {
		return st.body
	}
	if a := r.actorWithin(s, st.speaker[0], st.speaker[1]); a >= 0 {
		return a
	}
	if f, o := r.signature(st); o != nil {
		if a := r.actorWithin(o, f.First, f.Last); a >= 0 {
			return a
		}
		return r.namedActor(strings.Trim(r.words(o, f.First, f.Last).Text, quotes), "unknown")
	}
	// "the group": the armed group named last
	for i := len(r.names) - 1; i >= 0; i-- {
		n := &r.names[i]
		if n.sentence > st.sentence || n.sentence == st.sentence && n.first > st.first {
			continue
		}
		if a := r.actors[n.actor]; a.Kind == "armed-group" {
			return n.actor
		}
	}
	name := r.words(s, st.speaker[0], st.speaker[1])
	if o := r.sentences[st.who.sentence]; !s.anyCapital(st.speaker[0], st.speaker[1]) && !r.isState(st.who) && st.who.person < 0 {
		for i := max(st.who.first, 1); i < st.who.last; i++ { // "a group of its own, the Red Lantern Front"
			if o.Tokens[i].Upper && o.Tokens[i].Kind == dateline.WordToken && i+1 < st.who.last {
				return r.namedActor(r.words(o, i, st.who.last).Text, "unknown")
			}
		}
	}
	if r.headFirst && r.book.Has("attackers", r.book.Bare(s.Tokens[st.speaker[0]].Norm)) {
		return -1 // "rebels of the south"
	}
	if !r.isState(st.who) && s.anyCapital(st.speaker[0], st.speaker[1]) {
		return r.namedActor(strings.Trim(name.Text, quotes), "unknown")
	}
	return -1
}

// claimantWithin gives the armed group or force among tokens [first, last) that claims: the name
// that it goes by where the tokens say so ("a group close to the Front called the Lantern"), else
// the first that is named, or a branch of it named after it; -1 if none is.
func (r *report) claimantWithin(s *sentence, first, last int) int {
	claimant := -1
	for last+1 < len(s.Tokens) && (s.Tokens[last].Kind == dateline.MarkToken && s.Tokens[last].Norm != ".") && s.covered(last+1, last+2, "actor") {
		last = s.actorEnd(last + 1) // "the Front - Province of the Hills"
	}
	for _, f := range s.within("actor", first, last) {
		a := r.names[f.ID].actor
		if kind := r.actors[a].Kind; kind != "armed-group" && kind != "state-force" {
			continue
		}
		if claimant < 0 || r.owner(a) == r.actors[claimant].ID || r.calledBefore(s, first, f.First) {
			claimant = a
		}
	}
	return claimant
}

// claimingWith gives the armed groups that are named with a claimant in one breath: "the Front
// and the Brigade claimed".
func (r *report) claimingWith(st *statement, claimant int) []int {
	var out []int
	s := r.sentences[st.sentence]
	for _, f := range s.within("actor", st.speaker[0], st.speaker[1]) {
		at := f.First - 1
		for at > st.speaker[0] && (s.Tokens[at].Norm == `"` || s.Tokens[at].Tag == dateline.Determiner) {
			at--
		}
		if a := r.names[f.ID].actor; claimant >= 0 && a != claimant && r.actors[a].Kind == "armed-group" && at > st.speaker[0] && r.book.Has("and", s.Tokens[at].Norm) {
			out = append(out, a)
		}
	}
	return out
}

// actorEnd gives where the longest actor's name ends that is found at a token.
func (s *sentence) actorEnd(at int) int {
	end := at
	for _, f := range s.Found() {
		if f.Kind == "actor" && f.First <= at {
			end = max(end, f.Last)
		}
	}
	return max(end, at+1)
}

// calledBefore tells whether words for how somebody is called stand right before a token,
// after token first.
func (r *report) calledBefore(s *sentence, first, at int) bool {
	for at > first && s.Tokens[at-1].Norm == `"` {
		at--
	}
	for i := max(first, at-5); i < at; i++ {
		if r.book.Longest("calls-itself", s.Tokens[i:at]) == at-i {
			return true
		}
	}
	return false
}

// quotes are the marks that may stand around a name.
const quotes = `"“”«»`

// signatureReach is how many sentences a signature may stand from the claim of "the group".
const signatureReach = 2

// signature gives the name nearest to a claim that the report says a paper is signed with, and
// its sentence; nil if there is none. One far away is not that of a group told of before.
func (r *report) signature(st *statement) (rule.Found, *sentence) {
	var best rule.Found
	var at *sentence
	near := len(r.sentences)
	if st.who.definite {
		near = signatureReach + 1
	}
	for _, s := range r.sentences {
		if away := max(s.index-st.sentence, st.sentence-s.index); away < near {
			for _, f := range s.Found() {
				if f.Kind == "signed" {
					best, at, near = f, s, away
					break
				}
			}
		}
	}
	return best, at
}
