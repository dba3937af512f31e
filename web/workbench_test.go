package web

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/eval"
	"dateline/extract"
	"dateline/gazetteer"
	"dateline/lang"
	"dateline/link"
	"dateline/page"
	"dateline/store"
)

// today is the day on which tests take place.
var today = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// reading reads reports as the program does: one in a language that is not read is kept with its text. Languages are
// loaded once for all tests.
var reading = sync.OnceValues(func() (func(*dateline.Raw, page.Options) (*dateline.Record, error), error) {
	languages, err := lang.Load()
	if err != nil {
		return nil, err
	}
	extractor, err := extract.New(languages)
	if err != nil {
		return nil, err
	}
	return func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		doc, gaps, err := page.Read(raw, options)
		if err != nil {
			return nil, err
		}
		text, err := languages.Analyze(doc)
		if unread, ok := errors.AsType[*lang.UnreadError](err); ok {
			doc.Language = unread.Code
			record := dateline.NewRecord(doc)
			record.Gaps = append(gaps, dateline.Gap{Code: dateline.GapLanguageUnread, Step: "lang"})
			return record, nil
		}
		if err != nil {
			return nil, err
		}
		record := extractor.Read(text)
		record.Gaps = append(gaps, record.Gaps...)
		return record, nil
	}, nil
})

// A desk is a workbench over a record of its own, and a browser without script.
type desk struct {
	t      *testing.T
	store  *store.Store
	bench  *Workbench
	server *httptest.Server
	client *http.Client
}

// openDesk opens a workbench over an empty record, and adds the reports of clusters
// (files of testdata/cluster, without the ending).
func openDesk(t *testing.T, clusters ...string) *desk {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.Group = link.Groups
	book, err := codebook.Load()
	if err != nil {
		t.Fatal(err)
	}
	read, err := reading()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, store: db}
	actors, err := gazetteer.OpenActors()
	if err != nil {
		t.Fatal(err)
	}
	d.bench, err = New(Options{Store: db, Book: book, Actors: actors, Author: "R. Salem", Now: func() time.Time { return today },
		Read: func(_ context.Context, raw *dateline.Raw) (*dateline.Record, error) { return read(raw, page.Options{}) },
		Explain: func(_ context.Context, raw *dateline.Raw, published, _ string) (*dateline.Record, error) {
			return read(raw, page.Options{Published: published})
		},
		Places: twoGaos})
	if err != nil {
		t.Fatal(err)
	}
	d.server = httptest.NewServer(d.bench)
	t.Cleanup(d.server.Close)
	d.client = d.server.Client()
	for _, name := range clusters {
		d.addCluster(name)
	}
	return d
}

func (d *desk) addCluster(name string) {
	d.t.Helper()
	text, err := os.ReadFile("../testdata/cluster/" + name + ".txtar")
	if err != nil {
		d.t.Fatal(err)
	}
	cluster, err := eval.ParseCluster(name+".txtar", text)
	if err != nil {
		d.t.Fatal(err)
	}
	for i := range cluster.Reports {
		r := &cluster.Reports[i]
		d.add(r.Raw(), page.Options{Published: r.Published})
	}
}

// add reads a report and keeps it. It gives the report's id.
func (d *desk) add(raw *dateline.Raw, options page.Options) string {
	d.t.Helper()
	read, err := reading()
	if err != nil {
		d.t.Fatal(err)
	}
	raw.Retrieved = today
	record, err := read(raw, options)
	if err != nil {
		d.t.Fatal(err)
	}
	added, err := d.store.Add(d.t.Context(), raw, record, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return added.Report
}

// addText is add for a plain text.
func (d *desk) addText(text, published string) string {
	d.t.Helper()
	return d.add(&dateline.Raw{Name: "report.txt", ContentType: "text/plain; charset=utf-8", Bytes: []byte(text)}, page.Options{Published: published})
}

// get asks for a page and gives its text; the status must be as wanted.
func (d *desk) get(path string, status int) string {
	d.t.Helper()
	return d.do(http.MethodGet, path, nil, status)
}

// post sends a form, follows where it leads, and gives the text of the page there.
func (d *desk) post(path string, form url.Values, status int) string {
	d.t.Helper()
	return d.do(http.MethodPost, path, form, status)
}

func (d *desk) do(method, path string, form url.Values, status int) string {
	d.t.Helper()
	request, err := http.NewRequestWithContext(d.t.Context(), method, d.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		d.t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	answer, err := d.client.Do(request)
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	if answer.StatusCode != status {
		d.t.Fatalf("%s %s: status %d, want %d\n%s", method, path, answer.StatusCode, status, words(string(body)))
	}
	return string(body)
}

var tag = regexp.MustCompile(`(?s)<(script|style|svg)\b.*?</(script|style|svg)>|<[^>]*>`)

// isolates are the marks that keep directions apart (FSI, PDI); nobody sees them.
var isolates = strings.NewReplacer("\u2068", "", "\u2069", "")

// words is the text of a page as a reader sees it, in one line.
func words(page string) string {
	return isolates.Replace(strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(page, " "))), " "))
}

// holds tells whether a page shows all of some words.
func (d *desk) holds(page string, wanted ...string) {
	d.t.Helper()
	text := words(page)
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			d.t.Errorf("the page does not say %q:\n%s", w, text)
		}
	}
}

// biggest gives the incident that most reports tell of.
func (d *desk) biggest() *store.Entry {
	d.t.Helper()
	entries, err := d.store.Incidents(d.t.Context(), store.Filter{}, store.ByDay, 1000, 0)
	if err != nil || len(entries) == 0 {
		d.t.Fatal("no incidents", err)
	}
	best := entries[0]
	for _, e := range entries {
		if e.Tellings > best.Tellings {
			best = e
		}
	}
	return best
}

func TestPagesAnswer(t *testing.T) {
	d := openDesk(t, "kabul")
	for path, status := range map[string]int{"/": 200, "/nowhere": 404, "/incident/none": 404, "/report/none": 404, incidentPath(d.biggest().ID): 200} {
		d.get(path, status)
	}
}

func TestIncidentPage(t *testing.T) {
	d := openDesk(t, "kabul")
	e := d.biggest()
	page := d.get(incidentPath(e.ID), 200)
	d.holds(page, "Kabul", "Suicide bombing.", "The toll as it was told", "Claim", "opens the incident", "No claim")
	if strings.Contains(page, "style=") || strings.Contains(page, "<script>") {
		t.Error("the page has inline style or script")
	}
	other := d.get(incidentPath(e.ID)+"?rule=conservative", 200)
	d.holds(other, "lowest that stands")
}

func TestMergeAndUndo(t *testing.T) {
	d := openDesk(t, "kabul")
	into := d.biggest()
	entries, err := d.store.Incidents(t.Context(), store.Filter{}, store.ByDay, 1000, 0)
	if err != nil {
		t.Fatal(err)
	}
	var from *store.Entry
	for _, e := range entries {
		if e.ID != into.ID {
			from = e
			break
		}
	}
	preview := d.get(incidentPath(from.ID)+"/merge?with="+into.ID, 200)
	d.holds(preview, "As one", fmt.Sprintf("%d reports", from.Tellings+into.Tellings))
	merged := d.post(incidentPath(from.ID)+"/merge", url.Values{"with": {into.ID}, "reason": {"one blast"}}, 200)
	d.holds(merged, into.ID, "merged", "one blast", "settled by an editor")
	edit := regexp.MustCompile(`name="edit" value="(\d+)"`).FindStringSubmatch(merged)
	if edit == nil {
		t.Fatal("nothing to undo")
	}
	d.post("/undo", url.Values{"edit": {edit[1]}, "back": {incidentPath(from.ID)}}, 200)
	if again, err := d.store.Incident(t.Context(), from.ID); err != nil || again.ID != from.ID {
		t.Errorf("after the undo %s is %v, %v", from.ID, again, err)
	}
}

func TestSplit(t *testing.T) {
	d := openDesk(t, "kabul")
	whole, err := d.store.Incident(t.Context(), d.biggest().ID)
	if err != nil {
		t.Fatal(err)
	}
	key := whole.Tellings[0].Key()
	preview := d.get(incidentPath(whole.ID)+"/split?telling="+url.QueryEscape(key), 200)
	d.holds(preview, "The new incident", "1 report", fmt.Sprintf("%d reports", len(whole.Tellings)-1))
	d.post(incidentPath(whole.ID)+"/split", url.Values{"telling": {key}}, 200)
	rest, err := d.store.Incident(t.Context(), whole.ID)
	if err != nil || len(rest.Tellings) != len(whole.Tellings)-1 {
		t.Errorf("%d tellings stay, %v", len(rest.Tellings), err)
	}
	d.post(incidentPath(whole.ID)+"/split", url.Values{}, 400)
}

// A form from another site changes nothing.
func TestForgedPostsAreRefused(t *testing.T) {
	d := openDesk(t, "kabul")
	id := d.biggest().ID
	for name, headers := range map[string]map[string]string{
		"another site":   {"Sec-Fetch-Site": "cross-site"},
		"a sister site":  {"Sec-Fetch-Site": "same-site"},
		"another origin": {"Origin": "https://example.org"},
		"no origin":      {"Origin": "null"},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.server.URL+incidentPath(id)+"/confirm", nil)
		if err != nil {
			t.Fatal(err)
		}
		for k, v := range headers {
			request.Header.Set(k, v)
		}
		answer, err := d.client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s: status %d", name, answer.StatusCode)
		}
	}
	if e, err := d.store.Incident(t.Context(), id); err != nil || e.Settled {
		t.Errorf("settled %v, %v", e.Settled, err)
	}
}
