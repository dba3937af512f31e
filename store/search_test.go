package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/store"
)

func searchFolded(t *testing.T, s *store.Store) {
	names := addAll(t, s,
		story{name: "latin", published: "2024-05-02", text: "Élections à Łódź: the N'Djamena report, number 40. " + prose("x", 100), events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}},
		story{name: "arabic", published: "2024-05-02", text: "وقع الهجوم في مدينة أربيل مساءً، وقُتل ٤٠ شخصاً. " + prose("y", 100)},
		story{name: "hindi", published: "2024-05-02", text: "दिल्ली में एक हमला हुआ। " + prose("z", 100)},
	)
	for _, c := range []struct{ words, want, around string }{
		{"lodz", "latin", "Łódź"},
		{"LÓDZ elections", "latin", "Élections"},
		{"n'djamena", "latin", "N'Djamena"},
		{"اربيل", "arabic", "أربيل"},
		{"أَرْبِيل مدينه", "arabic", "أربيل"},
		{"40", "arabic latin", ""},
		{"दिल्ली", "hindi", "दिल्ली"},
		{"lod", "", ""},
		{`" OR * ( '`, "", ""},
		{`or near and not`, "", ""},
		{"", "", ""},
	} {
		hits, err := s.Search(context.Background(), c.words, 10)
		if err != nil {
			t.Fatalf("%q: %v", c.words, err)
		}
		var got []string
		for _, h := range hits {
			got = append(got, names[h.Report])
			if !strings.Contains(h.Words.Text, c.around) {
				t.Errorf("%q: got the words %q, want some with %q", c.words, h.Words.Text, c.around)
			}
		}
		check(t, c.words, strings.Join(got, " "), c.want)
	}
	hits, err := s.Search(context.Background(), "report", 1)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "at most one", len(hits), 1)
}

func filters(t *testing.T, s *store.Store) {
	ctx := context.Background()
	claimed := event("armed-assault", "2024-05-03", "Berin", 20)
	claimed.Claim = dateline.Claim{State: dateline.Claimed, By: []string{"red-hill-front"}}
	foiled := bombing("2024-05-05", "Cassim", -1)
	foiled.Status = dateline.Foiled
	foiled.Roles = append(foiled.Roles, dateline.Role{Role: dateline.Perpetrator, Actor: "red-hill-front", Basis: dateline.RoleSuspected})
	addAll(t, s,
		story{name: "a", published: "2024-05-20", text: "market " + prose("a", 100), events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}},
		story{name: "b", published: "2024-05-10", events: []dateline.Event{claimed}},
		story{name: "c", published: "2024-05-06", events: []dateline.Event{foiled}},
		story{name: "d", published: "2024-05-07", events: []dateline.Event{event("arson", "", "", -1)}},
	)
	date := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	const a, b, c, d = "2024-05-01-aldora", "2024-05-03-berin", "2024-05-05-cassim", "undated-unplaced"
	for _, test := range []struct {
		name   string
		filter store.Filter
		order  store.Order
		want   []string
	}{
		{"all", store.Filter{}, "", []string{c, b, a, d}},
		{"the oldest first", store.Filter{}, store.ByOldest, []string{a, b, c, d}},
		{"most killed", store.Filter{}, store.ByKilled, []string{b, a, d, c}},
		{"published", store.Filter{}, store.ByPublished, []string{a, b, d, c}},
		{"changed", store.Filter{}, store.ByChanged, []string{d, c, b, a}},
		{"from", store.Filter{From: date("2024-05-03")}, "", []string{c, b}},
		{"to", store.Filter{To: date("2024-05-03")}, "", []string{b, a}},
		{"country", store.Filter{Country: "XA"}, "", []string{b, a}},
		{"place", store.Filter{Place: "ALDORA"}, "", []string{a}},
		{"division", store.Filter{Place: "south"}, "", []string{b}},
		{"box", store.Filter{Box: &store.Box{South: 9, West: 19, North: 11, East: 22}}, "", []string{a}},
		{"box over the line of dates", store.Filter{Box: &store.Box{South: -10, West: 170, North: 10, East: -170}}, "", []string{c}},
		{"actor", store.Filter{Actor: "red-hill-front"}, "", []string{c, b}},
		{"actor in a role", store.Filter{Actor: "red-hill-front", Role: store.Claims}, "", []string{b}},
		{"type", store.Filter{Type: "bombing"}, "", []string{c, a}},
		{"status", store.Filter{Status: dateline.Foiled}, "", []string{c}},
		{"killed at least", store.Filter{KilledFrom: 10}, "", []string{b}},
		{"claim", store.Filter{Claim: dateline.Claimed}, "", []string{b}},
		{"words", store.Filter{Words: "Market"}, "", []string{a}},
		{"together", store.Filter{Country: "XA", From: date("2024-05-01"), KilledFrom: 5, Type: "bombing", Words: "market"}, store.ByKilled, []string{a}},
	} {
		entries, err := s.Incidents(ctx, test.filter, test.order, 0, 0)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		var got []string
		for _, e := range entries {
			got = append(got, e.ID)
		}
		check(t, test.name, strings.Join(got, " "), strings.Join(test.want, " "))
	}
	entries, err := s.Incidents(ctx, store.Filter{}, "", 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "a page", entries[0].ID+" "+entries[1].ID, b+" "+a)
	if _, err := s.Incidents(ctx, store.Filter{}, "colour", 0, 0); err == nil {
		t.Error("an order that is not: got no error")
	}
	check(t, "changes", len(changed(t, s, time.Now().Add(-time.Hour), "")), 4)
	check(t, "changes of one", len(changed(t, s, time.Now().Add(-time.Hour), a)), 1)
	check(t, "changes of none", len(changed(t, s, time.Now().Add(time.Hour), "")), 0)
}
