package link

import (
	"strings"
	"testing"

	"dateline/learn"
)

// Each piece of evidence has a name of its own and a place in pair.md, and both files of weights can be read.
func TestEvidenceIsExplained(t *testing.T) {
	notes, err := models.ReadFile("pair.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, name := range evidenceNames {
		if name == "" || known[name] {
			t.Errorf("evidence %q has no name of its own", name)
		}
		known[name] = true
		if !strings.Contains(string(notes), "`"+name+"`") {
			t.Errorf("pair.md does not say what %s is", name)
		}
	}
	for _, file := range []string{"pair.prior", "pair.weights"} {
		w, err := readWeights(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range []evidence{timeApart, otherPeriod, toldBefore, otherCountry, otherVictim} {
			if w.pair[e] > -10 {
				t.Errorf("%s: %s weighs %g, and nothing may make up for it", file, e, w.pair[e])
			}
		}
	}
}

func TestWeightsAreTakenAsTheyAreGiven(t *testing.T) {
	given := map[string]learn.Choice{PairDecision: {"same-day": 1.5}, GroupDecision: {Least: -0.25}}
	w, err := NewWeights(given)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Choices(); got[PairDecision]["same-day"] != 1.5 || len(got[PairDecision]) != 1 || got[GroupDecision][Least] != -0.25 {
		t.Errorf("got %v", got)
	}
	for _, fault := range []map[string]learn.Choice{{PairDecision: {"same-weather": 1}}, {GroupDecision: {"holds": 1}}} {
		if _, err := NewWeights(fault); err == nil {
			t.Errorf("%v: no error", fault)
		}
	}
}
