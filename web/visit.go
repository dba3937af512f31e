package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"dateline/store"
)

// A role is what somebody may do. Each may do what the ones before it may.
type role int

const (
	anyone role = iota // who has not said who they are
	reader             // looks
	coder              // checks and corrects values
	editor             // merges, splits, settles
	admin              // says who the users are
)

// A visit is one request and who makes it.
type visit struct {
	*Workbench
	w      http.ResponseWriter
	r      *http.Request
	locale *locale
	author string // in whose name edits are made
	role   role

	guarded  bool        // the record has users
	user     *store.User // who has logged in; nil for nobody
	token    string      // of the session; empty for none
	settings store.Settings
}

// ctx ends when the visitor goes away. What the visitor codes blind is hidden from all that is read with it.
func (v *visit) ctx() context.Context { return store.LookingAs(v.r.Context(), v.author) }

// A problem is what cannot be done, in words for the visitor.
type problem struct {
	status int
	key    string // of the locale
	args   []any
	sheet  string // address of the sheet that is to be filled instead; empty for none
}

// A problemPage says what cannot be done.
type problemPage struct {
	Words template.HTML
	Sheet string
}

func (p *problem) Error() string { return fmt.Sprintf("%d %s", p.status, p.key) }

// trouble gives a problem whose words have a key and named arguments.
func trouble(status int, key string, args ...any) error {
	return &problem{status: status, key: key, args: args}
}

// action makes a handler of what a visitor of a role may do.
func (b *Workbench) action(needs role, act func(*visit) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := b.enter(w, r)
		switch {
		case err != nil:
		case v.role < needs && v.user == nil && v.guarded:
			err = v.askIn()
		case v.role < needs:
			err = trouble(http.StatusForbidden, "error.role")
		default:
			if err = v.readForm(); err == nil {
				err = act(v)
			}
		}
		if err != nil {
			v.fail(err)
		}
	}
}

// readForm reads a form that was sent, whole or not at all. Who has not logged in sends little.
func (v *visit) readForm() error {
	if v.role == anyone {
		v.r.Body = http.MaxBytesReader(v.w, v.r.Body, mostUnknown)
	}
	err := v.r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return trouble(http.StatusRequestEntityTooLarge, "error.too-large")
	case err != nil:
		return trouble(http.StatusBadRequest, "error.form")
	}
	return nil
}

// fail tells the visitor what went wrong.
func (v *visit) fail(err error) {
	var p *problem
	var blind *store.BlindError
	var apart *store.ApartError
	switch {
	case errors.As(err, &p):
	case errors.As(err, &blind):
		p = &problem{status: http.StatusForbidden, key: "set.blind", sheet: sheetPath(blind.Set, blind.Report)}
		if blind.Incident != "" {
			p.key = "set.blind-incident"
		}
	case errors.As(err, &apart):
		p = &problem{status: http.StatusConflict, key: "error.apart", args: []any{"who", bold(apart.Author), "date", apart.At, "edit", int(apart.Edit)}}
	case errors.Is(err, store.ErrSame):
		p = &problem{status: http.StatusConflict, key: "merge.same"}
	case errors.Is(err, store.ErrUnknown):
		p = &problem{status: http.StatusNotFound, key: "error.unknown"}
	case errors.Is(err, store.ErrBlind):
		p = &problem{status: http.StatusConflict, key: "set.still-coded"}
	case errors.Is(err, store.ErrConflict):
		p = &problem{status: http.StatusConflict, key: "error.conflict"}
	case errors.Is(err, store.ErrReadOnly):
		p = &problem{status: http.StatusForbidden, key: "error.readonly"}
	case errors.Is(err, store.ErrBusy):
		p = &problem{status: http.StatusServiceUnavailable, key: "error.busy"}
	case errors.Is(err, store.ErrFull):
		p = &problem{status: http.StatusInsufficientStorage, key: "error.full"}
	case v.ctx().Err() != nil:
		return // nobody is there to hear of it
	default:
		v.Log.Error("a page failed", "path", v.r.URL.Path, "error", err)
		p = &problem{status: http.StatusInternalServerError, key: "error.fault"}
	}
	if err := v.showStatus(p.status, "problem", p.key, problemPage{v.locale.text(p.key, p.args...), p.sheet}); err != nil {
		v.Log.Error("the page of an error failed", "error", err)
	}
}

func (v *visit) unknown() error { return trouble(http.StatusNotFound, "error.page") }

// show answers with a page, whole or not at all.
func (v *visit) show(page, title string, data any) error {
	return v.showStatus(http.StatusOK, page, title, data)
}

// showStatus answers with a page and a status. Title is a key of the locale, or words.
func (v *visit) showStatus(status int, page, title string, data any) error {
	waiting, err := 0, error(nil)
	if v.role >= reader {
		if waiting, err = v.Store.Waiting(v.ctx()); err != nil && v.ctx().Err() == nil {
			v.Log.Error("the review queue could not be counted", "error", err)
		}
	}
	var b bytes.Buffer
	frame := frame{
		Page: page, Title: title, Body: data, Locale: v.locale, Theme: v.settings.Theme, Path: v.r.URL.RequestURI(), Author: v.author,
		Search: v.r.URL.Query().Get("words"), Other: v.otherLanguage(), Examples: v.Examples, Waiting: waiting, Adds: v.role >= coder && v.Read != nil, Codes: v.role >= coder,
		NoKeys: v.settings.NoKeys, In: v.user != nil, Outside: v.guarded && v.user == nil,
	}
	if v.user != nil {
		frame.Author, frame.Role = v.user.Display, v.locale.plain("user-role."+string(v.user.Role))
	}
	if err := v.pages[v.locale].execute(&b, page, &frame); err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.locale.Language)
	h.Set("Cache-Control", "no-store")
	v.w.WriteHeader(status)
	_, err = b.WriteTo(v.w)
	if err != nil && v.ctx().Err() == nil {
		v.Log.Info("an answer was cut short", "path", v.r.URL.Path, "error", err)
	}
	return nil
}

// showPart answers a script with a part of a page.
func (v *visit) showPart(status int, page, part string, data any) error {
	var b bytes.Buffer
	if err := v.pages[v.locale].executePart(&b, page, part, data); err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	v.w.WriteHeader(status)
	_, err := b.WriteTo(v.w)
	if err != nil && v.ctx().Err() == nil {
		v.Log.Info("an answer was cut short", "path", v.r.URL.Path, "error", err)
	}
	return nil
}

// seeOther sends the visitor on after something was done.
func (v *visit) seeOther(address string) error {
	http.Redirect(v.w, v.r, address, http.StatusSeeOther)
	return nil
}

// local gives an address of the workbench itself: the start page for any other.
func local(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(address, "//") || strings.Contains(address, `\`) {
		return "/"
	}
	return u.RequestURI()
}
