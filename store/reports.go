package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// A ReportFilter says which reports are wanted. What is empty does not matter.
type ReportFilter struct {
	Site     string
	Language string    // as the record has it: "en"
	From, To time.Time // they appeared on these days, both inclusive; or were retrieved, where nobody says when they appeared
	After    string    // id of a report: those that were added after it; before it, for Latest
	Latest   bool      // the last added first
}

// Reports lists reports in the order in which they were added, or the other way round: so many, all for a limit of 0.
// Their Copies and Older are not given; Report gives them. To go through all, ask again for those After the last.
// ErrUnknown if After is not there.
func (s *Store) Reports(ctx context.Context, f ReportFilter, limit int) (reports []*Report, err error) {
	err = s.view(ctx, "reports", func(w *work) error {
		sign, direction := `>`, ``
		if f.Latest {
			sign, direction = `<`, ` desc`
		}
		c := &condition{}
		c.and(`1 = 1`)
		if f.Site != "" {
			c.and(`site = ?`, clean(f.Site))
		}
		if f.Language != "" {
			c.and(`language = ?`, clean(f.Language))
		}
		if !f.From.IsZero() {
			c.and(`coalesce(published_at, retrieved) >= ?`, stamped(dayStart(day(f.From))))
		}
		if !f.To.IsZero() {
			c.and(`coalesce(published_at, retrieved) < ?`, stamped(dayStart(day(f.To)+1)))
		}
		if f.After != "" {
			var number int64
			ok, err := w.one(`select number from report where id = $1`, []any{f.After}, &number)
			switch {
			case err != nil:
				return err
			case !ok:
				return fmt.Errorf("report %s: %w", f.After, ErrUnknown)
			}
			c.and(`number `+sign+` ?`, number)
		}
		query := `select ` + reportColumns + ` from report where ` + c.String() + ` order by number` + direction
		if limit > 0 {
			query += fmt.Sprintf(` limit %d`, limit)
		}
		reports, err = list(w, func(rows *sql.Rows) (*Report, error) { return scanReport(rows) }, query, c.values...)
		return err
	})
	return reports, err
}

// Around gives the reports that were added just before and just after a report, empty at either end, and
// its place among all in the order of addition, from 1 on. ErrUnknown if there is none of that id.
func (s *Store) Around(ctx context.Context, id string) (before, after string, place, total int, err error) {
	err = s.view(ctx, "around "+id, func(w *work) error {
		var number int64
		ok, err := w.one(`select number from report where id = $1`, []any{id}, &number)
		if err == nil && !ok {
			err = ErrUnknown
		}
		if err != nil {
			return err
		}
		if _, err := w.one(`select id from report where number < $1 order by number desc limit 1`, []any{number}, &before); err != nil {
			return err
		}
		if _, err := w.one(`select id from report where number > $1 order by number limit 1`, []any{number}, &after); err != nil {
			return err
		}
		if _, err := w.one(`select count(*) from report where number <= $1`, []any{number}, &place); err != nil {
			return err
		}
		_, err = w.one(`select count(*) from report`, nil, &total)
		return err
	})
	return before, after, place, total, err
}
