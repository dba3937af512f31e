package main

import (
	"os"
	"path/filepath"

	"dateline"
	"dateline/eval"
	"dateline/fetch"
	"dateline/page"
)

type evalIncidentsCommand struct {
	Data    string `placeholder:"DIR" default:"testdata/cluster" help:"The folder of the clusters."`
	Held    bool   `help:"Measure the clusters held out, in the folder held of DIR, instead."`
	Verbose bool   `help:"Print each incident that was split, merged or missed, and why; not for clusters held out."`
}

// Run prints how well the reports of one incident find together.
func (c *evalIncidentsCommand) Run(s *streams) error {
	folder := filepath.Clean(c.Data)
	if c.Held {
		folder = filepath.Join(folder, eval.HeldOut)
	}
	if c.Verbose && filepath.Base(folder) == eval.HeldOut {
		return usageError{"the misses in clusters held out are not listed: who reads them tunes on them"}
	}
	clusters, err := eval.ReadClusters(os.DirFS(folder))
	if err != nil {
		return err
	}
	if len(clusters) == 0 {
		return usageError{"there are no clusters in " + folder}
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
