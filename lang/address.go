package lang

import (
	"strings"

	"dateline"
)

// schemes begin an address of the web.
var schemes = []string{"http://", "https://", "www."}

// domains end the name of a site that is written without a scheme.
var domains = []string{"com", "org", "net", "gov", "edu", "info"}

// address is the end of the web address at i, or i if there is none.
func (s *scanner) address(i int) int {
	if c := s.lower[i]; c != 'h' && c != 'w' {
		return i
	}
	for _, scheme := range schemes {
		if strings.HasPrefix(s.lower[i:s.end], scheme) && i+len(scheme) < s.end {
			return s.path(i + len(scheme))
		}
	}
	return i
}

// path is the end of an address from i on: up to space, a quote or a bracket,
// without the marks of the sentence around it.
func (s *scanner) path(i int) int {
	end := i
	for end < s.end {
		c, width := s.at(end)
		if c == space || strings.ContainsRune(`<>"“”«»`, rune(s.text[end])) {
			break
		}
		if c == mark && width > 1 {
			break
		}
		end += width
	}
	for end > i && strings.IndexByte(".,;:!?)]}'*", s.text[end-1]) >= 0 {
		end--
	}
	return end
}

// domain is the end of the site's name that goes on with the dot at i
// ("example.com"), or i if it is none.
func (s *scanner) domain(i int) int {
	for _, d := range domains {
		if !strings.HasPrefix(s.text[i+1:s.end], d) {
			continue
		}
		end := i + 1 + len(d)
		if c, width := s.at(end); width > 0 && c != space && c != mark {
			continue
		}
		if end < s.end && s.text[end] == '/' {
			return s.path(end)
		}
		return end
	}
	return i
}

// mail adds the address of mail whose "@" stands at i, taking back the tokens
// before it, and returns its end; i if it is none.
func (s *scanner) mail(i int) int {
	end, dots := i+1, 0
	for end < s.end {
		c, width := s.at(end)
		if s.text[end] == '.' && s.letter(end+1) {
			dots++
		} else if c == mark && s.text[end] != '-' || c == space {
			break
		}
		end += width
	}
	if dots == 0 {
		return i
	}
	first := len(s.tokens)
	from := i
	for first > 0 {
		t := s.tokens[first-1]
		if t.To != from || t.Kind == dateline.MarkToken && !strings.Contains(".-+_", s.text[t.From:t.To]) {
			break
		}
		first--
		from = t.From
		if !t.Joined {
			break
		}
	}
	if from == i {
		return i
	}
	joined := s.tokens[first].Joined
	s.tokens = s.tokens[:first]
	s.add(from, end, dateline.WordToken, joined)
	return end
}
