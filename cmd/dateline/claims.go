package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

type claimsCommand struct {
	keeping
	State  string `enum:",claimed,rival,denied,none-stated" default:"" placeholder:"STATE" help:"Only incidents whose claim is so: claimed, rival, denied, none-stated."`
	Actor  string `placeholder:"ACTOR" help:"Only incidents that somebody claims: an id or a name."`
	Limit  int    `default:"50" help:"At most so many incidents; 0 for all."`
	Offset int    `help:"After so many."`
	JSON   bool   `name:"json" help:"Print each incident's accounts as one line of JSON."`
}

// Run lists who claims what, incident by incident, the latest first.
func (c *claimsCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, s, func(db *store.Store) error {
		filter := store.Filter{Claim: c.State, AnyClaim: c.State == ""}
		var err error
		if filter.Actor, err = actorFlag(ctx, db, c.Actor); err != nil {
			return err
		}
		if filter.Actor != "" {
			filter.Role = store.Claims
		}
		entries, err := db.Incidents(ctx, filter, store.ByDay, c.Limit, c.Offset)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := c.print(ctx, s, db, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// print prints the accounts of one incident.
func (c *claimsCommand) print(ctx context.Context, s *streams, db *store.Store, e *store.Entry) error {
	incident, err := db.Incident(ctx, e.ID)
	if err != nil {
		return err
	}
	var reports []string
	for _, t := range incident.Tellings {
		reports = append(reports, t.Report)
	}
	records, err := db.Said(ctx, reports)
	if err != nil {
		return err
	}
	accounts, err := db.Accounts(ctx, e.ID)
	if err != nil {
		return err
	}
	state := claimState(incident, records)
	if c.JSON {
		form := map[string]any{"incident": e.ID, "state": state, "accounts": accounts}
		if at := unclaimed(accounts); !at.IsZero() {
			form["none_as_of"] = at.Format(time.DateOnly)
		}
		encoder := json.NewEncoder(s.out)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(form)
	}
	fmt.Fprintf(s.out, "%s  %s\n", entryLine(e), claimWords(state, accounts))
	for _, a := range accounts {
		fmt.Fprintf(s.out, "    %s  %s · %s", stamp(a.AsOf), says(a.Speaker, ""), accountVerb(&a))
		if a.Outlet != "" {
			fmt.Fprintf(s.out, " to %s", line(a.Outlet))
		}
		fmt.Fprintln(s.out)
	}
	return nil
}

// claimState is how an incident's claims stand: as an editor says, or else as the reports do.
func claimState(incident *store.Incident, records map[string]*dateline.Record) string {
	if slices.Contains(incident.Fixed, "claim") {
		return incident.Entry.Claim
	}
	return link.ClaimState(incident.Tellings, records)
}

// unclaimed is the last moment at which a report said that nobody had claimed it; zero if none did.
func unclaimed(accounts []dateline.Account) (at time.Time) {
	for _, a := range accounts {
		if a.Act == dateline.Reports && a.AsOf.After(at) {
			at = a.AsOf
		}
	}
	return at
}

// claimWords puts the state of a claim into words; that nobody had claimed it is known as of a day.
func claimWords(state string, accounts []dateline.Account) string {
	if at := unclaimed(accounts); state == dateline.NoneStated && !at.IsZero() {
		return "no claim yet, as of " + at.Format(time.DateOnly)
	}
	return spell(state)
}
