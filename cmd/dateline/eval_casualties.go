package main

import (
	"errors"
	"os"

	"dateline/eval"
	"dateline/fetch"
)

type evalCasualtiesCommand struct {
	Data    string `placeholder:"DIR" default:"testdata/casualty" help:"A folder with passages and their figures, a file a language (en.txt)."`
	Rows    string `enum:"all,odd,even" default:"all" help:"Passages whose number is odd, even, or any."`
	Verbose bool   `help:"Print each passage that is read wrongly, and how."`
	JSON    bool   `name:"json" help:"Print the counts as JSON, instead of the table."`
	floorOptions
}

// Run prints how many figures are read as they are told: their harm, their bounds and who they are.
func (c *evalCasualtiesCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	passages, err := eval.ReadTolls(os.DirFS(c.Data))
	if err != nil {
		return err
	}
	score, err := eval.ScoreCasualties(passages, eval.Half(c.Rows), analyzed(r, r.extractor.Read))
	if err != nil {
		return err
	}
	if err := s.show(score, score.Misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	var below []error
	for _, language := range score.Languages() {
		below = append(below, c.keep(s, "casualties", language, c.Rows, score.Shares(language)))
	}
	return errors.Join(below...)
}
