package web

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"time"

	"dateline/store"
)

// A keptApart is an incident that an editor keeps apart from the one shown.
type keptApart struct {
	related
	Author, Reason string
	At             time.Time
	Edit           int64 // to undo it by
}

// apartFrom lists the incidents that editors keep apart from one.
func (v *visit) apartFrom(incident *store.Incident) []keptApart {
	var all []keptApart
	for i := range incident.Apart {
		a := &incident.Apart[i]
		all = append(all, keptApart{v.relatedTo(&a.Entry), a.Author, a.Reason, a.At, a.Edit})
	}
	return all
}

// relatedTo is an incident as it stands beside another.
func (v *visit) relatedTo(e *store.Entry) related {
	return related{ID: e.ID, Title: cmp.Or(e.Title, v.locale.key("type", e.Type)), Path: incidentPath(e.ID), Head: v.headlineOf(e)}
}

// keepApart keeps an incident, or a telling of it, apart from another.
func (v *visit) keepApart() error {
	id, with, telling := v.r.PathValue("id"), strings.TrimSpace(v.r.PostFormValue("with")), v.r.PostFormValue("telling")
	switch {
	case telling != "":
		incident, err := v.Store.Incident(v.ctx(), id)
		if err != nil {
			return err
		}
		if len(incident.Tellings) < 2 {
			return trouble(http.StatusBadRequest, "split.not-all")
		}
		return v.applyTo(store.Edit{Kind: store.EditApart, Subject: telling, Into: id})
	case with == "" || with == id:
		return trouble(http.StatusBadRequest, "error.form")
	}
	return v.applyTo(store.Edit{Kind: store.EditApart, Subject: id, Into: with})
}

// merge makes one incident of two. Those that are kept apart are shown first, with who does so.
func (v *visit) merge() error {
	with := strings.TrimSpace(v.r.PostFormValue("with"))
	err := v.applyTo(store.Edit{Kind: store.EditMerge, Subject: v.r.PathValue("id"), Into: with, Despite: v.r.PostFormValue("despite") != ""})
	var apart *store.ApartError
	if !errors.As(err, &apart) {
		return err
	}
	incident, done, err := v.incidentAt("")
	if err != nil || done {
		return err
	}
	return v.showMerge(http.StatusConflict, incident, with, v.r.PostFormValue("reason"))
}
