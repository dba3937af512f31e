package extract

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/learn"
)

// Which of the places that bear a name is meant is chosen for the name, wherever it stands in
// the report: by what each place is (its size, its grain), by what the report says right after the name
// ("Paris, Texas"), and by where the other names and the outlet are. The choice is taken first without the
// distances to the places chosen for other names, and then again with them until it is likely settled.

// A nameChoice is a name of a report, the places that bear it and what was chosen.
type nameChoice struct {
	words      string // folded
	candidates []gazetteer.Place
	largest    int                // the people of the largest town among them
	votes      map[string]float64 // what its own mentions say for countries
	mentions   []int              // in report.places
	division   bool               // somewhere a word beside it says that it is a province, a district or the like
	town       bool               // likewise, that it is a town
	listed     bool               // it stands in a list of divisions: "Kano, Lagos and Ogun"
	options    []learn.Option
	fixed      [][]string // of each candidate, the features that do not change with what else is chosen
	sums       []float64  // what those weigh
	own        float64    // the sum of its votes
	scores     []float64
	chosen     int // in candidates
}

func (c *nameChoice) place() *gazetteer.Place { return &c.candidates[c.chosen] }

// A surrounding is what a report tells of where its places may be.
type surrounding struct {
	votes     map[string]float64 // how often each country is spoken of
	total     float64
	provinces map[string]bool  // told, as "country/name"
	divisions map[string]int   // how many other names stand for divisions of each country, as last chosen
	outlet    *gazetteer.Place // where the outlet is at home; nil if it is not known
	anchors   []anchor
	meetings  map[square]float64 // how many names may lie in a square or beside it, each shared among its places
}

// A square is half a degree of latitude by half a degree of longitude.
type square [2]int16

func squareOf(p *gazetteer.Place) square {
	return square{int16(math.Floor(2 * p.Lat)), int16(math.Floor(2 * p.Lon))}
}

// setMeetings counts for each square the names that may lie in it or beside it.
func (around *surrounding) setMeetings(choices []*nameChoice) {
	around.meetings = map[square]float64{}
	told, words := map[square]bool{}, map[string]bool{}
	for _, c := range choices {
		if words[c.words] {
			continue
		}
		words[c.words] = true
		clear(told)
		for i := range c.candidates {
			p := &c.candidates[i]
			if p.Grain != dateline.Town && p.Grain != dateline.District {
				continue
			}
			at := squareOf(p)
			for y := at[0] - 1; y <= at[0]+1; y++ {
				for x := at[1] - 1; x <= at[1]+1; x++ {
					if !told[square{y, x}] {
						told[square{y, x}] = true
						around.meetings[square{y, x}] += c.share()
					}
				}
			}
		}
	}
}

// share is what each place of a name counts for where names meet.
func (c *nameChoice) share() float64 { return 1 / float64(len(c.candidates)) }

// An anchor is a place that was chosen before.
type anchor struct {
	words string
	place *gazetteer.Place
	times int // how often it is named
}

// choosePlaces chooses for all names of places, and gives the choices; see above.
func (r *report) choosePlaces(votes map[string]float64, weights learn.Choice) []*nameChoice {
	choices := r.nameChoices()
	around := &surrounding{votes: votes, provinces: r.provincesTold(), outlet: r.outletHome()}
	for _, country := range slices.Sorted(maps.Keys(votes)) { // in order: sums of fractions hang on it
		around.total += votes[country]
	}
	around.setMeetings(choices)
	for _, c := range choices {
		r.fix(c, around, weights)
		c.choose(around, weights)
	}
	for range 2 {
		around.setAnchors(choices)
		for _, c := range choices {
			if len(c.candidates) > 1 {
				c.choose(around, weights)
			}
		}
	}
	around.setAnchors(choices)
	for _, c := range choices {
		c.choose(around, weights)
		c.lay(around)
		for _, i := range c.mentions {
			r.places[i].take(c)
		}
	}
	return choices
}

// nameChoices gathers the names of places. A name after which the report says where it is has a
// choice of its own.
func (r *report) nameChoices() []*nameChoice {
	var all []*nameChoice
	byKey := map[string]*nameChoice{}
	for i := range r.places {
		p := &r.places[i]
		if p.refused {
			continue
		}
		s := r.sentences[p.sentence]
		words := strings.Join(dateline.NameWords(s.Text(r.doc.Text, p.first, p.last)), " ")
		key := words
		if p.next = r.nextPlace(p); p.next != nil {
			key += ", " + p.next.candidates[0].ID
		}
		c := byKey[key]
		if c == nil {
			c = &nameChoice{words: words, candidates: p.candidates, votes: map[string]float64{}}
			for _, place := range p.candidates {
				if place.Grain == dateline.Town || place.Grain == dateline.District {
					c.largest = max(c.largest, place.Population)
				}
			}
			byKey[key] = c
			all = append(all, c)
		}
		c.mentions = append(c.mentions, i)
		p.votes(func(country string, votes float64) { c.votes[country] += votes })
		c.listed = c.listed || p.next != nil && r.inList(p)
		c.division = c.division || r.ofDivision(s, p)
		c.town = c.town || r.calledBy(s, p, "town-noun")
	}
	return all
}

// inList tells whether a name is one of several divisions of a country in a row: it may be a division,
// what is named after it too, and so what is named before it or after that.
func (r *report) inList(p *placeMention) bool {
	other := r.nextPlace(p.next)
	if s := r.sentences[p.sentence]; other == nil && p.first > 1 && s.Tokens[p.first-1].Norm == "," {
		for i, places := 0, r.placesOf(s); i < len(places); i++ {
			if places[i].last == p.first-1 {
				other = &places[i]
			}
		}
	}
	if other == nil || p.next.candidates[0].Short {
		return false
	}
	for i := range p.candidates {
		if c := &p.candidates[i]; c.Grain == dateline.Province && p.next.divisionOf(c.Country) && other.divisionOf(c.Country) {
			return true
		}
	}
	return false
}

// divisionOf tells whether a name may be a first-level division's of a country.
func (p *placeMention) divisionOf(country string) bool {
	return slices.ContainsFunc(p.candidates, func(c gazetteer.Place) bool { return c.Grain == dateline.Province && c.Country == country })
}

// take sets what was chosen for a name.
func (p *placeMention) take(c *nameChoice) {
	p.place, p.score = *c.place(), c.scores[c.chosen]
	for _, f := range c.options[c.chosen].Features {
		p.atHome = p.atHome || f == "near=0" || f == "near=20" || f == "near=60" || f == "outlet=country" || f == "outlet=province"
	}
	order := make([]int, len(c.candidates))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.scores[b], c.scores[a]) })
	for _, i := range order {
		if i != c.chosen && len(p.losers) < 4 {
			loser := c.candidates[i]
			p.losers = append(p.losers, dateline.Loser{Value: loser.Name + ", " + cmp.Or(loser.Country, "-"), Score: c.scores[i], Why: c.against(i)})
		}
	}
}

// against says what of the chosen place weighs most that another place has not.
func (c *nameChoice) against(loser int) string {
	var has []string
	for _, f := range c.options[c.chosen].Features {
		if !slices.Contains(c.options[loser].Features, f) {
			has = append(has, f)
		}
	}
	if len(has) == 0 {
		return "later in the gazetteer"
	}
	return "the one chosen has " + strings.Join(has, ", ")
}

// setAnchors sets the places chosen that are no countries or wider.
func (around *surrounding) setAnchors(choices []*nameChoice) {
	around.anchors, around.divisions = around.anchors[:0], map[string]int{}
	for _, c := range choices {
		p := c.place()
		if p.Grain == dateline.CountryGrain || p.Grain == dateline.Region {
			continue
		}
		around.anchors = append(around.anchors, anchor{c.words, p, len(c.mentions)})
		if p.Grain == dateline.Province {
			around.divisions[p.Country]++
		}
	}
}

// fix gathers of each place what does not change with the others that are chosen.
func (r *report) fix(c *nameChoice, around *surrounding, weights learn.Choice) {
	next := r.places[c.mentions[0]].next
	for _, v := range slices.Sorted(maps.Values(c.votes)) {
		c.own += v
	}
	c.scores = make([]float64, len(c.candidates))
	for i := range c.candidates {
		f := c.fixedFeatures(i, next, around)
		sum := 0.0
		for _, name := range f {
			sum += weights[name]
		}
		c.fixed, c.sums = append(c.fixed, f), append(c.sums, sum)
	}
}

// choose weighs the places of a name and chooses the one that weighs most.
func (c *nameChoice) choose(around *surrounding, weights learn.Choice) {
	c.chosen = 0
	for i := range c.candidates {
		c.scores[i] = c.sums[i]
		for _, name := range c.nearFeatures(i, around) {
			c.scores[i] += weights[name]
		}
		if c.scores[i] > c.scores[c.chosen] {
			c.chosen = i
		}
	}
}

// lay lays the choice open.
func (c *nameChoice) lay(around *surrounding) {
	for i := range c.candidates {
		near := c.nearFeatures(i, around)
		features := append(slices.Clone(c.fixed[i]), slices.DeleteFunc(near[:], func(f string) bool { return f == "" })...)
		c.options = append(c.options, learn.Option{Answer: c.candidates[i].ID, Features: features})
	}
}
