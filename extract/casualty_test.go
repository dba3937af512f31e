package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/lang"
)

// tolls reads a report and gives its figures as "killed 9..-1 farmers", those of
// attackers, running ones and parts marked.
func tolls(t *testing.T, languages *lang.Languages, reader *Reader, language, text string) []string {
	t.Helper()
	doc := &dateline.Document{Text: text, Language: language, Published: &dateline.Published{At: "2024-05-03"},
		Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
	r := runSteps(t, languages, reader, doc)
	var out []string
	for _, c := range r.casualties {
		line := strings.TrimSpace(fmt.Sprintf("%s %d..%d %s", c.Harm, c.Low, c.High, c.Who))
		for _, mark := range []struct {
			is   bool
			word string
		}{{c.Attackers, "attackers"}, {c.IncludesAttackers, "with attackers"}, {c.Running, "running"}, {c.part, "part"}} {
			if mark.is {
				line += ", " + mark.word
			}
		}
		out = append(out, line)
	}
	return out
}

func TestTolls(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct {
		name string
		text string
		want []string
	}{
		{"a passive with a number in words", "Twenty-three ferrymen were killed on the river.", []string{"killed 23..23 ferrymen"}},
		{"a number elided after the second verb", "The blast tore the barge apart, killing 6 and wounding 11.", []string{"killed 6..6", "injured 11..11"}},
		{"dead and hurt without a verb", "The blast left 12 dead and 40 hurt.", []string{"killed 12..12", "injured 40..40"}},
		{"a headline's two figures", "14 killed, 27 hurt in ferry blast", []string{"killed 14..14", "injured 27..27"}},
		{"victims told apart and counted each", "Six guests, three guards and two cooks were killed.", []string{"killed 6..6 guests, part", "killed 3..3 guards, part", "killed 2..2 cooks, part", "killed 11..11"}},
		{"attackers told with others", "Six guests and two gunmen were killed.", []string{"killed 6..6 guests", "killed 2..2 gunmen, attackers"}},
		{"some of those counted in a list of their own", "Nine guests, two women and a boy among them, were killed.", []string{"killed 9..9 guests", "killed 3..3 women, part"}},
		{"names of those counted before", "Two guards, Ola Berg and Nils Dahl, were killed.", []string{"killed 2..2 guards"}},
		{"victims told apart, one of them alone", "Three soldiers and a driver were killed.", []string{"killed 4..4 soldiers"}},
		{"the second clause has its own subject", "The bomb killed a guard and two boys were hurt.", []string{"killed 1..1 a guard", "injured 2..2 boys"}},
		{"a part of those counted", "At least ten people died, among them four nurses.", []string{"killed 10..-1 people", "killed 4..4 nurses, part"}},
		{"attackers counted in", "Fifteen people died, a figure that includes all four attackers.", []string{"killed 15..15 people, with attackers", "killed 4..4 attackers, attackers, part"}},
		{"a toll that rises", "A porter died on Sunday, bringing the toll to nine.", []string{"killed 1..1 A porter", "killed 9..9, running"}},
		{"one of the wounded brings the toll up", "Two of the wounded died, raising the death toll to nine.", []string{"killed 9..9, running"}},
		{"a toll put again", "Nine herders were hurt. A nurse put the number at twelve.", []string{"injured 9..9 herders", "injured 12..12 herders"}},
		{"a number of things is no toll put again", "Nine herders were hurt. The crew fired 24 rockets. A nurse put the number at 12.", []string{"injured 9..9 herders"}},
		{"what people are says the harm", "The ward took in 17 bodies and 30 wounded men.", []string{"killed 17..17 bodies", "injured 30..30 wounded men"}},
		{"the bomber himself is not counted", "The bomber killed himself and 12 others.", []string{"killed 12..12 others"}},
		{"as many hurt as are dead", "Nine men were killed and as many wounded.", []string{"killed 9..9 men", "injured 9..9"}},
		{"some of a number", "Two of the 30 other guests were hurt.", []string{"injured 2..2 the 30 other guests"}},
		{"none of them", "None of the 30 guests was hurt.", nil},
		{"what a war has cost is no toll", "The war has killed 9,000 people.", nil},
		{"nobody is zero twice", "Nobody was hurt.", []string{"injured 0..0", "killed 0..0"}},
		{"no deaths says nothing of the hurt", "There were no deaths.", []string{"killed 0..0"}},
		{"no reports are no zero", "There were no immediate reports of casualties.", nil},
		{"what may be is no figure", "The death toll could rise to 40, doctors say.", nil},
		{"what was meant is no figure", "They had planned to kill 300 people.", nil},
		{"beasts are no victims", "The storm killed 300 sheep.", nil},
		{"things seized are no captives", "Police seized 12 rifles and 300 rounds.", nil},
		{"those let go are not taken", "The gang released 14 hostages.", nil},
		{"ages are no counts", "Two girls aged 13 and 15 were killed.", []string{"killed 2..2 girls aged 13 and 15"}},
		{"one known by an age", "A 34-year-old man was detained.", []string{"detained 1..1 A 34-year-old man"}},
		{"taken and missing", "About 20 villagers were taken hostage and five are missing.", []string{"abducted 18..22 villagers", "missing 5..5"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := tolls(t, languages, reader, "en", test.text); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestTollsOfArabic(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct {
		name string
		text string
		want []string
	}{
		{"a passive, and a number with a word for others", "قتل 12 مزارعا وأصيب 30 آخرون في العبّارة.", []string{"killed 12..12 مزارعا", "injured 30..30 آخرون"}},
		{"an active verb, its subject before its object", "قتل لصوص أربعة مزارعين.", []string{"killed 4..4 مزارعين"}},
		{"two, as those who did it", "اغتال مسلحان القاضي أمام الميناء.", []string{"killed 1..1 القاضي"}},
		{"nouns of killing and hurting", "مقتل 12 مزارعا وإصابة 30.", []string{"killed 12..12 مزارعا", "injured 30..30"}},
		{"the dead and the hurt counted by their own words", "خلف الحريق 12 قتيلا و30 جريحا.", []string{"killed 12..12 قتيلا", "injured 30..30 جريحا"}},
		{"a dual is two", "سقط قتيلان وجريح في الميناء.", []string{"killed 2..2 قتيلان", "injured 1..1 جريح"}},
		{"a dual that does not end as a plural", "مقتل جنديين.", []string{"killed 2..2 جنديين"}},
		{"a plural alone counts nobody", "مقتل مزارعين.", []string{"killed 2..-1 مزارعين"}},
		{"one or more", "مقتل مزارع واحد على الأقل.", []string{"killed 1..-1 مزارع واحد على الأقل"}},
		{"a third", "قتل مزارعان وأصيب ثالث.", []string{"killed 2..2 مزارعان", "injured 1..1 ثالث"}},
		{"a number that counts both nouns", "خطف لصوص 36 سيدة وطفلا.", []string{"abducted 36..36 سيدة وطفلا"}},
		{"a verb in two parts around its subject", "لقي تسعة مزارعين على الأقل مصرعهم.", []string{"killed 9..-1 مزارعين على الأقل"}},
		{"lives taken", "أودى الحريق بحياة تسعة مزارعين.", []string{"killed 9..9 مزارعين"}},
		{"a part of those counted", "قتل تسعة مزارعين بينهم طفلان.", []string{"killed 9..9 مزارعين", "killed 2..2 طفلان, part"}},
		{"attackers counted in", "مقتل 15 مزارعا بينهم المهاجمون الثلاثة.", []string{"killed 15..15 مزارعا, with attackers", "killed 3..3 المهاجمون الثلاثة, attackers, part"}},
		{"a toll that rises", "توفي جريح ليرتفع عدد القتلى إلى تسعة.", []string{"killed 9..9, running"}},
		{"dead and hurt in one number", "حصيلة الحريق 61 قتيلا وجريحا.", nil},
		{"killed and hurt, nobody counted", "سقط العشرات بين قتيل وجريح.", []string{"injured 1..-1", "killed 1..-1"}},
		{"hurt, then dead", "ذكر أن مزارعا أصيب في الحقل ثم توفي.", []string{"killed 1..1 مزارعا"}},
		{"the killer himself is not counted", "قتل اللص نفسه و12 آخرين.", []string{"killed 12..12 آخرين"}},
		{"nobody", "لم يسفر الحريق عن إصابات.", []string{"injured 0..0", "killed 0..0"}},
		{"no reports are no zero", "لم ترد أنباء عن سقوط ضحايا.", nil},
		{"what was meant is no figure", "خططوا لقتل 40 مزارعا.", nil},
		{"what may be is no figure", "قد يقتل الحريق 40 مزارعا.", nil},
		{"beasts are no victims", "قتلت العاصفة 300 رأس من الأغنام.", nil},
		{"an accident", "مصرع خمسة مزارعين في حادث سير.", nil},
		{"what a war has cost is no toll", "خلفت الحرب 9000 قتيل.", nil},
		{"those let go are not taken", "أطلق اللصوص سراح 14 مزارعا.", nil},
		{"taken, detained and missing", "احتجز لصوص نحو 20 مزارعا، واعتقلت الشرطة تاجرين اثنين، ولا يزال خمسة صيادين في عداد المفقودين.",
			[]string{"abducted 18..22 مزارعا", "detained 2..2 تاجرين اثنين", "missing 5..5 صيادين"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := tolls(t, languages, reader, "ar", test.text); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct{ text, want string }{
		{"thirteen men", "13"},
		{"3,000 men", "3000"},
		{"1.2 million men", "1200000"},
		{"half a dozen men", "6"},
		{"a half-dozen men", "6"},
		{"two and a half million men", "2500000"},
		{"three hundred and twenty-one men", "321"},
		{"3 hundred and 21 men", "321"},
		{"a score of men", "20"},
		{"62 or more men", "62..-1"},
		{"upwards of 60 men", "61..-1"},
		{"between 3 and 5 men", "3..5"},
		{"nearly 100 men", "90..100"},
		{"some 40 men", "36..44"},
		{"no more than 40 men", "0..40"},
		{"dozens of men", "24..-1"},
		{"some 40 000 men", "36000..44000"},
		{"of 40 men 300 left", "40 300"},
		{"3 dozens of men", "36"},
		{"nine goats and as many cows", "9 9"},
		{"nine goats and twice as many cows", "9 18"},
		{"as many goats", ""},
		{"the 23rd man", ""},
		{"two thirds of the men", ""},
		{"40 percent of the men", ""},
		{"a fine of $40", ""},
		{"30 million naira", ""},
	} {
		t.Run(test.text, func(t *testing.T) {
			doc := &dateline.Document{Text: test.text, Language: "en", Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(test.text)}}}}
			analyzed, err := languages.Analyze(doc)
			if err != nil {
				t.Fatal(err)
			}
			r := reader.open(analyzed)
			r.readNumbers()
			var got []string
			for _, n := range r.numbers {
				got = append(got, n.String())
			}
			if joined := strings.Join(got, " "); joined != test.want {
				t.Errorf("got %q, want %q", joined, test.want)
			}
		})
	}
}
