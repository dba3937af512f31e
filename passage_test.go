package dateline_test

import (
	"os"
	"testing"

	"dateline"
	"dateline/eval"
)

// Taken together, the passages of a language are not read worse than its floors.
func TestPassagesKeepTheFloors(t *testing.T) {
	floors, err := eval.ReadFloors()
	if err != nil {
		t.Fatal(err)
	}
	passages, err := eval.ReadPassages(os.DirFS("testdata/statement"))
	if err != nil {
		t.Fatal(err)
	}
	r := newStoryReader(t)
	score, err := eval.ScorePassages(passages, func(doc *dateline.Document) (*dateline.Record, error) {
		text, err := r.languages.Analyze(doc)
		if err != nil {
			return nil, err
		}
		return r.reader.Read(text), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for language := range score.Languages {
		floor := floors.Data.Of("passages", language, "all")
		if floor == nil {
			t.Errorf("there are no floors for %q", language)
		}
		for _, line := range floor.BelowShares(score.Shares(language)) {
			t.Errorf("%s: %s", language, line)
		}
	}
}
