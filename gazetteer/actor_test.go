package gazetteer

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline"
)

func openActors(tb testing.TB) *Actors {
	tb.Helper()
	actors, err := OpenActors()
	if err != nil {
		tb.Fatal(err)
	}
	return actors
}

// words gives the words of a text, folded and as written.
func words(text string) (folded, written []string) {
	return dateline.NameWords(text), strings.FieldsFunc(text, apart)
}

//go:embed word.txt
var wordList string

func ids(actors []*Actor) string {
	var ids []string
	for _, a := range actors {
		ids = append(ids, a.ID)
	}
	return strings.Join(ids, " ")
}

func TestActorMatch(t *testing.T) {
	actors := openActors(t)
	for _, test := range []struct {
		name, text string
		n          int
		want       string
	}{
		{"a name in full", "Islamic State claimed it", 2, "islamic-state"},
		{"the longest of several names", "Islamic State in the Greater Sahara said", 6, "islamic-state-in-the-greater-sahara"},
		{"an acronym with a hyphen", "ISIS-K fighters", 2, "islamic-state-khorasan"},
		{"another hyphenated form", "ISIS-Khorasan fighters", 2, "islamic-state-khorasan"},
		{"case, hyphens and marks do not count", "al-Shabāb fighters", 2, "al-shabaab"},
		{"a short name in its very letters", "IS claimed", 1, "islamic-state"},
		{"the word is no name", "is it", 0, ""},
		{"nor at the head of a sentence", "Is it", 0, ""},
		{"a name in Arabic, letter forms folded", "تنظيم الدوله الاسلاميه", 3, "islamic-state"},
		{"two bear one name, in the order of the list", "Ansar al-Sharia said", 3, "ansar-al-sharia-in-libya ansar-al-sharia-in-tunisia"},
		{"the better known stands first", "ISI said", 1, "inter-services-intelligence islamic-state-of-iraq"},
		{"a force before a watchdog of the same letters", "RSF fighters", 1, "rapid-support-forces reporters-without-borders"},
		{"half a name is none", "Islamic finance", 0, ""},
		{"the text ends within a name", "Boko", 0, ""},
		{"nothing", "", 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			folded, written := words(test.text)
			n, found := actors.Match(folded, written)
			if n != test.n || ids(found) != test.want {
				t.Errorf("got %d %q, want %d %q", n, ids(found), test.n, test.want)
			}
		})
	}
}

func TestActorByDay(t *testing.T) {
	const list = `
actor    river-front
  name     River Front
  kind     armed-group
  parent   league 2004..2014-02
  parent   union 2014-02..
  term     armed-group ..1996-09-27
  term     government 1996-09-27..2001

actor    league
  name     League
  kind     armed-group
  parent   union

actor    union
  name     Union
  kind     organization
`
	actors, err := readActors("list", list)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, id, day, parent, kind string
	}{
		{"before everything", "river-front", "1990-05-05", "", "armed-group"},
		{"a term begins on its first day", "river-front", "1996-09-27", "", "government"},
		{"and ends before its last date", "river-front", "2001-01-01", "", "armed-group"},
		{"a year begins with its first day", "river-front", "2004-01-01", "league", "armed-group"},
		{"the day before a month", "river-front", "2014-01-31", "league", "armed-group"},
		{"the first day of a month", "river-front", "2014-02-01", "union", "armed-group"},
		{"no day, dated parents and terms", "river-front", "", "", "armed-group"},
		{"no day, a parent for good", "league", "", "union", "armed-group"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := actors.Actor(test.id)
			if got := a.ParentOn(test.day); got != test.parent {
				t.Errorf("parent: got %q, want %q", got, test.parent)
			}
			if got := a.KindOn(test.day); got != test.kind {
				t.Errorf("kind: got %q, want %q", got, test.kind)
			}
		})
	}
}

func TestActorListFaults(t *testing.T) {
	const list = "  kind person\n" + // outside
		"actor One\n  name One\n  kind person\n\n" + // id
		"actor two\n  kind gang\n  country Us\n  colour red\n\n" + // no name, kind, country, field
		"actor three\n  name Three\n  names THREE, Drei, dreı\n  kind person\n  parent four 2004..2003, two 04..\n\n" +
		"actor three\n  name Cafe\u0301\n  names , ...\n  arabic \ufefb\n\n" + // no kind, too
		"actor five\n  name\n  names I.S.!\n"
	want := []string{
		`list:1:3: "kind" stands outside an entry, which opens with "actor"`,
		`list:2:7: id "One" is not made of small letters, digits and hyphens`,
		`list:7:8: unknown kind "gang"`,
		`list:8:11: country "Us" is not two capital letters`,
		`list:9:3: unknown field "colour"`,
		`list:6:1: "two" has no name`,
		`list:13:9: "THREE" is the same as another name of "three"`,
		`list:13:22: "dreı" is the same as another name of "three"`,
		`list:15:15: "2004..2003" ends before it begins`,
		`list:15:31: "04" is no year, month or day`,
		`list:17:7: second entry for "three"`,
		"list:18:12: \"Cafe\u0301\" holds U+0301: names are written in plain letters, marks composed",
		`list:19:9: nothing before the comma or the end`,
		`list:19:11: "..." has no letters`,
		"list:20:10: \"\ufefb\" holds U+FEFB: names are written in plain letters, marks composed",
		`list:17:1: "three" has no kind`,
		`list:23:3: "name" has no value`,
		`list:24:9: "I.S.!": a name with "!" has no dots or apostrophes`,
		`list:22:1: "five" has no name`,
		`list:22:1: "five" has no kind`,
		`list:15:10: no actor "four"`,
	}
	_, err := readActors("list", list)
	if err == nil {
		t.Fatal("got no error")
	}
	got := strings.Split(err.Error(), "\n")
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("lacks %s", want[i])
		case i >= len(want):
			t.Errorf("got also %s", got[i])
		case got[i] != want[i]:
			t.Errorf("got %s, want %s", got[i], want[i])
		}
	}
}

// TestActorCounts keeps the list from shrinking unnoticed.
func TestActorCounts(t *testing.T) {
	counts := map[string]int{}
	for _, a := range openActors(t).list {
		counts[a.Kind]++
	}
	for _, test := range []struct {
		kinds []string
		floor int
	}{
		{[]string{"armed-group"}, 600},
		{[]string{"state-force", "government", "international-body"}, 400},
		{[]string{"outlet"}, 250},
		{[]string{"organization"}, 170},
		{[]string{"person"}, 200},
	} {
		got := 0
		for _, kind := range test.kinds {
			got += counts[kind]
		}
		if got < test.floor {
			t.Errorf("%v: got %d, want at least %d", test.kinds, got, test.floor)
		}
	}
}

// TestActorNamesAreSafe finds names of one word that is also an ordinary word, or is
// very short: they would be found where nobody is named.
func TestActorNamesAreSafe(t *testing.T) {
	// Words that the list of ordinary words has from reports.
	safe := strings.Fields("daesh hamas hezbollah houthi houthis isil isis qaeda reuters shabaab taliban")
	ordinary := map[string]bool{}
	for line := range strings.Lines(wordList) {
		if !strings.HasPrefix(line, "#") {
			for _, word := range strings.Fields(line) {
				ordinary[word] = true
			}
		}
	}
	for word, names := range openActors(t).byFirst {
		for _, name := range names {
			if len(name.words) == 1 && name.texts == nil && (ordinary[word] || len(word) < 3) && !slices.Contains(safe, word) {
				t.Errorf("%s: mark %q with !", name.actor.ID, word)
			}
		}
	}
}

// TestActorNameWords holds the reader's own cutting of plain names to that of
// dateline.NameWords.
func TestActorNameWords(t *testing.T) {
	var r actorReader
	for _, a := range openActors(t).list {
		for _, name := range slices.Concat(a.Names, a.Arabic) {
			if got, want := r.words(name), dateline.NameWords(name); !slices.Equal(got, want) {
				t.Errorf("%q: got %q, want %q", name, got, want)
			}
		}
	}
}

func BenchmarkOpenActors(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := OpenActors(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkActorMatch(b *testing.B) {
	actors := openActors(b)
	folded, written := words("Gunmen of the Islamic State in the Greater Sahara shot at a lorry on the road to the market " +
		"late on Monday night, a teacher in the town told Reuters, and the army said that it had begun to look for them")
	b.ReportAllocs()
	for b.Loop() {
		for i := range folded {
			actors.Match(folded[i:], written[i:])
		}
	}
}

var faultPlace = regexp.MustCompile(`^list:[1-9][0-9]*:[1-9][0-9]*: `)

func FuzzActors(f *testing.F) {
	f.Add("actor one\n  name One\n  names Uno, ONCE!\n  kind person\n  country US\n\n# a comment\nactor two\n  name Two\n  kind outlet\n  parent one 2004..\n  term person ..2004-02-28\n")
	f.Add("actor داعش\n  arabic داعش, \ufefb\n")
	f.Add("actor\n name ,\n names !,,\n parent x ..\n term person 1..2..3\n")
	f.Add("\xff \xff\xff\nactor a\xff")
	f.Fuzz(func(t *testing.T, list string) {
		actors, err := readActors("list", list)
		if err != nil {
			if actors != nil {
				t.Error("got a list and an error")
			}
			if first, _, _ := strings.Cut(err.Error(), "\n"); !faultPlace.MatchString(first) {
				t.Errorf("no place in %q", first)
			}
			return
		}
		for _, a := range actors.list {
			if actors.Actor(a.ID) != a || a.Name == "" || a.Names[0] != a.Name {
				t.Errorf("bad entry %+v", a)
			}
			for _, name := range slices.Concat(a.Names, a.Arabic) {
				folded, written := words(name)
				if len(written) != len(folded) {
					continue // dots or apostrophes
				}
				if n, found := actors.Match(folded, written); n != len(folded) || !slices.Contains(found, a) {
					t.Errorf("%q of %q: got %d %q", name, a.ID, n, ids(found))
				}
			}
		}
	})
}
