package store

import (
	"database/sql"
	"slices"
	"strings"

	"dateline"
)

// addNamed keeps what a report says of actors: whom it names, who plays which part, traits and
// assessments, who claims what, forecasts. What was kept of an earlier reading goes. Listed is false for
// a copy and for an older version.
func (w *work) addNamed(p *parcel, listed bool) error {
	if p.number == 0 { // it was there before
		if _, err := w.one(`select number from report where id = $1`, []any{p.doc.ID}, &p.number); err != nil {
			return err
		}
		if err := w.forget(p); err != nil {
			return err
		}
	}
	b, err := w.bearing(p.record)
	if err != nil {
		return err
	}
	for _, add := range []func() error{
		func() error { return w.addActors(p, b) },
		func() error { return w.addRemarks(p, b, listed) },
		func() error { return w.addAccounts(p, b) },
		func() error { return w.addWarnings(p, b, listed) },
	} {
		if err := add(); err != nil {
			return err
		}
	}
	return nil
}

// forget takes away what a report says of actors, whoever bore the names of its record, and of the one before it.
func (w *work) forget(p *parcel) error {
	var folded []string
	for _, record := range []*dateline.Record{p.record, p.before} {
		for i := 0; record != nil && i < len(record.Actors); i++ {
			for _, name := range namesOf(record, &record.Actors[i]) {
				folded = append(folded, foldName(clean(name)))
			}
		}
	}
	type name struct{ actor, name string }
	var names []name
	for some := range slices.Chunk(distinct(folded), mostValues/2) {
		in, values := among(some, 1)
		found, err := list(w, func(rows *sql.Rows) (n name, err error) { return n, rows.Scan(&n.actor, &n.name) },
			`select a.actor, a.name from alias a join alias_report r on r.actor = a.actor and r.name = a.name and r.report = $1 where a.folded in `+in,
			append([]any{p.doc.ID}, values...)...)
		if err != nil {
			return err
		}
		names = append(names, found...)
	}
	err := w.dropTraits(p.doc.ID, func() error { return w.exec(`delete from remark where report = $1`, p.doc.ID) })
	if err != nil {
		return err
	}
	if err := w.exec(`delete from account where report = $1`, p.doc.ID); err != nil {
		return err
	}
	for _, n := range names {
		if err := w.exec(`delete from alias_report where actor = $1 and name = $2 and report = $3`, n.actor, n.name, p.doc.ID); err != nil {
			return err
		}
		if err := w.recountAlias(n.actor, n.name, p.number); err != nil {
			return err
		}
	}
	return nil
}

// recountAlias counts anew which reports have a name for an actor, where one, by its number, has not any more.
func (w *work) recountAlias(actor, name string, without int64) error {
	end := func(column, which string) string {
		return column + ` = case when ` + column + ` <> $3 then ` + column + ` else coalesce((select ` + which + `(p.number) from alias_report r
			join report p on p.id = r.report where r.actor = $1 and r.name = $2), 0) end`
	}
	return w.exec(`update alias set reports = reports - 1, `+end(`first_report`, `min`)+`, `+end(`last_report`, `max`)+` where actor = $1 and name = $2`, actor, name, without)
}

// unlist has what a report says of actors left out of dossiers, as a newer version says it.
func (w *work) unlist(report string) error {
	if err := w.exec(`update warning set listed = 0 where report = $1`, report); err != nil {
		return err
	}
	return w.dropTraits(report, func() error { return w.exec(`update remark set listed = 0 where report = $1`, report) })
}

// addActors keeps whom a report names, by which names, and in which roles.
func (w *work) addActors(p *parcel, b *bearing) error {
	named := map[string]bool{}
	var all []dateline.Actor
	for _, a := range p.record.Actors {
		if b.bearer[a.ID] == "" || b.bearer[a.ID] == a.ID {
			all = append(all, a)
			named[a.ID] = true
		}
	}
	name := func(id, by string) {
		if !named[id] {
			named[id] = true
			all = append(all, dateline.Actor{ID: id, Name: by, Kind: "unknown"})
		}
	}
	for _, a := range p.record.Actors {
		for _, n := range b.names[a.ID] {
			name(n.bearer, n.name)
		}
	}
	var involved [][]any
	seen := map[[3]string]bool{}
	add := func(actor, telling, role, words string) {
		if actor == "" {
			return
		}
		actor = b.of(actor, words)
		if seen[[3]string{actor, telling, role}] {
			return
		}
		seen[[3]string{actor, telling, role}] = true
		name(actor, actor) // of somebody whom the record does not list
		involved = append(involved, []any{telling, actor, role})
	}
	for _, t := range p.tellings {
		for _, role := range t.Event.Roles {
			add(role.Actor, t.Key(), role.Role, role.Text)
		}
		for _, actor := range t.Event.Claim.By {
			add(actor, t.Key(), Claims, t.Event.Claim.Text)
		}
	}
	if err := w.nameActors(all, p, b); err != nil {
		return err
	}
	return w.insert(`insert into involved (telling, actor, role)`, `on conflict do nothing`, involved)
}

// nameActors keeps actors and the names that a report has for them. What is known of one already
// is not overwritten; blanks are filled.
func (w *work) nameActors(actors []dateline.Actor, p *parcel, b *bearing) error {
	var rows, listed, names, reports [][]any
	there, seen := map[string]bool{}, map[[2]string]bool{}
	for _, a := range actors {
		row := []any{a.ID, clean(a.Name), a.Kind, a.Country, a.Parent}
		if there[a.ID] { // no statement may meet a row twice
			if err := w.insertActors([][]any{row}); err != nil {
				return err
			}
		} else {
			rows = append(rows, row)
		}
		there[a.ID] = true
	}
	for _, a := range p.record.Actors {
		for _, n := range b.names[a.ID] {
			if !seen[[2]string{n.bearer, n.name}] {
				seen[[2]string{n.bearer, n.name}] = true
				names = append(names, []any{n.bearer, n.name, n.folded, "", 1, p.number, p.number})
				reports = append(reports, []any{n.bearer, n.name, p.doc.ID})
			}
		}
	}
	for _, a := range actors { // what it is shown as, which the report need not have
		if name := clean(a.Name); name != "" && !seen[[2]string{a.ID, name}] {
			seen[[2]string{a.ID, name}] = true
			listed = append(listed, []any{a.ID, name, foldName(name), ""})
		}
	}
	if err := w.insertActors(rows); err != nil {
		return err
	}
	if err := w.insert(`insert into alias (actor, name, folded, state)`, `on conflict do nothing`, listed); err != nil {
		return err
	}
	err := w.insert(`insert into alias (actor, name, folded, state, reports, first_report, last_report)`, `on conflict (actor, name) do update set
		reports = alias.reports + 1,
		first_report = case when alias.first_report between 1 and excluded.first_report then alias.first_report else excluded.first_report end,
		last_report = case when alias.last_report > excluded.last_report then alias.last_report else excluded.last_report end`, names)
	if err != nil {
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

// foldName is how names are compared: the folded words with single spaces.
func foldName(name string) string { return strings.Join(dateline.NameWords(name), " ") }
