package web

import (
	"dateline"
	"dateline/store"
)

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

// A reportPage is a report beside its record.
type reportPage struct {
	*store.Report
	Record *dateline.Record
}

func (v *visit) report() error {
	report, err := v.Store.Report(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	record, err := v.Store.Record(v.ctx(), report.ID)
	if err != nil {
		return err
	}
	return v.show("report", report.Title, reportPage{report, record})
}
