package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"dateline"
)

// An opened is the record of a report, open for an edit.
type opened struct {
	report string
	text   []byte
	record *dateline.Record
	past   []past
	numbering
}

func (w *work) openRecord(report string) (*opened, error) {
	text, err := w.recordText(report)
	if err != nil {
		return nil, err
	}
	all, err := w.pastOf(report)
	if err != nil {
		return nil, err
	}
	o := &opened{report: report, text: text, past: all, numbering: numberingOf(all)}
	return o, json.Unmarshal(text, &o.record)
}

// change gives the record with other values, and what was and what is.
func (o *opened) change(values map[string]json.RawMessage) (record *dateline.Record, before, after state, err error) {
	before = state{Values: map[string]*json.RawMessage{}, Positions: map[string]int{}}
	after = state{Values: map[string]*json.RawMessage{}, Positions: map[string]int{}}
	text, paths := o.text, sortedKeys(values)
	for _, path := range paths {
		for _, fixed := range []string{"version", "document.id", "document.sha256", "document.text"} {
			if path == "document" || within(path, fixed) {
				return nil, before, after, fmt.Errorf("%s of a record cannot be changed", fixed)
			}
		}
		if _, there := o.place(path); !there {
			return nil, before, after, fmt.Errorf("%s: %w: it was rejected", path, ErrUnknown)
		}
		if before.Values[path], err = o.value(o.text, path); err != nil {
			return nil, before, after, err
		}
		if at := positionOf(o.text, o.numbering, path); at >= 0 {
			before.Positions[path] = at
		}
		if text, err = o.put(text, path, values[path], -1); err != nil {
			return nil, before, after, err
		}
	}
	if record, text, err = readRecord(text); err != nil {
		return nil, before, after, fmt.Errorf("%s: %w", strings.Join(paths, ", "), err)
	}
	for _, path := range paths {
		after.Values[path] = nil
		if values[path] == nil {
			continue
		}
		if after.Values[path], err = o.value(text, path); err != nil {
			return nil, before, after, err
		}
		if at := positionOf(text, o.numbering, path); at >= 0 {
			after.Positions[path] = at
		}
	}
	return record, before, after, nil
}

// restore gives the record with values as they were; nil if nothing is another.
func (o *opened) restore(from, to *state) (record *dateline.Record, err error) {
	text := o.text
	changes := false
	for _, path := range sortedKeys(to.Values) {
		was, plain := plainValue(from.Values[path]), plainValue(to.Values[path])
		if bytes.Equal(was, plain) { // it was only confirmed
			continue
		}
		changes = true
		position := -1
		if at, ok := to.Positions[path]; ok {
			position = at
		}
		if text, err = o.put(text, path, plain, position); err != nil {
			return nil, err
		}
	}
	if !changes {
		return nil, nil
	}
	record, _, err = readRecord(text)
	return record, err
}

// takenAway gives the path of what goes if a value is rejected. An event goes by the telling, and without
// its act a statement is none.
func takenAway(path string) (string, error) {
	parts := strings.Split(path, ".")
	switch {
	case len(parts) == 3 && parts[0] == "events" && (parts[2] == "type" || parts[2] == "status"):
		return "", fmt.Errorf("an event has a %s: set another, or reject the event", parts[2])
	case len(parts) == 3 && parts[0] == "statements" && parts[2] == "act":
		return strings.Join(parts[:2], "."), nil
	}
	return path, nil
}

// plainValue is nil for none.
func plainValue(value *json.RawMessage) json.RawMessage {
	if value == nil {
		return nil
	}
	return *value
}

// readRecord reads a record that an editor has changed, and gives it as it is written. What is left out of it
// is as in one that is new.
func readRecord(text []byte) (*dateline.Record, []byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	record := &dateline.Record{}
	if err := decoder.Decode(record); err != nil {
		return nil, nil, unfit("the record", err)
	}
	if record.Document == nil {
		return nil, nil, errors.New("the record is of no document")
	}
	for i := range record.Events {
		e := &record.Events[i]
		e.Statements, e.Roles, e.Casualties = listed(e.Statements), listed(e.Roles), listed(e.Casualties)
		if e.Claim.State == "" {
			e.Claim = dateline.Claim{State: dateline.Unmentioned}
		}
		for _, c := range e.Casualties {
			if c.Low < 0 || c.High != dateline.Open && c.High < c.Low {
				return nil, nil, fmt.Errorf("%d to %d is no count", c.Low, c.High)
			}
		}
	}
	for i := range record.Statements {
		record.Statements[i].Events = listed(record.Statements[i].Events)
	}
	for i := range record.Actors {
		record.Actors[i].Aliases = listed(record.Actors[i].Aliases)
	}
	whole, err := json.Marshal(record)
	return record, whole, err
}

// listed is an empty list for none.
func listed[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// spansTrue refuses a value that says of words that they stand where they do not.
func spansTrue(value json.RawMessage, text string) error {
	switch first(value) {
	case '{':
		var words struct {
			Text *string        `json:"text"`
			Span *dateline.Span `json:"span"`
		}
		if json.Unmarshal(value, &words) == nil && words.Span != nil {
			s := *words.Span
			if s.From < 0 || s.To <= s.From || s.To > len(text) || words.Text == nil || text[s.From:s.To] != *words.Text {
				return fmt.Errorf("bytes %d to %d of the report are not the words given", s.From, s.To)
			}
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(value, &fields); err != nil {
			return err
		}
		for _, name := range sortedKeys(fields) {
			if err := spansTrue(fields[name], text); err != nil {
				return err
			}
		}
	case '[':
		var all []json.RawMessage
		if err := json.Unmarshal(value, &all); err != nil {
			return err
		}
		for _, one := range all {
			if err := spansTrue(one, text); err != nil {
				return err
			}
		}
	}
	return nil
}
