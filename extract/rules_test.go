package extract

import (
	"fmt"
	"testing"

	"dateline"
	"dateline/lang"
	"dateline/rule"
)

func open(t testing.TB) (*lang.Languages, *Reader) {
	t.Helper()
	languages, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(languages)
	if err != nil {
		t.Fatal(err)
	}
	return languages, r
}

// TestExamplesUnderRules runs the examples that stand under every rule of every language.
func TestExamplesUnderRules(t *testing.T) {
	languages, reader := open(t)
	for code, load := range reader.languages {
		l, err := load()
		if err != nil {
			t.Fatalf("language %s: %v", code, err)
		}
		for _, f := range []struct {
			rules *rule.Rules
			until string // the step that uses the rules
		}{
			{l.number, "numbers"}, {l.time, "times"}, {l.actor, "names"}, {l.place, "places"}, {l.group, "groups"}, {l.phrase, "groups"},
			{l.speaker, "groups"}, {l.statement, "statements"}, {l.forecast, "statements"}, {l.cue, "cues"}, {l.event, "events"}, {l.casualty, "casualties"}, {l.trait, "traits"}, {l.role, "roles"}, {l.venue, "roles"},
		} {
			var last *report
			analyze := func(text string) ([]*rule.Sentence, error) {
				doc := &dateline.Document{Text: text, Language: code, Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
				analyzed, err := languages.Analyze(doc)
				if err != nil {
					return nil, err
				}
				last = reader.open(analyzed)
				for _, s := range Steps() {
					s.Run(last)
					if s.Name == f.until {
						break
					}
				}
				var out []*rule.Sentence
				for _, s := range last.sentences {
					out = append(out, s.Sentence)
				}
				return out, nil
			}
			show := func(s *rule.Sentence, f rule.Found) string {
				switch f.Kind {
				case "number":
					return last.numbers[f.ID].String()
				case "count", "day", "month", "year", "weekday", "part", "clock", "decade":
					return fmt.Sprint(f.ID)
				}
				return s.Text(last.doc.Text, f.First, f.Last)
			}
			if err := f.rules.Check(analyze, show); err != nil {
				t.Errorf("\n%v", err)
			}
		}
	}
}

// TestStepsRunOnABareDocument runs every step alone on a document with nothing found.
func TestStepsRunOnABareDocument(t *testing.T) {
	languages, reader := open(t)
	for _, code := range lang.Codes {
		for _, s := range Steps() {
			t.Run(code+" "+s.Name, func(t *testing.T) {
				text, err := languages.Analyze(&dateline.Document{Language: code})
				if err != nil {
					t.Fatal(err)
				}
				s.Run(reader.open(text))
			})
		}
	}
}

// runSteps reads a document through every step and gives what they found.
func runSteps(t *testing.T, languages *lang.Languages, reader *Reader, doc *dateline.Document) *report {
	t.Helper()
	analyzed, err := languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	r := reader.open(analyzed)
	for _, s := range Steps() {
		s.Run(r)
	}
	return r
}
