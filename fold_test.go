package dateline

import (
	"slices"
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"an empty string stays empty", "", ""},
		{"capitals become small", "Boko HARAM", "boko haram"},
		{"accents are dropped", "Ménaka Tillabéri Bogotá", "menaka tillaberi bogota"},
		{"accents written apart are dropped", "Me\u0301naka", "menaka"},
		{"letters of the north", "Tromsø, Łódź, Straße, Æbelø", "tromso, lodz, strasse, aebelo"},
		{"both Turkish i", "Iğdır İstanbul", "igdir istanbul"},
		{"letters with dots under them", "Şa‘dah Aḑ Ḑāli‘", "sa'dah ad dali'"},
		{"curly quotes become straight", "“N’Djamena”", "\"n'djamena\""},
		{"a soft hyphen and a direction mark go", "Mo\u00adpti\u200f", "mopti"},
		{"a space that does not break", "10\u00a0km", "10 km"},
		{"Arabic vowel marks and tatweel go", "مُحَافَظَة نينـــوى", "محافظه نينوي"},
		{"the shapes of alif", "أإآٱا", "ااااا"},
		{"hamza on its seats", "مؤتمر هيئة", "موتمر هييه"},
		{"Persian letters", "کابل استان فارسی", "كابل استان فارسي"},
		{"presentation forms", "\ufe91\ufed0\ufeaa\ufe8d\ufea9 \ufefb", "بغداد لا"},
		{"digits of the east", "٢٠٢٤ ۱۳", "2024 13"},
		{"full width", "Ｋａｂｕｌ１", "kabul1"},
		{"Cyrillic and Greek", "Киев Артёмовск Αθήνα", "киев артемовск αθηνα"},
		{"Devanagari keeps its vowel signs", "दिल्ली", "दिल्ली"},
		{"bytes that are no UTF-8 stay", "a\xffB", "a\xffb"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Fold(test.in)
			if got != test.want {
				t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
			}
			if again := Fold(got); again != got {
				t.Errorf("folding %q again gives %q", got, again)
			}
		})
	}
}

func TestNameWords(t *testing.T) {
	for _, test := range []struct {
		name, in string
		want     []string
	}{
		{"nothing", " - ", nil},
		{"an apostrophe joins", "N'Djamena", []string{"ndjamena"}},
		{"a curly apostrophe joins", "Sana’a", []string{"sanaa"}},
		{"a hyphen parts", "al-Shabaab", []string{"al", "shabaab"}},
		{"an abbreviation is one word", "U.S.", []string{"us"}},
		{"an abbreviation without its last dot", "U.S.A", []string{"usa"}},
		{"an abbreviation in a compound", "U.N.-backed", []string{"un", "backed"}},
		{"the dot of a shortened word parts", "St. Louis", []string{"st", "louis"}},
		{"an initial is a word", "J. Smith", []string{"j", "smith"}},
		{"commas part", "Goma, North Kivu", []string{"goma", "north", "kivu"}},
		{"digits are words", "Point 5", []string{"point", "5"}},
		{"quotes round a name", "'Aden'", []string{"aden"}},
		{"Arabic", "ولاية شمال كيفو", []string{"ولايه", "شمال", "كيفو"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := NameWords(test.in); !slices.Equal(got, test.want) {
				t.Errorf("NameWords(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestFoldOfFoldedASCIIDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Fold("a car bomb exploded") }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Ménaka", "مُحَافَظَة", "ﷲ ﻻ ﬃ", "İǅK", "a\xff\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, and folded again %q", s, once, twice)
		}
		for _, word := range NameWords(s) {
			if word == "" {
				t.Errorf("NameWords(%q) holds an empty word", s)
			}
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for _, bench := range []struct{ name, in string }{
		{"folded", "exploded"}, {"capital", "Maiduguri"}, {"accent", "Tillabéri"}, {"Arabic", "محافظة"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Fold(bench.in)
			}
		})
	}
}
