package store

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// Listings are read in the order of an index: none sorts all that a filter lets through, which would
// grow with the record.
func TestListingsNeedNoSorting(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, test := range []struct {
		name   string
		filter Filter
		order  Order
	}{
		{"all by day", Filter{}, ByDay},
		{"all by killed", Filter{}, ByKilled},
		{"all by change", Filter{}, ByChanged},
		{"all by first report", Filter{}, ByPublished},
		{"a country", Filter{Country: "NG"}, ByDay},
		{"a country by killed", Filter{Country: "NG"}, ByKilled},
		{"a type", Filter{Type: "bombing"}, ByDay},
		{"a type by killed", Filter{Type: "bombing"}, ByKilled},
		{"what nobody has reviewed", Filter{Reviewed: new(Reviewed)}, ByDay},
		{"an actor", Filter{Actor: "red-hill-front"}, ByDay},
	} {
		t.Run(test.name, func(t *testing.T) {
			var query string
			var values []any
			err := s.view(ctx, "plan", func(w *work) error {
				p, err := w.plan(&test.filter, test.order, true)
				if err == nil {
					query, values = p.query(`i.id`, 50, 0)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, step := range steps(t, s, query, values...) {
				if strings.Contains(step, "TEMP B-TREE") || strings.Contains(step, "incident_there") {
					t.Errorf("got %q", step)
				}
			}
		})
	}
}

// steps are what SQLite would do for a query, in its own words.
func steps(t *testing.T, s *Store, query string, values ...any) (all []string) {
	t.Helper()
	err := s.view(context.Background(), "plan", func(w *work) (err error) {
		all, err = list(w, func(rows *sql.Rows) (detail string, err error) {
			var id, parent, unused int
			return detail, rows.Scan(&id, &parent, &unused, &detail)
		}, `explain query plan `+query, values...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no plan")
	}
	return all
}

// What a dossier asks for is found by an index, in its order, however much is said of an actor.
func TestDossiersNeedNoSorting(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, query := range map[string]string{
		"assessments": assessmentsQuery,
		"stands":      standsQuery,
		"kin":         kinQuery,
	} {
		t.Run(name, func(t *testing.T) {
			for _, step := range steps(t, s, query, "red-hill-front", 10) {
				if strings.Contains(step, "TEMP B-TREE") || strings.HasPrefix(step, "SCAN") {
					t.Errorf("got %q", step)
				}
			}
		})
	}
}

// So is the review queue.
func TestQueueNeedsNoSorting(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.change(ctx, "fill", func(w *work) error {
		for _, query := range []string{`insert into source (sha256, name, url, content_type, retrieved, truncated, bytes) values ('x', '', '', '', '', 0, '')`,
			`insert into report (number, id, sha256, url, title, site, language, published, retrieved, record, record_version, source_report, added_at)
				values (1, 'sha256:x', 'x', '', '', 'A', 'en', '', '', '', '1', 'sha256:x', '')`,
			`insert into review (number, report, site, language, total, decided, doubt, doubts, toll, rail, tally, waiting) values (1, 'sha256:x', 'A', 'en', 1, 0, 0, '', -1, '', '{}', 1)`} {
			if err := w.exec(query); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range []QueueOrder{ByDoubt, ByToll, ByNewness} {
		for _, f := range []QueueFilter{{}, {Site: "A"}, {Language: "en"}, {After: "sha256:x"}, {Site: "A", After: "sha256:x"}, {Language: "en", Before: "sha256:x"}} {
			var c *condition
			var by string
			err := s.view(ctx, "plan", func(w *work) (err error) {
				c, by, err = f.where(w, order)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			found := strings.Join(steps(t, s, `select `+waitingColumns+`where `+c.String()+` order by `+by+` limit 50`, c.values...), "; ")
			if strings.Contains(found, "TEMP B-TREE") || !strings.Contains(found, "INDEX review_") {
				t.Errorf("%+v by %s: got %q", f, order, found)
			}
		}
	}
}
