package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// The kinds of edit, and what they are about: [Edit].Subject.
const (
	EditMerge        = "merge"           // an incident becomes part of another, Into
	EditSplit        = "split"           // Tellings of an incident become one of their own
	EditMove         = "move"            // Tellings (or the subject, a telling) are of the incident Into
	EditApart        = "apart"           // an incident, or a telling, is not the same as the incident Into, whatever is told later
	EditSet          = "set"             // the value at Path of an incident, a telling or a report is Value
	EditConfirm      = "confirm"         // a telling is where it belongs, or all of an incident; or a value, at Path, is right
	EditAdd          = "add"             // Value is one more in the list at Path of a telling or a report: events, statements, casualties, roles ...
	EditReject       = "reject"          // there is no such event as a telling tells; or no such value, at Path
	EditAliasConfirm = "alias-confirm"   // an actor bears the name Alias
	EditAliasRefuse  = "alias-refuse"    // it does not
	EditMatch        = "warning-match"   // a forecast, "REPORT/s3", foretold the incident Into
	EditUnmatch      = "warning-unmatch" // it did not
	EditUndo         = "undo"            // made by Undo
)

// An Edit is what a person decides. Where tellings are put, later reports leave them.
type Edit struct {
	Kind   string
	Author string // who decides; never empty
	Reason string // why; may be empty
	// Subject is the id of an incident, of a report or of an actor, or the key of a telling
	// ("sha256:.../e1"), or a forecast by its statement ("sha256:.../s3").
	Subject  string
	Into     string   // of merge, move, apart and warning-match: id of an incident
	Tellings []string // of split and move: keys
	// Path is where a value is: in an incident one of type, status, time, place, title,
	// killed, injured, claim; in a report names as in the JSON of its record, things of a
	// list by their id or, without one, by their number: "events.e1.casualties.0.low"; in
	// a telling the same after its event: "casualties.0.low". A number stays with what it was
	// first given to; Review has the paths of what is there. Confirm takes all values that are in it.
	Path string
	// Value is the value as JSON; null for none. Killed and injured also take a plain number. Words that it
	// has must stand where their span says. What is added gets its id here, one that was never given in this report.
	Value json.RawMessage
	// Saw is the value at Path as the author saw it, as JSON, null for none. If another stands there now,
	// nothing is changed, and the error is a *ConflictError. Left empty it does not matter.
	Saw   json.RawMessage
	Alias string
	// Despite has merge and move put together what an editor keeps apart, which it is no longer then. Without it
	// the error is a *ApartError.
	Despite bool
}

// An Applied is what came of an edit.
type Applied struct {
	ID       int64  // to undo it by
	Incident string // id of the incident that was made, or that tellings were put in; empty for none
	Path     string // of what was added, in its report; empty for nothing
	Changes  []Change
}

// Apply makes an edit, in one transaction. A telling in which something is set is grouped anew, unless
// an editor has settled where it is, or the store has no Grouper. ErrUnknown if what it speaks of
// is not there; ErrBlind if the author codes the report in a set.
func (s *Store) Apply(ctx context.Context, e Edit) (Applied, error) {
	var applied Applied
	err := s.change(ctx, e.Kind+" "+e.Subject, func(w *work) (err error) {
		if report, _, _ := strings.Cut(e.Subject, "/"); strings.HasPrefix(report, "sha256:") {
			if set, err := w.blind(report, e.Author); err != nil || set != "" {
				return errors.Join(err, fmt.Errorf("set %s: %w: %s codes it there", set, ErrBlind, e.Author))
			}
		}
		applied, err = w.apply(e)
		return err
	})
	if err != nil {
		return Applied{}, err
	}
	return applied, nil
}

func (w *work) apply(e Edit) (Applied, error) {
	if strings.TrimSpace(e.Author) == "" {
		return Applied{}, errors.New("an edit without an author")
	}
	d := &editing{placing: newPlacing(w, ""), group: w.store.Group, edit: e, subjects: map[subject]bool{}}
	err := d.make()
	applied := Applied{ID: d.placing.edit, Incident: d.incident, Path: d.added, Changes: w.log}
	w.log = nil // it is kept; another edit may follow
	return applied, err
}

// An editing is an edit under way.
type editing struct {
	*placing
	group         Grouper
	edit          Edit
	before, after state
	homes         map[string]string // of an undo: where tellings were before what is undone
	subjects      map[subject]bool
	incident      string  // made, or put in
	added         string  // path of what was added
	undoing       *opened // the record that something is undone in
}

// A subject is what an edit is about; the path is empty for where tellings are.
type subject struct{ id, path string }

// make does the edit: begin writes it down, so that what it changes can name it.
func (d *editing) make() error {
	e := &d.edit
	var err error
	if d.placing.edit, err = d.begin(e.Kind, e.Subject); err != nil {
		return err
	}
	if e.Kind == EditApart {
		e.Path = apartPath(d.placing.edit)
	}
	d.subjects[subject{e.Subject, e.Path}] = true
	telling := strings.Contains(e.Subject, "/")
	switch {
	case e.Kind == EditMerge:
		err = d.merge(e.Subject, e.Into)
	case e.Kind == EditSplit:
		err = d.split(e.Subject, e.Tellings)
	case e.Kind == EditMove:
		if len(e.Tellings) == 0 {
			e.Tellings = []string{e.Subject}
		}
		err = d.move(e.Tellings, e.Into)
	case e.Kind == EditApart:
		err = d.keepApart(e.Subject, e.Into)
	case e.Kind == EditSet:
		if len(e.Value) == 0 {
			return errors.New("set without a value")
		}
		err = d.set(e.Subject, e.Path, e.Value)
	case e.Kind == EditAdd:
		err = d.add(e.Subject, e.Path, e.Value)
	case (e.Kind == EditConfirm || e.Kind == EditReject) && e.Path == "" && !telling && strings.HasPrefix(e.Subject, "sha256:"):
		return fmt.Errorf("%s the tellings of a report (%s/e1), or one of its values by its path", e.Kind, e.Subject)
	case e.Kind == EditReject && e.Path == "" && !telling:
		return fmt.Errorf("an incident is not rejected as a whole: reject its tellings, or a value of it by its path")
	case e.Kind == EditConfirm && e.Path != "":
		err = d.confirmValue(e.Subject, e.Path)
	case e.Kind == EditConfirm:
		err = d.confirm(e.Subject, telling)
	case e.Kind == EditReject && e.Path != "":
		err = d.set(e.Subject, e.Path, nil)
	case e.Kind == EditReject && telling:
		err = d.reject(e.Subject)
	case e.Kind == EditMatch:
		if e.Into == "" {
			return errors.New("a forecast is matched with an incident")
		}
		err = d.match(e.Subject, e.Into)
	case e.Kind == EditUnmatch:
		err = d.match(e.Subject, "")
	case e.Kind == EditAliasConfirm:
		err = d.alias(e.Subject, e.Alias, AliasConfirmed)
	case e.Kind == EditAliasRefuse:
		err = d.alias(e.Subject, e.Alias, AliasRefused)
	default:
		return fmt.Errorf("%q is no edit of %q", e.Kind, e.Subject)
	}
	if err != nil {
		return err
	}
	return d.end()
}

func (d *editing) begin(kind, subject string) (id int64, err error) {
	_, err = d.one(`insert into edit (at, author, reason, kind, subject, before, after) values ($1, $2, $3, $4, $5, '{}', '{}') returning id`,
		[]any{stamped(d.now), d.edit.Author, d.edit.Reason, kind, subject}, &id)
	return id, err
}

// end sums up what was touched, and writes down what was and what is.
func (d *editing) end() error {
	if err := d.whole(); err != nil {
		return err
	}
	if err := d.refresh(); err != nil {
		return err
	}
	if err := d.capture(&d.after); err != nil {
		return err
	}
	before, err := json.Marshal(d.before)
	if err != nil {
		return err
	}
	after, err := json.Marshal(d.after)
	if err != nil {
		return err
	}
	if err := d.exec(`update edit set before = $1, after = $2 where id = $3`, string(before), string(after), d.placing.edit); err != nil {
		return err
	}
	for about := range d.subjects {
		if err := d.exec(`insert into edit_subject (subject, path, edit) values ($1, $2, $3)`, about.id, about.path, d.placing.edit); err != nil {
			return err
		}
	}
	if report := d.after.Report; report != "" {
		if err := d.followUp(report); err != nil {
			return err
		}
	}
	return d.keepLog()
}

// followUp works out anew how far a report has been gone through, and what that says of incidents.
func (d *editing) followUp(report string) error {
	o, err := d.openRecord(report)
	if err != nil {
		return err
	}
	if err := d.keepReview(o); err != nil {
		return err
	}
	incidents, err := d.incidentsOf(report)
	if err != nil {
		return err
	}
	for _, id := range incidents {
		if err := d.restand(id); err != nil {
			return err
		}
	}
	return nil
}

// members gives the keys of the tellings that are linked to an incident.
func (d *editing) members(incident string) ([]string, error) {
	entry, _, err := d.follow(incident)
	if err != nil {
		return nil, err
	}
	if entry.ID != incident {
		return nil, fmt.Errorf("incident %s is part of %s", incident, entry.ID)
	}
	return d.texts(`select telling from link where incident = $1 order by telling`, incident)
}

// watch has the state of incidents and tellings kept, as it was before.
func (d *editing) watch(incidents, tellings []string) error {
	d.before.watch(incidents, tellings)
	d.after.watch(incidents, tellings)
	for _, id := range append(slices.Clone(incidents), tellings...) {
		d.subjects[subject{id: id}] = true
	}
	return d.capture(&d.before)
}

// put links tellings to an incident, by the editor, and rules that they are there.
func (d *editing) put(tellings []string, incident string) error {
	for _, key := range tellings {
		var from string
		linked, err := d.one(`select incident from link where telling = $1`, []any{key}, &from)
		if err != nil {
			return err
		}
		if err := d.rule(key, incident); err != nil {
			return err
		}
		if linked && from == incident {
			continue
		}
		l := dateline.Link{Telling: key, By: d.edit.Author, Reasons: []string{}}
		if d.edit.Reason != "" {
			l.Reasons = append(l.Reasons, d.edit.Reason)
		}
		var at *where
		if linked {
			at = &where{dateline.Link{Telling: key}, from}
		}
		if err := d.link(l, incident, at); err != nil {
			return err
		}
	}
	return nil
}

func (d *editing) rule(telling, incident string) error {
	if incident == "" {
		return d.exec(`delete from ruling where telling = $1`, telling)
	}
	return d.exec(`insert into ruling (telling, incident) values ($1, $2) on conflict (telling) do update set incident = excluded.incident`, telling, incident)
}

func (d *editing) settle(incidents ...string) error {
	for _, id := range incidents {
		if err := d.exec(`update incident set settled = 1 where id = $1`, id); err != nil {
			return err
		}
		d.touched[id] = true
	}
	return nil
}

func (d *editing) merge(from, into string) error {
	if from == into {
		return ErrSame
	}
	theirs, err := d.members(from)
	if err != nil {
		return err
	}
	ours, err := d.members(into)
	if err != nil {
		return err
	}
	older, err := d.texts(`select id from incident where merged_into = $1 order by id`, from)
	if err != nil {
		return err
	}
	if err := d.watch(append([]string{from, into}, older...), append(slices.Clone(theirs), ours...)); err != nil {
		return err
	}
	d.incident = into
	if d.edit.Despite {
		if err := d.lift(from, theirs, into, ours); err != nil {
			return err
		}
	}
	return errors.Join(d.put(append(theirs, ours...), into), d.settle(into))
}

func (d *editing) split(from string, keys []string) error {
	all, err := d.members(from)
	if err != nil {
		return err
	}
	rest := slices.DeleteFunc(slices.Clone(all), func(key string) bool { return slices.Contains(keys, key) })
	for _, key := range keys {
		if !slices.Contains(all, key) {
			return fmt.Errorf("telling %s: %w: it is not linked to %s", key, ErrUnknown, from)
		}
	}
	if len(keys) == 0 || len(rest) == 0 {
		return errors.New("to split an incident, name some of its tellings and not all")
	}
	if err := d.watch([]string{from}, all); err != nil {
		return err
	}
	tellings, err := d.kept(keys)
	if err != nil {
		return err
	}
	var plain []*dateline.Telling
	for _, t := range tellings {
		plain = append(plain, t.Telling)
	}
	if d.incident, err = d.newIncident(plain); err != nil {
		return err
	}
	d.subjects[subject{id: d.incident}] = true
	return errors.Join(d.put(keys, d.incident), d.put(rest, from), d.settle(from, d.incident))
}

func (d *editing) move(keys []string, into string) error {
	ours, err := d.members(into)
	if err != nil {
		return err
	}
	tellings, err := d.kept(keys)
	if err != nil {
		return err
	}
	if len(tellings) < len(slices.Compact(slices.Sorted(slices.Values(keys)))) {
		return fmt.Errorf("tellings %s: %w", strings.Join(keys, ", "), ErrUnknown)
	}
	var sources, rest []string
	for _, t := range tellings {
		if err := movable(&t); err != nil {
			return err
		}
		from, err := d.texts(`select incident from link where telling = $1`, t.Key())
		if err != nil {
			return err
		}
		sources = append(sources, from...)
	}
	slices.Sort(sources)
	sources = slices.DeleteFunc(slices.Compact(sources), func(id string) bool { return id == into })
	leaves := map[string][]string{}
	for _, id := range sources {
		members, err := d.members(id)
		if err != nil {
			return err
		}
		leaves[id] = slices.DeleteFunc(members, func(key string) bool { return slices.Contains(keys, key) })
		rest = append(rest, leaves[id]...)
	}
	if err := d.watch(append([]string{into}, sources...), slices.Concat(ours, keys, rest)); err != nil {
		return err
	}
	d.incident = into
	if d.edit.Despite {
		if err := d.lift(d.edit.Subject, keys, into, ours); err != nil {
			return err
		}
	}
	for _, id := range sources {
		if err := errors.Join(d.put(leaves[id], id), d.settle(id)); err != nil {
			return err
		}
	}
	return errors.Join(d.put(append(ours, keys...), into), d.settle(into))
}

// movable tells why a telling is not put elsewhere by itself.
func movable(t *kept) error {
	switch {
	case t.rejected:
		return fmt.Errorf("telling %s was rejected", t.Key())
	case t.stands == "":
		return fmt.Errorf("telling %s is of an older version of its report, and the newer one does not tell it", t.Key())
	case t.stands != t.Key():
		return fmt.Errorf("telling %s stands with %s: take that one", t.Key(), t.stands)
	}
	return nil
}

// confirm rules that tellings are where they are.
func (d *editing) confirm(id string, telling bool) error {
	if !telling {
		all, err := d.members(id)
		if err != nil {
			return err
		}
		if err := d.watch([]string{id}, all); err != nil {
			return err
		}
		d.incident = id
		return errors.Join(d.put(all, id), d.settle(id))
	}
	ok, err := d.one(`select incident from link where telling = $1`, []any{id}, &d.incident)
	switch {
	case err != nil:
		return err
	case !ok:
		return fmt.Errorf("telling %s: %w: it is in no incident", id, ErrUnknown)
	}
	if err := d.watch([]string{d.incident}, []string{id}); err != nil {
		return err
	}
	return d.put([]string{id}, d.incident)
}

// reject takes a telling out of its incident, for good.
func (d *editing) reject(key string) error {
	found, err := d.kept([]string{key})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return ErrUnknown
	}
	incidents, err := d.texts(`select incident from link where telling = $1`, key)
	if err != nil {
		return err
	}
	if err := d.watch(incidents, []string{key}); err != nil {
		return err
	}
	for _, id := range incidents {
		d.touched[id] = true
		d.note(ChangeLink, id, "%s was rejected", key)
	}
	for _, query := range []string{`delete from link where telling = $1`, `delete from ruling where telling = $1`, `update telling set rejected = 1 where key = $1`} {
		if err := d.exec(query, key); err != nil {
			return err
		}
	}
	return nil
}
