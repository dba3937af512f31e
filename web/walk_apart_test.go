package web

import (
	"net/url"
	"testing"

	"dateline/store"
)

// keptApart gives the ids of the incidents that are kept apart from one.
func (d *desk) keptApart(id string) []string {
	d.t.Helper()
	incident, err := d.store.Incident(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	var all []string
	for _, a := range incident.Apart {
		all = append(all, a.Entry.ID)
	}
	return all
}

// A related incident is kept apart by a key press on its button: the page says who did, offers it no longer, and takes it
// back; merging says so first, and does it all the same where that is wanted.
func TestKeepApartIsSeenAndUndone(t *testing.T) {
	d := openDesk(t, "kabul")
	one := d.biggest()
	b := d.browse()
	b.open(incidentPath(one.ID))
	b.await(`document.querySelector("#related a").focus(), true`) // what stands before it are many figures and maps
	b.tabTo(`#related form button`)
	b.leaves(func() { b.press("\r") })
	b.at(incidentPath(one.ID))
	apart := d.keptApart(one.ID)
	if len(apart) != 1 {
		t.Fatalf("kept apart are %v", apart)
	}
	other := apart[0]
	b.shows("#apart", "Kept apart by R. Salem on")
	b.shows("#history", "kept apart", other)
	if !b.has(`#related a[href="` + incidentPath(other) + `"]`) {
		t.Error("it is not there")
	}
	if b.has(`#related form input[value="` + other + `"]`) {
		t.Error("it is still there")
	}
	b.open(incidentPath(other))
	b.shows("#apart", "Kept apart by R. Salem on")

	b.open(incidentPath(other) + "/merge?with=" + one.ID)
	b.shows("main", "Kept apart by R. Salem on", "Merge all the same", "Leave them apart")
	b.accessible("a merge of what is kept apart")
	b.follow(`button[name="despite"]`)
	b.shows("#history", "merged")
	if b.has("#apart") {
		t.Error("it is still there")
	}
	b.follow(`#history form button`)
	b.shows("#apart", "Kept apart by R. Salem on")

	b.follow(`#apart form button`)
	if b.has("#apart") {
		t.Error("it is still there")
	}
	if !b.has(`#related form input[value="` + other + `"]`) {
		t.Error("it is not there")
	}
	if left := d.keptApart(one.ID); len(left) > 0 {
		t.Errorf("after the undo %v are kept apart", left)
	}
}

// The preview of a merge offers to keep the two apart, with the reason; a forged merge of them is told who keeps them apart.
func TestKeepApartInThePreview(t *testing.T) {
	d := openDesk(t, "kabul")
	into, from := d.twoIncidents()
	b := d.browse()
	b.open(incidentPath(from.ID) + "/merge?with=" + into.ID)
	b.tabTo(`input[name="reason"]`)
	b.write("two quarters")
	b.tabTo(`button[formaction]`)
	b.leaves(func() { b.press("\r") })
	b.at(incidentPath(from.ID))
	b.shows("#apart", "two quarters")
	b.accessible("what is kept apart")
	page := d.post(incidentPath(from.ID)+"/merge", url.Values{"with": {into.ID}, "reason": {"one blast"}}, 409)
	d.holds(page, "Kept apart by R. Salem", "two quarters", "Merge all the same")
	if d.tellings(from.ID) != from.Tellings {
		t.Error("they were merged")
	}
	d.post(incidentPath(from.ID)+"/merge", url.Values{"with": {from.ID}}, 409)
	d.post(incidentPath(from.ID)+"/apart", url.Values{"with": {from.ID}}, 400)
	d.post(incidentPath(from.ID)+"/apart", url.Values{"with": {into.ID}}, 409)
}

// A report is taken out of an incident for good, and comes back by undoing it.
func TestReportKeptApart(t *testing.T) {
	d := openDesk(t, "kabul")
	whole := d.biggest()
	incident, err := d.store.Incident(t.Context(), whole.ID)
	if err != nil {
		t.Fatal(err)
	}
	d.holds(d.get(incidentPath(whole.ID), 200), "Not this incident")
	page := d.post(incidentPath(whole.ID)+"/apart", url.Values{"telling": {incident.Tellings[1].Key()}}, 200)
	d.holds(page, "Kept apart by R. Salem")
	if n := d.tellings(whole.ID); n != whole.Tellings-1 {
		t.Errorf("%d reports stay", n)
	}
	history, err := d.store.History(t.Context(), incident.Tellings[1].Key())
	if err != nil || len(history) != 1 || history[0].Kind != store.EditApart {
		t.Fatalf("history: %v, %v", history, err)
	}
}
