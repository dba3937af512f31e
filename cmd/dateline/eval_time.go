package main

import (
	"fmt"
	"os"

	"dateline/eval"
	"dateline/fetch"
)

type evalTimeCommand struct {
	Data    string `required:"" placeholder:"DIR" help:"A folder with files of TimeML (.tml), at any depth; dct.json beside them says when those were written that do not say it."`
	Lang    string `required:"" help:"The language of the texts: en, ar."`
	Part    string `enum:"all,development,test" default:"development" help:"Which files: ${enum}. Those of test are the last fifth of each folder."`
	Verbose bool   `help:"Name each miss."`
	JSON    bool   `name:"json" help:"Print the figures as JSON."`
	Answers bool   `help:"Print what was found, a line of JSON for each file, and no figures."`
	floorOptions
}

// Run prints precision, recall and F1 by span and by value.
func (c *evalTimeCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	score, err := eval.ScoreTimes(os.DirFS(c.Data), eval.Part(c.Part), c.Lang, analyzed(r, r.extractor.Timexes))
	if err != nil {
		return err
	}
	if c.Answers {
		for _, line := range score.Answers {
			fmt.Fprintln(s.out, line)
		}
		return nil
	}
	if err := s.show(score, score.Misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	return c.keep(s, "time", c.Lang, c.Part, score.Shares())
}
