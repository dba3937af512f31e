package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A sheet is filled, and a difference settled, by keys alone.
func TestTwoCodersByKeys(t *testing.T) {
	d := openDesk(t)
	report := d.addText(siege, "2024-05-03")
	set, err := d.store.AddSet(t.Context(), "March sample", "R. Salem", []string{"R. Salem", "J. Okafor"}, []string{report})
	if err != nil {
		t.Fatal(err)
	}
	b := d.browse()
	b.open(sheetPath(set, report))
	b.do(chromedp.Focus("#artwrap"))
	b.press("ne")
	b.await(`document.activeElement.name === "type"`)
	script[any](b, `document.activeElement.value = "bombing"`)
	b.press("\r")
	b.await(`document.querySelectorAll("#record .row").length > 5`)
	b.await(`document.activeElement.closest("#record .row") !== null`)
	b.press("nc")
	b.await(`document.activeElement.name === "harm"`)
	b.press("\t8\r")
	b.await(`document.getElementById("record").textContent.includes("Killed") && !document.querySelector(".fix")`)
	b.await(`document.activeElement.closest("#record .row")?.dataset.field === "casualty"`)
	b.press("u") // and again
	b.await(`!document.querySelector("#record .row[data-path='events.e1.casualties.0']")`)
	b.press("U")
	b.await(`document.querySelector("#record .row[data-path='events.e1.casualties.0']") !== null`)
	b.accessible("a sheet")
	b.do(chromedp.Click(`[data-whole] button`), chromedp.WaitReady("body.set"))

	at := sheetPath(set, report)
	d.bench.Author = "J. Okafor"
	d.fill(set, report, "10")
	d.post(at+"/finish", url.Values{}, 200)
	d.bench.Author = "R. Salem"
	b.open(setPath(set))
	b.do(chromedp.Click(`.crumb .go a`), chromedp.WaitReady("body.adjudicate"))
	in := func(unit string) {
		t.Helper()
		b.await(fmt.Sprintf(`document.querySelector("tr.u.cur")?.id === "u-%s"`, unit))
	}
	first := script[string](b, `document.querySelector("tr.u.cur").id`)
	b.press("j")
	b.await(fmt.Sprintf(`document.querySelector("tr.u.cur").id !== %q`, first))
	b.press("k")
	in(strings.TrimPrefix(first, "u-"))
	b.open(adjudicatePath(set, report) + "?unit=event.1.killed")
	in("event.1.killed")
	settled := func(taken, words string) {
		t.Helper()
		for until := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
			c, err := d.store.Comparison(t.Context(), set, report)
			if err != nil {
				t.Fatal(err)
			}
			one, ok := c.Settled["event.1.killed"]
			if got := one.Taken + one.Reason; got == taken && ok == (taken != "") && strings.Contains(b.where(), "#u-") {
				break
			} else if time.Now().After(until) {
				t.Fatalf("settled is %q, want %q", got, taken)
			}
		}
		b.open(adjudicatePath(set, report) + "?unit=event.1.killed")
		b.await(fmt.Sprintf(`document.getElementById("u-event.1.killed").lastElementChild.textContent.includes(%q)`, words))
	}
	b.press("2")
	settled("1", "coder B’s")
	b.press("3")
	settled("machine", "the machine’s")
	b.press("0")
	b.await(`document.activeElement.name === "reason"`)
	script[any](b, `document.activeElement.value = "counts differ"`)
	b.press("\r")
	settled("counts differ", "counts differ")
	b.press("u")
	settled("", "open")
	b.press("c")
	b.do(chromedp.WaitReady("table.adj form.fix"))
	b.await(`document.activeElement.name === "low"`)
	b.press("12\r")
	settled("other", "12")
	for _, language := range []string{"en", "ar"} {
		for _, theme := range []string{"light", "dark"} {
			b.choose(language, theme)
			for _, path := range []string{"/sets", setPath(set), adjudicatePath(set, report), adjudicatePath(set, report) + "?unit=event.1.killed&another=1"} {
				for _, width := range []int64{360, 1600} {
					b.size(width, 900)
					b.open(path)
					what := fmt.Sprintf("%s %s %s %d px", path, language, theme, width)
					b.fits(what)
					b.accessible(what)
				}
			}
		}
	}
}
