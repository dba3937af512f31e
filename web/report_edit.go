package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/store"
)

// An editing is a form that was posted about a value of a report.
type editing struct {
	*visit
	report string
	record *dateline.Record
	stand  *standings
	form   url.Values
	page   string       // its address
	made   []int64      // the edits that were made
	sheet  *store.Sheet // of a coder, that is filled instead of the record; nil for the record
}

// errClash says that a value is not any more what it was when somebody decided it.
var errClash = errors.New("the value was changed since it was seen")

// A clash is a value that somebody else has set since it was seen.
type clash struct {
	Author string // empty where the program has read it anew
	Ago    string
	Theirs string // in words; empty where they have rejected it
	Mine   string
	Fields []control // what was typed, to be sent again
}

// editReport does what a form asks for. Whoever comes without script is sent back to the page; a script is
// given what the page shows by now.
func (v *visit) editReport() error {
	report := v.r.PathValue("id")
	record, stand, err := v.review(report)
	if err != nil {
		return err
	}
	e := &editing{visit: v, report: report, record: record, stand: stand, form: v.r.PostForm, page: "/report/" + report}
	return e.answer()
}

// answer makes the edits that the form asks for, and shows what came of it.
func (e *editing) answer() error {
	path := e.form.Get("path")
	switch err := e.do(e.form.Get("kind"), path); {
	case errors.Is(err, errClash):
		return e.showClash(path)
	case err != nil:
		var wrong *mistake
		if errors.As(err, &wrong) {
			return e.showMistake(path, wrong)
		}
		return err
	}
	if e.r.Header.Get("X-Part") == "report" {
		page, err := e.shown()
		if err != nil {
			return err
		}
		e.w.Header().Set("X-Edits", commas(e.made))
		return e.showReport(http.StatusOK, page)
	}
	return e.seeOther(e.page + anchor(path))
}

// shown is the page as it is by now.
func (e *editing) shown() (*reportPage, error) {
	if e.sheet != nil {
		return e.sheetPage()
	}
	return e.reportPage(e.report)
}

// anchor leads to a row of the page.
func anchor(path string) string {
	if path == "" {
		return ""
	}
	return "#" + (&url.URL{Fragment: "r-" + path}).EscapedFragment()
}

// commas writes the numbers of edits: "12,13".
func commas(edits []int64) string {
	var all []string
	for _, id := range edits {
		all = append(all, strconv.FormatInt(id, 10))
	}
	return strings.Join(all, ",")
}

// do makes the edits of one kind.
func (e *editing) do(kind, path string) error {
	switch kind {
	case "undo", "redo":
		return e.undo(kind)
	case "accept-event", "reject-event":
		return e.wholeEvent(kind, path)
	case "add":
		return e.add(path)
	}
	value, err := e.resolve(path, e.form.Get("saw"))
	if err != nil {
		return err
	}
	f := fieldOf(path)
	switch kind {
	case "accept":
		if len(value) == 0 {
			return errClash
		}
		return e.apply(store.Edit{Kind: store.EditConfirm, Path: path, Saw: value})
	case "reject":
		return e.reject(f, path, value)
	case "set":
		return e.set(f, path, value)
	case "words":
		return e.setWords(f, path, value)
	}
	return trouble(http.StatusBadRequest, "error.form")
}

// apply makes an edit of the report.
func (e *editing) apply(edits ...store.Edit) error {
	if e.sheet != nil {
		return e.code(edits)
	}
	for _, edit := range edits {
		edit.Author, edit.Reason = e.author, strings.TrimSpace(e.form.Get("reason"))
		if edit.Subject == "" {
			edit.Subject = e.report
		}
		applied, err := e.Store.Apply(e.ctx(), edit)
		var conflict *store.ConflictError
		if errors.As(err, &conflict) {
			return errClash
		}
		if err != nil {
			return err
		}
		e.made = append(e.made, applied.ID)
		if edit.Path == "document.published" && edit.Kind != store.EditConfirm {
			if err := e.reread(); err != nil {
				return err
			}
		}
	}
	return nil
}

// resolve gives the value at a path, if it is the one that was seen.
func (e *editing) resolve(path, saw string) (json.RawMessage, error) {
	f := fieldOf(path)
	switch {
	case f == "":
		return nil, trouble(http.StatusBadRequest, "error.form")
	case listPath(path): // something is added where nothing is stated
		return nil, nil
	}
	value := newRowMaker(e.locale, e.record, e.stand).documentValue(f)
	if s := e.stand.by[path]; s != nil {
		value = s.now
	}
	if seen(value) != saw {
		return nil, errClash
	}
	return value, nil
}

// reject says that there is no such value. An event without a type is none.
func (e *editing) reject(f dateline.Field, path string, saw json.RawMessage) error {
	switch f {
	case dateline.FieldType:
		return e.wholeEvent("reject-event", path[:strings.LastIndexByte(path, '.')])
	case dateline.FieldStatus:
		return &mistake{key: "report.status-stays"}
	case dateline.FieldAct: // and with it the statement
		return e.apply(store.Edit{Kind: store.EditReject, Path: path})
	}
	return e.apply(store.Edit{Kind: store.EditReject, Path: path, Saw: saw})
}

// wholeEvent accepts all of an event, or rejects it.
func (e *editing) wholeEvent(kind, path string) error {
	id, ok := strings.CutPrefix(path, "events.")
	if !ok || !slices.ContainsFunc(e.record.Events, func(o dateline.Event) bool { return o.ID == id }) {
		return store.ErrUnknown
	}
	if kind == "reject-event" {
		return e.apply(store.Edit{Kind: store.EditReject, Subject: e.report + "/" + id})
	}
	return e.apply(store.Edit{Kind: store.EditConfirm, Path: path})
}

// undo takes edits back, the last first; without numbers that which the visitor made last, or of "redo" took back last.
func (e *editing) undo(kind string) error {
	if e.sheet != nil {
		return e.uncode(kind == "redo")
	}
	var edits []int64
	for _, text := range strings.Split(e.form.Get("edits"), ",") {
		if text == "" {
			continue
		}
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return trouble(http.StatusBadRequest, "error.form")
		}
		edits = append(edits, id)
	}
	history, err := e.history(e.record)
	if err != nil {
		return err
	}
	if len(edits) == 0 {
		undo, redo := lastOf(history, e.author)
		if kind == "redo" {
			undo = redo
		}
		if undo == 0 {
			return &mistake{key: "report.nothing-undone"}
		}
		edits = []int64{undo}
	}
	slices.Sort(edits)
	slices.Reverse(edits)
	for _, id := range edits {
		at := slices.IndexFunc(history, func(d store.Done) bool { return d.ID == id })
		if at < 0 { // of another report
			return store.ErrUnknown
		}
		if err := e.mayUndo(id); err != nil {
			return err
		}
		applied, err := e.Store.Undo(e.ctx(), id, e.author, "")
		if errors.Is(err, store.ErrConflict) {
			return &mistake{key: "report.later-stands"}
		}
		if err != nil {
			return err
		}
		e.made = append(e.made, applied.ID)
		if strings.Contains(string(history[at].Before)+string(history[at].After), `"document.published"`) {
			if err := e.reread(); err != nil {
				return err
			}
		}
	}
	return nil
}

// lastOf gives what somebody would take back next, and what they would do again. After something new nothing is
// done again.
func lastOf(history []store.Done, author string) (undo, redo int64) {
	undid := map[int64]bool{} // undone edits that are undos themselves
	for _, d := range history {
		if d.Kind == store.EditUndo {
			undid[d.ID] = true
		}
	}
	for i := len(history) - 1; i >= 0; i-- {
		d := &history[i]
		if d.Author != author || d.Undone != 0 {
			continue
		}
		if d.Kind != store.EditUndo {
			return d.ID, redo
		}
		of, err := strconv.ParseInt(d.Subject, 10, 64)
		if err == nil && !undid[of] && redo == 0 {
			redo = d.ID
		}
	}
	return 0, redo
}

// reread reads the report again once its day of publication is another: days that were told by it follow.
// What people have set stays.
func (e *editing) reread() error {
	if e.Explain == nil {
		return nil
	}
	record, err := e.Store.Record(e.ctx(), e.report)
	if err != nil {
		return err
	}
	fresh, err := e.fresh(record)
	if err != nil {
		e.Log.Warn("a report could not be read again", "report", e.report, "error", err)
		return nil
	}
	_, err = e.Store.Reread(e.ctx(), fresh, nil)
	return err
}

// showClash says who has set what, and keeps what was typed.
func (e *editing) showClash(path string) error {
	page, err := e.shown()
	if err != nil {
		return err
	}
	c := &clash{}
	for name, values := range e.form {
		if name != "saw" {
			c.Fields = append(c.Fields, control{Name: name, Value: values[0]})
		}
	}
	slices.SortFunc(c.Fields, func(a, b control) int { return strings.Compare(a.Name, b.Name) })
	r := page.row(path)
	if r == nil {
		return trouble(http.StatusConflict, "error.conflict")
	}
	if kind := e.form.Get("kind"); kind == "set" {
		if value, _, err := e.read(fieldOf(path), path, r.raw); err == nil {
			c.Mine = newRowMaker(e.locale, e.record, &standings{}).spoken(fieldOf(path), value)
		}
	} else {
		c.Mine = e.locale.plain(map[string]string{"accept": "report.accepted-it", "reject": "report.rejected-it", "words": "report.other-words"}[kind])
	}
	if r.Who != rejected {
		c.Theirs = r.Value.Words
	}
	if r.Stands != nil {
		c.Author, c.Ago = r.Stands.Author, e.locale.ago(r.Stands.At, e.Now())
	}
	r.Clash = c
	return e.showReport(http.StatusConflict, page)
}
