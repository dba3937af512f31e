package eval

import (
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
)

// TestScoreSentences: one sentence that tells, one that only names an event, one that
// tells and should not, and one that the judges could not agree on.
func TestScoreSentences(t *testing.T) {
	folder := fstest.MapFS{
		"fair_gsr.csv": {Data: []byte("id,label,text\n1,yes,A bomb killed two.\n2,easy no,The bomb of 1987.\n3,difficult no,A bomb killed six.\n4,ambiguous,A bomb killed ten.\n5,yes,Rain fell.\n")},
		"fair_spans.json": {Data: []byte(`[{"text":"A bomb killed two.","spans":[
			{"source_actor":[],"verb":["and","bomb"],"target_actor":["two"]},
			{"source_actor":[],"verb":["A","bomb"],"target_actor":["nobody"]}]}]`)},
	}
	read := func(doc *dateline.Document) (*dateline.Record, error) {
		record := dateline.NewRecord(doc)
		if at := strings.Index(doc.Text, "bomb"); at >= 0 {
			e := dateline.Event{Type: "bombing", Status: dateline.Happened, Words: doc.Words(dateline.Span{From: at, To: at + 4})}
			if strings.Contains(doc.Text, "killed") {
				e.Casualties = []dateline.Casualty{{Harm: dateline.Killed, Low: 2, High: 2, Who: "two"}}
			}
			record.Events = append(record.Events, e)
		}
		return record, nil
	}
	s, err := ScoreSentences(folder, "fair", All, read)
	if err != nil {
		t.Fatal(err)
	}
	if s.Sentences != 4 || s.Right != 1 || s.Invented != 1 || s.Missed != 1 {
		t.Errorf("got %d sentences, %d right, %d invented, %d missed; want 4, 1, 1, 1", s.Sentences, s.Right, s.Invented, s.Missed)
	}
	if got, want := s.Parts["deed"], (Overlap{Both: 1, Found: 1, Gold: 2}); got != want {
		t.Errorf("words of the deed: got %+v, want %+v", got, want)
	}
	if got, want := s.Parts["whom"], (Overlap{Both: 1, Found: 1, Gold: 1}); got != want {
		t.Errorf("words of whom: got %+v, want %+v", got, want)
	}
}
