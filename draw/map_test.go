package draw

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
)

func openAtlas(t testing.TB) *Atlas {
	t.Helper()
	atlas, err := OpenAtlas()
	if err != nil {
		t.Fatal(err)
	}
	return atlas
}

func degrees(x float64) *float64 { return &x }

// spot makes a spot at a town, with an exact count of killed.
func spot(id, label string, lat, lon float64, killed int) Spot {
	return Spot{ID: id, Label: label, Title: label + ": " + id, Lat: degrees(lat), Lon: degrees(lon),
		Grain: dateline.Town, Killed: killed, Counted: true}
}

func english(code string) string {
	return map[string]string{
		"AF": "Afghanistan", "IR": "Iran", "PK": "Pakistan", "RU": "Russia", "TR": "Türkiye", "KZ": "Kazakhstan", "UA": "Ukraine",
		"IQ": "Iraq", "SA": "Saudi Arabia", "UZ": "Uzbekistan", "TM": "Turkmenistan", "SY": "Syria", "EG": "Egypt", "BY": "Belarus",
		"FJ": "Fiji", "NZ": "New Zealand", "ML": "Mali", "NE": "Niger", "BF": "Burkina Faso", "DZ": "Algeria", "NG": "Nigeria",
		"US": "United States", "BR": "Brazil", "AU": "Australia", "CN": "China", "IN": "India", "CA": "Canada", "SO": "Somalia",
	}[code]
}

func arabic(code string) string {
	return map[string]string{
		"AF": "أفغانستان", "IR": "إيران", "PK": "باكستان", "RU": "روسيا", "TR": "تركيا", "KZ": "كازاخستان", "IQ": "العراق",
	}[code]
}

func arabicNumber(n int) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '٠'
		}
		return r
	}, fmt.Sprint(n))
}

func kilometresOf(n int) string { return fmt.Sprint(n, " km") }

// desk is a map with something of everything.
func desk(atlas *Atlas) Map {
	lit := spot("m", "Krasnogorsk", 55.83, 37.33, 144)
	lit.Lit, lit.Note = true, "144 killed"
	khar := spot("b", "Khar", 34.73, 71.52, 54)
	khar.Open = true
	kandahar := spot("d", "Kandahar", 31.61, 65.71, 47)
	kandahar.Open = true
	shrine := spot("s", "Shiraz", 29.61, 52.54, 13)
	shrine.Grain = Site
	uncounted := spot("x", "Herat", 34.35, 62.20, 0)
	uncounted.Counted = false
	return Map{
		ID: "map", Title: "Incidents by place", Description: "Ten incidents at a site or town, one over an area, one for Iran as a whole.",
		Atlas: atlas, Country: english, Distance: kilometresOf,
		Spots: []Spot{
			lit, khar, kandahar, shrine, uncounted,
			spot("p", "Peshawar", 34.01, 71.58, 63), spot("z", "Mazar-i-Sharif", 36.71, 67.11, 3), spot("t", "Istanbul", 41.01, 28.95, 1),
			spot("h", "Kabul", 34.53, 69.17, 3), spot("e", "Kabul", 34.53, 69.17, 2), spot("u", "Kabul", 34.53, 69.17, 170),
			{ID: "i", Label: "Iran", Note: "1, country only", Title: "Bombings in Iran", Grain: dateline.CountryGrain, Country: "IR"},
			{ID: "a", Label: "Waziristan", Title: "Raids", Grain: dateline.Region, Lat: degrees(32.5), Lon: degrees(69.8), Radius: 90, Country: "PK"},
			{ID: "n", Label: "a place of no known whereabouts", Grain: dateline.Town},
		},
		Several: func(n int, at []Spot) string { return fmt.Sprintf("%s: %d incidents", at[0].Label, n) },
	}
}

func locator(atlas *Atlas) Map {
	town := spot("m", "Krasnogorsk", 55.83, 37.33, 144)
	town.Lit, town.Note = true, "town, 5 reports"
	return Map{
		ID: "where", Title: "Krasnogorsk, as a town, from five reports; a wider area from two.", Width: 392, Height: 300,
		Atlas: atlas, Country: english, Distance: kilometresOf, Locator: true, Inset: true,
		Spots: []Spot{town, {Label: "outskirts of Moscow", Note: "area, 2 reports", Grain: dateline.Near,
			Lat: degrees(55.75), Lon: degrees(37.62), Radius: 45, Country: "RU"}},
		Towns: []Town{{"Moscow", 55.75, 37.62}, {"Tver", 56.86, 35.9}, {"Smolensk", 54.78, 32.05}, {"Tula", 54.2, 37.62},
			{"Kaluga", 54.53, 36.28}, {"Vladimir", 56.13, 40.41}, {"Ryazan", 54.63, 39.74}, {"Yaroslavl", 57.63, 39.87}},
	}
}

func TestMaps(t *testing.T) {
	atlas := openAtlas(t)
	golden(t, "map-desk", desk(atlas).SVG())
	golden(t, "map-locator", locator(atlas).SVG())
	golden(t, "map-world", Map{ID: "world", Title: "No incident yet", Atlas: atlas, Country: english, Width: 640, Height: 360}.SVG())
	golden(t, "map-antimeridian", Map{ID: "date-line", Title: "Incidents in Fiji", Atlas: atlas, Country: english, Width: 392, Height: 300, Spots: []Spot{
		spot("a", "Suva", -18.14, 178.44, 3), spot("b", "Nukuʻalofa", -21.14, -175.2, 12),
		{ID: "c", Label: "Fiji", Grain: dateline.CountryGrain, Country: "FJ", Title: "somewhere in Fiji"}}}.SVG())
	m := desk(atlas)
	m.Country, m.Number, m.Distance = arabic, arabicNumber, nil
	m.Title, m.Description = "الحوادث بحسب المكان", ""
	m.Spots[0].Label, m.Spots[0].Note = "كراسنوغورسك", "١٤٤ قتيلًا"
	m.Spots[11].Label, m.Spots[11].Note = "إيران", "حادث واحد، البلد فقط"
	for i, spot := range m.Spots {
		if spot.Label == "Kabul" {
			m.Spots[i].Label = "كابول"
		}
	}
	golden(t, "map-arabic", m.SVG())
	hostile := spot(`x" onload="alert(1)`, `<script>alert("x")</script>`, 13.1, 14.2, 4)
	hostile.Title, hostile.Note = "]]><script>alert(1)</script>\x00", `'"><img src=x onerror=alert(1)>`
	golden(t, "map-hostile", Map{ID: `m`, Title: `"><script>alert(1)</script>`, Description: "</desc><script>", Atlas: atlas,
		Country: func(string) string { return `<script>x</script>` }, Spots: []Spot{hostile}}.SVG())
}

func BenchmarkMap(b *testing.B) {
	m := desk(openAtlas(b))
	b.ReportAllocs()
	for b.Loop() {
		m.SVG()
	}
}
func BenchmarkMapOfTheWorld(b *testing.B) {
	m := Map{ID: "world", Atlas: openAtlas(b), Country: english}
	b.ReportAllocs()
	for b.Loop() {
		m.SVG()
	}
}

func BenchmarkLocator(b *testing.B) {
	m := locator(openAtlas(b))
	b.ReportAllocs()
	for b.Loop() {
		m.SVG()
	}
}

func BenchmarkOpenAtlas(b *testing.B) {
	for b.Loop() {
		openAtlas(b)
	}
}

// What has no known place is not drawn, and is told to the page.
func TestUndrawn(t *testing.T) {
	m := Map{ID: "m", Atlas: openAtlas(t), Spots: []Spot{
		{ID: "town", Grain: dateline.Town, Lat: degrees(1), Lon: degrees(2)},
		{ID: "unresolved", Grain: dateline.Town, Country: ""},
		{ID: "only-country", Grain: dateline.CountryGrain, Country: "SD"},
		{ID: "unknown-country", Grain: dateline.CountryGrain, Country: "ZZ"},
		{ID: "sahel", Grain: dateline.Region},
	}}
	var got []string
	for _, spot := range m.Undrawn() {
		got = append(got, spot.ID)
	}
	if want := "unresolved unknown-country sahel"; strings.Join(got, " ") != want {
		t.Errorf("undrawn %q, want %q", got, want)
	}
	svg := string(m.SVG())
	for _, spot := range m.Spots {
		drawn := strings.Contains(svg, `data-i="`+spot.ID+`"`)
		if undrawn := strings.Contains(strings.Join(got, " "), spot.ID); drawn == undrawn {
			t.Errorf("%s: drawn %v, told to be undrawn %v", spot.ID, drawn, undrawn)
		}
	}
}

// A place known only as an area, a province or a country gets no mark at a point.
func TestNoFalsePin(t *testing.T) {
	atlas := openAtlas(t)
	for _, grain := range []string{dateline.Near, dateline.District, dateline.Province, dateline.Region, dateline.CountryGrain} {
		for _, radius := range []float64{0, 60} {
			svg := string(Map{ID: "m", Atlas: atlas, Spots: []Spot{{ID: "x", Grain: grain, Radius: radius, Country: "NG",
				Lat: degrees(11.8), Lon: degrees(13.1), Killed: 40, Counted: true}}}.SVG())
			_, mark, _ := strings.Cut(svg, `data-i="x"`)
			mark, _, _ = strings.Cut(mark, "</g>")
			if !strings.Contains(mark, "stroke-dasharray") || strings.Count(mark, "<circle")+strings.Count(mark, "<path") != 1 || strings.Contains(mark, "<rect") {
				t.Errorf("%s with radius %v is drawn as %s", grain, radius, mark)
			}
		}
	}
}

// The area of a ring is the killed.
func TestRingsAreTrueToTheToll(t *testing.T) {
	d := &mapDrawing{Map: Map{Spots: []Spot{spot("a", "A", 0, 0, 400), spot("b", "B", 10, 10, 100), spot("c", "C", 20, 20, 25)}}, place: &placer{}}
	d.view = d.Map.view()
	d.gather()
	var radii []float64
	for _, mark := range d.marks {
		radii = append(radii, mark.radius)
	}
	if len(radii) != 3 || radii[0] != 2*radii[1] || radii[1] != 2*radii[2] {
		t.Errorf("radii of 400, 100 and 25 killed are %v", radii)
	}
}
