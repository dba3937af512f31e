package extract

import (
	"math"
	"slices"

	"dateline"
	"dateline/rule"
)

// A trait is one thing that is said of a group, and the statement it rests on.
type trait struct {
	dateline.Trait
	teller *statement // nil for the report's own voice
}

// readTraits reads armed-group, actor, person, phrase, place and time; adds traits,
// each of an armed group.
func (r *report) readTraits() {
	r.goesOn = map[int]int{}
	asked := "" // the kind of trait that the heading above asks for
	for i, s := range r.sentences {
		matches := r.trait.All(s.Sentence)
		for _, m := range matches {
			if m.Rule.Kind == "heading" && !s.told() {
				asked = m.Literal("kind")
			}
		}
		if !s.told() {
			continue
		}
		told := len(r.traits)
		for _, m := range matches {
			switch _, named := m.Value("who"); {
			case m.Rule.Kind == "trait" && named:
				r.addTrait(s, &m)
			case m.Rule.Kind == "alias":
				r.addAlias(s, &m)
			}
		}
		for _, m := range matches { // what names no group gives way to what does
			if _, named := m.Value("who"); m.Rule.Kind == "trait" && !named {
				r.addTrait(s, &m)
			}
		}
		if asked != "" && i > 0 && !r.sentences[i-1].told() && told == len(r.traits) {
			r.answer(s, asked, r.sentences[i-1])
		}
		asked = ""
	}
}

// answer adds the trait that a heading asks for: the sentence under it.
func (r *report) answer(s *sentence, kind string, heading *sentence) {
	group := r.profiled()
	if group < 0 || len(s.Tokens) == 0 {
		return
	}
	last := len(s.Tokens)
	for last > 1 && s.Tokens[last-1].Kind == dateline.MarkToken {
		last--
	}
	t := &trait{Trait: dateline.Trait{Actor: r.use(group), Kind: kind, Words: r.words(s, 0, last),
		By: dateline.Trace{Rule: "heading " + heading.Text(r.doc.Text, 0, len(heading.Tokens))}}}
	t.Value = t.Text
	r.traits = append(r.traits, t)
}

// addAlias notes another name that the report gives a group.
func (r *report) addAlias(s *sentence, m *rule.Match) {
	who, _ := m.Value("who")
	name, _ := m.Value("value")
	for _, f := range s.within("armed-group", who.First, who.Last) {
		r.actors[f.ID].alias(s.Text(r.doc.Text, name.First, name.Last))
	}
}

// addTrait adds what a rule found, unless nobody can tell of whom it is said.
func (r *report) addTrait(s *sentence, m *rule.Match) {
	value, ok := m.Value("value")
	if !ok {
		return
	}
	group, told := -1, false // told: by words that name no group
	if who, ok := m.Value("who"); ok {
		for _, f := range s.within("armed-group", who.First, who.Last) {
			group = f.ID
			break
		}
	} else if f, ok := s.found(m, "nation"); ok {
		group = r.branchIn(s, m, r.nationalities.codes[f.ID])
	} else {
		group, told = r.groupOf(s, value.First), true
	}
	if group < 0 {
		return
	}
	first, last := value.First, r.clause(s, value.First, value.Last)
	others := r.others(s, m, first, last, group)
	kind := m.Literal("kind")
	if _, wanted := m.Value("other"); len(others) == 0 && (wanted || kind == "enemy" && m.Literal("with") == "") {
		return
	}
	if kind == "strength" && s.isTime(first, last) {
		return // "its membership has shrunk since 2015"
	}
	base := trait{Trait: dateline.Trait{Kind: kind, Words: r.words(s, first, last), By: m.Rule.Trace()}}
	if m.Literal("time") != "none" {
		base.Time = r.traitTime(s, m.First, first, last)
		if kind == "leader" && base.Time != nil && !base.Span.Contains(base.Time.Span) {
			base.Time = nil // "its founder, arrested in 1992": no time of leading
		}
	}
	if !s.aside(m, first) {
		base.teller = r.teller(base.Span)
	}
	base.Value, base.Actor = base.Text, r.actors[group].ID
	if r.knows(&base.Trait) || told && r.likewise(&base.Trait) {
		return
	}
	if told {
		r.goesOn[s.index] = group
	}
	base.Actor = r.use(group)
	if len(others) == 0 {
		r.traits = append(r.traits, &base)
	}
	for _, other := range others {
		t := base
		t.Other = r.use(other)
		r.traits = append(r.traits, &t)
	}
}

// isTime tells whether a time takes in tokens [first, last).
func (s *sentence) isTime(first, last int) bool {
	for _, f := range s.Found() {
		if f.Kind == "time" && f.First <= first && f.Last >= last {
			return true
		}
	}
	return false
}

// branchIn gives the group that the report names and that is the branch of another in
// a country: "the Islamic State's Afghan branch"; -1 if it names none, or several.
func (r *report) branchIn(s *sentence, m *rule.Match, country string) int {
	f, ok := s.found(m, "other")
	if !ok || f.Kind != "armed-group" {
		return -1
	}
	group := -1
	for i, a := range r.actors {
		if a.entry == nil || a.Country != country || a.Parent != r.actors[f.ID].ID {
			continue
		}
		if group >= 0 {
			return -1
		}
		group = i
	}
	return group
}

// clause gives where a trait's words end: before a clause with a verb of its own
// ("and quickly gained notoriety"), and before marks.
func (r *report) clause(s *sentence, first, last int) int {
	for i := first + 2; i+1 < last; i++ {
		if !r.joins(&s.Tokens[i]) {
			continue
		}
		j := i + 1
		for j < last && (s.Tokens[j].Tag == dateline.Adverb || s.Tokens[j].Tag == dateline.Pronoun) {
			j++
		}
		if j < last {
			switch s.Tokens[j].Tag {
			case dateline.VerbPast, dateline.VerbNow, dateline.Auxiliary:
				last = i
			}
		}
	}
	for last > first+1 && s.Tokens[last-1].Kind == dateline.MarkToken && s.Tokens[last-1].Norm != `"` {
		last--
	}
	return last
}

// others gives the other actors that a trait tells of: the one that the rule names,
// or those of the wanted kind in the words of the value.
func (r *report) others(s *sentence, m *rule.Match, first, last, group int) []int {
	if f, ok := s.found(m, "other"); ok {
		switch f.Kind {
		case "armed-group":
			if f.ID != group {
				return []int{f.ID}
			}
		case "actor", "person":
			if a := r.names[f.ID].actor; a != group && r.actors[a].Kind != "outlet" {
				return []int{a}
			}
		}
		return nil
	}
	with := m.Literal("with")
	if with == "" {
		return nil
	}
	var out []int
next:
	for _, f := range s.Found() {
		if f.First < first || f.Last > last || f.Kind != "actor" && f.Kind != "person" && f.Kind != "organization" {
			continue
		}
		a := r.names[f.ID].actor
		for _, o := range out {
			if o == a {
				continue next
			}
		}
		fits := r.actors[a].Kind == with
		if with == "enemy" {
			switch r.actors[a].Kind {
			case "armed-group", "state-force", "government", "person", "international-body":
				fits = true
			}
		}
		if fits && a != group {
			out = append(out, a)
			if with != "enemy" {
				break
			}
		}
	}
	return out
}

// traitTime gives the time that a trait's words tell, or that stands right before
// or after them: the first that is resolved.
func (r *report) traitTime(s *sentence, start, first, last int) *dateline.Time {
	var best *dateline.Time
	times := r.timesOf(s)
	for i := range times {
		t := &times[i]
		if best != nil && best.Resolved() {
			continue
		}
		in := t.first >= first && t.last <= last
		beside := r.opens(s, t.first) && t.last <= start && s.loose(t.last, start) || t.first >= last && s.loose(last, t.first)
		if in || beside {
			when := t.time
			if best == nil || when.Resolved() {
				best = &when
			}
		}
	}
	return best
}

// opens tells whether a token opens its clause, but for what joins the clause to others.
func (r *report) opens(s *sentence, at int) bool {
	if at <= 1 {
		return true
	}
	for at > 0 && s.Tokens[at-1].Tag == dateline.Preposition {
		at--
	}
	return at == 0 || r.joins(&s.Tokens[at-1]) || s.Tokens[at-1].Kind == dateline.MarkToken
}

// joins tells whether a token is "and" or the like.
func (r *report) joins(t *dateline.Token) bool {
	return t.Tag == dateline.Conjunction || r.book.Has("and", t.Norm)
}

// knows tells whether a trait is there already, in words that share some with it.
// The longer words win.
func (r *report) knows(t *dateline.Trait) bool {
	for i := range r.traits {
		old := r.traits[i]
		if old.Actor != t.Actor || old.Kind != t.Kind {
			continue
		}
		if old.Span.Overlaps(t.Span) || old.Value == t.Value {
			return true
		}
	}
	return false
}

// likewise tells whether words of a trait tell one of its kind already, of any group.
func (r *report) likewise(t *dateline.Trait) bool {
	return slices.ContainsFunc(r.traits, func(old *trait) bool { return old.Kind == t.Kind && old.Span.Overlaps(t.Span) })
}

// groupOf gives the armed group that tokens from one on tell of without naming it: the
// one that their sentence names first before them, or the nearest sentence before it in
// the paragraph; then the one of the whole report, or that spoken of last; -1 if none is.
func (r *report) groupOf(s *sentence, at int) int {
	for i := s.index; i >= 0 && r.sentences[i].paragraph == s.paragraph; i-- {
		if group, ok := r.goesOn[i]; ok && i < s.index {
			return group
		}
		if group := r.sentences[i].firstGroup(at); group >= 0 {
			return group
		}
		at = math.MaxInt
	}
	if group := r.profiled(); group >= 0 {
		return group
	}
	return s.about
}

// firstGroup gives the armed group that a sentence names first, or calls "the group",
// before a token; -1 if it does neither.
func (s *sentence) firstGroup(before int) int {
	group := -1
	for _, f := range s.Found() {
		if f.Kind == "armed-group" && (f.Sort == byName || f.Sort == byGroup) && f.Last <= before {
			group, before = f.ID, f.First
		}
	}
	return group
}

// aside tells whether a trait's words stand in an aside about the group: "the Red
// Front, which was formed in the hills, said". What is told in an aside is the
// report's own, whoever speaks around it.
func (s *sentence) aside(m *rule.Match, value int) bool {
	who, ok := m.Value("who")
	if !ok || who.Last > value {
		return false
	}
	marks, from := 0, who.Last
	if from < value && s.Tokens[from].Norm == ")" { // "(IS), a group that"
		from++
	}
	for i := from; i < value; i++ {
		switch s.Tokens[i].Norm {
		case ",", "(", "—":
			marks++
		case ")":
			marks--
		}
	}
	return marks%2 == 1 && s.Tokens[from].Kind == dateline.MarkToken
}

// teller gives the statement that words rest on: the one with the shortest content
// that holds them; nil for none.
func (r *report) teller(words dateline.Span) *statement {
	var best *statement
	for _, st := range r.statements {
		if st.content.Contains(words) && (best == nil || st.content.Len() < best.content.Len()) {
			best = st
		}
	}
	return best
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
