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
	Actor      string   // id: in any role in one of the tellings
	Role       string   // with Actor: in this role; Claims is one
	Actors     []string // ids: one of them so
	Type       string
	Types      []string // one of them
	Status     dateline.Status
	KilledFrom int    // at least so many killed
	Claim      string // state of the claim; AnyClaim
	Words      string // in the title or text of a report, all of them, folded
	Settled    *bool
	Among      []string // ids: one of them
}

// A Box is an area in degrees. West is greater than East where it crosses the line of dates.
type Box struct{ South, West, North, East float64 }

// AnyClaim is any state of a claim in which somebody says something of it.
const AnyClaim = "any"

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

// marks gives a ? for each of some values, with commas.
func marks(values []string) string {
	return strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
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
		{"country", f.Country}, {"type", f.Type}, {"status", string(f.Status)},
	} {
		if same.value != "" {
			c.and(`i.`+same.column+` = ?`, same.value)
		}
	}
	switch f.Claim {
	case "":
	case AnyClaim:
		c.and(`i.claim_state <> ?`, dateline.Unmentioned)
	default:
		c.and(`i.claim_state = ?`, f.Claim)
	}
	if len(f.Types) > 0 {
		c.and(`i.type in (`+marks(f.Types)+`)`, arguments(f.Types)...)
	}
	if len(f.Actors) > 0 {
		c.and(`i.id in (select incident from part where role = ? and actor in (`+marks(f.Actors)+`))`, append([]any{f.Role}, arguments(f.Actors)...)...)
	}
	if len(f.Among) > 0 {
		c.and(`i.id in (`+marks(f.Among)+`)`, arguments(f.Among)...)
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

// An Actor is an actor with its names.
type Actor struct {
	dateline.Actor         // Aliases are its names that no editor has refused
	Names          []Alias // all of them
	Incidents      int     // those that it has a role in
}

// An Alias is a name of an actor, and who calls it so.
type Alias struct {
	Name    string
	State   string   // AliasConfirmed, AliasRefused, or empty if nobody has settled it
	Reports []string // ids, in the order in which they were added
}

// The states of an alias that an editor has settled.
const (
	AliasConfirmed = "confirmed"
	AliasRefused   = "refused"
)

// Actor gives an actor by its id or, where no id is the same, by one of its names, folded; ErrUnknown if there is
// none. Of several by that name it is the one that most reports call so.
func (s *Store) Actor(ctx context.Context, name string) (actor *Actor, err error) {
	err = s.view(ctx, "actor "+name, func(w *work) error {
		id := name
		var one int
		ok, err := w.one(`select 1 from actor where id = $1`, []any{id}, &one)
		if err != nil {
			return err
		}
		if !ok {
			ok, err = w.one(`select a.actor from alias a left join alias_report r on r.actor = a.actor and r.name = a.name
				where a.folded = $1 and a.state <> 'refused' group by a.actor order by count(r.report) desc, a.actor limit 1`, []any{foldName(name)}, &id)
			if err != nil {
				return err
			}
			if !ok {
				return ErrUnknown
			}
		}
		actor, err = w.actor(id)
		return err
	})
	return actor, err
}

func (w *work) actor(id string) (*Actor, error) {
	var a Actor
	if _, err := w.one(`select id, name, kind, country, parent from actor where id = $1`, []any{id}, &a.ID, &a.Name, &a.Kind, &a.Country, &a.Parent); err != nil {
		return nil, err
	}
	rows, err := list(w, func(rows *sql.Rows) (row [3]string, err error) { return row, rows.Scan(&row[0], &row[1], &row[2]) },
		`select a.name, a.state, coalesce(r.report, '') from alias a left join alias_report r on r.actor = a.actor and r.name = a.name
		left join report p on p.id = r.report where a.actor = $1 order by a.name, p.number`, id)
	if err != nil {
		return nil, err
	}
	a.Aliases = []string{}
	for _, row := range rows {
		if n := len(a.Names); n == 0 || a.Names[n-1].Name != row[0] {
			a.Names = append(a.Names, Alias{Name: row[0], State: row[1]})
			if row[0] != a.Name && row[1] != AliasRefused {
				a.Aliases = append(a.Aliases, row[0])
			}
		}
		if last := &a.Names[len(a.Names)-1]; row[2] != "" {
			last.Reports = append(last.Reports, row[2])
		}
	}
	_, err = w.one(`select count(*) from part p join incident i on i.id = p.incident where p.actor = $1 and p.role = '' and i.tellings > 0`, []any{id}, &a.Incidents)
	return &a, err
}

// An ActorFilter says which actors are wanted. What is empty does not matter.
type ActorFilter struct {
	Name    string // one of its names, folded, begins a word with it
	Kind    string
	Country string
	Parent  string // id
}

// Actors lists actors by id: limit of them, after the first offset; a limit of 0 is none. Their names are
// not given; Actor gives them.
func (s *Store) Actors(ctx context.Context, f ActorFilter, limit, offset int) (actors []*dateline.Actor, err error) {
	c := &condition{}
	c.and(`1 = 1`)
	for _, same := range []struct{ column, value string }{{"kind", f.Kind}, {"country", f.Country}, {"parent", f.Parent}} {
		if same.value != "" {
			c.and(`a.`+same.column+` = ?`, same.value)
		}
	}
	if f.Name != "" {
		c.and(`a.id in (select actor from alias where state <> 'refused' and ' ' || folded like ?)`, "% "+foldName(f.Name)+"%")
	}
	query := `select a.id, a.name, a.kind, a.country, a.parent from actor a where ` + c.String() + ` order by a.id`
	if limit > 0 {
		query += fmt.Sprintf(` limit %d offset %d`, limit, max(0, offset))
	}
	err = s.view(ctx, "actors", func(w *work) error {
		actors, err = list(w, func(rows *sql.Rows) (*dateline.Actor, error) {
			a := &dateline.Actor{Aliases: []string{}}
			return a, rows.Scan(&a.ID, &a.Name, &a.Kind, &a.Country, &a.Parent)
		}, query, c.values...)
		return err
	})
	return actors, err
}
