package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"dateline"
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
	return c.with(ctx, func(db *store.Store) error {
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
	return c.with(ctx, func(db *store.Store) error {
		d, err := readDossier(ctx, db, listed, strings.Join(c.Name, " "), limit)
		if err != nil {
			return err
		}
		if c.JSON {
			return d.printJSON(s.out)
		}
		return d.print(s.out)
	})
}

// A dossier is what the record and the actor list hold of an actor.
type dossier struct {
	*store.Actor
	listed      *gazetteer.Actor // nil for one that the list does not have
	names       []name
	parents     []tie
	branches    []tie
	traits      []store.Remark
	assessments []store.Remark
	stands      []store.Stand
	warnings    []dateline.Warning
	spread      *store.Spread
	incidents   []*store.Entry
	byBranches  []branchClaims
	more        map[string]bool // of which list there is more than was asked for
}

// A name is a name of an actor with its sources: reports, the actor list, or both.
type name struct {
	store.Alias
	List    bool           `json:"list"`             // the actor list has it
	Sources []string       `json:"sources,omitzero"` // ids of reports, the last added first; in JSON alone
	Words   dateline.Words `json:"words,omitzero"`   // around it, in the last report
}

// A tie is that an actor belongs or belonged to another: by the actor list, or by what a report says.
type tie struct {
	Actor  string        `json:"actor"` // the other
	Of     string        `json:"of,omitempty"`
	Name   string        `json:"name,omitempty"`
	Kind   string        `json:"kind,omitempty"`
	From   string        `json:"from,omitempty"` // of the list: half-open, each a year, month or day
	To     string        `json:"to,omitempty"`
	Remark *store.Remark `json:"said,omitempty"` // of a report; nil where the list says so
}

// branchClaims are the incidents that a branch claimed while it was one.
type branchClaims struct {
	tie
	Count     int
	Incidents []*store.Entry
}

// readDossier gathers a dossier: of each list so many, all for a limit of 0.
func readDossier(ctx context.Context, db *store.Store, listed *gazetteer.Actors, called string, limit int) (*dossier, error) {
	actor, err := findActor(ctx, db, listed, called)
	if err != nil {
		return nil, err
	}
	d := &dossier{Actor: actor, listed: listed.Actor(actor.ID), more: map[string]bool{}}
	for _, read := range []func() error{
		func() error { return d.readNames(ctx, db, listed, limit) },
		func() (err error) {
			d.traits, err = db.Traits(ctx, actor.ID, oneMore(limit))
			d.trimTraits(limit)
			return err
		},
		func() error { return d.readTies(ctx, db, listed, limit) },
		func() (err error) {
			d.assessments, err = db.Assessments(ctx, actor.ID, oneMore(limit))
			d.assessments, d.more["assessments"] = upTo(d.assessments, limit)
			return err
		},
		func() (err error) {
			d.stands, err = db.Stands(ctx, actor.ID, oneMore(limit))
			d.stands, d.more["claims"] = upTo(d.stands, limit)
			return err
		},
		func() error { return d.readWarnings(ctx, db, limit) },
		func() (err error) { d.spread, err = db.Spread(ctx, actor.ID); return err },
		func() (err error) {
			d.incidents, err = db.Incidents(ctx, store.Filter{Actor: actor.ID}, store.ByDay, limit, 0)
			return err
		},
		func() error { return d.readBranches(ctx, db, limit) },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// oneMore is a limit by which it shows whether there is more; 0 is none.
func oneMore(limit int) int {
	if limit == 0 {
		return 0
	}
	return limit + 1
}

// upTo gives so many things of a list, and whether there are more.
func upTo[T any](all []T, limit int) (some []T, more bool) {
	if limit == 0 || len(all) <= limit {
		return all, false
	}
	return all[:limit], true
}

// findActor finds an actor in the record, also by a name that only the list has.
func findActor(ctx context.Context, db *store.Store, listed *gazetteer.Actors, called string) (*store.Actor, error) {
	actor, err := db.Actor(ctx, called)
	if err == nil {
		return actor, nil
	}
	words := dateline.NameWords(called)
	if n, found := listed.Match(words, strings.Fields(called)); n == len(words) && n > 0 {
		for _, one := range found {
			if actor, byList := db.Actor(ctx, one.ID); byList == nil {
				return actor, nil
			}
		}
	}
	return nil, err
}

// trimTraits leaves so many values of each kind of trait.
func (d *dossier) trimTraits(limit int) {
	shown := map[string]int{}
	d.traits = slices.DeleteFunc(d.traits, func(t store.Remark) bool {
		shown[t.Kind]++
		if limit > 0 && shown[t.Kind] > limit {
			d.more[t.Kind] = true
			return true
		}
		return false
	})
}

func (d *dossier) readNames(ctx context.Context, db *store.Store, listed *gazetteer.Actors, limit int) error {
	there := map[string]bool{}
	list := map[string]bool{}
	if d.listed != nil {
		for _, n := range append(d.listed.Names, d.listed.Arabic...) {
			list[dateline.Fold(n)] = true
		}
	}
	for i, n := range d.Names {
		one := name{Alias: n, List: list[dateline.Fold(n.Name)]}
		there[dateline.Fold(n.Name)] = true
		if n.Reports == 0 && n.State == "" && !one.List {
			continue // what it is shown as, of which no report has the words
		}
		var err error
		if n.Last != "" && (limit == 0 || i < limit) {
			if one.Words, err = db.Mention(ctx, n.Last, n.Name); err != nil {
				return err
			}
			record, err := db.Record(ctx, n.Last)
			if err != nil {
				return err
			}
			one.Words.Text = recordVeil(record, listed).over(one.Words.Text)
		}
		if limit == 0 {
			if one.Sources, err = db.NamedBy(ctx, d.ID, n.Name, 0); err != nil {
				return err
			}
		}
		d.names = append(d.names, one)
	}
	if d.listed != nil {
		for _, n := range append(d.listed.Names, d.listed.Arabic...) {
			if !there[dateline.Fold(n)] {
				there[dateline.Fold(n)] = true
				d.names = append(d.names, name{Alias: store.Alias{Name: n}, List: true})
			}
		}
	}
	return nil
}

// readTies finds what the actor belongs to, and what belongs to it.
func (d *dossier) readTies(ctx context.Context, db *store.Store, listed *gazetteer.Actors, limit int) error {
	d.parents, d.branches = []tie{}, []tie{}
	if d.listed != nil {
		for _, p := range d.listed.Parents {
			d.parents = append(d.parents, tie{Actor: p.ID, Name: listed.Actor(p.ID).Name, Kind: listed.Actor(p.ID).Kind, From: p.From, To: p.To})
		}
	}
	for i := range d.traits {
		if t := &d.traits[i]; t.Other != "" && (t.Kind == dateline.BranchOf || t.Kind == dateline.SplitFrom) {
			d.parents = append(d.parents, tie{Actor: t.Other, Remark: t})
		}
	}
	known := map[string]bool{}
	for _, b := range listed.Branches(d.ID) {
		known[b.Actor.ID] = true
		d.branches = append(d.branches, tie{Actor: b.Actor.ID, Of: b.Of, Name: b.Actor.Name, Kind: b.Actor.Kind, From: b.From, To: b.To})
	}
	kin, err := db.Kin(ctx, d.ID, limit)
	for i := range kin {
		if k := &kin[i]; k.Kind == dateline.BranchOf || k.Kind == dateline.SplitFrom {
			d.branches = append(d.branches, tie{Actor: k.Actor, Of: d.ID, Remark: &k.Remark})
		}
	}
	return err
}

func (d *dossier) readWarnings(ctx context.Context, db *store.Store, limit int) (err error) {
	if d.warnings, err = db.Warnings(ctx, store.WarningFilter{Actor: d.ID}, oneMore(limit)); err != nil {
		return err
	}
	d.warnings, d.more["forecasts"] = upTo(d.warnings, limit)
	for i := range d.warnings {
		if i == 10 {
			break // a proposal is looked for among incidents, which takes a while
		}
		if err := propose(ctx, db, &d.warnings[i]); err != nil {
			return err
		}
	}
	return nil
}

// readBranches counts what branches claimed, while the list has them as such or, of those that it does not
// have, at any time.
func (d *dossier) readBranches(ctx context.Context, db *store.Store, limit int) error {
	listed := map[string]bool{}
	for _, b := range d.branches {
		switch {
		case b.Remark == nil:
			listed[b.Actor] = true
		case listed[b.Actor] || b.Remark.Kind != dateline.BranchOf:
			continue
		}
		from, to := gazetteer.FirstDay(b.From), gazetteer.FirstDay(b.To)
		n, err := db.Claimed(ctx, b.Actor, from, to)
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		filter := store.Filter{Actor: b.Actor, Role: store.Claims, From: from}
		if !to.IsZero() {
			filter.To = to.AddDate(0, 0, -1)
		}
		entries, err := db.Incidents(ctx, filter, store.ByDay, limit, 0)
		if err != nil {
			return err
		}
		d.byBranches = append(d.byBranches, branchClaims{tie: b, Count: n, Incidents: entries})
	}
	return nil
}

// years are the dates of a tie in words: "2004-10 to 2014-02"; empty if it has no dates.
func (t *tie) years() string {
	switch {
	case t.From != "" && t.To != "":
		return t.From + " to " + t.To
	case t.From != "":
		return "since " + t.From
	case t.To != "":
		return "until " + t.To
	}
	return ""
}

func day(at time.Time) string {
	if at.IsZero() {
		return "undated"
	}
	return at.Format(time.DateOnly)
}
