package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os/user"
	"strings"
	"sync"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/examples"
	"dateline/fetch"
	"dateline/gazetteer"
	"dateline/page"
	"dateline/store"
	"dateline/web"
)

type serveCommand struct {
	keeping
	Addr     string `default:"127.0.0.1:8080" help:"Where to listen: HOST:PORT. Port 0 takes a free one."`
	Examples bool   `help:"Fill an empty record with the example reports."`
	Author   string `placeholder:"NAME" help:"In whose name edits are made where the record has no users; your account's name unless given."`
	Open     bool   `help:"Listen beyond this machine though the record has no users: whoever reaches the address can read and edit it."`
	Proxy    bool   `help:"A proxy stands in front: browsers reach it over TLS, and it names their addresses in X-Forwarded-For."`
}

// Help is what "dateline serve --help" says beyond its flags.
func (serveCommand) Help() string {
	return "Opens the record in a browser until it is interrupted. Without users of its own the record is one person's: it listens on this machine alone. With users (dateline user add NAME) everybody logs in, and it may listen elsewhere; let a proxy in front speak TLS then."
}

// Run serves the workbench until it is interrupted.
func (c *serveCommand) Run(ctx context.Context, s *streams) error {
	db, err := c.open(ctx, true, logUpgrade)
	if err != nil {
		return err
	}
	return closing(db, func(db *store.Store) error {
		r := newReading()
		if c.Examples {
			if err := addExamples(ctx, db, r); err != nil {
				return err
			}
		}
		listener, err := net.Listen("tcp", c.Addr)
		if err != nil {
			return err
		}
		alone, err := c.alone(ctx, db, listener.Addr())
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		bench, err := c.workbench(db, r, alone)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		server := &http.Server{Handler: bench, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, BaseContext: func(net.Listener) context.Context { return ctx }}
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

// alone tells whether requests come from this machine alone, and are one person's. It is an error to listen elsewhere
// where the record has no users, unless that was asked for.
func (c *serveCommand) alone(ctx context.Context, db *store.Store, at net.Addr) (bool, error) {
	users, err := db.Users(ctx)
	if err != nil || len(users) > 0 {
		return false, err
	}
	if c.Open {
		return false, nil
	}
	if tcp, ok := at.(*net.TCPAddr); ok && tcp.IP.IsLoopback() && !c.Proxy {
		return true, nil
	}
	return false, fmt.Errorf("%s can be reached from other machines, and the record has no users: whoever reaches it could edit it. Add users (dateline user add NAME --role admin), listen on 127.0.0.1 without a proxy, or say --open", at)
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

// fetch brings in the page at an address. It never reads a file: addresses alone are handed in, and it holds to them.
func (r *reading) fetch(ctx context.Context, address string) (*dateline.Raw, error) {
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		return nil, fmt.Errorf("%s: %w", address, fetch.ErrScheme)
	}
	raw, err := r.fetcher.Read(ctx, address)
	switch {
	case errors.Is(err, fetch.ErrLocal):
		err = fmt.Errorf("%w: %w", web.ErrLocal, err)
	case errors.Is(err, fetch.ErrStatus), errors.Is(err, fetch.ErrRedirects):
		err = fmt.Errorf("%w: %w", web.ErrRefused, err)
	}
	return raw, err
}

// read reads the bytes of a report; one in a language that is not read comes back with its text.
func (r *reading) read(_ context.Context, raw *dateline.Raw) (*dateline.Record, error) {
	loaded, err := r.load()
	if err != nil {
		return nil, err
	}
	return told(loaded.readOrKeep(raw, page.Options{}, ""))
}

// told gives a reading with its error as the workbench tells it.
func told(record *dateline.Record, err error) (*dateline.Record, error) {
	if errors.Is(err, page.ErrNoText) || errors.Is(err, page.ErrNoArticle) || errors.Is(err, page.ErrBinary) {
		err = fmt.Errorf("%w: %w", web.ErrNoReport, err)
	}
	return record, err
}

// explain is read with the day of publication and the language given, where they are.
func (r *reading) explain(_ context.Context, raw *dateline.Raw, published, language string) (*dateline.Record, error) {
	loaded, err := r.load()
	if err != nil {
		return nil, err
	}
	return told(loaded.readOrKeep(raw, page.Options{Published: published}, language))
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

func (c *serveCommand) workbench(db *store.Store, r *reading, alone bool) (*web.Workbench, error) {
	book, err := codebook.Load()
	if err != nil {
		return nil, err
	}
	places, err := gazetteer.Open()
	if err != nil {
		return nil, err
	}
	actors, err := gazetteer.OpenActors()
	if err != nil {
		return nil, err
	}
	return web.New(web.Options{Store: db, Book: book, Actors: actors, Author: c.author(), Fetch: r.fetch, Read: r.read, Explain: r.explain,
		Places: func(query, _ string) []dateline.Place { return placesNamed(places, query) }, Examples: c.Examples, Alone: alone, Proxy: c.Proxy})
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

// placesNamed gives the places that bear a name, the best known first.
func placesNamed(places *gazetteer.Gazetteer, name string) []dateline.Place {
	words := dateline.NameWords(name)
	n, found := places.Match(words)
	if n == 0 || n < len(words) { // a longer name than any place bears
		return nil
	}
	var all []dateline.Place
	for _, p := range found {
		all = append(all, dateline.Place{ID: p.ID, Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: &p.Lat, Lon: &p.Lon, Grain: p.Grain})
	}
	return all
}
