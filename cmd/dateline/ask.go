package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/gazetteer"
	"dateline/store"
)

type searchCommand struct {
	keeping
	Limit int      `default:"20" help:"At most so many, the last added first."`
	Names bool     `help:"Print the names of victims too."`
	JSON  bool     `name:"json" help:"Print each report as one line of JSON."`
	Words []string `arg:"" name:"word" help:"Words that a report's title or text has, all of them, in any script."`
}

// Run lists the reports that have the words.
func (c *searchCommand) Run(ctx context.Context, s *streams) error {
	if c.Limit < 1 {
		return usageError{"--limit is at least 1"}
	}
	listed, err := gazetteer.OpenActors()
	if err != nil {
		return err
	}
	return c.with(ctx, s, func(db *store.Store) error {
		hits, err := db.Search(ctx, strings.Join(c.Words, " "), c.Limit)
		if err != nil {
			return err
		}
		for i := range hits {
			if c.Names {
				break
			}
			record, err := db.Record(ctx, hits[i].Report)
			if err != nil {
				return err
			}
			hide := recordVeil(record, listed)
			hits[i].Title, hits[i].Words.Text = hide.over(hits[i].Title), hide.over(hits[i].Words.Text)
		}
		return printEach(s, c.JSON, hits, hitForm, hitLine)
	})
}

func hitForm(h store.Hit) map[string]any {
	return map[string]any{"report": h.Report, "title": h.Title, "site": h.Site, "published": h.Published, "text": h.Words.Text, "span": h.Words.Span,
		"incidents": append([]string{}, h.Incidents...)}
}

// hitLine is a report that was found: what it is, the words around those that were looked for, and its incidents.
func hitLine(h store.Hit) string {
	lines := fmt.Sprintf("%s  %s  %s\n    %s", h.Report, or(h.Published, "undated"), h.Title, line(h.Words.Text))
	if len(h.Incidents) > 0 {
		lines += "\n    in " + strings.Join(h.Incidents, ", ")
	}
	return lines
}

type changesCommand struct {
	keeping
	Since    string `required:"" placeholder:"DATE" help:"YYYY-MM-DD or RFC 3339."`
	Incident string `placeholder:"ID" help:"Of one incident."`
	Limit    int    `placeholder:"COUNT" help:"At most so many; all if it is left out."`
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
	if c.Limit < 0 {
		return usageError{"--limit is not below 0"}
	}
	return c.with(ctx, s, func(db *store.Store) (err error) {
		out := bufio.NewWriter(s.out) // there may be millions
		defer func() { err = errors.Join(err, out.Flush()) }()
		printed := 0
		for change, err := range db.Changes(ctx, since, c.Incident) {
			if err != nil {
				return err
			}
			if err := printEach(&streams{out: out}, c.JSON, []store.Change{change}, changeForm, changeLine); err != nil {
				return err
			}
			if printed++; printed == c.Limit {
				break
			}
		}
		return nil
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
	JSON bool `name:"json" help:"Print them as one line of JSON."`
}

// Run prints how much is in the record.
func (c *statsCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, s, func(db *store.Store) error {
		n, err := db.Stats(ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return json.NewEncoder(s.out).Encode(statsForm(n))
		}
		_, err = fmt.Fprintf(s.out, "reports    %s (%s copies, %s with a newer version)\ntellings   %s\nincidents  %s (%s settled)\nactors     %s\nedits      %s\nsize       %s bytes\n",
			number(n.Reports), number(n.Copies), number(n.Outdated), number(n.Tellings), number(n.Incidents), number(n.Settled), number(n.Actors), number(n.Edits), number(int(n.Bytes)))
		if err == nil && !n.First.IsZero() {
			_, err = fmt.Fprintf(s.out, "from       %s to %s\n", n.First.Format(time.DateOnly), n.Last.Format(time.DateOnly))
		}
		return err
	})
}

func statsForm(n *store.Statistics) map[string]any {
	form := map[string]any{"reports": n.Reports, "copies": n.Copies, "outdated": n.Outdated, "tellings": n.Tellings, "incidents": n.Incidents,
		"settled": n.Settled, "actors": n.Actors, "edits": n.Edits, "bytes": n.Bytes}
	if !n.First.IsZero() {
		form["first"], form["last"] = n.First.Format(time.DateOnly), n.Last.Format(time.DateOnly)
	}
	return form
}

type backupCommand struct {
	keeping
	File string `arg:"" help:"A new file."`
}

// Help is what "dateline backup --help" says beyond its flags.
func (backupCommand) Help() string {
	return "The copy is a record of its own: dateline incidents --db FILE reads it, and to go back to it put it in the record's place while nothing runs."
}

// Run writes all of the record into a new file.
func (c *backupCommand) Run(ctx context.Context, s *streams) error {
	if _, err := os.Lstat(c.File); err == nil {
		return fmt.Errorf("back up into %s: it is there already, and is not overwritten", c.File)
	}
	if folder := filepath.Dir(c.File); !isFolder(folder) {
		return fmt.Errorf("back up into %s: there is no folder %s", c.File, folder)
	}
	return c.with(ctx, s, func(db *store.Store) error { return db.Backup(ctx, c.File) })
}
