package draw

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func TestAroundIsTheShortestWay(t *testing.T) {
	for _, test := range []struct {
		name       string
		boxes      []Box
		west, east float64
	}{
		{"one box", []Box{{West: 10, East: 20}}, 10, 20},
		{"two, side by side", []Box{{West: 60, East: 70}, {West: -10, East: 5}}, -10, 70},
		{"across the antimeridian", []Box{{West: 170, East: 175}, {West: -178, East: -170}}, 170, 190},
		{"a box across it", []Box{{West: 177, East: -178}, {West: 160, East: 165}}, 160, 182},
		{"a point", []Box{{West: -75.2, East: -75.2}}, -75.2, -75.2},
		{"all around", []Box{{West: -180, East: 0}, {West: 0, East: 180}}, -180, 180},
	} {
		if west, east := around(test.boxes); math.Abs(west-test.west) > 1e-9 || math.Abs(east-test.east) > 1e-9 {
			t.Errorf("%s: %v to %v, want %v to %v", test.name, west, east, test.west, test.east)
		}
	}
}

// Whatever a view is fitted to lies within its margin, across the antimeridian too.
func TestFitShowsWhatItIsFittedTo(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var boxes []Box
		for range 1 + random.IntN(4) {
			lat, lon := random.Float64()*95-35, random.Float64()*360-180
			boxes = append(boxes, Box{lon, lat, lon, lat})
		}
		v := fit(boxes, 348, 430, 20, deskAcross)
		for _, b := range boxes {
			p := v.at(b.West, b.South)
			// a view that is as wide as the world has no room for a margin
			if margin := map[bool]float64{true: -1, false: 19}[v.scale*360 <= 349]; !v.frame().grown(-margin).holds(p) {
				t.Fatalf("%v lies at %v of a view of %v by %v fitted to %v", b, p, v.width, v.height, boxes)
			}
		}
	}
}

func TestViewAndBoxAgree(t *testing.T) {
	for _, want := range []Box{{20, 10, 50, 40}, {170, -30, -160, 0}, {-170, -50, 170, 75}} {
		got := fit([]Box{want}, 300, 300, 0, 1).box()
		if got.South > want.South+.01 || got.North < want.North-.01 || wrap(want.West-got.West) < -.01 || wrap(got.East-want.East) < -.01 {
			t.Errorf("the view of %v shows %v", want, got)
		}
	}
}

func TestSimplifiedStaysClose(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var line []point
	for i := range 400 {
		line = append(line, point{float64(i) / 3, 20*math.Sin(float64(i)/30) + random.Float64()})
	}
	short := simplified(line, .5)
	if len(short) > len(line)/2 {
		t.Errorf("%d of %d points are left", len(short), len(line))
	}
	for _, p := range line {
		nearest := math.Inf(1)
		for i := 1; i < len(short); i++ {
			nearest = min(nearest, math.Sqrt(fromLine(p, short[i-1], short[i])))
		}
		if nearest > .5+1e-9 {
			t.Fatalf("%v is %v px from the line; want at most 0.5", p, nearest)
		}
	}
}

func TestClipRingKeepsWhatIsInside(t *testing.T) {
	f := frame{0, 0, 10, 10}
	for _, test := range []struct {
		name string
		ring []point
		area float64
	}{
		{"inside", []point{{1, 1}, {3, 1}, {3, 3}, {1, 3}}, 4},
		{"around", []point{{-5, -5}, {15, -5}, {15, 15}, {-5, 15}}, 100},
		{"over a corner", []point{{-5, -5}, {5, -5}, {5, 5}, {-5, 5}}, 25},
		{"outside", []point{{11, 11}, {12, 11}, {12, 12}}, 0},
		{"in twice", []point{{-4, 2}, {4, 2}, {4, 3}, {-2, 3}, {-2, 6}, {4, 6}, {4, 7}, {-4, 7}}, 8},
	} {
		clipped := clipRing(test.ring, f)
		area := 0.0
		for i, p := range clipped {
			q := clipped[(i+1)%len(clipped)]
			area += (p.x*q.y - q.x*p.y) / 2
		}
		if math.Abs(math.Abs(area)-test.area) > 1e-9 {
			t.Errorf("%s: %v, of area %v; want %v", test.name, clipped, area, test.area)
		}
	}
}

func TestPathsAreShort(t *testing.T) {
	for _, test := range []struct {
		line   []point
		closed bool
		want   string
	}{
		{[]point{{1, 2}, {1.5, 1}, {1.52, 1.04}, {0, 1}}, false, "M1 2l.5-1-1.5 0"},
		{[]point{{0, -.2}, {-10, 0}, {.3, 12.34}}, true, "M0 -.2l-10 .2 10.3 12.3z"},
		{[]point{{5, 5}, {5.01, 5}}, true, ""},
	} {
		if got := string(appendPath(nil, test.line, test.closed)); got != test.want {
			t.Errorf("%v is %q, want %q", test.line, got, test.want)
		}
	}
}

// No label lies on another, on a mark or over the edge.
func TestLabelsKeepApart(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	p := &placer{sight: frame{0, 0, 300, 300}}
	for i := range 60 {
		mark := point{random.Float64() * 300, random.Float64() * 300}
		p.take(frame{mark.x - 4, mark.y - 4, mark.x + 4, mark.y + 4})
		before := len(p.taken)
		l := label{first: fmt.Sprint("Town ", i), second: []string{"", "4 killed"}[i%2]}
		if !p.beside(&l, mark, 4, i%3 == 0) {
			continue
		}
		f := l.frame()
		if f.left < 0 || f.top < 0 || f.right > 300 || f.bottom > 300 {
			t.Errorf("%q lies over the edge: %v", l.first, f)
		}
		for _, other := range p.taken[:before] {
			if f.meets(other) {
				t.Errorf("%q at %v lies on %v", l.first, f, other)
			}
		}
	}
}
