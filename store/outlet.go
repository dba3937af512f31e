package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dateline"
)

// An Outlet is what the record holds of one that publishes reports.
type Outlet struct {
	Site    string // as its pages name it; empty for reports that name none
	Reports int    // copies and older versions too
	// First is of how many incidents that several outlets tell of it told first. It does not count where
	// nobody says when one appeared, or only the day and another had it on the same day.
	First      int
	Decided    int // values in its reports that a person has decided
	Corrected  int // of those, set, added or rejected: read wrong, or wrong
	Superseded int // figures of an incident's killed or injured after which it gave another
}

// Sources lists outlets, those with the most reports first.
func (s *Store) Sources(ctx context.Context) (outlets []*Outlet, err error) {
	err = s.view(ctx, "sources", func(w *work) error {
		outlets, err = list(w, func(rows *sql.Rows) (*Outlet, error) {
			o := &Outlet{}
			return o, rows.Scan(&o.Site, &o.Reports, &o.First, &o.Decided, &o.Corrected, &o.Superseded)
		}, `select site, reports, first, decided, corrected, superseded from outlet where reports > 0 order by reports desc, site`)
		return err
	})
	return outlets, err
}

// count adds to what is counted of an outlet.
func (w *work) count(more Outlet) error {
	if more == (Outlet{Site: more.Site}) {
		return nil
	}
	return w.exec(`insert into outlet (site, reports, first, decided, corrected, superseded) values ($1, $2, $3, $4, $5, $6)
		on conflict (site) do update set reports = outlet.reports + excluded.reports, first = outlet.first + excluded.first,
		decided = outlet.decided + excluded.decided, corrected = outlet.corrected + excluded.corrected, superseded = outlet.superseded + excluded.superseded`,
		clean(more.Site), more.Reports, more.First, more.Decided, more.Corrected, more.Superseded)
}

// A credit is what of an incident counts for outlets.
type credit struct {
	First      string         `json:"first,omitempty"`      // who told of it first; empty if nobody can say
	Superseded map[string]int `json:"superseded,omitempty"` // by outlet
}

// credit counts for outlets what the tellings of an incident come to, in the place of what did before. It is
// empty if that is nothing.
func (w *work) credit(before string, tellings []*dateline.Telling) (string, error) {
	now := credit{First: firstOf(tellings), Superseded: supersededOf(tellings)}
	var text string
	if now.First != "" || len(now.Superseded) > 0 {
		written, err := json.Marshal(now)
		if err != nil {
			return "", err
		}
		text = clean(string(written))
	}
	if text == before || text == "" && before == "{}" {
		return text, nil
	}
	var was credit
	if err := json.Unmarshal([]byte(before), &was); err != nil {
		return "", fmt.Errorf("what counts for outlets: %w", err)
	}
	return text, w.recount(was, now)
}

// discredit takes back what counts for outlets of an incident of which nothing tells any more.
func (w *work) discredit(id string) error {
	var before string
	if _, err := w.one(`select outlets from incident where id = $1`, []any{id}, &before); err != nil || before == "{}" {
		return err
	}
	_, err := w.credit(before, nil)
	return err
}

func (w *work) recount(was, now credit) error {
	change := map[string]*Outlet{}
	at := func(site string) *Outlet {
		if change[site] == nil {
			change[site] = &Outlet{Site: site}
		}
		return change[site]
	}
	if was.First != now.First {
		if was.First != "" {
			at(was.First).First--
		}
		if now.First != "" {
			at(now.First).First++
		}
	}
	for site, n := range was.Superseded {
		at(site).Superseded -= n
	}
	for site, n := range now.Superseded {
		at(site).Superseded += n
	}
	for _, site := range sortedKeys(change) {
		if err := w.count(*change[site]); err != nil {
			return err
		}
	}
	return nil
}

// firstOf gives the outlet that told of something first, where several did; empty if nobody can say.
func firstOf(tellings []*dateline.Telling) string {
	if len(tellings) < 2 {
		return ""
	}
	type outlet struct{ from, until time.Time } // its first report appeared between these
	outlets := map[string]outlet{}
	for _, t := range tellings {
		if t.Site == "" || t.Published.IsZero() {
			continue
		}
		o := outlet{t.Published, t.Published}
		if t.Published.Equal(dayStart(day(t.Published))) { // only the day is known
			o.until = t.Published.AddDate(0, 0, 1).Add(-time.Nanosecond)
		}
		if other, ok := outlets[t.Site]; ok {
			if other.from.Before(o.from) {
				o.from = other.from
			}
			if other.until.Before(o.until) {
				o.until = other.until
			}
		}
		outlets[t.Site] = o
	}
	if len(outlets) < 2 {
		return ""
	}
	for _, site := range sortedKeys(outlets) {
		first := true
		for other, o := range outlets {
			first = first && (other == site || outlets[site].until.Before(o.from))
		}
		if first {
			return site
		}
	}
	return ""
}

// supersededOf counts by outlet the figures after which it gave another.
func supersededOf(tellings []*dateline.Telling) map[string]int {
	if len(tellings) < 2 {
		return nil
	}
	tellings = slices.Clone(tellings)
	slices.SortFunc(tellings, func(a, b *dateline.Telling) int { return a.AsOf().Compare(b.AsOf()) })
	counts := map[string]int{}
	for _, harm := range []string{dateline.Killed, dateline.Injured} {
		last := map[string]Figure{}
		for _, t := range tellings {
			low, high, ok := figure(&t.Event, harm)
			if !ok || t.Site == "" {
				continue
			}
			if before, known := last[t.Site]; known && before != (Figure{low, high}) {
				counts[t.Site]++
			}
			last[t.Site] = Figure{low, high}
		}
	}
	if len(counts) == 0 {
		return nil
	}
	return counts
}

// superseding counts the figures of a report that its newer version gives otherwise.
func superseding(older, newer *dateline.Event) int {
	count := 0
	for _, harm := range []string{dateline.Killed, dateline.Injured} {
		low, high, ok := figure(older, harm)
		nowLow, nowHigh, still := figure(newer, harm)
		if ok && still && (low != nowLow || high != nowHigh) {
			count++
		}
	}
	return count
}
