// Package web is the workbench: the record in a browser, to see, check and correct.
//
// In goes a store; out comes an http.Handler. Pages are drawn on the server from
// html/template, one file of Go a page action, one template a page, and all words of the
// interface from locale/en.json and locale/ar.json. Scripts add what needs a hand: keys,
// the leader line, picking words. What the pages need beside the record (reading a report
// that is pasted, explaining a value) is handed in, so that the workbench knows nothing
// of how reports are read.
//
//	bench, err := web.New(web.Options{Store: db, Book: book, Read: read})
//	http.ListenAndServe("127.0.0.1:8080", bench)
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/draw"
	"dateline/gazetteer"
	"dateline/store"
)

// Options are what a workbench stands on.
type Options struct {
	Store *store.Store // the record; its Group must be set
	Book  *codebook.Book
	// Read reads the bytes of a report; ErrNoReport for bytes that hold none. One in a language that is not read comes
	// back with its text and a gap. It must be safe for use by several goroutines. Without it no report can be added.
	Read func(ctx context.Context, raw *dateline.Raw) (*dateline.Record, error)
	// Fetch brings in the page at an address of the web: ErrLocal for one of the local network, wherever it leads by
	// redirects, ErrRefused where a server does not give it. Without it addresses cannot be added.
	Fetch func(ctx context.Context, address string) (*dateline.Raw, error)
	// Explain reads a report again as it was read before, so that its values say by which rule they came. Published
	// is the day of publication (YYYY-MM-DD or RFC 3339) and language the language, where a person has set them; both
	// may be empty. Without it nothing is explained, and setting the day of publication resolves no other day.
	Explain func(ctx context.Context, raw *dateline.Raw, published, language string) (*dateline.Record, error)
	// Places looks a name up in the gazetteer: the best known first. Without it places are set by their names alone.
	Places func(query, language string) []dateline.Place
	// Examples says that the record holds the example reports, and pages say so.
	Examples bool
	Actors   *gazetteer.Actors // the actor list
	// Author is who edits where the record has no users of its own.
	Author string
	// Alone says that the workbench listens on this machine alone. Where the record has no users, requests that name
	// another host are refused then: a page elsewhere may have its name lead here.
	Alone bool
	// Proxy says that a proxy stands before the workbench that is reached over TLS, and names visitors' addresses
	// in X-Forwarded-For.
	Proxy bool
	// Now is the time of the wall clock; time.Now if nil.
	Now func() time.Time
	// Log takes what goes wrong on the server's side; slog.Default() if nil.
	Log *slog.Logger
}

// A Workbench serves the pages. It is safe for use by several goroutines.
type Workbench struct {
	Options
	locales map[string]*locale
	pages   map[*locale]*pages
	limits  limits
	pace    pace
	turns   turns
	assets  *assets
	atlas   *draw.Atlas
	watch   *watch
	handler http.Handler
}

// New gives a workbench. The error tells of templates or locales that cannot be used.
func New(o Options) (*Workbench, error) {
	if o.Store == nil || o.Book == nil || o.Actors == nil {
		return nil, errors.New("a workbench without a store, a codebook or an actor list")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	b := &Workbench{Options: o, pages: map[*locale]*pages{}, limits: newLimits(), pace: usualPace, turns: usualTurns(), watch: &watch{}}
	var err error
	if b.assets, err = newAssets(); err != nil {
		return nil, err
	}
	if b.locales, err = newLocales(); err != nil {
		return nil, err
	}
	for _, l := range b.locales {
		for _, l := range []*locale{l, l.plainDigits} {
			if b.pages[l], err = newPages(b, l); err != nil {
				return nil, err
			}
		}
	}
	if b.atlas, err = draw.OpenAtlas(); err != nil {
		return nil, err
	}
	answers, err := compress(b.routes())
	if err != nil {
		return nil, err
	}
	b.handler = b.guard(answers)
	return b, nil
}

// ServeHTTP answers a request.
func (b *Workbench) ServeHTTP(w http.ResponseWriter, r *http.Request) { b.handler.ServeHTTP(w, r) }

// A route says which action answers which address, and who may.
type route struct {
	pattern string
	role    role
	act     func(*visit) error
}

// table lists the routes.
func table() []route {
	return []route{
		{"GET /{$}", reader, (*visit).desk},
		{"GET /live", reader, (*visit).live},
		{"GET /incident/{id}", reader, (*visit).incident},
		{"GET /incident/{id}/merge", editor, (*visit).mergeForm},
		{"POST /incident/{id}/merge", editor, (*visit).merge},
		{"POST /incident/{id}/apart", editor, (*visit).keepApart},
		{"GET /incident/{id}/split", editor, (*visit).splitForm},
		{"POST /incident/{id}/split", editor, (*visit).split},
		{"POST /incident/{id}/confirm", editor, (*visit).confirmIncident},
		{"POST /incident/{id}/set", editor, (*visit).setIncident},
		{"POST /undo", coder, (*visit).undo},
		{"GET /report/{id}", reader, (*visit).report},
		{"GET /report/{id}/text", reader, (*visit).reportText},
		{"GET /report/{id}/places", reader, (*visit).reportPlaces},
		{"POST /report/{id}/edit", coder, (*visit).editReport},
		{"GET /review", reader, (*visit).reviewQueue},
		{"GET /review/next", reader, (*visit).reviewNext},
		{"GET /sets", coder, (*visit).sets},
		{"POST /sets", editor, (*visit).makeSet},
		{"GET /set/{id}", coder, (*visit).set},
		{"POST /set/{id}/close", editor, (*visit).closeSet},
		{"GET /set/{id}/adjudicate", editor, (*visit).adjudicateNext},
		{"GET /set/{id}/adjudicate/{report}", editor, (*visit).adjudicate},
		{"POST /set/{id}/adjudicate/{report}", editor, (*visit).settle},
		{"GET /set/{id}/report/{report}", coder, (*visit).sheet},
		{"GET /set/{id}/report/{report}/places", coder, (*visit).reportPlaces},
		{"POST /set/{id}/report/{report}/edit", coder, (*visit).editSheet},
		{"POST /set/{id}/report/{report}/finish", coder, (*visit).finishSheet},
		{"GET /actors", reader, (*visit).actors},
		{"GET /actor/{id}", reader, (*visit).actor},
		{"POST /actor/{id}/name", editor, (*visit).settleName},
		{"GET /forecasts", reader, (*visit).forecasts},
		{"POST /forecasts", editor, (*visit).matchForecast},
		{"GET /sources", reader, (*visit).sources},
		{"GET /source", reader, (*visit).source},
		{"GET /codebook", reader, (*visit).codebookPage},
		{"GET /add", coder, (*visit).addForm},
		{"POST /add", coder, (*visit).add},
		{"GET /login", anyone, (*visit).loginForm},
		{"POST /login", anyone, (*visit).login},
		{"POST /logout", anyone, (*visit).logout},
		{"GET /settings", reader, (*visit).settingsPage},
		{"POST /settings", anyone, (*visit).keepSettings},
		{"POST /settings/password", reader, (*visit).changePassword},
		{"POST /settings/sessions", reader, (*visit).endSessions},
		{"GET /users", admin, (*visit).users},
		{"POST /users", admin, (*visit).changeUsers},
		{"/", anyone, (*visit).unknown},
	}
}

func (b *Workbench) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range table() {
		mux.HandleFunc(r.pattern, b.action(r.role, r.act))
	}
	mux.Handle("GET /static/", b.assets)
	return mux
}
