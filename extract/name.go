package extract

import (
	"fmt"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/rule"
)

// An actor is a person, group or office that the report names, over all its mentions.
type actor struct {
	dateline.Actor
	entry *gazetteer.Actor // nil if it is not on the actor list
	used  bool             // something in the record points to it
}

// A nameMention is one place where an actor is named.
type nameMention struct {
	sentence    int
	first, last int
	kind        string // actor, person, organization
	actor       int    // index in report.actors
	role        string // the words of the office before a name
}

// readNames reads tokens; adds actor (a name on the actor list), nationality,
// toponym (a name that the gazetteer knows), person and organization.
func (r *report) readNames() {
	for _, s := range r.sentences {
		words := s.nameWords()
		r.findActors(s, words)
		r.nationalities.find(s)
		r.findToponyms(s, words)
		won, _ := r.actor.Find(s.Sentence)
		for _, m := range won {
			r.addName(s, &m)
		}
	}
}

// nameWords are the words of a sentence as names are folded, with their texts and
// tokens; marks are left out.
type nameWords struct {
	words, texts []string
	tokens       []int
}

func (s *sentence) nameWords() *nameWords {
	w := &nameWords{}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind == dateline.MarkToken {
			// a mark other than a hyphen or a dot ends a name
			if t.Norm != "-" {
				w.words, w.texts, w.tokens = append(w.words, "\x00"), append(w.texts, ""), append(w.tokens, i)
			}
			continue
		}
		norm := t.Norm
		if strings.ContainsAny(norm, "'.") {
			if norm != "'s" {
				norm = strings.NewReplacer("'", "", ".", "").Replace(norm)
			}
		}
		w.words, w.texts, w.tokens = append(w.words, norm), append(w.texts, ""), append(w.tokens, i)
	}
	return w
}

// span gives the tokens of n words from word i.
func (w *nameWords) span(i, n int) (first, last int) { return w.tokens[i], w.tokens[i+n-1] + 1 }

// nameable tells whether a name may begin with this token.
func nameable(t *dateline.Token) bool {
	return t.Kind == dateline.WordToken && (t.Upper || !hasCase(t.Norm)) || t.Kind == dateline.NumberToken
}

// findActors adds the names of the actor list.
func (r *report) findActors(s *sentence, w *nameWords) {
	for i := range w.words {
		w.texts[i] = r.doc.Text[s.Tokens[w.tokens[i]].From:s.Tokens[w.tokens[i]].To]
		if strings.Contains(w.texts[i], ".") {
			w.texts[i] = strings.ReplaceAll(w.texts[i], ".", "")
		}
	}
	for i := 0; i < len(w.words); {
		t := &s.Tokens[w.tokens[i]]
		if !nameable(t) && t.Norm != "al" && t.Norm != "the" {
			i++
			continue
		}
		n, found := r.reader.actors.Match(w.words[i:], w.texts[i:])
		if n == 0 || !s.anyUpper(w, i, n) {
			i++
			continue
		}
		first, last := w.span(i, n)
		a := r.listedActor(found, r.doc.Text[s.Tokens[first].From:s.Tokens[last-1].To])
		s.Add(rule.Found{Kind: "actor", Sort: r.actors[a].Kind, First: first, Last: last, ID: len(r.names)})
		r.names = append(r.names, nameMention{sentence: s.index, first: first, last: last, kind: "actor", actor: a})
		i += n
	}
}

func (s *sentence) anyUpper(w *nameWords, i, n int) bool {
	for _, t := range w.tokens[i : i+n] {
		if s.Tokens[t].Upper || !hasCase(s.Tokens[t].Norm) {
			return true
		}
	}
	return false
}

// listedActor gives the report's actor for entries of the list that bear one
// name: the one that the report has named before, else the first.
func (r *report) listedActor(found []*gazetteer.Actor, name string) int {
	for _, e := range found {
		for i, a := range r.actors {
			if a.entry == e {
				a.alias(name)
				return i
			}
		}
	}
	e := found[0]
	a := &actor{entry: e, Actor: dateline.Actor{ID: e.ID, Name: e.Name, Aliases: []string{}, Kind: e.Kind, Country: e.Country}}
	if day, ok := r.doc.Published.Day(); ok {
		on := day.Format("2006-01-02")
		a.Kind, a.Parent = e.KindOn(on), e.ParentOn(on)
	}
	a.alias(name)
	r.actors = append(r.actors, a)
	return len(r.actors) - 1
}

// alias notes another name of the actor in this report.
func (a *actor) alias(name string) {
	if dateline.Fold(name) == dateline.Fold(a.Name) {
		return
	}
	for _, old := range a.Aliases {
		if dateline.Fold(old) == dateline.Fold(name) {
			return
		}
	}
	a.Aliases = append(a.Aliases, name)
}

// findToponyms adds the names that the gazetteer knows.
func (r *report) findToponyms(s *sentence, w *nameWords) {
	for i := 0; i < len(w.words); {
		t := &s.Tokens[w.tokens[i]]
		if !nameable(t) || t.Kind == dateline.NumberToken {
			i++
			continue
		}
		n, found := r.reader.places.Match(w.words[i:])
		if n == 0 || !s.allUpper(w, i, n) {
			i++
			continue
		}
		first, last := w.span(i, n)
		if s.covered(first, last, "actor", "time") {
			i++
			continue
		}
		s.Add(rule.Found{Kind: "toponym", First: first, Last: last, ID: len(r.places)})
		r.places = append(r.places, placeMention{sentence: s.index, first: first, last: last, candidates: found})
		i += n
	}
}

// allUpper tells whether all words but small ones ("of", "al", "and") begin with a capital.
func (s *sentence) allUpper(w *nameWords, i, n int) bool {
	for _, t := range w.tokens[i : i+n] {
		if tok := &s.Tokens[t]; !tok.Upper && hasCase(tok.Norm) && len(tok.Norm) > 3 {
			return false
		}
	}
	return true
}

// addName adds what a rule of actor.rules found, unless the actor list or the
// gazetteer knows better.
func (r *report) addName(s *sentence, m *rule.Match) {
	kind := m.Rule.Kind
	first, last := m.First, m.Last
	for _, f := range s.Found() {
		switch {
		case f.Kind == "actor" && f.First < last && first < f.Last:
			if kind == "organization" || f.Last-f.First >= last-first {
				return
			}
		case f.Kind == "time" && f.First < last && first < f.Last:
			return
		case f.Kind == "person" && f.First < last && first < f.Last:
			return
		case f.Kind == "toponym" && kind == "person" && f.First <= first && f.Last >= last:
			if _, titled := m.Value("role"); !titled || f.Last-f.First > 1 {
				return
			}
		}
	}
	name := r.doc.Text[s.Tokens[first].From:s.Tokens[last-1].To]
	mention := nameMention{sentence: s.index, first: first, last: last, kind: kind}
	if v, ok := m.Value("role"); ok {
		mention.role = s.Text(r.doc.Text, v.First, v.Last)
	}
	mention.actor = r.namedActor(name, kind)
	s.Add(rule.Found{Kind: kind, First: first, Last: last, ID: len(r.names)})
	r.names = append(r.names, mention)
}

// namedActor gives the report's actor of that name, a new one if there is none.
// A last name alone is the person whose full name was told before.
func (r *report) namedActor(name, kind string) int {
	words := dateline.NameWords(name)
	if len(words) == 0 {
		words = []string{dateline.Fold(name)}
	}
	for i, a := range r.actors {
		if a.entry != nil || a.Kind != kind {
			continue
		}
		known := dateline.NameWords(a.Name)
		if strings.Join(known, " ") == strings.Join(words, " ") ||
			(kind == "person" && len(words) == 1 && len(known) > 0 && known[len(known)-1] == words[0]) {
			a.alias(name)
			return i
		}
	}
	a := &actor{Actor: dateline.Actor{ID: strings.Join(words, "-"), Name: name, Aliases: []string{}, Kind: kind}}
	r.actors = append(r.actors, a)
	return len(r.actors) - 1
}

// actorWithin gives the actor that is named in tokens [first, last) of a sentence:
// one of the wanted kinds if any are given; -1 if none is.
func (r *report) actorWithin(s *sentence, first, last int, kinds ...string) int {
	for _, f := range s.Found() {
		if f.First < first || f.Last > last {
			continue
		}
		switch f.Kind {
		case "actor", "person", "organization":
			a := r.names[f.ID].actor
			if len(kinds) == 0 {
				return a
			}
			for _, k := range kinds {
				if r.actors[a].Kind == k {
					return a
				}
			}
		}
	}
	return -1
}

// nationalities are a language's adjectives and nouns of countries.
type nationalities struct {
	first map[string][]nationality // by first word
	codes []string
}

type nationality struct {
	words []string
	code  int // index in codes
}

func parseNationalities(file, text string) (*nationalities, error) {
	n := &nationalities{first: map[string][]nationality{}}
	err := eachLine(file, text, func(fields []string, line string) error {
		code, names, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("want a code, a tab and names")
		}
		n.codes = append(n.codes, strings.TrimSpace(code))
		for name := range strings.SplitSeq(names, ",") {
			if words := rule.Literals(strings.TrimSpace(name)); len(words) > 0 {
				n.first[words[0]] = append(n.first[words[0]], nationality{words, len(n.codes) - 1})
			}
		}
		return nil
	})
	return n, err
}

// find adds nationality; its ID is an index in codes.
func (n *nationalities) find(s *sentence) {
	for i := range s.Tokens {
		if !s.Tokens[i].Upper && hasCase(s.Tokens[i].Norm) {
			continue
		}
	next:
		for _, c := range n.first[s.Tokens[i].Norm] {
			if i+len(c.words) > len(s.Tokens) {
				continue
			}
			for j, w := range c.words {
				if s.Tokens[i+j].Norm != w {
					continue next
				}
			}
			s.Add(rule.Found{Kind: "nationality", First: i, Last: i + len(c.words), ID: c.code})
			break
		}
	}
}
