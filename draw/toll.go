package draw

import (
	"html/template"
	"time"
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

// SVG draws the plot. Without any figure it is empty.
func (p TollPlot) SVG() template.HTML { return "" }
