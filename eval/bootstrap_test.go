package eval

import "testing"

// TestBootstrap draws from documents that are alike, where every sample gives the same, and from some that are not.
func TestBootstrap(t *testing.T) {
	mean := func(values []float64) func([]int) float64 {
		return func(sample []int) float64 {
			sum := 0.0
			for _, i := range sample {
				sum += values[i]
			}
			return sum / float64(len(sample))
		}
	}
	if low, high := bootstrap(3, mean([]float64{0.5, 0.5, 0.5})); low != 0.5 || high != 0.5 {
		t.Errorf("alike: %v to %v, want 0.5 to 0.5", low, high)
	}
	if low, high := bootstrap(4, mean([]float64{0, 0, 1, 1})); low >= 0.5 || high <= 0.5 || low < 0 || high > 1 {
		t.Errorf("unlike: %v to %v, want some on either side of 0.5", low, high)
	}
	if low, high := bootstrap(0, nil); low != 0 || high != 0 {
		t.Errorf("none: %v to %v, want 0 to 0", low, high)
	}
}
