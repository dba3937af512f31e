package web

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/page"
	"dateline/store"
)

// waiting fills a desk with reports that differ in doubt, toll and age: their ids, the first added first.
func (d *desk) waiting() []string {
	d.t.Helper()
	var ids []string
	for _, r := range []struct{ name, site, text string }{
		{"one", "Harbour Post", "Bomb kills nine in Baidoa\n\nBAIDOA, Somalia — A bomb killed nine people at a market in Baidoa on 3 May 2024, police said."},
		{"two", "Hill Gazette", "Two die in Garissa\n\nGARISSA, Kenya — Gunmen killed two people at a checkpoint near Garissa on 7 May 2024, the governor said. Another official said that eleven people were killed in the attack."},
		{"three", "Harbour Post", "Raid near Lamu\n\nLAMU, Kenya — Gunmen raided a village near Lamu on 9 May 2024 and burnt houses, residents said."},
	} {
		html := "<html lang=en><head><title>" + r.name + "</title><meta property=\"og:site_name\" content=\"" + r.site + "\"></head><body><article><h1>" +
			strings.Replace(r.text, "\n\n", "</h1><p>", 1) + "</p></article></body></html>"
		ids = append(ids, d.add(&dateline.Raw{Name: r.name + ".html", ContentType: "text/html; charset=utf-8", Bytes: []byte(html)}, page.Options{Published: "2024-05-10"}))
	}
	return ids
}

var reportLink = regexp.MustCompile(`class="ttl" href="/report/([^"?]+)`)

// queued are the reports that a page lists.
func queued(page string) []string {
	var ids []string
	for _, m := range reportLink.FindAllStringSubmatch(page, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

func TestReviewQueue(t *testing.T) {
	d := openDesk(t)
	d.holds(d.get("/review", 200), "0 reports are left", "Nothing waits")
	ids := d.waiting()
	for path, want := range map[string][]string{
		"/review?sort=toll":                                {ids[1], ids[0], ids[2]},
		"/review?sort=new":                                 {ids[2], ids[1], ids[0]},
		"/review?sort=new&after=" + ids[1]:                 {ids[0]},
		"/review?sort=new&before=" + ids[1]:                {ids[2]},
		"/review?sort=new&outlet=Harbour+Post":             {ids[2], ids[0]},
		"/review?sort=new&outlet=Harbour+Post&days=7":      {ids[2], ids[0]},
		"/review?sort=new&language=ar":                     nil,
		"/review?sort=new&language=en&outlet=Hill+Gazette": {ids[1]},
	} {
		if got := queued(d.get(path, 200)); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	page := d.get("/review?sort=toll", 200)
	d.holds(page, "3 reports are left to go through. In the last seven days none was done.", "Raid near Lamu", "Harbour Post", "not stated", "In doubt")
	if !strings.Contains(page, `href="/report/`+ids[1]+`?queue=toll"`) {
		t.Error("the first report is not reached by the queue")
	}
	d.holds(d.get("/review?language=ar", 200), "No report that waits fits. Without this, 3 wait.")
	d.get("/review?after=none", 404)
	d.get("/review?sort=colour&days=x", 200)
}

// What is decided leaves the queue, and counts for the week.
func TestReviewQueueShrinks(t *testing.T) {
	d := openDesk(t)
	id := d.waiting()[0]
	review, err := d.store.Review(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var edits []store.Edit
	for _, v := range review.Values {
		if v.Stated {
			edits = append(edits, store.Edit{Kind: store.EditConfirm, Subject: id, Path: v.Path, Author: "R. Salem"})
		}
	}
	for _, e := range edits {
		if _, err := d.store.Apply(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	page := d.get("/review", 200)
	d.holds(page, "2 reports are left to go through. In the last seven days 1 was done.", "Review 2")
	if slices.Contains(queued(page), id) {
		t.Error("what was decided still waits")
	}
}

// redirect asks for a page that leads elsewhere, and gives where.
func (d *desk) redirect(path string) string {
	d.t.Helper()
	client := *d.client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := client.Get(d.server.URL + path)
	if err != nil {
		d.t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		d.t.Errorf("%s: status %d", path, answer.StatusCode)
	}
	return answer.Header.Get("Location")
}

func TestNextInQueue(t *testing.T) {
	d := openDesk(t)
	ids := d.waiting()
	for path, want := range map[string]string{
		"/review/next?sort=new":                                      "/report/" + ids[2] + "?queue=new",
		"/review/next?sort=new&after=" + ids[2]:                      "/report/" + ids[1] + "?queue=new",
		"/review/next?sort=new&before=" + ids[1]:                     "/report/" + ids[2] + "?queue=new",
		"/review/next?sort=new&after=" + ids[0]:                      "/review?end=1&sort=new",
		"/review/next?sort=new&before=" + ids[2]:                     "/review?sort=new",
		"/review/next?sort=new&outlet=Harbour+Post&after=" + ids[2]:  "/report/" + ids[0] + "?outlet=Harbour+Post&queue=new",
		"/review/next?sort=toll&days=30&language=en&after=" + ids[1]: "/report/" + ids[0] + "?days=30&language=en&queue=toll",
	} {
		if got := d.redirect(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	d.get("/review/next?after=none", 404)
	page := d.get("/report/"+ids[1]+"?queue=toll&outlet=Hill+Gazette", 200)
	for _, link := range []string{`href="/review?outlet=Hill&#43;Gazette&amp;sort=toll"`, `href="/review/next?after=` + url.QueryEscape(ids[1]) + `&amp;outlet=Hill&#43;Gazette&amp;sort=toll"`, `href="/review/next?before=` + url.QueryEscape(ids[1])} {
		if !strings.Contains(page, link) {
			t.Errorf("the report has no %s", link)
		}
	}
	r := d.request(http.MethodGet, "/report/"+ids[1]+"?correct=document.published", nil) // a link on its page
	r.Header.Set("Referer", d.server.URL+"/report/"+ids[1]+"?queue=toll")
	answer, err := d.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(readAll(t, answer), `id="next" href="/review/next?`) {
		t.Error("a link on the page of a report forgets the queue")
	}
	if strings.Contains(d.get("/report/"+ids[1], 200), "/review/next") {
		t.Error("a report that was not reached by the queue leads on in it")
	}
	d.holds(d.get("/review?end=1", 200), "That was the last one in this order.")
}
