package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/dossier"
	"dateline/store"
)

type forecastsCommand struct {
	keeping
	Actor string `placeholder:"ACTOR" help:"Of this actor: an id or a name."`
	State string `enum:",open,due,matched" default:"" help:"open, due or matched."`
	From  string `placeholder:"DATE" help:"Said from here on."`
	To    string `placeholder:"DATE" help:"Said up to here."`
	Limit int    `default:"50" help:"At most so many; 0 for all."`
	JSON  bool   `name:"json" help:"Print each as one line of JSON."`
}

// Run lists who warned of what, with what may have come of it: an incident that fits is
// proposed, and matched only when somebody says so (dateline match).
func (c *forecastsCommand) Run(ctx context.Context, s *streams) error {
	filter := store.WarningFilter{State: dateline.WarningState(c.State)}
	var err error
	if filter.From, filter.To, err = daysFlags(c.From, c.To); err != nil {
		return err
	}
	return c.with(ctx, s, func(db *store.Store) error {
		if filter.Actor, err = actorFlag(ctx, db, c.Actor); err != nil {
			return err
		}
		warnings, err := db.Warnings(ctx, filter, c.Limit)
		if err != nil {
			return err
		}
		for i := range warnings {
			if err := dossier.Propose(ctx, db, &warnings[i]); err != nil {
				return err
			}
		}
		return printEach(s, c.JSON, warnings, func(w dateline.Warning) dateline.Warning { return w }, warningLine)
	})
}

func warningLine(w dateline.Warning) string {
	pieces := []string{stamp(w.Said), string(w.State), says(w.Speaker, ""), strings.Join(strings.Fields(w.What), " ")}
	if w.Actor != "" {
		pieces = append(pieces, "by "+w.Actor)
	}
	if w.By.Resolved() {
		pieces = append(pieces, "until "+w.By.End.At.AddDate(0, 0, -1).Format(time.DateOnly))
	}
	if w.Incident != "" {
		pieces = append(pieces, "came as "+w.Incident)
	}
	pieces = append(pieces, w.Report+"/"+w.Statement)
	if len(w.Reasons) > 0 {
		pieces = append(pieces, strings.Join(w.Reasons, ", "))
	}
	return strings.Join(slices.DeleteFunc(pieces, func(p string) bool { return p == "" }), "  ")
}

type matchCommand struct {
	decision
	Warning  string `arg:"" help:"REPORT/STATEMENT, as dateline forecasts prints it."`
	Incident string `arg:"" optional:"" help:"What it foretold; nothing, if it is left out."`
}

// Run decides which incident a forecast came true in, or that it is none.
func (c *matchCommand) Run(ctx context.Context, s *streams) error {
	if c.Incident == "" {
		return c.apply(ctx, s, store.Edit{Kind: store.EditUnmatch, Subject: c.Warning})
	}
	return c.apply(ctx, s, store.Edit{Kind: store.EditMatch, Subject: c.Warning, Into: c.Incident})
}
