package store

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"dateline"
)

// setAgain sets in a new reading what editors have set in the old one, where it stands and where the new
// one still has what it was set in. Events keep the names of the new reading; one that an editor has added, and the
// new reading lacks, keeps its own unless another has it now. What comes of it for the edits themselves is done by settle.
func (w *work) setAgain(id string, record *dateline.Record, olds []older) (set *dateline.Record, settle func() error, err error) {
	all, err := w.pastOf(id)
	if err != nil {
		return nil, nil, err
	}
	before, err := w.record(id)
	if err != nil {
		return nil, nil, err
	}
	text, err := json.Marshal(record)
	if err != nil {
		return nil, nil, err
	}
	names := map[string]string{} // of events, in the new reading
	next := (&opened{record: record}).nextID("events", "e")
	next = max(next, (&opened{record: before, past: all}).nextID("events", "e"))
	fresh := func() string {
		next++
		return "e" + strconv.Itoa(next-1)
	}
	for _, p := range all {
		for path := range p.after.Values {
			if parts := strings.Split(path, "."); len(parts) > 1 && parts[0] == "events" {
				names[parts[1]] = ""
			}
		}
	}
	for _, o := range olds {
		names[o.Event.ID] = strings.TrimPrefix(o.renamed, id+"/")
	}
	twins, taken := map[string]bool{}, map[string]bool{} // events that the new reading has too; names that it gives
	for i := range record.Events {
		taken[record.Events[i].ID] = true
	}
	for _, old := range sortedKeys(names) {
		if twins[old] = names[old] != ""; twins[old] {
			continue
		}
		if names[old] = old; taken[old] {
			names[old] = fresh()
		}
	}
	var gone []int64 // edits of what the new reading does not have
	n := numbering{}
	for i := range all {
		p := &all[i]
		p.rename(names)
		if p.Undone == 0 && p.Kind != EditConfirm {
			changed, ok, err := p.again(text, n, names, twins)
			if err != nil {
				return nil, nil, err
			}
			if ok {
				text = changed
			} else {
				gone = append(gone, p.ID)
				p.Undone = -1
			}
		}
		n = numberingOf(all[:i+1])
	}
	if set, _, err = readRecord(text); err != nil {
		return nil, nil, err
	}
	for i := range olds { // those that an editor had added are there again
		o := &olds[i]
		if name := names[o.Event.ID]; o.renamed == "" && hasEvent(set, name) {
			o.renamed = id + "/" + name
		}
	}
	return set, func() error { return w.renameEdits(id, names, gone) }, nil
}

func hasEvent(r *dateline.Record, id string) bool {
	for i := range r.Events {
		if r.Events[i].ID == id {
			return true
		}
	}
	return false
}

// again does in a new reading what an edit had done; ok is false if it does not have what that was done to.
func (p *past) again(text []byte, n numbering, names map[string]string, twins map[string]bool) (changed []byte, ok bool, err error) {
	paths := sortedKeys(p.after.Values)
	for _, path := range paths {
		value := plainValue(p.after.Values[path])
		stands, err := n.value(text, path)
		if err != nil {
			return nil, false, err
		}
		list, last, _ := cutLast(path)
		switch {
		case value == nil && inList(text, placeOf(n, list)): // another may stand under its number now
			was := plainValue(p.before.Values[path])
			if stands == nil || was == nil {
				return nil, false, nil
			}
			if same, err := sameJSON(was, *stands); err != nil || !same {
				return nil, false, err
			}
		case list == "events" && p.before.Values[path] == nil: // added by an editor
			for old, name := range names {
				if name == last && twins[old] {
					return text, true, nil // the new reading has it by itself
				}
			}
			if value, err = withValue(value, "id", json.RawMessage(strconv.Quote(last))); err != nil {
				return nil, false, err
			}
		}
		changed, err := n.put(text, path, value, -1)
		if errors.Is(err, ErrUnknown) {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
		if _, _, err := readRecord(changed); err != nil {
			return nil, false, nil // what it was set in is of another make
		}
		text = changed
	}
	return text, true, nil
}

func placeOf(n numbering, path string) string {
	place, _ := n.place(path)
	return place
}

// rename gives events other names in what an edit changed.
func (p *past) rename(names map[string]string) {
	p.before.rename(names)
	p.after.rename(names)
}

func (s *state) rename(names map[string]string) {
	values, positions := map[string]*json.RawMessage{}, map[string]int{}
	for path, value := range s.Values {
		values[renamed(path, names)] = value
	}
	for path, at := range s.Positions {
		positions[renamed(path, names)] = at
	}
	if s.Values != nil {
		s.Values = values
	}
	if s.Positions != nil {
		s.Positions = positions
	}
}

// renamed is a path by the new name of the event that it leads into.
func renamed(path string, names map[string]string) string {
	parts := strings.Split(path, ".")
	if len(parts) > 1 && parts[0] == "events" && names[parts[1]] != "" {
		parts[1] = names[parts[1]]
	}
	return strings.Join(parts, ".")
}

// renameEdits has the edits of a report follow the events that they are about to their new names. Those of what
// the new reading does not have are undone by the program, which the history says.
func (w *work) renameEdits(report string, names map[string]string, gone []int64) error {
	moved := false
	for old, name := range names {
		moved = moved || old != name
	}
	if moved {
		done, err := list(w, scanDone, doneColumns+`where id in (select edit from edit_subject where subject = $1 and path <> '')`, report)
		if err != nil {
			return err
		}
		for _, d := range done {
			var before, after state
			if err := errors.Join(json.Unmarshal(d.Before, &before), json.Unmarshal(d.After, &after)); err != nil {
				return err
			}
			before.rename(names)
			after.rename(names)
			one, err := json.Marshal(before)
			if err != nil {
				return err
			}
			other, err := json.Marshal(after)
			if err != nil {
				return err
			}
			if err := w.exec(`update edit set before = $1, after = $2 where id = $3`, string(one), string(other), d.ID); err != nil {
				return err
			}
			if err := w.exec(`delete from edit_subject where edit = $1 and path <> ''`, d.ID); err != nil {
				return err
			}
			about := map[subject]bool{}
			for path := range after.Values {
				about[subject{report, path}] = true
				if key, ok := eventOf(report, path); ok {
					about[subject{key, path}] = true
				}
			}
			for s := range about {
				if err := w.exec(`insert into edit_subject (subject, path, edit) values ($1, $2, $3)`, s.id, s.path, d.ID); err != nil {
					return err
				}
			}
		}
	}
	for _, id := range gone {
		d := &editing{placing: newPlacing(w, ""), edit: Edit{Kind: EditUndo, Author: dateline.Machine, Reason: "the report was read anew, and does not have it"}, subjects: map[subject]bool{}}
		by, err := d.begin(EditUndo, strconv.FormatInt(id, 10))
		if err != nil {
			return err
		}
		if err := w.exec(`update edit set before = (select after from edit where id = $1), after = (select before from edit where id = $1) where id = $2`, id, by); err != nil {
			return err
		}
		if err := w.exec(`update edit set undone = $1 where id = $2`, by, id); err != nil {
			return err
		}
		if err := w.exec(`insert into edit_subject (subject, path, edit) select subject, path, cast($1 as bigint) from edit_subject where edit = $2`, by, id); err != nil {
			return err
		}
	}
	return nil
}
