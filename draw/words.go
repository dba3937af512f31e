package draw

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// words draws names, marks and labels, for the whole map and for each zoom: names of countries below the marks,
// labels above them.
func (d *mapDrawing) words() {
	var names, leaders, marks, labels pins
	d.findLands()
	stood := map[string]standing{}
	order := map[*pinned]*placed{}
	for zoom := range zooms {
		c := d
		if zoom > 0 {
			c = d.closer(zoom)
		}
		c.stood = stood
		c.label(&labels, &leaders)
		c.towns(&names)
		c.place.taken = append(c.place.taken, c.discs...)
		c.countries(&names)
		for _, p := range c.marks {
			var body pen
			c.draw(&body, p)
			added := marks.add(zoom, p.at.scaled(1/zooms[zoom]), body.buf, s("data-i", p.ids()), s("data-lead", p.lead()))
			order[added] = p
		}
	}
	slices.SortStableFunc(marks.all, func(a, b *pinned) int { return order[a].over(order[b]) })
	halo := []attr{s("paint-order", "stroke"), s("stroke", "var(--land)"), s("stroke-width", "3"), s("stroke-linejoin", "round")}
	if d.ground == nil {
		halo[1] = s("stroke", "var(--paper)")
	}
	d.open("g", append(halo, s("fill", "var(--ink-3)"))...)
	names.write(&d.pen)
	d.close("g")
	leaders.write(&d.pen)
	d.open("g", s("class", "spots"))
	marks.write(&d.pen)
	d.close("g")
	d.open("g", append(halo, s("class", "words"))...)
	labels.write(&d.pen)
	d.close("g")
}

// A standing is where words stand: from their pin on the whole map.
type standing struct {
	label
	pin point
}

// again sets words where they stood from farther off, so that they do not jump; false if something is in the way now.
func (d *mapDrawing) again(l *label, of string) bool {
	was, ok := d.stood[of]
	if !ok || was.first != l.first || was.second != l.second {
		return false
	}
	t := was.label.moved(was.pin.scaled(zooms[d.zoom]))
	f := t.frame()
	if !d.place.free(f) {
		return false
	}
	d.place.take(f)
	*l = t
	return true
}

// stand pins words that have found their place, and gives their pin on the whole map.
func (d *mapDrawing) stand(l *label, of string, pin point) point {
	l2 := l.moved(pin.scaled(-1))
	pin = pin.scaled(1 / zooms[d.zoom])
	d.stood[of] = standing{l2, pin}
	*l = l2
	return pin
}

// label finds places for the labels of spots: the lit one's first, then those of areas, of several
// together, and of the others by their toll. It adds them, and their leaders.
func (d *mapDrawing) label(words, leaders *pins) {
	all := slices.Concat(d.areas, d.marks)
	slices.SortStableFunc(all, func(a, b *placed) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(b.radius, a.radius))
	})
	for _, p := range d.areas {
		if p.manner == disc {
			d.discs = append(d.discs, bounds(p.rings[0]))
		}
	}
	most := int(mostWords * zooms[d.zoom] * zooms[d.zoom]) // in the window about as many as from afar
	for _, p := range all {
		l := d.wordsOf(p)
		if l.first == "" || most <= 0 && !d.Locator && !p.lit {
			continue
		}
		of := fmt.Sprintf("%d %v %s", p.manner, p.at.scaled(1/zooms[d.zoom]), l.first)
		if d.Locator { // the words of what lies in an area are led out of it, if it is not too wide
			d.place.shun = d.discs
		}
		found := d.again(&l, of) || d.seat(&l, p)
		d.place.shun = nil
		if !found && (len(d.discs) == 0 || !d.Locator || !d.seat(&l, p)) {
			continue
		}
		most--
		d.pinLabel(words, leaders, &l, p, of)
	}
}

// wordsOf are the words of a mark or an area; without a first line if it has none of its own.
func (d *mapDrawing) wordsOf(p *placed) label {
	l := label{first: p.spots[0].Label, second: p.spots[0].Note}
	if len(p.spots) > 1 && p.manner != disc && p.manner != outline {
		l.second = ""
	}
	for _, other := range p.spots[1:] {
		if other.Note != l.second {
			l.second = ""
		}
		if other.Label != l.first && p.manner != outline {
			l.first = ""
		}
	}
	if area := p.manner == disc || p.manner == outline; area && d.Only != nil && !d.Locator {
		l.second = d.Only(p.count(), p.spots[0].Grain)
		if name := d.countryName(p.spots[0].Country); p.manner == outline && name != "" {
			l.first = name
		}
	}
	return l
}

// seat finds a place for a label; false if there is none.
func (d *mapDrawing) seat(l *label, p *placed) bool {
	if p.manner != outline {
		led := d.Locator || p.lit || p.manner == disc || len(p.spots) > 1
		return d.place.beside(l, p.at, p.radius, led)
	}
	found := d.place.inside(l, p.rings)
	if !found && len(p.rings) > 0 {
		l.second = ""
		found = d.place.inside(l, p.rings)
	}
	return found
}

// pinLabel adds a label that has found its place: to its mark, to the rim of its disc, or where it stands in a country.
func (d *mapDrawing) pinLabel(words, leaders *pins, l *label, p *placed, of string) {
	colour := ""
	switch {
	case p.lit || p.manner == outline:
		colour = "var(--ink)"
	case d.Locator:
		colour = "var(--place)"
	}
	f := l.frame()
	pin := p.at
	switch p.manner {
	case outline:
		pin = l.at
	case disc:
		x, y := (f.left+f.right)/2-p.at.x, (f.top+f.bottom)/2-p.at.y
		if far := math.Hypot(x, y); far > p.radius {
			pin = point{p.at.x + x/far*p.radius, p.at.y + y/far*p.radius}
		}
	}
	var body, line pen
	sea := d.ground != nil && d.ground.sea(f.scaled(1/zooms[d.zoom]))
	pin = d.stand(l, of, pin)
	if sea {
		body.open("g", s("stroke", "var(--paper)"))
	}
	l.write(&body, p.lit || p.manner == outline, colour)
	if sea {
		body.close("g")
	}
	words.add(d.zoom, pin, body.buf)
	if l.leader != nil {
		line.lines([][]point{l.leader}, false, s("fill", "none"), s("stroke", cmp.Or(colour, "var(--edge)")))
		leaders.add(d.zoom, pin, line.buf)
	}
}

// weight is how early a mark is labelled.
func (p *placed) weight() int {
	switch {
	case p.lit:
		return 3
	case p.manner == outline || p.manner == disc:
		return 2
	case p.count() > 1:
		return 1
	}
	return 0
}

// towns adds the towns that are there for bearings, as far as they fit.
func (d *mapDrawing) towns(names *pins) {
	for _, town := range d.Towns {
		at := d.view.at(town.Lon, town.Lat)
		dot := frame{at.x - 2, at.y - 2, at.x + 2, at.y + 2}
		if !d.place.free(dot) {
			continue
		}
		l := label{first: town.Label}
		d.place.take(dot)
		if of := "town " + town.Label; d.again(&l, of) || d.place.aside(&l, at) {
			var body pen
			body.leaf("circle", n("r", 1.6), s("stroke", "none"))
			pin := d.stand(&l, of, at)
			l.write(&body, false, "")
			names.add(d.zoom, pin, body.buf)
		}
	}
}

// A land is a country that may be named.
type land struct {
	name   string
	rings  [][]point
	size   float64
	across float64 // px from west to east
}

// findLands finds the countries in sight, the largest first.
func (d *mapDrawing) findLands() {
	if d.ground == nil || d.Country == nil {
		return
	}
	hatched := map[string]bool{}
	for _, p := range d.areas {
		if p.manner == outline {
			hatched[p.spots[0].Country] = true
		}
	}
	for _, shape := range d.ground.layer.countries {
		name := d.countryName(shape.code)
		if name == "" || hatched[shape.code] {
			continue
		}
		if rings := d.ground.visible(shape.rings); len(rings) > 0 {
			b := bounds(slices.Concat(rings...))
			d.lands = append(d.lands, land{name, rings, extent(rings), b.right - b.left})
		}
	}
	slices.SortStableFunc(d.lands, func(a, b land) int { return cmp.Compare(b.size, a.size) })
}

// countries names the countries in sight whose names fit into them, the largest first.
func (d *mapDrawing) countries(names *pins) {
	for _, c := range d.lands {
		l := label{first: c.name}
		of := "land " + c.name
		if !d.again(&l, of) {
			wide, _ := l.size()
			if by := zooms[d.zoom]; c.across*by < wide*.85 || !d.place.inside(&l, scaledRings(c.rings, by)) {
				continue
			}
		}
		spacing := ".6"
		if rightToLeft(c.name) {
			spacing = "" // joined letters stay joined
		}
		pin := d.stand(&l, of, l.at)
		var body pen
		body.write(c.name, s("text-anchor", "middle"), s("letter-spacing", spacing))
		names.add(d.zoom, pin, body.buf)
	}
}

func (d *mapDrawing) countryName(code string) string {
	if d.Country == nil || code == "" || code == "--" {
		return ""
	}
	return d.Country(code)
}
