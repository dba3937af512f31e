package learn

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Segmenter finds labelled segments in sequences of tokens: a conditional random field over
// segments, whose scores are sums of weights of what is seen of each token, of what stands
// before a segment, and of the segment as a whole. It does not change; several goroutines
// may use it.
type Segmenter struct {
	Labels []string // in the order of their numbers

	layout
	model *Model
	after [][]float64 // by state and number of Sequence.After, then by label
	whole [][]float64 // by number of Sequence.Whole, then by label
}

// A Sequence is what is seen of tokens that are to be cut into segments.
type Sequence struct {
	Tokens [][]Feature // of each token
	After  [][]uint16  // of each token, what is weighed together with the segments before one that begins there: numbers below AfterKinds
	// Whole adds to room what is seen of tokens [from, to) as one segment: numbers below WholeKinds.
	Whole func(from, to int, room []uint16) []uint16
}

// How many numbers Sequence.After and Sequence.Whole may use.
const (
	AfterKinds = 256
	WholeKinds = 4096
)

// A Segment is tokens [From, To) of a sequence.
type Segment struct {
	Label    int
	From, To int
	Share    float64 // how sure it is, between 0 and 1
}

// Segments gives the segments of a sequence in their order. None overlap. Least is how sure one must be,
// for each label: where several would do, those are taken that are surest by the most, all together.
func (g *Segmenter) Segments(s *Sequence, least []float64) []Segment {
	if len(s.Tokens) == 0 {
		return nil
	}
	l := g.lattice(s)
	l.sweep()
	ending := make([][]Segment, l.n+1)
	shares := map[[3]int]float64{}
	l.each(0.01, func(label, from, to int, share float64) { shares[[3]int{to, from, label}] += share })
	for key, share := range shares {
		if share > least[key[2]] {
			ending[key[0]] = append(ending[key[0]], Segment{Label: key[2], From: key[1], To: key[0], Share: share})
		}
	}
	best := make([]float64, l.n+1)
	taken := make([]*Segment, l.n+1)
	for to := 1; to <= l.n; to++ {
		best[to] = best[to-1]
		slices.SortFunc(ending[to], func(a, b Segment) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Label, b.Label))
		})
		for i := range ending[to] {
			e := &ending[to][i]
			if sum := best[e.From] + e.Share - least[e.Label]; sum > best[to] {
				best[to], taken[to] = sum, e
			}
		}
	}
	var all []Segment
	for at := l.n; at > 0; {
		if e := taken[at]; e != nil {
			all = append(all, *e)
			at = e.From
		} else {
			at--
		}
	}
	slices.Reverse(all)
	return all
}

// lattice weighs a sequence by the model.
func (g *Segmenter) lattice(s *Sequence) *lattice {
	l := &lattice{layout: g.layout, n: len(s.Tokens)}
	scores := make([]int32, len(g.model.Classes))
	for _, features := range s.Tokens {
		clear(scores)
		g.model.Weigh(features, scores)
		row := make([]float64, g.tokenColumns())
		for c := range row {
			row[c] = float64(scores[c]) * g.model.Scale
		}
		l.token = append(l.token, row)
	}
	l.after = g.weighAfter(s.After, g.after)
	l.whole = weighWhole(s.Whole, g.whole)
	return l
}

// weighAfter gives the scores of what begins at each token, by state and label.
func (l layout) weighAfter(after [][]uint16, weights [][]float64) [][][]float64 {
	k, states := l.labels(), l.states()
	all := make([][][]float64, len(after))
	room := make([]float64, len(after)*states*(k+1))
	for i, kinds := range after {
		all[i] = make([][]float64, states)
		for s := range states {
			row := room[:k+1]
			room = room[k+1:]
			for _, a := range kinds {
				for c, w := range weights[s*AfterKinds+int(a)] {
					row[c] += w
				}
			}
			all[i][s] = row
		}
	}
	return all
}

// weighWhole gives a function that adds the scores of whole segments.
func weighWhole(whole func(from, to int, room []uint16) []uint16, weights [][]float64) func(from, to int, scores []float64) {
	var room []uint16
	return func(from, to int, scores []float64) {
		room = whole(from, to, room[:0])
		for _, kind := range room {
			for c, w := range weights[kind] {
				scores[c] += w
			}
		}
	}
}

// classNames are the classes of a segmenter's model: the columns of a token. What is seen of whole segments, and of
// what stands before one, is weighed in the columns of its beginning.
func classNames(labels []string, longest []int) []string {
	var classes []string
	for i, label := range labels {
		classes = append(classes, "begin "+label, "in "+label, "end "+label+" "+strconv.Itoa(longest[i]))
	}
	return append(classes, "none")
}

func afterFeature(state, kind int) Feature {
	return Name("after").With(Feature(state)).With(Feature(kind))
}
func wholeFeature(kind int) Feature { return Name("whole").With(Feature(kind)) }

// newSegmenter makes a segmenter of its model: the classes say its labels.
func newSegmenter(m *Model) (*Segmenter, error) {
	g := &Segmenter{model: m}
	for i := 0; i+2 < len(m.Classes); i += 3 {
		label, ok := strings.CutPrefix(m.Classes[i], "begin ")
		length, isEnd := strings.CutPrefix(m.Classes[i+2], "end "+label+" ")
		longest, err := strconv.Atoi(length)
		if !ok || !isEnd || err != nil || longest < 1 {
			return nil, errors.New("learn: the model has no segments")
		}
		g.Labels, g.longest = append(g.Labels, label), append(g.longest, longest)
	}
	if len(m.Classes)%3 != 1 {
		return nil, errors.New("learn: the model has no segments")
	}
	k := g.labels()
	row := func(f Feature, columns int, column func(label int) int) []float64 {
		weights := make([]float64, columns)
		row := m.Row(f)
		for i := range row.Len() {
			class, w := row.At(i)
			for c := range weights {
				if column(c) == class {
					weights[c] = float64(w) * m.Scale
				}
			}
		}
		return weights
	}
	for s := range g.states() {
		for kind := range AfterKinds {
			g.after = append(g.after, row(afterFeature(s, kind), k+1, func(c int) int {
				return g.begin(c) // of the label after the last: none
			}))
		}
	}
	for kind := range WholeKinds {
		g.whole = append(g.whole, row(wholeFeature(kind), k, g.begin))
	}
	return g, nil
}

// ReadSegmenter takes a saved segmenter from the beginning of b, and gives what follows it. The
// segmenter goes on using b.
func ReadSegmenter(b []byte) (g *Segmenter, rest []byte, err error) {
	m, rest, err := Read(b)
	if err != nil {
		return nil, nil, err
	}
	if g, err = newSegmenter(m); err != nil {
		return nil, nil, err
	}
	return g, rest, nil
}

// Append adds the saved form of the segmenter to b.
func (g *Segmenter) Append(b []byte) []byte { return g.model.Append(b) }

// check tells what is wrong with a sequence and its segments; nil if nothing is.
func (l layout) check(s *Sequence, segments []Segment) error {
	if len(s.After) != len(s.Tokens) {
		return fmt.Errorf("learn: %d tokens, and what comes after is seen of %d", len(s.Tokens), len(s.After))
	}
	at := 0
	for _, e := range segments {
		if e.From < at || e.To <= e.From || e.To > len(s.Tokens) || e.Label < 0 || e.Label >= l.labels() || e.To-e.From > l.longest[e.Label] {
			return fmt.Errorf("learn: a segment of %d tokens at %d does not fit", e.To-e.From, e.From)
		}
		at = e.To
	}
	return nil
}
