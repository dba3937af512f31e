package extract

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

// statementsOf reads a text and gives its statements, one a line: the act, who
// speaks, and then, where there are any, for whom, who was told, and what may come.
func statementsOf(t *testing.T, language, text string) []string {
	t.Helper()
	languages, reader := open(t)
	doc := &dateline.Document{Text: text, Language: language, Published: &dateline.Published{At: "2024-05-02", Basis: "argument"},
		Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
	analyzed, err := languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range reader.Read(analyzed).Statements {
		line := []string{string(s.Act) + " " + s.Speaker.Text}
		if s.Speaker.For != "" {
			line = append(line, "for "+s.Speaker.For)
		}
		if s.Outlet != nil {
			line = append(line, "to "+s.Outlet.Text)
		}
		if s.Via != "" {
			line = append(line, "via "+s.Via)
		}
		if f := s.Forecast; f != nil {
			line = append(line, "forecast "+f.What, f.Words)
			if f.By != nil {
				line = append(line, f.By.Start.String()+".."+f.By.End.String())
			}
		}
		out = append(out, strings.Join(line, "; "))
	}
	return out
}

func TestStatements(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a pronoun goes on for the speaker before", "A mine went off in Kidal. Captain Issa Toure said four men died. He later blamed the rebels.",
			[]string{"reports Captain Issa Toure", "blames Captain Issa Toure"}},
		{"a role alone is the one who holds it", "A mine went off in Kidal. The defence minister, Awa Traore, told Radio Coast that four men died. The minister said no more.",
			[]string{"reports The defence minister, Awa Traore; to Radio Coast"}},
		{"a last name alone is the one named in full", "Lena Brandt, a nurse, said she ran. Brandt said others fell.",
			[]string{"reports Lena Brandt, a nurse"}},
		{"two sources are two speakers", "A police officer said two men fired. Another police officer said three did.",
			[]string{"reports A police officer", "reports Another police officer"}},
		{"those who stand together speak as one", "Norway, Peru and Ghana condemned the bombing.",
			[]string{"condemns Norway, Peru and Ghana"}},
		{"what is not said is no statement", "The mayor did not say who had fired. There was no comment from the army.", nil},
		{"a claim in passing", "Al-Shabaab said it was behind the bombing.",
			[]string{"claims-responsibility Al-Shabaab; for al-shabaab"}},
		{"a claim of lives is none", "The blast claimed the lives of nine people, doctors said.",
			[]string{"reports doctors"}},
		{"an outlet quotes a source", "Radio Coast quoted a customs officer as saying that the crew had fled.",
			[]string{"reports Radio Coast", "reports a customs officer; via s1"}},
		{"a spokesman's denial is his", "A spokesman for Al-Shabaab told Radio Coast that the group had no hand in it.",
			[]string{"denies A spokesman for Al-Shabaab; for al-shabaab; to Radio Coast"}},
		{"a warning without a horizon that can be told", "Officials warned that Al-Shabaab could attack the port within weeks.",
			[]string{"warns Officials; forecast attack the port; could"}},
		{"a warning with a horizon", "Officials warned that Al-Shabaab could attack the port within a week.",
			[]string{"warns Officials; forecast attack the port; could; 2024-05-02..2024-05-09"}},
		{"one who says what is likely warns", "More attacks are likely, said Jan Holm, an analyst in Bergen.",
			[]string{"warns Jan Holm, an analyst in Bergen; forecast More attacks; likely"}},
		{"a pronoun is the one with whom the sentence before began", "The mayor of Kidal, Awa Traore, went to the mill. She said four men had died.",
			[]string{"reports The mayor of Kidal, Awa Traore"}},
		{"it is a body that no list knows", "The union called off its march. It said gunmen had come.",
			[]string{"reports The union"}},
		{"a word for anybody is the one just named", "Colonel Issa Toure came to the mill. The officer said four men had died.",
			[]string{"reports Colonel Issa Toure"}},
		{"a word for anybody is no office of another", "Police chief Issa Toure spoke of four dead. The minister said five had died.",
			[]string{"reports Police chief Issa Toure", "reports The minister"}},
		{"the rebels are no paper", "Farmers told the Coast Herald that the rebels had blamed the army.",
			[]string{"reports Farmers; to the Coast Herald", "blames the rebels; via s1"}},
		{"the message goes on for its sender", "The mayor listed four dead. The statement added that five were missing.",
			[]string{"reports The mayor"}},
		{"what one says of another is passed on", "The elders said the captors had told them so.",
			[]string{"reports The elders", "reports the captors; via s1"}},
		{"one who speaks beside another is not passed on", "Police said four men had died, and medics said five had.",
			[]string{"reports Police", "reports medics"}},
		{"what is cited is passed on", "Radio Coast, citing hospital staff, said that four men had died.",
			[]string{"reports Radio Coast", "reports hospital staff; via s1"}},
		{"one who calls it lies denies it", "The talk of a raid is lies, the mayor said.",
			[]string{"denies the mayor"}},
		{"who was told before the clause", "Speaking to Reuters by phone, Issa Toure said four men had died.",
			[]string{"reports Issa Toure; to Reuters"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := statementsOf(t, "en", test.text); !slices.Equal(got, test.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}

// TestStatementsVerbFirst reads a language in which the verb stands before who speaks, and
// a verb alone lets the one go on who spoke last.
func TestStatementsVerbFirst(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"who is told stands between speaker and words", "قال صياد لرويترز إن العبارة تأخرت.",
			[]string{"reports صياد; to رويترز"}},
		{"a verb alone goes on", "قالت وزارة الزراعة إن تسع عبارات غرقت. واتهمت طالبان بإغراقها.",
			[]string{"reports وزارة الزراعة", "blames وزارة الزراعة"}},
		{"whom the verb does not suit does not go on", "قالت وزارة الزراعة إن العبارة غرقت. ونفى صياد ذلك. وأضافت أن الميناء مغلق.",
			[]string{"reports وزارة الزراعة", "denies صياد"}},
		{"a source without the article is another", "قال مصدر أمني إن العبارة غرقت. وقال مصدر طبي إنها تأخرت.",
			[]string{"reports مصدر أمني", "reports مصدر طبي"}},
		{"with the article it is the one told before", "قال مصدر أمني إن العبارة غرقت. وقال المصدر إن الميناء مغلق.",
			[]string{"reports مصدر أمني"}},
		{"an office of somebody is the office told before", "قال مدير الميناء إن العبارة غرقت. وأوضح المدير أن الميناء مغلق.",
			[]string{"reports مدير الميناء"}},
		{"an agency quotes a source", "نقلت صحيفة الساحل عن مدير الميناء أن العبارة تأخرت.",
			[]string{"reports صحيفة الساحل", "reports مدير الميناء; via s1"}},
		{"a verb alone is for the one with whom the sentence before began", "وصل مدير الميناء إلى الجزيرة. وقال إن العبارة غرقت.",
			[]string{"reports مدير الميناء"}},
		{"a verb that does not suit them is not", "وصل مدير الميناء إلى الجزيرة. وقالت إن العبارة غرقت.", nil},
		{"who is told is the object", "أبلغ مدير الميناء وكالة رويترز بأن العبارة غرقت.",
			[]string{"reports مدير الميناء; to وكالة رويترز"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := statementsOf(t, "ar", test.text); !slices.Equal(got, test.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}

// TestContents reads what is said, and by whom.
func TestContents(t *testing.T) {
	for _, test := range []struct {
		name, language, text, want string
	}{
		{"after a message and a that", "en", "The mayor said in a letter to the paper that the mill had burned.", "the mill had burned"},
		{"with the one accused", "en", "The mayor blamed the miller for the fire.", "the miller for the fire"},
		{"around a clause", "en", "The toll, the mayor said, may rise.", "The toll, the mayor said, may rise"},
		{"in the next paragraph", "en", "\"It burned,\" the mayor said.\n\n\"Then it fell.\"", "\"It burned,\" the mayor said.\n\n\"Then it fell.\""},
		{"from a paragraph whose mark is not closed", "en", "\"It burned.\n\n\"Then it fell,\" the mayor said.", "\"It burned.\n\n\"Then it fell,\""},
		{"on both sides where the verb comes first", "ar", "\"احترقت المطحنة\"، قال العمدة، \"ثم سقطت\".", "\"احترقت المطحنة\"، قال العمدة، \"ثم سقطت\""},
	} {
		t.Run(test.name, func(t *testing.T) {
			languages, reader := open(t)
			doc := &dateline.Document{Text: test.text, Language: test.language}
			from := 0
			for _, p := range strings.Split(test.text, "\n\n") {
				doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: from, To: from + len(p)}, Kind: dateline.Body})
				from += len(p) + 2
			}
			analyzed, err := languages.Analyze(doc)
			if err != nil {
				t.Fatal(err)
			}
			statements := reader.Read(analyzed).Statements
			if len(statements) != 1 || statements[0].Content == nil || statements[0].Content.Text != test.want {
				t.Errorf("got %+v, want one that says %q", statements, test.want)
			}
		})
	}
}

// TestAttributions gives the parts as people mark them.
func TestAttributions(t *testing.T) {
	for text, want := range map[string][]string{
		"Lena Brandt, a nurse, has now said that the mill was old.": {"source Lena Brandt, a nurse,", "cue has now said", "content that the mill was old"},
		"The mill, the mayor said, is old.":                         {"content The mill", "source the mayor", "cue said", "content is old"},
		"\"It burned,\" said Jan Holm, a miller. \"Then it fell.\"": {"content \"It burned,\"", "cue said", "source Jan Holm, a miller", "content \"Then it fell.\""},
	} {
		languages, reader := open(t)
		doc := &dateline.Document{Text: text, Language: "en", Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}, Kind: dateline.Body}}}
		analyzed, err := languages.Analyze(doc)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range reader.Attributions(analyzed) {
			got = append(got, p.Kind.String()+" "+text[p.From:p.To])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
