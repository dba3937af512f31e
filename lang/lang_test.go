package lang

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// document makes a document of paragraphs, blank lines between them.
func document(paragraphs ...string) *dateline.Document {
	doc := &dateline.Document{Language: "en", Text: strings.Join(paragraphs, "\n\n")}
	at := 0
	for _, p := range paragraphs {
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: at, To: at + len(p)}})
		at += len(p) + 2
	}
	return doc
}

func load(t testing.TB) *Languages {
	t.Helper()
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func analyze(t testing.TB, l *Languages, doc *dateline.Document) *Text {
	t.Helper()
	text, err := l.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTokens(t *testing.T) {
	all := load(t)
	tests := []struct{ text, want string }{
		{"Al-Shabaab's men didn't flee.", "Al|-|Shabaab|'s|men|did|n't|flee|."},
		{"A 12-year-old boy and/or his father", "A|12|-|year|-|old|boy|and|/|or|his|father"},
		{"The U.S. envoy met Lt. Col. J. R. Adan at 7.30am.", "The|U.S.|envoy|met|Lt.|Col.|J.|R.|Adan|at|7.30|am|."},
		{"They’re not the soldiers’ guns; he’d won’t", "They|’re|not|the|soldiers|’|guns|;|he|’d|wo|n’t"},
		{"some 1,200 of 2.5 million on the 30th, at 5pm", "some|1,200|of|2.5|million|on|the|30th|,|at|5|pm"},
		{"It cost $2.4bn, or £1,5 (90%).", "It|cost|$|2.4|bn|,|or|£|1|,|5|(|90|%|)|."},
		{"N'Djamena, Cote d'Ivoire and O'Brien of Sana'a's guard", "N'Djamena|,|Cote|d'Ivoire|and|O'Brien|of|Sana'a|'s|guard"},
		{"the U.S.'s allies in the 1990's", "the|U.S.|'s|allies|in|the|1990|'s"},
		{"“No,” he said – ‘never’ — twice...", "“|No|,|”|he|said|–|‘|never|’|—|twice|..."},
		{"See https://example.org/a?b=1, www.example.com. Or write to a.b-c@example.org!", "See|https://example.org/a?b=1|,|www.example.com|.|Or|write|to|a.b-c@example.org|!"},
		{"@press_desk and #Baidoa_attack at example.com/news.", "@press_desk|and|#Baidoa_attack|at|example.com/news|."},
		{"The report was filed.Residents fled", "The|report|was|filed|.|Residents|fled"},
		{"No. 5 road, on Jan. 12; the answer is no. No more", "No.|5|road|,|on|Jan.|12|;|the|answer|is|no|.|No|more"},
		{"AT&T and M23 rebels cannot pay 10–15 men", "AT&T|and|M23|rebels|can|not|pay|10|–|15|men"},
		{"at 19:30 on 2024-03-22, i.e. Friday", "at|19:30|on|2024|-|03|-|22|,|i.e.|Friday"},
		{"the U.S.-led force of Mr. Ali Jr.", "the|U.S.|-|led|force|of|Mr.|Ali|Jr."},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			text := analyze(t, all, document(test.text))
			var got []string
			for _, token := range text.Tokens {
				got = append(got, test.text[token.From:token.To])
			}
			if got := strings.Join(got, "|"); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestTokenFields(t *testing.T) {
	text := analyze(t, load(t), document("“N’Djamena’s 1st” – al-Qaeda ‘fell’"))
	want := []dateline.Token{
		{Norm: `"`, Kind: dateline.MarkToken},
		{Norm: "n'djamena", Kind: dateline.WordToken, Upper: true, Joined: true},
		{Norm: "'s", Kind: dateline.WordToken, Joined: true},
		{Norm: "1st", Kind: dateline.NumberToken},
		{Norm: `"`, Kind: dateline.MarkToken, Joined: true},
		{Norm: "—", Kind: dateline.MarkToken},
		{Norm: "al", Kind: dateline.WordToken},
		{Norm: "-", Kind: dateline.MarkToken, Joined: true},
		{Norm: "qaeda", Kind: dateline.WordToken, Upper: true, Joined: true},
		{Norm: "'", Kind: dateline.MarkToken},
		{Norm: "fell", Kind: dateline.WordToken, Joined: true},
		{Norm: "'", Kind: dateline.MarkToken, Joined: true},
	}
	if len(text.Tokens) != len(want) {
		t.Fatalf("got %d tokens, want %d", len(text.Tokens), len(want))
	}
	for i, got := range text.Tokens {
		got.Span, got.Tag = dateline.Span{}, ""
		if got != want[i] {
			t.Errorf("token %d: got %+v, want %+v", i, got, want[i])
		}
	}
}

func TestSentences(t *testing.T) {
	all := load(t)
	tests := []struct{ name, want string }{ // sentences are told apart by "|"
		{"plain", "Two men died.| Police came."},
		{"titles", "Lt. Col. J. Adan met Dr. Ford in St. Francis.| He left."},
		{"initials", "Naomi I. Ford spoke.| J.R. Barre listened."},
		{"an abbreviation before a name", "The U.S. Army left the D.C. area at 7 a.m. Monday."},
		{"an abbreviation at an end", "It happened in the U.S.| The army came at 7 a.m.| He slept."},
		{"numbers", "He lives at No. 5.| The answer was no.| It cost 2.5 million."},
		{"a quote of several sentences", "“We came.| We saw,” he said.| “We went home.”| They did."},
		{"a quote goes on after its end", `"Who fired?" he asked.| "Stop!" she cried.`},
		{"straight quotes", `"It is over."| The guard said: "Go home."|`},
		{"brackets", "(He died in 2001.)| His son (b. 1990) lives.| [Reporting by A. Writer.]"},
		{"missing space", "The report was filed.|Residents fled.|\"We ran.\""},
		{"small letters begin a name", "Ten were killed.| al-Shabaab said so."},
		{"an unlisted abbreviation", "The Xyz. of the town wept."},
		{"ellipsis", "He waited ... and left.| Then…| Nothing."},
		{"a list", "1. The army left. |2. The rebels came."},
		{"marks in a row", "What?!| Nobody knows."},
		{"ends without a mark", "Blast kills four"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := analyze(t, all, document(strings.ReplaceAll(test.want, "|", "")))
			var got []string
			for _, s := range text.Sentences {
				got = append(got, text.Document.Text[s.From:s.To])
			}
			var want []string
			for _, s := range strings.Split(test.want, "|") {
				if s = strings.TrimSpace(s); s != "" {
					want = append(want, s)
				}
			}
			if strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), strings.Join(want, "|"))
			}
		})
	}
}

// A language is its folder: none lacks a file that another has.
func TestEveryLanguageHasTheSameFiles(t *testing.T) {
	all := load(t)
	for _, code := range Codes {
		entries, err := fs.ReadDir(all.Language(code).Files, ".")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, entry := range entries {
			got = append(got, entry.Name())
		}
		for _, name := range FileNames {
			if !slices.Contains(got, name) {
				t.Errorf("%s lacks %s", code, name)
			}
		}
		for _, name := range got {
			if !slices.Contains(FileNames, name) {
				t.Errorf("%s has %s, which FileNames does not list", code, name)
			}
		}
	}
}

func TestUnread(t *testing.T) {
	doc := document("Трое солдат погибли при взрыве на дороге, сообщил представитель полиции. Он не назвал их имён, но сказал, что они были из города.")
	doc.Language = ""
	_, err := load(t).Analyze(doc)
	var unread *UnreadError
	if !errors.As(err, &unread) || unread.Code != "ru" {
		t.Fatalf("got %v, want an UnreadError of ru", err)
	}
}

// Every non-space byte of a paragraph is in exactly one token, and every token in
// exactly one sentence.
func check(t *testing.T, text *Text) {
	t.Helper()
	at, sentence := 0, 0
	source := text.Document.Text
	for i, p := range text.Document.Paragraphs {
		end := p.From
		for ; at < len(text.Tokens) && text.Tokens[at].From < p.To; at++ {
			token := text.Tokens[at]
			if token.From < end || token.To <= token.From || token.To > p.To {
				t.Fatalf("token %d %v overlaps or leaves paragraph %v", at, token.Span, p.Span)
			}
			if gap := source[end:token.From]; strings.TrimSpace(gap) != "" {
				t.Fatalf("%q is in no token", gap)
			}
			if token.Joined != (token.From == end && end > p.From) {
				t.Fatalf("token %d %q: Joined is %v", at, source[token.From:token.To], token.Joined)
			}
			end = token.To
		}
		if rest := source[end:p.To]; strings.TrimSpace(rest) != "" {
			t.Fatalf("%q is in no token", rest)
		}
		for ; sentence < len(text.Sentences) && text.Sentences[sentence].Paragraph == i; sentence++ {
			s := text.Sentences[sentence]
			if s.First >= s.Last || s.From != text.Tokens[s.First].From || s.To != text.Tokens[s.Last-1].To || s.From < p.From || s.To > p.To {
				t.Fatalf("sentence %d %+v does not cover its tokens", sentence, s)
			}
			if sentence > 0 && s.First != text.Sentences[sentence-1].Last {
				t.Fatalf("sentence %d leaves a gap", sentence)
			}
		}
	}
	if at != len(text.Tokens) || sentence != len(text.Sentences) {
		t.Fatalf("%d of %d tokens, %d of %d sentences are in a paragraph", at, len(text.Tokens), sentence, len(text.Sentences))
	}
	if n := len(text.Sentences); n > 0 && text.Sentences[n-1].Last != len(text.Tokens) || n == 0 && len(text.Tokens) > 0 {
		t.Fatal("tokens in no sentence")
	}
}

func FuzzAnalyze(f *testing.F) {
	all := load(f)
	f.Add("Gunmen killed two.\n\n“We ran,” said Lt. Col. O’Brien’s aide at 7.30am.", "a@b.org @x #y ''q'' ``z``")
	f.Add("1,2,34,567.8 9th ٣٫٥ ﺍلف\u200cها \xff\xfe", "U.S.A.'s AT&T http:// www. x.com/")
	f.Add("...?!\").’", "a.b.c. I. A. J.R. can't’ve cannot CANNOT")
	f.Fuzz(func(t *testing.T, first, second string) {
		text := analyze(t, all, document(first, second))
		check(t, text)
		all.Identify(first)
	})
}

// page is a report to measure with.
const page = `Two soldiers and a child were killed on Tuesday when a roadside bomb hit a lorry near the town of Qoryar, officials said, in the third such attack this month.

"We heard a loud blast and saw smoke," said Halima Osman, a shopkeeper. "People were running in all directions." The local governor, Lt. Col. A. R. Dahir, told reporters that at least 14 others had been wounded, five of them critically, and taken to the district hospital.

No group has claimed responsibility, but the army blamed rebels who have fought the government since 2009. The U.N. mission condemned the bombing as "a cowardly act" and called for an inquiry; it didn't say whether its own staff, who use the road each day, had been the target.`

func BenchmarkTokens(b *testing.B) {
	l := load(b).Language("en")
	untagged := *l
	untagged.tagger = nil
	benchmark(b, &untagged)
}

func BenchmarkAnalyze(b *testing.B) { benchmark(b, load(b).Language("en")) }

func benchmark(b *testing.B, l *Language) {
	doc := document(strings.Split(strings.Repeat(page+"\n\n", 4)+"End.", "\n\n")...)
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	tokens := 0
	for b.Loop() {
		text, err := l.analyze(doc)
		if err != nil {
			b.Fatal(err)
		}
		tokens += len(text.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkIdentify(b *testing.B) {
	l := load(b)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		l.Identify(page)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
