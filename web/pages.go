package web

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"

	"dateline"
)

//go:embed template/*.html
var templates embed.FS

// shared are the templates that all pages may use; every other file is a page.
var shared = []string{"template/frame.html", "template/parts.html"}

// pages are the templates in one language.
type pages struct{ byName map[string]*template.Template }

// A frame is what stands around a page.
type frame struct {
	Page, Title string
	Body        any
	Locale      *locale
	Other       *locale // to change to
	Theme       string
	Path        string // of this page, to come back to
	Author      string // who makes the visit, by the name for people
	Role        string // in words; empty where the record has no users
	In          bool   // somebody has logged in
	Outside     bool   // the record has users, and the visitor has not said who they are
	NoKeys      bool   // keys of a single letter are off
	Search      string // words that were searched for
	Examples    bool   // the record is made of the examples
	Codes       bool   // the visitor may code sets
	Waiting     int    // reports that are left to go through
	Adds        bool   // the visitor may add reports
}

// A navLink is one of the pages that every page leads to.
type navLink struct {
	Page, Path, Key string
	Code, Letter    string // of the key that leads there after "g"; Letter is a key of the locale
	Count           int    // of what waits there; 0 is not shown
}

// nav lists them, in the order in which they stand; sets for those who may code them, adding for those who may.
func nav(waiting int, codes, adds bool) []navLink {
	links := []navLink{{"desk", "/", "desk.title", "KeyD", "key.d", 0}, {"review", "/review", "review.title", "KeyR", "key.r", waiting}}
	if codes {
		links = append(links, navLink{"sets", "/sets", "sets.title", "", "", 0})
	}
	links = append(links, navLink{"actors", "/actors", "actors.title", "KeyA", "key.a", 0}, navLink{"forecasts", "/forecasts", "forecasts.title", "KeyF", "key.f", 0},
		navLink{"sources", "/sources", "sources.title", "KeyS", "key.s", 0}, navLink{"codebook", "/codebook", "codebook.title", "KeyC", "key.c", 0})
	if adds {
		links = append(links, navLink{"add", "/add", "add.title", "", "", 0})
	}
	return links
}

// newPages reads the templates, with the functions that speak the locale's language.
func newPages(b *Workbench, l *locale) (*pages, error) {
	functions := template.FuncMap{
		"t":       l.text,
		"words":   l.words,
		"has":     l.has,
		"forms":   l.forms,
		"num":     l.number,
		"date":    l.date,
		"moment":  l.moment,
		"ago":     func(t any) (string, error) { return l.agoAny(t, b.Now()) },
		"asset":   b.assets.url,
		"mark":    l.mark,
		"glyph":   glyph,
		"country": l.country,
		"type":    func(key string) string { return l.key("type", key) },
		"status":  func(s dateline.Status) string { return l.key("status", string(s)) },
		"dict":    dict,
		"quote":   l.quote,
		"lang":    func() string { return l.Language },
		"dir":     func() string { return l.Direction },
		"bold":    bold,
		"nav":     nav,
		"rail":    l.rail,
	}
	base, err := template.New("base").Funcs(functions).ParseFS(templates, shared...)
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(templates, "template/*.html")
	if err != nil {
		return nil, err
	}
	p := &pages{map[string]*template.Template{}}
	for _, file := range files {
		if file == shared[0] || file == shared[1] {
			continue
		}
		page, err := base.Clone()
		if err == nil && file == "template/foretold.html" { // what a report's page shows, before it is kept
			page, err = page.ParseFS(templates, "template/report.html")
		}
		if err == nil {
			page, err = page.ParseFS(templates, file)
		}
		if err != nil {
			return nil, err
		}
		p.byName[strings.TrimSuffix(path.Base(file), ".html")] = page
	}
	return p, nil
}

func (p *pages) execute(w io.Writer, page string, f *frame) error {
	t := p.byName[page]
	if t == nil {
		return fmt.Errorf("no page %s", page)
	}
	return t.ExecuteTemplate(w, "frame", f)
}

// executePart draws one template of a page by itself.
func (p *pages) executePart(w io.Writer, page, part string, data any) error {
	t := p.byName[page]
	if t == nil {
		return fmt.Errorf("no page %s", page)
	}
	return t.ExecuteTemplate(w, part, data)
}

// dict makes a map of pairs, for a template that takes several things.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict of %d things", len(pairs))
	}
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m, nil
}
