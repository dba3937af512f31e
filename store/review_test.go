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

func TestReview(t *testing.T) {
	conform(t, []conformance{
		{"values and where they stand", valuesStand},
		{"numbers stay with what they were given to", numbersStay},
		{"what is rejected stays to be seen", rejectedStays},
		{"what is added has an id of its own", addedOnce},
		{"all of an event at once", eventAtOnce},
		{"two persons at one value", twoPersons},
		{"words stand where they are said to", wordsStand},
		{"rails of incidents", railsOfIncidents},
		{"the review queue", reviewQueue},
		{"doubts are settled", doubtsSettled},
		{"decisions outlast a new reading", decisionsOutlast},
		{"outlets", outlets},
		{"how right the machine is", accuracy},
		{"news", news},
	})
}

// attack is a report of one event with three figures, a part, a statement and a trait.
func attack(name, site, published string) story {
	e := bombing("2024-05-01", "Aldora", 9)
	e.Casualties = append(e.Casualties, dateline.Casualty{Harm: dateline.Injured, Low: 20, High: 20}, dateline.Casualty{Harm: dateline.Missing, Low: 1, High: 2})
	e.Roles = []dateline.Role{{Role: dateline.Target, Basis: dateline.RoleStated, Words: dateline.Words{Text: "x", Span: dateline.Span{From: 0, To: 1}}}}
	return story{name: name, site: site, published: published, events: []dateline.Event{e}}
}

func added(t *testing.T, s *store.Store, one story, change func(*dateline.Record)) string {
	t.Helper()
	raw, record := one.made()
	for i := range record.Events {
		for j := range record.Events[i].Roles {
			record.Events[i].Roles[j].Text = record.Document.Text[:1]
		}
	}
	if change != nil {
		change(record)
	}
	added, err := s.Add(context.Background(), raw, record, link.Groups)
	if err != nil {
		t.Fatal(err)
	}
	return added.Report
}

func review(t *testing.T, s *store.Store, report string) *store.Review {
	t.Helper()
	r, err := s.Review(context.Background(), report)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// stands gives a letter a value: where it stands.
func stands(t *testing.T, s *store.Store, report string) string {
	t.Helper()
	var b strings.Builder
	for _, v := range review(t, s, report).Values {
		b.WriteString(map[dateline.Standing]string{dateline.Unstated: "-", dateline.ByMachine: "o", dateline.Accepted: "a", dateline.Corrected: "c", dateline.Rejected: "x"}[v.Standing])
	}
	return b.String()
}

func at(t *testing.T, r *store.Review, path string) store.Checked {
	t.Helper()
	for _, v := range r.Values {
		if v.Path == path {
			return v
		}
	}
	t.Fatalf("nothing at %s", path)
	return store.Checked{}
}

func set(t *testing.T, s *store.Store, subject, path, value string) store.Applied {
	t.Helper()
	return apply(t, s, store.Edit{Kind: store.EditSet, Subject: subject, Path: path, Value: json.RawMessage(value)})
}

func confirm(t *testing.T, s *store.Store, subject, path string) store.Applied {
	t.Helper()
	return apply(t, s, store.Edit{Kind: store.EditConfirm, Subject: subject, Path: path})
}

func reject(t *testing.T, s *store.Store, subject, path string) store.Applied {
	t.Helper()
	return apply(t, s, store.Edit{Kind: store.EditReject, Subject: subject, Path: path})
}

func valuesStand(t *testing.T, s *store.Store) {
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	// published, type, status, time, place, three figures, a target, no perpetrator, no claim
	check(t, "at first", stands(t, s, id), "ooooooooo--")
	confirm(t, s, id, "events.e1.time")
	done := set(t, s, id+"/e1", "casualties.0.low", `8`)
	check(t, "accepted and corrected", stands(t, s, id), "oooaocooo--")
	r := review(t, s, id)
	check(t, "counts", fmt.Sprint(r.Total, r.Decided), "9 2")
	check(t, "rail", fmt.Sprint(r.Rail), "[machine machine machine machine machine unstated]")
	figure := at(t, r, "events.e1.casualties.0")
	check(t, "the figure", string(figure.Now), `{"harm":"killed","low":8,"high":9}`)
	check(t, "as it was read", string(figure.Was), `{"harm":"killed","low":9,"high":9}`)
	check(t, "who", figure.Decision.Author+" "+figure.Decision.Kind+" "+figure.Decision.Reason, "N. Editor set looked at both")
	check(t, "the edit", figure.Decision.Edit, done.ID)
	confirm(t, s, id, "events.e1.casualties.0") // what was corrected stays so
	check(t, "corrected, then accepted", stands(t, s, id), "oooaocooo--")
	check(t, "the last decision", at(t, review(t, s, id), "events.e1.casualties.0").Decision.Kind, store.EditConfirm)
	if _, err := s.Review(context.Background(), "sha256:none"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("a report that is not there: got error %v", err)
	}
}

func numbersStay(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	figures := func() string {
		record, err := s.Record(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, c := range record.Events[0].Casualties {
			all = append(all, fmt.Sprintf("%s %d-%d", c.Harm, c.Low, c.High))
		}
		return strings.Join(all, ", ")
	}
	first := reject(t, s, id, "events.e1.casualties.0")
	check(t, "one rejected", figures(), "injured 20-20, missing 1-2")
	confirm(t, s, id, "events.e1.casualties.1")
	set(t, s, id, "events.e1.casualties.2.low", `2`)
	check(t, "those after it", stands(t, s, id), "oooooxaco--")
	check(t, "set by its number", figures(), "injured 20-20, missing 2-2")
	third := apply(t, s, store.Edit{Kind: store.EditAdd, Subject: id + "/e1", Path: "casualties", Value: json.RawMessage(`{"harm":"detained","low":3,"high":3}`)})
	check(t, "path of what was added", third.Path, "events.e1.casualties.3")
	undo(t, s, first.ID) // what was decided of others is not lost
	check(t, "back again", figures(), "killed 9-9, injured 20-20, missing 2-2, detained 3-3")
	check(t, "all of them", stands(t, s, id), "ooooooacco--")
	undo(t, s, third.ID)
	again := apply(t, s, store.Edit{Kind: store.EditAdd, Subject: id, Path: "events.e1.casualties", Value: json.RawMessage(`{"harm":"abducted","low":4,"high":4}`)})
	check(t, "a number is not given twice", again.Path, "events.e1.casualties.4")
	undo(t, s, undo(t, s, again.ID).ID)
	check(t, "undone and done again", figures(), "killed 9-9, injured 20-20, missing 2-2, abducted 4-4")
	set(t, s, id, "events.e1.casualties.4.low", `3`)
	check(t, "set by the new number", figures(), "killed 9-9, injured 20-20, missing 2-2, abducted 3-4")
	for _, path := range []string{"events.e1.casualties.3.low", "events.e1.casualties.3", "events.e1.casualties.9"} {
		if _, err := s.Apply(ctx, store.Edit{Kind: store.EditSet, Author: "N. Editor", Subject: id, Path: path, Value: json.RawMessage(`{"harm":"killed","low":1,"high":1}`)}); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("set %s, which is not there: got error %v, want %v", path, err, store.ErrUnknown)
		}
	}
}

func rejectedStays(t *testing.T, s *store.Store) {
	id := added(t, s, attack("one", "A", "2024-05-02"), func(r *dateline.Record) {
		words := dateline.Words{Text: r.Document.Text[:4], Span: dateline.Span{From: 0, To: 4}}
		r.Events[0].Time.Words = words
		for _, id := range []string{"s1", "s2", "s3"} {
			r.Statements = append(r.Statements, dateline.Statement{ID: id, Act: dateline.Denies, Events: []string{"e1"}, Words: words, Speaker: &dateline.Speaker{Words: words}})
		}
		r.Traits = append(r.Traits, dateline.Trait{Actor: "x", Kind: "strength", Value: "many", Words: words})
	})
	before := review(t, s, id)
	check(t, "at first", stands(t, s, id), "ooooooooo--ooooooo")
	edits := []store.Applied{reject(t, s, id, "events.e1.time"), reject(t, s, id, "statements.s2.act"), reject(t, s, id, "statements.s3.speaker"), reject(t, s, id, "traits.0")}
	check(t, "rejected", stands(t, s, id), "oooxooooo--ooxoxx")
	r := review(t, s, id)
	check(t, "counts", fmt.Sprint(r.Total, r.Decided), fmt.Sprint(before.Total-1, 4)) // a statement is one, its speaker goes with it
	for _, path := range []string{"events.e1.time", "statements.s2", "statements.s3.speaker", "traits.0"} {
		v := at(t, r, path)
		if v.Text != before.Record.Document.Text[:4] || len(v.Was) == 0 || v.Now != nil || v.Stated {
			t.Errorf("%s: got %+v", path, v)
		}
	}
	check(t, "the record has no time", r.Record.Events[0].Time == nil, true)
	check(t, "the record's statements", r.Record.Statements[0].ID+" "+r.Record.Statements[1].ID, "s1 s3")
	for _, e := range edits {
		undo(t, s, e.ID)
	}
	check(t, "undone", stands(t, s, id), "ooooooooo--ooooooo")
	after := review(t, s, id)
	one, _ := json.Marshal(before.Record)
	other, _ := json.Marshal(after.Record)
	check(t, "the record", string(other), string(one))
	for path, what := range map[string]string{"events.e1.type": "has a type", "events.e1.status": "has a status", "events.e1": "reject it"} {
		if _, err := s.Apply(context.Background(), store.Edit{Kind: store.EditReject, Author: "N. Editor", Subject: id, Path: path}); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("reject %s: got error %v", path, err)
		}
	}
	reject(t, s, id, "events.e1.claim") // there is always one, if only unmentioned
	check(t, "no claim", review(t, s, id).Record.Events[0].Claim.State, dateline.Unmentioned)
}

func addedOnce(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	event := `{"type":"arson","status":"happened","main":false}`
	first := apply(t, s, store.Edit{Kind: store.EditAdd, Subject: id, Path: "events", Value: json.RawMessage(event)})
	check(t, "an event", first.Path, "events.e2")
	if _, _, _, err := s.Telling(ctx, id+"/e2"); err != nil {
		t.Error(err)
	}
	undo(t, s, first.ID)
	second := apply(t, s, store.Edit{Kind: store.EditAdd, Subject: id, Path: "events", Value: json.RawMessage(event)})
	check(t, "another event", second.Path, "events.e3")
	check(t, "all of it is a person's", stands(t, s, id), "ooooooooo--cc-----")
	said := apply(t, s, store.Edit{Kind: store.EditAdd, Subject: id, Path: "statements", Value: json.RawMessage(`{"act":"reports","events":["e1","e3"]}`)})
	check(t, "a statement", said.Path, "statements.s1")
	record := review(t, s, id).Record
	check(t, "events name it", strings.Join(record.Events[0].Statements, "")+strings.Join(record.Events[1].Statements, ""), "s1s1")
	gone := undo(t, s, said.ID)
	record = review(t, s, id).Record
	check(t, "and no more", len(record.Events[0].Statements)+len(record.Events[1].Statements)+len(record.Statements), 0)
	undo(t, s, gone.ID)
	check(t, "done again", review(t, s, id).Record.Statements[0].ID, "s1")
	for name, e := range map[string]store.Edit{
		"to nothing":      {Path: "colours", Value: json.RawMessage(`"red"`)},
		"to no list":      {Path: "events.e1.type", Value: json.RawMessage(`"red"`)},
		"nothing":         {Path: "events"},
		"of no event":     {Path: "statements", Value: json.RawMessage(`{"act":"reports","events":["e9"]}`)},
		"no such count":   {Path: "events.e1.casualties", Value: json.RawMessage(`{"harm":"killed","low":9,"high":3}`)},
		"to an incident":  {Subject: "2024-05-01-aldora", Path: "casualties", Value: json.RawMessage(`{}`)},
		"without its id":  {Path: "actors", Value: json.RawMessage(`{"name":"X"}`)},
		"of another make": {Path: "events.e1.roles", Value: json.RawMessage(`{"colour":"red"}`)},
	} {
		if e.Kind, e.Author = store.EditAdd, "N. Editor"; e.Subject == "" {
			e.Subject = id
		}
		if _, err := s.Apply(ctx, e); err == nil {
			t.Errorf("add %s: got no error", name)
		}
	}
}

func eventAtOnce(t *testing.T, s *store.Store) {
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	done := confirm(t, s, id, "events.e1")
	check(t, "accepted", stands(t, s, id), "oaaaaaaaa--")
	set(t, s, id, "events.e1.casualties.1.low", `19`)
	check(t, "one corrected", stands(t, s, id), "oaaaaacaa--")
	if _, err := s.Undo(context.Background(), done.ID, "N. Editor", ""); !errors.Is(err, store.ErrConflict) {
		t.Errorf("undo of what was changed later: got error %v", err)
	}
	confirm(t, s, id, "events.0.place") // by its number
	confirm(t, s, id, "document.published")
	check(t, "all of it", stands(t, s, id), "aaaaaacaa--")
	progress, err := s.Progress(context.Background(), []string{id, "sha256:none"})
	if err != nil || len(progress) != 1 || progress[id].Finished.IsZero() {
		t.Errorf("progress: got %v, %v", progress, err)
	}
}

func twoPersons(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	s.Now = func() time.Time { return time.Date(2024, 7, 1, 12, 0, 0, 0, time.UTC) }
	theirs, err := s.Apply(ctx, store.Edit{Kind: store.EditSet, Author: "j.okafor", Subject: id, Path: "events.e1.casualties.0.low", Value: json.RawMessage(`8`), Saw: json.RawMessage(`9`)})
	if err != nil {
		t.Fatal(err)
	}
	mine := store.Edit{Kind: store.EditSet, Author: "r.salem", Subject: id + "/e1", Path: "casualties.0", Value: json.RawMessage(`{"harm":"killed","low":7,"high":7}`),
		Saw: json.RawMessage(`{"high":9,"low":9,"harm":"killed"}`)}
	_, err = s.Apply(ctx, mine)
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, store.ErrConflict) {
		t.Fatalf("got error %v, want a conflict", err)
	}
	check(t, "who, when and by what", fmt.Sprint(conflict.Author, " ", conflict.At.Equal(s.Now()), conflict.Edit == theirs.ID), "j.okafor true true")
	check(t, "what stands, and what was wanted", string(conflict.Stands)+string(conflict.Wanted), `{"harm":"killed","low":8,"high":9}`+string(mine.Value))
	check(t, "nothing was changed", stands(t, s, id), "ooooocooo--")
	mine.Saw = conflict.Stands
	if _, err := s.Apply(ctx, mine); err != nil {
		t.Errorf("mine, having seen theirs: %v", err)
	}
	mine.Saw, mine.Value = json.RawMessage(`null`), json.RawMessage(`{"harm":"killed","low":7,"high":7}`)
	if _, err := s.Apply(ctx, mine); err != nil {
		t.Errorf("what stands already: %v", err)
	}
	for _, kind := range []string{store.EditConfirm, store.EditReject} {
		if _, err := s.Apply(ctx, store.Edit{Kind: kind, Author: "r.salem", Subject: id, Path: "events.e1.time", Saw: json.RawMessage(`null`)}); !errors.Is(err, store.ErrConflict) {
			t.Errorf("%s of another: got error %v", kind, err)
		}
	}
	i, err := s.Incident(ctx, "2024-05-01-aldora")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "killed", string(i.Fields["killed"]), `{"low":7,"high":7}`)
	field := store.Edit{Kind: store.EditSet, Author: "j.okafor", Subject: i.ID, Path: "killed", Value: json.RawMessage(`93`), Saw: json.RawMessage(`7`)}
	if _, err := s.Apply(ctx, field); err != nil {
		t.Fatal(err)
	}
	field.Author, field.Value = "r.salem", json.RawMessage(`115`)
	if _, err = s.Apply(ctx, field); !errors.As(err, &conflict) || conflict.Author != "j.okafor" || string(conflict.Stands) != `{"low":93,"high":93}` {
		t.Errorf("got %v", err)
	}
}

func wordsStand(t *testing.T, s *store.Store) {
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	text := review(t, s, id).Record.Document.Text
	picked := func(from, to int, words string) error {
		value := fmt.Sprintf(`{"role":"weapon","basis":"stated","text":%q,"span":[%d,%d]}`, words, from, to)
		_, err := s.Apply(context.Background(), store.Edit{Kind: store.EditAdd, Author: "N. Editor", Subject: id, Path: "events.e1.roles", Value: json.RawMessage(value)})
		return err
	}
	if err := picked(3, 9, text[3:9]); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{"other words": picked(3, 9, text[4:10]), "beyond the end": picked(3, len(text)+1, text[3:]), "backwards": picked(9, 3, ""), "before it": picked(-1, 3, text[:3])} {
		if err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	role := at(t, review(t, s, id), "events.e1.roles.1")
	check(t, "words", role.Text, text[3:9])
}

func decisionsOutlast(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	read := review(t, s, id).Record
	confirm(t, s, id, "events.e1.place")
	set(t, s, id, "events.e1.casualties.0.low", `8`)
	lost := reject(t, s, id, "events.e1.casualties.1")
	reject(t, s, id, "events.e1.casualties.2")
	own := apply(t, s, store.Edit{Kind: store.EditAdd, Subject: id, Path: "events", Value: json.RawMessage(`{"type":"arson","status":"happened","main":false}`)})
	set(t, s, id, own.Path+".type", `"clash"`)
	check(t, "before", stands(t, s, id), "ooooacxxo--cc-----")

	// Now there is an event before it, and one figure is read otherwise.
	first := event("arson", "2024-06-01", "Cassim", -1)
	first.ID, first.Main = "e1", false
	was := read.Events[0]
	was.ID, was.Casualties[1].Low = "e2", 19
	read.Events = []dateline.Event{first, was}
	if _, err := s.Reread(ctx, read, link.Groups); err != nil {
		t.Fatal(err)
	}
	r := review(t, s, id)
	check(t, "the events", fmt.Sprint(len(r.Record.Events), " ", r.Record.Events[2].Type), "3 clash")
	check(t, "decisions with their event, but for what is read otherwise", stands(t, s, id), "o"+"oooo---"+"oooacoxo--"+"cc-----")
	check(t, "the figures", fmt.Sprint(len(r.Record.Events[1].Casualties), r.Record.Events[1].Casualties[0].Low, r.Record.Events[1].Casualties[1].Low), "2 8 19")
	history, err := s.History(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range history {
		if h.ID == lost.ID && h.Undone != history[len(history)-1].ID || h.ID == history[len(history)-1].ID && h.Author != dateline.Machine {
			t.Errorf("the history does not say that the program undid it: %+v", h)
		}
	}
	if _, _, _, err := s.Telling(ctx, id+"/"+r.Record.Events[2].ID); err != nil {
		t.Error(err)
	}
	again, err := s.Reread(ctx, read, link.Groups)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "read once more", again.Known, true)
	check(t, "all as it was", stands(t, s, id), "o"+"oooo---"+"oooacoxo--"+"cc-----")
}
