package extract

import (
	"dateline"
)

// settingOf gives where an event told in passing took place, as its part of a sentence
// or, failing that, what stands around it says: its own place, that of its paragraph, the
// town that a site bears in its name ("the Lagos Central Hospital").
func (r *report) settingOf(s *sentence, segment, from int) *dateline.Place {
	if p := r.placeOf(s, segment, from); p != nil {
		return p.record(r)
	}
	if r.continues(s, segment) {
		return r.settingOf(s, segment-1, from)
	}
	if p := r.siteTown(s, segment); p != nil {
		return p.record(r)
	}
	if p := r.placeBefore(s); p != nil {
		return p.record(r)
	}
	return nil
}

// settleHome gives the events told in passing that have no place the report's country.
func (r *report) settleHome() {
	for _, e := range r.events {
		switch {
		case e.main || e.place != nil:
		case len(e.triggers) > 0:
			e.place = r.homeCountry(r.sentences[e.triggers[0].sentence])
		case len(e.casualties) > 0:
			e.place = r.homeCountry(r.sentences[e.casualties[0].sentence])
		}
	}
}

// kindBefore gives the type of the event in the part of a sentence before this one, where
// this one tells of another such: "for a siege in May 2014, and for another in 2016".
func (r *report) kindBefore(s *sentence, segment int) (kind string, trace dateline.Trace) {
	for i := range s.Tokens {
		if r.segmentOf(s, i) != segment || r.book.Longest("another-such", s.Tokens[i:]) == 0 {
			continue
		}
		for _, t := range r.triggersOf(s) {
			if t.segment == segment-1 && t.event != nil && r.reader.tells[t.kind] > r.reader.tells[kind] {
				kind, trace = t.kind, t.trace
			}
		}
	}
	return kind, trace
}

// siteTown gives the place that a site in a part of a sentence is named after.
func (r *report) siteTown(s *sentence, segment int) *placeMention {
	places := r.placesOf(s)
	for i := range places {
		p := &places[i]
		if p.refused || p.speaks || p.dateline || r.segmentOf(s, p.first) != segment || p.place.Grain == dateline.CountryGrain {
			continue
		}
		if r.headFirst && r.goesWith(s, "site", p) {
			return p
		}
		for at := p.last; at < min(p.last+4, len(s.Tokens)) && !r.headFirst; at++ {
			if r.book.Longest("site", s.Tokens[at:]) > 0 {
				return p
			}
			if t := &s.Tokens[at]; !t.Upper && t.Tag != dateline.Noun && t.Tag != dateline.Adjective {
				break
			}
		}
	}
	return nil
}

// homeCountry gives the country that a report is set in, for an event in whose sentence
// no other country is named. Its words are those that name the country best.
func (r *report) homeCountry(s *sentence) *dateline.Place {
	if r.home == nil {
		return nil
	}
	places := r.placesOf(s)
	for i := range places {
		if p := &places[i]; !p.refused && p.place.Country != r.home.Country && !r.belongs(s, p) {
			return nil
		}
	}
	for _, f := range s.Found() {
		if f.Kind == "nationality" && r.nationalities.codes[f.ID] != r.home.Country && r.namesLand(s, f.First, f.Last) {
			return nil
		}
	}
	home := *r.home
	return &home
}

// namesLand tells whether the noun beside an adjective of a nationality makes it a place:
// "the Chadian capital", "a Chadian border town".
func (r *report) namesLand(s *sentence, first, last int) bool {
	if r.headFirst {
		before := s.Tokens[max(first-1, 0):first]
		return r.book.Longest("land", before) > 0 || r.book.Longest("building-site", before) > 0
	}
	for i := last; i < min(last+3, len(s.Tokens)); i++ {
		if r.book.Longest("land", s.Tokens[i:]) > 0 || r.book.Longest("building-site", s.Tokens[i:]) > 0 {
			return true
		}
		if t := &s.Tokens[i]; t.Tag != dateline.Noun && t.Tag != dateline.Adjective {
			return false
		}
	}
	return false
}

// findHome sets the country of the report: that of its main event, if no other is named
// more, or that of nearly all places which it tells of.
func (r *report) findHome(main *dateline.Place) {
	counts, all := map[string]int{}, 0
	best := map[string]*placeMention{}
	for i := range r.places {
		p := &r.places[i]
		s := r.sentences[p.sentence]
		if p.refused || p.dateline || p.place.Country == "" || !s.told() && s.kind != dateline.Title {
			continue
		}
		c := p.place.Country
		counts[c]++
		all++
		if best[c] == nil || p.place.Grain == dateline.CountryGrain && best[c].place.Grain != dateline.CountryGrain {
			best[c] = p
		}
	}
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	for c, n := range counts {
		if main == nil && 3*n <= 2*all || main != nil && (c != main.Country || 4*n < all || n < most) {
			continue
		}
		g, ok := r.reader.places.Country(c)
		if !ok {
			return
		}
		p := best[c]
		r.home = placeRecord(g, r.words(r.sentences[p.sentence], p.first, p.last), dateline.Trace{Rule: "country of the report", File: "gazetteer/places.index"})
	}
}
