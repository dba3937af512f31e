package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A state is what an edit changes: as it was before, or as it is after.
type state struct {
	Links     map[string]*linkState       `json:"links,omitempty"`     // by telling; null for one in no incident
	Rulings   map[string]string           `json:"rulings,omitempty"`   // by telling: where it was put; empty for nowhere
	Rejected  map[string]bool             `json:"rejected,omitempty"`  // by telling
	Incidents map[string]*incidentState   `json:"incidents,omitempty"` // by id
	Values    map[string]*json.RawMessage `json:"values,omitempty"`    // of a report, by path; null for none
	Positions map[string]int              `json:"positions,omitempty"` // by path, where in its list a thing with an id stands
	Report    string                      `json:"report,omitempty"`    // that Values are of
	Actor     string                      `json:"actor,omitempty"`     // that Aliases are of
	Aliases   map[string]string           `json:"aliases,omitempty"`   // by name, their state
	Matches   map[string]*matchState      `json:"matches,omitempty"`   // by forecast
	Homes     map[string]string           `json:"homes,omitempty"`     // by telling that Values are of, the incident that it was in
	Apart     map[int64]*apartState       `json:"apart,omitempty"`     // by the edit that keeps them apart; what was so throughout is left out
}

type matchState struct {
	Incident string `json:"incident,omitempty"` // empty for none
	By       string `json:"by,omitempty"`
}

type linkState struct {
	Incident string   `json:"incident"`
	Score    float64  `json:"score"`
	Reasons  []string `json:"reasons"`
	By       string   `json:"by"`
}

type incidentState struct {
	Merged  string          `json:"merged_into,omitempty"`
	Settled bool            `json:"settled"`
	Fixed   json.RawMessage `json:"fixed"`
	// Confirmed is what editors have confirmed, by field, as it was; nothing in edits of older programs.
	Confirmed json.RawMessage `json:"confirmed,omitempty"`
}

// watch names the incidents and tellings whose state is kept.
func (s *state) watch(incidents, tellings []string) {
	if s.Incidents == nil {
		s.Links, s.Rulings, s.Rejected, s.Incidents = map[string]*linkState{}, map[string]string{}, map[string]bool{}, map[string]*incidentState{}
	}
	for _, id := range incidents {
		s.Incidents[id] = nil
	}
	for _, key := range tellings {
		s.Links[key], s.Rulings[key], s.Rejected[key] = nil, "", false
	}
}

// capture reads the state of what is watched.
func (p *placing) capture(s *state) error {
	for id := range s.Incidents {
		var i incidentState
		var settled int
		var fixed, confirmed string
		ok, err := p.one(`select coalesce(merged_into, ''), settled, fixed, confirmed from incident where id = $1`, []any{id}, &i.Merged, &settled, &fixed, &confirmed)
		if err != nil {
			return err
		}
		if ok {
			i.Settled, i.Fixed, i.Confirmed = settled != 0, json.RawMessage(fixed), json.RawMessage(confirmed)
			s.Incidents[id] = &i
		}
	}
	now, rulings, err := p.current(slices.Collect(maps.Keys(s.Links)))
	if err != nil {
		return err
	}
	for key := range s.Links {
		s.Links[key], s.Rulings[key] = nil, rulings.In[key]
		if at := now[key]; at != nil {
			s.Links[key] = &linkState{at.incident, at.Score, at.Reasons, at.By}
		}
		var rejected int
		if _, err := p.one(`select rejected from telling where key = $1`, []any{key}, &rejected); err != nil {
			return err
		}
		s.Rejected[key] = rejected != 0
	}
	return nil
}

// Undo takes an edit back: what it changed is as it was before it. ErrConflict if it was undone
// already, or if a later edit of the same things stands. An undo can be undone.
func (s *Store) Undo(ctx context.Context, edit int64, author, reason string) (Applied, error) {
	var applied Applied
	err := s.change(ctx, fmt.Sprintf("undo edit %d", edit), func(w *work) (err error) {
		applied, err = w.undo(edit, author, reason)
		return err
	})
	if err != nil {
		return Applied{}, err
	}
	return applied, nil
}

func (w *work) undo(edit int64, author, reason string) (Applied, error) {
	if strings.TrimSpace(author) == "" {
		return Applied{}, errors.New("an edit without an author")
	}
	d := &editing{placing: newPlacing(w, ""), group: w.store.Group, edit: Edit{Kind: EditUndo, Author: author, Reason: reason}, subjects: map[subject]bool{}}
	err := d.undo(edit)
	applied := Applied{ID: d.placing.edit, Changes: w.log}
	w.log = nil
	return applied, err
}

func (d *editing) undo(id int64) error {
	found, err := list(d.work, scanDone, doneColumns+`where id = $1`, id)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return ErrUnknown
	}
	done := found[0]
	if done.Undone != 0 {
		return fmt.Errorf("%w: edit %d has undone it", ErrConflict, done.Undone)
	}
	if err := d.unchallenged(done.ID); err != nil {
		return err
	}
	if d.placing.edit, err = d.begin(EditUndo, strconv.FormatInt(id, 10)); err != nil {
		return err
	}
	if err := json.Unmarshal(done.After, &d.before); err != nil {
		return fmt.Errorf("what edit %d changed: %w", id, err)
	}
	var to state
	if err := json.Unmarshal(done.Before, &to); err != nil {
		return fmt.Errorf("what edit %d changed: %w", id, err)
	}
	d.after, d.homes = to, to.Homes
	if made := d.before.Incidents; made != nil { // as it is now, which may be more than the edit made of it
		made = maps.Clone(made)
		if err := d.capture(&d.before); err != nil {
			return err
		}
		if err := spare(to.Incidents, made, d.before.Incidents); err != nil {
			return err
		}
	}
	if to.Report != "" { // by what is gone now
		if d.undoing, err = d.openRecord(to.Report); err != nil {
			return err
		}
	}
	if err := d.exec(`update edit set undone = $1 where id = $2`, d.placing.edit, id); err != nil {
		return err
	}
	if err := d.reinstate(done); err != nil {
		return err
	}
	if err := d.restore(&to); err != nil {
		return err
	}
	return d.end()
}

// spare has undoing leave alone in incidents what the edit did not change, so that what others have set since stays:
// was is before the edit, made after it, now is today.
func spare(was, made, now map[string]*incidentState) error {
	for id, w := range was {
		m, n := made[id], now[id]
		if w == nil || m == nil || n == nil {
			continue
		}
		if w.Merged == m.Merged {
			w.Merged = n.Merged
		}
		if w.Settled == m.Settled {
			w.Settled = n.Settled
		}
		before, err := fixedFields(string(w.Fixed))
		if err != nil {
			return err
		}
		after, err := fixedFields(string(m.Fixed))
		if err != nil {
			return err
		}
		fields, err := fixedFields(string(n.Fixed))
		if err != nil {
			return err
		}
		for _, field := range append(sortedKeys(before), sortedKeys(after)...) {
			switch value, there := before[field]; {
			case bytes.Equal(value, after[field]):
			case there:
				fields[field] = value
			default:
				delete(fields, field)
			}
		}
		if w.Fixed, err = json.Marshal(fields); err != nil {
			return err
		}
	}
	return nil
}

// reinstate has what an undone undo had taken back stand again; if that was an undo itself, what it had taken
// back does not stand any more, and so on.
func (d *editing) reinstate(undone Done) error {
	for stands := true; undone.Kind == EditUndo; stands = !stands {
		id, err := strconv.ParseInt(undone.Subject, 10, 64)
		if err != nil {
			return fmt.Errorf("edit %d: %w", undone.ID, err)
		}
		if err := d.exec(`update edit set undone = $1 where id = $2`, nothing(undone.ID, !stands), id); err != nil {
			return err
		}
		found, err := list(d.work, scanDone, doneColumns+`where id = $1`, id)
		if err != nil || len(found) == 0 {
			return fallback(err, fmt.Errorf("edit %d: %w", id, ErrUnknown))
		}
		undone = found[0]
	}
	return nil
}

// unchallenged takes over the subjects of an edit, and refuses if a later one of them stands.
func (d *editing) unchallenged(id int64) error {
	type row struct {
		subject
		edit int64
	}
	rows, err := d.QueryContext(d.ctx, `select s.subject, s.path, s.edit from edit_subject s join edit e on e.id = s.edit
		where s.edit >= $1 and (s.edit = $1 or e.undone is null and e.kind <> 'undo') and s.subject in (select subject from edit_subject where edit = $1) order by s.edit`, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.id, &r.path, &r.edit); err != nil {
			return err
		}
		if r.edit == id {
			d.subjects[r.subject] = true
			continue
		}
		for mine := range d.subjects {
			if mine.id == r.id && within(mine.path, r.path) {
				return fmt.Errorf("%w: edit %d of %s came later; undo that first", ErrConflict, r.edit, r.id)
			}
		}
	}
	return rows.Err()
}

// within tells whether one of two paths leads into the other.
func within(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	return a == b || strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".")
}

// restore makes the record what a state says.
func (d *editing) restore(to *state) error {
	for _, id := range sortedKeys(to.Incidents) {
		i := to.Incidents[id]
		if i == nil {
			continue
		}
		err := d.exec(`update incident set merged_into = $1, settled = $2, fixed = $3, confirmed = $4 where id = $5`,
			nothing(i.Merged, i.Merged != ""), flag(i.Settled), string(i.Fixed), cmp.Or(string(i.Confirmed), `{}`), id)
		if err != nil {
			return err
		}
		if i.Merged == "" {
			d.touched[id] = true
		}
	}
	for _, key := range sortedKeys(to.Links) {
		if err := d.restoreTelling(key, to); err != nil {
			return fmt.Errorf("telling %s: %w", key, err)
		}
	}
	if err := d.restoreValues(to); err != nil {
		return err
	}
	for _, key := range sortedKeys(to.Matches) {
		if err := d.restoreMatch(key, to.Matches[key]); err != nil {
			return err
		}
	}
	if err := d.restoreApart(d.before.Apart, to.Apart); err != nil {
		return err
	}
	return d.settleAliases(to.Actor, to.Aliases)
}

// restoreTelling puts a telling back, or the newer version that stands for it by now.
func (d *editing) restoreTelling(key string, to *state) error {
	var stands string
	if _, err := d.one(`select stands from telling where key = $1`, []any{key}, &stands); err != nil {
		return err
	}
	if err := d.exec(`update telling set rejected = $1 where key = $2`, flag(to.Rejected[key]), key); err != nil {
		return err
	}
	if stands == "" {
		return nil
	}
	if err := d.rule(stands, to.Rulings[key]); err != nil {
		return err
	}
	now, _, err := d.current([]string{stands})
	if err != nil {
		return err
	}
	at, was := now[stands], to.Links[key]
	if was == nil {
		if at != nil {
			d.touched[at.incident] = true
		}
		return d.exec(`delete from link where telling = $1`, stands)
	}
	if at != nil && at.incident == was.Incident && at.By == was.By {
		return nil
	}
	if at != nil && at.incident == was.Incident {
		at = nil // only the author changes
	}
	return d.link(dateline.Link{Telling: stands, Score: was.Score, Reasons: was.Reasons, By: was.By}, was.Incident, at)
}
