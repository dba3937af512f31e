package store

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// setField sets what an incident comes to, whatever its tellings say.
func (d *editing) setField(id, field string, value json.RawMessage) error {
	if _, err := d.members(id); err != nil {
		return err
	}
	delete(d.subjects, subject{id, field})
	if err := d.watch([]string{id}, nil); err != nil {
		return err
	}
	delete(d.subjects, subject{id: id})
	d.subjects[subject{id, field}] = true
	fields, err := fixedFields(string(d.before.Incidents[id].Fixed))
	if err != nil {
		return err
	}
	if err := d.unseenField(id, field); err != nil {
		return err
	}
	fields[field] = value
	text, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("the value of %s: %w", field, err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&summary{}); err != nil {
		return unfit(field+" of an incident", err)
	}
	d.incident = id
	d.touched[id] = true
	return d.exec(`update incident set fixed = $1 where id = $2`, string(text), id)
}

// confirmField notes that what an incident comes to is right, as it is now.
func (d *editing) confirmField(id, field string) error {
	i, err := d.work.incident(id)
	if err != nil {
		return err
	}
	id = i.Entry.ID
	delete(d.subjects, subject{d.edit.Subject, d.edit.Path})
	if err := d.watch([]string{id}, nil); err != nil {
		return err
	}
	delete(d.subjects, subject{id: id})
	d.subjects[subject{id, field}] = true
	if err := d.unseenField(id, field); err != nil {
		return err
	}
	sum := derive(i.Tellings)
	state := d.before.Incidents[id]
	if err := sum.fix(string(state.Fixed)); err != nil {
		return err
	}
	short, ok := sum.short(field)
	if !ok {
		return fmt.Errorf("%s of incident %s: %w", field, id, ErrUnknown)
	}
	confirmed, err := confirmedFields(string(state.Confirmed))
	if err != nil {
		return err
	}
	confirmed[field] = short
	text, err := json.Marshal(confirmed)
	if err != nil {
		return err
	}
	d.incident = id
	if err := d.exec(`update incident set confirmed = $1 where id = $2`, string(text), id); err != nil {
		return err
	}
	return d.restand(id)
}

// fieldOf gives what an incident comes to in a field, as JSON; null for nothing.
func (d *editing) fieldOf(id, field string) (json.RawMessage, error) {
	i, err := d.work.incident(id)
	if err != nil {
		return nil, err
	}
	value, ok := i.Fields[field]
	if !ok {
		return json.RawMessage("null"), nil
	}
	return value, nil
}
