package eval

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// clusters reads "a b c | d e" as a partition.
func clusters(text string) Partition {
	var p Partition
	for part := range strings.SplitSeq(text, "|") {
		if words := strings.Fields(part); len(words) > 0 {
			p = append(p, words)
		}
	}
	return p
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// The cases were worked out by hand. The first is the one of Pradhan et al. 2014, figure 1,
// with the values that stand there.
func TestScorePartition(t *testing.T) {
	for _, c := range []struct {
		name, gold, got string
		want            Coreference
	}{
		{"the example of Pradhan et al.", "a b c | d e f g", "a b | c d | f g h i",
			Coreference{Measure{2. / 5, 2. / 5}, Measure{4. / 8, 35. / 12 / 7}, Measure{(4./5 + 2./4) / 3, (4./5 + 2./4) / 2}}},
		{"all right", "a b c | d e | f", "a b c | d e | f", Coreference{Measure{1, 1}, Measure{1, 1}, Measure{1, 1}}},
		{"all in one", "a b | c d", "a b c d", Coreference{Measure{2. / 3, 1}, Measure{.5, 1}, Measure{2. / 3, 1. / 3}}},
		{"all apart", "a b | c d", "a | b | c | d", Coreference{Measure{0, 0}, Measure{1, .5}, Measure{1. / 3, 2. / 3}}},
		{"one missed, one invented", "a b | c", "a b x", Coreference{Measure{.5, 1}, Measure{4. / 9, 2. / 3}, Measure{4. / 5, 2. / 5}}},
		{"nothing found", "a b", "", Coreference{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ScorePartition(clusters(c.gold), clusters(c.got))
			for _, m := range []struct {
				name      string
				got, want Measure
			}{{"MUC", got.MUC, c.want.MUC}, {"B3", got.B3, c.want.B3}, {"CEAFe", got.CEAFe, c.want.CEAFe}} {
				if !near(m.got.Precision, m.want.Precision) || !near(m.got.Recall, m.want.Recall) {
					t.Errorf("%s: got %+v, want %+v", m.name, m.got, m.want)
				}
			}
			if mean := (c.want.MUC.F() + c.want.B3.F() + c.want.CEAFe.F()) / 3; !near(got.CoNLL(), mean) {
				t.Errorf("got %f, want %f", got.CoNLL(), mean)
			}
		})
	}
}

func TestAssign(t *testing.T) {
	for _, c := range []struct {
		values [][]float64
		want   float64
	}{
		{nil, 0},
		{[][]float64{{.9, .8}, {.8, .1}}, 1.6}, // the greatest first would give 1.0
		{[][]float64{{.5, .2, .9}}, .9},
		{[][]float64{{.5}, {.2}, {.9}}, .9},
		{[][]float64{{0, 0}, {0, 0}}, 0},
	} {
		if got := assign(c.values); !near(got, c.want) {
			t.Errorf("%v: got %f, want %f", c.values, got, c.want)
		}
	}
}

// On small tables, trying every pairing gives the same.
func TestAssignIsTheBest(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		rows, columns := 1+random.IntN(5), 1+random.IntN(5)
		values := make([][]float64, rows)
		for i := range values {
			values[i] = make([]float64, columns)
			for j := range values[i] {
				values[i][j] = float64(random.IntN(5)) / 4
			}
		}
		if got, want := assign(values), bestOf(values, nil); !near(got, want) {
			t.Fatalf("%v: got %f, want %f", values, got, want)
		}
	}
}

func bestOf(values [][]float64, taken []int) float64 {
	if len(values) == 0 {
		return 0
	}
	best := bestOf(values[1:], taken)
	for j, value := range values[0] {
		if !slices.Contains(taken, j) {
			best = max(best, value+bestOf(values[1:], append(slices.Clone(taken), j)))
		}
	}
	return best
}
