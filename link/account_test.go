package link

import (
	"testing"
	"time"

	"dateline"
)

// A report of a bombing that a group claims, the police confirm, and another group denies; and
// an earlier one that says that nobody has claimed it.
func TestAccounts(t *testing.T) {
	early := &dateline.Telling{Report: "a", Published: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC),
		Event: dateline.Event{ID: "e1", Claim: dateline.Claim{State: dateline.NoneStated, Words: dateline.Words{Text: "Nobody has claimed it"}}}}
	late := &dateline.Telling{Report: "b", Published: time.Date(2024, 5, 2, 0, 0, 0, 0, time.UTC),
		Event: dateline.Event{ID: "e1", Roles: []dateline.Role{{Role: dateline.Perpetrator, Actor: "red-front", Basis: dateline.RoleBlamed, Statement: "s2"}}}}
	records := map[string]*dateline.Record{"a": {}, "b": {Statements: []dateline.Statement{
		{ID: "s1", Act: dateline.ClaimsResponsibility, Events: []string{"e1"}, Speaker: &dateline.Speaker{For: "hill-army", Words: dateline.Words{Text: "The Hill Army"}}, Outlet: &dateline.Outlet{Words: dateline.Words{Text: "the Herald"}}},
		{ID: "s2", Act: dateline.Blames, Events: []string{"e1"}, Speaker: &dateline.Speaker{Words: dateline.Words{Text: "the governor"}}},
		{ID: "s3", Act: dateline.Denies, Events: []string{"e1"}, Speaker: &dateline.Speaker{Actor: "red-front", Words: dateline.Words{Text: "the Red Front"}}},
		{ID: "s4", Act: dateline.Reports, Events: []string{"e1"}, Speaker: &dateline.Speaker{Words: dateline.Words{Text: "a nurse"}}},
		{ID: "s5", Act: dateline.Confirms, Events: []string{"e2"}},
	}}}
	accounts := Accounts([]*dateline.Telling{late, early}, records)
	var got []string
	for _, a := range accounts {
		got = append(got, a.Report+" "+string(a.Act)+" "+a.Actor+" "+a.Speaker+" "+a.Outlet)
	}
	want := []string{"a reports   ", "b claims-responsibility hill-army The Hill Army the Herald", "b blames red-front the governor ", "b denies red-front the Red Front "}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

func TestClaimState(t *testing.T) {
	told := func(state string, by ...string) *dateline.Telling {
		return &dateline.Telling{Report: "a", Event: dateline.Event{Claim: dateline.Claim{State: state, By: by}}}
	}
	records := map[string]*dateline.Record{"a": {Actors: []dateline.Actor{{ID: "hill-army-north", Parent: "hill-army"}}}}
	for _, test := range []struct {
		name     string
		tellings []*dateline.Telling
		want     string
	}{
		{"nobody at first, then somebody", []*dateline.Telling{told(dateline.NoneStated), told(dateline.Claimed, "hill-army")}, dateline.Claimed},
		{"nobody yet", []*dateline.Telling{told(dateline.NoneStated), told(dateline.Unmentioned)}, dateline.NoneStated},
		{"a group and its branch", []*dateline.Telling{told(dateline.Claimed, "hill-army"), told(dateline.Claimed, "hill-army-north")}, dateline.Claimed},
		{"two groups", []*dateline.Telling{told(dateline.Claimed, "hill-army"), told(dateline.Claimed, "red-front")}, dateline.Rival},
		{"the accused deny it", []*dateline.Telling{told(dateline.ClaimDenied)}, dateline.ClaimDenied},
		{"nothing is said", []*dateline.Telling{told(dateline.Unmentioned)}, dateline.Unmentioned},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := ClaimState(test.tellings, records); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	said := time.Date(2024, 3, 20, 0, 0, 0, 0, time.UTC)
	record := &dateline.Record{Document: &dateline.Document{ID: "a"}, Statements: []dateline.Statement{
		{ID: "s1", Act: dateline.Reports},
		{ID: "s2", Act: dateline.Warns, Speaker: &dateline.Speaker{Words: dateline.Words{Text: "a general"}}, Forecast: &dateline.Forecast{Actor: "hill-army", What: "attack the ports",
			By: &dateline.Time{Start: dateline.Moment{At: said}, End: dateline.Moment{At: said.AddDate(0, 6, 0)}, Grain: dateline.Month}}},
	}}
	warnings := Warnings(record, said)
	if len(warnings) != 1 || warnings[0].Speaker != "a general" || warnings[0].State != dateline.WarningOpen {
		t.Fatalf("got %+v", warnings)
	}
	w := &warnings[0]
	if Due(w, said.AddDate(0, 5, 0)); w.State != dateline.WarningOpen {
		t.Errorf("got %s before the horizon", w.State)
	}
	if Due(w, said.AddDate(0, 7, 0)); w.State != dateline.WarningDue {
		t.Errorf("got %s after the horizon", w.State)
	}
	for _, test := range []struct {
		name, by, day string
		want          bool
	}{
		{"by whom it was warned of, in time", "hill-army", "2024-05-01", true},
		{"by another", "red-front", "2024-05-01", false},
		{"before the warning", "hill-army", "2024-03-01", false},
		{"after the horizon", "hill-army", "2024-11-01", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			at, err := time.Parse(time.DateOnly, test.day)
			if err != nil {
				t.Fatal(err)
			}
			incident := &dateline.Incident{Status: dateline.Happened, Time: &dateline.Time{Start: dateline.Moment{At: at}, End: dateline.Moment{At: at.AddDate(0, 0, 1)}, Grain: dateline.Day}}
			telling := &dateline.Telling{Event: dateline.Event{Roles: []dateline.Role{{Role: dateline.Perpetrator, Actor: test.by}}}}
			if reasons, ok := Foretold(w, incident, []*dateline.Telling{telling}); ok != test.want || ok && len(reasons) == 0 {
				t.Errorf("got %v %q, want %v", ok, reasons, test.want)
			}
		})
	}
}
