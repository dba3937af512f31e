package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dateline"
)

// A digest is what a telling is compared and summed up by, without the words that say it and
// where they stand. It is kept in the telling's row, so that many can be read fast.
type digest struct {
	Published  string         `json:"p,omitempty"`
	Retrieved  string         `json:"r"`
	Title      string         `json:"h,omitempty"`
	Site       string         `json:"s,omitempty"`
	Source     string         `json:"o,omitempty"` // empty for the report itself
	Type       string         `json:"y"`
	Status     string         `json:"x"`
	Main       bool           `json:"m,omitempty"`
	Name       string         `json:"n,omitempty"` // the words that name it
	Time       *digestTime    `json:"t,omitempty"`
	Place      *digestPlace   `json:"l,omitempty"`
	Venue      string         `json:"v,omitempty"`
	Roles      []digestRole   `json:"a,omitempty"`
	Casualties []digestFigure `json:"c,omitempty"`
	Claim      string         `json:"q,omitempty"`
	By         []string       `json:"b,omitempty"`
}

type digestTime struct {
	Start dateline.Moment `json:"s,omitzero"`
	End   dateline.Moment `json:"e,omitzero"`
	Grain dateline.Grain  `json:"g"`
}

type digestPlace struct {
	Name    string   `json:"n"`
	Country string   `json:"c,omitempty"`
	Admin1  string   `json:"a,omitempty"`
	Lat     *float64 `json:"y,omitempty"`
	Lon     *float64 `json:"x,omitempty"`
	Grain   string   `json:"g"`
	ID      string   `json:"i,omitempty"`
}

type digestRole struct {
	Role  string `json:"r"`
	Actor string `json:"a,omitempty"`
	Basis string `json:"b"`
	Text  string `json:"t,omitempty"`
}

type digestFigure struct {
	Harm              string `json:"h"`
	Low               int    `json:"l"`
	High              int    `json:"u"`
	Who               string `json:"w,omitempty"`
	IncludesAttackers bool   `json:"i,omitempty"`
	Attackers         bool   `json:"a,omitempty"`
	Running           bool   `json:"r,omitempty"`
}

// digestOf writes the digest of a telling.
func digestOf(t *dateline.Telling) (string, error) {
	e := &t.Event
	d := digest{Retrieved: stamped(t.Retrieved), Title: t.Title, Site: t.Site, Type: e.Type, Status: string(e.Status), Main: e.Main,
		Name: e.Text, Claim: e.Claim.State, By: e.Claim.By}
	if !t.Published.IsZero() {
		d.Published = stamped(t.Published)
	}
	if t.Source != t.Report {
		d.Source = t.Source
	}
	if at := e.Time; at != nil {
		d.Time = &digestTime{at.Start, at.End, at.Grain}
	}
	if p := e.Place; p != nil {
		d.Place = &digestPlace{p.Name, p.Country, p.Admin1, p.Lat, p.Lon, p.Grain, p.ID}
	}
	if e.Venue != nil {
		d.Venue = e.Venue.Text
	}
	for _, r := range e.Roles {
		d.Roles = append(d.Roles, digestRole{r.Role, r.Actor, r.Basis, r.Text})
	}
	for _, c := range e.Casualties {
		d.Casualties = append(d.Casualties, digestFigure{c.Harm, c.Low, c.High, c.Who, c.IncludesAttackers, c.Attackers, c.Running})
	}
	text, err := json.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("the event %s: %w", t.Key(), err)
	}
	return clean(string(text)), nil
}

// readDigest gives the telling of a key that a digest tells of, without words. Others may hold it too.
func readDigest(in digested) (kept, error) {
	k := kept{Telling: &dateline.Telling{}, stands: in.key}
	var d digest
	if err := json.Unmarshal([]byte(in.text), &d); err != nil {
		return k, fmt.Errorf("the event %s: %w", in.key, err)
	}
	t := k.Telling
	var event string
	var err error
	t.Report, event, _ = strings.Cut(in.key, "/")
	if t.Published, err = moment(d.Published); err != nil {
		return k, err
	}
	if t.Retrieved, err = moment(d.Retrieved); err != nil {
		return k, err
	}
	t.Title, t.Site, t.Source = d.Title, d.Site, d.Source
	if t.Source == "" {
		t.Source = t.Report
	}
	t.Event = dateline.Event{ID: event, Type: d.Type, Status: dateline.Status(d.Status), Main: d.Main, Words: dateline.Words{Text: d.Name},
		Claim: dateline.Claim{State: d.Claim, By: d.By}}
	e := &t.Event
	if d.Time != nil {
		e.Time = &dateline.Time{Start: d.Time.Start, End: d.Time.End, Grain: d.Time.Grain}
	}
	if p := d.Place; p != nil {
		e.Place = &dateline.Place{Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, Grain: p.Grain, ID: p.ID}
	}
	if d.Venue != "" {
		e.Venue = &dateline.Words{Text: d.Venue}
	}
	for _, r := range d.Roles {
		e.Roles = append(e.Roles, dateline.Role{Role: r.Role, Actor: r.Actor, Basis: r.Basis, Words: dateline.Words{Text: r.Text}})
	}
	for _, c := range d.Casualties {
		e.Casualties = append(e.Casualties, dateline.Casualty{Harm: c.Harm, Low: c.Low, High: c.High, Who: c.Who,
			IncludesAttackers: c.IncludesAttackers, Attackers: c.Attackers, Running: c.Running})
	}
	return k, nil
}

// digests reads rows of keys, digests and rails of tellings that stand for themselves. Those of an
// older program have none; they are read whole.
func (w *work) digests(query string, values ...any) ([]kept, error) {
	rows, err := list(w, func(rows *sql.Rows) (d railed, err error) { return d, rows.Scan(&d.key, &d.text, &d.rail) }, query, values...)
	if err != nil {
		return nil, err
	}
	return w.remembered(rows)
}

// A railed is a digest, and where the values of its telling stand.
type railed struct {
	digested
	rail string
}

// remembered gives the tellings of digests.
func (w *work) remembered(digests []railed) ([]kept, error) {
	all := make([]kept, 0, len(digests))
	var without []string
	for _, d := range digests {
		if d.text == "" {
			without = append(without, d.key)
			continue
		}
		k, err := w.store.memory.get(d.digested, func() (kept, error) { return readDigest(d.digested) })
		if err != nil {
			return nil, err
		}
		k.rail = d.rail
		all = append(all, k)
	}
	if len(without) > 0 {
		whole, err := w.kept(without)
		if err != nil {
			return nil, err
		}
		all = append(all, whole...)
	}
	return all, nil
}

// today is the number of the day on which the work is done.
func (w *work) today() int { return day(w.now.In(time.UTC)) }
