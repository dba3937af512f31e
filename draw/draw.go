// Package draw makes the drawings of the workbench: map, time line, toll plot, lanes and
// agreement, as SVG to be set into a page.
//
// Each drawing is a struct that the caller fills with data and with words that are already
// in the reader's language, and a method SVG that gives the mark-up. Nothing is fetched,
// nothing is kept, and the same struct gives the same bytes.
//
//	atlas, err := draw.OpenAtlas()
//	m := draw.Map{ID: "desk-map", Title: "Incidents by place", Atlas: atlas, Spots: spots}
//	html := m.SVG()
//
// What it will not do: draw a point where only an area, a province or a country is known;
// join two facts by a line that no report draws; write a number for a count that nobody gave.
//
// # On the page
//
// A drawing wears attributes, never style or script. Its colours are the custom properties
// of the workbench (--ink, --paper, --land, --time, --place, --toll and so on); [Sheet] is
// the little style sheet that goes with its classes. What stands for an incident bears its
// ids in data-i, a space between, so that a script can light the same incident in list, map
// and time line by the class "lit".
package draw

import (
	_ "embed"
	"strconv"
	"time"
)

//go:embed draw.css
var sheet string

// Sheet gives the style sheet of the drawings' classes. It stands on the workbench's custom
// properties, and is to be served with its style sheet.
func Sheet() string { return sheet }

// A Unit says how much of a moment a tick tells.
type Unit int

// The units.
const (
	Year      Unit = iota // "2024"
	MonthYear             // "March 2024", short
	Month                 // "Mar"
	DayMonth              // "23 Mar"
	Day                   // "23"
	DayClock              // "23 Mar 00:00"
	Clock                 // "06:00"
)

// Words are what every drawing needs of the reader's language. A nil function gives the
// plain form: ASCII digits, ISO dates.
type Words struct {
	Number func(n int) string                  // a count in the reader's digits: "1,204", "١٬٢٠٤"
	Date   func(t time.Time, unit Unit) string // a tick
}

func (w Words) number(n int) string {
	if w.Number == nil {
		return strconv.Itoa(n)
	}
	return w.Number(n)
}

func (w Words) date(t time.Time, unit Unit) string {
	if w.Date == nil {
		return t.Format([]string{"2006", "2006-01", "01", "01-02", "02", "01-02 15:04", "15:04"}[unit])
	}
	return w.Date(t, unit)
}
