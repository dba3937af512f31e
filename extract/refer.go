package extract

import (
	"dateline"
	"dateline/rule"
)

// An armedGroup is one place where an armed group is spoken of, by its name, as
// "the group", or as "it".
type armedGroup struct {
	sentence int
	first    int // tokens [first, last)
	last     int
	actor    int // index in report.actors
}

// The sorts of armed-group that rules may ask for.
const (
	byName    = "name"
	byObject  = "object"  // by its name, in a clause whose subject is another group
	byGroup   = "group"   // "the group"
	byPronoun = "it"      // as a subject or an object
	byThem    = "them"    // "outlawed it"
	byIts     = "its"     // "its fighters"
	byLoose   = "loose"   // "it", where somebody else could be meant: "the ministry said it"
	itsLoose  = "its-too" // likewise
)

// A topic is the armed group that a text is speaking of, as far as it has been read.
type topic struct {
	actor    int // index in report.actors; -1 for none
	sentence int // where it was last spoken of
	profile  int // the group that the whole report is about; -1 for none
}

// readArmedGroups reads actor, person, organization and place; adds armed-group,
// one for each place where an armed group is spoken of.
func (r *report) readArmedGroups() {
	t := topic{actor: -1, sentence: -2, profile: r.profiled()}
	for _, s := range r.sentences {
		if s.about = -1; s.index-t.sentence <= 1 {
			s.about = t.actor
		}
		named := r.namedGroups(s)
		if len(named) == 0 && t.actor < 0 && t.profile < 0 {
			continue
		}
		r.referTo(s, named, &t)
	}
	r.forecastGroups()
}

// profiled gives the armed group that a report is all about: the one that its title
// names, or the one that it names first, if it names it far oftener than any other.
func (r *report) profiled() int {
	counts := map[int]int{}
	title := -1
	for _, n := range r.names {
		if n.kind == "actor" || n.kind == "organization" {
			if r.actors[n.actor].Kind != "armed-group" {
				continue
			}
			counts[n.actor]++
			if r.sentences[n.sentence].kind == dateline.Title && title < 0 {
				title = n.actor
			}
		}
	}
	if title >= 0 {
		return title
	}
	best, second := -1, 0
	for a, c := range counts {
		if best < 0 || c > counts[best] || c == counts[best] && a < best {
			best = a
		}
	}
	for a, c := range counts {
		if a != best {
			second = max(second, c)
		}
	}
	if best >= 0 && counts[best] >= 3 && counts[best] >= 2*second {
		return best
	}
	return -1
}

// namedGroups are the armed groups that a sentence names, in the order of the text,
// each with the words that go with its name: "the Maute group".
func (r *report) namedGroups(s *sentence) []armedGroup {
	var out []armedGroup
	for _, f := range s.Found() {
		if f.Kind != "actor" && f.Kind != "organization" {
			continue
		}
		a := r.names[f.ID].actor
		if r.actors[a].Kind != "armed-group" {
			continue
		}
		first, last := f.First, f.Last
		for last < len(s.Tokens) && last-f.Last < 2 && (s.Tokens[last].Norm == `"` && first > 0 && s.Tokens[first-1].Norm == `"` || r.book.Has("group-noun-after", s.Tokens[last].Norm)) {
			last++
		}
		if first > 0 && s.Tokens[first-1].Norm == `"` && last > f.Last {
			first--
		}
		out = append(out, armedGroup{s.index, first, last, a})
	}
	for i := 1; i < len(out); i++ { // names are found by kind: put them in order
		for j := i; j > 0 && out[j].first < out[j-1].first; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// referTo adds what refers to a group without naming it, and moves the topic on.
func (r *report) referTo(s *sentence, named []armedGroup, t *topic) {
	before := t.actor
	if t.profile >= 0 && (before < 0 || s.index-t.sentence > 1) {
		before = t.profile
	}
	near := t.actor >= 0 && s.index-t.sentence <= 1 || t.profile >= 0 && before == t.profile
	subject, next := -1, 0
	verb, other := false, false // before the token: a verb; somebody else who could be meant
	for i := range s.Tokens {
		for next < len(named) && named[next].first <= i {
			if subject < 0 && !verb && !r.afterPreposition(s, named[next].first) {
				subject, before, near = named[next].actor, named[next].actor, true
			} else if before < 0 || !near {
				before, near = named[next].actor, true
			}
			g, sort := named[next], byName
			if subject >= 0 && subject != g.actor || next > 0 && named[0].actor != g.actor && r.afterPreposition(s, g.first) {
				sort = byObject
			}
			s.Add(rule.Found{Kind: "armed-group", Sort: sort, First: g.first, Last: g.last, ID: g.actor})
			next++
		}
		tok := &s.Tokens[i]
		if n := r.groupNoun(s, i); n > 0 && before >= 0 && !s.covered(i, i+n, "armed-group") {
			called, sort := r.calledSo(s, i, n, before), byGroup
			if called != before && subject >= 0 {
				sort = byObject // what goes on is told of whom the sentence began with
			} else {
				before = called
			}
			s.Add(rule.Found{Kind: "armed-group", Sort: sort, First: i, Last: i + n, ID: called})
			t.actor, t.sentence, near = before, s.index, true
			if subject < 0 && !verb {
				subject = before
			}
		}
		if before >= 0 && near {
			sort := ""
			switch {
			case r.book.Has("group-pronoun", tok.Norm):
				switch sort = byPronoun; {
				case i > 0 && r.governs(&s.Tokens[i-1]):
					sort = byThem
				case other:
					sort = byLoose
				}
			case r.book.Has("group-possessive", tok.Norm):
				if sort = byIts; other {
					sort = itsLoose
				}
			}
			if sort != "" {
				s.Add(rule.Found{Kind: "armed-group", Sort: sort, First: i, Last: i + 1, ID: before})
				if subject < 0 && !verb {
					subject = before
				}
			}
		}
		switch tok.Tag {
		case dateline.VerbPast, dateline.VerbNow, dateline.Auxiliary:
			if subject < 0 && !verb {
				other = true
			}
			verb = true
		}
	}
	switch {
	case subject >= 0:
		t.actor, t.sentence = subject, s.index
	case len(named) > 0 && (t.actor < 0 || t.sentence < s.index):
		t.actor, t.sentence = named[0].actor, s.index
	}
}

// governs tells whether a pronoun after this word is its object: after "outlawed" or
// "of", and not after "said" or "believe", which a clause follows.
func (r *report) governs(t *dateline.Token) bool {
	switch t.Tag {
	case dateline.Preposition:
		return true
	case dateline.VerbPast, dateline.VerbNow, dateline.VerbBase, dateline.VerbIng, dateline.VerbPassive:
		return !r.book.Has("say-that", t.Norm) && !r.book.Has("assess", t.Norm) && !r.book.Has("say", t.Norm)
	}
	return false
}

// afterPreposition tells whether a name hangs on a preposition: "with the Red Front".
func (r *report) afterPreposition(s *sentence, first int) bool {
	for i := first - 1; i >= 0 && i >= first-4; i-- {
		switch s.Tokens[i].Tag {
		case dateline.Determiner, dateline.Adjective, dateline.Noun, dateline.ProperNoun:
			continue
		case dateline.Preposition, dateline.Subordinate:
			return true
		}
		if s.Tokens[i].Norm == `"` {
			continue
		}
		return false
	}
	return false
}

// calledSo gives the armed group that "the front" at token [at, at+n) can mean: the one meant
// before unless only another, named before as well, has the noun in its name.
func (r *report) calledSo(s *sentence, at, n, before int) int {
	noun := s.Tokens[at+n-1].Norm
	if r.headFirst {
		noun = s.Tokens[at].Norm
	}
	noun = r.book.Bare(noun)
	called := -1
	for _, name := range r.names {
		o := r.sentences[name.sentence]
		if name.sentence > s.index || name.sentence == s.index && name.first >= at || r.actors[name.actor].Kind != "armed-group" {
			continue
		}
		for _, t := range o.Tokens[name.first:name.last] {
			if r.book.Bare(t.Norm) == noun {
				if name.actor == before {
					return before
				}
				called = name.actor
			}
		}
	}
	if called >= 0 {
		return called
	}
	return before
}

// groupNoun gives how many tokens "the group", "the militant group" take from a token; 0 if none.
func (r *report) groupNoun(s *sentence, at int) int {
	if word := s.Tokens[at].Norm; r.book.HasArticle(word) { // the article and the noun in one, what describes it after it
		n := 0
		for at+n < len(s.Tokens) && r.book.HasArticle(s.Tokens[at+n].Norm) && r.book.Has([]string{"group-noun", "group-adjective"}[min(n, 1)], s.Tokens[at+n].Norm) {
			n++
		}
		return n
	}
	if !r.book.Has("definite", s.Tokens[at].Norm) || s.Tokens[at].Kind != dateline.WordToken || r.book.Has("group-possessive", s.Tokens[at].Norm) {
		return 0
	}
	for i := at + 1; i < len(s.Tokens) && i <= at+4; i++ {
		if r.book.Has("group-noun", s.Tokens[i].Norm) {
			if i+1 < len(s.Tokens) {
				next := &s.Tokens[i+1]
				if next.Tag == dateline.Noun && next.Norm != "'s" || r.book.Has("of-word", next.Norm) {
					continue
				}
			}
			return i + 1 - at
		}
		switch t := &s.Tokens[i]; {
		case t.Tag == dateline.Adjective || t.Tag == dateline.Noun || t.Norm == "-" || r.book.Has("group-adjective", t.Norm) || s.covered(i, i+1, "nationality"):
		default:
			return 0
		}
	}
	return 0
}
