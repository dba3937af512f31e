package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"dateline"
	"dateline/eval"
	"dateline/extract"
	"dateline/fetch"
	"dateline/lang"
	"dateline/learn"
	"dateline/page"
)

type trainCommand struct {
	Tags       trainTagsCommand       `cmd:"" help:"Train the part-of-speech model of a language."`
	Choices    trainChoicesCommand    `cmd:"" help:"Train the weights by which the main event, its time and its place are chosen."`
	Places     trainPlacesCommand     `cmd:"" help:"Train the weights by which a place is chosen among those of one name."`
	Links      trainLinksCommand      `cmd:"" help:"Train the weights by which tellings of one incident are brought together."`
	Statements trainStatementsCommand `cmd:"" help:"Train weights that find sources, cues and contents of attributions, to be measured by eval statement."`
}

type trainTagsCommand struct {
	Data string `required:"" placeholder:"DIR" help:"A folder with a treebank: CoNLL-U files at any depth."`
	Lang string `required:"" placeholder:"LANG" help:"The language (BCP 47)."`
	Out  string `placeholder:"FILE" help:"Where the model goes; lang/LANG/tags.model if it is left out."`
}

// Run trains on the treebank and writes the model; the figures on what was held
// out go to standard output.
func (c *trainTagsCommand) Run(ctx context.Context, s *streams) error {
	languages, err := lang.Load()
	if err != nil {
		return err
	}
	language := languages.Language(c.Lang)
	if language == nil {
		return usageError{fmt.Sprintf("--lang %q is not read", c.Lang)}
	}
	out := c.Out
	if out == "" {
		out = filepath.Join("lang", language.Code, "tags.model")
	}
	return replace(out, func(w io.Writer) error { return language.Train(c.Data, w, s.out) })
}

// replace writes a file whole or not at all.
func replace(name string, write func(io.Writer) error) error {
	part, err := os.CreateTemp(filepath.Dir(name), ".train-*")
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	defer os.Remove(part.Name())
	defer part.Close()
	if err := write(part); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := part.Close(); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := os.Chmod(part.Name(), 0o644); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := os.Rename(part.Name(), name); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	return nil
}

// beforeTeaching checks what was asked for, and gives what choices were believed before and a
// reader that lays decisions open.
func beforeTeaching(file string, variance float64, folds int) (map[string]learn.Choice, *reader, error) {
	if variance <= 0 || folds < 2 {
		return nil, nil, usageError{"--variance is more than 0, and --folds at least 2"}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	before, err := learn.ReadChoices(file, string(text))
	if err != nil {
		return nil, nil, err
	}
	r, err := newReader(&fetch.Fetcher{})
	return before, r, err
}

type trainChoicesCommand struct {
	Data     []string `required:"" placeholder:"DIR" help:"Folders with gold.jsonl and pages/, as for eval reports."`
	Before   string   `placeholder:"FILE" default:"extract/choice.prior" help:"What was believed before: weights set by hand."`
	Variance float64  `default:"0.3" help:"How far weights are expected to lie from there, squared."`
	Folds    int      `default:"10" help:"How often to cross-validate, each time with another part of the reports held out; of several folders, each is held out whole."`
	Verbose  bool     `help:"Name the reports that were decided wrongly when held out, with the answers given."`
	Out      string   `placeholder:"FILE" default:"extract/choice.weights" help:"Where the weights go."`
}

// Run teaches the weights of all decisions and writes them; how often the decisions were
// right on reports held out goes to standard output.
func (c *trainChoicesCommand) Run(s *streams) error {
	before, r, err := beforeTeaching(c.Before, c.Variance, c.Folds)
	if err != nil {
		return err
	}
	decide := func(raw *dateline.Raw, options page.Options, country string) ([]extract.Decision, error) {
		doc, _, err := page.Read(raw, options)
		if err != nil {
			return nil, err
		}
		text, err := r.languages.Analyze(doc)
		if err != nil {
			return nil, err
		}
		return r.extractor.Decisions(text, country), nil
	}
	lessons := map[string][][]learn.Lesson{} // by decision and folder
	for _, data := range c.Data {
		more, err := eval.ReadLessons(os.DirFS(data), decide)
		if err != nil {
			return err
		}
		for name, l := range more {
			lessons[name] = append(lessons[name], l)
		}
	}
	choices := map[string]learn.Choice{}
	for _, name := range slices.Sorted(maps.Keys(lessons)) {
		parts, all := lessons[name], slices.Concat(lessons[name]...)
		if len(parts) == 1 {
			parts = eval.Deal(all, c.Folds)
		}
		row, wrong := eval.CrossValidate(parts, before[name], c.Variance)
		fmt.Fprintf(s.out, "%-8s %4d/%-4d %.3f right when held out\n", name, row.Right, row.Asked, float64(row.Right)/float64(row.Asked))
		for _, w := range wrong {
			if c.Verbose {
				fmt.Fprintf(s.out, "  %s\n", w)
			}
		}
		choices[name] = learn.Teach(all, before[name], c.Variance)
	}
	return replace(c.Out, func(w io.Writer) error {
		fmt.Fprintln(w, "# decision, feature, weight: see choice.md. Written by dateline train choices; not by hand.")
		return learn.WriteChoices(w, choices)
	})
}
