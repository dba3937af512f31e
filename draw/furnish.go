package draw

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// precise is a number with more digits than a position needs.
func precise(value float64) string { return strconv.FormatFloat(value, 'f', -1, 32) }

// furnish draws what keeps its place in the window (the edge, the scale bar and the inset), and keeps words off it.
func (d *mapDrawing) furnish(to *pen) {
	to.leaf("rect", n("x", .5), n("y", .5), n("width", d.view.width-1), n("height", d.view.height-1), s("fill", "none"), s("stroke", "var(--rule)"))
	d.scaleBar(to)
	if d.Inset {
		d.inset(to)
	}
}

// rounds are the lengths that a scale bar may have, in km.
var rounds = [...]int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}

// bars gives a script the words for scale bars; empty where none may be drawn.
func (d *mapDrawing) bars() string {
	if d.Distance == nil || !d.view.mercator {
		return ""
	}
	var all []string
	for _, round := range rounds {
		all = append(all, strconv.Itoa(round)+"="+d.Distance(round))
	}
	return strings.Join(all, "|")
}

// scaleBar draws how long a round number of kilometres is, where that is the same all over; it is hidden where it
// may become so from close by.
func (d *mapDrawing) scaleBar(to *pen) {
	v := d.view
	if d.Distance == nil || !v.mercator {
		return
	}
	box := v.box()
	ends := math.Cos(box.North*math.Pi/180) / math.Cos(box.South*math.Pi/180)
	kilometre := v.kilometre((box.North + box.South) / 2)
	long := 0
	for _, round := range rounds {
		if float64(round)*kilometre <= v.width/5 {
			long = round
		}
	}
	display := ""
	if ends > 1.25 || ends < .8 || long == 0 {
		display = "none"
	}
	x, y := v.width-12, v.height-12
	from := x - float64(max(long, 1))*kilometre
	to.open("g", s("class", "kilometres"), s("display", display))
	to.leaf("rect", n("x", from-4), n("y", y-13), n("width", x-from+8), n("height", 21), s("fill", "var(--paper)"), s("opacity", ".8"), s("display", "none"))
	to.lines([][]point{{{from, y}, {from, y + 4}, {x, y + 4}, {x, y}}}, false, s("fill", "none"), s("stroke", "var(--ink-2)"))
	text := d.Distance(max(long, 1))
	to.write(text, n("x", x), n("y", y-2), s("text-anchor", "end"))
	to.close("g")
	if display == "" {
		wide := max(x-from, width(text, letters))
		d.place.take(frame{v.width - 16 - wide, y - 14, v.width, v.height})
	}
}

// inset draws the world in the corner that holds the fewest marks, unless the map shows a third
// of the world itself.
func (d *mapDrawing) inset(to *pen) {
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
	to.open("svg", n("x", at.x), n("y", at.y), n("width", wide), n("height", world.height), s("aria-hidden", "true"))
	to.leaf("rect", n("width", wide), n("height", world.height), s("fill", "var(--paper)"))
	ground := d.Atlas.ground(world)
	to.lines(ground.visible(ground.layer.land.rings), true, s("fill", "var(--land)"), s("stroke", "var(--coast)"), s("stroke-width", ".5"))
	box := v.box()
	first, last := world.at(box.West, box.North), world.at(box.East, box.South)
	if last.x < first.x {
		last.x += world.world()
	}
	high, across := max(last.y-first.y, 5), max(last.x-first.x, 6)
	middle := point{(first.x + last.x) / 2, (first.y + last.y) / 2}
	for _, shift := range []float64{0, -world.world()} {
		if x := middle.x - across/2 + shift; x+across > 0 {
			to.leaf("rect", s("class", "here"), n("x", x), n("y", middle.y-high/2), n("width", across), n("height", high),
				s("fill", "none"), s("stroke", "var(--ink)"), s("stroke-width", "1.5"))
		}
	}
	to.leaf("rect", n("x", .5), n("y", .5), n("width", wide-1), n("height", world.height-1), s("fill", "none"), s("stroke", "var(--coast)"))
	to.close("svg")
	d.place.take(frame{at.x, at.y, at.x + wide, at.y + world.height}.grown(3))
}
