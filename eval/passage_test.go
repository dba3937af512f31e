package eval

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
)

const ferryPassage = `# A comment.

The ferry was late, the pilot said. The mayor, he told the Herald, knew it.
= reports "the pilot" outlet "the Herald" says "The ferry was late"

Nobody came.
`

func TestPassagesAreHeldAgainstRecords(t *testing.T) {
	passages, err := ReadPassages(fstest.MapFS{"en.txt": {Data: []byte(ferryPassage)}})
	if err != nil || len(passages) != 2 {
		t.Fatalf("got %v, error %v", passages, err)
	}
	score, err := ScorePassages(passages, func(doc *dateline.Document) (*dateline.Record, error) {
		record := dateline.NewRecord(doc)
		words := func(s string) dateline.Words {
			from := max(0, strings.Index(doc.Text, s))
			return doc.Words(dateline.Span{From: from, To: min(len(doc.Text), from+len(s))})
		}
		content := words("The ferry was late")
		record.Statements = append(record.Statements,
			dateline.Statement{ID: "s1", Act: dateline.Denies, Speaker: &dateline.Speaker{Words: words("the pilot")}, Outlet: &dateline.Outlet{Words: words("Herald")}, Content: &content})
		return record, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Tally{"statement": {Right: 1, Asked: 1, Extra: 1}, "act": {Asked: 1}, "outlet": {Right: 1, Asked: 1}, "direct": {Right: 1, Asked: 1}, "words": {Right: 1, Asked: 1}, "passage": {Asked: 2}}
	for field, n := range want {
		if got := score.Languages["en"][field]; got != n {
			t.Errorf("%s: got %+v, want %+v", field, got, n)
		}
	}
	if len(score.Misses) != 2 || !strings.HasPrefix(score.Misses[0], `en.txt:3:1: reports "the pilot": act`) {
		t.Errorf("got misses %q", score.Misses)
	}
}

func TestFaultsOfPassages(t *testing.T) {
	for text, want := range map[string]string{
		"= reports \"a\"\n":                      "en.txt:1:1: no passage stands before it",
		"The pilot.\n= reports the\n":            "en.txt:2:1: an act and the speaker's words are wanted",
		"The pilot.\n= reports \"a ferry\"\n":    "en.txt:2:1: \"a ferry\" does not stand in the passage",
		"The pilot.\n= reports \"The\" via 1\n":  "en.txt:2:1: via names a line that stands before",
		"The pilot.\n= reports \"The\" loudly\n": "en.txt:2:1: \"loudly\" is nothing that a statement has",
	} {
		_, err := ReadPassages(fstest.MapFS{"en.txt": {Data: []byte(text)}})
		if err == nil || !slices.Contains(strings.Split(err.Error(), "\n"), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
