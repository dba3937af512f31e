package eval

import (
	"math/rand/v2"
	"slices"
)

// bootstrap gives between what a figure over n documents lies in 95 of 100 samples of as many, drawn
// with putting back (Efron's percentile interval). The same documents give the same interval.
func bootstrap(n int, figure func(sample []int) float64) (low, high float64) {
	const samples = 1000
	if n == 0 {
		return 0, 0
	}
	random := rand.New(rand.NewPCG(1, 2))
	figures := make([]float64, samples)
	sample := make([]int, n)
	for i := range figures {
		for j := range sample {
			sample[j] = random.IntN(n)
		}
		figures[i] = figure(sample)
	}
	slices.Sort(figures)
	return figures[samples*25/1000], figures[samples*975/1000-1]
}
