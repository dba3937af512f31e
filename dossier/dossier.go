// Package dossier gathers what the record and the actor list hold of an actor: its names with
// their sources, what it belongs to and its branches with dates, what reports say of it side by
// side, judgements, claims, forecasts and its incidents.
//
//	d, err := dossier.Read(ctx, db, listed, "ISIS-K", 10)
//
// It decides nothing: what differs stands side by side, each with who says so.
package dossier

import (
	"context"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/link"
	"dateline/store"
)

// A Dossier is what the record and the actor list hold of an actor.
type Dossier struct {
	*store.Actor
	Listed      *gazetteer.Actor // nil for one that the list does not have
	Called      []Name           // its names with their sources
	Parents     []Tie
	Branches    []Tie
	Traits      []store.Remark
	Assessments []store.Remark
	Stands      []store.Stand
	Warnings    []dateline.Warning
	Spread      *store.Spread
	Recent      []*store.Entry
	ByBranches  []BranchClaims
	More        map[string]bool // of which list there is more than was asked for
}

// A Name is a name of an actor with its sources: reports, the actor list, or both.
type Name struct {
	store.Alias
	List    bool           `json:"list"`             // the actor list has it
	Sources []string       `json:"sources,omitzero"` // ids of reports, the last added first; in JSON alone
	Words   dateline.Words `json:"words,omitzero"`   // around it, in the last report
	Why     string         `json:"why,omitempty"`    // why it is another spelling of the actor's name; empty if it was not joined so
}

// A Tie is that an actor belongs or belonged to another: by the actor list, or by what a report says.
type Tie struct {
	Actor  string        `json:"actor"` // the other
	Of     string        `json:"of,omitempty"`
	Name   string        `json:"name,omitempty"`
	Kind   string        `json:"kind,omitempty"`
	From   string        `json:"from,omitempty"` // of the list: half-open, each a year, month or day
	To     string        `json:"to,omitempty"`
	Remark *store.Remark `json:"said,omitempty"` // of a report; nil where the list says so
}

// BranchClaims are the incidents that a branch claimed while it was one.
type BranchClaims struct {
	Tie
	Count     int
	Incidents []*store.Entry
}

// Read gathers a dossier: of each list so many, all for a limit of 0.
func Read(ctx context.Context, db *store.Store, listed *gazetteer.Actors, called string, limit int) (*Dossier, error) {
	actor, err := Find(ctx, db, listed, called)
	if err != nil {
		return nil, err
	}
	d := &Dossier{Actor: actor, Listed: listed.Actor(actor.ID), More: map[string]bool{}}
	for _, read := range []func() error{
		func() error { return d.readNames(ctx, db, limit) },
		func() (err error) {
			d.Traits, err = db.Traits(ctx, actor.ID, oneMore(limit))
			d.trimTraits(limit)
			return err
		},
		func() error { return d.readTies(ctx, db, listed, limit) },
		func() (err error) {
			d.Assessments, err = db.Assessments(ctx, actor.ID, oneMore(limit))
			d.Assessments, d.More["assessments"] = upTo(d.Assessments, limit)
			return err
		},
		func() (err error) {
			d.Stands, err = db.Stands(ctx, actor.ID, oneMore(limit))
			d.Stands, d.More["claims"] = upTo(d.Stands, limit)
			return err
		},
		func() error { return d.readWarnings(ctx, db, limit) },
		func() (err error) { d.Spread, err = db.Spread(ctx, actor.ID); return err },
		func() (err error) {
			d.Recent, err = db.Incidents(ctx, store.Filter{Actor: actor.ID}, store.ByDay, limit, 0)
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

// Find finds an actor in the record, also by a name that only the list has.
func Find(ctx context.Context, db *store.Store, listed *gazetteer.Actors, called string) (*store.Actor, error) {
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
func (d *Dossier) trimTraits(limit int) {
	shown := map[string]int{}
	d.Traits = slices.DeleteFunc(d.Traits, func(t store.Remark) bool {
		shown[t.Kind]++
		if limit > 0 && shown[t.Kind] > limit {
			d.More[t.Kind] = true
			return true
		}
		return false
	})
}

func (d *Dossier) readNames(ctx context.Context, db *store.Store, limit int) error {
	there := map[string]bool{}
	list := map[string]bool{}
	if d.Listed != nil {
		for _, n := range append(d.Listed.Names, d.Listed.Arabic...) {
			list[dateline.Fold(n)] = true
		}
	}
	for i, n := range d.Names {
		one := Name{Alias: n, List: list[dateline.Fold(n.Name)]}
		there[dateline.Fold(n.Name)] = true
		if n.Reports == 0 && n.State == "" && !one.List {
			continue // what it is shown as, of which no report has the words
		}
		if n.State == store.AliasSpelled {
			one.Why, _, _ = dateline.SameName(n.Name, d.Name)
		}
		var err error
		if n.Last != "" && (limit == 0 || i < limit) {
			if one.Words, err = db.Mention(ctx, n.Last, n.Name); err != nil {
				return err
			}
		}
		if limit == 0 {
			if one.Sources, err = db.NamedBy(ctx, d.ID, n.Name, 0); err != nil {
				return err
			}
		}
		d.Called = append(d.Called, one)
	}
	if d.Listed != nil {
		for _, n := range append(d.Listed.Names, d.Listed.Arabic...) {
			if !there[dateline.Fold(n)] {
				there[dateline.Fold(n)] = true
				d.Called = append(d.Called, Name{Alias: store.Alias{Name: n}, List: true})
			}
		}
	}
	return nil
}

// readTies finds what the actor belongs to, and what belongs to it.
func (d *Dossier) readTies(ctx context.Context, db *store.Store, listed *gazetteer.Actors, limit int) error {
	d.Parents, d.Branches = []Tie{}, []Tie{}
	if d.Listed != nil {
		for _, p := range d.Listed.Parents {
			d.Parents = append(d.Parents, Tie{Actor: p.ID, Name: listed.Actor(p.ID).Name, Kind: listed.Actor(p.ID).Kind, From: p.From, To: p.To})
		}
	}
	for i := range d.Traits {
		if t := &d.Traits[i]; t.Other != "" && (t.Kind == dateline.BranchOf || t.Kind == dateline.SplitFrom) {
			d.Parents = append(d.Parents, Tie{Actor: t.Other, Remark: t})
		}
	}
	known := map[string]bool{}
	for _, b := range listed.Branches(d.ID) {
		known[b.Actor.ID] = true
		d.Branches = append(d.Branches, Tie{Actor: b.Actor.ID, Of: b.Of, Name: b.Actor.Name, Kind: b.Actor.Kind, From: b.From, To: b.To})
	}
	kin, err := db.Kin(ctx, d.ID, limit)
	for i := range kin {
		if k := &kin[i]; k.Kind == dateline.BranchOf || k.Kind == dateline.SplitFrom {
			d.Branches = append(d.Branches, Tie{Actor: k.Actor, Of: d.ID, Remark: &k.Remark})
		}
	}
	return err
}

func (d *Dossier) readWarnings(ctx context.Context, db *store.Store, limit int) (err error) {
	if d.Warnings, err = db.Warnings(ctx, store.WarningFilter{Actor: d.ID}, oneMore(limit)); err != nil {
		return err
	}
	d.Warnings, d.More["forecasts"] = upTo(d.Warnings, limit)
	for i := range d.Warnings {
		if i == 10 {
			break // a proposal is looked for among incidents, which takes a while
		}
		if err := Propose(ctx, db, &d.Warnings[i]); err != nil {
			return err
		}
	}
	return nil
}

// readBranches counts what branches claimed, while the list has them as such or, of those that it does not
// have, at any time.
func (d *Dossier) readBranches(ctx context.Context, db *store.Store, limit int) error {
	listed := map[string]bool{}
	for _, b := range d.Branches {
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
		d.ByBranches = append(d.ByBranches, BranchClaims{Tie: b, Count: n, Incidents: entries})
	}
	return nil
}

// Propose finds the first incident that a warning may have foretold, if nobody has matched it yet.
func Propose(ctx context.Context, db *store.Store, w *dateline.Warning) error {
	if w.Incident != "" || w.Actor == "" || !w.By.Resolved() {
		return nil
	}
	entries, err := db.Incidents(ctx, store.Filter{Actor: w.Actor, From: w.Said, To: w.By.End.At}, store.ByOldest, 20, 0)
	if err != nil {
		return err
	}
	for _, e := range entries {
		incident, err := db.Incident(ctx, e.ID)
		if err != nil {
			return err
		}
		if reasons, ok := link.Foretold(w, &incident.Incident, incident.Tellings); ok {
			w.Reasons = append([]string{"proposed: " + e.ID}, reasons...)
			return nil
		}
	}
	return nil
}

// Years are the dates of a tie in words: "2004-10 to 2014-02"; empty if it has no dates.
func (t *Tie) Years() string {
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
