package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"

	"dateline"
	"dateline/extract"
	"dateline/gazetteer"
)

// placeNear is the distance in km within which a place is taken to be found, as papers on the
// matter have it: a hundred miles.
const placeNear = 161

// farthest is the distance in km that no two places exceed: half the Earth's girth.
const farthest = 20039

// Toponyms reads a document: it lists the names of places of its text in their order. Names
// at the given spans are known to be places', and are all in the list.
type Toponyms func(doc *dateline.Document, given []dateline.Span) ([]extract.Toponym, error)

// A PlaceScore is how well names of places are found and understood in one set of articles. Names marked
// without coordinates count nowhere, found or not.
type PlaceScore struct {
	Set    string         // its file, without the ending
	Counts []PlaceCount   // by article
	Misses []string       // one line each, by kind
	Kinds  map[string]int // how many of each kind of miss
}

// A PlaceCount is what one article adds to a score.
type PlaceCount struct {
	Gold, Found    int     // names marked, and found
	Exact, Overlap int     // of those marked: found with the same words, and with some of them
	Near           int     // those marked that, once they are told to be places, are taken for one within 161 km
	Area           float64 // the area under the curve of their errors
	FoundNear      int     // likewise, of those found with some of their words
	FoundArea      float64
	Country, Same  int // of those marked: in the country, and the very place
	Asked          int // those marked whose country and identity the set tells
}

// measures gives the figures of a score by name, over some of its articles (indices in Counts; one
// may stand there several times).
func (s *PlaceScore) measures(articles []int) map[string]float64 {
	var n PlaceCount
	for _, i := range articles {
		c := &s.Counts[i]
		n.Gold, n.Found, n.Exact, n.Overlap = n.Gold+c.Gold, n.Found+c.Found, n.Exact+c.Exact, n.Overlap+c.Overlap
		n.Country, n.Same, n.Asked = n.Country+c.Country, n.Same+c.Same, n.Asked+c.Asked
		n.Near, n.Area, n.FoundNear, n.FoundArea = n.Near+c.Near, n.Area+c.Area, n.FoundNear+c.FoundNear, n.FoundArea+c.FoundArea
	}
	all := map[string]float64{
		"precision": share(n.Exact, n.Found), "recall": share(n.Exact, n.Gold), "F": share(2*n.Exact, n.Gold+n.Found),
		"overlap F": share(2*n.Overlap, n.Gold+n.Found),
		"161 km":    share(n.Near, n.Gold), "area": n.Area / float64(max(n.Gold, 1)),
		"found 161 km": share(n.FoundNear, n.Overlap), "found area": n.FoundArea / float64(max(n.Overlap, 1)),
		"end to end F": share(2*n.FoundNear, n.Gold+n.Found),
	}
	if n.Asked > 0 {
		all["country"], all["same"] = share(n.Country, n.Asked), share(n.Same, n.Asked)
	}
	return all
}

// errorArea is the share of the area under the curve of errors, by the logarithm, that an error
// in km gives: 0 for none, 1 for the farthest.
func errorArea(km float64) float64 { return math.Log1p(km) / math.Log1p(farthest) }

// placeMeasures are the measures of places in the order of their table, with what they say.
var placeMeasures = [...][2]string{
	{"precision", "found: of those found, marked with the same words"},
	{"recall", "found: of those marked, found with the same words"},
	{"F", "found"},
	{"overlap F", "found, with some of the words"},
	{"161 km", "understood, of the names marked: within 161 km"},
	{"area", "understood: area under the curve of log errors; less is better"},
	{"country", "understood: in the country"},
	{"same", "understood: the very place"},
	{"found 161 km", "end to end, of the names found: within 161 km"},
	{"found area", "end to end: area under the curve of log errors"},
	{"end to end F", "end to end: found, and within 161 km"},
}

// Measures gives each figure by name, and the bounds between which 95 of 100 sets of articles
// drawn anew from these have it.
func (s *PlaceScore) Measures() (figures, low, high map[string]float64) {
	figures = s.figures()
	low, high = map[string]float64{}, map[string]float64{}
	for name := range figures {
		low[name], high[name] = bootstrap(len(s.Counts), func(sample []int) float64 { return s.measures(sample)[name] })
	}
	return figures, low, high
}

// figures gives the figures over all articles.
func (s *PlaceScore) figures() map[string]float64 {
	all := make([]int, len(s.Counts))
	for i := range all {
		all[i] = i
	}
	return s.measures(all)
}

// Print writes a table of the measures with their bounds, and the kinds of misses.
func (s *PlaceScore) Print(w io.Writer) error {
	var n PlaceCount
	for _, c := range s.Counts {
		n.Gold, n.Found = n.Gold+c.Gold, n.Found+c.Found
	}
	fmt.Fprintf(w, "%s: %d articles, %d names marked, %d found\n", s.Set, len(s.Counts), n.Gold, n.Found)
	figures, low, high := s.Measures()
	for _, m := range placeMeasures {
		if f, ok := figures[m[0]]; ok {
			fmt.Fprintf(w, "  %-13s %.3f  %.3f to %.3f  %s\n", m[0], f, low[m[0]], high[m[0]], m[1])
		}
	}
	for _, kind := range slices.SortedFunc(maps.Keys(s.Kinds), func(a, b string) int { return s.Kinds[b]*1000 - s.Kinds[a]*1000 + strings.Compare(a, b) }) {
		fmt.Fprintf(w, "  %5d %s\n", s.Kinds[kind], kind)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// MarshalJSON gives the figures with their bounds, and the kinds of misses.
func (s *PlaceScore) MarshalJSON() ([]byte, error) {
	figures, low, high := s.Measures()
	form := map[string]any{}
	for name, f := range figures {
		form[name] = map[string]json.Number{"figure": fourPlaces(f), "low": fourPlaces(low[name]), "high": fourPlaces(high[name])}
	}
	return json.Marshal(map[string]any{"set": s.Set, "articles": len(s.Counts), "measures": form, "misses": s.Kinds})
}

// PlaceScores are the scores of all sets.
type PlaceScores []*PlaceScore

// Print writes their tables.
func (all PlaceScores) Print(w io.Writer) error {
	for _, s := range all {
		if err := s.Print(w); err != nil {
			return err
		}
	}
	return nil
}

// Shares gives the figures that have floors, each named after its set: "lgl F".
func (all PlaceScores) Shares() map[string]float64 {
	shares := map[string]float64{}
	for _, s := range all {
		for name, f := range s.figures() {
			shares[strings.ToLower(s.Set)+" "+name] = f
		}
	}
	return shares
}

// ScorePlaces reads the sets of a folder: lgl.xml and GeoVirus.xml, as their authors give them. Half
// picks articles by their number in the file, the first being 1. Without sites the articles come
// without their addresses.
func ScorePlaces(folder fs.FS, half Half, sites bool, read Toponyms) (PlaceScores, error) {
	var all PlaceScores
	for _, set := range placeSets {
		articles, err := set.read(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("places: %s: %w", set.file, err)
		}
		s := &PlaceScore{Set: strings.TrimSuffix(set.file, ".xml"), Kinds: map[string]int{}}
		for i := range articles {
			if !half.takes(fmt.Sprint(i + 1)) {
				continue
			}
			if !sites {
				articles[i].address = ""
			}
			if err := s.read(&articles[i], set.peoples, read); err != nil {
				return nil, fmt.Errorf("places: %s: %w", set.file, err)
			}
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, errors.New("places: the folder holds neither lgl.xml nor GeoVirus.xml")
	}
	return all, nil
}

// read counts one article, read twice: to find its names, and with its names given.
func (s *PlaceScore) read(a *placeArticle, peoples bool, read Toponyms) error {
	found, err := read(a.document(), nil)
	if err != nil {
		return err
	}
	understood, err := read(a.document(), a.given())
	if err != nil {
		return err
	}
	if !peoples {
		found = slices.DeleteFunc(found, func(t extract.Toponym) bool { return t.People })
	}
	s.Counts = append(s.Counts, s.find(a, found))
	s.understand(a, understood, &s.Counts[len(s.Counts)-1])
	return nil
}

// find holds the names found in an article against those marked.
func (s *PlaceScore) find(a *placeArticle, found []extract.Toponym) (n PlaceCount) {
	used := make([]bool, len(found))
	first := func(fits func(extract.Toponym) bool) int {
		for i, t := range found {
			if !used[i] && fits(t) {
				return i
			}
		}
		return -1
	}
	for _, m := range a.names {
		hit := first(func(t extract.Toponym) bool { return t.Span == m.Span })
		exact := hit >= 0
		if !exact {
			hit = first(func(t extract.Toponym) bool { return t.Overlaps(m.Span) })
		}
		if hit >= 0 {
			used[hit] = true
		}
		switch {
		case !m.located:
		case hit < 0:
			n.Gold++
			s.miss("missed", a, m.Span, "")
		default:
			n.Gold++
			n.Found++
			n.Overlap++
			if exact {
				n.Exact++
			} else {
				s.miss("bounds", a, m.Span, fmt.Sprintf(", found %q,", a.text[found[hit].From:found[hit].To]))
			}
			off := m.error(found[hit].Place)
			n.FoundArea += errorArea(off)
			if off <= placeNear {
				n.FoundNear++
			}
		}
	}
	for i, t := range found {
		if !used[i] {
			n.Found++
			s.miss("extra", a, t.Span, " "+placeLine(t.Place))
		}
	}
	return n
}

// understand holds what the names marked were taken for against what they are.
func (s *PlaceScore) understand(a *placeArticle, understood []extract.Toponym, n *PlaceCount) {
	for _, m := range a.names {
		if !m.located {
			continue
		}
		i := slices.IndexFunc(understood, func(t extract.Toponym) bool { return t.Span == m.Span })
		t := extract.Toponym{}
		if i >= 0 {
			t = understood[i]
		}
		off := m.error(t.Place)
		n.Area += errorArea(off)
		if off <= placeNear {
			n.Near++
		}
		if m.country != "" {
			n.Asked++
			if t.Place.Country == m.country {
				n.Country++
			}
			if m.is(t.Place) {
				n.Same++
			}
		}
		if off <= placeNear {
			continue
		}
		kind := "namesake in the country"
		switch {
		case len(t.Candidates) == 0:
			kind = "unknown"
		case !slices.ContainsFunc(t.Candidates, func(c gazetteer.Place) bool { return m.error(c) <= placeNear }):
			kind = "not in the gazetteer"
			if t.Place.Grain == dateline.CountryGrain || t.Place.Grain == dateline.Region || t.Place.Grain == dateline.Province {
				kind = "middle of an area"
			}
		case t.Place.Country != m.country && m.country != "":
			kind = "namesake abroad"
		}
		s.miss(kind, a, m.Span, fmt.Sprintf(" taken for %s, %.0f km off %s,", placeLine(t.Place), off, m.entry))
	}
}

func (s *PlaceScore) miss(kind string, a *placeArticle, span dateline.Span, with string) {
	s.Kinds[kind]++
	s.Misses = append(s.Misses, fmt.Sprintf("%s: %s %s: %q%s in %q", s.Set, a.name, kind, a.text[span.From:span.To], with, around(a.text, span)))
}

// placeLine names a place in one line.
func placeLine(p gazetteer.Place) string {
	if p.Name == "" {
		return "nothing"
	}
	return fmt.Sprintf("%s/%s/%s (%s)", p.Name, p.Admin1, p.Country, p.Grain)
}
