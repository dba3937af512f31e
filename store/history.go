package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// A Done is an edit that was made.
type Done struct {
	ID      int64
	At      time.Time // UTC
	Author  string
	Reason  string
	Kind    string
	Subject string          // of an undo: the number of the edit that it undid
	Before  json.RawMessage // what it was
	After   json.RawMessage // what it became
	Undone  int64           // id of the edit that undid it; 0 if it stands
}

// History gives the edits of a subject (an incident, a telling, a report, an actor), the oldest
// first; of an empty subject, all.
func (s *Store) History(ctx context.Context, subject string) (done []Done, err error) {
	query, values := doneColumns+`order by id`, []any{}
	if subject != "" {
		query, values = doneColumns+`where id in (select edit from edit_subject where subject = $1) order by id`, []any{subject}
	}
	err = s.view(ctx, "history of "+subject, func(w *work) error {
		done, err = list(w, scanDone, query, values...)
		return err
	})
	return done, err
}

// HistoryOf gives the edits of a value of a subject, at a path, of parts of it and of what it is part of, the oldest
// first; with an empty path those of History. Of an actor the path is a name.
func (s *Store) HistoryOf(ctx context.Context, subject, path string) (done []Done, err error) {
	if path == "" {
		return s.History(ctx, subject)
	}
	_, path, _ = recordPath(subject, path)
	err = s.view(ctx, "history of "+subject+" "+path, func(w *work) error {
		type row struct {
			edit int64
			path string
		}
		rows, err := list(w, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.edit, &r.path) },
			`select edit, path from edit_subject where subject = $1 order by edit`, subject)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if n := len(done); !within(r.path, path) || n > 0 && done[n-1].ID == r.edit {
				continue
			}
			found, err := list(w, scanDone, doneColumns+`where id = $1`, r.edit)
			if err != nil {
				return err
			}
			done = append(done, found...)
		}
		return nil
	})
	return done, err
}

// Done gives an edit by its number; ErrUnknown if there is none.
func (s *Store) Done(ctx context.Context, edit int64) (done Done, err error) {
	err = s.view(ctx, fmt.Sprintf("edit %d", edit), func(w *work) error {
		found, err := list(w, scanDone, doneColumns+`where id = $1`, edit)
		if err == nil && len(found) == 0 {
			err = fmt.Errorf("edit %d: %w", edit, ErrUnknown)
		}
		if err == nil {
			done = found[0]
		}
		return err
	})
	return done, err
}

const doneColumns = `select id, at, author, reason, kind, subject, before, after, coalesce(undone, 0) from edit `

func scanDone(rows *sql.Rows) (Done, error) {
	var e Done
	var at, before, after string
	if err := rows.Scan(&e.ID, &at, &e.Author, &e.Reason, &e.Kind, &e.Subject, &before, &after, &e.Undone); err != nil {
		return e, err
	}
	e.Before, e.After = json.RawMessage(before), json.RawMessage(after)
	var err error
	e.At, err = moment(at)
	return e, err
}
