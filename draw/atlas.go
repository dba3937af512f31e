package draw

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"

	"dateline/third"
)

// The layout of world/countries.shapes, which third/generate writes and this file reads: a gzip
// stream of
//
//	magic   8 bytes, the layout's version in them
//	layers  two: of 1:110 million for views of the world, of 1:50 million for close ones. Each is
//	  arcs    their number; each the number of its points, and for each point the steps east and
//	          north from the last one (from 0, 0 for the first), in 1/100,000 of a circle
//	  shapes  their number; each 2 bytes of code, the number of its rings, for each ring the number
//	          of its arcs, and each arc; arc i backwards is ^i
//
// Counts are varints without sign, steps and arcs are varints with sign. The code is ISO 3166-1
// alpha-2, ".." for all land and "--" for land that no code is given to. Neighbours share the arcs
// of their border. Rings run on across the antimeridian.
const magic = "shapes1\n"

// An Atlas is the shapes of the world's countries, by Natural Earth. It is safe for use by
// several goroutines.
type Atlas struct{ coarse, fine *layer }

// A point is a place in degrees, or a position in px.
type point struct{ x, y float64 }

// A layer is the world at one scale.
type layer struct {
	arcs      [][]point // in degrees; the first of an arc lies within 180 degrees of Greenwich, the rest follows on
	bounds    []frame   // of arcs, in degrees: top is the south
	kinds     []arcKind
	land      shape
	countries []shape
}

// An arcKind says what lies on either side of an arc.
type arcKind uint8

const (
	coast    arcKind = iota // a country, and the sea
	border                  // two countries
	disputed                // two parts that one code is given to, or a part without a code
)

// A shape is the rings of a country, or of one of several parts that bear its code.
type shape struct {
	code  string
	rings []ring
}

// A ring is a closed line of arcs, with its bounds and its area as on a flat map, in degrees.
type ring struct {
	arcs     []int32
	min, max point
	area     float64
}

// OpenAtlas reads the embedded shapes, in some ten milliseconds: once for a program.
func OpenAtlas() (*Atlas, error) {
	packed, err := fs.ReadFile(third.Files(), "world/countries.shapes")
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	data, err := io.ReadAll(unpacked)
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, errors.New("atlas: made by another version of the program")
	}
	r := &shapeReader{data: rest}
	atlas := &Atlas{coarse: r.layer(), fine: r.layer()}
	if r.failed || len(r.data) > 0 {
		return nil, errors.New("atlas: cut short or too long")
	}
	return atlas, nil
}

// Has tells whether the atlas knows a country's outline, by its ISO 3166-1 alpha-2 code.
func (a *Atlas) Has(code string) bool {
	_, ok := a.Box(code)
	return ok
}

// Box gives the part of the world that a country lies in, far-off parts left out; false if its
// outline is unknown.
func (a *Atlas) Box(code string) (Box, bool) {
	if a == nil {
		return Box{}, false
	}
	var main *ring
	rings := a.fine.rings(code)
	for _, r := range rings {
		if main == nil || r.area > main.area {
			main = r
		}
	}
	if main == nil {
		return Box{}, false
	}
	low, high := main.min, main.max
	near := max((high.x-low.x)/4, (high.y-low.y)/4, 3)
	for _, r := range rings {
		shift := 360 * math.Round(((main.min.x+main.max.x)-(r.min.x+r.max.x))/720)
		if r.min.x+shift > main.max.x+near || r.max.x+shift < main.min.x-near ||
			r.min.y > main.max.y+near || r.max.y < main.min.y-near {
			continue
		}
		low = point{min(low.x, r.min.x+shift), min(low.y, r.min.y)}
		high = point{max(high.x, r.max.x+shift), max(high.y, r.max.y)}
	}
	return Box{West: wrap(low.x), South: low.y, East: wrap(high.x), North: high.y}, true
}

// wrap brings a longitude to between -180 and 180.
func wrap(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	return lon - 360*math.Floor((lon+180)/360)
}

// rings gives the rings of all parts that bear a code.
func (l *layer) rings(code string) []*ring {
	var rings []*ring
	for i := range l.countries {
		if l.countries[i].code == code {
			for j := range l.countries[i].rings {
				rings = append(rings, &l.countries[i].rings[j])
			}
		}
	}
	return rings
}

// A shapeReader reads the layout; failed once anything is amiss.
type shapeReader struct {
	data   []byte
	failed bool
}

// count reads the number of things that take at least a byte each.
func (r *shapeReader) count() int {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n > uint64(len(r.data)-size) {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

func (r *shapeReader) signed() int {
	n, size := binary.Varint(r.data)
	if size <= 0 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

func (r *shapeReader) layer() *layer {
	const unit = 360.0 / 100_000
	l := &layer{arcs: make([][]point, r.count())}
	for i := range l.arcs {
		arc := make([]point, r.count())
		x, y := 0, 0
		for j := range arc {
			dx := r.signed()
			if j > 0 { // the step to the far side of the antimeridian is a short one
				dx -= 100_000 * int(math.Round(float64(dx)/100_000))
			}
			x, y = x+dx, y+r.signed()
			arc[j] = point{float64(x) * unit, float64(y) * unit}
		}
		if len(arc) == 0 {
			r.failed = true
			return l
		}
		l.arcs[i] = arc
	}
	l.countries = make([]shape, r.count())
	for i := range l.countries {
		if len(r.data) < 2 {
			r.failed = true
			return l
		}
		s := shape{code: string(r.data[:2])}
		r.data = r.data[2:]
		s.rings = make([]ring, r.count())
		for j := range s.rings {
			arcs := make([]int32, r.count())
			for k := range arcs {
				arcs[k] = int32(r.signed())
				if a := int(arcs[k]); max(a, ^a) >= len(l.arcs) {
					r.failed = true
					return l
				}
			}
			s.rings[j] = l.measure(arcs)
		}
		l.countries[i] = s
	}
	l.countries = slices.DeleteFunc(l.countries, func(s shape) bool {
		if s.code == ".." {
			l.land = s
		}
		return s.code == ".."
	})
	slices.SortStableFunc(l.countries, func(a, b shape) int { return cmp.Compare(a.code, b.code) })
	l.sortArcs()
	return l
}

// sortArcs tells coasts from borders by who uses an arc.
func (l *layer) sortArcs() {
	l.kinds = make([]arcKind, len(l.arcs))
	l.bounds = make([]frame, len(l.arcs))
	for i, arc := range l.arcs {
		l.bounds[i] = bounds(arc)
	}
	users := make([]string, len(l.arcs))
	for _, s := range l.countries {
		for _, r := range s.rings {
			for _, arc := range r.arcs {
				i := max(arc, ^arc)
				switch code := users[i]; {
				case code == "":
					users[i] = s.code
				case code == s.code || code == "--" || s.code == "--":
					l.kinds[i] = disputed
				default:
					l.kinds[i] = border
				}
			}
		}
	}
}

// measure finds the bounds and the area of a ring.
func (l *layer) measure(arcs []int32) ring {
	r := ring{arcs: arcs, min: point{math.Inf(1), math.Inf(1)}, max: point{math.Inf(-1), math.Inf(-1)}}
	line := join(arcs, 360, func(i int32) []point { return l.arcs[i] })
	for i, p := range line {
		r.min = point{min(r.min.x, p.x), min(r.min.y, p.y)}
		r.max = point{max(r.max.x, p.x), max(r.max.y, p.y)}
		q := line[(i+1)%len(line)]
		r.area += (p.x*q.y - q.x*p.y) / 2
	}
	r.area = math.Abs(r.area) * math.Cos((r.min.y+r.max.y)/2*math.Pi/180)
	return r
}

// join strings arcs into one line. Where the next arc starts on the other side of the
// antimeridian it is moved around the world, whose width is given in the points' unit.
func join(arcs []int32, world float64, points func(int32) []point) []point {
	var line []point
	for _, arc := range arcs {
		step := points(max(arc, ^arc))
		first := step[0]
		if arc < 0 {
			first = step[len(step)-1]
		}
		shift := 0.0
		if len(line) > 0 {
			last := line[len(line)-1]
			shift = world * math.Round((last.x-first.x)/world)
			line = line[:len(line)-1]
		}
		for i := range step {
			p := step[i]
			if arc < 0 {
				p = step[len(step)-1-i]
			}
			line = append(line, point{p.x + shift, p.y})
		}
	}
	return line
}
