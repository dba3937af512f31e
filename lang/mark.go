package lang

import (
	"strings"
	"unicode/utf8"

	"dateline"
)

// mark adds the mark of that width at i, or the word that it begins ("@handle",
// "'s"), and returns where it ends.
func (s *scanner) mark(i, width int, joined bool) int {
	r, _ := utf8.DecodeRuneInString(s.text[i:s.end])
	end, norm := i+width, ""
	switch r {
	case '\'', '’', '‘':
		if joined && s.letter(end) {
			if to := s.loneClitic(i, end); to > i {
				return to
			}
		}
		if r != '‘' && strings.HasPrefix(s.text[end:s.end], s.text[i:end]) && s.apostrophe(end) > 0 {
			end, norm = end+width, `"`
			break
		}
		norm = "'"
	case '‚', '‛', '‹', '›', '′':
		norm = "'"
	case '`':
		norm = "'"
		if end < s.end && s.text[end] == '`' {
			end, norm = end+1, `"`
		}
	case '"', '“', '”', '„', '‟', '«', '»', '″', '〝', '〞', '＂':
		norm = `"`
	case '.':
		for end < s.end && s.text[end] == '.' {
			end++
		}
		norm = "."
		if end > i+1 {
			norm = "…"
		}
	case '…':
		norm = "…"
	case '-':
		norm = "-"
		for end < s.end && s.text[end] == '-' {
			end, norm = end+1, "—"
		}
	case '‐', '‑', '−', '­':
		norm = "-"
	case '–':
		norm = "—"
		if c, w := s.at(end); joined && w > 0 && c != space && c != mark {
			norm = "-" // "10–15", "Israel–Gaza"
		}
	case '—', '―', '‒', '─':
		norm = "—"
	case '،', '﹐', '，':
		norm = ","
	case '؛':
		norm = ";"
	case '؟':
		norm = "?"
	case '٪':
		norm = "%"
	case '۔':
		norm = "."
	case '@', '#':
		if to := s.handle(i, joined, r); to > i {
			return to
		}
	}
	if norm == "" {
		s.add(i, end, dateline.MarkToken, joined)
	} else {
		s.addAs(i, end, dateline.MarkToken, joined, norm)
	}
	return end
}

// loneClitic adds the clitic that stands after a token that is no word of
// letters ("U.S.'s", "1990's"), and returns its end; i if there is none.
func (s *scanner) loneClitic(i, letters int) int {
	for _, clitic := range s.language.clitics {
		if end := letters + len(clitic) - 1; clitic[0] == '\'' && s.ends(letters, clitic[1:]) {
			s.addAs(i, end, dateline.WordToken, true, clitic)
			return end
		}
	}
	return i
}

// handle adds "@handle", "#tag" or, together with what stands before, an address
// of mail, and returns its end; i if there is none.
func (s *scanner) handle(i int, joined bool, r rune) int {
	if c, _ := s.at(i + 1); c == mark || c == space {
		return i
	}
	if joined && r == '@' {
		if end := s.mail(i); end > i {
			return end
		}
	}
	if r == '#' && s.is(digit, i+1) {
		return i
	}
	end := i + 1
	for {
		c, width := s.at(end)
		if width == 0 || c == mark || c == space {
			break
		}
		end += width
	}
	s.add(i, end, dateline.WordToken, joined)
	return end
}
