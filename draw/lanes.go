package draw

import (
	"html/template"
	"time"
)

// Lanes show what reports tell of a group over time: one lane a matter, one axis for all.
type Lanes struct {
	ID       string    // before every id in the drawing; distinct on its page
	Title    string    // what it shows, for who does not see it
	Width    float64   // px; 1392 if zero. Below 600 wide it is drawn for a phone
	From, To time.Time // what the axis spans; zero fits it to what is drawn
	Lanes    []Lane
	Now      time.Time // drawn as a line from top to bottom; zero for none
	NowLabel string    // "last report"

	Words
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
	Title string // when pointed at
	Shape Shape
	From  time.Time
	To    time.Time // exclusive; zero for a Span, Unclear or Horizon that is open: it runs on, with an arrow
	// Sure and Until bound the part of a Span that is exact; it is dashed before and after. Zero:
	// to that end.
	Sure, Until time.Time
	Strong      bool // a broad line
}

// SVG draws the lanes.
func (l Lanes) SVG() template.HTML { return "" }
