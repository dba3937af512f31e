package web

import (
	"strconv"
	"time"

	"dateline"
	"dateline/store"
)

// A deskPage is the start: incidents, and what narrows them down.
type deskPage struct {
	Stats *store.Statistics
	Years []year
}

// A year is the incidents of one, or those without a date.
type year struct {
	Title string
	Rows  []deskRow
}

// A deskRow is an incident in a list.
type deskRow struct {
	*store.Entry
	Head    headline
	Killed  *value // nil where no report has a figure
	Injured *value
}

// A headline is a dateline: town, land, day.
type headline struct {
	Town      string
	Lands     []string
	PlaceNote string // how fine, where the place is no town
	Time      value
}

// deskPageLength is how many incidents a page of the desk lists.
const deskPageLength = 50

func (v *visit) desk() error {
	query := v.r.URL.Query()
	filter := store.Filter{Country: query.Get("country"), Place: query.Get("place"), Actor: query.Get("actor"), Type: query.Get("type"), Claim: query.Get("claim"), Words: query.Get("words")}
	entries, err := v.Store.Incidents(v.ctx(), filter, store.ByDay, deskPageLength, 0)
	if err != nil {
		return err
	}
	page := deskPage{}
	if page.Stats, err = v.Store.Stats(v.ctx()); err != nil {
		return err
	}
	for _, e := range entries {
		title := v.locale.words("desk.no-date")
		if !e.From.IsZero() {
			title = v.locale.plainNumber(e.From.Year())
		}
		if n := len(page.Years); n == 0 || page.Years[n-1].Title != title {
			page.Years = append(page.Years, year{Title: title})
		}
		last := &page.Years[len(page.Years)-1]
		last.Rows = append(last.Rows, v.deskRow(e))
	}
	return v.show("desk", "desk.title", page)
}

func (v *visit) deskRow(e *store.Entry) deskRow {
	row := deskRow{Entry: e, Head: v.headlineOf(e)}
	if e.Killed != nil {
		killed := v.locale.count(e.Killed.Low, e.Killed.High)
		row.Killed = &killed
	}
	if e.Injured != nil {
		injured := v.locale.count(e.Injured.Low, e.Injured.High)
		row.Injured = &injured
	}
	return row
}

// headlineOf gives the dateline of an incident in a listing.
func (v *visit) headlineOf(e *store.Entry) headline {
	h := headline{Town: e.Place, Time: v.locale.when(entryTime(e))}
	if e.Country != "" {
		if country := v.locale.country(e.Country); e.PlaceGrain != dateline.CountryGrain {
			h.Lands = append(h.Lands, country)
		} else {
			h.Town = country
		}
	}
	if e.Place != "" && e.PlaceGrain != dateline.Town {
		h.PlaceNote = v.locale.key("grain", e.PlaceGrain)
	}
	return h
}

// entryTime is the time of an incident in a listing, to the day.
func entryTime(e *store.Entry) *dateline.Time {
	if e.From.IsZero() || e.To.IsZero() {
		return nil
	}
	t := &dateline.Time{Grain: e.Grain}
	t.Start.At, t.End.At = e.From, e.To.Add(24*time.Hour)
	switch e.Grain {
	case dateline.Minute, dateline.Hour, dateline.DayPart:
		t.Grain = dateline.Day
	}
	return t
}

// pageNumber is the page of a listing that is asked for, from 1 on.
func (v *visit) pageNumber() int {
	n, err := strconv.Atoi(v.r.URL.Query().Get("page"))
	if err != nil || n < 1 {
		return 1
	}
	return n
}
