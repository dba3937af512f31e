package main

import (
	"path/filepath"

	"dateline/eval"
	"dateline/link"
)

type evalIncidentsCommand struct {
	Data     string   `placeholder:"DIR" default:"testdata/cluster" help:"The folder of the clusters."`
	Held     bool     `xor:"which" help:"Measure the clusters held out, in the folder held of DIR, instead."`
	Verbose  bool     `xor:"how" help:"Print each incident that was split, merged or missed, and why; not for clusters held out."`
	Cross    bool     `xor:"how,which" help:"Bring each cluster together by weights that the other clusters taught, instead of those of the program, which have seen them all."`
	Also     []string `placeholder:"DIR" help:"With --cross, folders that teach as well: other clusters, or ECB+."`
	Lessons  string   `placeholder:"FILE" default:"link/pair.lessons" help:"With --cross, as for train links."`
	Variance float64  `default:"2" help:"With --cross, as for train links."`
}

// Run prints how well the reports of one incident find together.
func (c *evalIncidentsCommand) Run(s *streams) error {
	if c.Variance <= 0 {
		return usageError{"--variance is more than 0"}
	}
	folder := filepath.Clean(c.Data)
	if c.Held {
		folder = filepath.Join(folder, eval.HeldOut)
	}
	if c.Verbose && filepath.Base(folder) == eval.HeldOut {
		return usageError{"the misses in clusters held out are not listed: who reads them tunes on them"}
	}
	heard, _, _, err := hear([]string{folder})
	if err != nil {
		return err
	}
	if len(heard) == 0 {
		return usageError{"there are no clusters in " + folder}
	}
	if c.Cross {
		return c.cross(heard, s)
	}
	score := eval.ScoreHeard(heard, link.Taught())
	if c.Verbose {
		if err := score.Explain(s.out); err != nil {
			return err
		}
	}
	return score.Print(s.out)
}

func (c *evalIncidentsCommand) cross(heard []*eval.Heard, s *streams) error {
	before, err := link.Prior()
	if err != nil {
		return err
	}
	also, lessons, _, err := hear(c.Also)
	if err != nil {
		return err
	}
	written, err := readPairLessons(c.Lessons)
	if err != nil {
		return err
	}
	lessons = append(lessons, written...)
	for _, h := range also {
		lessons = append(lessons, h.Lessons()...)
	}
	score, err := eval.CrossLinks(heard, func(others []*eval.Heard) (*link.Weights, error) {
		return eval.TeachLinks(others, lessons, before, c.Variance)
	})
	if err != nil {
		return err
	}
	return score.Print(s.out)
}
