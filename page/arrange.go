package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// arrange drops the chrome, tells the headline and what every block serves as, and
// writes the document's text. It reports whether there is an article.
func (s *source) arrange(doc *dateline.Document) bool {
	l := lists()
	s.dropChrome(l)
	c := dates().of(s.bodyOf())
	for i := range s.blocks {
		if !s.blocks[i].dropped {
			s.blocks[i].mark(l, c)
		}
	}
	title := s.title(l, c)
	s.kinds(title)
	if s.plain {
		s.head.section = s.section(title)
	}
	return s.write(doc, title)
}

// dropChrome marks the blocks that are the site's and not the report's.
func (s *source) dropChrome(l *chromeLists) {
	listed := false // under the heading of a list
	begun, ended := false, false
	for i := range s.blocks {
		b := &s.blocks[i]
		b.text = l.cutInline(b.text)
		short := utf8.RuneCountInString(b.text) <= maxMarked
		folded, bare := "", ""
		if short {
			folded = dateline.Fold(b.text)
			bare = bareWords(folded)
		}
		ended = ended || begun && l.end[bare]
		if ended {
			b.dropped = true
			continue
		}
		if l.list[bare] {
			listed, b.dropped = true, true
			continue
		}
		if listed {
			if b.item || b.indent || !bodyLike(b.text) && b.kind != dateline.Caption {
				b.dropped = true
				continue
			}
			listed = false
		}
		linked := !s.plain && b.linked*10 >= len(b.text)*7
		switch {
		case b.kind == dateline.Byline: // the markup says so
		case short && l.isChrome(b.text, folded):
			b.dropped = true
		case linked && b.kind != dateline.Caption && (b.item || !endsSentence(b.text)):
			b.dropped = true
		default:
			begun = begun || bodyLike(b.text)
		}
	}
}

// bodyLike tells a paragraph of a report from a headline or a label.
func bodyLike(text string) bool {
	n := utf8.RuneCountInString(text)
	if n >= 140 {
		return true
	}
	words := len(strings.Fields(text))
	return n >= 25 && (words >= 5 || n >= 20*words) && endsSentence(text) // some scripts part no words
}

// title gives the index of the block that is the headline; one is put in front if
// the markup states the headline. -1 if there is none.
func (s *source) title(l *chromeLists, c *calendar) int {
	if headline := s.head.chosen(); headline != "" {
		for i := range s.blocks {
			b := &s.blocks[i]
			if len(b.text) > 3*len(headline) {
				continue // not the headline, with or without a site's name
			}
			if len(strings.Fields(b.text)) >= 3 && (same(b.text, headline) || endsTitle(headline, b.text)) {
				headline = b.text // without the site's name, if that made the difference
			}
			if same(b.text, headline) || same(headline, b.text) && len(b.text) < 2*len(headline) {
				b.dropped = true
			}
		}
		front := []block{{text: headline}}
		if line := s.head.byline; line != "" && !s.holds(line) {
			front = append(front, block{text: line, kind: dateline.Byline})
		}
		s.blocks = append(front, s.blocks...)
		return 0
	}
	second, foreign := -1, -1
	cased := mostlyCased(s.bodyOf())
	for i, seen := 0, 0; i < len(s.blocks) && seen < 8; i++ {
		b := &s.blocks[i]
		if b.dropped {
			continue
		}
		for mark := range l.label {
			if n, ok := l.label.match(foldText(b.text)); ok && mark != "" && n < len(b.text) {
				if _, rest, ok := strings.Cut(b.text, ":"); ok {
					b.text = strings.TrimSpace(rest)
				}
			}
		}
		seen++
		b.mark(l, c)
		words, n := countWords(b.text), utf8.RuneCountInString(b.text)
		if seen > 1 && bodyLike(b.text) && n >= 100 || n > 250 {
			break
		}
		if b.byline > never || b.caption || b.note || b.points || s.plain && isWay(b.text) {
			continue
		}
		full := strings.HasSuffix(b.text, ".") && !strings.HasSuffix(b.text, "..")
		if s.plain {
			b.text = l.cutSection(b.text)
		}
		switch {
		case s.plain && (l.isMasthead(b.text) || s.isTicker(i, l, c)):
			seen--
			if second < 0 {
				second = i
			}
		case s.plain && mostlyCased(b.text) != cased:
			if foreign < 0 && words >= 4 && !full {
				foreign = i
			}
		case words >= 4 && !full, words >= 3 && !full && seen == 1 && hasLowerWord(b.text):
			return i
		case second < 0 && words >= 2 && (!full || seen == 1):
			second = i
		}
	}
	if foreign >= 0 && (second < 0 || second < foreign) {
		return foreign // a headline in another script than the report's
	}
	return second
}

// countWords is the number of words of a text; a mark that stands alone is none.
func countWords(text string) int {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if strings.IndexFunc(w, isWordRune) >= 0 {
			n++
		}
	}
	return n
}

// bodyOf joins what reads like the report's own paragraphs.
func (s *source) bodyOf() string {
	var body strings.Builder
	for _, b := range s.blocks {
		if !b.dropped && bodyLike(b.text) {
			body.WriteString(b.text)
			body.WriteByte('\n')
		}
	}
	return body.String()
}

// mostlyCased tells a text most of whose letters are of a script with capital letters.
func mostlyCased(text string) bool {
	balance := 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r), unicode.IsLower(r):
			balance++
		case unicode.IsLetter(r):
			balance--
		}
	}
	return balance >= 0
}

// holds tells whether a line stands among the blocks, alone or with another.
func (s *source) holds(line string) bool {
	for _, b := range s.blocks {
		if strings.Contains(b.text, line) {
			return true
		}
	}
	return false
}

// hasLowerWord tells a short headline, "Gunmen storm mosque", from the name of a
// site or a section, whose words all begin with a capital letter.
func hasLowerWord(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// leastParagraph is the length in bytes from which what the markup calls a heading is none.
const leastParagraph = 280

// kinds settles what each block serves as.
func (s *source) kinds(title int) {
	for i := range s.blocks {
		if i < title {
			s.blocks[i].dropped = true
		}
	}
	if title >= 0 {
		s.blocks[title].kind, s.blocks[title].dropped = dateline.Title, false
	}
	last := -1 // the last paragraph of the report
	for i := range s.blocks {
		if b := s.blocks[i]; i > title && !b.dropped && b.kind == dateline.Body && (bodyLike(b.text) || isSigned(b.text)) && b.byline < anywhere && !b.note {
			last = i
		}
	}
	begun, points := false, false
	for i := title + 1; i < len(s.blocks); i++ {
		b := &s.blocks[i]
		if b.dropped {
			continue
		}
		isPoint := points && b.item
		points = isPoint
		switch {
		case b.kind == dateline.Byline:
		case i == last && b.kind == dateline.Body && isSigned(b.text):
		case b.kind == dateline.Caption, b.caption && (b.kind != dateline.Body || b.byline < anywhere):
			b.kind = dateline.Caption
		case b.points:
			b.kind, points = dateline.Heading, true
		case isPoint:
			b.kind = dateline.Summary
		case b.note:
			b.kind = dateline.Note
		case b.byline == anywhere, b.byline == edges && (!begun || i > last):
			b.kind = dateline.Byline
		case b.kind == dateline.Heading && len(b.text) >= leastParagraph:
			b.kind = dateline.Body // set large
			begun = true
		case b.kind == dateline.Heading && !begun && i < last && !s.plain && bodyLike(b.text):
			b.kind = dateline.Summary
		case b.kind == dateline.Heading && i > last, b.kind == dateline.Heading && s.emptySection(i):
			b.dropped = true
		case b.kind == dateline.Heading:
			if !begun && i < last && !s.plain {
				b.kind = dateline.Summary
			}
		case !begun && s.isStandfirst(i):
			b.kind = dateline.Summary
		case bodyLike(b.text) && !(i < last && isQuestion(b.text)):
			begun = true
		case i > last && !endsSentence(b.text) && utf8.RuneCountInString(b.text) <= 100:
			if s.plain || b.linked > 0 || isName(b.text) || strings.Contains(b.text, "|") {
				b.kind = dateline.Byline
				b.dropped = b.item || !isName(b.text) || !isCased(b.text) || strings.Count(b.text, "|") > 1
			}
		case b.item:
		case i < last && !begun:
			b.kind = dateline.Summary
			if isName(b.text) {
				b.kind = dateline.Byline
			}
		case i < last && utf8.RuneCountInString(b.text) <= 90 && !strings.HasSuffix(b.text, "."):
			b.kind = dateline.Heading
		}
	}
}

// emptySection tells a heading that another follows with nothing between them.
func (s *source) emptySection(i int) bool {
	for k, next := range s.blocks[i+1:] {
		if k == 0 && next.dropped && next.linked*10 >= len(next.text)*8 {
			return true // over links
		}
		if !next.dropped {
			return next.kind == dateline.Heading
		}
	}
	return true
}

// isQuestion tells a heading that asks: "How strong is it?"
func isQuestion(text string) bool {
	return utf8.RuneCountInString(text) <= 60 && strings.ContainsAny(text[len(text)-1:], "?") || strings.HasSuffix(text, "؟") && utf8.RuneCountInString(text) <= 60
}

// isName tells a line that names a person, an agency or a place and says nothing:
// all its words begin with a capital letter or, in a script without, are few.
func isName(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 8 || utf8.RuneCountInString(text) > 70 {
		return false
	}
	small, letters := 0, 0
	for _, w := range words {
		w = strings.TrimLeft(w, "(\"'“‘«-–—/@©")
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsLower(r) {
			small++
		}
	}
	if !isCased(text) {
		return len(words) <= 5 || strings.ContainsAny(text, "-–—/,،")
	}
	return small*3 <= letters
}

// isCased tells a text whose first letter is of a script with capital letters.
func isCased(text string) bool {
	at := strings.IndexFunc(text, unicode.IsLetter)
	if at < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsUpper(r) || unicode.IsLower(r)
}

// isStandfirst tells the line under the headline that sums the report up: a line
// of text with a byline or a date between it and the report's first paragraph.
func (s *source) isStandfirst(i int) bool {
	b := &s.blocks[i]
	if utf8.RuneCountInString(b.text) > 280 || len(strings.Fields(b.text)) < 5 || datelineLength(b.text, "") > 0 {
		return false
	}
	byline := false
	for k, seen := i+1, 0; k < len(s.blocks) && seen < 12; k++ {
		next := &s.blocks[k]
		if next.dropped {
			continue
		}
		seen++
		switch {
		case next.kind == dateline.Caption || next.caption || next.note:
		case next.byline > never:
			byline = true
		case bodyLike(next.text):
			return byline
		}
	}
	return false
}

// maxMarked is the length in characters up to which a block's words can say that
// it is anything but a paragraph of the report.
const maxMarked = 420

// mark settles what the words of a block say by themselves.
func (b *block) mark(l *chromeLists, c *calendar) {
	b.caption, b.note, b.points, b.byline = false, false, false, never
	if utf8.RuneCountInString(b.text) > maxMarked {
		return
	}
	folded := dateline.Fold(b.text)
	b.caption = l.isCaption(b.text, folded)
	b.note = l.isNote(b.text, folded)
	b.points = l.points[bareWords(folded)]
	b.byline = bylineOf(b, folded, l, c)
}

// A bylineness says where on the page a line would count as one about the writing
// of the report: who, where from, when.
type bylineness uint8

const (
	never bylineness = iota
	edges            // before and after the report's own paragraphs
	anywhere
)

func bylineOf(b *block, folded string, l *chromeLists, c *calendar) bylineness {
	n := utf8.RuneCountInString(b.text)
	if n > 200 || b.kind == dateline.Heading {
		return never
	}
	folded = trimOpening(folded)
	closed := strings.TrimRight(b.text, ")]»”\"")
	full := strings.HasSuffix(closed, ".") || strings.HasSuffix(closed, "…")
	if length, ok := l.byline.match(folded); ok && (!full || strings.Contains(folded[:length], " by")) {
		if n <= 120 {
			return anywhere
		}
		return edges
	}
	if full || n > 140 {
		return never
	}
	if _, rest, ok := strings.Cut(folded, "|"); ok && n <= 120 {
		if _, ok := l.byline.match(strings.TrimSpace(rest)); ok {
			return anywhere
		}
	}
	found, all := c.find(b.text)
	rest, days := 0, 0
	for _, p := range all {
		if c.days[p.text] {
			days++
		}
		if !p.used && p.number < 0 && startsWord(p.text) && !c.between[p.text] {
			rest++
		}
	}
	switch {
	case len(found) > 0 && rest <= 4:
		return anywhere
	case len(found) > 0 && rest <= 8,
		days > 0 && rest <= 4 && len(all) <= 14,
		n <= 24 && rest == 0 && len(all) >= 3 && isClock(all),
		n <= 80 && l.endsByline(folded),
		n <= 60 && strings.Contains(b.text, "(") && datelineLength(b.text+" — ", "") > len(b.text):
		return edges
	}
	return never
}

// endsByline tells a line that ends with a desk or an agency.
func (l *chromeLists) endsByline(folded string) bool {
	folded = strings.TrimRight(folded, ": .")
	for _, s := range l.bylineEnd {
		if strings.HasSuffix(folded, s) {
			return true
		}
	}
	return false
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

// isClock tells a line that is a time of day and nothing else.
func isClock(all []piece) bool {
	return all[0].number >= 0 && all[0].number < 25 && all[1].text == ":" && all[2].number >= 0
}
