package store

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// An Apart is an incident that an editor keeps apart from another: they are not the same, whatever is told later.
type Apart struct {
	Edit   int64 // that keeps them apart, to undo it by
	Author string
	Reason string // may be empty
	At     time.Time
	Entry  Entry // the incident
}

// An ApartError says that an edit would put together what an editor keeps apart. It is an ErrConflict.
type ApartError struct {
	Edit     int64 // that keeps them apart
	Author   string
	Reason   string // may be empty
	At       time.Time
	Incident string // that both would be in
}

func (e *ApartError) Error() string {
	words := fmt.Sprintf("%s would hold what is kept apart by %s on %s", e.Incident, e.Author, e.At.Format(time.DateOnly))
	if e.Reason != "" {
		words += " (" + e.Reason + ")"
	}
	return fmt.Sprintf("%s, edit %d", words, e.Edit)
}

// Unwrap gives ErrConflict.
func (e *ApartError) Unwrap() error { return ErrConflict }

// An apartState is the two sides of what is kept apart, as an edit found them.
type apartState struct {
	Names    [2]string   `json:"names"`    // of incidents, or the telling that is the first side
	Tellings [2][]string `json:"tellings"` // of each side
}

// apartPath is the path in incidents of what an edit keeps apart: whether it stands does not depend on other edits of them.
func apartPath(edit int64) string { return "apart." + strconv.FormatInt(edit, 10) }

// keepApart keeps an incident, or a telling, apart from an incident. A telling that is in it leaves it.
func (d *editing) keepApart(id, other string) error {
	if id == other {
		return errors.New("an incident cannot be kept apart from itself")
	}
	theirs, err := d.members(other)
	if err != nil {
		return err
	}
	var ours []string
	leaves := false
	if strings.Contains(id, "/") {
		found, err := d.kept([]string{id})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fmt.Errorf("telling %s: %w", id, ErrUnknown)
		}
		if err := movable(&found[0]); err != nil {
			return err
		}
		ours, leaves = []string{id}, slices.Contains(theirs, id)
		if theirs = slices.DeleteFunc(theirs, func(key string) bool { return key == id }); len(theirs) == 0 {
			return fmt.Errorf("telling %s is all that tells of %s: reject it, or keep apart two incidents", id, other)
		}
	} else if ours, err = d.members(id); err != nil {
		return err
	}
	if err := d.newlyApart(id, other, ours, theirs); err != nil {
		return err
	}
	d.subjects[subject{other, apartPath(d.placing.edit)}] = true
	if leaves {
		if err := d.watch([]string{other}, append(slices.Clone(theirs), id)); err != nil {
			return err
		}
	}
	d.after.Apart = map[int64]*apartState{d.placing.edit: {[2]string{id, other}, [2][]string{ours, theirs}}}
	if err := d.separate(d.after.Apart); err != nil {
		return err
	}
	d.noteApart("kept apart from %s", d.after.Apart)
	if d.incident = other; !strings.Contains(id, "/") {
		d.incident = id
	}
	if leaves {
		return d.expel(id)
	}
	return nil
}

// newlyApart refuses what is kept apart already.
func (d *editing) newlyApart(id, other string, ours, theirs []string) error {
	sides, err := d.sidesOf(slices.Concat(ours, theirs))
	if err != nil {
		return err
	}
	on := map[dateline.Side]bool{}
	for _, key := range ours {
		for _, side := range sides[key] {
			on[side] = true
		}
	}
	for _, key := range theirs {
		for _, side := range sides[key] {
			side.Second = !side.Second
			if on[side] {
				return fmt.Errorf("%w: %s and %s are kept apart already, by edit %d", ErrConflict, id, other, side.Edit)
			}
		}
	}
	return nil
}

// expel has a telling find another incident than the one that it is kept apart from.
func (d *editing) expel(key string) error {
	if err := d.rule(key, ""); err != nil {
		return err
	}
	seeds, err := d.kept([]string{key})
	if err != nil {
		return err
	}
	return d.regroup(seeds, d.group)
}

// noteApart notes of incidents what became of what is kept apart.
func (d *editing) noteApart(format string, all map[int64]*apartState) {
	for _, edit := range sortedEdits(all) {
		for i, name := range all[edit].Names {
			if !strings.Contains(name, "/") {
				d.note(ChangeApart, name, format, all[edit].Names[1-i])
			}
		}
	}
}

func sortedEdits(all map[int64]*apartState) []int64 {
	edits := make([]int64, 0, len(all))
	for edit := range all {
		edits = append(edits, edit)
	}
	slices.Sort(edits)
	return edits
}

// separate puts tellings, or what stands for them by now, on the sides that they are on.
func (w *work) separate(all map[int64]*apartState) error {
	for _, edit := range sortedEdits(all) {
		for side, keys := range all[edit].Tellings {
			for _, key := range keys {
				err := w.exec(`insert into apart (edit, telling, side) select cast($1 as bigint), stands, cast($2 as integer) from telling where key = $3 and stands <> ''
					on conflict (telling, edit) do nothing`, edit, side, key)
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// unseparate takes tellings from the sides that they were put on.
func (w *work) unseparate(all map[int64]*apartState) error {
	for _, edit := range sortedEdits(all) {
		sides := all[edit].Tellings
		if len(sides[0]) > 0 && len(sides[1]) > 0 { // all of it, under whatever keys
			if err := w.exec(`delete from apart where edit = $1`, edit); err != nil {
				return err
			}
			continue
		}
		for _, key := range slices.Concat(sides[0], sides[1]) {
			err := w.exec(`delete from apart where edit = $1 and telling in (select stands from telling where key = $2)`, edit, key)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// restoreApart undoes what an edit did to what is kept apart.
func (d *editing) restoreApart(from, to map[int64]*apartState) error {
	if err := d.unseparate(from); err != nil {
		return err
	}
	d.noteApart("no longer kept apart from %s", from)
	if err := d.separate(to); err != nil {
		return err
	}
	d.noteApart("kept apart from %s again", to)
	return nil
}

// lift has tellings, which come from an incident or a telling, be no longer kept apart from those of an incident.
func (d *editing) lift(from string, theirs []string, into string, ours []string) error {
	sides, err := d.sidesOf(slices.Concat(theirs, ours))
	if err != nil {
		return err
	}
	on := map[dateline.Side]bool{}
	for _, key := range ours {
		for _, side := range sides[key] {
			on[side] = true
		}
	}
	lifted := map[int64]*apartState{}
	for _, key := range theirs {
		for _, side := range sides[key] {
			if !on[dateline.Side{Edit: side.Edit, Second: !side.Second}] {
				continue
			}
			state := lifted[side.Edit]
			if state == nil {
				state = &apartState{Names: [2]string{from, into}}
				lifted[side.Edit] = state
			}
			at := flag(side.Second)
			state.Tellings[at] = append(state.Tellings[at], key)
		}
	}
	if len(lifted) == 0 {
		return nil
	}
	for _, edit := range sortedEdits(lifted) { // which is not undone while this stands
		path := apartPath(edit)
		subjects, err := d.texts(`select subject from edit_subject where edit = $1 and path = $2`, edit, path)
		if err != nil {
			return err
		}
		for _, id := range append(subjects, from, into) {
			d.subjects[subject{id, path}] = true
		}
	}
	d.before.Apart = lifted
	d.noteApart("no longer kept apart from %s", lifted)
	return d.unseparate(lifted)
}

// whole looks whether incidents that an edit has changed hold what is kept apart: a *ApartError.
func (d *editing) whole() error {
	for _, id := range sortedKeys(d.touched) {
		e := ApartError{Incident: id}
		var at string
		mixed, err := d.one(`select e.id, e.author, e.reason, e.at from edit e where e.id in (select a.edit from link l join apart a on a.telling = l.telling
			where l.incident = $1 group by a.edit having min(a.side) <> max(a.side)) order by e.id limit 1`, []any{id}, &e.Edit, &e.Author, &e.Reason, &at)
		if err != nil {
			return err
		}
		if mixed {
			if e.At, err = moment(at); err != nil {
				return err
			}
			return &e
		}
	}
	return nil
}

// apartFrom gives the incidents that editors keep apart from one, in the order in which they said so.
func (w *work) apartFrom(incident string) ([]Apart, error) {
	type row struct {
		Apart
		id string
	}
	rows, err := list(w, func(rows *sql.Rows) (r row, err error) {
		var at string
		if err := rows.Scan(&r.Edit, &r.Author, &r.Reason, &at, &r.id); err != nil {
			return r, err
		}
		r.At, err = moment(at)
		return r, err
	}, `select distinct e.id, e.author, e.reason, e.at, l.incident
		from (select distinct a.edit, a.side from link m join apart a on a.telling = m.telling where m.incident = $1) s
		join apart o on o.edit = s.edit and o.side <> s.side join link l on l.telling = o.telling join edit e on e.id = s.edit
		where l.incident <> $1 order by e.id, l.incident`, incident)
	if err != nil {
		return nil, err
	}
	var all []Apart
	for _, r := range rows {
		var fixed string
		entry, err := w.entry(r.id, "", &fixed)
		if err != nil {
			return nil, err
		}
		r.Entry = *entry
		all = append(all, r.Apart)
	}
	return all, nil
}

// handSides has a telling that takes the place of another be on its sides too; without one, none is.
func (w *work) handSides(key, to string) error {
	if to != "" {
		err := w.exec(`insert into apart (edit, telling, side) select edit, cast($1 as text), side from apart where telling = $2 on conflict (telling, edit) do nothing`, to, key)
		if err != nil {
			return err
		}
	}
	return w.exec(`delete from apart where telling = $1`, key)
}

// sidesOf gives the sides that tellings are on.
func (w *work) sidesOf(keys []string) (map[string][]dateline.Side, error) {
	type row struct {
		telling string
		dateline.Side
	}
	sides := map[string][]dateline.Side{}
	for part := range slices.Chunk(keys, mostValues) {
		in, values := among(part, 0)
		rows, err := list(w, func(rows *sql.Rows) (r row, err error) {
			var side int
			err = rows.Scan(&r.telling, &r.Edit, &side)
			r.Second = side == 1
			return r, err
		}, `select telling, edit, side from apart where telling in `+in, values...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			sides[r.telling] = append(sides[r.telling], r.Side)
		}
	}
	return sides, nil
}
