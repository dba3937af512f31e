package store

import (
	"fmt"
	"strings"

	"dateline"
)

// Claims is the role, beside those of an event, of an actor who claims it.
const Claims = "claims"

// addActors keeps whom a report names, by which names, and in which roles.
func (w *work) addActors(p *parcel) error {
	named := map[string]bool{}
	for _, a := range p.record.Actors {
		named[a.ID] = true
		if err := w.addActor(&a, p.doc.ID); err != nil {
			return err
		}
	}
	for _, t := range p.tellings {
		if err := w.addInvolved(t, named); err != nil {
			return err
		}
	}
	return nil
}

// addActor keeps an actor. What is known of it already is not overwritten; blanks are filled.
func (w *work) addActor(a *dateline.Actor, report string) error {
	err := w.exec(`insert into actor (id, name, kind, country, parent) values ($1, $2, $3, $4, $5)
		on conflict (id) do update set
		kind = case when actor.kind in ('', 'unknown') then excluded.kind else actor.kind end,
		country = case when actor.country = '' then excluded.country else actor.country end,
		parent = case when actor.parent = '' then excluded.parent else actor.parent end
		where actor.kind in ('', 'unknown') or actor.country = '' and excluded.country <> '' or actor.parent = '' and excluded.parent <> ''`,
		a.ID, clean(a.Name), a.Kind, a.Country, a.Parent)
	if err != nil {
		return err
	}
	for _, name := range append([]string{a.Name}, a.Aliases...) {
		if name = clean(name); name == "" {
			continue
		}
		err := w.exec(`insert into alias (actor, name, folded, state) values ($1, $2, $3, '') on conflict do nothing`, a.ID, name, foldName(name))
		if err != nil {
			return err
		}
		err = w.exec(`insert into alias_report (actor, name, report) values ($1, $2, $3) on conflict do nothing`, a.ID, name, report)
		if err != nil {
			return err
		}
	}
	return nil
}

// addInvolved keeps who plays which part in a telling.
func (w *work) addInvolved(t *dateline.Telling, named map[string]bool) error {
	add := func(actor, role string) error {
		if actor == "" {
			return nil
		}
		if !named[actor] { // a role of somebody whom the record does not list
			named[actor] = true
			if err := w.addActor(&dateline.Actor{ID: actor, Name: actor, Kind: "unknown"}, t.Report); err != nil {
				return err
			}
		}
		return w.exec(`insert into involved (actor, telling, role) values ($1, $2, $3) on conflict do nothing`, actor, t.Key(), role)
	}
	for _, role := range t.Event.Roles {
		if err := add(role.Actor, role.Role); err != nil {
			return err
		}
	}
	for _, actor := range t.Event.Claim.By {
		if err := add(actor, Claims); err != nil {
			return err
		}
	}
	return nil
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
