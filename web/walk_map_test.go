package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A mapView is what a map shows: the upper left corner in its drawing, and how wide.
type mapView struct{ x, y, width, height float64 }

func (b *tab) mapSeen() (s mapView) {
	b.t.Helper()
	box := script[string](b, `document.querySelector("svg.map").getAttribute("viewBox")`)
	if _, err := fmt.Sscan(box, &s.x, &s.y, &s.width, &s.height); err != nil {
		b.t.Fatalf("the map shows %q: %v", box, err)
	}
	return s
}

// middleOf gives the middle of what a selector finds, in the window, once it is in sight.
func (b *tab) middleOf(selector string) (x, y float64) {
	b.t.Helper()
	b.do(chromedp.ScrollIntoView(selector))
	at := script[[]float64](b, fmt.Sprintf(`(() => { const r = document.querySelector(%q).getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; })()`, selector))
	return at[0], at[1]
}

// wheel turns the mouse's wheel over a place of the window.
func (b *tab) wheel(x, y, by float64, held ...chromedp.Modifier) {
	b.t.Helper()
	b.do(chromedp.MouseEvent(chromedp.MouseWheel, x, y, func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = .01, by }, chromedp.ButtonModifiers(held...)))
}

const mapMarkSize = `(() => { const r = document.querySelector("#desk-map svg.map .pin:not([display])[data-i] circle").getBoundingClientRect(); return r.width })()`

// The map of the desk comes closer by buttons, keys and the mouse; what it shows then filters the desk.
func TestMapByHand(t *testing.T) {
	d := openDesk(t, "kabul", "baidoa")
	b := d.browse()
	b.open("/")
	b.await(`!document.querySelector("#within").hidden`)
	whole := b.mapSeen()
	all := b.listed()
	size := script[float64](b, mapMarkSize)

	b.click(`.maptools [data-zoom="in"]`)
	if now := b.mapSeen(); now.width != whole.width/2 || now.height != whole.height/2 {
		t.Errorf("after one step the map shows %v of %v", now, whole)
	}
	b.click(`.maptools [data-zoom="whole"]`)
	if now := b.mapSeen(); now != whole {
		t.Errorf("whole again the map shows %v, not %v", now, whole)
	}
	if b.has(`.maptools [data-zoom="in"][aria-disabled="true"]`) || !b.has(`.maptools [data-zoom="out"][aria-disabled="true"]`) {
		t.Error("the buttons do not say what they can do")
	}

	script[any](b, `document.querySelector(".mapview").focus()`)
	b.press("+")
	closer := b.mapSeen()
	b.press(kb.ArrowRight + kb.ArrowDown)
	if now := b.mapSeen(); closer.width != whole.width/2 || now.x <= closer.x || now.y <= closer.y || now.width != closer.width {
		t.Errorf("by keys the map shows %v, then %v", closer, now)
	}
	if now := script[float64](b, mapMarkSize); now < size*.98 || now > size*1.02 {
		t.Errorf("a mark of %v px is %v px wide from closer by", size, now)
	}

	before := b.mapSeen()
	x, y := b.middleOf("#desk-map svg.map")
	where := b.where()
	b.drags(x, y, x+40, y+30)
	if now := b.mapSeen(); now.x >= before.x || now.y >= before.y || now.width != before.width {
		t.Errorf("dragged to the right and down the map shows %v after %v", now, before)
	}
	if b.where() != where {
		t.Errorf("a drag leads to %s", b.where())
	}
	b.shows("#help th", "+ −")
	b.press("0")
	if now := b.mapSeen(); now != whole {
		t.Errorf("0 shows %v", now)
	}

	b.press("++")
	for range 20 { // to the corner where Baidoa lies
		b.press(kb.ArrowLeft + kb.ArrowDown)
	}
	b.follow("#within")
	u, err := url.Parse(b.where())
	if err != nil || len(strings.Split(u.Query().Get("box"), ",")) != 4 {
		t.Fatalf("the frame leads to %s", b.where())
	}
	inside := b.listed()
	if len(inside) == 0 || len(inside) >= len(all) {
		t.Errorf("of %v these lie in the frame: %v", all, inside)
	}
	for _, id := range inside {
		if !strings.Contains(id, "-baidoa") {
			t.Errorf("%s lies in the frame", id)
		}
	}
}

// A frame of the whole world lets through what lies anywhere in it.
func TestMapOfTheWholeWorld(t *testing.T) {
	d := openDesk(t, "kabul", "baidoa")
	b := d.browse()
	b.open("/?box=-180,-58,180,84")
	b.await(`!document.querySelector("#within").hidden`)
	all := b.listed()
	b.follow("#within")
	if now := b.listed(); len(now) != len(all) || len(now) == 0 {
		t.Errorf("at %s %d of %d incidents are listed", b.where(), len(now), len(all))
	}
}

// Marks lead where they led, and the page keeps its wheel.
func TestMapLeavesThePageItsWheel(t *testing.T) {
	d := openDesk(t, "kabul", "baidoa")
	b := d.browse()
	b.open("/")
	b.await(`!document.querySelector("#within").hidden`)
	whole := b.mapSeen()
	b.size(1440, 600)
	x, y := b.middleOf("#desk-map svg.map")
	top := script[float64](b, `scrollTo(0, scrollY - 40), scrollY`)
	b.wheel(x, y, 60)
	b.await(fmt.Sprintf(`scrollY > %v`, top))
	script[any](b, `(async () => { for (let before = -1; before !== scrollY;) { before = scrollY; for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame) } })()`) // it comes to rest
	if now := b.mapSeen(); now != whole {
		t.Errorf("the wheel alone shows %v", now)
	}
	mark := `#desk-map svg.map .pin[data-lead]:not([display])`
	wanted := script[string](b, fmt.Sprintf(`document.querySelector(%q).dataset.lead`, mark))
	x, y = b.middleOf(mark + " circle")
	b.wheel(x, y, -120, chromedp.ModifierCtrl)
	b.await(fmt.Sprintf(`document.querySelector("svg.map").viewBox.baseVal.width < %v`, whole.width))
	b.leaves(func() { b.do(chromedp.MouseClickXY(x, y)) })
	if lead, err := url.ParseQuery(wanted); err != nil || !strings.Contains(b.where(), "place="+url.QueryEscape(lead.Get("place"))) {
		t.Errorf("the mark of %s leads to %s", wanted, b.where())
	}
}

// Without script a map has no buttons.
func TestMapWithoutScript(t *testing.T) {
	d := openDesk(t, "kabul")
	b := d.browse()
	b.still()
	b.open("/")
	for _, control := range []string{".maptools button", "#within", ".hint"} {
		b.do(chromedp.WaitNotVisible(control))
	}
}

// fingers touches the window where points say, x and y in turn.
func (b *tab) fingers(what input.DispatchTouchEventType, points ...float64) {
	b.t.Helper()
	touch := input.DispatchTouchEventParams{Type: what, TouchPoints: []*input.TouchPoint{}}
	for i := 0; i+1 < len(points); i += 2 {
		id := float64(i)
		touch.TouchPoints = append(touch.TouchPoints, &input.TouchPoint{X: points[i], Y: points[i+1], ID: &id})
	}
	if _, err := chromedp.Call(b.ctx, input.DispatchTouchEvent, touch); err != nil {
		b.t.Fatal(err)
	}
}

// Two fingers bring the map closer; one scrolls the page.
func TestMapByFingers(t *testing.T) {
	d := openDesk(t, "kabul", "baidoa")
	b := d.browse()
	b.do(chromedp.EmulateViewport(360, 640, chromedp.EmulateMobile, chromedp.EmulateTouch))
	b.open("/")
	b.await(`document.readyState === "complete"`)
	b.click(`label:has(#p-map)`)
	b.fits("the map on a phone")
	whole := b.mapSeen()
	x, y := b.middleOf("#desk-map svg.map")
	top := script[float64](b, `scrollY`)
	b.fingers(input.DispatchTouchEventTypeTouchStart, x, y)
	for step := 1.0; step <= 5; step++ {
		b.fingers(input.DispatchTouchEventTypeTouchMove, x, y-20*step)
	}
	b.fingers(input.DispatchTouchEventTypeTouchEnd)
	if now := b.mapSeen(); now != whole {
		t.Errorf("one finger shows %v", now)
	}
	b.await(fmt.Sprintf(`scrollY > %v`, top))
	x, y = b.middleOf("#desk-map svg.map")
	b.fingers(input.DispatchTouchEventTypeTouchStart, x-20, y, x+20, y)
	b.fingers(input.DispatchTouchEventTypeTouchMove, x-40, y, x+40, y)
	b.fingers(input.DispatchTouchEventTypeTouchEnd)
	if now := b.mapSeen(); now.width < whole.width*.45 || now.width > whole.width*.55 {
		t.Errorf("two fingers that part show %v of %v", now, whole)
	}
}
