package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// set sets a value of an incident, a telling or a report; nil takes it away.
func (d *editing) set(id, path string, value json.RawMessage) error {
	report, path, ok := recordPath(id, path)
	if !ok {
		if value == nil {
			value = json.RawMessage("null")
		}
		if path == "killed" || path == "injured" {
			value = figureValue(value)
		}
		return d.setField(id, path, value)
	}
	if string(value) == "null" {
		value = nil
	}
	o, err := d.openRecord(report)
	if err != nil {
		return err
	}
	if path, err = canonical(o.text, o.numbering, path); err != nil {
		return err
	}
	if value == nil {
		if path, err = takenAway(path); err != nil {
			return err
		}
	}
	if err := d.unseen(o, path); err != nil {
		return err
	}
	if err := spansTrue(value, o.record.Document.Text); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return d.setIn(o, map[string]json.RawMessage{path: value})
}

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

// setIn sets values of a record, and writes down what was and what is.
func (d *editing) setIn(o *opened, values map[string]json.RawMessage) error {
	delete(d.subjects, subject{d.edit.Subject, d.edit.Path})
	text := o.text
	var err error
	before, after := map[string]*json.RawMessage{}, map[string]*json.RawMessage{}
	were, are := map[string]int{}, map[string]int{}
	paths := sortedKeys(values)
	for _, path := range paths {
		for _, fixed := range []string{"version", "document.id", "document.sha256", "document.text"} {
			if path == "document" || within(path, fixed) {
				return fmt.Errorf("%s of a record cannot be changed", fixed)
			}
		}
		d.about(o.report, path)
		if _, there := o.place(path); !there {
			return fmt.Errorf("%s: %w: it was rejected", path, ErrUnknown)
		}
		if before[path], err = o.value(o.text, path); err != nil {
			return err
		}
		if at := positionOf(o.text, o.numbering, path); at >= 0 {
			were[path] = at
		}
		if text, err = o.put(text, path, values[path], -1); err != nil {
			return err
		}
	}
	record, text, err := readRecord(text)
	if err != nil {
		return fmt.Errorf("%s: %w", strings.Join(paths, ", "), err)
	}
	for _, path := range paths {
		after[path] = nil
		if values[path] == nil {
			continue
		}
		if after[path], err = o.value(text, path); err != nil {
			return err
		}
		if at := positionOf(text, o.numbering, path); at >= 0 {
			are[path] = at
		}
	}
	d.before.Report, d.after.Report = o.report, o.report
	d.before.Values, d.after.Values, d.before.Positions, d.after.Positions = before, after, were, are
	return d.rewrite(o.report, record, false)
}

// about names a value as what the edit is about: in its report, and in the telling that it is of.
func (d *editing) about(report, path string) {
	d.subjects[subject{report, path}] = true
	if key, event := eventOf(report, path); event {
		d.subjects[subject{key, path}] = true
	}
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

// figureValue gives a figure for a plain number.
func figureValue(value json.RawMessage) json.RawMessage {
	var n int
	if string(value) == "null" || json.Unmarshal(value, &n) != nil || n < 0 {
		return value
	}
	return fmt.Appendf(nil, `{"low":%d,"high":%d}`, n, n)
}

// confirmValue notes that a value is right, or all that are in it.
func (d *editing) confirmValue(id, path string) error {
	report, path, ok := recordPath(id, path)
	if !ok {
		return d.confirmField(id, path)
	}
	o, err := d.openRecord(report)
	if err != nil {
		return err
	}
	if path, err = canonical(o.text, o.numbering, path); err != nil {
		return err
	}
	if err := d.unseen(o, path); err != nil {
		return err
	}
	delete(d.subjects, subject{d.edit.Subject, d.edit.Path})
	d.before.Report, d.after.Report = report, report
	d.before.Values = map[string]*json.RawMessage{}
	paths := []string{path}
	var inside []string
	for _, v := range dateline.Values(o.record) {
		if name := o.name(v.Path); v.Stated && strings.HasPrefix(name, path+".") {
			inside = append(inside, name)
		}
	}
	if len(inside) > 0 {
		paths = inside
	}
	for _, path := range paths {
		value, err := o.value(o.text, path)
		if err != nil {
			return err
		}
		if value == nil {
			return fmt.Errorf("%s of %s: %w", path, report, ErrUnknown)
		}
		d.before.Values[path] = value
		d.about(report, path)
	}
	d.after.Values = d.before.Values
	return nil
}

// restoreValues puts values back into a record.
func (d *editing) restoreValues(to *state) error {
	if len(to.Values) == 0 {
		return nil
	}
	text := d.undoing.text
	var err error
	changes := false
	for _, path := range sortedKeys(to.Values) {
		was, plain := plainValue(d.before.Values[path]), plainValue(to.Values[path])
		if bytes.Equal(was, plain) { // it was only confirmed
			continue
		}
		changes = true
		position := -1
		if at, ok := to.Positions[path]; ok {
			position = at
		}
		if text, err = d.undoing.put(text, path, plain, position); err != nil {
			return err
		}
	}
	if !changes {
		return nil
	}
	record, _, err := readRecord(text)
	if err != nil {
		return err
	}
	return d.rewrite(d.undoing.report, record, true)
}

// plainValue is nil for none.
func plainValue(value *json.RawMessage) json.RawMessage {
	if value == nil {
		return nil
	}
	return *value
}

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
		return fmt.Errorf("%s of an incident: %w", field, err)
	}
	d.incident = id
	d.touched[id] = true
	return d.exec(`update incident set fixed = $1 where id = $2`, string(text), id)
}

// recordPath gives the report and the path in its record of a value of a report or a
// telling; ok is false for another subject.
func recordPath(id, path string) (report, full string, ok bool) {
	report, event, telling := strings.Cut(id, "/")
	switch {
	case telling:
		return report, "events." + event + "." + path, true
	case strings.HasPrefix(id, "sha256:"):
		return id, path, true
	}
	return id, path, false
}

// eventOf gives the key of the telling that a path leads into.
func eventOf(report, path string) (key string, ok bool) {
	parts := strings.Split(path, ".")
	if len(parts) < 2 || parts[0] != "events" {
		return "", false
	}
	return report + "/" + parts[1], true
}

// readRecord reads a record that an editor has changed, and gives it as it is written. What is left out of it
// is as in one that is new.
func readRecord(text []byte) (*dateline.Record, []byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	record := &dateline.Record{}
	if err := decoder.Decode(record); err != nil {
		return nil, nil, fmt.Errorf("the record: %w", err)
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

// rewrite puts a record in the place of one that is there, and follows it in tellings, actors and
// incidents. A telling that the new one does not have is an error, unless some may be lost.
func (d *editing) rewrite(report string, record *dateline.Record, mayLose bool) error {
	text, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("write the record: %w", err)
	}
	old, err := d.keptOf(report)
	if err != nil {
		return err
	}
	about, err := scanOne(d.work, `select `+reportColumns+` from report where id = $1`, report)
	if err != nil {
		return err
	}
	doc := record.Document
	stated := ""
	if doc.Published != nil {
		stated = doc.Published.At
	}
	p := &parcel{raw: &dateline.Raw{Retrieved: about.Retrieved}, doc: doc, record: record, published: publishedAt(doc.Published)}
	err = d.exec(`update report set record = $1, record_version = $2, url = $3, title = $4, site = $5, language = $6, published = $7, published_at = $8 where id = $9`,
		d.store.packed(text), record.Version, clean(doc.URL), clean(doc.Title), clean(doc.Site), clean(doc.Language), clean(stated), maybeStamped(p.published), report)
	if err != nil {
		return err
	}
	p.tell(about.Source)
	for _, t := range old {
		if !slices.ContainsFunc(p.tellings, func(n *dateline.Telling) bool { return n.Key() == t.Key() }) {
			if !mayLose {
				return fmt.Errorf("telling %s would be lost: reject it instead", t.Key())
			}
			if err := d.lose(t.Key()); err != nil {
				return err
			}
		}
	}
	var changed []string
	for i, t := range p.tellings {
		stands := t.Key()
		if about.Newer != "" {
			stands = ""
		}
		if j := slices.IndexFunc(old, func(o kept) bool { return o.Key() == t.Key() }); j >= 0 {
			differs, err := otherwise(old[j].Telling, t)
			if err != nil {
				return err
			}
			if differs && old[j].stands == t.Key() {
				changed = append(changed, t.Key())
			}
		}
		if err := d.addTelling(t, i, stands); err != nil {
			return err
		}
		if err := d.exec(`delete from involved where telling = $1`, t.Key()); err != nil {
			return err
		}
		known := slices.ContainsFunc(old, func(o kept) bool { return o.Key() == t.Key() })
		if !known && about.Newer == "" { // an event that an editor has added is an incident of its own at first
			id, err := d.newIncident([]*dateline.Telling{t})
			if err != nil {
				return err
			}
			d.incident = id
			if err := d.link(dateline.Link{Telling: t.Key(), By: d.edit.Author}, id, nil); err != nil {
				return err
			}
			changed = append(changed, t.Key())
		}
	}
	if err := d.addActors(p); err != nil {
		return err
	}
	if err := d.addWarnings(p, about.Newer == "" && about.Source == report); err != nil {
		return err
	}
	incidents, err := d.incidentsOf(report)
	if err != nil {
		return err
	}
	for _, id := range incidents {
		d.touched[id] = true
	}
	return d.regroupChanged(changed)
}

// otherwise tells whether two tellings differ in what they are grouped by.
func otherwise(a, b *dateline.Telling) (bool, error) {
	bare := func(t *dateline.Telling) (string, error) {
		t = &dateline.Telling{Report: t.Report, Event: t.Event, Source: t.Report}
		return digestOf(t)
	}
	one, err := bare(a)
	if err != nil {
		return false, err
	}
	other, err := bare(b)
	return one != other, err
}

// regroupChanged groups tellings anew of which something else is told now, those left out that
// an editor has settled. Where they were before is kept, so that undoing brings them back there.
func (d *editing) regroupChanged(keys []string) error {
	if d.group == nil || len(keys) == 0 {
		return nil
	}
	now, rulings, err := d.current(keys)
	if err != nil {
		return err
	}
	keys = slices.DeleteFunc(keys, func(key string) bool { return rulings[key] != "" })
	homes := map[string]string{}
	for _, key := range keys {
		if at := now[key]; at != nil {
			homes[key] = at.incident
			if home := d.homes[key]; home != "" && home != at.incident {
				l := at.Link
				l.By = dateline.Machine
				if err := d.link(l, home, at); err != nil {
					return err
				}
			}
		}
	}
	if d.before.Homes == nil {
		d.before.Homes = homes
	}
	seeds, err := d.kept(keys)
	if err != nil {
		return err
	}
	return d.regroup(seeds, d.group)
}

// lose takes a telling away that an editor had added.
func (d *editing) lose(key string) error {
	incidents, err := d.texts(`select incident from link where telling = $1`, key)
	if err != nil {
		return err
	}
	for _, id := range incidents {
		d.touched[id] = true
	}
	for _, query := range []string{`delete from link where telling = $1`, `delete from ruling where telling = $1`, `delete from involved where telling = $1`,
		`update telling set stands = key where stands = $1 and key <> $1`, `delete from telling where key = $1`} {
		if err := d.exec(query, key); err != nil {
			return err
		}
	}
	return nil
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
