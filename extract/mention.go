package extract

import (
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/rule"
)

// A mention is one place where a speaker is named: tokens with their apposition.
type mention struct {
	sentence    int
	first, last int
	head        string   // folded noun that says what they are; empty for a bare name
	heads       []string // other such nouns: of an apposition, of an office before the name
	words       []string // folded, all that says who they are
	initials    string   // of the words before a name: "cs" for a Cabinet Secretary
	person      int      // actor; -1
	body        int      // actor whom or for whom they speak; -1
	role        [2]int   // tokens of the office
	named       [2]int   // tokens of the name that they give themselves
	definite    bool     // "the minister", "his office"
	expert      bool     // whose saying is a judgement
	one         bool     // "a source", "another resident": nobody named before
	plain       bool     // "police", "officials": no article
}

// mentionAt reads who is named in tokens [first, last), with the apposition that
// may follow up to token bound.
func (r *report) mentionAt(s *sentence, first, last, bound int) mention {
	m := mention{sentence: s.index, first: first, last: last, person: -1, body: -1}
	head, end := r.headOf(s, first, last)
	personAt := -1
	for _, f := range s.Found() {
		if f.Kind == "person" && f.First >= first && f.Last <= end && (f.Last >= len(s.Tokens) || s.Tokens[f.Last].Norm != "'s") ||
			f.Kind == "actor" && f.Sort == "person" && f.First >= first && f.Last <= end && f.Last > head {
			if !r.book.Has("speaker-noun", s.Tokens[f.Last-1].Norm) { // "Public Relations Officer" is no name
				m.person, personAt = r.names[f.ID].actor, f.First
			}
		}
	}
	if personAt >= 0 { // a title may have been taken for a part of the name
		for i := min(end, last) - 2; i >= personAt; i-- {
			if r.book.Has("speaker-noun", s.Tokens[i].Norm) {
				personAt = i + 1
				break
			}
		}
	}
	proper := s.Tokens[head].Tag == dateline.ProperNoun && !r.book.Has("speaker-noun", s.Tokens[head].Norm) || s.covered(head, head+1, "actor", "organization")
	apposed := last+1 < bound && s.Tokens[last].Kind == dateline.MarkToken && strings.Contains(",—–(", s.Tokens[last].Norm)
	switch {
	case m.person < 0 && apposed:
		if !proper {
			m.head = r.book.Bare(s.Tokens[head].Norm)
		}
		for _, f := range s.Found() {
			if f.Kind != "person" && !(f.Kind == "actor" && f.Sort == "person") || f.First <= last || f.Last > bound || f.First > last+7 || !s.titleOnly(last+1, f.First) {
				continue
			}
			m.person, m.role, m.last = r.names[f.ID].actor, [2]int{first, last}, f.Last
			break
		}
	case m.person >= 0:
		if personAt > first {
			m.role = [2]int{first, personAt}
		}
		if n := personAt - 1; r.headFirst && head < personAt {
			m.head = r.book.Bare(s.Tokens[head].Norm)
		} else if n >= first && s.Tokens[n].Tag != dateline.Determiner {
			m.head = s.Tokens[n].Norm
			for i := first; i < personAt; i++ {
				if w := s.Tokens[i].Norm; w != "of" && w != "the" && w != "" {
					m.initials += w[:1]
				}
			}
		}
		if apposed {
			if f, ok := s.apposition(last+1, bound); ok {
				h, _ := r.headOf(s, f.First, f.Last)
				if !s.Tokens[h].Upper && r.book.Longest("speaker-noun", s.Tokens[h:f.Last]) > 0 {
					m.heads = append(m.heads, r.book.Bare(s.Tokens[h].Norm))
					m.last, m.role = f.Last, [2]int{f.First, f.Last}
				}
			}
		}
	case m.person < 0 && !proper:
		m.head = r.book.Bare(s.Tokens[head].Norm)
	}
	if m.person < 0 && apposed {
		if f, ok := s.apposition(last+1, bound); ok && f.Last < len(s.Tokens) && s.Tokens[f.Last].Kind == dateline.MarkToken {
			h, _ := r.headOf(s, f.First, f.Last)
			m.heads = append(m.heads, r.book.Bare(s.Tokens[h].Norm))
			m.last = f.Last
		}
	}
	m.expert = m.person >= 0 && r.holds("expert-house", s, m.first, m.last) || r.book.Has("expert", m.head)
	for _, h := range m.heads {
		m.expert = m.expert || r.book.Has("expert", h)
	}
	if apposed && m.person >= 0 && s.Tokens[last+1].Tag == dateline.Preposition && r.holds("expert-house", s, last+1, min(last+12, bound)) {
		m.expert = true // "Ana Ruiz, of the Institute for Hills,"
	}
	if n := m.last + 2; n < len(s.Tokens) && n < bound && r.book.Has("pronoun", s.Tokens[n-1].Norm) && r.book.Has("expert-verb", s.Tokens[n].Norm) {
		m.expert = true // "Ana Ruiz, who studies the group"
	}
	r.takeOwnName(s, &m, bound)
	m.body = r.bodyOf(s, &m)
	if m.person < 0 && m.body >= 0 && r.actors[m.body].Kind == "armed-group" && r.book.Has("attackers", m.head) {
		m.head = "" // "Shabaab militants" are the group
	}
	m.describe(r, s)
	if m.last < len(s.Tokens) && s.Tokens[m.last].Norm == ")" && strings.Contains(s.normal(m.first, m.last), "(") {
		m.last++
	}
	return m
}

// takeOwnName takes in the name that those who speak give themselves: "men who call
// themselves the Red Lantern Front".
func (r *report) takeOwnName(s *sentence, m *mention, bound int) {
	at := m.last
	if n := r.book.Longest("little-known", s.Tokens[at:bound]); r.headFirst {
		at += n // "a group not known before, called"
	}
	begin := at
	for at < bound && at < begin+3 && (s.Tokens[at].Kind == dateline.MarkToken && s.Tokens[at].Norm != "." || s.Tokens[at].Tag == dateline.Pronoun || s.Tokens[at].Tag == dateline.Subordinate) {
		at++
	}
	if at >= bound {
		return
	}
	n := r.book.Longest("calls-itself", s.Tokens[at:bound])
	if n == 0 || m.person >= 0 {
		return
	}
	for at += n; at < bound && (s.Tokens[at].Tag == dateline.Determiner || s.Tokens[at].Norm == `"`); {
		at++
	}
	last := at
	if at > 0 && s.Tokens[at-1].Norm == `"` {
		for i := at; i < bound && i < at+8; i++ {
			if s.Tokens[i].Norm == `"` {
				last = i
				break
			}
		}
	}
	for _, f := range s.Found() {
		if (f.Kind == "actor" || f.Kind == "organization") && f.First == at && f.Last <= bound && f.Last > last {
			last = f.Last
		}
	}
	named := last > at // by marks, or known
	for i := at; i < bound && i < at+8 && !named; i++ {
		if t := &s.Tokens[i]; t.Upper && t.Kind == dateline.WordToken {
			last = i + 1
		} else if t.Tag != dateline.Preposition && t.Tag != dateline.Determiner && t.Norm != "-" && t.Norm != "'s" {
			break
		}
	}
	if last > at {
		m.last, m.named = last, [2]int{at, last}
	}
}

// apposition gives the phrase that stands at token at, right after its comma.
func (s *sentence) apposition(at, bound int) (rule.Found, bool) {
	var best rule.Found
	for _, f := range s.Found() {
		if f.Kind == "phrase" && f.First == at && s.Tokens[at].Tag != dateline.VerbIng && f.Last <= bound && f.Last > best.Last {
			best = f
		}
	}
	return best, best.Last > 0
}

// titleOnly tells whether tokens [first, last) can be a title before a name.
func (s *sentence) titleOnly(first, last int) bool {
	for i := first; i < last; i++ {
		switch t := &s.Tokens[i]; {
		case t.Tag == dateline.Noun || t.Tag == dateline.ProperNoun || t.Tag == dateline.Adjective || t.Norm == ".":
		default:
			return false
		}
	}
	return true
}

// bodyOf gives the group, force or body that the mention is or speaks for; -1.
func (r *report) bodyOf(s *sentence, m *mention) int {
	for _, f := range s.Found() {
		if f.First < m.first || f.Last > m.last || f.Kind != "actor" && f.Kind != "organization" {
			continue
		}
		if a := r.names[f.ID].actor; r.actors[a].Kind != "person" {
			return a
		}
	}
	if m.first > 1 && r.book.Has("genitive", s.Tokens[m.first-1].Norm) { // "the Houthis' [spokesman]"
		for _, f := range s.Found() {
			if f.Kind == "actor" && f.Last == m.first-1 && r.actors[r.names[f.ID].actor].Kind != "person" {
				return r.names[f.ID].actor
			}
		}
	}
	if m.person >= 0 { // of whom the list says whose they are
		if group := r.reader.actors.Actor(r.owner(m.person)); group != nil && group.Kind == "armed-group" {
			return r.listedActor([]*gazetteer.Actor{group}, dateline.Words{Text: group.Name})
		}
	}
	if !r.book.Has("envoy", m.head) {
		return -1
	}
	for i := m.first; i < m.last; i++ { // "the group's spokesman", "a spokesman for the group"
		if n := r.book.Longest("the-group", s.Tokens[i:m.last]); n > 1 && (i+n < m.last && r.book.Has("genitive", s.Tokens[i+n].Norm) || i > m.first && s.Tokens[i-1].Tag == dateline.Preposition) {
			if sp := r.groupBefore(s, i, i+n); sp != nil {
				return sp.body
			}
		}
	}
	return -1
}

// describe fills what is compared between mentions.
func (m *mention) describe(r *report, s *sentence) {
	for i := m.first; i < m.last; i++ {
		switch t := &s.Tokens[i]; t.Tag {
		case dateline.Noun, dateline.ProperNoun, dateline.Adjective, dateline.Numeral, dateline.VerbPassive, dateline.VerbIng:
			if t.Norm != "mr" && t.Norm != "mrs" && t.Norm != "ms" && t.Kind != dateline.MarkToken {
				m.words = append(m.words, r.book.Bare(t.Norm))
			}
		}
	}
	if len(m.words) == 0 {
		m.words = append(m.words, s.Tokens[m.last-1].Norm)
	}
	f := &s.Tokens[m.first]
	switch {
	case m.person >= 0:
	case r.book.Has("definite", f.Norm) || r.book.HasArticle(f.Norm):
		m.definite = true
	case r.headFirst && r.book.Has("one-person", f.Norm) && !r.owned(s, m):
		m.one = true
	case f.Tag == dateline.Determiner || r.book.Has("another", f.Norm) || f.Tag == dateline.Numeral:
		m.one = true
	default:
		m.plain = true
	}
}

// owned tells whether the noun that a mention begins with is made definite by its owner,
// where the owner follows it: "the source of the police", and not "a source within the police".
func (r *report) owned(s *sentence, m *mention) bool {
	for i := m.first + 1; i < m.last; i++ {
		switch t := &s.Tokens[i]; {
		case r.book.HasArticle(t.Norm), t.Tag == dateline.ProperNoun:
			return true
		case t.Tag == dateline.Preposition, t.Kind == dateline.MarkToken:
			return false
		}
	}
	return false
}
