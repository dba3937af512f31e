package draw

import (
	"math"
	"slices"
)

// A ground is the land of a view: lines of the atlas as they lie on the drawing, simplified
// once and shared by whoever asks for them.
type ground struct {
	layer *layer
	view  *view
	lines [][]point // of arcs, in px; nil while nobody has asked
	land  [][]point // in sight; nil before draw
}

const (
	tolerance = .35 // px that a line may stray
	speck     = 1.2 // px: a ring smaller than that is left out
	closeUp   = 3.0 // px a degree from which the fine layer is drawn
	overlap   = 6.0 // px that land reaches beyond the edge, so that its outline does not show there
)

func (a *Atlas) ground(v *view) *ground {
	g := &ground{layer: a.coarse, view: v}
	if v.scale >= closeUp {
		g.layer = a.fine
	}
	g.lines = make([][]point, len(g.layer.arcs))
	return g
}

// line gives an arc on the drawing, simplified. One that is out of sight is no more than its ends.
func (g *ground) line(i int32) []point {
	if g.lines[i] == nil {
		arc := g.layer.arcs[i]
		if b := g.layer.bounds[i]; arc[0] != arc[len(arc)-1] && !g.seen(point{b.left, b.top}, point{b.right, b.bottom}) {
			arc = []point{arc[0], arc[len(arc)-1]} // straight through where nobody looks
		}
		line := make([]point, len(arc))
		for j, p := range arc {
			line[j] = g.view.flat(p.x, p.y)
		}
		if len(line) > 3 && line[0] == line[len(line)-1] { // an island has no two ends to keep
			half := len(line) / 2
			line = append(simplified(line[:half+1], tolerance), simplified(line[half:], tolerance)[1:]...)
		} else {
			line = simplified(line, tolerance)
		}
		g.lines[i] = line
	}
	return g.lines[i]
}

// copies gives how far bounds in degrees are to be moved, in px, to come into sight.
func (g *ground) copies(low, high point) []float64 {
	var shifts []float64
	a, b := g.view.flat(low.x, high.y), g.view.flat(high.x, low.y)
	world := g.view.world()
	for turn := -2.0; turn <= 2; turn++ {
		f := frame{a.x + turn*world, a.y, b.x + turn*world, b.y}
		if f.grown(.01).meets(g.view.frame().grown(overlap)) {
			shifts = append(shifts, turn*world)
		}
	}
	return shifts
}

// seen tells whether any copy of what lies within bounds is in sight.
func (g *ground) seen(low, high point) bool { return g.copies(low, high) != nil }

// visible gives the rings of shapes as far as they are in sight.
func (g *ground) visible(rings []ring) [][]point {
	var all [][]point
	world, sight := g.view.world(), g.view.frame().grown(overlap)
	for _, r := range rings {
		shifts := g.copies(r.min, r.max)
		if a, b := g.view.flat(r.min.x, r.max.y), g.view.flat(r.max.x, r.min.y); shifts == nil || b.x-a.x < speck && b.y-a.y < speck {
			continue
		}
		line := join(r.arcs, world, g.line)
		first, last := line[0], line[len(line)-1]
		if math.Abs(last.x-first.x) > world/2 { // around the south pole: closed below the drawing
			south := g.view.height + 2*overlap
			line = append(line, point{last.x, south}, point{first.x, south})
		} else if first == last {
			line = line[:len(line)-1]
		}
		for _, shift := range shifts {
			moved := make([]point, len(line))
			for i, p := range line {
				moved[i] = point{p.x + shift, p.y}
			}
			if clipped := clipRing(moved, sight); len(clipped) > 2 {
				all = append(all, clipped)
			}
		}
	}
	return all
}

// outline gives the visible rings of a country.
func (g *ground) outline(code string) [][]point {
	var rings []ring
	for _, s := range g.layer.countries {
		if s.code == code {
			rings = append(rings, s.rings...)
		}
	}
	return g.visible(rings)
}

// borders gives the visible lines of a kind.
func (g *ground) borders(kind arcKind) [][]point {
	var all [][]point
	sight := g.view.frame().grown(overlap)
	for i, b := range g.layer.bounds {
		if g.layer.kinds[i] != kind {
			continue
		}
		for _, shift := range g.copies(point{b.left, b.top}, point{b.right, b.bottom}) {
			line := slices.Clone(g.line(int32(i)))
			for j := range line {
				line[j].x += shift
			}
			all = append(all, clipLine(line, sight)...)
		}
	}
	return all
}

// sea tells whether a frame lies for the greater part in the sea.
func (g *ground) sea(f frame) bool {
	dry := 0.0
	for _, span := range spans(g.land, (f.top+f.bottom)/2+.01) {
		dry += max(min(span[1], f.right)-max(span[0], f.left), 0)
	}
	return dry < (f.right-f.left)/2
}

// draw draws land and borders.
func (g *ground) draw(p *pen) {
	g.land = g.visible(g.layer.land.rings)
	p.open("g", s("class", "ground"))
	p.lines(g.land, true, s("fill", "var(--land)"), s("stroke", "var(--coast)"), s("stroke-width", ".75"))
	p.lines(g.borders(border), false, s("fill", "none"), s("stroke", "var(--paper)"))
	p.lines(g.borders(disputed), false, s("fill", "none"), s("stroke", "var(--paper)"), s("stroke-dasharray", "2 2"))
	p.close("g")
}

// lines writes lines as one path; none are no path.
func (p *pen) lines(lines [][]point, closed bool, attrs ...attr) {
	var data []byte
	for _, line := range lines {
		data = appendPath(data, line, closed)
	}
	if len(data) > 0 {
		p.leaf("path", append([]attr{s("d", string(data))}, attrs...)...)
	}
}
