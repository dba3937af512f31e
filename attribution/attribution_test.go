package attribution

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"dateline"
	"dateline/lang"
)

// lessons are texts in which the parts are marked: source {}, cue <>, content [].
var lessons = []string{
	"{The pilot} <said> [the ferry was late].",
	"{The harbour master} <said> [the pier had burned].",
	"{A farmer} <says> [the road is closed].",
	"{The mayor} <said> [that nobody was hurt].",
	"[\"The ferry was late,\"] <said> {the pilot}.",
	"[\"The road is closed,\"] <says> {a farmer}.",
	"[\"Nobody was hurt,\"] <said> {the mayor}.",
	"The ferry was late and the pier had burned.",
	"The mayor was hurt and the road is closed.",
	"A farmer burned the pier.",
}

// marked takes the marks out of a text.
func marked(text string) (plain string, parts []Part) {
	var b strings.Builder
	from := 0
	for _, r := range text {
		switch i := strings.IndexRune("{<[", r); {
		case i >= 0:
			from = b.Len()
		case strings.ContainsRune("}>]", r):
			parts = append(parts, Part{dateline.Span{From: from, To: b.Len()}, Kind(strings.IndexRune("}>]", r))})
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), parts
}

func analyze(t *testing.T, languages *lang.Languages, text string) *lang.Text {
	t.Helper()
	doc := &dateline.Document{Text: text, Language: "en", Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}, Kind: dateline.Body}}}
	analyzed, err := languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	return analyzed
}

func TestTaggerLearnsItsLessons(t *testing.T) {
	languages, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	var all []Lesson
	for range 5 { // what is seen once or twice is not learnt
		for _, text := range lessons {
			plain, parts := marked(text)
			all = append(all, Lesson{analyze(t, languages, plain), parts})
		}
	}
	trained, err := Train(all, 6, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := trained.Write(&b); err != nil {
		t.Fatal(err)
	}
	tagger, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range append(lessons, "{The pilot} <said> [the road had burned].", "[\"The pier is closed,\"] <said> {a farmer}.") {
		plain, want := marked(text)
		got := tagger.Parts(analyze(t, languages, plain))
		if len(got) != len(want) {
			t.Errorf("%s: got %v, want %v", text, got, want)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: got %s %q, want %s %q", text, got[i].Kind, plain[got[i].From:got[i].To], want[i].Kind, plain[want[i].From:want[i].To])
			}
		}
	}
}

func TestReadRefusesWhatIsNoTagger(t *testing.T) {
	for _, text := range []string{"", "attributions", "attributions 1\n", "attributions 1\n\x20\x20\x20linear 1\n"} {
		if _, err := Read([]byte(text)); err == nil {
			t.Errorf("%q is read as a tagger", text)
		}
	}
}
