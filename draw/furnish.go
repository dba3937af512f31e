package draw

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// precise is a number with more digits than a position needs.
func precise(value float64) string { return strconv.FormatFloat(value, 'f', -1, 32) }

// furnish draws the scale bar and the inset, and keeps words off them.
func (d *mapDrawing) furnish() {
	d.scaleBar()
	if d.Inset {
		d.inset()
	}
}

// scaleBar draws how long a round number of kilometres is, on maps where that is the same all over.
func (d *mapDrawing) scaleBar() {
	v := d.view
	box := v.box()
	ends := math.Cos(box.North*math.Pi/180) / math.Cos(box.South*math.Pi/180)
	if d.Distance == nil || !v.mercator || ends > 1.25 || ends < .8 {
		return
	}
	kilometre := v.kilometre((box.North + box.South) / 2)
	long := 0
	for _, round := range []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if float64(round)*kilometre <= v.width/5 {
			long = round
		}
	}
	if long == 0 {
		return
	}
	x, y := v.width-12, v.height-12
	from := x - float64(long)*kilometre
	d.lines([][]point{{{from, y}, {from, y + 4}, {x, y + 4}, {x, y}}}, false, s("fill", "none"), s("stroke", "var(--ink-2)"))
	text := d.Distance(long)
	middle := min((from+x)/2, v.width-6-width(text, letters)/2)
	d.write(text, n("x", middle), n("y", y-2), s("text-anchor", "middle"))
	wide := max(x-from, width(text, letters))
	d.place.take(frame{v.width - 16 - wide, y - 14, v.width, v.height})
}

// inset draws the world in the corner that holds the fewest marks, unless the map shows a third
// of the world itself.
func (d *mapDrawing) inset() {
	if d.Atlas == nil || d.view.width/d.view.scale > 120 {
		return
	}
	const wide = 104
	world := fit(nil, wide, 62, 0, 1)
	v := d.view
	corners := []point{
		{v.width - wide - 8, 8}, {8, 8}, {8, v.height - world.height - 8}, {v.width - wide - 8, v.height - world.height - 8},
	}
	held := func(at point) int {
		f := frame{at.x, at.y, at.x + wide, at.y + world.height}.grown(8)
		count := 0
		for _, taken := range d.place.taken {
			if f.meets(taken) {
				count++
			}
		}
		for _, p := range d.areas {
			if p.manner == disc && f.meets(bounds(p.rings[0])) {
				count++
			}
		}
		return count
	}
	at := slices.MinFunc(corners, func(a, b point) int { return cmp.Compare(held(a), held(b)) })
	d.open("svg", n("x", at.x), n("y", at.y), n("width", wide), n("height", world.height), s("aria-hidden", "true"))
	d.leaf("rect", n("width", wide), n("height", world.height), s("fill", "var(--paper)"))
	ground := d.Atlas.ground(world)
	d.lines(ground.visible(ground.layer.land.rings), true, s("fill", "var(--land)"), s("stroke", "var(--coast)"), s("stroke-width", ".5"))
	box := v.box()
	from, to := world.at(box.West, box.North), world.at(box.East, box.South)
	if to.x < from.x {
		to.x += world.world()
	}
	high, across := max(to.y-from.y, 5), max(to.x-from.x, 6)
	middle := point{(from.x + to.x) / 2, (from.y + to.y) / 2}
	for _, shift := range []float64{0, -world.world()} {
		if x := middle.x - across/2 + shift; x+across > 0 {
			d.leaf("rect", n("x", x), n("y", middle.y-high/2), n("width", across), n("height", high),
				s("fill", "none"), s("stroke", "var(--ink)"), s("stroke-width", "1.5"))
		}
	}
	d.leaf("rect", n("x", .5), n("y", .5), n("width", wide-1), n("height", world.height-1), s("fill", "none"), s("stroke", "var(--coast)"))
	d.close("svg")
	d.place.take(frame{at.x, at.y, at.x + wide, at.y + world.height}.grown(3))
}

// words draws names, marks and labels: names of countries below the marks, labels above them.
func (d *mapDrawing) words() {
	var labels pen
	halo := []attr{s("paint-order", "stroke"), s("stroke", "var(--land)"), s("stroke-width", "3"), s("stroke-linejoin", "round")}
	if d.ground == nil {
		halo[1] = s("stroke", "var(--paper)")
	}
	leaders := d.label(&labels)
	d.open("g", append(halo, s("fill", "var(--ink-3)"))...)
	d.towns()
	d.place.taken = append(d.place.taken, d.discs...)
	d.countries()
	d.close("g")
	d.buf = append(d.buf, leaders...)
	for _, p := range d.marks {
		d.draw(p)
	}
	d.open("g", append(halo, s("class", "words"))...)
	d.buf = append(d.buf, labels.buf...)
	d.close("g")
}

// label finds places for the labels of spots: the lit one's first, then those of areas, of several
// together, and of the others by their toll. It writes them, and gives their leaders.
func (d *mapDrawing) label(words *pen) []byte {
	var leaders pen
	all := slices.Concat(d.areas, d.marks)
	slices.SortStableFunc(all, func(a, b *placed) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(b.radius, a.radius))
	})
	d.discs = d.discs[:0]
	for _, p := range d.areas {
		if p.manner == disc {
			d.discs = append(d.discs, bounds(p.rings[0]))
		}
	}
	kept := len(d.place.taken)
	if d.Locator { // the words of what lies in an area are led out of it
		d.place.taken = append(d.place.taken, d.discs...)
	}
	labels := len(d.place.taken)
	written := 0
	for _, p := range all {
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
		if l.first == "" || written >= mostWords && !d.Locator && !p.lit {
			continue
		}
		found := false
		switch p.manner {
		case outline:
			found = d.place.inside(&l, p.rings)
			if !found && len(p.rings) > 0 {
				l.second = ""
				found = d.place.inside(&l, p.rings)
			}
		default:
			led := d.Locator || p.lit || p.manner == disc || len(p.spots) > 1
			found = d.place.beside(&l, p.at, p.radius, led)
		}
		if !found {
			continue
		}
		written++
		colour := ""
		switch {
		case p.lit || p.manner == outline:
			colour = "var(--ink)"
		case d.Locator:
			colour = "var(--place)"
		}
		sea := d.ground != nil && d.ground.sea(l.frame())
		if sea {
			words.open("g", s("stroke", "var(--paper)"))
		}
		l.write(words, p.lit || p.manner == outline, colour)
		if sea {
			words.close("g")
		}
		if l.leader != nil {
			line := "var(--edge)"
			if colour != "" {
				line = colour
			}
			leaders.lines([][]point{l.leader}, false, s("fill", "none"), s("stroke", line))
		}
	}
	d.place.taken = slices.Delete(d.place.taken, kept, labels)
	return leaders.buf
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

// towns draws the towns that are there for bearings, as far as they fit.
func (d *mapDrawing) towns() {
	for _, town := range d.Towns {
		at := d.view.at(town.Lon, town.Lat)
		dot := frame{at.x - 2, at.y - 2, at.x + 2, at.y + 2}
		if !d.place.free(dot) {
			continue
		}
		l := label{first: town.Label}
		d.place.take(dot)
		if !d.place.aside(&l, at) {
			continue
		}
		d.leaf("circle", n("cx", at.x), n("cy", at.y), n("r", 1.6), s("stroke", "none"))
		l.write(&d.pen, false, "")
	}
}

// countries names the countries in sight whose names fit into them, the largest first.
func (d *mapDrawing) countries() {
	if d.ground == nil || d.Country == nil {
		return
	}
	type named struct {
		name  string
		rings [][]point
		size  float64
	}
	hatched := map[string]bool{}
	for _, p := range d.areas {
		if p.manner == outline {
			hatched[p.spots[0].Country] = true
		}
	}
	var all []named
	for _, shape := range d.ground.layer.countries {
		name := d.countryName(shape.code)
		if name == "" || hatched[shape.code] {
			continue
		}
		if rings := d.ground.visible(shape.rings); len(rings) > 0 {
			all = append(all, named{name, rings, extent(rings)})
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return cmp.Compare(b.size, a.size) })
	for _, c := range all {
		l := label{first: c.name}
		if d.place.inside(&l, c.rings) {
			spacing := ".6"
			if rightToLeft(c.name) {
				spacing = "" // joined letters stay joined
			}
			d.write(c.name, n("x", l.at.x), n("y", l.at.y), s("text-anchor", "middle"), s("letter-spacing", spacing))
		}
	}
}

func (d *mapDrawing) countryName(code string) string {
	if d.Country == nil || code == "" || code == "--" {
		return ""
	}
	return d.Country(code)
}
