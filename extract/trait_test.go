package extract

import (
	"strings"
	"testing"

	"dateline"
)

// traitsOf reads a report and gives its traits as "actor kind other", one a line.
func traitsOf(t *testing.T, language, text string) string {
	t.Helper()
	languages, reader := open(t)
	doc := &dateline.Document{Text: text, Language: language, Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
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
			if got := traitsOf(t, "en", text); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// Verbs that hold their subject, and endings, tell of the group spoken of before.
func TestTraitsToldWithoutAName(t *testing.T) {
	for text, want := range map[string]string{
		"هاجمت بوكو حرام طاحونة. وتأسست الجماعة عام 2002، وتنشط في تلال الشرق.":                                       "boko-haram emerged\nboko-haram base",
		"بايعت بوكو حرام حركة الشباب. ومنذ عام 2020 تخوض معارك ضد الجيش النيجيري.":                                    "boko-haram branch-of al-shabaab\nboko-haram enemy nigerian-armed-forces",
		"تقاتل بوكو حرام حركة الشباب. ومعظم مقاتليها صيادون من التلال، ويقدر عدد عناصرها بنحو 900 رجل.":               "boko-haram enemy al-shabaab\nboko-haram strength\nboko-haram members",
		"اتهم الصيادون جبهة النصرة. وكان تنظيم القاعدة قد زار التلال. ويضم التنظيم 900 مقاتل، وتضم الجبهة 60 مقاتلا.": "al-qaeda strength\nal-nusra-front strength",
		"هاجمت بوكو حرام مقر شركة. وقالت الشركة إنها تسعى إلى بناء طاحونة في الشرق.":                                  "",
	} {
		t.Run(text, func(t *testing.T) {
			if got := traitsOf(t, "ar", text); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
