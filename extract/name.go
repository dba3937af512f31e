package extract

import (
	"slices"
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

	either []*gazetteer.Actor // who could be meant, where a name is borne by several
	at     dateline.Words     // where that name stands first
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
// toponym (a name that the gazetteer knows), person and organization; a name that is
// said in full once is found in its short form anywhere.
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
	r.readShortNames()
	r.settleNames()
}

// listedActor gives the report's actor for entries of the list that bear one
// name: the one that the report has named before, else the one of the country that
// the report tells of, else nobody that can be told.
func (r *report) listedActor(found []*gazetteer.Actor, words dateline.Words) int {
	if r.byName == nil {
		r.byName = map[string]int{}
	}
	for _, e := range found {
		if i, ok := r.byName["id "+e.ID]; ok {
			r.actors[i].alias(words.Text)
			return i
		}
	}
	e := found[0]
	if len(found) > 1 {
		if e = r.atHome(found); e == nil {
			return r.ambiguous(found, words)
		}
	}
	a := &actor{entry: e, Actor: dateline.Actor{ID: e.ID, Name: e.Name, Aliases: []string{}, Kind: e.Kind, Country: e.Country}}
	if day, ok := r.doc.Published.Day(); ok {
		on := day.Format("2006-01-02")
		a.Kind, a.Parent = e.KindOn(on), e.ParentOn(on)
	}
	a.alias(words.Text)
	r.actors = append(r.actors, a)
	r.byName["id "+e.ID] = len(r.actors) - 1
	return len(r.actors) - 1
}

// atHome gives the one entry whose country the report names, by its name or its
// adjective, the oftenest; nil if none is, or two as often.
func (r *report) atHome(found []*gazetteer.Actor) *gazetteer.Actor {
	if r.countries == nil {
		r.countries = r.namedCountries()
	}
	var best *gazetteer.Actor
	tied := true
	for _, e := range found {
		switch n := r.countries[e.Country]; {
		case e.Country == "" || n == 0:
		case best == nil || n > r.countries[best.Country]:
			best, tied = e, false
		case n == r.countries[best.Country] && e.Country != best.Country:
			tied = true
		}
	}
	if best != nil {
		if tied {
			return nil
		}
		return best
	}
	for _, e := range found { // a body of many countries, where no country speaks for another
		if e.Country == "" {
			if best != nil {
				return nil
			}
			best = e
		}
	}
	return best
}

// namedCountries counts how often each country is named, or a place that lies in it.
func (r *report) namedCountries() map[string]int {
	count := map[string]int{}
	for _, s := range r.sentences {
		w := s.nameWords()
		for i := range w.words {
			if !nameable(&s.Tokens[w.tokens[i]]) {
				continue
			}
			if n, found := r.reader.places.Match(w.words[i:]); n > 0 {
				count[found[0].Country]++
			}
			for _, c := range r.nationalities.starting(w.words[i]) {
				if len(c.words) == 1 {
					count[r.nationalities.codes[c.code]]++
				}
			}
		}
	}
	return count
}

// ambiguous gives an actor for a name that several entries bear and nothing that was
// read so far decides between.
func (r *report) ambiguous(found []*gazetteer.Actor, words dateline.Words) int {
	key := "ambiguous " + dateline.Fold(words.Text)
	if i, ok := r.byName[key]; ok {
		return i
	}
	kind := found[0].Kind
	for _, e := range found {
		if e.Kind != kind {
			kind = "unknown"
		}
	}
	id := strings.Join(dateline.NameWords(words.Text), "-")
	r.actors = append(r.actors, &actor{Actor: dateline.Actor{ID: id, Name: words.Text, Aliases: []string{}, Kind: kind}, either: found, at: words})
	r.byName[key] = len(r.actors) - 1
	return r.byName[key]
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
		for n > 0 && !r.written(s, w, i, n) {
			n, found = r.reader.places.Match(w.words[i : i+n-1])
		}
		if n == 0 {
			i++
			continue
		}
		first, last := w.span(i, n)
		if s.covered(first, last, "actor", "time") {
			i++
			continue
		}
		s.Add(rule.Found{Kind: "toponym", Sort: toponymSort(found), First: first, Last: last, ID: len(r.places)})
		r.places = append(r.places, placeMention{sentence: s.index, first: first, last: last, candidates: found})
		i += n
	}
}

// toponymSort is "large" where a name is one of a country, a part of it or a large town, and
// so hardly somebody's that is named with it; else empty.
func toponymSort(candidates []gazetteer.Place) string {
	for _, c := range candidates {
		if c.Grain != dateline.Town && c.Grain != dateline.District || c.Population > 150_000 && !c.Common {
			return "large"
		}
	}
	return ""
}

// written tells whether n words are written as a name is: all but small ones ("of", "al",
// "and") begin with a capital, and the last may be a word such as "province".
func (r *report) written(s *sentence, w *nameWords, i, n int) bool {
	for k, t := range w.tokens[i : i+n] {
		tok := &s.Tokens[t]
		if !tok.Upper && hasCase(tok.Norm) && len(tok.Norm) > 3 && (k == 0 || k < n-1 || !r.book.Has("division-noun", tok.Norm)) {
			return false
		}
	}
	return true
}

// hyphened tells whether a single word is part of a longer one: the "AU" of "PORT-AU-PRINCE".
func (s *sentence) hyphened(first, last int) bool {
	hyphen := func(i int) bool { return i >= 0 && i < len(s.Tokens) && s.Tokens[i].Norm == "-" }
	return last-first == 1 && hyphen(first-1) && hyphen(last)
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
		case f.Kind == "toponym" && kind == "person" && f.First < first && f.Last > first && !hasCase(s.Tokens[first].Norm):
			return // the end of a place's name
		case f.Kind == "toponym" && kind == "person" && f.First <= first && f.Last >= last:
			if _, titled := m.Value("role"); !titled || f.Last-f.First > 1 {
				return
			}
		}
	}
	mention := nameMention{sentence: s.index, kind: kind}
	if v, ok := m.Value("role"); ok {
		if s.covered(v.First, v.Last, "toponym") && s.covered(first, last, "toponym") {
			return // "Port-au-Prince, Haiti"
		}
		mention.role = s.Text(r.doc.Text, v.First, v.Last)
	}
	bare := r.withoutTitles(s, first, last, kind)
	if bare > first && mention.role == "" && kind == "person" {
		mention.role = s.Text(r.doc.Text, first, bare)
	}
	if first = bare; first == last || s.covered(first, last, "actor") && kind == "person" {
		return
	}
	if kind == "person" && (!s.cased(first, last) || r.partOfPlace(s, first, last)) {
		return // "Halle synagogue gunman", "East Lagos"
	}
	if kind == "person" && slices.ContainsFunc(s.Found(), func(f rule.Found) bool { return f.Kind == "number" && f.First <= first && last <= f.Last }) {
		return // a word of the number is called like somebody
	}
	if kind == "person" && r.isBody(s, first, last) {
		kind = "organization"
		mention.kind = kind
	}
	if kind == "organization" && (!s.named(first, last) || last-first == 1 && r.book.Has("armed-name", s.Tokens[first].Norm)) {
		return // "the police", "the Front": nobody's name
	}
	mention.actor = r.namedActor(s.Text(r.doc.Text, first, last), kind)
	if first > m.First && s.Tokens[first-1].Tag == dateline.Determiner {
		first-- // the article belongs to the place, not to the name
	}
	mention.first, mention.last = first, last
	s.Add(rule.Found{Kind: kind, First: first, Last: last, ID: len(r.names)})
	r.names = append(r.names, mention)
}

// partOfPlace tells whether what looks like a person's name is a part of a place's: "Metro Lagos",
// "North West Kano"; or two places': "Lagos-Kano".
func (r *report) partOfPlace(s *sentence, first, last int) bool {
	at := first
	for at < last && (r.book.Has("part-of-place", s.Tokens[at].Norm) || s.Tokens[at].Norm == "-") {
		at++
	}
	if at > first {
		return at < last && s.covered(at, at+1, "toponym") || at == last
	}
	return last-first == 3 && s.Tokens[first+1].Norm == "-" && s.covered(first, first+1, "toponym") && s.covered(first+2, last, "toponym")
}

// cased tells whether all words of a name but small ones ("bin", "ag", "ould") have their capital.
func (s *sentence) cased(first, last int) bool {
	for i := first; i < last; i++ {
		if t := &s.Tokens[i]; t.Kind == dateline.WordToken && !t.Upper && hasCase(t.Norm) && len(t.Norm) > 4 {
			return false
		}
	}
	return true
}

// withoutTitles gives the token at which a name begins: after "Colonel" for a
// person, after "the" and "of" for a body.
func (r *report) withoutTitles(s *sentence, first, last int, kind string) int {
	for first < last {
		t := &s.Tokens[first]
		n := 0
		switch {
		case kind == "person":
			if n = r.book.Longest("title", s.Tokens[first:last]); n == 0 && first+1 < last && s.covered(first, first+1, "nationality") && !s.covered(first+1, last, "nationality") && r.book.Longest("title", s.Tokens[first+1:last]) > 0 {
				n = 1
			}
		case t.Tag == dateline.Determiner || t.Tag == dateline.Preposition || t.Tag == dateline.Particle || t.Tag == dateline.Conjunction || t.Kind == dateline.MarkToken:
			n = 1
		}
		if n == 0 {
			return first
		}
		first += n
	}
	return min(first, last)
}

// isBody tells whether what looks like a person's name has a word of bodies in it.
func (r *report) isBody(s *sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if r.book.Has("body-word", s.Tokens[i].Norm) {
			return true
		}
	}
	return false
}

// named tells whether tokens hold a name: a capital that is not the sentence's first.
func (s *sentence) named(first, last int) bool {
	for i := first; i < last; i++ {
		if t := &s.Tokens[i]; (t.Upper || !hasCase(t.Norm)) && t.Kind == dateline.WordToken && (i > 0 || last-first > 1 && t.Tag == dateline.ProperNoun) {
			return true
		}
	}
	return false
}

// namedActor gives the report's actor of that name, a new one if there is none.
// A last name alone is the person whose full name was told before.
func (r *report) namedActor(name, kind string) int {
	words := dateline.NameWords(name)
	if len(words) == 0 {
		words = []string{dateline.Fold(name)}
	}
	if r.byName == nil {
		r.byName = map[string]int{}
	}
	key := kind + " " + strings.Join(words, " ")
	if i, ok := r.byName[key]; ok {
		r.actors[i].alias(name)
		return i
	}
	a := &actor{Actor: dateline.Actor{ID: strings.Join(words, "-"), Name: name, Aliases: []string{}, Kind: kind}}
	r.actors = append(r.actors, a)
	i := len(r.actors) - 1
	r.byName[key] = i
	if last := kind + " " + words[len(words)-1]; kind == "person" && len(words) > 1 {
		if _, taken := r.byName[last]; !taken {
			r.byName[last] = i
		}
	}
	return i
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
