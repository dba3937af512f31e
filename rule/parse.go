package rule

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// ParseSets reads word sets into the book. Sets may refer to sets read before.
func (b *Book) ParseSets(file, text string) error {
	p := &parser{book: b, file: file, lets: map[string]string{}}
	p.lines(text)
	if len(p.rules) > 0 {
		p.fail(p.rules[0].At.Line, 1, "a file of word sets holds no rules")
	}
	return p.errs.orNil()
}

// Parse reads rules, and word sets among them, and compiles them. All faults are
// reported at once, as Errors.
func (b *Book) Parse(file, text string) (*Rules, error) {
	return b.ParseFiles(Source{file, text})
}

// A Source is a file of rules.
type Source struct {
	File, Text string
}

// ParseFiles is Parse for rules in several files that are matched together. Parts that one
// names (let) are known in those after it.
func (b *Book) ParseFiles(sources ...Source) (*Rules, error) {
	r := &Rules{book: b}
	var errs Errors
	lets := map[string]string{}
	for _, source := range sources {
		p := &parser{book: b, file: source.File, lets: lets}
		p.lines(source.Text)
		r.List, errs = append(r.List, p.rules...), append(errs, p.errs...)
	}
	if err := errs.orNil(); err != nil {
		return nil, err
	}
	r.compile()
	r.index = newIndex(r.List)
	return r, nil
}

type parser struct {
	book    *Book
	file    string
	errs    Errors
	rules   []*Rule
	rule    *Rule             // being read
	open    *set              // being read
	own     map[*node]bool    // entries of the set being read, not those of others
	lets    map[string]string // named parts of patterns
	gave    bool
	slots   map[string]int // of the elements that give names
	pending []matchLine    // match lines of the rule being read: what they keep depends on its give
	last    *Example
}

func (p *parser) fail(line, col int, format string, args ...any) {
	p.errs = append(p.errs, &Error{Position{p.file, line, col}, fmt.Sprintf(format, args...)})
}

func (p *parser) lines(text string) {
	if !utf8.ValidString(text) {
		p.fail(1, 1, "the file is not UTF-8")
		return
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		p.line(n, strings.TrimRight(line, "\r\n"))
	}
	p.close(n + 1)
}

func (p *parser) line(n int, line string) {
	trimmed := strings.TrimSpace(line)
	if trimmed == "" || trimmed[0] == '#' {
		return
	}
	if line[0] == ' ' || line[0] == '\t' {
		switch {
		case p.open != nil:
			p.entries(n, line)
		case p.last != nil:
			p.last.Values = append(p.last.Values, strings.Split(trimmed, "  ")...)
		default:
			p.fail(n, 1, "an indented line belongs under a set or an example")
		}
		return
	}
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	col := len(line) - len(strings.TrimLeft(line[len(word):], " ")) + 1
	switch word {
	case "set":
		p.close(n)
		if !isName(rest) {
			p.fail(n, col, "a set needs a name in lower case")
			return
		}
		p.open = p.book.sets[rest]
		if p.open == nil {
			p.open, p.own = &set{name: rest, at: Position{p.file, n, 1}}, map[*node]bool{}
			p.book.sets[rest] = p.open
		} else {
			p.fail(n, col, "set %s stands already at %s", rest, p.open.at)
		}
	case "rule":
		p.close(n)
		if !isName(rest) {
			p.fail(n, col, "a rule needs a name in lower case")
		}
		for _, r := range p.rules {
			if r.Name == rest {
				p.fail(n, col, "rule %s stands already at line %d", rest, r.At.Line)
			}
		}
		p.rule = &Rule{Name: rest, At: Position{p.file, n, 1}}
		p.slots = map[string]int{}
	case "let":
		p.close(n)
		name, pattern, _ := strings.Cut(rest, " ")
		if !isName(name) || strings.TrimSpace(pattern) == "" {
			p.fail(n, col, "let needs a name in lower case and a pattern")
			return
		}
		p.lets[name] = p.expand(n, pattern)
	case "form":
		p.close(n)
		fields := strings.Fields(rest)
		if len(fields) < 2 || !isName(fields[0]) {
			p.fail(n, col, "form needs a name in lower case and what is written around the stem")
			return
		}
		for _, around := range fields[1:] {
			if strings.Count(around, "-") != 1 {
				p.fail(n, col, "%q has not one - for the stem", around)
				return
			}
		}
		if p.book.forms[fields[0]] != nil {
			p.fail(n, col, "form %s stands already", fields[0])
		}
		p.book.forms[fields[0]] = fields[1:]
	case "match":
		if p.rule == nil {
			p.fail(n, 1, "match outside a rule")
			return
		}
		if p.gave {
			p.fail(n, 1, "match after give")
		}
		if len(p.pending) == maxPrograms {
			p.fail(n, 1, "a rule has at most %d match lines", maxPrograms)
			return
		}
		p.pending = append(p.pending, matchLine{n, p.expand(n, line), len(word)})
	case "give":
		if p.rule == nil {
			p.fail(n, 1, "give outside a rule")
			return
		}
		p.give(n, rest, col)
	case "+", "-":
		if p.rule == nil {
			p.fail(n, 1, "an example outside a rule")
			return
		}
		p.example(n, word == "+", rest, col)
	default:
		p.fail(n, 1, "want set, form, let, rule, match, give, + or -, got %q", word)
	}
}

// maxExpanded is the most bytes that named parts may add to a pattern.
const maxExpanded = 10_000

// A matchLine is a match line of a rule, expanded.
type matchLine struct {
	line int
	text string
	from int // byte at which the pattern begins
}

// patterns parses the match lines that wait for it.
func (p *parser) patterns() {
	for _, m := range p.pending {
		p.pattern(m.line, m.text, m.from)
	}
	p.pending = nil
}

// expand puts the named parts of a pattern in their places. Columns of faults
// after one count from the line as expanded.
func (p *parser) expand(n int, pattern string) string {
	if !strings.Contains(pattern, "~") {
		return pattern
	}
	fields, size := strings.Split(pattern, " "), 0
	for i, f := range fields {
		label, name, ok := strings.Cut(f, "~")
		not := label == "!"
		if !ok || label != "" && !not && !strings.HasSuffix(label, "=") {
			continue
		}
		end := 0
		for end < len(name) && isName(name[end:end+1]) {
			end++
		}
		part, ok := p.lets[name[:end]]
		if !ok {
			p.fail(n, strings.Index(pattern, f)+1, "nothing is called ~%s before this line", name[:end])
			continue
		}
		if size += len(part); size > maxExpanded {
			p.fail(n, 1, "the parts of this pattern grow too long")
			return ""
		}
		if not { // of a single element, which takes no brackets
			single := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(part), "( "), " )"))
			if strings.Contains(single, " ") {
				p.fail(n, strings.Index(pattern, f)+1, "! stands before a single element, and ~%s is more", name[:end])
			}
			fields[i] = label + single + name[end:]
			continue
		}
		fields[i] = label + "( " + part + " )" + name[end:]
	}
	return strings.Join(fields, " ")
}

// close ends the set or the rule that is being read.
func (p *parser) close(n int) {
	if r := p.rule; r != nil {
		p.patterns()
		switch {
		case len(r.patterns) == 0:
			p.fail(r.At.Line, 1, "rule %s has no match", r.Name)
		case !p.gave:
			p.fail(r.At.Line, 1, "rule %s has no give", r.Name)
		}
		p.rules = append(p.rules, r)
	}
	p.rule, p.open, p.last, p.gave = nil, nil, nil, false
}

// entries reads a line of a set: entries separated by commas.
func (p *parser) entries(n int, line string) {
	for entry := range strings.SplitSeq(line, ",") {
		entry = strings.TrimSpace(entry)
		if entry == "" {
			continue
		}
		if entry[0] == '%' {
			name, forms, inflected := strings.Cut(entry[1:], "~")
			other := p.book.sets[name]
			if other == nil || other == p.open {
				p.fail(n, strings.Index(line, entry)+1, "no set %%%s is known here", name)
				continue
			}
			if !inflected {
				graft(&p.open.root, &other.root)
				p.open.single = append(p.open.single, other.single...)
				continue
			}
			for _, stem := range other.single {
				for _, written := range p.inflect(n, strings.Index(line, entry)+1, stem+"~"+forms) {
					p.open.add(p.book, Literals(written))
					p.open.single = append(p.open.single, written)
				}
			}
			continue
		}
		for _, written := range p.inflect(n, strings.Index(line, entry)+1, entry) {
			words := Literals(written)
			at := p.open.add(p.book, words)
			if len(words) == 1 {
				p.open.single = append(p.open.single, written)
			}
			if p.own[at] && written == entry {
				p.fail(n, strings.Index(line, entry)+1, "%q stands twice in set %s", entry, p.open.name)
			}
			p.own[at] = true
		}
	}
}

// maxForms is the most that one entry of a set may stand for.
const maxForms = 400

// inflect gives an entry with each "stem~form" in all its forms. Forms may follow one
// another: "stem~past~object".
func (p *parser) inflect(n, col int, entry string) []string {
	before, rest, ok := strings.Cut(entry, "~")
	if !ok {
		return []string{entry}
	}
	end := strings.IndexAny(rest, " ~")
	if end < 0 {
		end = len(rest)
	}
	around := p.book.forms[rest[:end]]
	if around == nil {
		p.fail(n, col, "no form %q is known before this line", rest[:end])
		return nil
	}
	at := strings.LastIndexByte(before, ' ') + 1
	var all []string
	for _, a := range around {
		all = append(all, p.inflect(n, col, before[:at]+strings.Replace(a, "-", before[at:], 1)+rest[end:])...)
		if len(all) > maxForms {
			p.fail(n, col, "%q stands for more than %d", entry, maxForms)
			return nil
		}
	}
	return all
}

// graft adds the entries of one tree to another.
func graft(to, from *node) {
	to.end = to.end || from.end
	for id, n := range from.next {
		if to.next == nil {
			to.next = map[uint32]*node{}
		}
		if to.next[id] == nil {
			to.next[id] = &node{}
		}
		graft(to.next[id], n)
	}
}

// Literals splits words of a rule file as the tokenizer splits a report: at
// blanks and hyphens, the hyphen and a possessive 's being words of their own, all folded.
func Literals(s string) []string {
	var words []string
	for field := range strings.FieldsSeq(s) {
		for field != "" {
			if i := strings.IndexByte(field, '-'); i >= 0 && len(field) > 1 {
				if i > 0 {
					words = append(words, dateline.Fold(field[:i]))
				}
				words = append(words, "-")
				field = field[i+1:]
				continue
			}
			if w, ok := strings.CutSuffix(field, "'s"); ok && w != "" {
				words = append(words, dateline.Fold(w), "'s")
			} else {
				words = append(words, dateline.Fold(field))
			}
			field = ""
		}
	}
	return words
}

func (p *parser) give(n int, rest string, col int) {
	if p.gave {
		p.fail(n, 1, "a rule gives once")
	}
	p.gave = true
	fields := strings.Fields(rest)
	if len(fields) == 0 || !isName(fields[0]) {
		p.fail(n, col, "give needs the kind of what is found")
		return
	}
	p.rule.Kind = fields[0]
	for _, f := range fields[1:] {
		if _, value, _ := strings.Cut(f, "="); value != "" && strings.IndexByte("<%$", value[0]) >= 0 {
			p.slots[value] = -1 // asked for
		}
	}
	p.patterns()
	for _, f := range fields[1:] {
		key, value, ok := strings.Cut(f, "=")
		if !ok || !isName(key) || value == "" {
			p.fail(n, col+strings.Index(rest, f), "want key=value, got %q", f)
			continue
		}
		g := give{key: key, slot: -1}
		switch value[0] {
		case '<', '%', '$':
			slot := p.slots[value]
			if slot < 0 {
				p.fail(n, col+strings.Index(rest, f), "no element %s in this rule", value)
				continue
			}
			g.slot = slot
		default:
			g.literal = value
		}
		p.rule.gives = append(p.rule.gives, g)
	}
}

func (p *parser) example(n int, positive bool, text string, col int) {
	e := Example{At: Position{p.file, n, col}, Text: text}
	if !positive {
		p.rule.Negative = append(p.rule.Negative, e)
		p.last = nil
		return
	}
	from := strings.IndexByte(text, '[')
	to := strings.IndexByte(text, ']')
	if from < 0 || to < from {
		p.fail(n, col, "an example marks with [ ] what must be taken")
		return
	}
	e.Text = text[:from] + text[from+1:to] + text[to+1:]
	e.From, e.To = from, to-1
	p.rule.Positive = append(p.rule.Positive, e)
	p.last = &p.rule.Positive[len(p.rule.Positive)-1]
}

func isName(s string) bool {
	for _, r := range s {
		if !unicode.IsLower(r) && r != '-' && !unicode.IsDigit(r) && r != '/' {
			return false
		}
	}
	return s != ""
}

// bounds reads "{0,4}", "{,4}" or "{2}".
func bounds(s string) (low, high int, ok bool) {
	a, b, two := strings.Cut(s, ",")
	var err error
	if a != "" {
		if low, err = strconv.Atoi(a); err != nil {
			return 0, 0, false
		}
	}
	high = low
	if two {
		if high, err = strconv.Atoi(b); err != nil {
			return 0, 0, false
		}
	}
	return low, high, low >= 0 && high >= low && high <= 40 && high > 0
}
