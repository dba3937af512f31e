package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// An ink is how a piece of text is set apart.
type ink uint8

const (
	plain  ink = iota
	strong     // headings and what matters first
	faint      // the report's own words, and other small print
	accent     // names of values
	alert      // what a reader should know
)

// codes are the terminal's codes of the inks.
var codes = [...]string{plain: "", strong: "1", faint: "2", accent: "36", alert: "33"}

// The widths of a card, in columns.
const (
	narrowest = 40
	usual     = 80  // for a pipe, or a terminal that does not tell
	widest    = 112 // longer lines are hard to read
)

// A screen is where a card is shown.
type screen struct {
	width  int  // columns
	colour bool // inks show
}

// measure tells how a card may look on w. COLUMNS wins over the terminal's own
// width. There is colour on a terminal only, and none if NO_COLOR is set.
func measure(w io.Writer, getenv func(string) string) screen {
	s := screen{width: usual}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		s.colour = getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			s.width = width
		}
	}
	if width, err := strconv.Atoi(getenv("COLUMNS")); err == nil && width > 0 {
		s.width = width
	}
	s.width = min(max(s.width, narrowest), widest)
	return s
}

// paint puts the ink's codes around text.
func (s screen) paint(i ink, text string) string {
	if !s.colour || i == plain || text == "" {
		return text
	}
	return "\x1b[" + codes[i] + "m" + text + "\x1b[0m"
}
