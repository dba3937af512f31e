package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dateline"
)

// A ConflictError is for an edit of a value that is another by now than its author saw. It wraps ErrConflict,
// and has what there is to choose among: nothing was changed, and nothing is lost.
type ConflictError struct {
	Subject, Path string
	Saw           json.RawMessage // as the author of the edit saw it; null for none
	Stands        json.RawMessage // as it is now; null for none
	Wanted        json.RawMessage // as the edit would have it; null for none. Of confirm it is Saw
	// Author is who made it what it is, At when and Edit by which edit; empty if a reading of the report did.
	Author string
	At     time.Time
	Edit   int64
}

// Error says who set what.
func (e *ConflictError) Error() string {
	who := "it was read anew"
	if e.Author != "" {
		who = e.Author + " set it at " + e.At.Format(time.RFC3339)
	}
	return fmt.Sprintf("%s of %s: %s: it is %s now, and not %s (%s)", e.Path, e.Subject, ErrConflict, e.Stands, e.Saw, who)
}

// Unwrap gives ErrConflict.
func (e *ConflictError) Unwrap() error { return ErrConflict }

// unseen refuses to change a value of a record that is another than the author saw, unless it is what the
// author wants.
func (d *editing) unseen(o *opened, path string) error {
	if len(d.edit.Saw) == 0 {
		return nil
	}
	stands, err := o.value(o.text, path)
	if err != nil {
		return err
	}
	conflict, err := d.conflict(stands)
	if err != nil || conflict == nil {
		return err
	}
	for _, p := range o.past {
		for at := range p.after.Values {
			if p.Undone == 0 && p.Kind != EditConfirm && within(at, path) {
				conflict.Author, conflict.At, conflict.Edit = p.Author, p.At, p.ID
			}
		}
	}
	return conflict
}

// unseenField does so for a field of an incident.
func (d *editing) unseenField(id, field string) error {
	if len(d.edit.Saw) == 0 {
		return nil
	}
	value, err := d.fieldOf(id, field)
	if err != nil {
		return err
	}
	if field == "killed" || field == "injured" {
		d.edit.Saw = figureValue(d.edit.Saw)
	}
	conflict, err := d.conflict(&value)
	if err != nil || conflict == nil {
		return err
	}
	done, err := list(d.work, scanDone, doneColumns+`where undone is null and kind = 'set' and id in
		(select edit from edit_subject where subject = $1 and path = $2) order by id desc limit 1`, id, field)
	if err != nil {
		return err
	}
	if len(done) > 0 {
		conflict.Author, conflict.At, conflict.Edit = done[0].Author, done[0].At, done[0].ID
	}
	return conflict
}

// conflict holds what stands against what the author saw; nil if it is that, or what the author wants.
func (d *editing) conflict(stands *json.RawMessage) (*ConflictError, error) {
	null := json.RawMessage("null")
	c := &ConflictError{Subject: d.edit.Subject, Path: d.edit.Path, Saw: d.edit.Saw, Stands: null, Wanted: null}
	if stands != nil {
		c.Stands = *stands
	}
	if string(c.Saw) == "null" && unclaimed(d.edit.Path, c.Stands) {
		return nil, nil
	}
	switch d.edit.Kind {
	case EditSet:
		c.Wanted = d.edit.Value
	case EditConfirm:
		c.Wanted = d.edit.Saw
	}
	for _, known := range []json.RawMessage{c.Saw, c.Wanted} {
		if same, err := sameJSON(known, c.Stands); err != nil || same {
			return nil, err
		}
	}
	return c, nil
}

// sameJSON tells whether two JSON texts say the same, whatever the order of their names.
func sameJSON(a, b json.RawMessage) (bool, error) {
	one, err := plainJSON(a)
	if err != nil {
		return false, err
	}
	other, err := plainJSON(b)
	return bytes.Equal(one, other), err
}

func plainJSON(text json.RawMessage) ([]byte, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("a value: %w", err)
	}
	return json.Marshal(value)
}

// unclaimed tells whether a value is the claim of an event of which the report says nothing: as good as none.
func unclaimed(path string, value json.RawMessage) bool {
	var claim dateline.Claim
	return strings.HasSuffix(path, "claim") && json.Unmarshal(value, &claim) == nil && claim.State == dateline.Unmentioned && len(claim.By) == 0
}
