package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"dateline"
	"dateline/gazetteer"
	"dateline/lang"
)

type aboutCommand struct{}

// licences is what is to be said beside the gazetteer's own notice.
const licences = `Dateline reads news reports of political violence and keeps a sourced record.
Licence of the program: Apache-2.0.

%s
Parts of speech: the model was trained on the Universal Dependencies English Web
Treebank (EWT, universaldependencies.org), CC BY-SA 4.0, by Natalia Silveira, Timothy
Dozat, Christopher Manning, Sebastian Schuster, Ethan Chi, John Bauer, Miriam Connor,
Marie-Catherine de Marneffe, Nathan Schneider, Sam Bowman and others. The model is
distributed under the same licence, Creative Commons Attribution-ShareAlike 4.0
(CC BY-SA 4.0).

Actors and places added by hand are facts, compiled by the authors.
`

// Run prints the notices that the licences of program and data ask for.
func (aboutCommand) Run(s *streams) error {
	_, err := fmt.Fprintf(s.out, licences, gazetteer.Notice)
	return err
}

type schemaCommand struct{}

// Run prints the schema.
func (schemaCommand) Run(s *streams) error {
	_, err := io.WriteString(s.out, dateline.Schema)
	return err
}

type versionCommand struct{}

// Run prints the versions.
func (versionCommand) Run(s *streams) error {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
	}
	_, err := fmt.Fprintf(s.out, "dateline %s, record version %s\n", version, dateline.Version)
	return err
}

type trainCommand struct {
	Tags trainTagsCommand `cmd:"" help:"Train the part-of-speech model of a language."`
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
	part, err := os.CreateTemp(filepath.Dir(out), ".tags-*")
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	defer os.Remove(part.Name())
	defer part.Close()
	if err := language.Train(c.Data, part, s.out); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := part.Close(); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := os.Chmod(part.Name(), 0o644); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	if err := os.Rename(part.Name(), out); err != nil {
		return fmt.Errorf("train: %w", err)
	}
	return nil
}
