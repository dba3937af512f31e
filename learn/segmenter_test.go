package learn

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// parcels are sequences of letters: "(" opens a parcel and ")" closes it, and a digit right before
// it, or with blanks between, is its label.
var parcels = []struct {
	text     string
	segments []Segment
}{
	{"ab1(cd)e", []Segment{{Label: 0, From: 2, To: 3}, {Label: 1, From: 3, To: 7}}},
	{"1(c)2", []Segment{{Label: 0, From: 0, To: 1}, {Label: 1, From: 1, To: 4}}},
	{"abc", nil},
	{"a2b", nil},
	{"x2(abc)1(d)", []Segment{{Label: 0, From: 1, To: 2}, {Label: 1, From: 2, To: 7}, {Label: 0, From: 7, To: 8}, {Label: 1, From: 8, To: 11}}},
}

// sequenceOf sees a letter, and the next.
func sequenceOf(text string) *Sequence {
	s := &Sequence{}
	for i := range text {
		next := "end"
		if i+1 < len(text) {
			next = text[i+1 : i+2]
		}
		s.Tokens = append(s.Tokens, []Feature{Name(text[i : i+1]), Name("next").With(Name(next))})
		s.After = append(s.After, []uint16{0, uint16(text[i] % 16)})
	}
	s.Whole = func(from, to int, room []uint16) []uint16 {
		return append(room, uint16(text[from])%64, 64+uint16(text[to-1])%64, 128+uint16(to-from))
	}
	return s
}

func trainSegmenter(t *testing.T) *Segmenter {
	t.Helper()
	var examples []Example
	for _, p := range parcels {
		examples = append(examples, Example{sequenceOf(p.text), p.segments})
	}
	trainer, err := NewSegmentTrainer([]string{"digit", "parcel"}, []int{1, 6}, examples, 1)
	if err != nil {
		t.Fatal(err)
	}
	for round := range 60 {
		trainer.Round(round)
	}
	g, err := trainer.Segmenter(0.02)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestSegmenterLearnsItsExamples(t *testing.T) {
	g := trainSegmenter(t)
	for _, p := range parcels {
		got := g.Segments(sequenceOf(p.text), []float64{0.5, 0.5})
		for i := range got {
			if got[i].Share <= 0.5 || got[i].Share > 1.0001 {
				t.Errorf("%s: a share of %g", p.text, got[i].Share)
			}
			got[i].Share = 0
		}
		if !slices.Equal(got, p.segments) {
			t.Errorf("%s: got %v, want %v", p.text, got, p.segments)
		}
	}
	if got := g.Segments(&Sequence{}, []float64{0.5, 0.5}); got != nil {
		t.Errorf("nothing gives %v", got)
	}
}

func TestSegmenterIsSavedAndRead(t *testing.T) {
	b := trainSegmenter(t).Append(nil)
	if !bytes.Equal(b, trainSegmenter(t).Append(nil)) {
		t.Error("training twice gives two segmenters")
	}
	g, rest, err := ReadSegmenter(append(bytes.Clone(b), "rest"...))
	if err != nil || string(rest) != "rest" || !slices.Equal(g.Labels, []string{"digit", "parcel"}) || !bytes.Equal(g.Append(nil), b) {
		t.Errorf("got %v, rest %q, error %v", g, rest, err)
	}
	if _, _, err := ReadSegmenter(train(t).Append(nil)); err == nil {
		t.Error("a model without segments is read as a segmenter")
	}
}

func TestSegmentsThatDoNotFitAreRefused(t *testing.T) {
	for _, segments := range [][]Segment{
		{{Label: 0, From: 0, To: 2}},                             // too long
		{{Label: 1, From: 0, To: 2}, {Label: 0, From: 1, To: 2}}, // overlap
		{{Label: 2, From: 0, To: 1}},                             // no such label
		{{Label: 1, From: 2, To: 4}},                             // past the end
	} {
		if _, err := NewSegmentTrainer([]string{"digit", "parcel"}, []int{1, 6}, []Example{{sequenceOf("abc"), segments}}, 1); err == nil {
			t.Errorf("%v is taken", segments)
		}
	}
}

// TestLatticeSumsOverAllWays counts every way to cut a short sequence, one by one.
func TestLatticeSumsOverAllWays(t *testing.T) {
	const n = 5
	random := rand.New(rand.NewPCG(1, 2))
	l := &lattice{layout: layout{[]int{2, 3}}, n: n}
	k := l.labels()
	whole := map[[3]int]float64{}
	for i := range n {
		row := make([]float64, l.tokenColumns())
		for c := range row {
			row[c] = random.NormFloat64()
		}
		l.token = append(l.token, row)
		after := make([][]float64, l.states())
		for s := range after {
			after[s] = []float64{random.NormFloat64(), random.NormFloat64(), random.NormFloat64()}
		}
		l.after = append(l.after, after)
		for to := i + 1; to <= n; to++ {
			for label := range k {
				whole[[3]int{i, to, label}] = random.NormFloat64()
			}
		}
	}
	l.whole = func(from, to int, scores []float64) {
		for label := range scores {
			scores[label] += whole[[3]int{from, to, label}]
		}
	}
	l.sweep()

	total, with := 0.0, map[[3]int]float64{} // of exponents: of all ways, and of those with a segment
	var walk func(at, state int, score float64, taken [][3]int)
	walk = func(at, state int, score float64, taken [][3]int) {
		if at == n {
			total += math.Exp(score)
			for _, s := range taken {
				with[s] += math.Exp(score)
			}
			return
		}
		last, before := l.lastOf(state), state/2%(k+1)
		walk(at+1, l.state(last, before, 1), score+l.token[at][l.none()]+l.after[at][state][k], taken)
		for label, longest := range l.longest {
			for to := at + 1; to <= min(n, at+longest); to++ {
				sum := l.after[at][state][label] + l.token[at][l.begin(label)] + l.token[to-1][l.end(label)] + whole[[3]int{at, to, label}]
				for i := at; i < to; i++ {
					sum += l.token[i][l.inside(label)]
				}
				walk(to, l.state(label+1, last, 0), score+sum, append(slices.Clone(taken), [3]int{label, at, to}))
			}
		}
	}
	walk(0, l.state(0, 0, 1), 0, nil)
	if got, want := l.total, math.Log(total); math.Abs(got-want) > 1e-6 {
		t.Errorf("the sum over all ways: got %g, want %g", got, want)
	}
	shares := map[[3]int]float64{}
	l.each(1e-9, func(label, from, to int, share float64) { shares[[3]int{label, from, to}] += share })
	for s, want := range with {
		if got := shares[s]; math.Abs(got-want/total) > 1e-6 {
			t.Errorf("segment %v: a share of %g, want %g", s, got, want/total)
		}
	}
}
