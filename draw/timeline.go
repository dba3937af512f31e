package draw

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strings"
	"time"
)

// An Entry is an incident on a time line.
type Entry struct {
	ID    string // of the incident; empty for what answers to nothing else on the page
	Title string // when pointed at: "4 March 2022: Bombing in a mosque"
	// From and To are the interval in which it happened, To exclusive, in the local time of the
	// incident. Up to two days it is drawn as a stem, longer as a dashed bar as wide as the doubt. Both
	// zero: no date.
	From, To time.Time
	Killed   int    // best count
	Open     bool   // Killed is a lower bound
	Counted  bool   // false: nobody gives a number of killed
	Figure   string // label: "54+"; empty for none, drawn where it fits
	Lit      bool   // the one in hand
	// Count is how many incidents it stands for, where they are too many to be drawn one by one; 0 is
	// for one. Killed is then what they come to.
	Count int
	Lead  string // for a script: what of the address would show these alone, "from=2022-03&to=2022-03"; empty for none
}

// A Timeline is the strip above a list: incidents by day, heights by the square root of the killed.
//
// For a script, the drawing says in data-from and data-to what the axis spans, as seconds since
// 1970, and in data-left and data-right where that is, in px. The handles are elements of class
// "handle", data-handle "since" and "until".
type Timeline struct {
	ID            string  // before every id in the drawing; distinct on its page
	Title         string  // what it shows, for who does not see it
	Width, Height float64 // px; 1392 by 92 if zero. Below 600 wide it is drawn for a phone
	// From and To are what the axis spans; zero fits it to the entries.
	From, To time.Time
	// Since and Until are the filter in force, where the two handles stand; zero: at the ends.
	Since, Until time.Time
	Handles      bool // draw them
	Entries      []Entry

	Words
	Undated string                         // below the gutter: "no date yet"
	Several func(n int, at []Entry) string // title of a mark that stands for several; nil joins their titles
}

const (
	phone     = 600.0          // px of width below which a drawing is for a phone
	stemReach = 48 * time.Hour // of doubt, up to which an incident is a stem
	fullStrip = 160            // entries from which those that fall together are drawn as one
	leastStem = 5.0            // px
)

// SVG draws the time line.
func (l Timeline) SVG() template.HTML {
	l.Width, l.Height = cmp.Or(l.Width, 1392), cmp.Or(l.Height, 92)
	small := l.Width < phone
	base := l.Height - 24
	var dated, undated []Entry
	for _, entry := range l.Entries {
		if entry.From.IsZero() || entry.To.IsZero() {
			undated = append(undated, entry)
		} else {
			dated = append(dated, entry)
		}
	}
	axis := scale{from: l.From, to: l.To, left: 4, right: l.Width - 4}
	if len(undated) > 0 {
		axis.right = l.Width - max(width(l.Undated, letters)+30, 64)
	}
	axis.fit(dated)
	p := &pen{}
	p.open("svg", s("class", "plot"), s("id", l.ID), s("viewBox", "0 0 "+number(l.Width)+" "+number(l.Height)),
		s("role", "img"), s("aria-label", l.Title), s("direction", "ltr"), s("font-family", "var(--sans)"), s("font-size", "11"),
		s("fill", "var(--ink-2)"), s("data-from", seconds(axis.from)), s("data-to", seconds(axis.to)),
		n("data-left", axis.left), n("data-right", axis.right))
	l.grid(p, axis, base, small)
	strip := &strip{pen: p, axis: axis, base: base, high: base - 23, colour: "var(--time)", several: l.Several,
		place: &placer{sight: frame{0, 8, l.Width, base}}}
	strip.draw(dated)
	strip.figures(map[bool]int{false: 6, true: 2}[small])
	if len(undated) > 0 {
		l.gutter(p, undated, axis.right, base)
	}
	if l.Handles {
		l.handles(p, axis, base)
	}
	p.close("svg")
	return p.html()
}

// seconds is a moment as a script reads it; empty for none.
func seconds(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return precise(float64(t.Unix()))
}

// fit sets the ends that are not set, to what the entries take and a little more.
func (a *scale) fit(entries []Entry) {
	var from, to time.Time
	for _, entry := range entries {
		if from.IsZero() || entry.From.Before(from) {
			from = entry.From
		}
		if entry.To.After(to) {
			to = entry.To
		}
	}
	slack := max(to.Sub(from)/50, 24*time.Hour)
	if a.from.IsZero() && !from.IsZero() {
		a.from = from.Add(-slack)
	}
	if a.to.IsZero() && !to.IsZero() {
		a.to = to.Add(slack)
	}
}

// grid draws the axis: lines at years, or months, or days, and ticks between.
func (l *Timeline) grid(p *pen, axis scale, base float64, small bool) {
	defer p.lines([][]point{{{axis.left, base}, {axis.right, base}}}, false, s("stroke", "var(--edge)"))
	if axis.from.IsZero() || !axis.to.After(axis.from) {
		return
	}
	major := axis.stride(map[bool]float64{false: 56, true: 44}[small])
	var bars, ticks [][]point
	first := axis.right
	for i, t := range axis.ticks(major) {
		x := axis.at(t)
		text := l.date(t, major.tells(t))
		if i == 0 {
			first = x
		}
		bars = append(bars, []point{{x, 8}, {x, base + 5}})
		if x+4+width(text, letters) < axis.right+8 {
			p.write(text, n("x", x+4), n("y", l.Height-6))
		}
	}
	if text := l.date(axis.from, major.begins()); axis.left+width(text, letters)+8 < first {
		p.write(text, n("x", axis.left), n("y", l.Height-6))
	}
	if minor := axis.stride(5); minor != major {
		for _, t := range axis.ticks(minor) {
			ticks = append(ticks, []point{{axis.at(t), base}, {axis.at(t), base + 3}})
		}
	}
	p.lines(bars, false, s("stroke", "var(--rule)"))
	p.lines(ticks, false, s("stroke", "var(--rule)"))
}

// gutter counts what has no date, apart from the axis.
func (l *Timeline) gutter(p *pen, undated []Entry, right, base float64) {
	x := right + 10
	p.lines([][]point{{{x, 8}, {x, base + 5}}}, false, s("stroke", "var(--rule)"), s("stroke-dasharray", "2 3"))
	p.write(l.Undated, n("x", x+8), n("y", l.Height-6))
	all := &bundle{entries: undated}
	p.open("g", s("data-i", all.ids()), s("data-lead", all.lead()))
	p.title(all.said(l.Several))
	stroke := "var(--time)"
	if all.lit() {
		stroke = "var(--ink)"
	}
	p.leaf("circle", n("cx", x+12), n("cy", base-6), n("r", 3.2), s("fill", "none"), s("stroke", stroke),
		s("stroke-width", "1.4"), s("stroke-dasharray", "1.5 1.8"))
	if all.count() > 1 {
		p.write(l.number(all.count()), n("x", x+20), n("y", base-2))
	}
	p.close("g")
}

// handles draws the ends of the filter, each with room for a finger.
func (l *Timeline) handles(p *pen, axis scale, base float64) {
	if axis.from.IsZero() || axis.to.IsZero() {
		return
	}
	since, until := axis.left, axis.right
	if !l.Since.IsZero() {
		since = axis.at(axis.within(l.Since))
	}
	if !l.Until.IsZero() {
		until = axis.at(axis.within(l.Until))
	}
	p.leaf("path", s("class", "range"), s("d", "M"+number(since)+" 5H"+number(until)), s("stroke", "var(--ink)"))
	for _, h := range []struct {
		name string
		x    float64
	}{{"since", since}, {"until", until}} {
		p.open("g", s("class", "handle"), s("data-handle", h.name))
		p.leaf("rect", n("x", h.x-12), n("width", 24), n("height", base), s("fill", "none"), s("pointer-events", "all"))
		p.leaf("path", s("d", "M"+number(h.x)+" 1v8"), s("stroke", "var(--ink)"), s("stroke-width", "3"))
		p.close("g")
	}
}

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
	const most = 12
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
	together := .05
	if len(entries) > fullStrip {
		together = 2
	}
	most := 1
	type key struct {
		bar      bool
		from, to int
	}
	found := map[key]*bundle{}
	var all []*bundle
	for _, entry := range entries {
		if entry.To.Before(d.axis.from) || entry.From.After(d.axis.to) {
			continue
		}
		bar := entry.To.Sub(entry.From) > stemReach
		b := &bundle{from: d.axis.at(d.axis.within(entry.From)), to: d.axis.at(d.axis.within(entry.To))}
		if bar {
			b.to = max(b.to, b.from+3)
		} else {
			b.from = (b.from + b.to) / 2
			b.to = b.from
		}
		if entry.Counted {
			most = max(most, entry.Killed)
		}
		k := key{bar, int(b.from / together), int(b.to / together)}
		if len(entries) <= fullStrip { // each stands for itself
			k.from, k.to = len(all), 0
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
	rank := func(b *bundle) int {
		switch {
		case b.lit():
			return 2
		case b.to > b.from:
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b *bundle) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.from, b.from))
	})
	for _, b := range all {
		d.mark(b)
	}
	d.stems = all
}

// mark draws one stem or bar.
func (d *strip) mark(b *bundle) {
	top := d.base - b.high
	colour, thick := d.colour, "1.5"
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
		if b.top == nil {
			dots = "1 2" // some, but nobody has counted
		}
		d.lines([][]point{{{b.from, d.base}, {b.from, top}}}, false, s("stroke", colour), s("stroke-width", thick), s("stroke-dasharray", dots))
		switch radius := 2.4; {
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
		lit := func(b *bundle) int {
			if b.lit() {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(lit(b), lit(a)), cmp.Compare(b.high, a.high))
	})
	for _, b := range d.stems {
		if most == 0 {
			return
		}
		if b.top == nil || b.top.Figure == "" || b.to > b.from && !b.lit() {
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
