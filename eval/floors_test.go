package eval

import (
	"slices"
	"testing"
)

func TestBelow(t *testing.T) {
	floor := Floor{"killed": 0.7, "event": 0.5, "via": 0.9}
	got := floor.Below(Tally{"killed": {Right: 6, Asked: 10}, "event": {Right: 5, Asked: 10}})
	if want := []string{"killed: 0.600 is below 0.700"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestBelowMeasures(t *testing.T) {
	half := Measure{Precision: .5, Recall: .5}
	got := Floor{"B3": 0.6, "CEAFe": 0.5}.BelowMeasures(Coreference{B3: half, CEAFe: half})
	if want := []string{"B3: 0.500 is below 0.600"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestBelowShares(t *testing.T) {
	floor := Floor{"strict": 0.6, "relaxed": 0.8, "value": 0.5}
	got := floor.BelowShares(map[string]float64{"strict": 0.5, "relaxed": 0.9})
	if want := []string{"strict: 0.500 is below 0.600", "value: 0.000 is below 0.500"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestDataFloors: a floor is of one verb, language and part.
func TestDataFloors(t *testing.T) {
	all := DataFloors{"time": {"ar development": {"strict": 0.8}}, "dates": {"ar": {"news": 0.7}}}
	for _, c := range []struct {
		verb, language, part string
		want                 int
	}{{"time", "ar", "development", 1}, {"time", "ar", "test", 0}, {"time", "en", "development", 0}, {"dates", "ar", "all", 1}, {"names", "ar", "all", 0}} {
		if got := all.Of(c.verb, c.language, c.part); len(got) != c.want {
			t.Errorf("%s of %s %s: got %v, want %d", c.verb, c.language, c.part, got, c.want)
		}
	}
}

func TestReadFloors(t *testing.T) {
	if _, err := ReadFloors(); err != nil {
		t.Error(err)
	}
}
