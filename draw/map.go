package draw

import (
	"html/template"
	"math"

	"dateline"
)

// A Map shows where incidents happened, each as finely as its place is known and no finer.
//
// A script finds the projection in data-projection, data-lon, data-scale and data-top: with w the
// width of the viewBox, a place lies at
//
//	x = w/2 + scale * (longitude - lon)      // the difference brought to between -180 and 180
//	y = scale * (top - stretched latitude)
//
// where a latitude is stretched to 1.22 times itself if the projection is "even", and if it is
// "mercator" to asinh(tan(latitude)), in degrees. Straight boxes on the drawing are a [Box].
//
// A script may come closer, as far as data-nearest times, by the viewBox. What is to keep its size then has the class
// "pin" and stands at its translation; the class "fixed" is what keeps its place in the window. Some pins are there
// only while the zoom is at least data-from, or less than data-until: so crowded marks part, and more is named. The
// rectangle "here" marks the view on the inset. Where the scale of the map is told, data-bars holds the words for
// it, "100=100 km" parted by bars, and it is drawn in what has the class "kilometres".
type Map struct {
	ID            string  // before every id in the drawing; distinct on its page
	Title         string  // what the map shows, for who does not see it; empty hides it from them
	Description   string  // more of the same: "Ten incidents at a town, one for Iran as a whole."; empty for none
	Width, Height float64 // px; 348 by 430 if zero
	Atlas         *Atlas  // nil draws no land
	Box           *Box    // what to show; nil fits the view to the spots
	Spots         []Spot
	Towns         []Town // for bearings, in grey; those that fit are drawn, the first first
	// Locator makes it a map of one incident: rings say the grain of the place and nothing of the
	// toll, every spot is labelled, and the view is never closer than 780 km across.
	Locator bool
	Inset   bool // a small map of the world in the corner, with the view marked

	Words
	Country  func(code string) string         // a country's name; nil or empty leaves it unnamed
	Only     func(n int, grain string) string // below the name of an area or a country: "2, country only"; nil writes the note
	Several  func(n int, at []Spot) string    // title of a mark that stands for several: "Kabul: three incidents"; nil joins their titles
	Distance func(kilometres int) string      // on the scale bar: "100 km"; nil draws no bar
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
	// Count is how many incidents it stands for, where they are too many to be drawn one by one; 0 is
	// for one. Killed is then what they come to.
	Count int
	Lead  string // for a script: what of the address would show these alone, "place=Kabul"; empty for none
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
func (m Map) SVG() template.HTML {
	v := m.view()
	d := &mapDrawing{Map: m, view: v, place: &placer{sight: v.frame().grown(-3)}}
	var furniture pen
	if m.Atlas != nil {
		d.ground = m.Atlas.ground(v)
	}
	d.gather()
	d.root("map", m.ID, v.width, v.height, "img", m.Title, s("aria-describedby", d.id("desc", m.Description != "")),
		s("data-projection", v.name()), s("data-lon", precise(v.lon)), s("data-scale", precise(v.scale)), s("data-top", precise(v.top)),
		s("data-nearest", precise(zooms[len(zooms)-1])), s("data-bars", d.bars()))
	if m.Description != "" {
		d.pen.open("desc", s("id", d.id("desc", true)))
		d.buf = append(d.buf, clean(m.Description)...)
		d.close("desc")
	}
	d.hatch()
	if d.ground != nil {
		d.ground.draw(&d.pen)
	}
	d.extents()
	d.furnish(&furniture)
	d.words()
	d.open("g", s("class", "fixed"))
	d.buf = append(d.buf, furniture.buf...)
	d.close("g")
	d.close("svg")
	return d.html()
}

// Undrawn gives the spots that have no place on the map: no coordinates, and no country
// whose outline is known. The page is to count them in words.
func (m Map) Undrawn() []Spot {
	var undrawn []Spot
	for _, spot := range m.Spots {
		if m.manner(spot) == nowhere {
			undrawn = append(undrawn, spot)
		}
	}
	return undrawn
}

// A manner is how a spot is drawn.
type manner int

const (
	nowhere manner = iota
	mark           // a ring or a square at a point
	vague          // a dashed ring around a point, for an area of a size that nobody knows
	disc           // a dashed disc at true scale
	outline        // the dashed outline of a country
)

func (m *Map) manner(spot Spot) manner {
	located := spot.Lat != nil && spot.Lon != nil
	switch {
	case located && (spot.Grain == Site || spot.Grain == dateline.Town):
		return mark
	case located && spot.Radius > 0 && spot.Grain != dateline.CountryGrain:
		return disc
	case located && (spot.Grain == dateline.Near || spot.Grain == dateline.District):
		return vague
	case m.Atlas.Has(spot.Country):
		return outline
	case located && spot.Country != "":
		return vague
	}
	return nowhere
}

// view fits the view to the box or to what is drawn.
func (m *Map) view() *view {
	width, height := m.Width, m.Height
	if width <= 0 {
		width = 348
	}
	if height <= 0 {
		height = 430
	}
	if m.Box != nil {
		return fit([]Box{*m.Box}, width, height, 0, 1)
	}
	var boxes []Box
	for _, spot := range m.Spots {
		switch m.manner(spot) {
		case mark, vague:
			boxes = append(boxes, Box{*spot.Lon, *spot.Lat, *spot.Lon, *spot.Lat})
		case disc:
			north := spot.Radius / kilometres
			east := min(north/max(math.Cos(*spot.Lat*math.Pi/180), .05), 180)
			boxes = append(boxes, Box{*spot.Lon - east, *spot.Lat - north, *spot.Lon + east, *spot.Lat + north})
		case outline:
			if box, ok := m.Atlas.Box(spot.Country); ok {
				boxes = append(boxes, box)
			}
		}
	}
	if m.Locator {
		return fit(boxes, width, height, 36, locatorAcross)
	}
	return fit(boxes, width, height, 24, deskAcross)
}
