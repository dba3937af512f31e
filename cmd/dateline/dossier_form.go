package main

import (
	"encoding/json"
	"io"

	"dateline"
	"dateline/store"
)

// printJSON writes the dossier on one line.
func (d dossierCard) printJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(d.form())
}

// form is the dossier as JSON has it.
func (d dossierCard) form() map[string]any {
	entries := func(all []*store.Entry) []map[string]any {
		forms := []map[string]any{}
		for _, e := range all {
			forms = append(forms, entryForm(e))
		}
		return forms
	}
	branches := []map[string]any{}
	for _, b := range d.ByBranches {
		branches = append(branches, map[string]any{"actor": b.Actor, "of": b.Of, "from": b.From, "to": b.To, "claimed": b.Count, "incidents": entries(b.Incidents)})
	}
	spread := map[string]any{"roles": tallyForms(d.Spread.Roles), "years": tallyForms(d.Spread.Years), "provinces": tallyForms(d.Spread.Provinces)}
	for key, e := range map[string]*store.Entry{"first": d.Spread.First, "last": d.Spread.Last} {
		if e != nil {
			spread[key] = entryForm(e)
		}
	}
	actor := actorForm(d.Actor)
	return map[string]any{"actor": actor, "names": d.Called, "parents": d.Parents, "branches": d.Branches, "traits": append([]store.Remark{}, d.Traits...),
		"assessments": append([]store.Remark{}, d.Assessments...), "claims": append([]store.Stand{}, d.Stands...),
		"forecasts": append([]dateline.Warning{}, d.Warnings...), "spread": spread, "toll_rule": dateline.NewestToll,
		"incidents": entries(d.Recent), "claimed_by_branches": branches}
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
