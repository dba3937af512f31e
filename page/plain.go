package page

import (
	"html"
	"strings"
	"unicode/utf8"
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
		b := plainBlock(line)
		if b.text == "" {
			last = ""
			continue
		}
		if last != "" && !b.item && width <= maxWidth && continues(last, b.text, width) {
			newest := &s.blocks[len(s.blocks)-1]
			newest.text += " " + b.text
		} else {
			s.blocks = append(s.blocks, b)
		}
		last = b.text
	}
	s.cut = endsAbruptly(s.blocks)
	return s
}

// maxWidth is the longest line, in characters, of a text that is broken at a fixed width.
const maxWidth = 120

// continues tells whether a line goes on in the next: its first word would not
// have fitted at the end of the line before.
func continues(line, next string, width int) bool {
	word, _, _ := strings.Cut(next, " ")
	if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width-2 {
		return false
	}
	return utf8.RuneCountInString(line) >= 45
}

func plainBlock(line string) block {
	if strings.Contains(line, "&") {
		line = html.UnescapeString(line)
	}
	var b block
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

// squeeze makes runs of white space one space and drops invisible marks at the ends.
func squeeze(s string) string {
	return strings.Trim(strings.Join(strings.Fields(s), " "), "\u200b\u200e\u200f\ufeff \u00ad")
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
	return strings.ContainsRune(".!?…؟۔:", r)
}
