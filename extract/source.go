package extract

import "dateline"

// speakerOf gives the statement that tells a figure; nil for the report's own voice.
// Who speaks in the figure's own part of its sentence counts first, then whoever
// spoke last in the paragraph before it.
func (r *report) speakerOf(c *casualty) *statement {
	s := r.sentences[c.sentence]
	for _, parted := range []bool{false, true} { // "..., police said; nobody was hurt" is police's too
		sp, speaks := r.spokeNear(s, c, parted)
		if sp != nil {
			return r.tellingOf(sp, c)
		}
		if speaks {
			return nil
		}
	}
	if r.timeOf(s, c.segment, c.first) != nil {
		return nil // told anew: "In 2019, nine conscripts died"
	}
	for i := s.index - 1; i >= 0 && i >= s.index-2 && r.sentences[i].paragraph == s.paragraph; i-- {
		for j := len(r.spoke) - 1; j >= 0; j-- {
			if sp := &r.spoke[j]; sp.sentence == i {
				if !sp.tells() {
					return nil
				}
				return r.tellingOf(sp, c)
			}
		}
	}
	for _, st := range r.statements {
		if st.tells() && st.content.Contains(c.Span) && r.sentences[st.sentence].paragraph == s.paragraph {
			return st
		}
	}
	return nil
}

// spokeNear gives who tells a figure in its part of the sentence, or before a semicolon,
// nearest to it, and whether anybody speaks there.
func (r *report) spokeNear(s *sentence, c *casualty, parted bool) (best *spoken, speaks bool) {
	nearest := 0
	for i := range r.spoke {
		sp := &r.spoke[i]
		if sp.sentence != s.index || s.parted(sp.first, c.numberFirst) != parted || parted && sp.first > c.numberFirst {
			continue
		}
		speaks = true
		gap := gapBetween(sp.first, sp.last, c.numberFirst, c.numberLast)
		passed := best != nil && gap == nearest && sp.first == best.first // the one before it only passes on
		if sp.tells() && (best == nil || gap < nearest || passed) {
			best, nearest = sp, gap
		}
	}
	return best, speaks
}

// tellingOf gives the statement of one who spoke that a figure stands in: rather one
// that holds its words, and that tells what happened.
func (r *report) tellingOf(sp *spoken, c *casualty) *statement {
	var best *statement
	rank := func(st *statement) int {
		n := 0
		if st.tells() {
			n += 2
		}
		if st.content.Contains(c.Span) {
			n++
		}
		return n
	}
	for _, st := range r.statements {
		if st.who == sp.who && (best == nil || rank(st) > rank(best)) {
			best = st
		}
	}
	return best
}

func (st *statement) tells() bool { return st.act == dateline.Reports || st.act == dateline.Confirms }
func (sp *spoken) tells() bool    { return sp.act == dateline.Reports || sp.act == dateline.Confirms }

// parted tells whether a semicolon stands between two tokens.
func (s *sentence) parted(a, b int) bool {
	for i := min(a, b); i < max(a, b) && i < len(s.Tokens); i++ {
		if s.Tokens[i].Norm == ";" {
			return true
		}
	}
	return false
}
