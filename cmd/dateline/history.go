package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline/store"
)

type historyCommand struct {
	keeping
	Subject string `arg:"" optional:"" help:"An incident, a report, a telling, a forecast or an actor; everything if it is left out."`
	Path    string `arg:"" optional:"" help:"Of one value alone: killed; in a report events.e1.type; of an actor a name."`
	JSON    bool   `name:"json" help:"Print each edit as one line of JSON, with all that it changed."`
}

// Run lists the edits of a subject, the oldest first.
func (c *historyCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, s, func(db *store.Store) error {
		done, err := db.HistoryOf(ctx, c.Subject, c.Path)
		if err != nil {
			return err
		}
		if len(done) == 0 && c.Subject != "" {
			if err := knownSubject(ctx, db, c.Subject); err != nil {
				return err
			}
		}
		return printEach(s, c.JSON, done, doneForm, doneLine)
	})
}

// knownSubject tells whether the record has something of that name, edited or not.
func knownSubject(ctx context.Context, db *store.Store, subject string) error {
	for _, look := range []func() error{
		func() error { _, err := db.Incident(ctx, subject); return err },
		func() error { _, err := db.Report(ctx, subject); return err },
		func() error { _, _, _, err := db.Telling(ctx, subject); return err },
		func() error { _, err := db.Actor(ctx, subject); return err },
		func() error { _, err := db.Report(ctx, subject[:strings.LastIndexByte("/"+subject, '/')]); return err }, // a forecast of it
	} {
		if err := look(); !errors.Is(err, store.ErrUnknown) {
			return err
		}
	}
	return fmt.Errorf("%s: %w", subject, store.ErrUnknown)
}

func doneForm(d store.Done) map[string]any {
	return map[string]any{"id": d.ID, "at": d.At, "author": d.Author, "reason": d.Reason, "kind": d.Kind, "subject": d.Subject,
		"before": d.Before, "after": d.After, "undone": d.Undone}
}

// doneLine is an edit on a line: its number, when, who, what and why.
func doneLine(d store.Done) string {
	pieces := []string{fmt.Sprint(d.ID), d.At.Format("2006-01-02 15:04"), d.Author, d.Kind + " " + d.Subject}
	if what := doneWords(d); what != "" {
		pieces = append(pieces, what)
	}
	if d.Reason != "" {
		pieces = append(pieces, "("+d.Reason+")")
	}
	if d.Undone != 0 {
		pieces = append(pieces, fmt.Sprintf("undone by %d", d.Undone))
	}
	return strings.Join(pieces, "  ")
}

// A doneState is what an edit changed, as it was before or is after.
type doneState struct {
	Links     map[string]*struct{ Incident string }
	Rejected  map[string]bool
	Incidents map[string]*struct {
		Merged string `json:"merged_into"`
		Fixed  map[string]json.RawMessage
	}
	Values  map[string]json.RawMessage
	Aliases map[string]string
	Matches map[string]*struct{ Incident string }
	Apart   map[int64]struct{ Names [2]string }
}

// doneWords is what an edit changed, in few words; what it was stands before what it became.
func doneWords(d store.Done) string {
	var was, is doneState
	if json.Unmarshal(d.Before, &was) != nil || json.Unmarshal(d.After, &is) != nil {
		return ""
	}
	var parts []string
	note := func(what, before, after string) {
		if before != after {
			parts = append(parts, strings.TrimPrefix(what+": ", ": ")+or(before, "nothing")+" → "+or(after, "nothing"))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(is.Incidents)) {
		before, after := was.Incidents[id], is.Incidents[id]
		if before == nil || after == nil {
			continue
		}
		if before.Merged != after.Merged && after.Merged != "" {
			parts = append(parts, id+" is part of "+after.Merged)
		}
		for _, field := range sortedUnion(before.Fixed, after.Fixed) {
			note(field, or(settled(before.Fixed, field), "as reported"), or(settled(after.Fixed, field), "as reported"))
		}
	}
	moved := map[[2]string]int{}
	for key, link := range is.Links {
		pair := [2]string{}
		if before := was.Links[key]; before != nil {
			pair[0] = before.Incident
		}
		if link != nil {
			pair[1] = link.Incident
		}
		if pair[0] != pair[1] {
			moved[pair]++
		}
	}
	for _, pair := range slices.SortedFunc(maps.Keys(moved), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		parts = append(parts, several(moved[pair], "telling")+": "+or(pair[0], "no incident")+" → "+or(pair[1], "no incident"))
	}
	for _, state := range []struct {
		apart map[int64]struct{ Names [2]string }
		words string
	}{{was.Apart, " and %s are kept apart no longer"}, {is.Apart, " and %s are kept apart"}} {
		for _, edit := range slices.Sorted(maps.Keys(state.apart)) {
			names := state.apart[edit].Names
			parts = append(parts, names[0]+fmt.Sprintf(state.words, names[1]))
		}
	}
	for _, path := range sortedUnion(was.Values, is.Values) {
		note(path, brief(was.Values[path]), brief(is.Values[path]))
	}
	for _, name := range slices.Sorted(maps.Keys(is.Aliases)) {
		note("“"+name+"”", or(was.Aliases[name], "not settled"), or(is.Aliases[name], "not settled"))
	}
	for _, key := range slices.Sorted(maps.Keys(is.Matches)) {
		before, after := "", ""
		if m := was.Matches[key]; m != nil {
			before = m.Incident
		}
		if m := is.Matches[key]; m != nil {
			after = m.Incident
		}
		note("", or(before, "no incident"), or(after, "no incident"))
	}
	return strings.Join(parts, ", ")
}

// settled is what an editor has set a field of an incident to; empty if nobody has.
func settled(fixed map[string]json.RawMessage, field string) string {
	var figure *store.Figure
	decoder := json.NewDecoder(bytes.NewReader(fixed[field]))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&figure) == nil && figure != nil {
		return figure.String()
	}
	return brief(fixed[field])
}

// brief is a value of an edit on a line, cut where it is long.
func brief(value json.RawMessage) string {
	text := strings.TrimSpace(string(value))
	if text == "null" || text == "{}" {
		return ""
	}
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return text
}
