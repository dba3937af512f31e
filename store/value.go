package store

import (
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

// setIn sets values of a record, and writes down what was and what is.
func (d *editing) setIn(o *opened, values map[string]json.RawMessage) error {
	delete(d.subjects, subject{d.edit.Subject, d.edit.Path})
	for _, path := range sortedKeys(values) {
		d.about(o.report, path)
	}
	record, before, after, err := o.change(values)
	if err != nil {
		return err
	}
	d.before.Report, d.after.Report = o.report, o.report
	d.before.Values, d.before.Positions = before.Values, before.Positions
	d.after.Values, d.after.Positions = after.Values, after.Positions
	return d.rewrite(o.report, record, false)
}

// about names a value as what the edit is about: in its report, and in the telling that it is of.
func (d *editing) about(report, path string) {
	d.subjects[subject{report, path}] = true
	if key, event := eventOf(report, path); event {
		d.subjects[subject{key, path}] = true
	}
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
	record, err := d.undoing.restore(&d.before, to)
	if err != nil || record == nil {
		return err
	}
	return d.rewrite(d.undoing.report, record, true)
}

// unfit says in words why a value cannot stand somewhere.
func unfit(where string, err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s: a JSON %s does not fit there", where, e.Value)
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fmt.Errorf("%s: there is nothing called %s", where, name)
	}
	return fmt.Errorf("%s: %w", where, err)
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
	was, err := d.recordText(report)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(was, &p.before); err != nil {
		return fmt.Errorf("the record of %s: %w", report, err)
	}
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
		if _, err := d.addTelling(t, i, stands); err != nil {
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
	if err := d.addNamed(p, about.listed()); err != nil {
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
	keys = slices.DeleteFunc(keys, func(key string) bool { return rulings.In[key] != "" })
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
	for _, query := range []string{`delete from link where telling = $1`, `delete from ruling where telling = $1`, `delete from apart where telling = $1`, `delete from involved where telling = $1`,
		`update telling set stands = key where stands = $1 and key <> $1`, `delete from telling where key = $1`} {
		if err := d.exec(query, key); err != nil {
			return err
		}
	}
	return nil
}
