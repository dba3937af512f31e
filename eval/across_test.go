package eval

import (
	"slices"
	"testing"

	"dateline"
)

func TestAcrossLanguages(t *testing.T) {
	telling := func(report string) *dateline.Telling {
		return &dateline.Telling{Report: report, Event: dateline.Event{ID: "e1"}}
	}
	s := IncidentScore{
		told: []*told{
			{incident: "mill", language: "en", telling: telling("a")},
			{incident: "mill", language: "en", telling: telling("b")},
			{incident: "mill", language: "fr", telling: telling("c")},
			{incident: "quay", language: "en", telling: telling("d")},
			{incident: "quay", language: "fr", telling: telling("e")},
			{incident: "barn", language: "en", telling: telling("f")},
			{incident: "barn", language: "fr"}, // missed
			{incident: "ford", language: "fr", telling: telling("g")},
			{language: "fr", telling: telling("h")}, // not in gold
		},
		home: map[string]int{"a/e1": 0, "b/e1": 1, "c/e1": 0, "d/e1": 2, "e/e1": 3, "f/e1": 3, "g/e1": 4, "h/e1": 2},
	}
	// Of mill a c and b c, of quay d e, of barn f and what was missed; found are a c, d h, e f.
	if got, want := s.across(), (PairCount{Gold: 4, Got: 3, Both: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := s.Apart(); !slices.Equal(got, []string{"quay", "barn"}) {
		t.Errorf("got %v apart", got)
	}
	m := PairCount{Gold: 4, Got: 3, Both: 1}.Measure()
	if m.Recall != 0.25 || m.Precision != 1.0/3 {
		t.Errorf("got %+v", m)
	}
	if m := (PairCount{}).Measure(); m.Recall != 0 || m.Precision != 0 {
		t.Errorf("of nothing: got %+v", m)
	}
}
