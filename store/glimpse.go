package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"dateline"
)

// A Glimpse is what a list shows of an incident beside its Entry: how its tellings differ, and who says who
// did it.
type Glimpse struct {
	Tellings []Glanced         // those that are linked, by time
	Copies   int               // copies and older versions of their reports
	Last     Change            // the last change; zero if none is kept
	Names    map[string]string // of actors, by their ids
	// Said are the records of its latest reports that have statements, with their statements and actors alone, by
	// the ids of the reports.
	Said map[string]*dateline.Record
}

// A Glanced is a telling as a Glimpse has it: its figures and its claim.
type Glanced struct {
	*dateline.Telling
	Killed, Injured *Figure // nil if it has none
}

// mostGlanced is of how many reports of one incident the statements are looked at: of the latest.
const mostGlanced = 8

// Glimpses gives those of incidents, by their ids: for a page of a list.
func (s *Store) Glimpses(ctx context.Context, ids []string) (all map[string]*Glimpse, err error) {
	all = map[string]*Glimpse{}
	for _, id := range ids {
		all[id] = &Glimpse{Names: map[string]string{}, Said: map[string]*dateline.Record{}}
	}
	err = s.view(ctx, "glimpses", func(w *work) error {
		for part := range slices.Chunk(ids, mostValues) {
			if err := w.glance(all, part); err != nil {
				return err
			}
		}
		for _, g := range all {
			slices.SortFunc(g.Tellings, func(a, b Glanced) int { return cmp.Or(a.AsOf().Compare(b.AsOf()), cmp.Compare(a.Key(), b.Key())) })
			if err := w.hear(g); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// glance reads the tellings of incidents, how many copies they have, and what changed last.
func (w *work) glance(all map[string]*Glimpse, ids []string) error {
	in, values := among(ids, 0)
	_, err := list(w, func(rows *sql.Rows) (struct{}, error) {
		var incident, key, stands, event, published, retrieved string
		t := &dateline.Telling{}
		var killed, killedHigh, injured, injuredHigh sql.NullInt32
		err := rows.Scan(&incident, &key, &stands, &t.Report, &event, &killed, &killedHigh, &injured, &injuredHigh, &published, &retrieved, &t.Title, &t.Site)
		g := all[incident]
		if err != nil || key != stands {
			g.Copies++
			return struct{}{}, err
		}
		if err := json.Unmarshal([]byte(event), &t.Event); err != nil {
			return struct{}{}, fmt.Errorf("the event of %s: %w", key, err)
		}
		if t.Published, err = moment(published); err != nil {
			return struct{}{}, err
		}
		if t.Retrieved, err = moment(retrieved); err != nil {
			return struct{}{}, err
		}
		one := Glanced{Telling: t}
		if killed.Valid {
			one.Killed = &Figure{int(killed.Int32), int(killedHigh.Int32)}
		}
		if injured.Valid {
			one.Injured = &Figure{int(injured.Int32), int(injuredHigh.Int32)}
		}
		g.Tellings = append(g.Tellings, one)
		return struct{}{}, nil
	}, `select l.incident, t.key, t.stands, t.report, case when t.key = t.stands then t.event else '' end, t.killed_low, t.killed_high, t.injured_low, t.injured_high,
		coalesce(r.published_at, ''), r.retrieved, r.title, r.site
		from link l join telling t on t.stands = l.telling join report r on r.id = t.report where l.incident in `+in, values...)
	if err != nil {
		return err
	}
	last, err := list(w, scanChange, changeColumns+`where number in (select max(number) from change where incident in `+in+` group by incident)`, values...)
	for _, c := range last {
		if all[c.Incident] != nil {
			all[c.Incident].Last = c
		}
	}
	return err
}

// hear reads what is said in the latest reports of an incident.
func (w *work) hear(g *Glimpse) error {
	for _, t := range slices.Backward(g.Tellings) {
		if len(g.Said) == mostGlanced {
			break
		}
		if len(t.Event.Statements) == 0 && len(t.Event.Claim.By) == 0 || g.Said[t.Report] != nil {
			continue
		}
		said, err := w.said(g, t.Report)
		if err != nil {
			return err
		}
		g.Said[t.Report] = said
	}
	for _, t := range slices.Backward(g.Tellings) {
		if g.Said[t.Report] != nil || !slices.ContainsFunc(t.Event.Roles, func(r dateline.Role) bool { return r.Actor != "" && g.Names[r.Actor] == "" }) {
			continue
		}
		if _, err := w.said(g, t.Report); err != nil { // an older report alone names whom its event has
			return err
		}
	}
	return nil
}

// said reads the statements and actors of a report, and notes the actors' names.
func (w *work) said(g *Glimpse, report string) (*dateline.Record, error) {
	text, err := w.recordText(report)
	if err != nil {
		return nil, err
	}
	said := &dateline.Record{}
	if err := json.Unmarshal(text, &struct {
		Statements *[]dateline.Statement `json:"statements"`
		Actors     *[]dateline.Actor     `json:"actors"`
	}{&said.Statements, &said.Actors}); err != nil {
		return nil, fmt.Errorf("what %s says: %w", report, err)
	}
	for _, a := range said.Actors {
		if g.Names[a.ID] == "" {
			g.Names[a.ID] = a.Name
		}
	}
	return said, nil
}

// A Moved is how far a record has come: what is added has higher numbers than what was there.
type Moved struct {
	Change int64 // number of the last change
	Report int64 // number of the last report
}

// Moved tells how far a record has come: for who watches it.
func (s *Store) Moved(ctx context.Context) (m Moved, err error) {
	err = s.view(ctx, "how far the record has come", func(w *work) error {
		if _, err := w.one(`select number from change order by number desc limit 1`, nil, &m.Change); err != nil {
			return err
		}
		_, err := w.one(`select number from report order by number desc limit 1`, nil, &m.Report)
		return err
	})
	return m, err
}

// Called finds an actor by its id or one of its names, folded, and gives its id and its name: of several by that
// name, it is the one that most reports call so. ErrUnknown if there is none.
func (s *Store) Called(ctx context.Context, name string) (id, known string, err error) {
	err = s.view(ctx, "actor "+name, func(w *work) error {
		hidden, err := w.hiddenActors()
		if err != nil {
			return err
		}
		ok, err := w.one(`select id, name from actor where id = $1`, []any{name}, &id, &known)
		if ok && hidden[id] {
			err = ErrUnknown
		}
		if err != nil || ok {
			return err
		}
		ids, err := w.texts(`select distinct actor from alias where folded = $1 and state <> 'refused' order by actor`, foldName(name))
		if err != nil {
			return err
		}
		most := -1
		for _, one := range slices.DeleteFunc(ids, func(id string) bool { return hidden[id] }) {
			count := 0
			if len(ids) > 1 {
				if _, err := w.one(`select count(*) from alias a join alias_report r on r.actor = a.actor and r.name = a.name where a.actor = $1 and a.folded = $2`,
					[]any{one, foldName(name)}, &count); err != nil {
					return err
				}
			}
			if count > most {
				id, most = one, count
			}
		}
		if most < 0 {
			return ErrUnknown
		}
		_, err = w.one(`select name from actor where id = $1`, []any{id}, &known)
		return err
	})
	return id, known, err
}
