package extract

import (
	"strings"

	"dateline"
)

// readRoles reads triggers' words, casualties, names and what the role rules find;
// adds roles to events.
func (r *report) readRoles() {
	parts := r.findParts()
	r.addPerpetrators(parts)
	r.addTargets(parts)
	r.addWeapons(parts)
	r.addVictims(parts)
	r.addHarmed("armed-assault", "stabbing", "assassination")
}

// trim takes times and marks off the edges of a role's words.
func (r *report) trim(s *sentence, first, last int) (int, int) {
	for first < last && s.Tokens[first].Kind == dateline.MarkToken {
		first++
	}
	for first < last && s.Tokens[last-1].Kind == dateline.MarkToken {
		last--
	}
	for _, f := range s.Found() {
		if f.Kind == "time" && f.First <= first && f.Last > first {
			first = f.Last
		}
		if f.Kind == "time" && f.Last >= last && f.First < last {
			last = f.First
		}
	}
	return first, last
}

// canAttack tells whether words name somebody who can be a perpetrator: armed
// people, a group or a force, a person.
func (r *report) canAttack(s *sentence, first, last int) bool {
	_, able := r.attacker(s, first, last)
	return able
}

// addRole adds a role unless it is there in the same words or by the same actor.
func (e *event) addRole(role dateline.Role) {
	key := func(x dateline.Role) string {
		words := dateline.NameWords(x.Text)
		if len(words) > 0 {
			return x.Role + " " + words[len(words)-1]
		}
		return x.Role
	}
	for i := range e.roles {
		o := &e.roles[i]
		if o.Role != role.Role {
			continue
		}
		if role.Actor != "" && o.Actor == role.Actor || key(*o) == key(role) || o.Span.Overlaps(role.Span) {
			if o.Actor == "" {
				o.Actor = role.Actor
			}
			if o.Basis == dateline.RoleStated && role.Basis != dateline.RoleStated && o.Actor == role.Actor {
				o.Basis, o.Statement = role.Basis, role.Statement
			}
			return
		}
	}
	e.roles = append(e.roles, role)
}

// use marks an actor as one that the record points to, and gives its id.
func (r *report) use(actor int) string {
	a := r.actors[actor]
	a.used = true
	if p := r.reader.actors.Actor(a.Parent); p != nil {
		r.useListed(p.ID)
	}
	return a.ID
}

// useListed marks an actor of the list as one that the record points to, though
// the report itself need not name it.
func (r *report) useListed(id string) {
	for _, a := range r.actors {
		if a.ID == id {
			a.used = true
			return
		}
	}
	e := r.reader.actors.Actor(id)
	if e == nil {
		return
	}
	r.actors = append(r.actors, &actor{entry: e, used: true, Actor: dateline.Actor{ID: e.ID, Name: e.Name, Aliases: []string{}, Kind: e.Kind, Country: e.Country}})
}

// readClaims reads statements, events and what says that nobody has claimed one;
// adds to each event its statements, and its claim.
func (r *report) readClaims() {
	var main *event
	for _, e := range r.events {
		e.claim.State = dateline.Unmentioned
		if e.main {
			main = e
		}
	}
	for _, st := range r.statements {
		st.events = r.eventsOf(st, main)
		switch st.act {
		case dateline.ClaimsResponsibility:
			a := r.claimant(st)
			for _, e := range st.events {
				role := dateline.Role{Role: dateline.Perpetrator, Basis: dateline.RoleClaimed, Words: r.words(r.sentences[st.sentence], st.speaker[0], st.speaker[1]), By: st.trace}
				if a >= 0 {
					role.Actor = r.use(a)
				}
				role.Statement = "?" + st.key
				e.addRole(role)
				if e.claim.State == dateline.Claimed && role.Actor != "" && !contains(e.claim.By, role.Actor) {
					e.claim.State = dateline.Rival
				} else if e.claim.State != dateline.Rival {
					e.claim.State = dateline.Claimed
				}
				if role.Actor != "" && !contains(e.claim.By, role.Actor) {
					e.claim.By = append(e.claim.By, role.Actor)
				}
				if e.claim.Text == "" {
					e.claim.Words = r.words(r.sentences[st.sentence], st.first, st.last)
				}
			}
		case dateline.Blames:
			if st.accused[0] < st.accused[1] {
				s := r.sentences[st.sentence]
				if r.canAttack(s, st.accused[0], st.accused[1]) {
					role := dateline.Role{Role: dateline.Perpetrator, Basis: dateline.RoleBlamed, Words: r.words(s, st.accused[0], st.accused[1]), By: st.trace}
					if a := r.actorWithin(s, st.accused[0], st.accused[1]); a >= 0 {
						role.Actor = r.use(a)
					}
					for _, e := range st.events {
						e.addRole(role)
					}
				}
			}
		}
	}
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind != "none-stated" || main == nil || main.claim.State != dateline.Unmentioned {
				continue
			}
			main.claim.State = dateline.NoneStated
			main.claim.Words = r.words(s, f.First, f.Last)
		}
	}
	if main != nil && main.claim.State == dateline.Unmentioned {
		for _, st := range r.statements {
			if st.act == dateline.Denies && st.body >= 0 && r.actors[st.body].Kind == "armed-group" {
				main.claim.State = dateline.ClaimDenied
				main.claim.Words = r.words(r.sentences[st.sentence], st.first, st.last)
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// claimant gives the actor in whose name responsibility is taken: -1 if it is
// nobody that the report names.
func (r *report) claimant(st *statement) int {
	s := r.sentences[st.sentence]
	if a := r.actorWithin(s, st.speaker[0], st.last, "armed-group", "state-force"); a >= 0 {
		return a
	}
	if st.body >= 0 && r.actors[st.body].Kind != "outlet" {
		return st.body
	}
	if a := r.actorWithin(s, st.speaker[0], st.speaker[1]); a >= 0 {
		return a
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
	if s.anyCapital(st.speaker[0], st.speaker[1]) {
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

// eventsOf gives the events that a statement is about: those told in its
// sentence; where none is, the last told before it in its paragraph; else the main one.
func (r *report) eventsOf(st *statement, main *event) []*event {
	var out []*event
	add := func(e *event) {
		for _, o := range out {
			if o == e {
				return
			}
		}
		out = append(out, e)
	}
	s := r.sentences[st.sentence]
	segment := r.segmentOf(s, st.first)
	for _, t := range r.triggersOf(s) {
		if t.event != nil && t.segment == segment {
			add(t.event)
		}
	}
	for _, c := range r.casualtiesOf(s) {
		if c.event != nil && c.segment == segment {
			add(c.event)
		}
	}
	if len(out) == 0 {
		if e := r.lastIn(s); e != nil {
			add(e)
		} else if main != nil {
			add(main)
		}
	}
	return out
}
