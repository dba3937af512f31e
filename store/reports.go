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
