package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dateline"
)

// TestSketch checks that texts that are alike share a band, and that others do not.
func TestSketch(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	text := func() []string {
		var words []string
		for range 200 {
			words = append(words, fmt.Sprintf("w%d", dice.IntN(3000)))
		}
		return words
	}
	shared := func(a, b []int64) bool {
		return slices.ContainsFunc(a, func(band int64) bool { return slices.Contains(b, band) })
	}
	const pairs = 2000
	missed, near, strangers := 0, 0, 0
	for range pairs {
		words := text()
		other := slices.Clone(words)
		for range 6 { // each word that differs takes three runs of three with it
			other[dice.IntN(len(other))] = "changed"
		}
		a, b := shingles(words), shingles(other)
		if share := alike(a, b); share >= copies {
			near++
			if !shared(sketch(a), sketch(b)) {
				missed++
			}
		}
		if shared(sketch(a), sketch(shingles(text()))) {
			strangers++
		}
	}
	t.Logf("of %d pairs that are alike by %.1f or more, %d were missed; of %d that are not, %d share a band", near, copies, missed, pairs, strangers)
	if near < pairs/2 || missed > near/100 || strangers > 0 {
		t.Errorf("%d of %d pairs missed, %d strangers found, want at most 1 in 100 and none", missed, near, strangers)
	}
}

func TestShingles(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       float64
	}{
		{"the same but for case and marks", "Élan of the Town, today", "elan OF the town; today", 1},
		{"nothing in common", "one two three four", "five six seven eight", 0},
		{"one word differs at the end", "one two three four five", "one two three four six", 0.5},
		{"too short for a run", "one two", "One two.", 1},
		{"no words", "...", "...", 0},
	} {
		if got := alike(shingles(dateline.NameWords(c.a)), shingles(dateline.NameWords(c.b))); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
