package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"dateline"
	"dateline/fetch"
	"dateline/gazetteer"
	"dateline/lang"
	"dateline/link"
	"dateline/page"
	"dateline/store"
)

// A keeping is where the record is kept.
type keeping struct {
	DB string `name:"db" env:"DATELINE_DB" placeholder:"PATH|URL" help:"The record: a file, or postgres://...; by default a file under the user's data folder."`
}

// open opens the record. One that is not there is made if it may be. That it is brought up to date is told if it takes long.
func (k *keeping) open(ctx context.Context, make bool, tell teller) (*store.Store, error) {
	where := k.DB
	if where == "" {
		var err error
		if where, err = store.DefaultPath(); err != nil {
			return nil, err
		}
	}
	if !make && !strings.Contains(where, "://") {
		if _, err := os.Stat(where); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no record at %s; dateline add makes one", where)
		}
	}
	var u upgrading
	stop := tell(&u)
	db, err := store.Open(ctx, where, store.TellUpgrade(u.tell))
	stop()
	if err == nil {
		db.Group = link.Groups
	}
	return db, err
}

// with opens the record, which must be there, for one piece of work, and closes it.
func (k *keeping) with(ctx context.Context, s *streams, do func(*store.Store) error) error {
	db, err := k.open(ctx, false, s.tellUpgrade)
	if err != nil {
		return err
	}
	return closing(db, do)
}

// withMade is with, and makes the record where there is none.
func (k *keeping) withMade(ctx context.Context, s *streams, do func(*store.Store) error) error {
	db, err := k.open(ctx, true, s.tellUpgrade)
	if err != nil {
		return err
	}
	return closing(db, do)
}

// closing does one piece of work with the record, and closes it.
func closing(db *store.Store, do func(*store.Store) error) (err error) {
	defer func() { err = errors.Join(err, db.Close()) }()
	return do(db)
}

type addCommand struct {
	keeping
	Published  string   `placeholder:"DATE" help:"When the reports appeared, YYYY-MM-DD or RFC 3339. It wins over what the pages say."`
	Lang       string   `placeholder:"LANG" help:"The language of the texts (BCP 47), instead of telling it from the words."`
	JSON       bool     `name:"json" help:"Print what came of each input as one line of JSON."`
	AllowLocal bool     `help:"Fetch from addresses of the local network too."`
	Inputs     []string `arg:"" name:"input" help:"Files, addresses (http, https), folders, or - for standard input."`
}

// Help is what "dateline add --help" says beyond its flags.
func (addCommand) Help() string {
	return "Reads reports and keeps them. What is there already is not added again, so that an interrupted run can simply be repeated. A report in a language that is not read is kept with its text."
}

// Run adds each input in turn; what was added is safe when it is printed.
func (c *addCommand) Run(ctx context.Context, s *streams) error {
	check := readCommand{Published: c.Published, Inputs: c.Inputs}
	if err := check.check(); err != nil {
		return err
	}
	r, err := newReader(&fetch.Fetcher{Stdin: s.in, AllowLocal: c.AllowLocal, UserAgent: userAgent})
	if err != nil {
		return err
	}
	listed, err := gazetteer.OpenActors()
	if err != nil {
		return err
	}
	db, err := c.open(ctx, true, s.tellUpgrade)
	if err != nil {
		return err
	}
	return closing(db, func(db *store.Store) error {
		failed := false
		fail := func(name string, err error) {
			failed = true
			fmt.Fprintf(s.err, "dateline: %s: %s\n", label(name), reason(name, err))
		}
		var names []string
		for _, input := range c.Inputs {
			for name, err := range files(input) {
				if err != nil {
					fail(name, err)
					continue
				}
				names = append(names, name)
			}
		}
		progress := newProgress(s, len(names))
		defer progress.Finish()
		for _, name := range names {
			if ctx.Err() != nil {
				return fmt.Errorf("interrupted before %s; what was printed is kept", label(name))
			}
			if err := c.add(ctx, s, r, listed, db, name); err != nil {
				fail(name, err)
			}
			progress.Add(1)
		}
		if failed {
			return errSilent
		}
		return nil
	})
}

// newProgress shows on a terminal how far long work has come; elsewhere, and for one input, it
// shows nothing. What is printed to a terminal in the meantime would tear it, so it shows only
// where standard output goes elsewhere.
func newProgress(s *streams, inputs int) *progressbar.ProgressBar {
	shown := inputs > 1 && isTerminal(s.err) && !isTerminal(s.out)
	return progressbar.NewOptions(inputs, progressbar.OptionSetWriter(s.err), progressbar.OptionSetVisibility(shown),
		progressbar.OptionSetDescription("reports"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
}

// isTerminal tells whether a stream is a terminal.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// add reads and keeps one input, and prints what came of it.
func (c *addCommand) add(ctx context.Context, s *streams, r *reader, listed *gazetteer.Actors, db *store.Store, name string) error {
	raw, err := r.fetcher.Read(ctx, name)
	if err != nil {
		return err
	}
	record, err := r.readOrKeep(raw, page.Options{Published: c.Published}, c.Lang)
	if err != nil {
		return err
	}
	added, err := db.Add(ctx, raw, record, link.Groups)
	if err != nil {
		return err
	}
	if added.Known { // as it was read then
		if record, err = db.Record(ctx, added.Report); err != nil {
			return err
		}
	}
	if c.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{"input": name, "report": added.Report, "known": added.Known, "copy_of": added.CopyOf,
			"update_of": append([]string{}, added.UpdateOf...), "language": record.Document.Language, "unread": unread(record), "incidents": append([]string{}, added.Incidents...)})
	}
	what := "kept"
	switch {
	case added.Known:
		what = "known"
	case added.CopyOf != "":
		what = "a copy of " + added.CopyOf
	case len(added.UpdateOf) > 0:
		what = "a newer version of " + strings.Join(added.UpdateOf, ", ")
	}
	line := fmt.Sprintf("%s  %s  %s", added.Report, what, recordVeil(record, listed).over(quoteTitle(record.Document)))
	if unread(record) {
		line += "  its text alone, to be coded by hand: " + strconv.Quote(record.Document.Language) + " is not read"
	}
	if len(added.Incidents) > 0 {
		line += "  in " + strings.Join(added.Incidents, ", ")
	}
	_, err = fmt.Fprintln(s.out, line)
	return err
}

// readOrKeep reads a report; one in a language that is not read comes back with its text and
// a gap, to be coded by hand.
func (r *reader) readOrKeep(raw *dateline.Raw, options page.Options, language string) (*dateline.Record, error) {
	record, err := r.read(raw, options, language)
	var unread *lang.UnreadError
	if !errors.As(err, &unread) {
		return record, err
	}
	doc, gaps, err := page.Read(raw, options)
	if err != nil {
		return nil, err
	}
	doc.Language = unread.Code
	record = dateline.NewRecord(doc)
	record.Gaps = append(gaps, dateline.Gap{Code: dateline.GapLanguageUnread, Step: "lang", Words: dateline.Words{Text: unread.Error()}})
	return record, nil
}

// unread tells whether a report is in a language that is not read.
func unread(record *dateline.Record) bool {
	return slices.ContainsFunc(record.Gaps, func(g dateline.Gap) bool { return g.Code == dateline.GapLanguageUnread })
}

func quoteTitle(doc *dateline.Document) string {
	if doc.Title == "" {
		return "(no headline)"
	}
	return "“" + doc.Title + "”"
}

// author is who makes an edit, if nobody is named: the user of this machine.
func author(name string) string {
	for _, n := range []string{name, os.Getenv("USER"), os.Getenv("USERNAME")} {
		if n != "" {
			return n
		}
	}
	return "editor"
}
