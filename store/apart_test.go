package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/link"
	"dateline/store"
)

func TestKeptApart(t *testing.T) {
	conform(t, []conformance{
		{"two incidents and undo", keptApart},
		{"a telling and an incident", tellingApart},
		{"added reports do not join them", addedApart},
		{"what is set does not join them", setApart},
		{"newer versions and readings stay apart", newerApart},
		{"merged all the same, and undone", mergedApart},
		{"what is not done", refusedApart},
	})
}

// blasts are two blasts of one town and one day, which one more report may be of either.
func blasts(t *testing.T, s *store.Store) (names, key map[string]string) {
	t.Helper()
	names = addAll(t, s,
		story{name: "one", site: "A", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 40)}},
		story{name: "two", site: "B", published: "2024-05-02", events: []dateline.Event{event("stabbing", "2024-05-01", "Aldora", 1)}},
	)
	key = map[string]string{}
	for id, name := range names {
		key[name] = id + "/e1"
	}
	check(t, "two incidents", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-aldora-2: two")
	return names, key
}

// likeBoth are reports that draw the two together.
func likeBoth() []story {
	var all []story
	for _, name := range []string{"third", "fourth", "fifth", "sixth"} {
		all = append(all, story{name: name, site: name, published: "2024-05-03", events: []dateline.Event{event("attack", "2024-05-01", "Aldora", -1)}})
	}
	return all
}

func kept(t *testing.T, s *store.Store, incident string) string {
	t.Helper()
	i, err := s.Incident(context.Background(), incident)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, a := range i.Apart {
		all = append(all, a.Entry.ID+" by "+a.Author+": "+a.Reason)
	}
	return strings.Join(all, ", ")
}

func keptApart(t *testing.T, s *store.Store) {
	s.Group = link.Groups
	names, _ := blasts(t, s)
	check(t, "at first", kept(t, s, "2024-05-01-aldora"), "")
	done := apply(t, s, store.Edit{Kind: store.EditApart, Subject: "2024-05-01-aldora", Into: "2024-05-01-aldora-2"})
	check(t, "came of it", done.Incident, "2024-05-01-aldora")
	check(t, "of the one", kept(t, s, "2024-05-01-aldora"), "2024-05-01-aldora-2 by N. Editor: looked at both")
	check(t, "of the other", kept(t, s, "2024-05-01-aldora-2"), "2024-05-01-aldora by N. Editor: looked at both")
	check(t, "nothing is settled", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-aldora-2: two")
	for _, id := range []string{"2024-05-01-aldora", "2024-05-01-aldora-2"} {
		history, err := s.History(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if len(history) != 1 || history[0].ID != done.ID || history[0].Kind != store.EditApart || history[0].Author != "N. Editor" || history[0].At.IsZero() {
			t.Errorf("history of %s: got %+v", id, history)
		}
		changes, err := s.ChangesOf(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if last := changes[len(changes)-1]; last.Kind != store.ChangeApart || !strings.HasPrefix(last.Words, "kept apart from 2024-05-01-aldora") || last.Edit != done.ID {
			t.Errorf("changes of %s: got %+v", id, changes)
		}
	}
	// What is decided of them beside it can be undone, and so can this.
	confirmed := apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: "2024-05-01-aldora"})
	redo := undo(t, s, done.ID)
	check(t, "undone", kept(t, s, "2024-05-01-aldora")+kept(t, s, "2024-05-01-aldora-2"), "")
	undo(t, s, redo.ID)
	check(t, "done again", kept(t, s, "2024-05-01-aldora"), "2024-05-01-aldora-2 by N. Editor: looked at both")
	undo(t, s, confirmed.ID)
	check(t, "still", kept(t, s, "2024-05-01-aldora"), "2024-05-01-aldora-2 by N. Editor: looked at both")
}

func tellingApart(t *testing.T, s *store.Store) {
	s.Group = link.Groups
	names, key := three(t, s)
	done := apply(t, s, store.Edit{Kind: store.EditApart, Subject: key["two"], Into: "2024-05-01-aldora"})
	check(t, "it has left", shape(t, s, names), "2024-05-01-aldora: one\n2024-05-01-aldora-2: two\n2024-05-01-berin: apart")
	check(t, "kept apart", kept(t, s, "2024-05-01-aldora"), "2024-05-01-aldora-2 by N. Editor: looked at both")
	for id, name := range addAll(t, s, story{name: "more", published: "2024-05-04", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}}) {
		names[id] = name
	}
	check(t, "it stays out", shape(t, s, names), "2024-05-01-aldora: one more\n2024-05-01-aldora-2: two\n2024-05-01-berin: apart")
	undo(t, s, done.ID)
	check(t, "it is back", shape(t, s, names), "2024-05-01-aldora: one two more\n2024-05-01-berin: apart")
	check(t, "no longer apart", kept(t, s, "2024-05-01-aldora"), "")
}

func addedApart(t *testing.T, s *store.Store) {
	names, _ := blasts(t, s)
	apply(t, s, store.Edit{Kind: store.EditApart, Subject: "2024-05-01-aldora", Into: "2024-05-01-aldora-2"})
	for id, name := range addAll(t, s, likeBoth()...) {
		names[id] = name
	}
	check(t, "one and two", together(shape(t, s, names), "one", "two"), false)
	check(t, "kept apart", kept(t, s, "2024-05-01-aldora"), "2024-05-01-aldora-2 by N. Editor: looked at both")

	without := open(t, harnesses[0].where(t))
	names, _ = blasts(t, without)
	for id, name := range addAll(t, without, likeBoth()...) {
		names[id] = name
	}
	check(t, "one and two, if nobody keeps them apart", together(shape(t, without, names), "one", "two"), true)
}

// together tells whether two reports are in one incident.
func together(shape, a, b string) bool {
	for line := range strings.Lines(shape) {
		words := strings.Fields(line)
		if slices.Contains(words, a) && slices.Contains(words, b) {
			return true
		}
	}
	return false
}

func setApart(t *testing.T, s *store.Store) {
	s.Group = link.Groups
	names, key := blasts(t, s)
	set := func(path, value string) int64 {
		return apply(t, s, store.Edit{Kind: store.EditSet, Subject: key["two"], Path: path, Value: json.RawMessage(value)}).ID
	}
	done := apply(t, s, store.Edit{Kind: store.EditApart, Subject: "2024-05-01-aldora", Into: "2024-05-01-aldora-2"})
	set("type", `"bombing"`)
	set("casualties.0.high", `40`)
	low := set("casualties.0.low", `40`)
	check(t, "as much alike as can be", together(shape(t, s, names), "one", "two"), false)
	undo(t, s, low)
	undo(t, s, done.ID)
	set("casualties.0.low", `40`)
	check(t, "if nobody keeps them apart", together(shape(t, s, names), "one", "two"), true)
}

func newerApart(t *testing.T, s *store.Store) {
	s.Group = link.Groups
	text := prose("one", 150)
	one := story{name: "one", site: "A", published: "2024-05-02T10:00:00Z", text: text, events: []dateline.Event{bombing("2024-05-01", "Aldora", 40)}}
	names := addAll(t, s, one, story{name: "two", site: "B", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 40)}})
	var two string
	for id, name := range names {
		if name == "two" {
			two = id + "/e1"
		}
	}
	done := apply(t, s, store.Edit{Kind: store.EditApart, Subject: two, Into: "2024-05-01-aldora"})
	check(t, "apart", together(shape(t, s, names), "one", "two"), false)
	newer := story{name: "newer", site: "A", published: "2024-05-02T18:00:00Z", text: text + " more", events: []dateline.Event{bombing("2024-05-01", "Aldora", 41)}}
	names[newer.add(t, s).Report] = newer.name
	if got := shape(t, s, names); !strings.Contains(got, "newer(one)") || strings.Count(got, "\n") != 1 {
		t.Errorf("with a newer version: got %s", got)
	}
	_, record := newer.made()
	other := bombing("2024-05-01", "Aldora", 40)
	other.ID = "e7"
	record.Events = []dateline.Event{other}
	if _, err := s.Reread(context.Background(), record, nil); err != nil {
		t.Fatal(err)
	}
	if got := shape(t, s, names); !strings.Contains(got, "newer/e7(one)") || strings.Count(got, "\n") != 1 {
		t.Errorf("read again: got %s", got)
	}
	undo(t, s, done.ID)
	check(t, "no longer apart", kept(t, s, "2024-05-01-aldora")+kept(t, s, "2024-05-01-aldora-2"), "")
}

func mergedApart(t *testing.T, s *store.Store) {
	names, key := three(t, s)
	done := apply(t, s, store.Edit{Kind: store.EditApart, Subject: "2024-05-01-aldora", Into: "2024-05-01-berin"})
	for name, e := range map[string]store.Edit{
		"merge": {Kind: store.EditMerge, Subject: "2024-05-01-berin", Into: "2024-05-01-aldora"},
		"move":  {Kind: store.EditMove, Subject: key["apart"], Into: "2024-05-01-aldora"},
	} {
		e.Author = "O. Editor"
		_, err := s.Apply(context.Background(), e)
		var refused *store.ApartError
		if !errors.As(err, &refused) || !errors.Is(err, store.ErrConflict) {
			t.Fatalf("%s: got error %v", name, err)
		}
		check(t, "who keeps them apart", refused.Author+" "+refused.Reason, "N. Editor looked at both")
		check(t, "which edit", refused.Edit, done.ID)
		check(t, "nothing is done", shape(t, s, names), apart)

		e.Despite = true
		joined := apply(t, s, e)
		check(t, name, shape(t, s, names), "2024-05-01-aldora: one two apart")
		check(t, "no longer apart", kept(t, s, "2024-05-01-aldora"), "")
		if _, err := s.Undo(context.Background(), done.ID, "N. Editor", ""); !errors.Is(err, store.ErrConflict) {
			t.Errorf("undo of what a later edit has lifted: got error %v", err)
		}
		redo := undo(t, s, joined.ID)
		check(t, "undone", shape(t, s, names), apart)
		check(t, "apart again", kept(t, s, "2024-05-01-berin"), "2024-05-01-aldora by N. Editor: looked at both")
		again := undo(t, s, redo.ID)
		check(t, "done again", shape(t, s, names)+kept(t, s, "2024-05-01-aldora"), "2024-05-01-aldora: one two apart")
		undo(t, s, again.ID)
		check(t, "undone again", shape(t, s, names), apart)
	}
	undo(t, s, done.ID)
	check(t, "no longer apart", kept(t, s, "2024-05-01-berin"), "")
}

func refusedApart(t *testing.T, s *store.Store) {
	_, key := three(t, s)
	s.Group = link.Groups
	split := apply(t, s, store.Edit{Kind: store.EditSplit, Subject: "2024-05-01-aldora", Tellings: []string{key["two"]}})
	apply(t, s, store.Edit{Kind: store.EditApart, Subject: "2024-05-01-aldora", Into: split.Incident})
	for name, e := range map[string]store.Edit{
		"itself":         {Subject: "2024-05-01-aldora", Into: "2024-05-01-aldora"},
		"again":          {Subject: split.Incident, Into: "2024-05-01-aldora"},
		"no incident":    {Subject: "2024-05-01-aldora", Into: "none"},
		"no other":       {Subject: "2024-05-01-aldora"},
		"no telling":     {Subject: "sha256:none/e1", Into: "2024-05-01-aldora"},
		"all of it":      {Subject: key["apart"], Into: "2024-05-01-berin"},
		"the other way ": {Subject: key["two"], Into: "2024-05-01-aldora"},
	} {
		e.Kind, e.Author = store.EditApart, "N. Editor"
		if _, err := s.Apply(context.Background(), e); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	var refused *store.ApartError
	if _, err := s.Undo(context.Background(), split.ID, "N. Editor", ""); !errors.As(err, &refused) {
		t.Errorf("undo of a split whose parts are kept apart: got error %v", err)
	}
}

// TestApartShuffled adds reports in many orders to two incidents that are kept apart: they come to the same.
func TestApartShuffled(t *testing.T) {
	later := likeBoth()
	for _, name := range []string{"seventh", "eighth"} {
		later = append(later, story{name: name, site: name, published: "2024-05-03", events: []dateline.Event{bombing("2024-05-01", "Aldora", 38)}},
			story{name: name + " knife", site: name, published: "2024-05-04", events: []dateline.Event{event("stabbing", "2024-05-01", "Aldora", 1)}})
	}
	for i := range later {
		later[i].name = strings.ReplaceAll(later[i].name, " ", "-")
	}
	dice := rand.New(rand.NewPCG(5, 6))
	want := ""
	for range 8 {
		s := open(t, harnesses[0].where(t))
		names, _ := blasts(t, s)
		apply(t, s, store.Edit{Kind: store.EditApart, Subject: "2024-05-01-aldora", Into: "2024-05-01-aldora-2"})
		for id, name := range addAll(t, s, later...) {
			names[id] = name
		}
		var sets []string
		for line := range strings.Lines(shape(t, s, names)) {
			_, members, _ := strings.Cut(strings.TrimSpace(line), ": ")
			words := strings.Fields(members)
			slices.Sort(words)
			sets = append(sets, strings.Join(words, " "))
		}
		slices.Sort(sets)
		got := strings.Join(sets, "\n")
		if want == "" {
			want = got
			t.Log(want)
		}
		check(t, "incidents", got, want)
		check(t, "one and two", together(got, "one", "two"), false)
		dice.Shuffle(len(later), func(i, j int) { later[i], later[j] = later[j], later[i] })
	}
}
