package extract

import (
	"testing"

	"dateline"
)

// TestGovernor reads a sentence and tells what governs each of its times.
func TestGovernor(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a verb before it", "A ferryman was shot on Thursday.", []string{byEvent}},
		{"a verb behind it and its comma", "On Thursday, nine ferrymen were all killed.", []string{byToll}},
		{"who spoke and what was done", "Police said on Thursday that a ferryman was kidnapped on Wednesday.", []string{bySpeech, byEvent}},
		{"another verb", "The mayor on Thursday painted those who were shot on Wednesday.", []string{byVerb, byEvent}},
		{"a noun before it", "The mayor condemned the bombing on Thursday.", []string{byNoun}},
		{"a noun behind it", "After Thursday's attack the port was shut.", []string{byNoun}},
		{"a verb of another clause is none", "He was shot, a man of Thursday.", []string{byNothing}},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := &dateline.Document{Text: test.text, Language: "en", Published: &dateline.Published{At: "2024-05-03"},
				Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(test.text)}}}}
			r := runSteps(t, languages, reader, doc)
			var got []string
			for i := range r.times {
				m := &r.times[i]
				got = append(got, r.governor(r.sentences[m.sentence], m.first, m.last))
			}
			if len(got) != len(test.want) {
				t.Fatalf("got %v, want %v", got, test.want)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Errorf("got %v, want %v", got, test.want)
				}
			}
		})
	}
}

// A province that is told by name and word is that province, whatever else the name is.
func TestPlaceWithTheWordForIt(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct{ name, text, place, grain string }{
		{"a province in small letters", "A bomb killed three people in Kandahar province on Sunday.", "Kandahar", dateline.Province},
		{"a village without an entry, and its province", "Gunmen killed three people near Ouabane in Tizi Ouzou province on Sunday.", "Tizi Ouzou", dateline.Province},
		{"a town written with hyphens", "A bomb killed three people in Port-au-Prince, Haiti, on Sunday.", "Port-au-Prince", dateline.Town},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := &dateline.Document{Text: test.text, Language: "en", Published: &dateline.Published{At: "2024-05-03"},
				Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(test.text)}}}}
			r := runSteps(t, languages, reader, doc)
			if len(r.record.Events) != 1 || r.record.Events[0].Place == nil {
				t.Fatalf("got %+v, want one event with a place", r.record.Events)
			}
			if got := r.record.Events[0].Place; got.Name != test.place || got.Grain != test.grain {
				t.Errorf("got %s, %s", got.Name, got.Grain)
			}
		})
	}
}

// TestToldOfBefore tells which sentences open with what had been before the report's event.
func TestToldOfBefore(t *testing.T) {
	languages, reader := open(t)
	for text, want := range map[string]bool{
		"وكان الجيش قد أعلن أن صيادا قتل الجمعة.": true,
		"وكان التفجير قد وقع فجر الخميس.":         false,
		"قال الجيش إن صيادا قتل الجمعة.":          false,
	} {
		doc := &dateline.Document{Text: "عاد الصيادون.\n\n" + text, Language: "ar", Published: &dateline.Published{At: "2024-05-03"},
			Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len("عاد الصيادون.")}}, {Span: dateline.Span{From: len("عاد الصيادون.\n\n"), To: len("عاد الصيادون.\n\n" + text)}}}}
		r := runSteps(t, languages, reader, doc)
		if got := r.toldOfBefore(r.sentences[len(r.sentences)-1]); got != want {
			t.Errorf("%s: %t, want %t", text, got, want)
		}
	}
}
