package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/link"
	"dateline/store"
)

func apply(t *testing.T, s *store.Store, e store.Edit) store.Applied {
	t.Helper()
	if e.Author == "" {
		e.Author, e.Reason = "N. Editor", "looked at both"
	}
	applied, err := s.Apply(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	return applied
}

func undo(t *testing.T, s *store.Store, edit int64) store.Applied {
	t.Helper()
	applied, err := s.Undo(context.Background(), edit, "N. Editor", "")
	if err != nil {
		t.Fatal(err)
	}
	return applied
}

// three reports of two incidents: one and two of one, apart of another.
func three(t *testing.T, s *store.Store) (names map[string]string, key map[string]string) {
	t.Helper()
	names = addAll(t, s,
		story{name: "one", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}},
		story{name: "two", published: "2024-05-03", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}},
		story{name: "apart", published: "2024-05-04", events: []dateline.Event{bombing("2024-05-01", "Berin", 3)}},
	)
	key = map[string]string{}
	for id, name := range names {
		key[name] = id + "/e1"
	}
	return names, key
}

const apart = "2024-05-01-aldora: one two\n2024-05-01-berin: apart"

func mergeAndUndo(t *testing.T, s *store.Store) {
	names, key := three(t, s)
	done := apply(t, s, store.Edit{Kind: store.EditMerge, Subject: "2024-05-01-berin", Into: "2024-05-01-aldora"})
	check(t, "merged", shape(t, s, names), "2024-05-01-aldora: one two apart")
	i, err := s.Incident(context.Background(), "2024-05-01-berin")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "followed", i.ID, "2024-05-01-aldora")
	check(t, "settled", i.Settled, true)
	check(t, "merged ids", strings.Join(i.Merged, " "), "2024-05-01-berin")
	check(t, "author", i.Links[2].By+": "+strings.Join(i.Links[2].Reasons, ""), "N. Editor: looked at both")

	redo := undo(t, s, done.ID)
	check(t, "undone", shape(t, s, names), apart)
	i, err = s.Incident(context.Background(), "2024-05-01-aldora")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "settled after undo", i.Settled, false)
	check(t, "author after undo", i.Links[0].By, dateline.Machine)
	again := undo(t, s, redo.ID)
	check(t, "done again", shape(t, s, names), "2024-05-01-aldora: one two apart")
	history, err := s.History(context.Background(), key["apart"])
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, h := range history {
		kinds = append(kinds, h.Kind)
	}
	check(t, "history", strings.Join(kinds, " "), "merge undo undo")
	check(t, "history's undone", history[0].Undone == 0 && history[1].Undone == history[2].ID, true)

	undo(t, s, again.ID)
	check(t, "undone once more", shape(t, s, names), apart)
	if history, err = s.History(context.Background(), key["apart"]); err != nil {
		t.Fatal(err)
	}
	check(t, "undone again", history[0].Undone == redo.ID && history[1].Undone == 0 && history[2].Undone == history[3].ID, true)
	if _, err := s.Undo(context.Background(), done.ID, "N. Editor", ""); !errors.Is(err, store.ErrConflict) {
		t.Errorf("undo of what is undone: got error %v, want %v", err, store.ErrConflict)
	}
}

func splitAndUndo(t *testing.T, s *store.Store) {
	names, key := three(t, s)
	done := apply(t, s, store.Edit{Kind: store.EditSplit, Subject: "2024-05-01-aldora", Tellings: []string{key["two"]}})
	check(t, "made", done.Incident, "2024-05-01-aldora-2")
	check(t, "split", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-aldora-2: two\n2024-05-01-berin: apart")
	undo(t, s, done.ID)
	check(t, "undone", shape(t, s, names), apart)
	i, err := s.Incident(context.Background(), "2024-05-01-aldora-2")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "followed", i.ID, "2024-05-01-aldora")
}

// splitOutlets parts what several outlets tell: who was first is counted anew in both parts.
func splitOutlets(t *testing.T, s *store.Store) {
	names := addAll(t, s,
		story{name: "one", site: "A", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}},
		story{name: "two", site: "B", published: "2024-05-03", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}},
		story{name: "three", site: "C", published: "2024-05-04", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}},
	)
	key := map[string]string{}
	for id, name := range names {
		key[name] = id + "/e1"
	}
	done := apply(t, s, store.Edit{Kind: store.EditSplit, Subject: "2024-05-01-aldora", Tellings: []string{key["two"], key["three"]}})
	check(t, "split", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-aldora-2: two three")
	first := func() string {
		outlets, err := s.Sources(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, o := range outlets {
			all = append(all, fmt.Sprint(o.Site, o.First))
		}
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	check(t, "first", first(), "A0 B1 C0")
	undo(t, s, done.ID)
	check(t, "first again", first(), "A1 B0 C0")
}

func moveAndUndo(t *testing.T, s *store.Store) {
	names, key := three(t, s)
	done := apply(t, s, store.Edit{Kind: store.EditMove, Subject: key["two"], Into: "2024-05-01-berin"})
	check(t, "moved", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-berin: two apart")
	later := apply(t, s, store.Edit{Kind: store.EditMove, Subject: key["one"], Into: "2024-05-01-berin"})
	check(t, "both moved", shape(t, s, names), "2024-05-01-berin: one two apart")
	if _, err := s.Undo(context.Background(), done.ID, "N. Editor", ""); !errors.Is(err, store.ErrConflict) {
		t.Errorf("undo of what was changed later: got error %v, want %v", err, store.ErrConflict)
	}
	undo(t, s, later.ID)
	undo(t, s, done.ID)
	check(t, "undone", shape(t, s, names), apart)
	if _, err := s.Undo(context.Background(), done.ID, "N. Editor", ""); !errors.Is(err, store.ErrConflict) {
		t.Errorf("undo twice: got error %v, want %v", err, store.ErrConflict)
	}
}

func setAndUndo(t *testing.T, s *store.Store) {
	ctx := context.Background()
	names, key := three(t, s)
	value := func() string {
		i, err := s.Incident(ctx, "2024-05-01-berin")
		if err != nil {
			t.Fatal(err)
		}
		record, err := s.Record(ctx, key["apart"][:len(key["apart"])-3])
		if err != nil {
			t.Fatal(err)
		}
		e := record.Events[0]
		figures := "none"
		if len(e.Casualties) > 0 {
			figures = i.Entry.Killed.String()
		}
		return strings.Join([]string{i.Type, i.Entry.Type, string(i.Status), figures, e.Type, record.Document.Title, i.Entry.Title, i.Tellings[0].Event.Type}, " | ")
	}
	was := "bombing | bombing | happened | 3 | bombing | Report apart | Report apart | bombing"
	check(t, "before", value(), was)
	report := key["apart"][:len(key["apart"])-3]
	for _, c := range []struct {
		name, subject, path, value, want string
	}{
		{"a field of an incident", "2024-05-01-berin", "type", `"arson"`, "arson | arson | happened | 3 | bombing | Report apart | Report apart | bombing"},
		{"a figure of an incident", "2024-05-01-berin", "killed", `{"low":4,"high":-1}`, "bombing | bombing | happened | 4 or more | bombing | Report apart | Report apart | bombing"},
		{"a value of a telling", key["apart"], "type", `"arson"`, "arson | arson | happened | 3 | arson | Report apart | Report apart | arson"},
		{"a figure of a telling", key["apart"], "casualties.0", `{"harm":"killed","low":5,"high":6}`, "bombing | bombing | happened | 5 to 6 | bombing | Report apart | Report apart | bombing"},
		{"a value of a record", report, "document.title", `"Another title"`, "bombing | bombing | happened | 3 | bombing | Another title | Another title | bombing"},
		{"no figure of a telling", key["apart"], "casualties.0", ``, "bombing | bombing | happened | none | bombing | Report apart | Report apart | bombing"},
	} {
		e := store.Edit{Kind: store.EditSet, Subject: c.subject, Path: c.path, Value: json.RawMessage(c.value)}
		if c.value == "" {
			e.Kind, e.Value = store.EditReject, nil
		}
		done := apply(t, s, e)
		check(t, c.name, value(), c.want)
		history, err := s.History(ctx, c.subject)
		if err != nil || len(history) == 0 || history[len(history)-1].ID != done.ID {
			t.Errorf("%s: history of %s: got %v, %v", c.name, c.subject, history, err)
		}
		undo(t, s, done.ID)
		check(t, c.name+", undone", value(), was)
	}
	added := apply(t, s, store.Edit{Kind: store.EditSet, Subject: report, Path: "events.e2", Value: json.RawMessage(
		`{"id":"e2","type":"arson","status":"happened","main":false,"statements":[],"roles":[],"casualties":[],"claim":{"state":"unmentioned"}}`)})
	check(t, "an event added", shape(t, s, names), apart+"\nundated-unplaced: apart/e2")
	undo(t, s, added.ID)
	check(t, "an event added, undone", shape(t, s, names), apart)
	first := apply(t, s, store.Edit{Kind: store.EditSet, Subject: report, Path: "document.title", Value: json.RawMessage(`"A"`)})
	apply(t, s, store.Edit{Kind: store.EditSet, Subject: report, Path: "document.site", Value: json.RawMessage(`"B"`)})
	undo(t, s, first.ID) // another value, so no conflict

	kind := apply(t, s, store.Edit{Kind: store.EditSet, Subject: "2024-05-01-berin", Path: "type", Value: json.RawMessage(`"arson"`)})
	apply(t, s, store.Edit{Kind: store.EditSet, Subject: "2024-05-01-berin", Path: "killed", Value: json.RawMessage(`8`)})
	apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: "2024-05-01-berin"})
	undo(t, s, kind.ID)
	i, err := s.Incident(ctx, "2024-05-01-berin")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "one field undone, and what was set and settled later", fmt.Sprint(i.Type, " ", i.Entry.Killed, " ", i.Settled, " ", i.Fixed), "bombing 8 true [killed]")
}

func rejectAndConfirm(t *testing.T, s *store.Store) {
	names, key := three(t, s)
	done := apply(t, s, store.Edit{Kind: store.EditReject, Subject: key["two"]})
	check(t, "rejected", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-berin: apart")
	late := story{name: "late", published: "2024-05-05", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}}
	names[late.add(t, s).Report] = "late"
	check(t, "rejected, and a later report", shape(t, s, names), "2024-05-01-aldora: one late\n2024-05-01-berin: apart")
	undo(t, s, done.ID)
	check(t, "undone", shape(t, s, names), "2024-05-01-aldora: one two late\n2024-05-01-berin: apart")
	done = apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: "2024-05-01-aldora"})
	i, err := s.Incident(context.Background(), "2024-05-01-aldora")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "settled", i.Settled, true)
	undo(t, s, done.ID)
	apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: key["two"]})
	apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: key["two"], Path: "type"})
	apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: "2024-05-01-aldora", Path: "type"})
}

func aliases(t *testing.T, s *store.Store) {
	ctx := context.Background()
	e := bombing("2024-05-01", "Aldora", 9)
	e.Roles = append(e.Roles, dateline.Role{Role: dateline.Perpetrator, Actor: "red-hill-front", Basis: dateline.RoleBlamed})
	e.Claim.By = []string{"nobody-listed"}
	addAll(t, s, story{name: "one", published: "2024-05-02", events: []dateline.Event{e}, actors: []dateline.Actor{
		{ID: "red-hill-front", Name: "Red Hill Front", Aliases: []string{"RHF", "جبهة التل"}, Kind: "armed-group"},
		{ID: "hill-guard", Name: "Hill Guard", Aliases: []string{}, Kind: "state-force", Parent: "army"}}},
		story{name: "two", published: "2024-05-02", actors: []dateline.Actor{{ID: "red-hill-front", Name: "Red Hill Front", Aliases: []string{"RHF"}, Kind: "unknown", Country: "XA"}}})
	for _, name := range []string{"red-hill-front", "rhf", "Red  hill FRONT", "جَبهة التلّ"} {
		a, err := s.Actor(ctx, name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		check(t, name, a.ID+" "+a.Kind+" "+a.Country, "red-hill-front armed-group XA")
		check(t, name+"'s names", len(a.Names), 3)
		check(t, name+"'s incidents", a.Incidents, 1)
	}
	done := apply(t, s, store.Edit{Kind: store.EditAliasRefuse, Subject: "red-hill-front", Alias: "RHF"})
	if a, err := s.Actor(ctx, "RHF"); err != nil || a.ID != "rhf" {
		t.Errorf("a refused alias: got %v, %v", a, err)
	}
	undo(t, s, done.ID)
	apply(t, s, store.Edit{Kind: store.EditAliasConfirm, Subject: "red-hill-front", Alias: "RHF"})
	a, err := s.Actor(ctx, "RHF")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "state and reports", a.Names[0].Name+" "+a.Names[0].State, "RHF confirmed")
	check(t, "reports of the alias", a.Names[0].Reports, 2)
	for _, c := range []struct {
		filter store.ActorFilter
		want   string
	}{
		{store.ActorFilter{}, "hill-guard nobody-listed red-hill-front"},
		{store.ActorFilter{Name: "hill"}, "hill-guard red-hill-front"},
		{store.ActorFilter{Name: "ill"}, ""},
		{store.ActorFilter{Kind: "state-force"}, "hill-guard"},
		{store.ActorFilter{Parent: "army"}, "hill-guard"},
		{store.ActorFilter{Country: "XA"}, "red-hill-front"},
	} {
		actors, err := s.Actors(ctx, c.filter, store.ByID, 10, 0)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, a := range actors {
			ids = append(ids, a.ID)
		}
		check(t, "actors", strings.Join(ids, " "), c.want)
	}
}

func rulingsSurvive(t *testing.T, s *store.Store) {
	names, key := three(t, s)
	apply(t, s, store.Edit{Kind: store.EditSplit, Subject: "2024-05-01-aldora", Tellings: []string{key["two"]}})
	apply(t, s, store.Edit{Kind: store.EditMove, Subject: key["apart"], Into: "2024-05-01-aldora"})
	want := "2024-05-01-aldora: one apart\n2024-05-01-aldora-2: two"
	check(t, "settled", shape(t, s, names), want)
	for _, name := range []string{"later", "later still", "last"} {
		for id := range addAll(t, s, story{name: name, published: "2024-05-06", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}}) {
			names[id] = name
		}
	}
	got := shape(t, s, names)
	for line := range strings.Lines(got) {
		one, two, other := strings.Contains(line, " one"), strings.Contains(line, " two"), strings.Contains(line, " apart")
		if one != other || one && two {
			t.Errorf("later reports undid what was settled:\n%s", got)
		}
	}
	if strings.Count(got, "later") != 2 || strings.Count(got, " last") != 1 {
		t.Errorf("later reports are not all there:\n%s", got)
	}
	update := story{name: "two again", published: "2024-05-07", text: prose("two", 120) + " more", events: []dateline.Event{bombing("2024-05-01", "Aldora", 12)}}
	update.site = ""
	names[update.add(t, s).Report] = update.name
}

func refused(t *testing.T, s *store.Store) {
	_, key := three(t, s)
	for name, e := range map[string]store.Edit{
		"no author":                   {Kind: store.EditConfirm, Subject: "2024-05-01-aldora", Author: " "},
		"no such kind":                {Kind: "improve", Subject: "2024-05-01-aldora"},
		"merge into itself":           {Kind: store.EditMerge, Subject: "2024-05-01-aldora", Into: "2024-05-01-aldora"},
		"merge into nothing":          {Kind: store.EditMerge, Subject: "2024-05-01-aldora", Into: "none"},
		"split off all":               {Kind: store.EditSplit, Subject: "2024-05-01-berin", Tellings: []string{key["apart"]}},
		"split off another's":         {Kind: store.EditSplit, Subject: "2024-05-01-aldora", Tellings: []string{key["apart"]}},
		"move what is not there":      {Kind: store.EditMove, Subject: "sha256:none/e1", Into: "2024-05-01-berin"},
		"set a field that is not":     {Kind: store.EditSet, Subject: "2024-05-01-aldora", Path: "colour", Value: json.RawMessage(`"red"`)},
		"set a field of another type": {Kind: store.EditSet, Subject: "2024-05-01-aldora", Path: "type", Value: json.RawMessage(`7`)},
		"set no JSON":                 {Kind: store.EditSet, Subject: "2024-05-01-aldora", Path: "type", Value: json.RawMessage(`arson`)},
		"set the text":                {Kind: store.EditSet, Subject: key["one"][:23], Path: "document.text", Value: json.RawMessage(`""`)},
		"set a name that is not":      {Kind: store.EditSet, Subject: key["one"], Path: "colour", Value: json.RawMessage(`"red"`)},
		"take an event away":          {Kind: store.EditReject, Subject: key["one"][:23], Path: "events.e1"},
		"no such alias":               {Kind: store.EditAliasRefuse, Subject: "nobody", Alias: "none"},
	} {
		if e.Author == "" {
			e.Author = "N. Editor"
		}
		if _, err := s.Apply(context.Background(), e); err == nil {
			t.Errorf("%s: got no error", name)
		} else {
			t.Logf("%s: %v", name, err)
		}
	}
	check(t, "edits", statistics(t, s).Edits, 0)
}

func readAgain(t *testing.T, s *store.Store) {
	ctx := context.Background()
	names, key := three(t, s)
	apply(t, s, store.Edit{Kind: store.EditMove, Subject: key["two"], Into: "2024-05-01-berin"})
	apply(t, s, store.Edit{Kind: store.EditSet, Subject: key["two"], Path: "casualties.0.low", Value: json.RawMessage(`10`)})
	report := key["two"][:23]
	record, err := s.Record(ctx, report)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Reread(ctx, record, link.Groups)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "the same record", again.Known, true)
	// Another event is found before the one that was there, and one figure of it is another.
	was := record.Events[0]
	was.ID, was.Casualties = "e2", []dateline.Casualty{{Harm: dateline.Killed, Low: 11, High: 12}}
	first := event("arson", "2024-06-01", "Cassim", -1)
	first.ID, first.Main = "e1", false
	record.Events = []dateline.Event{first, was}
	record.Document.Text += " zebra"
	shown, err := s.Preview(ctx, record)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "what would be kept", [2]int{shown.Events[1].Casualties[0].Low, shown.Events[1].Casualties[0].High}, [2]int{10, 12})
	if _, err := s.Reread(ctx, record, link.Groups); err != nil {
		t.Fatal(err)
	}
	check(t, "shape", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-berin: two/e2 apart\n2024-06-01-cassim: two")
	read, err := s.Record(ctx, report)
	if err != nil {
		t.Fatal(err)
	}
	figure := read.Events[1].Casualties[0]
	check(t, "what was set, and what was read", [2]int{figure.Low, figure.High}, [2]int{10, 12})
	hits, err := s.Search(ctx, "zebra", 5)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "found by its new words", len(hits), 1)
	record.Document = &dateline.Document{ID: "sha256:none"}
	if _, err := s.Reread(ctx, record, link.Groups); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("a report that is not there: got error %v, want %v", err, store.ErrUnknown)
	}
}
