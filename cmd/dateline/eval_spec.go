package main

import (
	"encoding/json"
	"fmt"
	"os"

	"dateline"
	"dateline/eval"
	"dateline/fetch"
	"dateline/lang"
)

// A specOptions is what both verbs on specifications take.
type specOptions struct {
	Data    string `required:"" placeholder:"DIR" help:"A folder with the specification's files of one language (*.json)."`
	Lang    string `required:"" help:"The language of the texts: en, ar."`
	Verbose bool   `help:"Name each case that does not pass."`
	JSON    bool   `name:"json" help:"Print the figures as JSON."`
	floorOptions
}

type evalNumberCommand struct{ specOptions }

// Run prints the share of cases that pass, by kind of number.
func (c *evalNumberCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	score, err := eval.ScoreNumberSpecs(os.DirFS(c.Data), c.Lang, analyzed(r, r.extractor.Quantities))
	if err != nil {
		return err
	}
	return c.print(s, "number", score)
}

type evalDatesCommand struct{ specOptions }

// Run prints the share of cases that pass, by kind of time.
func (c *evalDatesCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	score, err := eval.ScoreDateSpecs(os.DirFS(c.Data), c.Lang, analyzed(r, r.extractor.Timexes))
	if err != nil {
		return err
	}
	return c.print(s, "dates", score)
}

// analyzed makes one function of the analysis of a document and what is read in it.
func analyzed[T any](r *reader, read func(*lang.Text) T) func(*dateline.Document) (T, error) {
	return func(doc *dateline.Document) (T, error) {
		text, err := r.languages.Analyze(doc)
		if err != nil {
			var none T
			return none, err
		}
		return read(text), nil
	}
}

func (c *specOptions) print(s *streams, verb string, score *eval.SpecScore) error {
	if c.Verbose {
		for _, miss := range score.Misses {
			fmt.Fprintln(s.out, miss)
		}
	}
	if c.JSON {
		form, err := json.Marshal(score.Rows)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s\n", form)
	} else if err := score.Print(s.out); err != nil {
		return err
	}
	return c.keep(s, verb, c.Lang, "all", score.Shares())
}
