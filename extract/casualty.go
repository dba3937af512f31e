package extract

import (
	"strconv"

	"dateline"
	"dateline/rule"
)

// A casualty is one figure where it stands.
type casualty struct {
	sentence    int
	first, last int // of the whole clause
	numberFirst int // of the words of the figure
	numberLast  int
	dateline.Casualty
	segment int
	event   *event
	said    *statement
}

// readCasualties reads people, number, person and cues; adds casualties.
func (r *report) readCasualties() {
	for _, s := range r.sentences {
		won, lost := r.casualty.Find(s.Sentence)
		for _, m := range append(won, r.shared(won, lost)...) {
			harm := m.Literal("harm")
			c := &casualty{sentence: s.index, first: m.First, last: m.Last, numberFirst: m.First, numberLast: m.Last}
			c.By = m.Rule.Trace()
			c.Harm = harm
			if !r.figure(s, &m, c) {
				continue
			}
			if r.cued(s, "hypothetical", max(m.First-2, 0), m.First) || r.cued(s, "negated", max(m.First-1, 0), m.First) && c.Low > 0 {
				continue
			}
			c.Running = m.Literal("running") == "yes" || r.cued(s, "running", max(m.First-3, 0), min(m.Last, len(s.Tokens)))
			c.segment = r.segmentOf(s, m.First)
			c.Words = r.words(s, c.numberFirst, c.numberLast)
			if harm == "both" {
				c.Harm = dateline.Killed
				second := *c
				second.Harm = dateline.Injured
				r.casualties = append(r.casualties, &second)
			}
			r.casualties = append(r.casualties, c)
		}
	}
}

// shared gives the lost matches of another harm than the match they lost to:
// "killed nine and wounded ten" overlaps at its edges.
func (r *report) shared(won, lost []rule.Match) []rule.Match {
	var out []rule.Match
next:
	for _, l := range lost {
		for _, w := range append(won, out...) {
			if l.First < w.Last && w.First < l.Last && (l.Literal("harm") == w.Literal("harm") || l.First >= w.First && l.Last <= w.Last) {
				continue next
			}
		}
		out = append(out, l)
	}
	return out
}

// figure works out how many, and who they are. ok is false where the words give no figure.
func (r *report) figure(s *sentence, m *rule.Match, c *casualty) (ok bool) {
	if low, err := strconv.Atoi(m.Literal("low")); err == nil {
		c.Low, c.High = low, low
		if m.Literal("high") == "open" {
			c.High = dateline.Open
		}
		return true
	}
	v, ok := m.Value("victims")
	if !ok {
		return false
	}
	c.numberFirst, c.numberLast = v.First, v.Last
	for _, f := range s.Found() {
		if f.First != v.First || f.Last != v.Last {
			continue
		}
		switch f.Kind {
		case "people":
			p := &r.people[f.ID]
			c.Attackers = p.attackers
			switch {
			case p.number >= 0:
				n := r.numbers[p.number]
				c.Low, c.High = n.low, n.high
			case p.one:
				c.Low, c.High = 1, 1
			default:
				c.Low, c.High = 2, dateline.Open
			}
			c.Who = r.doc.Text[s.Tokens[v.First].From:s.Tokens[v.Last-1].To]
			if p.number >= 0 { // without the number
				for _, n := range s.within("number", v.First, v.Last) {
					if n.ID == p.number && n.Last < v.Last {
						c.Who = s.Text(r.doc.Text, n.Last, v.Last)
					} else if n.ID == p.number {
						c.Who = ""
					}
				}
			}
			return true
		case "number":
			n := r.numbers[f.ID]
			c.Low, c.High = n.low, n.high
			return n.low >= 0
		case "person":
			c.Low, c.High = 1, 1
			c.Who = s.Text(r.doc.Text, v.First, v.Last)
			return true
		}
	}
	if n := s.within("number", v.First, v.Last); len(n) > 0 {
		c.Low, c.High = r.numbers[n[0].ID].low, r.numbers[n[0].ID].high
		return true
	}
	return false
}
