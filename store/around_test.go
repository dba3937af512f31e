package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"dateline"
	"dateline/store"
)

// The place of a report is counted where numbers were left out too, from either end.
func TestAround(t *testing.T) {
	ctx := context.Background()
	where := filepath.Join(t.TempDir(), "record.db")
	s := open(t, where)
	var ids []string
	for _, name := range []string{"one", "two", "three", "four", "five"} {
		ids = append(ids, story{name: name, published: "2024-05-02", text: prose(name, 60)}.add(t, s).Report)
	}
	look := func(what string) {
		t.Helper()
		for i, id := range ids {
			before, after, place, total, err := s.Around(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			var wantBefore, wantAfter string
			if i > 0 {
				wantBefore = ids[i-1]
			}
			if i < len(ids)-1 {
				wantAfter = ids[i+1]
			}
			if before != wantBefore || after != wantAfter || place != i+1 || total != len(ids) {
				t.Errorf("%s: around report %d: %q, %q, place %d of %d", what, i+1, before, after, place, total)
			}
		}
	}
	look("without gaps")
	db := raw(t, where)
	if _, err := db.Exec(`update report set number = number + 10 where number > 3`); err != nil {
		t.Fatal(err)
	}
	look("with a gap")
	if _, _, _, _, err := s.Around(ctx, "sha256:none"); err == nil {
		t.Error("around a report that is not there: no error")
	}
}

// What reports say and what actors are called is read for several at once; what is not there is left out.
func TestSeveralAtOnce(t *testing.T) {
	ctx := context.Background()
	s := open(t, filepath.Join(t.TempDir(), "record.db"))
	e := bombing("2024-05-01", "Aldora", 9)
	one := story{name: "one", published: "2024-05-02", actors: front("RHF"), events: []dateline.Event{e}}.add(t, s).Report
	said, err := s.Said(ctx, []string{one, "sha256:none"})
	if err != nil || len(said) != 1 || len(said[one].Events) != 1 || len(said[one].Actors) != 1 {
		t.Errorf("said: %v, %v", said, err)
	}
	names, err := s.NamesOf(ctx, []string{"red-hill-front", "nobody"})
	if err != nil || len(names) != 1 || names["red-hill-front"] != "Red Hill Front" {
		t.Errorf("names: %v, %v", names, err)
	}
	if said, err := s.Said(ctx, nil); err != nil || len(said) != 0 {
		t.Errorf("of no report: %v, %v", said, err)
	}
}

// While a large record is read for the first time a survey says so; it has all of it afterwards.
func TestFirstReading(t *testing.T) {
	ctx := context.Background()
	where := filepath.Join(t.TempDir(), "record.db")
	story{name: "one", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}}.add(t, open(t, where))
	s := open(t, where)
	if _, err := s.Countries(ctx); err != nil { // it begins to read
		t.Fatal(err)
	}
	survey, err := s.Survey(ctx, store.Filter{})
	if err != nil || survey.Coming || survey.Count != 1 {
		t.Errorf("after it was read: %+v, %v", survey, err)
	}
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := open(t, where).Survey(canceled, store.Filter{}); err == nil {
		t.Error("nobody waits any more: no error")
	}
}
