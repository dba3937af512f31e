package main

import (
	"context"
	"strings"
	"time"

	"dateline/dossier"
	"dateline/gazetteer"
	"dateline/store"
)

type actorsCommand struct {
	keeping
	Name    []string `arg:"" optional:"" help:"One of the names begins a word with this."`
	Kind    string   `enum:",armed-group,state-force,government,international-body,outlet,organization,person,unknown" default:"" placeholder:"KIND" help:"armed-group, state-force, government, person ...; without it persons are left out."`
	Country string   `placeholder:"COUNTRY" help:"By its code (ISO 3166-1 alpha-2) or its name."`
	Sort    string   `enum:"incidents,id" default:"incidents" help:"Those with a part in most incidents first, or by id: ${enum}."`
	Limit   int      `default:"50" help:"At most so many; 0 for all."`
	Offset  int      `help:"After so many."`
	JSON    bool     `name:"json" help:"Print each as one line of JSON."`
}

// Run lists actors.
func (c *actorsCommand) Run(ctx context.Context, s *streams) error {
	filter := store.ActorFilter{Name: strings.Join(c.Name, " "), Kind: c.Kind, Nobody: c.Kind == ""}
	var err error
	if filter.Country, err = countryFlag(c.Country); err != nil {
		return err
	}
	return c.with(ctx, s, func(db *store.Store) error {
		actors, err := db.Actors(ctx, filter, store.ActorOrder(c.Sort), c.Limit, c.Offset)
		if err != nil {
			return err
		}
		return printEach(s, c.JSON, actors, actorForm, func(a *store.Actor) string {
			pieces := []string{a.ID, a.Name, spell(a.Kind)}
			if a.Country != "" {
				pieces = append(pieces, a.Country)
			}
			return strings.Join(append(pieces, several(a.Incidents, "incident")), "  ")
		})
	})
}

func actorForm(a *store.Actor) map[string]any {
	form := map[string]any{"id": a.ID, "name": a.Name, "kind": a.Kind, "incidents": a.Incidents}
	if a.Country != "" {
		form["country"] = a.Country
	}
	return form
}

// several counts things: "1 report", "1,200 reports".
func several(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return number(n) + " " + thing + "s"
}

type actorCommand struct {
	keeping
	Limit *int     `placeholder:"N" help:"Of each list at most so many, the newest; 0 for all. Without it 10, and with --json all."`
	JSON  bool     `name:"json" help:"Print all of it as JSON."`
	Name  []string `arg:"" help:"An id, or a name in any script."`
}

// Help is what "dateline actor --help" says beyond its flags.
func (actorCommand) Help() string {
	return "Names with their sources, what it belongs to and its branches with dates, what reports say of it side by side, judgements, claims and who confirms or denies them, forecasts, and its incidents. What a branch claims is counted apart."
}

// Run prints an actor's dossier.
func (c *actorCommand) Run(ctx context.Context, s *streams) error {
	limit := 10
	switch {
	case c.Limit != nil:
		limit = *c.Limit
	case c.JSON:
		limit = 0
	}
	listed, err := gazetteer.OpenActors()
	if err != nil {
		return err
	}
	return c.with(ctx, s, func(db *store.Store) error {
		d, err := dossier.Read(ctx, db, listed, strings.Join(c.Name, " "), limit)
		if err != nil {
			return err
		}
		if err := veilNames(ctx, db, listed, d); err != nil {
			return err
		}
		if c.JSON {
			return dossierCard{d}.printJSON(s.out)
		}
		return dossierCard{d}.print(s.out)
	})
}

func day(at time.Time) string {
	if at.IsZero() {
		return "undated"
	}
	return at.Format(time.DateOnly)
}

// veilNames covers the names of persons who were harmed in what stands around an actor's names.
func veilNames(ctx context.Context, db *store.Store, listed *gazetteer.Actors, d *dossier.Dossier) error {
	for i := range d.Called {
		n := &d.Called[i]
		if n.Words.Text == "" {
			continue
		}
		record, err := db.Record(ctx, n.Last)
		if err != nil {
			return err
		}
		n.Words.Text = recordVeil(record, listed).over(n.Words.Text)
	}
	return nil
}
