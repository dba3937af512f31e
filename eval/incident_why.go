package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline"
	"dateline/link"
)

// Print writes the counts and the measures.
func (s *IncidentScore) Print(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%d reports, %d incidents in %d mentions; %d missed, %d events that are not listed\n",
		s.Reports, s.Incidents, s.Mentions, s.Missed, s.Invented); err != nil {
		return err
	}
	if err := s.Coreference.Print(w); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "of the mentions that were found: MUC %.3f  B3 %.3f  CEAFe %.3f  CoNLL %.3f\n",
		s.Found.MUC.F(), s.Found.B3.F(), s.Found.CEAFe.F(), s.Found.CoNLL()); err != nil {
		return err
	}
	if s.Across == (PairCount{}) {
		return nil
	}
	_, err := fmt.Fprintf(w, "told in two languages: %s\n", s.Across)
	return err
}

// Explain writes a paragraph on each incident that was split, merged with others or missed in
// part, with what speaks for and against the pairs concerned.
func (s *IncidentScore) Explain(w io.Writer) error {
	var b strings.Builder
	incidents, order := map[string][]*told{}, []string{}
	for _, t := range s.told {
		if incidents[t.incident] == nil && t.incident != "" {
			order = append(order, t.incident)
		}
		incidents[t.incident] = append(incidents[t.incident], t)
	}
	for _, key := range order {
		var parts [][]*told
		place := map[int]int{} // by group, the part
		var missed []*told
		for _, t := range incidents[key] {
			if t.telling == nil {
				missed = append(missed, t)
				continue
			}
			group := s.home[t.telling.Key()]
			if _, ok := place[group]; !ok {
				place[group] = len(parts)
				parts = append(parts, nil)
			}
			parts[place[group]] = append(parts[place[group]], t)
		}
		if len(parts) > 1 {
			fmt.Fprintf(&b, "%s: split\n", key)
			s.split(&b, parts)
		}
		if len(missed) > 0 {
			fmt.Fprintf(&b, "%s: missed in part\n", key)
			for _, t := range missed {
				fmt.Fprintf(&b, "  no event for %s\n", t.label)
			}
		}
	}
	s.merged(&b)
	for _, t := range incidents[""] {
		fmt.Fprintf(&b, "not listed: %s  %s\n", t.label, inShort(&t.telling.Event))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// split writes the parts of an incident, and of each later part its best and its worst pair
// with those before.
func (s *IncidentScore) split(b *strings.Builder, parts [][]*told) {
	for i, part := range parts {
		for j, t := range part {
			mark := "|"
			if j == 0 {
				mark = "+"
			}
			fmt.Fprintf(b, "  %s %-20s %s\n", mark, t.label, inShort(&t.telling.Event))
		}
		if i > 0 {
			s.writePairs(b, slices.Concat(parts[:i]...), part)
		}
	}
}

// merged writes the groups that hold mentions of more than one incident.
func (s *IncidentScore) merged(b *strings.Builder) {
	inGroup := make([][]*told, len(s.found))
	for _, t := range s.told {
		if t.telling != nil {
			i := s.home[t.telling.Key()]
			inGroup[i] = append(inGroup[i], t)
		}
	}
	for _, all := range inGroup {
		var parts [][]*told
		place := map[string]int{}
		for _, t := range all {
			of := t.incident
			if of == "" {
				of = t.label // what gold does not have is no one incident
			}
			if _, ok := place[of]; !ok {
				place[of] = len(parts)
				parts = append(parts, nil)
			}
			parts[place[of]] = append(parts[place[of]], t)
		}
		if len(parts) < 2 {
			continue
		}
		fmt.Fprintf(b, "merged\n")
		for i, part := range parts {
			for _, t := range part {
				fmt.Fprintf(b, "  %-30s %-20s %s\n", t.incident, t.label, inShort(&t.telling.Event))
			}
			if i > 0 {
				s.writePairs(b, slices.Concat(parts[:i]...), part)
			}
		}
	}
}

// writePairs writes the pair of two sides that fits best, and the one that fits worst.
func (s *IncidentScore) writePairs(b *strings.Builder, these, those []*told) {
	type pair struct {
		x, y *told
		fit  link.Fit
	}
	var best, worst *pair
	for _, x := range these {
		for _, y := range those {
			p := &pair{x, y, s.weights.Compare(x.telling, y.telling)}
			if best == nil || p.fit.Score > best.fit.Score {
				best = p
			}
			if worst == nil || p.fit.Score < worst.fit.Score {
				worst = p
			}
		}
	}
	for i, p := range []*pair{best, worst} {
		if i == 1 && worst == best {
			break
		}
		fmt.Fprintf(b, "      %s with %s %+.2f: %s", p.x.label, p.y.label, p.fit.Score, strings.Join(p.fit.For(), ", "))
		if len(p.fit.Against()) > 0 {
			fmt.Fprintf(b, "; against: %s", strings.Join(p.fit.Against(), ", "))
		}
		b.WriteByte('\n')
	}
}

// inShort is an event in one line: "bombing 2024-05-01 (day) Baidoa (town) killed 9".
func inShort(e *dateline.Event) string {
	words := []string{e.Type}
	if e.Status != dateline.Happened {
		words = append(words, string(e.Status))
	}
	if e.Time.Resolved() {
		words = append(words, fmt.Sprintf("%s (%s)", e.Time.Start, e.Time.Grain))
	} else {
		words = append(words, "without a time")
	}
	if e.Place != nil {
		words = append(words, fmt.Sprintf("%s (%s)", e.Place.Name, e.Place.Grain))
	} else {
		words = append(words, "without a place")
	}
	if e.Venue != nil {
		words = append(words, quote(e.Venue.Text))
	}
	for _, c := range e.Casualties {
		words = append(words, fmt.Sprintf("%s %d", c.Harm, c.Low))
	}
	return strings.Join(append(words, "from", quote(e.Text)), " ")
}
