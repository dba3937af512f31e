package rule

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
)

// tokens splits text at blanks, commas and full stops, and tags as told: word/tag.
func tokens(text string) []dateline.Token {
	var out []dateline.Token
	at := 0
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		from := strings.Index(text[at:], field) + at
		at = from + len(field)
		word := strings.TrimRight(field, ",.")
		if word != "" {
			kind := dateline.WordToken
			if word[0] >= '0' && word[0] <= '9' {
				kind = dateline.NumberToken
			}
			out = append(out, dateline.Token{Span: dateline.Span{From: from, To: from + len(word)}, Norm: dateline.Fold(word), Kind: kind, Upper: word[0] >= 'A' && word[0] <= 'Z'})
		}
		if len(word) < len(field) {
			out = append(out, dateline.Token{Span: dateline.Span{From: from + len(word), To: at}, Norm: field[len(word):], Kind: dateline.MarkToken, Joined: true, Tag: dateline.Mark})
		}
	}
	return out
}

const toll = `
set people
    people, farmers, police officers
set were
    was, were
rule toll-passive
match <number> %people %were? killed|slain
give  casualty harm=killed count=<number> who=%people
+ At least [9 farmers were killed] in the storm.
	count=9  who=farmers
- The farmers killed 9 cows.

rule spread
match from who=( %people ){0,2} _{0,2} [ to place=@upper ]
give  going place=$place
+ They went from farmers there [to Lagos] again.
	place=Lagos
- They went to Lagos.
`

// sentences makes one sentence of a text, its numbers found.
func sentences(b *Book) Analysis {
	return func(text string) ([]*Sentence, error) {
		s := b.NewSentence(tokens(text))
		for i, t := range s.Tokens {
			if t.Kind == dateline.NumberToken {
				s.Add(Found{Kind: "number", First: i, Last: i + 1})
			}
		}
		return []*Sentence{s}, nil
	}
}

func show(s *Sentence, f Found) string {
	var words []string
	for _, t := range s.Tokens[f.First:f.Last] {
		words = append(words, t.Norm)
	}
	return strings.Join(words, " ")
}

func TestExamplesUnderRulesAreRun(t *testing.T) {
	b := NewBook("")
	rules, err := b.Parse("test.rules", toll)
	if err != nil {
		t.Fatal(err)
	}
	if err := rules.Check(sentences(b), show); err != nil {
		t.Error(err)
	}
}

// TestNotANamedPart: a named part may be what must not follow.
func TestNotANamedPart(t *testing.T) {
	b := NewBook("")
	rules, err := b.Parse("f", "let harm  killed|hurt\nrule a\nmatch nine !~harm\ngive x\n+ [Nine] left.\n- Nine hurt.\n")
	if err != nil {
		t.Fatal(err)
	}
	if err := rules.Check(sentences(b), show); err != nil {
		t.Error(err)
	}
}

func TestWrongExamplesAreReported(t *testing.T) {
	for _, test := range []struct{ name, from, to, want string }{
		{"a wrong value", "count=9", "count=8", "test.rules:9:3: toll-passive: got count=9, want count=8"},
		{"a wrong span", "[9 farmers were killed]", "9 [farmers were killed]", `matches "9 farmers were killed", want "farmers were killed"`},
		{"a negative that matches", "- The farmers killed 9 cows.", "- So 9 people slain.", `test.rules:11:3: toll-passive: matches "9 people slain"`},
		{"no negative example", "- The farmers killed 9 cows.\n", "", "test.rules:6:1: rule toll-passive wants an example"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := NewBook("")
			rules, err := b.Parse("test.rules", strings.Replace(toll, test.from, test.to, 1))
			if err != nil {
				t.Fatal(err)
			}
			err = rules.Check(sentences(b), show)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestFaultsInRulesHaveTheirPlace(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"an unknown set", "rule a\nmatch %folk\ngive x\n", "f:2:12: no set %folk is known"},
		{"an unknown tag", "rule a\nmatch @nown\ngive x\n", "f:2:12: no tag @nown is known"},
		{"an open group", "rule a\nmatch ( b c\ngive x\n", "f:2:12: a ( without its )"},
		{"a closed group", "rule a\nmatch b ) c\ngive x\n", "f:2:9: unexpected )"},
		{"no match", "rule a\ngive x\n", "f:1:1: rule a has no match"},
		{"no give", "rule a\nmatch b\n", "f:1:1: rule a has no give"},
		{"an unknown element", "rule a\nmatch b\ngive x y=<z>\n", "f:3:8: no element <z> in this rule"},
		{"two of one name", "rule a\nmatch b\ngive x\nrule a\nmatch b\ngive x\n", "f:4:6: rule a stands already at line 1"},
		{"nothing to match", "rule a\nmatch b?\ngive x\n", "f:2:6: the pattern can match nothing at all"},
		{"a word twice in a set", "set s\n    b, c, b\n", `f:2:5: "b" stands twice in set s`},
		{"an end among words", "rule a\nmatch b c|$\ngive x\n", "$ takes no word: write ( a | $ )"},
		{"not one of several elements", "let p  b c\nrule a\nmatch d !~p\ngive x\n", "! stands before a single element, and ~p is more"},
		{"not what has no name", "rule a\nmatch d !~p\ngive x\n", "f:2:9: nothing is called ~p before this line"},
		{"an unknown line", "rulle a\n", `f:1:1: want set, form, let, rule, match, give, + or -, got "rulle"`},
		{"an example without marks", "rule a\nmatch b\ngive x\n+ b\n", "f:4:3: an example marks with [ ]"},
		{"not UTF-8", "rule \xff\n", "f:1:1: the file is not UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := NewBook("").Parse("f", test.text)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestPatterns(t *testing.T) {
	for _, test := range []struct{ name, pattern, text, want string }{
		{"a word of several", "killed|slain", "nine slain there", "slain"},
		{"an optional word left out", "was? killed", "nine killed there", "killed"},
		{"as many as possible", "very* good", "a very very good day", "very very good"},
		{"a group with alternatives", "( no one | nobody ) came", "no one came", "no one came"},
		{"the longest entry of a set", "%s came", "police officers came", "police officers came"},
		{"a shorter entry where the longest leads nowhere", "%s officers came", "police officers came", "police officers came"},
		{"a word that must not follow", "bomb !threat", "bomb threat bomb squad", "bomb"},
		{"the beginning", "^ nine", "nine and nine", "nine"},
		{"the end", "nine $", "nine and nine", "nine"},
		{"only the part in brackets", "in [ lagos ]", "so in lagos now", "lagos"},
		{"a hyphen is a token", "hostage-taker", "a hostage - taker ran", "hostage - taker"},
		{"an escaped mark", `\(`, "so ( it", "("},
		{"a bounded gap", "a _{0,2} d", "a b c d", "a b c d"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := NewBook("")
			rules, err := b.Parse("f", "set s\n    police, police officers\nrule r\nmatch "+test.pattern+"\ngive x\n")
			if err != nil {
				t.Fatal(err)
			}
			s := b.NewSentence(tokens(test.text))
			won, _ := rules.Find(s)
			if len(won) == 0 {
				t.Fatal("no match")
			}
			if got := s.Text(test.text, won[0].First, won[0].Last); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add(toll)
	f.Add("rule a\nmatch ( b|c d? )* [ e ] !f $\ngive x y=z\n+ [b]\n- g\n")
	f.Fuzz(func(t *testing.T, text string) {
		b := NewBook("")
		rules, err := b.Parse("f", text)
		if err != nil {
			return
		}
		rules.Find(b.NewSentence(tokens("At least nine people were killed , they said .")))
	})
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var text strings.Builder
			for i := range n {
				fmt.Fprintf(&text, "rule r%d\nmatch <number> _{0,3} word%d|other%d done\ngive x\n", i, i, i)
			}
			book := NewBook("")
			rules, err := book.Parse("f", text.String())
			if err != nil {
				b.Fatal(err)
			}
			line := tokens("At least 9 people of the word7 done there were killed in the town on Friday when a storm came, they said.")
			b.ReportAllocs()
			for b.Loop() {
				s := book.NewSentence(line)
				s.Add(Found{Kind: "number", First: 2, Last: 3})
				rules.Find(s)
			}
		})
	}
}

// TestHasArticle: a word with its article is told from one that only begins with the same letters.
func TestHasArticle(t *testing.T) {
	b := NewBook("ال")
	if err := b.ParseSets("words.txt", "set things\n    هجوم, الغام\n"); err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{"الهجوم": true, "هجوم": false, "الغام": false, "المجهول": false} {
		if got := b.HasArticle(word); got != want {
			t.Errorf("HasArticle(%q) is %v, want %v", word, got, want)
		}
	}
	if english := NewBook(""); english.HasArticle("the") {
		t.Error("a language without such an article has a word with it")
	}
}

// TestBare takes off an article, and leaves a word that only begins with its letters.
func TestBare(t *testing.T) {
	book := NewBook("ال")
	for word, want := range map[string]string{"الميناء": "ميناء", "ميناء": "ميناء", "الم": "الم"} {
		if got := book.Bare(word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
	if got := NewBook("").Bare("harbour"); got != "harbour" {
		t.Errorf("without an article: got %s", got)
	}
}
