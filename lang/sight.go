package lang

import (
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/learn"
)

// A sight is what is seen of a token before any is tagged.
type sight struct {
	word    learn.Feature
	endings [4]learn.Feature // the last 1 to 4 bytes, or letters that are not ASCII; 0 where the word is no longer
	start   learn.Feature    // the first 3 bytes, or 2 letters; 0 likewise
	shape   learn.Feature    // capitals, digits, clitics
	ahead   learn.Feature    // the tags of the next word that is likely a finite verb, and what stands before it
	seen    tagSet           // tags that the lexicon has for the word
	often   int8             // the commonest of them; -1 if the word is unknown
	certain int8             // its tag, if it can have no other; else -1
	tag     int8             // as decided; -1 before
	within  bool             // a quotation mark or a hyphen: divides no clause
}

// Sights are those of a sentence, with edges on either side, and what is known of
// the clause when its words are tagged from left to right.
type sights struct {
	sights []sight
	mode   learn.Feature

	verb  learn.Feature // the last verb form and, of an auxiliary, the word; 0 if there is none
	since learn.Feature // what has come since the verb: sinceNoun and others
}

// What has come since the last verb form.
const (
	sinceNoun learn.Feature = 1 << iota
	sinceComma
	sinceLink // a conjunction, a subordinator, "who"
	sincePreposition
)

// before and after are the numbers of edges around a sentence.
const before, after = 2, 2

// How a sentence is set.
const (
	plain  learn.Feature = iota // names in capitals
	titled                      // Every Word With a Capital
	capped                      // ALL IN CAPITALS
)

// tagSet is a set of tags, as bits by number.
type tagSet uint32

func (s tagSet) has(class int) bool { return class >= 0 && s>>class&1 == 1 }

// Sets of tags that matter to the clause.
var (
	finite  = setOf(dateline.Auxiliary, dateline.VerbPast, dateline.VerbNow)
	verbal  = setOf(dateline.Auxiliary, dateline.VerbPast, dateline.VerbNow, dateline.VerbBase, dateline.VerbPassive, dateline.VerbIng)
	nominal = setOf(dateline.Noun, dateline.ProperNoun, dateline.Pronoun, dateline.Numeral)
	linking = setOf(dateline.Conjunction, dateline.Subordinate)
	aux     = classNumber(dateline.Auxiliary)
	adp     = classNumber(dateline.Preposition)
)

func setOf(tags ...dateline.Tag) (set tagSet) {
	for _, tag := range tags {
		set |= 1 << classNumber(tag)
	}
	return set
}

// edge stands for what is before and after a sentence.
var edge = sight{word: learn.Name("<edge>"), shape: 1, often: -1, certain: -1, tag: -1}

// look sees the tokens of one sentence of text. Room may be used for the sights. An
// article that is written together with its noun is seen apart.
func look(room []sight, lexicon *learn.Model, article, text string, tokens []dateline.Token) *sights {
	s := &sights{sights: append(room, edge, edge), mode: setting(text, tokens)}
	first := true
	for i := range tokens {
		t := &tokens[i]
		word := bare(t.Norm, article)
		v := sight{word: learn.Name(word), often: -1, certain: -1, tag: -1}
		v.affixes(word)
		v.shape = shape(text, t, s.mode, first)
		if len(word) < len(t.Norm) {
			v.shape |= 128
		}
		if t.Kind != dateline.MarkToken {
			first = false
		}
		v.consult(lexicon)
		if t.Kind == dateline.MarkToken {
			v.within = t.Norm == `"` || t.Norm == "-"
			if t.Norm != "'" && t.Norm != "&" { // the possessive of plurals, "and"
				v.certain = int8(classNumber(dateline.Mark))
			}
		}
		s.sights = append(s.sights, v)
	}
	s.sights = append(s.sights, edge, edge)
	s.lookAhead()
	return s
}

// bare is a word without the article that is written together with it.
func bare(word, article string) string {
	if article != "" && len(word) > 2*len(article) {
		return strings.TrimPrefix(word, article)
	}
	return word
}

// affixes hashes the beginning and the endings of a word.
func (v *sight) affixes(word string) {
	var h learn.Feature
	if word != "" && word[0] >= utf8.RuneSelf {
		letters := []rune(word)
		for n := 1; n <= len(v.endings) && n < len(letters); n++ {
			h = h.With(learn.Feature(letters[len(letters)-n]))
			v.endings[n-1] = h
		}
		if len(letters) > 2 {
			v.start = learn.Name(string(letters[:2]))
		}
		return
	}
	for n := 1; n <= len(v.endings) && n < len(word); n++ {
		h = h.With(learn.Feature(word[len(word)-n]))
		v.endings[n-1] = h
	}
	if len(word) > 3 {
		v.start = learn.Name(word[:3])
	}
}

// consult sets what the lexicon knows of the word.
func (v *sight) consult(lexicon *learn.Model) {
	row := lexicon.Row(v.word)
	most := 0
	for i := range row.Len() {
		class, weight := row.At(i)
		v.seen |= 1 << class
		if weight > most {
			most, v.often = weight, int8(class)
		}
	}
	if most == certain {
		v.certain = v.often
	}
}

// setting tells how a sentence is set, by its longer words.
func setting(text string, tokens []dateline.Token) learn.Feature {
	long, upper, caps := 0, 0, 0
	for i := range tokens {
		t := &tokens[i]
		if t.Kind != dateline.WordToken || t.Len() < 4 {
			continue
		}
		long++
		if t.Upper {
			upper++
			if capitals(text[t.From:t.To]) {
				caps++
			}
		}
	}
	switch {
	case long >= 3 && caps*5 >= long*4:
		return capped
	case long >= 4 && upper*4 >= long*3:
		return titled
	}
	return plain
}

// capitals tells whether a word has no small ASCII letter.
func capitals(word string) bool {
	for i := range len(word) {
		if 'a' <= word[i] && word[i] <= 'z' {
			return false
		}
	}
	return true
}

// shape says how a token is written, in a sentence set like that.
func shape(text string, t *dateline.Token, mode learn.Feature, first bool) learn.Feature {
	f := mode<<8 | 1<<16
	switch {
	case t.Kind == dateline.NumberToken:
		f |= 1
		if last := t.Norm[len(t.Norm)-1]; last < '0' || last > '9' {
			f |= 2 // "30th"
		}
	case t.Kind == dateline.MarkToken:
		f |= 4
	case t.Upper && mode != capped:
		f |= 8
		if t.Len() > 1 && capitals(text[t.From:t.To]) {
			f |= 16
		}
	}
	if first {
		f |= 32
	}
	if t.Joined {
		f |= 64
	}
	return f
}

// lookAhead sets what is ahead of each token.
func (s *sights) lookAhead() {
	var verb, between learn.Feature
	for i := len(s.sights) - after - 1; i >= before; i-- {
		v := &s.sights[i]
		v.ahead = verb<<4 | between
		switch {
		case finite.has(int(v.often)):
			verb, between = learn.Feature(v.seen), 0
		case int(v.certain) == classNumber(dateline.Mark):
			if !v.within {
				between |= sinceComma
			}
		case linking.has(int(v.often)):
			between |= sinceLink
		case int(v.often) == classNumber(dateline.Pronoun):
			between |= sinceNoun
		}
	}
}

// decide sets the tag of the token at i, and what it means to the clause.
func (s *sights) decide(i, class int) {
	v := &s.sights[i]
	v.tag = int8(class)
	switch {
	case verbal.has(class):
		s.verb, s.since = learn.Feature(class+1), 0
		if class == aux {
			s.verb = s.verb.With(v.word)
		}
	case nominal.has(class):
		s.since |= sinceNoun
	case linking.has(class):
		s.since = s.since&^sinceNoun | sinceLink
	case class == adp:
		s.since |= sincePreposition
	case class == classNumber(dateline.Mark) && !v.within:
		s.since |= sinceComma
	}
}

// maxFeatures is more than features gives.
const maxFeatures = 48

// features adds the features of the token at i to f.
func (s *sights) features(f []learn.Feature, i int) []learn.Feature {
	v, p1, p2, n1, n2 := &s.sights[i], &s.sights[i-1], &s.sights[i-2], &s.sights[i+1], &s.sights[i+2]
	seen := learn.Feature(v.seen)<<1 | 1
	tag1 := learn.Feature(p1.tag + 2)
	tag2 := tag1<<8 | learn.Feature(p2.tag+2)
	next1 := learn.Feature(n1.seen)<<1 | 1
	next2 := learn.Feature(n2.seen)<<1 | 1
	clause := s.verb<<4 ^ s.since
	template := learn.Feature(0)
	one := func(a learn.Feature) {
		template += 0x51ed270b
		f = append(f, template.With(a))
	}
	two := func(a, b learn.Feature) {
		template += 0x51ed270b
		f = append(f, template.With(a).With(b))
	}
	one(1)
	one(v.word)
	two(v.word, v.shape)
	one(v.shape)
	for _, e := range v.endings {
		one(e)
	}
	two(v.endings[2], v.shape)
	one(v.start)
	one(seen)
	two(seen, v.shape)
	one(p1.word)
	one(p2.word)
	one(n1.word)
	one(n2.word)
	two(p1.word, v.word)
	two(v.word, n1.word)
	two(seen, p1.word)
	two(seen, n1.word)
	two(seen, next1)
	two(seen.With(next1), next2)
	one(tag1)
	one(tag2)
	two(tag1, v.word)
	two(tag2, seen)
	two(tag1, v.endings[1])
	two(tag1.With(seen), next1)
	two(tag1, n1.word)
	two(p1.endings[2], 1)
	two(n1.endings[2], 1)
	two(n1.endings[1], v.endings[1])
	one(n1.shape)
	two(p1.shape, v.shape)
	two(clause, seen)
	two(clause, v.endings[1])
	two(clause, v.word)
	two(clause.With(v.endings[1]), n1.word)
	two(clause.With(v.ahead), seen)
	two(v.ahead, v.endings[1])
	two(tag1.With(v.ahead), v.endings[1])
	return f
}
