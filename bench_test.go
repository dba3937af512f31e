package dateline_test

import (
	"os"
	"testing"

	"dateline/codebook"
	"dateline/eval"
	"dateline/extract"
	"dateline/lang"
	"dateline/page"
)

// stories gives the stories that are read in English, for benchmarks.
func storiesFor(b *testing.B) []*eval.Story {
	b.Helper()
	book, err := codebook.Load()
	if err != nil {
		b.Fatal(err)
	}
	stories, err := eval.ReadStories(os.DirFS("testdata/story"), book)
	if err != nil {
		b.Fatal(err)
	}
	return stories
}

func readers(t testing.TB) (*lang.Languages, *extract.Reader) {
	t.Helper()
	languages, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := extract.New(languages)
	if err != nil {
		t.Fatal(err)
	}
	return languages, reader
}

func reportsPerSecond(b *testing.B, stories int) {
	b.ReportMetric(float64(b.N*stories)/b.Elapsed().Seconds(), "reports/s")
	b.ReportAllocs()
}

// BenchmarkPage reads the stories' pages to documents, and no further.
func BenchmarkPage(b *testing.B) {
	stories := storiesFor(b)
	for b.Loop() {
		for _, s := range stories {
			if _, _, err := page.Read(s.Raw(), page.Options{Published: s.Published}); err != nil {
				b.Fatal(err)
			}
		}
	}
	reportsPerSecond(b, len(stories))
}

// BenchmarkReading reads documents that stand ready to records.
func BenchmarkReading(b *testing.B) {
	stories := storiesFor(b)
	languages, reader := readers(b)
	var texts []*lang.Text
	for _, s := range stories {
		doc, _, err := page.Read(s.Raw(), page.Options{Published: s.Published})
		if err != nil {
			b.Fatal(err)
		}
		text, err := languages.Analyze(doc)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
	}
	for b.Loop() {
		for _, t := range texts {
			reader.Read(t)
		}
	}
	reportsPerSecond(b, len(stories))
}

// BenchmarkWhole reads the stories' pages to records.
func BenchmarkWhole(b *testing.B) {
	stories := storiesFor(b)
	languages, reader := readers(b)
	for b.Loop() {
		for _, s := range stories {
			doc, _, err := page.Read(s.Raw(), page.Options{Published: s.Published})
			if err != nil {
				b.Fatal(err)
			}
			text, err := languages.Analyze(doc)
			if err != nil {
				b.Fatal(err)
			}
			reader.Read(text)
		}
	}
	reportsPerSecond(b, len(stories))
}

// BenchmarkStart makes everything ready, as each start of the program does.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		readers(b)
	}
}
