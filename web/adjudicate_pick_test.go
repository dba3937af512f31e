package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline/store"
	"github.com/chromedp/cdproto/input"
)

// codedDesk is a desk whose one person, who is a coder too, settles a set of one report. It gives the address of the report there.
func codedDesk(t *testing.T, text string) (d *desk, set, report string) {
	t.Helper()
	d = openDesk(t)
	report = d.addText(text, "2024-05-03")
	coders := []string{"R. Salem", "J. Okafor"}
	set, err := d.store.AddSet(t.Context(), "March sample", "R. Salem", coders, []string{report})
	if err != nil {
		t.Fatal(err)
	}
	for i, coder := range coders {
		d.bench.Author = coder
		d.fill(set, report, fmt.Sprint(8+i))
		d.post(sheetPath(set, report)+"/finish", url.Values{}, 200)
	}
	d.bench.Author = coders[0]
	return d, set, report
}

// The key that puts the hand into the field of the reason leaves nothing there, however long it is held down and however late its letter comes; and
// what is typed there does nothing else.
func TestKeysTypeNothingAfterActing(t *testing.T) {
	d, set, report := codedDesk(t, siege)
	b := d.browse()
	b.open(adjudicatePath(set, report) + "?unit=event.1.killed#u-event.1.killed")
	b.await(`document.activeElement.classList.contains("hand")`)
	key := func(kind input.DispatchKeyEventType, repeat bool) {
		t.Helper()
		if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: "0", Code: "Digit0", Text: map[bool]string{true: "0"}[kind != "keyUp"], WindowsVirtualKeyCode: 48, AutoRepeat: &repeat}); err != nil {
			t.Fatal(err)
		}
	}
	reason := func() string {
		t.Helper()
		return script[string](b, `document.querySelector("tr.spans:not([hidden]) .leave [name=reason]").value`)
	}
	key("rawKeyDown", false)
	b.await(`document.activeElement.name === "reason"`)
	key("char", false)
	for range 3 {
		key("keyDown", true)
	}
	key("keyUp", false)
	if got := reason(); got != "" {
		t.Errorf("the key has typed %q", got)
	}
	const typed = "10 of 12, c.u.v. 0j1k2"
	b.press(typed)
	if got := reason(); got != typed {
		t.Errorf("typed is %q, want %q", got, typed)
	}
	b.await(`document.querySelector("tr.u.cur").id === "u-event.1.killed" && !document.querySelector("form.fix")`)
	if c, err := d.store.Comparison(t.Context(), set, report); err != nil || len(c.Settled) != 0 {
		t.Errorf("typing has settled %v, %v", c.Settled, err)
	}
	b.press("\r")
	b.await(`document.getElementById("u-event.1.killed").textContent.includes("c.u.v.")`)
	if one := settledOf(t, d, set, report); one.Reason != typed {
		t.Errorf("the reason is %q", one.Reason)
	}
	b.do(chromedp.Focus(`#u-event\.1\.killed .hand`))
	b.press("00")
	b.await(`document.activeElement.name === "reason"`)
	if got := reason(); got != "0" { // the second is typed
		t.Errorf("typed is %q", got)
	}
}

// Another value gets its words from the article, by keys and by the mouse, in both directions of writing.
func TestAdjudicatorPicksWords(t *testing.T) {
	d, set, report := codedDesk(t, siege)
	b := d.browse()
	for _, language := range []string{"en", "ar"} {
		b.choose(language, "light")
		for _, width := range []int64{1440, 360} {
			b.size(width, 900)
			b.open(adjudicatePath(set, report) + "?unit=event.1.killed")
			b.await(`document.querySelector("table.adj .hand").tabIndex !== undefined && document.querySelector("tr.u.cur")?.id === "u-event.1.killed"`)
			b.do(chromedp.Focus(`#u-event\.1\.killed .hand`))
			b.press("c")
			b.do(chromedp.WaitReady("table.adj form.fix"))
			b.await(`document.activeElement.name === "low"`)
			b.press("7\t\t")
			b.await(`document.querySelector("form.fix [data-do=pick]").hidden === false`)
			script[any](b, `document.querySelector("form.fix [data-do=pick]").focus()`)
			b.press(" ")
			b.await(`document.activeElement.id === "artwrap"`)
			words := func() string { return script[string](b, `document.querySelector("form.fix [name=words]").value`) }
			for range 2 {
				b.press(kb.ArrowRight)
			}
			script[any](b, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { code: "ArrowRight", key: "ArrowRight", shiftKey: true, bubbles: true, cancelable: true }))`)
			b.press("\r")
			b.await(`document.activeElement.name === "words"`)
			if got := words(); got != "kills nine" && got != "nine at" {
				t.Errorf("%s %d: picked by keys is %q", language, width, got)
			}
			script[any](b, `document.querySelector("#article p").scrollIntoView({ block: "center" })`)
			at := script[[]float64](b, `(() => { const text = document.querySelector("#article p").firstChild; const range = document.createRange();
				const box = (word) => { const at = text.data.indexOf(word); range.setStart(text, at); range.setEnd(text, at + word.length); return range.getBoundingClientRect(); };
				const [one, other] = [box("nine"), box("people")]; return [one.left + 2, one.top + one.height / 2, other.right - 2, other.top + other.height / 2]; })()`)
			b.drags(at[0], at[1], at[2], at[3])
			b.await(`document.querySelector("form.fix [name=words]").value === "nine people"`)
			if got := script[string](b, `document.querySelector("form.fix [name=at]").value`); got != fmt.Sprint(strings.Index(siege, "nine people")) {
				t.Errorf("%s %d: the words are at %s", language, width, got)
			}
			what := fmt.Sprintf("another value, %s %d px", language, width)
			b.fits(what)
			b.accessible(what)
		}
	}
	b.size(1440, 900)
	script[any](b, `document.querySelector("form.fix [name=low]").focus()`)
	b.press("\r")
	b.await(`!document.querySelector("form.fix")`)
	if one := settledOf(t, d, set, report); !strings.Contains(string(one.Value), `"text":"nine people"`) || !strings.Contains(string(one.Value), `"low":7`) {
		t.Errorf("settled is %s", one.Value)
	}
}

// settledOf gives what was settled of the killed.
func settledOf(t *testing.T, d *desk, set, report string) store.Settled {
	t.Helper()
	c, err := d.store.Comparison(t.Context(), set, report)
	if err != nil {
		t.Fatal(err)
	}
	return c.Settled["event.1.killed"]
}
