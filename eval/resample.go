package eval

import (
	"math/rand/v2"
	"slices"
)

// resample gives the bounds between which 95 of 100 sets of n things, drawn anew with
// replacement, have the figures of a measure. It draws the same sets each time.
func resample(n int, measure func(drawn []int) map[string]float64) (low, high map[string]float64) {
	const draws = 1000
	source := rand.New(rand.NewPCG(1, 2))
	all := map[string][]float64{}
	drawn := make([]int, n)
	for range draws {
		for i := range drawn {
			drawn[i] = source.IntN(n)
		}
		for name, figure := range measure(drawn) {
			all[name] = append(all[name], figure)
		}
	}
	low, high = map[string]float64{}, map[string]float64{}
	for name, figures := range all {
		slices.Sort(figures)
		low[name], high[name] = figures[len(figures)*25/1000], figures[len(figures)*975/1000]
	}
	return low, high
}
