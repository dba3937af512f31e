package main

import (
	"fmt"
	"os"
	"path/filepath"

	"dateline"
	"dateline/attribution"
	"dateline/eval"
	"dateline/fetch"
	"dateline/lang"
)

type evalStatementCommand struct {
	Data    string `placeholder:"DIR" help:"A folder with texts in which attributions are marked (brat): train/ and dev/, each with text/ and attributions/. If it is left out, the passages of testdata/statement are read."`
	Model   string `placeholder:"FILE" help:"Find them by these weights (see train statements), not by the rules."`
	Part    string `enum:"train,held,dev" default:"held" help:"Which texts: ${enum}. Those held are every tenth of train/; training leaves them out."`
	Held    bool   `help:"Without --data: read the passages that nobody tunes on."`
	Verbose bool   `help:"Name each miss, by kind."`
	JSON    bool   `name:"json" help:"Print the figures as JSON."`
	floorOptions
}

// passages is the folder of the passages of this repository.
const passages = "testdata/statement"

// Run prints precision, recall and F of sources, cues and contents, by all their words and by some.
func (c *evalStatementCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	if c.Data == "" {
		return c.runPassages(s, r)
	}
	find, way := r.extractor.Attributions, "rules"
	if c.Model != "" {
		b, err := os.ReadFile(c.Model)
		if err != nil {
			return err
		}
		tagger, err := attribution.Read(b)
		if err != nil {
			return fmt.Errorf("%s: %w", c.Model, err)
		}
		find, way = tagger.Parts, "weights"
	}
	texts, err := eval.ReadAttributed(os.DirFS(c.Data), c.Part)
	if err != nil {
		return err
	}
	score, err := eval.ScoreAttributions(texts, analyzed(r, find))
	if err != nil {
		return err
	}
	if err := s.show(score, score.Misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	return c.keep(s, "statement", way, c.Part, score.Shares())
}

// runPassages prints how well the passages of this repository are read.
func (c *evalStatementCommand) runPassages(s *streams, r *reader) error {
	folder, part := passages, "all"
	if c.Held {
		folder, part = filepath.Join(passages, "held"), "held"
	}
	all, err := eval.ReadPassages(os.DirFS(folder))
	if err != nil {
		return err
	}
	score, err := eval.ScorePassages(all, analyzed(r, r.extractor.Read))
	if err != nil {
		return err
	}
	if err := s.show(score, score.Misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	for _, language := range lang.Codes {
		if err := c.keep(s, "passages", language, part, score.Shares(language)); err != nil {
			return err
		}
	}
	return nil
}

type trainStatementsCommand struct {
	Data   string `required:"" placeholder:"DIR" help:"A folder with texts in which attributions are marked, as for eval statement."`
	Rounds int    `default:"4" help:"How often to go through them."`
	Out    string `required:"" placeholder:"FILE" help:"Where the weights go. They are as free as the texts are: none are part of the program."`
}

// Run trains on the texts that are not held out and writes the weights; the figures on those
// that are go to standard output.
func (c *trainStatementsCommand) Run(s *streams) error {
	languages, err := lang.Load()
	if err != nil {
		return err
	}
	texts, err := eval.ReadAttributed(os.DirFS(c.Data), "train")
	if err != nil {
		return err
	}
	var lessons []attribution.Lesson
	for _, t := range texts {
		text, err := languages.Analyze(t.Document)
		if err != nil {
			return err
		}
		lessons = append(lessons, attribution.Lesson{Text: text, Parts: t.Parts})
	}
	tagger, err := attribution.Train(lessons, c.Rounds, s.out)
	if err != nil {
		return err
	}
	if texts, err = eval.ReadAttributed(os.DirFS(c.Data), "held"); err != nil {
		return err
	}
	score, err := eval.ScoreAttributions(texts, func(doc *dateline.Document) ([]attribution.Part, error) {
		text, err := languages.Analyze(doc)
		if err != nil {
			return nil, err
		}
		return tagger.Parts(text), nil
	})
	if err != nil {
		return err
	}
	if err := score.Print(s.out); err != nil {
		return err
	}
	return replace(c.Out, tagger.Write)
}
