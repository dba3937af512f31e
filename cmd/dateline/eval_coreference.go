package main

import (
	"os"

	"dateline"
	"dateline/eval"
	"dateline/fetch"
	"dateline/page"
)

type evalCoreferenceCommand struct {
	Data string `required:"" placeholder:"DIR" help:"The folder that ECB+ was unpacked to: ECB+/TOPIC/*.xml and the list of checked sentences."`
}

// Run prints how well events across the documents of ECB+ find together.
func (c *evalCoreferenceCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	score, err := eval.ScoreCoreference(os.DirFS(c.Data), func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		return r.read(raw, options, "")
	})
	if err != nil {
		return err
	}
	return score.Print(s.out)
}
