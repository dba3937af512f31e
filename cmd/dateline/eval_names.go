package main

import (
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
	if err := s.show(score, score.Misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	return c.keep(s, "names", c.Lang, c.Part, score.Shares())
}
