package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// pageSamples is how many samples of pages an interval rests on.
const pageSamples = 1000

// interval gives the bounds between which a figure of 95 in 100 samples of as many pages lies, drawn with replacement.
// figure takes the places of the pages drawn.
func (s *PageScore) interval(figure func(drawn []int) float64) (low, high float64) {
	if s.Pages == 0 {
		return 0, 0
	}
	chance := rand.New(rand.NewPCG(1, 2))
	drawn := make([]int, s.Pages)
	figures := make([]float64, pageSamples)
	for i := range figures {
		for k := range drawn {
			drawn[k] = chance.IntN(s.Pages)
		}
		figures[i] = figure(drawn)
	}
	slices.Sort(figures)
	return figures[pageSamples*25/1000], figures[pageSamples*975/1000-1]
}

// over gives the tool's F over some pages.
func (t *ToolScore) over(drawn []int) float64 {
	var all PageCount
	for _, i := range drawn {
		all.add(t.pages[i])
	}
	return all.F()
}

// A toolRow is what is printed of a tool.
type toolRow struct {
	Name      string     `json:"name"`
	Precision float64    `json:"precision"`
	Recall    float64    `json:"recall"`
	F         float64    `json:"F"`
	Interval  [2]float64 `json:"interval"` // of F, 95 %
	Ahead     [2]float64 `json:"ahead"`    // how far the F of Dateline lies above, 95 %
	Kept      int        `json:"kept"`
	Lost      int        `json:"lost"`
	Let       int        `json:"let"`
	Barred    int        `json:"barred"`
	Failed    int        `json:"failed"`
	Seconds   float64    `json:"seconds"`
	Ratio     float64    `json:"ratio"` // of Dateline's time to the tool's
}

func (s *PageScore) rows() []toolRow {
	var rows []toolRow
	first := s.Tools[0]
	for _, t := range s.Tools {
		row := toolRow{Name: t.Name, Precision: rounded(t.Precision()), Recall: rounded(t.Recall()), F: rounded(t.F()),
			Kept: t.Kept, Lost: t.Lost, Let: t.Let, Barred: t.Barred, Failed: t.Failed,
			Seconds: rounded(t.Time.Seconds()), Ratio: rounded(float64(first.Time) / float64(max(1, t.Time)))}
		low, high := s.interval(t.over)
		row.Interval = [2]float64{rounded(low), rounded(high)}
		low, high = s.interval(func(drawn []int) float64 { return first.over(drawn) - t.over(drawn) })
		row.Ahead = [2]float64{rounded(low), rounded(high)}
		rows = append(rows, row)
	}
	return rows
}

// rounded keeps four places.
func rounded(x float64) float64 { return float64(int64(x*10000+0.5*sign(x))) / 10000 }

func sign(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

// kinds are the kinds of fault, the commonest first.
func (s *PageScore) kinds() []string {
	return slices.SortedFunc(maps.Keys(s.Faults), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.Faults[b], s.Faults[a]), strings.Compare(a, b))
	})
}

// Print writes a table of the tools, then Dateline's faults by kind, each with an example.
func (s *PageScore) Print(w io.Writer) error {
	fmt.Fprintf(w, "%d pages (%d files missing); main text is all but captions, lines about the writing, and notes\n\n", s.Pages, s.Skipped)
	fmt.Fprintf(w, "%-22s %9s %6s %6s  %-14s %7s %8s %14s  %s\n", "", "precision", "recall", "F", "95 % of F", "no text", "seconds", "dateline's time", "dateline ahead by (95 %)")
	for i, r := range s.rows() {
		fmt.Fprintf(w, "%-22s %9.3f %6.3f %6.3f  %.3f to %.3f %7d %8.2f", r.Name, r.Precision, r.Recall, r.F, r.Interval[0], r.Interval[1], r.Failed, r.Seconds)
		if i > 0 {
			fmt.Fprintf(w, " %14.2fx  %+.3f to %+.3f", r.Ratio, r.Ahead[0], r.Ahead[1])
		}
		fmt.Fprintln(w)
	}
	if s.Dated > 0 {
		fmt.Fprintf(w, "\nday of publication: %d of %d pages that state one\n", s.Right, s.Dated)
	}
	if len(s.Faults) > 0 {
		fmt.Fprintln(w)
	}
	for _, kind := range s.kinds() {
		if _, err := fmt.Fprintf(w, "%5d  %-45s %s\n", s.Faults[kind], kind, cutAt(s.examples[kind], 100)); err != nil {
			return err
		}
	}
	return nil
}

func cutAt(s string, length int) string {
	if utf8.RuneCountInString(s) <= length {
		return s
	}
	return string([]rune(s)[:length]) + "…"
}

// Shares gives what floors are set for: Dateline's precision, recall and F, and the share of days of publication.
func (s *PageScore) Shares() map[string]float64 {
	t := s.Tools[0]
	all := map[string]float64{"precision": t.Precision(), "recall": t.Recall(), "F": t.F()}
	if s.Dated > 0 {
		all["published"] = share(s.Right, s.Dated)
	}
	return all
}

// MarshalJSON gives the tools' figures and Dateline's faults.
func (s *PageScore) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"pages": s.Pages, "skipped": s.Skipped, "tools": s.rows(), "dated": s.Dated, "published": s.Right,
		"faults": s.Faults, "examples": s.examples})
}
