package web

import (
	"encoding/json"
	"net/http"
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
	if parts := strings.Split(list, "."); parts[0] == "events" && len(parts) > 1 && newRowMaker(e.locale, e.record, &standings{}).event(list) == nil {
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
	return e.apply(append(more, store.Edit{Kind: store.EditAdd, Path: list, Value: value})...)
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
	event := dateline.Event{Type: plainText(kind), Status: dateline.Status(status), Words: words, Statements: []string{}, Roles: []dateline.Role{}, Casualties: []dateline.Casualty{},
		Claim: dateline.Claim{State: dateline.Unmentioned}, Main: len(e.record.Events) == 0}
	return e.addThing("events", event)
}

func (e *editing) addStatement(act json.RawMessage) error {
	words, err := e.words(dateline.Words{})
	if err != nil {
		return err
	}
	if words.Text == "" {
		return &mistake{key: "report.words-needed", in: "words"}
	}
	s := dateline.Statement{Act: dateline.Act(plainText(act)), Events: []string{}, Words: words}
	if event := newRowMaker(e.locale, e.record, &standings{}).event("events." + e.form.Get("about")); event != nil {
		s.Events = append(s.Events, event.ID)
	}
	return e.addThing("statements", s)
}

// addThing adds something that the store gives an id.
func (e *editing) addThing(list string, thing any) error {
	value, err := json.Marshal(thing)
	if err != nil {
		return err
	}
	return e.apply(store.Edit{Kind: store.EditAdd, Path: list, Value: value})
}
