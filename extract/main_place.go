package extract

import (
	"math"
	"slices"

	"dateline"
	"dateline/gazetteer"
	"dateline/learn"
	"dateline/rule"
)

// mainPlace chooses first the country, then the place in it that the report is about; when is the
// time of the main event, nil if that is not known.
func (r *report) mainPlace(when *dateline.Time) *dateline.Place {
	country, ok := learn.Answer(r.reader.choices[countryDecision].Sums(r.countryOptions(when)))
	if !ok {
		return nil
	}
	options, mentions := r.placeOptions(country, when)
	sums, id, strongest := r.reader.choices[whereDecision].Pick(options) // told best where it weighs most
	if strongest < 0 {
		return nil
	}
	out := mentions[strongest].record(r)
	out.By.Score = sums[id]
	for i := range r.places {
		if p := &r.places[i]; p.place.ID == id && p.near && out.Grain == dateline.Town && r.sentences[p.sentence].weight() >= 1 {
			out.Grain = dateline.Near
		}
	}
	return out
}

// placeFeatures gives what is seen of a place where it is named.
func (r *report) placeFeatures(p *placeMention, told told) features {
	s := r.sentences[p.sentence]
	segment := r.segmentOf(s, p.first)
	var f features
	if p.dateline {
		f.is("at", "dateline")
	} else {
		f.is("at", s.standing())
	}
	f.is("by", r.governor(s, p.first, p.last))
	f.and("at=", "by=")
	f.is("grain", string(p.place.Grain))
	f.is("tells", r.tellingName(s, segment))
	landmark := r.isLandmark(s, p)
	f.flag("located", p.located && !landmark)
	f.flag("near", p.near && !landmark)
	f.flag("measured", p.near && p.first > 1 && len(s.within("number", max(p.first-6, 0), p.first)) > 0)
	f.flag("of-division", r.ofDivision(s, p))
	f.flag("before-place", r.nextPlace(p) != nil)
	f.flag("speaks", p.speaks)
	f.flag("part", p.part)
	f.flag("aside", segment > 0)
	f.flag("where-said", r.whereSaid(s, p))
	f.flag("in-speaker", slices.ContainsFunc(r.statements, func(st *statement) bool {
		return st.sentence == s.index && p.first >= st.speaker[0] && p.last <= st.speaker[1]
	}))
	f.flag("mission", p.last < len(s.Tokens) && r.book.Longest("mission", s.Tokens[p.last:]) > 0 || r.headFirst && r.goesWith(s, "mission", p))
	f.flag("from", p.first > 0 && !p.near && r.book.Longest("from", s.Tokens[p.first-1:p.first]) > 0)
	f.flag("between", r.between(s, p))
	f.flag("by-place", p.first > 0 && r.book.Longest("by", s.Tokens[p.first-1:p.first]) > 0)
	f.flag("to", p.first > 0 && !p.near && r.book.Longest("to", s.Tokens[p.first-1:p.first]) > 0)
	if r.acts(s, p) {
		f.is("acts", string(p.place.Grain))
	}
	f.flag("figure", r.counts(s, segment))
	f.flag("other-time", r.otherTime(s, segment))
	f = append(f, told.compare(r, s, segment)...)
	return f
}

// isLandmark tells whether a place is named only to say where another is: "in Abu Saida,
// north of Baqubah".
func (r *report) isLandmark(s *sentence, p *placeMention) bool {
	if !p.near {
		return false
	}
	places := r.placesOf(s)
	for i := range places {
		o := &places[i]
		if !o.refused && o.located && o.last <= p.first && p.first-o.last <= 5 && o.place.Country == p.place.Country &&
			o.place.ID != p.place.ID && o.place.Grain == dateline.Town && !s.turns(o.last, p.first) {
			return true
		}
	}
	return false
}

// turns tells whether something else begins between two tokens: a verb, "and", a mark other than a comma.
func (s *sentence) turns(first, last int) bool {
	return slices.ContainsFunc(s.Tokens[first:last], func(t dateline.Token) bool {
		switch t.Tag {
		case dateline.Conjunction, dateline.VerbPast, dateline.VerbNow:
			return true
		}
		return t.Kind == dateline.MarkToken && t.Norm != ","
	})
}

// ofDivision tells whether words beside a place say that it is a province, a district or
// the like: "the region of Mopti", "Mopti region".
func (r *report) ofDivision(s *sentence, p *placeMention) bool {
	if r.headFirst && p.last-p.first > 1 && r.book.Longest("division-noun", s.Tokens[p.first:p.first+1]) > 0 {
		return true
	}
	return r.calledBy(s, p, "division-noun")
}

// calledBy tells whether a noun of a set beside a place says what it is: "the city of
// Agadez", "Agadez city".
func (r *report) calledBy(s *sentence, p *placeMention, set string) bool {
	if r.headFirst {
		return r.goesWith(s, set, p)
	}
	return p.first > 1 && r.book.Longest("of", s.Tokens[p.first-1:p.first]) > 0 && r.book.Has(set, s.Tokens[p.first-2].Norm) ||
		p.last < len(s.Tokens) && r.book.Has(set, s.Tokens[p.last].Norm)
}

// otherTime tells whether a part of a sentence names a month or a year, as what is told
// of the past does.
func (r *report) otherTime(s *sentence, segment int) bool {
	times := r.timesOf(s)
	return slices.ContainsFunc(times, func(t timeMention) bool {
		return r.segmentOf(s, t.first) == segment && coarseness(t.time.Grain) > 1
	})
}

// countryOptions gives the places and nationalities that speak for a country.
func (r *report) countryOptions(when *dateline.Time) (options []learn.Option) {
	told := r.firstTold(when)
	for i := range r.places {
		p := &r.places[i]
		if s := r.sentences[p.sentence]; p.refused || p.place.Country == "" || !s.told() && s.kind != dateline.Title && !p.dateline {
			continue
		}
		options = append(options, learn.Option{Answer: p.place.Country, Features: r.placeFeatures(p, told)})
	}
	for _, p := range r.hereMentions("") {
		f := r.placeFeatures(p, told)
		f.flag("called-here", true)
		options = append(options, learn.Option{Answer: p.place.Country, Features: f})
	}
	for _, s := range r.sentences {
		if !s.told() && s.kind != dateline.Title {
			continue
		}
		for _, found := range s.Found() {
			if code := ""; found.Kind == "nationality" {
				if code = r.nationalities.codes[found.ID]; code == "" {
					continue
				}
				var f features
				f.is("nationality", s.standing())
				options = append(options, learn.Option{Answer: code, Features: f})
			}
		}
	}
	return options
}

// placeOptions gives the places of a country among which the main event's is chosen, with
// what is seen of each.
func (r *report) placeOptions(country string, when *dateline.Time) (options []learn.Option, mentions []*placeMention) {
	written := map[string]bool{} // places that a dateline names
	towns := map[string]bool{}   // provinces of which a town is named; "" for any
	for i := range r.places {
		p := &r.places[i]
		if p.refused || p.place.Country != country {
			continue
		}
		if p.dateline {
			written[p.place.ID] = true
		} else if p.located && (p.place.Grain == dateline.Town || p.place.Grain == dateline.District) {
			towns[p.place.Admin1], towns[""] = true, true
		}
	}
	seen, told := map[int]bool{}, r.firstTold(when)
	for i := range r.places {
		p := &r.places[i]
		s := r.sentences[p.sentence]
		if p.refused || p.place.Country != country || !s.told() && s.kind != dateline.Title && !p.dateline {
			continue
		}
		f := r.placeFeatures(p, told)
		f.flag("written-there", written[p.place.ID])
		f.flag("town-named", p.place.Grain == dateline.Province && towns[p.place.Admin1] || p.place.Grain == dateline.Region && towns[""])
		f.flag("capital", p.place.Capital)
		if p.located && !seen[s.index] {
			seen[s.index] = true
			f.flag("first", true)
			f.and("first", "at=")
		}
		options = append(options, learn.Option{Answer: p.place.ID, Features: f})
		mentions = append(mentions, p)
	}
	for _, p := range r.hereMentions(country) {
		f := r.placeFeatures(p, told)
		f.flag("called-here", true)
		options = append(options, learn.Option{Answer: p.place.ID, Features: f})
		mentions = append(mentions, p)
	}
	for _, p := range r.capitalMentions(country) {
		f := r.placeFeatures(p, told)
		f.flag("called-capital", true)
		options = append(options, learn.Option{Answer: p.place.ID, Features: f})
		mentions = append(mentions, p)
	}
	return options, mentions
}

// between tells whether a place is one of two between which something lies: "a bus between Gao and Ansongo".
func (r *report) between(s *sentence, p *placeMention) bool {
	for i := p.first - 1; i >= max(p.first-5, 0); i-- {
		if r.book.Longest("between", s.Tokens[i:i+1]) > 0 {
			return true
		}
		if isVerb(&s.Tokens[i]) || s.Tokens[i].Norm == "," {
			return false
		}
	}
	return false
}

// acts tells whether a place stands for those who govern it, as what a verb's doing is told of or is done to:
// "Nairobi has not commented", "to compel Nairobi".
func (r *report) acts(s *sentence, p *placeMention) bool {
	if s.kind == dateline.Title || p.located || r.headFirst {
		return false
	}
	return p.last < len(s.Tokens) && isVerb(&s.Tokens[p.last]) && s.Tokens[p.last].Tag != dateline.VerbPassive || p.first > 0 && isVerb(&s.Tokens[p.first-1])
}

// whereSaid tells whether a place is where somebody spoke: "told reporters in Garissa",
// "speaking in Delhi".
func (r *report) whereSaid(s *sentence, p *placeMention) bool {
	for i := max(p.first-4, 0); i < p.first; i++ {
		if s.Tokens[i].Upper && i > 0 {
			continue // "the United States embassy"
		}
		if r.book.Longest("say", s.Tokens[i:p.first]) > 0 || r.book.Longest("speaking", s.Tokens[i:p.first]) > 0 {
			return !r.triggerAt(s, i+1, p.first)
		}
	}
	return false
}

// hereMentions gives the town of the dateline wherever the report says "here" of it; only one of the country given,
// unless that is empty.
func (r *report) hereMentions(country string) (mentions []*placeMention) {
	i := slices.IndexFunc(r.places, func(p placeMention) bool { return p.dateline && !p.refused && p.place.Grain == dateline.Town })
	if i < 0 || country != "" && r.places[i].place.Country != country {
		return nil
	}
	for _, s := range r.sentences {
		if s.kind != dateline.Body || s.quotes() > 0 {
			continue
		}
		for at := range s.Tokens {
			if r.book.Longest("here", s.Tokens[at:]) > 0 {
				mentions = append(mentions, &placeMention{sentence: s.index, first: at, last: at + 1, place: r.places[i].place, located: true})
			}
		}
	}
	return mentions
}

// capitalMentions gives the capital of a country wherever the report says "the capital".
func (r *report) capitalMentions(country string) (mentions []*placeMention) {
	capital, ok := r.reader.places.CapitalOf(country)
	if !ok {
		return nil
	}
	for _, s := range r.sentences {
		if !s.told() && s.kind != dateline.Title {
			continue
		}
		for i := range s.placings {
			if m := &s.placings[i]; m.Literal("sort") == "capital" && !r.foreignCapital(s, m, country) {
				far := m.First > 1 && len(s.within("number", max(m.First-6, 0), m.First)) > 0 // "120 km south of the capital"
				mentions = append(mentions, &placeMention{sentence: s.index, first: m.First, last: m.Last, place: capital, located: r.after(s, m.First, dateline.Preposition), near: far})
			}
		}
	}
	return mentions
}

// foreignCapital tells whether "the capital" is said of a province or of another country:
// "the Yemeni capital", "the provincial capital", "the capital of Borno".
func (r *report) foreignCapital(s *sentence, m *rule.Match, country string) bool {
	for _, f := range s.Found() {
		if f.Kind == "nationality" && f.First >= m.First && f.Last <= m.Last && r.nationalities.codes[f.ID] != country {
			return true
		}
	}
	if m.Last+1 < len(s.Tokens) && r.book.Longest("of", s.Tokens[m.Last:]) > 0 {
		for i, places := 0, r.placesOf(s); i < len(places); i++ {
			if p := &places[i]; p.first >= m.Last && p.first <= m.Last+3 && p.place.Grain != dateline.CountryGrain {
				return true
			}
		}
	}
	for i := m.First; i < m.Last; i++ {
		if r.book.Longest("division-adjective", s.Tokens[i:i+1]) > 0 {
			return true
		}
	}
	return false
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
