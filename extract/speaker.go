package extract

import (
	"slices"
	"strings"

	"dateline"
	"dateline/rule"
)

// A speaker is one who speaks, over all the places where a report names them.
type speaker struct {
	mention
	said []*statement
}

// findSpeakers adds speaker: noun phrases and names that may speak, and what the rules
// for speakers find.
func (r *report) findSpeakers(s *sentence) {
	found := s.Found()
	seen := map[[2]int]bool{}
	add := func(first, last int) {
		if first > 0 && last-first > 1 && s.Tokens[first-1].Kind == dateline.WordToken && s.Tokens[first-1].Tag != dateline.Preposition && r.book.Longest("that", s.Tokens[first:]) == 1 {
			first++ // "told the paper that police had come"
		}
		if first < last && s.Tokens[first].Tag == dateline.VerbPassive && r.book.Has("outlet-preposition", s.Tokens[first].Norm) {
			first++ // "told reporters" is no group
		}
		if first < last && r.book.Has("that", s.Tokens[first].Norm) {
			return // "told that the attackers" is nobody
		}
		for i := first + 1; i < last && r.headFirst; i++ {
			if r.book.Has("responsibility", s.Tokens[i].Norm) || i > first+1 && r.book.Has("told-noun", s.Tokens[i].Norm) {
				last = i // what they own up to, or tell of
			}
		}
		if key := [2]int{first, last}; first < last && !seen[key] && r.canSpeak(s, first, last) {
			seen[key] = true
			s.Add(rule.Found{Kind: "speaker", First: first, Last: last})
		}
	}
	for _, m := range r.speaker.All(s.Sentence) {
		for i := m.First + 1; i < m.Last; i++ {
			if r.book.Has("responsibility", s.Tokens[i].Norm) {
				m.Last = i
			}
		}
		seen[[2]int{m.First, m.Last}] = true
		s.Add(rule.Found{Kind: "speaker", Sort: m.Literal("sort"), First: m.First, Last: m.Last})
	}
	for _, f := range found[:len(found):len(found)] {
		switch f.Kind {
		case "phrase", "group", "person", "actor", "organization":
			for _, t := range found {
				if t.Kind == "time" && t.First <= f.First && t.Last > f.First && t.Last < f.Last {
					f.First = t.Last // "last month police said"
				}
			}
			add(f.First, f.Last)
			if s.Tokens[f.First].Tag == dateline.VerbIng && r.book.Has("citing", s.Tokens[f.First].Norm) {
				add(f.First+1, f.Last)
			}
			if f.Kind == "phrase" {
				for _, g := range found {
					if g.Kind == "group" && g.First > f.First && g.Last < f.Last {
						add(g.First, f.Last) // "a statement from [the office of the mayor]"
					}
				}
			}
			for i := f.First + 1; i < f.Last; i++ { // a verb taken for a noun: "Chad accused Niger", "the office speaks of"
				if r.verbOfSpeech(s, i) {
					add(f.First, i)
					add(i+1, f.Last)
				}
			}
		}
	}
	for i := 1; i+1 < len(s.Tokens); i++ { // a noun taken for an adjective: "a local official said", "a relative who"
		if s.Tokens[i].Tag != dateline.Adjective || !r.book.Has("speaker-noun", s.Tokens[i].Norm) {
			continue
		}
		switch t := &s.Tokens[i+1]; {
		case r.verbOfSpeech(s, i+1), t.Kind == dateline.MarkToken, t.Tag == dateline.Preposition, t.Tag == dateline.Pronoun:
		default:
			continue
		}
		first := i
		for first > 0 && (s.Tokens[first-1].Tag == dateline.Adjective || s.Tokens[first-1].Tag == dateline.VerbPassive || s.Tokens[first-1].Tag == dateline.Noun) {
			first--
		}
		if first > 0 && s.Tokens[first-1].Tag == dateline.Determiner {
			first--
		} else if first == i {
			continue
		}
		add(first, i+1)
		for _, f := range found {
			if f.Kind == "phrase" && f.First == i+2 && s.Tokens[i+1].Tag == dateline.Preposition {
				add(first, f.Last) // "an official in the ministry"
			}
		}
	}
}

// verbOfSpeech tells whether a token is a verb of saying, whatever its tag.
func (r *report) verbOfSpeech(s *sentence, i int) bool {
	return r.book.Has("speech", s.Tokens[i].Norm)
}

// headOf gives the token of the head of the first group in [first, last), and
// where that group ends.
func (r *report) headOf(s *sentence, first, last int) (head, end int) {
	head, end = -1, last
	for _, f := range s.Found() {
		if f.Kind == "group" && f.First >= first && f.Last <= last && (head < 0 || f.Last < end) {
			head, end = r.groups[f.ID].head, f.Last
		}
	}
	switch {
	case r.headFirst && (head < 0 || r.book.Longest("speaker-noun", s.Tokens[first:last]) > 0):
		head = first
	case head < 0:
		head = last - 1
	}
	if p := head - 1; p >= first && head+1 < last && s.Tokens[p].Tag == dateline.Adjective && s.Tokens[head+1].Tag == dateline.Preposition &&
		r.book.Has("speaker-noun", s.Tokens[p].Norm) && !r.book.Has("speaker-noun", s.Tokens[head].Norm) && !r.book.Has("not-speaker", s.Tokens[head].Norm) {
		head = p // "an official close to the inquiry"
	}
	return head, end
}

// canSpeak tells whether the head of tokens [first, last) is somebody or
// something that speaks: a person, a body, a country, a word for either.
func (r *report) canSpeak(s *sentence, first, last int) bool {
	if first >= last || s.covered(first, last, "time") && last-first <= 2 || s.covered(last-1, last, "time") {
		return false
	}
	if t := &s.Tokens[first]; t.Tag == dateline.VerbIng && last-first > 1 {
		switch s.Tokens[first+1].Tag {
		case dateline.Numeral, dateline.Determiner:
			return false // "including two nurses"
		}
	}
	head, end := r.headOf(s, first, last)
	switch s.Tokens[head].Tag {
	case dateline.Determiner, dateline.Preposition, dateline.Conjunction, dateline.Pronoun:
		return false
	}
	if r.book.Longest("not-speaker", s.Tokens[head:last]) > 0 && !(s.Tokens[head].Upper && head > 0) {
		return r.actorWithin(s, head, head+1, "person") >= 0
	}
	if t := &s.Tokens[head]; t.Upper && t.Tag == dateline.Noun && (head == 0 || s.Tokens[head-1].Norm == `"`) {
		return r.book.Longest("speaker-noun", s.Tokens[head:last]) > 0 || r.actorWithin(s, first, end) >= 0 || r.explained(s, last)
	}
	if s.Tokens[head].Tag == dateline.ProperNoun || s.Tokens[head].Upper && s.Tokens[head].Kind != dateline.MarkToken {
		return !s.covered(head, head+1, "month", "weekday")
	}
	return r.book.Longest("speaker-noun", s.Tokens[head:last]) > 0 || r.actorWithin(s, first, end) >= 0 ||
		slices.ContainsFunc(s.within("actor", first, last), func(f rule.Found) bool { return f.First == first })
}

// explained tells whether what stands before a token is said right after it to be
// somebody who speaks: "Harbour, the Danish charity,".
func (r *report) explained(s *sentence, last int) bool {
	if last >= len(s.Tokens) || s.Tokens[last].Norm != "," {
		return false
	}
	f, ok := s.apposition(last+1, len(s.Tokens))
	if !ok || f.Last >= len(s.Tokens) || s.Tokens[f.Last].Norm != "," {
		return false
	}
	head, _ := r.headOf(s, f.First, f.Last)
	return r.book.Has("speaker-noun", s.Tokens[head].Norm)
}

// speakerFor finds the one that a mention names among those that spoke before, or
// adds them. It is nil for a pronoun that points to nobody.
func (r *report) speakerFor(s *sentence, st *statement, bound int, joint bool) *speaker {
	if st.speaker[1]-st.speaker[0] == 1 {
		t := &s.Tokens[st.speaker[0]]
		if r.book.Has("pronoun", t.Norm) {
			human := r.book.Has("human-pronoun", t.Norm)
			who := r.antecedent(s, st.speaker[0], human, r.book.Has("plural-pronoun", t.Norm))
			if who == nil && !human && (st.act == dateline.Denies || st.act == dateline.ClaimsResponsibility) {
				return r.profiledSpeaker()
			}
			return who
		}
	}
	if n := st.speaker[1] - st.speaker[0]; r.book.Longest("the-message", s.Tokens[st.speaker[0]:st.speaker[1]]) == n && !r.headFirst {
		return r.lastSpoke(s, st.speaker[0])
	}
	if at := st.speaker[0]; at > 0 && bound == st.speaker[1] && r.book.Has("where-before", s.Tokens[at-1].Norm) && r.placed(s, at, st.speaker[1]) {
		return nil // "vests found in Qatraneh indicate"
	}
	m := r.mentionAt(s, st.speaker[0], st.speaker[1], bound)
	if joint {
		m.one, m.body = true, -1
	}
	group := m.definite && m.person < 0 && r.book.Longest("the-group", s.Tokens[m.first:m.last]) == m.last-m.first
	if group && !r.book.Has("attackers", m.head) {
		if sp := r.groupBefore(s, m.first, m.last); sp != nil {
			return sp
		}
	}
	for i := len(r.speakers) - 1; i >= 0; i-- {
		if sp := r.speakers[i]; r.same(sp, &m) {
			if m.person >= 0 && sp.person < 0 {
				sp.mention = m
			}
			for _, w := range m.words {
				if !slices.Contains(sp.words, w) {
					sp.words = append(sp.words, w)
				}
			}
			sp.heads = append(sp.heads, m.heads...)
			sp.expert = sp.expert || m.expert
			return sp
		}
	}
	if group {
		if sp := r.groupBefore(s, m.first, m.last); sp != nil {
			return sp
		}
	}
	if m.definite && m.person < 0 && len(m.words) == 1 && r.book.Has("office", m.head) {
		if sp := r.antecedent(s, m.first, true, false); sp != nil && sp.person >= 0 && sp.head == "" && len(sp.heads) == 0 && s.index-sp.sentence <= 1 {
			return sp
		}
	}
	if sp := r.calledAnew(s, &m); sp != nil {
		return sp
	}
	if o, ok := r.holder(&m); ok {
		for _, sp := range r.speakers {
			if r.same(sp, &o) {
				return sp
			}
		}
		return r.newSpeaker(o)
	}
	return r.newSpeaker(m)
}

// holder gives the one person whom the report names with an office: who "the mayor" is.
func (r *report) holder(m *mention) (mention, bool) {
	var held mention
	if !m.definite || m.person >= 0 || m.body >= 0 || len(m.heads) > 0 || !r.book.Has("office", m.head) {
		return held, false
	}
	found := false
	for i := range r.names {
		n := &r.names[i]
		if n.kind != "person" {
			continue
		}
		o := r.sentences[n.sentence]
		at := n.first
		if at > 0 && o.Tokens[at-1].Norm == "," {
			at--
		}
		first := at - len(m.words)
		if !o.told() || first < 0 || o.normal(first, at) != strings.Join(m.words, " ") {
			continue
		}
		if found && !r.samePerson(held.person, n.actor) {
			return held, false // two mayors
		}
		if !found {
			held, found = r.mentionAt(o, first, n.last, len(o.Tokens)), true
		}
	}
	return held, found && held.person >= 0
}

func (r *report) newSpeaker(m mention) *speaker {
	sp := &speaker{mention: m}
	r.speakers = append(r.speakers, sp)
	return sp
}

// same tells whether a mention names a speaker told before.
func (r *report) same(sp *speaker, m *mention) bool {
	switch {
	case m.person >= 0 && sp.person >= 0:
		return r.samePerson(sp.person, m.person)
	case m.person >= 0:
		// a title's "minister", named only now
		return r.sentences[sp.sentence].kind == dateline.Title && sp.head != "" && (sp.head == m.head || slices.Contains(m.heads, sp.head)) && within(sp.words, m.words)
	case m.one:
		return false
	case sp.person >= 0 && m.head == "" && m.body < 0 && len(m.words) == 1:
		return slices.Contains(dateline.NameWords(r.actors[sp.person].Name), m.words[0]) ||
			m.definite && len(m.words[0]) > 1 && strings.Contains(sp.initials, m.words[0])
	case sp.person >= 0:
		if m.head == "" || !m.definite && r.sentences[m.sentence].kind != dateline.Title {
			return false
		}
		if len(m.words) == 1 && len(m.head) > 1 && strings.Contains(sp.initials, m.head) {
			return true
		}
		return (m.head == sp.head || slices.Contains(sp.heads, m.head)) && within(m.words, sp.words)
	case m.head == "" && sp.head == "" && m.body >= 0:
		return m.body == sp.body
	case m.definite && sp.head == "" && sp.body >= 0 && len(m.words) == 1 && m.words[0] != sp.words[len(sp.words)-1] && slices.Contains(sp.words, m.head) && r.book.Has("speaker-noun", m.head):
		return true // "the ministry", of a Ministry of Health
	case m.head == sp.head && within(m.words, sp.words):
		return m.definite || m.plain && (sp.plain || sp.definite) || m.head == ""
	case m.head != "" && m.definite && slices.Contains(sp.heads, m.head):
		return within(m.words, sp.words)
	}
	return false
}

// within tells whether all of the words are among the others.
func within(words, others []string) bool {
	for _, w := range words {
		if !slices.Contains(others, w) {
			return false
		}
	}
	return len(words) > 0
}

// samePerson tells whether two persons are one: the same actor, or a last name
// alone and a name that ends with it.
func (r *report) samePerson(a, b int) bool {
	if a == b {
		return true
	}
	x, y := dateline.NameWords(r.actors[a].Name), dateline.NameWords(r.actors[b].Name)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	for _, w := range x[:len(x)-1] {
		if !slices.Contains(y, w) && !r.book.Has("courtesy", w) {
			return false
		}
	}
	return true
}

// placed tells whether tokens [first, last) are the name of a place.
func (r *report) placed(s *sentence, first, last int) bool {
	return slices.ContainsFunc(r.places, func(p placeMention) bool {
		return p.sentence == s.index && p.first == first && p.last == last
	})
}
