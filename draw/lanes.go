package draw

import (
	"cmp"
	"html/template"
	"time"
)

// Lanes show what reports tell of a group over time: one lane a matter, one axis for all.
type Lanes struct {
	ID       string    // before every id in the drawing; distinct on its page
	Title    string    // what it shows, for who does not see it; empty hides it from them
	Width    float64   // px; 1392 if zero. Below 600 wide it is drawn for a phone
	From, To time.Time // what the axis spans; zero fits it to what is drawn
	Lanes    []Lane
	Now      time.Time // drawn as a line from top to bottom; zero for none
	NowLabel string    // "last report"

	Words
	Several func(n int, at []Entry) string // title of a mark that stands for several incidents; nil joins their titles
}

// A Kind of value gives a mark its hue.
type Kind string

// The kinds, by the names of the custom properties of their hues.
const (
	TimeKind  Kind = "time"
	PlaceKind Kind = "place"
	TollKind  Kind = "toll"
	ActorKind Kind = "actor"
	SaidKind  Kind = "said"
	TypeKind  Kind = "type"
)

// hue is a kind's colour; another kind's than the six is ink.
func (k Kind) hue() string {
	switch k {
	case TimeKind, PlaceKind, TollKind, ActorKind, SaidKind, TypeKind:
		return "var(--" + string(k) + ")"
	}
	return "var(--ink)"
}

// A Lane is one matter: "Branch of ISIS".
type Lane struct {
	Label     string
	Kind      Kind
	Marks     []Mark
	Incidents []Entry // drawn as on a time line; undated ones are left out
}

// A Shape is how a mark stands in its lane.
type Shape int

// The shapes.
const (
	Point   Shape = iota // one day: a dot at From
	Doubt                // one day somewhere between From and To: a dashed box
	Span                 // all the time between From and To: a line
	Unclear              // something of unknown measure between From and To: dotted
	Horizon              // what is foretold for the time between From and To: a dashed outline
)

// A Mark is one thing told.
type Mark struct {
	ID    string // of what it stands for, for data-i; empty for none
	Label string // beside it; empty for none
	Title string // when pointed at; empty says the label
	Shape Shape
	From  time.Time
	To    time.Time // exclusive; zero for a Span, Unclear or Horizon that is open: it runs on, with an arrow
	// Sure and Until bound the part of a Span that is exact; it is dashed before and after. Zero:
	// to that end.
	Sure, Until time.Time
	Strong      bool // a broad line
}

// A lanesDrawing is lanes as they are being drawn.
type lanesDrawing struct {
	Lanes
	*pen
	axis  scale
	small bool
	place *placer
}

const (
	laneHigh  = 30.0 // px
	laneStems = 52.0 // px, of a lane with incidents
	laneTop   = 16.0
)

// SVG draws the lanes.
func (l Lanes) SVG() template.HTML {
	l.Width = cmp.Or(l.Width, 1392)
	d := &lanesDrawing{Lanes: l, pen: &pen{}, small: l.Width < phone}
	d.axis = scale{from: l.From, to: l.To, left: 4, right: l.Width - 10}
	if !d.small {
		for _, lane := range l.Lanes {
			d.axis.left = max(d.axis.left, min(width(lane.Label, letters)+24, l.Width/4))
		}
	}
	d.axis.fit(d.spans())
	heights, y := make([]float64, len(l.Lanes)), laneTop // of each lane's line
	for i, lane := range l.Lanes {
		high := laneHigh
		if len(lane.Incidents) > 0 {
			high = laneStems
		}
		if d.small {
			high += 14
		}
		y += high
		heights[i] = y - 12
		if len(lane.Incidents) > 0 {
			heights[i] = y - 4
			y += 8
		}
	}
	bottom := y + 4
	d.place = &placer{sight: frame{0, 0, l.Width, bottom}}
	d.root("plot", l.ID, l.Width, bottom+20, "img", l.Title)
	d.grid(bottom)
	var words []*label
	for i, lane := range l.Lanes {
		if d.small {
			at := d.name(lane, heights[i])
			d.place.take(frame{at.x, at.y - 10, at.x + width(lane.Label, letters) + 8, at.y + 2})
		}
		words = append(words, d.lane(lane, heights[i])...)
	}
	d.now(bottom)
	d.open("g", s("paint-order", "stroke"), s("stroke", "var(--paper)"), s("stroke-width", "3"), s("stroke-linejoin", "round"))
	for _, l := range words {
		l.write(d.pen, false, "")
	}
	for i, lane := range l.Lanes {
		at := d.name(lane, heights[i])
		d.write(shortened(lane.Label, l.Width-8), n("x", at.x), n("y", at.y), s("fill", "var(--ink)"))
	}
	d.close("g")
	d.close("svg")
	return d.html()
}

// name is where a lane's name stands: before its line, or above it on a phone.
func (d *lanesDrawing) name(lane Lane, y float64) point {
	stems := len(lane.Incidents) > 0
	switch {
	case d.small && stems:
		return point{4, y - 44}
	case d.small:
		return point{4, y - 14}
	case stems:
		return point{0, y - 18}
	}
	return point{0, y + 4}
}

// spans are all stretches of time that the axis is to hold.
func (d *lanesDrawing) spans() []Entry {
	var all []Entry
	span := func(times ...time.Time) {
		for _, t := range times {
			if !t.IsZero() {
				all = append(all, Entry{From: t, To: t})
			}
		}
	}
	span(d.Now)
	for _, lane := range d.Lanes.Lanes {
		for _, mark := range lane.Marks {
			span(mark.From, mark.To, mark.Sure, mark.Until)
		}
		for _, entry := range lane.Incidents {
			span(entry.From, entry.To)
		}
	}
	return all
}

// grid draws the lines of the axis and their words.
func (d *lanesDrawing) grid(bottom float64) {
	if d.axis.from.IsZero() {
		return
	}
	var lines [][]point
	apart := 46.0
	if d.small {
		apart = 28
	}
	fine := d.axis.ruled(apart)
	last := -1.0
	for _, t := range d.axis.ticks(fine) {
		x, text := d.axis.at(t), d.date(t, fine.tells(t))
		lines = append(lines, []point{{x, laneTop - 2}, {x, bottom}})
		if half := width(text, letters) / 2; x-half > last+8 && x+half < d.Width {
			d.write(text, n("x", x), n("y", bottom+15), s("text-anchor", "middle"))
			last = x + half
		}
	}
	d.lines(lines, false, s("stroke", "var(--rule)"))
}

// now draws the line of the moment from which the page speaks.
func (d *lanesDrawing) now(bottom float64) {
	if d.Now.IsZero() {
		return
	}
	x := d.axis.at(d.axis.within(d.Now))
	d.lines([][]point{{{x, laneTop - 2}, {x, bottom}}}, false, s("stroke", "var(--ink)"))
	at, anchor := x+4, ""
	if at+width(d.NowLabel, letters) > d.Width {
		at, anchor = min(x+4, d.Width), "end"
	}
	d.write(d.NowLabel, n("x", at), n("y", laneTop-6), s("text-anchor", anchor))
}

// lane draws the marks of a lane along its line, and gives their labels.
func (d *lanesDrawing) lane(lane Lane, y float64) []*label {
	if len(lane.Incidents) > 0 {
		d.lines([][]point{{{max(d.axis.left-20, 4), y}, {d.Width - 4, y}}}, false, s("stroke", "var(--edge)"))
		strip := &strip{pen: d.pen, axis: d.axis, base: y, high: laneStems - 18, colour: "var(--ink)", several: d.Several, place: d.place}
		var dated []Entry
		for _, entry := range lane.Incidents {
			if !entry.From.IsZero() && !entry.To.IsZero() {
				dated = append(dated, entry)
			}
		}
		strip.draw(dated)
		strip.figures(3)
	}
	var labels []*label
	ends := make([][2]float64, len(lane.Marks))
	for i, mark := range lane.Marks {
		ends[i][0], ends[i][1] = d.mark(mark, lane.Kind, y)
	}
	for i, mark := range lane.Marks {
		if l := d.beside(mark, ends[i][0], ends[i][1], y); l != nil {
			labels = append(labels, l)
		}
	}
	return labels
}

// mark draws a mark and gives where it starts and ends, in px.
func (d *lanesDrawing) mark(m Mark, kind Kind, y float64) (from, to float64) {
	from = d.axis.at(d.axis.within(m.From))
	to = d.axis.at(d.axis.within(m.To))
	open := m.To.IsZero() && m.Shape != Point && m.Shape != Doubt
	if open {
		to = d.axis.right - 8
	} else if m.To.IsZero() {
		to = from
	}
	hue, broad := kind.hue(), "3"
	if m.Strong {
		broad = "7"
	}
	d.open("g", s("data-i", m.ID))
	d.title(cmp.Or(m.Title, m.Label))
	line := func(a, b float64, thick, dashes string) {
		if b > a {
			d.lines([][]point{{{a, y}, {b, y}}}, false, s("stroke", hue), s("stroke-width", thick), s("stroke-dasharray", dashes))
		}
	}
	switch m.Shape {
	case Point:
		d.leaf("circle", n("cx", from), n("cy", y), n("r", 3.2), s("fill", hue))
	case Doubt, Horizon:
		fill := "none"
		if m.Shape == Doubt && kind.hue() != "var(--ink)" {
			fill = "var(--" + string(kind) + "-t)"
		}
		to = max(to, from+4)
		d.leaf("rect", n("x", from), n("y", y-6), n("width", to-from), n("height", 12), s("fill", fill), s("stroke", hue), s("stroke-dasharray", "3 2.5"))
	case Unclear:
		line(from, to, "2", "1 4")
	case Span:
		sure, until := from, to
		if !m.Sure.IsZero() {
			sure = min(max(d.axis.at(m.Sure), from), to)
		}
		if !m.Until.IsZero() {
			until = max(min(d.axis.at(m.Until), to), sure)
		}
		line(from, sure, broad, "4 3")
		line(sure, until, broad, "")
		line(until, to, broad, "4 3")
	}
	if open {
		d.lines([][]point{{{to - 1, y - 5}, {to + 6, y}, {to - 1, y + 5}}}, false, s("fill", "none"), s("stroke", hue), s("stroke-width", "1.5"))
		to += 6
	}
	d.close("g")
	d.place.take(frame{from - 2, y - 5, to + 2, y + 5})
	return from, to
}

// beside finds a place for a mark's label: after it, before it, else above its line.
func (d *lanesDrawing) beside(m Mark, from, to, y float64) *label {
	if m.Label == "" {
		return nil
	}
	after, before := label{at: point{to + 8, y + 4}}, label{at: point{from - 8, y + 4}, anchor: "end"}
	above := label{at: point{min(from+6, d.Width-4-width(m.Label, letters)), y - 9}}
	tries := []label{after, before, above}
	switch {
	case d.small:
		tries = []label{after, before, above, {at: point{d.Width - 4, y - 9}, anchor: "end"}}
	case m.Shape == Span || m.Shape == Horizon:
		tries = []label{before, after, above}
	case m.Shape == Unclear:
		tries = []label{above}
	}
	for i := range tries {
		l := &tries[i]
		l.first = m.Label
		f := l.frame()
		f.bottom = l.at.y
		if left := d.axis.left - 16; (d.small || f.left >= left) && d.place.free(f) {
			d.place.take(f)
			return l
		}
	}
	if room := d.Width - 8 - (to + 8); d.small && room > 40 { // the whole is in the title
		l := after
		l.first = shortened(m.Label, room/1.06)
		if f := l.frame(); d.place.free(frame{f.left, f.top, f.right, l.at.y}) {
			d.place.take(f)
			return &l
		}
	}
	return nil
}
