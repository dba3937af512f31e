package store

import (
	"context"
	"database/sql"
	"iter"
	"time"
)

// changesAtOnce are read from the record together.
const changesAtOnce = 2000

// Changes gives what was changed at a moment or later, the oldest first; with the id of an incident, in it alone. It is read
// bit by bit as it is asked for, so that millions take no memory; what is changed in the meantime comes last. An error
// ends it.
func (s *Store) Changes(ctx context.Context, since time.Time, incident string) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		at, number := stamped(since), int64(0)
		for {
			var some []Change
			err := s.view(ctx, "changes", func(w *work) (err error) {
				query, values := changeColumns+`where at >= $1 and (at > $1 or number > $2)`, []any{at, number, changesAtOnce}
				if incident != "" {
					query, values = query+` and incident = $4`, append(values, incident)
				}
				some, err = list(w, scanChange, query+` order by at, number limit $3`, values...)
				return err
			})
			if err != nil {
				yield(Change{}, err)
				return
			}
			for _, c := range some {
				if !yield(c, nil) {
					return
				}
			}
			if len(some) < changesAtOnce {
				return
			}
			last := some[len(some)-1]
			at, number = stamped(last.At), last.number
		}
	}
}

// ChangesOf gives what was changed in an incident, the oldest first.
func (s *Store) ChangesOf(ctx context.Context, incident string) (changes []Change, err error) {
	err = s.view(ctx, "changes of "+incident, func(w *work) error {
		changes, err = list(w, scanChange, changeColumns+`where incident = $1 order by number`, incident)
		return err
	})
	return changes, err
}

const changeColumns = `select number, at, kind, incident, report, coalesce(edit, 0), field, words from change `

func scanChange(rows *sql.Rows) (Change, error) {
	var c Change
	var at string
	if err := rows.Scan(&c.number, &at, &c.Kind, &c.Incident, &c.Report, &c.Edit, &c.Field, &c.Words); err != nil {
		return c, err
	}
	var err error
	c.At, err = moment(at)
	return c, err
}
