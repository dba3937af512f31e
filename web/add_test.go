package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"dateline"
	"dateline/fetch"
	"dateline/page"
)

const marketBomb = "Bomb kills nine in Baidoa market\n\nBAIDOA, Somalia (Wire) — A bomb killed nine people and wounded 20 at a market in Baidoa on Thursday, a police spokesman, Hassan Ali, told reporters. " +
	"The stalls of the market were full when it went off shortly after noon, and the wounded were taken to the hospital of the town. Nobody claimed responsibility for the attack."

// tellsErrors has the desk's reading tell of bytes that hold no report as the program does.
func (d *desk) tellsErrors() {
	read := d.bench.Read
	d.bench.Read = func(ctx context.Context, raw *dateline.Raw) (*dateline.Record, error) {
		record, err := read(ctx, raw)
		if errors.Is(err, page.ErrNoText) || errors.Is(err, page.ErrNoArticle) || errors.Is(err, page.ErrBinary) {
			err = fmt.Errorf("%w: %w", ErrNoReport, err)
		}
		return record, err
	}
}

func (d *desk) reports() int {
	d.t.Helper()
	n, err := d.store.Stats(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return n.Reports
}

// fields are what a page's form would send with a button.
func (d *desk) fields(page, do string) url.Values {
	d.t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		d.t.Fatal(err)
	}
	form := url.Values{"do": {do}}
	for n := range root.Descendants() {
		attribute := func(name string) string {
			at := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
			if at < 0 {
				return ""
			}
			return n.Attr[at].Val
		}
		inside := func() bool {
			for up := range n.Ancestors() {
				if up.Data == "form" && slices.Contains(up.Attr, html.Attribute{Key: "action", Val: "/add"}) {
					return true
				}
			}
			return false
		}
		switch {
		case n.Type != html.ElementNode || !inside():
		case n.Data == "input" && attribute("type") != "file":
			form.Set(attribute("name"), attribute("value"))
		case n.Data == "textarea" && n.FirstChild != nil:
			form.Set(attribute("name"), n.FirstChild.Data)
		}
	}
	return form
}

// upload posts a form with a file in it.
func (d *desk) upload(form map[string]string, name, content string, status int) string {
	d.t.Helper()
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for field, value := range form {
		if err := parts.WriteField(field, value); err != nil {
			d.t.Fatal(err)
		}
	}
	file, err := parts.CreateFormFile("file", name)
	if err == nil {
		_, err = file.Write([]byte(content))
	}
	if err == nil {
		err = parts.Close()
	}
	if err != nil {
		d.t.Fatal(err)
	}
	r := d.request(http.MethodPost, "/add", nil)
	r, err = http.NewRequestWithContext(d.t.Context(), http.MethodPost, r.URL.String(), &body)
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set("Content-Type", parts.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := d.client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	text := readAll(d.t, answer)
	if answer.StatusCode != status {
		d.t.Fatalf("status %d, want %d: %s", answer.StatusCode, status, words(text))
	}
	return text
}

// A report that is pasted is shown first and kept when asked; the same again, a copy and a newer version are told apart.
func TestAddText(t *testing.T) {
	d := openDesk(t)
	typed := url.Values{"text": {strings.ReplaceAll(marketBomb, "\n", "\r\n")}, "published": {"3 May 2024"}, "outlet": {" Harbour  Post "}, "address": {"example.org/bomb"}, "do": {"preview"}}
	shown := d.post("/add", typed, 200)
	d.holds(shown, "Not kept yet", "Harbour Post", "Bombing, Baidoa", "2 May 2024", "Keep", "Back")
	for _, edit := range []string{"/edit", "?correct=", "?add=", "stored text"} {
		if strings.Contains(shown, edit) {
			t.Errorf("what is not kept yet offers %s", edit)
		}
	}
	if n := d.reports(); n != 0 {
		t.Fatalf("%d reports were kept by looking", n)
	}
	back := d.fields(d.post("/add", d.fields(shown, "back"), 200), "preview")
	for name, want := range map[string]string{"text": marketBomb, "published": "3 May 2024", "outlet": " Harbour  Post ", "address": "example.org/bomb"} {
		if got := strings.TrimPrefix(back.Get(name), "\n"); got != want {
			t.Errorf("back at the form %s is %q, want %q", name, got, want)
		}
	}
	kept := d.post("/add", d.fields(shown, "keep"), 200)
	d.holds(kept, "Harbour Post", "Bombing, Baidoa", "1 of 1")
	if n := d.reports(); n != 1 {
		t.Fatalf("%d reports, want 1", n)
	}
	id := regexp.MustCompile(`data-report="([^"]+)"`).FindStringSubmatch(kept)[1]
	if report, err := d.store.Report(t.Context(), id); err != nil || report.URL != "https://example.org/bomb" || report.Published != "2024-05-03" || report.Site != "Harbour Post" {
		t.Errorf("kept %+v, %v", report, err)
	}

	d.holds(d.post("/add", typed, 200), "These very bytes are in the record already.", "Open it")
	d.holds(d.post("/add", d.fields(shown, "keep"), 200), "Nothing was added", "Bomb kills nine")
	copied := url.Values{"text": {marketBomb + " More follows."}, "published": {"2024-05-04"}, "outlet": {"Valley Times"}}
	shown = d.post("/add", copied, 200)
	d.holds(shown, "copies the text of a report")
	d.holds(d.post("/add", d.fields(shown, "keep"), 200), "Kept as a copy.", "the original")
	copied["outlet"] = []string{"Harbour Post"}
	copied["text"] = []string{marketBomb + " More follows soon."}
	shown = d.post("/add", copied, 200)
	d.holds(shown, "newer version of a report")
	d.holds(d.post("/add", d.fields(shown, "keep"), 200), "Kept as a newer version", "an older version")
	if n := d.reports(); n != 3 {
		t.Errorf("%d reports, want 3", n)
	}
}

func TestAddFile(t *testing.T) {
	d := openDesk(t)
	d.tellsErrors()
	markup := "<html><head><title>Bomb</title></head><body><article><h1>Bomb kills nine in Baidoa market</h1><p>" + strings.Split(marketBomb, "\n\n")[1] + "</p></article></body></html>"
	shown := d.upload(map[string]string{"outlet": "Harbour Post"}, `C:\reports\bomb.html`, markup, 200)
	d.holds(shown, "Not kept yet", "Bomb kills nine")
	back := d.post("/add", d.fields(shown, "back"), 200)
	d.holds(back, "As chosen before: bomb.html")
	d.holds(d.post("/add", d.fields(back, "preview"), 200), "Not kept yet", "Bomb kills nine")
	d.holds(d.post("/add", d.fields(shown, "keep"), 200), "Bombing, Baidoa")
	d.holds(d.upload(nil, "page.html", markup, 200), "in the record already")
	d.holds(d.upload(nil, "photo.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", 422), "Nothing that reads like a report")
	large := d.upload(map[string]string{"outlet": "Harbour Post", "published": "2024-05-03"}, "large.txt", strings.Repeat("a bomb ", mostReport/7+1), 422)
	d.holds(large, "larger than the 4 MB")
	larger := d.upload(map[string]string{"outlet": "Harbour Post", "published": "2024-05-03"}, "larger.txt", strings.Repeat("a bomb ", mostBody/7+1), 422)
	d.holds(larger, "larger than the 4 MB")
	for _, page := range []string{large, larger} {
		if f := d.fields(page, ""); f.Get("outlet") != "Harbour Post" || f.Get("published") != "2024-05-03" || f.Get("bytes") != "" {
			t.Errorf("after a file that is too large the form holds %.100v", f)
		}
	}
	if n := d.reports(); n != 1 {
		t.Errorf("%d reports, want 1", n)
	}
}

// What cannot be added is said in words, with everything typed kept.
func TestAddMistakes(t *testing.T) {
	d := openDesk(t)
	d.tellsErrors()
	var asked []string
	d.bench.Fetch = func(_ context.Context, address string) (*dateline.Raw, error) {
		asked = append(asked, address)
		switch address {
		case "https://local.example/":
			return nil, fmt.Errorf("%w: 10.0.0.1", ErrLocal)
		case "https://gone.example/":
			return nil, fmt.Errorf("%w: 404", ErrRefused)
		case "https://large.example/":
			return &dateline.Raw{Name: address, URL: address, Bytes: make([]byte, mostReport+1), Retrieved: today}, nil
		}
		return nil, errors.New("no such host")
	}
	for name, c := range map[string]struct{ field, value, wrong string }{
		"nothing":             {"text", " \n", "nothing to read yet"},
		"no report":           {"text", "…", "Nothing that reads like a report"},
		"no date":             {"published", "some day", "date"},
		"a month":             {"published", "May 2024", "day"},
		"a local address":     {"address", "https://local.example/", "local network"},
		"a page that is gone": {"address", "https://gone.example/", "did not give the page"},
		"a large page":        {"address", "https://large.example/", "larger than the 4 MB"},
		"no such host":        {"address", "nowhere.example", "cannot be reached"},
		"a file":              {"address", "file:///etc/passwd", "no address of a page"},
		"a path":              {"address", "/etc/passwd", "no address of a page"},
		"another scheme":      {"address", "gopher://example.org/", "no address of a page"},
		"a script":            {"address", "javascript:alert(1)", "no address of a page"},
		"a password":          {"address", "https://name:word@example.org/", "no address of a page"},
		"standard input":      {"address", "-", "cannot be reached"},
	} {
		form := url.Values{"outlet": {"Harbour Post"}, "text": {""}, "address": {""}, "published": {""}}
		form.Set(c.field, c.value)
		if c.field == "published" {
			form.Set("text", marketBomb)
		}
		text := d.post("/add", form, 422)
		d.holds(text, c.wrong)
		if !strings.Contains(text, `aria-invalid="true"`) {
			t.Errorf("%s: no field is marked", name)
		}
		got := d.fields(text, "")
		for field := range form {
			if was, is := strings.TrimSpace(form.Get(field)), strings.TrimSpace(got.Get(field)); was != is {
				t.Errorf("%s: %s was %q, is %q", name, field, was, is)
			}
		}
	}
	for _, address := range asked {
		if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.Host == "" {
			t.Errorf("%q was asked for", address)
		}
	}
	if len(asked) != 5 || d.reports() != 0 {
		t.Errorf("asked for %q; %d reports", asked, d.reports())
	}
	for name, form := range map[string]url.Values{
		"bytes of nothing":     {"do": {"keep"}, "from": {"file"}},
		"from nowhere":         {"do": {"keep"}, "from": {"elsewhere"}, "bytes": {"YQ"}},
		"no base64":            {"do": {"keep"}, "from": {"file"}, "bytes": {"%%%"}},
		"an address that runs": {"do": {"keep"}, "from": {"address"}, "bytes": {"YQ"}, "url": {"javascript:alert(1)"}},
	} {
		if text := d.post("/add", form, 400); !strings.Contains(words(text), "cannot be understood") {
			t.Errorf("%s: %s", name, words(text))
		}
	}
	d.bench.Fetch = nil
	d.holds(d.post("/add", url.Values{"address": {"https://example.org/"}}, 422), "Addresses are not fetched here")
}

// The page does not lead into the local network, whatever its addresses look like; what a page says is had only from
// elsewhere.
func TestAddStaysOutOfTheLocalNetwork(t *testing.T) {
	d := openDesk(t)
	var hits atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		hits.Add(1)
		fmt.Fprint(w, marketBomb)
	}))
	defer inside.Close()
	fetcher := &fetch.Fetcher{}
	d.bench.Fetch = func(ctx context.Context, address string) (*dateline.Raw, error) {
		raw, err := fetcher.Read(ctx, address)
		if errors.Is(err, fetch.ErrLocal) {
			err = fmt.Errorf("%w: %w", ErrLocal, err)
		}
		return raw, err
	}
	_, port, _ := strings.Cut(strings.TrimPrefix(inside.URL, "http://"), ":")
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1.2.3"} {
		d.holds(d.post("/add", url.Values{"address": {"http://" + host + ":" + port + "/report"}}, 422), "local network")
	}
	d.holds(d.post("/add", url.Values{"address": {"http://169.254.169.254/latest/meta-data/"}}, 422), "local network")
	if n := hits.Load(); n != 0 || d.reports() != 0 {
		t.Errorf("the local network was asked %d times", n)
	}
	fetcher = &fetch.Fetcher{AllowLocal: true}
	shown := d.post("/add", url.Values{"address": {inside.URL + "/report"}, "published": {"2024-05-03"}}, 200)
	d.holds(shown, "Not kept yet", "Bombing, Baidoa")
	d.holds(d.post("/add", d.fields(shown, "keep"), 200), "Bombing, Baidoa", inside.URL)
	if hits.Load() != 1 {
		t.Errorf("keeping asked for the page again: %d times", hits.Load())
	}
}

// A reading that does not end is given up, and holds up nobody else; one that fails is told as any fault.
func TestAddDoesNotWait(t *testing.T) {
	d := openDesk(t)
	read, started, held := d.bench.Read, make(chan struct{}), make(chan struct{})
	d.bench.turns = turns{make(chan struct{}, 1), time.Millisecond}
	d.bench.Read = func(context.Context, *dateline.Raw) (*dateline.Record, error) {
		close(started)
		<-held
		return nil, errors.New("given up")
	}
	form := url.Values{"text": {marketBomb}}
	for range 2 { // the second finds no turn
		d.holds(d.post("/add", form, 422), "took too long", "Bomb kills nine")
	}
	<-started
	d.get("/", 200)
	close(held)
	d.bench.turns.limit = time.Minute
	d.bench.Read = func(context.Context, *dateline.Raw) (*dateline.Record, error) { panic("a fault") }
	d.holds(d.post("/add", form, 500), "The program failed here")
	d.bench.Read = read
	d.holds(d.post("/add", form, 200), "Not kept yet")
}

// A report in a language that is not read is kept with a gap, to be coded by hand.
func TestAddUnread(t *testing.T) {
	d := openDesk(t)
	d.bench.Read = func(_ context.Context, raw *dateline.Raw) (*dateline.Record, error) {
		doc, gaps, err := page.Read(raw, page.Options{})
		if err != nil {
			return nil, err
		}
		doc.Language = "fi"
		record := dateline.NewRecord(doc)
		record.Gaps = append(gaps, dateline.Gap{Code: dateline.GapLanguageUnread, Step: "lang"})
		return record, nil
	}
	shown := d.post("/add", url.Values{"text": {"Pommi tappoi yhdeksän\n\nPommi tappoi torstaina yhdeksän ihmistä torilla, poliisi kertoo. Kukaan ei ole ottanut vastuuta iskusta."}}, 200)
	d.holds(shown, "Not kept yet", "This language is not read by the program")
	d.holds(d.post("/add", d.fields(shown, "keep"), 200), "This language is not read by the program", "Pommi tappoi", "Add event")
}

// What is pasted, and where it is said to come from, is text on every page of adding.
func TestAddHostile(t *testing.T) {
	d := openDesk(t)
	d.tellsErrors()
	d.bench.Fetch = func(_ context.Context, address string) (*dateline.Raw, error) {
		return &dateline.Raw{Name: address, URL: address, Bytes: []byte(marketBomb), Retrieved: today}, nil
	}
	for i, bad := range hostile {
		text := strings.Replace(marketBomb, "Thursday", bad+" on Thursday", 1)
		form := url.Values{"text": {text}, "outlet": {bad}, "published": {"2024-05-03"}, "address": {"https://example.org/" + bad}}
		shown := d.post("/add", form, 200)
		inert(t, "before it is kept", shown)
		inert(t, "back at the form", d.post("/add", d.fields(shown, "back"), 200))
		inert(t, "kept", d.post("/add", d.fields(shown, "keep"), 200))
		inert(t, "known", d.post("/add", d.fields(shown, "keep"), 200))
		inert(t, "an address", d.post("/add", url.Values{"address": {"https://example.org/" + bad}}, 200))
		inert(t, "a day", d.post("/add", url.Values{"text": {text}, "published": {bad}}, 422))
		inert(t, "a file", d.upload(map[string]string{"outlet": bad, "address": bad}, bad, text+fmt.Sprint(i), 422))
		if !strings.Contains(shown, html.EscapeString(bad)) {
			t.Errorf("%s is not shown", bad)
		}
	}
	inert(t, "a page that is not there", d.get("/add?kept="+url.QueryEscape(hostile[1]), 404))
}
