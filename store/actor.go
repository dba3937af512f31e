package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// Claims is the role, beside those of an event, of an actor who claims it.
const Claims = "claims"

// addActors keeps whom a report names, by which names, and in which roles.
func (w *work) addActors(p *parcel) error {
	all := slices.Clone(p.record.Actors)
	named := map[string]bool{}
	for _, a := range all {
		named[a.ID] = true
	}
	var involved [][]any
	seen := map[[3]string]bool{}
	add := func(actor, telling, role string) {
		if actor == "" || seen[[3]string{actor, telling, role}] {
			return
		}
		seen[[3]string{actor, telling, role}] = true
		if !named[actor] { // a role of somebody whom the record does not list
			named[actor] = true
			all = append(all, dateline.Actor{ID: actor, Name: actor, Kind: "unknown"})
		}
		involved = append(involved, []any{telling, actor, role})
	}
	for _, t := range p.tellings {
		for _, role := range t.Event.Roles {
			add(role.Actor, t.Key(), role.Role)
		}
		for _, actor := range t.Event.Claim.By {
			add(actor, t.Key(), Claims)
		}
	}
	if err := w.nameActors(all, p.doc.ID); err != nil {
		return err
	}
	return w.insert(`insert into involved (telling, actor, role)`, `on conflict do nothing`, involved)
}

// nameActors keeps actors and the names that a report has for them. What is known of one already
// is not overwritten; blanks are filled.
func (w *work) nameActors(actors []dateline.Actor, report string) error {
	var rows, names, reports [][]any
	listed, seen := map[string]bool{}, map[[2]string]bool{}
	for _, a := range actors {
		row := []any{a.ID, clean(a.Name), a.Kind, a.Country, a.Parent}
		if listed[a.ID] { // no statement may meet a row twice
			if err := w.insertActors([][]any{row}); err != nil {
				return err
			}
		} else {
			rows = append(rows, row)
		}
		listed[a.ID] = true
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			if name = clean(name); name == "" || seen[[2]string{a.ID, name}] {
				continue
			}
			seen[[2]string{a.ID, name}] = true
			names = append(names, []any{a.ID, name, foldName(name), ""})
			reports = append(reports, []any{a.ID, name, report})
		}
	}
	if err := w.insertActors(rows); err != nil {
		return err
	}
	if err := w.insert(`insert into alias (actor, name, folded, state)`, `on conflict do nothing`, names); err != nil {
		return err
	}
	return w.insert(`insert into alias_report (actor, name, report)`, `on conflict do nothing`, reports)
}

func (w *work) insertActors(rows [][]any) error {
	return w.insert(`insert into actor (id, name, kind, country, parent)`, `on conflict (id) do update set
		kind = case when actor.kind in ('', 'unknown') then excluded.kind else actor.kind end,
		country = case when actor.country = '' then excluded.country else actor.country end,
		parent = case when actor.parent = '' then excluded.parent else actor.parent end
		where actor.kind in ('', 'unknown') and excluded.kind not in ('', 'unknown') or actor.country = '' and excluded.country <> ''
		or actor.parent = '' and excluded.parent <> ''`, rows)
}

// cast keeps who has a part in an incident, by what its tellings and their copies tell.
func (p *placing) cast(incident string) error {
	type part struct{ actor, role string }
	var day sql.NullInt64
	if _, err := p.one(`select start_day from incident where id = $1`, []any{incident}, &day); err != nil {
		return err
	}
	wanted := map[part]bool{}
	told, err := list(p.work, func(rows *sql.Rows) (r part, err error) { return r, rows.Scan(&r.actor, &r.role) },
		`select distinct v.actor, v.role from link l join telling t on t.stands = l.telling join involved v on v.telling = t.key where l.incident = $1`, incident)
	if err != nil {
		return err
	}
	for _, r := range told {
		wanted[r], wanted[part{actor: r.actor}] = true, true
	}
	type row struct {
		part
		day sql.NullInt64
	}
	there, err := list(p.work, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.actor, &r.role, &r.day) },
		`select actor, role, day from part where incident = $1`, incident)
	if err != nil {
		return err
	}
	for _, r := range there {
		if wanted[r.part] && r.day == day {
			delete(wanted, r.part)
			continue
		}
		if err := p.exec(`delete from part where incident = $1 and actor = $2 and role = $3`, incident, r.actor, r.role); err != nil {
			return err
		}
	}
	var rows [][]any
	for r := range wanted {
		rows = append(rows, []any{incident, r.actor, r.role, nothing(day.Int64, day.Valid)})
	}
	return p.insert(`insert into part (incident, actor, role, day)`, ``, rows)
}

// foldName is how names are compared: the folded words with single spaces.
func foldName(name string) string { return strings.Join(dateline.NameWords(name), " ") }

// alias settles whether an actor bears a name.
func (d *editing) alias(actor, name, state string) error {
	var was string
	ok, err := d.one(`select state from alias where actor = $1 and name = $2`, []any{actor, name}, &was)
	switch {
	case err != nil:
		return err
	case !ok:
		return fmt.Errorf("the name %q of %s: %w", name, actor, ErrUnknown)
	}
	delete(d.subjects, subject{id: actor})
	d.subjects[subject{actor, name}] = true
	d.before.Actor, d.after.Actor = actor, actor
	d.before.Aliases, d.after.Aliases = map[string]string{name: was}, map[string]string{name: state}
	return d.exec(`update alias set state = $1 where actor = $2 and name = $3`, state, actor, name)
}
