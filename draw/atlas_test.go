package draw

import (
	"math"
	"testing"
)

func TestAtlasKnowsCountriesByCode(t *testing.T) {
	atlas := openAtlas(t)
	for code, want := range map[string]bool{"AF": true, "XK": true, "SO": true, "PS": true, "SS": true, "MT": true, "--": true, "..": false, "": false, "ZZ": false} {
		if got := atlas.Has(code); got != want {
			t.Errorf("Has(%q) = %v, want %v", code, got, want)
		}
	}
	var none *Atlas
	if none.Has("AF") {
		t.Error("no atlas has a country")
	}
}

// The box of a country is where most of it lies: France without Guiana, Russia and Fiji across
// the antimeridian.
func TestAtlasBox(t *testing.T) {
	atlas := openAtlas(t)
	for code, want := range map[string]Box{
		"FR": {-5, 41.3, 9.6, 51.1},
		"AF": {60.5, 29.4, 74.9, 38.5},
		"RU": {19.6, 41.2, -169, 81.9},
		"FJ": {177.2, -20.7, -178.3, -16.1},
		"SO": {40.9, -1.7, 51.4, 12}, // with the part that Natural Earth keeps apart
	} {
		got, ok := atlas.Box(code)
		if !ok {
			t.Errorf("no box for %s", code)
		}
		for i, pair := range [][2]float64{{got.West, want.West}, {got.South, want.South}, {got.East, want.East}, {got.North, want.North}} {
			if math.Abs(pair[0]-pair[1]) > 1 {
				t.Errorf("%s: box %.1f, want %.1f (side %d)", code, got, want, i)
				break
			}
		}
	}
}

func TestShapesOfAnotherMakeAreRefused(t *testing.T) {
	for name, data := range map[string][]byte{
		"cut short":              {2, 1, 0, 0},
		"more arcs than bytes":   {200, 200, 200, 200, 10},
		"an arc that is no arc":  {1, 1, 0, 0, 1, 'A', 'F', 1, 1, 8},
		"a count without an end": {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
	} {
		r := &shapeReader{data: data}
		if r.layer(); !r.failed {
			t.Errorf("%s: read without complaint", name)
		}
	}
}
