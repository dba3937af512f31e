package lang

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
)

// tagsOf analyzes a text and gives the tags of its words, by the word.
func tagsOf(t *testing.T, all *Languages, text string) map[string]dateline.Tag {
	t.Helper()
	tags := map[string]dateline.Tag{}
	for _, token := range analyze(t, all, document(text)).Tokens {
		tags[token.Norm] = token.Tag
	}
	return tags
}

func TestTags(t *testing.T) {
	all := load(t)
	tests := []struct {
		text string
		want map[string]dateline.Tag
	}{
		{"Gunmen killed two soldiers on Friday.", map[string]dateline.Tag{"gunmen": "noun", "killed": "verb-past", "two": "numeral", "on": "preposition", "friday": "name"}},
		{"Two soldiers were killed in the blast.", map[string]dateline.Tag{"were": "auxiliary", "killed": "verb-passive", "the": "determiner", "blast": "noun"}},
		{"At least nine people killed in the blast were civilians.", map[string]dateline.Tag{"killed": "verb-passive", "were": "auxiliary"}},
		{"The army has killed a commander, police said.", map[string]dateline.Tag{"killed": "verb-passive", "said": "verb-past"}},
		{"Rebels tried to kill the governor.", map[string]dateline.Tag{"tried": "verb-past", "to": "particle", "kill": "verb-base"}},
		{"A man carrying a knife attacked worshippers.", map[string]dateline.Tag{"carrying": "verb-ing", "attacked": "verb-past"}},
		{"Car bomb kills nine at Baidoa market", map[string]dateline.Tag{"kills": "verb-now", "baidoa": "name", "nine": "numeral"}},
		{"GUNMEN KILL 12 IN MARKET ATTACK NEAR BAIDOA", map[string]dateline.Tag{"gunmen": "noun", "kill": "verb-now", "in": "preposition", "attack": "noun", "baidoa": "name"}},
		{"Suicide Bomber Kills Nine Worshippers at Mosque in Qoryar", map[string]dateline.Tag{"kills": "verb-now", "at": "preposition", "qoryar": "name", "worshippers": "noun"}},
		{"The general's guards did not flee.", map[string]dateline.Tag{"'s": "particle", "not": "particle", "did": "auxiliary", "flee": "verb-base"}},
		{"“The rebels’ leader has been arrested,” she told reporters.", map[string]dateline.Tag{"has": "auxiliary", "been": "auxiliary", "arrested": "verb-passive", "told": "verb-past", `"`: "mark"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got := tagsOf(t, all, test.text)
			for word, want := range test.want {
				if got[word] != want {
					t.Errorf("%s: got %q, want %q", word, got[word], want)
				}
			}
		})
	}
}

func TestEveryTokenIsTagged(t *testing.T) {
	for _, token := range analyze(t, load(t), document(strings.Split(page, "\n\n")...)).Tokens {
		if token.Tag == "" || (token.Tag == dateline.Mark) != (token.Kind == dateline.MarkToken) {
			t.Errorf("%+v", token)
		}
	}
}

// A small treebank of our own: the trainer's way, not its figures.
func TestTrain(t *testing.T) {
	l := load(t).Language("en")
	if !l.Tagged() {
		t.Fatal("no model")
	}
	l.Files = fstest.MapFS{} // without our own sentences
	var model, again, report bytes.Buffer
	if err := l.Train("testdata/treebank", &model, &report); err != nil {
		t.Fatal(err)
	}
	if err := l.Train("testdata/treebank", &again, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(model.Bytes(), again.Bytes()) {
		t.Error("training twice gives two models")
	}
	if _, err := newTagger(model.Bytes(), ""); err != nil {
		t.Error(err)
	}
	report.Reset()
	if err := l.Score("testdata/treebank", &report); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(report.String(), "tokens 12, right ") {
		t.Errorf("got %s", report.String())
	}
	if err := l.Train("testdata/none", io.Discard, io.Discard); err == nil {
		t.Error("no treebank: no error")
	}
}

func TestBadTreebank(t *testing.T) {
	err := load(t).Language("en").Train("testdata/broken", io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "broken.conllu:2:1: 3 fields") {
		t.Errorf("got %v", err)
	}
}
