package extract

import (
	"dateline"
	"dateline/rule"
)

// passedOn tells whether a match is but what the statement before it says: "officials
// said police believed". A denial in a spokesman's mouth is his act.
func (r *report) passedOn(s *sentence, before *statement, m *rule.Match) bool {
	if m.First < before.last || m.First-before.last > 1 || before.act != dateline.Reports && before.act != dateline.Assesses {
		return false
	}
	switch act := dateline.Act(m.Literal("act")); act {
	case dateline.Assesses:
		return m.First == before.last || s.Tokens[before.last].Norm != "," // "by the paper, the mayor thinks"
	case dateline.Denies, dateline.ClaimsResponsibility:
		who, ok := m.Value("speaker")
		if !ok || m.Literal("bare") == "" && r.book.Longest("the-group", s.Tokens[who.First:who.Last]) != who.Last-who.First {
			return false
		}
		before.act = act
		return true
	}
	return false
}

// passes tells whether what a statement says is what another says or does: it begins with
// the other's clause ("officials said the mayor had warned them") or follows it ("the mayor
// had warned them, officials said").
func (s *sentence) passes(st, other *statement) bool {
	if st.who == other.who || st.implied || other.implied || !st.content.Contains(s.at(other.first, other.first+1)) {
		return false
	}
	return st.first >= other.last || st.content.From == s.Tokens[other.first].From || other.first > st.last && st.content.From == s.Tokens[other.first-1].From
}

// passOn notes the statements that stand within what another speaker says.
func (r *report) passOn() {
	for _, st := range r.statements {
		if st.via != nil || st.implied {
			continue
		}
		s := r.sentences[st.sentence]
		clause := s.at(st.speaker[0], st.speaker[1])
		for _, o := range r.statements {
			if o.who != st.who && o.sentence == st.sentence && o.via == nil && o.content.Contains(clause) && (st.act == dateline.ClaimsResponsibility || s.passes(o, st)) {
				st.via = o
			}
		}
	}
}

// partContents ends what one says where the next one's clause begins, unless the one says what the other does.
func (r *report) partContents(s *sentence, here []*statement) {
	for i, st := range here {
		for _, o := range here[i+1:] { // "told the paper that police had come": the second says nothing of the first
			if s.passes(st, o) && o.first >= st.last && o.content.Contains(s.at(st.first, st.first+1)) {
				o.content, o.direct = dateline.Span{}, false
			}
		}
		if i+1 < len(here) && !s.passes(st, here[i+1]) {
			next := here[i+1].first
			if at := s.Tokens[next].From; st.content.From < at && st.content.To > at && next > st.last && here[i+1].speaker != st.speaker {
				for next > st.last && (s.Tokens[next-1].Kind == dateline.MarkToken || s.Tokens[next-1].Tag == dateline.Conjunction || s.Tokens[next-1].Tag == dateline.Subordinate) {
					next--
				}
				if st.content.To = s.Tokens[max(next-1, 0)].To; st.content.To <= st.content.From {
					st.content = dateline.Span{} // the next speaker's clause begins where it would
				}
			}
		}
	}
}
