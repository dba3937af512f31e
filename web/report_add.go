package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/store"
)

// add puts something into the record that was not read: an event, a casualty, a role, a statement, a trait.
func (e *editing) add(list string) error {
	f := fieldOf(list)
	if !listPath(list) {
		return trouble(http.StatusBadRequest, "error.form")
	}
	if parts := strings.Split(list, "."); parts[0] == "events" && len(parts) > 1 && newRowMaker(e.locale, e.record, &decisions{}).event(list) == nil {
		return store.ErrUnknown
	}
	value, more, err := e.read(f, list, nil)
	if err != nil {
		return err
	}
	switch list {
	case "events":
		return e.addEvent(value)
	case "statements":
		return e.addStatement(value)
	}
	text, err := json.Marshal(e.record)
	if err != nil {
		return err
	}
	var all []json.RawMessage
	if err := json.Unmarshal(jsonAt(text, list), &all); err != nil {
		return err
	}
	return e.apply(append(more, store.Edit{Kind: store.EditSet, Path: list + "." + strconv.Itoa(len(all)), Value: value})...)
}

func (e *editing) addEvent(kind json.RawMessage) error {
	status, err := e.coded("status", codebook.Status)
	if err != nil {
		return err
	}
	words, err := e.words(dateline.Words{})
	if err != nil {
		return err
	}
	event := dateline.Event{ID: unused("e", func(id string) bool {
		return slices.ContainsFunc(e.record.Events, func(o dateline.Event) bool { return o.ID == id })
	}), Type: plainText(kind), Status: dateline.Status(status), Words: words, Statements: []string{}, Roles: []dateline.Role{}, Casualties: []dateline.Casualty{},
		Claim: dateline.Claim{State: dateline.Unmentioned}, Main: len(e.record.Events) == 0}
	return e.setThing("events."+event.ID, event)
}

func (e *editing) addStatement(act json.RawMessage) error {
	words, err := e.words(dateline.Words{})
	if err != nil {
		return err
	}
	if words.Text == "" {
		return &mistake{key: "report.words-needed", in: "words"}
	}
	s := dateline.Statement{ID: unused("s", func(id string) bool {
		return slices.ContainsFunc(e.record.Statements, func(o dateline.Statement) bool { return o.ID == id })
	}), Act: dateline.Act(plainText(act)), Events: []string{}, Words: words}
	if event := newRowMaker(e.locale, e.record, &decisions{}).event("events." + e.form.Get("about")); event != nil {
		s.Events = append(s.Events, event.ID)
	}
	if err := e.setThing("statements."+s.ID, s); err != nil {
		return err
	}
	for _, id := range s.Events {
		event := newRowMaker(e.locale, e.record, &decisions{}).event("events." + id)
		if err := e.setThing("events."+id+".statements", append(slices.Clone(event.Statements), s.ID)); err != nil {
			return err
		}
	}
	return nil
}

func (e *editing) setThing(path string, thing any) error {
	value, err := json.Marshal(thing)
	if err != nil {
		return err
	}
	return e.apply(store.Edit{Kind: store.EditSet, Path: path, Value: value})
}

// unused is the first id of a letter and a number that is not taken.
func unused(letter string, taken func(string) bool) string {
	for n := 1; ; n++ {
		if id := fmt.Sprintf("%s%d", letter, n); !taken(id) {
			return id
		}
	}
}
