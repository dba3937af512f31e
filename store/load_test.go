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

// SetFewIncidents has so many incidents be few.
func SetFewIncidents(s *Store, count int) (restore func()) {
	s.fewIncidents = count
	return func() { s.fewIncidents = 0 }
}

// Load adds many reports as Add does, but so many in one transaction that need not survive the machine, and with
// the words merged after it: for benchmarks of a large record in a file. next gives the reports one after the other; done is
// told how many are kept.
func (s *Store) Load(ctx context.Context, reports, together int, next func() (*dateline.Raw, *dateline.Record), done func(int)) error {
	usual := s.dialect
	s.dialect.addWords, s.dialect.mergeWords = `select $1, $2`, ""
	defer func() { s.dialect = usual }()
	if err := s.tune(ctx, `pragma synchronous = off; pragma cache_size = -3000000`); err != nil {
		return err
	}
	parcels := make(chan *parcel, 256)
	failed := make(chan error, 1)
	go func() {
		defer close(parcels)
		for range reports {
			p, err := s.parcel(next())
			if err != nil {
				failed <- err
				return
			}
			parcels <- p
		}
	}()
	var err error
	for kept := 0; kept < reports && err == nil; {
		err = s.change(ctx, "load", func(w *work) error {
			var words []any // numbers and words
			for range min(together, reports-kept) {
				p, more := <-parcels
				if !more {
					return <-failed
				}
				if _, err := w.add(p, s.Group); err != nil {
					return err
				}
				w.log = nil
				kept++
				var number int64
				if _, err := w.one(`select max(number) from report`, nil, &number); err != nil {
					return err
				}
				words = append(words, number, p.words)
			}
			for i := 0; i < len(words); i += 2 { // together, so that few parts are to be merged
				if err := w.exec(usual.addWords, words[i:i+2]...); err != nil {
					return err
				}
			}
			return w.exec(usual.mergeWords, together)
		})
		if err == nil {
			done(kept)
		}
	}
	if err != nil {
		go func() {
			for range parcels { // after an error
			}
		}()
		return err
	}
	return s.tune(ctx, `pragma synchronous = full; pragma cache_size = -`+largeCache)
}

// tune sets the connection that writes.
func (s *Store) tune(ctx context.Context, pragmas string) error {
	if err := s.writer.hold(ctx, s.write); err != nil {
		return err
	}
	_, err := s.writer.conn.ExecContext(ctx, pragmas)
	return s.writer.release(err)
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
