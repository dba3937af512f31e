package web

import (
	"net/http/httptest"
	"slices"
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
	if len(all.Tellings) != len(incident.Tellings) || len(some.Tellings) < most || len(some.Links) != len(some.Tellings) {
		t.Fatalf("%d reports: all are %d, the newest %d with %d links", len(incident.Tellings), len(all.Tellings), len(some.Tellings), len(some.Links))
	}
	last := incident.Tellings[len(incident.Tellings)-1]
	if end := len(some.Tellings) - 1; some.Tellings[end] != last || some.Links[end].Telling != last.Key() {
		t.Errorf("the newest is %s, not %s", some.Tellings[end].Key(), last.Key())
	}
	if len(some.all) != len(incident.Tellings) || all.outlets() != some.outlets() || all.copies() != some.copies() || len(all.claimants()) != len(some.claimants()) {
		t.Errorf("of %d reports: outlets %d and %d, copies %d and %d", len(some.all), all.outlets(), some.outlets(), all.copies(), some.copies())
	}
	reports := map[string]bool{}
	for _, telling := range some.Tellings {
		reports[telling.Report] = true
	}
	for _, f := range some.ledger {
		if !reports[f.Report] {
			t.Errorf("a figure of %s, which is not among those that are looked at", f.Report)
		}
	}
	for _, toll := range all.tolls {
		if some.toll(toll.Harm) == nil && len(toll.From) > 0 {
			t.Errorf("%s: no figure, where an older report has one", toll.Harm)
		}
	}
	if len(incident.Tellings) != len(all.Tellings) {
		t.Error("the incident itself was cut short")
	}
	silent := *incident // of whose newest reports none gives a figure
	silent.Tellings = slices.Clone(incident.Tellings)
	for i := len(silent.Tellings) - most; i < len(silent.Tellings); i++ {
		without := *silent.Tellings[i]
		without.Event.Casualties = nil
		silent.Tellings[i] = &without
	}
	if some, err = v.told(&silent, dateline.NewestToll, most); err != nil {
		t.Fatal(err)
	}
	if some.toll(dateline.Killed) == nil || len(some.Tellings) == len(silent.Tellings) && len(silent.Tellings) > most+3 {
		t.Errorf("the newest give no figure: %d reports are looked at", len(some.Tellings))
	}
	d.get(incidentPath(incident.ID)+"?reports=all", 200)
}
