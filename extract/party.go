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
	passive     bool   // the verb may tell what was done to them, or what they use to do
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
		if p.first >= p.last || r.book.Longest("pronoun", s.Tokens[p.first:p.last]) == p.last-p.first && !s.covered(p.first, p.last, "armed-group") {
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
			p.event = r.eventNear(s, m.WholeFirst, m.WholeLast)
			if p.event == nil {
				p.event = r.eventBefore(s, p.basis != "" || p.role == dateline.Weapon || s.weight() >= 1)
			}
			if r.cued(s, "negated", m.WholeFirst, m.WholeLast) && (p.event == nil || p.event.status != dateline.Denied) {
				continue
			}
			switch m.Literal("how") {
			case "back":
				p.event = r.eventAt(s, m.WholeFirst)
			case "raid":
				if e := r.raidIn(s); e != nil {
					p.event = e
				}
			}
			if act, ok := m.Value("act"); ok {
				tag := s.Tokens[act.First].Tag
				// an armed group that "carried out bombings" did so, whatever the verb's tag
				active := s.covered(who.First, who.Last, "armed-group") && s.covered(act.Last, act.Last+1, "group")
				p.passive = !r.verbFirst && (tag == dateline.VerbPassive && !active || s.told() && (tag == dateline.VerbNow || tag == dateline.VerbBase))
			}
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
// part of a sentence; nil if none is told there.
func (r *report) eventNear(s *sentence, first, last int) *event {
	var best *event
	distance := len(s.Tokens) + 1
	segment := r.segmentOf(s, first)
	near := func(e *event, from, to, in int) {
		if d := gapBetween(from, to, first, last); e != nil && in == segment && d < distance {
			best, distance = e, d
		}
	}
	for _, t := range r.triggersOf(s) {
		near(t.event, t.first, t.last, t.segment)
	}
	if best != nil {
		return best
	}
	for _, c := range r.casualtiesOf(s) {
		near(c.event, c.first, c.last, c.segment)
	}
	return best
}

// eventBefore gives the event that a sentence goes on about: the one told last before it
// in its paragraph or, if main is set, the main one.
func (r *report) eventBefore(s *sentence, main bool) *event {
	if e := r.lastIn(s); e != nil {
		return e
	}
	if main {
		for _, e := range r.events {
			if e.main {
				return e
			}
		}
	}
	return nil
}

// raidIn gives the arrest or raid that is first told in a sentence; nil if none is.
func (r *report) raidIn(s *sentence) *event {
	for _, e := range r.events {
		if e.kind == "arrest-raid" && e.first >= s.span.From && e.first < s.span.To {
			return e
		}
	}
	return nil
}

// eventAt gives the event that was told last before a token, in its sentence or before
// it: "that attack".
func (r *report) eventAt(s *sentence, at int) *event {
	var last *event
	for _, t := range r.triggers {
		if t.sentence == s.index && t.last <= at && t.event != nil {
			last = t.event
		}
	}
	if last == nil {
		last = r.eventBefore(s, true)
	}
	return last
}

// meansOf says which kinds of weapon belong to a type of event.
var meansOf = map[string][]string{
	"bombing": {"explosive"}, "vehicle-bombing": {"explosive"}, "suicide-bombing": {"explosive"},
	"armed-assault": {"launcher", "firearm", "blade", "explosive", "shell"}, "assassination": {"launcher", "firearm", "blade", "explosive", "drone"},
	"shelling": {"shell", "drone"}, "air-strike": {"drone"}, "arson": {"fire"}, "stabbing": {"blade"},
	"vehicle-ramming": {"vehicle"}, "hostage-taking": {"firearm", "explosive", "blade"}, "hijacking": {"firearm", "explosive", "blade"},
	"kidnapping": {"firearm", "blade"}, "attack": {"launcher", "firearm", "blade", "explosive", "shell", "drone"},
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
		if r.book.Longest("not-weapon", r.weaponWords(p)) > 0 || !slices.Contains(meansOf[p.event.kind], kind) || slices.Contains(kinds[p.event], kind) {
			continue
		}
		if words := r.words(p.sentence, p.first, p.last); slices.ContainsFunc(p.event.roles, func(o dateline.Role) bool {
			return o.Role == dateline.Weapon && o.Span.Overlaps(words.Span)
		}) {
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
	words := r.weaponWords(p)
	for _, k := range []struct{ set, kind string }{
		{"not-weapon", ""}, {"shell", "shell"}, {"firearm", "firearm"}, {"blade", "blade"}, {"bomb", "explosive"}, {"vehicle", "explosive"},
	} {
		if r.book.Longest(k.set, words) > 0 {
			return k.kind
		}
	}
	return ""
}

// weaponWords are the tokens by which a weapon's words are known: the last, or from their noun on.
func (r *report) weaponWords(p part) []dateline.Token {
	if r.headFirst {
		return p.sentence.Tokens[r.nounOf(p.sentence, p.first, p.last):p.last]
	}
	return p.sentence.Tokens[p.last-1 : p.last]
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
		if f.Kind == "group" && f.First < last && first < f.Last && f.First >= first-1 && (!r.headFirst || f.First <= first) {
			if h := r.groups[f.ID].head; h >= first && h < last {
				return h
			}
		}
	}
	if !r.headFirst {
		return last - 1
	}
	for first < last-1 && (s.covered(first, first+1, "number") || s.Tokens[first].Tag == dateline.Numeral || r.book.Has("number-word", s.Tokens[first].Norm)) {
		first++
	}
	if n := r.book.Longest("some-of", s.Tokens[first:last]); first+n < last { // "a group of tourists"
		first += n
	}
	return first
}

// isHead tells whether a word set has an entry that ends at a token, within tokens [first, head],
// or, where a noun stands before what describes it, one that begins there.
func (r *report) isHead(s *sentence, set string, first, head int) bool {
	if r.headFirst && r.book.Longest(set, s.Tokens[head:min(head+4, len(s.Tokens))]) > 0 {
		return true
	}
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
	for rank := range 3 {
		for _, p := range parts {
			if p.event == nil || p.role != dateline.Perpetrator || r.rank(p) != rank {
				continue
			}
			e, s := p.event, p.sentence
			a, able := r.attacker(s, p.first, p.last)
			head := r.nounOf(s, p.first, p.last)
			forces := byForces(e.kind)
			if !able || p.mention && (forces || r.counted(s, p.first, p.last)) || p.basis == "" && r.isPronoun(p) && r.claims(s) || p.passive && !r.isHead(s, "attackers", p.first, head) ||
				p.basis == "" && r.isObject(s, p.first) {
				continue
			}
			role := r.roleOf(p)
			if p.basis == "" && r.hedged(s, max(p.first-1, 0), p.last) {
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
			if r.isHead(s, "force-word", p.first, head) && !forces && p.basis == "" {
				continue
			}
			limit := 1
			if e.kind == "clash" {
				limit = 2
			}
			if unnamed[e] >= limit && p.basis == "" || rank > 0 && p.basis == "" && hasRole(e, dateline.Perpetrator) && (rank > 1 || unnamed[e] > 0) {
				continue
			}
			unnamed[e]++
			e.addRole(role)
		}
	}
}

// rank orders what may name a perpetrator: those told to have acted, those who stand
// there, those who are only referred back to ("the attackers").
func (r *report) rank(p part) int {
	switch {
	case r.isPronoun(p):
		return 1
	case !p.mention && p.sentence.kind != dateline.Title:
		return 0
	case r.pointsTo(p.sentence.Tokens[p.first].Norm), p.sentence.kind == dateline.Title:
		return 2
	}
	return 1
}

// isObject tells whether a verb of killing or arrest stands right before a token: whom it
// befell, or, where a verb stands before its subject, one who is counted as harmed.
func (r *report) isObject(s *sentence, first int) bool {
	if first == 0 || r.verbFirst && !r.counted(s, first, first+1) {
		return false
	}
	t := &s.Tokens[first-1]
	return t.Tag == dateline.VerbIng || r.isHead(s, "kill", max(first-3, 0), first-1) || r.isHead(s, "arrest", max(first-3, 0), first-1)
}

// isPronoun tells whether a part's words are "it" or "they".
func (r *report) isPronoun(p part) bool {
	return p.last-p.first == 1 && r.book.Has("pronoun", p.sentence.Tokens[p.first].Norm)
}

// claims tells whether somebody takes responsibility in a sentence: what "it" did there
// is told with the claim.
func (r *report) claims(s *sentence) bool {
	return slices.ContainsFunc(r.statements, func(st *statement) bool {
		return st.sentence == s.index && st.act == dateline.ClaimsResponsibility
	})
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
	if s.Tokens[first].Tag == dateline.VerbIng || r.book.Longest("nobody", s.Tokens[first:last]) > 0 || r.isHead(s, "accused-word", first, head) {
		return -1, false
	}
	if a := r.actorWithin(s, head, head+1); a >= 0 || s.covered(head, head+1, "actor", "person", "organization") {
		for _, f := range s.Found() {
			switch f.Kind {
			case "actor", "person", "organization":
				if f.First <= head && f.Last > head {
					switch a := r.names[f.ID].actor; r.actors[a].Kind {
					case "armed-group", "state-force", "government", "person", "unknown":
						return a, true
					}
				}
			}
		}
		if !r.isHead(s, "attackers", first, head) {
			return -1, false
		}
	}
	armed := r.isHead(s, "attackers", first, head)
	people := armed || r.isHead(s, "soldiers", first, head) || r.isHead(s, "assailant-word", first, head) || r.isHead(s, "force-word", first, head)
	for _, f := range s.Found() {
		if f.Kind != "armed-group" || f.First < first || f.First > head && !r.headFirst || f.First >= last {
			continue
		}
		switch f.Sort {
		case byGroup, byPronoun:
			if f.Last > head {
				return f.ID, true
			}
		case byIts, itsLoose:
			if people {
				return f.ID, true
			}
		}
	}
	if !people {
		return -1, false
	}
	if a := r.actorWithin(s, first, last, "armed-group", "state-force"); a >= 0 {
		return a, true
	}
	if slices.ContainsFunc(s.Tokens[first:last], func(t dateline.Token) bool { return r.book.Has("its-men", t.Norm) || r.book.Has("of-it", t.Norm) }) { // in one word
		a := r.lastGroup(s.index, first)
		for _, f := range s.Found() {
			if f.Kind == "armed-group" && f.Last <= first && (f.Sort == byName || f.Sort == byGroup) {
				a = f.ID // spoken of in this very sentence
			}
		}
		if a >= 0 {
			return a, true
		}
	}
	if armed && r.book.Longest("the-group", s.Tokens[first:head+1]) == head+1-first { // "the rebels"
		if a := r.lastGroup(s.index, first); a >= 0 {
			return a, true
		}
	}
	return -1, true
}
