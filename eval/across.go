package eval

import "fmt"

// A PairCount is how many pairs of mentions there are, in gold, as the program has it, and in both.
type PairCount struct{ Gold, Got, Both int }

// Measure gives the share of the pairs found that are right, and of those of gold that are found; 0 of none.
func (p PairCount) Measure() Measure {
	var m Measure
	if p.Got > 0 {
		m.Precision = float64(p.Both) / float64(p.Got)
	}
	if p.Gold > 0 {
		m.Recall = float64(p.Both) / float64(p.Gold)
	}
	return m
}

// String is the counts and the measure in one line.
func (p PairCount) String() string {
	m := p.Measure()
	return fmt.Sprintf("%d pairs of gold, %d found, %d right: precision %.3f, recall %.3f, F %.3f", p.Gold, p.Got, p.Both, m.Precision, m.Recall, m.F())
}

// across counts the pairs of mentions whose reports are in two languages: of one incident in gold, in one group of the
// program's. A mention that no event was found for is in no group; an event that gold does not have is of no incident.
func (s *IncidentScore) across() PairCount {
	var pairs PairCount
	for i, a := range s.told {
		for _, b := range s.told[i+1:] {
			if a.language == b.language {
				continue
			}
			gold := a.incident != "" && a.incident == b.incident
			got := a.telling != nil && b.telling != nil && s.home[a.telling.Key()] == s.home[b.telling.Key()]
			if gold {
				pairs.Gold++
			}
			if got {
				pairs.Got++
			}
			if gold && got {
				pairs.Both++
			}
		}
	}
	return pairs
}

// Apart lists, in order, the incidents that are told in two languages or more and whose mentions of one language share
// no group with those of another: "quetta/quetta-truck".
func (s *IncidentScore) Apart() []string {
	groups := map[string]map[string]map[int]bool{} // by incident and language
	var order []string
	for _, t := range s.told {
		if t.incident == "" {
			continue
		}
		if groups[t.incident] == nil {
			groups[t.incident] = map[string]map[int]bool{}
			order = append(order, t.incident)
		}
		if groups[t.incident][t.language] == nil {
			groups[t.incident][t.language] = map[int]bool{}
		}
		if t.telling != nil {
			groups[t.incident][t.language][s.home[t.telling.Key()]] = true
		}
	}
	var apart []string
	for _, incident := range order {
		if languages := groups[incident]; len(languages) > 1 && !together(languages) {
			apart = append(apart, incident)
		}
	}
	return apart
}

// together tells whether one group has mentions of each language.
func together(languages map[string]map[int]bool) bool {
	in := map[int]int{}
	for _, groups := range languages {
		for group := range groups {
			if in[group]++; in[group] == len(languages) {
				return true
			}
		}
	}
	return false
}
