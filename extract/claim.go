package extract

import (
	"slices"
	"strings"

	"dateline"
)

// readClaims reads statements, events and what says that nobody has claimed one;
// adds to each statement the events that it is about, and to each event who claims it.
func (r *report) readClaims() {
	var main *event
	for _, e := range r.events {
		e.claim.State = dateline.Unmentioned
		if e.main {
			main = e
		}
	}
	for _, st := range r.statements {
		for _, clause := range append([]*statement{st}, st.again...) {
			events := r.eventsOf(clause, main)
			for _, e := range events {
				if !slices.Contains(st.events, e) {
					st.events = append(st.events, e)
				}
			}
			switch clause.act {
			case dateline.ClaimsResponsibility:
				r.claim(clause, events)
			case dateline.Blames:
				r.blame(clause, events)
			}
		}
	}
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind != "none-stated" {
				continue
			}
			e := r.unclaimed(s, f.Last, main)
			if e != nil && (e.claim.State == dateline.Unmentioned || e.claim.State == dateline.Claimed && len(e.claim.By) == 0) { // a lone confession is no group's claim
				e.claim.State, e.claim.Words = dateline.NoneStated, r.words(s, f.First, f.Last)
			}
		}
	}
	for _, st := range r.statements {
		if st.act != dateline.Denies || !r.armed(st.body) {
			continue
		}
		for _, e := range st.events {
			if e.claim.State == dateline.Unmentioned {
				e.claim.State, e.claim.Words = dateline.ClaimDenied, r.words(r.sentences[st.sentence], st.first, st.last)
			}
		}
	}
}

// claim notes that a clause takes responsibility for events. What a state admits is
// its deed, and no claim.
func (r *report) claim(clause *statement, events []*event) {
	s := r.sentences[clause.sentence]
	a := r.claimant(clause)
	for _, e := range events {
		role := dateline.Role{Role: dateline.Perpetrator, Basis: dateline.RoleClaimed, Statement: "?" + clause.key,
			Words: r.words(s, clause.speaker[0], clause.speaker[1]), By: clause.trace}
		if a >= 0 {
			role.Actor = r.use(a)
		}
		e.addRole(role)
		if r.isState(clause.who) || a >= 0 && (r.actors[a].Kind == "state-force" || r.actors[a].Kind == "government") {
			continue
		}
		if e.claim.Text == "" {
			e.claim.Words = r.words(s, clause.first, clause.last)
		}
		switch {
		case e.claim.State == dateline.Rival:
		case e.claim.State == dateline.Claimed && role.Actor != "" && r.rivals(e.claim.By, role.Actor):
			e.claim.State = dateline.Rival
		default:
			e.claim.State = dateline.Claimed
		}
		if role.Actor != "" && !slices.Contains(e.claim.By, role.Actor) {
			e.claim.By = append(e.claim.By, role.Actor)
		}
	}
}

// rivals tells whether an actor is another than those who have claimed an event, and
// neither their parent nor their branch.
func (r *report) rivals(by []string, actor string) bool {
	parent := func(id string) string {
		for _, a := range r.actors {
			if a.ID == id {
				return a.Parent
			}
		}
		return ""
	}
	for _, old := range by {
		if old == actor || parent(old) == actor || parent(actor) == old {
			return false
		}
	}
	return len(by) > 0
}

// blame notes whom a clause accuses.
func (r *report) blame(clause *statement, events []*event) {
	s := r.sentences[clause.sentence]
	first, last := clause.accused[0], clause.accused[1]
	if first >= last || !r.canAttack(s, first, last) {
		return
	}
	role := dateline.Role{Role: dateline.Perpetrator, Basis: dateline.RoleBlamed, Words: r.words(s, first, last), By: clause.trace}
	if a := r.actorWithin(s, first, last); a >= 0 {
		role.Actor = r.use(a)
	}
	for _, e := range events {
		e.addRole(role)
	}
}

// unclaimed gives the event that a sentence says, up to a token, nobody has claimed: one
// told in it, else the one that its paragraph tells of if it says "it", or the main one.
func (r *report) unclaimed(s *sentence, at int, main *event) *event {
	own := r.triggersOf(s)
	for i := len(own) - 1; i >= 0; i-- {
		switch e := own[i].event; {
		case e == nil:
		case main != nil && e.kind == main.kind && main.time.Resolved() && e.time.Resolved() && !e.time.Start.At.After(main.time.Start.At) && main.time.Start.At.Before(e.time.End.At):
			return main // "the blast, which no one has claimed, was the third this month"
		default:
			return e
		}
	}
	last := r.lastIn(s)
	if last != nil && !last.mayBe(main) && r.holds("that-one", s, at, min(at+2, len(s.Tokens))) {
		return last // "nobody has claimed it"
	}
	if main != nil && main.claim.State == dateline.Unmentioned {
		return main
	}
	return last
}

// mayBe tells whether an event may be another, told once more: no other kind, no other day.
func (e *event) mayBe(o *event) bool {
	return o != nil && e.kind == o.kind && (e.time == nil || o.time == nil || e.time.Start == o.time.Start)
}

// claimant gives the actor in whose name responsibility is taken: -1 if it is
// nobody that the report names.
func (r *report) claimant(st *statement) int {
	s := r.sentences[st.sentence]
	if a := r.actorWithin(s, st.speaker[0], st.speaker[1], "armed-group", "state-force"); a >= 0 {
		return a
	}
	if r.armed(st.body) {
		return st.body
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
	if n := st.who.named; n[0] < n[1] {
		return r.namedActor(r.words(r.sentences[st.who.sentence], n[0], n[1]).Text, "unknown")
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
	if !r.isState(st.who) && s.anyCapital(st.speaker[0], st.speaker[1]) {
		return r.namedActor(strings.Trim(name.Text, `"“”`), "unknown")
	}
	return -1
}

func (s *sentence) anyCapital(first, last int) bool {
	for i := first; i < last; i++ {
		if s.Tokens[i].Tag == dateline.ProperNoun {
			return true
		}
	}
	return false
}

// eventsOf gives the events that a clause is about: those told in its sentence;
// where none is, the last told before it in its paragraph; else the main one. What is only
// judged or foreseen is about an event only where its own sentence tells of one.
func (r *report) eventsOf(clause *statement, main *event) []*event {
	var out []*event
	add := func(e *event) {
		if e != nil && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	s := r.sentences[clause.sentence]
	segment := r.segmentOf(s, clause.first)
	// "claimed several ambushes": not the one told before
	others := clause.act == dateline.ClaimsResponsibility && r.tellsOthers(s, clause.last)
	for _, t := range r.triggersOf(s) {
		if t.segment == segment && !(others && t.first < clause.last) {
			add(t.event)
		}
	}
	for _, c := range r.casualtiesOf(s) {
		if c.segment == segment {
			add(c.event)
		}
	}
	if len(out) > 0 || others || clause.act == dateline.Warns || clause.act == dateline.Assesses {
		return out
	}
	if e := r.lastIn(s); e != nil {
		add(e)
	} else {
		add(main)
	}
	return out
}

// tellsOthers tells whether the words for deeds not told yet begin at a token: "claimed [an
// attack in May]", "claimed responsibility [for several raids]".
func (r *report) tellsOthers(s *sentence, at int) bool {
	switch {
	case at >= len(s.Tokens):
		return false
	case s.Tokens[at].Tag == dateline.Preposition:
		return r.book.Longest("many-deeds", s.Tokens[at+1:]) > 0
	}
	return r.book.Has("other-deeds", s.Tokens[at].Norm) && !r.book.HasArticle(s.Tokens[at].Norm)
}
