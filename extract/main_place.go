package extract

import (
	"math"

	"dateline"
	"dateline/gazetteer"
)

// mainPlace chooses first the country, then the place in it that the lead tells of.
func (r *report) mainPlace() *dateline.Place {
	countries := map[string]float64{}
	weights := make([]float64, len(r.places))
	seen := map[int]bool{}
	for i := range r.places {
		p := &r.places[i]
		s := r.sentences[p.sentence]
		w := s.weight()
		if p.refused || w == 0 && !p.dateline {
			continue
		}
		if p.located {
			w *= 2
		}
		if p.located && s.weight() >= 3 && !seen[s.index] {
			seen[s.index] = true
			w *= 1.4 // the first place that a title or a lead tells of
		}
		segment := r.segmentOf(s, p.first)
		if segment > 0 {
			w *= 0.4
		}
		if r.tells(s, segment) {
			w *= 1.5
		}
		switch {
		case p.dateline:
			w = 1
		case p.speaks:
			w *= 0.1
		case p.part:
			w *= 0.35
		case r.whereSaid(s, p):
			w *= 0.3
		}
		for _, st := range r.statements {
			if st.sentence == s.index && p.first >= st.speaker[0] && p.last <= st.speaker[1] {
				w *= 0.4
				break
			}
		}
		weights[i] = w
		countries[p.place.Country] += w
	}
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind == "nationality" {
				countries[r.nationalities.codes[f.ID]] += 0.3 * s.weight()
			}
		}
	}
	delete(countries, "")
	country, most := "", 0.0
	for c, w := range countries {
		if w > most || w == most && c < country {
			country, most = c, w
		}
	}
	if country == "" {
		return nil
	}
	sum := map[string]float64{}
	first := map[string]int{}
	for i := range r.places {
		p := &r.places[i]
		if weights[i] == 0 || p.place.Country != country {
			continue
		}
		w := weights[i]
		switch p.place.Grain {
		case dateline.Town, dateline.District:
			w *= 1.5
		case dateline.Province, dateline.Region:
			w *= 0.6
		case dateline.CountryGrain:
			w *= 0.05
		}
		if old, seen := first[p.place.ID]; !seen || weights[old] < weights[i] {
			first[p.place.ID] = i // the place is told best where it weighs most
		}
		sum[p.place.ID] += w
	}
	capital := r.capitalMention(country)
	id := ""
	for k, w := range sum {
		if id == "" || w > sum[id] || w == sum[id] && first[k] < first[id] {
			id = k
		}
	}
	if capital != nil && (id == "" || r.places[first[id]].place.Grain != dateline.Town && r.places[first[id]].place.Grain != dateline.District) {
		return capital
	}
	if id == "" {
		return nil
	}
	if g := r.places[first[id]].place; g.Grain == dateline.Province {
		// the lead tells the province, and what follows the town in it
		for k := range sum {
			t := r.places[first[k]]
			exact := t.place.Grain == dateline.Town || t.place.Grain == dateline.District
			if exact && t.place.Admin1 == g.Admin1 && t.located && !t.dateline && weights[first[k]] >= 0.8 && !r.whereSaid(r.sentences[t.sentence], &t) &&
				(r.places[first[id]].place.Grain == dateline.Province || sum[k] > sum[id] || sum[k] == sum[id] && first[k] < first[id]) {
				id = k
			}
		}
	}
	out := r.places[first[id]].record(r)
	out.By.Score = sum[id]
	for i := range r.places {
		if p := &r.places[i]; p.place.ID == id && p.near && out.Grain == dateline.Town && r.sentences[p.sentence].weight() >= 1 {
			out.Grain = dateline.Near
		}
	}
	return out
}

// whereSaid tells whether a place is where somebody spoke: "told reporters in Garissa",
// "speaking in Delhi".
func (r *report) whereSaid(s *sentence, p *placeMention) bool {
	for i := max(p.first-4, 0); i < p.first; i++ {
		if r.book.Longest("say", s.Tokens[i:p.first]) > 0 || r.book.Longest("speaking", s.Tokens[i:p.first]) > 0 {
			return !r.triggerAt(s, i+1, p.first)
		}
	}
	return false
}

// capitalMention gives the capital of a country where the lead says "the capital" of it.
func (r *report) capitalMention(country string) *dateline.Place {
	for _, s := range r.sentences {
		if s.weight() < 1.5 {
			continue
		}
		for _, m := range s.placings {
			if m.Literal("sort") != "capital" {
				continue
			}
			c, ok := r.reader.places.CapitalOf(country)
			if !ok {
				return nil
			}
			return placeRecord(c, r.words(s, m.First, m.Last), m.Rule.Trace())
		}
	}
	return nil
}

func placeRecord(g gazetteer.Place, words dateline.Words, by dateline.Trace) *dateline.Place {
	return &dateline.Place{Name: g.Name, Country: g.Country, Admin1: g.Admin1, Lat: &g.Lat, Lon: &g.Lon, Grain: g.Grain, ID: g.ID, Words: words, By: by}
}

// kilometres gives the great-circle distance of two places, on a sphere of the Earth's
// mean diameter (12,742 km); 0 if one has no coordinates.
func kilometres(a, b *dateline.Place) float64 {
	if a.Lat == nil || b.Lat == nil {
		return 0
	}
	rad := math.Pi / 180
	dLat, dLon := (*b.Lat-*a.Lat)*rad, (*b.Lon-*a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(*a.Lat*rad)*math.Cos(*b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 12742 * math.Asin(math.Min(1, math.Sqrt(h)))
}
