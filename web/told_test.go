package web

import (
	"fmt"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
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

// The reports of an incident come in portions: one after the other they are all of them, each with what it adds to all before it.
func TestReportsInPortions(t *testing.T) {
	d := openDesk(t, "kabul")
	incident, err := d.store.Incident(t.Context(), d.biggest().ID)
	if err != nil {
		t.Fatal(err)
	}
	visit := func(query string) *visit {
		v, err := d.bench.enter(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), "GET", incidentPath(incident.ID)+query, nil))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	v := visit("")
	all, err := v.told(incident, dateline.NewestToll, 0)
	if err != nil {
		t.Fatal(err)
	}
	const most = 3
	n := len(incident.Tellings)
	want := v.toldReports(all)
	var got []toldReport
	query := "?reports=all"
	for parts := 0; query != ""; parts++ {
		if parts > n {
			t.Fatalf("%s leads nowhere", query)
		}
		v := visit(query)
		p := v.portion("reports", n, most, n-most+1)
		if !p.Part() || p.From != len(got)+1 {
			t.Fatalf("%s: %+v", query, p)
		}
		rows, err := v.reportsFrom(incident, all, p)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rows...)
		query, _, _ = strings.Cut(p.After, "#")
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("in portions of %d:\n%v\nat once:\n%v", most, got, want)
	}
	for query, want := range map[string]portion{
		"":                     {From: n - 2, To: n, All: n, Before: fmt.Sprintf("?reports=%d#reports", n-5)},
		"?reports=2&rule=ucdp": {From: 2, To: 4, All: n, Before: "?reports=1&rule=ucdp#reports", After: "?reports=5&rule=ucdp#reports"},
		"?reports=-1":          {From: 1, To: 3, All: n, After: "?reports=4#reports"},
		"?reports=999":         {From: n, To: n, All: n, Before: fmt.Sprintf("?reports=%d#reports", n-3)},
	} {
		if got := visit(query).portion("reports", n, most, n-most+1); got != want {
			t.Errorf("%q: got %+v, want %+v", query, got, want)
		}
	}
	if p := visit("?reports=all").portion("reports", 0, most, 1); p.Part() || p.From != 1 || p.To != 0 {
		t.Errorf("of none: %+v", p)
	}
}
