package link

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"sync"

	"dateline"

	"dateline/learn"
)

// models holds pair.prior, weights set by hand, and pair.weights, which were taught from there
// and may be missing; see pair.md.
//
//go:embed pair.*
var models embed.FS

// The decisions that weights are given for: whether two tellings are of one incident, by what is seen
// of the two, and what a grouping asks of the fits.
const (
	PairDecision  = "pair"
	GroupDecision = "group"
)

// Weights are what each piece of evidence counts for, and what a grouping asks. They do not
// change; several goroutines may use them.
type Weights struct {
	pair  learn.Choice
	group learn.Choice
	asked asked
}

// NewWeights makes weights of two choices, as a file of weights holds them by decision.
func NewWeights(choices map[string]learn.Choice) (*Weights, error) {
	w := &Weights{pair: choices[PairDecision], group: choices[GroupDecision]}
	for _, a := range []struct {
		name string
		to   *float64
	}{{"joins", &w.asked.joins}, {"leans", &w.asked.leans}, {"ahead", &w.asked.ahead}, {"holds", &w.asked.holds}, {"veto", &w.asked.veto}} {
		value, ok := w.group[a.name]
		if !ok {
			return nil, fmt.Errorf("weights: no %s %s", GroupDecision, a.name)
		}
		*a.to = value
	}
	return w, nil
}

// Choices gives the weights by decision, as a file of weights holds them.
func (w *Weights) Choices() map[string]learn.Choice {
	return map[string]learn.Choice{PairDecision: maps.Clone(w.pair), GroupDecision: maps.Clone(w.group)}
}

// Prior gives the weights set by hand.
func Prior() (*Weights, error) { return readWeights("pair.prior") }

// Taught gives the weights that [Groups] and [Compare] go by: those taught, or those set by
// hand where there are none.
func Taught() *Weights { return taught() }

var taught = sync.OnceValue(func() *Weights {
	w, err := readWeights("pair.weights")
	if err != nil {
		w, err = Prior()
	}
	if err != nil {
		panic(err) // of the program's own file: a test reads it
	}
	return w
})

func readWeights(name string) (*Weights, error) {
	text, err := models.ReadFile(name)
	if err != nil {
		return nil, err
	}
	choices, err := learn.ReadChoices("link/"+name, string(text))
	if err != nil {
		return nil, err
	}
	return NewWeights(choices)
}

// Evidence names what is seen of two tellings, as weights are given for it, in the order of names.
func Evidence(a, b *dateline.Telling) []string {
	f := &fitting{weights: &Weights{}}
	f.compare(newView(a), newView(b))
	var names []string
	for _, p := range f.pieces {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}
