package eval

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
)

// pageFolder holds two pages: one with a caption and a menu, and one of which there is no file.
var pageFolder = fstest.MapFS{
	"evaldata.json": {Data: []byte(`{"https://example.org/a": {"file": "a.html", "with": ["nine people at a flour mill", "no such words", "The sack"],
"without": ["Most read", "kept away", "a search for the men"], "published": "2024-05-03", "language": "en"},
"https://example.org/b": {"file": "b.html"}}`)},
	"cache/a.html": {Data: []byte(`<html><head><meta property="article:published_time" content="2024-05-02T10:00:00Z"></head><body><article><h1>Bomb at mill</h1>
<figure><img><figcaption>The sack in which the bomb was</figcaption></figure><p>A bomb killed nine people at a flour mill in Kano on Thursday,
the police said in a state` + "\u00ad" + `ment that was read out on the radio in the evening.</p><p>Nobody has claimed the attack so far, and a search for the men who brought the sack is under way.</p></article></body></html>`)},
}

func TestScorePages(t *testing.T) {
	all := PageTool{"everything", func(raw *dateline.Raw) (string, error) { return string(raw.Bytes), nil }}
	none := PageTool{"nothing", func(*dateline.Raw) (string, error) { return "", errors.New("none") }}
	score, err := ScorePages(Pages{Folder: pageFolder}, all, none)
	if err != nil {
		t.Fatal(err)
	}
	if score.Pages != 1 || score.Skipped != 1 {
		t.Errorf("got %d pages and %d without a file, want 1 and 1", score.Pages, score.Skipped)
	}
	for i, want := range []PageCount{{1, 2, 1, 2}, {2, 1, 1, 2}, {0, 3, 0, 3}} {
		if got := score.Tools[i].PageCount; got != want {
			t.Errorf("%s: got %+v, want %+v", score.Tools[i].Name, got, want)
		}
	}
	if got := score.Tools[2].Failed; got != 1 {
		t.Errorf("pages without text: got %d, want 1", got)
	}
	if got := score.Tools[0].F(); got != 0.4 {
		t.Errorf("F: got %.3f, want 0.400", got)
	}
	for kind, want := range map[string]int{"lost: not chosen": 1, "lost: taken for caption": 1, "let through: text": 1, "day of publication wrong": 1} {
		if got := score.Faults[kind]; got != want {
			t.Errorf("%s: got %d, want %d; there are %v", kind, got, want, score.Faults)
		}
	}
	if got := score.Shares()["published"]; got != 0 || score.Dated != 1 {
		t.Errorf("days of publication: got %.2f of %d, want 0 of 1", got, score.Dated)
	}
}

func TestPagesArePicked(t *testing.T) {
	for _, c := range []struct {
		pages Pages
		want  int
	}{
		{Pages{}, 1},
		{Pages{Part: DevelopmentPart}, 1},
		{Pages{Part: TestPart}, 0},
		{Pages{Language: "en"}, 1},
		{Pages{Language: "ar"}, 0},
	} {
		c.pages.Folder = pageFolder
		score, err := ScorePages(c.pages)
		if err != nil {
			t.Fatal(err)
		}
		if score.Pages != c.want {
			t.Errorf("part %q, language %q: got %d pages, want %d", c.pages.Part, c.pages.Language, score.Pages, c.want)
		}
	}
}

func TestPageScoreIsPrinted(t *testing.T) {
	score, err := ScorePages(Pages{Folder: pageFolder}, Readability())
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := score.Print(&table); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 pages (1 files missing)", "\ndateline ", "\ngo-readability ", "day of publication: 0 of 1", "lost: taken for caption", "a.html: The sack"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("%q is missing in\n%s", want, table.String())
		}
	}
	form, err := json.Marshal(score)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Pages int
		Tools []struct {
			Name     string
			Lost     int
			Interval [2]float64
		}
	}
	if err := json.Unmarshal(form, &read); err != nil {
		t.Fatal(err)
	}
	if read.Pages != 1 || len(read.Tools) != 2 || read.Tools[0].Lost != 2 || read.Tools[0].Interval != [2]float64{0.4, 0.4} {
		t.Errorf("got %s", form)
	}
}

// TestPageFloors: the pages of this repository are read as well as was ever asked for.
func TestPageFloors(t *testing.T) {
	floors, err := ReadFloors()
	if err != nil {
		t.Fatal(err)
	}
	pages, done, err := OpenPages("../testdata/page")
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	for language, least := range map[string]int{"en": 20, "ar": 16, "fa": 4} {
		score, err := ScorePages(Pages{Folder: pages, Language: language})
		if err != nil {
			t.Fatal(err)
		}
		if score.Pages < least || score.Skipped > 0 {
			t.Errorf("%s: %d pages are there and %d are not", language, score.Pages, score.Skipped)
		}
		floor := floors.Data.Of("page", "page "+language, "all")
		if floor == nil {
			t.Errorf("%s: there is no floor", language)
		}
		for _, below := range floor.BelowShares(score.Shares()) {
			t.Errorf("%s: %s\n%s", language, below, strings.Join(score.Misses, "\n"))
		}
	}
}
