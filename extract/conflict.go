package extract

import "dateline"

// noteConflict notes the first figure of an event that an earlier one, of another
// source, excludes. The report's own voice excludes nothing: it goes on to parts. Parts, attackers, and counts that take in earlier ones exclude nothing.
func (r *report) noteConflict(e *event, figures []*casualty) {
	counts := func(c *casualty) bool { return !c.part && !c.bare && !c.own && !c.Attackers && c.Low > 0 }
	for j, c := range figures {
		if !counts(c) || c.Running || c.Statement == "" {
			continue
		}
		for _, o := range figures[:j] {
			if counts(o) && o.Harm == c.Harm && o.Statement != c.Statement && excludes(o.Casualty, c.Casualty) && !r.addsUp(o, c) {
				r.gap(dateline.GapFigureConflict, "events."+e.id+".casualties", c.Words)
				return
			}
		}
	}
}

// excludes tells whether two counts can't both be so.
func excludes(a, b dateline.Casualty) bool {
	return a.High != dateline.Open && a.High < b.Low || b.High != dateline.Open && b.High < a.Low
}

// addsUp tells whether two counts are of one sentence: then they are of different people.
func (r *report) addsUp(a, b *casualty) bool { return a.sentence == b.sentence }
