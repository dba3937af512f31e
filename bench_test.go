package dateline_test

import (
	"testing"

	"dateline/lang"
	"dateline/page"
)

func reportsPerSecond(b *testing.B, stories int) {
	b.ReportMetric(float64(b.N*stories)/b.Elapsed().Seconds(), "reports/s")
	b.ReportAllocs()
}

// BenchmarkPage reads the stories' pages to documents, and no further.
func BenchmarkPage(b *testing.B) {
	stories := readStories(b)
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
	stories := readStories(b)
	r := newStoryReader(b)
	var texts []*lang.Text
	for _, s := range stories {
		doc, _, err := page.Read(s.Raw(), page.Options{Published: s.Published})
		if err != nil {
			b.Fatal(err)
		}
		text, err := r.languages.Analyze(doc)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
	}
	for b.Loop() {
		for _, t := range texts {
			r.reader.Read(t)
		}
	}
	reportsPerSecond(b, len(stories))
}

// BenchmarkWhole reads the stories' pages to records.
func BenchmarkWhole(b *testing.B) {
	stories := readStories(b)
	reader := newStoryReader(b)
	for b.Loop() {
		for _, s := range stories {
			reader.read(b, s)
		}
	}
	reportsPerSecond(b, len(stories))
}

// BenchmarkStart makes everything ready, as each start of the program does.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		newStoryReader(b)
	}
}
