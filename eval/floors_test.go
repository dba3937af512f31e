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

func TestReadFloors(t *testing.T) {
	if _, err := ReadFloors(); err != nil {
		t.Error(err)
	}
}
