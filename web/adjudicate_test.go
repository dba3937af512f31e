package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dateline/store"
)

// A set goes its whole way: an editor makes it, two code it blind, what differs is settled, and the record says so.
func TestTwoCoders(t *testing.T) {
	d := openHouse(t)
	d.addUser("anna", "coder")
	d.addUser("omar", "coder")
	report := d.addText(siege, "2024-05-03")
	anna, omar, boss := d.as("anna"), d.as("omar"), d.as("editor")
	d.holds(anna.get("/sets", 200), "Two coders", "No set waits for you.")
	if page := d.as("reader").get("/", 200); strings.Contains(page, `href="/sets"`) {
		t.Error("a reader is led to the sets")
	}
	d.holds(boss.get("/sets", 200), "Make a set", "ANNA", "OMAR")
	made := url.Values{"name": {"March sample"}, "one": {"anna"}, "other": {"omar"}, "count": {"20"}, "order": {"doubt"}}
	for wrong, change := range map[string][2]string{"Two different people": {"other", "anna"}, "How many reports?": {"count", "many"}, "What is the set called?": {"name", " "},
		"is of that outlet": {"outlet", "nowhere.example"}, "is not in the record": {"ids", "sha256:none"}} {
		form := url.Values{}
		for name := range made {
			form.Set(name, made.Get(name))
		}
		form.Set(change[0], change[1])
		d.holds(boss.post("/sets", form, 422), wrong)
	}
	open := boss.post("/sets", made, 200)
	d.holds(open, "March sample", "being coded", "1 report, coded blind.", "What was taken stays hidden", "Shown when all have done", "Coder 1", "Coder 2")
	for _, name := range []string{"ANNA", "OMAR", "anna", "omar", "/adjudicate/", "Close the set"} {
		if strings.Contains(open, name) {
			t.Errorf("an open set shows %q", name)
		}
	}
	set := "march-sample"
	boss.get("/set/"+set+"/adjudicate", 409)
	boss.get(adjudicatePath(set, report), 409)
	d.holds(boss.post("/set/"+set+"/close", url.Values{}, 409), "still being coded")
	d.as("coder").get("/set/"+set, 404)
	d.holds(anna.get("/set/"+set, 200), "You", "The other coder", "Code the next report")
	anna.fill(set, report, "8")
	omar.fill(set, report, "10")
	anna.post(sheetPath(set, report)+"/finish", url.Values{"done": {"yes"}}, 200)
	anna.get("/report/"+report, 403)
	omar.post(sheetPath(set, report)+"/finish", url.Values{"done": {"yes"}}, 200)
	anna.get("/report/"+report, 200)

	d.holds(anna.get("/set/"+set, 200), "Agreement", "100%")
	anna.get(adjudicatePath(set, report), 403)
	coded := boss.get("/set/"+set, 200)
	d.holds(coded, "coded, to be settled", "1 value differs. 1 is still open.", "Whose answers are whose stays hidden", "Settle the next difference", "Killed 0%")
	page := boss.get("/set/"+set+"/adjudicate", 200)
	d.holds(page, "Adjudication: March sample", "Coder A", "Coder B", "Machine", "same", "open", "Krippendorff")
	if strings.Contains(page, "ANNA") || strings.Contains(page, "OMAR") || !strings.Contains(page, `id="u-event.1.killed" aria-current="true"`) {
		t.Error("coders are named, or the open field is not in hand")
	}
	at := adjudicatePath(set, report)
	killed := func() (low int, edits int) {
		t.Helper()
		review, err := d.store.Review(t.Context(), report)
		if err != nil {
			t.Fatal(err)
		}
		history, err := d.store.History(t.Context(), report)
		if err != nil {
			t.Fatal(err)
		}
		for _, done := range history {
			if done.Author != "editor" {
				t.Errorf("edit %d is of %s", done.ID, done.Author)
			}
		}
		return review.Record.Events[0].Casualties[0].Low, len(history)
	}
	settle := func(status int, pairs ...string) string {
		t.Helper()
		form := url.Values{"unit": {"event.1.killed"}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return boss.post(at, form, status)
	}
	d.holds(settle(422, "take", "open"), "Why is it left open?")
	settle(400, "take", "7")
	settle(404, "take", "0", "unit", "event.9")
	d.holds(settle(200, "take", "open", "reason", "counts differ"), "left open", "counts differ")
	d.holds(settle(200, "take", "0"), "coder A’s")
	if low, _ := killed(); low != 8 && low != 10 {
		t.Errorf("coder A's figure is not in the record: %d", low)
	}
	d.holds(settle(200, "take", "undo"), "1 is still open.")
	if low, _ := killed(); low != 9 {
		t.Errorf("taken back: %d", low)
	}
	d.holds(settle(200, "take", "machine"), "the machine’s")
	d.holds(boss.get(at+"?unit=event.1.killed&another=1", 200), "Another value: Killed", "The report does not say")
	d.holds(settle(422, "take", "other", "low", "few"), "“few” is no number.")
	d.holds(settle(200, "take", "other", "low", "12", "words", "nine people", "reason", "police said twelve"), "12", "police said twelve")
	if low, edits := killed(); low != 12 || edits == 0 {
		t.Errorf("another figure is not in the record: %d", low)
	}
	d.holds(boss.get(at, 200), "agreed values")
	d.holds(settle(200, "take", "agreed"), "as the coders agree, in the record")
	d.holds(boss.get("/set/"+set, 200), "0 are still open.")
	// Settled are killed (12, where the machine read 9) and what the coders agree in: that it is told, its type, status, day and perpetrator, all of which the
	// machine has too.
	for field, share := range map[string]string{"Killed": "0.00", "Type": "1.00", "When": "1.00", "Perpetrator": "1.00"} {
		if row := regexp.MustCompile(`(?s)<th scope="row">` + field + `</th>.*?</tr>`).FindString(boss.get("/set/"+set, 200)); !strings.Contains(words(row), share) {
			t.Errorf("the machine's share of %s: %s", field, words(row))
		}
	}
	d.holds(boss.get(at, 200), "Dead by the event, at once or later of their wounds.")

	closed := boss.post("/set/"+set+"/close", url.Values{}, 200)
	d.holds(closed, "the coders are named", "ANNA", "OMAR")
	settle(409, "take", "0")
	final := boss.get(at, 200)
	if strings.Contains(final, `name="take"`) {
		t.Error("a closed set can be settled on the page")
	}
	boss.post("/settings", url.Values{"lang": {"ar"}, "back": {"/"}}, 200)
	d.holds(boss.get(at, 200), "الفصل", "ما فُصل به", "قتلى")
	d.holds(boss.get("/set/"+set, 200), "الاتفاق", "أُغلقت المجموعة")
	d.holds(boss.get("/sets", 200), "مرمّزان", "إنشاء مجموعة")
}

// An actor whom only a coder has named comes into the record with what was settled of it.
func TestSettledActorsCome(t *testing.T) {
	d, set, report := openSet(t)
	for _, name := range []string{"anna", "omar"} {
		b := d.as(name)
		b.fill(set, report, "9")
		b.post(sheetPath(set, report)+"/edit", url.Values{"kind": {"set"}, "path": {"events.e1.claim"}, "saw": {seenClaim(t, d.store, set, report, name)}, "state": {"claimed"}, "by": {"Brigade of the Hills"}}, 200)
		b.post(sheetPath(set, report)+"/finish", url.Values{}, 200)
	}
	boss := d.as("editor")
	boss.post(adjudicatePath(set, report), url.Values{"unit": {"event.1.claim"}, "take": {"1"}}, 200)
	d.holds(boss.get("/report/"+report, 200), "Brigade of the Hills")
}

// seenClaim is what a form says that it saw of the claim in a sheet.
func seenClaim(t *testing.T, s *store.Store, set, report, coder string) string {
	t.Helper()
	sheet, err := s.Sheet(t.Context(), set, report, coder)
	if err != nil {
		t.Fatal(err)
	}
	return seen(sheet.Said["events.e1.claim"])
}
