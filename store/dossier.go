package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Claims is the role, beside those of an event, of an actor who claims it.
const Claims = "claims"

// An Actor is an actor with its names.
type Actor struct {
	dateline.Actor         // Aliases are its names that no editor has refused
	Names          []Alias // all of them, those that most reports have first
	Incidents      int     // those that it has a part in
}

// An Alias is a name of an actor, and how many reports call it so.
type Alias struct {
	Name    string `json:"name"`
	State   string `json:"state,omitempty"` // AliasConfirmed, AliasRefused, AliasSpelled, or empty if nothing is settled
	Reports int    `json:"reports"`         // 0 for the name of a list that no report has, and for a refused one
	First   string `json:"first,omitempty"` // id of the first of them that was added
	Last    string `json:"last,omitempty"`
}

// The states of an alias that an editor has settled.
const (
	AliasConfirmed = "confirmed"
	AliasRefused   = "refused"
)

// Actor gives an actor by its id or, where no id is the same, by one of its names, folded; ErrUnknown if there is
// none. Of several by that name it is the one that most reports call so. Of an actor all of whose names are
// another's by now, it is that one.
func (s *Store) Actor(ctx context.Context, name string) (actor *Actor, err error) {
	err = s.view(ctx, "actor "+name, func(w *work) error {
		id, err := w.actorBy(name)
		if err != nil {
			return err
		}
		hidden, err := w.hiddenActors()
		if err != nil {
			return err
		}
		if hidden[id] {
			return ErrUnknown
		}
		if actor, err = w.actor(id); err != nil {
			return err
		}
		return w.veilActor(actor)
	})
	if err != nil {
		return nil, err
	}
	return actor, nil
}

// NamesOf gives what actors are called, by their ids; those that are not there are left out.
func (s *Store) NamesOf(ctx context.Context, actors []string) (names map[string]string, err error) {
	names = map[string]string{}
	err = s.view(ctx, "names of actors", func(w *work) error {
		for part := range slices.Chunk(actors, mostValues) {
			in, values := among(part, 0)
			_, err := list(w, func(rows *sql.Rows) (none struct{}, err error) {
				var id, name string
				err = rows.Scan(&id, &name)
				names[id] = name
				return none, err
			}, `select id, name from actor where id in `+in, values...)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return names, err
}

func (w *work) actorBy(name string) (id string, err error) {
	ok, err := w.one(`select id from actor where id = $1`, []any{name}, &id)
	if err != nil {
		return "", err
	}
	if ok {
		var heir string
		given, err := w.one(`select b.actor from alias a join alias b on b.folded = a.folded and b.actor <> a.actor and b.state in ('confirmed', 'spelled')
			where a.actor = $1 and not exists (select 1 from alias where actor = $1 and reports > 0) order by b.actor limit 1`, []any{id}, &heir)
		if given {
			id = heir
		}
		return id, err
	}
	ok, err = w.one(`select actor from alias where folded = $1 and state <> 'refused' group by actor order by sum(reports) desc, actor limit 1`, []any{foldName(name)}, &id)
	if err == nil && !ok {
		err = ErrUnknown
	}
	return id, err
}

func (w *work) actor(id string) (*Actor, error) {
	var a Actor
	_, err := w.one(`select id, name, kind, country, parent, incidents from actor where id = $1`, []any{id}, &a.ID, &a.Name, &a.Kind, &a.Country, &a.Parent, &a.Incidents)
	if err != nil {
		return nil, err
	}
	a.Names, err = list(w, func(rows *sql.Rows) (n Alias, err error) {
		return n, rows.Scan(&n.Name, &n.State, &n.Reports, &n.First, &n.Last)
	}, `select a.name, a.state, a.reports, coalesce(f.id, ''), coalesce(l.id, '') from alias a left join report f on f.number = a.first_report
		left join report l on l.number = a.last_report where a.actor = $1 order by a.reports desc, a.name`, id)
	a.Aliases = []string{}
	for _, n := range a.Names {
		if n.Name != a.Name && n.State != AliasRefused {
			a.Aliases = append(a.Aliases, n.Name)
		}
	}
	return &a, err
}

// NamedBy gives the ids of reports that call an actor by a name, the last added first: so many, all for a limit of 0.
func (s *Store) NamedBy(ctx context.Context, actor, name string, limit int) (reports []string, err error) {
	query := `select r.report from alias_report r join report p on p.id = r.report where r.actor = $1 and r.name = $2 order by p.number desc`
	if limit > 0 {
		query += fmt.Sprintf(` limit %d`, limit)
	}
	err = s.view(ctx, "reports that name "+actor, func(w *work) error {
		reports, err = w.texts(query, actor, name)
		return err
	})
	return reports, err
}

// Mention gives the words of a report around the first place where it has a name; nothing if it does not have it as it
// is written. ErrUnknown if there is no such report.
func (s *Store) Mention(ctx context.Context, report, name string) (words dateline.Words, err error) {
	err = s.view(ctx, "report "+report, func(w *work) error {
		record, err := w.recordText(report)
		if err != nil {
			return err
		}
		text, err := textOf(record)
		if at := strings.Index(text, name); at >= 0 && err == nil {
			words = around(text, at)
		}
		return err
	})
	return words, err
}

// An ActorFilter says which actors are wanted. What is empty does not matter.
type ActorFilter struct {
	Name    string // one of its names, folded, begins a word with it
	Kind    string
	Country string
	Parent  string // id
	Nobody  bool   // no persons
}

// An ActorOrder is how a listing of actors is sorted.
type ActorOrder string

// The orders of actors.
const (
	ByID        ActorOrder = "id"
	ByIncidents ActorOrder = "incidents" // those with a part in most first
)

// Actors lists actors: limit of them, after the first offset; a limit of 0 is none. An empty order is ByID. Their
// names are not given; Actor gives them.
func (s *Store) Actors(ctx context.Context, f ActorFilter, order ActorOrder, limit, offset int) (actors []*Actor, err error) {
	c := &condition{}
	c.and(`1 = 1`)
	for _, same := range []struct{ column, value string }{{"kind", f.Kind}, {"country", f.Country}, {"parent", f.Parent}} {
		if same.value != "" {
			c.and(`a.`+same.column+` = ?`, same.value)
		}
	}
	if f.Nobody {
		c.and(`a.kind <> 'person'`)
	}
	if f.Name != "" {
		c.and(`a.id in (select actor from alias where state <> 'refused' and ' ' || folded like ?)`, "% "+foldName(f.Name)+"%")
	}
	by := map[ActorOrder]string{"": `a.id`, ByID: `a.id`, ByIncidents: `a.incidents desc, a.id`}[order]
	if by == "" {
		return nil, fmt.Errorf("actors: %q is no order", order)
	}
	err = s.view(ctx, "actors", func(w *work) error {
		hidden, err := w.hiddenActors()
		if err != nil {
			return err
		}
		if len(hidden) > 0 {
			ids := sortedKeys(hidden)
			c.and(`a.id not in (`+marks(ids)+`)`, arguments(ids)...)
		}
		query := `select a.id, a.name, a.kind, a.country, a.parent, a.incidents from actor a where ` + c.String() + ` order by ` + by
		if limit > 0 {
			query += fmt.Sprintf(` limit %d offset %d`, limit, max(0, offset))
		}
		actors, err = list(w, func(rows *sql.Rows) (*Actor, error) {
			a := &Actor{Actor: dateline.Actor{Aliases: []string{}}, Names: []Alias{}}
			return a, rows.Scan(&a.ID, &a.Name, &a.Kind, &a.Country, &a.Parent, &a.Incidents)
		}, query, c.values...)
		for i := 0; i < len(actors) && err == nil; i++ {
			err = w.veilParts(actors[i])
		}
		return err
	})
	return actors, err
}

// A Spread is where and when an actor's incidents were, counted.
type Spread struct {
	Roles     []Tally // by what it had to do with them, the most frequent first
	Years     []Tally // of those in any role: by year, the first first; those without a day last
	Provinces []Tally // likewise: by country and first-level division, the most frequent first
	First     *Entry  // the first in time; nil if none has a day
	Last      *Entry
}

// Spread counts the incidents of an actor.
func (s *Store) Spread(ctx context.Context, actor string) (*Spread, error) {
	var all Spread
	err := s.view(ctx, "the incidents of "+actor, func(w *work) error {
		for _, one := range []struct {
			into               *[]Tally
			columns, where, by string
		}{
			{&all.Roles, `role, 0, '', ''`, `role <> ''`, `group by role order by sum(incidents) desc, role`},
			{&all.Years, `'', year, '', ''`, `role = ''`, `group by year order by year = 0, year`},
			{&all.Provinces, `'', 0, country, admin1`, `role = ''`, `group by country, admin1 order by sum(incidents) desc, country, admin1`},
		} {
			found, err := list(w, func(rows *sql.Rows) (t Tally, err error) {
				return t, rows.Scan(&t.Role, &t.Year, &t.Country, &t.Admin1, &t.Incidents, &t.Killed, &t.KilledIn, &t.Injured, &t.InjuredIn)
			}, `select `+one.columns+`, sum(incidents), sum(killed), sum(killed_in), sum(injured), sum(injured_in) from spread
				where actor = $1 and incidents > 0 and `+one.where+` `+one.by, actor)
			if err != nil {
				return err
			}
			*one.into = found
		}
		veil, err := w.veil()
		if err != nil {
			return err
		}
		if err := w.veilSpread(actor, &all); err != nil {
			return err
		}
		for order, into := range map[string]**Entry{`asc`: &all.First, `desc`: &all.Last} {
			query, values := veil.cut(`select `+entryColumns+` from part p join incident i on i.id = p.incident
				where p.actor = $1 and p.role = '' and p.day is not null order by p.day `+order+`, p.incident `+order+` limit 1`, []any{actor}, `p.incident`, veiledIncidents)
			found, err := list(w, func(rows *sql.Rows) (*Entry, error) { return scanEntry(rows) }, query, values...)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				*into = found[0]
			}
		}
		return nil
	})
	return &all, err
}

// Claimed counts the incidents that an actor claims between two days, the second not counted; a zero day is open.
func (s *Store) Claimed(ctx context.Context, actor string, from, to time.Time) (n int, err error) {
	c := &condition{}
	c.and(`actor = ? and role = ?`, actor, Claims)
	if !from.IsZero() {
		c.and(`day >= ?`, day(from))
	}
	if !to.IsZero() {
		c.and(`day < ?`, day(to))
	}
	err = s.view(ctx, "the claims of "+actor, func(w *work) error {
		veil, err := w.veil()
		if err != nil {
			return err
		}
		veil.without(c, `incident`, veiledIncidents)
		_, err = w.one(`select count(*) from part where `+c.String(), c.values, &n)
		return err
	})
	return n, err
}
