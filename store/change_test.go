package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"dateline/store"
)

func changed(t *testing.T, s *store.Store, since time.Time, incident string) []store.Change {
	t.Helper()
	var all []store.Change
	for c, err := range s.Changes(context.Background(), since, incident) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// TestManyChanges reads more changes than are read at once, many of one moment: each once, in order, and no more than are
// asked for.
func TestManyChanges(t *testing.T) {
	where := filepath.Join(t.TempDir(), "record.db")
	s := open(t, where)
	db := raw(t, where)
	defer db.Close()
	const many = 9000
	_, err := db.Exec(`with recursive n (n) as (select 1 union all select n + 1 from n where n < $1)
		insert into change (number, at, kind, incident, report, words, field) select n, '2024-05-0' || (1 + n % 2) || 'T00:00:00.000000Z', 'link', 'i' || (n % 3), '', n, '' from n`, many)
	if err != nil {
		t.Fatal(err)
	}
	first := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	all := changed(t, s, first, "")
	check(t, "all", len(all), many)
	seen := map[string]bool{}
	for i, c := range all {
		if seen[c.Words] || i > 0 && c.At.Before(all[i-1].At) {
			t.Fatalf("%d: %+v after %+v", i, c, all[max(0, i-1)])
		}
		seen[c.Words] = true
	}
	check(t, "of the second day", len(changed(t, s, first.AddDate(0, 0, 1), "")), many/2)
	check(t, "of one incident", len(changed(t, s, first, "i1")), many/3)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	read := 0
	for _, err = range s.Changes(ctx, first, "") {
		if read++; read == 10 {
			cancel()
		}
	}
	if !errors.Is(err, context.Canceled) || read >= many {
		t.Errorf("stopped after ten: read %d, error %v", read, err)
	}
}
