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
	Reviewed   *Reviewed // how much of what its tellings say persons have decided
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

// orderings are the orders in SQL; ~ as in a clause.
var orderings = map[Order]string{
	ByDay:       `~i.start_day desc nulls last, i.id desc`,
	ByOldest:    `~i.start_day asc nulls last, i.id asc`,
	ByKilled:    `~i.killed desc nulls last, i.id desc`,
	ByChanged:   `~i.changed desc, i.id desc`,
	ByPublished: `~i.first_published desc, i.id desc`,
}

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

// Incidents lists the incidents that a filter lets through: limit of them, after the first offset. An
// empty order is ByDay; a limit of 0 is none.
func (s *Store) Incidents(ctx context.Context, f Filter, order Order, limit, offset int) (entries []*Entry, err error) {
	if order == "" {
		order = ByDay
	}
	if orderings[order] == "" {
		return nil, fmt.Errorf("incidents: %q is no order", order)
	}
	err = s.view(ctx, "incidents", func(w *work) error {
		var common *reading
		if words := searchWords(f.Words); limit > 0 && len(words) > 0 {
			if common, err = w.common(words, order); err != nil {
				return err
			}
			if common != nil {
				f.Words = ""
			}
		}
		p, err := w.plan(&f, order, limit > 0)
		switch {
		case err != nil:
			return err
		case common != nil:
			entries, err = w.lookThrough(p, common, limit, max(0, offset))
		default:
			query, values := p.query(entryColumns, limit, max(0, offset))
			entries, err = list(w, func(rows *sql.Rows) (*Entry, error) { return scanEntry(rows) }, query, values...)
		}
		return err
	})
	return entries, err
}
