package web

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// readAll gives the body of an answer.
func readAll(t *testing.T, answer *http.Response) string {
	t.Helper()
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// odd are values that a page may not trip over.
var odd = []string{
	`' OR '1'='1`, `1; drop table report; --`, `" union select password from account --`, `%' or 1=1 /*`,
	`../../../../etc/passwd`, `..\..\windows`, "/etc/passwd", "\x00", "\xff\xfe", "\u202e", strings.Repeat("a", 5000), "-1", "1e400", "99999999999999999999", "NaN", "%", "{{.}}", "\r\nSet-Cookie: a=b",
}

var fieldName = regexp.MustCompile(`name="([a-z][a-z0-9_.-]*)"`)

// unshown are fields that no form shows.
var unshown = []string{"after", "before", "sort", "page", "queue", "outlet", "days", "language", "back", "done", "end", "rule", "with", "telling", "state", "actor", "correct", "why", "add", "words",
	"country", "place", "type", "claim", "from", "to", "box", "killed", "review", "status", "change", "report", "id", "kind", "path", "saw", "value", "edits"}

// No field and no part of an address reaches the record or the disk as anything but a value.
func TestOddValuesAreValues(t *testing.T) {
	d := openDesk(t, "kabul")
	before := d.edits() + d.counted()
	fields := slices.Clone(unshown)
	for path := range d.addresses(http.MethodGet) {
		answer, err := d.client.Get(d.server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/event-stream") {
			answer.Body.Close()
			continue
		}
		for _, m := range fieldName.FindAllStringSubmatch(readAll(t, answer), -1) {
			fields = append(fields, m[1])
		}
	}
	slices.Sort(fields)
	fields = slices.Compact(fields)
	for path := range d.addresses(http.MethodGet) {
		if path == "/live" {
			continue
		}
		for i, bad := range odd {
			query := url.Values{}
			for j, field := range fields { // all at once, and each with each value over all pages
				query.Set(field, odd[(i+j)%len(odd)])
			}
			one := url.Values{fields[i%len(fields)]: {bad}}
			for _, q := range []url.Values{query, one} {
				d.plainAnswer(path + "?" + q.Encode())
			}
		}
		for _, field := range fields {
			d.plainAnswer(path + "?" + url.Values{field: {odd[len(field)%len(odd)]}}.Encode())
		}
	}
	for _, r := range table() {
		path, ok := strings.CutPrefix(r.pattern, "GET ")
		if !ok || !strings.Contains(path, "{") || strings.Contains(path, "$") {
			continue
		}
		for _, bad := range odd {
			d.plainAnswer(wildcard.ReplaceAllLiteralString(path, url.PathEscape(bad)))
		}
	}
	for _, path := range []string{"/static/../web.go", "/static/%2e%2e/web.go", "/static/x/..%2f..%2fweb.go", "/static//etc/passwd", "/static/" + strings.Repeat("../", 20) + "etc/passwd"} {
		if text := d.plainAnswer(path); strings.Contains(text, "root:") || strings.Contains(text, "package web") {
			t.Errorf("%s gives a file", path)
		}
	}
	if after := d.edits() + d.counted(); after != before {
		t.Errorf("reading changed the record: %s, then %s", before, after)
	}
}

// Forms with odd values are refused or are values; none of them makes the program fail.
func TestOddFormsAreValues(t *testing.T) {
	d := openDesk(t, "kabul")
	for path := range d.addresses(http.MethodPost) {
		for i := range odd {
			form := url.Values{}
			for j, field := range append([]string{"telling", "with", "forecast", "incident", "edit", "act", "reason", "lang", "theme", "digits", "name", "password", "role"}, unshown...) {
				form.Set(field, odd[(i+j)%len(odd)])
			}
			answer := d.answer(d.request(http.MethodPost, path, form))
			if answer.StatusCode >= 500 {
				t.Errorf("%s with %q: status %d", path, odd[i], answer.StatusCode)
			}
			if to := answer.Header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
				t.Errorf("%s with %q leads to %q", path, odd[i], to)
			}
			for _, c := range answer.Cookies() {
				if c.Name == "a" {
					t.Errorf("%s with %q sets a cookie of its own", path, odd[i])
				}
			}
		}
	}
	if d.counted() == "" {
		t.Error("the record is gone")
	}
}

// plainAnswer asks for a page, which may not fail or tell of the database, and gives its text.
func (d *desk) plainAnswer(path string) string {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.server.URL+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	answer, err := d.client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	text := readAll(d.t, answer)
	if answer.StatusCode >= 500 {
		d.t.Errorf("%.200s: status %d", path, answer.StatusCode)
	}
	for _, leak := range []string{"SQL", "sqlite", "syntax error", "goroutine", "$argon2id$"} {
		if strings.Contains(text, leak) {
			d.t.Errorf("%.200s tells %q", path, leak)
		}
	}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		inert(d.t, path, text)
	}
	return text
}

// counted is what the record holds.
func (d *desk) counted() string {
	d.t.Helper()
	stats, err := d.store.Stats(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return fmt.Sprintf("%+v", *stats)
}

func TestHugeForms(t *testing.T) {
	d := openHouse(t)
	huge := strings.Repeat("x", mostBody+1)
	outside := d.browser()
	for path, form := range map[string]url.Values{
		"/login":    {"name": {"admin"}, "password": {huge[:mostUnknown]}},
		"/settings": {"lang": {"en"}, "back": {huge[:mostUnknown]}},
	} {
		d.holds(outside.post(path, form, http.StatusRequestEntityTooLarge), "More was sent than is taken.")
	}
	d.as("editor").post("/settings", url.Values{"theme": {"dark"}, "back": {huge}}, http.StatusRequestEntityTooLarge)
	if s, err := d.store.Settings(t.Context(), "editor"); err != nil || s.Theme != "" {
		t.Errorf("half a form was taken: %+v, %v", s, err)
	}
}

// Whoever sends a form letter by letter is not waited for.
func TestSlowForms(t *testing.T) {
	d := openDesk(t)
	d.bench.pace.reading = time.Millisecond
	connection, err := net.Dial("tcp", d.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_, err = io.WriteString(connection, "POST /settings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ntheme=dark")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(connection) // comes to an end though the form does not
	if err != nil || !strings.HasPrefix(string(text), "HTTP/1.1 400 ") || strings.Contains(string(text), "Set-Cookie") {
		t.Errorf("got %.100q, %v", text, err)
	}
}

// A page elsewhere that has its name lead to this machine is not served.
func TestOtherHostsAreRefused(t *testing.T) {
	d := openDesk(t)
	d.bench.Alone = true
	for host, status := range map[string]int{
		"127.0.0.1:8080": 200, "localhost": 200, "LOCALHOST:1": 200, "localhost.": 200, "[::1]:8080": 200, "desk.localhost:8080": 200, "127.1.2.3": 200,
		"example.org": 421, "127.0.0.1.example.org:8080": 421, "localhost.example.org": 421, "192.0.2.1": 421, "xlocalhost": 421, "0.0.0.0:8080": 421, "[::ffff:192.0.2.1]": 421, "user@127.0.0.1": 421,
	} {
		for _, path := range []string{"/codebook", "/static/x/frame.js"} {
			r := d.request(http.MethodGet, path, nil)
			r.Host = host
			if got := d.answer(r).StatusCode; got != status {
				t.Errorf("%s at %s: status %d, want %d", path, host, got, status)
			}
		}
	}
	r := d.request(http.MethodPost, "/settings", url.Values{"theme": {"dark"}})
	r.Host = "example.org"
	if answer := d.answer(r); answer.StatusCode != http.StatusMisdirectedRequest || len(answer.Cookies()) > 0 {
		t.Errorf("a form: status %d", answer.StatusCode)
	}
	d.bench.Alone = false
	r = d.request(http.MethodGet, "/codebook", nil)
	r.Host = "desk.example.org"
	if got := d.answer(r).StatusCode; got != 200 {
		t.Errorf("where it is open: status %d", got)
	}
}
