package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// pagesOfSets makes two sets, one of them coded and to be settled, and gives the addresses of their pages.
func (d *desk) pagesOfSets() []string {
	d.t.Helper()
	author := d.bench.Author
	defer func() { d.bench.Author = author }()
	report := d.addText(siege, "2024-05-03")
	var sets []string
	for _, name := range []string{"A sample of the reports that were added in March", "Open sample"} {
		set, err := d.store.AddSet(d.t.Context(), name, author, []string{author, "J. Okafor"}, []string{report})
		if err != nil {
			d.t.Fatal(err)
		}
		sets = append(sets, set)
	}
	for coder, killed := range map[string]string{author: "9", "J. Okafor": "10"} {
		d.bench.Author = coder
		d.fill(sets[0], report, killed)
		d.post(sheetPath(sets[0], report)+"/finish", url.Values{"done": {"yes"}}, 200)
	}
	d.bench.Author = author
	d.fill(sets[1], report, "9")
	sheet := sheetPath(sets[1], report)
	return []string{setPath(sets[0]), setPath(sets[1]), adjudicatePath(sets[0], report) + "?unit=event.1.killed", sheet, sheet + "?correct=events.e1.casualties.0", setPath(sets[1]) + "/adjudicate"}
}

// spacing is how far a reader may set letters, words, lines and paragraphs apart (WCAG 1.4.12).
const spacing = `(() => { const s = new CSSStyleSheet(); s.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }"); document.adoptedStyleSheets = [s]; return true })()`

// clipped lists what hides part of its own words, or lets them run into its neighbour: boxes that cut, and cells of tables.
const clipped = `[...document.querySelectorAll("body *")].filter(e => {
	if (!e.checkVisibility() || e.closest(".vh, .stackt thead, svg, [popover]:not(:popover-open)") || !e.textContent.trim()) return false
	const cuts = s => s === "hidden" || s === "clip"
	const style = getComputedStyle(e)
	const wide = e.scrollWidth > e.clientWidth + 1, high = e.scrollHeight > e.clientHeight + 1
	return cuts(style.overflowX) && wide || cuts(style.overflowY) && high || style.display === "table-cell" && wide
}).map(e => e.outerHTML.slice(0, 160)).join("\n\t")`

// Every page can be read in a column of 320 px (so at 400 % on a screen of 1280), and with more space between its letters:
// nothing needs to be scrolled sideways, and no words are lost.
func TestPagesReflow(t *testing.T) {
	d := openExamples(t)
	pages := append(d.pagesOf(), d.pagesOfSets()...)
	b := d.browse()
	for _, language := range []string{"en", "ar"} {
		b.choose(language, "light")
		for _, path := range pages {
			b.size(320, 800)
			b.open(path)
			what := fmt.Sprintf("%s %s", path, language)
			b.whole(what)
			script[any](b, spacing)
			b.whole(what + " spaced")
			b.size(720, 450) // 200 % on a screen of 1440 by 900
			b.whole(what + " spaced at 720 px")
			b.size(1440, 900)
			b.whole(what + " spaced at 1440 px")
		}
	}
}

// whole checks that the page does not scroll sideways, loses no words, and lies in order: its head over all of it.
func (b *tab) whole(what string) {
	b.t.Helper()
	script[any](b, `for (const d of document.querySelectorAll("details")) d.open = true`)
	b.fits(what)
	if lost := script[string](b, clipped); lost != "" {
		b.t.Errorf("%s: words are cut off in\n\t%s", what, lost)
	}
	if head := script[int](b, `document.documentElement.clientWidth - document.querySelector(".top").offsetWidth`); head != 0 {
		b.t.Errorf("%s: the head is %d px narrower than the page", what, head)
	}
}

// unseen goes through all that takes the focus, onwards and back, and lists what does not show it: no outline, out of the
// window, or wholly behind something that keeps to an edge.
const unseen = `(() => {
	const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length)
	const found = new Set()
	for (const e of [...stops, ...stops.toReversed()]) {
		e.focus()
		if (document.activeElement !== e) continue
		const outlined = [e, ...["label", ".row"].map(s => e.closest(s))].some(x => x && getComputedStyle(x).outlineStyle !== "none" && parseFloat(getComputedStyle(x).outlineWidth) >= 2)
		const shape = e.ownerSVGElement && getComputedStyle(e.querySelector("text") ?? e).textDecorationLine.includes("underline")
		const seen = [e, e.closest("label")].filter(x => x).some(x => [...x.getClientRects()].some(r => [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].some(([x1, y1]) => {
			const hit = document.elementFromPoint(r.x + r.width * x1, r.y + r.height * y1)
			return hit && (x.contains(hit) || x.ownerSVGElement?.contains(hit) || hit.contains(x) && hit !== document.body && hit !== document.documentElement && !hit.matches("main"))
		})))
		if (!outlined && !shape) found.add("no outline: " + e.outerHTML.slice(0, 120))
		if (!seen) found.add("hidden: " + e.outerHTML.slice(0, 120))
	}
	return stops.length < 5 ? "only " + stops.length + " stops" : [...found].slice(0, 5).join("\n\t")
})()`

// Whatever has the focus shows it, and nothing lies over it.
func TestFocusIsSeen(t *testing.T) {
	d := openExamples(t)
	pages := append(d.pagesOf(), d.pagesOfSets()...)
	b := d.browse()
	for _, c := range []struct {
		language      string
		width, height int64
	}{{"en", 1440, 700}, {"ar", 360, 640}, {"en", 720, 450}, {"en", 320, 256}} {
		b.choose(c.language, "light")
		b.size(c.width, c.height)
		for _, path := range pages {
			b.open(path)
			b.press("\t")
			if lost := script[string](b, unseen); strings.TrimSpace(lost) != "" {
				t.Errorf("%s %s %d px:\n\t%s", path, c.language, c.width, lost)
			}
		}
	}
}

// Where the system sets the colours, what is chosen and what is in hand can still be told: by ground or outline.
func TestForcedColorsTell(t *testing.T) {
	d := openExamples(t)
	b := d.browse()
	b.choose("en", "light")
	features := []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: "dark"}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		t.Fatal(err)
	}
	looks := func(selector string) string {
		t.Helper()
		return script[string](b, fmt.Sprintf(`(() => { const s = getComputedStyle(document.querySelector(%q)); return [s.backgroundColor, s.outlineStyle, s.outlineWidth].join(" ") })()`, selector))
	}
	differ := func(one, other string) {
		t.Helper()
		if looks(one) == looks(other) {
			t.Errorf("%s looks like %s: %s", one, other, looks(one))
		}
	}
	b.open("/review")
	differ(".seg a[aria-current]", ".seg a:not([aria-current])")
	b.open("/")
	b.press("j")
	b.await(`!!document.querySelector("tr.i.cur")`)
	differ("tr.i.cur", "tr.i:not(.cur)")
	if ink := script[string](b, `getComputedStyle(document.querySelector("#desk-map text")).fill`); !strings.HasPrefix(ink, "rgb(1") && !strings.HasPrefix(ink, "rgb(2") {
		t.Errorf("on the dark ground of the system the map is lettered in %s", ink)
	}
	b.size(360, 740)
	differ(".pick label:has(:checked)", ".pick label:not(:has(:checked))")
	b.size(1440, 900)
	b.open(d.pagesOf()[8])
	differ("mark.cur", "mark:not(.cur)")
}
