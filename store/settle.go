package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/coding"
)

// Who a settled answer is of, beside the numbers of coders: "0", "1".
const (
	TakenMachine = "machine"
	TakenOther   = "other" // of none: the adjudicator's own
	TakenNone    = ""      // it is left open, with a reason
)

// A Settled is what an adjudicator has settled of one unit.
type Settled struct {
	Unit   string          // its key
	Taken  string          // whose answer it is
	Value  json.RawMessage // null where the report does not say, or where it is left open
	Reason string          // why; never empty where it is left open
	Author string
	At     time.Time
	Edits  []int64 // those that applied it to the record, in order
	path   string  // of what was added by them
}

// A Comparison is what the coders of a set and the machine took from one report, side by side.
type Comparison struct {
	Set     *Set
	Report  string
	Records []*dateline.Record // the coders', in the order of the answers, and the machine's last
	Units   []coding.Unit
	Settled map[string]Settled // by the key of the unit
}

// Differ gives the units in which the coders do not all say the same. Who does not have the thing that a unit is of
// differs in whether it is there, and not in what is asked of it.
func (c *Comparison) Differ() []coding.Unit {
	var all []coding.Unit
	for _, u := range c.Units {
		if differs(&u) {
			all = append(all, u)
		}
	}
	return all
}

// differs tells whether the coders, all but the last, do not all say the same.
func differs(u *coding.Unit) bool {
	var given *coding.Answer
	for i := range len(u.Answers) - 1 {
		a := &u.Answers[i]
		if !a.Found {
			continue
		}
		if given != nil && !a.Same(given) {
			return true
		}
		given = a
	}
	return false
}

// Comparison lays side by side what was taken from a report of a set. ErrBlind while the set is still being coded.
func (s *Store) Comparison(ctx context.Context, set, report string) (c *Comparison, err error) {
	err = s.view(ctx, "comparison of "+report, func(w *work) error {
		c, err = w.comparison(set, report)
		return err
	})
	return c, err
}

func (w *work) comparison(id, report string) (*Comparison, error) {
	set, err := w.set(id)
	if err != nil {
		return nil, err
	}
	if !set.Coded() {
		return nil, ErrBlind
	}
	c := &Comparison{Set: set, Report: report, Settled: map[string]Settled{}}
	if c.Records, err = w.records(id, report); err != nil {
		return nil, err
	}
	c.Units = coding.Units(c.Records)
	settled, err := list(w, scanSettled, `select unit, taken, value, reason, author, at, edits from coding_settled where set_id = $1 and report = $2`, id, report)
	for _, one := range settled {
		c.Settled[one.Unit] = one
	}
	return c, err
}

// applied is how the edits of a settled unit are kept.
type applied struct {
	Edits []int64 `json:"edits"`
	Path  string  `json:"path,omitempty"`
}

func scanSettled(rows *sql.Rows) (s Settled, err error) {
	var value, at, edits string
	if err := rows.Scan(&s.Unit, &s.Taken, &value, &s.Reason, &s.Author, &at, &edits); err != nil {
		return s, err
	}
	var done applied
	if err := json.Unmarshal([]byte(edits), &done); err != nil {
		return s, err
	}
	s.Value, s.Edits, s.path = json.RawMessage(value), done.Edits, done.Path
	s.At, err = moment(at)
	return s, err
}

// Settle settles a unit of a report of a set, and applies it to the record as edits of the adjudicator, in one transaction. What was
// settled of it before is taken back, and with whether something is there all that was settled of it. With Taken one of the others, its answer is the Value. Of the unit its Unit, Taken, Value,
// Reason and Author count. ErrBlind while the set is still being coded, ErrConflict once it is closed.
func (s *Store) Settle(ctx context.Context, set, report string, one Settled) (settled Settled, err error) {
	err = s.change(ctx, "settle "+one.Unit+" of "+report, func(w *work) error {
		c, err := w.comparison(set, report)
		if err != nil {
			return err
		}
		if !c.Set.Closed.IsZero() {
			return fmt.Errorf("%w: the set is closed", ErrConflict)
		}
		settled, err = w.settle(c, one)
		return err
	})
	return settled, err
}

func (w *work) settle(c *Comparison, one Settled) (Settled, error) {
	if strings.TrimSpace(one.Author) == "" {
		return one, errors.New("settled without an author")
	}
	at := slices.IndexFunc(c.Units, func(u coding.Unit) bool { return u.Key == one.Unit })
	if at < 0 {
		return one, fmt.Errorf("unit %s: %w", one.Unit, ErrUnknown)
	}
	unit := &c.Units[at]
	switch number, err := strconv.Atoi(one.Taken); {
	case one.Taken == TakenNone:
		if one.Value = nil; strings.TrimSpace(one.Reason) == "" {
			return one, errors.New("left open without a reason")
		}
	case one.Taken == TakenMachine:
		one.Value = unit.Answers[len(unit.Answers)-1].Value
	case one.Taken == TakenOther:
	case err == nil && number >= 0 && number < len(unit.Answers)-1:
		one.Value = unit.Answers[number].Value
	default:
		return one, fmt.Errorf("%q is no coder", one.Taken)
	}
	if len(one.Value) == 0 {
		one.Value = json.RawMessage("null")
	}
	if err := w.unsettle(c, &one); err != nil {
		return one, err
	}
	one.At, one.Edits, one.path = w.now, []int64{}, ""
	if one.Taken != TakenNone {
		if _, err := coding.Read(unit.Field, one.Value); err != nil {
			return one, err
		}
		if err := w.applySettled(c, unit, &one); err != nil {
			return one, err
		}
	}
	edits, err := json.Marshal(applied{one.Edits, one.path})
	if err != nil {
		return one, err
	}
	return one, w.exec(`insert into coding_settled (set_id, report, unit, taken, value, reason, author, at, edits) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		on conflict (set_id, report, unit) do update set taken = excluded.taken, value = excluded.value, reason = excluded.reason, author = excluded.author,
		at = excluded.at, edits = excluded.edits`,
		c.Set.ID, c.Report, one.Unit, one.Taken, clean(string(one.Value)), clean(one.Reason), clean(one.Author), stamped(one.At), string(edits))
}

// Unsettle takes back what was settled of a unit, and with whether something is there all that was settled of it. ErrUnknown if
// nothing was; ErrBlind while the set is still being coded, ErrConflict once it is closed.
func (s *Store) Unsettle(ctx context.Context, set, report, unit, author string) error {
	return s.change(ctx, "unsettle "+unit+" of "+report, func(w *work) error {
		c, err := w.comparison(set, report)
		if err != nil {
			return err
		}
		if !c.Set.Closed.IsZero() {
			return fmt.Errorf("%w: the set is closed", ErrConflict)
		}
		if _, ok := c.Settled[unit]; !ok {
			return fmt.Errorf("what was settled of %s: %w", unit, ErrUnknown)
		}
		return w.unsettle(c, &Settled{Unit: unit, Author: author})
	})
}

// unsettle takes back what was settled of a unit; of whether there is something, also what was settled of it.
func (w *work) unsettle(c *Comparison, one *Settled) error {
	var edits []int64
	for key, before := range c.Settled {
		if key != one.Unit && !strings.HasPrefix(key, one.Unit+".") {
			continue
		}
		edits = append(edits, before.Edits...)
		delete(c.Settled, key)
		if err := w.exec(`delete from coding_settled where set_id = $1 and report = $2 and unit = $3`, c.Set.ID, c.Report, key); err != nil {
			return err
		}
	}
	slices.Sort(edits)
	for _, edit := range slices.Backward(edits) {
		if _, err := w.undo(edit, one.Author, "settled anew"); err != nil {
			return err
		}
	}
	return nil
}
