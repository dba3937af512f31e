package codebook

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

func TestLoad(t *testing.T) {
	book, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if got := len(book.Entries(Type)); got < 17 {
		t.Errorf("%d types of event, want at least 17", got)
	}
	entry, ok := book.Entry(Type, "vehicle-bombing")
	if !ok || entry.Kind != "bombing" || entry.Not != "suicide-bombing" || !strings.Contains(entry.Unlike, "driver") {
		t.Errorf("vehicle-bombing: got %+v, %v", entry, ok)
	}
	if _, ok := book.Entry(Type, "earthquake"); ok {
		t.Error("an earthquake is in the book")
	}
	for _, c := range []struct {
		key, broader string
		want         bool
	}{
		{"vehicle-bombing", "attack", true},
		{"bombing", "bombing", true},
		{"attack", "bombing", false},
		{"plot", "attack", false},
	} {
		if got := book.IsA(c.key, c.broader); got != c.want {
			t.Errorf("IsA(%s, %s): got %v, want %v", c.key, c.broader, got, c.want)
		}
	}
}

// The constants of the root package and the book are two lists of the same words.
func TestBookAndVocabularyAgree(t *testing.T) {
	book, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for class, want := range map[Class][]string{
		Status: words(dateline.Happened, dateline.Attempted, dateline.Foiled, dateline.Planned,
			dateline.Threatened, dateline.Denied, dateline.Hypothetical, dateline.Generic),
		Harm: {dateline.Killed, dateline.Injured, dateline.Missing, dateline.Abducted, dateline.Detained},
		Role: {dateline.Perpetrator, dateline.Target, dateline.Victim, dateline.Weapon},
		Act: words(dateline.Reports, dateline.ClaimsResponsibility, dateline.Confirms, dateline.Denies,
			dateline.Blames, dateline.Condemns, dateline.Assesses, dateline.Warns),
	} {
		var got []string
		for _, e := range book.Entries(class) {
			got = append(got, e.Key)
		}
		if !slices.Equal(got, want) {
			t.Errorf("class %s: the book has %v, the vocabulary %v", class, got, want)
		}
	}
}

func words[S ~string](list ...S) []string {
	var plain []string
	for _, s := range list {
		plain = append(plain, string(s))
	}
	return plain
}

func TestFaultsAreNamedByPlace(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an unknown class", "kind attack\n", `x.book:1:1: "kind" is no class`},
		{"a key in capitals", "type Attack\n", `x.book:1:6: "Attack" is no key`},
		{"a key given twice", "type a means A.\ntype a means A.\n", "x.book:2:6: type a is defined already, in line 1"},
		{"a field before any entry", "  means X.\n", "x.book:1:3: a field before any entry"},
		{"an unknown field", "type a means A.\n  says B.\n", `x.book:2:3: "says" is no field`},
		{"a field given twice", "type a means A.\n  means B.\n", "x.book:2:3: means is given twice"},
		{"a field without a value", "type a\n  means\n", "x.book:2:3: means without a value"},
		{"no definition", "type a\ntype b means B.\n", "x.book:1:1: type a has no definition"},
		{"a kind that is nowhere", "type a means A.\n  kind b\n", `x.book:1:1: type a speaks of "b"`},
		{"kinds in a circle", "type a means A.\n  kind b\ntype b means B.\n  kind a\n", "x.book:1:1: the kinds of type a go in a circle"},
		{"a neighbour without the difference", "type a means A.\n  not a\n", "x.book:2:3: not wants a key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse("x.book", c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
