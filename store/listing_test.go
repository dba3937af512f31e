package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

func date(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// commonWords looks for words that stand in very many reports, and in few.
func commonWords(t *testing.T, s *store.Store) {
	ctx := context.Background()
	many := 400
	for i := range many {
		story{name: fmt.Sprint("common ", i), published: "2024-06-02", text: "everywhere " + prose(fmt.Sprint(i), 30),
			events: []dateline.Event{bombing(time.Date(2024, 1, 1+3*(i%50), 0, 0, 0, 0, time.UTC).Format(time.DateOnly), "Aldora", 9)}}.add(t, s)
	}
	restore := store.SetCommonWords(s, many/2)
	defer restore()
	for _, limit := range []int{0, 7, 100} {
		entries, err := s.Incidents(ctx, store.Filter{Words: "everywhere"}, "", limit, 0)
		if err != nil {
			t.Fatal(err)
		}
		all, err := s.Incidents(ctx, store.Filter{}, "", limit, 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) != len(all) || entries[0].ID != all[0].ID || entries[len(entries)-1].ID != all[len(all)-1].ID {
			t.Errorf("limit %d: got %d incidents, want %d", limit, len(entries), len(all))
		}
	}
}

// pages compares listings that are asked for page by page with those that are asked for as a whole, with few incidents
// and with many: other indexes are used for them.
func pages(t *testing.T, s *store.Store) {
	ctx := context.Background()
	names := []string{"Aldora", "Berin", "Cassim"}
	kinds := []string{"bombing", "arson", "clash"}
	for i := range 40 {
		e := event(kinds[i/2%3], time.Date(2024, 1, 1+2*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), names[i%3], i*7%11-1)
		switch {
		case i%10 == 9:
			e.Time = nil
		case i%10 == 7: // in a year
			e.Time.Grain, e.Time.End.At = dateline.Year, e.Time.Start.At.AddDate(1, 0, 0)
		case i%10 == 5:
			e.Place = nil
		}
		if i%4 == 0 {
			e.Claim = dateline.Claim{State: dateline.Claimed, By: []string{"red-hill-front"}}
		} else if i%4 == 1 {
			e.Roles = append(e.Roles, dateline.Role{Role: dateline.Perpetrator, Actor: "red-hill-front", Basis: dateline.RoleBlamed})
		}
		story{name: fmt.Sprint("page ", i), published: time.Date(2024, 1, 2+2*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), events: []dateline.Event{e},
			text: []string{"river ", "hill "}[i%2] + prose(fmt.Sprint("page ", i), 100)}.add(t, s)
	}
	filters := map[string]store.Filter{
		"all":              {},
		"from":             {From: date(t, "2024-02-10")},
		"to":               {To: date(t, "2024-02-10")},
		"between":          {From: date(t, "2024-01-20"), To: date(t, "2024-02-20")},
		"country":          {Country: "XA"},
		"country, from":    {Country: "XA", From: date(t, "2024-02-01")},
		"place":            {Place: "Aldora"},
		"province":         {Place: "North", From: date(t, "2024-01-10")},
		"box":              {Box: &store.Box{South: 9, West: 19, North: 15, East: 22}},
		"actor":            {Actor: "red-hill-front"},
		"actor who claims": {Actor: "red-hill-front", Role: store.Claims, Type: "bombing"},
		"type and killed":  {Type: "arson", KilledFrom: 2},
		"killed":           {KilledFrom: 3},
		"claimed":          {Claim: dateline.Claimed},
		"not claimed":      {Claim: dateline.Unmentioned, Country: "XB"},
		"words":            {Words: "river"},
		"words, country":   {Words: "hill", Country: "XA"},
		"none":             {Country: "XA", Type: "no-such-type"},
	}
	for name, filter := range filters {
		for _, order := range []store.Order{store.ByDay, store.ByOldest, store.ByKilled, store.ByChanged, store.ByPublished} {
			whole, err := s.Incidents(ctx, filter, order, 0, 0)
			if err != nil {
				t.Fatalf("%s by %s: %v", name, order, err)
			}
			if len(whole) == 0 && name != "none" {
				t.Errorf("%s: nothing is there to be compared", name)
			}
			for _, few := range []int{1000, 1} {
				restoreFew, restoreWords := store.SetFewIncidents(s, few), store.SetCommonWords(s, few)
				var paged []*store.Entry
				for {
					page, err := s.Incidents(ctx, filter, order, 7, len(paged))
					if err != nil {
						t.Fatalf("%s by %s: %v", name, order, err)
					}
					paged = append(paged, page...)
					if len(page) < 7 {
						break
					}
				}
				restoreFew()
				restoreWords()
				ids := func(entries []*store.Entry) string {
					var all []string
					for _, e := range entries {
						all = append(all, e.ID)
					}
					return strings.Join(all, " ")
				}
				check(t, fmt.Sprintf("%s by %s, %d are few", name, order, few), ids(paged), ids(whole))
			}
		}
	}
}

func goneThrough(t *testing.T, s *store.Store) {
	ctx := context.Background()
	names := addAll(t, s,
		story{name: "a", site: "One", published: "2024-05-02T23:30:00+02:00"},
		story{name: "b", site: "Two", published: "2024-05-03"},
		story{name: "c", site: "One", published: "2024-05-04T00:00:00Z"},
		story{name: "d", site: "One"}, // retrieved on 2024-06-01
	)
	ids := map[string]string{}
	for id, name := range names {
		ids[name] = id
	}
	for _, c := range []struct {
		name   string
		filter store.ReportFilter
		limit  int
		want   string
	}{
		{"all", store.ReportFilter{}, 0, "a b c d"},
		{"two", store.ReportFilter{}, 2, "a b"},
		{"two more", store.ReportFilter{After: ids["b"]}, 2, "c d"},
		{"none left", store.ReportFilter{After: ids["d"]}, 2, ""},
		{"site", store.ReportFilter{Site: "One"}, 0, "a c d"},
		{"language", store.ReportFilter{Language: "en"}, 0, "a b c d"},
		{"another language", store.ReportFilter{Language: "sw"}, 0, ""},
		{"from", store.ReportFilter{From: date(t, "2024-05-03")}, 0, "b c d"},
		{"to", store.ReportFilter{To: date(t, "2024-05-03")}, 0, "a b"},
		{"between, of a site", store.ReportFilter{Site: "One", From: date(t, "2024-05-03"), To: date(t, "2024-05-04")}, 0, "c"},
	} {
		reports, err := s.Reports(ctx, c.filter, c.limit)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var got []string
		for _, r := range reports {
			got = append(got, names[r.ID])
		}
		check(t, c.name, strings.Join(got, " "), c.want)
	}
	if _, err := s.Reports(ctx, store.ReportFilter{After: "sha256:none"}, 0); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("after none: got error %v, want %v", err, store.ErrUnknown)
	}
}

// warned is a report that passes on forecasts: of an actor, by a day (empty for no horizon).
func warned(name, site, published, text string, forecasts ...[2]string) (*dateline.Raw, *dateline.Record) {
	raw, record := story{name: name, site: site, published: published, text: text}.made()
	for i, f := range forecasts {
		s := dateline.Statement{ID: fmt.Sprintf("s%d", i+1), Act: dateline.Warns, Events: []string{}, Speaker: &dateline.Speaker{Words: dateline.Words{Text: "the minister"}},
			Forecast: &dateline.Forecast{Actor: f[0], What: "attack " + name}}
		if f[1] != "" {
			end, err := time.Parse(time.DateOnly, f[1])
			if err != nil {
				panic(err)
			}
			s.Forecast.By = &dateline.Time{Start: dateline.Moment{At: end.AddDate(0, 0, -30)}, End: dateline.Moment{At: end}, Grain: dateline.Month, Basis: dateline.Stated}
		}
		record.Statements = append(record.Statements, s)
	}
	return raw, record
}

func forecasts(t *testing.T, s *store.Store) {
	ctx := context.Background()
	s.Now = func() time.Time { return time.Date(2024, 6, 15, 12, 0, 0, 0, time.UTC) }
	s.Group = link.Groups
	names := addAll(t, s, story{name: "attack", published: "2024-05-21", events: []dateline.Event{bombing("2024-05-20", "Aldora", 9)}})
	const incident = "2024-05-20-aldora"
	var key string
	add := func(name, site, published, text string, forecasts ...[2]string) *dateline.Record {
		raw, record := warned(name, site, published, text, forecasts...)
		added, err := s.Add(ctx, raw, record, nil)
		if err != nil {
			t.Fatal(err)
		}
		names[added.Report] = name
		return record
	}
	first := add("first", "A", "2024-05-01", prose("first", 100), [2]string{"red-hill-front", "2024-06-01"}, [2]string{"", ""})
	key = first.Document.ID + "/s1"
	add("second", "B", "2024-06-10", "", [2]string{"red-hill-front", "2024-07-01"}, [2]string{"hill-guard", "2024-06-16"}, [2]string{"hill-guard", "2024-06-15"})
	add("copy", "C", "2024-05-02", prose("first", 100)+" so", [2]string{"red-hill-front", "2024-06-01"})
	list := func(f store.WarningFilter, limit int) string {
		t.Helper()
		warnings, err := s.Warnings(ctx, f, limit)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range warnings {
			one := names[w.Report] + "/" + w.Statement + "=" + string(w.State)
			if w.Incident != "" {
				one += "=" + w.Incident + "=" + w.Confirmed
			}
			got = append(got, one)
		}
		return strings.Join(got, " ")
	}
	const all = "second/s3=due second/s2=open second/s1=open first/s2=open first/s1=due"
	check(t, "all", list(store.WarningFilter{}, 0), all)
	check(t, "two", list(store.WarningFilter{}, 2), "second/s3=due second/s2=open")
	check(t, "due", list(store.WarningFilter{State: dateline.WarningDue}, 0), "second/s3=due first/s1=due")
	check(t, "open", list(store.WarningFilter{State: dateline.WarningOpen}, 0), "second/s2=open second/s1=open first/s2=open")
	check(t, "actor", list(store.WarningFilter{Actor: "red-hill-front"}, 0), "second/s1=open first/s1=due")
	check(t, "from", list(store.WarningFilter{From: date(t, "2024-05-02")}, 0), "second/s3=due second/s2=open second/s1=open")
	check(t, "to", list(store.WarningFilter{To: date(t, "2024-05-01")}, 0), "first/s2=open first/s1=due")
	check(t, "matched", list(store.WarningFilter{State: dateline.WarningMatched}, 0), "")
	if _, err := s.Warnings(ctx, store.WarningFilter{State: "lost"}, 0); err == nil {
		t.Error("a state that is not: got no error")
	}

	done := apply(t, s, store.Edit{Kind: store.EditMatch, Subject: key, Into: incident})
	check(t, "incident", done.Incident, incident)
	const matched = "first/s1=matched=2024-05-20-aldora=N. Editor"
	check(t, "matched by an editor", list(store.WarningFilter{State: dateline.WarningMatched}, 0), matched)
	parted := apply(t, s, store.Edit{Kind: store.EditUnmatch, Subject: key})
	check(t, "unmatched", list(store.WarningFilter{}, 0), all)
	if _, err := s.Undo(ctx, done.ID, "N. Editor", ""); !errors.Is(err, store.ErrConflict) {
		t.Errorf("undo of what was changed later: got error %v, want %v", err, store.ErrConflict)
	}
	undo(t, s, parted.ID)
	check(t, "unmatching undone", list(store.WarningFilter{State: dateline.WarningMatched}, 0), matched)
	first.Statements[0].ID, first.Statements[1].ID = "s2", "s1"
	if _, err := s.Reread(ctx, first, nil); err != nil {
		t.Fatal(err)
	}
	check(t, "read again", list(store.WarningFilter{State: dateline.WarningMatched}, 0), strings.Replace(matched, "s1", "s2", 1))
	for name, e := range map[string]store.Edit{
		"no such forecast":  {Kind: store.EditMatch, Subject: "sha256:none/s1", Into: incident},
		"no such incident":  {Kind: store.EditMatch, Subject: key, Into: "none"},
		"no incident":       {Kind: store.EditMatch, Subject: key},
		"matched with none": {Kind: store.EditUnmatch, Subject: key},
	} {
		e.Author = "N. Editor"
		if _, err := s.Apply(ctx, e); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func groupedAnew(t *testing.T, s *store.Store) {
	names, key := three(t, s)
	s.Group = link.Groups
	place, err := json.Marshal(bombing("2024-05-01", "Aldora", 3).Place)
	if err != nil {
		t.Fatal(err)
	}
	set := func(path, value string) store.Applied {
		return apply(t, s, store.Edit{Kind: store.EditSet, Subject: key["apart"], Path: path, Value: json.RawMessage(value)})
	}
	done := set("place", string(place))
	const together = "2024-05-01-aldora: one two apart"
	check(t, "place set", shape(t, s, names), together)
	redo := undo(t, s, done.ID)
	check(t, "undone", shape(t, s, names), apart)
	undo(t, s, redo.ID)
	check(t, "done again", shape(t, s, names), together)
	undo(t, s, lastEdit(t, s))
	check(t, "undone again", shape(t, s, names), apart)
	done = set("type", `"arson"`)
	check(t, "type set", shape(t, s, names), apart)
	undo(t, s, done.ID)

	apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: key["apart"]})
	set("place", string(place))
	i, err := s.Incident(context.Background(), "2024-05-01-berin")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "settled, so it stays", i.Entry.ID+" "+i.Entry.Place, "2024-05-01-berin Aldora")
}

// lastEdit is the number of the last edit.
func lastEdit(t *testing.T, s *store.Store) int64 {
	t.Helper()
	history, err := s.History(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	return history[len(history)-1].ID
}

func plainNumber(t *testing.T, s *store.Store) {
	three(t, s)
	for _, c := range []struct{ path, value, want string }{
		{"killed", `9`, "9"}, {"killed", `{"low":9,"high":-1}`, "9 or more"}, {"killed", `null`, "unknown"}, {"injured", `0`, "0"},
	} {
		apply(t, s, store.Edit{Kind: store.EditSet, Subject: "2024-05-01-berin", Path: c.path, Value: json.RawMessage(c.value)})
		i, err := s.Incident(context.Background(), "2024-05-01-berin")
		if err != nil {
			t.Fatal(err)
		}
		got := i.Entry.Killed
		if c.path == "injured" {
			got = i.Entry.Injured
		}
		check(t, c.path+" "+c.value, got.String(), c.want)
	}
	if _, err := s.Apply(context.Background(), store.Edit{Kind: store.EditSet, Author: "N. Editor", Subject: "2024-05-01-berin", Path: "killed", Value: json.RawMessage(`-3`)}); err == nil {
		t.Error("fewer than none: got no error")
	}
}
