package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"dateline"
	"dateline/fetch"
	"dateline/link"
	"dateline/page"
	"dateline/store"
)

type rereadCommand struct {
	keeping
	Keep    bool     `help:"Keep what is read anew; otherwise it is only shown."`
	Reports []string `arg:"" optional:"" name:"report" help:"Ids of reports; all if none is named."`
}

// Help is what "dateline reread --help" says beyond its flags.
func (rereadCommand) Help() string {
	return "Reads kept reports again, from their bytes, with this version of the program, and shows what comes out differently. What editors have set stays set."
}

// Run reads reports again and tells what differs, report by report.
func (c *rereadCommand) Run(ctx context.Context, s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	return c.with(ctx, s, func(db *store.Store) error {
		if len(c.Reports) > 0 {
			for _, id := range c.Reports {
				if err := c.reread(ctx, s, r, db, id); err != nil {
					return err
				}
			}
			return nil
		}
		for after := ""; ; {
			reports, err := db.Reports(ctx, store.ReportFilter{After: after}, 100)
			if err != nil || len(reports) == 0 {
				return err
			}
			for _, report := range reports {
				if err := c.reread(ctx, s, r, db, report.ID); err != nil {
					return err
				}
				after = report.ID
			}
		}
	})
}

// reread reads one report again.
func (c *rereadCommand) reread(ctx context.Context, s *streams, r *reader, db *store.Store, id string) error {
	raw, err := db.Source(ctx, id)
	if err != nil {
		return err
	}
	old, err := db.Record(ctx, id)
	if err != nil {
		return err
	}
	options := page.Options{}
	if p := old.Document.Published; p != nil && p.Basis == "argument" {
		options.Published = p.At
	}
	record, err := r.readOrKeep(raw, options, "")
	if err != nil {
		fmt.Fprintf(s.err, "dateline: %s: %v\n", id, err)
		return nil
	}
	if record.Document.Site == "" { // whoever added it said which outlet it is of
		record.Document.Site = old.Document.Site
	}
	set, err := db.Preview(ctx, record)
	if err != nil {
		return err
	}
	differences, err := recordDifferences(old, set)
	if err != nil {
		return err
	}
	if len(differences) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(s.out, "%s  %s\n", id, quoteTitle(record.Document)); err != nil {
		return err
	}
	for _, d := range differences {
		if _, err := fmt.Fprintf(s.out, "  %s\n", d); err != nil {
			return err
		}
	}
	if !c.Keep {
		return nil
	}
	_, err = db.Reread(ctx, record, link.Groups)
	return err
}

// recordDifferences lists the values in which two records differ, as "events.e1.type: bombing → shelling".
func recordDifferences(old, new *dateline.Record) ([]string, error) {
	a, err := asTree(old)
	if err != nil {
		return nil, err
	}
	b, err := asTree(new)
	if err != nil {
		return nil, err
	}
	return treeDifferences("", a, b), nil
}

// asTree gives a record as its JSON reads, without the text.
func asTree(record *dateline.Record) (any, error) {
	form, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	if err := json.Unmarshal(form, &tree); err != nil {
		return nil, err
	}
	return tree, nil
}

// treeDifferences compares two trees of JSON; things of a list are told by their ids, or their places.
func treeDifferences(path string, a, b any) []string {
	if reflect.DeepEqual(a, b) {
		return nil
	}
	x, y := branches(a), branches(b)
	if x == nil || y == nil {
		return []string{strings.TrimPrefix(path, ".") + ": " + leaf(a) + " → " + leaf(b)}
	}
	var out []string
	for _, name := range sortedUnion(x, y) {
		if name == "span" {
			continue // where the words stand says nothing new beside the words
		}
		out = append(out, treeDifferences(path+"."+name, x[name], y[name])...)
	}
	return out
}

// branches gives the parts of an object or a list by name; nil if it is neither.
func branches(v any) map[string]any {
	switch v := v.(type) {
	case map[string]any:
		return v
	case []any:
		parts := map[string]any{}
		for i, part := range v {
			name := fmt.Sprint(i)
			if object, ok := part.(map[string]any); ok {
				if id, ok := object["id"].(string); ok {
					name = id
				}
			}
			parts[name] = part
		}
		return parts
	}
	return nil
}

// leaf is a value on a line.
func leaf(v any) string {
	if v == nil {
		return "nothing"
	}
	form, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return brief(form)
}

func sortedUnion[T any](a, b map[string]T) []string {
	names := slices.Collect(maps.Keys(a))
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
