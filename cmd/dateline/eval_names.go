package main

import (
	"encoding/json"
	"fmt"
	"os"

	"dateline/eval"
	"dateline/fetch"
)

type evalNamesCommand struct {
	Data    string `required:"" placeholder:"DIR" help:"A folder with files in which names are marked word by word (IOB: .txt, .conll, .iob2), at any depth."`
	Files   string `placeholder:"PATTERN" default:"*" help:"Which of its files, by their names: anercorp.txt, *.iob2."`
	Lang    string `required:"" help:"The language of the texts: en, ar."`
	Part    string `enum:"all,development,test" default:"development" help:"Which sentences: ${enum}. Those of development are odd by number, those of test even."`
	Verbose bool   `help:"Name each miss, by kind."`
	JSON    bool   `name:"json" help:"Print the figures as JSON."`
	floorOptions
}

// Run prints precision, recall and F of persons, places and bodies, by all their words and by some.
func (c *evalNamesCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	half := map[string]eval.Half{"all": eval.All, "development": eval.Odd, "test": eval.Even}[c.Part]
	score, err := eval.ScoreNames(os.DirFS(c.Data), c.Files, half, c.Lang, analyzed(r, r.extractor.Names))
	if err != nil {
		return err
	}
	if c.Verbose {
		for _, miss := range score.Misses {
			fmt.Fprintln(s.out, miss)
		}
	}
	if c.JSON {
		form, err := json.Marshal(score)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s\n", form)
	} else if err := score.Print(s.out); err != nil {
		return err
	}
	return c.keep(s, "names", c.Lang, c.Part, score.Shares())
}
