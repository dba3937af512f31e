package lang

import (
	"strings"
	"testing"
)

// norms gives the norms of the tokens of an Arabic text, "+" where one touches the next.
func norms(t *testing.T, all *Languages, words string) string {
	t.Helper()
	doc := document(words)
	doc.Language = "ar"
	var b strings.Builder
	for i, token := range analyze(t, all, doc).Tokens {
		switch {
		case i > 0 && token.Joined:
			b.WriteByte('+')
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(token.Norm)
	}
	return b.String()
}

func TestProclitics(t *testing.T) {
	all := load(t)
	tests := []struct{ name, words, want string }{
		{"and before a verb", "وقال", "و+قال"},
		{"a preposition before the article", "بالقطار", "ب+القطار"},
		{"the article after ل is written short", "للشرطة", "ل+الشرطه"},
		{"two of them", "وبالقطار", "و+ب+القطار"},
		{"two of them, short article", "وللشرطة", "و+ل+الشرطه"},
		{"words that begin so", "وزارة والده في بيروت", "وزاره والده في بيروت"},
		{"known with an ending", "وزارته", "وزارته"},
		{"a verb is known though an ending would fit the whole", "واتهمت", "و+اتهمت"},
		{"one of two spellings", "ومسئول الشئون", "و+مسوول الشوون"},
		{"vowel marks", "وَقَالَ لِلشُّرْطَةِ", "و+قال ل+الشرطه"},
		{"tatweel", "بـ15 والـ20", "ب+15 وال+20"},
		{"digits", "و20 ب١٥", "و+20 ب+15"},
		{"Latin names stay whole", "F16 M23", "f16 m23"},
		{"a mark of direction goes with its word", "\u200fقال\u200f \u200f15", "قال 15"},
		{"Arabic punctuation", "قال، نعم؛ لا؟", "قال+, نعم+; لا+?"},
		{"quotes", "«نعم»", `"+نعم+"`},
		{"presentation forms", "ﻗﺎﻝ ﻭﻗﺎﻝ", "قال و+قال"},
		{"an unknown word keeps b", "بغرنجاك", "بغرنجاك"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := norms(t, all, test.words); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// The tokens of a word cut apart cover its bytes, in whatever way it is written.
func FuzzProclitics(f *testing.F) {
	for _, s := range []string{"وللشرطة", "بـ15", "وَ", "\u200fوقال", "ﻭﻗﺎﻝ", "لل", "ووو", "و\u0650ب"} {
		f.Add(s)
	}
	all, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := document(s)
		doc.Language = "ar"
		at := 0
		for _, token := range analyze(t, all, doc).Tokens {
			if token.From < at || token.To <= token.From {
				t.Fatalf("token [%d,%d) after %d in %q", token.From, token.To, at, s)
			}
			if gap := s[at:token.From]; strings.TrimSpace(gap) != "" {
				t.Fatalf("%q of %q is in no token", gap, s)
			}
			at = token.To
		}
		if strings.TrimSpace(s[at:]) != "" {
			t.Fatalf("%q of %q is in no token", s[at:], s)
		}
	})
}
