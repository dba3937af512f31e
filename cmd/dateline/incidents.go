package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

type incidentsCommand struct {
	keeping
	From    string `placeholder:"DATE" help:"They overlap the days from here on."`
	To      string `placeholder:"DATE" help:"They overlap the days up to here."`
	Country string `placeholder:"CODE" help:"ISO 3166-1 alpha-2."`
	Place   string `placeholder:"NAME" help:"A town or a province, in any script."`
	Actor   string `placeholder:"ID" help:"Somebody who has a part in them."`
	Type    string `placeholder:"TYPE" help:"A key of the codebook: suicide-bombing."`
	Killed  int    `placeholder:"N" help:"At least so many killed."`
	Claim   string `placeholder:"STATE" help:"claimed, rival, denied, none-stated or unmentioned."`
	Words   string `placeholder:"WORDS" help:"In the text of one of the reports, all of them."`
	Sort    string `enum:"day,oldest,killed,changed,published" default:"day" help:"${enum}."`
	Limit   int    `default:"50" help:"At most so many; 0 for all."`
	Offset  int    `help:"After so many."`
	JSON    bool   `name:"json" help:"Print each as one line of JSON."`
}

// Run lists incidents.
func (c *incidentsCommand) Run(ctx context.Context, s *streams) error {
	filter := store.Filter{Country: strings.ToUpper(c.Country), Place: c.Place, Actor: c.Actor, Type: c.Type, KilledFrom: c.Killed, Claim: c.Claim, Words: c.Words}
	var err error
	if filter.From, err = dayFlag("--from", c.From); err != nil {
		return err
	}
	if filter.To, err = dayFlag("--to", c.To); err != nil {
		return err
	}
	return c.with(ctx, func(db *store.Store) error {
		entries, err := db.Incidents(ctx, filter, store.Order(c.Sort), c.Limit, c.Offset)
		if err != nil {
			return err
		}
		return printEach(s, c.JSON, entries, entryForm, entryLine)
	})
}

// printEach prints things, one a line: their forms as JSON, or their lines.
func printEach[T, F any](s *streams, asJSON bool, things []T, form func(T) F, line func(T) string) error {
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	for _, t := range things {
		var err error
		if asJSON {
			err = encoder.Encode(form(t))
		} else {
			_, err = fmt.Fprintln(s.out, line(t))
		}
		if err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

// dayFlag reads a day of the command line; zero if it is empty.
func dayFlag(name, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return day, usageError{fmt.Sprintf("%s %q is not YYYY-MM-DD", name, value)}
	}
	return day, nil
}

// entryLine puts an incident on a line: when, what, where, how many, the reports, the id.
func entryLine(e *store.Entry) string {
	day := "          "
	if !e.From.IsZero() {
		day = e.From.Format(time.DateOnly)
	}
	pieces := []string{day, spell(e.Type)}
	if e.Status != dateline.Happened {
		pieces = append(pieces, "("+string(e.Status)+")")
	}
	var where []string
	for _, w := range []string{e.Place, e.Country} {
		if w != "" {
			where = append(where, w)
		}
	}
	if len(where) > 0 {
		pieces = append(pieces, strings.Join(where, ", "))
	}
	for _, harm := range []struct {
		figure *store.Figure
		word   string
	}{{e.Killed, "killed"}, {e.Injured, "injured"}} {
		if harm.figure != nil {
			pieces = append(pieces, count(harm.figure.Low, harm.figure.High)+" "+harm.word)
		}
	}
	reports := fmt.Sprintf("%d reports", e.Tellings)
	if e.Tellings == 1 {
		reports = "1 report"
	}
	return strings.Join(append(pieces, reports, e.ID), "  ")
}

// entryForm is an incident as the listing's JSON has it.
func entryForm(e *store.Entry) map[string]any {
	form := map[string]any{"id": e.ID, "type": e.Type, "status": e.Status, "title": e.Title, "place": e.Place, "place_grain": e.PlaceGrain,
		"admin1": e.Admin1, "country": e.Country, "claim": e.Claim, "tellings": e.Tellings, "settled": e.Settled, "changed": e.Changed}
	if !e.From.IsZero() {
		form["from"], form["to"], form["grain"] = e.From.Format(time.DateOnly), e.To.Format(time.DateOnly), e.Grain
	}
	if e.Lat != nil && e.Lon != nil {
		form["lat"], form["lon"] = *e.Lat, *e.Lon
	}
	if e.Killed != nil {
		form["killed"] = []int{e.Killed.Low, e.Killed.High}
	}
	if e.Injured != nil {
		form["injured"] = []int{e.Injured.Low, e.Injured.High}
	}
	return form
}
