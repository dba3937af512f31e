package store

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// openVeiled is a store in which anna codes a set that is not done with, and the context in which she looks.
func openVeiled(t *testing.T) (*Store, context.Context) {
	t.Helper()
	ctx := t.Context()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	err = s.change(ctx, "fill", func(w *work) error {
		for _, query := range []string{`insert into source (sha256, name, url, content_type, retrieved, truncated, bytes) values ('x', '', '', '', '', 0, '')`,
			`insert into report (number, id, sha256, url, title, site, language, published, retrieved, record, record_version, source_report, added_at)
				values (1, 'sha256:x', 'x', '', '', 'A', 'en', '', '', '', '1', 'sha256:x', '')`,
			`insert into coding_set (id, name, author, created, closed) values ('s', 's', 'e', '', '')`,
			`insert into coding_coder (set_id, coder, position) values ('s', 'anna', 0), ('s', 'omar', 1)`,
			`insert into coding_report (set_id, report, position, machine) values ('s', 'sha256:x', 0, '{}')`} {
			if err := w.exec(query); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, LookingAs(ctx, "anna")
}

// large is a step that goes through a table that grows with the record.
var large = regexp.MustCompile(`^SCAN (i|r|x|t|l|p|a|n|b|v|report|telling|link|incident|change|edit|alias|alias_report|part|remark|account|warning)\b`)

// What is hidden from a coder is found from the set, by indexes, and leaves the order of a listing as it is.
func TestWhatIsHiddenIsFoundByIndexes(t *testing.T) {
	s, ctx := openVeiled(t)
	queries := map[string]clause{"the sets": {openSets, []any{"anna"}}}
	err := s.view(ctx, "queries", func(w *work) error {
		v, err := w.veil()
		if err != nil || v == nil {
			t.Fatal("nothing is hidden", err)
		}
		for name, of := range map[string]string{"reports": veiledReports, "incidents": veiledIncidents, "actors with a part": veiledParts} {
			queries[name] = v.list(of)
		}
		for name, query := range map[string]string{"assessments": assessmentsQuery, "stands": standsQuery} {
			column, of := `report`, veiledReports
			if name == "stands" {
				column, of = `l.incident`, veiledIncidents
			}
			text, values := v.cut(query, []any{"red-hill-front", 10}, column, of)
			queries[name] = clause{text, values}
		}
		for _, order := range []Order{ByDay, ByKilled, ByChanged, ByPublished} {
			p, err := w.plan(&Filter{}, order, true)
			if err != nil {
				return err
			}
			text, values := p.query(`i.id`, 50, 0)
			queries["incidents by "+string(order)] = clause{text, values}
		}
		for name, f := range map[string]Filter{"a country": {Country: "NG"}, "a type": {Type: "bombing"}, "an actor": {Actor: "red-hill-front"}} {
			p, err := w.plan(&f, ByDay, true)
			if err != nil {
				return err
			}
			text, values := p.query(`i.id`, 50, 0)
			queries["incidents of "+name] = clause{text, values}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, query := range queries {
		listed := strings.HasPrefix(name, "incidents ")
		for _, step := range steps(t, s, numbered(query.text, 0), query.values...) {
			ordered := listed && strings.HasPrefix(step, "SCAN i USING") && strings.Contains(step, "INDEX incident_") // in the order of an index, as far as the limit
			if large.MatchString(step) && !ordered || strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && name != "the sets" || strings.Contains(step, "AUTOMATIC") {
				t.Errorf("%s: got %q", name, step)
			}
		}
	}
}
