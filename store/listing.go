package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"dateline"
)

// A Filter says which incidents are wanted. What is empty does not matter.
type Filter struct {
	From, To   time.Time // they overlap these days, both inclusive
	Country    string    // ISO 3166-1 alpha-2
	Place      string    // name of the place or of the first-level division, folded
	Box        *Box
	Actor      string // id: in any role in one of the tellings
	Role       string // with Actor: in this role; Claims is one
	Type       string
	Status     dateline.Status
	KilledFrom int    // at least so many killed
	Claim      string // state of the claim
	AnyClaim   bool   // somebody says who claims it or that nobody does
	Words      string // in the title or text of a report, all of them, folded
	Settled    *bool
}

// A Box is an area in degrees. West is greater than East where it crosses the line of dates.
type Box struct{ South, West, North, East float64 }

// An Order is how a listing is sorted.
type Order string

// The orders. What has no value stands last.
const (
	ByDay       Order = "day"       // the latest first
	ByOldest    Order = "oldest"    // the earliest first
	ByKilled    Order = "killed"    // the most first
	ByChanged   Order = "changed"   // the last changed first
	ByPublished Order = "published" // the last to be first reported first
)

// condition builds the where of a query.
type condition struct {
	parts  []string
	values []any
}

// and adds a part; each ? in it is one of the values, in order.
func (c *condition) and(part string, values ...any) {
	for _, v := range values {
		c.values = append(c.values, v)
		part = strings.Replace(part, "?", fmt.Sprintf("$%d", len(c.values)), 1)
	}
	c.parts = append(c.parts, part)
}

func (c *condition) String() string { return strings.Join(c.parts, " and ") }

// where gives the condition of a filter on incident i and, with an actor, its part p; without the
// words if they are common.
func (f *Filter) where(d *dialect, common bool) *condition {
	c := &condition{}
	c.and(`+i.tellings > 0`) // not by the index that counts them
	if !f.From.IsZero() {
		c.and(`i.end_day >= ?`, day(f.From))
	}
	if !f.To.IsZero() {
		c.and(`i.start_day <= ?`, day(f.To))
	}
	for _, same := range []struct{ column, value string }{
		{"country", f.Country}, {"type", f.Type}, {"status", string(f.Status)}, {"claim_state", f.Claim},
	} {
		if same.value != "" {
			c.and(`i.`+same.column+` = ?`, same.value)
		}
	}
	if f.AnyClaim {
		c.and(`i.claim_state <> ?`, dateline.Unmentioned)
	}
	if f.Place != "" {
		name := foldName(f.Place)
		c.and(`(i.place_folded = ? or i.admin1_folded = ?)`, name, name)
	}
	if b := f.Box; b != nil {
		c.and(`i.lat between ? and ?`, b.South, b.North)
		if b.West <= b.East {
			c.and(`i.lon between ? and ?`, b.West, b.East)
		} else {
			c.and(`(i.lon >= ? or i.lon <= ?)`, b.West, b.East)
		}
	}
	if f.KilledFrom > 0 {
		c.and(`i.killed >= ?`, f.KilledFrom)
	}
	if f.Settled != nil {
		c.and(`i.settled = ?`, flag(*f.Settled))
	}
	if f.Actor != "" {
		c.and(`p.actor = ? and p.role = ?`, f.Actor, f.Role)
	}
	if words := searchWords(f.Words); len(words) > 0 && !common {
		c.and(`i.id in (select l.incident from word join telling t on t.number = word.rowid join link l on l.telling = t.stands where `+
			fmt.Sprintf(d.haveWords, "?")+`)`, d.query(words))
	}
	return c
}

// sorted gives what a filter's incidents are selected from, and what they are ordered by.
func (f *Filter) sorted(order Order) (from, by string, err error) {
	day, id, from := `i.start_day`, `i.id`, `incident i`
	if f.Actor != "" { // in order already
		day, id, from = `p.day`, `p.incident`, `part p join incident i on i.id = p.incident`
	}
	by = map[Order]string{
		"":          day + ` desc nulls last, ` + id + ` desc`,
		ByDay:       day + ` desc nulls last, ` + id + ` desc`,
		ByOldest:    day + ` asc nulls last, ` + id + ` asc`,
		ByKilled:    `i.killed desc nulls last, i.id desc`,
		ByChanged:   `i.changed desc, i.id desc`,
		ByPublished: `i.first_published desc, i.id desc`,
	}[order]
	if by == "" {
		return "", "", fmt.Errorf("incidents: %q is no order", order)
	}
	return from, by, nil
}

// Incidents lists the incidents that a filter lets through: limit of them, after the first offset. An
// empty order is ByDay; a limit of 0 is none.
func (s *Store) Incidents(ctx context.Context, f Filter, order Order, limit, offset int) (entries []*Entry, err error) {
	from, by, err := f.sorted(order)
	if err != nil {
		return nil, err
	}
	err = s.view(ctx, "incidents", func(w *work) error {
		var reports []int64
		common := false
		if words := searchWords(f.Words); limit > 0 && len(words) > 0 {
			if reports, common, err = w.reportsWith(words); err != nil {
				return err
			}
		}
		c := f.where(&s.dialect, common)
		if common {
			entries, err = w.lookThrough(`select i.id from `+from+` where `+c.String()+` order by `+by, c.values, reports, limit, max(0, offset))
			return err
		}
		query := `select ` + entryColumns + ` from ` + from + ` where ` + c.String() + ` order by ` + by
		if limit > 0 {
			query += fmt.Sprintf(` limit %d offset %d`, limit, max(0, offset))
		}
		entries, err = list(w, func(rows *sql.Rows) (*Entry, error) { return scanEntry(rows) }, query, c.values...)
		return err
	})
	return entries, err
}
