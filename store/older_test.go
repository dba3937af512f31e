package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/store"
)

// TestOlderSchema opens a record that an older program has filled: all of it is there, and what
// is added joins it.
func TestOlderSchema(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	where, newer := filepath.Join(folder, "older.db"), filepath.Join(folder, "newer.db")
	filled := open(t, newer)
	e := bombing("2024-05-01", "Aldora", 9)
	e.Roles = append(e.Roles, dateline.Role{Role: dateline.Perpetrator, Actor: "red-hill-front", Basis: dateline.RoleBlamed})
	month := event("arson", "2024-05-01", "Berin", 2)
	month.Time.Grain, month.Time.End.At = dateline.Month, month.Time.Start.At.AddDate(0, 1, 0)
	wire := prose("wire", 150)
	names := addAll(t, filled,
		story{name: "one", site: "A", published: "2024-05-02", text: wire, actors: front("RHF"), events: []dateline.Event{e}},
		story{name: "copy", site: "B", published: "2024-05-02", text: wire + " so", events: []dateline.Event{e}},
		story{name: "two", published: "2024-05-03", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}},
		story{name: "month", published: "2024-05-03", events: []dateline.Event{month}},
	)
	told(t, filled, story{name: "profile", published: "2024-05-06", actors: front("RHF", "Hill Boys")}, func(record *dateline.Record) {
		record.Traits = append(record.Traits, trait("strength", "some 300 men", "", ""))
	})
	want, named := shape(t, filled, names), dossier(t, filled, "red-hill-front")
	if err := store.OlderSchema(ctx, where, 2); err != nil {
		t.Fatal(err)
	}
	db := raw(t, where)
	db.SetMaxOpenConns(1)
	exec := func(query string, arguments ...any) {
		t.Helper()
		if _, err := db.Exec(query, arguments...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	exec(`attach $1 as newer`, newer)
	for _, table := range []string{"source", "report", "band", "telling", "incident", "link", "actor", "alias", "alias_report", "involved", "change"} {
		rows, err := db.Query(`select name from pragma_table_info($1, 'main')`, table)
		if err != nil {
			t.Fatal(err)
		}
		var columns []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			columns = append(columns, name)
		}
		rows.Close()
		list := strings.Join(columns, ", ")
		exec(fmt.Sprintf(`insert into main.%s (%s) select %s from newer.%s`, table, list, list, table))
	}
	exec(`insert into main.word (rowid, words) select number, 'x' from newer.report`)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	s := open(t, where)
	check(t, "shape", shape(t, s, names), want)
	check(t, "dossier", dossier(t, s, "red-hill-front"), named)
	if traits, err := s.Traits(ctx, "red-hill-front", 10); err != nil || len(traits) != 1 || traits[0].Value != "some 300 men" {
		t.Errorf("traits: got %v, %v", traits, err)
	}
	entries, err := s.Incidents(ctx, store.Filter{Actor: "red-hill-front", Role: dateline.Perpetrator}, "", 10, 0)
	if err != nil || len(entries) != 1 || entries[0].ID != "2024-05-01-aldora" {
		t.Errorf("by an actor: got %v, %v", entries, err)
	}
	for id, name := range addAll(t, s,
		story{name: "three", published: "2024-05-04", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}},
		story{name: "late copy", site: "C", published: "2024-05-04", text: "so " + wire, events: []dateline.Event{e}},
		story{name: "fire", published: "2024-05-04", events: []dateline.Event{event("arson", "2024-05-03", "Berin", 2)}},
	) {
		names[id] = name
	}
	check(t, "shape with more", shape(t, s, names), "2024-05-01-aldora: one(copy)(late copy) two three\n2024-05-berin: month fire")
}
