package extract

import "dateline"

// plannedDay gives the day for which the main event was planned or threatened, as title
// and lead tell it: "threatened to strike from May 31"; nil if they name none.
func (r *report) plannedDay(e *event) *dateline.Time {
	published, known := r.doc.Published.Day()
	if !known {
		return nil
	}
	for _, g := range e.triggers {
		s := r.sentences[g.sentence]
		if g.status != e.status || s.weight() < 2 {
			continue
		}
		times := r.timesOf(s)
		for i := range times {
			t := &times[i]
			if t.said || t.dayless() || !t.time.Resolved() || coarseness(t.time.Grain) > 0 || t.form == "span" || t.form == "within" ||
				t.first < g.last && g.first-t.last > 2 || r.triggerBetween(s, g.last, t.first) || r.segmentOf(s, t.first) != g.segment {
				continue
			}
			meant := t.time
			// a day of a month without its year is taken for one that has been; here it lies ahead
			if meant.Basis == dateline.FromPublished && published.Sub(meant.Start.At) > 180*day {
				meant.Start.At, meant.End.At = meant.Start.At.AddDate(1, 0, 0), meant.End.At.AddDate(1, 0, 0)
			}
			if meant.Start.At.After(published) {
				return &meant
			}
		}
	}
	return nil
}
