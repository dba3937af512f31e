package page

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// The words of chrome, the second file those in Arabic script.
var (
	//go:embed chrome.txt
	chromeText string
	//go:embed chrome-ar.txt
	chromeArabicText string
)

// chromeLists are the word lists of chrome.txt, folded.
type chromeLists struct {
	line, button, list, points, end map[string]bool
	authorEnd, authorAnd, agency    map[string]bool
	start, note, caption            prefixes
	byline, author                  prefixes
	bylineEnd                       []string
	has, noteHas, inline, masthead  []string
	label                           prefixes
	credits                         []credit
}

// prefixes are the beginnings of lines by their first word.
type prefixes map[string][]string

// A credit is the end of a caption: it begins with open; if wide, up to six words follow; then it ends with shut.
type credit struct {
	open, shut string
	wide       bool
}

var lists = sync.OnceValue(func() *chromeLists { return readLists(chromeText + chromeArabicText) })

// readLists reads a chrome file. Lines before the first section and in sections
// of another name are passed over; a test sees to it that there are none.
func readLists(file string) *chromeLists {
	l := &chromeLists{line: map[string]bool{}, button: map[string]bool{}, list: map[string]bool{}, points: map[string]bool{}, end: map[string]bool{}, authorEnd: map[string]bool{}, authorAnd: map[string]bool{}, agency: map[string]bool{}, author: prefixes{},
		start: prefixes{}, note: prefixes{}, caption: prefixes{}, byline: prefixes{}, label: prefixes{}}
	add := func(string) {}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok && l.section(strings.TrimSuffix(name, "]")) != nil {
			add = l.section(strings.TrimSuffix(name, "]"))
			continue
		}
		for entry := range strings.SplitSeq(line, "  ") {
			add(strings.TrimSpace(entry))
		}
	}
	return l
}

// section gives what takes in the lines of a section; nil if there is none of that name.
func (l *chromeLists) section(name string) func(string) {
	whole := func(m map[string]bool) func(string) { return func(s string) { m[foldLine(s)] = true } }
	list := func(to *[]string) func(string) {
		return func(s string) { *to = append(*to, foldText(s)) }
	}
	switch name {
	case "line":
		return whole(l.line)
	case "button":
		return whole(l.button)
	case "list":
		return whole(l.list)
	case "end":
		return whole(l.end)
	case "author end":
		return whole(l.authorEnd)
	case "author and":
		return whole(l.authorAnd)
	case "agency":
		return whole(l.agency)
	case "author":
		return l.author.add
	case "points":
		return whole(l.points)
	case "start":
		return l.start.add
	case "note":
		return l.note.add
	case "caption start":
		return l.caption.add
	case "byline start":
		return l.byline.add
	case "label":
		return l.label.add
	case "has":
		return list(&l.has)
	case "masthead":
		return list(&l.masthead)
	case "note has":
		return list(&l.noteHas)
	case "byline end":
		return list(&l.bylineEnd)
	case "inline":
		return func(s string) { l.inline = append(l.inline, s) }
	case "caption end":
		return func(s string) {
			open, shut, wide := strings.Cut(s, "...")
			l.credits = append(l.credits, credit{strings.TrimSpace(open), strings.TrimSpace(shut), wide})
		}
	}
	return nil
}

func (p prefixes) add(s string) {
	s = foldText(s)
	p[firstWord(s)] = append(p[firstWord(s)], s)
}

// match tells whether a folded line begins with one of the prefixes, at the end
// of a word, and how long the prefix is.
func (p prefixes) match(line string) (int, bool) {
	best := 0
	for _, s := range p[firstWord(line)] {
		if len(s) <= best || !strings.HasPrefix(line, s) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(line[len(s):])
		last, _ := utf8.DecodeLastRuneInString(s)
		if isWordRune(next) && isWordRune(last) {
			continue
		}
		best = len(s)
	}
	return best, best > 0
}

// firstWord is the run of letters and digits that a folded line begins with, or its first mark.
func firstWord(s string) string {
	for i, r := range s {
		if !isWordRune(r) {
			if i == 0 {
				return s[:utf8.RuneLen(r)]
			}
			return s[:i]
		}
	}
	return s
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) && r != utf8.RuneError || unicode.IsDigit(r) || unicode.IsMark(r)
}

// foldText folds a text and makes its white space one space.
func foldText(s string) string { return strings.Join(strings.Fields(dateline.Fold(s)), " ") }

// foldLine folds a line for comparison as a whole, without the marks around it.
func foldLine(s string) string {
	return strings.TrimFunc(foldText(s), func(r rune) bool { return !isWordRune(r) })
}

// bareWords is a folded line without the marks and figures around it: "comments (3)".
func bareWords(folded string) string {
	return strings.TrimFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })
}

// isChrome tells a line of the site from a line of the report. A long paragraph is
// never chrome by its words.
func (l *chromeLists) isChrome(text, folded string) bool {
	length := utf8.RuneCountInString(text)
	if length > 240 {
		return l.isMenuOfWords(folded)
	}
	bare := strings.TrimFunc(folded, func(r rune) bool { return !isWordRune(r) })
	if bare == "" || l.line[bare] || isTrail(text) || l.isButtons(folded) || l.isMenu(folded) {
		return true
	}
	if _, ok := l.start.match(trimOpening(folded)); ok && length <= 160 {
		return true
	}
	return slices.ContainsFunc(l.has, func(s string) bool { return strings.Contains(folded, s) })
}

// isButtons tells a row of buttons: "Print   Comment 0   Share".
func (l *chromeLists) isButtons(folded string) bool {
	words := 0
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !isWordRune(r) && r != '-' }) {
		if word = strings.Trim(word, "-"); word == "" || strings.Trim(word, "0123456789") == "" {
			continue
		}
		if !l.button[word] {
			return false
		}
		words++
	}
	return words > 0
}

// trimOpening takes off the bullets and brackets before a line's first word.
func trimOpening(s string) string {
	return strings.TrimLeft(s, " *•·-–—‣▪●◦>«\"'([")
}

// isCaption tells the words about a picture.
func (l *chromeLists) isCaption(text, folded string) bool {
	if _, ok := l.caption.match(folded); ok && utf8.RuneCountInString(text) <= 300 {
		return true
	}
	if inner := strings.Trim(folded, "[]()"); inner != folded && len(folded)-len(inner) >= 2 {
		if _, ok := l.caption.match(inner); ok {
			return true
		}
	}
	if isFraction(text) {
		return true
	}
	if len(strings.Fields(text)) < 5 {
		return false
	}
	trimmed := strings.TrimRight(text, " .")
	for _, c := range l.credits {
		if c.ends(trimmed) || strings.HasSuffix(trimmed, "]") && !strings.HasPrefix(c.open, "[") && c.ends(strings.TrimSuffix(trimmed, "]")) {
			return true
		}
	}
	return false
}

// isSigned tells a paragraph behind whose last sentence an agency stands in
// brackets. In a script with capital letters only a long one: captions are signed so.
func isSigned(text string) bool {
	at := strings.LastIndexByte(text, '(')
	if at < 0 || !strings.HasSuffix(text, ")") || len(strings.Fields(text[at:])) > 3 {
		return false
	}
	front := strings.TrimSpace(text[:at])
	length := 50
	if isCased(text) {
		length = 100
	}
	return endsSentence(front) && utf8.RuneCountInString(front) >= length
}

// isFraction tells the count of a gallery that a caption begins with: "[1/5]".
func isFraction(text string) bool {
	rest, ok := strings.CutPrefix(text, "[")
	if !ok {
		return false
	}
	number, _, ok := strings.Cut(rest, "]")
	return ok && len(number) <= 7 && strings.Contains(number, "/") && strings.Trim(number, "0123456789/ ") == ""
}

func (c credit) ends(text string) bool {
	if !c.wide {
		return strings.HasSuffix(text, c.open)
	}
	if !strings.HasSuffix(text, c.shut) {
		return false
	}
	at := strings.LastIndex(text, c.open)
	if at < 0 {
		return false
	}
	between := strings.TrimSuffix(text[at+len(c.open):], c.shut)
	if c.shut != "" && strings.HasSuffix(between, c.shut) {
		return false
	}
	limit := 6
	if strings.HasPrefix(c.open, "(") {
		limit = 24 // the bracket holds it together
	}
	return len(strings.Fields(between)) <= limit && !strings.Contains(between, ". ")
}

// isNote tells a paragraph about the article: a correction, an update line.
func (l *chromeLists) isNote(text, folded string) bool {
	folded = trimOpening(folded)
	if _, ok := l.note.match(folded); ok {
		return utf8.RuneCountInString(text) <= 400
	}
	if utf8.RuneCountInString(text) > 160 {
		return false
	}
	return slices.ContainsFunc(l.noteHas, func(s string) bool { return strings.Contains(folded, s) })
}

// cutInline takes off another headline at the end of a paragraph.
func (l *chromeLists) cutInline(text string) string {
	for _, mark := range l.inline {
		at := strings.Index(text, mark)
		if at <= 0 {
			continue
		}
		rest := text[at+len(mark):]
		if utf8.RuneCountInString(rest) <= 160 && !strings.ContainsAny(strings.TrimRight(rest, ". "), ".") {
			return strings.TrimSpace(text[:at])
		}
	}
	return text
}
