package web

import "dateline/store"

// An incidentPage is what is known of an incident, and who says so.
type incidentPage struct {
	*store.Incident
	Head headline
	Type string
}

func (v *visit) incident() error {
	incident, err := v.Store.Incident(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	if incident.ID != v.r.PathValue("id") { // it became part of another
		return v.seeOther("/incident/" + incident.ID)
	}
	page := incidentPage{Incident: incident, Head: v.headlineOf(&incident.Entry), Type: v.locale.key("type", incident.Type)}
	if incident.Time != nil {
		page.Head.Time = v.locale.when(incident.Time)
	}
	return v.show("incident", incident.Entry.Title, page)
}
