package extract

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"dateline"
)

// TestRolesAndVenue reads one sentence or two and compares roles and venue of the main event.
func TestRolesAndVenue(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct {
		name, text string
		roles      []string // role, actor if listed, basis, words
		venue      string
	}{
		{"a subject behind its verb is no object",
			"قتل مسلحون ملثمون تسعة مزارعين في سوق السمك قرب غاو أمس الاثنين.",
			[]string{"perpetrator stated مسلحون ملثمون", "target stated سوق السمك"}, "سوق السمك"},
		{"the car of a car bomb is the means",
			"انفجرت سيارة مفخخة أمام مقر الشرطة في غاو أمس الاثنين فقتل تسعة أشخاص.",
			[]string{"target stated مقر الشرطة", "weapon stated سيارة مفخخة"}, "مقر الشرطة"},
		{"some of those who are named behind are people",
			"هاجم رجل بسكين مجموعة من المزارعين في غاو أمس الاثنين فقتل تسعة منهم.",
			[]string{"perpetrator stated رجل بسكين", "target stated مجموعة من المزارعين", "weapon stated سكين"}, ""},
		{"the movement is the one so called",
			"تبنت حركة الشباب هجوما في غاو أمس الاثنين قتل فيه تسعة أشخاص. وكان تنظيم القاعدة غائبا. وقالت الحركة إن مقاتليها زرعوا عبوة.",
			[]string{"perpetrator al-shabaab claimed حركة الشباب", "weapon stated عبوة"}, ""},
		{"who came away is a target and no victim",
			"نجا محافظ غاو من محاولة اغتيال برصاص مسلحين أمس الاثنين.",
			[]string{"perpetrator stated مسلحين", "target stated محافظ غاو"}, ""},
		{"gunmen who storm a school are told with what they struck",
			"Hooded gunmen stormed a boarding school near Gusau on Monday and killed nine pupils.",
			[]string{"perpetrator stated Hooded gunmen", "target stated a boarding school near Gusau"}, "a boarding school near Gusau"},
		{"what a bomb goes off in is struck",
			"A hand grenade exploded in a crowded fish market in Bujumbura on Monday, killing nine people.",
			[]string{"target stated a crowded fish market in Bujumbura", "weapon stated A hand grenade"}, "a crowded fish market in Bujumbura"},
		{"a group on which the attack is blamed is no more than blamed",
			"A roadside bomb killed nine people in Maiduguri on Monday. The governor blamed Boko Haram.",
			[]string{"perpetrator boko-haram blamed Boko Haram", "weapon stated A roadside bomb"}, ""},
		{"both sides of a fight are told, and neither is a target",
			"Soldiers and bandits clashed near Gusau on Monday, and nine people were killed.",
			[]string{"perpetrator stated Soldiers", "perpetrator stated bandits"}, ""},
		{"one who is named and was killed is a victim",
			"Gunmen shot dead the mayor of Gusau, Anna Ekberg, on Monday.",
			[]string{"perpetrator stated Gunmen", "victim stated Anna Ekberg"}, ""},
		{"the hospital that treats the hurt is no venue",
			"A bomb exploded in Bujumbura on Monday, killing nine people. The wounded were taken to the district hospital.",
			[]string{"weapon stated A bomb"}, ""},
		{"weapons that are found were not used",
			"Gunmen killed nine people in Gusau on Monday. Soldiers later recovered four rifles.",
			[]string{"perpetrator stated Gunmen"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			language := "en"
			if strings.ContainsFunc(test.text, func(c rune) bool { return unicode.Is(unicode.Arabic, c) }) {
				language = "ar"
			}
			doc := &dateline.Document{Text: test.text, Language: language, Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(test.text)}}},
				Published: &dateline.Published{At: "2024-05-08"}}
			text, err := languages.Analyze(doc)
			if err != nil {
				t.Fatal(err)
			}
			record := reader.Read(text)
			if len(record.Events) == 0 || !record.Events[0].Main {
				t.Fatal("got no main event")
			}
			e := record.Events[0]
			var got []string
			for _, o := range e.Roles {
				words := o.Role + " "
				if o.Actor != "" {
					words += o.Actor + " "
				}
				got = append(got, words+o.Basis+" "+o.Text)
			}
			slices.Sort(got)
			if !slices.Equal(got, test.roles) {
				t.Errorf("roles: got %q, want %q", got, test.roles)
			}
			venue := ""
			if e.Venue != nil {
				venue = e.Venue.Text
			}
			if venue != test.venue {
				t.Errorf("venue: got %q, want %q", venue, test.venue)
			}
		})
	}
}
