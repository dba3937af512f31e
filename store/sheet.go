package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"dateline"
)

// A Sheet is what one coder takes from one report of a set, out of sight of all others. It begins empty.
type Sheet struct {
	Set    string
	Report string
	Record *dateline.Record
	Values []dateline.Value           // of the record, by the paths that edits of the sheet have
	Said   map[string]json.RawMessage // by that path: what is stated
	Done   time.Time                  // when the coder had done with it; zero until then
	Undo   bool                       // there is something to undo
	Redo   bool                       // and to do again
}

// A stroke is one edit of a sheet.
type stroke struct {
	Kind   string `json:"kind"`
	Before state  `json:"before"`
	After  state  `json:"after"`
	Undone bool   `json:"undone,omitempty"`
	Passed bool   `json:"passed,omitempty"` // it was undone, and something else was done since
}

// A pad is a sheet that is worked on.
type pad struct {
	opened
	set, coder, done string
	steps            []stroke
}

// Sheet gives what a coder has entered for a report of a set; ErrUnknown if the coder does not code it.
func (s *Store) Sheet(ctx context.Context, set, report, coder string) (sheet *Sheet, err error) {
	err = s.view(ctx, "sheet of "+report, func(w *work) error {
		p, err := w.pad(set, report, coder)
		if err == nil {
			sheet, err = p.sheet()
		}
		return err
	})
	return sheet, err
}

// Code sets, adds or rejects a value in a coder's sheet, as Apply does in the record: of the edit the Kind, Path, Value and
// Saw count. It gives the path of what was added. ErrConflict if the coder has done with it.
func (s *Store) Code(ctx context.Context, set, report, coder string, e Edit) (sheet *Sheet, added string, err error) {
	err = s.change(ctx, "code "+report, func(w *work) error {
		p, err := w.pad(set, report, coder)
		if err != nil {
			return err
		}
		if added, err = p.code(e); err != nil {
			return err
		}
		if err := w.keepPad(p); err != nil {
			return err
		}
		sheet, err = p.sheet()
		return err
	})
	return sheet, added, err
}

// Uncode takes the last step of a sheet back, or does it again. ErrUnknown if there is none; ErrConflict if the coder has done with it.
func (s *Store) Uncode(ctx context.Context, set, report, coder string, again bool) (sheet *Sheet, err error) {
	err = s.change(ctx, "undo in the sheet of "+report, func(w *work) error {
		p, err := w.pad(set, report, coder)
		if err != nil {
			return err
		}
		if err := p.back(again); err != nil {
			return err
		}
		if err := w.keepPad(p); err != nil {
			return err
		}
		sheet, err = p.sheet()
		return err
	})
	return sheet, err
}

// FinishSheet notes that a coder has done with a report, or has not after all; the latter only while the set is still being
// coded, or it is ErrConflict.
func (s *Store) FinishSheet(ctx context.Context, set, report, coder string, done bool) error {
	return s.change(ctx, "finish the sheet of "+report, func(w *work) error {
		p, err := w.pad(set, report, coder)
		if err != nil {
			return err
		}
		of, err := w.set(set)
		if err != nil {
			return err
		}
		if of.Coded() {
			return fmt.Errorf("%w: the set is coded", ErrConflict)
		}
		p.done = ""
		if done {
			p.done = stamped(w.now)
		}
		return w.keepPad(p)
	})
}

// pad opens a sheet; one that nobody has begun is empty.
func (w *work) pad(set, report, coder string) (*pad, error) {
	p := &pad{set: set, coder: coder, opened: opened{report: report}}
	var one int
	ok, err := w.one(`select 1 from coding_report r join coding_coder c on c.set_id = r.set_id where r.set_id = $1 and r.report = $2 and c.coder = $3`,
		[]any{set, report, coder}, &one)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("report %s in set %s: %w: %s does not code it", report, set, ErrUnknown, coder)
	}
	var text, steps string
	begun, err := w.one(`select record, steps, done from coding_sheet where set_id = $1 and report = $2 and coder = $3`, []any{set, report, coder}, &text, &steps, &p.done)
	if err != nil {
		return nil, err
	}
	if !begun {
		whole, err := w.record(report)
		if err != nil {
			return nil, err
		}
		if p.text, err = json.Marshal(dateline.NewRecord(whole.Document)); err != nil {
			return nil, err
		}
		return p, p.open()
	}
	p.text = []byte(text)
	if err := json.Unmarshal([]byte(steps), &p.steps); err != nil {
		return nil, fmt.Errorf("the steps of a sheet: %w", err)
	}
	return p, p.open()
}

// open reads the record and the steps of a sheet as those of an edited record.
func (p *pad) open() error {
	p.past = nil
	for i, s := range p.steps {
		one := past{Done: Done{ID: int64(i + 1), Kind: s.Kind, Author: p.coder}, before: s.Before, after: s.After}
		if s.Undone {
			one.Undone = -1
		}
		p.past = append(p.past, one)
	}
	p.numbering = numberingOf(p.past)
	p.record = nil
	return json.Unmarshal(p.text, &p.record)
}

func (w *work) keepPad(p *pad) error {
	steps, err := json.Marshal(p.steps)
	if err != nil {
		return err
	}
	return w.exec(`insert into coding_sheet (set_id, report, coder, record, steps, done) values ($1, $2, $3, $4, $5, $6)
		on conflict (set_id, report, coder) do update set record = excluded.record, steps = excluded.steps, done = excluded.done`,
		p.set, p.report, p.coder, clean(string(p.text)), clean(string(steps)), p.done)
}

func (p *pad) sheet() (*Sheet, error) {
	s := &Sheet{Set: p.set, Report: p.report, Record: p.record, Said: map[string]json.RawMessage{}}
	for _, v := range dateline.Values(p.record) {
		v.Path = p.name(v.Path)
		s.Values = append(s.Values, v)
		if !v.Stated {
			continue
		}
		said, err := p.value(p.text, v.Path)
		if err != nil {
			return nil, err
		}
		s.Said[v.Path] = plainValue(said)
	}
	s.Undo, s.Redo = p.last(false) >= 0, p.last(true) >= 0
	var err error
	s.Done, err = moment(p.done)
	return s, err
}

// last gives the step that would be undone, or done again; -1 for none.
func (p *pad) last(again bool) int {
	found := -1
	for i, s := range p.steps {
		switch {
		case again && s.Undone && !s.Passed:
			return i
		case !again && !s.Undone:
			found = i
		}
	}
	return found
}

func (p *pad) code(e Edit) (added string, err error) {
	if p.done != "" {
		return "", fmt.Errorf("%w: %s has done with the report", ErrConflict, p.coder)
	}
	path := e.Path
	if _, event, ok := strings.Cut(e.Subject, "/"); ok {
		path = "events." + event + "." + path
	}
	if path, err = canonical(p.text, p.numbering, path); err != nil {
		return "", err
	}
	value := e.Value
	values := map[string]json.RawMessage{}
	switch e.Kind {
	case EditAdd:
		if len(value) == 0 || string(value) == "null" {
			return "", errors.New("add without a value")
		}
		if values, added, err = p.addition(path, value); err != nil {
			return "", err
		}
	case EditSet, EditReject:
		if string(value) == "null" || e.Kind == EditReject {
			value = nil
		} else if len(value) == 0 {
			return "", errors.New("set without a value")
		}
		if value == nil {
			if path, err = takenAway(path); err != nil {
				return "", err
			}
		}
		if err := spansTrue(value, p.record.Document.Text); err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		values[path] = value
	default:
		return "", fmt.Errorf("%q is no edit of a sheet", e.Kind)
	}
	if len(e.Saw) > 0 {
		stands, err := p.value(p.text, path)
		if err != nil {
			return "", err
		}
		d := editing{edit: e}
		switch conflict, err := d.conflict(stands); {
		case err != nil:
			return "", err
		case conflict != nil:
			return "", conflict
		}
	}
	record, before, after, err := p.change(values)
	if err != nil {
		return "", err
	}
	for i := range p.steps {
		p.steps[i].Passed = p.steps[i].Undone
	}
	p.steps = append(p.steps, stroke{Kind: e.Kind, Before: before, After: after})
	return added, p.take(record)
}

func (p *pad) take(record *dateline.Record) (err error) {
	if record != nil {
		if p.text, err = json.Marshal(record); err != nil {
			return err
		}
	}
	return p.open()
}

// back takes the last step back, or does it again.
func (p *pad) back(again bool) error {
	if p.done != "" {
		return fmt.Errorf("%w: %s has done with the report", ErrConflict, p.coder)
	}
	at := p.last(again)
	if at < 0 {
		return fmt.Errorf("a step: %w", ErrUnknown)
	}
	s := &p.steps[at]
	from, to := &s.After, &s.Before
	if again {
		from, to = to, from
	}
	record, err := p.restore(from, to)
	if err != nil {
		return err
	}
	s.Undone = !again
	return p.take(record)
}
