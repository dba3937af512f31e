package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"dateline"
)

// A CasualtyScore is how well the figures of passages are read. Each figure that is asked for
// counts once for each of casualtyFields. Harm is right where a figure of that harm is read for it; one
// that is read and told nowhere counts as one more, wrong, and so a passage without figures counts
// once. Event is right where a figure is kept with the event that it is told of, or apart from it.
type CasualtyScore struct {
	Passages int              `json:"passages"`
	Groups   map[string]Tally `json:"groups"` // by language; by language and trap ("en none"); all under ""
	Kinds    map[string]int   `json:"kinds"`  // errors by kind
	Misses   []string         `json:"-"`      // one line each
}

// casualtyFields are what is measured of a figure.
var casualtyFields = []string{"harm", "low", "high", "who", "event"}

// ScoreCasualties reads each passage as a report of its own, and holds the figures of its record
// against those of the passage. half picks passages by their number.
func ScoreCasualties(passages []TollPassage, half Half, read ReadText) (*CasualtyScore, error) {
	s := &CasualtyScore{Groups: map[string]Tally{}, Kinds: map[string]int{}}
	for _, p := range passages {
		if !half.takes(fmt.Sprint(p.Number)) {
			continue
		}
		doc := &dateline.Document{Text: p.Text, Language: p.Language,
			Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(p.Text)}, Kind: dateline.Body}},
			Published:  &dateline.Published{At: "2024-05-15", Basis: "argument"}}
		record, err := read(doc)
		if err != nil {
			return nil, err
		}
		s.Passages++
		s.hold(&p, figuresOf(record))
	}
	return s, nil
}

// A readFigure is a figure of a record, and whether the main event has it.
type readFigure struct {
	dateline.Casualty
	main bool
}

// figuresOf lists the figures of a record, each once though two events have it.
func figuresOf(record *dateline.Record) []readFigure {
	var all []readFigure
	for _, e := range record.Events {
		for _, c := range e.Casualties {
			if !slices.ContainsFunc(all, func(f readFigure) bool { return f.Harm == c.Harm && f.Span == c.Span }) {
				all = append(all, readFigure{c, e.Main})
			}
		}
	}
	return all
}

// hold counts one passage.
func (s *CasualtyScore) hold(p *TollPassage, found []readFigure) {
	pairs := pairFigures(p.Figures, found)
	used := map[int]bool{}
	var wrong []string
	for i := range p.Figures {
		f := &p.Figures[i]
		j := pairs[i]
		used[j] = j >= 0
		if f.Optional {
			continue
		}
		if j < 0 {
			for _, field := range casualtyFields {
				s.count(p, field, false)
			}
			s.Kinds["missed "+f.Harm]++
			wrong = append(wrong, "missed "+f.String())
			continue
		}
		r := &found[j]
		s.count(p, "harm", true)
		for field, right := range map[string]bool{"low": f.Low == r.Low, "high": f.High == r.High, "who": f.names(r.Who), "event": f.Other != r.main} {
			s.count(p, field, right)
			if !right {
				s.Kinds["wrong "+field]++
			}
		}
		if f.Low != r.Low || f.High != r.High || !f.names(r.Who) || f.Other == r.main {
			wrong = append(wrong, fmt.Sprintf("read %s for %s", r, f))
		}
	}
	for j := range found {
		if !used[j] {
			s.count(p, "harm", false)
			s.Kinds["invented "+found[j].Harm]++
			wrong = append(wrong, fmt.Sprintf("invented %s", &found[j]))
		}
	}
	if len(found) == 0 && !slices.ContainsFunc(p.Figures, func(f TollFigure) bool { return !f.Optional }) {
		s.count(p, "harm", true)
	}
	if len(wrong) > 0 {
		s.Misses = append(s.Misses, fmt.Sprintf("%s %d %s: %s\n\t%s", p.Language, p.Number, p.Trap, p.Text, strings.Join(wrong, "\n\t")))
	}
}

// count counts a field of a figure for all, for the language, and for the trap.
func (s *CasualtyScore) count(p *TollPassage, field string, right bool) {
	for _, group := range []string{"", p.Language, p.Language + " " + p.Trap} {
		if s.Groups[group] == nil {
			s.Groups[group] = Tally{}
		}
		n := Count{Asked: 1}
		if right {
			n.Right = 1
		}
		s.Groups[group].Add(Tally{field: n})
	}
}

// pairFigures gives, for each figure of a passage, the index of the figure read for it, of the
// same harm; -1 for none. What is asked for goes before what is only fair, and the pairs that
// agree most before others.
func pairFigures(told []TollFigure, found []readFigure) []int {
	pairs := make([]int, len(told))
	for i := range pairs {
		pairs[i] = -1
	}
	taken := map[int]bool{}
	for {
		best, row, column := -1, -1, -1
		for i := range told {
			for j := range found {
				if pairs[i] >= 0 || taken[j] || told[i].Harm != found[j].Harm {
					continue
				}
				if a := told[i].agrees(&found[j]); a > best {
					best, row, column = a, i, j
				}
			}
		}
		if row < 0 {
			return pairs
		}
		pairs[row], taken[column] = column, true
	}
}

// agrees gives how much of a figure is as it is told.
func (f *TollFigure) agrees(r *readFigure) int {
	n := 0
	for weight, same := range map[int]bool{8: f.Low == r.Low, 4: f.High == r.High, 2: f.names(r.Who), 1: !f.Optional} {
		if same {
			n += weight
		}
	}
	return n
}

// names tells whether words are words for those harmed: they hold what the passage gives, and
// at most five words more.
func (f *TollFigure) names(words string) bool {
	return slices.ContainsFunc(f.Who, func(who string) bool {
		if who == "" || words == "" {
			return who == words
		}
		have, want := dateline.NameWords(words), dateline.NameWords(who)
		if len(have) > len(want)+5 {
			return false
		}
		for _, w := range want {
			if !slices.ContainsFunc(have, func(h string) bool { return alike(h, w) }) {
				return false
			}
		}
		return true
	})
}

// String writes a figure as a file of passages has it.
func (f *TollFigure) String() string {
	who := strings.Join(f.Who, "|")
	return fmt.Sprintf("%s %d %d %s", f.Harm, f.Low, f.High, cmp.Or(who, "-"))
}

// String writes a figure in the same form.
func (r *readFigure) String() string {
	return fmt.Sprintf("%s %d %d %s (%s, %s)", r.Harm, r.Low, r.High, cmp.Or(r.Who, "-"), r.Text, r.By.Rule)
}

// Languages gives the languages of the passages, in order.
func (s *CasualtyScore) Languages() []string {
	var all []string
	for _, group := range slices.Sorted(maps.Keys(s.Groups)) {
		if group != "" && !strings.Contains(group, " ") {
			all = append(all, group)
		}
	}
	return all
}

// Shares gives the share of each field that is right, in a language.
func (s *CasualtyScore) Shares(language string) map[string]float64 {
	all := map[string]float64{}
	for field, n := range s.Groups[language] {
		all[field] = share(n.Right, n.Asked)
	}
	return all
}

// Print writes the shares of all, of each language and of each trap, with their bounds at a
// confidence of 95 in a hundred, and how many errors there are of each kind.
func (s *CasualtyScore) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d passages\n", s.Passages)
	for _, group := range slices.Sorted(maps.Keys(s.Groups)) {
		fmt.Fprintf(&b, "%-16s", cmp.Or(group, "all"))
		for _, field := range casualtyFields {
			n := s.Groups[group][field]
			fmt.Fprintf(&b, "  %s %.3f", field, share(n.Right, n.Asked))
			if !strings.Contains(group, " ") {
				low, high := wilson(n.Right, n.Asked)
				fmt.Fprintf(&b, " (%.3f-%.3f)", low, high)
			}
		}
		fmt.Fprintf(&b, "  of %d\n", s.Groups[group]["harm"].Asked)
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Kinds)) {
		fmt.Fprintf(&b, "%4d %s\n", s.Kinds[kind], kind)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// wilson gives the bounds of a share at a confidence of 95 in a hundred (Wilson 1927).
func wilson(right, asked int) (low, high float64) {
	if asked == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(asked), share(right, asked)
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, middle-half), min(1, middle+half)
}
