package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
	"dateline/rule"
)

// readShortNames adds what a report calls somebody after it has told the whole name:
// the last name of a person, the letters in brackets after a body's name.
func (r *report) readShortNames() {
	short := map[string]int{} // as written: index in actors
	for k := range r.names {
		n := &r.names[k]
		s := r.sentences[n.sentence]
		if first, last, ok := s.bracketed(n.last); ok {
			if name := s.Text(r.doc.Text, first, last); isAcronym(name) && n.kind != "person" {
				r.actors[n.actor].alias(name)
				short[name] = n.actor
			}
		}
		if r.actors[n.actor].Kind == "person" && (s.told() || s.kind == dateline.Title) {
			if t := &s.Tokens[n.last-1]; n.last-n.first > 1 && utf8.RuneCountInString(t.Norm) > 2 && !r.book.Has("name-joint", s.Tokens[n.last-2].Norm) {
				if _, taken := short[r.doc.Text[t.From:t.To]]; !taken {
					short[r.doc.Text[t.From:t.To]] = n.actor
				}
			}
		}
		if e := r.actors[n.actor].entry; e != nil {
			for _, name := range e.Short {
				short[name] = n.actor
			}
		}
	}
	if len(short) == 0 {
		return
	}
	for k := range r.names { // "ADF" of the list gives way to the ADF that the report explains
		n := &r.names[k]
		s := r.sentences[n.sentence]
		if a, ok := short[s.Text(r.doc.Text, n.first, n.last)]; ok && a != n.actor && n.kind != "person" && r.actors[a].Kind != "person" {
			n.actor = a
		}
	}
	for _, s := range r.sentences {
		for i := range s.Tokens {
			t := &s.Tokens[i]
			caseless := !hasCase(t.Norm)
			if !t.Upper && !caseless || t.Kind != dateline.WordToken {
				continue
			}
			name := r.doc.Text[t.From:t.To]
			a, ok := short[name]
			if !ok || s.covered(i, i+1, "actor", "person", "organization") || caseless && !r.standsAsName(s, i) || !caseless && !s.alone(i, isAcronym(name)) {
				continue
			}
			kind := "organization"
			switch {
			case r.actors[a].Kind == "person":
				kind = "person"
			case r.actors[a].entry != nil:
				kind = "actor"
			}
			r.actors[a].alias(name)
			s.Add(rule.Found{Kind: kind, Sort: r.actors[a].Kind, First: i, Last: i + 1, ID: len(r.names)})
			r.names = append(r.names, nameMention{sentence: s.index, first: i, last: i + 1, kind: kind, actor: a})
		}
	}
}

// bracketed gives the tokens in the brackets that open at a token.
func (s *sentence) bracketed(at int) (first, last int, ok bool) {
	if at+2 >= len(s.Tokens) || s.Tokens[at].Norm != "(" {
		return 0, 0, false
	}
	for i := at + 1; i < len(s.Tokens) && i <= at+4; i++ {
		switch s.Tokens[i].Norm {
		case ")", ",", ";":
			return at + 1, i, i > at+1
		}
	}
	return 0, 0, false
}

// isAcronym tells whether a name is made of capitals, but for small letters within:
// "ADF", "JNIM", "IS-K", "JeM".
func isAcronym(name string) bool {
	upper, lower := 0, 0
	for _, c := range name {
		switch {
		case unicode.IsUpper(c):
			upper++
		case unicode.IsLower(c):
			lower++
		case c != '-' && !unicode.IsDigit(c):
			return false
		}
	}
	return upper >= 2 && lower < upper && upper+lower <= 8
}

// alone tells whether a token is no part of a longer name.
func (s *sentence) alone(i int, acronym bool) bool {
	name := func(j int) bool {
		return j >= 0 && j < len(s.Tokens) && s.Tokens[j].Upper && s.Tokens[j].Tag == dateline.ProperNoun
	}
	if acronym {
		return true
	}
	if s.Tokens[i].Tag != dateline.ProperNoun && i == 0 {
		return false
	}
	if i > 0 && s.Tokens[i-1].Norm == "-" || i+1 < len(s.Tokens) && s.Tokens[i+1].Norm == "-" {
		return false
	}
	return !name(i+1) && (!name(i-1) || i == 1)
}

// standsAsName tells, where no capital does, whether a word stands as the short form of a name:
// after a word of saying or a title, or, if it is hardly a word, at the beginning of something,
// and without an adjective.
func (r *report) standsAsName(s *sentence, i int) bool {
	if i > 0 && (r.book.Has("speech", s.Tokens[i-1].Norm) || r.book.Has("title", s.Tokens[i-1].Norm)) {
		return true
	}
	if r.book.Has("given-word", s.Tokens[i].Norm) || r.book.Has("given-name", s.Tokens[i].Norm) {
		return false
	}
	if i+1 < len(s.Tokens) {
		if next := &s.Tokens[i+1]; next.Tag == dateline.Adjective && r.book.Bare(next.Norm) != next.Norm && !s.covered(i+1, i+2, "nationality") {
			return false // "the air base"
		}
	}
	if i == 0 {
		return true
	}
	switch s.Tokens[i].Tag {
	case dateline.ProperNoun:
		return true
	case dateline.Preposition, dateline.Conjunction, dateline.Subordinate, dateline.Particle:
		return false
	}
	switch before := &s.Tokens[i-1]; before.Tag {
	case dateline.Noun, dateline.ProperNoun, dateline.Adjective, dateline.Numeral, dateline.Determiner, dateline.OtherTag:
		return r.book.Has("attackers", before.Norm) || r.book.Has("armed-noun", before.Norm) || r.book.Has("speaker-noun", before.Norm)
	}
	return true
}

// settleNames tells whose a name is that several bear, and gives bodies that are no ministry and no firm their kind: an armed
// group if the report's words say so, else unknown.
func (r *report) settleNames() {
	for i := range r.names {
		n := &r.names[i]
		a := r.actors[n.actor]
		for _, e := range a.either { // named in full elsewhere
			if whole, ok := r.byName["id "+e.ID]; ok {
				n.actor = whole
				r.actors[whole].alias(a.Name)
				break
			}
		}
		if a = r.actors[n.actor]; len(a.either) > 0 && a.at.Text != "" {
			r.gap(dateline.GapActorAmbiguous, "actors."+a.ID, a.at)
			a.at = dateline.Words{}
		}
	}
	settled := map[int]bool{}
	for k := range r.names {
		n := &r.names[k]
		a := r.actors[n.actor]
		if n.kind != "organization" || a.entry != nil || a.Kind == "armed-group" {
			continue
		}
		s := r.sentences[n.sentence]
		if !settled[n.actor] {
			settled[n.actor] = true
			if !r.soundsArmed(a.Name) {
				continue
			}
			a.Kind = "unknown"
		}
		if a.Kind == "unknown" && r.calledArmed(s, n.first, n.last) {
			a.Kind = "armed-group"
		}
	}
}

// soundsArmed tells whether a name has a word in it that armed groups' names have.
func (r *report) soundsArmed(name string) bool {
	for _, w := range strings.Fields(dateline.Fold(name)) {
		if r.book.Has("armed-name", strings.Trim(w, "-'")) {
			return true
		}
	}
	return false
}

// calledArmed tells whether words beside a name say that it is an armed group:
// "a rebel group", "militants of"; or that it claims an attack.
func (r *report) calledArmed(s *sentence, first, last int) bool {
	for i := max(first-6, 0); i < first; i++ {
		if n := r.book.Longest("armed-word", s.Tokens[i:first]); n > 0 && !s.covered(i+n, first, "actor") {
			return true
		}
	}
	for i := last; i < len(s.Tokens) && i < last+9; i++ {
		if r.book.Longest("armed-word", s.Tokens[i:]) > 0 && !s.covered(last, i, "actor") {
			return true
		}
		if r.book.Longest("armed-deed", s.Tokens[i:]) > 0 {
			return true
		}
	}
	return false
}
