package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The list of the desk is walked by keys, and its time line is too.
func TestDeskByKeys(t *testing.T) {
	d := openDesk(t, "kabul", "baidoa")
	b := d.browse()
	b.open("/")
	all := b.listed()
	inList := `document.activeElement.closest("tr.i")?.dataset.i ?? ""`
	b.press("jjj")
	if at := script[string](b, inList); at != all[2] {
		t.Errorf("three steps lead to %q", at)
	}
	if !b.has(`#desk-map .lit`) {
		t.Error("the incident in hand is not lit on the map")
	}
	b.press("k")
	b.leaves(func() { b.press("\r") })
	b.at(incidentPath(all[1]))

	b.open("/")
	b.tabTo(`.only-wide [role="slider"]`)
	first := script[string](b, `document.activeElement.getAttribute("aria-valuetext")`)
	b.leaves(func() { b.press(kb.PageUp + kb.ArrowRight + "\r") })
	b.await(`!!new URL(location).searchParams.get("from") && document.activeElement?.matches("[role=slider]")`)
	if now := script[string](b, `document.activeElement.getAttribute("aria-valuetext")`); now == first || now == "" {
		t.Errorf("the slider says %q, as before", now)
	}
	if later := b.listed(); len(later) >= len(all) || len(later) == 0 {
		t.Errorf("of %d incidents %d are that late", len(all), len(later))
	}
}

// A box is dragged on the map with Shift held: what lies in it is listed.
func TestDeskByTheMap(t *testing.T) {
	d := openDesk(t, "kabul", "baidoa")
	b := d.browse()
	b.open("/")
	all := b.listed()
	box := func(id string) []float64 {
		return script[[]float64](b, `(() => { const r = [...document.querySelectorAll("#desk-map [data-i]")].find(e => e.dataset.i.split(" ").includes(`+strconv.Quote(id)+`)).getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })()`)
	}
	baidoa := all[slices.IndexFunc(all, func(id string) bool { return strings.HasSuffix(id, "baidoa") })]
	b.do(chromedp.ScrollIntoView("#desk-map svg.map"))
	at := box(baidoa)
	b.leaves(func() { b.drags(at[0]-12, at[1]-12, at[2]+12, at[3]+12, chromedp.ModifierShift) })
	u, err := url.Parse(b.where())
	if err != nil || len(strings.Split(u.Query().Get("box"), ",")) != 4 {
		t.Fatalf("the box leads to %s", b.where())
	}
	inside := b.listed()
	if !slices.Contains(inside, baidoa) || len(inside) >= len(all) {
		t.Errorf("in the box lie %v", inside)
	}
	for _, id := range inside {
		if strings.HasSuffix(id, "kabul") {
			t.Errorf("%s lies in the box", id)
		}
	}
}

// A report comes in while the desk is looked at: a line says so, and nothing moves until that is asked for.
func TestDeskSaysWhatComesIn(t *testing.T) {
	d := openDesk(t, "kabul")
	b := d.browse()
	b.open("/")
	all := b.listed()
	b.press("j")
	d.addText(bus, "2024-05-04")
	b.shows("#fresh", "1 new report. Show")
	b.shows("#live", "1 new report")
	if now := b.listed(); !slices.Equal(now, all) {
		t.Error("the list has changed under the hand")
	}
	if at := script[string](b, `document.activeElement.closest("tr.i")?.dataset.i ?? ""`); at != all[0] {
		t.Errorf("the focus went to %q", at)
	}
	b.follow("#fresh a")
	if now := b.listed(); len(now) != len(all)+1 {
		t.Errorf("%d incidents are listed, %d before", len(now), len(all))
	}
}

// On a phone the dock accepts what is in hand.
func TestReportOnAPhone(t *testing.T) {
	d := openReport(t, bus)
	b := d.browse()
	b.do(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))
	b.open(d.path)
	b.await(`!!document.querySelector("#record .row.cur")`)
	b.fits("report")
	first := b.inHand()
	b.shows(".dock .what", "Armed assault")
	if small := script[string](b, `[...document.querySelectorAll(".dock button")].filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent).join()`); small != "" {
		t.Errorf("less than 44 px high: %s", small)
	}
	b.click(`.dock [data-key="KeyA"]`)
	b.decided(first, "human")
	if next := b.inHand(); next == first || next == "" {
		t.Errorf("then %q is in hand", next)
	}
	b.click(`.dock [data-key="KeyJ"]`)
	b.click(`.dock [data-key="KeyC"]`)
	b.await(`!!document.querySelector("#record .fix")`)
	b.fits("a correction")
}

// Without script the desk filters and the report is checked, by forms and links.
func TestWithoutScript(t *testing.T) {
	d := openReport(t, bus)
	b := d.browse()
	b.still()
	b.open("/")
	b.do(chromedp.Click(`button[popovertarget="f-type"]`, chromedp.NodeVisible))
	b.do(chromedp.Click(`#f-type input[value="armed-assault"]`, chromedp.NodeVisible))
	b.do(chromedp.Click(`#f-type button`, chromedp.NodeVisible), chromedp.WaitReady(`.filters .on`))
	if where := b.where(); !strings.HasSuffix(where, "/?type=armed-assault") {
		t.Errorf("the filter leads to %s", where)
	}
	b.open(d.path)
	row := `#record li[data-path="` + killedPath + `"]`
	b.do(chromedp.Click(row+` button[value="accept"]`), chromedp.WaitReady(row+`[data-who="human"]`))
	if got := d.who(d.get(d.path, 200), killedPath); got != "human" {
		t.Errorf("the record has %s", got)
	}
	b.do(chromedp.Click(row + ` a[data-do="c"]`))
	b.do(chromedp.WaitReady(row + ` .fix`))
	b.do(chromedp.SetValue(row+` [name="low"]`, "7"))
	b.do(chromedp.Click(row + ` .fix .btn.first`))
	b.do(chromedp.WaitReady(row + `[data-who="fixed"]`))
	if got := d.record().Events[0].Casualties[0].Low; got != 7 {
		t.Errorf("the record has %d", got)
	}
}

// still switches scripts off.
func (b *tab) still() {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		b.t.Fatal(err)
	}
}
