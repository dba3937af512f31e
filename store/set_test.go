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
	"dateline/account"
	"dateline/coding"
	"dateline/store"
)

func TestSets(t *testing.T) {
	conform(t, []conformance{
		{"a sheet", sheets},
		{"coders do not see one another", coders},
		{"what differs is settled", settling},
		{"a settled value brings its actor", settledActor},
		{"sets that are refused", setsRefused},
	})
}

// code enters a value in a sheet.
func code(t *testing.T, s *store.Store, set, report, coder, kind, path, value string) (*store.Sheet, string) {
	t.Helper()
	sheet, added, err := s.Code(context.Background(), set, report, coder, store.Edit{Kind: kind, Path: path, Value: json.RawMessage(value)})
	if err != nil {
		t.Fatal(err)
	}
	return sheet, added
}

func setOf(t *testing.T, s *store.Store, reports ...string) string {
	t.Helper()
	set, err := s.AddSet(context.Background(), "March sample", "r.salem", []string{"anna", "omar"}, reports)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

const blankEvent = `{"type":"bombing","status":"happened","main":true}`

func sheets(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	set := setOf(t, s, id)
	check(t, "the set's id", set, "march-sample")
	empty, err := s.Sheet(ctx, set, id, "anna")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "nothing of the machine's", len(empty.Record.Events)+len(empty.Record.Actors)+len(empty.Record.Gaps), 0)
	check(t, "the text", empty.Record.Document.Text != "", true)
	_, event := code(t, s, set, id, "anna", store.EditAdd, "events", blankEvent)
	_, first := code(t, s, set, id, "anna", store.EditAdd, event+".casualties", `{"harm":"killed","low":9,"high":9}`)
	_, second := code(t, s, set, id, "anna", store.EditAdd, event+".casualties", `{"harm":"injured","low":3,"high":3}`)
	check(t, "paths", strings.Join([]string{event, first, second}, " "), "events.e1 events.e1.casualties.0 events.e1.casualties.1")
	code(t, s, set, id, "anna", store.EditReject, first, "")
	sheet, _ := code(t, s, set, id, "anna", store.EditSet, second+".low", `2`)
	figures := func(s *store.Sheet) string {
		text, _ := json.Marshal(s.Record.Events[0].Casualties)
		return string(text)
	}
	check(t, "figures", figures(sheet), `[{"harm":"injured","low":2,"high":3}]`)
	check(t, "what is said there", string(sheet.Said[second]), `{"harm":"injured","low":2,"high":3}`)
	check(t, "their paths", slices.ContainsFunc(sheet.Values, func(v dateline.Value) bool { return v.Path == second }), true)
	back := func(again bool) *store.Sheet {
		t.Helper()
		sheet, err := s.Uncode(ctx, set, id, "anna", again)
		if err != nil {
			t.Fatal(err)
		}
		return sheet
	}
	back(false)
	check(t, "two steps back", figures(back(false)), `[{"harm":"killed","low":9,"high":9},{"harm":"injured","low":3,"high":3}]`)
	check(t, "one again", figures(back(true)), `[{"harm":"injured","low":3,"high":3}]`)
	sheet = back(true)
	check(t, "and the other", figures(sheet)+fmt.Sprint(sheet.Undo, sheet.Redo), `[{"harm":"injured","low":2,"high":3}]true false`)
	back(false)
	code(t, s, set, id, "anna", store.EditSet, event+".type", `"arson"`)
	if _, err := s.Uncode(ctx, set, id, "anna", true); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("again, after something else was done: got error %v", err)
	}
	_, _, err = s.Code(ctx, set, id, "anna", store.Edit{Kind: store.EditSet, Path: event + ".type", Value: json.RawMessage(`"clash"`), Saw: json.RawMessage(`"bombing"`)})
	if conflict := (*store.ConflictError)(nil); !errors.As(err, &conflict) || string(conflict.Stands) != `"arson"` {
		t.Errorf("from another window: got error %v", err)
	}
	for name, e := range map[string]store.Edit{"no such kind": {Kind: store.EditMerge}, "no such place": {Kind: store.EditSet, Path: "events.e7.type", Value: json.RawMessage(`"arson"`)},
		"words that do not stand there": {Kind: store.EditSet, Path: event + ".venue", Value: json.RawMessage(`{"text":"nowhere","span":[0,7]}`)},
		"the text":                      {Kind: store.EditSet, Path: "document.text", Value: json.RawMessage(`""`)}} {
		if _, _, err := s.Code(ctx, set, id, "anna", e); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	check(t, "the record is as it was", stands(t, s, id), "ooooooooo--")
	finish(t, s, set, id, "anna", true)
	if _, _, err := s.Code(ctx, set, id, "anna", store.Edit{Kind: store.EditSet, Path: event + ".type", Value: json.RawMessage(`"clash"`)}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("after it was finished: got error %v", err)
	}
	finish(t, s, set, id, "anna", false)
	code(t, s, set, id, "anna", store.EditSet, event+".type", `"clash"`)
}

func finish(t *testing.T, s *store.Store, set, report, coder string, done bool) {
	t.Helper()
	if err := s.FinishSheet(context.Background(), set, report, coder, done); err != nil {
		t.Fatal(err)
	}
}

func coders(t *testing.T, s *store.Store) {
	ctx := context.Background()
	one, two := added(t, s, attack("one", "A", "2024-05-02"), nil), added(t, s, attack("two", "B", "2024-05-02"), nil)
	set := setOf(t, s, one, two)
	code(t, s, set, one, "anna", store.EditAdd, "events", blankEvent)
	theirs, err := s.Sheet(ctx, set, one, "omar")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "another's sheet is empty", len(theirs.Record.Events), 0)
	for who, want := range map[string]string{"anna": set, "omar": set, "r.salem": ""} {
		if got, err := s.Blind(ctx, one, who); err != nil || got != want {
			t.Errorf("hidden from %s: got %q, %v, want %q", who, got, err, want)
		}
	}
	if _, err := s.Apply(ctx, store.Edit{Kind: store.EditSet, Author: "anna", Subject: one + "/e1", Path: "type", Value: json.RawMessage(`"arson"`)}); !errors.Is(err, store.ErrBlind) {
		t.Errorf("a coder at the record: got error %v, want %v", err, store.ErrBlind)
	}
	confirm(t, s, one, "events.e1.type") // somebody else may
	for name, err := range map[string]error{"comparison": second(s.Comparison(ctx, set, one)), "agreement": second(s.Agreement(ctx, set)), "close": s.CloseSet(ctx, set),
		"settle": second(s.Settle(ctx, set, one, store.Settled{Unit: "event.1", Taken: "0", Author: "r.salem"}))} {
		if !errors.Is(err, store.ErrBlind) {
			t.Errorf("%s of what is being coded: got error %v, want %v", name, err, store.ErrBlind)
		}
	}
	for name, err := range map[string]error{"another person": second(s.Sheet(ctx, set, one, "r.salem")), "another report": second(s.Sheet(ctx, set, "sha256:none", "anna")), "another set": second(s.Sheet(ctx, "none", one, "anna"))} {
		if !errors.Is(err, store.ErrUnknown) {
			t.Errorf("a sheet of %s: got error %v, want %v", name, err, store.ErrUnknown)
		}
	}
	for _, report := range []string{one, two} {
		for _, coder := range []string{"anna", "omar"} {
			finish(t, s, set, report, coder, true)
		}
	}
	sets, err := s.Sets(ctx, "omar")
	if err != nil || len(sets) != 1 || !sets[0].Coded() || sets[0].Order != nil || strings.Join(sets[0].Reports[1].Done, " ") != "anna omar" {
		t.Errorf("got %+v, %v", sets, err)
	}
	if err := s.FinishSheet(ctx, set, one, "anna", false); !errors.Is(err, store.ErrConflict) {
		t.Errorf("take it back when all have done: got error %v", err)
	}
	if got, err := s.Blind(ctx, one, "anna"); err != nil || got != "" {
		t.Errorf("hidden when all have done: got %q, %v", got, err)
	}
	if err := s.CloseSet(ctx, set); err != nil {
		t.Fatal(err)
	}
	closed, err := s.CodingSet(ctx, set)
	if err != nil || len(closed.Order) != 2 || closed.Closed.IsZero() {
		t.Errorf("closed: got %+v, %v", closed, err)
	}
}

func settling(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	set := setOf(t, s, id)
	for coder, killed := range map[string]int{"anna": 8, "omar": 9} {
		code(t, s, set, id, coder, store.EditAdd, "events", blankEvent)
		code(t, s, set, id, coder, store.EditAdd, "events.e1.casualties", fmt.Sprintf(`{"harm":"killed","low":%d,"high":%d,"statement":"s1"}`, killed, killed))
		if coder == "anna" {
			code(t, s, set, id, coder, store.EditAdd, "events", `{"type":"arson","status":"happened","main":false}`)
			code(t, s, set, id, coder, store.EditSet, "events.e2.place", `{"name":"Berin","grain":"town"}`)
			code(t, s, set, id, coder, store.EditSet, "events.e1.claim", `{"state":"claimed","by":["red-hill-front"]}`)
		}
		finish(t, s, set, id, coder, true)
	}
	compared := func() *store.Comparison {
		c, err := s.Comparison(ctx, set, id)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := compared()
	unit := func(key string) coding.Unit {
		i := slices.IndexFunc(c.Units, func(u coding.Unit) bool { return u.Key == key })
		if i < 0 {
			t.Fatalf("no unit %s", key)
		}
		return c.Units[i]
	}
	anna := "0" // the order is by chance
	if string(unit("event.1.killed").Answers[0].Value) != `{"harm":"killed","low":8,"high":8,"statement":"s1"}` {
		anna = "1"
	}
	omar := map[string]string{"0": "1", "1": "0"}[anna]
	var differ []string
	for _, u := range c.Differ() {
		differ = append(differ, u.Key)
	}
	second := "event.2"
	if !slices.Contains(differ, second) {
		second = "event.3"
	}
	for _, key := range []string{"event.1.killed", "event.1.claim", second} {
		if !slices.Contains(differ, key) {
			t.Errorf("%s does not differ: got %v", key, differ)
		}
	}
	settle := func(unit, taken, value, reason string) store.Settled {
		t.Helper()
		done, err := s.Settle(ctx, set, id, store.Settled{Unit: unit, Taken: taken, Value: json.RawMessage(value), Reason: reason, Author: "r.salem"})
		if err != nil {
			t.Fatalf("%s: %v", unit, err)
		}
		return done
	}
	record := func() *dateline.Record { return review(t, s, id).Record }
	for name, one := range map[string]store.Settled{
		"open without a reason":      {Unit: "event.1.killed", Author: "r.salem"},
		"no such coder":              {Unit: "event.1.killed", Taken: "2", Author: "r.salem"},
		"no such unit":               {Unit: "event.9", Taken: "0", Author: "r.salem"},
		"nobody":                     {Unit: "event.1.killed", Taken: "0"},
		"no such value":              {Unit: "event.1.killed", Taken: store.TakenOther, Value: json.RawMessage(`{"colour":1}`), Author: "r.salem"},
		"of what is not settled yet": {Unit: second + ".place", Taken: anna, Author: "r.salem"},
	} {
		if got, err := s.Settle(ctx, set, id, one); err == nil {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	check(t, "nothing was settled", len(compared().Settled), 0)
	settle("event.1.killed", anna, "", "counted again")
	check(t, "anna's figure, without a statement of hers", fmt.Sprint(record().Events[0].Casualties[0]), fmt.Sprint(dateline.Casualty{Harm: "killed", Low: 8, High: 8}))
	decision := at(t, review(t, s, id), "events.e1.casualties.0").Decision
	check(t, "who, and why", decision.Author+": "+decision.Reason, "r.salem: counted again")
	settle("event.1.killed", store.TakenMachine, "", "")
	check(t, "settled anew", record().Events[0].Casualties[0].Low, 9)
	check(t, "which accepts it", at(t, review(t, s, id), "events.e1.casualties.0").Standing, dateline.Accepted)
	settle("event.1.claim", omar, "", "")
	settle("event.1.injured", store.TakenOther, `null`, "not in the report")
	check(t, "no injured", stands(t, s, id)[6:7], "x")
	settle("event.1.time", store.TakenNone, "", "the report does not give the year")
	settle(second, anna, "", "")
	settle(second+".place", anna, "", "")
	settle(second+".killed", store.TakenOther, `{"harm":"killed","low":1,"high":1}`, "")
	events := record().Events
	check(t, "an event of anna's", fmt.Sprint(len(events), " ", events[1].Type, " ", events[1].Place.Name, " ", events[1].Casualties[0].Low), "2 arson Berin 1")
	settled := compared().Settled
	check(t, "settled", len(settled), 7)
	check(t, "left open", settled["event.1.time"].Taken+string(settled["event.1.time"].Value)+settled["event.1.time"].Reason, "nullthe report does not give the year")

	a, err := s.Agreement(ctx, set)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[coding.Field]coding.Row{}
	for _, row := range a.Coders {
		rows[row.Field] = row
	}
	check(t, "agreement", fmt.Sprint(rows[coding.Event].Same, "/", rows[coding.Event].Units, " ", rows[coding.Killed].Same, "/", rows[coding.Killed].Units, " ", rows[coding.Type].Same, "/", rows[coding.Type].Units), "1/2 0/1 1/1")
	check(t, "the machine", fmt.Sprint(a.Machine), "[{event 1 0} {place 1 0} {killed 2 1} {injured 1 0} {claim 1 1}]")
	check(t, "what is open", fmt.Sprint(a.Differ[id], a.Open[id]), "3 0")
	settle(second, omar, "", "it is another report's")
	check(t, "the event is gone again", len(record().Events), 1)
	if err := s.CloseSet(ctx, set); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Settle(ctx, set, id, store.Settled{Unit: "event.1.killed", Taken: "0", Author: "r.salem"}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("settle in a closed set: got error %v", err)
	}
}

func settledActor(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	set := setOf(t, s, id)
	for _, coder := range []string{"anna", "omar"} {
		code(t, s, set, id, coder, store.EditAdd, "actors", `{"id":"red-hill-front","name":"Red Hill Front","aliases":[],"kind":"armed-group"}`)
		code(t, s, set, id, coder, store.EditAdd, "events", blankEvent)
		code(t, s, set, id, coder, store.EditAdd, "events.e1.roles", `{"role":"perpetrator","basis":"stated","actor":"red-hill-front"}`)
		code(t, s, set, id, coder, store.EditSet, "events.e1.claim", `{"state":"claimed","by":["red-hill-front"]}`)
		finish(t, s, set, id, coder, true)
	}
	text := func(r *dateline.Record) string {
		all, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(all)
	}
	before := review(t, s, id).Record
	for _, unit := range []string{"event.1.claim", "event.1.perpetrator"} {
		if _, err := s.Settle(ctx, set, id, store.Settled{Unit: unit, Taken: "0", Author: "r.salem"}); err != nil {
			t.Fatal(err)
		}
	}
	after := review(t, s, id).Record
	at := slices.IndexFunc(after.Actors, func(a dateline.Actor) bool { return a.ID == "red-hill-front" })
	if at < 0 || after.Actors[at].Name != "Red Hill Front" || len(after.Actors) != len(before.Actors)+1 {
		t.Fatalf("the actors are %+v", after.Actors)
	}
	check(t, "the claim", strings.Join(after.Events[0].Claim.By, " "), "red-hill-front")
	for _, unit := range []string{"event.1.perpetrator", "event.1.claim"} {
		if err := s.Unsettle(ctx, set, id, unit, "r.salem"); err != nil {
			t.Fatal(err)
		}
		if err := s.Unsettle(ctx, set, id, unit, "r.salem"); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("taken back twice: got error %v", err)
		}
	}
	check(t, "as it was", text(review(t, s, id).Record), text(before))
	if c, err := s.Comparison(ctx, set, id); err != nil || len(c.Settled) != 0 {
		t.Errorf("settled: got %v, %v", c.Settled, err)
	}
}

func setsRefused(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	for name, c := range map[string]struct {
		name, author    string
		coders, reports []string
	}{
		"no name":      {"", "r", []string{"a", "b"}, []string{id}},
		"no author":    {"x", " ", []string{"a", "b"}, []string{id}},
		"one coder":    {"x", "r", []string{"a"}, []string{id}},
		"the same two": {"x", "r", []string{"a", "a"}, []string{id}},
		"no report":    {"x", "r", []string{"a", "b"}, nil},
		"one twice":    {"x", "r", []string{"a", "b"}, []string{id, id}},
		"not there":    {"x", "r", []string{"a", "b"}, []string{"sha256:none"}},
	} {
		if set, err := s.AddSet(ctx, c.name, c.author, c.coders, c.reports); err == nil {
			t.Errorf("%s: got %s", name, set)
		}
	}
	for name, role := range map[string]account.Role{"anna": account.Coder, "omar": account.Reader} {
		if err := s.AddUser(ctx, store.User{Name: name, Role: role}, password); err != nil {
			t.Fatal(err)
		}
	}
	if set, err := s.AddSet(ctx, "x", "r", []string{"anna", "omar"}, []string{id}); err == nil {
		t.Errorf("a reader: got %s", set)
	}
	if set, err := s.AddSet(ctx, "x", "r", []string{"anna", "nobody"}, []string{id}); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("nobody: got %s, %v", set, err)
	}
	if sets, err := s.Sets(ctx, ""); err != nil || len(sets) != 0 {
		t.Errorf("sets: got %v, %v", sets, err)
	}
}
