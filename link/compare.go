// Package link brings tellings of many reports together into incidents, and says
// why each is where it is.
//
// In go tellings, each one event as one report tells it; out come groups of
// them, one an incident. It knows nothing of where tellings are kept.
//
//	A: "A bomb killed nine at Baidoa market on Wednesday"        2024-05-02
//	B: "The blast in Baidoa killed eleven, the governor said"    2024-05-03
//
// fit: the same day, the same town, bombing and bombing, killed 9 and later 11.
// What one report tells apart is never brought together, nothing that an
// editor has settled is undone, and the groups do not depend on the order in which
// tellings came.
package link

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline"
)

// A Fit is how well two tellings suit one incident: the logarithm of the odds that they are
// of one, as the sum of what each piece of evidence counts for.
type Fit struct {
	Score  float64 // above 0, more speaks for one incident than against it
	Pieces []Piece // the heaviest for it first, the heaviest against it last
}

// A Piece is one piece of evidence on whether two tellings are of one incident.
type Piece struct {
	Name   string  // as files of weights have it: "same-town"; see pair.md
	Weight float64 // below 0, it speaks against
	Reason string  // in words: "same place, Baidoa"
}

// String is the reason with its weight: "same place, Baidoa (+2.9)".
func (p Piece) String() string { return fmt.Sprintf("%s (%+.1f)", p.Reason, p.Weight) }

// For gives what speaks for one incident, in words with weights, the heaviest first.
func (f Fit) For() []string { return f.words(func(weight float64) bool { return weight > 0 }) }

// Against gives what speaks against it, the heaviest last.
func (f Fit) Against() []string { return f.words(func(weight float64) bool { return weight < 0 }) }

func (f Fit) words(wanted func(weight float64) bool) []string {
	words := []string{}
	for _, p := range f.Pieces {
		if wanted(p.Weight) {
			words = append(words, p.String())
		}
	}
	return words
}

// Compare tells how well two tellings fit one incident, by the weights that were taught. It
// does not matter which comes first.
func Compare(a, b *dateline.Telling) Fit { return Taught().Compare(a, b) }

// Compare tells how well two tellings fit one incident. It does not matter which comes first.
func (w *Weights) Compare(a, b *dateline.Telling) Fit {
	x, y := newView(a), newView(b)
	if x.key > y.key {
		x, y = y, x
	}
	return w.compare(x, y)
}

func (w *Weights) compare(x, y *view) Fit {
	var fit Fit
	evidence := look(x, y)
	for _, e := range evidence.all() {
		fit.Pieces = append(fit.Pieces, Piece{Name: e.String(), Weight: w.pair[e], Reason: reason(e, x, y)})
	}
	slices.SortStableFunc(fit.Pieces, func(p, q Piece) int { return cmp.Compare(q.Weight, p.Weight) })
	fit.Score = w.score(x, y)
	return fit
}

// Evidence names what is seen of two tellings, as weights are given for it. Where something parts
// them that nothing makes up for, there is no more to see, and nothing to learn.
func Evidence(a, b *dateline.Telling) (names []string, parted bool) {
	evidence := look(newView(a), newView(b))
	for _, e := range evidence.all() {
		names = append(names, e.String())
	}
	return names, evidence.parted
}

// score is the score of Compare.
func (w *Weights) score(a, b *view) float64 {
	evidence := look(a, b)
	sum := 0.0
	for _, e := range evidence.all() {
		sum += w.pair[e]
	}
	return math.Round(sum*100) / 100
}

// look gives what is seen of two tellings.
func look(a, b *view) seen {
	var s seen
	s.add(anyTwo)
	s.times(a, b)
	s.reports(a, b)
	if s.parted {
		return s
	}
	s.places(a.Event.Place, b.Event.Place)
	if s.parted {
		return s
	}
	s.types(a, b)
	if took(a.Event.Status) != took(b.Event.Status) {
		s.add(otherStatus) // a foiled bombing is not one
	}
	s.figures(a, b)
	s.tolls(a, b)
	s.actors(a, b)
	s.victims(a, b)
	s.struck(a, b)
	s.words(a, b)
	return s
}

// A view is what is compared of a telling. Its words are in order, each once.
type view struct {
	*dateline.Telling
	key          string
	kind         string // what its type is like
	perpetrators []string
	victims      []string // words of their names
	struck       []string // words for what was struck
	told         []string // beginnings of the words of its title and of all that is told of the event
	writing      writing  // the script of most of its words
	marked       *marking // what words of another script are held against; nil until asked for
}

func newView(t *dateline.Telling) *view {
	return &view{Telling: t, key: t.Key(), kind: kinds[t.Event.Type], perpetrators: perpetrators(&t.Event), victims: victimNames(&t.Event), struck: struckWords(&t.Event), told: toldWords(t), writing: writingOf(t.Title, t.Event.Text)}
}

// common gives the first word that two lists have both, and how many there are.
func common(a, b []string) (first string, number int) {
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			if number == 0 {
				first = a[0]
			}
			number++
			a, b = a[1:], b[1:]
		}
	}
	return first, number
}
