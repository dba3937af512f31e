package web

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
)

// drawn writes an article with its pieces: {kind rows|text}, the marked word between stars, brackets as < and >.
func drawn(a article) string {
	var b strings.Builder
	for _, p := range a.Paragraphs {
		fmt.Fprintf(&b, "%d:", p.At)
		for _, piece := range p.Pieces {
			b.WriteString(strings.Repeat("<", len(piece.Opens)))
			text := piece.Text
			if piece.Begins && piece.First != "" {
				text = piece.Lead + "*" + piece.First + "*" + text
			}
			if piece.Last != "" {
				text += "*" + piece.Last + "*"
			}
			if piece.Rows != "" {
				text = "{" + strings.TrimSpace(piece.Kind+" "+piece.Rows) + "|" + text + "}"
			}
			b.WriteString(text + strings.Repeat(">", len(piece.Ends)))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// rowOf makes a row that some words of a text say.
func rowOf(text, id, kind string, words ...string) *row {
	r := &row{ID: id, Kind: kind, Who: machine, Value: value{Line: exact}}
	if kind == "said" {
		r.Field = dateline.FieldAct
	}
	for _, w := range words {
		at := strings.Index(text, w)
		r.Quotes = append(r.Quotes, dateline.Words{Text: w, Span: dateline.Span{From: at, To: at + len(w)}})
	}
	return r
}

func TestArticleIsCutUp(t *testing.T) {
	const bus = "Bus attack\n\nNine people died near Gao, police said."
	const waw = "قُتل ستة وأصيب 14 آخرون."
	const grin = "😀 Nine 𐀀 died.\n\nTwo 😀 hurt."
	for name, c := range map[string]struct {
		doc  dateline.Document
		rows []*row
		want string
	}{
		"nothing":         {dateline.Document{Text: "A.\n\nB."}, nil, "0:A.\n4:B.\n"},
		"no text":         {dateline.Document{}, nil, ""},
		"one value":       {dateline.Document{Text: bus}, []*row{rowOf(bus, "a", "toll", "Nine people")}, "0:Bus attack\n12:{toll a|*Nine* people} died near Gao, police said.\n"},
		"two spans":       {dateline.Document{Text: bus}, []*row{rowOf(bus, "a", "type", "attack", "died")}, "0:Bus {type a|*attack*}\n12:Nine people {type a|died} near Gao, police said.\n"},
		"nested":          {dateline.Document{Text: bus}, []*row{rowOf(bus, "a", "type", "Nine people died near Gao"), rowOf(bus, "b", "toll", "Nine people"), rowOf(bus, "c", "place", "Gao")}, "0:Bus attack\n12:{toll b a|*Nine* people}{type a| *died* near }{place c a|*Gao*}, police said.\n"},
		"overlapping":     {dateline.Document{Text: bus}, []*row{rowOf(bus, "a", "type", "people died"), rowOf(bus, "b", "place", "died near Gao")}, "0:Bus attack\n12:Nine {type a|*people* }{type a b|died}{place b| *near* Gao}, police said.\n"},
		"the same words":  {dateline.Document{Text: bus}, []*row{rowOf(bus, "a", "place", "Gao"), rowOf(bus, "b", "actor", "Gao")}, "0:Bus attack\n12:Nine people died near {place a b|*Gao*}, police said.\n"},
		"a statement":     {dateline.Document{Text: bus}, []*row{rowOf(bus, "s", "said", "Nine people died near Gao, police said"), rowOf(bus, "p", "actor", "police")}, "0:Bus attack\n12:<{s|Nine people died near Gao, }{actor p s|*police*}{s| said}>.\n"},
		"over paragraphs": {dateline.Document{Text: bus}, []*row{rowOf(bus, "s", "said", "attack\n\nNine")}, "0:Bus <{s|attack}>\n12:<{s|Nine}> people died near Gao, police said.\n"},
		"a clitic":        {dateline.Document{Text: waw, Language: "ar"}, []*row{rowOf(waw, "a", "toll", "أصيب 14 آخرون")}, "0:قُتل ستة و{toll a|أصيب 14 *آخرون*}.\n"},
		"astral":          {dateline.Document{Text: grin}, []*row{rowOf(grin, "a", "toll", "Nine 𐀀")}, "0:😀 {toll a|*Nine* 𐀀} died.\n18:Two 😀 hurt.\n"},
	} {
		if got := drawn(articleOf(&c.doc, c.rows)); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, c.want)
		}
	}
}

// Spans that do not fit the text are not drawn, and break nothing.
func TestArticleLeavesOutFalseSpans(t *testing.T) {
	const text = "é died."
	for _, span := range []dateline.Span{{From: 1, To: 3}, {From: -1, To: 2}, {From: 3, To: 99}, {From: 3, To: 3}, {From: 5, To: 4}, {From: 0, To: 1}} {
		r := &row{ID: "a", Kind: "toll", Who: machine, Quotes: []dateline.Words{{Text: "x", Span: span}}}
		if got, want := drawn(articleOf(&dateline.Document{Text: text}, []*row{r})), "0:"+text+"\n"; got != want {
			t.Errorf("%v: got %q, want %q", span, got, want)
		}
	}
}

func TestArticleDirection(t *testing.T) {
	for code, want := range map[string]string{"en": "ltr", "ar": "rtl", "fa": "rtl", "he": "rtl", "ru": "ltr", "": "auto", "no language": "auto"} {
		if got := direction(code); got != want {
			t.Errorf("direction(%q) = %s, want %s", code, got, want)
		}
	}
}

func TestOffsetsAsScriptsCount(t *testing.T) {
	const text = "aé😀\n\nش𐀀."
	for _, c := range []struct{ bytes, unit int }{{0, 0}, {1, 1}, {3, 2}, {7, 4}, {9, 6}, {11, 7}, {15, 9}, {16, 10}} {
		if got := utf16Offsets(text, []int{c.bytes})[0]; got != c.unit {
			t.Errorf("byte %d is unit %d, want %d", c.bytes, got, c.unit)
		}
		if got, ok := byteOffset(text, c.unit); !ok || got != c.bytes {
			t.Errorf("unit %d is byte %d, %v, want %d", c.unit, got, ok, c.bytes)
		}
	}
	for _, unit := range []int{-1, 3, 8, 11, 1 << 40} { // within a character, or past the end
		if got, ok := byteOffset(text, unit); ok {
			t.Errorf("unit %d is byte %d, and no character begins there", unit, got)
		}
	}
}
