package extract

import (
	"cmp"
	"slices"

	"dateline/rule"
)

// implied gives the one who goes on where a verb of speech, at a token, names nobody: the
// last who spoke, and whom the form of the verb allows. Nil if nobody has spoken lately.
func (r *report) implied(s *sentence, at int) *speaker {
	verb := s.Tokens[at].Norm
	she, they := r.book.Has("she-says", verb), r.book.Has("they-say", verb)
	for i := len(r.spoke) - 1; i >= 0 && r.spoke[i].sentence >= s.index-4; i-- {
		sp := r.spoke[i].who
		if r.spoke[i].sentence == s.index && r.spoke[i].first >= at || sp.head != "" && (she != r.book.Has("she", sp.head) || they != r.book.Has("they", sp.head)) {
			continue
		}
		return sp
	}
	return r.begunWith(s, she, they)
}

// begunWith gives the one with whom the sentence before began, where the form of a verb that
// names nobody allows it; nil if nobody is.
func (r *report) begunWith(s *sentence, she, they bool) *speaker {
	if s.index == 0 {
		return nil
	}
	o := r.sentences[s.index-1]
	if !o.told() || s.paragraph > o.paragraph+1 {
		return nil
	}
	for _, f := range r.openers(o) {
		m := r.mentionAt(o, f.First, f.Last, min(f.Last+12, len(o.Tokens)))
		if f.Kind != "speaker" || m.head != "" && (she != r.book.Has("she", m.head) || they != r.book.Has("they", m.head)) {
			continue
		}
		for _, sp := range r.speakers {
			if r.same(sp, &m) {
				return sp
			}
		}
		return r.newSpeaker(m)
	}
	return nil
}

// antecedent gives the speaker that a word which names nobody points to, a human
// or a body, one or several; nil if none is near.
func (r *report) antecedent(s *sentence, at int, human, plural bool) *speaker {
	var best *speaker
	place := [2]int{-1, -1}
	for i := len(r.spoke) - 1; i >= 0 && r.spoke[i].sentence >= s.index-4; i-- {
		sp, where := r.spoke[i].who, [2]int{r.spoke[i].sentence, r.spoke[i].first}
		if where[0] > s.index || where[0] == s.index && where[1] >= at {
			continue
		}
		personal := r.personal(sp) || sp.one && !plural
		if plural || human == personal {
			best, place = sp, where
			break
		}
	}
	// one who begins a sentence since then
	for i := s.index; i >= max(s.index-2, place[0], 0); i-- {
		o := r.sentences[i]
		if i < s.index && o.paragraph != s.paragraph && i < s.index-1 || !o.told() {
			continue
		}
		for _, f := range r.openers(o) {
			if i == s.index && f.Last > at {
				continue
			}
			m := r.mentionAt(o, f.First, f.Last, min(f.Last+12, len(o.Tokens)))
			if [2]int{i, f.First} == place || human != (m.person >= 0) || !human && (m.body < 0 || f.Kind == "phrase" && m.head != "") && !r.speaksAsBody(o, f, &m) || i < place[0] {
				continue
			}
			if place[0] == i && place[1] >= 0 {
				continue
			}
			for _, sp := range r.speakers {
				if r.same(sp, &m) {
					return sp
				}
			}
			return r.newSpeaker(m)
		}
	}
	return best
}

// lastSpoke gives the last who spoke before a token, in its sentence or one of the two before it;
// nil if nobody did.
func (r *report) lastSpoke(s *sentence, at int) *speaker {
	for i := len(r.spoke) - 1; i >= 0 && r.spoke[i].sentence >= s.index-2; i-- {
		if o := r.spoke[i]; o.sentence < s.index || o.sentence == s.index && o.first < at {
			return o.who
		}
	}
	return nil
}

// openers gives the noun phrases with which a sentence begins, the longest first: what may stand
// before them is a small word or, where the verb comes first, a verb.
func (r *report) openers(s *sentence) []rule.Found {
	latest := 1
	if r.verbFirst {
		latest = 2
	}
	var all []rule.Found
	for _, f := range s.Found() {
		if f.First <= latest && (f.Kind == "group" || f.Kind == "phrase" || r.verbFirst && f.Kind == "speaker") {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b rule.Found) int { return cmp.Or(a.First-b.First, b.Last-a.Last) })
	return all
}

// speaksAsBody tells whether what a sentence begins with is a body that speaks, though no list
// knows it: "the union", "the charity".
func (r *report) speaksAsBody(s *sentence, f rule.Found, m *mention) bool {
	return m.head != "" && m.definite && r.book.Has("body-word", m.head) && s.covered(f.First, f.Last, "speaker")
}

// personal tells whether a speaker is one person.
func (r *report) personal(sp *speaker) bool {
	return sp.person >= 0 || r.book.Has("one-person", sp.head) || slices.ContainsFunc(sp.heads, func(head string) bool { return r.book.Has("one-person", head) })
}

// calledAnew gives the one whom a word for anybody of their kind means: "the officer", of a
// colonel who has been named; "the force", of the police. It is the last who spoke, or with whom the sentence
// before began; nil if nobody near can be meant.
func (r *report) calledAnew(s *sentence, m *mention) *speaker {
	if !m.definite || m.person >= 0 || len(m.heads) > 0 || len(m.words) != 1 {
		return nil
	}
	office := r.book.Has("office", m.head)
	human := office || r.book.Has("any-person", m.head)
	if !human && !r.book.Has("any-body", m.head) {
		return nil
	}
	sp := r.antecedent(s, m.first, human, false)
	if sp == nil || s.index-sp.sentence > 1 && !slices.ContainsFunc(r.spoke, func(o spoken) bool { return o.who == sp && s.index-o.sentence <= 1 && o.sentence <= s.index }) {
		return nil
	}
	if human != r.personal(sp) || office && sp.head != m.head && !slices.Contains(sp.heads, m.head) && !r.book.Has("any-person", m.head) {
		return nil
	}
	return sp
}

// profiledSpeaker gives the armed group that the whole report is about, as one who
// speaks; nil if it is about none.
func (r *report) profiledSpeaker() *speaker {
	a := r.profiled()
	for i := range r.names {
		if n := &r.names[i]; a >= 0 && n.actor == a {
			return r.groupSpeaker(n)
		}
	}
	return nil
}

// groupBefore gives the armed group that "the front" at tokens [at, last) can mean, or the
// body that this very sentence has named.
func (r *report) groupBefore(s *sentence, at, last int) *speaker {
	for i := len(r.names) - 1; i >= 0; i-- {
		n := &r.names[i]
		if n.sentence > s.index || n.sentence == s.index && n.first >= at {
			continue
		}
		switch kind := r.actors[n.actor].Kind; {
		case kind == "armed-group":
		case n.sentence == s.index && !r.book.Has("attackers", s.Tokens[last-1].Norm) && (kind == "organization" || kind == "international-body"):
		default:
			continue
		}
		if called := r.calledSo(s, at, last-at, n.actor); called != n.actor {
			for n.actor != called {
				i--
				n = &r.names[i]
			}
		}
		return r.groupSpeaker(n)
	}
	return nil
}

// groupSpeaker gives the group that a name names as one who speaks.
func (r *report) groupSpeaker(n *nameMention) *speaker {
	for _, sp := range r.speakers {
		if sp.person < 0 && sp.body == n.actor && sp.head == "" {
			return sp
		}
	}
	m := mention{sentence: n.sentence, first: n.first, last: n.last, person: -1, body: n.actor}
	m.describe(r, r.sentences[n.sentence])
	return r.newSpeaker(m)
}
