package extract

import (
	"strings"
	"testing"

	"dateline"
)

// Who claims the main event, in a report of a title and a body.
func TestClaimsOfArabic(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct{ name, title, body, want string }{
		{"by a group", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وتبنت حركة الشباب الهجوم.", "claimed al-shabaab"},
		{"in the headline, and in the body only told", "حركة الشباب تعلن مسؤوليتها عن هجوم غاو", "قتل تسعة مزارعين في هجوم في غاو أمس الاثنين. وقالت حركة الشباب إن الانفجار هدم السوق.", "claimed al-shabaab"},
		{"hastened to", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وسارعت حركة الشباب إلى تبني التفجير.", "claimed al-shabaab"},
		{"by the group's outlet", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وقالت إذاعة الأندلس التابعة لحركة الشباب إن مقاتلي الحركة يقفون وراء التفجير.", "claimed al-shabaab"},
		{"by the first of two that are named", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وتبنت العملية كتيبة عقبة بن نافع المرتبطة بالقاعدة.", "claimed uqba-ibn-nafi-brigade"},
		{"in another spelling", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وأعلنت حركة الشباب مسئوليتها عن التفجير.", "claimed al-shabaab"},
		{"in a paper that the group put out", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. ونشرت حركة الشباب بيانا أعلنت فيه مسؤوليتها عن التفجير.", "claimed al-shabaab"},
		{"the deed as a noun", "قصف غاو", "قتل تسعة مزارعين في قصف سوق في غاو أمس الاثنين. وأعلنت حركة الشباب، في تسجيل صوتي، قصف السوق.", "claimed al-shabaab"},
		{"the deed as a noun, by an army", "قصف غاو", "قتل تسعة مزارعين في قصف سوق في غاو أمس الاثنين. وأعلن الجيش المالي قصف السوق.", "unmentioned"},
		{"by the name that the group goes by", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وأعلنت جماعة كردية مرتبطة بحزب العمال الكردستاني تدعى صقور حرية كردستان مسؤوليتها عن التفجير.", "claimed kurdistan-freedom-hawks"},
		{"by two together", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وتبنت سرايا القدس وكتائب شهداء الأقصى العملية في بيان مشترك.", "claimed al-quds-brigades al-aqsa-martyrs-brigades"},
		{"of an older attack", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. وكانت حركة الشباب قد تبنت تفجيرا مماثلا في غاو في 11 ديسمبر 2007.", "unmentioned"},
		{"by nobody", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. ولم تتبن أي جهة الهجوم.", "none-stated"},
		{"denied", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين. ونفت حركة الشباب مسؤوليتها عن الهجوم.", "denied"},
		{"not spoken of", "انفجار في غاو", "قتل تسعة مزارعين في انفجار عبوة في غاو أمس الاثنين.", "unmentioned"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := test.title + "\n\n" + test.body
			doc := &dateline.Document{Text: text, Language: "ar", Title: test.title, Published: &dateline.Published{At: "2024-05-03"}, Paragraphs: []dateline.Paragraph{
				{Span: dateline.Span{To: len(test.title)}, Kind: dateline.Title},
				{Span: dateline.Span{From: len(test.title) + 2, To: len(text)}, Kind: dateline.Body}}}
			analyzed, err := languages.Analyze(doc)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range reader.Read(analyzed).Events {
				if e.Main {
					got = append(got, strings.TrimSpace(e.Claim.State+" "+strings.Join(e.Claim.By, " ")))
				}
			}
			if got := strings.Join(got, "; "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
