package eval

import (
	"strings"
	"testing"

	"dateline"
	"dateline/page"
)

const plainCluster = `Two bombs.
published first 2024-05-03
published later 2024-05-04
-- first.txt --
Bomb kills nine at mill in Kano
-- later.txt --
Two bombs in Kano. One struck a mill on Thursday. One struck a bridge.
-- incidents --
incident mill
  first
  later "a mill"   

# a line that says nothing
incident bridge
  later "a bridge"
`

func TestParseCluster(t *testing.T) {
	c, err := ParseCluster("kano.txtar", []byte(plainCluster))
	if err != nil {
		t.Fatal(err)
	}
	if c.Name != "kano" || len(c.Reports) != 2 || c.Reports[1].Published != "2024-05-04" || len(c.Incidents) != 2 {
		t.Errorf("got %+v", c)
	}
	if m := c.Incidents[0].Mentions; len(m) != 2 || m[0] != (Mention{"first", ""}) || m[1] != (Mention{"later", "a mill"}) {
		t.Errorf("got %+v", m)
	}
}

func TestFaultsOfClustersAreNamedByPlace(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"words that the report lacks", `"a bridge"`, `"a dam"`, `x.txtar:15:1: "a dam" does not stand in later`},
		{"words without marks", `"a bridge"`, `a bridge`, `x.txtar:15:1: got a bridge, want words in quotation marks`},
		{"a report that is not there", "  first", "  third", `x.txtar:10:1: there is no report "third"`},
		{"a day for no report", "published first", "published third", `x.txtar:1:1: there is no report "third"`},
		{"a day that is not there", " 2024-05-03", "", `x.txtar:2:1: no line such as "published NAME DATE"`},
		{"an incident twice", "incident bridge", "incident mill", `x.txtar:14:1: there are two incidents "mill"`},
		{"a line under no incident", "incident mill\n", "", `x.txtar:9:1: a line is "incident KEY", or stands indented under one`},
		{"a file that does not belong", "-- first.txt --", "-- first.html --", `x.txtar:1:1: "first.html" is no file of a cluster`},
		{"no incidents", "-- incidents --", "-- more.txt --", `x.txtar:1:1: there is no file incidents`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseCluster("x.txtar", []byte(strings.Replace(plainCluster, c.old, c.new, 1)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// A reader of the plain cluster that takes the bridge for the main event of the later report, and
// makes up a third.
func readPlainly(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
	text := string(raw.Bytes)
	event := func(id, word string) dateline.Event {
		from := strings.Index(text, word)
		return dateline.Event{ID: id, Type: "bombing", Status: dateline.Happened, Main: id == "e1", Words: dateline.Words{Text: word, Span: dateline.Span{From: from, To: from + len(word)}}}
	}
	record := dateline.NewRecord(&dateline.Document{ID: raw.Name, Text: text})
	if raw.Name == "first.txt" {
		record.Events = append(record.Events, event("e1", "Bomb"))
		return record, nil
	}
	record.Events = append(record.Events, event("e1", "bridge"), event("e2", "struck a mill"), event("e3", "Two bombs"))
	return record, nil
}

func TestScoreIncidents(t *testing.T) {
	c, err := ParseCluster("kano.txtar", []byte(plainCluster))
	if err != nil {
		t.Fatal(err)
	}
	s, err := ScoreIncidents([]*Cluster{c}, readPlainly)
	if err != nil {
		t.Fatal(err)
	}
	if s.Reports != 2 || s.Incidents != 2 || s.Mentions != 3 || s.Missed != 0 || s.Invented != 1 {
		t.Errorf("got %+v", s)
	}
	// Nothing speaks for bringing any two together: three right clusters of four would be the mill whole.
	if s.B3.Precision != 0.75 || s.MUC.Recall != 0 {
		t.Errorf("got %+v", s.Coreference)
	}
	var b strings.Builder
	if err := s.Explain(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"kano/mill: split", "+ later/e2", "not listed: kano/later/e3"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in:\n%s", want, b.String())
		}
	}
}

func TestSentenceAround(t *testing.T) {
	text := "One fell. A bomb struck a mill. It burned.\n\nMore."
	from := strings.Index(text, "bomb")
	got := sentenceAround(text, dateline.Span{From: from, To: from + 4})
	if text[got.From:got.To] != "A bomb struck a mill." {
		t.Errorf("got %q", text[got.From:got.To])
	}
}
