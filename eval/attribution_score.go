package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline"
	"dateline/attribution"
)

// A PartCount is how well parts of one kind are found in one text or several.
type PartCount struct {
	Gold, Found  int // parts marked, and found
	Exact        int // found that have the same span as one marked
	MetGold, Met int // parts marked that share bytes with one found, and the reverse
}

// add takes in the counts of another text.
func (c *PartCount) add(o PartCount) {
	c.Gold, c.Found, c.Exact = c.Gold+o.Gold, c.Found+o.Found, c.Exact+o.Exact
	c.MetGold, c.Met = c.MetGold+o.MetGold, c.Met+o.Met
}

// ofExact gives precision, recall and F of parts with the same span.
func (c PartCount) ofExact() (precision, recall, f float64) {
	return share(c.Exact, c.Found), share(c.Exact, c.Gold), share(2*c.Exact, c.Gold+c.Found)
}

// ofOverlap gives precision, recall and F of parts that share some of their words.
func (c PartCount) ofOverlap() (precision, recall, f float64) {
	p, r := share(c.Met, c.Found), share(c.MetGold, c.Gold)
	if p+r == 0 {
		return p, r, 0
	}
	return p, r, 2 * p * r / (p + r)
}

// An AttributionScore is how well the parts of attributions are found: a part in pieces counts as its pieces.
type AttributionScore struct {
	Misses []string                            // one line each: "cue missed: ...", "content longer: ..."
	Errors []AttributionError                  // how often what went wrong, the commonest first
	texts  [][len(attribution.Kinds)]PartCount // of each text
}

// An AttributionError is what went wrong with parts of one kind: missed, extra (found where none is marked),
// or found with bounds that are longer, shorter, or other than those marked.
type AttributionError struct {
	Part    string `json:"part"`
	What    string `json:"what"`
	Count   int    `json:"count"`
	Example string `json:"example"` // the first, as Misses has it
}

// ScoreAttributions holds what reading finds against what is marked.
func ScoreAttributions(texts []Attributed, read func(*dateline.Document) ([]attribution.Part, error)) (*AttributionScore, error) {
	s := &AttributionScore{}
	for i := range texts {
		found, err := read(texts[i].Document)
		if err != nil {
			return nil, fmt.Errorf("attributions: %s: %w", texts[i].Name, err)
		}
		s.add(&texts[i], found)
	}
	slices.SortStableFunc(s.Errors, func(a, b AttributionError) int { return b.Count - a.Count })
	return s, nil
}

// add counts one text.
func (s *AttributionScore) add(text *Attributed, found []attribution.Part) {
	var counts [len(attribution.Kinds)]PartCount
	miss := func(what string, part attribution.Part, with string) {
		s.miss(part.Kind.String(), what, fmt.Sprintf("%q%s in %q", text.Document.Text[part.From:part.To], with, around(text.Document.Text, part.Span)))
	}
	meets := func(part attribution.Part, others []attribution.Part) int {
		return slices.IndexFunc(others, func(o attribution.Part) bool { return o.Kind == part.Kind && o.Overlaps(part.Span) })
	}
	for _, want := range text.Parts {
		c := &counts[want.Kind]
		c.Gold++
		i := meets(want, found)
		switch {
		case slices.Contains(found, want):
			c.Exact++
			c.MetGold++
		case i < 0:
			miss("missed", want, "")
		default:
			c.MetGold++
			got := found[i]
			what := "other"
			if got.Contains(want.Span) {
				what = "longer"
			} else if want.Contains(got.Span) {
				what = "shorter"
			}
			miss(what, want, fmt.Sprintf(", found %q,", text.Document.Text[got.From:got.To]))
		}
	}
	for _, got := range found {
		c := &counts[got.Kind]
		c.Found++
		if meets(got, text.Parts) >= 0 {
			c.Met++
		} else {
			miss("extra", got, "")
		}
	}
	s.texts = append(s.texts, counts)
}

// miss notes one thing that went wrong.
func (s *AttributionScore) miss(part, what, words string) {
	line := part + " " + what + ": " + words
	s.Misses = append(s.Misses, line)
	i := slices.IndexFunc(s.Errors, func(e AttributionError) bool { return e.Part == part && e.What == what })
	if i < 0 {
		i = len(s.Errors)
		s.Errors = append(s.Errors, AttributionError{Part: part, What: what, Example: line})
	}
	s.Errors[i].Count++
}

// Of gives the counts of a kind over all texts.
func (s *AttributionScore) Of(kind attribution.Kind) (sum PartCount) {
	for i := range s.texts {
		sum.add(s.texts[i][kind])
	}
	return sum
}

// interval gives between what the F of one way to count lies in 95 of 100 samples of the texts.
func (s *AttributionScore) interval(kind attribution.Kind, of func(PartCount) (precision, recall, f float64)) (low, high float64) {
	return bootstrap(len(s.texts), func(sample []int) float64 {
		var sum PartCount
		for _, i := range sample {
			sum.add(s.texts[i][kind])
		}
		_, _, f := of(sum)
		return f
	})
}

// Print writes a table of the kinds, and what went wrong.
func (s *AttributionScore) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-8s %39s   %39s\n%-8s %9s %8s %6s %13s   %9s %8s %6s %13s\n", "", "exact", "overlap", "", "precision", "recall", "F", "95 %", "precision", "recall", "F", "95 %")
	for k := range attribution.Kinds {
		kind := attribution.Kind(k)
		c := s.Of(kind)
		fmt.Fprintf(&b, "%-8s", kind)
		for _, of := range []func(PartCount) (precision, recall, f float64){PartCount.ofExact, PartCount.ofOverlap} {
			p, r, f := of(c)
			low, high := s.interval(kind, of)
			fmt.Fprintf(&b, " %9.3f %8.3f %6.3f   %.3f-%.3f  ", p, r, f, low, high)
		}
		fmt.Fprintf(&b, " %d marked, %d found\n", c.Gold, c.Found)
	}
	fmt.Fprintf(&b, "%d texts\n\n", len(s.texts))
	for _, e := range s.Errors {
		fmt.Fprintf(&b, "%5d %-8s %-8s %s\n", e.Count, e.Part, e.What, e.Example)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Shares gives the F of each kind by the parts' words, and by some of them ("cue overlap").
func (s *AttributionScore) Shares() map[string]float64 {
	all := map[string]float64{}
	for k, name := range attribution.Kinds {
		c := s.Of(attribution.Kind(k))
		_, _, all[name] = c.ofExact()
		_, _, all[name+" overlap"] = c.ofOverlap()
	}
	return all
}

// MarshalJSON gives the counts of each kind and their shares.
func (s *AttributionScore) MarshalJSON() ([]byte, error) {
	kinds := map[string]any{}
	for k, name := range attribution.Kinds {
		kind := attribution.Kind(k)
		c := s.Of(kind)
		form := map[string]any{"gold": c.Gold, "found": c.Found}
		for way, of := range map[string]func(PartCount) (precision, recall, f float64){"exact": PartCount.ofExact, "overlap": PartCount.ofOverlap} {
			p, r, f := of(c)
			low, high := s.interval(kind, of)
			form[way] = map[string]any{"precision": fourPlaces(p), "recall": fourPlaces(r), "F": fourPlaces(f), "interval": []json.Number{fourPlaces(low), fourPlaces(high)}}
		}
		kinds[name] = form
	}
	return json.Marshal(map[string]any{"texts": len(s.texts), "kinds": kinds, "errors": s.Errors})
}
