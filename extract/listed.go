package extract

import (
	"slices"
	"strings"

	"dateline"
	"dateline/rule"
)

// nameWords are the words of a sentence as names are folded, with their texts and
// tokens; marks are left out.
type nameWords struct {
	words, texts []string
	tokens       []int
	last         []int // where a word of several tokens ends; nil if none is
	begin        []int // the token at which a name may begin within a word of several; nil if none is
}

func (s *sentence) nameWords() *nameWords {
	n := len(s.Tokens)
	w := &nameWords{words: make([]string, 0, n), texts: make([]string, 0, n), tokens: make([]int, 0, n)}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind == dateline.MarkToken {
			// a mark other than a hyphen or a dot ends a name
			if t.Norm != "-" {
				end := "\x00"
				if t.Norm == `"` {
					end = t.Norm
				}
				w.words, w.texts, w.tokens = append(w.words, end), append(w.texts, ""), append(w.tokens, i)
			}
			continue
		}
		norm := t.Norm
		if strings.ContainsAny(norm, "'.") {
			if norm != "'s" {
				norm = strings.ReplaceAll(strings.ReplaceAll(norm, "'", ""), ".", "")
			}
		}
		w.words, w.texts, w.tokens = append(w.words, norm), append(w.texts, ""), append(w.tokens, i)
	}
	return w
}

// span gives the tokens of n words from word i.
func (w *nameWords) span(i, n int) (first, last int) {
	if w.last != nil {
		return w.tokens[i], w.last[i+n-1]
	}
	return w.tokens[i], w.tokens[i+n-1] + 1
}

// nameable tells whether a name may begin with this token.
func nameable(t *dateline.Token) bool {
	return t.Kind == dateline.WordToken && (t.Upper || !hasCase(t.Norm)) || t.Kind == dateline.NumberToken
}

// possessive is w with each "'s" drawn to the word before it, as in "Lord's
// Resistance Army"; ok is false if there is none. joined tells which words took one.
func (w *nameWords) possessive() (out *nameWords, joined []bool, ok bool) {
	if !slices.Contains(w.words, "'s") {
		return nil, nil, false
	}
	out = &nameWords{}
	for i, word := range w.words {
		if n := len(out.words); word == "'s" && n > 0 {
			out.words[n-1] += "s"
			out.texts[n-1] += "'s"
			joined[n-1], ok = true, true
			out.last[n-1] = w.tokens[i] + 1
			continue
		}
		out.words, out.texts, out.tokens = append(out.words, word), append(out.texts, w.texts[i]), append(out.tokens, w.tokens[i])
		out.last, joined = append(out.last, w.tokens[i]+1), append(joined, false)
	}
	return out, joined, ok
}

// unquoted is w without the quotation marks that open within it, as in: the movement
// "Red Lantern"; ok is false if there are none. within tells before which words one stood.
func (w *nameWords) unquoted() (out *nameWords, within []bool, ok bool) {
	out = &nameWords{}
	opens := false
	for i, word := range w.words {
		if word == `"` {
			opens, ok = true, true
			continue
		}
		out.words, out.texts, out.tokens = append(out.words, word), append(out.texts, w.texts[i]), append(out.tokens, w.tokens[i])
		out.begin, out.last = append(out.begin, w.begin[i]), append(out.last, w.last[i])
		within, opens = append(within, opens), false
	}
	return out, within, ok
}

// rejoined is w with the short words that are written together with the next ("for", "and" in
// some scripts) drawn to it again, as lists of names have them; ok is false if there are none.
// joined tells which words took some.
func (s *sentence) rejoined(text string, w *nameWords) (out *nameWords, joined []bool, ok bool) {
	out = &nameWords{}
	for k := 0; k < len(w.words); k++ {
		first := k
		for k+1 < len(w.words) && s.clings(w.tokens[k], w.tokens[k+1]) {
			k++
		}
		at := w.tokens[k]
		word, shown := w.words[k], w.texts[k]
		if k > first {
			shown = text[s.Tokens[w.tokens[first]].From:s.Tokens[at].To]
			word, ok = dateline.Fold(shown), true
		}
		out.words, out.texts, out.tokens = append(out.words, word), append(out.texts, shown), append(out.tokens, w.tokens[first])
		out.begin, out.last, joined = append(out.begin, at), append(out.last, at+1), append(joined, k > first)
	}
	return out, joined, ok
}

// clings tells whether a word is written together with the next token, and both are words without case.
func (s *sentence) clings(i, next int) bool {
	a, b := &s.Tokens[i], &s.Tokens[next]
	return next == i+1 && a.Kind == dateline.WordToken && b.Kind == dateline.WordToken && a.To == b.From && !hasCase(a.Norm)
}

// findActors adds the names of the actor list.
func (r *report) findActors(s *sentence, w *nameWords) {
	for i := range w.words {
		w.texts[i] = r.doc.Text[s.Tokens[w.tokens[i]].From:s.Tokens[w.tokens[i]].To]
		if strings.Contains(w.texts[i], ".") {
			w.texts[i] = strings.ReplaceAll(w.texts[i], ".", "")
		}
	}
	if p, joined, ok := w.possessive(); ok {
		r.matchActors(s, p, func(i, n int) bool { return slices.Contains(joined[i:i+n-1], true) })
	}
	g, joined, ok := s.rejoined(r.doc.Text, w)
	if q, within, quoted := g.unquoted(); quoted {
		r.matchActors(s, q, func(i, n int) bool { return slices.Contains(within[i+1:i+n], true) })
	}
	if ok {
		r.matchActors(s, g, func(i, n int) bool { return slices.Contains(joined[i+1:i+n], true) })
	}
	r.matchActors(s, w, func(i, n int) bool { return true })
}

// matchActors adds the names of the list among words, but for those of n words from
// i that are not wanted or that share a token with one found before.
func (r *report) matchActors(s *sentence, w *nameWords, wanted func(i, n int) bool) {
	for i := 0; i < len(w.words); {
		t := &s.Tokens[w.tokens[i]]
		if !nameable(t) && t.Norm != "al" && t.Norm != "the" {
			i++
			continue
		}
		n, found := r.reader.actors.Match(w.words[i:], w.texts[i:])
		begin := w.tokens[i]
		if w.begin != nil && w.begin[i] != begin && n == 0 {
			begin = w.begin[i]
			words := append([]string{s.Tokens[begin].Norm}, w.words[i+1:min(len(w.words), i+14)]...)
			n, found = r.reader.actors.Match(words, w.texts[i:])
		}
		if n == 0 || !s.anyUpper(w, i, n) || !wanted(i, n) {
			i++
			continue
		}
		first, last := w.span(i, n)
		if first = max(first, begin); s.covered(first, last, "actor") || s.hyphened(first, last) {
			i++
			continue
		}
		a := r.listedActor(found, r.words(s, first, last))
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
