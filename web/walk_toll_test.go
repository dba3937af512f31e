package web

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"dateline"
	"dateline/store"
)

// away stops the server, as where a machine goes down; back starts it again at the same address.
func (d *desk) away() (back func()) {
	address := d.server.Listener.Addr().String()
	d.server.Close()
	return func() {
		d.t.Helper()
		listener, err := net.Listen("tcp", address)
		if err != nil {
			d.t.Fatal(err)
		}
		d.server = httptest.NewUnstartedServer(d.bench)
		d.server.Listener.Close()
		d.server.Listener = listener
		d.server.Start()
		d.t.Cleanup(d.server.Close)
	}
}

// take walks the record by j until a value is in hand.
func (b *tab) take(path string) {
	b.t.Helper()
	for range 40 {
		if b.inHand() == path {
			return
		}
		b.press("j")
	}
	b.t.Fatalf("j does not lead to %s", path)
}

// inHand is the path of the value in hand.
func (b *tab) inHand() string {
	b.t.Helper()
	return script[string](b, `document.querySelector("#record .row.cur")?.dataset.path ?? ""`)
}

// decided waits until a value was decided in some way, and nothing is left to send.
func (b *tab) decided(path, who string) {
	b.t.Helper()
	b.await(fmt.Sprintf(`document.getElementById("r-" + %q)?.dataset.who === %q && !%s`, path, who, unsent))
}

// unsent is true while decisions wait in the browser.
const unsent = `Object.keys(sessionStorage).some(k => k.startsWith("dateline queue") && sessionStorage[k] !== "[]")`

// Somebody corrects a toll by keys alone, takes it back, and makes it again.
func TestTollIsCorrectedByKeys(t *testing.T) {
	d := openReport(t, bus)
	d.edit("set", "document.published", 200, "date", "2024-05-04")
	_, incident, _, err := d.store.Telling(t.Context(), d.id+"/e1")
	if err != nil || incident == "" {
		t.Fatal("no incident", err)
	}
	toll := func(want string) {
		t.Helper()
		d.holds(d.get(incidentPath(incident), 200), "Killed, best "+want)
	}
	toll("6+")
	b := d.browse()
	b.open(d.path)
	b.tabTo("#record .val")
	b.take(injuredPath)
	b.press("k")
	if got := b.inHand(); got != killedPath {
		t.Fatalf("k leads to %s", got)
	}
	if !b.has(`#article mark.cur[data-v~="` + killedPath + `"]`) {
		t.Error("the words of the value in hand are not lit")
	}

	b.press("c")
	b.await(`document.activeElement?.matches("#record .row.cur .fix select")`)
	b.tabTo(`[name="low"]`)
	b.write("7")
	b.tabTo(`[name="high"]`)
	b.write("7")
	b.tabTo(`[name="open"]`)
	b.press(" ")
	b.press("\r")
	b.decided(killedPath, "fixed")
	toll("7 ")
	if at := script[string](b, `document.activeElement.closest(".row")?.dataset.path ?? document.activeElement.tagName`); at != killedPath {
		t.Errorf("after the correction the hand is at %s", at)
	}
	b.press("u")
	b.decided(killedPath, "machine")
	toll("6+")
	b.press("U")
	b.decided(killedPath, "fixed")
	toll("7 ")
}

// Two people at one value: who comes second is told so, and what they typed is there.
func TestConflictIsToldInWords(t *testing.T) {
	d := openReport(t, bus)
	b := d.browse()
	b.open(d.path)
	b.tabTo("#record .val")
	b.take(killedPath)
	b.press("c")
	b.await(`document.activeElement?.matches("#record .row.cur .fix select")`)
	b.tabTo(`[name="low"]`)
	b.write("115")
	b.tabTo(`[name="high"]`)
	b.write("115")
	b.tabTo(`[name="who"]`)
	b.write("passengers and drivers")
	other, err := json.Marshal(dateline.Casualty{Harm: dateline.Killed, Low: 93, High: 93})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.Apply(t.Context(), store.Edit{Kind: store.EditSet, Subject: d.id, Path: killedPath, Value: other, Author: "J. Okafor"}); err != nil {
		t.Fatal(err)
	}
	b.press("\r")
	b.shows("#record .clash", "Not saved: J. Okafor set “93”", "you set “115 or more, passengers and drivers”")
	b.shows("#live", "Not saved")
	if got := d.record().Events[0].Casualties[0].Low; got != 93 {
		t.Errorf("the record has %d", got)
	}
	b.await(`document.activeElement?.matches(".clash button")`)
	b.press("\r") // keep mine
	b.decided(killedPath, "fixed")
	if got := d.record().Events[0].Casualties[0]; got.Low != 115 || got.Who != "passengers and drivers" {
		t.Errorf("the record has %+v", got)
	}
}

// The server goes away: decisions wait, through a reload too, and are sent when it is back.
func TestDecisionsWaitForTheServer(t *testing.T) {
	d := openReport(t, bus)
	b := d.browse()
	b.cutOff.Store(true)
	b.open(d.path)
	b.tabTo("#record .val")
	b.take(typePath)
	back := d.away()
	b.press("a")
	b.take(killedPath)
	b.press("x")
	b.shows("#waiting", "The server does not answer. 2 decisions wait here and will be sent.")
	if got := script[int](b, `document.querySelectorAll("#record .row.unsent").length`); got != 2 {
		t.Errorf("%d rows say that they are not sent", got)
	}
	_ = chromedp.Do(b.ctx, chromedp.Reload()) // nobody answers
	back()
	b.open(d.path)
	b.decided(typePath, "human")
	b.decided(killedPath, "no")
	if n := len(d.record().Events[0].Casualties); n != 1 {
		t.Errorf("%d casualties stay", n)
	}

	b.tabTo("#record .val")
	b.take(placePath)
	back = d.away()
	b.press("a")
	b.shows("#waiting", "1 decision waits here")
	back()
	b.decided(placePath, "human") // by itself
	b.await(`document.getElementById("waiting").textContent === ""`)
	b.shows("#live", "All was sent")
}
