package learn

import (
	"strings"
	"testing"
)

func is(answer string) func(string) bool { return func(a string) bool { return a == answer } }

func TestTaughtChoiceGoesByWhatTellsRightFromWrong(t *testing.T) {
	lessons := []Lesson{
		{Options: []Option{{"a", []string{"lead", "verb=deed"}}, {"b", []string{"lead", "verb=said"}}}, Right: is("a")},
		{Options: []Option{{"a", []string{"deep", "verb=said"}}, {"b", []string{"lead", "verb=deed"}}}, Right: is("b")},
		{Options: []Option{{"a", []string{"lead", "verb=said"}}, {"b", []string{"deep", "verb=deed"}}}, Right: is("b")},
		{Options: []Option{{"a", []string{"lead"}}}, Right: is("a")},                                          // nothing to choose
		{Options: []Option{{"a", []string{"verb=said"}}, {"b", []string{"verb=deed"}}}, Right: is("neither")}, // no right option
	}
	c := Teach(lessons, Choice{"unseen": 2, "lead": 0.5}, 1)
	if c["verb=deed"] <= 0 || c["verb=said"] >= 0 {
		t.Errorf("deed %g, said %g", c["verb=deed"], c["verb=said"])
	}
	if c["unseen"] != 2 {
		t.Errorf("unseen: got %g, want 2, as it was believed", c["unseen"])
	}
	got, ok := Answer(c.Sums([]Option{{"x", []string{"lead", "verb=said"}}, {"y", []string{"deep", "verb=deed"}}}))
	if !ok || got != "y" {
		t.Errorf("got %q, want y", got)
	}
}

func TestOptionsOfOneAnswerCountTogether(t *testing.T) {
	c := Choice{"strong": 1}
	options := []Option{{"a", []string{"strong"}}, {"b", nil}, {"b", nil}, {"b", nil}}
	if got, _ := Answer(c.Sums(options)); got != "b" {
		t.Errorf("got %q, want b: three of 1 are more than one of e", got)
	}
	if _, answer, strongest := c.Pick([]Option{{"a", nil}, {"b", nil}, {"b", []string{"strong"}}}); answer != "b" || strongest != 2 {
		t.Errorf("got %q by option %d, want b by option 2", answer, strongest)
	}
	if _, _, strongest := c.Pick(nil); strongest != -1 {
		t.Errorf("got option %d of none", strongest)
	}
	if _, ok := Answer(c.Sums(nil)); ok {
		t.Error("an answer without options")
	}
}

func TestChoicesAreReadAsTheyWereWritten(t *testing.T) {
	var b strings.Builder
	want := map[string]Choice{"time": {"at=lead": 1.25, "said": -2}, "place": {"near": 0.5}}
	if err := WriteChoices(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadChoices("f", "# a note\n\n"+b.String())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got["time"]["at=lead"] != 1.25 || got["time"]["said"] != -2 || got["place"]["near"] != 0.5 {
		t.Errorf("got %v", got)
	}
	for _, test := range []struct{ text, want string }{
		{"time at=lead", "f:1:1: want name, feature and weight, got 2 words"},
		{"#\ntime at=lead much", `f:2:1: "much" is no weight`},
		{"time at=lead NaN", `f:1:1: "NaN" is no weight`},
	} {
		if _, err := ReadChoices("f", test.text); err == nil || err.Error() != test.want {
			t.Errorf("%q: got %v, want %s", test.text, err, test.want)
		}
	}
}

func FuzzReadChoices(f *testing.F) {
	f.Add("# a note\ntime at=lead 1.25\nplace near -0.5\n")
	f.Fuzz(func(t *testing.T, text string) {
		choices, err := ReadChoices("f", text)
		if err != nil {
			return
		}
		var b strings.Builder
		if err := WriteChoices(&b, choices); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadChoices("f", b.String()); err != nil {
			t.Errorf("what was written cannot be read: %v", err)
		}
	})
}
