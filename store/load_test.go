package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dateline"
)

// SetCommonWords has words be common that stand in so many reports.
func SetCommonWords(s *Store, count int) (restore func()) {
	s.commonWords = count
	return func() { s.commonWords = 0 }
}

// Load adds many reports as Add does, but so many in one transaction: for benchmarks of a large record.
// next gives them one after the other.
func (s *Store) Load(ctx context.Context, reports, together int, next func() (*dateline.Raw, *dateline.Record)) error {
	for reports > 0 {
		some := min(reports, together)
		parcels := make(chan *parcel, 64)
		failed := make(chan error, 1)
		go func() {
			defer close(parcels)
			for range some {
				p, err := s.parcel(next())
				if err != nil {
					failed <- err
					return
				}
				parcels <- p
			}
		}()
		err := s.change(ctx, "load", func(w *work) error {
			for p := range parcels {
				if _, err := w.add(p, s.Group); err != nil {
					return err
				}
				w.log = nil
			}
			return nil
		})
		for range parcels { // after an error
		}
		select {
		case err := <-failed:
			return err
		default:
		}
		if err != nil {
			return err
		}
		reports -= some
	}
	return nil
}

// OlderSchema makes a file as a program made it that knew so many migrations.
func OlderSchema(ctx context.Context, where string, count int) error {
	all, err := migrations("sqlite")
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", where)
	if err != nil {
		return err
	}
	s := &Store{Now: time.Now, write: db, dialect: sqliteDialect}
	err = s.transact(ctx, db, nil, true, func(w *work) error { return w.migrate(all[:count]) })
	return errors.Join(err, db.Close())
}
