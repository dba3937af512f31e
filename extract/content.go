package extract

import "dateline"

// readContent finds what is said: after the clause, before it, or on both sides.
func (r *report) readContent(s *sentence, st *statement, side string) {
	begin, told := r.contentStart(s, st)
	first, last := begin, len(s.Tokens)
	rest := r.skipAttribution(s, st.last, st.first > 0)
	ends := rest >= len(s.Tokens) || st.first > 1 && r.book.Has("relative-word", s.Tokens[rest].Norm) || s.Tokens[rest].Kind == dateline.MarkToken && s.Tokens[rest].Norm != ":" && s.Tokens[rest].Norm != `"`
	switch {
	case side == "after" && s.quotedBefore(st.first): // "we saw", he said, "that"
		first = 0
	case side == "after":
	case told: // "said in a letter to the paper that"
	case rest < len(s.Tokens) && s.Tokens[rest].Tag == dateline.Subordinate:
		first = rest // "said on Monday that"
	case st.first <= 1, side != "before" && !ends:
	default:
		first, last = 0, st.first
		if least := 5; rest < len(s.Tokens) && s.Tokens[rest].Norm == "," {
			if !s.saysSomething(0, st.first) {
				least = 2 // "the toll, she said, may rise"
			}
			if rest+least < len(s.Tokens) && s.Tokens[rest+1].Tag != dateline.VerbIng {
				last = len(s.Tokens)
			}
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
		if s.Tokens[i].Norm == `"` && (i < st.first || i >= st.last) {
			st.direct = true
		}
	}
}

// contentStart gives where what is said begins if it stands after the clause: with the one who is
// accused, after a "that" within the clause or soon after it (told tells so), else where the clause ends.
func (r *report) contentStart(s *sentence, st *statement) (start int, told bool) {
	start = st.last
	if st.accused[0] < st.accused[1] && st.accused[0] >= st.cue[1] && st.act == dateline.Blames {
		return st.accused[0], false
	}
	for i := st.cue[0]; i < st.cue[1] && st.act != dateline.Denies; i++ {
		if n := r.book.Longest("that", s.Tokens[i:]); n > 0 && i > st.cue[0] {
			return min(i+n, st.last), true
		}
	}
	const soon = 14 // tokens
	if st.last < len(s.Tokens) && s.Tokens[st.last].Tag == dateline.Preposition && st.act != dateline.Denies {
		for i := st.last; i < min(st.last+soon, len(s.Tokens)); i++ {
			switch t := &s.Tokens[i]; {
			case finite(t.Tag), t.Kind == dateline.MarkToken && t.Norm != "-":
				return start, false
			case i > st.last+1 && s.Tokens[i-1].Tag != dateline.Preposition && r.book.Longest("that", s.Tokens[i:]) > 0:
				return i + 1, true
			}
		}
	}
	if start < len(s.Tokens) && r.book.Has("saying", s.Tokens[start].Norm) {
		return start + 1, false // "put out a statement [saying]"
	}
	for start > st.cue[0]+1 && start == st.cue[1] && s.Tokens[start-1].Tag == dateline.Determiner && st.act != dateline.Denies {
		start-- // "put [the] dead at nine"
	}
	return start, false
}

// quotedBefore tells whether the sentence begins with a quotation that ends right before a token.
func (s *sentence) quotedBefore(at int) bool {
	end := at
	for end > 0 && s.Tokens[end-1].Norm == "," {
		end--
	}
	return end > 1 && s.Tokens[end-1].Norm == `"` && s.Tokens[0].Norm == `"` && at < len(s.Tokens)
}

func finite(tag dateline.Tag) bool {
	return tag == dateline.VerbPast || tag == dateline.VerbNow || tag == dateline.Auxiliary
}

// saysSomething tells whether tokens [first, last) hold a verb of their own, or quotation marks.
func (s *sentence) saysSomething(first, last int) bool {
	for i := first; i < last; i++ {
		if finite(s.Tokens[i].Tag) || s.Tokens[i].Norm == `"` {
			return true
		}
	}
	return false
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

// extendOver takes in the paragraphs beside that go on with the same quotation: those before, whose
// mark is not closed at their end, and the one after, which is nothing but quotation.
func (r *report) extendOver(s *sentence, st *statement) {
	if !st.direct || st.content.IsZero() || r.headFirst {
		return
	}
	first := s.index
	for first > 0 && r.sentences[first-1].paragraph == s.paragraph {
		first--
	}
	for first > 0 && st.content.From == r.sentences[first].span.From {
		from := first - 1
		for from > 0 && r.sentences[from-1].paragraph == r.sentences[first-1].paragraph {
			from--
		}
		marks := 0
		for _, o := range r.sentences[from:first] {
			marks += o.quotes()
		}
		if marks%2 == 0 || r.sentences[from].Tokens[0].Norm != `"` || !r.sentences[from].told() {
			break
		}
		st.content.From, first = r.sentences[from].span.From, from
	}
	next := s.index + 1
	for next < len(r.sentences) && r.sentences[next].paragraph == s.paragraph {
		if !st.content.Contains(dateline.Span{From: r.sentences[next].span.From, To: r.sentences[next].span.From}) {
			return
		}
		next++
	}
	for next < len(r.sentences) && r.sentences[next].told() && r.sentences[next].Tokens[0].Norm == `"` {
		to, marks := next, 0
		for to < len(r.sentences) && r.sentences[to].paragraph == r.sentences[next].paragraph {
			if r.speaks(r.sentences[to]) {
				return
			}
			marks += r.sentences[to].quotes()
			to++
		}
		last := r.sentences[to-1]
		if closed := last.Tokens[len(last.Tokens)-1].Norm == `"`; marks > 2 || closed != (marks == 2) {
			return
		}
		st.content.To, next = last.span.To, to
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
