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

// SVG draws it.
func (a Agreement) SVG() template.HTML { return "" }
