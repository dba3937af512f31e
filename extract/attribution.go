package extract

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/attribution"
	"dateline/lang"
)

// Attributions lists the parts of what a text's statements attribute, in their order, as the
// rules find them and with the bounds that people mark: a source with what is said of it, a cue with its
// auxiliaries, a content with its "that". None for a language that the Reader does not know.
func (r *Reader) Attributions(text *lang.Text) []attribution.Part {
	report := r.open(text)
	if report == nil {
		return nil
	}
	for _, s := range Steps() {
		if s.Name == "cues" {
			break
		}
		s.Run(report)
	}
	var all []attribution.Part
	for _, st := range report.statements {
		for _, clause := range append([]*statement{st}, st.again...) {
			all = append(all, report.partsOf(clause)...)
		}
	}
	slices.SortFunc(all, func(a, b attribution.Part) int {
		return cmp.Or(a.From-b.From, a.To-b.To, int(a.Kind)-int(b.Kind))
	})
	return slices.Compact(all)
}

// partsOf gives the parts of one clause.
func (r *report) partsOf(st *statement) (all []attribution.Part) {
	s := r.sentences[st.sentence]
	add := func(kind attribution.Kind, span dateline.Span) {
		if !span.IsZero() && span.Len() > 0 {
			all = append(all, attribution.Part{Span: span, Kind: kind})
		}
	}
	cue, source := st.cue, st.speaker
	if st.implied {
		source = [2]int{}
	}
	for cue[0] < cue[1] && cue[0] > source[1] && s.helps(cue[0]-1) {
		cue[0]--
	}
	for cue[0] < cue[1] && source[0] >= cue[1] && cue[0] > 0 && s.Tokens[cue[0]-1].Tag == dateline.Adverb {
		cue[0]--
	}
	if source[0] < source[1] && source[0] == cue[0] && source[1] == cue[1] {
		source = [2]int{}
	}
	switch {
	case source[0] >= source[1]:
	case cue[0] > source[1] && (s.Tokens[source[1]].Kind == dateline.MarkToken || s.Tokens[source[1]].Tag == dateline.Pronoun || s.Tokens[source[1]].Tag == dateline.Preposition):
		source[1] = cue[0] // "the pilot, who had been there,"
	case cue[1] <= source[0] && source[1]+1 < len(s.Tokens) && s.Tokens[source[1]].Norm == ",":
		if f, ok := s.apposition(source[1]+1, len(s.Tokens)); ok {
			source[1] = f.Last
		}
	}
	add(attribution.Source, s.at(source[0], source[1]))
	add(attribution.Cue, s.at(cue[0], cue[1]))
	for _, piece := range r.piecesOf(s, st) {
		add(attribution.Content, piece)
	}
	return all
}

// helps tells whether a token goes with the verb after it.
func (s *sentence) helps(i int) bool {
	switch s.Tokens[i].Tag {
	case dateline.Auxiliary, dateline.Adverb, dateline.Particle:
		return s.Tokens[i].Norm != "'s"
	}
	return false
}

// piecesOf gives what a clause says, before it and after it.
func (r *report) piecesOf(s *sentence, st *statement) []dateline.Span {
	content := st.own
	if content.IsZero() {
		return nil
	}
	clause := s.at(min(st.first, st.speaker[0]), st.last)
	var before, after dateline.Span
	switch {
	case content.To <= clause.From:
		before = content
	case content.From >= s.at(st.cue[0], st.cue[1]).To || content.From >= clause.From:
		after = content
	default:
		before, after = dateline.Span{From: content.From, To: clause.From}, dateline.Span{From: clause.To, To: max(clause.To, content.To)}
	}
	var all []dateline.Span
	if before.Len() > 0 {
		before = trimmed(r.doc.Text, before)
		if c := r.doc.Text[before.To-1]; c == ',' || c == ':' {
			before.To-- // a comma within quotation marks stays
		}
		all = append(all, trimmed(r.doc.Text, before))
	}
	if after.Len() > 0 {
		if before.Len() > 0 {
			after.From = max(after.From, s.resumes(r.skipAttribution(s, st.last, true), st.direct && after.To > s.span.To))
		} else if at := s.tokenAt(after.From); at > 0 && r.book.Longest("that", s.Tokens[at-1:]) == 1 {
			after.From = s.Tokens[at-1].From
		}
		if n := len(s.Tokens); before.Len() > 0 && s.Tokens[n-1].Norm == "." && after.To == s.Tokens[n-1].To {
			after.To = s.Tokens[n-1].From
		}
		if after.From < after.To {
			all = append(all, trimmed(r.doc.Text, after))
		}
	}
	return all
}

// resumes gives where what is said goes on after a clause that interrupts it and ends at a token: with
// the quotation, if one begins there or later; quoted tells that it is nothing but quotation.
func (s *sentence) resumes(at int, quoted bool) int {
	for i := at; i < len(s.Tokens); i++ {
		if s.Tokens[i].Norm == `"` {
			return s.Tokens[i].From
		}
	}
	for at < len(s.Tokens) && s.Tokens[at].Kind == dateline.MarkToken {
		at++
	}
	if quoted { // in the sentences after this one
		return s.span.To
	}
	if at >= len(s.Tokens) {
		return s.span.To
	}
	return s.Tokens[at].From
}

// tokenAt gives the token of the sentence that begins at an offset; -1 if none does.
func (s *sentence) tokenAt(offset int) int {
	return slices.IndexFunc(s.Tokens, func(t dateline.Token) bool { return t.From == offset })
}

// trimmed gives a span of a text without the blanks at its ends.
func trimmed(text string, span dateline.Span) dateline.Span {
	blank := func(c byte) bool { return c == ' ' || c == '\n' }
	for span.From < span.To && blank(text[span.From]) {
		span.From++
	}
	for span.From < span.To && blank(text[span.To-1]) {
		span.To--
	}
	return span
}
