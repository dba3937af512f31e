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

func TestReadFloors(t *testing.T) {
	if _, err := ReadFloors(); err != nil {
		t.Error(err)
	}
}
