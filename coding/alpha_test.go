package coding

import (
	"math"
	"testing"
)

// turned gives units from what each coder gave; nan is for none.
func turned(coders ...[]float64) [][]float64 {
	units := make([][]float64, len(coders[0]))
	for _, values := range coders {
		for i, v := range values {
			if !math.IsNaN(v) {
				units[i] = append(units[i], v)
			}
		}
	}
	return units
}

// The worked examples of K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
func TestPublishedExamples(t *testing.T) {
	no := math.NaN()
	binary := turned([]float64{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, []float64{1, 1, 1, 0, 0, 1, 0, 0, 0, 0})
	nominal := turned([]float64{1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1}, []float64{2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4})
	four := turned(
		[]float64{1, 2, 3, 3, 2, 1, 4, 1, 2, no, no, no},
		[]float64{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, no, 3},
		[]float64{no, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, no},
		[]float64{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, no})
	for _, c := range []struct {
		name     string
		level    Level
		units    [][]float64
		want     float64
		pairable int
	}{
		{"B: two coders, two values", Nominal, binary, 0.095, 20},
		{"C: two coders, five values", Nominal, nominal, 0.692, 24},
		{"D: four coders, some gave none", Nominal, four, 0.743, 40},
		{"D as an order", Ordinal, four, 0.815, 40},
		{"D as intervals", Interval, four, 0.849, 40},
		{"D as ratios", Ratio, four, 0.797, 40},
	} {
		got, pairable, ok := Alpha(c.level, c.units)
		if !ok || math.Abs(got-c.want) > 0.0005 || pairable != c.pairable {
			t.Errorf("%s: got %.4f of %d values, %v, want %.3f of %d", c.name, got, pairable, ok, c.want, c.pairable)
		}
	}
}

func TestAlphaAtItsEnds(t *testing.T) {
	for _, level := range []Level{Nominal, Ordinal, Interval, Ratio} {
		if got, _, ok := Alpha(level, [][]float64{{0, 0}, {2, 2}, {5, 5}}); !ok || got != 1 {
			t.Errorf("%s, full agreement: got %v, %v", level, got, ok)
		}
		if got, _, ok := Alpha(level, [][]float64{{0, 2}, {2, 0}}); !ok || got >= 0 {
			t.Errorf("%s, full disagreement: got %v, %v", level, got, ok)
		}
		for name, units := range map[string][][]float64{"nothing": nil, "nothing to pair": {{1}, {2}, {}}, "one value": {{3, 3}, {3, 3}}} {
			if got, _, ok := Alpha(level, units); ok {
				t.Errorf("%s, %s: got %v", level, name, got)
			}
		}
	}
}
