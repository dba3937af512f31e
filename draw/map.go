package draw

import "html/template"

// A Map shows where incidents happened, each as finely as its place is known and no finer.
type Map struct {
	ID            string  // before every id in the drawing; distinct on its page
	Title         string  // what the map shows, for who does not see it
	Description   string  // more of the same: "Ten incidents at a town, one for Iran as a whole."; empty for none
	Width, Height float64 // px; 348 by 430 if zero
	Atlas         *Atlas  // nil draws no land
	Box           *Box    // what to show; nil fits the view to the spots
	Spots         []Spot
	Towns         []Town // for bearings, in grey; those that fit are drawn, the first first
	// Locator makes it a map of one incident: rings say the grain of the place and nothing of the
	// toll, every spot is labelled, and the view is never closer than 600 km across.
	Locator bool
	Inset   bool // a small map of the world in the corner, with the view marked

	Words
	Country  func(code string) string      // a country's name; nil or empty leaves it unnamed
	Several  func(n int, at []Spot) string // title of a mark that stands for several: "Kabul: three incidents"; nil joins their titles
	Distance func(kilometres int) string   // on the scale bar: "100 km"; nil draws no bar
}

// Site is the grain of an exact point, beside the grains of a place in package dateline.
const Site = "site"

// A Spot is an incident on the map, or in a locator one way in which its place is told.
type Spot struct {
	ID       string   // of the incident; empty for what answers to nothing else on the page
	Label    string   // the place: "Krasnogorsk"
	Note     string   // below the label: "144 killed"; empty for none
	Title    string   // when pointed at: "Krasnogorsk, 22 March 2024: Shooting at a concert hall"
	Lat, Lon *float64 // degrees; nil if unknown
	// Grain is Site or a grain of package dateline: town; near, district, province and region, which
	// are areas; country.
	Grain string
	// Radius is how far from Lat and Lon an area reaches, in km; 0 if unknown. An area of unknown
	// extent is drawn as its country's outline.
	Radius  float64
	Country string // ISO 3166-1 alpha-2; empty if unknown
	Killed  int    // best count
	Open    bool   // Killed is a lower bound
	Counted bool   // false: nobody gives a number of killed, and Killed means nothing
	Lit     bool   // the one in hand
}

// A Town stands on the map for bearings only.
type Town struct {
	Label    string
	Lat, Lon float64 // degrees
}

// A Box is a part of the world between two meridians and two parallels, in degrees. East is
// less than West for a box across the antimeridian.
type Box struct{ West, South, East, North float64 }

// SVG draws the map.
func (m Map) SVG() template.HTML { return "" }

// Undrawn gives the spots that have no place on the map: no coordinates, and no country
// whose outline is known. The page is to count them in words.
func (m Map) Undrawn() []Spot { return nil }
