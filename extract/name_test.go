package extract

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

// named reads a report that was published on a day and gives its actors, by id.
func named(t *testing.T, text string) map[string]*actor {
	t.Helper()
	languages, reader := open(t)
	doc := &dateline.Document{Text: text, Language: "en", Published: &dateline.Published{At: "2024-05-03"}}
	from := 0
	for _, p := range strings.SplitAfter(text, "\n\n") {
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: from, To: from + len(strings.TrimRight(p, "\n"))}})
		from += len(p)
	}
	r := runSteps(t, languages, reader, doc)
	out := map[string]*actor{}
	for _, a := range r.actors {
		out[a.ID] = a
	}
	return out
}

func TestNames(t *testing.T) {
	for _, test := range []struct {
		text    string
		id      string
		kind    string
		aliases string
	}{
		{"Later Anna Ekberg spoke. Ekberg was tired.", "anna-ekberg", "person", "Ekberg"},
		{"They met Colonel Hatem al-Rashidi. Later al-Rashidi left.", "hatem-al-rashidi", "person", ""},
		{"They met Mohamed Ould Brahim there.", "mohamed-ould-brahim", "person", ""},
		{"They met Attaher ag Intalla there.", "attaher-ag-intalla", "person", ""},
		{"They met Major General Jean-Pierre Mbeki there.", "jean-pierre-mbeki", "person", ""},
		{"They met Umar bin Hafiz there.", "umar-bin-hafiz", "person", ""},
		{"They met President Anna Ekberg there.", "anna-ekberg", "person", ""},
		{"The Red Lantern Front (RLF), a rebel group, met. The RLF is small.", "red-lantern-front", "armed-group", "RLF"},
		{"They read of the Red Lantern Front there.", "red-lantern-front", "unknown", ""},
		{"The Red Lantern Front claimed responsibility for the blast.", "red-lantern-front", "armed-group", ""},
		{"A man from the Harbour Council (HC) spoke. The HC met later.", "harbour-council", "organization", "HC"},
		{"They took her to the Lantern University Hospital there.", "lantern-university-hospital", "organization", ""},
		{"They read of the Lord's Resistance Army there.", "lords-resistance-army", "armed-group", ""},
		{"They met Anna Jordan there. Later Jordan spoke.", "anna-jordan", "person", "Jordan"},
	} {
		t.Run(test.text, func(t *testing.T) {
			actors := named(t, test.text)
			a := actors[test.id]
			if a == nil {
				var ids []string
				for id := range actors {
					ids = append(ids, id)
				}
				slices.Sort(ids)
				t.Fatalf("got %v, want %s among them", ids, test.id)
			}
			if got := strings.Join(a.Aliases, ","); a.Kind != test.kind || got != test.aliases {
				t.Errorf("got %s, aliases %q, want %s, %q", a.Kind, got, test.kind, test.aliases)
			}
		})
	}
}
