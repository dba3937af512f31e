package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dateline"
)

// bus is a report without a day of publication.
const bus = `Gunmen attack bus near Gao

GAO (Agency) - Gunmen opened fire on a bus near Gao on Friday, killing at least six passengers and wounding eleven others, a local official said.

No group has claimed responsibility.
`

// twoGaos is a gazetteer of two places of one name.
func twoGaos(query, _ string) []dateline.Place {
	if !strings.EqualFold(query, "Gao") {
		return nil
	}
	lat, lon := 16.27, -0.04
	return []dateline.Place{
		{ID: "gao-1", Name: "Gao", Country: "ML", Admin1: "Gao", Grain: dateline.Town, Lat: &lat, Lon: &lon},
		{ID: "gao-2", Name: "Gao", Country: "BF", Admin1: "Centre-Ouest", Grain: dateline.Town, Lat: &lat, Lon: &lon},
	}
}

// A reportDesk is a desk with one report open on it.
type reportDesk struct {
	*desk
	id   string
	path string
}

func openReport(t *testing.T, text string) *reportDesk {
	d := openDesk(t)
	id := d.addText(text, "")
	return &reportDesk{d, id, "/report/" + id}
}

func (d *reportDesk) record() *dateline.Record {
	d.t.Helper()
	record, err := d.store.Record(d.t.Context(), d.id)
	if err != nil {
		d.t.Fatal(err)
	}
	return record
}

// row gives the HTML of a row of a page.
func (d *reportDesk) row(body, id string) string {
	d.t.Helper()
	_, rest, ok := strings.Cut(body, `id="r-`+html.EscapeString(id)+`"`)
	if !ok {
		d.t.Fatalf("no row %s in:\n%s", id, words(body))
	}
	row, _, _ := strings.Cut(rest, `</li>`)
	return row
}

var sawOf = regexp.MustCompile(`data-saw="([0-9a-f]*)"`)

// saw is what an edit of a row holds against the record.
func (d *reportDesk) saw(id string) string {
	d.t.Helper()
	return sawOf.FindStringSubmatch(d.row(d.get(d.path, 200), id))[1]
}

// edit posts an edit of a value as it is shown now, and gives the page.
func (d *reportDesk) edit(kind, path string, status int, pairs ...string) string {
	d.t.Helper()
	form := url.Values{"kind": {kind}, "path": {path}}
	if !listPath(path) && kind != "add" && strings.Count(path, ".") > 0 && fieldOf(path) != "" {
		form.Set("saw", d.saw(path))
	}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return d.post(d.path+"/edit", form, status)
}

// who is who decided a row.
func (d *reportDesk) who(body, id string) string {
	d.t.Helper()
	return regexp.MustCompile(`data-who="(\w+)"`).FindStringSubmatch(d.row(body, id))[1]
}

const killedPath, injuredPath, typePath, timePath, placePath = "events.e1.casualties.0", "events.e1.casualties.1", "events.e1.type", "events.e1.time", "events.e1.place"

// Forms that nobody could have filled in change nothing.
func TestHostileEdits(t *testing.T) {
	d := openReport(t, bus)
	before := d.record()
	for _, form := range []url.Values{
		{},
		{"kind": {"set"}},
		{"kind": {"drop"}, "path": {killedPath}, "saw": {d.saw(killedPath)}},
		{"kind": {"set"}, "path": {"document.text"}, "text": {"x"}},
		{"kind": {"set"}, "path": {"document.id"}, "text": {"x"}},
		{"kind": {"set"}, "path": {"version"}, "text": {"x"}},
		{"kind": {"accept"}, "path": {"events.e1'; drop table report; --.type"}},
		{"kind": {"reject"}, "path": {"../../events.e1.type"}},
		{"kind": {"accept"}, "path": {"events.e1.casualties.-1"}},
		{"kind": {"accept"}, "path": {strings.Repeat("events.", 10000)}},
		{"kind": {"undo"}, "edits": {"1 or 1=1"}},
		{"kind": {"undo"}, "edits": {"99999"}},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.server.URL+d.path+"/edit", strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := d.client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode < 400 || answer.StatusCode >= 500 {
			t.Errorf("%.80v: status %d", form, answer.StatusCode)
		}
	}
	if got, want := mustJSON(t, d.record()), mustJSON(t, before); got != want {
		t.Errorf("the record changed:\n%s\n%s", got, want)
	}
	d.get(d.path+"?correct=nothing", 404)
	d.get(d.path+"?why=nothing", 404)
	d.get(d.path+"?add=actors", 200)
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Words of a report are never markup, wherever they are shown.
func TestHostileReport(t *testing.T) {
	const evil = `<script>alert("title")</script> kills six near Gao

GAO - A bomb killed six people near Gao on 22 March 2024, said "><svg onload=alert(1)> the <b>police</b> chief 😀. "Six <img src=x onerror=alert(2)> died," said Omar <i>Diallo</i>.`
	d := openDesk(t)
	record := unread(evil, "en")
	doc := record.Document
	doc.URL, doc.Site = "javascript:alert(3)", "<script>alert(4)</script>"
	at := strings.Index(evil, `"><svg`)
	span := dateline.Span{From: at, To: at + 24}
	record.Events = append(record.Events, dateline.Event{ID: "e1", Type: "bombing", Status: dateline.Happened, Words: doc.Words(span), Statements: []string{}, Casualties: []dateline.Casualty{},
		Roles: []dateline.Role{{Role: dateline.Perpetrator, Basis: dateline.RoleStated, Words: doc.Words(span)}}, Claim: dateline.Claim{State: dateline.Unmentioned}})
	d.keep(evil, record)
	id := record.Document.ID
	for _, path := range []string{"/report/" + id, "/report/" + id + "?correct=events.e1.roles.0", "/report/" + id + "?add=events"} {
		body := d.get(path, 200)
		for _, markup := range []string{"<script>alert", "<svg onload", "<img src=x", "<b>police", `href="javascript:`} {
			if strings.Contains(body, markup) {
				t.Errorf("%s holds %s", path, markup)
			}
		}
		d.holds(body, `the <b>police</b> chief`)
	}
}

// unread is the record of a text in which nothing was read.
func unread(text, language string) *dateline.Record {
	sum := sha256.Sum256([]byte(text))
	hexed := hex.EncodeToString(sum[:])
	title, _, _ := strings.Cut(text, "\n")
	record := dateline.NewRecord(&dateline.Document{SHA256: hexed, ID: "sha256:" + hexed[:16], Text: text, Title: title, Language: language})
	record.Gaps = append(record.Gaps, dateline.Gap{Code: dateline.GapLanguageUnread, Step: "lang"})
	return record
}

// keep adds a record that was made by hand.
func (d *desk) keep(text string, record *dateline.Record) {
	d.t.Helper()
	if _, err := d.store.Add(d.t.Context(), &dateline.Raw{Name: "report.txt", Bytes: []byte(text), Retrieved: today}, record, nil); err != nil {
		d.t.Fatal(err)
	}
}

// The text that was kept is given as text, and can do nothing.
func TestStoredText(t *testing.T) {
	d := openReport(t, bus)
	answer, err := d.client.Get(d.server.URL + d.path + "/text")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	for name, want := range map[string]string{"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
