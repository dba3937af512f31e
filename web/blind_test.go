package web

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/account"
	"dateline/page"
	"dateline/store"

	"dateline"
)

// What only the record of the report has that is coded blind, and what its text alone of all texts has.
var (
	secrets = []string{"7319", "7,319", "Qumbarat", "qumbarat", "Vestmark", "vestmark"}
	inText  = []string{"Zelgrad", "zelgrad", "4711", "4,711", "Tindrak", "tindrak"}
)

const blindText = `Bomb kills nine at market in Gao

A bomb killed nine people and injured 20 at a market in Gao on 2 May 2024, police said. The Zelgrad Liberation Front claimed responsibility for the attack.

The Zelgrad Liberation Front has 4711 fighters, analysts said. The Red Hill Front, led by Omar Tindrak, is weaker than before, an analyst said.

The Zelgrad Liberation Front may attack Berin in the coming weeks, the police chief warned.`

const openText = `The Red Hill Front claims an ambush near Gao

The Red Hill Front claimed responsibility for an ambush that killed three soldiers near Gao on 9 May 2024, the army said. The Red Hill Front has 900 fighters.`

// openBlind is a house in which anna and omar code a report blind, of which an editor has set values that no text has, and which omar
// has begun.
func openBlind(t *testing.T) (d *desk, set, report, incident string) {
	t.Helper()
	d = openHouse(t, "kabul")
	for _, name := range []string{"anna", "omar"} {
		d.addUser(name, account.Coder)
	}
	raw := func(text, site string) string {
		return d.add(&dateline.Raw{URL: "https://" + site + "/1", Name: "report.txt", ContentType: "text/plain; charset=utf-8", Bytes: []byte(text)}, page.Options{Published: "2024-05-03"})
	}
	report = raw(blindText, "blind.example")
	raw(openText, "open.example")
	set, err := d.store.AddSet(t.Context(), "March sample", "editor", []string{"anna", "omar"}, []string{report})
	if err != nil {
		t.Fatal(err)
	}
	apply := func(kind, path, value string) {
		t.Helper()
		if _, err := d.store.Apply(t.Context(), store.Edit{Kind: kind, Author: "editor", Subject: report, Path: path, Value: json.RawMessage(value)}); err != nil {
			t.Fatal(path, err)
		}
	}
	apply(store.EditSet, "events.e1.casualties.0", `{"harm":"killed","low":7319,"high":7319}`)
	apply(store.EditSet, "events.e1.place", `{"name":"Qumbarat","grain":"town","country":"FJ","lat":-17.5,"lon":178.1}`)
	apply(store.EditAdd, "events.e1.roles", `{"role":"target","basis":"stated","actor":"islamic-state","text":"Vestmark"}`)
	omar := d.as("omar")
	omar.post(sheetPath(set, report)+"/edit", url.Values{"kind": {"add"}, "path": {"events"}, "type": {"bombing"}, "status": {"happened"}, "words": {"A bomb"}}, 200)
	omar.post(sheetPath(set, report)+"/edit", url.Values{"kind": {"add"}, "path": {"events.e1.casualties"}, "harm": {"killed"}, "low": {"7319"}, "words": {"nine people"}}, 200)
	_, incident, _, err = d.store.Telling(t.Context(), report+"/e1")
	if err != nil || incident == "" {
		t.Fatal("the report is of no incident", err)
	}
	return d, set, report, incident
}

var reference = regexp.MustCompile(`(?:href|action|src)="([^"]+)"`)

// mostOfKind is how many addresses of one kind are walked to.
const mostOfKind = 3

// walk asks for some addresses and, where it follows links, for every page that a visitor comes to by them, and gives their texts; most of one
// kind are left out.
func (d *desk) walk(from []string, follow bool) map[string]string {
	d.t.Helper()
	seen, kinds := map[string]string{}, map[string]int{}
	for todo := from; len(todo) > 0; {
		address := todo[0]
		todo = todo[1:]
		kind := regexp.MustCompile(`=[^&]*|/(incident|report|actor|set)/[^/?]+`).ReplaceAllString(address, "")
		if _, ok := seen[address]; ok || strings.HasPrefix(address, "/static/") || strings.HasPrefix(address, "/live") || follow && kinds[kind] >= mostOfKind {
			continue
		}
		kinds[kind]++
		answer, err := d.client.Do(d.request(http.MethodGet, address, nil))
		if err != nil {
			d.t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode >= 500 {
			d.t.Fatalf("%s: status %d, %v", address, answer.StatusCode, err)
		}
		seen[address] = string(body)
		if at := answer.Request.URL.RequestURI(); at != address { // it leads on
			seen[address], seen[at] = "", string(body)
		}
		if !follow {
			continue
		}
		for _, found := range reference.FindAllStringSubmatch(string(body), -1) {
			to, _, _ := strings.Cut(html.UnescapeString(found[1]), "#")
			if strings.HasPrefix(to, "?") {
				path, _, _ := strings.Cut(address, "?")
				to = path + to
			}
			if strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") {
				todo = append(todo, to)
			}
		}
	}
	return seen
}

// starts are all addresses that are read, with the ids of what is hidden and of what is not, and searches for it.
func (d *desk) starts(set, report, incident string) []string {
	d.t.Helper()
	var all []string
	for _, r := range table() {
		path, ok := strings.CutPrefix(r.pattern, "GET ")
		if !ok || path == "/live" {
			continue
		}
		path = strings.Replace(path, "{$}", "", 1)
		for _, ids := range [][2]string{{incident, report}, {d.biggest().ID, "none"}} {
			one := strings.NewReplacer("/incident/{id}", "/incident/"+ids[0], "/report/{id}", "/report/"+ids[1], "/set/{id}", "/set/"+set, "{report}", report).Replace(path)
			all = append(all, strings.Replace(one, "/actor/{id}", "/actor/islamic-state", 1))
		}
	}
	actors, err := d.store.Actors(d.t.Context(), store.ActorFilter{}, store.ByID, 0, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, a := range actors {
		all = append(all, actorPath(a.ID), "/?actor="+url.QueryEscape(a.ID), "/forecasts?actor="+url.QueryEscape(a.ID))
	}
	for _, query := range []string{"words=market", "words=gao", "type=bombing", "country=FJ", "killed=5000", "place=Qumbarat", "claim=claimed", "sort=killed", "sort=changed", "sort=published",
		"from=2024-05-01&to=2024-05-05", "box=170,-20,179,-10", "review=partly", "news=new&since=2020-01-01T00:00:00Z"} {
		all = append(all, "/?"+query)
	}
	return append(all, "/report/"+report+"?why=events.e1.type", "/report/"+report+"?correct=events.e1.type", "/source?outlet=blind.example", "/review?sort=toll", "/review?sort=new",
		"/incident/"+incident+"?rule=conservative", "/actors?name=front", "/actors?name=zelgrad", "/actor/Zelgrad%20Liberation%20Front", "/users", "/settings")
}

// leaks gives the addresses of pages that have one of some words, but of those whose address has a part: what it asks for stands on the page.
func leaks(pages map[string]string, words []string, but ...string) (all []string) {
	for address, text := range pages {
		if slices.ContainsFunc(but, func(part string) bool { return strings.Contains(address, part) }) {
			continue
		}
		for _, word := range words {
			if at := strings.Index(text, word); at >= 0 {
				all = append(all, fmt.Sprintf("%s: %s", address, strings.Join(strings.Fields(text[max(0, at-90):min(len(text), at+60)]), " ")))
				break
			}
		}
	}
	slices.Sort(all)
	return all
}

// No page, whatever it is asked for and wherever a link leads, shows a coder what the machine, an editor or the other coder took from a
// report that they code blind. An editor is shown all of it, and so is the coder once all have done.
func TestBlindCodersSeeItNowhere(t *testing.T) {
	d, set, report, incident := openBlind(t)
	sheet := sheetPath(set, report)
	starts := d.starts(set, report, incident)
	anna := d.as("anna")
	for _, language := range []string{"en", "ar"} {
		anna.post("/settings", url.Values{"lang": {language}, "digits": {"latin"}, "back": {"/settings"}}, 200)
		pages := anna.walk(slices.Clone(starts), language == "en")
		if len(pages) < 60 {
			t.Fatalf("%d pages", len(pages))
		}
		for _, leak := range leaks(pages, append(slices.Clone(secrets), incident), incidentPath(incident), "place=Qumbarat", "killed=7319") {
			t.Errorf("%s: hidden, but %s", language, leak)
		}
		for _, leak := range leaks(pages, inText, sheet, "words=", "zelgrad", "Zelgrad", "tindrak") {
			t.Errorf("%s: of its text, but %s", language, leak)
		}
		for _, path := range []string{incidentPath(incident), "/actor/Zelgrad%20Liberation%20Front"} {
			for _, word := range []string{"7319", "4711", "Qumbarat", "Vestmark", "2 May"} {
				if strings.Contains(pages[path], word) {
					t.Errorf("%s: %s has %s", language, path, word)
				}
			}
		}
	}
	anna.post("/settings", url.Values{"lang": {"en"}, "back": {"/settings"}}, 200)
	d.holds(anna.get(incidentPath(incident), 403), "You code a report of this incident blind.", "To your sheet")
	if live := anna.listen(); leaks(map[string]string{"/live": live}, append(secrets, inText...)) != nil || !strings.Contains(live, "event: moved") {
		t.Errorf("live events: %q", live)
	}
	for _, form := range []url.Values{{"edit": {"1"}, "back": {"/"}}, {"edit": {"2"}, "back": {"/"}}} {
		if body := anna.post("/undo", form, 403); leaks(map[string]string{"/undo": body}, secrets) != nil {
			t.Error("an undo that is refused shows what it is of")
		}
	}

	for _, text := range []string{blindText, strings.ReplaceAll(blindText, "police said", "the police said")} { // the machine may not read it for her either
		if body := anna.post("/add", url.Values{"from": {"text"}, "text": {text}, "do": {"see"}}, 403); len(leaks(map[string]string{"/add": body}, inText)) > 0 {
			t.Error("what is pasted is read")
		}
	}
	d.as("coder").post("/add", url.Values{"from": {"text"}, "text": {blindText}, "do": {"see"}}, 200)

	seen := func(who *desk) {
		t.Helper()
		pages := who.walk(slices.Clone(starts), false)
		for word, least := range map[string]int{"7319": 0, "7,319": 8, "Qumbarat": 8, "Zelgrad": 8, "4711": 2, incident: 10} {
			if n := len(leaks(pages, []string{word})); n < least {
				t.Errorf("%q is on %d pages alone", word, n)
			}
		}
	}
	seen(d.as("editor"))
	for _, coder := range []string{"anna", "omar"} {
		if err := d.store.FinishSheet(t.Context(), set, report, coder, true); err != nil {
			t.Fatal(err)
		}
	}
	seen(anna)
}

// listen hears the first of the live events since the beginning of the record.
func (d *desk) listen() string {
	d.t.Helper()
	ctx, leave := context.WithTimeout(d.t.Context(), time.Minute)
	defer leave()
	answer, err := d.client.Do(d.request(http.MethodGet, "/live?change=0&report=0", nil).WithContext(ctx))
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	some := make([]byte, 4096)
	n, err := answer.Body.Read(some)
	if err != nil && n == 0 {
		d.t.Fatal(err)
	}
	return string(some[:n])
}
