package extract

import (
	"testing"

	"dateline"
	"dateline/lang"
)

// numbersOf gives the numbers of a text with their bounds.
func numbersOf(t *testing.T, languages *lang.Languages, reader *Reader, language, text string) []string {
	t.Helper()
	doc := &dateline.Document{Text: text, Language: language, Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
	analyzed, err := languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	r := reader.open(analyzed)
	r.readNumbers()
	var all []string
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind == "number" {
				all = append(all, r.numbers[f.ID].String())
			}
		}
	}
	return all
}

func TestNumbersInArabic(t *testing.T) {
	languages, reader := open(t)
	for text, want := range map[string]string{
		"باع خمسة عشر قاربا":                  "15",
		"باع خمس عشرة سفينة":                  "15",
		"باع وأحد عشر قاربا":                  "11",
		"باع اثنتين وعشرين سفينة":             "22",
		"باع مائة وثلاثة قوارب":               "103",
		"باع مئة و ثلاثة قوارب":               "103",
		"باع ألفين وثلاثمئة وأربعة عشر قاربا": "2314",
		"باع ثلاثة آلاف و500 سلة":             "3500",
		"باع مليونا ونصف المليون سلة":         "1500000",
		"باع 2,5 مليون سلة":                   "2500000",
		"باع ١٬٢٥٠ سلة":                       "1250",
		"باع مئتي ألف سلة":                    "200000",
		"باع ما لا يقل عن ١٢ سلة":             "12..-1",
		"باع 12 سلة على الأقل":                "12..-1",
		"باع بضعة قوارب":                      "3..-1",
		"باع عشرات الآلاف من السلال":          "20000..-1",
	} {
		if got := numbersOf(t, languages, reader, "ar", text); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
	for _, text := range []string{"في المركز الخامس عشر", "بنسبة أربعين في المئة", "عاد القارب الاثنين", "ثلاثة أرباع السلال"} {
		if got := numbersOf(t, languages, reader, "ar", text); len(got) > 0 {
			t.Errorf("%s: %v, want none", text, got)
		}
	}
}
