package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline/store"
)

// A sourcesPage is what the record holds of outlets.
type sourcesPage struct {
	Sorts []sourceColumn
	Rows  []sourceRow
	More  int // outlets that are not shown
}

// A sourceColumn is a column of the table of outlets, and the address of the page that is sorted by it.
type sourceColumn struct {
	Key, Path string
	Chosen    bool
	Number    bool // it holds numbers
}

// A sourceRow is an outlet.
type sourceRow struct {
	*store.Outlet
	Waiting int    // reports of it that are left to go through
	Path    string // of its reports; empty where it has no name
	Queue   string // of those that are left to go through
}

// mostSources is how many outlets a page shows.
const mostSources = 500

// sourceOrders hold outlets against one another, by column; a negative result puts the first before the second.
var sourceOrders = map[string]func(a, b sourceRow) int{
	"outlet":     func(a, b sourceRow) int { return strings.Compare(strings.ToLower(a.Site), strings.ToLower(b.Site)) },
	"reports":    func(a, b sourceRow) int { return b.Reports - a.Reports },
	"first":      func(a, b sourceRow) int { return b.First - a.First },
	"corrected":  func(a, b sourceRow) int { return cmp.Or(b.Corrected-a.Corrected, b.Decided-a.Decided) },
	"superseded": func(a, b sourceRow) int { return b.Superseded - a.Superseded },
	"waiting":    func(a, b sourceRow) int { return b.Waiting - a.Waiting },
}

// sources lists the outlets.
func (v *visit) sources() error {
	outlets, err := v.Store.Sources(v.ctx())
	if err != nil {
		return err
	}
	backlog, err := v.Store.Backlog(v.ctx())
	if err != nil {
		return err
	}
	chosen := v.r.URL.Query().Get("sort")
	if sourceOrders[chosen] == nil {
		chosen = "reports"
	}
	var page sourcesPage
	for _, key := range []string{"outlet", "reports", "first", "corrected", "superseded", "waiting"} {
		page.Sorts = append(page.Sorts, sourceColumn{key, "/sources?sort=" + key, key == chosen, key != "outlet"})
	}
	for _, o := range outlets {
		row := sourceRow{Outlet: o, Waiting: backlog.Sites[o.Site]}
		if o.Site != "" {
			row.Path = "/source?outlet=" + url.QueryEscape(o.Site)
			row.Queue = "/review?outlet=" + url.QueryEscape(o.Site)
		}
		page.Rows = append(page.Rows, row)
	}
	slices.SortStableFunc(page.Rows, sourceOrders[chosen])
	if len(page.Rows) > mostSources {
		page.More = len(page.Rows) - mostSources
		page.Rows = page.Rows[:mostSources]
	}
	return v.show("sources", "sources.title", page)
}

// A sourcePage is the reports of one outlet.
type sourcePage struct {
	Outlet *store.Outlet
	Queue  string // address of its part of the review queue
	Rows   []sourceReport
	Next   string // address of the next page; empty for none
}

// A sourceReport is a report of an outlet.
type sourceReport struct {
	*store.Report
	Progress *store.Waiting // nil for one that nobody goes through by itself
	When     value
}

// source lists the reports of one outlet, the last added first.
func (v *visit) source() error {
	site := v.r.URL.Query().Get("outlet")
	outlets, err := v.Store.Sources(v.ctx())
	if err != nil {
		return err
	}
	at := slices.IndexFunc(outlets, func(o *store.Outlet) bool { return o.Site == site })
	if at < 0 || site == "" {
		return store.ErrUnknown
	}
	page := sourcePage{Outlet: outlets[at], Queue: "/review?outlet=" + url.QueryEscape(site)}
	reports, err := v.Store.Reports(v.ctx(), store.ReportFilter{Site: site, After: v.r.URL.Query().Get("after"), Latest: true}, queueLength+1)
	if err != nil {
		return err
	}
	if len(reports) > queueLength {
		reports = reports[:queueLength]
		page.Next = "/source?outlet=" + url.QueryEscape(site) + "&after=" + url.QueryEscape(reports[queueLength-1].ID)
	}
	var ids []string
	for _, r := range reports {
		ids = append(ids, r.ID)
	}
	progress, err := v.Store.Progress(v.ctx(), ids)
	if err != nil {
		return err
	}
	for _, r := range reports {
		page.Rows = append(page.Rows, sourceReport{r, progress[r.ID], v.locale.published(r.Published)})
	}
	return v.show("source", site, page)
}

// published puts into words when a report appeared, as it was stated.
func (l *locale) published(stated string) value {
	if stated == "" {
		return value{Words: l.words("time.unstated"), Line: gap}
	}
	at, err := time.Parse(time.DateOnly, stated[:min(len(stated), len(time.DateOnly))])
	if err != nil {
		return value{Words: stated, Line: unres}
	}
	return value{Words: l.date(at), Line: exact}
}

// Means tells whether what a column counts is explained below the table.
func (c sourceColumn) Means() bool { return c.Key != "outlet" && c.Key != "reports" }
