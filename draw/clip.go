package draw

import "math"

// simplified gives a line with fewer points, none of which strays farther from the old line
// than tolerance (Douglas and Peucker). Its ends stay.
func simplified(line []point, tolerance float64) []point {
	if len(line) < 3 {
		return line
	}
	keep := make([]bool, len(line))
	keep[0], keep[len(line)-1] = true, true
	todo := [][2]int{{0, len(line) - 1}}
	for len(todo) > 0 {
		first, last := todo[len(todo)-1][0], todo[len(todo)-1][1]
		todo = todo[:len(todo)-1]
		farthest, distance := 0, tolerance*tolerance
		for i := first + 1; i < last; i++ {
			if d := fromLine(line[i], line[first], line[last]); d > distance {
				farthest, distance = i, d
			}
		}
		if farthest > 0 {
			keep[farthest] = true
			todo = append(todo, [2]int{first, farthest}, [2]int{farthest, last})
		}
	}
	var kept []point
	for i, p := range line {
		if keep[i] {
			kept = append(kept, p)
		}
	}
	return kept
}

// fromLine is the square of a point's distance from the line between two others.
func fromLine(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = min(max(((p.x-a.x)*dx+(p.y-a.y)*dy)/length, 0), 1)
	}
	dx, dy = p.x-a.x-along*dx, p.y-a.y-along*dy
	return dx*dx + dy*dy
}

// A frame is a rectangle, in px.
type frame struct{ left, top, right, bottom float64 }

func (f frame) grown(by float64) frame {
	return frame{f.left - by, f.top - by, f.right + by, f.bottom + by}
}

func (f frame) holds(p point) bool {
	return p.x >= f.left && p.x <= f.right && p.y >= f.top && p.y <= f.bottom
}

func (f frame) meets(g frame) bool {
	return f.left < g.right && g.left < f.right && f.top < g.bottom && g.top < f.bottom
}

// bounds is the least frame around a line.
func bounds(line []point) frame {
	f := frame{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range line {
		f = frame{min(f.left, p.x), min(f.top, p.y), max(f.right, p.x), max(f.bottom, p.y)}
	}
	return f
}

// clipRing cuts a closed line to a frame (Sutherland and Hodgman). Parts that leave the frame
// are joined along its edges; a ring that does not reach it is nil.
func clipRing(ring []point, f frame) []point {
	if b := bounds(ring); !b.meets(f) {
		return nil
	} else if b.left >= f.left && b.right <= f.right && b.top >= f.top && b.bottom <= f.bottom {
		return ring
	}
	ring = clipEdge(ring, func(p point) float64 { return p.x - f.left })
	ring = clipEdge(ring, func(p point) float64 { return f.right - p.x })
	ring = clipEdge(ring, func(p point) float64 { return p.y - f.top })
	return clipEdge(ring, func(p point) float64 { return f.bottom - p.y })
}

// clipEdge keeps what lies inside one edge: where inside is not negative.
func clipEdge(ring []point, inside func(point) float64) []point {
	var kept []point
	for i, q := range ring {
		p := ring[(i+len(ring)-1)%len(ring)]
		a, b := inside(p), inside(q)
		if a < 0 != (b < 0) {
			along := a / (a - b)
			kept = append(kept, point{p.x + along*(q.x-p.x), p.y + along*(q.y-p.y)})
		}
		if b >= 0 {
			kept = append(kept, q)
		}
	}
	return kept
}

// clipLine cuts an open line to a frame and gives its parts. Steps that start and end outside
// and cross a corner are kept whole: they end just outside the frame.
func clipLine(line []point, f frame) [][]point {
	var parts [][]point
	var part []point
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		if max(p.x, q.x) < f.left || min(p.x, q.x) > f.right || max(p.y, q.y) < f.top || min(p.y, q.y) > f.bottom {
			if part != nil {
				parts, part = append(parts, part), nil
			}
			continue
		}
		if part == nil {
			part = []point{p}
		}
		part = append(part, q)
	}
	if part != nil {
		parts = append(parts, part)
	}
	return parts
}

// spans gives where a horizontal line crosses the inside of rings, by the even-odd rule: pairs
// of x, from left to right.
func spans(rings [][]point, y float64) [][2]float64 {
	var crossings []float64
	for _, ring := range rings {
		for i, q := range ring {
			p := ring[(i+len(ring)-1)%len(ring)]
			if (p.y > y) != (q.y > y) {
				crossings = append(crossings, p.x+(y-p.y)/(q.y-p.y)*(q.x-p.x))
			}
		}
	}
	return pairs(crossings)
}
