package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// idLetters begin the ids of the lists whose things have them, before a number.
var idLetters = map[string]string{"events": "e", "statements": "s"}

// add puts one more thing into a list of a record.
func (d *editing) add(id, path string, value json.RawMessage) error {
	report, path, ok := recordPath(id, path)
	if !ok {
		return fmt.Errorf("nothing is added to %q", id)
	}
	if len(value) == 0 || string(value) == "null" {
		return errors.New("add without a value")
	}
	o, err := d.openRecord(report)
	if err != nil {
		return err
	}
	values, added, err := o.addition(path, value)
	if err != nil {
		return err
	}
	d.added = added
	return d.setIn(o, values)
}

// addition gives what is set if one more thing comes into a list, and its path.
func (o *opened) addition(path string, value json.RawMessage) (values map[string]json.RawMessage, added string, err error) {
	if path, err = canonical(o.text, o.numbering, path); err != nil {
		return nil, "", err
	}
	list, err := o.value(o.text, path)
	if err != nil {
		return nil, "", err
	}
	var all []json.RawMessage
	if list == nil || json.Unmarshal(*list, &all) != nil {
		return nil, "", fmt.Errorf("%s of %s: %w: it is no list", path, o.report, ErrUnknown)
	}
	if err := spansTrue(value, o.record.Document.Text); err != nil {
		return nil, "", fmt.Errorf("%s: %w", path, err)
	}
	values = map[string]json.RawMessage{}
	var name string
	switch letter := idLetters[path]; {
	case letter != "":
		name = letter + strconv.Itoa(o.nextID(path, letter))
		if value, err = withValue(value, "id", json.RawMessage(strconv.Quote(name))); err != nil {
			return nil, "", err
		}
		if path == "statements" {
			if err := o.tie(name, value, values); err != nil {
				return nil, "", err
			}
		}
	case path == "actors":
		var actor dateline.Actor
		if err := json.Unmarshal(value, &actor); err != nil || actor.ID == "" {
			return nil, "", errors.Join(errors.New("an actor without an id"), err)
		}
		name = actor.ID
		if index(all, name) < len(all) {
			return nil, "", fmt.Errorf("actor %s: %w: it is there", name, ErrConflict)
		}
	default:
		name = strconv.Itoa(o.next(path, len(all)))
	}
	added = path + "." + name
	values[added] = value
	return values, added, nil
}

// nextID is a number that no event, or no statement, of this report was ever given.
func (o *opened) nextID(list, letter string) int {
	last := 0
	take := func(id string) {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, letter)); err == nil && strings.HasPrefix(id, letter) {
			last = max(last, n)
		}
	}
	for i := range o.record.Events {
		if list == "events" {
			take(o.record.Events[i].ID)
		}
	}
	for i := range o.record.Statements {
		if list == "statements" {
			take(o.record.Statements[i].ID)
		}
	}
	for _, p := range o.past {
		for _, values := range []map[string]*json.RawMessage{p.before.Values, p.after.Values} {
			for path := range values {
				if parts := strings.Split(path, "."); len(parts) > 1 && parts[0] == list {
					take(parts[1])
				}
			}
		}
	}
	return last + 1
}

// tie has the events that a new statement is about name it too.
func (o *opened) tie(name string, value json.RawMessage, values map[string]json.RawMessage) error {
	var s dateline.Statement
	if err := json.Unmarshal(value, &s); err != nil {
		return fmt.Errorf("a statement: %w", err)
	}
	for _, event := range s.Events {
		i := slices.IndexFunc(o.record.Events, func(e dateline.Event) bool { return e.ID == event })
		if i < 0 {
			return fmt.Errorf("event %s: %w", event, ErrUnknown)
		}
		text, err := json.Marshal(append(slices.Clone(o.record.Events[i].Statements), name))
		if err != nil {
			return err
		}
		values["events."+event+".statements"] = text
	}
	return nil
}
