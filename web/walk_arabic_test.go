package web

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
)

// market is a report in Arabic, of which nothing was read.
const market = `انفجار سيارة في سوق غاو

غاو (وكالة) - قال مسؤول محلي إن سيارة مفخخة انفجرت في سوق غاو صباح الجمعة وقُتل 12 شخصًا وأصيب آخرون.

ولم تعلن أي جهة مسؤوليتها.
`

// picked waits until some words are picked in the article.
func (b *tab) picked(words string) {
	b.t.Helper()
	b.await(fmt.Sprintf(`getSelection().toString() === %q`, words))
}

// goes walks by word, in the direction of the key, until words that begin so are picked.
func (b *tab) goes(key, word string) {
	b.t.Helper()
	for range 60 {
		if script[string](b, `getSelection().toString()`) == word {
			return
		}
		b.press(key)
	}
	b.t.Fatalf("the arrows do not lead to %q", word)
}

// A report in Arabic is coded by hand, with the keyboard alone.
func TestArabicReportIsCodedByKeys(t *testing.T) {
	d := openDesk(t)
	record := unread(market, "ar")
	d.keep(market, record)
	r := &reportDesk{d, record.Document.ID, "/report/" + record.Document.ID}
	b := d.browse()
	b.choose("ar", "light")
	b.open(r.path)
	if got := script[string](b, `getComputedStyle(document.querySelector("#article p")).direction`); got != "rtl" {
		t.Fatalf("the article runs %s", got)
	}

	// An event, with its words: left goes on, as one reads.
	b.tabTo("#artwrap")
	b.press("v")
	b.picked("انفجار")
	b.hold(kb.ArrowLeft, chromedp.ModifierShift)
	b.picked("انفجار سيارة")
	b.hold(kb.ArrowLeft, chromedp.ModifierShift)
	b.hold(kb.ArrowRight, chromedp.ModifierShift)
	b.picked("انفجار سيارة")
	b.press("1")
	b.await(`document.activeElement?.matches("form.fix select[name=type]") && document.querySelector("form.fix [name=words]").value === "انفجار سيارة"`)
	b.choice("vehicle-bombing")
	b.tabTo(`form.fix [name="status"]`)
	b.choice(string(dateline.Happened))
	b.press("\r")
	b.decided(typePath, "fixed")

	// The killed: words that begin after a clitic and hold digits that run the other way.
	b.tabTo("#record .val")
	b.press("v")
	b.goes(kb.ArrowLeft, "وقُتل")
	b.hold(kb.ArrowLeft, chromedp.ModifierAlt) // the clitic is left out
	b.picked("قُتل")
	b.hold(kb.ArrowLeft, chromedp.ModifierShift)
	b.hold(kb.ArrowLeft, chromedp.ModifierShift)
	b.press("4")
	b.await(`document.activeElement?.matches("form.fix select[name=harm]")`)
	b.choice(dateline.Killed)
	b.tabTo(`form.fix [name="low"]`)
	b.write("١٢")
	b.tabTo(`form.fix [name="high"]`)
	b.write("١٢")
	b.press("\r")
	b.decided(killedPath, "fixed")

	// The place.
	b.tabTo("#record .val")
	b.press("v")
	b.press(kb.Home)
	b.goes(kb.ArrowRight, "سوق")
	b.press(kb.ArrowLeft)
	b.picked("غاو")
	b.press("3")
	b.await(`document.activeElement?.matches("form.fix [name=name]")`)
	b.write("Gao")
	b.tabTo(`form.fix [type="radio"]`)
	b.press(" \r")
	b.decided(placePath, "fixed")

	e := r.record().Events[0]
	if e.Type != "vehicle-bombing" || e.Status != dateline.Happened || e.Words.Text != "انفجار سيارة" {
		t.Errorf("the event is %s %s %q", e.Type, e.Status, e.Words.Text)
	}
	if c := e.Casualties[0]; c.Low != 12 || c.High != 12 || c.Words.Text != "قُتل 12 شخصًا" {
		t.Errorf("the killed are %+v", c)
	}
	if e.Place == nil || e.Place.ID != "gao-1" || e.Place.Words.Text != "غاو" {
		t.Errorf("the place is %+v", e.Place)
	}
	if got := script[string](b, `[...document.querySelectorAll('#article mark[data-v~="`+killedPath+`"]')].map(m => m.textContent).join("")`); got != "قُتل 12 شخصًا" {
		t.Errorf("lit is %q", got)
	}
	_, incident, _, err := d.store.Telling(t.Context(), r.id+"/e1")
	if err != nil || incident == "" {
		t.Errorf("the event is in %q, %v", incident, err)
	}
}

// choice goes by arrows to an option of the list that has the focus.
func (b *tab) choice(value string) {
	b.t.Helper()
	for _, key := range []string{kb.ArrowUp, kb.ArrowDown} {
		for range 40 {
			if script[string](b, `document.activeElement.value`) == value {
				return
			}
			b.press(key)
		}
	}
	b.t.Fatalf("the arrows do not lead to %s", value)
}
