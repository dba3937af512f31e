package lang

import (
	"errors"

	"dateline"
	"dateline/learn"
)

// classes are the tags a model tells apart, by number.
var classes = [...]dateline.Tag{
	dateline.Noun, dateline.ProperNoun, dateline.Pronoun, dateline.Adjective, dateline.Adverb,
	dateline.Determiner, dateline.Numeral, dateline.Preposition, dateline.Conjunction,
	dateline.Subordinate, dateline.Particle, dateline.Auxiliary, dateline.VerbPast,
	dateline.VerbNow, dateline.VerbBase, dateline.VerbPassive, dateline.VerbIng,
	dateline.Mark, dateline.OtherTag,
}

// classNumber is the number of a tag.
func classNumber(tag dateline.Tag) int {
	for i, class := range classes {
		if class == tag {
			return i
		}
	}
	return len(classes) - 1
}

// A tagger gives tokens their parts of speech, from left to right: by a lexicon
// where a word has one tag only, else by a linear model of the word, its
// neighbours, the tags before it and the clause so far.
type tagger struct {
	lexicon *learn.Model // by word: how often each tag, in parts of certain; certain itself if there is no other
	model   *learn.Model
	article string // that is written together with its noun, folded; empty if there is none
}

// certain is the weight of a tag in the lexicon that needs no model.
const certain = 127

// newTagger reads tags.model: the lexicon and the model, one after the other.
func newTagger(b []byte, article string) (*tagger, error) {
	lexicon, rest, err := learn.Read(b)
	if err != nil {
		return nil, err
	}
	model, rest, err := learn.Read(rest)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, errors.New("more than a lexicon and a model")
	}
	for _, m := range []*learn.Model{lexicon, model} {
		if len(m.Classes) != len(classes) {
			return nil, errors.New("the model has other tags")
		}
		for i, class := range m.Classes {
			if class != string(classes[i]) {
				return nil, errors.New("the model has other tags")
			}
		}
	}
	return &tagger{lexicon: lexicon, model: model, article: article}, nil
}

// tag sets the tags of some sentences of text.
func (t *tagger) tag(text string, tokens []dateline.Token, sentences []dateline.Sentence) {
	room := make([]sight, 0, 96)
	for _, s := range sentences {
		room = t.tagSentence(text, tokens[s.First:s.Last], room)
	}
}

// tagSentence sets the tags of one sentence of text. Room may be used for sights,
// and is given back.
func (t *tagger) tagSentence(text string, tokens []dateline.Token, room []sight) []sight {
	var features [maxFeatures]learn.Feature
	var scores [len(classes)]int32
	s := look(room, t.lexicon, t.article, text, tokens)
	for i := range tokens {
		class := int(s.sights[i+before].certain)
		if class < 0 {
			clear(scores[:])
			t.model.Weigh(s.features(features[:0], i+before), scores[:])
			class = learn.Best(scores[:])
		}
		tokens[i].Tag = classes[class]
		s.decide(i+before, class)
	}
	return s.sights[:0]
}
