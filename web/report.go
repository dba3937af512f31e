package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A reportPage is a report beside its record.
type reportPage struct {
	*store.Report
	Record              *dateline.Record
	Retrieved           time.Time
	Article             article
	Sections            []*section
	Rows                []*row // of all sections that stand
	Counts              counts
	Checked             int
	Queue               string // address of the review queue by which it was reached; empty for none
	Previous, Next      string // addresses of the reports before and after it, in the queue or as they were added; empty for none
	Place, Total        int    // in the order of addition
	Gaps                []gapLine
	Undo, Redo          int64 // the edit that would be taken back next, and the one that would be made again; 0 for none
	Add                 *fix  // the controls to add something, where something is being added
	AddTo               string
	Address             string      // of this page
	Blind               *blindSheet // a coder's sheet stands in the place of the record; nil for the record
	CanExplain, CanLook bool
	Fresh               bool // it is not kept yet: nothing of it can be decided
}

// counts are how much of each a record has.
type counts struct{ Events, Statements, Warnings, Traits int }

// A gapLine is something that keeps several values open, or that a reader of the record should know.
type gapLine struct {
	Title   string
	Text    string
	SetDate bool
	Suggest []suggestion
}

// A suggestion is a day of publication that a report linked to this one bears.
type suggestion struct {
	Day  string // YYYY-MM-DD
	Date string
	Site string
}

// report shows the page. What is being corrected, added or explained is in its query, so that all goes without script.
func (v *visit) report() error {
	page, err := v.reportPage(v.r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := v.openAsked(page); err != nil {
		return err
	}
	return v.showReport(http.StatusOK, page)
}

// showReport answers with the whole page, or, where a script asks, with the parts that change.
func (v *visit) showReport(status int, page *reportPage) error {
	if v.r.Header.Get("X-Part") == "report" {
		return v.showPart(status, "report", "split", page)
	}
	return v.showStatus(status, "report", page.title(), page)
}

// title is the headline, or the id where there is none.
func (p *reportPage) title() string {
	if p.Report.Title != "" {
		return p.Report.Title
	}
	return p.ID
}

// reportPage gathers all that the page shows.
func (v *visit) reportPage(id string) (*reportPage, error) {
	report, err := v.Store.Report(v.ctx(), id)
	if err != nil {
		return nil, err
	}
	record, stand, err := v.review(report.ID)
	if err != nil {
		return nil, err
	}
	incidents := map[string]string{}
	for i := range record.Events {
		event := record.Events[i].ID
		_, incident, _, err := v.Store.Telling(v.ctx(), report.ID+"/"+event)
		if err != nil && !errors.Is(err, store.ErrUnknown) {
			return nil, err
		}
		incidents[event] = incident
	}
	page := &reportPage{Report: report, Record: record, Address: "/report/" + report.ID, CanExplain: v.Explain != nil, CanLook: v.Places != nil}
	if err := v.fill(page, stand, incidents); err != nil {
		return nil, err
	}
	if page.Queue, page.Previous, page.Next = v.queueLinks(report.ID); page.Queue != "" {
		return page, nil
	}
	page.Previous, page.Next, page.Place, page.Total, err = v.Store.Around(v.ctx(), report.ID)
	for _, id := range []*string{&page.Previous, &page.Next} {
		if *id != "" {
			*id = "/report/" + *id
		}
	}
	return page, err
}

// fill puts the article and the record of a report on its page. Incidents are those that its events are in.
func (v *visit) fill(page *reportPage, stand *standings, incidents map[string]string) (err error) {
	maker := newRowMaker(v.locale, page.Record, stand)
	page.Sections = maker.sections(incidents)
	for _, s := range page.Sections {
		if s.Rejected != nil {
			continue
		}
		for _, r := range s.Rows {
			page.Rows = append(page.Rows, r)
			r.Number = len(page.Rows)
			if r.Checked() {
				page.Checked++
			}
		}
	}
	page.Article = articleOf(page.Record.Document, page.Rows)
	page.Counts = countsOf(page.Record)
	page.Gaps, err = v.gapLines(page, incidents)
	return err
}

func countsOf(r *dateline.Record) counts {
	c := counts{Events: len(r.Events), Statements: len(r.Statements), Traits: len(r.Traits)}
	for _, s := range r.Statements {
		if s.Forecast != nil {
			c.Warnings++
		}
	}
	return c
}

// row finds a row by its name on the page; nil if there is none.
func (p *reportPage) row(id string) *row {
	for _, s := range p.Sections {
		for _, r := range s.Rows {
			if r.ID == id {
				return r
			}
		}
	}
	return nil
}

// gapLines says what the record lacks that concerns all of it.
func (v *visit) gapLines(page *reportPage, incidents map[string]string) ([]gapLine, error) {
	var lines []gapLine
	if page.Record.Document.Published == nil {
		line := gapLine{Title: v.locale.plain("report.gap-published"), SetDate: true}
		var open []string
		for _, r := range page.Rows {
			if r.Kind == "time" && r.Value.Line == unres && len(r.Quotes) > 0 && r.Quotes[0].Text != "" {
				open = append(open, v.locale.plain("quote.open")+isolate(r.Quotes[0].Text)+v.locale.plain("quote.close"))
			}
		}
		if len(open) > 0 {
			line.Text = v.locale.words("report.gap-open", "n", len(open), "words", strings.Join(open, v.locale.plain("list.comma")))
		}
		var err error
		if line.Suggest, err = v.suggestions(page.ID, incidents); err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	for _, g := range page.Record.Gaps {
		if g.Field != "" && !strings.HasSuffix(g.Field, ".casualties") || g.Code == dateline.GapPublishedUnknown {
			continue
		}
		line := gapLine{Title: v.locale.key("gap", g.Code)}
		if !g.Span.IsZero() && g.Text != "" {
			line.Text = v.locale.plain("quote.open") + isolate(g.Text) + v.locale.plain("quote.close")
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// mostSuggestions are offered at most.
const mostSuggestions = 3

// suggestions gives the days on which reports of the same incidents appeared. They are offered, and never applied.
func (v *visit) suggestions(id string, incidents map[string]string) ([]suggestion, error) {
	var all []suggestion
	asked := map[string]bool{"": true}
	for _, incident := range incidents {
		if asked[incident] {
			continue
		}
		asked[incident] = true
		tellings, err := v.Store.Tellings(v.ctx(), incident)
		if err != nil {
			return nil, err
		}
		for _, t := range tellings {
			if t.Report == id || t.Published.IsZero() {
				continue
			}
			all = append(all, suggestion{t.Published.Format(time.DateOnly), v.locale.date(t.Published), t.Site})
		}
	}
	slices.SortFunc(all, func(a, b suggestion) int { return strings.Compare(a.Day, b.Day) })
	all = slices.CompactFunc(all, func(a, b suggestion) bool { return a.Day == b.Day })
	return all[:min(len(all), mostSuggestions)], nil
}

// reportText gives the text as it was read, as text and nothing else.
func (v *visit) reportText() error {
	record, err := v.Store.Record(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	_, err = fmt.Fprintln(v.w, record.Document.Text)
	return err
}
