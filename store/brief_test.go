package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// Whatever part of a list is chosen, it is that of the sorted list.
func TestChoose(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 5))
	compare, err := ByKilled.compare()
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 1, 31, 33, 200, 1000} {
		var list []*brief
		for n := range size {
			list = append(list, &brief{id: fmt.Sprint(n), killed: int32(dice.IntN(9)), counted: dice.IntN(5) > 0})
		}
		sorted := slices.Clone(list)
		slices.SortFunc(sorted, compare)
		for range 50 {
			from := dice.IntN(size + 3)
			to := from + dice.IntN(size+3)
			dice.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			got := choose(list, from, to, compare)
			if want := sorted[min(from, size):min(to, size)]; !slices.Equal(got, want) {
				t.Fatalf("of %d, from %d to %d: got %d that are not those", size, from, to, len(got))
			}
		}
	}
}
