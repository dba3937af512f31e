package main

import (
	"os"

	"dateline"
	"dateline/eval"
	"dateline/fetch"
	"dateline/page"
)

type evalIncidentsCommand struct {
	Data    string `placeholder:"DIR" default:"testdata/cluster" help:"The folder of the clusters."`
	Verbose bool   `help:"Print each incident that was split, merged or missed, and why."`
}

// Run prints how well the reports of one incident find together.
func (c *evalIncidentsCommand) Run(s *streams) error {
	clusters, err := eval.ReadClusters(os.DirFS(c.Data))
	if err != nil {
		return err
	}
	if len(clusters) == 0 {
		return usageError{"there are no clusters in " + c.Data}
	}
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	score, err := eval.ScoreIncidents(clusters, func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		return r.read(raw, options, "")
	})
	if err != nil {
		return err
	}
	if c.Verbose {
		if err := score.Explain(s.out); err != nil {
			return err
		}
	}
	return score.Print(s.out)
}
