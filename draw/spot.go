package draw

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A mapDrawing is a map as it is being drawn, whole or from closer by.
type mapDrawing struct {
	Map
	pen
	view   *view
	zoom   int     // of zooms; positions are as many times as far from the corner
	ground *ground // nil without an atlas; as on the whole map
	lands  []land  // those that might be named, the largest first; as on the whole map
	place  *placer
	marks  []*placed           // at points, the largest first, the lit last
	areas  []*placed           // discs and outlines
	discs  []frame             // around discs
	stood  map[string]standing // where words stood from farther off, by what they belong to
}

// A placed is one mark, for one spot or for several that fall together.
type placed struct {
	spots  []Spot
	manner manner
	at     point
	radius float64   // px
	rings  [][]point // of an outline or a disc, as far as they are in sight
	lit    bool
}

const (
	together     = 4.0  // px within which marks fall together
	togetherFull = 16.0 // the same, on a map with many
	many         = 80
	mostWords    = 14 // labels on a map that is no locator
)

// id gives an id of its own for a part of the drawing; empty unless it is wanted.
func (d *mapDrawing) id(part string, wanted bool) string {
	if !wanted {
		return ""
	}
	return d.ID + "-" + part
}

// gather finds what is to be drawn, and where.
func (d *mapDrawing) gather() {
	d.gatherAreas()
	d.gatherMarks()
}

// closer is the drawing as it is from closer by: areas grow, and marks are gathered and words placed anew.
func (d *mapDrawing) closer(zoom int) *mapDrawing {
	by := zooms[zoom]
	v := *d.view
	v.width, v.height, v.scale = v.width*by, v.height*by, v.scale*by
	c := &mapDrawing{Map: d.Map, view: &v, zoom: zoom, ground: d.ground, lands: d.lands, place: &placer{sight: v.frame().grown(-3)}}
	for _, p := range d.areas {
		grown := *p
		grown.at, grown.radius, grown.rings = p.at.scaled(by), p.radius*by, scaledRings(p.rings, by)
		c.areas = append(c.areas, &grown)
	}
	c.gatherMarks()
	return c
}

// gatherMarks finds what is drawn at points; what falls together is one mark.
func (d *mapDrawing) gatherMarks() {
	apart := together
	if len(d.Spots) > many {
		apart = togetherFull
	}
	type cell struct{ x, y int }
	marks := map[cell][]*placed{}
	for _, spot := range d.Spots {
		manner := d.manner(spot)
		if manner == mark || manner == vague {
			at := d.view.at(*spot.Lon, *spot.Lat)
			home := cell{int(math.Floor(at.x / apart)), int(math.Floor(at.y / apart))}
			var found *placed
			for i := range 9 {
				for _, other := range marks[cell{home.x + i%3 - 1, home.y + i/3 - 1}] {
					if found == nil && !d.Locator && math.Hypot(other.at.x-at.x, other.at.y-at.y) < apart {
						found = other
					}
				}
			}
			if found == nil {
				found = &placed{manner: manner, at: at}
				marks[home] = append(marks[home], found)
				d.marks = append(d.marks, found)
			}
			found.add(spot)
		}
	}
	d.measure()
}

// gatherAreas finds the discs and the outlines, the widest first.
func (d *mapDrawing) gatherAreas() {
	areas := map[string]*placed{}
	for _, spot := range d.Spots {
		manner := d.manner(spot)
		if manner != disc && manner != outline {
			continue
		}
		key := spot.Country
		if manner == disc {
			key = fmt.Sprint(*spot.Lat, *spot.Lon, spot.Radius)
		}
		found := areas[key]
		if found == nil {
			found = &placed{manner: manner}
			areas[key] = found
			d.areas = append(d.areas, found)
			d.spread(found, spot)
		}
		found.add(spot)
	}
	slices.SortStableFunc(d.areas, func(a, b *placed) int {
		return cmp.Compare(extent(b.rings), extent(a.rings))
	})
}

func (p *placed) add(spot Spot) {
	p.spots = append(p.spots, spot)
	p.lit = p.lit || spot.Lit
}

// spread finds the rings of an area.
func (d *mapDrawing) spread(p *placed, spot Spot) {
	if p.manner == outline {
		p.rings = d.ground.outline(spot.Country)
		return
	}
	p.at = d.view.at(*spot.Lon, *spot.Lat)
	p.radius = spot.Radius * d.view.kilometre(*spot.Lat)
	steps := min(max(int(2*p.radius), 24), 96) // round from close by too
	ring := make([]point, steps)
	lat, reach := *spot.Lat*math.Pi/180, spot.Radius/kilometres*math.Pi/180
	for i := range ring {
		turn := 2 * math.Pi * float64(i) / float64(steps)
		north := math.Asin(math.Sin(lat)*math.Cos(reach) + math.Cos(lat)*math.Sin(reach)*math.Cos(turn))
		east := math.Atan2(math.Sin(turn)*math.Sin(reach)*math.Cos(lat), math.Cos(reach)-math.Sin(lat)*math.Sin(north))
		ring[i] = point{p.at.x + east*180/math.Pi*d.view.scale, d.view.flat(0, north*180/math.Pi).y}
	}
	p.rings = [][]point{ring}
}

// measure gives every mark its size, and sorts them so that none hides a smaller one.
func (d *mapDrawing) measure() {
	most := 1 // of all that may stand alone, from however close
	for i := range d.Spots {
		if spot := &d.Spots[i]; spot.Count <= 1 && spot.Counted {
			most = max(most, spot.Killed)
		}
	}
	unit := min(1.25, 17/math.Sqrt(float64(most))) // the ring's area is the killed
	for _, p := range d.marks {
		spot := p.spots[0]
		switch {
		case p.count() > 1:
			p.radius = 4.5 + 3*float64(len(strconv.Itoa(p.count())))
		case d.Locator, p.manner == vague:
			p.radius = 5.5
		case !spot.Counted, spot.Killed == 0:
			p.radius = 2.2
		default:
			p.radius = max(unit*math.Sqrt(float64(spot.Killed)), 3.5)
		}
	}
	slices.SortStableFunc(d.marks, (*placed).over)
	for _, p := range d.marks {
		d.place.take(frame{p.at.x - p.radius, p.at.y - p.radius, p.at.x + p.radius, p.at.y + p.radius}.grown(1))
	}
}

// over orders marks: the largest first, the lit last.
func (p *placed) over(q *placed) int {
	if p.lit != q.lit {
		if p.lit {
			return 1
		}
		return -1
	}
	return cmp.Compare(q.radius, p.radius)
}

// count is how many incidents a mark stands for.
func (p *placed) count() int {
	n := 0
	for i := range p.spots {
		n += max(1, p.spots[i].Count)
	}
	return n
}

// lead is where a mark leads to: nowhere if it stands for several places.
func (p *placed) lead() string {
	for i := range p.spots {
		if p.spots[i].Lead != p.spots[0].Lead {
			return ""
		}
	}
	return p.spots[0].Lead
}

// ids are the ids of a mark's incidents, for data-i.
func (p *placed) ids() string {
	var ids []string
	for _, spot := range p.spots {
		if spot.ID != "" {
			ids = append(ids, spot.ID)
		}
	}
	return strings.Join(ids, " ")
}

// said is what a mark says when it is pointed at.
func (d *mapDrawing) said(p *placed) string {
	if p.count() > 1 && d.Several != nil {
		return d.Several(p.count(), p.spots)
	}
	const most = 4
	var titles []string
	for i, spot := range p.spots {
		if i == most {
			titles = append(titles, "…")
			break
		}
		if spot.Title != "" {
			titles = append(titles, spot.Title)
		}
	}
	return strings.Join(titles, "\n")
}

// colour is the hue of a mark's lines.
func (p *placed) colour() string {
	if p.lit {
		return "var(--ink)"
	}
	return "var(--place)"
}

// hatch writes the pattern of what is only known to lie somewhere inside.
func (d *mapDrawing) hatch() {
	if len(d.areas) == 0 {
		return
	}
	d.open("defs")
	d.open("pattern", s("id", d.id("hatch", true)), s("width", "5"), s("height", "5"),
		s("patternUnits", "userSpaceOnUse"), s("patternTransform", "rotate(45)"))
	d.leaf("path", s("d", "M0 0V5"), s("stroke", "var(--place)"), s("opacity", ".55"))
	d.close("pattern")
	d.close("defs")
}

// extents draws the areas.
func (d *mapDrawing) extents() {
	for _, p := range d.areas {
		wide := ""
		if p.lit {
			wide = "1.5"
		}
		d.open("g", s("class", "area"), s("data-i", p.ids()), s("data-lead", p.lead()))
		d.title(d.said(p))
		d.lines(p.rings, true, s("fill", "url(#"+d.id("hatch", true)+")"), s("stroke", p.colour()),
			s("stroke-width", wide), s("stroke-dasharray", "4 3"))
		d.close("g")
	}
}

// extent is the room that rings stand in, in square px.
func extent(rings [][]point) float64 {
	if len(rings) == 0 {
		return 0
	}
	b := bounds(slices.Concat(rings...))
	return (b.right - b.left) * (b.bottom - b.top)
}

// draw draws a mark, with its point as the origin.
func (d *mapDrawing) draw(to *pen, p *placed) {
	to.title(d.said(p))
	spot, colour := p.spots[0], p.colour()
	stroke := "1.25"
	if p.lit {
		stroke = "2"
	}
	ring := func(radius float64, opacity, dashes, turn string) {
		to.leaf("circle", n("r", radius), s("fill", "var(--paper)"), s("fill-opacity", opacity),
			s("stroke", colour), s("stroke-width", stroke), s("stroke-dasharray", dashes), s("transform", turn))
	}
	switch {
	case p.count() > 1:
		ring(p.radius, "", "", "")
		to.write(d.number(p.count()), n("y", 4), s("text-anchor", "middle"), s("font-weight", "600"), s("fill", "var(--ink)"))
	case p.manner == vague:
		ring(p.radius, ".45", "3 2.5", "")
	case d.Locator:
		ring(p.radius, ".6", "", "")
		d.centre(to, p)
	case !spot.Counted:
		d.centre(to, p)
	case spot.Killed == 0 && !spot.Open:
		ring(p.radius, "", "", "")
	case spot.Open:
		round := 2 * math.Pi * max(p.radius, 3.5)
		ring(max(p.radius, 3.5), ".45", number(round*.82)+" "+number(round*.18), "rotate(-57)")
		d.centre(to, p)
	default:
		ring(p.radius, ".45", "", "")
		d.centre(to, p)
	}
}

// centre draws the middle of a mark: a square for an exact site, a dot for a town.
func (d *mapDrawing) centre(to *pen, p *placed) {
	if p.spots[0].Grain == Site {
		to.leaf("rect", n("x", -2), n("y", -2), n("width", 4), n("height", 4), s("fill", p.colour()))
		return
	}
	radius := 1.6
	if !d.Locator && !p.spots[0].Counted {
		radius = 2.2
	}
	to.leaf("circle", n("r", radius), s("fill", p.colour()))
}
