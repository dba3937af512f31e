package extract

import "dateline"

// readContent finds what is said: after the clause, before it, or on both sides.
func (r *report) readContent(s *sentence, st *statement, side string) {
	first, last := st.last, len(s.Tokens)
	rest := r.skipAttribution(s, st.last, st.first > 0)
	ends := rest >= len(s.Tokens) || s.Tokens[rest].Kind == dateline.MarkToken && s.Tokens[rest].Norm != ":" && s.Tokens[rest].Norm != `"`
	switch {
	case side == "after":
	case rest < len(s.Tokens) && s.Tokens[rest].Tag == dateline.Subordinate:
		first = rest // "said on Monday that"
	case st.first <= 1, side != "before" && !ends:
	default:
		first, last = 0, st.first
		if rest+5 < len(s.Tokens) && s.Tokens[rest].Norm == "," && s.Tokens[rest+1].Tag != dateline.VerbIng {
			last = len(s.Tokens)
		}
	}
	for i := first; i < last; i++ { // a semicolon ends it
		if s.Tokens[i].Norm == ";" {
			if i >= st.last {
				last = i
			} else {
				first = i + 1
			}
		}
	}
	for first < last && s.Tokens[last-1].Kind == dateline.MarkToken && s.Tokens[last-1].Norm != `"` {
		last--
	}
	for first < last && (s.Tokens[first].Kind == dateline.MarkToken && s.Tokens[first].Norm != `"` || s.Tokens[first].Tag == dateline.Subordinate && r.book.Longest("that", s.Tokens[first:]) > 0) {
		first++
	}
	if first >= last {
		return
	}
	st.content = s.at(first, last)
	for i := first; i < last; i++ {
		if s.Tokens[i].Norm == `"` {
			st.direct = true
		}
	}
}

// skipAttribution passes over what says when and where somebody spoke.
func (r *report) skipAttribution(s *sentence, at int, phrases bool) int {
	for at < len(s.Tokens) {
		next := at
		for _, f := range s.Found() {
			if f.First == at && f.Kind == "time" {
				next = max(next, f.Last)
			}
			if phrases && f.First == at+1 && f.Kind == "phrase" && s.Tokens[at].Tag == dateline.Preposition {
				next = max(next, f.Last)
			}
		}
		if next == at && at+1 < len(s.Tokens) && (s.Tokens[at].Tag == dateline.Adverb || r.book.Has("on-word", s.Tokens[at].Norm)) {
			next = at + 1
		}
		if next == at {
			break
		}
		at = next
	}
	return at
}

// extendQuote takes in the sentences of the same quotation: those before, where
// it closes in this one, and those after that are nothing but quotation.
func (r *report) extendQuote(s *sentence, st *statement) {
	if !st.direct || st.content.IsZero() {
		return
	}
	marks := 0
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Norm == `"` && t.From >= st.content.From && t.To <= st.content.To {
			marks++
		}
	}
	if marks%2 == 1 && st.content.From < s.Tokens[st.first].From {
		for i := s.index - 1; i >= 0 && r.sentences[i].paragraph == s.paragraph && s.index-i < 6; i-- {
			if o := r.sentences[i]; o.quotes() > 0 {
				st.content.From = o.span.From
				break
			}
		}
	}
	open := s.quotes()%2 == 1 && st.content.From > s.Tokens[st.first].From
	for i := s.index + 1; i < len(r.sentences) && r.sentences[i].paragraph == s.paragraph; i++ {
		o := r.sentences[i]
		if n := o.quotes(); !open && (n == 0 || o.Tokens[0].Norm != `"`) || r.speaks(o) {
			break
		} else if n%2 == 1 {
			open = !open
		}
		st.content.To = o.span.To
		if last := &o.Tokens[len(o.Tokens)-1]; last.Norm == "." {
			st.content.To = last.From
		}
	}
}

// quotes counts the quotation marks of a sentence.
func (s *sentence) quotes() int {
	n := 0
	for i := range s.Tokens {
		if s.Tokens[i].Norm == `"` {
			n++
		}
	}
	return n
}

// speaks tells whether a sentence has a statement of its own.
func (r *report) speaks(s *sentence) bool {
	won, _ := r.statement.Find(s.Sentence)
	for _, m := range won {
		if m.Rule.Kind == "statement" {
			return true
		}
	}
	return false
}

// unquote leaves out statements within another's quotation: who is quoted does
// what the quotation does ("we condemn").
func (s *sentence) unquote(here []*statement) []*statement {
	var out []*statement
next:
	for _, st := range here {
		marks := 0
		for i := 0; i < st.first; i++ {
			if s.Tokens[i].Norm == `"` {
				marks++
			}
		}
		for _, o := range here {
			if marks%2 == 1 && o != st && o.who != st.who && o.content.Contains(s.at(st.first, st.first+1)) && st.act != dateline.ClaimsResponsibility {
				if o.act == dateline.Reports {
					o.act = st.act
				}
				continue next
			}
		}
		out = append(out, st)
	}
	return out
}
