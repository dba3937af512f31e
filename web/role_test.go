package web

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dateline/store"
)

var wildcard = regexp.MustCompile(`\{[^}]*\}`)

// addresses gives the address of each route of a method, with ids that are there.
func (d *desk) addresses(method string) map[string]role {
	d.t.Helper()
	incident, err := d.store.Incident(d.t.Context(), d.biggest().ID)
	if err != nil {
		d.t.Fatal(err)
	}
	all := map[string]role{}
	for _, r := range table() {
		if path, ok := strings.CutPrefix(r.pattern, method+" "); ok {
			path = strings.Replace(path, "{$}", "", 1)
			path = strings.Replace(path, "/incident/{id}", "/incident/"+incident.ID, 1)
			path = strings.Replace(path, "/report/{id}", "/report/"+incident.Tellings[0].Report, 1)
			all[wildcard.ReplaceAllString(path, "none")] = r.role
		}
	}
	if len(all) < 5 {
		d.t.Fatalf("%d routes", len(all))
	}
	return all
}

// edits counts what was changed by anybody.
func (d *desk) edits() string {
	d.t.Helper()
	history, err := d.store.History(d.t.Context(), "")
	if err != nil {
		d.t.Fatal(err)
	}
	users, err := d.store.Users(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	text := fmt.Sprint(len(history))
	for _, u := range users {
		text += fmt.Sprint(" ", *u)
	}
	return text
}

// Every address is refused to whoever has not the role that it needs, and nothing changes by asking.
func TestRolesHoldEverywhere(t *testing.T) {
	d := openHouse(t, "kabul")
	visitors := map[role]*desk{anyone: d.browser()}
	for _, r := range []role{reader, coder, editor, admin} {
		visitors[r] = d.as([]string{"", "reader", "coder", "editor", "admin"}[r])
	}
	form := url.Values{"name": {"reader"}, "role": {"admin"}, "act": {"role"}, "with": {d.biggest().ID}, "edit": {"1"}}
	before := d.edits()
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		for path, needs := range d.addresses(method) {
			for has, visitor := range visitors {
				if has >= needs {
					continue
				}
				answer := visitor.answer(visitor.request(method, path, form))
				switch want := map[string]int{http.MethodGet: http.StatusSeeOther, http.MethodPost: http.StatusUnauthorized}[method]; {
				case has != anyone && answer.StatusCode != http.StatusForbidden:
					t.Errorf("%s %s as %d: status %d", method, path, has, answer.StatusCode)
				case has == anyone && answer.StatusCode != want:
					t.Errorf("%s %s from outside: status %d, want %d", method, path, answer.StatusCode, want)
				case has == anyone && method == http.MethodGet && !strings.HasPrefix(answer.Header.Get("Location"), "/login"):
					t.Errorf("%s from outside leads to %s", path, answer.Header.Get("Location"))
				}
			}
		}
	}
	if after := d.edits(); after != before {
		t.Errorf("what was refused changed something:\n%s\n%s", before, after)
	}
	for path, needs := range d.addresses(http.MethodGet) {
		for has, visitor := range visitors {
			if has >= needs {
				if status := visitor.answer(visitor.request(http.MethodGet, path, nil)).StatusCode; status == http.StatusForbidden || status == http.StatusUnauthorized || status >= 500 {
					t.Errorf("GET %s as %d: status %d", path, has, status)
				}
			}
		}
	}
}

// A form from another site changes nothing, at no address and for nobody.
func TestForgedPostsAreRefusedEverywhere(t *testing.T) {
	d := openHouse(t, "kabul")
	boss := d.as("admin")
	before := d.edits()
	for path := range d.addresses(http.MethodPost) {
		for name, headers := range map[string][2]string{
			"another site": {"Sec-Fetch-Site", "cross-site"}, "a sister site": {"Sec-Fetch-Site", "same-site"},
			"another origin": {"Origin", "https://example.org"}, "no origin": {"Origin", "null"},
		} {
			r := boss.request(http.MethodPost, path, url.Values{"name": {"reader"}, "act": {"disable"}, "lang": {"ar"}})
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set(headers[0], headers[1])
			if answer := boss.answer(r); answer.StatusCode != http.StatusForbidden || len(answer.Cookies()) > 0 {
				t.Errorf("%s from %s: status %d", path, name, answer.StatusCode)
			}
		}
	}
	if after := d.edits(); after != before {
		t.Errorf("a forged form changed something:\n%s\n%s", before, after)
	}
}

// Somebody else's settings and password stay as they are, whoever the form names.
func TestNobodyActsForAnother(t *testing.T) {
	d := openHouse(t)
	coder := d.as("coder")
	coder.post("/settings", url.Values{"name": {"admin"}, "user": {"admin"}, "theme": {"dark"}, "back": {"/codebook"}}, 200)
	if s, err := d.store.Settings(t.Context(), "admin"); err != nil || s != (store.Settings{}) {
		t.Errorf("an administrator's settings: %+v, %v", s, err)
	}
	coder.post("/settings/password", url.Values{"name": {"admin"}, "current": {password}, "next": {"taken over now"}, "again": {"taken over now"}}, 200)
	d.as("admin")
}

func TestUsersPage(t *testing.T) {
	d := openHouse(t)
	boss := d.as("admin")
	d.holds(boss.get("/users", 200), "reader", "coder", "editor", "admin", "you", "may come in", "Add a user")
	add := url.Values{"act": {"add"}, "name": {"Okafor"}, "display": {"J. Okafor"}, "role": {"coder"}, "password": {password}}
	d.holds(boss.post("/users", add, 200), "okafor J. Okafor")
	d.holds(boss.post("/users", add, 400), "There is such a user already.")
	for name, wrong := range map[string]url.Values{
		"will not do as a name": {"act": {"add"}, "name": {"a b"}, "role": {"coder"}, "password": {password}},
		"12 letters or more":    {"act": {"add"}, "name": {"new"}, "role": {"coder"}, "password": {"short"}},
		"cannot be understood":  {"act": {"add"}, "name": {"new"}, "role": {"owner"}, "password": {password}},
		"It did not work":       {"act": {"role"}, "name": {"okafor"}, "role": {"owner"}},
	} {
		if page := boss.post("/users", wrong, 400); name != "It did not work" {
			d.holds(page, name)
		}
	}
	d.holds(boss.post("/users", url.Values{"act": {"role"}, "name": {"admin"}, "role": {"reader"}}, 409), "Nobody changes their own role")
	boss.post("/users", url.Values{"act": {"disable"}, "name": {"ADMIN"}}, 409)
	boss.post("/users", url.Values{"act": {"disable"}, "name": {"nobody"}}, 404)
	okafor := d.as("okafor")
	okafor.get("/users", 403)
	boss.post("/users", url.Values{"act": {"role"}, "name": {"okafor"}, "role": {"admin"}}, 200)
	okafor.get("/users", 200) // from the next request on
	boss.post("/users", url.Values{"act": {"disable"}, "name": {"okafor"}}, 200)
	d.holds(boss.get("/users", 200), "kept out", "Let in again")
	d.browser().post("/login", url.Values{"name": {"okafor"}, "password": {password}}, 401)
	boss.post("/users", url.Values{"act": {"enable"}, "name": {"okafor"}}, 200)
	d.as("okafor")
}

func TestSettings(t *testing.T) {
	d := openHouse(t)
	coder := d.as("coder")
	d.holds(coder.get("/settings", 200), "Kept with your name", "CODER", "Checks and corrects")
	page := coder.post("/settings", url.Values{"lang": {"ar"}, "theme": {"dark"}, "digits": {"latin"}, "keys": {"off"}, "back": {"/settings?done=settings"}}, 200)
	for _, want := range []string{`lang="ar" dir="rtl" data-theme="dark" data-keys="off"`, "حُفظت.", "12 حرفًا"} {
		if !strings.Contains(page, want) {
			t.Errorf("the settings hold no %s", want)
		}
	}
	if elsewhere := d.as("coder").get("/settings", 200); !strings.Contains(elsewhere, `lang="ar" dir="rtl" data-theme="dark" data-keys="off"`) {
		t.Error("the settings stay in one browser")
	}
	if page = coder.post("/settings", url.Values{"digits": {"own"}, "keys": {"on"}, "theme": {"auto"}, "back": {"/settings"}}, 200); !strings.Contains(page, `lang="ar" dir="rtl">`) || !strings.Contains(page, "١٢ حرفًا") {
		t.Error("the settings were not taken back")
	}
	coder.post("/settings", url.Values{"theme": {"green"}}, 400)
	coder.post("/settings", url.Values{"lang": {"../en"}}, 400)

	alone := openDesk(t).browser()
	d.holds(alone.get("/settings", 200), "Kept in this browser.", "The record has no users", "dateline user add NAME --role admin")
	if page := alone.post("/settings", url.Values{"lang": {"ar"}, "digits": {"latin"}, "back": {"/review"}}, 200); !strings.Contains(page, `<html lang="ar"`) || strings.Contains(page, "٠") {
		t.Error("the one person's settings are not kept")
	}
	alone.post("/settings/password", url.Values{}, 404)
	alone.get("/users", 403)
}
