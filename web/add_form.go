package web

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"dateline"
)

// mostReport is how many bytes a report may have.
const mostReport = 4 << 20

// An adding is a report that somebody wants to add, as far as it has come.
type adding struct {
	*visit
	typed map[string]string // what the form holds, by the names of its fields
	file  *dateline.Raw     // that was chosen; nil for none
	held  *dateline.Raw     // the bytes as an earlier page had them; nil for none
}

// Where a report comes from, in the field "from" of the page that shows it before it is kept.
const (
	fromText    = "text"
	fromFile    = "file"
	fromAddress = "address"
)

// readAdding reads what was sent: all at once, or part by part where a file may be in it. What was typed before something
// that is too large is kept.
func (v *visit) readAdding() (*adding, error) {
	a := &adding{visit: v, typed: map[string]string{}}
	parts, err := v.r.MultipartReader()
	if errors.Is(err, http.ErrNotMultipart) {
		for name := range v.r.PostForm {
			a.typed[name] = v.r.PostForm.Get(name)
		}
		return a, a.hold()
	}
	if err != nil {
		return a, trouble(http.StatusBadRequest, "error.form")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return a, a.hold()
		}
		if err != nil {
			return a, unreadable(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return a, unreadable(err)
		}
		switch {
		case part.FormName() != "file":
			a.typed[part.FormName()] = string(content)
		case part.FileName() != "":
			a.file = &dateline.Raw{Name: path.Base(strings.ReplaceAll(part.FileName(), `\`, "/")), ContentType: part.Header.Get("Content-Type"), Bytes: content}
		}
	}
}

// unreadable tells a form that is too large from one that is broken.
func unreadable(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return &mistake{key: "add.too-large", args: []any{"n", mostReport >> 20}}
	}
	return trouble(http.StatusBadRequest, "error.form")
}

// hold takes the bytes that an earlier page had, where the form brings them.
func (a *adding) hold() error {
	a.typed["text"] = strings.ReplaceAll(a.typed["text"], "\r\n", "\n")
	if a.typed["bytes"] == "" {
		return nil
	}
	content, err := base64.RawURLEncoding.DecodeString(a.typed["bytes"])
	if err != nil || len(content) > mostReport {
		return trouble(http.StatusBadRequest, "error.form")
	}
	a.held = &dateline.Raw{Name: a.typed["name"], URL: a.typed["url"], ContentType: a.typed["type"], Bytes: content, Truncated: a.typed["cut"] != ""}
	if a.held.URL != "" {
		if _, err := webAddress(a.held.URL); err != nil {
			return trouble(http.StatusBadRequest, "error.form")
		}
	}
	if at, err := time.Parse(time.RFC3339, a.typed["had"]); err == nil && !at.After(a.Now()) {
		a.held.Retrieved = at.UTC()
	}
	return nil
}

// value is what was typed into a field.
func (a *adding) value(name string) string { return strings.TrimSpace(a.typed[name]) }

// from tells where the report comes from: a text that was pasted, a file, or an address. With a text the address only
// says where it is found.
func (a *adding) from() (string, error) {
	if a.file == nil && a.value("held") != "" && a.typed["from"] == fromFile {
		a.file = a.held
	}
	text := a.value("text") != ""
	switch {
	case text && a.file != nil:
		return "", &mistake{key: "add.one", in: "text"}
	case text:
		return fromText, nil
	case a.file != nil:
		return fromFile, nil
	case a.value("address") != "":
		return fromAddress, nil
	}
	return "", &mistake{key: "add.nothing", in: "text"}
}

// raw has the bytes of the report: those that a page had before, those that were sent, or those at the address.
func (a *adding) raw(from string) (raw *dateline.Raw, err error) {
	address := ""
	if a.value("address") != "" {
		if address, err = webAddress(a.value("address")); err != nil {
			return nil, err
		}
	}
	now := a.Now().UTC().Truncate(time.Second)
	switch from {
	case fromText:
		raw = &dateline.Raw{Name: "text", URL: address, ContentType: "text/plain; charset=utf-8", Bytes: []byte(a.typed["text"]), Retrieved: now}
	case fromFile:
		raw = a.file
		raw.URL = address
		if raw.Retrieved.IsZero() {
			raw.Retrieved = now
		}
	default:
		if raw, err = a.fetch(address); err != nil {
			return nil, err
		}
	}
	if len(raw.Bytes) > mostReport {
		return nil, &mistake{key: "add.too-large", args: []any{"n", mostReport >> 20}, in: from}
	}
	return raw, nil
}

func (a *adding) fetch(address string) (*dateline.Raw, error) {
	if a.Fetch == nil {
		return nil, &mistake{key: "add.no-fetch", in: fromAddress}
	}
	raw, err := a.Fetch(a.ctx(), address)
	switch {
	case err == nil:
		return raw, nil
	case a.ctx().Err() != nil:
		return nil, err
	case errors.Is(err, ErrLocal):
		return nil, &mistake{key: "add.local", in: fromAddress}
	case errors.Is(err, ErrRefused):
		return nil, &mistake{key: "add.refused", in: fromAddress}
	}
	a.Log.Info("an address could not be read", "address", address, "error", err)
	return nil, &mistake{key: "add.unreached", in: fromAddress}
}

// webAddress reads the address of a page of the web, and of nothing else: no file, no other scheme, nobody's password.
func webAddress(typed string) (string, error) {
	wrong := &mistake{key: "add.no-address", in: fromAddress}
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsAny(u.Hostname(), "<>()[]{}\"'`|^%\\ ") || u.User != nil {
		return "", wrong
	}
	return u.String(), nil
}

// published is the day that was typed, as a reading of the report takes it; empty for none.
func (a *adding) published() (string, error) {
	if a.value("published") == "" {
		return "", nil
	}
	p, err := a.readPublished(a.value("published"), "published")
	if err != nil {
		return "", err
	}
	return p.At, nil
}

// read reads the report, with what was typed about it.
func (a *adding) read(raw *dateline.Raw, from string) (*dateline.Record, error) {
	published, err := a.published()
	if err != nil {
		return nil, err
	}
	record, err := a.readInTurn(a.ctx(), raw, published)
	switch {
	case errors.Is(err, ErrNoReport):
		return nil, &mistake{key: "add.no-report", in: from}
	case errors.Is(err, errSlow):
		return nil, &mistake{key: "add.slow", in: from}
	case err != nil:
		return nil, err
	}
	if outlet := strings.Join(strings.Fields(a.value("outlet")), " "); outlet != "" {
		record.Document.Site = outlet
	}
	return record, nil
}
