package extract

import (
	"strings"
	"testing"

	"dateline"
	"dateline/lang"
)

// timexesOf gives the values of the expressions of time in a text that appeared on Wednesday 22 June 2016.
func timexesOf(t *testing.T, languages *lang.Languages, reader *Reader, language, text string) string {
	t.Helper()
	doc := &dateline.Document{Text: text, Language: language, Published: &dateline.Published{At: "2016-06-22", Basis: "argument"},
		Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
	analyzed, err := languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, x := range reader.Timexes(analyzed) {
		all = append(all, x.Type+" "+x.Value)
	}
	return strings.Join(all, ", ")
}

func TestTimexesInArabic(t *testing.T) {
	languages, reader := open(t)
	for text, want := range map[string]string{
		"عادت العبّارة مساء أمس":                                  "TIME 2016-06-21TEV",
		"عادت العبّارة ليل السبت الأحد":                           "TIME 2016-06-18TNI",
		"عادت العبّارة في 12 مايو/أيار الماضي":                    "DATE 2016-05-12",
		"عادت العبّارة في 15 رمضان 1437 هـ":                       "DATE 2016-06-21",
		"عادت العبّارة في 15 رمضان 1437 هـ الموافق 20 يونيو 2016": "DATE 2016-06-20",
		"عادت العبّارة عند الثامنة والنصف من مساء الثلاثاء":       "TIME 2016-06-21T20:30",
		"عادت العبّارة بتاريخ 3/4/2016":                           "DATE 2016-04-03",
		"عادت العبّارة في 2 أوت 2015":                             "DATE 2015-08-02",
		"عادت العبّارة قبل يومين":                                 "DATE 2016-06-20",
		"تعود العبّارة الأسبوع المقبل":                            "DATE 2016-W26",
		"تعود العبّارة كل ثلاثة أشهر":                             "SET P3M",
		"غابت العبّارة أسبوعين":                                   "DURATION P2W",
		"شق الطريق في ستينيات القرن الماضي":                       "DATE 196, DATE 19",
		"شق الطريق في العقد الثاني من القرن العشرين":              "DATE 191, DATE 19",
		"عادت العبّارة في العاشر من مارس ألفين وخمسة":             "DATE 2005-03-10",
		"عادت العبّارة في مارس10 ألفين وخمسة":                     "DATE 2005-03-10",
		"عادت العبّارة أمس عند الساعة 10,45 (07,45 ت غ)":          "TIME 2016-06-21T10:45",
		"عادت العبّارة في الساعات الأولى من صباح اليوم":           "TIME 2016-06-22TNI",
		"عادت العبّارة في الربع الأخير من العام الماضي":           "DATE 2015-Q4",
		"عادت العبّارة في النصف الثاني من عام 2014":               "DATE 2014-H2",
		"عادت العبّارة فجر الثلاثاء واحترق مخزن الليلة نفسها":     "TIME 2016-06-21TMO, TIME 2016-06-20TNI",
		"قضى في الميناء ساعتين ونصف الساعة":                       "DURATION PT2H30M",
		"قضى في الميناء ثلاث سنوات ونصف السنة":                    "DURATION P3.5Y",
		"تعود العبّارة كل يوم أحد":                                "SET XXXX-WXX-7",
		"تعود العبّارة مرتين في الأسبوع":                          "SET P1W",
		"غرقت العبّارة فجر الثلاثاء وعثر عليها ذلك المساء":        "TIME 2016-06-21TMO, TIME 2016-06-21TEV",
		"كان في الثلاثينيات من عمره":                              "",
		"خرجوا من صلاة الجمعة":                                    "",
	} {
		if got := timexesOf(t, languages, reader, "ar", text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestTimexesInEnglish(t *testing.T) {
	languages, reader := open(t)
	for text, want := range map[string]string{
		"The ferry sank at eight on Tuesday evening.":                          "TIME 2016-06-21TEV",
		"The ferry sank at 8 pm on Tuesday.":                                   "TIME 2016-06-21T20:00",
		"The ferry sank on Monday of last week.":                               "DATE 2016-06-13",
		"It was logged on 25/12/2015 and on 3/4/2016.":                         "DATE 2015-12-25",
		"The ferry sank in late May 2016, in the harbour.":                     "DATE 2016-05",
		"The strike lasted two and a half years.":                              "DURATION P2.5Y",
		"They met for an hour and a half.":                                     "DURATION PT1H30M",
		"The ferry runs every Friday and on Sundays.":                          "SET XXXX-WXX-5, SET XXXX-WXX-7",
		"It has run twice a day in recent months.":                             "DURATION P1D, DURATION PXM",
		"The ferry sank at 10.30am.":                                           "TIME 2016-06-22T10:30",
		"The price rose by 4.35 percent to 1.20 euros.":                        "",
		"The price closed at 8.30 a barrel.":                                   "",
		"The court will sit on Monday.":                                        "DATE 2016-06-27",
		"The court sat on Monday.":                                             "DATE 2016-06-20",
		"It was shut until 9 a.m. EST Monday.":                                 "TIME 2016-06-27T09:00",
		"It was not until Monday that it opened.":                              "DATE 2016-06-20",
		"The fair had been due to end on Friday.":                              "DATE 2016-06-17",
		"The vote is planned for early November.":                              "DATE 2016-11",
		"In the third quarter of 2015 sales fell; a year earlier they rose.":   "DATE 2015-Q3, DATE 2014-Q3",
		"The bank was shut on Thanksgiving Day 2015 and on Memorial Day.":      "DATE 2015-11-26, DATE 2016-05-30",
		"It sank in nineteen ninety-eight and was raised the following year.":  "DATE 1998, DATE 1999",
		"It was built in the '60s and fell in the nineties; he is in his 60s.": "DATE 196, DATE 199",
		"The fair ran between 4 and 22 January 1995.":                          "DATE 1995-01-04, DATE 1995-01-22",
		"Over the weekend it sank; they will meet over the weekend.":           "DATE 2016-W24-WE, DATE 2016-W25-WE",
		"On Saturday and Sunday they marched.":                                 "DATE 2016-06-18, DATE 2016-06-19",
		"At noon on Tuesday it sank, a month after the fair.":                  "TIME 2016-06-21T12:00, DURATION P1M",
	} {
		if got := timexesOf(t, languages, reader, "en", text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
