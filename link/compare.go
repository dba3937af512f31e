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

	"dateline"
)

// A Fit is how well two tellings suit one incident: the logarithm of the odds that they are
// of one, as a sum of what each piece of evidence counts for.
type Fit struct {
	Score  float64 // above 0, more speaks for one incident than against it
	Pieces []Piece // what speaks for it, strongest first, then what speaks against it
}

// A Piece is one piece of evidence on whether two tellings are of one incident.
type Piece struct {
	Name   string  // "same-town"; see pair.md
	Weight float64 // below 0, it speaks against
	Reason string  // in words: "same place, Baidoa"
}

// Compare tells how well two tellings fit one incident, by the weights taught. It does not matter which comes first.
func Compare(a, b *dateline.Telling) Fit { return Taught().Compare(a, b) }

// Compare tells how well two tellings fit one incident. It does not matter which comes first.
func (w *Weights) Compare(a, b *dateline.Telling) Fit {
	f := &fitting{weights: w}
	f.compare(newView(a), newView(b))
	slices.SortStableFunc(f.pieces, func(x, y Piece) int { return cmp.Compare(y.Weight, x.Weight) })
	return Fit{Score: math.Round(f.score*100) / 100, Pieces: f.pieces}
}

// For gives in words what speaks for one incident, strongest first.
func (f Fit) For() []string {
	reasons := []string{}
	for _, p := range f.Pieces {
		if p.Weight > 0 && p.Reason != "" {
			reasons = append(reasons, p.Reason)
		}
	}
	return reasons
}

// Against gives in words what speaks against it.
func (f Fit) Against() []string {
	var reasons []string
	for _, p := range f.Pieces {
		if p.Weight <= 0 && p.Reason != "" {
			reasons = append(reasons, p.Reason)
		}
	}
	return reasons
}

// A view is what is compared of a telling.
type view struct {
	*dateline.Telling
	key          string
	perpetrators []string
	struck       map[string]bool // words
	victims      map[string]bool // words of their names
	titled       map[string]bool // words
}

func newView(t *dateline.Telling) *view {
	return &view{Telling: t, key: t.Key(), perpetrators: perpetrators(&t.Event), struck: struckWords(&t.Event), victims: victimNames(&t.Event), titled: titleWords(t)}
}

// score is the score of Compare, without its reasons.
func (w *Weights) score(a, b *view) float64 {
	f := &fitting{weights: w, quiet: true}
	f.compare(a, b)
	return math.Round(f.score*100) / 100
}

// A fitting is a comparison under way.
type fitting struct {
	weights *Weights
	quiet   bool // only the score is wanted
	score   float64
	pieces  []Piece
}

func (f *fitting) compare(a, b *view) {
	f.is("any-two")
	f.times(a, b)
	f.reported(a, b)
	f.reported(b, a)
	f.places(a.Event.Place, b.Event.Place)
	f.types(a.Event.Type, b.Event.Type)
	f.statuses(a.Event.Status, b.Event.Status)
	f.figures(a, b)
	f.actors(a.perpetrators, b.perpetrators)
	f.victims(a, b)
	f.struck(a, b)
	f.told(a, b)
}

// is counts a piece of evidence that goes without words.
func (f *fitting) is(name string) { f.add(name, "") }

// add counts a piece of evidence, and notes its reason.
func (f *fitting) add(name, format string, args ...any) {
	weight := f.weights.pair[name]
	f.score += weight
	if f.quiet {
		return
	}
	f.pieces = append(f.pieces, Piece{name, weight, fmt.Sprintf(format, args...)})
}
