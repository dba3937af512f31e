package draw

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"time"

	"dateline"
)

// A TollPlot shows how an incident's toll was told over time: one line a source, on a clock
// stretched towards the first hours.
type TollPlot struct {
	ID            string  // before every id in the drawing; distinct on its page
	Title         string  // what it shows, for who does not see it
	Width, Height float64 // px; 900 by 318 if zero. Below 600 wide it is drawn for a phone
	// Killed is the plot, with all its sources; Injured lies below it, as its best line alone. With
	// no figure for the killed the injured are the plot.
	Killed, Injured Harm
	Until           time.Time // where lines end; zero: a little after the last figure

	Words
	Best string             // label of the best line: "best"
	More func(n int) string // for sources whose labels do not fit: "and 3 more"; nil leaves them unlabelled
}

// A Harm is the figures of one harm.
type Harm struct {
	Label   string   // "Killed"
	Sources []Source // in any order
	Best    []Step   // the best count as it changed, by the rule that the page names; Low is drawn
}

// A Source is an outlet or a speaker, and the figures it gave.
type Source struct {
	Name  string // "Harbour Post"
	Title string // for who does not see it: "Harbour Post: 40 or more, then 91 or more, then 144"
	Last  string // its current figure in words, short: "144", "63+", "41 to 47"; empty writes the number
	Steps []Step // by time
}

// A Step is a count as given at one time. It holds until the next.
type Step struct {
	At  time.Time
	Low int // a floor of 0 under a High above it is "nearly 100": no floor is known
	// High is inclusive; dateline.Open for "at least", equal to Low for an exact count.
	High int
}

// atMost tells whether a count has a ceiling and no floor.
func (s Step) atMost() bool { return s.Low == 0 && s.High > 0 }

// drawn is the count that the line stands at: the floor, or the ceiling if there is no floor.
func (s Step) drawn() int {
	if s.atMost() {
		return s.High
	}
	return s.Low
}

// top is the highest count that the step names.
func (s Step) top() int { return max(s.Low, s.High) }

// told tells whether a harm has any figure.
func (h *Harm) told() bool {
	return len(h.Best) > 0 || slices.ContainsFunc(h.Sources, func(s Source) bool { return len(s.Steps) > 0 })
}

// steps are all steps of a harm.
func (h *Harm) steps() []Step {
	all := slices.Clone(h.Best)
	for _, source := range h.Sources {
		all = append(all, source.Steps...)
	}
	return all
}

// A plot is a toll plot as it is being drawn.
type plot struct {
	TollPlot
	pen
	clock       clock
	left, right float64 // px, of the axes
	bottom      float64 // px, of all axes; the labels of time stand below
	figures     float64 // px, where the figures at the ends of lines stand
	names       float64 // px, where the names of sources stand
}

// A panel is one harm between two heights.
type panel struct {
	*Harm
	top, base float64 // px
	most      int     // the count at the top
	each      int     // from one line of the grid to the next
}

func (a *panel) at(count int) float64 {
	return a.base - float64(count)/float64(a.most)*(a.base-a.top)
}

// panel gives a harm its heights and its grid of about so many lines.
func (h *Harm) panel(top, base float64, lines int) *panel {
	most := 1
	for _, s := range h.steps() {
		most = max(most, s.top())
	}
	each := 1
	for i := 0; (most+each-1)/each > lines; i++ {
		each = []int{1, 2, 5}[i%3] * int(math.Pow10(i/3))
	}
	return &panel{Harm: h, top: top, base: base, each: each, most: (most + each - 1) / each * each}
}

// SVG draws the plot. Without any figure it is empty.
func (t TollPlot) SVG() template.HTML {
	t.Width, t.Height = cmp.Or(t.Width, 900), cmp.Or(t.Height, 318)
	main, below := &t.Killed, &t.Injured
	if !main.told() {
		main, below = below, main
	}
	if !main.told() {
		return ""
	}
	d := &plot{TollPlot: t, left: 34, bottom: t.Height - 22}
	d.margin(main)
	d.clock = newClock(slices.Concat(main.steps(), below.steps()), t.Until, d.left+14, d.right)
	d.root("plot", t.ID, t.Width, t.Height, "group", t.Title)
	upper := main.panel(18, d.bottom, 3)
	var lower *panel
	if below.told() {
		upper = main.panel(18, d.bottom-74, 3)
		lower = below.panel(d.bottom-40, d.bottom, 1)
	}
	d.grid(upper)
	if lower != nil {
		d.grid(lower)
	}
	d.times(upper, lower)
	d.sources(upper)
	d.best(upper)
	if lower != nil {
		d.alone(lower)
	}
	d.close("svg")
	return d.html()
}

// margin leaves room for the labels at the right, up to a third of the drawing.
func (d *plot) margin(main *Harm) {
	figures, names := 18.0, 0.0
	for _, source := range main.Sources {
		if len(source.Steps) > 0 {
			figures = max(figures, width(d.figure(source), letters))
			names = max(names, width(source.Name, letters))
		}
	}
	d.right = d.Width - min(16+figures+8+names+2, d.Width*.36)
	d.figures, d.names = d.right+16, d.right+16+figures+8
}

// grid draws the counts of a panel, and its name.
func (d *plot) grid(a *panel) {
	var lines [][]point
	for count := 0; count <= a.most; count += a.each {
		y := a.at(count)
		if count > 0 {
			lines = append(lines, []point{{d.left, y}, {d.right, y}})
		}
		d.write(d.number(count), n("x", d.left-6), n("y", y+4), s("text-anchor", "end"))
	}
	d.lines(lines, false, s("stroke", "var(--rule)"))
	d.lines([][]point{{{d.left, a.base}, {d.right, a.base}}}, false, s("stroke", "var(--edge)"))
	d.write(a.Label, n("x", d.left+6), n("y", a.top-4), s("fill", "var(--ink)"))
}

// times draws the ticks of the clock under both panels.
func (d *plot) times(upper, lower *panel) {
	var lines [][]point
	for _, tick := range d.clock.ticks(d.Words) {
		lines = append(lines, []point{{tick.x, upper.base}, {tick.x, upper.base + 4}})
		if lower != nil {
			lines = append(lines, []point{{tick.x, lower.base}, {tick.x, lower.base + 4}})
		}
		d.write(tick.text, n("x", tick.x), n("y", d.bottom+17), s("text-anchor", "middle"))
	}
	d.lines(lines, false, s("stroke", "var(--edge)"))
}

// stairs gives a line that keeps each step's height until the next, to the end of the axis.
func (d *plot) stairs(a *panel, steps []Step, risers bool) []point {
	var line []point
	for i, step := range steps {
		x, y := d.clock.at(step.At), a.at(step.drawn())
		if i > 0 && risers {
			line = append(line, point{x, line[len(line)-1].y})
		}
		line = append(line, point{x, y})
	}
	return append(line, point{d.right, line[len(line)-1].y})
}

// best draws the best line of the main panel, and names it beside its highest riser, before or after it.
func (d *plot) best(a *panel) {
	if len(a.Best) == 0 {
		return
	}
	line := d.stairs(a, a.Best, true)
	d.lines([][]point{line}, false, s("class", "best"), s("fill", "none"), s("stroke", "var(--ink)"), s("stroke-width", "2.25"))
	if d.Best == "" {
		return
	}
	at, rise := line[0], 0.0
	for i := 1; i < len(line); i++ {
		if up := line[i-1].y - line[i].y; up > rise && line[i].x < (d.left+2*d.right)/3 {
			rise, at = up, point{line[i].x, (line[i].y + line[i-1].y) / 2}
		}
	}
	words, foot, anchor := point{at.x - 48, at.y - 26}, point{at.x - 46, at.y - 28}, "end"
	if words.x-width(d.Best, letters) < d.left+4 || words.y < a.top+6 { // after the riser, where no ticks are
		words, foot, anchor = point{at.x + 18, at.y + 26}, point{at.x + 16, at.y + 22}, "start"
	}
	d.lines([][]point{{foot, {at.x + (foot.x-at.x)/20, at.y}}}, false, s("stroke", "var(--ink)"))
	d.write(d.Best, n("x", words.x), n("y", words.y), s("text-anchor", anchor), s("font-weight", "600"), s("fill", "var(--ink)"),
		s("paint-order", "stroke"), s("stroke", "var(--paper)"), s("stroke-width", "3"))
}

// alone draws the best line of a panel with its points and its last figure, and nothing else.
func (d *plot) alone(a *panel) {
	if len(a.Best) == 0 {
		return
	}
	d.lines([][]point{d.stairs(a, a.Best, true)}, false, s("fill", "none"), s("stroke", "var(--ink)"), s("stroke-width", "1.5"))
	d.open("g", s("fill", "var(--paper)"), s("stroke", "var(--ink-3)"), s("stroke-width", "1.25"))
	for _, step := range a.Best {
		d.leaf("circle", n("cx", d.clock.at(step.At)), n("cy", a.at(step.drawn())), n("r", 2.6))
		if step.High == dateline.Open {
			d.caret(d.clock.at(step.At), a.at(step.drawn()), -1)
		}
	}
	d.close("g")
	last := a.Best[len(a.Best)-1].drawn()
	d.write(d.number(last), n("x", d.figures), n("y", a.at(last)+4), s("fill", "var(--ink)"))
}

// caret draws the arrow of a count that is open above (up is -1) or below (1).
func (d *plot) caret(x, y, up float64) {
	d.lines([][]point{{{x, y + 4*up}, {x, y + 13*up}}, {{x - 3, y + 9.5*up}, {x, y + 13*up}, {x + 3, y + 9.5*up}}}, false, s("fill", "none"))
}
