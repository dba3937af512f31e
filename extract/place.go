package extract

import (
	"maps"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/rule"
)

// A placeMention is a name of a place where it stands.
type placeMention struct {
	sentence    int
	first, last int
	candidates  []gazetteer.Place
	place       gazetteer.Place // the one chosen
	score       float64
	losers      []dateline.Loser
	next        *placeMention // what is named right after it: "Owo, Ondo State"; nil if none is
	refused     bool          // no place after all
	located     bool          // after "in", "at" ...
	near        bool          // "near", "10 km south of"
	atHome      bool          // near another place of the report, or in the outlet's country
	speaks      bool          // stands for its government: "Moscow said"
	part        bool          // part of a body's name: "the Lagos police"
	dateline    bool          // where the report was written
	given       bool          // somebody has said that it is a place
	span        dateline.Span // of a given one
}

// readPlaces reads toponym, person, organization and nationality; adds place, one
// for each toponym that is one, and chooses among places of one name.
func (r *report) readPlaces() {
	r.refuseToponyms()
	votes := r.countryVotes()
	r.choosePlaces(votes, r.reader.choices[toponymDecision])
	for i := range r.places {
		p := &r.places[i]
		if p.refused {
			continue
		}
		r.doubtPlace(p, votes)
		if p.refused = p.refused && !p.given; p.refused {
			continue
		}
		s := r.sentences[p.sentence]
		s.Add(rule.Found{Kind: "place", Sort: p.place.Grain, First: p.first, Last: p.last, ID: i})
		if span := s.at(p.first, p.last); r.doc.Dateline.Contains(span) && !span.IsZero() {
			p.dateline = true
		}
	}
	for _, s := range r.sentences {
		s.placings, _ = r.place.Find(s.Sentence)
		for _, m := range s.placings {
			f, ok := s.found(&m, "place")
			if !ok {
				continue
			}
			p := &r.places[f.ID]
			switch m.Literal("sort") {
			case "near":
				p.near, p.located = true, true
			case "in":
				p.located = true
			case "speaks":
				p.speaks = true
			case "part":
				p.part = true
			}
		}
	}
}

// refuseToponyms turns down names that are no places here: parts of a person's or
// a body's name, ordinary words.
func (r *report) refuseToponyms() {
	surnames := map[string]bool{}
	for _, n := range r.names {
		if n.kind == "person" && n.last-n.first > 1 {
			surnames[r.sentences[n.sentence].Tokens[n.last-1].Norm] = true
		}
	}
	family := r.familyNames()
	for i := range r.places {
		p := &r.places[i]
		if p.given {
			if p.candidates[0].Short {
				r.shortForm(r.sentences[p.sentence], p)
			}
			continue
		}
		s := r.sentences[p.sentence]
		for _, f := range s.Found() {
			if f.First < p.last && p.first < f.Last {
				switch f.Kind {
				case "person", "time":
					p.refused = true
				case "organization":
					p.part = true
				case "nationality":
					p.refused = p.refused || f.Last-f.First >= p.last-p.first && !r.nounOfCountry(s, p)
				}
			}
		}
		if !p.refused && p.candidates[0].Short {
			p.refused = !r.shortForm(s, p)
		} else if !p.refused && (p.candidates[0].Common || r.otherDistrict(s, p)) {
			comma := p.last+1 < len(s.Tokens) && s.Tokens[p.last].Norm == "," && s.covered(p.last+1, p.last+2, "toponym")
			p.refused = !r.vouched(s, p.first) && !comma
		}
		p.refused = p.refused || p.last-p.first == 1 && surnames[s.Tokens[p.first].Norm] && !r.after(s, p.first, dateline.Preposition)
		p.refused = p.refused || r.describes(s, p) || r.partOfNext(s, p) || p.last-p.first == 1 && family[s.Tokens[p.first].Norm] ||
			p.candidates[0].Common && r.afterName(s, p.first)
		// short codes in capitals are names of bodies or things, but for countries
		if text := r.doc.Text[s.Tokens[p.first].From:s.Tokens[p.last-1].To]; len(text) <= 4 && !p.candidates[0].Short && p.last-p.first == 1 {
			country := p.candidates[0].Grain == dateline.CountryGrain
			capitals := strings.ToUpper(text) == text && hasCase(strings.ToLower(text))
			p.refused = p.refused || capitals && !country || country && !capitals && len(text) <= 3
		}
		// a lower-case or sentence-initial verb or noun is no name; without case, tags are less sure than large names
		sure := !hasCase(s.Tokens[p.first].Norm) && toponymSort(p.candidates[:1]) != ""
		if t := s.Tokens[p.first].Tag; p.last-p.first == 1 && !p.refused && !sure {
			switch t {
			case dateline.ProperNoun, dateline.Noun, dateline.Adjective, dateline.OtherTag, "":
			default:
				p.refused = true
			}
		}
	}
}

// familyNames are the words that the report once has right after another name, and never after a word of
// place, among those that small towns are called by: "Kwesi Millington".
func (r *report) familyNames() map[string]bool {
	family := map[string]bool{}
	for i := range r.places {
		p := &r.places[i]
		s := r.sentences[p.sentence]
		if c := &p.candidates[0]; p.last-p.first > 1 || c.Population > 300_000 || c.Grain != dateline.Town && c.Grain != dateline.District {
			continue
		}
		switch norm := s.Tokens[p.first].Norm; {
		case p.given || r.afterPlaceWord(p):
			family[norm] = false
		case s.kind == dateline.Body && r.afterName(s, p.first) && !s.covered(p.first-1, p.first, "toponym", "organization", "actor"):
			if _, known := family[norm]; !known {
				family[norm] = true
			}
		}
	}
	return family
}

// afterName tells whether a token stands right after a word of a name that is no part of a place.
func (r *report) afterName(s *sentence, at int) bool {
	if at == 0 || r.headFirst {
		return false
	}
	t := &s.Tokens[at-1]
	return t.Upper && t.Tag == dateline.ProperNoun && t.Kind == dateline.WordToken && hasCase(t.Norm) && !r.book.Has("part-of-place", t.Norm)
}

// partOfNext tells whether a name is a word that says which part of what is named next: the "East" of "East Texas".
func (r *report) partOfNext(s *sentence, p *placeMention) bool {
	return p.last-p.first == 1 && p.last < len(s.Tokens) && r.book.Has("part-of-place", s.Tokens[p.first].Norm) &&
		s.Tokens[p.last].Upper && s.Tokens[p.last].Kind == dateline.WordToken && !r.book.Has("division-noun", s.Tokens[p.last].Norm)
}

// shortForm tells whether a name that is a short form of a division stands for it, and keeps
// the divisions alone among what it may be: after a comma and another place, or with a dot.
func (r *report) shortForm(s *sentence, p *placeMention) bool {
	text := r.doc.Text[s.Tokens[p.first].From:s.Tokens[p.last-1].To]
	dotted := strings.Count(text, ".") > 1 || strings.HasSuffix(text, ".") && len(text) > 3
	after := p.first > 1 && s.Tokens[p.first-1].Norm == "," && s.covered(p.first-2, p.first-1, "toponym")
	if !dotted && !after {
		return false
	}
	divisions := slices.DeleteFunc(slices.Clone(p.candidates), func(c gazetteer.Place) bool { return c.Grain != dateline.Province })
	if len(divisions) > 0 {
		p.candidates = divisions
	}
	return len(divisions) > 0
}

// otherDistrict tells whether a name is first of all a short one of a county: "Noble" for Noble County.
func (r *report) otherDistrict(s *sentence, p *placeMention) bool {
	c := &p.candidates[0]
	return c.Grain == dateline.District && p.last-p.first == 1 && !strings.EqualFold(c.Name, s.Text(r.doc.Text, p.first, p.last)) && strings.Contains(c.Name, " ")
}

// nounOfCountry tells whether a country's name that is also its adjective is the name here:
// where adjectives follow their nouns, it is what stands after a preposition or opens a sentence.
func (r *report) nounOfCountry(s *sentence, p *placeMention) bool {
	return r.headFirst && p.candidates[0].Grain == dateline.CountryGrain && (p.first == 0 || r.after(s, p.first, dateline.Preposition))
}

// describes tells whether a name is the adjective of the noun before it, where both have an
// article: "the southern suburb".
func (r *report) describes(s *sentence, p *placeMention) bool {
	if !r.headFirst || p.first == 0 || p.last-p.first > 1 || s.Tokens[p.first].Tag != dateline.Adjective || !r.book.HasArticle(s.Tokens[p.first].Norm) {
		return false
	}
	return r.book.HasArticle(s.Tokens[p.first-1].Norm) && r.book.Longest("land", s.Tokens[p.first-1:p.first]) == 0
}

// vouched tells whether what stands before a token lets a place be named there: a
// preposition or, where nouns stand first and nothing tells names from words, one of
// place ("in") or a noun of places ("the town of").
func (r *report) vouched(s *sentence, at int) bool {
	if at == 0 || !r.headFirst {
		return r.after(s, at, dateline.Preposition)
	}
	before := s.Tokens[at-1 : at]
	return r.book.Longest("where-before", before) > 0 || r.book.Longest("land", before) > 0
}

// after tells whether a token stands right after one tagged so.
func (r *report) after(s *sentence, at int, tag dateline.Tag) bool {
	return at > 0 && s.Tokens[at-1].Tag == tag
}

// provincesTold are the provinces that the report names, as "country/name".
func (r *report) provincesTold() map[string]bool {
	told := map[string]bool{}
	for i := range r.places {
		for _, c := range r.places[i].candidates {
			if c.Grain == dateline.Province && !r.places[i].refused {
				told[c.Country+"/"+c.Admin1] = true
			}
		}
	}
	return told
}

// countryVotes counts how often each country is spoken of: by name, by adjective,
// by places that only it has.
func (r *report) countryVotes() map[string]float64 {
	all := map[string]float64{}
	for i := range r.places {
		p := &r.places[i]
		if p.refused {
			continue
		}
		p.votes(func(country string, votes float64) { all[country] += votes })
	}
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind == "nationality" {
				all[r.nationalities.codes[f.ID]]++
			}
		}
	}
	delete(all, "")
	return all
}

// votes tells for which countries a name speaks, and how much.
func (p *placeMention) votes(tell func(country string, votes float64)) {
	switch c := p.candidates[0]; {
	case c.Grain == dateline.CountryGrain:
		tell(c.Country, 2)
	case len(p.candidates) == 1:
		tell(c.Country, 1)
	case c.Population > 500_000 || c.Grain == dateline.Province || c.Grain == dateline.Region:
		tell(c.Country, 0.7)
	default:
		for _, c := range p.candidates {
			tell(c.Country, 0.1)
		}
	}
}

// others gives what all other names than this one say for a country.
func (p *placeMention) others(country string, votes map[string]float64) float64 {
	rest := votes[country]
	p.votes(func(c string, votes float64) {
		if c == country {
			rest -= votes
		}
	})
	return rest
}

// doubtPlace turns down a place that was chosen where it is hardly one.
func (r *report) doubtPlace(p *placeMention, votes map[string]float64) {
	total := 1.0
	for _, country := range slices.Sorted(maps.Keys(votes)) { // in order: sums of fractions hang on it
		total += votes[country]
	}
	next := p.next
	// a small place in a country that nothing else in the report speaks of is hardly meant
	if next == nil && p.place.Grain != dateline.CountryGrain && p.place.Population < 300_000 && !p.atHome && !r.afterPlaceWord(p) && votes[p.place.Country] <= 1 && (p.place.Population < 100_000 || p.others(p.place.Country, votes) < 0.5) && len(votes) > 1 && p.place.Grain != dateline.Region {
		p.refused = true
	}
	// a name with a site's noun is the site's, where no large place bears it: "Ataturk airport"
	if at := r.sentences[p.sentence]; !p.refused && p.place.Population < 100_000 && p.place.Grain == dateline.Town &&
		r.goesWith(at, "site-noun", p) && len(r.mentionsOf(p.place.ID)) == 1 {
		p.refused = true
	}
	// a name before a common noun is often the noun's: "the Westgate mall"
	s := r.sentences[p.sentence]
	if next == nil && !p.refused && p.last < len(s.Tokens) && s.Tokens[p.last].Tag == dateline.Noun && p.place.Grain != dateline.CountryGrain &&
		p.place.Population < 300_000 && votes[p.place.Country] < 0.25*total && p.first > 0 && s.Tokens[p.first-1].Tag == dateline.Determiner {
		p.refused = true
	}
}

// afterPlaceWord tells whether a name that is no word stands right after a word of place: "in Reasi".
func (r *report) afterPlaceWord(p *placeMention) bool {
	s := r.sentences[p.sentence]
	return !p.candidates[0].Common && p.first > 0 && r.book.Longest("where-before", s.Tokens[p.first-1:p.first]) > 0
}

// goesWith tells whether the noun that a name goes with is of a set: "airport" after the
// name or, where nouns stand first, before it.
func (r *report) goesWith(s *sentence, set string, p *placeMention) bool {
	if r.headFirst {
		return p.first > 0 && r.book.Longest(set, s.Tokens[p.first-1:p.first]) > 0
	}
	return r.book.Longest(set, s.Tokens[p.last:]) > 0
}

// mentionsOf gives the mentions of names whose first candidate is a place.
func (r *report) mentionsOf(id string) (mentions []int) {
	for i := range r.places {
		if p := &r.places[i]; len(p.candidates) > 0 && p.candidates[0].ID == id {
			mentions = append(mentions, i)
		}
	}
	return mentions
}

// nextPlace gives the place that follows after a comma or "in": "Owo, Ondo State".
func (r *report) nextPlace(p *placeMention) *placeMention {
	places := r.placesOf(r.sentences[p.sentence])
	for i := range places {
		n := &places[i]
		if !n.refused && n.first > p.last && n.first-p.last <= 4 &&
			r.sentences[p.sentence].loose(p.last, n.first) {
			return n
		}
	}
	return nil
}

// record gives the place as the record writes it.
func (p *placeMention) record(r *report) *dateline.Place {
	s := r.sentences[p.sentence]
	g := p.place
	lat, lon := g.Lat, g.Lon
	out := &dateline.Place{Name: g.Name, Country: g.Country, Admin1: g.Admin1, Lat: &lat, Lon: &lon, Grain: g.Grain, ID: g.ID,
		Words: r.words(s, p.first, p.last),
		By:    dateline.Trace{Rule: "gazetteer", File: "gazetteer/places.index", Score: p.score, Losers: p.losers}}
	if p.near && g.Grain == dateline.Town {
		out.Grain = dateline.Near
	}
	return out
}
