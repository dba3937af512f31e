package web

import (
	"fmt"
	"testing"

	"dateline/store"
)

// twoIncidents gives the incident that most reports tell of, and another.
func (d *desk) twoIncidents() (into, from *store.Entry) {
	d.t.Helper()
	into = d.biggest()
	entries, err := d.store.Incidents(d.t.Context(), store.Filter{}, store.ByDay, 0, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, e := range entries {
		if e.ID != into.ID {
			return into, e
		}
	}
	d.t.Fatal("there is one incident alone")
	return nil, nil
}

// tellings is how many reports an incident has; none if there is no such incident of its own.
func (d *desk) tellings(id string) int {
	d.t.Helper()
	incident, err := d.store.Incident(d.t.Context(), id)
	if err != nil || incident.ID != id {
		return 0
	}
	return len(incident.Tellings)
}

// Two incidents are made one, as the preview said, and parted again by undoing it.
func TestMergeIsSeenFirstAndUndone(t *testing.T) {
	d := openDesk(t, "kabul")
	into, from := d.twoIncidents()
	b := d.browse()
	b.open(incidentPath(from.ID))
	b.leaves(func() { b.press("m") })
	b.at(incidentPath(from.ID) + "/merge")
	b.tabTo(`input[name="with"]`)
	b.write(into.ID)
	b.leaves(func() { b.press("\r") })
	b.at("/merge?with=" + into.ID)
	b.shows(".outlines", "As one", fmt.Sprintf("%d reports", from.Tellings+into.Tellings))
	if d.tellings(from.ID) != from.Tellings {
		t.Error("the preview has merged")
	}
	b.tabTo(`input[name="reason"]`)
	b.write("one blast, two names of the quarter")
	b.leaves(func() { b.press("\r") })
	b.shows("#history", "merged", "one blast, two names of the quarter")
	b.shows(".crumb", into.ID, "settled")
	if n := d.tellings(into.ID); n != into.Tellings+from.Tellings {
		t.Errorf("%d reports tell of it", n)
	}
	b.follow(`#history form button`)
	if a, c := d.tellings(into.ID), d.tellings(from.ID); a != into.Tellings || c != from.Tellings {
		t.Errorf("after the undo %d and %d reports tell of them, not %d and %d", a, c, into.Tellings, from.Tellings)
	}
	b.open(incidentPath(from.ID))
	b.shows(".crumb", from.ID, "open")
}

// A report is taken out of an incident, as the preview said, and put back by undoing it.
func TestSplitIsSeenFirstAndUndone(t *testing.T) {
	d := openDesk(t, "kabul")
	whole := d.biggest()
	b := d.browse()
	b.open(incidentPath(whole.ID))
	b.leaves(func() { b.press("s") })
	b.at("/split")
	b.tabTo(`input[name="telling"]`)
	b.press(" ")
	b.leaves(func() { b.press("\r") })
	b.shows(".outlines", "The new incident", "1 report", fmt.Sprintf("%d reports", whole.Tellings-1))
	if d.tellings(whole.ID) != whole.Tellings {
		t.Error("the preview has split")
	}
	b.tabTo(`input[name="reason"]`)
	b.write("another day")
	b.leaves(func() { b.press("\r") })
	if n := d.tellings(whole.ID); n != whole.Tellings-1 {
		t.Errorf("%d reports stay", n)
	}
	b.open(incidentPath(whole.ID))
	b.shows("#history", "another day")
	b.follow(`#history form button`)
	if n := d.tellings(whole.ID); n != whole.Tellings {
		t.Errorf("after the undo %d reports tell of it", n)
	}
}
