package extract

import (
	"slices"

	"dateline"
)

// A part is what the report says of somebody or something in an event, before it
// is known whether the words can name that: what a rule took, and for which event.
type part struct {
	role        string
	basis       string
	kind        string // of a weapon
	mention     bool   // the words stand there, no more
	sentence    *sentence
	first, last int // tokens
	event       *event
	trace       dateline.Trace
}

// unused is the role of what is found or seized: no weapon of the event.
const unused = "unused"

// findParts lists the parts of all events, those of titles last: a title's words
// give way to the body's.
func (r *report) findParts() []part {
	var told, titles []part
	add := func(s *sentence, p part) {
		p.first, p.last = r.trim(s, p.first, p.last)
		if p.first >= p.last || r.book.Longest("pronoun", s.Tokens[p.first:p.last]) == p.last-p.first {
			return
		}
		p.sentence = s
		if s.kind == dateline.Title {
			titles = append(titles, p)
		} else {
			told = append(told, p)
		}
	}
	at := 0 // r.triggers are in the order of the sentences
	for _, s := range r.sentences {
		if !s.told() && s.kind != dateline.Title {
			continue
		}
		for _, m := range r.role.All(s.Sentence) {
			who, ok := m.Value("who")
			if !ok {
				continue
			}
			p := part{role: m.Literal("role"), basis: m.Literal("basis"), kind: m.Literal("kind"),
				mention: m.Literal("how") == "mention", first: who.First, last: who.Last, trace: m.Rule.Trace()}
			if r.cued(s, "negated", m.WholeFirst, m.WholeLast) {
				continue
			}
			p.event = r.eventNear(s, m.WholeFirst, m.WholeLast, p.basis != "" || p.role == dateline.Weapon)
			add(s, p)
		}
		for at < len(r.triggers) && r.triggers[at].sentence < s.index {
			at++
		}
		for ; at < len(r.triggers) && r.triggers[at].sentence == s.index; at++ {
			t := r.triggers[at]
			for _, w := range t.roles {
				add(s, part{role: w.role, first: w.first, last: w.last, event: t.event, trace: t.trace})
			}
		}
	}
	return append(told, titles...)
}

// eventNear gives the event that is told nearest to tokens [first, last) in their own
// part of a sentence; where none is, and back is set, the one told last before, or
// the main one.
func (r *report) eventNear(s *sentence, first, last int, back bool) *event {
	var best *event
	distance := len(s.Tokens)
	segment := r.segmentOf(s, first)
	near := func(e *event, from, to, in int) {
		if d := gapBetween(from, to, first, last); e != nil && in == segment && d < distance {
			best, distance = e, d
		}
	}
	for _, t := range r.triggers {
		if t.sentence == s.index {
			near(t.event, t.first, t.last, t.segment)
		}
	}
	if best != nil {
		return best
	}
	for _, c := range r.casualties {
		if c.sentence == s.index {
			near(c.event, c.first, c.last, c.segment)
		}
	}
	if best != nil || !back {
		return best
	}
	if e := r.lastIn(s); e != nil {
		return e
	}
	for _, e := range r.events {
		if e.main {
			return e
		}
	}
	return nil
}

// meansOf says which kinds of weapon belong to a type of event.
var meansOf = map[string][]string{
	"bombing": {"explosive"}, "vehicle-bombing": {"explosive"}, "suicide-bombing": {"explosive"},
	"armed-assault": {"firearm", "blade", "explosive", "shell"}, "assassination": {"firearm", "blade", "explosive", "drone"},
	"shelling": {"shell", "drone"}, "air-strike": {"drone", "shell"}, "arson": {"fire"}, "stabbing": {"blade"},
	"vehicle-ramming": {"vehicle", "blade"}, "hostage-taking": {"firearm", "explosive", "blade"}, "hijacking": {"firearm", "explosive", "blade"},
	"kidnapping": {"firearm"}, "attack": {"firearm", "blade", "explosive", "shell", "drone", "fire"},
}

// addWeapons adds the means of each event, each kind once.
func (r *report) addWeapons(parts []part) {
	kinds := map[*event][]string{}
next:
	for _, p := range parts {
		if p.event == nil || p.role != dateline.Weapon {
			continue
		}
		kind := p.kind
		if kind == "" {
			kind = r.weaponKind(p)
		}
		if !slices.Contains(meansOf[p.event.kind], kind) || slices.Contains(kinds[p.event], kind) {
			continue
		}
		for _, o := range parts {
			if o.role == unused && o.sentence == p.sentence && o.first < p.last && p.first < o.last {
				continue next
			}
		}
		kinds[p.event] = append(kinds[p.event], kind)
		p.event.addRole(r.roleOf(p))
	}
}

// weaponKind gives the kind of what a rule of events took for the means; "" if its
// words name none.
func (r *report) weaponKind(p part) string {
	last := p.sentence.Tokens[p.last-1 : p.last]
	for _, k := range []struct{ set, kind string }{
		{"not-weapon", ""}, {"shell", "shell"}, {"firearm", "firearm"}, {"blade", "blade"}, {"bomb", "explosive"}, {"vehicle", "explosive"},
	} {
		if r.book.Longest(k.set, last) > 0 {
			return k.kind
		}
	}
	return ""
}

// roleOf makes a role of a part; its basis is the report's own word where no other is told.
func (r *report) roleOf(p part) dateline.Role {
	basis := p.basis
	if basis == "" {
		basis = dateline.RoleStated
	}
	return dateline.Role{Role: p.role, Basis: basis, Words: r.words(p.sentence, p.first, p.last), By: p.trace}
}

// nounOf gives the token of the head of tokens [first, last): that of their first noun group.
func (r *report) nounOf(s *sentence, first, last int) int {
	for _, f := range s.Found() {
		if f.Kind == "group" && f.First < last && first < f.Last && f.First >= first-1 {
			if h := r.groups[f.ID].head; h >= first && h < last {
				return h
			}
		}
	}
	return last - 1
}

// isHead tells whether a word set has an entry that ends at a token, within tokens [first, head].
func (r *report) isHead(s *sentence, set string, first, head int) bool {
	for i := max(first, head-3); i <= head; i++ {
		if n := r.book.Longest(set, s.Tokens[i:head+1]); n > 0 && i+n == head+1 {
			return true
		}
	}
	return false
}

// addPerpetrators adds who did it: every actor that is named, and of those without
// a name the first told. Police and soldiers are taken only for what forces do.
func (r *report) addPerpetrators(parts []part) {
	unnamed := map[*event]int{}
	for _, later := range []bool{false, true} { // what only stands there comes after what is told to have acted
		for _, p := range parts {
			if p.event == nil || p.role != dateline.Perpetrator || p.mention != later {
				continue
			}
			e, s := p.event, p.sentence
			a, able := r.attacker(s, p.first, p.last)
			if !able {
				continue
			}
			forces := byForces(e.kind)
			if later && forces {
				continue
			}
			role := r.roleOf(p)
			if p.basis == "" && r.book.Longest("hedge", s.Tokens[max(p.first-1, 0):p.last]) > 0 || r.hedged(s, p.first, p.last) {
				role.Basis = dateline.RoleSuspected
			}
			if a >= 0 {
				if r.actors[a].Kind == "state-force" && !forces && p.basis == "" {
					continue
				}
				role.Actor = r.use(a)
				e.addRole(role)
				continue
			}
			if r.isHead(s, "force-word", p.first, r.nounOf(s, p.first, p.last)) && !forces {
				continue
			}
			limit := 1
			if e.kind == "clash" {
				limit = 2
			}
			if unnamed[e] >= limit && p.basis == "" || later && len(e.roles) > 0 && hasRole(e, dateline.Perpetrator) {
				continue
			}
			unnamed[e]++
			e.addRole(role)
		}
	}
}

// byForces tells whether an event of this type is what forces do, or take part in.
func byForces(kind string) bool {
	switch kind {
	case "clash", "arrest-raid", "air-strike", "shelling":
		return true
	}
	return false
}

func hasRole(e *event, role string) bool {
	return slices.ContainsFunc(e.roles, func(o dateline.Role) bool { return o.Role == role })
}

// hedged tells whether a word of suspicion stands in tokens [first, last).
func (r *report) hedged(s *sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if r.book.Longest("hedge", s.Tokens[i:last]) > 0 {
			return true
		}
	}
	return false
}

// attacker tells whether words can name who did something, and which actor that is:
// -1 for people without a name.
func (r *report) attacker(s *sentence, first, last int) (actor int, able bool) {
	head := r.nounOf(s, first, last)
	armed := r.isHead(s, "attackers", first, head)
	if !armed && !s.covered(head, head+1, "actor", "person", "organization") &&
		!r.isHead(s, "soldiers", first, head) && !r.isHead(s, "assailant-word", first, head) && !r.isHead(s, "force-word", first, head) {
		return -1, false
	}
	if a := r.actorWithin(s, first, last, "armed-group", "state-force"); a >= 0 {
		return a, true
	}
	if s.covered(head, head+1, "actor", "person", "organization") {
		if a := r.actorWithin(s, first, last); a >= 0 {
			switch r.actors[a].Kind {
			case "government", "person", "unknown":
				return a, true
			}
		}
		return -1, false
	}
	// "its fighters", "the group", "the rebels": the group named last
	if r.book.Longest("the-group", s.Tokens[first:head+1]) > 0 && (r.book.Longest("the-group", s.Tokens[first:head+1]) == head+1-first || armed) {
		if a := r.actorBefore(s, first); a >= 0 {
			return a, true
		}
	}
	return -1, true
}

// addTargets adds what was struck or aimed at: the first thing told and the first people.
func (r *report) addTargets(parts []part) {
	type kinds struct{ thing, people bool }
	had := map[*event]kinds{}
	for _, p := range parts {
		if p.event == nil || p.role != dateline.Target {
			continue
		}
		s := p.sentence
		head := r.nounOf(s, p.first, p.last)
		people := r.isHead(s, "people", p.first, head) || s.covered(head, head+1, "person")
		thing := r.isHead(s, "site", p.first, head) || r.isHead(s, "vehicle", p.first, head) || r.isHead(s, "buildings", p.first, head)
		if !people && !thing || r.isHead(s, "attackers", p.first, head) && !byForces(p.event.kind) {
			continue
		}
		h := had[p.event]
		if thing && h.thing || !thing && h.people {
			continue
		}
		h.thing, h.people = h.thing || thing, h.people || !thing
		had[p.event] = h
		p.event.addRole(r.roleOf(p))
	}
}

// addVictims adds one person harmed who is named or known by an office.
func (r *report) addVictims(parts []part) {
	for _, e := range r.events {
		for _, c := range e.casualties {
			if c.Low != 1 || c.High != 1 || c.Attackers || hasRole(e, dateline.Victim) {
				continue
			}
			s := r.sentences[c.sentence]
			if s.told() && r.holdsOffice(s, c.first, c.last) {
				e.addRole(dateline.Role{Role: dateline.Victim, Basis: dateline.RoleStated, Words: c.Words, By: c.By})
			}
		}
	}
}

// actorBefore gives the armed group that was named last before a token; -1 if none was.
func (r *report) actorBefore(s *sentence, at int) int {
	last := -1
	for _, n := range r.names {
		if (n.sentence < s.index || n.sentence == s.index && n.first < at) && r.actors[n.actor].Kind == "armed-group" {
			last = n.actor
		}
	}
	return last
}
