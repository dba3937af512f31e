package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// "g" and a letter lead to a page from anywhere, "?" shows the keys of a page, Escape closes and steps back; all but
// Escape can be switched off where they are listed.
func TestKeysAnywhere(t *testing.T) {
	d := openDesk(t, "kabul")
	b := d.browse()
	incident := incidentPath(d.biggest().ID)
	b.open(incident)
	for _, c := range []struct{ keys, page string }{{"gr", "review"}, {"gs", "sources"}, {"gc", "codebook"}, {"gf", "forecasts"}, {"ga", "actors"}, {"gd", "desk"}} {
		b.press(c.keys)
		b.do(chromedp.WaitReady("body." + c.page))
	}
	open := func() bool { return script[bool](b, `document.getElementById("help").open`) }
	whole, err := d.store.Incident(t.Context(), d.biggest().ID)
	if err != nil {
		t.Fatal(err)
	}
	report := "/report/" + whole.Tellings[0].Report
	for _, page := range []string{"/", incident, report, "/review", "/add", "/codebook"} {
		b.open(page)
		b.press("?")
		if !open() {
			t.Errorf("%s: \"?\" shows no keys", page)
		}
		b.press("gr") // while they are shown, no key leads away
		b.press(kb.Escape)
		if open() {
			t.Errorf("%s: Escape does not close the keys", page)
		}
	}
	b.open("/add")
	b.do(chromedp.Focus(`[name="address"]`))
	b.press("gr?/")
	if got := script[string](b, `document.querySelector('[name="address"]').value`); got != "gr?/" || open() {
		t.Errorf("what is typed is taken for keys: %q", got)
	}
	b.open(incident + "/merge")
	b.press(kb.Escape)
	b.do(chromedp.WaitReady("body.incident"))
	b.press("s")
	b.do(chromedp.WaitReady("body.split"))
	b.open(incident)
	b.press("?")
	b.do(chromedp.Click(`#help [name="keys"]`), chromedp.WaitReady(`html[data-keys="off"]`))
	if where := b.where(); !strings.HasSuffix(where, incident) {
		t.Errorf("switching keys off leads to %s", where)
	}
	b.press("s?gr/")
	if at := script[string](b, `document.activeElement.tagName`); at != "BODY" || open() || !strings.HasSuffix(b.where(), incident) {
		t.Errorf("keys that are off do something: %s at %s", at, b.where())
	}
	b.do(chromedp.Click(`footer [data-help]`))
	b.await(`document.getElementById("help").open`)
	b.do(chromedp.Click(`#help [name="keys"]`), chromedp.WaitReady(`html:not([data-keys])`))
}

// A report that is not kept yet is walked by keys, and steps back to what was typed.
func TestAddByKeys(t *testing.T) {
	d := openDesk(t)
	b := d.browse()
	b.open("/add")
	b.do(chromedp.SendKeys(`[name="outlet"]`, "Harbour Post"), chromedp.SetValue(`[name="text"]`, marketBomb), chromedp.Click(`[value="preview"]`), chromedp.WaitReady("body.foretold"))
	b.accessible("not kept yet")
	b.do(chromedp.Focus(`#record .val`))
	b.press("jj")
	if at := script[string](b, `document.querySelector(".row.cur .lab").textContent`); at != "When" {
		t.Errorf("two steps lead to %s", at)
	}
	b.press(kb.Escape)
	b.do(chromedp.WaitReady("body.add"))
	if got := script[string](b, `document.querySelector('[name="text"]').value`); got != marketBomb {
		t.Errorf("back at the form the text is %q", got)
	}
	for _, width := range []int64{360, 1440} {
		b.size(width, 900)
		b.do(chromedp.Click(`[value="preview"]`), chromedp.WaitReady("body.foretold"))
		b.fits("not kept yet")
		b.do(chromedp.Click(`[value="back"]`), chromedp.WaitReady("body.add"))
		b.fits("add")
	}
	b.do(chromedp.Click(`[value="preview"]`), chromedp.WaitReady("body.foretold"), chromedp.Click(`[value="keep"]`), chromedp.WaitReady("body.report"))
	if d.reports() != 1 {
		t.Errorf("%d reports are kept", d.reports())
	}
}
