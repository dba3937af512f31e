package main

import (
	"testing"

	"dateline"
)

func TestOtherName(t *testing.T) {
	for _, test := range []struct{ name, told, want string }{
		{"Aden", "مدينة عدن", "عدن"},
		{"Tripoli", "طرابلس", "طرابلس"},
		{"Deir ez-Zor", "قرب دير الزور", "دير الزور"},
		{"Aden", "العاصمة", ""}, // no spelling of it
		{"Aden", "the port of Aden", ""},
	} {
		place := &dateline.Place{Name: test.name, ID: "a"}
		told := &dateline.Telling{Event: dateline.Event{Place: &dateline.Place{Name: test.name, ID: "a", Words: dateline.Words{Text: test.told}}}}
		elsewhere := &dateline.Telling{Event: dateline.Event{Place: &dateline.Place{Name: test.name, ID: "b", Words: dateline.Words{Text: "عدن"}}}}
		if got := otherName(place, []*dateline.Telling{{}, elsewhere, told}); got != test.want {
			t.Errorf("%s, told as %q: got %q, want %q", test.name, test.told, got, test.want)
		}
	}
}
