package main

import (
	"fmt"
	"io"
	"os"

	"dateline"
	"dateline/eval"
	"dateline/extract"
	"dateline/learn"
)

type trainPlacesCommand struct {
	Data     string  `required:"" placeholder:"DIR" help:"A folder with articles in which names of places are marked, as for eval place."`
	Lang     string  `required:"" placeholder:"LANG" help:"The language of the articles (BCP 47)."`
	Set      string  `default:"GeoVirus.xml" placeholder:"FILE" help:"Which file of it; its odd articles teach. What is shipped is taught by ${default}, whose texts may be used so."`
	Before   string  `placeholder:"FILE" default:"extract/toponym.prior" help:"What was believed before: weights set by hand."`
	Variance float64 `default:"0.1" help:"How far weights are expected to lie from there, squared."`
	Folds    int     `default:"10" help:"How often to cross-validate: each time another part of the names is held out."`
	Out      string  `placeholder:"FILE" default:"extract/toponym.weights" help:"Where the weights go."`
}

// Run teaches the weights and writes them; how often they were right on names held out goes to
// standard output.
func (c *trainPlacesCommand) Run(s *streams) error {
	before, r, err := beforeTeaching(c.Before, c.Variance, c.Folds)
	if err != nil {
		return err
	}
	decide := func(doc *dateline.Document, given []dateline.Span) ([]extract.Decision, error) {
		doc.Language = c.Lang
		text, err := r.languages.Analyze(doc)
		if err != nil {
			return nil, err
		}
		return r.extractor.NameDecisions(text, given), nil
	}
	lessons, err := eval.ReadPlaceLessons(os.DirFS(c.Data), c.Set, eval.Odd, decide)
	if err != nil {
		return err
	}
	const name = "toponym"
	held, _ := eval.CrossValidate(eval.Deal(lessons, c.Folds), before[name], c.Variance)
	fmt.Fprintf(s.out, "%4d/%-4d %.3f right when held out\n", held.Right, held.Asked, float64(held.Right)/float64(max(held.Asked, 1)))
	return replace(c.Out, func(w io.Writer) error {
		fmt.Fprintln(w, "# decision, feature, weight: see toponym.md. Written by dateline train places; not by hand.")
		return learn.WriteChoices(w, map[string]learn.Choice{name: learn.Teach(lessons, before[name], c.Variance)})
	})
}
