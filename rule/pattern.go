package rule

import (
	"strings"

	"dateline"
)

// A tree is a parsed pattern before it is compiled.
type tree struct {
	kind      treeKind
	choices   []choice
	children  []*tree
	low, high int // for repeat; high -1 is open
	slot      int // for capture
	part      int // for part
	element   int // number of the element as written; 0 for none
}

type treeKind uint8

const (
	treeChoice treeKind = iota
	treeSequence
	treeAlternatives
	treeRepeat
	treeCapture
	treeNot
	treeStart
	treeEnd
	treeOpen  // [
	treeClose // ]
	treePart  // of several patterns; see part
)

const maxSlots = 40

// pattern parses one match line; the pattern begins at byte from.
func (p *parser) pattern(n int, line string, from int) {
	faults := len(p.errs)
	l := &lexer{p: p, line: n, text: line, at: from}
	t := l.alternatives(0)
	if l.at < len(l.text) {
		l.fail("unexpected )")
	}
	if len(p.errs) > faults {
		p.rule.patterns = append(p.rule.patterns, t) // so that it is not missed as well
		return
	}
	if least(t) == 0 {
		p.fail(n, from+1, "the pattern can match nothing at all")
		return
	}
	if size(t) > maxSize {
		p.fail(n, from+1, "the pattern is too large: nested repetitions multiply")
		return
	}
	p.rule.patterns = append(p.rule.patterns, t)
}

type lexer struct {
	p    *parser
	line int
	text string
	at   int
}

func (l *lexer) fail(format string, args ...any) {
	l.p.fail(l.line, min(l.at, len(l.text))+1, format, args...)
}

func (l *lexer) blanks() {
	for l.at < len(l.text) && (l.text[l.at] == ' ' || l.text[l.at] == '\t') {
		l.at++
	}
}

// alternatives reads sequences separated by a lone |, up to ) or the end.
func (l *lexer) alternatives(depth int) *tree {
	if depth > 20 {
		l.fail("groups nest too deeply")
		l.at = len(l.text)
		return &tree{kind: treeSequence}
	}
	all := &tree{kind: treeAlternatives}
	for {
		all.children = append(all.children, l.sequence(depth))
		l.blanks()
		if l.at >= len(l.text) || l.text[l.at] != '|' {
			break
		}
		l.at++
	}
	if len(all.children) == 1 {
		return all.children[0]
	}
	return all
}

func (l *lexer) sequence(depth int) *tree {
	s := &tree{kind: treeSequence}
	for {
		l.blanks()
		if l.at >= len(l.text) || l.text[l.at] == ')' {
			return s
		}
		if l.text[l.at] == '|' && (l.at+1 == len(l.text) || l.text[l.at+1] == ' ') {
			return s
		}
		before := l.at
		s.children = append(s.children, l.item(depth))
		if l.at == before {
			l.fail("cannot read this")
			l.at = len(l.text)
			return s
		}
	}
}

// item reads one element with its name and its repetition.
func (l *lexer) item(depth int) *tree {
	start := l.at
	word := l.lexeme()
	label := ""
	if i := strings.IndexByte(word, '='); i > 0 && isName(word[:i]) {
		label, word = word[:i], word[i+1:]
	}
	not := strings.HasPrefix(word, "!")
	if not {
		word = word[1:]
	}
	var t *tree
	source := word
	switch {
	case word == "" && l.at < len(l.text) && l.text[l.at] == '(':
		l.at++
		t = l.alternatives(depth + 1)
		if l.at >= len(l.text) || l.text[l.at] != ')' {
			l.fail("a ( without its )")
			return t
		}
		l.at++
		tail := l.lexeme()
		var rest string
		t, rest = l.repeat(t, tail)
		if rest != "" {
			l.fail("%q after )", rest)
		}
	case word == "^":
		return &tree{kind: treeStart}
	case word == "$":
		return &tree{kind: treeEnd}
	case word == "[":
		return &tree{kind: treeOpen}
	case word == "]":
		return &tree{kind: treeClose}
	case word == "":
		l.at = start
		l.fail("an element is missing")
		l.at = len(l.text)
		return &tree{kind: treeSequence}
	default:
		probe := &tree{kind: treeChoice}
		wrapped, rest := l.repeat(probe, word)
		source = rest
		e := l.element(rest, start)
		probe.choices, probe.element = e.choices, e.number
		if e.sequence != nil { // a word with a hyphen is several tokens
			probe.kind, probe.choices = treeSequence, nil
			for _, w := range e.sequence {
				probe.children = append(probe.children, &tree{choices: []choice{{word: w}}, element: -int(w)})
			}
		}
		t = wrapped
	}
	if not {
		if t.kind != treeChoice {
			l.fail("! stands before a single element")
		}
		return &tree{kind: treeNot, choices: t.choices, element: t.element}
	}
	return l.capture(t, label, source)
}

// capture gives an element a slot if a give can name it.
func (l *lexer) capture(t *tree, label, source string) *tree {
	name := ""
	switch {
	case label != "":
		name = "$" + label
	case strings.HasPrefix(source, "<") || strings.HasPrefix(source, "%"):
		name, _, _ = strings.Cut(source, "|")
		if l.p.slots[name] > 0 && t.kind != treeCapture {
			// only the first element so written can be named by it; in
			// another match line of the same rule it is the same slot
			if l.p.rule != nil && l.seen(name) {
				return t
			}
		}
	default:
		return t
	}
	slot, asked := l.p.slots[name]
	if !asked {
		return t
	}
	if slot < 0 {
		slot = 4
		for _, taken := range l.p.slots {
			slot = max(slot, taken+2)
		}
		if slot+2 > maxSlots {
			l.fail("a rule names at most %d elements", (maxSlots-4)/2)
			return t
		}
		l.p.slots[name] = slot
	}
	return &tree{kind: treeCapture, slot: slot, children: []*tree{t}}
}

// seen tells whether name was written before in this line.
func (l *lexer) seen(name string) bool {
	first := strings.Index(l.text, name)
	return first >= 0 && first+len(name) < l.at-len(name)
}

// lexeme reads up to a blank or a parenthesis.
func (l *lexer) lexeme() string {
	start := l.at
	for l.at < len(l.text) {
		switch c := l.text[l.at]; {
		case c == '\\' && l.at+1 < len(l.text):
			l.at += 2
			continue
		case c == ' ' || c == '\t' || c == '(' || c == ')':
			return l.text[start:l.at]
		}
		l.at++
	}
	return l.text[start:l.at]
}

// repeat takes ?, *, + or {a,b} off the end of a word.
func (l *lexer) repeat(t *tree, word string) (*tree, string) {
	if word == "" || (len(word) == 1 && t.kind == treeChoice) || (len(word) > 1 && word[len(word)-2] == '\\') {
		return t, word
	}
	r := &tree{kind: treeRepeat, children: []*tree{t}}
	switch word[len(word)-1] {
	case '?':
		r.low, r.high = 0, 1
	case '*':
		r.low, r.high = 0, -1
	case '+':
		r.low, r.high = 1, -1
	case '}':
		i := strings.LastIndexByte(word, '{')
		if i < 0 {
			return t, word
		}
		low, high, ok := bounds(word[i+1 : len(word)-1])
		if !ok {
			l.fail("want {low,high} with high at most 40")
		}
		r.low, r.high = low, high
		if low > 0 && high == low && least(t) == 0 {
			l.fail("what is repeated can match nothing")
		}
		return r, word[:i]
	default:
		return t, word
	}
	if r.high < 0 && least(t) == 0 {
		l.fail("what is repeated without end can match nothing")
	}
	return r, word[:len(word)-1]
}

// An element is one written between blanks, without its name and repetition. Each is read
// once for a book, however often it is written.
type element struct {
	number   int
	choices  []choice
	sequence []uint32 // words, if it is several tokens
}

// element gives what a word of a pattern stands for.
func (l *lexer) element(word string, start int) *element {
	e := l.p.book.elements[word]
	if e == nil {
		e = &element{number: len(l.p.book.elements) + 1}
		faults := len(l.p.errs)
		e.choices, e.sequence = l.choices(word, start)
		if len(l.p.errs) > faults {
			return e
		}
		l.p.book.elements[word] = e
	}
	return e
}

// choices reads "a|%b|<c>|@d|_". A single word that the tokenizer would split
// comes back as a sequence.
func (l *lexer) choices(word string, start int) ([]choice, []uint32) {
	var all []choice
	parts := splitChoices(word)
	for _, part := range parts {
		c := choice{kind: choiceWord}
		switch {
		case part == "":
			l.at = start
			l.fail("an alternative is missing")
			l.at = len(l.text)
			return all, nil
		case len(parts) > 1 && (part == "^" || part == "$"):
			l.fail("%s takes no word: write ( a | %s )", part, part)
			return all, nil
		case part == "_":
			c.kind = choiceAny
		case part[0] == '%' && len(part) > 1:
			c.kind = choiceSet
			if c.set = l.p.book.sets[part[1:]]; c.set == nil {
				l.fail("no set %s is known", part)
			}
		case part[0] == '<' && len(part) > 2 && part[len(part)-1] == '>':
			c.kind = choiceMention
			c.name, c.sort, _ = strings.Cut(part[1:len(part)-1], "/")
		case part[0] == '@' && len(part) > 1:
			c.kind, c.name = choiceTag, part[1:]
			switch c.name {
			case "verb":
				c.kind = choiceVerb
			case "upper":
				c.kind = choiceUpper
			case "word":
				c.kind = choiceText
			case "definite":
				c.kind = choiceDefinite
			default:
				if !tags[dateline.Tag(c.name)] {
					l.fail("no tag %s is known", part)
				}
			}
		default:
			literals := Literals(strings.ReplaceAll(part, `\`, ""))
			if len(literals) != 1 {
				if len(parts) > 1 {
					l.fail("%q is several tokens: write ( a b | c )", part)
					return all, nil
				}
				var sequence []uint32
				for _, w := range literals {
					sequence = append(sequence, l.p.book.intern(w)) // of scripts with hyphens: no article
				}
				return nil, sequence
			}
			if words := strings.Split(literals[0], "_"); len(words) > 1 && !strings.Contains(part, `\`) {
				c.kind, c.set = choiceSet, &set{name: part}
				c.set.add(l.p.book, words)
				break
			}
			for _, id := range l.p.book.variants(literals[0]) {
				all = append(all, choice{kind: choiceWord, word: id})
			}
			continue
		}
		all = append(all, c)
	}
	return all, nil
}

func splitChoices(word string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(word); i++ {
		switch word[i] {
		case '\\':
			i++
		case '|':
			if len(word) > 1 {
				parts = append(parts, word[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, word[start:])
}

var tags = map[dateline.Tag]bool{
	dateline.Noun: true, dateline.ProperNoun: true, dateline.Pronoun: true, dateline.Adjective: true,
	dateline.Adverb: true, dateline.Determiner: true, dateline.Numeral: true, dateline.Preposition: true,
	dateline.Conjunction: true, dateline.Subordinate: true, dateline.Particle: true, dateline.Auxiliary: true,
	dateline.VerbPast: true, dateline.VerbNow: true, dateline.VerbBase: true, dateline.VerbPassive: true,
	dateline.VerbIng: true, dateline.Mark: true, dateline.OtherTag: true,
}
