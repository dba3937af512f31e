package rule

import "dateline"

// A sieve tells at a glance whether any of an element's choices may take a token:
// most may not, and need no closer look.
type sieve struct {
	marks uint64   // tags, kinds of things found, and the like; see the bits below
	words []uint64 // a bit for each word id that a word, or an entry of a set, begins with
}

// The bits of a sieve's marks, and of a token's: first the tags, then these, then
// the kinds of things found, as the book numbers them.
const (
	bitUpper = 24 + iota
	bitText
	bitAny
	bitKind  // the first kind
	bitsKind = 64 - bitKind
)

var tagBits = func() map[dateline.Tag]uint64 {
	bits := map[dateline.Tag]uint64{}
	for i, t := range []dateline.Tag{
		dateline.Noun, dateline.ProperNoun, dateline.Pronoun, dateline.Adjective, dateline.Adverb, dateline.Determiner,
		dateline.Numeral, dateline.Preposition, dateline.Conjunction, dateline.Subordinate, dateline.Particle, dateline.Auxiliary,
		dateline.VerbPast, dateline.VerbNow, dateline.VerbBase, dateline.VerbPassive, dateline.VerbIng, dateline.Mark, dateline.OtherTag,
	} {
		bits[t] = 1 << i
	}
	return bits
}()

// verbBits are the tags that @verb stands for.
var verbBits = tagBits[dateline.VerbPast] | tagBits[dateline.VerbNow] | tagBits[dateline.VerbBase] | tagBits[dateline.VerbPassive] | tagBits[dateline.VerbIng]

// kindBit gives the bit of a kind of thing found. Kinds past the last bit share it:
// a sieve may let through too much, never too little.
func (b *Book) kindBit(kind string) uint64 {
	n, ok := b.kinds[kind]
	if !ok {
		n = min(len(b.kinds), bitsKind-1)
		b.kinds[kind] = n
	}
	return 1 << (bitKind + n)
}

// newSieve makes the sieve of an element.
func (b *Book) newSieve(choices []choice) sieve {
	var v sieve
	highest := uint32(0)
	for i := range choices {
		highest = max(highest, choices[i].word)
		if set := choices[i].set; set != nil {
			for id := range set.root.next {
				highest = max(highest, id)
			}
		}
	}
	if highest > 0 {
		v.words = make([]uint64, highest/64+1)
	}
	word := func(id uint32) { v.words[id/64] |= 1 << (id % 64) }
	for i := range choices {
		switch c := &choices[i]; c.kind {
		case choiceWord:
			word(c.word)
		case choiceSet:
			for id := range c.set.root.next {
				word(id)
			}
		case choiceMention:
			v.marks |= b.kindBit(c.name)
		case choiceTag:
			v.marks |= tagBits[dateline.Tag(c.name)]
		case choiceVerb:
			v.marks |= verbBits
		case choiceUpper:
			v.marks |= 1 << bitUpper
		case choiceText, choiceDefinite:
			v.marks |= 1 << bitText
		case choiceAny:
			v.marks |= 1 << bitAny
		}
	}
	return v
}

// marks gives the bits of a token, before anything is found at it.
func marks(t *dateline.Token) uint64 {
	m := tagBits[t.Tag] | 1<<bitAny
	if t.Upper {
		m |= 1 << bitUpper
	}
	if t.Kind != dateline.MarkToken {
		m |= 1 << bitText
	}
	return m
}

// lets tells whether the sieve lets a token through.
func (v *sieve) lets(marks uint64, id uint32) bool {
	if v.marks&marks != 0 {
		return true
	}
	w := int(id / 64)
	return w < len(v.words) && v.words[w]&(1<<(id%64)) != 0 && id != 0
}
