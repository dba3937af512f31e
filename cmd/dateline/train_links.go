package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline"
	"dateline/eval"
	"dateline/fetch"
	"dateline/learn"
	"dateline/link"
	"dateline/page"
)

type trainLinksCommand struct {
	Data     []string `required:"" placeholder:"DIR" help:"Folders with clusters (*.txtar), or with ECB+, of which the train part is used."`
	Before   string   `placeholder:"FILE" default:"link/pair.prior" help:"What was believed before: weights set by hand."`
	Variance float64  `default:"2" help:"How far weights are expected to lie from there, squared."`
	Lessons  string   `placeholder:"FILE" default:"link/pair.lessons" help:"What anybody would say of some evidence."`
	Out      string   `placeholder:"FILE" default:"link/pair.weights" help:"Where the weights go."`
}

// evidenceVersion grows whenever evidence comes to mean something else, so that weights must be taught anew.
const evidenceVersion = 1

// Run teaches the weights and writes them; how well they bring clusters together that they have not
// seen goes to standard output.
func (c *trainLinksCommand) Run(s *streams) error {
	if c.Variance <= 0 {
		return usageError{"--variance is more than 0"}
	}
	before, err := readLinkWeights(c.Before)
	if err != nil {
		return err
	}
	heard, lessons, sources, err := hear(c.Data)
	if err != nil {
		return err
	}
	written, err := readPairLessons(c.Lessons)
	if err != nil {
		return err
	}
	lessons = append(lessons, written...)
	teach := func(heard []*eval.Heard) (*link.Weights, error) {
		return eval.TeachLinks(heard, lessons, before, c.Variance)
	}
	weights, err := teach(heard)
	if err != nil {
		return err
	}
	if len(heard) > 1 {
		score, err := eval.CrossLinks(heard, teach)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.out, "each cluster by weights that the others taught:")
		if err := score.Print(s.out); err != nil {
			return err
		}
	}
	return replace(c.Out, func(w io.Writer) error {
		fmt.Fprintf(w, "# decision, evidence, weight: see pair.md, version %d. Written by dateline train links; not by hand.\n", evidenceVersion)
		fmt.Fprintf(w, "# Taught by %s.\n", strings.Join(sources, "; "))
		return learn.WriteChoices(w, weights.Choices())
	})
}

func readLinkWeights(name string) (*link.Weights, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	choices, err := learn.ReadChoices(name, string(text))
	if err != nil {
		return nil, err
	}
	return link.NewWeights(choices)
}

func readPairLessons(name string) ([]learn.Lesson, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return eval.ReadPairLessons(name, string(text))
}

// hear reads folders of clusters, and the lessons of those that hold ECB+; sources say what they are, with the licence of what
// others made.
func hear(folders []string) (heard []*eval.Heard, lessons []learn.Lesson, sources []string, err error) {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return nil, nil, nil, err
	}
	read := func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		return r.read(raw, options, "")
	}
	for _, name := range folders {
		folder := os.DirFS(name)
		clusters, err := eval.ReadClusters(folder)
		if err != nil {
			return nil, nil, nil, err
		}
		if len(clusters) > 0 {
			more, err := eval.Hear(clusters, read)
			if err != nil {
				return nil, nil, nil, err
			}
			heard = append(heard, more...)
			sources = append(sources, filepath.ToSlash(filepath.Clean(name)))
			continue
		}
		if topics, err := fs.Glob(folder, "ECB+/*"); err != nil || len(topics) == 0 {
			return nil, nil, nil, usageError{"there are neither clusters nor ECB+ in " + name}
		}
		corpus, err := eval.HearCorpus(folder, read, eval.TrainPart)
		if err != nil {
			return nil, nil, nil, err
		}
		lessons = append(lessons, corpus.Lessons()...)
		sources = append(sources, "the train part of ECB+ (Cybulska and Vossen 2014), CC BY 3.0")
	}
	return heard, lessons, sources, nil
}
