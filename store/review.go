package store

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// A Decision is what a person has decided of a value, as far as it stands.
type Decision struct {
	Edit   int64  // to undo it by
	Kind   string // EditSet, EditAdd, EditConfirm or EditReject
	Author string
	Reason string
	At     time.Time
	Path   string          // of the value; or of what it is in, or of something in it
	Before json.RawMessage // what stood at Path; nil for nothing
	After  json.RawMessage // what stands there since; nil for nothing
}

// A Checked is a value of a report with where it stands.
type Checked struct {
	dateline.Value // its Path is the one that edits have; of what was rejected, the words are those that it had
	Standing       dateline.Standing
	Now            json.RawMessage // the value; nil if it is not stated, or was rejected
	Was            json.RawMessage // as the machine read it, if a person has set or rejected it; nil if it had not
	Decision       *Decision       // the last one; nil if nobody has decided it
	added          bool            // by a person: the machine had not read it
}

// A Review is a report as far as persons have gone through it.
type Review struct {
	Report  string // id
	Record  *dateline.Record
	Values  []Checked // in the order of dateline.Values; what was rejected in its place
	Total   int       // values that are stated, and those that were rejected
	Decided int       // of those, by a person
	Doubts  []string  // codes of gaps, each once: what is in doubt that nobody has decided
	Rail    dateline.Rail
	Events  map[string]dateline.Rail // by the id of an event
	doubts  int
	toll    int // the most killed in one event; -1 if no figure is given
}

// Decisions gives what persons have decided in a report, as far as it stands, the oldest first. What is of a value that
// another reading of the report has in another way is left out. ErrUnknown if the report is not there.
func (s *Store) Decisions(ctx context.Context, report string) (decisions []Decision, err error) {
	err = s.view(ctx, "decisions on "+report, func(w *work) error {
		o, err := w.openRecord(report)
		if err != nil {
			return err
		}
		decisions, err = o.decisions()
		return err
	})
	return decisions, err
}

// Review gives the values of a report and where each stands; ErrUnknown if the report is not there.
func (s *Store) Review(ctx context.Context, report string) (review *Review, err error) {
	err = s.view(ctx, "review of "+report, func(w *work) error {
		if err := w.mayRead(report); err != nil {
			return err
		}
		o, err := w.openRecord(report)
		if err != nil {
			return err
		}
		if review, err = o.review(); err != nil {
			return err
		}
		return o.fill(review)
	})
	return review, err
}

// fill gives the values of a review, and what the machine had read where a person decided otherwise.
func (o *opened) fill(r *Review) error {
	var machine []byte
	for i := range r.Values {
		c := &r.Values[i]
		if c.Stated {
			now, err := o.value(o.text, c.Path)
			if err != nil {
				return err
			}
			c.Now = plainValue(now)
		}
		if c.Standing != dateline.Corrected && c.Standing != dateline.Rejected {
			continue
		}
		if machine == nil {
			var err error
			if machine, err = o.machine(); err != nil {
				return err
			}
		}
		was, err := valueAt(machine, c.Path) // nothing is gone from its lists
		if err != nil {
			return err
		}
		c.Was = plainValue(was)
	}
	return nil
}

// machine gives the record as it was read, without what persons have decided.
func (o *opened) machine() ([]byte, error) {
	decisions, err := o.decisions()
	if err != nil {
		return nil, err
	}
	stands := map[int64]bool{}
	for _, d := range decisions {
		stands[d.Edit] = d.Kind != EditConfirm
	}
	text, all := o.text, slices.Clone(o.past)
	for i, p := range slices.Backward(all) {
		if !stands[p.ID] || p.Undone != 0 {
			continue
		}
		n := numberingOf(all)
		for _, path := range sortedKeys(p.before.Values) {
			position := -1
			if at, ok := p.before.Positions[path]; ok {
				position = at
			}
			if text, err = n.put(text, path, plainValue(p.before.Values[path]), position); err != nil {
				return nil, err
			}
		}
		all[i].Undone = -1
	}
	_, text, err = readRecord(text)
	return text, err
}

// decisions gives what stands of what was decided: where the record has it so, or where a later decision
// that stands has changed it.
func (o *opened) decisions() ([]Decision, error) {
	var all []Decision // the newest first
	for _, p := range slices.Backward(o.past) {
		if p.Undone != 0 {
			continue
		}
		var own []Decision
		for _, path := range sortedKeys(p.after.Values) {
			d := Decision{Edit: p.ID, Kind: p.Kind, Author: p.Author, Reason: p.Reason, At: p.At, Path: path,
				Before: plainValue(p.before.Values[path]), After: plainValue(p.after.Values[path])}
			now, err := o.value(o.text, path)
			if err != nil {
				return nil, err
			}
			stands := d.After == nil && now == nil
			if d.After != nil && now != nil {
				if stands, err = sameJSON(d.After, *now); err != nil {
					return nil, err
				}
			}
			if stands || slices.ContainsFunc(all, func(later Decision) bool { return later.Kind != EditConfirm && within(later.Path, path) }) {
				own = append(own, d)
			}
		}
		all = append(all, own...)
	}
	slices.Reverse(all)
	return all, nil
}

func (o *opened) review() (*Review, error) {
	r := &Review{Report: o.report, Record: o.record, Events: map[string]dateline.Rail{}, toll: -1}
	decisions, err := o.decisions()
	if err != nil {
		return nil, err
	}
	for _, v := range dateline.Values(o.record) {
		v.Path = o.name(v.Path)
		c := Checked{Value: v, Standing: dateline.Unstated}
		if v.Stated {
			c.Standing = dateline.ByMachine
		}
		c.take(decisions)
		r.Values = append(r.Values, c)
	}
	for _, d := range decisions {
		if d.After == nil && d.Before != nil && !slices.ContainsFunc(r.Values, func(c Checked) bool { return c.Path == d.Path }) {
			if c, ok := struck(d, decisions); ok {
				r.Values = slices.Insert(r.Values, r.placeOf(&c), c)
			}
		}
	}
	r.sum()
	return r, nil
}

// take works out where a value stands by what was decided of it.
func (c *Checked) take(decisions []Decision) {
	for i := range decisions {
		d := &decisions[i]
		if !within(d.Path, c.Path) || !c.Stated && d.Path != c.Path {
			continue
		}
		switch {
		case d.Kind == EditConfirm && c.Standing != dateline.Corrected:
			c.Standing = dateline.Accepted
		case d.Kind == EditConfirm:
		case c.Stated:
			c.Standing = dateline.Corrected
		case d.Before != nil:
			c.Standing = dateline.Rejected
		}
		if d.Kind != EditConfirm && d.Before == nil && (d.Path == c.Path || strings.HasPrefix(c.Path, d.Path+".")) {
			c.added = true
		}
		c.Decision = d
	}
	if c.Standing == dateline.Rejected {
		c.Words = wordsIn(c.Decision.Before)
	}
}

// struck is a value that is not in the record any more; not one that goes with what it was in, nor one
// that a person had added.
func struck(d Decision, decisions []Decision) (Checked, bool) {
	field, event := fieldAt(d.Path)
	c := Checked{Value: dateline.Value{Path: d.Path, Event: event, Field: field, Kind: field.Kind()}, Standing: dateline.Unstated}
	c.take(decisions)
	for _, other := range decisions {
		if other.After == nil && strings.HasPrefix(d.Path, other.Path+".") || other.Before == nil && other.Path == d.Path {
			return c, false
		}
	}
	return c, field != "" && c.Standing == dateline.Rejected
}

// wordsIn are the words that a value has; a value that is words, or a thing that has them.
func wordsIn(value json.RawMessage) (words dateline.Words) {
	if first(value) == '{' {
		if err := json.Unmarshal(value, &words); err != nil {
			return dateline.Words{}
		}
	}
	return words
}

// fieldAt tells what a path leads to; the empty field for what is no value of its own.
func fieldAt(path string) (field dateline.Field, event string) {
	parts := strings.Split(path, ".")
	last := parts[len(parts)-1]
	switch {
	case path == "document.published":
		return dateline.FieldPublished, ""
	case parts[0] == "events" && len(parts) == 3:
		field, event = dateline.Field(last), parts[1]
		if !slices.Contains([]dateline.Field{dateline.FieldType, dateline.FieldStatus, dateline.FieldTime, dateline.FieldPlace, dateline.FieldVenue, dateline.FieldClaim}, field) {
			field = ""
		}
		return field, event
	case parts[0] == "events" && len(parts) == 4 && parts[2] == "casualties":
		return dateline.FieldCasualty, parts[1]
	case parts[0] == "events" && len(parts) == 4 && parts[2] == "roles":
		return dateline.FieldRole, parts[1]
	case parts[0] == "statements" && len(parts) == 2:
		return dateline.FieldAct, ""
	case parts[0] == "statements" && len(parts) == 3:
		field = dateline.Field(last)
		if !slices.Contains([]dateline.Field{dateline.FieldAct, dateline.FieldSpeaker, dateline.FieldOutlet, dateline.FieldContent, dateline.FieldForecast}, field) {
			field = ""
		}
		return field, ""
	case parts[0] == "statements" && len(parts) == 4 && parts[2] == "forecast" && last == "by":
		return dateline.FieldHorizon, ""
	case parts[0] == "traits" && len(parts) == 2:
		return dateline.FieldTrait, ""
	}
	return "", ""
}

// placeOf gives where a value that is gone stood among those that are there: after those of its list that
// came before it, else with what it was in.
func (r *Review) placeOf(c *Checked) int {
	list, last, _ := cutLast(c.Path)
	number := numberOf(last)
	after, inside := -1, -1
	for i := range r.Values {
		path := r.Values[i].Path
		rest, ok := strings.CutPrefix(path, list+".")
		if !ok && path != list {
			continue
		}
		if inside < 0 {
			inside = i
		}
		name, _, _ := strings.Cut(rest, ".")
		if number < 0 || ok && numberOf(name) < number {
			after = i
		}
	}
	switch {
	case after >= 0:
		return after + 1
	case inside >= 0:
		return inside
	}
	return len(r.Values)
}

// numberOf is the number of a thing in a list, or that of its id; -1 for none.
func numberOf(name string) int {
	if n, err := strconv.Atoi(strings.TrimLeft(name, "es")); err == nil {
		return n
	}
	return -1
}

// doubtful are the gaps that leave a value open, or give two: not those that only say that the report says nothing.
var doubtful = map[string]bool{dateline.GapPublishedUnknown: true, dateline.GapPublishedConflict: true, dateline.GapCharset: true, dateline.GapTruncated: true,
	dateline.GapTimeUnresolved: true, dateline.GapPlaceUnresolved: true, dateline.GapFigureConflict: true, dateline.GapActorAmbiguous: true,
	dateline.GapLanguageUnread: true, dateline.GapNoArticle: true}

// sum counts what stands where.
func (r *Review) sum() {
	values := make([]dateline.Value, len(r.Values))
	standings := make([]dateline.Standing, len(r.Values))
	byEvent := map[string][]int{}
	for i, c := range r.Values {
		values[i], standings[i] = c.Value, c.Standing
		if c.Event != "" {
			byEvent[c.Event] = append(byEvent[c.Event], i)
		}
		switch c.Standing {
		case dateline.Unstated:
		case dateline.ByMachine:
			r.Total++
		default:
			r.Total++
			r.Decided++
		}
	}
	r.Rail = dateline.RailOf(values, standings)
	for event, of := range byEvent {
		var some []dateline.Value
		var stand []dateline.Standing
		for _, i := range of {
			some, stand = append(some, values[i]), append(stand, standings[i])
		}
		r.Events[event] = dateline.RailOf(some, stand)
	}
	for i := range r.Record.Gaps {
		g := &r.Record.Gaps[i]
		if !doubtful[g.Code] || r.settles(g) {
			continue
		}
		r.doubts++
		if !slices.Contains(r.Doubts, g.Code) {
			r.Doubts = append(r.Doubts, g.Code)
		}
	}
	for i := range r.Record.Events {
		e := &r.Record.Events[i]
		if low, _, ok := figure(e, dateline.Killed); ok && e.Status != dateline.Generic && e.Status != dateline.Denied {
			r.toll = max(r.toll, low)
		}
	}
}

// settles tells whether persons have decided all that a gap is about.
func (r *Review) settles(g *dateline.Gap) bool {
	field := g.Field
	if field == "" && (g.Code == dateline.GapPublishedUnknown || g.Code == dateline.GapPublishedConflict) {
		field = "document.published"
	}
	some := false
	for i := range r.Values {
		c := &r.Values[i]
		if field != "" && !within(c.Path, field) || field == "" && c.Standing == dateline.Unstated {
			continue
		}
		if c.Standing == dateline.ByMachine || c.Standing == dateline.Unstated && c.Decision == nil {
			return false
		}
		some = true
	}
	return some
}
