package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/store"
)

type searchCommand struct {
	keeping
	Limit int      `default:"20" help:"At most so many."`
	Words []string `arg:"" name:"word" help:"Words that a report's title or text has, all of them, in any script."`
}

// Run lists the reports that have the words.
func (c *searchCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		hits, err := db.Search(ctx, strings.Join(c.Words, " "), c.Limit)
		if err != nil {
			return err
		}
		for _, h := range hits {
			fmt.Fprintf(s.out, "%s  %s  %s\n    %s\n", h.Report, or(h.Published, "undated"), h.Title, strings.Join(strings.Fields(h.Words.Text), " "))
			if len(h.Incidents) > 0 {
				fmt.Fprintf(s.out, "    in %s\n", strings.Join(h.Incidents, ", "))
			}
		}
		return nil
	})
}

type changesCommand struct {
	keeping
	Since    string `required:"" placeholder:"DATE" help:"YYYY-MM-DD or RFC 3339."`
	Incident string `placeholder:"ID" help:"Of one incident."`
	JSON     bool   `name:"json" help:"Print each as one line of JSON."`
}

// Run lists what changed, the oldest first.
func (c *changesCommand) Run(ctx context.Context, s *streams) error {
	since, err := time.Parse(time.RFC3339, c.Since)
	if err != nil {
		if since, err = dayFlag("--since", c.Since); err != nil {
			return err
		}
	}
	return c.with(ctx, func(db *store.Store) error {
		changes, err := db.Changes(ctx, since)
		if err != nil {
			return err
		}
		changes = slices.DeleteFunc(changes, func(x store.Change) bool { return c.Incident != "" && x.Incident != c.Incident })
		return printEach(s, c.JSON, changes, changeForm, changeLine)
	})
}

func changeForm(x store.Change) map[string]any {
	return map[string]any{"at": x.At, "kind": x.Kind, "incident": x.Incident, "report": x.Report, "edit": x.Edit, "words": x.Words}
}

func changeLine(x store.Change) string {
	return fmt.Sprintf("%s  %s  %s", x.At.Format("2006-01-02 15:04"), x.Incident, x.Words)
}

type statsCommand struct {
	keeping
}

// Run prints how much is in the record.
func (c *statsCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		n, err := db.Stats(ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "reports    %s (%s copies, %s with a newer version)\ntellings   %s\nincidents  %s (%s settled)\nactors     %s\nedits      %s\nsize       %s bytes\n",
			number(n.Reports), number(n.Copies), number(n.Outdated), number(n.Tellings), number(n.Incidents), number(n.Settled), number(n.Actors), number(n.Edits), number(int(n.Bytes)))
		if err == nil && !n.First.IsZero() {
			_, err = fmt.Fprintf(s.out, "from       %s to %s\n", n.First.Format(time.DateOnly), n.Last.Format(time.DateOnly))
		}
		return err
	})
}

type backupCommand struct {
	keeping
	File string `arg:"" help:"A new file."`
}

// Run writes all of the record into a new file.
func (c *backupCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(db *store.Store) error { return db.Backup(ctx, c.File) })
}
