package link

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"dateline/learn"
)

// models holds pair.prior, weights set by hand, and pair.weights, which were taught from there
// and may be missing; see pair.md.
//
//go:embed pair.*
var models embed.FS

// The decisions that files of weights have weights for.
const (
	PairDecision  = "pair"  // whether two tellings are of one incident: a weight for each piece of evidence
	GroupDecision = "group" // whether two groups are: what is asked
)

// What is asked of groups.
const (
	Least = "least" // that the fits of two come to, in the mean, for them to be one
	Ahead = "ahead" // by how much what is told vaguely fits one better than any other
)

// Weights are what each piece of evidence counts for, and what a grouping asks. They do not
// change; several goroutines may use them.
type Weights struct {
	pair  [allEvidence]float64 // 0 for what a file does not list
	least float64
	ahead float64
}

// NewWeights makes weights of choices by decision, as a file of weights holds them. The error names evidence that
// there is none of.
func NewWeights(choices map[string]learn.Choice) (*Weights, error) {
	w := &Weights{}
	for name, weight := range choices[PairDecision] {
		e := slices.Index(evidenceNames[:], name)
		if e < 0 {
			return nil, fmt.Errorf("weights: there is no evidence %q", name)
		}
		w.pair[e] = weight
	}
	for name, weight := range choices[GroupDecision] {
		switch name {
		case Least:
			w.least = weight
		case Ahead:
			w.ahead = weight
		default:
			return nil, fmt.Errorf("weights: nothing called %q is asked of groups", name)
		}
	}
	return w, nil
}

// Choices gives the weights by decision, as a file of weights holds them.
func (w *Weights) Choices() map[string]learn.Choice {
	pair := learn.Choice{}
	for e, weight := range w.pair {
		if weight != 0 {
			pair[evidenceNames[e]] = weight
		}
	}
	return map[string]learn.Choice{PairDecision: pair, GroupDecision: {Least: w.least, Ahead: w.ahead}}
}

// Prior gives the weights that were set by hand.
func Prior() (*Weights, error) { return readWeights("pair.prior") }

// Taught gives the weights that [Groups] and [Compare] go by: those that were taught, or those
// set by hand where there are none.
func Taught() *Weights { return taught() }

var taught = sync.OnceValue(func() *Weights {
	w, err := readWeights("pair.weights")
	if errors.Is(err, fs.ErrNotExist) {
		w, err = Prior()
	}
	if err != nil {
		panic(err) // the program's own file cannot be read: a test sees to it that it can
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
	w, err := NewWeights(choices)
	if err != nil {
		return nil, fmt.Errorf("link/%s: %w", name, err)
	}
	return w, nil
}
