package web

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A tab is a page of a real browser over a desk.
type tab struct {
	t      *testing.T
	desk   *desk
	ctx    context.Context
	cutOff atomic.Bool // nobody may answer for a while: that the browser says so is no error
}

// chromium is where the browser is; empty if there is none.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// browse opens a tab at 1440 by 900. Without a browser the test is skipped, and says so. What
// the browser reports as an error (a blocked script, an exception) fails the test.
func (d *desk) browse() *tab {
	d.t.Helper()
	path := chromium()
	if path == "" {
		d.t.Skip("no chromium is installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("force-prefers-reduced-motion", true))
	ctx, stop := chromedp.NewExecAllocator(d.t.Context(), options...)
	d.t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	d.t.Cleanup(closeTab)
	if err := chromedp.Do(ctx); err != nil { // the browser starts, and lasts as long as the test
		d.t.Fatal(err)
	}
	b := &tab{t: d.t, desk: d, ctx: ctx}
	b.size(1440, 900)
	messages := chromedp.Console(ctx)
	go func() {
		for m := range messages {
			// An answer that tells of a problem is logged too: pages of problems are looked at on purpose.
			expected := strings.Contains(m.Text, "responded with a status of") || b.cutOff.Load() && strings.Contains(m.Text, "net::ERR_")
			if m.IsException() || m.Type == "error" && !expected {
				d.t.Errorf("the browser says: %s", m)
			}
		}
	}()
	return b
}

// patience is how long the browser may take for one step.
const patience = 30 * time.Second

// do makes the browser act, step by step.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("at %s: %v", b.where(), err)
	}
}

// where is the address of the page in the tab.
func (b *tab) where() string {
	where, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return where
}

func (b *tab) size(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// open goes to a page of the desk.
func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.desk.server.URL+path), chromedp.WaitReady("#main"))
}

// choose sets the language and the theme.
func (b *tab) choose(language, theme string) {
	b.t.Helper()
	for name, value := range map[string]string{"lang": language, "theme": theme} {
		if _, err := chromedp.Call(b.ctx, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: b.desk.server.URL}); err != nil {
			b.t.Fatal(err)
		}
	}
}

// script runs a line of script and gives its value, awaited where it is a promise.
func script[T any](b *tab, source string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](source, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("at %s: %s: %v", b.where(), source[:min(len(source), 200)], err)
	}
	return value
}

// press types keys into whatever has the focus.
func (b *tab) press(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// await waits until a line of script is true, on whichever page the tab comes to be.
func (b *tab) await(source string) {
	b.t.Helper()
	var last error
	ticks := time.NewTicker(20 * time.Millisecond)
	defer ticks.Stop()
	for end := time.Now().Add(patience); time.Now().Before(end); <-ticks.C {
		var done bool
		if done, last = chromedp.Run(b.ctx, chromedp.Evaluate[bool](source)); done && last == nil {
			return
		}
	}
	b.t.Fatalf("at %s: waited for %s: %v", b.where(), source, last)
}

// A violation is a rule of accessibility that a page breaks.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct{ HTML string }
}

// accessible checks the page in the tab with axe-core: WCAG 2.2 A and AA.
func (b *tab) accessible(what string) {
	b.t.Helper()
	axe, err := os.ReadFile("../third/testdata/axe.min.js")
	if err != nil {
		b.t.Fatal(err)
	}
	script[any](b, string(axe)+";true")
	found := script[string](b, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(r => JSON.stringify({Passed: r.passes.length, Violations: r.violations.map(v => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html}))}))}))`)
	var checked struct {
		Passed     int
		Violations []violation
	}
	if err := json.Unmarshal([]byte(found), &checked); err != nil {
		b.t.Fatal(err)
	}
	if checked.Passed < 10 {
		b.t.Errorf("%s: only %d rules were applied", what, checked.Passed)
	}
	for _, v := range checked.Violations {
		where := ""
		for _, n := range v.Nodes[:min(3, len(v.Nodes))] {
			where += "\n\t" + n.HTML
		}
		b.t.Errorf("%s: %s (%s): %s, %d places%s", what, v.ID, v.Impact, v.Help, len(v.Nodes), where)
	}
}

// fits checks that the page does not scroll sideways.
func (b *tab) fits(what string) {
	b.t.Helper()
	if over := script[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		widest := script[string](b, `(() => { let worst = null; for (const e of document.querySelectorAll("main *")) { const r = e.getBoundingClientRect(); const o = Math.max(r.right - document.documentElement.clientWidth, -r.left); if (o > 1 && (!worst || o > worst[0])) worst = [o, e.outerHTML.slice(0, 120)]; } return worst ? worst.join(" ") : ""; })()`)
		b.t.Errorf("%s: %d px too wide: %s", what, over, widest)
	}
}

// pagesOf are the addresses of one page of each kind, and of what opens on them.
func (d *desk) pagesOf() []string {
	d.t.Helper()
	e, other := d.twoIncidents()
	incident, err := d.store.Incident(d.t.Context(), e.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	report := "/report/" + incident.Tellings[0].Report
	return []string{
		"/",
		"/?country=XX&words=market",
		"/?from=yesterday",
		incidentPath(e.ID),
		incidentPath(e.ID) + "/merge",
		incidentPath(e.ID) + "/merge?with=" + other.ID,
		incidentPath(e.ID) + "/split",
		incidentPath(e.ID) + "/split?telling=" + url.QueryEscape(incident.Tellings[0].Key()),
		report,
		report + "?correct=" + killedPath,
		report + "?correct=" + placePath,
		report + "?add=events",
		report + "?why=" + typePath,
		"/review",
		"/review?language=xx",
		"/actors",
		d.linked("/actors", "/actor/"),
		"/sources",
		d.linked("/sources", "/source?"),
		"/forecasts",
		"/codebook",
		"/add",
		"/sets",
		"/settings",
		"/nowhere",
	}
}

// linked is the first link of a page that begins in some way.
func (d *desk) linked(page, beginning string) string {
	d.t.Helper()
	link := regexp.MustCompile(`href="(` + regexp.QuoteMeta(beginning) + `[^"]*)"`).FindStringSubmatch(d.get(page, http.StatusOK))
	if link == nil {
		d.t.Fatalf("%s leads to no %s", page, beginning)
	}
	return html.UnescapeString(link[1])
}

// Every page, in both languages and themes, on a phone and on a desk: not each with each, but each pair of them.
func TestPagesAreAccessible(t *testing.T) {
	d := openExamples(t)
	b := d.browse()
	for _, c := range []struct {
		language, theme string
		width           int64
	}{{"en", "light", 1600}, {"en", "dark", 360}, {"ar", "light", 360}, {"ar", "dark", 1600}} {
		b.choose(c.language, c.theme)
		b.size(c.width, 2400) // so high that what keeps to an edge covers nothing: axe takes what is covered in part for small
		for _, path := range d.pagesOf() {
			b.open(path)
			what := fmt.Sprintf("%s %s %s %d px", path, c.language, c.theme, c.width)
			b.fits(what)
			b.accessible(what)
		}
	}
}

// What opens over a page is accessible too: the help of the keys, the filters of the desk.
func TestWhatOpensIsAccessible(t *testing.T) {
	d := openReport(t, bus)
	b := d.browse()
	b.open(d.path)
	b.click("#keys-hint [data-help]")
	b.await(`document.getElementById("help").open`)
	b.accessible("help")
	b.open("/")
	for _, name := range []string{"time", "place", "type", "sort"} {
		b.click(`button[popovertarget="f-` + name + `"]`)
		b.accessible("filter " + name)
		b.press(kb.Escape)
	}
	b.click(`.maptools [data-zoom="in"]`)
	b.accessible("a map from closer by")
}

// The pages of a record with users: the door, who they are, and what stands on every page.
func TestDoorIsAccessible(t *testing.T) {
	d := openHouse(t, "kabul")
	b := d.browse()
	b.choose("en", "light")
	b.open("/sources")
	b.accessible("login")
	b.fits("login")
	b.do(chromedp.SendKeys(`input[name="name"]`, "admin"), chromedp.SendKeys(`input[name="password"]`, "wrong so far\r"), chromedp.WaitReady("#wrong"))
	b.accessible("a login that failed")
	b.do(chromedp.SendKeys(`input[name="password"]`, password+"\r"), chromedp.WaitReady(`a[href="/settings"]`))
	if where := b.where(); !strings.HasSuffix(where, "/sources") {
		t.Errorf("the login leads to %s", where)
	}
	for _, width := range []int64{360, 1600} {
		b.size(width, 900)
		for _, path := range []string{"/settings", "/users", "/review"} {
			b.open(path)
			b.fits(path)
			b.accessible(fmt.Sprintf("%s %d px", path, width))
		}
	}
}

// The queue is walked by keys, and they can be switched off.
func TestQueueByKeys(t *testing.T) {
	d := openDesk(t)
	ids := d.waiting()
	b := d.browse()
	b.open("/review?sort=new")
	b.press("jj")
	if at := script[string](b, `document.activeElement.getAttribute("href")`); at != "/report/"+ids[1]+"?queue=new" {
		t.Errorf("two steps lead to %s", at)
	}
	leads := func(keys, report string) {
		t.Helper()
		b.press(keys)
		b.do(chromedp.WaitReady("body.report"))
		if where := b.where(); !strings.HasSuffix(where, "/report/"+report+"?queue=new") {
			t.Errorf("%q leads to %s", keys, where)
		}
	}
	leads("k\r", ids[2])
	b.open("/review?sort=new")
	leads("]", ids[2])
	b.open("/settings")
	b.do(chromedp.Click(`input[name="keys"][value="off"]`), chromedp.Click(`form[action="/settings"].form button`), chromedp.WaitReady(`html[data-keys="off"]`))
	b.open("/review?sort=new")
	b.press("j")
	if at := script[string](b, `document.activeElement.tagName`); at != "BODY" {
		t.Errorf("keys that are off lead to %s", at)
	}
}
