package web

import (
	"slices"
	"strings"
	"testing"
)

// A newcomer looks at the example record: what there is, one incident, one report, why a value was read; then in Arabic
// and in the dark.
func TestNewcomersWalk(t *testing.T) {
	d := openExamples(t)
	b := d.browse()
	b.open("/")
	b.shows("header", "Example record")
	all := b.listed()
	if len(all) < 12 || !slices.Contains(all, "2024-03-22-moscow") {
		t.Fatalf("the desk lists %v", all)
	}

	b.click(`button[popovertarget="f-place"]`)
	script[any](b, `document.querySelector("#f-place select").value = "PK"`)
	b.follow("#f-place button")
	b.at("/?country=PK")
	b.click(`button[popovertarget="f-type"]`)
	b.click(`#f-type input[value="suicide-bombing"]`)
	b.follow("#f-type button")
	b.at("/?country=PK&type=suicide-bombing")
	filtered := b.listed()
	if len(filtered) == 0 || len(filtered) >= len(all) {
		t.Fatalf("filtered: %v", filtered)
	}
	b.shows(".filters", "Pakistan", "Suicide bombing")
	if shared := rows(d.get("/?country=PK&type=suicide-bombing", 200)); !slices.Equal(shared, filtered) {
		t.Errorf("who gets the link sees %v, not %v", shared, filtered)
	}

	b.open("/")
	b.follow(`tr[data-i="2024-03-22-moscow"] .ttl`)
	b.at("/incident/2024-03-22-moscow")
	b.shows(".head", "Krasnogorsk", "Russia", "22 March 2024")
	b.shows(".facts", "144", "Islamic State")
	if n := script[int](b, `document.querySelectorAll("#toll .only-wide svg path").length`); n < 5 {
		t.Errorf("the plot of the toll has %d lines", n)
	}
	b.shows("#said", "Claim", "Denial", "Telegram")
	b.shows("#toll", "The toll as it was told")

	b.follow(`#reports .t`)
	b.await(`document.body.className === "report" && !!document.querySelector("#record .row.cur")`)
	report := b.where()
	b.click(`#record .row[data-field="casualty"] .val`)
	b.press("e")
	b.shows("#record .row.cur .why", ".rules:")
	b.press("e")
	b.await(`!document.querySelector(".why")`)
	script[any](b, `history.back()`)
	b.at("/incident/2024-03-22-moscow")

	b.open(strings.TrimPrefix(report, d.server.URL))
	b.follow(`button[name="lang"]`)
	if got := script[string](b, `document.documentElement.lang + " " + document.documentElement.dir + " " + getComputedStyle(document.body).direction`); got != "ar rtl rtl" {
		t.Errorf("in Arabic: %s", got)
	}
	if got := script[string](b, `getComputedStyle(document.getElementById("article")).direction`); got != "ltr" {
		t.Errorf("the English article runs %s", got)
	}
	paper := script[string](b, `getComputedStyle(document.body).backgroundColor`)
	b.follow(`button[name="theme"]`)
	if got := script[string](b, `getComputedStyle(document.body).backgroundColor`); got == paper || !b.has(`html[data-theme="dark"]`) {
		t.Errorf("in the dark the paper is %s, as before", got)
	}
	b.open("/")
	if !b.has(`html[lang="ar"][data-theme="dark"]`) {
		t.Error("the language and the theme do not last")
	}
}
