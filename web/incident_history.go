package web

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A happening is a change of an incident, or an edit.
type happening struct {
	At     time.Time
	Author string // empty for the machine
	Words  string // what came of it, in the locale's words
	Kind   string // of an edit, in the locale's words; empty for a change
	Reason string
	Edit   int64 // that can be undone; 0 for none
	Undone bool
	Of     string // what changed, in the locale's words; empty for an edit
}

// mostHappenings are shown at a time.
const mostHappenings = 100

// happenings lists what changed in an incident and who edited it, the last first.
func (v *visit) happenings(id string) ([]happening, error) {
	changes, err := v.Store.ChangesOf(v.ctx(), id)
	if err != nil {
		return nil, err
	}
	edits, err := v.Store.History(v.ctx(), id)
	if err != nil {
		return nil, err
	}
	var all []happening
	for _, c := range changes {
		if c.Edit == 0 {
			all = append(all, happening{At: c.At, Words: v.changeWords(c), Of: v.changed(c)})
		}
	}
	for _, e := range edits {
		h := happening{At: e.At, Author: e.Author, Kind: v.locale.key("edit", e.Kind), Reason: e.Reason, Undone: e.Undone != 0}
		for _, c := range changes {
			if c.Edit == e.ID {
				h.Words = v.changeWords(c)
			}
		}
		if e.Undone == 0 {
			h.Edit = e.ID
		}
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(a, b happening) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Edit, a.Edit)) })
	return all, nil
}

// changed says what kind of change it is, and of what.
func (v *visit) changed(c store.Change) string {
	l := v.locale
	if c.Field == "" {
		return l.key("change", c.Kind)
	}
	of := map[string]string{"type": l.plain("incident.type"), "status": l.plain("report.status"), "killed": l.key("harm", dateline.Killed), "injured": l.key("harm", dateline.Injured),
		"claim": l.plain("incident.claim"), "place": l.plain("incident.where"), "day": l.plain("incident.when")}[c.Field]
	return l.words("incident.field-changed", "field", of)
}

// undo takes an edit back, and sends the visitor back to where it was done.
func (v *visit) undo() error {
	id, err := strconv.ParseInt(v.r.PostFormValue("edit"), 10, 64)
	if err != nil {
		return trouble(http.StatusBadRequest, "error.form")
	}
	if err := v.mayUndo(id); err != nil {
		return err
	}
	if _, err := v.Store.Undo(v.ctx(), id, v.author, v.r.PostFormValue("reason")); err != nil {
		return err
	}
	return v.seeOther(local(v.r.PostFormValue("back")))
}

// mayUndo tells why the visitor may not take an edit back: what only an editor may do, only an editor may undo, and nobody what is
// of a report that they code blind.
func (v *visit) mayUndo(edit int64) error {
	for {
		done, err := v.Store.Done(v.ctx(), edit)
		if err != nil {
			return err
		}
		if done.Kind != store.EditUndo {
			if roleFor(done) > v.role {
				return trouble(http.StatusForbidden, "error.role")
			}
			report, _, _ := strings.Cut(done.Subject, "/")
			return v.notBlind(report)
		}
		if edit, err = strconv.ParseInt(done.Subject, 10, 64); err != nil { // what it undid
			return err
		}
	}
}

// roleFor is the role that an edit needs: values of reports are for coders; where tellings belong, and all else, is for
// editors.
func roleFor(done store.Done) role {
	if !strings.HasPrefix(done.Subject, "sha256:") {
		return editor
	}
	switch done.Kind {
	case store.EditSet, store.EditAdd, store.EditReject:
		return coder
	case store.EditConfirm:
		var after struct {
			Values map[string]json.RawMessage `json:"values"`
		}
		if err := json.Unmarshal(done.After, &after); err == nil && len(after.Values) > 0 {
			return coder
		}
	}
	return editor
}

// confirmIncident settles that all that is linked to an incident belongs there.
func (v *visit) confirmIncident() error {
	return v.applyTo(store.Edit{Kind: store.EditConfirm, Subject: v.r.PathValue("id")})
}

// applyTo makes an edit in the visitor's name, with the reason that the form gives, and shows the
// incident that came of it.
func (v *visit) applyTo(e store.Edit) error {
	e.Author, e.Reason = v.author, v.r.PostFormValue("reason")
	applied, err := v.Store.Apply(v.ctx(), e)
	if err != nil {
		return err
	}
	return v.seeOther(incidentPath(cmp.Or(applied.Incident, e.Subject)))
}
