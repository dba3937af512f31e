package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"dateline/store"
)

// A decision is what all edits have: who decides, and why.
type decision struct {
	keeping
	Author string `placeholder:"NAME" help:"Who decides; the user of this machine if it is left out."`
	Reason string `placeholder:"WORDS" help:"Why."`
	JSON   bool   `name:"json" help:"Print what came of it as one line of JSON."`
}

// apply makes an edit and prints its number, by which it can be undone.
func (d *decision) apply(ctx context.Context, s *streams, edit store.Edit) error {
	edit.Author, edit.Reason = author(d.Author), d.Reason
	return d.with(ctx, s, func(db *store.Store) error {
		applied, err := db.Apply(ctx, edit)
		if err != nil {
			return err
		}
		return d.print(s, &applied)
	})
}

// print tells what came of an edit.
func (d *decision) print(s *streams, applied *store.Applied) error {
	if d.JSON {
		changes := []map[string]any{}
		for _, c := range applied.Changes {
			changes = append(changes, changeForm(c))
		}
		return json.NewEncoder(s.out).Encode(map[string]any{"edit": applied.ID, "incident": applied.Incident, "path": applied.Path, "changes": changes})
	}
	line := fmt.Sprintf("edit %d", applied.ID)
	if applied.Incident != "" {
		line += "  " + applied.Incident
	}
	if _, err := fmt.Fprintln(s.out, line); err != nil {
		return err
	}
	for _, c := range applied.Changes {
		if _, err := fmt.Fprintf(s.out, "  %s  %s\n", c.Incident, c.Words); err != nil {
			return err
		}
	}
	return nil
}

type mergeCommand struct {
	decision
	ID   string `arg:"" help:"The incident that becomes part of another."`
	Into string `arg:"" help:"The other."`
	despite
}

// Run makes one incident of two.
func (c *mergeCommand) Run(ctx context.Context, s *streams) error {
	return c.joined(c.apply(ctx, s, store.Edit{Kind: store.EditMerge, Subject: c.ID, Into: c.Into, Despite: c.Despite}))
}

// A despite says that what is kept apart may be put together.
type despite struct {
	Despite bool `help:"Though somebody keeps them apart; they are kept apart no longer."`
}

// joined says of what is kept apart how it is put together all the same.
func (d *despite) joined(err error) error {
	var apart *store.ApartError
	if errors.As(err, &apart) {
		return fmt.Errorf("%w; dateline undo %d has them apart no longer, and --despite puts them together all the same", err, apart.Edit)
	}
	return err
}

type apartCommand struct {
	decision
	ID    string `arg:"" help:"An incident, or a telling: REPORT/EVENT."`
	Other string `arg:"" help:"The incident that it is not the same as."`
}

// Help is what "dateline apart --help" says beyond its flags.
func (apartCommand) Help() string {
	return "Later reports do not join the two. A telling that is in the incident leaves it. dateline incident tells what is kept apart, and by whom; dateline undo takes it back."
}

// Run keeps two incidents apart, or a telling and an incident.
func (c *apartCommand) Run(ctx context.Context, s *streams) error {
	return c.apply(ctx, s, store.Edit{Kind: store.EditApart, Subject: c.ID, Into: c.Other})
}

type splitCommand struct {
	decision
	ID       string   `arg:"" help:"The incident."`
	Tellings []string `arg:"" name:"telling" help:"Tellings that become an incident of their own: REPORT/EVENT, as dateline incident prints them."`
}

// Run makes an incident of some of another's tellings.
func (c *splitCommand) Run(ctx context.Context, s *streams) error {
	return c.apply(ctx, s, store.Edit{Kind: store.EditSplit, Subject: c.ID, Tellings: c.Tellings})
}

type moveCommand struct {
	decision
	Telling string `arg:"" help:"REPORT/EVENT."`
	Into    string `arg:"" help:"The incident that it is of."`
	despite
}

// Run moves a telling to an incident.
func (c *moveCommand) Run(ctx context.Context, s *streams) error {
	return c.joined(c.apply(ctx, s, store.Edit{Kind: store.EditMove, Subject: c.Telling, Into: c.Into, Despite: c.Despite}))
}

type setCommand struct {
	decision
	Subject string `arg:"" help:"An incident, a report or a telling."`
	Path    string `arg:"" help:"Where the value is: type, killed; in a telling casualties.0.low; in a report events.e1.type."`
	Value   string `arg:"" help:"The value: JSON, or plain words; null for none."`
}

// Help is what "dateline set --help" says beyond its flags.
func (setCommand) Help() string {
	return "Plain words may be a type (bombing), a time (2024-05-01, 2024-05), a place (Kirkuk; Tripoli, LB) and, of an incident, a figure (9, 9-11, 9+). What is set stands against later reports, until somebody undoes it."
}

// Run sets or corrects a value.
func (c *setCommand) Run(ctx context.Context, s *streams) error {
	value, err := setValue(c.Subject, c.Path, c.Value)
	if err != nil {
		return err
	}
	return c.apply(ctx, s, store.Edit{Kind: store.EditSet, Subject: c.Subject, Path: c.Path, Value: value})
}

type confirmCommand struct {
	decision
	Subject string `arg:"" help:"An incident, a telling or a report."`
	Path    string `arg:"" optional:"" help:"Of one value."`
}

// Run confirms that something is right, so that later reports do not change it.
func (c *confirmCommand) Run(ctx context.Context, s *streams) error {
	return c.apply(ctx, s, store.Edit{Kind: store.EditConfirm, Subject: c.Subject, Path: c.Path})
}

type rejectCommand struct {
	decision
	Subject string `arg:"" help:"A telling, or what the value is of."`
	Path    string `arg:"" optional:"" help:"Of one value."`
}

// Run rejects a telling, or a value.
func (c *rejectCommand) Run(ctx context.Context, s *streams) error {
	return c.apply(ctx, s, store.Edit{Kind: store.EditReject, Subject: c.Subject, Path: c.Path})
}

type aliasCommand struct {
	decision
	Actor  string `arg:"" help:"The actor's id."`
	Name   string `arg:"" help:"The name."`
	Refuse bool   `help:"The actor does not bear the name."`
}

// Help is what "dateline alias --help" says beyond its flags.
func (aliasCommand) Help() string {
	return "A refused name parts dossiers: what reports say under it stands in one of its own, and later reports do not join them again. A name that only an unlisted actor has can be given to another. dateline undo takes both back."
}

// Run confirms or refuses that an actor bears a name, and says whose it is then.
func (c *aliasCommand) Run(ctx context.Context, s *streams) error {
	kind := store.EditAliasConfirm
	if c.Refuse {
		kind = store.EditAliasRefuse
	}
	edit := store.Edit{Kind: kind, Author: author(c.Author), Reason: c.Reason, Subject: c.Actor, Alias: c.Name}
	return c.with(ctx, s, func(db *store.Store) error {
		applied, err := db.Apply(ctx, edit)
		if err != nil {
			return err
		}
		if err := c.print(s, &applied); err != nil || c.JSON {
			return err
		}
		bearer, err := db.Actor(ctx, c.Name)
		if errors.Is(err, store.ErrUnknown) {
			_, err = fmt.Fprintf(s.out, "  nobody is called “%s” now\n", c.Name)
			return err
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "  “%s” is %s now\n", c.Name, bearer.ID)
		return err
	})
}

type undoCommand struct {
	decision
	Edit int64 `arg:"" help:"The number of the edit."`
}

// Run takes an edit back.
func (c *undoCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, s, func(db *store.Store) error {
		applied, err := db.Undo(ctx, c.Edit, author(c.Author), c.Reason)
		if err != nil {
			return err
		}
		return c.print(s, &applied)
	})
}
