package attribution

import (
	"dateline"
	"dateline/lang"
	"dateline/learn"
)

// A paragraph is the tokens of one, and what is seen of them when parts of attributions are
// looked for.
type paragraph struct {
	tokens []dateline.Token
	starts []bool // of each token, and of the end: a sentence begins there
	quoted []bool // it stands within quotation marks, or is one
	opens  []bool // it is a quotation mark that opens

	// how many there are before each token, and before the end
	marks, sentences, verbs, commas, parentheses []int
}

func paragraphsOf(text *lang.Text) (all []*paragraph) {
	var p *paragraph
	last := -1
	for _, s := range text.Sentences {
		if p == nil || s.Paragraph != last {
			p, last = &paragraph{}, s.Paragraph
			all = append(all, p)
		}
		p.starts = append(p.starts, true)
		p.starts = append(p.starts, make([]bool, s.Last-s.First-1)...)
		p.tokens = append(p.tokens, text.Tokens[s.First:s.Last]...)
	}
	for _, p := range all {
		p.look()
	}
	return all
}

// look counts what is asked for of stretches of tokens.
func (p *paragraph) look() {
	n := len(p.tokens)
	p.starts = append(p.starts, true)
	p.quoted, p.opens = make([]bool, n), make([]bool, n)
	for _, counts := range []*[]int{&p.marks, &p.sentences, &p.verbs, &p.commas, &p.parentheses} {
		*counts = make([]int, n+1)
	}
	open := false
	for i := range p.tokens {
		t := &p.tokens[i]
		count := func(counts []int, ok bool) {
			counts[i+1] = counts[i]
			if ok {
				counts[i+1]++
			}
		}
		mark := t.Norm == `"`
		if mark && !open {
			p.opens[i], open = true, true
			p.quoted[i] = true
		} else {
			p.quoted[i] = open
			if mark {
				open = false
			}
		}
		count(p.marks, mark)
		count(p.sentences, i > 0 && p.starts[i])
		count(p.verbs, verbal(t.Tag))
		count(p.commas, t.Norm == ",")
		count(p.parentheses, t.Norm == "(" || t.Norm == ")")
	}
}

func verbal(tag dateline.Tag) bool {
	switch tag {
	case dateline.VerbPast, dateline.VerbNow, dateline.VerbBase, dateline.VerbPassive, dateline.VerbIng, dateline.Auxiliary:
		return true
	}
	return false
}

// span gives the span of tokens [from, to).
func (p *paragraph) span(from, to int) dateline.Span {
	return dateline.Span{From: p.tokens[from].From, To: p.tokens[to-1].To}
}

// sequence gives what is seen of the paragraph.
func (p *paragraph) sequence() *learn.Sequence {
	s := &learn.Sequence{Whole: p.whole}
	words, tags := make([]learn.Feature, len(p.tokens)), make([]learn.Feature, len(p.tokens))
	for i := range p.tokens {
		words[i], tags[i] = learn.Name(p.tokens[i].Norm), learn.Name(string(p.tokens[i].Tag))
	}
	sees := &sight{paragraph: p, words: words, tags: tags}
	for i := range p.tokens {
		s.Tokens = append(s.Tokens, sees.features(i))
		s.After = append(s.After, p.after(i))
	}
	return s
}

// A sight sees the features of a paragraph's tokens.
type sight struct {
	*paragraph
	words, tags []learn.Feature
}

// edge stands for what is before a paragraph and after it.
const edge = learn.Feature(7)

func at(all []learn.Feature, i int) learn.Feature {
	if i < 0 || i >= len(all) {
		return edge
	}
	return all[i]
}

// Kinds of feature.
const (
	seesAlways learn.Feature = iota + 101
	seesWord
	seesWords
	seesTag
	seesTags
	seesEnding
	seesShape
	seesQuote
	seesVerbBefore
	seesVerbAfter
	seesClause
	seesPlace
	seesSubject
)

// features gives what is seen of a token.
func (p *sight) features(i int) []learn.Feature {
	t := &p.tokens[i]
	all := make([]learn.Feature, 0, 48)
	add := func(kind learn.Feature, parts ...learn.Feature) {
		for _, f := range parts {
			kind = kind.With(f)
		}
		all = append(all, kind)
	}
	w := func(d int) learn.Feature { return at(p.words, i+d) }
	g := func(d int) learn.Feature { return at(p.tags, i+d) }
	add(seesAlways)
	for d := -3; d <= 3; d++ {
		add(seesWord+learn.Feature(d+10)<<8, w(d))
	}
	for d := -2; d <= 1; d++ {
		add(seesWords+learn.Feature(d+10)<<8, w(d), w(d+1))
	}
	add(seesWords+1<<16, w(-1), w(0), w(1))
	add(seesWords+2<<16, w(-1), w(1))
	for d := -2; d <= 2; d++ {
		add(seesTag+learn.Feature(d+10)<<8, g(d))
	}
	for d := -2; d <= 1; d++ {
		add(seesTags+learn.Feature(d+10)<<8, g(d), g(d+1))
	}
	for d := -2; d <= 0; d++ {
		add(seesTags+learn.Feature(d+20)<<8, g(d), g(d+1), g(d+2))
	}
	add(seesTags+1<<16, w(0), g(1))
	add(seesTags+2<<16, w(0), g(-1))
	add(seesTags+3<<16, g(-1), w(0), g(1))
	add(seesTags+4<<16, g(-1), g(0), w(1))
	add(seesTags+5<<16, w(-1), g(0), g(1))

	word := t.Norm
	if len(word) > 4 {
		add(seesEnding, learn.Name(word[len(word)-3:]), g(0))
		add(seesEnding+1<<8, learn.Name(word[:4]), g(0))
	}
	shape := learn.Feature(t.Kind)
	if t.Upper {
		shape |= 4
	}
	if p.starts[i] {
		shape |= 8
	}
	if p.starts[i+1] {
		shape |= 16
	}
	add(seesShape, shape)
	add(seesShape+1<<8, shape, g(0), g(1))
	quote := learn.Feature(0)
	if p.quoted[i] {
		quote |= 1
	}
	if p.opens[i] {
		quote |= 2
	}
	if i > 0 && p.quoted[i-1] {
		quote |= 4
	}
	if i+1 < len(p.tokens) && p.quoted[i+1] {
		quote |= 8
	}
	add(seesQuote, quote, g(0))
	add(seesQuote+1<<8, quote, w(-1), w(0))
	add(seesQuote+2<<8, quote, w(0), w(1))
	add(seesQuote+3<<8, quote, g(-1), g(1))

	from, to := p.sentence(i)
	first := edge
	for b := i - 1; b >= from; b-- {
		if verbal(p.tokens[b].Tag) {
			first = p.words[b]
			add(seesVerbBefore, first, distance(i-b))
			add(seesVerbBefore+1<<8, first, g(0))
			break
		}
	}
	if first == edge {
		add(seesVerbBefore+2<<8, distance(i-from), g(0))
	}
	for b := i + 1; b < to; b++ {
		if verbal(p.tokens[b].Tag) {
			add(seesVerbAfter, p.words[b], distance(b-i))
			add(seesVerbAfter+1<<8, p.words[b], g(0))
			break
		}
	}
	// what the clause begins with, and the word before it
	for b := i; b >= from; b-- {
		switch c := &p.tokens[b]; {
		case c.Tag == dateline.Subordinate, c.Norm == ",", p.opens[b], c.Norm == ":", c.Tag == dateline.Conjunction, c.Tag == dateline.Particle:
			add(seesClause, p.words[b], at(p.words, b-1))
			add(seesClause+1<<8, p.words[b], g(0), g(1))
			b = -1
		}
	}
	add(seesPlace, distance(i-from), distance(to-i))
	add(seesPlace+1<<8, at(p.words, from), distance(i-from))
	return all
}

// sentence gives the sentence of a token.
func (p *paragraph) sentence(i int) (from, to int) {
	for from = i; !p.starts[from]; {
		from--
	}
	for to = i + 1; !p.starts[to]; {
		to++
	}
	return from, to
}

// distance tells small distances apart, and great ones roughly.
func distance(n int) learn.Feature {
	switch {
	case n <= 4:
		return learn.Feature(n)
	case n <= 8:
		return 5
	case n <= 16:
		return 6
	}
	return 7
}

// after gives what is weighed together with the segments before one that begins at a token:
// numbers below learn.AfterKinds.
func (p *paragraph) after(i int) []uint16 {
	kinds := []uint16{0, 10 + uint16(tagNumber(p.tokens[i].Tag))}
	previous := uint16(0)
	if i > 0 {
		previous = 1 + uint16(tagNumber(p.tokens[i-1].Tag))
	}
	kinds = append(kinds, 40+previous)
	state := uint16(0)
	if p.starts[i] {
		state |= 1
	}
	if p.quoted[i] {
		state |= 2
	}
	if p.opens[i] {
		state |= 4
	}
	if p.tokens[i].Upper {
		state |= 8
	}
	kinds = append(kinds, 70+state)
	if i > 0 {
		kinds = append(kinds, 90+markNumber(p.tokens[i-1].Norm))
	}
	return append(kinds, 110+markNumber(p.tokens[i].Norm))
}

// markNumber numbers the marks that matter; 0 is any other token.
func markNumber(norm string) uint16 {
	switch norm {
	case ",":
		return 1
	case `"`:
		return 2
	case ":":
		return 3
	case ".":
		return 4
	case "—", "–", "-":
		return 5
	case ";":
		return 6
	case "(", ")":
		return 7
	case "'":
		return 8
	case "?", "!":
		return 9
	}
	return 0
}

func tagNumber(tag dateline.Tag) int {
	for i, t := range tagOrder {
		if t == tag {
			return i
		}
	}
	return len(tagOrder)
}

var tagOrder = [...]dateline.Tag{
	dateline.Noun, dateline.ProperNoun, dateline.Pronoun, dateline.Adjective, dateline.Adverb,
	dateline.Determiner, dateline.Numeral, dateline.Preposition, dateline.Conjunction,
	dateline.Subordinate, dateline.Particle, dateline.Auxiliary, dateline.VerbPast,
	dateline.VerbNow, dateline.VerbBase, dateline.VerbPassive, dateline.VerbIng, dateline.Mark,
}

// whole gives what is seen of tokens [from, to) as one part: numbers below learn.WholeKinds.
func (p *paragraph) whole(from, to int, room []uint16) []uint16 {
	few := func(n int) uint16 { return uint16(min(n, 3)) }
	length := uint16(0)
	for n := to - from; n > 1; n = n * 2 / 3 {
		length++
	}
	first, last := &p.tokens[from], &p.tokens[to-1]
	begins, ends := p.edgeNumber(from), p.edgeNumber(to-1)
	next, before := uint16(0), uint16(0)
	if to < len(p.tokens) {
		next = 1 + markNumber(p.tokens[to].Norm)
	}
	if p.starts[to] {
		next = 11
	}
	if from > 0 {
		before = 1 + markNumber(p.tokens[from-1].Norm)
	}
	if p.starts[from] {
		before = 11
	}
	marks, sentences := few(p.marks[to]-p.marks[from]), few(p.sentences[to]-p.sentences[from+1])
	verbs, commas := few(p.verbs[to]-p.verbs[from]), few(p.commas[to]-p.commas[from])
	quote := uint16(0)
	if first.Norm == `"` {
		quote |= 1
	}
	if last.Norm == `"` {
		quote |= 2
	}
	within := uint16(0)
	if p.quoted[from] {
		within |= 1
	}
	if p.quoted[to-1] {
		within |= 2
	}
	room = append(room,
		length,                                     // below 20
		20+begins*16+ends,                          // 16 * 16
		300+before*12+next,                         // 12 * 12
		450+(marks*4+quote)*4+within,               // 64
		520+(sentences*4+quote)*4+within,           // 64
		600+begins*4+verbs,                         // 64
		670+(commas*12+next)*2+few(int(before)/11), // 96
		770+begins*12+next,                         // 192
		970+ends*12+before,                         // 192
		1170+length*12+next,                        // 240
		1420+(sentences*12+next)*12+before,         // 576
		2000+uint16(p.parentheses[to]-p.parentheses[from])%2,
		2010+(within*16+begins)*12+next, // 768
		2800+length*16+begins,           // 320
	)
	return room
}

// edgeNumber is what a part begins or ends with: below 16.
func (p *paragraph) edgeNumber(i int) uint16 {
	t := &p.tokens[i]
	switch t.Tag {
	case dateline.Subordinate:
		return 1
	case dateline.Particle:
		return 2
	case dateline.Noun:
		return 3
	case dateline.ProperNoun:
		return 4
	case dateline.Pronoun:
		return 5
	case dateline.Determiner:
		return 6
	case dateline.Preposition:
		return 7
	case dateline.Conjunction:
		return 8
	case dateline.Adverb, dateline.Adjective:
		return 9
	case dateline.Numeral:
		return 10
	}
	switch {
	case p.opens[i]:
		return 11
	case t.Norm == `"`:
		return 12
	case t.Kind == dateline.MarkToken:
		return 13
	case verbal(t.Tag):
		return 14
	}
	return 15
}
