package extract

import (
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
