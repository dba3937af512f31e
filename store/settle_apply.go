package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/coding"
)

// applySettled makes the record say what was settled.
func (w *work) applySettled(c *Comparison, unit *coding.Unit, one *Settled) error {
	machine := unit.Answers[len(unit.Answers)-1]
	home := w.homeOf(c, unit.Thing)
	none := string(one.Value) == "null"
	e := Edit{Author: one.Author, Reason: one.Reason, Subject: c.Report, Value: one.Value}
	path := machine.Path
	list := map[coding.Field]string{coding.Killed: "casualties", coding.Injured: "casualties", coding.Perpetrator: "roles"}[unit.Field]
	if list != "" && one.Taken != TakenMachine && string(one.Value) != "null" { // statements have other names in a coder's record
		var err error
		if e.Value, err = withValue(one.Value, "statement", nil); err != nil {
			return err
		}
	}
	switch {
	case unit.Field == coding.Event || unit.Field == coding.Statement:
		switch {
		case none && home != "" && unit.Field == coding.Event:
			e.Kind, e.Subject = EditReject, c.Report+"/"+strings.TrimPrefix(home, "events.")
		case none && home != "":
			e.Kind, e.Path = EditReject, home
		case !none && home == "":
			e.Kind, e.Path = EditAdd, string(unit.Field)+"s"
			var err error
			if e.Value, err = bare(unit.Field, one.Value); err != nil {
				return err
			}
		default:
			return nil // as the record has it
		}
		return w.settleBy(one, e)
	case home == "":
		return fmt.Errorf("%s: %w: settle first whether there is such a thing", unit.Thing, ErrUnknown)
	case path == "":
		path = home + "." + map[coding.Field]string{coding.Horizon: "forecast.by"}[unit.Field]
		if unit.Field != coding.Horizon {
			path = home + "." + string(unit.Field)
		}
		if list != "" {
			path = home + "." + list
		}
	}
	if err := w.bringActors(c, one); err != nil {
		return err
	}
	o, err := w.openRecord(c.Report)
	if err != nil {
		return err
	}
	now, err := o.value(o.text, path)
	if err != nil {
		return err
	}
	stands := plainValue(now)
	same := stands != nil
	if same && !none {
		if same, err = sameJSON(stands, e.Value); err != nil {
			return err
		}
	}
	isList := first(stands) == '['
	switch {
	case none && (stands == nil || isList):
		return nil
	case none:
		e.Kind, e.Path, e.Value = EditReject, path, nil
	case same:
		e.Kind, e.Path, e.Value = EditConfirm, path, nil
	case isList || stands == nil && list != "":
		e.Kind, e.Path = EditAdd, home+"."+list
	default:
		e.Kind, e.Path = EditSet, path
	}
	return w.settleBy(one, e)
}

// bringActors adds the actors that a settled value names and that a coder has, but the record has not.
func (w *work) bringActors(c *Comparison, one *Settled) error {
	var names struct {
		Actor string   `json:"actor"`
		By    []string `json:"by"`
	}
	if first(one.Value) != '{' {
		return nil
	}
	if err := json.Unmarshal(one.Value, &names); err != nil {
		return nil // it names none
	}
	o, err := w.openRecord(c.Report)
	if err != nil {
		return err
	}
	has := func(r *dateline.Record, id string) int {
		return slices.IndexFunc(r.Actors, func(a dateline.Actor) bool { return a.ID == id })
	}
	for _, id := range distinct(append(names.By, names.Actor)) {
		if has(o.record, id) >= 0 {
			continue
		}
		for _, r := range c.Records {
			at := has(r, id)
			if at < 0 {
				continue
			}
			value, err := json.Marshal(r.Actors[at])
			if err != nil {
				return err
			}
			if err := w.settleBy(one, Edit{Kind: EditAdd, Author: one.Author, Reason: one.Reason, Subject: c.Report, Path: "actors", Value: value}); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

// settleBy makes an edit for what was settled.
func (w *work) settleBy(one *Settled, e Edit) error {
	done, err := w.apply(e)
	if err != nil {
		return err
	}
	one.Edits = append(one.Edits, done.ID)
	if e.Path != "actors" && strings.Count(done.Path, ".") == 1 {
		one.path = done.Path
	}
	return nil
}

// homeOf gives where in the record a thing is: where the machine had it, or where it was added; empty for nowhere.
func (w *work) homeOf(c *Comparison, thing string) string {
	if settled, ok := c.Settled[thing]; ok && settled.path != "" {
		return settled.path
	}
	for _, u := range c.Units {
		if u.Key == thing {
			return u.Answers[len(u.Answers)-1].Path
		}
	}
	return ""
}

// bare is an event or a statement as it is added: what refers to other things of a coder's record is left out, for they
// have other names elsewhere.
func bare(field coding.Field, value json.RawMessage) (json.RawMessage, error) {
	if field == coding.Statement {
		var s dateline.Statement
		if err := json.Unmarshal(value, &s); err != nil {
			return nil, err
		}
		s.Events, s.Via = []string{}, ""
		return json.Marshal(s)
	}
	var e dateline.Event
	if err := json.Unmarshal(value, &e); err != nil {
		return nil, err
	}
	e = dateline.Event{Type: e.Type, Status: e.Status, Words: e.Words, Statements: []string{}, Roles: []dateline.Role{}, Casualties: []dateline.Casualty{},
		Claim: dateline.Claim{State: dateline.Unmentioned}}
	return json.Marshal(e)
}
