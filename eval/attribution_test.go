package eval

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/attribution"
)

// attributed is a folder of one text in the way of brat: its offsets count characters, not bytes.
var attributed = fstest.MapFS{
	"dev/text/ferry.txt": {Data: []byte("Fährmann heard\n\n“It was late,” the pilot said on Monday. “Nobody – told us.”\n")},
	"dev/attributions/ferry_01.ann": {Data: []byte(
		"T1\tContent 16 30;57 76\t“It was late,” “Nobody – told us.”\nT2\tSource 31 40\tthe pilot\nT3\tCue 41 45\tsaid\nT4\tAttribution 41 45\tsaid\n" +
			"E1\tAttribution:T4 Source:T2 Cue:T3 Content:T1\n")},
	"dev/attributions/ferry_02.ann": {Data: []byte("T1\tSource 35 40\tpilot\n")}, // by a second hand
}

// say gives the kinds and words of parts.
func say(doc *dateline.Document, parts []attribution.Part) (all []string) {
	for _, p := range parts {
		all = append(all, p.Kind.String()+" "+doc.Text[p.From:p.To])
	}
	return all
}

func TestReadAttributed(t *testing.T) {
	texts, err := ReadAttributed(attributed, "dev")
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) != 1 {
		t.Errorf("got %d texts, want the first hand's", len(texts))
	}
	want := []string{"content “It was late,”", "source the pilot", "cue said", "content “Nobody – told us.”"}
	if got := say(texts[0].Document, texts[0].Parts); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if p := texts[0].Document.Paragraphs; len(p) != 2 || p[0].Kind != dateline.Title || p[1].Kind != dateline.Body {
		t.Errorf("got paragraphs %v", p)
	}
	if _, err := ReadAttributed(attributed, "train"); err == nil {
		t.Error("a folder without texts is read")
	}
}

func TestScoreAttributions(t *testing.T) {
	texts, err := ReadAttributed(attributed, "dev")
	if err != nil {
		t.Fatal(err)
	}
	score, err := ScoreAttributions(texts, func(doc *dateline.Document) ([]attribution.Part, error) {
		at := func(kind attribution.Kind, words string) attribution.Part {
			from := strings.Index(doc.Text, words)
			return attribution.Part{Span: dateline.Span{From: from, To: from + len(words)}, Kind: kind}
		}
		return []attribution.Part{at(attribution.Source, "the pilot"), at(attribution.Cue, "said on Monday"), at(attribution.Content, "“It was late,”"), at(attribution.Source, "us")}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[attribution.Kind]PartCount{
		attribution.Source:  {Gold: 1, Found: 2, Exact: 1, MetGold: 1, Met: 1},
		attribution.Cue:     {Gold: 1, Found: 1, MetGold: 1, Met: 1},
		attribution.Content: {Gold: 2, Found: 1, Exact: 1, MetGold: 1, Met: 1},
	} {
		if got := score.Of(kind); got != want {
			t.Errorf("%s: got %+v, want %+v", kind, got, want)
		}
	}
	var kinds []string
	for _, miss := range score.Misses {
		kinds = append(kinds, strings.Join(strings.Fields(miss)[:2], " "))
	}
	if want := []string{"cue longer:", "content missed:", "source extra:"}; !slices.Equal(kinds, want) {
		t.Errorf("got misses %q, want %q", kinds, want)
	}
	if e := score.Errors[0]; e.Part != "cue" || e.What != "longer" || e.Count != 1 || e.Example != score.Misses[0] {
		t.Errorf("got %+v as the first error", e)
	}
	if low, high := score.interval(attribution.Source, PartCount.ofExact); low != high {
		t.Errorf("of one text, an interval of %g to %g", low, high)
	}
}
