package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os/user"
	"sync"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/examples"
	"dateline/fetch"
	"dateline/page"
	"dateline/store"
	"dateline/web"
)

type serveCommand struct {
	keeping
	Addr     string `default:"127.0.0.1:8080" help:"Where to listen: HOST:PORT. Port 0 takes a free one."`
	Examples bool   `help:"Fill an empty record with the example reports."`
	Author   string `placeholder:"NAME" help:"In whose name edits are made; your account's name unless given."`
}

// Help is what "dateline serve --help" says beyond its flags.
func (serveCommand) Help() string {
	return "Opens the record in a browser until it is interrupted. Whoever reaches the address can read and edit the record unless it has users of its own, so that it listens on this machine alone unless told otherwise."
}

// Run serves the workbench until it is interrupted.
func (c *serveCommand) Run(ctx context.Context, s *streams) error {
	return c.withMade(ctx, func(db *store.Store) error {
		r := newReading()
		if c.Examples {
			if err := addExamples(ctx, db, r); err != nil {
				return err
			}
		}
		bench, err := c.workbench(db, r)
		if err != nil {
			return err
		}
		listener, err := net.Listen("tcp", c.Addr)
		if err != nil {
			return err
		}
		server := &http.Server{Handler: bench, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, BaseContext: func(net.Listener) context.Context { return ctx }}
		fmt.Fprintf(s.out, "The record is open at http://%s/\n", listener.Addr())
		go func() { _, _ = db.Survey(ctx, store.Filter{}) }() // a large record is in memory before the desk asks for it
		done := make(chan error, 1)
		go func() { done <- server.Serve(listener) }()
		select {
		case err := <-done:
			return err
		case <-ctx.Done():
		}
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := server.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return nil
	})
}

// A reading reads reports for the workbench. The languages are loaded when the first report is
// read: pages need none of them.
type reading struct {
	fetcher *fetch.Fetcher
	load    func() (*reader, error)
}

func newReading() *reading {
	fetcher := &fetch.Fetcher{UserAgent: userAgent}
	return &reading{fetcher, sync.OnceValues(func() (*reader, error) { return newReader(fetcher) })}
}

// read reads the bytes of a report; one in a language that is not read comes back with its text.
func (r *reading) read(_ context.Context, raw *dateline.Raw) (*dateline.Record, error) {
	loaded, err := r.load()
	if err != nil {
		return nil, err
	}
	return loaded.readOrKeep(raw, page.Options{}, "")
}

// addExamples fills an empty record; one that holds reports is left as it is.
func addExamples(ctx context.Context, db *store.Store, r *reading) error {
	n, err := db.Stats(ctx)
	if err != nil || n.Reports > 0 {
		return err
	}
	return fs.WalkDir(examples.Reports, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := examples.Reports.ReadFile(name)
		if err != nil {
			return err
		}
		raw := &dateline.Raw{Name: "examples/" + name, Bytes: content, Retrieved: time.Now().UTC()}
		record, err := r.read(ctx, raw)
		if err != nil {
			return fmt.Errorf("%s: %w", raw.Name, err)
		}
		_, err = db.Add(ctx, raw, record, nil)
		return err
	})
}

func (c *serveCommand) workbench(db *store.Store, r *reading) (*web.Workbench, error) {
	book, err := codebook.Load()
	if err != nil {
		return nil, err
	}
	return web.New(web.Options{Store: db, Book: book, Author: c.author(), Fetch: r.fetcher.Read, Read: r.read, Examples: c.Examples})
}

func (c *serveCommand) author() string {
	if c.Author != "" {
		return c.Author
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "editor"
}
