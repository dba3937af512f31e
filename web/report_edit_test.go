package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/store"
)

func TestReportPage(t *testing.T) {
	d := openReport(t, bus)
	body := d.get(d.path, 200)
	d.holds(body, "Report 1 of 1", "0 of", "The page states no publication date.", "“on Friday”", "Armed assault", "6 or more, passengers", "date open", "open: no publication date", "nobody has claimed it")
	if got := d.who(body, killedPath); got != "machine" {
		t.Errorf("who decided: %s", got)
	}
	if strings.Contains(body, "style=") || strings.Contains(body, "<script>") || strings.Contains(body, "onclick") {
		t.Error("the page has inline style or script")
	}
	d.get("/report/none", 404)
}

func TestAcceptAndRejectAndUndo(t *testing.T) {
	d := openReport(t, bus)
	body := d.edit("accept", killedPath, 200)
	if got := d.who(body, killedPath); got != "human" {
		t.Errorf("accepted: %s", got)
	}
	d.holds(body, "1 of")
	body = d.edit("reject", killedPath, 200)
	if n := len(d.record().Events[0].Casualties); n != 1 {
		t.Fatalf("%d casualties stay", n)
	}
	d.holds(d.row(body, killedPath), "6 or more, passengers", "rejected by R. Salem")
	if got := d.who(body, killedPath); got != "no" {
		t.Errorf("rejected: %s", got)
	}
	body = d.edit("accept", injuredPath, 200) // it is called as before, though it moved up
	d.holds(d.row(body, injuredPath), "11, others")
	d.edit("undo", "", 200)
	body = d.edit("undo", "", 200)
	if got := d.who(body, killedPath); got != "human" {
		t.Errorf("after the undo: %s", got)
	}
	body = d.edit("redo", "", 200)
	if got := d.who(body, killedPath); got != "no" {
		t.Errorf("done again: %s", got)
	}
	d.edit("undo", "", 200)
	d.edit("undo", "", 200)
	d.edit("undo", "", 422) // nothing is left
	if got := d.who(d.get(d.path, 200), killedPath); got != "machine" {
		t.Errorf("after all was undone: %s", got)
	}
}

// What is rejected of what stands alone is shown struck in its place, and can be added again.
func TestRejectOneValue(t *testing.T) {
	d := openReport(t, bus)
	body := d.edit("reject", placePath, 200)
	if d.record().Events[0].Place != nil || d.who(body, placePath) != "no" {
		t.Errorf("place %v, %s", d.record().Events[0].Place, d.who(body, placePath))
	}
	d.holds(d.row(body, placePath), "Gao", "rejected by R. Salem")
	d.edit("reject", "events.e1.claim", 200)
	if got := d.record().Events[0].Claim.State; got != dateline.Unmentioned {
		t.Errorf("claim %s", got)
	}
	d.edit("reject", "events.e1.status", 422)
}

func TestWholeEvents(t *testing.T) {
	d := openReport(t, bus)
	body := d.edit("accept-event", "events.e1", 200)
	for _, path := range []string{typePath, timePath, placePath, killedPath, injuredPath, "events.e1.claim"} {
		if got := d.who(body, path); got != "human" {
			t.Errorf("%s: %s", path, got)
		}
	}
	body = d.edit("reject", typePath, 200)
	d.holds(body, "no such event, says R. Salem")
	if _, incident, _, err := d.store.Telling(t.Context(), d.id+"/e1"); err != nil || incident != "" {
		t.Errorf("the event is in %q, %v", incident, err)
	}
	d.edit("accept-event", "events.e9", 404)
	d.edit("accept-event", "document", 404)
}

func TestCorrectFigure(t *testing.T) {
	d := openReport(t, bus)
	for name, c := range map[string]struct {
		fields    string
		low, high int
		status    int
	}{
		"exact":            {"low=7&high=7", 7, 7, 200},
		"low alone":        {"low=7", 7, 7, 200},
		"range":            {"low=7&high=12", 7, 12, 200},
		"at most":          {"high=12", 0, 12, 200},
		"open":             {"low=7&open=1", 7, -1, 200},
		"some":             {"open=1", 1, -1, 200},
		"Arabic digits":    {"low=٦٣&high=٦٣", 63, 63, 200},
		"thousands":        {"low=1,200", 1200, 1200, 200},
		"no figure":        {"", 6, -1, 422},
		"words":            {"low=many", 6, -1, 422},
		"below nothing":    {"low=-3", 6, -1, 422},
		"upside down":      {"low=12&high=7", 6, -1, 422},
		"no such harm":     {"low=7&harm=bored", 6, -1, 422},
		"words not there":  {"low=7&words=<script>alert(1)</script>", 6, -1, 422},
		"too big to count": {"low=99999999999999999999", 6, -1, 422},
	} {
		t.Run(name, func(t *testing.T) {
			form, err := url.ParseQuery(c.fields)
			if err != nil {
				t.Fatal(err)
			}
			pairs := []string{"harm", "killed", "who", "passengers", "words", "at least six passengers"}
			for k := range form {
				pairs = append(pairs, k, form.Get(k))
			}
			body := d.edit("set", killedPath, c.status, pairs...)
			if got := d.record().Events[0].Casualties[0]; got.Low != c.low || got.High != c.high || got.Text != "at least six passengers" {
				t.Errorf("got %d to %d, %q", got.Low, got.High, got.Text)
			}
			if c.status == 200 && d.who(body, killedPath) != "fixed" {
				t.Error("it does not say that a person corrected it")
			}
			if c.status == 422 && !strings.Contains(body, `role="alert"`) {
				t.Error("it does not say what is wrong")
			}
			if strings.Contains(body, "<script>") {
				t.Error("what was typed comes back as markup")
			}
			if c.status == 200 {
				d.edit("undo", "", 200)
			}
		})
	}
}

// What was there before a correction is said beside it; setting what is there already accepts it.
func TestCorrectionKeepsWhatWas(t *testing.T) {
	d := openReport(t, bus)
	body := d.edit("set", killedPath, 200, "harm", "killed", "low", "7", "who", "passengers", "words", "at least six passengers")
	d.holds(d.row(body, killedPath), "was 6 or more, passengers", "corrected by R. Salem")
	body = d.edit("set", "events.e1.status", 200, "status", "happened")
	if got := d.who(body, "events.e1.status"); got != "human" {
		t.Errorf("the same set again: %s", got)
	}
}

func TestCorrectTime(t *testing.T) {
	d := openReport(t, bus)
	for name, c := range map[string]struct {
		from, to, grain string
		start, end      string
		wantGrain       dateline.Grain
		status          int
	}{
		"day":            {"2024-03-22", "", "", "2024-03-22", "2024-03-23", dateline.Day, 200},
		"month":          {"2024-03", "", "", "2024-03-01", "2024-04-01", dateline.Month, 200},
		"year":           {"٢٠٢٤", "", "", "2024-01-01", "2025-01-01", dateline.Year, 200},
		"named month":    {"22 March 2024", "", "", "2024-03-22", "2024-03-23", dateline.Day, 200},
		"Arabic month":   {"٢٢ مارس ٢٠٢٤", "", "", "2024-03-22", "2024-03-23", dateline.Day, 200},
		"short month":    {"22 mar 2024", "", "", "2024-03-22", "2024-03-23", dateline.Day, 200},
		"days":           {"2024-03-22", "2024-03-24", "week", "2024-03-22", "2024-03-25", dateline.WeekGrain, 200},
		"clock":          {"2024-03-22 19:40", "", "", "2024-03-22T19:40", "2024-03-22T19:41", dateline.Minute, 200},
		"open":           {"", "", "", "", "", dateline.Day, 200},
		"two readings":   {"3/4/2024", "", "", "", "", dateline.Day, 422},
		"no such day":    {"2024-02-30", "", "", "", "", dateline.Day, 422},
		"upside down":    {"2024-03-22", "2024-03-20", "", "", "", dateline.Day, 422},
		"end alone":      {"", "2024-03-20", "", "", "", dateline.Day, 422},
		"neither":        {"soon", "", "", "", "", dateline.Day, 422},
		"a path upwards": {"../../etc", "", "", "", "", dateline.Day, 422},
	} {
		t.Run(name, func(t *testing.T) {
			d.edit("set", timePath, c.status, "from", c.from, "to", c.to, "grain", c.grain, "words", "on Friday")
			got := d.record().Events[0].Time
			if got.Start.String() != c.start || got.End.String() != c.end || got.Grain != c.wantGrain || got.Text != "on Friday" {
				t.Errorf("got %s to %s, %s, %q", got.Start, got.End, got.Grain, got.Text)
			}
			if c.status == 200 {
				d.edit("undo", "", 200)
			}
		})
	}
}

// Of several places of one name a person chooses; none is guessed.
func TestCorrectPlace(t *testing.T) {
	d := openReport(t, bus)
	body := d.edit("set", placePath, 422, "name", "gao", "grain", "town", "words", "Gao")
	d.holds(body, "Which place?", "Burkina Faso", "None of these")
	d.edit("set", placePath, 200, "name", "Gao", "choice", "gao-2", "grain", "town", "words", "Gao")
	if got := d.record().Events[0].Place; got.ID != "gao-2" || got.Country != "BF" || got.Text != "Gao" {
		t.Errorf("got %+v", got)
	}
	d.edit("set", placePath, 200, "name", "Tin Hama", "grain", "region", "words", "Gao")
	if got := d.record().Events[0].Place; got.Name != "Tin Hama" || got.ID != "" || got.Lat != nil || got.Grain != dateline.Region {
		t.Errorf("got %+v", got)
	}
	d.holds(d.get(d.path+"/places?name=Gao", 200), "Centre-Ouest")
	d.edit("set", placePath, 422, "name", " ")
}

// Words are taken where a script picked them, or found by themselves.
func TestCorrectWords(t *testing.T) {
	d := openReport(t, bus)
	text := d.record().Document.Text
	at := strings.Index(text, "six passengers")
	units := utf16Offsets(text, []int{at, at + len("six passengers")})
	number := func(n int) string { b, _ := json.Marshal(n); return string(b) }
	d.edit("words", killedPath, 200, "at", number(units[0]), "until", number(units[1]))
	if got := d.record().Events[0].Casualties[0]; got.Text != "six passengers" || got.Span != (dateline.Span{From: at, To: at + len("six passengers")}) || got.Low != 6 {
		t.Errorf("got %+v", got)
	}
	d.edit("set", typePath, 200, "type", "bombing", "words", "opened fire")
	if got := d.record().Events[0]; got.Type != "bombing" || got.Text != "opened fire" {
		t.Errorf("got %s %q", got.Type, got.Text)
	}
	for _, bad := range [][]string{{"at", "5", "until", "2"}, {"at", "-1", "until", "4"}, {"at", "0", "until", "99999"}, {"at", "x", "until", "y"}, {}} {
		d.edit("words", killedPath, 422, bad...)
	}
}

func TestAddByHand(t *testing.T) {
	d := openReport(t, bus)
	body := d.edit("add", "events.e1.casualties", 200, "harm", "abducted", "low", "2", "who", "drivers", "words", "passengers")
	d.holds(body, "Abducted", "2, drivers", "set by R. Salem")
	d.edit("add", "events", 200, "type", "arson", "status", "happened", "words", "fire")
	d.edit("add", "statements", 200, "act", "denies", "about", "e1", "words", "a local official said")
	d.edit("add", "traits", 200, "actor", "حركة الجبل", "trait", "base", "value", "the hills", "words", "Gao")
	d.edit("add", "events.e1.roles", 200, "role", "perpetrator", "actor", "حركة الجبل", "basis", "suspected", "words", "Gunmen")
	record := d.record()
	last := record.Events[len(record.Events)-1]
	if last.Type != "arson" || last.Text != "fire" || last.ID == "e1" {
		t.Errorf("event %+v", last)
	}
	statement := record.Statements[len(record.Statements)-1]
	if statement.Act != dateline.Denies || !slices.Contains(record.Events[0].Statements, statement.ID) {
		t.Errorf("statement %+v of event %v", statement, record.Events[0].Statements)
	}
	if n := len(record.Actors); n == 0 || record.Actors[n-1].Name != "حركة الجبل" || record.Traits[len(record.Traits)-1].Actor != record.Actors[n-1].ID {
		t.Errorf("actors %+v, traits %+v", record.Actors, record.Traits)
	}
	for _, list := range []string{"actors", "gaps", "events.e9.casualties", "document", "events.e1", ""} {
		if d.post(d.path+"/edit", url.Values{"kind": {"add"}, "path": {list}, "harm": {"killed"}, "low": {"1"}}, map[bool]int{true: 404, false: 400}[list == "events.e9.casualties"]) == "" {
			t.Errorf("%q: no answer", list)
		}
	}
}

// A day that was set resolves the days that are told by it, and taking it back opens them again.
func TestSetTheDayOfPublication(t *testing.T) {
	d := openReport(t, bus)
	body := d.edit("set", "document.published", 200, "date", "23 March 2024")
	d.holds(d.row(body, timePath), "Friday, 22 March 2024", "by the day of publication")
	if strings.Contains(words(body), "states no publication date") {
		t.Error("the page still says that the day is unknown")
	}
	body = d.edit("undo", "", 200)
	d.holds(d.row(body, timePath), "date open")
	d.edit("set", "document.published", 422, "date", "2024-03")
}

// Days on which linked reports appeared are offered, and not applied.
func TestSuggestedDay(t *testing.T) {
	d := openReport(t, bus)
	other := d.addText(strings.Replace(bus, "on Friday", "on Friday evening", 1), "2024-03-23")
	_, mine, _, err := d.store.Telling(t.Context(), d.id+"/e1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditMove, Subject: other + "/e1", Into: mine, Author: "R. Salem"}); err != nil {
		t.Fatal(err)
	}
	body := d.get(d.path, 200)
	d.holds(body, "Linked reports appeared on", "23 March 2024")
	if d.record().Document.Published != nil {
		t.Error("the day was applied")
	}
	d.holds(d.get(d.path+"?correct=document.published&date=2024-03-23", 200), "Published")
}

// Two people at one value: who comes second is told what the first has set, and loses nothing.
func TestConflict(t *testing.T) {
	d := openReport(t, bus)
	saw := d.saw(killedPath)
	other, err := json.Marshal(dateline.Casualty{Harm: dateline.Killed, Low: 93, High: 93})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditSet, Subject: d.id, Path: killedPath, Value: other, Author: "J. Okafor"}); err != nil {
		t.Fatal(err)
	}
	form := url.Values{"kind": {"set"}, "path": {killedPath}, "saw": {saw}, "harm": {"killed"}, "low": {"115"}, "high": {"115"}}
	body := d.post(d.path+"/edit", form, http.StatusConflict)
	d.holds(body, "Not saved: J. Okafor set “93”", "you set “115”", "Keep mine", "Keep theirs")
	if !strings.Contains(d.row(body, killedPath), `name="low" value="115"`) {
		t.Error("what was typed is not kept")
	}
	if got := d.record().Events[0].Casualties[0].Low; got != 93 {
		t.Errorf("the record has %d", got)
	}
	form.Set("saw", sawOf.FindStringSubmatch(d.row(body, killedPath))[1]) // keep mine
	d.post(d.path+"/edit", form, 200)
	if got := d.record().Events[0].Casualties[0].Low; got != 115 {
		t.Errorf("the record has %d", got)
	}
	d.post(d.path+"/edit", url.Values{"kind": {"accept"}, "path": {killedPath}, "saw": {saw}}, http.StatusConflict)
	if _, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditReject, Subject: d.id, Path: placePath, Author: "J. Okafor"}); err != nil {
		t.Fatal(err)
	}
	d.holds(d.post(d.path+"/edit", url.Values{"kind": {"accept"}, "path": {placePath}, "saw": {"0123456789ab"}}, http.StatusConflict), "J. Okafor rejected it")
}

func TestWhy(t *testing.T) {
	d := openReport(t, bus)
	body := d.get(d.path+"?why="+killedPath, 200)
	d.holds(body, "casualty.rules:")
	d.edit("set", placePath, 200, "name", "Tin Hama", "words", "wounding")
	d.holds(d.get(d.path+"?why="+placePath, 200), "No rule gives it")
}

// A report in a language that is not read is coded by hand from nothing.
func TestCodeByHand(t *testing.T) {
	const arabic = "انفجار سيارة في بيدوا\n\nقُتل تسعة أشخاص وأصيب 14 آخرون."
	d := openDesk(t)
	record := unread(arabic, "ar")
	d.keep(arabic, record)
	r := &reportDesk{d, record.Document.ID, "/report/" + record.Document.ID}
	body := r.get(r.path, 200)
	r.holds(body, "This language is not read by the program.")
	if !strings.Contains(body, `lang="ar" dir="rtl"`) {
		t.Error("the article has no direction of its own")
	}
	r.edit("add", "events", 200, "type", "vehicle-bombing", "status", "happened", "words", "انفجار سيارة")
	r.edit("add", "events.e1.casualties", 200, "harm", "injured", "low", "١٤", "words", "أصيب 14 آخرون")
	r.edit("set", placePath, 200, "name", "Gao", "choice", "gao-1", "words", "بيدوا")
	body = r.get(r.path, 200)
	for _, path := range []string{typePath, killedPath, placePath} {
		if got := r.who(body, path); got != "fixed" {
			t.Errorf("%s: %s", path, got)
		}
	}
	if !strings.Contains(body, `class="w1 we"`) {
		t.Error("the mark of a value after a clitic does not stand at its end")
	}
}

// A claim is added where the report is thought to mention none.
func TestClaimIsAdded(t *testing.T) {
	d := openDesk(t)
	report := d.addText("Bomb kills nine in Gao\n\nA bomb killed nine people at a market in Gao on 2 May 2024, police said. The market is the oldest of the town.", "2024-05-03")
	d.holds(d.post("/report/"+report+"/edit", url.Values{"kind": {"set"}, "path": {"events.e1.claim"}, "saw": {""}, "state": {"none-stated"}}, 200), "corrected by R. Salem")
}
