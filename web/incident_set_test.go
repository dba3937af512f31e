package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dateline/store"
)

// saw is what the page of an incident shows of a field, as a form of it would send it.
func (d *desk) saw(id, field string) string {
	d.t.Helper()
	m := regexp.MustCompile(`name="field" value="` + field + `"><input type="hidden" name="saw" value="([^"]*)"`).FindStringSubmatch(d.get(incidentPath(id), 200))
	if m == nil {
		d.t.Fatalf("nothing can be decided about %s", field)
	}
	return html.UnescapeString(m[1])
}

// An editor sets each fact in its place; the page says who did, in both languages, and what reports come to.
func TestSetFacts(t *testing.T) {
	d := openDesk(t, "kabul")
	id := d.biggest().ID
	path := incidentPath(id)
	for field, c := range map[string]struct {
		typed url.Values
		said  string
	}{
		"killed":  {url.Values{"low": {"٤١"}, "high": {"47"}}, "41 to 47 Set by R. Salem"},
		"injured": {url.Values{"low": {"100"}, "open": {"1"}}, "100+"},
		"time":    {url.Values{"from": {"3 May 2024"}}, "3 May 2024"},
		"place":   {url.Values{"name": {"Gao"}, "choice": {"mali"}}, "Gao"},
		"claim":   {url.Values{"claim": {"rival"}}, "claimed by rivals"},
		"type":    {url.Values{"type": {"shelling"}}, "Shelling"},
	} {
		form := d.get(path+"?set="+field, 200)
		d.holds(form, "Save", "Cancel")
		if field == "place" {
			c.typed["choice"] = []string{noPlace}
		}
		c.typed["field"], c.typed["saw"], c.typed["kind"], c.typed["reason"] = []string{field}, []string{d.saw(id, field)}, []string{"set"}, []string{"by the hospital's list"}
		page := d.post(path+"/set", c.typed, 200)
		d.holds(page, strings.TrimSuffix(c.said, " Set by R. Salem"), "Set by R. Salem", "by the hospital's list")
	}
	incident, err := d.store.Incident(t.Context(), id)
	if err != nil || len(incident.Fixed) != 6 || incident.Entry.Killed == nil || *incident.Entry.Killed != (store.Figure{Low: 41, High: 47}) {
		t.Errorf("set are %v, %+v, %v", incident.Fixed, incident.Entry.Killed, err)
	}
	d.holds(d.get(path, 200), "41 to 47", "Reports come to")
}

// What stands is confirmed as it was seen; what was changed since is told in words, and nothing typed is lost.
func TestConfirmAndClash(t *testing.T) {
	d := openDesk(t, "kabul")
	id := d.biggest().ID
	path := incidentPath(id)
	saw := d.saw(id, "killed")
	d.holds(d.post(path+"/set", url.Values{"field": {"killed"}, "saw": {saw}, "kind": {"confirm"}}, 200), "Confirmed by R. Salem")
	if _, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditSet, Subject: id, Path: "killed", Value: []byte("7"), Author: "J. Okafor"}); err != nil {
		t.Fatal(err)
	}
	if page := d.get(path, 200); strings.Contains(words(page), "Confirmed by") {
		t.Error("what was set after it was confirmed is still confirmed")
	}
	clash := d.post(path+"/set", url.Values{"field": {"killed"}, "saw": {saw}, "kind": {"set"}, "low": {"12"}, "reason": {"a list"}}, 409)
	d.holds(clash, "Not saved: J. Okafor set “7”", "you set “12”")
	for _, kept := range []string{`name="low" value="12"`, `name="reason" maxlength="500" value="a list"`} {
		if !strings.Contains(clash, kept) {
			t.Errorf("the page does not keep %s", kept)
		}
	}
	d.holds(d.post(path+"/set", url.Values{"field": {"killed"}, "saw": {d.saw(id, "killed")}, "kind": {"set"}, "low": {"12"}}, 200), "12", "Set by R. Salem")
	for field, c := range map[string]struct {
		typed url.Values
		said  string
	}{
		"killed": {url.Values{"low": {"9"}, "high": {"3"}}, "upper figure is below"},
		"time":   {url.Values{"from": {"some day"}}, "date"},
		"place":  {url.Values{"name": {"Gao"}}, "Choose one"},
		"claim":  {url.Values{"claim": {"perhaps"}}, "Choose one"},
		"type":   {url.Values{"type": {hostile[0]}}, "Choose one"},
	} {
		c.typed["field"], c.typed["saw"], c.typed["kind"], c.typed["reason"] = []string{field}, []string{d.saw(id, field)}, []string{"set"}, []string{hostile[1]}
		page := d.post(path+"/set", c.typed, 422)
		d.holds(page, c.said)
		inert(t, field, page)
	}
	d.post(path+"/set", url.Values{"field": {"title"}, "saw": {"null"}, "kind": {"set"}}, 400)
	d.post(path+"/set", url.Values{"field": {"killed"}, "saw": {"{"}, "kind": {"set"}}, 400)
}

// A warning that an editor has matched with an incident stands among what was said of it.
func TestForetoldIncident(t *testing.T) {
	d := openDesk(t, "kabul")
	id := d.biggest().ID
	d.addText("Analysts warn of attacks in Kabul\n\nKABUL, Afghanistan (Wire) — Analysts warned on Monday that the Islamic State could attack in Kabul again within two weeks.", "2021-08-20")
	warnings, err := d.store.Warnings(t.Context(), store.WarningFilter{}, 0)
	if err != nil || len(warnings) == 0 {
		t.Fatalf("%d warnings, %v", len(warnings), err)
	}
	w := warnings[0]
	if text := words(d.get(incidentPath(id), 200)); strings.Contains(text, "the report that warned") {
		t.Error("a warning that nobody has matched is in the ledger")
	}
	if _, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditMatch, Subject: w.Report + "/" + w.Statement, Into: id, Author: "R. Salem"}); err != nil {
		t.Fatal(err)
	}
	d.holds(d.get(incidentPath(id), 200), "Warning", "the report that warned")
}
