package coding

import (
	"maps"
	"math"
	"slices"
)

// A Level says what the distance of two values means.
type Level string

// The levels of measurement, with their difference functions after Krippendorff.
const (
	Nominal  Level = "nominal"  // values are the same, or they are not
	Ordinal  Level = "ordinal"  // they are as far apart as there are values between them
	Interval Level = "interval" // by their difference
	Ratio    Level = "ratio"    // by their difference as a share of their sum; for counts from 0 up
)

// Alpha gives Krippendorff's alpha: 1 for full agreement, 0 for what chance would give, less for less. Each
// unit has the values that its coders gave, in any order; who gave none is left out, and units with fewer than two
// values do not count. pairable is how many values did. ok is false where alpha is not defined: nothing can
// be paired, or all values are the same, so that nothing shows that coders could have told them apart.
//
// After K. Krippendorff, Content Analysis (2nd ed. 2004), chapter 11; A. F. Hayes and K. Krippendorff,
// "Answering the Call for a Standard Reliability Measure for Coding Data", Communication Methods and Measures 1
// (2007), 77-89; worked examples in K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
func Alpha(level Level, units [][]float64) (alpha float64, pairable int, ok bool) {
	counts := map[float64]float64{} // how often each value was given, in units that count
	for _, values := range units {
		if len(values) > 1 {
			pairable += len(values)
			for _, v := range values {
				counts[v]++
			}
		}
	}
	distance := level.distance(counts)
	var observed, expected float64
	for _, values := range units {
		if len(values) < 2 {
			continue
		}
		var sum float64
		for i, a := range values {
			for j, b := range values {
				if i != j {
					sum += distance(a, b)
				}
			}
		}
		observed += sum / float64(len(values)-1)
	}
	if len(counts) < 2 {
		return 0, pairable, false
	}
	sorted := slices.Sorted(maps.Keys(counts)) // sums come out the same whatever the order
	switch level {
	case Nominal: // each value with all others
		for _, a := range sorted {
			expected += counts[a] * (float64(pairable) - counts[a])
		}
	case Ratio:
		for i, a := range sorted {
			for _, b := range sorted[:i] {
				expected += 2 * counts[a] * counts[b] * distance(a, b)
			}
		}
	default: // squared differences of all pairs, by those from their middle: without going through all pairs
		least, sum, squares := sorted[0], 0., 0.
		for _, a := range sorted {
			far := math.Sqrt(distance(a, least))
			sum, squares = sum+counts[a]*far, squares+counts[a]*far*far
		}
		expected = 2 * (float64(pairable)*squares - sum*sum)
	}
	return 1 - float64(pairable-1)*observed/expected, pairable, true
}

// distance gives the squared difference of two values.
func (l Level) distance(counts map[float64]float64) func(a, b float64) float64 {
	switch l {
	case Ordinal:
		values := slices.Sorted(maps.Keys(counts))
		below := map[float64]float64{} // values below, and half of those that are the same
		var sum float64
		for _, v := range values {
			below[v] = sum + counts[v]/2
			sum += counts[v]
		}
		return func(a, b float64) float64 { return square(below[a] - below[b]) }
	case Interval:
		return func(a, b float64) float64 { return square(a - b) }
	case Ratio:
		return func(a, b float64) float64 {
			if a == b {
				return 0
			}
			return square((a - b) / (a + b))
		}
	}
	return func(a, b float64) float64 {
		if a == b {
			return 0
		}
		return 1
	}
}

func square(x float64) float64 { return math.Pow(x, 2) }
