package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"dateline"
)

// A Report is what is known of a report beside what was read in it.
type Report struct {
	ID        string
	SHA256    string // of its bytes, in hex
	URL       string // empty for a file
	Title     string
	Site      string
	Language  string
	Published string    // as it was stated; empty if nobody says
	Retrieved time.Time // UTC
	Added     time.Time // UTC
	Version   string    // of the record's JSON form
	Source    string    // id of the first report whose text this one copies; its own if it is no copy
	Newer     string    // id of the report that is a newer version of this one; empty for none
	Copies    []string  // ids of reports that copy this one's text, in the order in which they were added
	Older     []string  // ids of the reports that this one is a newer version of
}

const reportColumns = `id, sha256, url, title, site, language, published, retrieved, added_at, record_version, source_report, coalesce(newer, '')`

type scanner interface{ Scan(...any) error }

func scanReport(row scanner) (*Report, error) {
	var r Report
	var retrieved, added string
	err := row.Scan(&r.ID, &r.SHA256, &r.URL, &r.Title, &r.Site, &r.Language, &r.Published, &retrieved, &added, &r.Version, &r.Source, &r.Newer)
	if err != nil {
		return nil, err
	}
	if r.Retrieved, err = moment(retrieved); err != nil {
		return nil, err
	}
	r.Added, err = moment(added)
	return &r, err
}

// Report gives what is known of a report; ErrUnknown if there is none of that id.
func (s *Store) Report(ctx context.Context, id string) (report *Report, err error) {
	err = s.view(ctx, "report "+id, func(w *work) error {
		report, err = scanOne(w, `select `+reportColumns+` from report where id = $1`, id)
		if err != nil {
			return err
		}
		if report.Copies, err = w.texts(`select id from report where source_report = $1 and source_report <> id order by number`, id); err != nil {
			return err
		}
		report.Older, err = w.texts(`select id from report where newer = $1 order by number`, id)
		return err
	})
	return report, err
}

func scanOne(w *work, query string, arguments ...any) (*Report, error) {
	found, err := list(w, func(rows *sql.Rows) (*Report, error) { return scanReport(rows) }, query, arguments...)
	if err == nil && len(found) == 0 {
		err = ErrUnknown
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// Record gives what was read in a report, with what editors have set; ErrUnknown if there
// is none of that id, a BlindError where it is hidden from who looks.
func (s *Store) Record(ctx context.Context, id string) (record *dateline.Record, err error) {
	err = s.view(ctx, "record of "+id, func(w *work) error {
		if err := w.mayRead(id); err != nil {
			return err
		}
		record, err = w.record(id)
		return err
	})
	return record, err
}

func (w *work) record(id string) (*dateline.Record, error) {
	text, err := w.recordText(id)
	if err != nil {
		return nil, err
	}
	var record dateline.Record
	if err := json.Unmarshal(text, &record); err != nil {
		return nil, fmt.Errorf("the record of %s: %w", id, err)
	}
	return &record, nil
}

// recordText gives the JSON of a record.
func (w *work) recordText(id string) ([]byte, error) {
	var packed []byte
	ok, err := w.one(`select record from report where id = $1`, []any{id}, &packed)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, ErrUnknown
	}
	return w.store.unpacked(packed, "the record of "+id)
}

// Source gives the bytes of a report as they came; ErrUnknown if there is no report of that id.
func (s *Store) Source(ctx context.Context, id string) (*dateline.Raw, error) {
	var raw dateline.Raw
	err := s.view(ctx, "source of "+id, func(w *work) error {
		var packed []byte
		var retrieved string
		var truncated int
		ok, err := w.one(`select s.name, s.url, s.content_type, s.retrieved, s.truncated, s.bytes
			from source s join report r on r.sha256 = s.sha256 where r.id = $1`, []any{id},
			&raw.Name, &raw.URL, &raw.ContentType, &retrieved, &truncated, &packed)
		switch {
		case err != nil:
			return err
		case !ok:
			return ErrUnknown
		}
		raw.Truncated = truncated != 0
		if raw.Retrieved, err = moment(retrieved); err != nil {
			return err
		}
		raw.Bytes, err = s.unpacked(packed, "the bytes of "+id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &raw, nil
}

func (s *Store) packed(bytes []byte) []byte { return s.pack.EncodeAll(bytes, nil) }

func (s *Store) unpacked(packed []byte, what string) ([]byte, error) {
	bytes, err := s.unpack.DecodeAll(packed, []byte{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w (%w)", what, ErrDamaged, err)
	}
	return bytes, nil
}
