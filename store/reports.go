package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
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
		if err := w.appeared(c, f); err != nil {
			return err
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

// fewReports that appeared in some days are looked up by these; where there are more, the reports are gone through.
const fewReports = 20_000

// appeared adds to a condition that a report appeared on the days of a filter.
func (w *work) appeared(c *condition, f ReportFilter) error {
	var parts []string
	var values []any
	if !f.From.IsZero() {
		parts, values = append(parts, `~coalesce(published_at, retrieved) >= ?`), append(values, stamped(dayStart(day(f.From))))
	}
	if !f.To.IsZero() {
		parts, values = append(parts, `~coalesce(published_at, retrieved) < ?`), append(values, stamped(dayStart(day(f.To)+1)))
	}
	if len(parts) == 0 {
		return nil
	}
	within := strings.Join(parts, ` and `)
	listed := strings.ReplaceAll(within, `~`, ``)
	var count int
	if _, err := w.one(fmt.Sprintf(`select count(*) from (select 1 from report where %s limit %d) counted`, numbered(listed, 0), fewReports), values, &count); err != nil {
		return err
	}
	if count < fewReports {
		c.and(`number in (select number from report where `+listed+`)`, values...)
	} else {
		c.and(strings.ReplaceAll(within, `~`, w.store.dialect.avoid), values...)
	}
	return nil
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
		if _, err := w.one(`select count from tally where name = 'reports'`, nil, &total); err != nil {
			return err
		}
		place, err = w.placeOf(number, total)
		return err
	})
	return before, after, place, total, err
}

// placeOf gives the place of a report among all in the order of addition. Their numbers are these places, unless
// one was left out: then those on the shorter side are counted.
func (w *work) placeOf(number int64, total int) (place int, err error) {
	var last int64
	if _, err := w.one(`select max(number) from report`, nil, &last); err != nil || last == int64(total) {
		return int(number), err
	}
	if number <= last/2 {
		_, err = w.one(`select count(*) from report where number <= $1`, []any{number}, &place)
		return place, err
	}
	_, err = w.one(`select count(*) from report where number > $1`, []any{number}, &place)
	return total - place, err
}
