package web

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/examples"
	"dateline/page"
)

// openExamples opens a workbench over the example reports.
func openExamples(t *testing.T) *desk {
	t.Helper()
	d := openDesk(t)
	d.bench.Examples = true
	err := fs.WalkDir(examples.Reports, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := examples.Reports.ReadFile(name)
		if err != nil {
			return err
		}
		d.add(&dateline.Raw{Name: "examples/" + name, Bytes: content}, page.Options{})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at waits for a page whose address ends in some way, and for its scripts.
func (b *tab) at(ending string) {
	b.t.Helper()
	b.await(fmt.Sprintf(`location.href.endsWith(%q) && document.readyState === "complete"`, ending))
}

// click clicks what a selector finds.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(selector, chromedp.NodeVisible))
}

// follow clicks, and waits for the page that comes of it.
func (b *tab) follow(selector string) {
	b.t.Helper()
	b.leaves(func() { b.click(selector) })
}

// leaves does what leads to another page, and waits for that.
func (b *tab) leaves(act func()) {
	b.t.Helper()
	script[any](b, `window.before = true`)
	act()
	b.await(`!window.before && document.readyState === "complete" && !!document.getElementById("main")`)
}

// shows waits until what a selector finds says some words.
func (b *tab) shows(selector string, wanted ...string) {
	b.t.Helper()
	for _, w := range wanted {
		b.await(fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.textContent.replace(/[\u2068\u2069\u2060]/g, "").replace(/\s+/g, " ").includes(%q))`, selector, w))
	}
}

// has tells whether a selector finds anything.
func (b *tab) has(selector string) bool {
	b.t.Helper()
	return script[bool](b, fmt.Sprintf(`!!document.querySelector(%q)`, selector))
}

// hold presses a key that moves while modifiers are held.
func (b *tab) hold(keys string, held ...chromedp.Modifier) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys, chromedp.KeyModifiers(held...)))
}

// write types into what has the focus, in place of what stands there.
func (b *tab) write(text string) {
	b.t.Helper()
	script[any](b, `document.activeElement.select()`)
	if text == "" {
		b.press(kb.Delete)
		return
	}
	b.press(text)
}

// tabTo goes on by the tabulator until a selector finds what has the focus.
func (b *tab) tabTo(selector string) {
	b.t.Helper()
	for range 60 {
		if script[bool](b, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return
		}
		b.press("\t")
	}
	b.t.Fatalf("at %s: the tabulator does not lead to %s", b.where(), selector)
}

// drags presses the mouse at one place of the window and lets go at another, while modifiers are held.
func (b *tab) drags(x, y, toX, toY float64, modifiers ...chromedp.Modifier) {
	b.t.Helper()
	held := func(p *input.DispatchMouseEventParams) {
		p.Buttons = 1
		chromedp.ButtonModifiers(modifiers...)(p)
	}
	b.do(
		chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, held),
		chromedp.MouseEvent(chromedp.MouseMoved, (x+toX)/2, (y+toY)/2, chromedp.ButtonLeft, held),
		chromedp.MouseEvent(chromedp.MouseMoved, toX, toY, chromedp.ButtonLeft, held),
		chromedp.MouseEvent(chromedp.MouseReleased, toX, toY, chromedp.ButtonLeft, chromedp.ButtonModifiers(modifiers...)),
	)
}

// listed gives the ids of the incidents that the desk in the tab lists.
func (b *tab) listed() []string {
	b.t.Helper()
	return strings.Fields(script[string](b, `[...document.querySelectorAll("tr.i")].map(r => r.dataset.i).join(" ")`))
}
