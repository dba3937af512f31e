package draw

import "html/template"

// An Agreement is a dot on a line from 0 to 1, with 0.80 ticked: Krippendorff's alpha of one
// field, and how right the machine is on it.
type Agreement struct {
	Title   string   // for who does not see it; empty hides it from them, where a table says the same
	Alpha   *float64 // at most 1; below 0 it is drawn at 0 with an arrow; nil if it is unknown
	Machine *float64 // 0 to 1, a hollow dot; nil if it is unknown
	Few     bool     // too few values to be worth much: grey
}

// SVG draws it, 92 by 16 px.
func (a Agreement) SVG() template.HTML {
	const left, right, middle = 4.0, 88.0, 8.0
	at := func(value float64) float64 { return left + min(max(value, 0), 1)*(right-left) }
	p := &pen{}
	role, hidden := "img", ""
	if a.Title == "" {
		role, hidden = "", "true"
	}
	p.open("svg", s("class", "agreement"), s("width", "92"), s("height", "16"), s("viewBox", "0 0 92 16"), s("direction", "ltr"),
		s("role", role), s("aria-label", a.Title), s("aria-hidden", hidden))
	p.lines([][]point{{{left, middle}, {right, middle}}}, false, s("stroke", "var(--rule)"))
	p.lines([][]point{{{at(.8), 3}, {at(.8), 13}}}, false, s("stroke", "var(--edge)"))
	colour := "var(--ink)"
	if a.Few {
		colour = "var(--edge)"
	}
	if a.Alpha != nil {
		p.leaf("circle", n("cx", at(*a.Alpha)), n("cy", middle), n("r", 4), s("fill", colour))
		if *a.Alpha < 0 {
			p.lines([][]point{{{left + 12, 5}, {left + 8, middle}, {left + 12, 11}}}, false, s("fill", "none"), s("stroke", colour))
		}
	}
	if a.Machine != nil {
		p.leaf("circle", n("cx", at(*a.Machine)), n("cy", middle), n("r", 3.6), s("fill", "none"), s("stroke", colour), s("stroke-width", "1.5"))
	}
	p.close("svg")
	return p.html()
}
