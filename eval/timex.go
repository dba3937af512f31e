package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/extract"
)

// A Timexes reads a document: it lists the expressions of time of its text in their order.
type Timexes func(doc *dateline.Document) ([]extract.Timex, error)

// A TimeCount is how many expressions of time are marked, found, and found rightly.
type TimeCount struct {
	Gold    int `json:"gold"` // marked
	Found   int `json:"found"`
	Strict  int `json:"strict"`  // of those marked: found with the same span
	Relaxed int `json:"relaxed"` // found with some of the span
	Value   int `json:"value"`   // found with some of the span, and with the same value
}

// plus adds a count to another.
func (c TimeCount) plus(o TimeCount) TimeCount {
	return TimeCount{c.Gold + o.Gold, c.Found + o.Found, c.Strict + o.Strict, c.Relaxed + o.Relaxed, c.Value + o.Value}
}

// Of gives precision, recall and F of one of the counts.
func (c TimeCount) Of(right int) (precision, recall, f float64) {
	return share(right, c.Found), share(right, c.Gold), share(2*right, c.Gold+c.Found)
}

// A TimeScore is how well expressions of time are found and understood, counted as
// TempEval-3 does: each marked one is held against the one found that has the same
// span, or else the first that shares some of it.
type TimeScore struct {
	TimeCount             // of all documents
	Documents []TimeCount // of each
	Kinds     []TimeKind  // what went wrong, by the kind of what is marked, or of what is found where nothing is
	Misses    []string    // one line each
	Answers   []string    // what was found in each document, a line of JSON each, offsets in characters
}

// A TimeKind is what went wrong with one kind of expression.
type TimeKind struct {
	Kind     string `json:"kind"`
	Gold     int    `json:"gold"`
	Missed   int    `json:"missed"`
	Mistaken int    `json:"mistaken"` // found with another value
	Invented int    `json:"invented"` // found where none is marked
	Example  string `json:"example"`  // the first thing that went wrong, as Misses has it; empty if nothing did
}

// ways are the ways to count, and what each counts.
var ways = []struct {
	name  string
	right func(TimeCount) int
}{
	{"strict", func(c TimeCount) int { return c.Strict }},
	{"relaxed", func(c TimeCount) int { return c.Relaxed }},
	{"value", func(c TimeCount) int { return c.Value }},
}

// interval gives between what the F of one way to count lies in 95 of 100 samples of the documents.
func (s *TimeScore) interval(right func(TimeCount) int) (low, high float64) {
	return bootstrap(len(s.Documents), func(sample []int) float64 {
		var sum TimeCount
		for _, i := range sample {
			sum = sum.plus(s.Documents[i])
		}
		_, _, f := sum.Of(right(sum))
		return f
	})
}

// Print writes a table of the three ways to count, how many there were, and what went wrong by kind.
func (s *TimeScore) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-8s %9s %6s %6s   %s\n", "", "precision", "recall", "F1", "95% of samples")
	for _, way := range ways {
		p, r, f := s.Of(way.right(s.TimeCount))
		low, high := s.interval(way.right)
		fmt.Fprintf(&b, "%-8s %9.3f %6.3f %6.3f   %.3f-%.3f\n", way.name, p, r, f, low, high)
	}
	fmt.Fprintf(&b, "%d files, %d expressions, %d found\n\n", len(s.Documents), s.Gold, s.Found)
	fmt.Fprintf(&b, "%-18s %6s %6s %8s %8s   %s\n", "", "marked", "missed", "mistaken", "invented", "for example")
	for _, k := range s.Kinds {
		fmt.Fprintf(&b, "%-18s %6d %6d %8d %8d   %s\n", k.Kind, k.Gold, k.Missed, k.Mistaken, k.Invented, k.Example)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Shares gives the F of each way to count.
func (s *TimeScore) Shares() map[string]float64 {
	all := map[string]float64{}
	for _, way := range ways {
		_, _, all[way.name] = s.Of(way.right(s.TimeCount))
	}
	return all
}

// MarshalJSON gives the counts, precision, recall and F of each way to count with the interval of F, and the kinds.
func (s *TimeScore) MarshalJSON() ([]byte, error) {
	form := map[string]any{"files": len(s.Documents), "gold": s.Gold, "found": s.Found, "kinds": s.Kinds}
	for _, way := range ways {
		p, r, f := s.Of(way.right(s.TimeCount))
		low, high := s.interval(way.right)
		form[way.name] = map[string]json.Number{"precision": fourPlaces(p), "recall": fourPlaces(r), "F": fourPlaces(f),
			"low": fourPlaces(low), "high": fourPlaces(high)}
	}
	return json.Marshal(form)
}

// ScoreTimes reads the files of a folder in TimeML, at any depth. The part is of each folder
// on its own: TestPart is the last fifth by name (numbers in names by their value),
// DevelopmentPart the rest.
func ScoreTimes(folder fs.FS, part Part, language string, read Timexes) (*TimeScore, error) {
	names, err := timeFiles(folder, part)
	if err != nil {
		return nil, fmt.Errorf("times: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("times: the folder holds no such .tml files")
	}
	s := &TimeScore{}
	for _, name := range names {
		d, err := readTimeDocument(folder, name)
		if err != nil {
			return nil, fmt.Errorf("times: %s: %w", name, err)
		}
		found, err := read(d.document(language))
		if err != nil {
			return nil, fmt.Errorf("times: %s: %w", name, err)
		}
		s.add(d, found)
	}
	slices.SortStableFunc(s.Kinds, func(a, b TimeKind) int {
		return b.Missed + b.Mistaken + b.Invented - a.Missed - a.Mistaken - a.Invented
	})
	return s, nil
}

// add counts one document.
func (s *TimeScore) add(d *timeDocument, found []extract.Timex) {
	n := TimeCount{Gold: len(d.timexes), Found: len(found)}
	s.Answers = append(s.Answers, d.answer(found))
	used := make([]bool, len(found))
	first := func(fits func(extract.Timex) bool) int {
		for i, x := range found {
			if !used[i] && fits(x) {
				return i
			}
		}
		return -1
	}
	for _, want := range d.timexes {
		kind := s.kind(want)
		kind.Gold++
		said := d.text[want.From:want.To]
		hit := first(func(x extract.Timex) bool { return x.Span == want.Span })
		if hit >= 0 {
			n.Strict++
		} else {
			hit = first(func(x extract.Timex) bool { return x.Overlaps(want.Span) })
		}
		if hit < 0 {
			s.miss(kind, &kind.Missed, "%s missed: %q %s", d.name, said, want.Value)
			continue
		}
		used[hit] = true
		n.Relaxed++
		if got := found[hit]; got.Value == want.Value {
			n.Value++
		} else {
			s.miss(kind, &kind.Mistaken, "%s value: %q %s for %q %s", d.name, d.text[got.From:got.To], got.Value, said, want.Value)
		}
	}
	for i, x := range found {
		if !used[i] {
			kind := s.kind(x)
			s.miss(kind, &kind.Invented, "%s extra: %q %s in %q", d.name, d.text[x.From:x.To], x.Value, around(d.text, x.Span))
		}
	}
	s.Documents = append(s.Documents, n)
	s.TimeCount = s.plus(n)
}

// miss counts something that went wrong.
func (s *TimeScore) miss(kind *TimeKind, count *int, format string, values ...any) {
	*count++
	s.Misses = append(s.Misses, fmt.Sprintf(format, values...))
	if kind.Example == "" {
		kind.Example = s.Misses[len(s.Misses)-1]
	}
}

// kind gives the count of an expression's kind.
func (s *TimeScore) kind(x extract.Timex) *TimeKind {
	name := timeKind(x)
	i := slices.IndexFunc(s.Kinds, func(k TimeKind) bool { return k.Kind == name })
	if i < 0 {
		i = len(s.Kinds)
		s.Kinds = append(s.Kinds, TimeKind{Kind: name})
	}
	return &s.Kinds[i]
}

// timeKind tells what kind of expression one is, by its type and value.
func timeKind(x extract.Timex) string {
	switch v := x.Value; {
	case x.Type == "SET":
		return "set"
	case strings.HasSuffix(v, "_REF"):
		return "vague"
	case strings.HasPrefix(v, "P"):
		return "length"
	case strings.Contains(v, "T"):
		return "time of day"
	case strings.Contains(v, "-W"):
		return "week"
	case strings.Contains(v, "-Q"), strings.Contains(v, "-H"):
		return "quarter or half"
	case strings.HasSuffix(v, "SP"), strings.HasSuffix(v, "SU"), strings.HasSuffix(v, "FA"), strings.HasSuffix(v, "WI"):
		return "season"
	case len(v) == len("2006-01-02"):
		return "day"
	case len(v) == len("2006-01"):
		return "month"
	case len(v) == len("2006"):
		return "year"
	}
	return "decade or century"
}

// around gives a span with some bytes on either side, at whole characters.
func around(text string, span dateline.Span) string {
	from, to := max(0, span.From-40), min(len(text), span.To+40)
	for !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return strings.Join(strings.Fields(text[from:to]), " ")
}

// answer gives what was found in a document as one line of JSON.
func (d *timeDocument) answer(found []extract.Timex) string {
	type timex struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	line := struct {
		ID    string  `json:"id"`
		Timex []timex `json:"timex"`
	}{d.name, []timex{}}
	for _, x := range found {
		start := utf8.RuneCountInString(d.text[:x.From])
		line.Timex = append(line.Timex, timex{start, start + utf8.RuneCountInString(d.text[x.From:x.To]), x.Type, x.Value})
	}
	form, _ := json.Marshal(line) // strings and numbers alone
	return string(form)
}
