package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// Who bears a name. A report's record says which names are of one actor; an editor may refuse an actor
// a name, and then what a report says of it under that name alone stands in the dossier of another
// actor, whose id is made of the name. An editor may also give a name that only an unlisted actor
// has to another. The record of the report stays as it was read.

// A bearing says in whose dossiers the actors of one report stand.
type bearing struct {
	bearer map[string]string  // by the id in the record; its own where nobody has settled anything
	names  map[string][]borne // by the id in the record: the names that the report has for it
}

// A borne is a name, and who bears it.
type borne struct{ name, folded, bearer string }

// keyOf makes an id of a name, as an actor has it whom no list knows.
func keyOf(name string) string { return strings.Join(dateline.NameWords(name), "-") }

// bearing finds who bears the names of a report's record.
func (w *work) bearing(record *dateline.Record) (*bearing, error) {
	b := &bearing{bearer: map[string]string{}, names: map[string][]borne{}}
	var folded []string
	for i := range record.Actors {
		a := &record.Actors[i]
		for _, name := range namesOf(record, a) {
			if name = clean(name); name != "" {
				b.names[a.ID] = append(b.names[a.ID], borne{name, foldName(name), a.ID})
				folded = append(folded, foldName(name))
			}
		}
	}
	settled, err := w.settledNames(folded)
	if err != nil {
		return nil, err
	}
	for id, names := range b.names {
		for i := range names {
			names[i].bearer = settled.bearer(id, names[i])
		}
		if heir := settled.heir(id); heir != "" { // its short forms go with the name
			for i := range names {
				if names[i].bearer == id {
					names[i].bearer = heir
				}
			}
		}
		b.bearer[id] = names[0].bearer
		if slices.ContainsFunc(names, func(n borne) bool { return n.bearer == id }) {
			b.bearer[id] = id
		}
	}
	return b, nil
}

// namesOf are the names that a report has for an actor: not the one of the list, unless the text has it.
func namesOf(record *dateline.Record, a *dateline.Actor) []string {
	names := slices.Clone(a.Aliases)
	text := record.Document.Text
	if strings.Contains(text, a.Name) || strings.Contains(dateline.Fold(text), dateline.Fold(a.Name)) {
		names = append(names, a.Name)
	}
	return names
}

// A settledName is what an editor has settled of a name.
type settledName struct{ actor, state string }

// settledNames are what editors have settled, by the folded name.
type settledNames map[string][]settledName

func (w *work) settledNames(folded []string) (settledNames, error) {
	settled := settledNames{}
	type row struct {
		folded string
		settledName
	}
	for some := range slices.Chunk(distinct(folded), mostValues) {
		in, values := among(some, 0)
		rows, err := list(w, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.folded, &r.actor, &r.state) },
			`select distinct folded, actor, state from alias where state <> '' and folded in `+in+` order by folded, actor`, values...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			settled[r.folded] = append(settled[r.folded], r.settledName)
		}
	}
	return settled, nil
}

// heir is the actor of whose name that of another, whom no list knows, is a spelling; empty for none.
func (s settledNames) heir(actor string) string {
	for _, one := range s[strings.ReplaceAll(actor, "-", " ")] {
		if one.state == AliasSpelled && one.actor != actor {
			return one.actor
		}
	}
	return ""
}

// bearer tells who bears a name that a report has for an actor.
func (s settledNames) bearer(actor string, n borne) string {
	own, given := "", ""
	for _, one := range s[n.folded] {
		switch {
		case one.actor == actor:
			own = one.state
		case (one.state == AliasConfirmed || one.state == AliasSpelled) && given == "":
			given = one.actor
		}
	}
	made := keyOf(n.name)
	switch {
	case own == AliasRefused && given != "":
		return given
	case own == AliasRefused:
		return made
	case own == "" && given != "" && made == actor:
		return given
	}
	return actor
}

// of tells in whose dossier something stands that a report says of an actor in these words: of somebody
// else, where the words have one of the names alone that the actor does not bear.
func (b *bearing) of(actor, words string) string {
	bearer, ok := b.bearer[actor]
	if !ok {
		return actor
	}
	words = " " + foldName(words) + " "
	other := ""
	for _, n := range b.names[actor] {
		switch has := strings.Contains(words, " "+n.folded+" "); {
		case has && n.bearer == bearer:
			return bearer
		case has:
			other = n.bearer
		}
	}
	if other != "" {
		return other
	}
	return bearer
}

// alias settles whether an actor bears a name. One that no report calls it by can be given to it if
// reports call somebody by it.
func (d *editing) alias(actor, name, state string) error {
	folded := foldName(name)
	if folded == "" {
		return fmt.Errorf("%q is no name", name)
	}
	if state == AliasRefused && keyOf(name) == actor {
		return fmt.Errorf("the id %s is made of the name %q: it cannot be refused", actor, name)
	}
	type row struct{ actor, name, state string }
	known, err := list(d.work, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.actor, &r.name, &r.state) },
		`select actor, name, state from alias where folded = $1 order by actor, name`, folded)
	if err != nil {
		return err
	}
	var there int
	if ok, err := d.one(`select 1 from actor where id = $1`, []any{actor}, &there); err != nil || !ok {
		return fallback(err, fmt.Errorf("the actor %s: %w", actor, ErrUnknown))
	}
	was, is := map[string]string{}, map[string]string{}
	for _, r := range known {
		if r.actor == actor {
			was[r.name], is[r.name] = r.state, state
		}
	}
	switch {
	case len(is) == 0 && (state == AliasRefused || len(known) == 0):
		return fmt.Errorf("the name %q of %s: %w", name, actor, ErrUnknown)
	case len(is) == 0:
		name = known[0].name // as a report writes it
		was[name], is[name] = aliasAbsent, state
	}
	delete(d.subjects, subject{id: actor})
	for name := range is {
		d.subjects[subject{actor, name}] = true
	}
	d.before.Actor, d.after.Actor = actor, actor
	d.before.Aliases, d.after.Aliases = was, is
	return d.settleAliases(actor, is)
}

func fallback(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// aliasAbsent is the state of a name that an editor gave to an actor whom nobody had called so.
const aliasAbsent = "absent"

// settleAliases sets the states of names of an actor, and puts what reports say under them where it belongs then.
func (d *editing) settleAliases(actor string, states map[string]string) error {
	for _, name := range sortedKeys(states) {
		var err error
		if states[name] == aliasAbsent {
			err = d.exec(`update alias set state = '' where actor = $1 and name = $2`, actor, name)
		} else {
			err = d.exec(`insert into alias (actor, name, folded, state) values ($1, $2, $3, $4)
				on conflict (actor, name) do update set state = excluded.state`, actor, name, foldName(name), states[name])
		}
		if err != nil {
			return err
		}
	}
	for _, name := range sortedKeys(states) {
		reports, err := d.texts(`select distinct r.report from alias a join alias_report r on r.actor = a.actor and r.name = a.name where a.folded = $1`, foldName(name))
		if err != nil {
			return err
		}
		for _, report := range reports {
			if err := d.recount(report); err != nil {
				return fmt.Errorf("who bears the names in %s: %w", report, err)
			}
		}
		if err := d.tidy(actor, name, states[name] == aliasAbsent); err != nil {
			return err
		}
	}
	return nil
}

// tidy takes away actors that nobody is called by any more, once a name of theirs has been settled: those that
// stand for the name alone. Of the actor for whom it was settled, the name goes only if it was not there before.
func (d *editing) tidy(actor, name string, absent bool) error {
	keep := actor
	if absent {
		keep = ""
	}
	type row struct{ actor, name string }
	rows, err := list(d.work, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.actor, &r.name) },
		`select actor, name from alias where folded = $1 and state = '' and reports = 0 and actor <> $2`, foldName(name), keep)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.actor != actor && r.actor != keyOf(name) {
			continue // a list has the name
		}
		if err := d.exec(`delete from alias where actor = $1 and name = $2`, r.actor, r.name); err != nil {
			return err
		}
		err := d.exec(`delete from actor where id = $1 and not exists (select 1 from alias where actor = $1) and not exists (select 1 from involved where actor = $1)`, r.actor)
		if err != nil {
			return err
		}
	}
	return nil
}

// recount puts what a report says of actors where it belongs now.
func (d *editing) recount(report string) error {
	about, err := scanOne(d.work, `select `+reportColumns+` from report where id = $1`, report)
	if err != nil {
		return err
	}
	p, err := d.keptParcel(about)
	if err != nil {
		return err
	}
	for _, t := range p.tellings {
		if err := d.exec(`delete from involved where telling = $1`, t.Key()); err != nil {
			return err
		}
	}
	if err := d.addNamed(p, about.listed()); err != nil {
		return err
	}
	incidents, err := d.incidentsOf(report)
	for _, id := range incidents {
		d.recast[id] = true
	}
	return err
}
