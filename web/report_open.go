package web

import (
	"net/http"
	"strings"

	"dateline"
	"dateline/store"
)

// openAsked opens what the address asks for: ?correct=PATH, ?add=LIST, ?why=PATH.
func (v *visit) openAsked(page *reportPage) error {
	query := v.r.URL.Query()
	if path := query.Get("correct"); path != "" {
		r := page.row(path)
		if r == nil {
			return store.ErrUnknown
		}
		v.openFix(page, r, nil, nil)
	}
	if list := query.Get("add"); listPath(list) {
		v.openAdd(page, list, nil, nil)
	}
	if path := query.Get("why"); path != "" {
		r := page.row(path)
		if r == nil {
			return store.ErrUnknown
		}
		var err error
		if r.Why, err = v.whyOf(page.Record, r); err != nil {
			return err
		}
	}
	return nil
}

// openFix opens the controls of a row, with what the address or a form suggests in them.
func (v *visit) openFix(page *reportPage, r *row, t typing, wrong *mistake) {
	m := newRowMaker(v.locale, page.Record, &standings{})
	kind, path := "set", r.Path
	if listPath(path) {
		kind = "add"
	}
	if t == nil {
		t = m.typingOf(r.Field, path, r.raw)
		v.suggested(t)
	}
	r.Fix = v.fixOf(page, m, r.Field, kind, path, r.Seen, r.Label, t, wrong)
}

// openAdd opens the controls to add something to a list.
func (v *visit) openAdd(page *reportPage, list string, t typing, wrong *mistake) {
	m := newRowMaker(v.locale, page.Record, &standings{})
	f := fieldOf(list)
	if t == nil {
		t = m.typingOf(f, list, nil)
		t["status"] = "happened"
		v.suggested(t)
	}
	title := map[dateline.Field]string{dateline.FieldType: "report.add-event", dateline.FieldCasualty: "report.add-casualty", dateline.FieldRole: "report.add-role", dateline.FieldAct: "report.add-statement", dateline.FieldTrait: "report.add-trait"}[f]
	page.Add = v.fixOf(page, m, f, "add", list, "", v.locale.plain(title), t, wrong)
	page.AddTo = list
	for _, s := range page.Sections {
		if s.Path != "" && strings.HasPrefix(list, s.Path+".") {
			s.Add, page.Add = page.Add, nil
		}
	}
}

// suggested takes what the address suggests: words that were picked, a day that a linked report bears.
func (v *visit) suggested(t typing) {
	for _, name := range []string{"words", "at", "until", "date", "about"} {
		if value := v.r.URL.Query().Get(name); value != "" {
			t[name] = value
		}
	}
}

func (v *visit) fixOf(page *reportPage, m *rowMaker, f dateline.Field, kind, path, seen, title string, t typing, wrong *mistake) *fix {
	x := &fix{Kind: kind, Path: path, Seen: seen, Title: title, Controls: m.controls(v.Book, f, kind == "add", t), Report: page.Address}
	if wrong != nil {
		x.Wrong = v.locale.words(wrong.key, wrong.args...)
	}
	for i := range x.Controls {
		c := &x.Controls[i]
		c.Wrong = wrong != nil && wrong.in == c.Name
		switch c.Type {
		case "place":
			if wrong != nil || v.r.URL.Query().Has("name") {
				c.Options = v.placeOptions(t["name"], t["choice"])
			}
		case "actor":
			for _, a := range page.Record.Actors {
				c.Options = append(c.Options, option{Value: a.Name})
			}
		case "words":
			c.At, c.Until = t["at"], t["until"]
		}
	}
	return x
}

// showMistake gives the page again with what was typed and what is wrong with it.
func (e *editing) showMistake(path string, wrong *mistake) error {
	page, err := e.shown()
	if err != nil {
		return err
	}
	t := typing{}
	for name := range e.form {
		t[name] = e.form.Get(name)
	}
	r := page.row(path)
	switch {
	case e.form.Get("kind") == "add" && listPath(path):
		e.openAdd(page, path, t, wrong)
	case r != nil && e.form.Get("kind") == "set":
		e.openFix(page, r, t, wrong)
		r.Fix.Seen = e.form.Get("saw")
	default:
		return trouble(http.StatusUnprocessableEntity, wrong.key, wrong.args...)
	}
	return e.showReport(http.StatusUnprocessableEntity, page)
}
