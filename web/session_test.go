package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline/account"
	"dateline/store"
)

// password is that of all users of tests.
const password = "a horse, correct"

// openHouse is openDesk over a record with a user of each role, who bears its name.
func openHouse(t *testing.T, clusters ...string) *desk {
	t.Helper()
	d := openDesk(t, clusters...)
	for _, r := range account.Roles {
		d.addUser(string(r), r)
	}
	return d
}

func (d *desk) addUser(name string, r account.Role) {
	d.t.Helper()
	if err := d.store.AddUser(d.t.Context(), store.User{Name: name, Display: strings.ToUpper(name), Role: r}, password); err != nil {
		d.t.Fatal(err)
	}
}

// browser is the same desk in another browser, with cookies of its own.
func (d *desk) browser() *desk {
	d.t.Helper()
	other := *d
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	other.client = &http.Client{Transport: d.server.Client().Transport, Jar: jar}
	return &other
}

// as is the same desk in the browser of a user who has logged in.
func (d *desk) as(name string) *desk {
	d.t.Helper()
	other := d.browser()
	other.post("/login", url.Values{"name": {name}, "password": {password}}, 200)
	return other
}

// token is the session of the browser; empty for none.
func (d *desk) token() string {
	d.t.Helper()
	at, err := url.Parse(d.server.URL)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, c := range d.client.Jar.Cookies(at) {
		if c.Name == "session" {
			return c.Value
		}
	}
	return ""
}

// answer sends a request and gives what came, with its body closed; it follows no redirection.
func (d *desk) answer(r *http.Request) *http.Response {
	d.t.Helper()
	client := *d.client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	answer.Body.Close()
	return answer
}

// request makes a request to the desk; a form is sent from its own pages.
func (d *desk) request(method, path string, form url.Values) *http.Request {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), method, d.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		d.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	return r
}

func TestLogin(t *testing.T) {
	d := openHouse(t)
	outside := d.browser()
	d.holds(outside.get("/sources?sort=first", 200), "Log in", "Name", "Password")
	wrong := outside.post("/login", url.Values{"name": {"editor"}, "password": {"a horse, incorrect"}}, 401)
	d.holds(wrong, "There is no such name with such a password")
	if nobody := outside.post("/login", url.Values{"name": {"nobody"}, "password": {"a horse, correct"}}, 401); strings.Replace(nobody, `value="nobody"`, `value="editor"`, 1) != wrong {
		t.Error("the answer tells whether there is a user of a name")
	}
	if outside.token() != "" {
		t.Error("a session was given for a wrong password")
	}
	page := outside.post("/login", url.Values{"name": {" Editor "}, "password": {password}, "back": {"/sources?sort=first"}}, 200)
	d.holds(page, "Sources", "EDITOR , editor", "Log out")
	if away := outside.post("/login", url.Values{"name": {"editor"}, "password": {password}, "back": {"//example.org/"}}, 200); !strings.Contains(away, `class="desk"`) {
		t.Error("a login leads elsewhere")
	}
	d.holds(outside.get("/login", 200), "Desk")
}

func TestSessionCookie(t *testing.T) {
	d := openHouse(t)
	form := url.Values{"name": {"coder"}, "password": {password}}
	session := func(answer *http.Response) *http.Cookie {
		for _, c := range answer.Cookies() {
			if strings.HasSuffix(c.Name, "session") {
				return c
			}
		}
		t.Fatal("no session")
		return nil
	}
	c := session(d.answer(d.request(http.MethodPost, "/login", form)))
	if c.Name != "session" || !c.HttpOnly || c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || len(c.Value) != 43 {
		t.Errorf("over plain HTTP: %+v", c)
	}
	d.bench.Proxy = true // no request is under way
	answer := d.answer(d.request(http.MethodPost, "/login", form))
	if c := session(answer); c.Name != "__Host-session" || !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("over TLS: %+v", c)
	}
	if answer.Header.Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to stay with TLS")
	}
	r := d.request(http.MethodGet, "/sources", nil)
	r.AddCookie(&http.Cookie{Name: "session", Value: c.Value})
	if got := d.answer(r).StatusCode; got != http.StatusSeeOther {
		t.Errorf("over TLS, a session whose cookie another host may have set: status %d", got)
	}
}

// Who logs in has another token than before, and the one before is worth nothing: nobody can have planted it.
func TestSessionIsNotFixed(t *testing.T) {
	d := openHouse(t)
	reader := d.as("reader")
	first := reader.token()
	planted := "0123456789012345678901234567890123456789012"
	at, err := url.Parse(d.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	other := d.browser()
	other.client.Jar.SetCookies(at, []*http.Cookie{{Name: "session", Value: planted}})
	other.post("/login", url.Values{"name": {"reader"}, "password": {password}}, 200)
	if other.token() == planted || other.token() == first {
		t.Error("a token is used again")
	}
	reader.post("/login", url.Values{"name": {"coder"}, "password": {password}}, 200)
	if reader.token() == first {
		t.Error("the token stayed the same")
	}
	if _, err := d.store.Session(t.Context(), first); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("the token of before: got %v", err)
	}
	d.holds(reader.get("/settings", 200), "CODER")
}

// Sessions end by logging out, by another password, and where a user is kept out.
func TestSessionsEnd(t *testing.T) {
	d := openHouse(t)
	ended := func(b *desk, what string) {
		t.Helper()
		if got := b.answer(b.request(http.MethodGet, "/review", nil)); got.StatusCode != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), "/login") {
			t.Errorf("%s: status %d to %s", what, got.StatusCode, got.Header.Get("Location"))
		}
	}
	one, two, three := d.as("coder"), d.as("coder"), d.as("coder")
	token := one.token()
	one.post("/logout", url.Values{}, 200)
	ended(one, "logged out")
	stolen := d.browser()
	r := stolen.request(http.MethodGet, "/review", nil)
	r.AddCookie(&http.Cookie{Name: "session", Value: token})
	if got := stolen.answer(r).StatusCode; got != http.StatusSeeOther {
		t.Errorf("a session that was logged out of: status %d", got)
	}
	change := url.Values{"current": {password}, "next": {"another horse, correct"}, "again": {"another horse, correct"}}
	for name, form := range map[string]url.Values{
		"not your password now": {"current": {"a horse, incorrect"}, "next": change["next"], "again": change["next"]},
		"in two ways":           {"current": {password}, "next": change["next"], "again": {password}},
		"12 letters or more":    {"current": {password}, "next": {"short"}, "again": {"short"}},
	} {
		answer := two.answer(two.request(http.MethodPost, "/settings/password", form))
		if answer.StatusCode < 400 {
			t.Errorf("%s: status %d", name, answer.StatusCode)
		}
	}
	before := two.token()
	d.holds(two.post("/settings/password", change, 200), "The password was changed.")
	if two.token() == before {
		t.Error("the token outlives the password")
	}
	two.get("/review", 200)
	ended(three, "the password is another")
	d.browser().post("/login", url.Values{"name": {"coder"}, "password": {password}}, 401)
	third := d.browser()
	third.post("/login", url.Values{"name": {"coder"}, "password": change["next"]}, 200)
	d.holds(two.post("/settings/sessions", url.Values{}, 200), "All your other sessions have ended.")
	ended(third, "all others were ended")
	d.as("admin").post("/users", url.Values{"name": {"coder"}, "act": {"disable"}}, 200)
	ended(two, "kept out")
	d.browser().post("/login", url.Values{"name": {"coder"}, "password": change["next"]}, 401)
}

// Too many tries are refused, by name wherever they come from, and by address whatever the name; in the same words
// whether there is such a user or not.
func TestTriesAreLimited(t *testing.T) {
	d := openHouse(t)
	d.bench.limits.names, d.bench.limits.addresses = newLimit(2, 30*time.Second), newLimit(5, time.Minute)
	try := func(name, password, from string) int {
		r := d.request(http.MethodPost, "/login", url.Values{"name": {name}, "password": {password}})
		r.Header.Set("X-Forwarded-For", from)
		return d.answer(r).StatusCode
	}
	d.bench.Proxy = true
	for i, c := range []struct {
		name, password, from string
		status               int
	}{
		{"editor", "x", "192.0.2.1", 401}, {"editor", "x", "192.0.2.2", 401}, {"editor", "x", "192.0.2.3", 429},
		{"EDITOR", password, "192.0.2.4", 429}, // the right password too: a guess must not be told from a miss
		{"nobody", "x", "192.0.2.1", 401}, {"nobody", "x", "192.0.2.2", 401}, {"nobody", "x", "192.0.2.3", 429},
		{"coder", password, "192.0.2.1", 303}, {"coder", password, "192.0.2.1", 303}, {"coder", password, "192.0.2.1", 303}, // what is right does not count
		{"a", "x", "198.51.100.7", 401}, {"b", "x", "198.51.100.7", 401}, {"c", "x", "10.0.0.1, 198.51.100.7", 401}, {"d", "x", "198.51.100.7", 401}, {"e", "x", "198.51.100.7", 401},
		{"f", "x", "198.51.100.7", 429}, {"admin", password, "198.51.100.7", 429}, {"admin", password, "198.51.100.8", 303},
		{"g", "x", "2001:db8::1", 401}, {"h", "x", "2001:db8::2", 401}, {"i", "x", "2001:db8::3", 401}, {"j", "x", "2001:db8::4", 401}, {"k", "x", "2001:db8::5", 401}, {"l", "x", "2001:db8::6", 429},
	} {
		if got := try(c.name, c.password, c.from); got != c.status {
			t.Errorf("try %d, %s from %s: status %d, want %d", i, c.name, c.from, got, c.status)
		}
	}
	d.bench.Now = func() time.Time { return today.Add(5 * time.Minute) }
	if got := try("editor", password, "192.0.2.3"); got != 303 {
		t.Errorf("after a while: status %d", got)
	}
	answer := d.answer(d.request(http.MethodPost, "/login", url.Values{"name": {"coder"}, "password": {"x"}}))
	if answer.StatusCode != 401 {
		t.Errorf("from the proxy itself: status %d", answer.StatusCode)
	}
}

func TestLimit(t *testing.T) {
	l := newLimit(2, time.Minute)
	for i, c := range []struct {
		who   string
		after time.Duration
		wait  time.Duration
	}{
		{"a", 0, 0}, {"a", 0, 0}, {"a", 0, time.Minute}, {"b", 0, 0}, {"a", 30 * time.Second, 30 * time.Second},
		{"a", time.Minute, 0}, {"a", time.Minute, time.Minute}, {"a", time.Hour, 0}, {"a", time.Hour, 0}, {"a", time.Hour, time.Minute},
	} {
		if got := l.try(c.who, today.Add(c.after)); got != c.wait {
			t.Errorf("try %d: wait %s, want %s", i, got, c.wait)
		}
	}
	for i := range mostTriers + 10 {
		l.try(strconv.Itoa(i), today.Add(2*time.Hour))
	}
	if len(l.even) > mostTriers+1 {
		t.Errorf("%d are told apart", len(l.even))
	}
	if l.try("new", today.Add(2*time.Hour)) == 0 {
		t.Error("those beyond are not counted as one")
	}
	if l.try("new", today.Add(3*time.Hour)) != 0 || len(l.even) > 2 {
		t.Errorf("%d are kept for nothing", len(l.even))
	}
}

// What somebody decides bears their name.
func TestAuthorIsTheUser(t *testing.T) {
	d := openHouse(t, "kabul")
	id := d.biggest().ID
	d.holds(d.as("editor").post("/incident/"+id+"/confirm", url.Values{"reason": {"read them all"}}, 200), "read them all")
	history, err := d.store.History(t.Context(), id)
	if err != nil || len(history) != 1 || history[0].Author != "editor" {
		t.Errorf("got %+v, %v", history, err)
	}
}

// A coder takes back what a coder may do, and not what needs an editor, by whatever number.
func TestCodersUndoNoMerge(t *testing.T) {
	d := openHouse(t, "kabul")
	incident := d.biggest()
	whole, err := d.store.Incident(t.Context(), incident.ID)
	if err != nil {
		t.Fatal(err)
	}
	report := whole.Tellings[0].Report
	var edits []int64
	for _, e := range []store.Edit{
		{Kind: store.EditConfirm, Subject: incident.ID},
		{Kind: store.EditConfirm, Subject: report, Path: "events." + whole.Tellings[0].Event.ID + ".type"},
	} {
		e.Author = "editor"
		applied, err := d.store.Apply(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		edits = append(edits, applied.ID)
	}
	coder, editor := d.as("coder"), d.as("editor")
	undo := func(b *desk, edit int64, status int) {
		t.Helper()
		b.post("/undo", url.Values{"edit": {fmt.Sprint(edit)}, "back": {"/codebook"}}, status)
	}
	undo(coder, edits[0], 403)
	moved, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditConfirm, Subject: whole.Tellings[0].Key(), Author: "editor"})
	if err != nil {
		t.Fatal(err)
	}
	undo(coder, moved.ID, 403) // where a telling belongs is for editors
	coder.post("/report/"+report+"/edit", url.Values{"kind": {"undo"}, "edits": {fmt.Sprint(moved.ID)}}, 403)
	coder.post("/report/"+report+"/edit", url.Values{"kind": {"undo"}, "edits": {fmt.Sprint(edits[0])}}, 403) // its tellings are of the report, too
	undo(coder, 999, 404)
	undo(coder, edits[1], 200)
	undo(editor, moved.ID, 200) // the later one first
	undo(editor, edits[0], 200)
	history, err := d.store.History(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, done := range history {
		if done.Kind == store.EditUndo && done.Subject == fmt.Sprint(edits[0]) {
			undo(coder, done.ID, 403) // it would do the editor's again
		}
	}
}
