package page

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// readPlain gives the lines of a plain text as blocks. Lines of a paragraph that
// was broken at a fixed width are joined.
func readPlain(text string) source {
	lines := strings.Split(text, "\n")
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(strings.TrimSpace(line)))
	}
	s := source{plain: true}
	var last string // the line that the newest block ends with; empty after a blank line
	for _, line := range lines {
		cells, ticker := row(line)
		if ticker {
			last = ""
			continue
		}
		for _, cell := range cells {
			b := plainBlock(cell)
			if b.text == "" {
				last = ""
				continue
			}
			if last != "" && !b.item && width <= maxWidth && len(cells) == 1 && s.continues(last, b.text, width) {
				newest := &s.blocks[len(s.blocks)-1]
				newest.text += " " + b.text
			} else {
				s.blocks = append(s.blocks, b)
			}
			last = b.text
		}
	}
	s.cut = endsAbruptly(s.blocks)
	return s
}

// maxWidth is the longest line, in characters, of a text that is broken at a fixed width.
const maxWidth = 120

// continues tells whether a line goes on in the next: its first word would not
// have fitted at the end of the line before. A line that ends a sentence must be
// full for that.
func (s *source) continues(line, next string, width int) bool {
	n := utf8.RuneCountInString(line)
	if n < 45 {
		return false
	}
	if startsLower(next) {
		return true
	}
	if len(s.blocks) == 1 || bylineOf(&block{text: next}, dateline.Fold(next), lists(), dates()) == anywhere {
		return false
	}
	word, _, _ := strings.Cut(next, " ")
	full := width - 2
	if !endsSentence(line) {
		full = width * 4 / 5
	}
	return n+1+utf8.RuneCountInString(word) > full
}

// row splits a line at its wide gaps: what stood side by side on the page. A row
// of headlines is a ticker.
func row(line string) (cells []string, ticker bool) {
	trimmed := strings.TrimSpace(line)
	if isColumns(trimmed) {
		return nil, true
	}
	if !strings.Contains(trimmed, "   ") {
		return []string{line}, false
	}
	headlines := 0
	for cell := range strings.SplitSeq(trimmed, "   ") {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells = append(cells, cell)
			if len(strings.Fields(cell)) >= 3 {
				headlines++
			}
		}
	}
	if headlines >= 3 {
		return nil, true
	}
	if utf8.RuneCountInString(trimmed) > 160 || endsSentence(trimmed) {
		return []string{line}, false
	}
	return cells, false
}

// isColumns tells a menu that was copied as one line, with wide gaps: four parts or
// more of three words at most, and nothing that a sentence or a date has.
func isColumns(line string) bool {
	parts := 0
	for part := range strings.SplitSeq(line, "  ") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		parts++
		if len(strings.Fields(part)) > 3 || endsSentence(part) || strings.IndexFunc(part, unicode.IsDigit) >= 0 {
			return false
		}
	}
	return parts >= 4
}

// startsLower tells the second line of a headline from the line under it.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// Tags that were left standing when the text was copied.
var (
	imageTag = regexp.MustCompile(`<img\b[^<>]*\balt="([^"<>]*)"[^<>]*>`)
	strayTag = regexp.MustCompile(`</?[a-zA-Z][^<>]{0,300}>`)
)

func plainBlock(line string) block {
	if strings.Contains(line, "&") {
		line = html.UnescapeString(line)
	}
	var b block
	if strings.Contains(line, "<") {
		if m := imageTag.FindStringSubmatch(line); m != nil && strings.TrimSpace(imageTag.ReplaceAllString(line, "")) == "" {
			line, b.kind = m[1], dateline.Caption
		}
		line = strayTag.ReplaceAllString(line, " ")
	}
	b.indent = strings.HasPrefix(line, "   ") || strings.HasPrefix(line, "\t")
	b.text = squeeze(line)
	b.text, b.item = cutBullet(b.text)
	return b
}

// cutBullet takes the bullet off a list item.
func cutBullet(s string) (string, bool) {
	for _, bullet := range []string{"- ", "– ", "* ", "• ", "· ", "‣ ", "▪ ", "● ", "◦ ", "•", "●", "▪"} {
		if rest, ok := strings.CutPrefix(s, bullet); ok && rest != "" {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

// squeeze makes runs of white space one space and drops soft hyphens and the marks
// of writing direction, which mean nothing to what is cut out of a line, and
// invisible marks at the ends.
func squeeze(s string) string {
	if strings.IndexFunc(s, isUnseen) >= 0 {
		s = strings.Map(func(r rune) rune {
			if isUnseen(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.Trim(strings.Join(strings.Fields(s), " "), "\u200b\u200c\u200d\ufeff \u00ad")
}

// isUnseen tells a soft hyphen or a mark of writing direction.
func isUnseen(r rune) bool {
	return r >= utf8.RuneSelf && (r == '\u00ad' || unicode.Is(unicode.Bidi_Control, r))
}

// endsAbruptly tells a text whose last line is a paragraph that ends in the middle
// of a sentence.
func endsAbruptly(blocks []block) bool {
	if len(blocks) == 0 {
		return false
	}
	last := blocks[len(blocks)-1].text
	return utf8.RuneCountInString(last) >= 120 && !endsSentence(last)
}

// endsSentence tells whether a text ends with the mark of a sentence's end,
// whatever closes after it.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \"'”’»)]*")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…؟۔:。！？।", r)
}
