package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline"
	"dateline/store"
)

// A blindSheet is what a page says of a coder's sheet beside what is in it.
type blindSheet struct {
	Set    *store.Set
	Path   string // of the set
	Done   bool   // the coder has done with it
	Coded  bool   // all have done with all reports: nothing changes any more
	Finish string // address to say so; empty where nothing changes any more
}

// setPath is the address of a set.
func setPath(set string) string { return "/set/" + url.PathEscape(set) }

// sheetPath is the address of the sheet of a report of a set, each coder's own.
func sheetPath(set, report string) string { return setPath(set) + "/report/" + url.PathEscape(report) }

// notBlind refuses what shows or changes a report's record to whoever still codes the report blind.
func (v *visit) notBlind(report string) error {
	if v.author == "" {
		return nil
	}
	set, err := v.Store.Blind(v.ctx(), report, v.author)
	if err != nil || set == "" {
		return err
	}
	return &problem{status: http.StatusForbidden, key: "set.blind", sheet: sheetPath(set, report)}
}

// sheetsOf gives, by report, the addresses of the sheets of all that the visitor codes blind.
func (v *visit) sheetsOf() (map[string]string, error) {
	if v.author == "" {
		return nil, nil
	}
	sets, err := v.Store.Sets(v.ctx(), v.author)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, s := range sets {
		if s.Coded() {
			continue
		}
		for _, r := range s.Reports {
			all[r.Report] = sheetPath(s.ID, r.Report)
		}
	}
	return all, nil
}

// sheet shows what the visitor has entered for a report of a set: the article and a sheet that began empty, and nothing of
// the machine's or of others.
func (v *visit) sheet() error {
	e, err := v.openSheet()
	if err != nil {
		return err
	}
	page, err := e.sheetPage()
	if err != nil {
		return err
	}
	query := v.r.URL.Query()
	if page.Locked() {
		return v.showReport(http.StatusOK, page)
	}
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
	return v.showReport(http.StatusOK, page)
}

// openSheet opens the visitor's sheet of a report, to show or to edit it.
func (v *visit) openSheet() (*editing, error) {
	set, report := v.r.PathValue("id"), v.r.PathValue("report")
	sheet, err := v.Store.Sheet(v.ctx(), set, report, v.author)
	if err != nil {
		return nil, err
	}
	e := &editing{visit: v, report: report, form: v.r.PostForm, page: sheetPath(set, report)}
	e.take(sheet)
	return e, nil
}

// take has the sheet stand where the record would.
func (e *editing) take(sheet *store.Sheet) {
	e.sheet, e.record = sheet, sheet.Record
	e.stand = &standings{names: map[string]string{}, by: map[string]*standing{}, events: map[string]*decision{}}
	for i, plain := range dateline.Values(sheet.Record) {
		value := &sheet.Values[i]
		one := &standing{field: value.Field}
		if value.Stated {
			one.who, one.now = accepted, sheet.Said[value.Path]
		}
		e.stand.names[plain.Path], e.stand.by[value.Path] = value.Path, one
	}
}

// sheetPage is the page of the sheet.
func (e *editing) sheetPage() (*reportPage, error) {
	set, err := e.Store.CodingSet(e.ctx(), e.sheet.Set)
	if err != nil {
		return nil, err
	}
	report, err := e.Store.Report(e.ctx(), e.report)
	if err != nil {
		return nil, err
	}
	report.Newer = ""
	page := &reportPage{Report: report, Record: e.record, Address: e.page, CanLook: e.Places != nil,
		Blind: &blindSheet{Set: set, Path: setPath(set.ID), Done: !e.sheet.Done.IsZero(), Coded: set.Coded()}}
	if !page.Blind.Coded {
		page.Blind.Finish = e.page + "/finish"
	}
	sections := newRowMaker(e.locale, e.record, e.stand).sections(nil)
	page.Sections = sections[:len(sections)-1] // what the report says of itself is not asked
	for _, s := range page.Sections {
		for _, r := range s.Rows {
			page.Rows = append(page.Rows, r)
			r.Number = len(page.Rows)
		}
	}
	page.Article, page.Counts = articleOf(e.record.Document, page.Rows), countsOf(e.record)
	at := slices.IndexFunc(set.Reports, func(r store.SetReport) bool { return r.Report == e.report })
	page.Place, page.Total = at+1, len(set.Reports)
	if at > 0 {
		page.Previous = sheetPath(set.ID, set.Reports[at-1].Report)
	}
	if at+1 < len(set.Reports) {
		page.Next = sheetPath(set.ID, set.Reports[at+1].Report)
	}
	return page, nil
}

// Locked tells whether nothing on the page can be changed.
func (p *reportPage) Locked() bool { return p.Fresh || p.Blind != nil && p.Blind.Done }

// editSheet does what a form asks for in the visitor's sheet.
func (v *visit) editSheet() error {
	e, err := v.openSheet()
	if err != nil {
		return err
	}
	if strings.HasPrefix(e.form.Get("path"), "document") {
		return trouble(http.StatusBadRequest, "error.form")
	}
	return e.answer()
}

// code makes edits of a sheet. What is there already needs nobody to accept it.
func (e *editing) code(edits []store.Edit) error {
	for _, edit := range edits {
		if edit.Kind == store.EditConfirm {
			continue
		}
		if _, event, ok := strings.Cut(edit.Subject, "/"); ok && edit.Path == "" { // all of it
			edit.Path = "events." + event
		}
		edit.Subject = ""
		sheet, _, err := e.Store.Code(e.ctx(), e.sheet.Set, e.report, e.author, edit)
		var conflict *store.ConflictError
		if errors.As(err, &conflict) {
			return errClash
		}
		if err != nil {
			return err
		}
		e.take(sheet)
	}
	return nil
}

// uncode takes the last step in a sheet back, or does it again.
func (e *editing) uncode(again bool) error {
	sheet, err := e.Store.Uncode(e.ctx(), e.sheet.Set, e.report, e.author, again)
	if errors.Is(err, store.ErrUnknown) {
		return &mistake{key: "report.nothing-undone"}
	}
	if err != nil {
		return err
	}
	e.take(sheet)
	return nil
}

// finishSheet notes that the visitor has done with a report, or not yet after all, and leads on: to the next that is left, or to the set.
func (v *visit) finishSheet() error {
	set, report := v.r.PathValue("id"), v.r.PathValue("report")
	done := v.r.PostForm.Get("done") != "no"
	if err := v.Store.FinishSheet(v.ctx(), set, report, v.author, done); err != nil {
		return err
	}
	if !done {
		return v.seeOther(sheetPath(set, report))
	}
	of, err := v.Store.CodingSet(v.ctx(), set)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(of.Reports, func(r store.SetReport) bool { return r.Report == report })
	for _, r := range slices.Concat(of.Reports[at+1:], of.Reports[:at+1]) { // the next, from the first again after the last
		if !slices.Contains(r.Done, v.author) {
			return v.seeOther(sheetPath(set, r.Report))
		}
	}
	return v.seeOther(setPath(set))
}
