package eval

import (
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/extract"
)

// TestScoreNames counts one name with its words, one with some of them, one that is missed, one
// of another kind and one too many; the second sentence is read, but not counted.
func TestScoreNames(t *testing.T) {
	folder := fstest.MapFS{
		"farm.txt":  {Data: []byte("Amal B-PERS\nSaleh I-PERS\nleft O\nTyre B-LOC\nPort I-LOC\nfor O\nSidon B-LOC\nand O\nACME B-ORG\n, O\nhome O\n. O\nTyre B-LOC\n. O\n")},
		"notes.doc": {Data: []byte("Tyre B-LOC\n")},
	}
	read := func(doc *dateline.Document) ([]extract.Name, error) {
		if want := "Amal Saleh left Tyre Port for Sidon and ACME, home."; !strings.HasPrefix(doc.Text, want) || len(doc.Paragraphs) != 2 {
			t.Errorf("read %q in %d paragraphs, want %q and one more", doc.Text, len(doc.Paragraphs), want)
		}
		at := func(words, kind string) extract.Name {
			from := strings.Index(doc.Text, words)
			return extract.Name{Span: dateline.Span{From: from, To: from + len(words)}, Kind: kind}
		}
		return []extract.Name{at("Amal Saleh", "person"), at("Tyre", "place"), at("ACME", "person"), at("home", "place")}, nil
	}
	s, err := ScoreNames(folder, "*", Odd, "en", read)
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]NameCount{
		"person": {Gold: 1, Found: 2, Exact: 1, Overlap: 1},
		"place":  {Gold: 2, Found: 2, Exact: 0, Overlap: 1},
		"body":   {Gold: 1},
	} {
		if got := *s.Kinds[kind]; got != want {
			t.Errorf("%s: got %+v, want %+v", kind, got, want)
		}
	}
	if s.Sentences != 1 || len(s.Misses) != 4 {
		t.Errorf("got %d sentences and misses %q; want 1 and bounds, missed, another kind, extra", s.Sentences, s.Misses)
	}
}

// TestMarkedDocuments: numbered lines, documents that are announced, and a name that goes on
// after a mark of another kind.
func TestMarkedDocuments(t *testing.T) {
	text := "# newdoc id = a\n1\tTyre\tB-LOC\n2\tPort\tI-LOC\n\n1\tAmal\tI-PER\n\n# newdoc id = b\n# text = it\n1\tit\tO\n2\tACME\tB-ORG\n3\tTyre\tI-LOC\n"
	documents := markedDocuments(text, true)
	if len(documents) != 2 || len(documents[0]) != 2 || len(documents[1]) != 1 {
		t.Fatalf("got %v, want documents of two sentences and of one", documents)
	}
	if got := goldNames(documents[0][0]); len(got) != 1 || got[0] != (markedName{0, 2, "place"}) {
		t.Errorf("got %v, want one place of two words", got)
	}
	if got := goldNames(documents[1][0]); len(got) != 2 || got[1] != (markedName{2, 3, "place"}) {
		t.Errorf("got %v, want a body and a place", got)
	}
}
