package web

import (
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"time"

	"dateline"
	"dateline/store"
)

// An addPage is the form by which a report is added.
type addPage struct {
	Typed    map[string]string
	Wrong    string // what keeps it from being added, in words
	In       string // the field that this is about
	CanFetch bool
	Most     int      // megabytes that it may have
	Held     []hidden // a file that was chosen before, to be sent again
	Name     string   // its name
	Kept     *keptReport
}

// A keptReport is what came of keeping one that is not simply new.
type keptReport struct {
	*store.Report
	Known bool // the same bytes were there
	Of    string
}

// A foretoldPage is a report beside its record before it is kept.
type foretoldPage struct {
	*reportPage
	Added  store.Added // what would come of keeping it
	Hidden []hidden    // what was typed, and the bytes
}

// A hidden is a field that nobody sees.
type hidden struct{ Name, Value string }

// addForm shows the form, and above it what came of the last report.
func (v *visit) addForm() error {
	if v.Read == nil {
		return trouble(http.StatusNotFound, "error.page")
	}
	page := &addPage{Typed: map[string]string{}, CanFetch: v.Fetch != nil, Most: mostReport >> 20}
	if id := v.r.URL.Query().Get("kept"); id != "" {
		report, err := v.Store.Report(v.ctx(), id)
		if err != nil {
			return err
		}
		page.Kept = &keptReport{Report: report, Known: v.r.URL.Query().Has("known")}
		if report.Source != report.ID {
			page.Kept.Of = report.Source
		}
	}
	return v.show("add", "add.title", page)
}

// add shows a report beside its record, keeps it, or goes back to the form.
func (v *visit) add() error {
	if v.Read == nil {
		return trouble(http.StatusNotFound, "error.page")
	}
	a, err := v.readAdding()
	if err == nil {
		switch a.typed["do"] {
		case "keep":
			err = a.keep()
		case "back":
			return a.showForm(http.StatusOK, &mistake{})
		default:
			err = a.preview()
		}
	}
	var wrong *mistake
	if errors.As(err, &wrong) {
		return a.showForm(http.StatusUnprocessableEntity, wrong)
	}
	return err
}

// showForm gives the form with all that was typed, and what is wrong with it.
func (a *adding) showForm(status int, wrong *mistake) error {
	page := &addPage{Typed: a.typed, In: wrong.in, CanFetch: a.Fetch != nil, Most: mostReport >> 20}
	if wrong.key != "" {
		page.Wrong = a.locale.words(wrong.key, wrong.args...)
	}
	file := a.file
	if file == nil && a.typed["from"] == fromFile {
		file = a.held
	}
	if file != nil && len(file.Bytes) <= mostReport {
		page.Held, page.Name = carried(file, fromFile), file.Name
	}
	return a.showStatus(status, "add", "add.title", page)
}

// carried are the fields that bring bytes along.
func carried(raw *dateline.Raw, from string) []hidden {
	cut := ""
	if raw.Truncated {
		cut = "1"
	}
	return []hidden{{"from", from}, {"name", raw.Name}, {"url", raw.URL}, {"type", raw.ContentType}, {"had", raw.Retrieved.Format(time.RFC3339)}, {"cut", cut},
		{"bytes", base64.RawURLEncoding.EncodeToString(raw.Bytes)}}
}

// preview shows the report beside what was read in it.
func (a *adding) preview() error {
	from, err := a.from()
	if err != nil {
		return err
	}
	if _, err := a.published(); err != nil {
		return err
	}
	raw, err := a.raw(from)
	if err != nil {
		return err
	}
	record, err := a.read(raw, from)
	if err != nil {
		return err
	}
	page := &foretoldPage{}
	if page.Added, err = a.Store.Foretell(a.ctx(), raw, record); err != nil {
		return err
	}
	if page.reportPage, err = a.unkept(raw, record); err != nil {
		return err
	}
	for _, name := range []string{"text", "address", "published", "outlet"} {
		page.Hidden = append(page.Hidden, hidden{name, a.typed[name]})
	}
	if from == fromText {
		page.Hidden = append(page.Hidden, hidden{"from", fromText})
	} else {
		page.Hidden = append(page.Hidden, carried(raw, from)...)
	}
	return a.show("foretold", page.title(), page)
}

// unkept is the page of a report that the store does not have.
func (v *visit) unkept(raw *dateline.Raw, record *dateline.Record) (*reportPage, error) {
	doc := record.Document
	page := &reportPage{Report: &store.Report{ID: doc.ID, URL: doc.URL, Title: doc.Title, Site: doc.Site, Language: doc.Language, Retrieved: raw.Retrieved}, Record: record, Fresh: true}
	seen := &store.Review{Record: record}
	for _, value := range dateline.Values(record) {
		standing := dateline.Unstated
		if value.Stated {
			standing = dateline.ByMachine
		}
		seen.Values = append(seen.Values, store.Checked{Value: value, Standing: standing})
	}
	return page, v.fill(page, newStandings(seen), nil)
}

// keep keeps the report, and leads to it; or says that it was there, or is another's copy or update.
func (a *adding) keep() error {
	from := a.typed["from"]
	raw := a.held
	var err error
	switch {
	case from == fromText:
		raw, err = a.raw(from)
	case raw == nil || from != fromFile && from != fromAddress:
		err = trouble(http.StatusBadRequest, "error.form")
	case raw.Retrieved.IsZero():
		raw.Retrieved = a.Now().UTC().Truncate(time.Second)
	}
	if err != nil {
		return err
	}
	record, err := a.read(raw, from)
	if err != nil {
		return err
	}
	added, err := a.Store.Add(a.ctx(), raw, record, nil)
	if err != nil {
		return err
	}
	to := "/report/" + added.Report
	switch {
	case added.Known:
		to = "/add?known&kept=" + url.QueryEscape(added.Report)
	case added.CopyOf != "", len(added.UpdateOf) > 0, added.Newer != "":
		to = "/add?kept=" + url.QueryEscape(added.Report)
	}
	return a.seeOther(to)
}
