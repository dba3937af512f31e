package page

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

const (
	first  = "Gunmen stopped a bus on the coast road before dawn and led four of its passengers into the hills, the driver said."
	second = "The four are teachers, and the school at which they work sent its children home for the week."
	third  = "Nobody has said what is wanted for them."
)

func paragraphs(texts ...string) string { return "<p>" + strings.Join(texts, "</p><p>") + "</p>" }

// readPage gives the text of a page with a headline and a title.
func textOfPage(t *testing.T, markup string) string {
	t.Helper()
	page := "<html><head><title>Teachers taken from a bus</title></head><body>" + markup + "</body></html>"
	doc, _, err := Read(&dateline.Raw{Name: "page", Bytes: []byte(page)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Text
}

func TestTheArticleIsChosen(t *testing.T) {
	const heading = "<h1>Teachers taken from a bus</h1>"
	other := "The harbour board met on Tuesday and put off what it had to decide until the autumn, as it does each year."
	for _, c := range []struct {
		name, markup string
		without      []string
	}{
		{"by the name of its body", heading + `<div class="story-body">` + paragraphs(first, second, third) + `</div><div class="cards">` + paragraphs(other, other, other) + `</div>`, []string{other}},
		{"by the innermost of two names alike", heading + `<div class="article-content"><div class="article-content-inner">` + paragraphs(first, second, third) + `</div><p>Page 1 of 2 of today.</p></div>`, []string{"Page 1"}},
		{"beside the headline where nothing has a name", `<div><div>` + heading + paragraphs(first, second, third) + `</div><div>` + paragraphs(other) + `</div></div>`, []string{other}},
		{"though it bears a name of the site's chrome", heading + `<div class="entry share">` + paragraphs(first, second, third) + `</div>`, nil},
		{"though a widget holds it", heading + `<div class="builder-widget builder-widget-text post-content">` + paragraphs(first, second, third) + `</div>`, nil},
		{"in parts of one name", `<main>` + heading + `<div class="part">` + paragraphs(first) + `</div><div class="part">` + paragraphs(second, third) + `</div></main>`, nil},
		{"told in elements that are no paragraphs", heading + "<div><div>" + first + "</div><div>" + second + "<br><br>" + third + "</div></div>", nil},
		{"against longer comments", heading + `<div class="x">` + paragraphs(first, second, third) + `</div><ul id="comments">` + strings.Repeat("<li>"+paragraphs(other)+"</li>", 8) + `</ul>`, []string{other}},
		{"without what is not shown", heading + paragraphs(first, second, third) + `<div style="display: none">` + paragraphs("This site keeps what you read.") + `</div>`, []string{"keeps what you read"}},
		{"without encoded data", heading + paragraphs(first, second, third, strings.Repeat("PGRpdiBjbGFzcz0ic3At", 20)), []string{"PGRpdiBj"}},
		{"without cards that lead elsewhere", heading + `<article>` + paragraphs(first, second) + `<div class="card"><h3><a href="/2">Ferry fares to rise again</a></h3>` + paragraphs("From June on, says the board.") + "</div>" + paragraphs(third) + `</article>`, []string{"From June on"}},
		{"where only browsers without scripts are told", `<div id="app"></div><noscript>` + heading + paragraphs(first, second, third) + `</noscript>`, nil},
		{"of lines kept as they were typed", "<pre>Teachers taken from a bus\n\n   " + strings.Replace(first, " and led ", "\nand led ", 1) + "\n\n   " + second + "\n\n   " + third + "\n</pre>", nil},
		{"with the standfirst before it", heading + `<p class="lead">` + first + `</p><div class="tools"><a href="/">Print</a></div><div class="article-body">` + paragraphs(second+" "+second, third) + `</div>`, []string{"Print"}},
		{"without soft hyphens", heading + paragraphs(strings.ReplaceAll(first, "passengers", "pas\u00adsen\u00adgers"), second, third), []string{"\u00ad"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := textOfPage(t, c.markup)
			for _, words := range []string{"Teachers taken from a bus", first, second, third} {
				if !strings.Contains(text, words) {
					t.Errorf("%q is not in\n%s", words, text)
				}
			}
			for _, words := range c.without {
				if strings.Contains(text, words) {
					t.Errorf("%q is in\n%s", words, text)
				}
			}
		})
	}
}

func TestTheBodyThatMetadataStateIsReadWhereThePageTellsLess(t *testing.T) {
	stated := `<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Teachers taken from a bus", "articleBody": "` + first + `\n` + second + `\n` + third + `"}</script>`
	if text := textOfPage(t, stated+paragraphs("Gunmen stopped a bus on the coast road before dawn and led...")+"<p>Subscribe to read on.</p>"); !strings.Contains(text, second+"\n\n"+third) {
		t.Errorf("got\n%s", text)
	}
	if text := textOfPage(t, stated+paragraphs(first, second+" So says its head.", third)); !strings.Contains(text, "So says its head.") {
		t.Errorf("got\n%s", text)
	}
}

func TestALineWithTheDayBetweenHeadlineAndBodyIsKept(t *testing.T) {
	doc, _, err := Read(&dateline.Raw{Name: "page", Bytes: []byte(`<html><body><h1>Teachers taken from a bus</h1><div class="info">3 May 2021 | seen 812 times</div><div class="article-body">` +
		paragraphs(first, second, third) + `</div></body></html>`)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Published == nil || doc.Published.At != "2021-05-03" {
		t.Errorf("published: got %v, want 2021-05-03", doc.Published)
	}
}

func TestTheDayOfTodayOverTheHeadlineIsNotThatOfPublication(t *testing.T) {
	doc, _, err := Read(&dateline.Raw{Name: "page", Bytes: []byte(`<html><head><title>Coast Gazette :: Teachers taken from a bus</title></head><body><h1 class="logo">Coast Gazette</h1><div class="today">Sunday, 5 May 2024</div>
<div><div><h2>Teachers taken from a bus</h2><div class="small">Monday, 3 May 2021 | Our correspondent</div><div>` + paragraphs(first, second, third) + `</div></div></div></body></html>`)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Published == nil || doc.Published.At != "2021-05-03" {
		t.Errorf("published: got %v, want 2021-05-03", doc.Published)
	}
}

func TestChosenIsWhatThereWasBeforeChromeIsDropped(t *testing.T) {
	texts, err := Chosen(&dateline.Raw{Name: "page", Bytes: []byte("<html><body><h1>Teachers taken from a bus</h1>" + paragraphs(first, "Share this article", second) + "</body></html>")})
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{first, "Share this article", second} {
		if !slices.Contains(texts, words) {
			t.Errorf("%q is not in %q", words, texts)
		}
	}
}

func TestNamesOfMarkupAreReadBySection(t *testing.T) {
	known := []string{"body", "main", "chrome", "comments", "aside", "teaser", "first"}
	for section, parts := range names() {
		if !slices.Contains(known, section) {
			t.Errorf("nothing reads section %q", section)
		}
		for _, part := range parts {
			if part != strings.ToLower(part) {
				t.Errorf("%s: %q has capital letters and will never be met", section, part)
			}
		}
	}
	for _, section := range known {
		if len(names()[section]) == 0 {
			t.Errorf("section %q is empty", section)
		}
	}
}
