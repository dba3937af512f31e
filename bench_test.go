package dateline_test

import (
	"testing"

	"dateline/eval"
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

// byLanguage are the stories by language, and how many bytes their texts are together.
func byLanguage(b *testing.B, r storyReader) (stories map[string][]*eval.Story, size map[string]int64) {
	stories, size = map[string][]*eval.Story{}, map[string]int64{}
	for _, s := range readStories(b) {
		document := r.read(b, s).Document
		stories[document.Language] = append(stories[document.Language], s)
		size[document.Language] += int64(len(document.Text))
	}
	return stories, size
}

// BenchmarkReading reads documents that stand ready to records, those of each language.
func BenchmarkReading(b *testing.B) {
	r := newStoryReader(b)
	stories, size := byLanguage(b, r)
	for _, language := range lang.Codes {
		b.Run(language, func(b *testing.B) {
			b.SetBytes(size[language])
			var texts []*lang.Text
			for _, s := range stories[language] {
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
			reportsPerSecond(b, len(texts))
		})
	}
}

// BenchmarkWhole reads the stories' pages to records, those of each language.
func BenchmarkWhole(b *testing.B) {
	r := newStoryReader(b)
	stories, size := byLanguage(b, r)
	for _, language := range lang.Codes {
		b.Run(language, func(b *testing.B) {
			b.SetBytes(size[language])
			for b.Loop() {
				for _, s := range stories[language] {
					r.read(b, s)
				}
			}
			reportsPerSecond(b, len(stories[language]))
		})
	}
}

// BenchmarkStart makes everything ready, as each start of the program does.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		newStoryReader(b)
	}
}
