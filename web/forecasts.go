package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A forecastsPage is who warned of what, and what came.
type forecastsPage struct {
	State  string // chosen; empty for all
	States []stateChoice
	Rows   []forecastRow
	More   bool // there are more than are shown
	Edits  bool
	Path   string
}

// A stateChoice is a state that forecasts can be narrowed down to.
type stateChoice struct {
	Key, Name string
	Chosen    bool
}

// A forecastRow is one forecast.
type forecastRow struct {
	dateline.Warning
	Subject string // "REPORT/s3"
	Who     string // who may act
	Horizon value
	Title   string // of the incident
}

// mostForecasts is how many the page shows.
const mostForecasts = 200

func (v *visit) forecasts() error {
	page := forecastsPage{State: v.r.URL.Query().Get("state"), Edits: v.role >= editor, Path: v.r.URL.RequestURI()}
	filter := store.WarningFilter{Actor: v.r.URL.Query().Get("actor")}
	for _, state := range []dateline.WarningState{dateline.WarningOpen, dateline.WarningDue, dateline.WarningMatched} {
		page.States = append(page.States, stateChoice{string(state), v.locale.words("forecast." + string(state)), page.State == string(state)})
		if page.State == string(state) {
			filter.State = state
		}
	}
	warnings, err := v.Store.Warnings(v.ctx(), filter, mostForecasts+1)
	if err != nil {
		return err
	}
	if page.More = len(warnings) > mostForecasts; page.More {
		warnings = warnings[:mostForecasts]
	}
	if page.Rows, err = v.forecastRows(warnings); err != nil {
		return err
	}
	return v.show("forecasts", "forecasts.title", page)
}

// forecastRows puts forecasts into words, with the names of who may act and the titles of what came.
func (v *visit) forecastRows(warnings []dateline.Warning) ([]forecastRow, error) {
	var actors, incidents []string
	for i := range warnings {
		actors, incidents = append(actors, warnings[i].Actor), append(incidents, warnings[i].Incident)
	}
	names, err := v.Store.NamesOf(v.ctx(), each(actors))
	if err != nil {
		return nil, err
	}
	entries, err := v.entriesOf(each(incidents))
	if err != nil {
		return nil, err
	}
	var rows []forecastRow
	for _, w := range warnings {
		row := forecastRow{Warning: w, Subject: w.Report + "/" + w.Statement, Who: cmp.Or(names[w.Actor], w.Actor)}
		row.Horizon = value{Words: v.locale.words("forecast.no-horizon"), Line: gap}
		if w.By != nil {
			row.Horizon = v.locale.when(w.By)
		}
		if e := entries[w.Incident]; e != nil {
			row.Incident, row.Title = e.ID, e.Title
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// each gives the texts that are not empty, each once.
func each(texts []string) []string {
	texts = slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
	slices.Sort(texts)
	return slices.Compact(texts)
}

// entriesOf gives incidents by the ids that are asked for; for one that became part of another, that.
func (v *visit) entriesOf(ids []string) (map[string]*store.Entry, error) {
	entries, err := v.Store.Entries(v.ctx(), ids)
	if err != nil {
		return nil, err
	}
	all := map[string]*store.Entry{}
	for _, e := range entries {
		asked := e.ID
		if e.MergedInto != "" {
			whole, err := v.Store.Incident(v.ctx(), asked)
			if err != nil {
				return nil, err
			}
			e = &whole.Entry
		}
		all[asked] = e
	}
	return all, nil
}

// matchForecast says which incident a forecast came true in; without one, that it did not in that which it
// was matched with.
func (v *visit) matchForecast() error {
	e := store.Edit{Kind: store.EditMatch, Subject: v.r.PostFormValue("forecast"), Into: strings.TrimSpace(v.r.PostFormValue("incident")), Author: v.author, Reason: v.r.PostFormValue("reason")}
	switch {
	case e.Subject == "" || v.r.PostFormValue("act") != "match" && v.r.PostFormValue("act") != "part":
		return trouble(http.StatusBadRequest, "error.form")
	case v.r.PostFormValue("act") == "part":
		e.Kind, e.Into = store.EditUnmatch, ""
	case e.Into == "":
		return trouble(http.StatusBadRequest, "forecast.no-incident")
	}
	if _, err := v.Store.Apply(v.ctx(), e); err != nil {
		return err
	}
	return v.seeOther(local(v.r.PostFormValue("back")))
}

// Day is when it was said; empty if nobody says.
func (r *forecastRow) Day() string {
	if r.Said.IsZero() {
		return ""
	}
	return r.Said.Format(time.DateOnly)
}
