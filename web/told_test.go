package web

import (
	"net/http/httptest"
	"testing"

	"dateline"
)

// Of an incident of many reports the newest are looked at; what is counted is of all.
func TestNewestReports(t *testing.T) {
	d := openDesk(t, "kabul")
	incident, err := d.store.Incident(t.Context(), d.biggest().ID)
	if err != nil {
		t.Fatal(err)
	}
	const most = 2
	if len(incident.Tellings) <= most {
		t.Fatalf("the incident has %d reports", len(incident.Tellings))
	}
	v, err := d.bench.enter(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), "GET", incidentPath(incident.ID), nil))
	if err != nil {
		t.Fatal(err)
	}
	all, err := v.told(incident, dateline.NewestToll, 0)
	if err != nil {
		t.Fatal(err)
	}
	some, err := v.told(incident, dateline.NewestToll, most)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Tellings) != len(incident.Tellings) || len(some.Tellings) != most || len(some.Links) != most {
		t.Fatalf("%d reports: all are %d, the newest %d with %d links", len(incident.Tellings), len(all.Tellings), len(some.Tellings), len(some.Links))
	}
	last := incident.Tellings[len(incident.Tellings)-1]
	if some.Tellings[most-1] != last || some.Links[most-1].Telling != last.Key() {
		t.Errorf("the newest is %s, not %s", some.Tellings[most-1].Key(), last.Key())
	}
	if len(some.all) != len(incident.Tellings) || all.outlets() != some.outlets() || all.copies() != some.copies() || len(all.claimants()) != len(some.claimants()) {
		t.Errorf("of %d reports: outlets %d and %d, copies %d and %d", len(some.all), all.outlets(), some.outlets(), all.copies(), some.copies())
	}
	reports := map[string]bool{some.Tellings[0].Report: true, last.Report: true}
	for _, f := range some.ledger {
		if !reports[f.Report] {
			t.Errorf("a figure of %s, which is not among the newest", f.Report)
		}
	}
	if len(incident.Tellings) == most {
		t.Error("the incident itself was cut short")
	}
	d.get(incidentPath(incident.ID)+"?reports=all", 200)
}
