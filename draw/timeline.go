package draw

import (
	"cmp"
	"html/template"
	"strconv"
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
// With many hundred entries those within a few days are one mark, and what has no ID says nothing
// when it is pointed at.
//
// For a script, the drawing says in data-from and data-to what the axis spans, as seconds since
// 1970, and in data-left and data-right where that is, in px. The handles are elements of class
// "handle", data-handle "since" and "until".
type Timeline struct {
	ID            string  // before every id in the drawing; distinct on its page
	Title         string  // what it shows, for who does not see it; empty hides it from them
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
	leastStem = 5.0            // px
	fullStrip = 160            // entries, beyond which those that fall together are drawn as one
	inCrowd   = 3.0            // px within which they do
)

// SVG draws the time line.
func (l Timeline) SVG() template.HTML {
	l.Width, l.Height = cmp.Or(l.Width, 1392), cmp.Or(l.Height, 92)
	small, base := l.Width < phone, l.Height-24
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
	p.root("plot", l.ID, l.Width, l.Height, "img", l.Title, s("data-from", seconds(axis.from)),
		s("data-to", seconds(axis.to)), n("data-left", axis.left), n("data-right", axis.right))
	figures, apart := 6, 56.0
	if small {
		figures, apart = 2, 44
	}
	l.grid(p, axis, base, apart)
	p.lines([][]point{{{axis.left, base}, {axis.right, base}}}, false, s("stroke", "var(--edge)"))
	strip := &strip{pen: p, axis: axis, base: base, high: base - 23, colour: "var(--time)", several: l.Several,
		place: &placer{sight: frame{0, 8, axis.right + 8, base}}}
	if len(undated) == 0 {
		strip.place.sight.right = l.Width
	}
	strip.draw(dated)
	strip.figures(figures)
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
	return strconv.FormatInt(t.Unix(), 10)
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

// grid draws lines at years, or months, or days, at least so many px apart, and ticks between.
func (l *Timeline) grid(p *pen, axis scale, base, apart float64) {
	if axis.from.IsZero() || !axis.to.After(axis.from) {
		return
	}
	major := axis.ruled(apart)
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
