package eval

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/extract"
)

const ferry = `<?xml version="1.0"?><TimeML><DCT><TIMEX3 value="2016-06-22T08:00">22 June</TIMEX3></DCT><TEXT>
The ferry sank <TIMEX3 tid="t1" type="DATE" value="2016-06-21">on Tuesday</TIMEX3> &amp; was raised <TIMEX3 tid="t2" type="DATE" value="2016-06-22">today</TIMEX3>.
It had sailed for <TIMEX3 tid="t3" type="DURATION" value="P9Y">nine years</TIMEX3>.
</TEXT></TimeML>`

// TestScoreTimes counts one expression with its span and value, one with part of its span and
// another value, one that is missed and one too many.
func TestScoreTimes(t *testing.T) {
	folder := fstest.MapFS{"a/doc9.tml": {Data: []byte(ferry)}}
	read := func(doc *dateline.Document) ([]extract.Timex, error) {
		if day, ok := doc.Published.Day(); !ok || day.Format("2006-01-02") != "2016-06-22" {
			t.Errorf("published %v, want 22 June 2016", doc.Published)
		}
		at := func(words string) dateline.Span {
			from := strings.Index(doc.Text, words)
			if from < 0 {
				t.Fatalf("%q is not in %q", words, doc.Text)
			}
			return dateline.Span{From: from, To: from + len(words)}
		}
		return []extract.Timex{
			{Span: at("Tuesday &"), Type: "DATE", Value: "2016-06-21"},
			{Span: at("today"), Type: "DATE", Value: "2016-06-22"},
			{Span: at("ferry"), Type: "DATE", Value: "2016"},
		}, nil
	}
	s, err := ScoreTimes(folder, DevelopmentPart, "en", read)
	if err != nil {
		t.Fatal(err)
	}
	if s.Gold != 3 || s.Found != 3 || s.Strict != 1 || s.Relaxed != 2 || s.Value != 2 {
		t.Errorf("gold %d, found %d, strict %d, relaxed %d, value %d; want 3 3 1 2 2", s.Gold, s.Found, s.Strict, s.Relaxed, s.Value)
	}
	if len(s.Documents) != 1 || s.Documents[0] != s.TimeCount {
		t.Errorf("documents %v, want one with the counts of all", s.Documents)
	}
	if want := (TimeKind{Kind: "length", Gold: 1, Missed: 1, Example: `doc9 missed: "nine years" P9Y`}); !slices.Contains(s.Kinds, want) {
		t.Errorf("kinds %v, want %v among them", s.Kinds, want)
	}
	if want := (TimeKind{Kind: "year", Invented: 1, Example: s.Misses[1]}); !slices.Contains(s.Kinds, want) {
		t.Errorf("kinds %v, want %v among them", s.Kinds, want)
	}
	var form struct {
		Files int
		Value struct{ Precision, F, Low, High float64 }
		Kinds []TimeKind
	}
	if b, err := json.Marshal(s); err != nil {
		t.Error(err)
	} else if err := json.Unmarshal(b, &form); err != nil || form.Files != 1 || form.Value.Low != form.Value.F || len(form.Kinds) != 3 {
		t.Errorf("JSON %s, want one file, its F as low end, three kinds (%v)", b, err)
	}
	if len(s.Misses) != 2 {
		t.Errorf("misses %q, want one missed and one extra", s.Misses)
	}
}

// TestTimeParts cuts off the last fifth of a folder, by the value of the numbers in its names.
func TestTimeParts(t *testing.T) {
	folder := fstest.MapFS{}
	for _, name := range []string{"doc1", "doc2", "doc10", "doc9", "doc11"} {
		folder[name+".tml"] = &fstest.MapFile{Data: []byte(ferry)}
	}
	development, err := timeFiles(folder, DevelopmentPart)
	if err != nil {
		t.Fatal(err)
	}
	test, err := timeFiles(folder, TestPart)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(development, " "); got != "doc1.tml doc2.tml doc9.tml doc10.tml" {
		t.Errorf("development is %s", got)
	}
	if got := strings.Join(test, " "); got != "doc11.tml" {
		t.Errorf("test is %s", got)
	}
}
