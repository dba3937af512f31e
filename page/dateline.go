package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// reach is how many bytes of a paragraph a dateline may take.
const reach = 160

// datelineLength gives the number of bytes of the dateline that a paragraph begins
// with, "CAIRO, 3 May (Agency) -", with its mark and without the space after it;
// 0 if there is none. The rest of the page bears out a place that is written like
// any word.
func datelineLength(text, rest string) int {
	l, c := lists(), dates()
	head := text
	if len(head) > reach {
		head = head[:reach]
	}
	depth := 0
	for i, r := range head {
		switch r {
		case '(', '[':
			depth++
			continue
		case ')', ']':
			if depth--; depth == 0 && opensAfter(text[i+1:]) && isDatelinePlace(head[:i+1], ')', true, rest, l, c) {
				return len(text) - len(strings.TrimLeft(text[i+1:], ".:"))
			}
			continue
		}
		if depth > 0 {
			continue
		}
		end := i + utf8.RuneLen(r)
		spaced := end < len(text) && text[end] == ' '
		switch {
		case r == '—', r == '–', r == '-' && i > 0 && head[i-1] == ' ' && (spaced || strings.HasPrefix(text[end:], "- ")), r == 'ـ' && spaced, r == '-' && i > 0 && head[i-1] == ')':
			if r == '-' && strings.HasPrefix(text[end:], "-") {
				end++
			}
			if !isDatelinePlace(head[:i], '-', false, rest, l, c) {
				return 0
			}
		case r == ':' && spaced:
			if !isDatelinePlace(head[:i], ':', strings.HasPrefix(text[end:], " ("), rest, l, c) {
				return 0
			}
		case r == '/' && i > 0 && head[i-1] == ' ' && !spaced:
			// "MUSCAT, 3 May 2024 /Agency/"
			name, _, ok := strings.Cut(head[end:], "/ ")
			if found, _ := c.find(head[:i]); !ok || len(found) == 0 || len(strings.Fields(name)) > 4 || !isDatelinePlace(head[:i], '-', true, rest, l, c) {
				continue
			}
			return end + len(name) + 1
		case r == '.' && spaced && i > 3:
			if !isDatelinePlace(head[:i], '.', false, rest, l, c) {
				if strings.ContainsAny(head[:i], "0123456789,") {
					continue // "Jan. 5", "St. Louis"
				}
				return 0
			}
		case r == '!' || r == '?' || r == '؟' || r == '"' || r == '“' || r == '«':
			return 0
		default:
			continue
		}
		end += dayAfter(text[end:], l, c)
		return end + agency(text[end:])
	}
	return 0
}

// opensAfter tells whether a sentence opens after an agency in brackets that no dash follows: "(Agency) Two men".
func opensAfter(text string) bool {
	after := strings.TrimLeft(text, ".:")
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(after, " "))
	return strings.HasPrefix(after, " ") && unicode.IsUpper(r)
}

// dayAfter gives the bytes of a day, and of an agency behind it, that stand after
// the first mark: "TUNIS - 3 May 2024 (Agency) -", "TUNIS - 3 May 2024 - Agency:".
func dayAfter(text string, l *chromeLists, c *calendar) int {
	day, rest, ok := cutMark(text)
	if !ok {
		return 0
	}
	bare := day
	if open, after, ok := strings.Cut(day, "("); ok {
		_, after, ok = strings.Cut(after, ")")
		if !ok {
			return 0
		}
		bare = open + after
	}
	found, all := c.find(bare)
	if len(found) != 1 {
		return 0
	}
	for _, p := range all {
		if !p.used && startsWord(p.text) && !c.between[p.text] {
			return 0
		}
	}
	length := len(text) - len(rest)
	if name, after, ok := cutMark(rest); ok && len(strings.Fields(name)) <= 4 && l.agency[firstWord(foldText(name))] {
		length = len(text) - len(after)
	}
	return length
}

// cutMark cuts a text at the first mark that ends a part of a dateline.
func cutMark(text string) (before, after string, ok bool) {
	if len(text) > reach {
		text, after = text[:reach], text[reach:]
	}
	at, width := -1, 0
	for _, mark := range []string{" - ", " – ", " — ", " -- ", ") -", ")-", ": "} {
		if i := strings.Index(text, mark); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(strings.TrimRight(mark, " "))
		}
	}
	if at < 0 {
		return "", "", false
	}
	before = text[:at]
	if text[at] == ')' {
		before = text[:at+1]
	}
	return before, text[at+width:] + after, true
}

// isDatelineAlone tells a line that is a place and a date and nothing else:
// "CAIRO, 18 June 2019".
func isDatelineAlone(text string) bool {
	l, c := lists(), dates()
	folded := dateline.Fold(text)
	if _, ok := l.byline.match(folded); ok || l.endsByline(folded) || len(text) > reach || strings.ContainsAny(text, "|•") || !isCased(text) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(r) {
		return false
	}
	found, _ := c.find(text)
	return len(found) == 1 && found[0].first > 0 && isDatelinePlace(text, '-', true, "", l, c)
}

// agency gives the bytes of an agency that stands after the first mark:
// "TUNIS: (Agency) - Agency -".
func agency(text string) int {
	total := 0
	for range 2 {
		rest := strings.TrimLeft(text[total:], " ")
		skip := len(text) - total - len(rest)
		if strings.HasPrefix(rest, "(") {
			if shut := strings.IndexByte(rest, ')'); shut > 0 && shut <= 40 {
				after := strings.TrimLeft(rest[shut+1:], " ")
				for _, mark := range []string{"—", "–", "--", "-", ":"} {
					if strings.HasPrefix(after, mark) {
						total += skip + len(rest) - len(after) + len(mark)
						break
					}
				}
			}
			continue
		}
		if at := strings.Index(rest, " - "); at > 0 && utf8.RuneCountInString(rest[:at]) <= 7 {
			total += skip + at + len(" -")
		}
	}
	return total
}

// isDatelinePlace tells whether what stands before a mark is a place, with a date
// and an agency or without. bracket says that an agency follows the mark.
func isDatelinePlace(text string, mark rune, bracket bool, rest string, l *chromeLists, c *calendar) bool {
	var plain strings.Builder
	depth := 0
	for _, r := range text {
		switch r {
		case '(', '[':
			depth++
			bracket = true
		case ')', ']':
			depth--
		default:
			if depth <= 0 {
				plain.WriteRune(r)
			}
		}
	}
	found, all := c.find(plain.String())
	outside := plain.String()
	var words []string
	for i, p := range all {
		end := len(outside)
		if i+1 < len(all) {
			end = all[i+1].from
		}
		if p.used || !startsWord(p.text) {
			continue
		}
		if p.number >= 0 || p.digits > 0 {
			return false
		}
		words = append(words, strings.TrimSpace(outside[p.from:end]))
	}
	if len(words) == 0 || len(words) > 7 {
		return false
	}
	folded := foldLine(outside)
	if _, ok := l.note.match(folded); ok || l.line[folded] || l.list[folded] {
		return false
	}
	first := words[0]
	upper, cased := false, false
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			cased = true
		case unicode.IsLower(r):
			if cased = true; i == 0 || len(w) > 3 && !strings.HasPrefix(w, "al") {
				return false
			}
		}
	}
	if whole := strings.Fields(outside[strings.Index(outside, first):]); len(whole) > 0 && strings.Contains(whole[0], "'") {
		first = strings.TrimRight(whole[0], ",:") // "N'DJAMENA,"
	}
	upper = cased && strings.ToUpper(first) == first && utf8.RuneCountInString(first) >= 3
	dated := len(found) > 0
	if !cased {
		switch mark {
		case '-':
			return len(words) <= 3 || bracket && len(words) <= 5
		case ':':
			return bracket && len(words) <= 4 || len(words) == 1 && strings.Contains(rest, words[0])
		}
		return false
	}
	switch mark {
	case '-':
		return upper || bracket && len(words) <= 5 || dated && utf8.RuneCountInString(first) > 3 || len(words) <= 3 && strings.Contains(rest, first)
	case ':':
		return upper && len(words) <= 4 || dated && (bracket || len(words) <= 2)
	case ')':
		return dated && len(words) <= 4 || upper && len(words) <= 3
	}
	return len(words) <= 2 && strings.Contains(rest, first) && (upper || len(words) == 1)
}
