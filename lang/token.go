package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A class is what a rune is to the scanner.
type class uint8

const (
	mark   class = iota // punctuation, symbols, control characters, broken bytes
	space               // between tokens
	small               // a letter without case or in lower case
	large               // a letter in upper or title case
	digit               // a decimal digit of any script
	joiner              // combining marks and format characters: go on within a word, begin none
)

// ascii holds the classes of the first 128 runes.
var ascii = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		table[c] = classOf(rune(c))
	}
	return table
}()

func classOf(r rune) class {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.IsUpper(r), unicode.IsTitle(r):
		return large
	case unicode.IsLetter(r):
		return small
	case unicode.IsDigit(r):
		return digit
	case unicode.IsMark(r), unicode.Is(unicode.Cf, r), r == '_':
		return joiner
	}
	return mark
}

// tatweel draws an Arabic letter out.
const tatweel = 'ـ'

// A scanner cuts text into tokens, from left to right.
type scanner struct {
	language *Language
	text     string
	lower    string // text with A to Z in lower case: norms are cut out of it
	end      int    // of the paragraph
	tokens   []dateline.Token
}

func newScanner(l *Language, text string) *scanner {
	return &scanner{
		language: l,
		text:     text,
		lower:    lowerASCII(text),
		tokens:   make([]dateline.Token, 0, len(text)/5+8),
	}
}

// at is the class and the width of the rune at i; a mark of width 0 at the end.
func (s *scanner) at(i int) (class, int) {
	if i >= s.end {
		return mark, 0
	}
	if c := s.text[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, width := utf8.DecodeRuneInString(s.text[i:s.end])
	if r == utf8.RuneError && width == 1 {
		return mark, 1
	}
	return classOf(r), width
}

// letter tells whether a letter stands at i.
func (s *scanner) letter(i int) bool {
	c, _ := s.at(i)
	return c == small || c == large
}

// is tells whether a rune of that class stands at i.
func (s *scanner) is(want class, i int) bool {
	c, width := s.at(i)
	return width > 0 && c == want
}

// scan adds the tokens of text[from:to].
func (s *scanner) scan(from, to int) {
	s.end = to
	joined := false
	for i := from; i < to; {
		c, width := s.at(i)
		if c == space {
			i += width
			joined = false
			continue
		}
		var next int
		switch c {
		case small, large:
			next = s.word(i, joined)
		case digit:
			next = s.number(i, joined)
		case joiner:
			next = s.unseen(i, width, joined)
		default:
			next = s.mark(i, width, joined)
		}
		i, joined = next, true
	}
}

// unseen adds the mark at i that joins or turns letters, together with the word or the
// number that follows it at once, and returns where that ends.
func (s *scanner) unseen(i, width int, joined bool) int {
	at := i + width
	for s.is(joiner, at) {
		_, w := s.at(at)
		at += w
	}
	n := len(s.tokens)
	end := at
	switch c, w := s.at(at); {
	case w > 0 && (c == small || c == large):
		end = s.word(at, joined)
	case w > 0 && c == digit:
		end = s.number(at, joined)
	default:
		s.add(i, at, dateline.MarkToken, joined)
		return at
	}
	s.tokens[n].From = i
	return end
}

// add appends the token text[from:to].
func (s *scanner) add(from, to int, kind dateline.TokenKind, joined bool) {
	norm := s.lower[from:to]
	for i := range len(norm) {
		if norm[i] >= utf8.RuneSelf {
			norm = dateline.Fold(s.text[from:to])
			break
		}
	}
	s.addAs(from, to, kind, joined, norm)
}

// addAs appends the token text[from:to] with a norm of its own.
func (s *scanner) addAs(from, to int, kind dateline.TokenKind, joined bool, norm string) {
	s.tokens = append(s.tokens, dateline.Token{
		Span:   dateline.Span{From: from, To: to},
		Norm:   norm,
		Kind:   kind,
		Upper:  s.is(large, from),
		Joined: joined,
	})
}

// apostrophe is the width of an apostrophe at i, or 0.
func (s *scanner) apostrophe(i int) int {
	if i >= s.end {
		return 0
	}
	if s.text[i] == '\'' {
		return 1
	}
	if strings.HasPrefix(s.text[i:s.end], "’") {
		return len("’")
	}
	return 0
}

// letters is the end of the letters, digits and joiners from i on, and where the
// last apostrophe between two letters stands, or -1.
func (s *scanner) letters(i int) (end, apostrophe int) {
	apostrophe = -1
	for {
		c, width := s.at(i)
		if width == 0 {
			return i, apostrophe
		}
		if c == mark || c == space {
			w := s.apostrophe(i)
			if w == 0 || !s.letter(i+w) {
				return i, apostrophe
			}
			apostrophe = i
			i += w
			continue
		}
		i += width
	}
}

// word adds the word at i, with its clitics, and returns where it ends.
func (s *scanner) word(i int, joined bool) int {
	if end := s.address(i); end > i {
		s.add(i, end, dateline.WordToken, joined)
		return end
	}
	if end := s.dotted(i); end > i {
		s.add(i, end, dateline.WordToken, joined)
		return end
	}
	if to := s.beforeDigits(i); to > i {
		s.add(i, to, dateline.WordToken, joined)
		return s.number(to, true)
	}
	end, apostrophe := s.letters(i)
	if end < s.end && s.text[end] == '.' {
		if what, ok := s.language.abbreviations[s.text[i:end]]; ok {
			if what != beforeNumber || s.numberFollows(end+1) {
				s.add(i, end+1, dateline.WordToken, joined)
				return end + 1
			}
		} else if to := s.domain(end); to > end {
			s.add(i, to, dateline.WordToken, joined)
			return to
		} else if s.initial(i, end) {
			s.add(i, end+1, dateline.WordToken, joined)
			return end + 1
		}
	}
	if end < s.end-1 && s.text[end] == '&' && s.is(large, i) && s.is(large, end+1) {
		end, apostrophe = s.letters(end + 1) // "AT&T"
	}
	if apostrophe >= 0 {
		s.clitics(i, end, joined)
		return end
	}
	if at, ok := s.language.splits[s.lower[i:end]]; ok {
		s.add(i, i+at, dateline.WordToken, joined)
		s.add(i+at, end, dateline.WordToken, true)
		return end
	}
	if r, _ := utf8.DecodeRuneInString(s.text[i:end]); r == tatweel && strings.Trim(s.text[i:end], string(tatweel)) == "" {
		s.addAs(i, end, dateline.MarkToken, joined, "-") // a line drawn with it
		return end
	}
	if rest, norm := s.proclitics(i, end, joined); rest > i || norm != "" {
		if norm == "" {
			norm = dateline.Fold(s.text[rest:end])
		}
		s.addAs(rest, end, dateline.WordToken, joined || rest > i, norm)
		return end
	}
	s.add(i, end, dateline.WordToken, joined)
	return end
}

// clitics adds the word text[from:to], which has an apostrophe, clitics apart.
func (s *scanner) clitics(from, to int, joined bool) {
	for _, clitic := range s.language.clitics {
		if at := s.cliticAt(clitic, from, to); at > from {
			s.clitics(from, at, joined)
			s.addAs(at, to, dateline.WordToken, true, clitic)
			return
		}
	}
	s.add(from, to, dateline.WordToken, joined)
}

// cliticAt is where the clitic that ends text[from:to] begins, or -1.
func (s *scanner) cliticAt(clitic string, from, to int) int {
	i := to
	for j := len(clitic) - 1; j >= 0; j-- {
		switch {
		case i <= from:
			return -1
		case s.lower[i-1] == clitic[j]:
			i--
		case clitic[j] == '\'' && strings.HasSuffix(s.text[from:i], "’"):
			i -= len("’")
		default:
			return -1
		}
	}
	return i
}

// dotted is the end of an abbreviation of single letters ("U.S.", "a.m.", "J.R.R."),
// or i if none stands there.
func (s *scanner) dotted(i int) int {
	at, n := i, 0
	for {
		c, width := s.at(at)
		if c != small && c != large {
			break
		}
		after := at + width
		if after < s.end && s.text[after] == '.' {
			at = after + 1
			n++
			continue
		}
		if c, w := s.at(after); n > 0 && (w == 0 || c == mark || c == space) {
			at = after
			n++
		}
		break
	}
	if n < 2 {
		return i
	}
	return at
}

// initial tells whether text[from:to], with a dot after it, is the initial of a
// name: one capital letter, and one more capital to come.
func (s *scanner) initial(from, to int) bool {
	if _, width := s.at(from); !s.is(large, from) || from+width != to {
		return false
	}
	next := s.skipSpace(to + 1)
	if !s.is(large, next) {
		return false
	}
	if len(s.tokens) == 0 || s.text[from:to] != "I" {
		return true
	}
	last := s.tokens[len(s.tokens)-1]
	return last.Upper && last.Kind == dateline.WordToken // "Naomi I. Ford", not "than I. He"
}

// skipSpace is the first place from i on that is not space.
func (s *scanner) skipSpace(i int) int {
	for s.is(space, i) {
		_, width := s.at(i)
		i += width
	}
	return i
}

// numberFollows tells whether a number comes next, after space.
func (s *scanner) numberFollows(i int) bool { return s.is(digit, s.skipSpace(i)) }

// number adds the number at i and returns where it ends.
func (s *scanner) number(i int, joined bool) int {
	end := s.digits(i)
	for end < s.end {
		r, width := utf8.DecodeRuneInString(s.text[end:s.end])
		if !s.is(digit, end+width) {
			break
		}
		to := s.digits(end + width)
		switch r {
		case '.', ':', '٫':
			end = to
			continue
		case ',', '٬', '،':
			// thousands, or lakhs: "1,200", "12,34,567"
			n := utf8.RuneCountInString(s.text[end+width : to])
			if n == 3 || n == 2 && s.thousands(to) {
				end = to
				continue
			}
		}
		break
	}
	if s.letter(end) {
		end = s.suffix(end)
	}
	s.add(i, end, dateline.NumberToken, joined)
	return end
}

// suffix is where letters end that belong to the number before i, or i.
func (s *scanner) suffix(i int) int {
	for suffix := range s.language.suffixes {
		if s.ends(i, suffix) {
			return i + len(suffix)
		}
	}
	return i
}

// ends tells whether just these letters, in lower case, stand at i and the word goes on no further.
func (s *scanner) ends(i int, letters string) bool {
	to := i + len(letters)
	if to > s.end || s.lower[i:to] != letters {
		return false
	}
	c, width := s.at(to)
	if c == mark && width > 0 {
		w := s.apostrophe(to)
		return w == 0 || !s.letter(to+w)
	}
	return width == 0 || c == space
}

// thousands tells whether a comma and groups of digits follow, the last of three.
func (s *scanner) thousands(i int) bool {
	for groups := 0; groups < 6 && i < s.end && s.text[i] == ','; groups++ {
		to := s.digits(i + 1)
		if to-i-1 == 3 {
			return true
		}
		if to-i-1 != 2 {
			return false
		}
		i = to
	}
	return false
}

// digits is the end of the digits from i on.
func (s *scanner) digits(i int) int {
	for s.is(digit, i) {
		_, width := s.at(i)
		i += width
	}
	return i
}
