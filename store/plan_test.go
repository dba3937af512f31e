package store

import (
	"context"
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
			rows, err := s.read.QueryContext(ctx, `explain query plan `+query, values...)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			for rows.Next() {
				var id, parent, unused int
				var detail string
				if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
					t.Fatal(err)
				}
				if strings.Contains(detail, "TEMP B-TREE") || strings.Contains(detail, "incident_there") {
					t.Errorf("got %q", detail)
				}
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
		})
	}
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
			rows, err := s.read.QueryContext(ctx, `explain query plan `+query, "red-hill-front", 10)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			for rows.Next() {
				var id, parent, unused int
				var detail string
				if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
					t.Fatal(err)
				}
				if strings.Contains(detail, "TEMP B-TREE") || strings.HasPrefix(detail, "SCAN") {
					t.Errorf("got %q", detail)
				}
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
		})
	}
}
