package store_test

import (
	"context"
	"errors"
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
	older(t, newer, where)

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

// older makes a file as an older program would have made it of what is in another.
func older(t *testing.T, newer, where string) {
	t.Helper()
	if err := store.OlderSchema(context.Background(), where, 2); err != nil {
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
}

// TestUpgradeIsTold opens an older record: how far it has come is told, in order and to the end.
func TestUpgradeIsTold(t *testing.T) {
	folder := t.TempDir()
	where, newer := filepath.Join(folder, "older.db"), filepath.Join(folder, "newer.db")
	filled(t, newer)
	older(t, newer, where)
	var told []store.Upgrade
	s, err := store.Open(context.Background(), where, store.TellUpgrade(func(u store.Upgrade) { told = append(told, u) }))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	through := map[string]bool{}
	for i, u := range told {
		if u.Step < 1 || u.Step > u.Steps || u.Done > u.All || i > 0 && (u.Step < told[i-1].Step || u.Steps != told[i-1].Steps) {
			t.Errorf("%d: after %v comes %v", i, told[max(0, i-1)], u)
		}
		through[fmt.Sprint(u.What, u.Done == u.All)] = true
	}
	for _, want := range []string{"true", "reportsfalse", "reportstrue", "incidentsfalse", "incidentstrue"} {
		if !through[want] {
			t.Errorf("nothing tells of %s: %v", want, told)
		}
	}
	if last := told[len(told)-1]; last.Step != last.Steps {
		t.Errorf("the last is %v", last)
	}
	check(t, "words", store.Upgrade{Step: 1, Steps: 3, What: "reports", Done: 1500, All: 20000}.String(), "step 1 of 3, 1500 of 20000 reports")
	told = nil
	again, err := store.Open(context.Background(), where, store.TellUpgrade(func(u store.Upgrade) { told = append(told, u) }))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	check(t, "told of a record that is up to date", len(told), 0)
}

// TestUpgradeIsStopped stops bringing an older record up to date wherever it tells of it: the record is as it was, and
// can be brought up to date later.
func TestUpgradeIsStopped(t *testing.T) {
	folder := t.TempDir()
	where, newer := filepath.Join(folder, "older.db"), filepath.Join(folder, "newer.db")
	filled(t, newer)
	older(t, newer, where)
	count := func() (schema, tables string) {
		db := raw(t, where)
		defer db.Close()
		for query, into := range map[string]*string{`select max(number) from dateline_schema`: &schema, `select count(*) from sqlite_master`: &tables} {
			if err := db.QueryRow(query).Scan(into); err != nil {
				t.Fatal(err)
			}
		}
		return schema, tables
	}
	schema, tables := count()
	calls, stops := 0, 1
	for ; ; stops++ {
		ctx, cancel := context.WithCancel(context.Background())
		calls = 0
		s, err := store.Open(ctx, where, store.TellUpgrade(func(store.Upgrade) {
			if calls++; calls == stops {
				cancel()
			}
		}))
		cancel()
		if err == nil {
			defer s.Close()
			break
		}
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), where+": bringing it up to date was stopped: nothing of it was kept") {
			t.Fatalf("stopped at %d: got error %v", stops, err)
		}
		if now, there := count(); now != schema || there != tables {
			t.Fatalf("stopped at %d: schema %s with %s tables, was %s with %s", stops, now, there, schema, tables)
		}
	}
	if calls < 10 || stops <= calls {
		t.Errorf("told %d times, and stopped %d times", calls, stops-1)
	}
	s := open(t, where)
	check(t, "reports", statistics(t, s).Reports, 20)
}
