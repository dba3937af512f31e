package draw

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A strip is incidents standing on a line.
type strip struct {
	*pen
	axis    scale
	base    float64 // y of the line
	high    float64 // px of the highest
	colour  string
	several func(n int, at []Entry) string
	place   *placer
	stems   []*bundle
}

// A bundle is the entries that one mark stands for: one, unless many fall together.
type bundle struct {
	entries  []Entry
	from, to float64 // px; equal for a stem
	high     float64 // px
	coarse   bool    // a stem for what is only known to lie somewhere around it
	top      *Entry  // with the highest count; nil if none is counted
}

func (b *bundle) ids() string {
	var ids []string
	for _, entry := range b.entries {
		if entry.ID != "" {
			ids = append(ids, entry.ID)
		}
	}
	return strings.Join(ids, " ")
}

func (b *bundle) lit() bool {
	return slices.ContainsFunc(b.entries, func(e Entry) bool { return e.Lit })
}

// count is how many incidents it stands for.
func (b *bundle) count() int {
	n := 0
	for i := range b.entries {
		n += max(1, b.entries[i].Count)
	}
	return n
}

// lead is where the one entry leads to.
func (b *bundle) lead() string {
	if len(b.entries) != 1 {
		return ""
	}
	return b.entries[0].Lead
}

func (b *bundle) said(several func(int, []Entry) string) string {
	if len(b.entries) > 1 && several != nil {
		return several(b.count(), b.entries)
	}
	const most = 4
	var titles []string
	for i, entry := range b.entries {
		if i == most {
			titles = append(titles, "…")
			break
		}
		if entry.Title != "" {
			titles = append(titles, entry.Title)
		}
	}
	return strings.Join(titles, "\n")
}

// draw draws bars, the widest first, then stems by time, the lit ones last.
func (d *strip) draw(entries []Entry) {
	crowd := len(entries) > fullStrip
	d.stems = d.bundles(entries, crowd)
	slices.SortStableFunc(d.stems, func(a, b *bundle) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.from, b.from))
	})
	var mute []*bundle
	for _, b := range d.stems {
		if crowd && b.rank() == 1 && b.ids() == "" {
			mute = append(mute, b)
		} else if b.rank() < 2 {
			d.mark(b)
		}
	}
	d.mute(mute)
	for _, b := range d.stems {
		if b.rank() == 2 {
			d.mark(b)
		}
	}
}

// rank is how late a mark is drawn.
func (b *bundle) rank() int {
	switch {
	case b.lit():
		return 2
	case b.to > b.from:
		return 0
	}
	return 1
}

// bundles gives the marks for entries: each its own, or in a crowd those together that fall together.
func (d *strip) bundles(entries []Entry, crowd bool) []*bundle {
	type key struct {
		alone       int // of an entry that stands for itself
		bar, coarse bool
		from, to    int
	}
	most := 1
	found := map[key]*bundle{}
	var all []*bundle
	for _, entry := range entries {
		if !entry.To.After(d.axis.from) || entry.From.After(d.axis.to) {
			continue
		}
		b := &bundle{from: d.axis.at(d.axis.within(entry.From)), to: d.axis.at(d.axis.within(entry.To))}
		coarse := entry.To.Sub(entry.From) > stemReach
		bar := coarse && (!crowd || b.to-b.from >= inCrowd)
		if bar {
			b.to = max(b.to, b.from+3)
		} else {
			b.from = (b.from + b.to) / 2
			b.to, b.coarse = b.from, coarse
		}
		if entry.Counted {
			most = max(most, entry.Killed)
		}
		k := key{bar: bar, coarse: coarse, from: int(b.from / inCrowd), to: int(b.to / inCrowd)}
		if !crowd {
			k.alone = len(all) + 1
		}
		if found[k] == nil {
			found[k] = b
			all = append(all, b)
		}
		found[k].entries = append(found[k].entries, entry)
	}
	for _, b := range all {
		for i := range b.entries {
			if e := &b.entries[i]; e.Counted && (b.top == nil || e.Killed > b.top.Killed) {
				b.top = e
			}
		}
		b.high = leastStem
		if b.top != nil {
			b.high = max(leastStem, d.high*math.Sqrt(float64(b.top.Killed)/float64(most)))
		}
	}
	return all
}

// mute draws stems that answer to nothing on the page, all at once.
func (d *strip) mute(stems []*bundle) {
	var exact, coarse, heads [][]point
	for _, b := range stems {
		foot, top := point{b.from, d.base}, point{b.from, d.base - b.high}
		if b.coarse {
			coarse = append(coarse, []point{foot, top})
			continue
		}
		exact = append(exact, []point{foot, top})
		if b.top != nil && !b.top.Open {
			heads = append(heads, []point{top, {top.x, top.y - .1}})
		}
	}
	d.lines(exact, false, s("stroke", d.colour), s("stroke-width", "1.5"))
	d.lines(coarse, false, s("stroke", d.colour), s("stroke-width", "1.5"), s("stroke-dasharray", "3 2.5"))
	d.lines(heads, false, s("stroke", d.colour), s("stroke-width", "4"), s("stroke-linecap", "round"))
}

// mark draws one stem or bar.
func (d *strip) mark(b *bundle) {
	top := d.base - b.high
	colour, thick := d.colour, "1.5"
	if b.to > b.from {
		colour = "var(--time)"
	}
	if b.lit() {
		colour, thick = "var(--ink)", "2.5"
	}
	d.open("g", s("data-i", b.ids()), s("data-lead", b.lead()))
	d.title(b.said(d.several))
	middle := (b.from + b.to) / 2
	open := b.top != nil && b.top.Open
	if b.to > b.from {
		d.lines([][]point{{{b.from, d.base}, {b.from, top}, {b.to, top}, {b.to, d.base}}}, false,
			s("fill", "var(--time-t)"), s("fill-opacity", ".8"), s("stroke", colour), s("stroke-width", "1.25"), s("stroke-dasharray", "3 2.5"))
		top -= 1
	} else {
		dots := ""
		switch {
		case b.coarse:
			dots = "3 2.5"
		case b.top == nil:
			dots = "1 2" // some, but nobody has counted
		}
		d.lines([][]point{{{b.from, d.base}, {b.from, top}}}, false, s("stroke", colour), s("stroke-width", thick), s("stroke-dasharray", dots))
		switch radius := 2.4; {
		case b.coarse:
		case b.top == nil:
			d.leaf("circle", n("cx", middle), n("cy", top), n("r", 2), s("fill", "var(--paper)"), s("stroke", colour))
		case !open:
			if b.lit() {
				radius = 3.2
			}
			d.leaf("circle", n("cx", middle), n("cy", top), n("r", radius), s("fill", colour))
		}
	}
	if open {
		d.caret(middle, top-2, colour)
	}
	d.close("g")
	d.place.take(frame{b.from - 2, top - 3, b.to + 2, d.base})
}

// caret draws what stands above a count that is open above.
func (d *strip) caret(x, y float64, colour string) {
	d.lines([][]point{{{x - 3, y}, {x, y - 4}, {x + 3, y}}}, false, s("fill", "none"), s("stroke", colour), s("stroke-width", "1.25"))
}

// figures writes the figures of the lit entries and of the highest, as far as they fit.
func (d *strip) figures(most int) {
	slices.SortStableFunc(d.stems, func(a, b *bundle) int {
		return cmp.Or(cmp.Compare(b.rank()/2, a.rank()/2), cmp.Compare(b.high, a.high))
	})
	for _, b := range d.stems {
		if most == 0 {
			return
		}
		if b.top == nil || b.top.Figure == "" || !b.lit() && (b.to > b.from || b.high < d.high/3) {
			continue
		}
		y := d.base - b.high
		l := label{first: b.top.Figure}
		for _, try := range []label{{at: point{b.to + 6, y + 4}}, {at: point{b.from - 6, y + 4}, anchor: "end"},
			{at: point{b.from - 6, y - 4}, anchor: "end"}, {at: point{b.from, y - 7}, anchor: "middle"}} {
			try.first = l.first
			if f := try.frame(); f.top >= 0 && d.place.free(frame{f.left, max(f.top, 8), f.right, f.bottom}) {
				d.place.take(f)
				colour := ""
				if b.lit() {
					colour = "var(--ink)"
				}
				try.write(d.pen, b.lit(), colour)
				most--
				break
			}
		}
	}
}
