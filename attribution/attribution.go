// Package attribution finds in a text who says something, the words that say that they do, and
// what they say, by weights learnt from texts in which people have marked these parts. It knows
// no words of its own; what it has learnt is in the file that it reads.
//
// In "The ferry was late, the harbour master said." the source is "the harbour master", the
// cue "said", and the content the words before the comma.
package attribution

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"dateline"
	"dateline/lang"
	"dateline/learn"
)

// An Kind is a part of an attribution.
type Kind int

// The parts of an attribution: who says it, the words that say that they do, and what they say.
const (
	Source Kind = iota
	Cue
	Content
)

// Kinds are the names of the parts, by number.
var Kinds = [...]string{"source", "cue", "content"}

func (k Kind) String() string { return Kinds[k] }

// A Part is a stretch of words that is, or is a piece of, one part of an attribution. A
// content that the speaker interrupts is two.
type Part struct {
	dateline.Span
	Kind Kind
}

// A Tagger finds the parts of attributions by weights that were learnt from texts in
// which people had marked them.
type Tagger struct {
	segments *learn.Segmenter
	least    []float64 // how sure a part must be, by kind
}

// magic begins a saved tagger.
const magic = "attributions 1\n"

// Read takes a saved tagger.
func Read(b []byte) (*Tagger, error) {
	if len(b) < len(magic)+len(Kinds) || string(b[:len(magic)]) != magic {
		return nil, errors.New("attribution: not weights of attributions")
	}
	b = b[len(magic):]
	t := &Tagger{}
	for i := range Kinds {
		t.least = append(t.least, float64(b[i])/100)
	}
	segments, rest, err := learn.ReadSegmenter(b[len(Kinds):])
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	if len(rest) > 0 || !slices.Equal(segments.Labels, Kinds[:]) {
		return nil, errors.New("attribution: the weights are not of attributions")
	}
	t.segments = segments
	return t, nil
}

// Write saves a tagger.
func (t *Tagger) Write(w io.Writer) error {
	b := []byte(magic)
	for _, least := range t.least {
		b = append(b, byte(least*100+0.5))
	}
	_, err := w.Write(t.segments.Append(b))
	return err
}

// Parts lists the parts of what a text attributes, in their order. None overlap.
func (t *Tagger) Parts(text *lang.Text) []Part {
	var all []Part
	for _, p := range paragraphsOf(text) {
		for _, e := range t.segments.Segments(p.sequence(), t.least) {
			all = append(all, Part{p.span(e.From, e.To), Kind(e.Label)})
		}
	}
	return all
}

// A Lesson is a text in which people have marked the parts of attributions.
type Lesson struct {
	Text  *lang.Text
	Parts []Part
}

// longestPart is how many tokens a part may have, by kind: few are longer, and what the
// longest costs to learn goes with the square.
var longestPart = []int{40, 20, 100}

// Train teaches a tagger. It prints to report how it gets on.
func Train(lessons []Lesson, rounds int, report io.Writer) (*Tagger, error) {
	var examples []learn.Example
	for _, lesson := range lessons {
		for _, p := range paragraphsOf(lesson.Text) {
			examples = append(examples, learn.Example{Sequence: p.sequence(), Segments: p.segments(lesson.Parts)})
		}
	}
	trainer, err := learn.NewSegmentTrainer(Kinds[:], longestPart, examples, 3)
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	for round := range rounds {
		fmt.Fprintf(report, "round %d: %.4f\n", round+1, trainer.Round(round))
	}
	t := &Tagger{least: []float64{0.45, 0.45, 0.45}}
	t.segments, err = trainer.Segmenter(0.03)
	return t, err
}

// segments gives the parts that lie in a paragraph as segments of its tokens. Those that overlap one
// before, or are too long, are left out.
func (p *paragraph) segments(parts []Part) (all []learn.Segment) {
	for _, part := range parts {
		e := learn.Segment{Label: int(part.Kind), From: -1}
		for i := range p.tokens {
			if p.tokens[i].Overlaps(part.Span) {
				if e.From < 0 {
					e.From = i
				}
				e.To = i + 1
			}
		}
		if e.From >= 0 && e.To-e.From <= longestPart[e.Label] && (len(all) == 0 || all[len(all)-1].To <= e.From) {
			all = append(all, e)
		}
	}
	return all
}
