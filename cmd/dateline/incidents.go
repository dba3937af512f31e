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
	Country string `placeholder:"COUNTRY" help:"By its code (ISO 3166-1 alpha-2) or its name."`
	Place   string `placeholder:"NAME" help:"A town or a province, in any script."`
	Actor   string `placeholder:"ACTOR" help:"Somebody who has a part in them: an id or a name."`
	Role    string `enum:",perpetrator,target,victim,claims" default:"" placeholder:"ROLE" help:"With --actor, in this role: perpetrator, target, victim, or claims for who claims it."`
	Type    string `placeholder:"TYPE" help:"A key of the codebook: suicide-bombing."`
	Status  string `enum:",happened,attempted,foiled,planned,threatened,denied,hypothetical,generic" default:"" placeholder:"STATUS" help:"How far they came: happened, attempted, foiled, planned, threatened ..."`
	Killed  int    `placeholder:"N" help:"At least so many killed."`
	Claim   string `enum:",claimed,rival,denied,none-stated,unmentioned" default:"" placeholder:"STATE" help:"claimed, rival, denied, none-stated or unmentioned."`
	Words   string `placeholder:"WORDS" help:"In the text of one of the reports, all of them."`
	Sort    string `enum:"day,oldest,killed,changed,published" default:"day" help:"${enum}."`
	Limit   int    `default:"50" help:"At most so many; 0 for all."`
	Offset  int    `help:"After so many."`
	JSON    bool   `name:"json" help:"Print each as one line of JSON."`
}

// Run lists incidents.
func (c *incidentsCommand) Run(ctx context.Context, s *streams) error {
	filter := store.Filter{Place: c.Place, Role: c.Role, Type: c.Type, Status: dateline.Status(c.Status), KilledFrom: c.Killed, Claim: c.Claim, Words: c.Words}
	if c.Role != "" && c.Actor == "" {
		return usageError{"--role goes with --actor"}
	}
	var err error
	if filter.From, filter.To, err = daysFlags(c.From, c.To); err != nil {
		return err
	}
	if filter.Country, err = countryFlag(c.Country); err != nil {
		return err
	}
	if err := typeFlag(c.Type); err != nil {
		return err
	}
	return c.with(ctx, s, func(db *store.Store) error {
		if filter.Actor, err = actorFlag(ctx, db, c.Actor); err != nil {
			return err
		}
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

// entryLine puts an incident on a line: when, what, where, how many, the reports, the id.
func entryLine(e *store.Entry) string {
	pieces := []string{fmt.Sprintf("%-10s", entryDay(e)), spell(e.Type)}
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

// entryDay is when an incident was, no finer than anybody says: a day, a month, a year, or the first and last
// day; empty if nobody says.
func entryDay(e *store.Entry) string {
	switch {
	case e.From.IsZero():
		return ""
	case e.From.Equal(e.To) || e.Grain == dateline.DayPart || e.Grain == dateline.Hour || e.Grain == dateline.Minute:
		return e.From.Format(time.DateOnly)
	case e.From.Day() == 1 && e.To.Equal(e.From.AddDate(0, 1, -1)):
		return e.From.Format("2006-01")
	case e.From.YearDay() == 1 && e.To.Equal(e.From.AddDate(1, 0, -1)):
		return e.From.Format("2006")
	}
	return e.From.Format(time.DateOnly) + " to " + e.To.Format(time.DateOnly)
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
