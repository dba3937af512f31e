package page

import (
	"path/filepath"
	"strings"
	"testing"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"dateline"
)

// fixtures are the HTML pages of testdata that hold a report.
func fixtures(b *testing.B) []*dateline.Raw {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil {
		b.Fatal(err)
	}
	var pages []*dateline.Raw
	for _, path := range files {
		raw := readFile(b, filepath.Base(path))
		if _, _, err := Read(raw, Options{}); err == nil {
			pages = append(pages, raw)
		}
	}
	return pages
}

// BenchmarkRead reads pages one after the other; an operation is one page.
func BenchmarkRead(b *testing.B) {
	pages := fixtures(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, _, err := Read(pages[i%len(pages)], Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkLibrary has the library alone find the main text of the same pages,
// without charset, metadata, kinds and dates.
func BenchmarkLibrary(b *testing.B) {
	pages := fixtures(b)
	var texts []string
	for _, raw := range pages {
		text, _, err := decode(raw)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		root, err := html.Parse(strings.NewReader(texts[i%len(texts)]))
		if err != nil {
			b.Fatal(err)
		}
		parser := readability.NewParser()
		article, err := parser.ParseAndMutate(root, nil)
		if err != nil {
			b.Fatal(err)
		}
		var text strings.Builder
		if err := article.RenderText(&text); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkReadPlain reads plain text.
func BenchmarkReadPlain(b *testing.B) {
	raw := readFile(b, "plain-text-with-chrome.txt")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(raw, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
