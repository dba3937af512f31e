package draw

import (
	"html/template"
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
}

// A Timeline is the strip above a list: incidents by day, heights by the square root of the killed.
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

// SVG draws the time line.
func (l Timeline) SVG() template.HTML { return "" }
