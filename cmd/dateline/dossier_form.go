package main

import (
	"encoding/json"
	"io"

	"dateline"
	"dateline/store"
)

// printJSON writes the dossier on one line.
func (d *dossier) printJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(d.form())
}

// form is the dossier as JSON has it.
func (d *dossier) form() map[string]any {
	entries := func(all []*store.Entry) []map[string]any {
		forms := []map[string]any{}
		for _, e := range all {
			forms = append(forms, entryForm(e))
		}
		return forms
	}
	branches := []map[string]any{}
	for _, b := range d.byBranches {
		branches = append(branches, map[string]any{"actor": b.Actor, "of": b.Of, "from": b.From, "to": b.To, "claimed": b.Count, "incidents": entries(b.Incidents)})
	}
	spread := map[string]any{"roles": tallyForms(d.spread.Roles), "years": tallyForms(d.spread.Years), "provinces": tallyForms(d.spread.Provinces)}
	for key, e := range map[string]*store.Entry{"first": d.spread.First, "last": d.spread.Last} {
		if e != nil {
			spread[key] = entryForm(e)
		}
	}
	actor := actorForm(d.Actor)
	return map[string]any{"actor": actor, "names": d.names, "parents": d.parents, "branches": d.branches, "traits": append([]store.Remark{}, d.traits...),
		"assessments": append([]store.Remark{}, d.assessments...), "claims": append([]store.Stand{}, d.stands...),
		"forecasts": append([]dateline.Warning{}, d.warnings...), "spread": spread, "toll_rule": dateline.NewestToll,
		"incidents": entries(d.incidents), "claimed_by_branches": branches}
}

func tallyForms(all []store.Tally) []map[string]any {
	forms := []map[string]any{}
	for _, t := range all {
		form := map[string]any{"incidents": t.Incidents, "killed": t.Killed, "killed_in": t.KilledIn, "injured": t.Injured, "injured_in": t.InjuredIn}
		switch {
		case t.Role != "":
			form["role"] = t.Role
		case t.Year != 0:
			form["year"] = t.Year
		case t.Country != "":
			form["country"], form["admin1"] = t.Country, t.Admin1
		}
		forms = append(forms, form)
	}
	return forms
}
