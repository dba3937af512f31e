package extract

import (
	"strings"
	"testing"

	"dateline"
)

// traitsOf reads a report and gives its traits as "actor kind other", one a line.
func traitsOf(t *testing.T, text string) string {
	t.Helper()
	languages, reader := open(t)
	doc := &dateline.Document{Text: text, Language: "en", Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
	analyzed, err := languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, tr := range reader.Read(analyzed).Traits {
		lines = append(lines, strings.TrimSpace(tr.Actor+" "+tr.Kind+" "+tr.Other))
	}
	return strings.Join(lines, "\n")
}

func TestTraits(t *testing.T) {
	for text, want := range map[string]string{
		"Boko Haram was founded in 1987. It has some 900 fighters.":                                "boko-haram emerged\nboko-haram strength",
		"Boko Haram swore loyalty to al-Shabaab in 1987 and has 900 fighters.":                     "boko-haram branch-of al-shabaab\nboko-haram strength",
		"Boko Haram split from al-Shabaab in 1987. The group wants to rule the hills.":             "boko-haram split-from al-shabaab\nboko-haram aim",
		"Boko Haram is led by Anna Ekberg.":                                                        "boko-haram leader anna-ekberg",
		"Backed by hill farmers, Boko Haram is based in the east of Chad.":                         "boko-haram base\nboko-haram ally",
		"The ministry has some 900 members and wants to build a road.":                             "",
		"Reuters, which was founded in 1851, is based in London.":                                  "",
		"Boko Haram attacked a mill. The company that owns it is based in Lagos.":                  "",
		"A harbour company met Boko Haram. The company said it wants to build a mill in the east.": "",
	} {
		t.Run(text, func(t *testing.T) {
			if got := traitsOf(t, text); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
