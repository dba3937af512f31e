package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/account"
	"dateline/store"
)

const siege = `Bomb kills nine at Berin market

A bomb killed nine people and injured 20 at a market in Gao on 2 May 2024, police said. The Red Hill Front claimed the attack.`

// openSet is openHouse over one report that two users, anna and omar, code blind in a set. It gives the set and the report.
func openSet(t *testing.T) (d *desk, set, report string) {
	t.Helper()
	d = openHouse(t)
	for _, name := range []string{"anna", "omar"} {
		d.addUser(name, account.Coder)
	}
	report = d.addText(siege, "2024-05-03")
	set, err := d.store.AddSet(t.Context(), "March sample", "editor", []string{"anna", "omar"}, []string{report})
	if err != nil {
		t.Fatal(err)
	}
	return d, set, report
}

// fill enters an event with a toll in the sheet of whoever has the browser.
func (d *desk) fill(set, report, killed string) {
	d.t.Helper()
	at := sheetPath(set, report)
	d.post(at+"/edit", url.Values{"kind": {"add"}, "path": {"events"}, "type": {"bombing"}, "status": {"happened"}, "words": {"A bomb"}}, 200)
	d.post(at+"/edit", url.Values{"kind": {"add"}, "path": {"events.e1.casualties"}, "harm": {"killed"}, "low": {killed}, "words": {"nine people"}}, 200)
	d.post(at+"/edit", url.Values{"kind": {"add"}, "path": {"events.e1.roles"}, "role": {"perpetrator"}, "basis": {"claimed"}, "actor": {"Red Hill Front"}, "words": {"The Red Hill Front"}}, 200)
	d.post(at+"/edit", url.Values{"kind": {"set"}, "path": {"events.e1.time"}, "saw": {""}, "from": {"2024-05-02"}, "words": {"2 May 2024"}}, 200)
}

func TestSheet(t *testing.T) {
	d, set, report := openSet(t)
	at := sheetPath(set, report)
	anna, omar := d.as("anna"), d.as("omar")
	empty := anna.get(at, 200)
	d.holds(empty, "A bomb killed nine people", "Your sheet", "Nothing stands here yet", "Report 1 of 1", "March sample", "Finish")
	for _, other := range []string{"<mark", "data-path", "/incident/", "Accept all", "?why=", `href="/report/`} {
		if strings.Contains(empty, other) {
			t.Errorf("an empty sheet has %q", other)
		}
	}
	anna.fill(set, report, "9")
	page := anna.get(at, 200)
	d.holds(page, "Bombing", "Killed 9", "Thursday, 2 May 2024", "Red Hill Front")
	if !strings.Contains(page, "<mark") {
		t.Error("the words that say the values are not marked in the text")
	}
	d.holds(anna.get(at+"?correct=events.e1.casualties.0", 200), "At least")
	d.holds(anna.post(at+"/edit", url.Values{"kind": {"add"}, "path": {"events.e1.casualties"}, "harm": {"killed"}, "low": {"many"}}, 422), "“many” is no number.")
	sheet := func() *store.Sheet {
		t.Helper()
		s, err := d.store.Sheet(t.Context(), set, report, "anna")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	saw := func(path string) string { return seen(sheet().Said[path]) }
	killed := "events.e1.casualties.0"
	anna.post(at+"/edit", url.Values{"kind": {"set"}, "path": {killed}, "saw": {saw(killed)}, "harm": {"killed"}, "low": {"10"}, "words": {"nine people"}}, 200)
	d.holds(anna.post(at+"/edit", url.Values{"kind": {"set"}, "path": {killed}, "saw": {"another"}, "harm": {"killed"}, "low": {"11"}}, 409), "Not saved")
	anna.post(at+"/edit", url.Values{"kind": {"reject"}, "path": {killed}, "saw": {saw(killed)}}, 200)
	if got := sheet().Record.Events[0].Casualties; len(got) != 0 {
		t.Errorf("what was taken out stands: %+v", got)
	}
	for range 2 {
		anna.post(at+"/edit", url.Values{"kind": {"undo"}}, 200)
	}
	if got := sheet().Record.Events[0].Casualties; len(got) != 1 || got[0].Low != 9 {
		t.Errorf("two steps back: %+v", got)
	}
	anna.post(at+"/edit", url.Values{"kind": {"set"}, "path": {"document.title"}, "text": {"x"}}, 400)
	if other := omar.get(at, 200); strings.Contains(other, "<mark") || strings.Contains(other, "events.e1") {
		t.Error("a coder sees what the other entered")
	}
	d.as("coder").get(at, 404) // who does not code the set
	anna.post(at+"/finish", url.Values{"done": {"yes"}}, 200)
	done := anna.get(at+"?correct="+killed, 200)
	d.holds(done, "You have done with this report.", "Go on coding")
	if strings.Contains(done, `class="acts"`) || strings.Contains(done, `class="fix"`) {
		t.Error("what is done with can be edited on the page")
	}
	anna.post(at+"/edit", url.Values{"kind": {"undo"}}, 409)
	anna.post(at+"/finish", url.Values{"done": {"no"}}, 200)
	anna.post(at+"/edit", url.Values{"kind": {"reject"}, "path": {"events.e1.type"}, "saw": {saw("events.e1.type")}}, 200)
	if got := sheet().Record.Events; len(got) != 0 {
		t.Errorf("an event that was taken out stands: %+v", got)
	}
	anna.post("/settings", url.Values{"lang": {"ar"}, "back": {"/"}}, 200)
	d.holds(anna.get(at, 200), "ورقتك", "انتهيت")
}

// What shows or changes the record of a report is closed to whoever codes it blind, and to nobody else.
func TestBlindCodersSeeNoRecord(t *testing.T) {
	d, set, report := openSet(t)
	edit, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditConfirm, Author: "editor", Subject: report, Path: "events.e1.type"})
	if err != nil {
		t.Fatal(err)
	}
	undid, err := d.store.Undo(t.Context(), edit.ID, "editor", "")
	if err != nil {
		t.Fatal(err)
	}

	id := func(edit int64) string { return commas([]int64{edit}) }
	anna := d.as("anna")
	at := "/report/" + report
	before := d.edits()
	pages := []string{anna.get(at, 403), anna.get(at+"?correct=events.e1.type", 403), anna.get(at+"?why=events.e1.type", 403), anna.get(at+"/text", 403),
		anna.post(at+"/edit", url.Values{"kind": {"undo"}, "edits": {id(undid.ID)}}, 403), anna.post(at+"/edit", url.Values{"kind": {"accept-event"}, "path": {"events.e1"}}, 403),
		anna.post("/undo", url.Values{"edit": {id(edit.ID)}, "back": {at}}, 403), anna.post("/undo", url.Values{"edit": {id(undid.ID)}, "back": {at}}, 403)}
	for _, page := range pages {
		d.holds(page, "You code this report blind.", "To your sheet")
		if !strings.Contains(page, `href="`+sheetPath(set, report)+`"`) || strings.Contains(page, `id="bench"`) {
			t.Error("the refusal does not lead to the sheet")
		}
	}
	if d.edits() != before {
		t.Error("what was refused changed something")
	}
	d.holds(anna.get("/review", 200), "You code it blind")
	if page := anna.get("/review", 200); strings.Contains(page, `class="fig`) || strings.Contains(page, `class="rail`) || strings.Contains(page, `href="`+at) {
		t.Error("the queue shows what was read")
	}
	editor := d.as("editor")
	d.holds(editor.get(at, 200), "Accept")
	if page := editor.get("/review", 200); !strings.Contains(page, `class="fig`) || strings.Contains(page, "You code it blind") {
		t.Error("the queue hides what an editor does not code")
	}
	for _, coder := range []string{"anna", "omar"} {
		if err := d.store.FinishSheet(t.Context(), set, report, coder, true); err != nil {
			t.Fatal(err)
		}
	}
	anna.get(at, 200)
	anna.get(at+"/text", 200)
}

// An actor that the actor list has is known by it, whoever enters it.
func TestActorsAreThoseOfTheList(t *testing.T) {
	d, set, report := openSet(t)
	for name, typed := range map[string]string{"anna": "Islamic State", "omar": "ISIS"} {
		b := d.as(name)
		b.fill(set, report, "9")
		b.post(sheetPath(set, report)+"/edit", url.Values{"kind": {"add"}, "path": {"events.e1.roles"}, "role": {"target"}, "basis": {"stated"}, "actor": {typed}}, 200)
		sheet, err := d.store.Sheet(t.Context(), set, report, name)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(sheet.Record.Actors, func(a dateline.Actor) bool { return a.ID == "islamic-state" && a.Kind == "armed-group" }) {
			t.Errorf("%s is %+v", typed, sheet.Record.Actors)
		}
	}
}

// Who has done with a report comes to the next that is left, wherever in the set it stands, and from the last to the set.
func TestDoneLeadsToTheNext(t *testing.T) {
	d := openHouse(t)
	for _, name := range []string{"anna", "omar"} {
		d.addUser(name, account.Coder)
	}
	var reports []string
	for _, text := range []string{siege, "Clash near Berin\n\nTwo soldiers were killed in a clash near Berin.", "Market reopens\n\nThe market of Gao reopened."} {
		reports = append(reports, d.addText(text, "2024-05-05"))
	}
	set, err := d.store.AddSet(t.Context(), "March sample", "editor", []string{"anna", "omar"}, reports)
	if err != nil {
		t.Fatal(err)
	}
	anna := d.as("anna")
	leads := func(from, to string) {
		t.Helper()
		answer := anna.answer(anna.request("POST", sheetPath(set, from)+"/finish", url.Values{"done": {"yes"}}))
		if got := answer.Header.Get("Location"); got != to {
			t.Errorf("from %s to %s, want %s", from, got, to)
		}
	}
	leads(reports[1], sheetPath(set, reports[2]))
	leads(reports[2], sheetPath(set, reports[0]))
	leads(reports[0], setPath(set))
}

// A set of many reports is shown by pages.
func TestSetByPages(t *testing.T) {
	page := setView{Path: "/set/s", Rows: make([]setRow, 2*setLength+1)}
	for i := range page.Rows {
		page.Rows[i].Differ = i
	}
	for _, c := range []struct {
		asked         string
		first, rows   int
		before, after string
	}{
		{"", 0, setLength, "", "/set/s?page=2"}, {"2", setLength, setLength, "/set/s?page=1", "/set/s?page=3"}, {"3", 2 * setLength, 1, "/set/s?page=2", ""},
		{"99", 2 * setLength, 1, "/set/s?page=2", ""}, {"-1", 0, setLength, "", "/set/s?page=2"}, {"x", 0, setLength, "", "/set/s?page=2"},
	} {
		p := page
		p.turn(c.asked)
		if len(p.Rows) != c.rows || p.Rows[0].Differ != c.first || p.Before != c.before || p.After != c.after {
			t.Errorf("page %q: %d from %d on, %q and %q", c.asked, len(p.Rows), p.Rows[0].Differ, p.Before, p.After)
		}
	}
}
