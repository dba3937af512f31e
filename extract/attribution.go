package extract

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/attribution"
	"dateline/lang"
)

// Attributions lists the parts of what a text's statements attribute, in their order, as the
// rules find them; none for a language that the Reader does not know.
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
	add := func(kind attribution.Kind, span dateline.Span) {
		if !span.IsZero() {
			all = append(all, attribution.Part{Span: span, Kind: kind})
		}
	}
	for _, st := range report.statements {
		for _, clause := range append([]*statement{st}, st.again...) {
			s := report.sentences[clause.sentence]
			if !clause.implied {
				add(attribution.Source, s.at(clause.speaker[0], clause.speaker[1]))
			}
			add(attribution.Cue, s.at(clause.cue[0], clause.cue[1]))
			add(attribution.Content, clause.content)
		}
	}
	slices.SortFunc(all, func(a, b attribution.Part) int {
		return cmp.Or(a.From-b.From, a.To-b.To, int(a.Kind)-int(b.Kind))
	})
	return slices.Compact(all)
}
