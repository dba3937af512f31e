package web

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A decision is what a person has decided of a value, and stands.
type decision struct {
	Edit   int64 // to undo it by
	Author string
	At     time.Time
	who    who
	path   string          // of the value; of one that was taken out of a list, that of the list
	value  json.RawMessage // as it was decided; of a rejected one, as it was before
	before json.RawMessage // of a corrected one; nil for one that was not there
}

// decisions are those that stand for one report, the oldest first.
type decisions struct {
	all    []decision
	events map[string]*decision // by id of the event, where it was rejected
}

// change is what the store writes down of an edit, as far as it is about values.
type change struct {
	Values   map[string]*json.RawMessage `json:"values"`
	Rejected map[string]bool             `json:"rejected"` // by telling
}

// decided reads what stands of a report.
func (v *visit) decided(record *dateline.Record) (*decisions, error) {
	done, err := v.history(record)
	if err != nil {
		return nil, err
	}
	d := &decisions{events: map[string]*decision{}}
	for i := range done {
		if err := d.take(record.Document.ID, &done[i]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// history gives all edits of a report and of what it tells, the oldest first.
func (v *visit) history(record *dateline.Record) ([]store.Done, error) {
	report := record.Document.ID
	done, err := v.Store.History(v.ctx(), report)
	if err != nil {
		return nil, err
	}
	for i := range record.Events {
		more, err := v.Store.History(v.ctx(), report+"/"+record.Events[i].ID)
		if err != nil {
			return nil, err
		}
		done = append(done, more...)
	}
	slices.SortFunc(done, func(a, b store.Done) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(done, func(a, b store.Done) bool { return a.ID == b.ID }), nil
}

// take adds what an edit decides, if it stands.
func (d *decisions) take(report string, done *store.Done) error {
	if done.Undone != 0 {
		return nil
	}
	var before, after change
	if err := json.Unmarshal(done.Before, &before); err != nil {
		return err
	}
	if err := json.Unmarshal(done.After, &after); err != nil {
		return err
	}
	one := decision{Edit: done.ID, Author: done.Author, At: done.At}
	for key, is := range after.Rejected {
		if id, ok := strings.CutPrefix(key, report+"/"); ok && is && done.Kind == store.EditReject {
			rejected := one
			d.events[id] = &rejected
		}
	}
	for path, value := range after.Values {
		one := one
		one.path = path
		switch {
		case done.Kind == store.EditConfirm && value != nil:
			one.who, one.value = accepted, *value
		case done.Kind == store.EditSet && value != nil:
			one.who, one.value = corrected, *value
			if was := before.Values[path]; was != nil {
				one.before = *was
			}
			if isUnmentioned(*value) {
				one.who, one.value = rejected, one.before
			}
		case (done.Kind == store.EditReject || done.Kind == store.EditSet) && before.Values[path] != nil:
			one.who, one.value = rejected, *before.Values[path]
			if value != nil { // the list that it was in
				one.value = missing(one.value, *value)
			}
		default:
			continue
		}
		d.all = append(d.all, one)
	}
	return nil
}

// isUnmentioned tells whether a value is a claim that nobody makes: a claim that was rejected.
func isUnmentioned(value json.RawMessage) bool {
	var claim dateline.Claim
	return json.Unmarshal(value, &claim) == nil && claim.State == dateline.Unmentioned
}

// missing gives what a list had and a later one lacks.
func missing(before, after json.RawMessage) json.RawMessage {
	var had, has []json.RawMessage
	if json.Unmarshal(before, &had) != nil || json.Unmarshal(after, &has) != nil {
		return nil
	}
	for i, one := range had {
		if i >= len(has) || canonical(one) != canonical(has[i]) {
			return one
		}
	}
	return nil
}

// of gives what stands of the value at a path: the last decision that made it what it is.
func (d *decisions) of(path string, value json.RawMessage) *decision {
	list, _, numbered := listed(path)
	for i := len(d.all) - 1; i >= 0; i-- {
		one := &d.all[i]
		if one.who == rejected {
			continue
		}
		at, _, same := listed(one.path)
		switch {
		case one.path == path || numbered && same && at == list:
			if canonical(one.value) == canonical(value) {
				return one
			}
		case strings.HasPrefix(one.path, path+"."): // a part of it
			if part := partOf(value, one.path[len(path)+1:]); canonical(part) == canonical(one.value) {
				return one
			}
		case strings.HasPrefix(path, one.path+"."): // all that it is in, as it was added
			if part := partOf(one.value, path[len(one.path)+1:]); len(part) > 0 && canonical(part) == canonical(value) {
				return one
			}
		}
	}
	return nil
}

// rejectedAt gives what was rejected at a path and is not there again: one value, or several of a list.
func (d *decisions) rejectedAt(path string) (found []*decision) {
	for i := range d.all {
		if one := &d.all[i]; one.who == rejected && one.path == path && len(one.value) > 0 {
			found = append(found, one)
		}
	}
	return found
}

// listed splits the path of a thing that has no id of its own: "events.e1.casualties", "0".
func listed(path string) (list, number string, ok bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path, false
	}
	_, err := strconv.ParseUint(path[i+1:], 10, 31)
	return path[:i], path[i+1:], err == nil
}

// partOf gives what stands below a value; nil for nothing.
func partOf(value json.RawMessage, path string) json.RawMessage {
	for _, name := range strings.Split(path, ".") {
		var fields map[string]json.RawMessage
		if json.Unmarshal(value, &fields) != nil {
			return nil
		}
		value = fields[name]
	}
	return value
}

// canonical is a value in one form, without what is empty in it, so that two can be held against each other.
func canonical(value json.RawMessage) string {
	var plain any
	if len(value) == 0 || json.Unmarshal(value, &plain) != nil {
		return ""
	}
	text, err := json.Marshal(dense(plain))
	if err != nil {
		return ""
	}
	return string(text)
}

// dense is a value without its empty parts.
func dense(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, part := range value {
			switch part := dense(part).(type) {
			case nil:
				delete(value, name)
			case bool:
				if !part {
					delete(value, name)
				}
			case string:
				if part == "" {
					delete(value, name)
				}
			case []any:
				if len(part) == 0 {
					delete(value, name)
				}
			}
		}
	case []any:
		for i, part := range value {
			value[i] = dense(part)
		}
	}
	return value
}

// seen is a short name for a value as it was shown, so that an edit can tell whether it is that still.
func seen(value any) (json.RawMessage, string) {
	raw, err := json.Marshal(value)
	if err != nil {
		return nil, ""
	}
	return raw, seenRaw(raw)
}

func seenRaw(raw json.RawMessage) string {
	if string(raw) == "null" || len(raw) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(canonical(raw)))
	return hex.EncodeToString(sum[:6])
}
