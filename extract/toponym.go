package extract

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/gazetteer"
	"dateline/lang"
)

// A Toponym is a name in a text that stands for a place: a place's own, or a nationality,
// which stands for its country.
type Toponym struct {
	dateline.Span                   // in the document's text
	Place         gazetteer.Place   // what it is taken for; the zero Place if no place is known by it
	Candidates    []gazetteer.Place // all that bear the name
	People        bool              // a nationality: "Georgian"
	Speaks        bool              // its government is meant: "Moscow said"
	Losers        []dateline.Loser  // the others that came nearest, and why they lost
}

// Toponyms lists the names of places and the nationalities of a text in their order; none
// for a language that the Reader does not know.
func (r *Reader) Toponyms(text *lang.Text) []Toponym { return r.Resolve(text, nil) }

// Resolve does so for a text in which some names are known to be places', whatever else they
// might be: given are their spans. A given name stands in the list even if no place is known by it.
func (r *Reader) Resolve(text *lang.Text, given []dateline.Span) []Toponym {
	report, all := r.readGiven(text, given)
	if report == nil {
		return nil
	}
	report.readPlaces()
	for i := range report.places {
		if p := &report.places[i]; !p.refused {
			s := report.sentences[p.sentence]
			all = append(all, Toponym{Span: s.at(p.first, p.last), Place: p.place, Candidates: p.candidates, Speaks: p.speaks, Losers: p.losers})
			if p.given {
				all[len(all)-1].Span = p.span
			}
		}
	}
	for _, s := range report.sentences {
		for _, f := range s.Found() {
			span := s.at(f.First, f.Last)
			if f.Kind != "nationality" || slices.ContainsFunc(all, func(t Toponym) bool { return t.Overlaps(span) }) {
				continue
			}
			if t := report.nationalityAt(span); t.Place.Name != "" { // "Western" is of no country
				all = append(all, t)
			}
		}
	}
	slices.SortFunc(all, func(a, b Toponym) int { return cmp.Or(a.From-b.From, b.To-a.To) })
	return all
}

// NameDecisions gives the decision for each name of a place in a text, of which some are given. The
// other places that a feature sees are those chosen by the weights set by hand, so that what is taught hangs on
// nothing taught before.
func (r *Reader) NameDecisions(text *lang.Text, given []dateline.Span) (all []Decision) {
	report, _ := r.readGiven(text, given)
	if report == nil {
		return nil
	}
	report.refuseToponyms()
	for _, c := range report.choosePlaces(report.countryVotes(), r.choices[toponymBefore]) {
		d := Decision{Name: toponymDecision, Options: c.options, Places: map[string]gazetteer.Place{}}
		for _, p := range c.candidates {
			d.Places[p.ID] = p
		}
		for _, i := range c.mentions {
			if p := &report.places[i]; p.given {
				d.At = append(d.At, p.span)
			}
		}
		all = append(all, d)
	}
	return all
}

// readGiven reads a text up to its names, with those given; it gives the toponyms of those
// that no place bears.
func (r *Reader) readGiven(text *lang.Text, given []dateline.Span) (*report, []Toponym) {
	report := r.open(text)
	if report == nil {
		return nil, nil
	}
	report.readNumbers()
	report.readTimes()
	report.readNames()
	var all []Toponym
	for _, span := range given {
		if !report.give(span) {
			all = append(all, report.nationalityAt(span))
		}
	}
	return report, all
}

// give makes a name of a place of what stands at a span, in the stead of any that shares
// words with it; false if no place bears it. What no place bears as a whole is taken for the longest
// name within it: "the Naugatuck River" lies by Naugatuck.
func (r *report) give(span dateline.Span) bool {
	words := dateline.NameWords(r.doc.Text[span.From:span.To])
	var candidates []gazetteer.Place
	most := 0
	for i := range words {
		if n, found := r.reader.places.Match(words[i:]); n > most && (n == len(words) || !r.ordinary(found)) {
			most, candidates = n, found
		}
	}
	if most == 0 || r.nationalityAt(span).Place.Name != "" && most < len(words) {
		return false
	}
	for _, s := range r.sentences {
		first, last := s.tokensAt(span)
		if first == last {
			continue
		}
		r.places = slices.DeleteFunc(r.places, func(p placeMention) bool {
			return p.sentence == s.index && p.first < last && first < p.last
		})
		at, _ := slices.BinarySearchFunc(r.places, placeMention{sentence: s.index, first: first}, func(a, b placeMention) int {
			return cmp.Or(a.sentence-b.sentence, a.first-b.first)
		})
		r.places = slices.Insert(r.places, at, placeMention{sentence: s.index, first: first, last: last, candidates: candidates, given: true, span: span})
		return true
	}
	return false
}

// ordinary tells whether a name found within another is a word, and says nothing of where that is.
func (r *report) ordinary(found []gazetteer.Place) bool { return found[0].Common || found[0].Short }

// tokensAt gives the tokens [first, last) that share bytes with a span; two equal numbers if none does.
func (s *sentence) tokensAt(span dateline.Span) (first, last int) {
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.From < span.To && span.From < t.To {
			if first == last {
				first = i
			}
			last = i + 1
		}
	}
	return first, last
}

// nationalityAt gives the country that a nationality at a span stands for; without a Place if there is none.
func (r *report) nationalityAt(span dateline.Span) Toponym {
	out := Toponym{Span: span}
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind != "nationality" || !s.at(f.First, f.Last).Overlaps(span) {
				continue
			}
			words := dateline.NameWords(r.doc.Text[span.From:span.To])
			n, named := r.reader.places.Match(words) // "U.S." is both
			out.People = n == 0 || n < len(words) || named[0].Grain != dateline.CountryGrain
			if country, ok := r.reader.places.Country(r.nationalities.codes[f.ID]); ok {
				out.Place, out.Candidates = country, []gazetteer.Place{country}
				return out
			}
		}
	}
	return out
}
