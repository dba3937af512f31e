package extract

import (
	"dateline"
	"dateline/rule"
)

// readForecasts gives each statement of a sentence what it says may come. One who
// says that something may come warns, unless of a toll or of what is unlikely.
func (r *report) readForecasts(s *sentence, here []*statement) {
	if len(here) == 0 {
		return
	}
	won, _ := r.forecast.Find(s.Sentence)
	for i := range won {
		m := &won[i]
		st := forecaster(s, here, m)
		words, worded := m.Value("words")
		if st == nil || st.forecast != nil && (st.forecast.Words != "" || !worded) {
			continue // what is said with a word of probability goes before what is warned of
		}
		warns := st.act == dateline.Warns || st.act == dateline.Assesses
		if !warns && (st.act != dateline.Reports || m.Literal("sure") == "") {
			continue
		}
		what, ok := m.Value("what")
		if !ok {
			continue
		}
		f := &dateline.Forecast{}
		if worded {
			f.Words = r.words(s, words.First, words.Last).Text
		}
		first, last := what.First, s.clauseEnd(r, what.Last)
		if worded && words.First >= what.Last {
			last = what.Last
		}
		f.What = r.words(s, first, last).Text
		f.By = r.horizon(s, m.First, max(last, m.Last))
		if who, ok := m.Value("who"); ok {
			f.Actor = r.forecastActor(s, who.First, who.Last)
		}
		if f.Actor == "" { // "the group" in quotation marks, right before
			f.Actor = r.forecastActor(s, max(m.First-5, 0), what.First)
		}
		st.doer = doer{sentence: s.index, first: max(what.First-2, 0), last: what.First}
		if who, ok := m.Value("who"); ok {
			st.doer = doer{sentence: s.index, first: who.First, last: who.Last}
		}
		st.forecast = f
		if m.Literal("act") == string(dateline.Warns) || !r.holds("unlikely", s, m.First, m.Last) && !r.holds("toll", s, m.First, last) {
			st.act = dateline.Warns
		}
	}
}

// readQuotedForecasts gives a statement what may come by the other sentences of its
// quotation: those before and after the one in which the speaker is named.
func (r *report) readQuotedForecasts(st *statement) {
	if st.forecast != nil || !st.direct {
		return
	}
	own := r.sentences[st.sentence]
	for i := max(st.sentence-5, 0); i < len(r.sentences) && i <= st.sentence+8; i++ {
		if s := r.sentences[i]; s.paragraph == own.paragraph && s != own && st.content.Contains(s.at(0, max(len(s.Tokens)-1, 1))) {
			quoted := *st
			quoted.first, quoted.last = 0, 0
			if r.readForecasts(s, []*statement{&quoted}); quoted.forecast != nil {
				for _, o := range st.who.said {
					if o != st && o.act == quoted.act { // one statement a speaker and act
						quoted.act = st.act
					}
				}
				st.forecast, st.act = quoted.forecast, quoted.act
				return
			}
		}
	}
}

// forecaster gives the statement whose content or clause a forecast stands in: the
// nearest before it.
func forecaster(s *sentence, here []*statement, m *rule.Match) *statement {
	span := s.at(m.First, m.Last)
	var best *statement
	for _, st := range here {
		if st.content.Overlaps(span) || m.First < st.last && st.first < m.Last {
			if best == nil || st.first <= m.First {
				best = st
			}
		}
	}
	return best
}

// clauseEnd gives where the clause ends that goes on at a token.
func (s *sentence) clauseEnd(r *report, at int) int {
	for limit := at + 14; at < len(s.Tokens) && at < limit; at++ {
		t := &s.Tokens[at]
		if t.Tag == dateline.Conjunction && at+1 < len(s.Tokens) {
			switch s.Tokens[at+1].Tag {
			case dateline.Noun, dateline.ProperNoun, dateline.Adjective:
				continue // joins two nouns, not two clauses
			}
		}
		if t.Norm == `"` && at+1 < len(s.Tokens) && s.Tokens[at+1].Tag == dateline.Preposition {
			continue // a quotation that goes on in the same clause
		}
		if t.Kind == dateline.MarkToken && t.Norm != "-" && t.Norm != "'" || t.Tag == dateline.Subordinate || r.book.Has("clause-end", t.Norm) {
			break
		}
	}
	return at
}

// holds tells whether a word of a set stands in tokens [first, last).
func (r *report) holds(set string, s *sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if r.book.Longest(set, s.Tokens[i:last]) > 0 {
			return true
		}
	}
	return false
}

// horizon gives the time up to which a forecast of tokens [first, last) reaches; nil
// if it is open.
func (r *report) horizon(s *sentence, first, last int) *dateline.Time {
	day, known := r.doc.Published.Day()
	times := r.timesOf(s)
	for i := range times {
		t := &times[i]
		if t.first < first || t.first > last+3 {
			continue
		}
		before := t.first > 0 && r.book.Has("horizon", s.Tokens[t.first-1].Norm) || r.book.Has("horizon", s.Tokens[t.first].Norm) ||
			t.first > 1 && r.book.Has("horizon", s.Tokens[t.first-2].Norm)
		during := t.first > 0 && r.book.Has("horizon-in", s.Tokens[t.first-1].Norm)
		if !t.ahead && !before && !during {
			continue
		}
		by := t.time
		if during && known && by.Resolved() && by.Start.At.After(day) {
			return &by
		}
		if (before || during) && known && by.Resolved() && t.form != "within" {
			end := by.Start
			if !end.At.After(day) {
				end = by.End
			}
			by.Start, by.End = dateline.Moment{At: day}, end
			if !end.At.After(day) {
				by.Start, by.End = dateline.Moment{}, dateline.Moment{}
			}
		}
		return &by
	}
	return nil
}

// A doer is where the words stand for those who a forecast says may act.
type doer struct{ sentence, first, last int }

// forecastGroups gives forecasts the armed group that their words speak of without its
// name. It reads armed-group.
func (r *report) forecastGroups() {
	for _, st := range r.statements {
		if st.forecast == nil || st.forecast.Actor != "" {
			continue
		}
		s, first, last := r.sentences[st.doer.sentence], st.doer.first, st.doer.last
		for _, f := range s.within("armed-group", first, last) {
			if f.Sort == byName || f.Sort == byGroup {
				st.forecast.Actor = r.use(f.ID)
			}
		}
		if st.forecast.Actor == "" && first < last && r.book.Longest("the-group", s.Tokens[first:last]) == last-first {
			if sp := r.groupBefore(s, first, last); sp != nil {
				st.forecast.Actor = r.use(sp.body)
			}
		}
	}
}

// forecastActor gives the id of the actor who may act, named in tokens [first, last); ""
// for none.
func (r *report) forecastActor(s *sentence, first, last int) string {
	if a := r.actorWithin(s, first, last, "armed-group", "state-force"); a >= 0 {
		return r.use(a)
	}
	return ""
}
