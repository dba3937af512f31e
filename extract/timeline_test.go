package extract

import (
	"strings"
	"testing"

	"dateline"
)

// TestTimeline reads paragraphs that begin with dates: each one's event is of its date.
func TestTimeline(t *testing.T) {
	languages, reader := open(t)
	paragraphs := []string{
		"Masked gunmen shot nine farmers at a mill on Wednesday.",
		"4 May 2017: A bomb goes off in the fish market. Nine ferrymen are killed.",
		"10 June 2019: A suicide bomber kills 14 at the customs house.",
	}
	doc := &dateline.Document{Language: "en", Published: &dateline.Published{At: "2024-05-03"}, Text: strings.Join(paragraphs, "\n")}
	from := 0
	for _, p := range paragraphs {
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: from, To: from + len(p)}, Kind: dateline.Body})
		from += len(p) + 1
	}
	r := runSteps(t, languages, reader, doc)
	days := map[string]string{}
	for _, e := range r.events {
		if !e.main && e.time != nil {
			days[e.kind] = e.time.Start.At.Format("2006-01-02")
		}
	}
	if days["bombing"] != "2017-05-04" || days["suicide-bombing"] != "2019-06-10" {
		t.Errorf("got %v", days)
	}
}
