package dateline_test

import (
	"testing"
	"unicode/utf8"

	"dateline"
	"dateline/page"
)

// Whatever bytes come in, reading ends with an error or with a record that keeps
// its promises.
func FuzzRecord(f *testing.F) {
	reader, schema := newStoryReader(f), compileSchema(f)
	for _, s := range readStories(f) {
		f.Add(s.Source, s.Published)
	}
	f.Fuzz(func(t *testing.T, source []byte, published string) {
		doc, gaps, err := page.Read(&dateline.Raw{Name: "fuzz", Bytes: source}, page.Options{Published: published})
		if err != nil {
			return
		}
		if !utf8.ValidString(doc.Text) {
			t.Fatal("the text is no UTF-8")
		}
		text, err := reader.languages.Analyze(doc)
		if err != nil {
			return
		}
		record := reader.reader.Read(text)
		record.Gaps = append(gaps, record.Gaps...)
		if record.Gaps == nil {
			record.Gaps = []dateline.Gap{}
		}
		validate(t, schema, record)
	})
}
