package eval

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
)

// TestTheTollPassages: the passages of the repository can be read, and are numbered from 1, in both halves with each trap.
func TestTheTollPassages(t *testing.T) {
	passages, err := ReadTolls(os.DirFS("../testdata/casualty"))
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]int{}
	half := map[string][2]int{}
	for _, p := range passages {
		if p.Number != last[p.Language]+1 {
			t.Errorf("%s %d stands after %d", p.Language, p.Number, last[p.Language])
		}
		last[p.Language] = p.Number
		n := half[p.Language+" "+p.Trap]
		n[p.Number%2]++
		half[p.Language+" "+p.Trap] = n
	}
	for trap, n := range half {
		if n[0] != n[1] {
			t.Errorf("%s: %d even and %d odd passages", trap, n[0], n[1])
		}
	}
}

func TestReadTolls(t *testing.T) {
	got, err := ReadTolls(fstest.MapFS{"en.txt": {Data: []byte("# Passages.\n\n7 places\nNine farmers died in Gao and four in Kidal.\n- killed 9 9 farmers\n- killed* 4 -1 -|farmers\n")}})
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	p := got[0]
	if p.Language != "en" || p.Number != 7 || p.Trap != "places" || len(p.Figures) != 2 {
		t.Errorf("got %+v", p)
	}
	if f := p.Figures[1]; !f.Other || f.Optional || f.Low != 4 || f.High != dateline.Open || !slices.Equal(f.Who, []string{"", "farmers"}) {
		t.Errorf("got %+v", f)
	}
}

func TestReadTollsNamesFaults(t *testing.T) {
	for text, want := range map[string]string{
		"x plain\n":                              "en.txt:1:1: want a number",
		"1 plain\nNine died.\n- drowned 9 9 -\n": `en.txt:3:1: "drowned" is no harm`,
		"1 plain\nNine died.\n- killed 9 -\n":    "en.txt:3:1: want - or ~",
		"1 plain\nNine died.\n- killed 9 8 -\n":  "en.txt:3:1: 9 to 8 is no count",
	} {
		_, err := ReadTolls(fstest.MapFS{"en.txt": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

// TestScoreCasualties: what is read is held against what is told; parts that are only fair ask for nothing,
// and what nobody tells counts against the harm.
func TestScoreCasualties(t *testing.T) {
	figure := func(harm string, low, high int, who string, from int) dateline.Casualty {
		return dateline.Casualty{Harm: harm, Low: low, High: high, Who: who, Words: dateline.Words{Span: dateline.Span{From: from, To: from + 1}}}
	}
	records := map[string]*dateline.Record{
		"one": {Events: []dateline.Event{
			{Main: true, Casualties: []dateline.Casualty{figure("killed", 9, 9, "the nine farmers", 0), figure("injured", 3, -1, "", 5)}},
			{Casualties: []dateline.Casualty{figure("killed", 4, 4, "farmers", 9)}},
		}},
		"none": {},
		"late": {Events: []dateline.Event{{Main: true, Casualties: []dateline.Casualty{figure("missing", 2, 2, "", 0)}}}},
	}
	passages := []TollPassage{
		{Language: "en", Number: 1, Trap: "places", Text: "one", Figures: []TollFigure{
			{Harm: "killed", Low: 9, High: 9, Who: []string{"farmers"}},
			{Harm: "killed", Low: 4, High: 4, Who: []string{""}, Other: true},
			{Harm: "injured", Low: 2, High: 2, Who: []string{""}},
			{Harm: "killed", Low: 13, High: 13, Who: []string{""}, Optional: true},
		}},
		{Language: "en", Number: 2, Trap: "plain", Text: "none"},
		{Language: "ar", Number: 3, Trap: "plain", Text: "late"},
	}
	score, err := ScoreCasualties(passages, All, func(doc *dateline.Document) (*dateline.Record, error) { return records[doc.Text], nil })
	if err != nil {
		t.Fatal(err)
	}
	for group, want := range map[string]Tally{
		"en": {"harm": {Right: 4, Asked: 4}, "low": {Right: 2, Asked: 3}, "high": {Right: 2, Asked: 3}, "who": {Right: 2, Asked: 3}, "event": {Right: 3, Asked: 3}},
		"ar": {"harm": {Asked: 1}},
	} {
		for field, n := range want {
			if got := score.Groups[group][field]; got != n {
				t.Errorf("%s %s: got %+v, want %+v", group, field, got, n)
			}
		}
	}
	if got := score.Languages(); !slices.Equal(got, []string{"ar", "en"}) {
		t.Errorf("got %v", got)
	}
	if score.Kinds["invented missing"] != 1 || score.Kinds["wrong low"] != 1 || len(score.Misses) != 2 {
		t.Errorf("got %v, %v", score.Kinds, score.Misses)
	}
	if half, _ := ScoreCasualties(passages, Even, func(*dateline.Document) (*dateline.Record, error) { return records["none"], nil }); half.Passages != 1 {
		t.Errorf("%d even passages", half.Passages)
	}
}

func TestWilson(t *testing.T) {
	low, high := wilson(9, 10)
	if low < 0.595 || low > 0.597 || high < 0.981 || high > 0.983 {
		t.Errorf("got %.4f to %.4f, want 0.596 to 0.982", low, high)
	}
}
