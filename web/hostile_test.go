package web

import (
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dateline"
	"dateline/account"
	"dateline/page"
	"dateline/store"
)

// hostile are texts that run where a page takes them for more than text.
var hostile = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`,
	`</title></style></textarea></svg><svg onload=alert(1)>`,
	`javascript:alert(1)//`,
	`{{.}}<a href="javascript:alert(1)">x</a>`,
	`]]><foreignObject><iframe src="data:text/html,<script>alert(1)</script>">`,
}

// poison puts hostile texts behind all texts of a record that a reader of reports, or a report, has chosen.
func poison(v reflect.Value, name string, count *int) {
	plain := []string{"id", "sha256", "event", "events", "statement", "actor", "other", "role", "basis", "kind", "harm", "act", "status", "grain", "code", "step", "field",
		"version", "language", "via", "state", "start", "end", "at", "source", "relation", "of"}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			poison(v.Elem(), name, count)
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), name, count)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if !field.IsExported() || tag == "-" {
				continue
			}
			poison(v.Field(i), tag, count)
		}
	case reflect.String:
		if v.CanSet() && v.String() != "" && !slices.Contains(plain, name) {
			v.SetString(v.String() + " " + hostile[*count%len(hostile)])
			*count++
		}
	}
}

// addHostile adds reports of one attack that are out to harm whoever looks at them.
func (d *desk) addHostile() {
	d.t.Helper()
	read, err := reading()
	if err != nil {
		d.t.Fatal(err)
	}
	count := 0
	for i, bad := range hostile {
		text := fmt.Sprintf("Bomb kills %d in Baidoa %s\n\nBAIDOA, Somalia (Wire) — A bomb killed %d people and wounded %d at a market in Baidoa on 3 May 2024, a police spokesman, Hassan Ali, told the Harbour Post. "+
			"Al Shabaab claimed responsibility for the attack in a statement. Another %s official denied it. Analysts warned that the group could attack again within two weeks. The group, led by Ahmed Diriye, was founded in 2006.", 9+i, bad, 9+i, 20+i, bad)
		raw := &dateline.Raw{Name: "report.txt", URL: "https://news.example/" + bad, ContentType: "text/plain; charset=utf-8", Bytes: []byte(text), Retrieved: today}
		record, err := read(raw, page.Options{Published: fmt.Sprintf("2024-05-%02d", 4+i)})
		if err != nil {
			d.t.Fatal(err)
		}
		whole := record.Document.Text
		record.Document.Site, record.Document.URL = "Post "+fmt.Sprint(i), "https://news.example/"+fmt.Sprint(i)
		poison(reflect.ValueOf(record).Elem(), "", &count)
		record.Document.Text = whole
		if i%2 == 1 {
			record.Document.URL = "javascript:alert(1)//" + fmt.Sprint(i)
		}
		if i == 3 && len(record.Events) > 0 {
			record.Events[0].Type = "bombing" + bad
		}
		if _, err := d.store.Add(d.t.Context(), raw, record, nil); err != nil {
			d.t.Fatal(err)
		}
	}
	if count < 100 {
		d.t.Fatalf("only %d texts were poisoned", count)
	}
}

var ownScript = regexp.MustCompile(`^/static/[0-9a-f]{12}/[a-z0-9.-]+\.js$`)

// running tells what of a page could run: scripts that are not files of its own, attributes that are script, addresses
// that run, elements that take in other pages. It gives where its links lead, too.
func running(text string) (faults, links []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return []string{err.Error()}, nil
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains([]string{"iframe", "object", "embed", "base", "img", "foreignobject", "applet", "frame", "portal"}, strings.ToLower(n.Data)) {
			fault("there is a %s", n.Data)
		}
		src := ""
		for _, a := range n.Attr {
			key := strings.ToLower(a.Key)
			value := strings.ToLower(strings.Map(func(r rune) rune {
				if r <= ' ' {
					return -1
				}
				return r
			}, a.Val))
			switch {
			case strings.HasPrefix(key, "on") || key == "style" || key == "srcdoc":
				fault("%s has %s=%q", n.Data, a.Key, a.Val)
			case key == "http-equiv":
				fault("there is a meta %q", a.Val)
			case key == "src":
				src = a.Val
			case key == "href" || key == "action" || key == "formaction" || key == "xlink:href" || key == "to" || key == "from":
				if u, err := url.Parse(value); (err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http") && (key == "href" || strings.Contains(value, "script")) {
					fault("%s leads to %q", n.Data, a.Val)
				}
				if n.Data == "a" && strings.HasPrefix(a.Val, "/") {
					links = append(links, a.Val)
				}
			}
		}
		if n.Data == "script" && (n.FirstChild != nil || !ownScript.MatchString(src)) {
			fault("there is a script from %q", src)
		}
	}
	return faults, links
}

// inert checks that nothing of a page runs, and gives where its links lead.
func inert(t *testing.T, where, text string) []string {
	t.Helper()
	faults, links := running(text)
	for _, f := range faults {
		t.Errorf("%.200s: %s", where, f)
	}
	return links
}

// walkAll goes through all pages that links lead to, from the start and the addresses of the route table.
func (d *desk) walkAll(each func(path, text string)) int {
	d.t.Helper()
	queue := []string{"/"}
	for path := range d.addresses(http.MethodGet) {
		queue = append(queue, path)
	}
	for _, bad := range hostile {
		queue = append(queue, "/?words="+url.QueryEscape(bad), "/review?outlet="+url.QueryEscape(bad), "/"+url.PathEscape(bad), "/login?back="+url.QueryEscape(bad))
	}
	seen, kinds := map[string]bool{}, map[string]int{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		path, _, _ = strings.Cut(path, "#")
		kind := wildcardIn.ReplaceAllString(path, "")
		if kinds[kind]++; seen[path] || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/live") || kinds[kind] > 12 {
			continue
		}
		seen[path] = true
		answer, err := d.client.Get(d.server.URL + path)
		if err != nil {
			d.t.Fatal(err)
		}
		text := readAll(d.t, answer)
		if answer.StatusCode >= 500 {
			d.t.Errorf("%s: status %d", path, answer.StatusCode)
		}
		if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
			if answer.Header.Get("X-Content-Type-Options") != "nosniff" {
				d.t.Errorf("%s: its type may be guessed", path)
			}
			continue
		}
		if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			d.t.Errorf("%s: policy %q", path, policy)
		}
		each(path, text)
		queue = append(queue, inert(d.t, path, text)...)
	}
	return len(seen)
}

var wildcardIn = regexp.MustCompile(`[0-9a-f]{6,}|=[^&]*|[?].*`)

// What a report says is text, wherever it is shown.
func TestHostileReportsAreInert(t *testing.T) {
	d := openDesk(t)
	d.addHostile()
	shown := map[string]int{}
	pages := d.walkAll(func(path, text string) {
		for _, bad := range hostile {
			if strings.Contains(words(text), strings.Join(strings.Fields(tag.ReplaceAllString(bad, " ")), " ")) || strings.Contains(text, html.EscapeString(bad)) {
				shown[bad]++
			}
		}
	})
	if pages < 30 {
		t.Errorf("only %d pages were seen", pages)
	}
	for _, bad := range hostile {
		if shown[bad] < 3 {
			t.Errorf("%s was shown on %d pages only", bad, shown[bad])
		}
	}
}

// A page that is not inert is told from one that is.
func TestInertIsNotBlind(t *testing.T) {
	for _, bad := range []string{`<script>x</script>`, `<p onclick=x>`, `<a href="java&#10;script:x">`, `<svg><a xlink:href="javascript:x">`, `<p style="x">`, `<iframe>`, `<script src="https://example.org/x.js"></script>`, `<form action="javascript:x">`} {
		if faults, _ := running(bad); len(faults) == 0 {
			t.Errorf("%s is taken for inert", bad)
		}
	}
	if faults, links := running(`<p>&lt;script&gt; onclick=x</p><a href="/a">javascript:x</a>`); len(faults) > 0 || len(links) != 1 {
		t.Errorf("got %q, %q", faults, links)
	}
}

// So are the names of users.
func TestHostileUsersAreInert(t *testing.T) {
	d := openDesk(t)
	for i, bad := range hostile[:3] {
		if err := d.store.AddUser(t.Context(), store.User{Name: fmt.Sprint("user", i), Display: bad, Role: account.Admin}, password); err != nil {
			t.Fatal(err)
		}
	}
	boss := d.as("user0")
	for _, path := range []string{"/users", "/settings", "/codebook"} {
		text := boss.get(path, 200)
		inert(t, path, text)
		if !strings.Contains(text, "&lt;script&gt;alert(1)") {
			t.Errorf("%s does not name the user", path)
		}
	}
	text := boss.post("/users", url.Values{"act": {"add"}, "name": {hostile[1]}, "display": {hostile[0]}, "role": {"coder"}, "password": {password}}, 400)
	inert(t, "a form with faults", text)
	text = d.browser().post("/login", url.Values{"name": {hostile[1]}, "password": {"x"}, "back": {hostile[4]}}, 401)
	inert(t, "a login that failed", text)
}
