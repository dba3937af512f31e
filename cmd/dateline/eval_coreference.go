package main

import (
	"os"

	"dateline"
	"dateline/eval"
	"dateline/fetch"
	"dateline/link"
	"dateline/page"
)

type evalCoreferenceCommand struct {
	Data string `required:"" placeholder:"DIR" help:"The folder that ECB+ was unpacked to: ECB+/TOPIC/*.xml and the list of checked sentences."`
	Part string `enum:"all,train,development,test" default:"all" help:"Which topics: ${enum}. Those of train have taught the weights."`
}

// Run prints how well events across the documents of ECB+ find together.
func (c *evalCoreferenceCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	corpus, err := eval.HearCorpus(os.DirFS(c.Data), func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		return r.read(raw, options, "")
	}, eval.Part(c.Part))
	if err != nil {
		return err
	}
	return corpus.Score(link.Taught()).Print(s.out)
}
