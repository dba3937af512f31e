package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline"
)

// A world is all that the index will hold.
type world struct {
	places    []*place
	provinces map[string]*place   // by country and division code: "SO.04"
	second    map[string][]*place // the towns of each second-level division: "US.KY.125"
	countries map[string]*country
	byName    map[string][]*place // by country and folded name: "SO baidoa"
	short     map[string]bool     // folded names that are short forms of divisions
	common    map[string]int      // ordinary words: 1 a person's name, 2 a word
}

type place struct {
	name       string
	other      []string // other names
	country    string   // empty for a region across countries
	province   *place   // itself, for a province; nil if unknown
	lat, lon   float64
	population int
	grain      string
	capital    bool
	geonames   int
	namesake   int // of a province, the population of the town that it is named after
	number     int // in the index
}

type country struct {
	*place
	capital *place
	names   map[string]string // by language
}

// rank orders the places that bear a name, largest first; see Gazetteer.Match. A
// large town does not come first by an other name that is a person's.
func (p *place) rank(n *name) int {
	switch p.grain {
	case dateline.CountryGrain:
		return 4e10 + p.population
	case dateline.Region:
		return 3e10 + p.population
	case dateline.Province:
		return max(p.population-p.namesake, 100_000)
	}
	if n.ordinary > 0 && !strings.HasPrefix(folded(p.name), n.words) {
		return p.population / 10
	}
	if p.population >= 1_000_000 || p.capital && p.population >= 100_000 {
		return 2e10 + p.population
	}
	return p.population
}

func read(folder string) (*world, error) {
	w := &world{
		provinces: map[string]*place{},
		second:    map[string][]*place{},
		countries: map[string]*country{},
		byName:    map[string][]*place{},
		short:     map[string]bool{},
		common:    map[string]int{},
	}
	for _, step := range []func(string) error{
		w.readWords, w.readCountries, w.readProvinces, w.readTowns, w.centre, w.readSupplement, w.readSecond, w.readShort,
	} {
		if err := step(folder); err != nil {
			return nil, err
		}
	}
	return w, w.order()
}

func (w *world) add(p *place) {
	w.places = append(w.places, p)
	key := p.country + " " + folded(p.name)
	w.byName[key] = append(w.byName[key], p)
}

// near finds the place of a name within a distance in km.
func (w *world) near(country, name string, lat, lon, within float64) *place {
	var nearest *place
	for _, p := range w.byName[country+" "+folded(name)] {
		if d := distance(p.lat, p.lon, lat, lon); d <= within && settled(p) {
			nearest, within = p, d
		}
	}
	return nearest
}

// called reports whether a place bears a name.
func (p *place) called(name string) bool {
	name = folded(name)
	return folded(p.name) == name || slices.ContainsFunc(p.other, func(other string) bool { return folded(other) == name })
}

func settled(p *place) bool { return p.grain == dateline.Town || p.grain == dateline.District }

// order numbers the places, and drops towns that nothing tells from another.
func (w *world) order() error {
	slices.SortStableFunc(w.places, func(a, b *place) int {
		return cmp.Or(
			strings.Compare(a.country, b.country),
			cmp.Compare(a.geonames, b.geonames),
			strings.Compare(a.path(), b.path()),
			cmp.Compare(b.population, a.population),
			cmp.Compare(a.lat, b.lat),
		)
	})
	kept := w.places[:0]
	for _, p := range w.places {
		if len(kept) > 0 && p.geonames == 0 {
			last := kept[len(kept)-1]
			if last.country == p.country && last.geonames == 0 && last.path() == p.path() {
				if !settled(p) {
					return fmt.Errorf("%s: %s: two of one name, %s and %s", p.country, p.name, last.grain, p.grain)
				}
				continue
			}
		}
		p.number = len(kept)
		kept = append(kept, p)
	}
	w.places = kept
	return nil
}

// path tells a place without a number from others; the index makes its id so.
func (p *place) path() string {
	switch {
	case p.grain == dateline.CountryGrain:
		return ""
	case p.province == nil || p.province == p:
		return folded(p.name)
	}
	return folded(p.province.name) + "/" + folded(p.name)
}

func folded(name string) string { return strings.Join(dateline.NameWords(name), " ") }

// distance is in km, on a sphere.
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	a := math.Pow(math.Sin((lat2-lat1)*degree/2), 2) +
		math.Cos(lat1*degree)*math.Cos(lat2*degree)*math.Pow(math.Sin((lon2-lon1)*degree/2), 2)
	return 2 * radius * math.Asin(math.Sqrt(min(a, 1)))
}

func (w *world) countryOf(code, where string) (*country, error) {
	if c := w.countries[code]; c != nil {
		return c, nil
	}
	return nil, fmt.Errorf("%s: no country %q", where, code)
}
