package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline"
	"dateline/store"
)

type actorsCommand struct {
	keeping
	Name    string `arg:"" optional:"" help:"One of the names begins a word with this."`
	Kind    string `placeholder:"KIND" help:"armed-group, state-force, government, person ..."`
	Country string `placeholder:"CODE" help:"ISO 3166-1 alpha-2."`
	Limit   int    `default:"50" help:"At most so many; 0 for all."`
	JSON    bool   `name:"json" help:"Print each as one line of JSON."`
}

// Run lists actors by their ids.
func (c *actorsCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		actors, err := db.Actors(ctx, store.ActorFilter{Name: c.Name, Kind: c.Kind, Country: strings.ToUpper(c.Country)}, c.Limit, 0)
		if err != nil {
			return err
		}
		return printEach(s, c.JSON, actors, func(a *dateline.Actor) *dateline.Actor { return a }, func(a *dateline.Actor) string {
			return strings.TrimRight(fmt.Sprintf("%-32s  %s  %s  %s", a.ID, a.Name, spell(a.Kind), a.Country), " ")
		})
	})
}

type actorCommand struct {
	keeping
	Limit int    `default:"200" help:"From at most so many reports, the last added first."`
	JSON  bool   `name:"json" help:"Print all of it as JSON."`
	Name  string `arg:"" help:"An id, or a name in any script."`
}

// A dossier is what the record holds of an actor: names with their sources, what reports say
// of it, judgements of it, and its incidents.
type dossier struct {
	Actor       *store.Actor
	Traits      []sourcedTrait
	Assessments []assessment
	Incidents   []*store.Entry
}

// A sourcedTrait is a trait and the report that tells it.
type sourcedTrait struct {
	dateline.Trait
	Report  string `json:"report"`
	Site    string `json:"site,omitempty"`
	Speaker string `json:"speaker,omitempty"`
}

// An assessment is what an expert says in which the actor is named.
type assessment struct {
	Report  string         `json:"report"`
	Speaker string         `json:"speaker"`
	Content dateline.Words `json:"content"`
}

// Run prints an actor's dossier.
func (c *actorCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		d, err := readDossier(ctx, db, c.Name, c.Limit)
		if err != nil {
			return err
		}
		if c.JSON {
			entries := []map[string]any{}
			for _, e := range d.Incidents {
				entries = append(entries, entryForm(e))
			}
			return json.NewEncoder(s.out).Encode(map[string]any{"actor": d.Actor, "traits": d.Traits, "assessments": d.Assessments, "incidents": entries})
		}
		return d.print(s.out)
	})
}

// readDossier gathers a dossier from the reports that name an actor.
func readDossier(ctx context.Context, db *store.Store, name string, limit int) (*dossier, error) {
	actor, err := db.Actor(ctx, name)
	if err != nil {
		return nil, err
	}
	d := &dossier{Actor: actor, Traits: []sourcedTrait{}, Assessments: []assessment{}}
	var reports []string
	names := []string{}
	for _, n := range actor.Names {
		if n.State != store.AliasRefused {
			names = append(names, dateline.Fold(n.Name))
		}
		for _, r := range n.Reports {
			if !slices.Contains(reports, r) {
				reports = append(reports, r)
			}
		}
	}
	slices.Reverse(reports)
	for _, id := range reports[:min(limit, len(reports))] {
		record, err := db.Record(ctx, id)
		if err != nil {
			return nil, err
		}
		d.take(id, record, names)
	}
	d.Incidents, err = db.Incidents(ctx, store.Filter{Actor: actor.ID}, store.ByDay, 100, 0)
	return d, err
}

// take adds what one report says of the actor.
func (d *dossier) take(report string, record *dateline.Record, names []string) {
	speakers := map[string]string{}
	for i := range record.Statements {
		st := &record.Statements[i]
		if st.Speaker == nil {
			continue
		}
		speakers[st.ID] = st.Speaker.Text
		if st.Act != dateline.Assesses || st.Content == nil {
			continue
		}
		content := dateline.Fold(st.Content.Text)
		if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(content, n) }) {
			d.Assessments = append(d.Assessments, assessment{report, st.Speaker.Text, *st.Content})
		}
	}
	for _, t := range record.Traits {
		if t.Actor == d.Actor.ID {
			d.Traits = append(d.Traits, sourcedTrait{Trait: t, Report: report, Site: record.Document.Site, Speaker: speakers[t.Statement]})
		}
	}
}

func (d *dossier) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s · %s", d.Actor.Name, spell(d.Actor.Kind))
	for _, more := range []string{d.Actor.Country, d.Actor.Parent} {
		if more != "" {
			b.WriteString(" · " + more)
		}
	}
	b.WriteString("\n" + d.Actor.ID + "\n")
	if len(d.Actor.Names) > 0 {
		b.WriteString("\nNames\n")
	}
	for _, n := range d.Actor.Names {
		fmt.Fprintf(&b, "  %s · in %d reports", n.Name, len(n.Reports))
		if n.State != "" {
			b.WriteString(" · " + n.State)
		}
		b.WriteString("\n")
	}
	if len(d.Traits) > 0 {
		b.WriteString("\nWhat is said of it\n")
	}
	slices.SortStableFunc(d.Traits, func(x, y sourcedTrait) int { return strings.Compare(x.Kind, y.Kind) })
	for _, t := range d.Traits {
		fmt.Fprintf(&b, "  %-14s %s", spell(t.Kind), strings.Join(strings.Fields(t.Value), " "))
		if t.Other != "" {
			b.WriteString(" · " + t.Other)
		}
		if t.Time != nil {
			b.WriteString(" · " + when(t.Time))
		}
		fmt.Fprintf(&b, " · %s · %s\n", says(t.Speaker, t.Site), t.Report)
	}
	if len(d.Assessments) > 0 {
		b.WriteString("\nAssessments\n")
	}
	for _, a := range d.Assessments {
		fmt.Fprintf(&b, "  %s · “%s” · %s\n", says(a.Speaker, ""), strings.Join(strings.Fields(a.Content.Text), " "), a.Report)
	}
	if len(d.Incidents) > 0 {
		b.WriteString("\nIncidents\n")
	}
	for _, e := range d.Incidents {
		b.WriteString("  " + entryLine(e) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
