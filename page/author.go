package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// bylineAuthors gives the names in the bylines of a text: "By A. Writer and B.
// Writer in Lagos | 3 May 2024". An office, "By our correspondent", is no name.
func (s *source) bylineAuthors(doc *dateline.Document) []string {
	l := lists()
	var names []string
	for _, p := range doc.Paragraphs {
		if p.Kind != dateline.Byline {
			continue
		}
		for part := range strings.FieldsFuncSeq(doc.Text[p.From:p.To], func(r rune) bool { return strings.ContainsRune("|•;·", r) }) {
			folded := dateline.Fold(part)
			length, ok := l.author.match(strings.TrimSpace(folded))
			if _, rest, dashed := strings.Cut(part, " - "); !ok && dashed {
				part, folded = rest, dateline.Fold(rest)
				length, ok = l.author.match(strings.TrimSpace(folded))
			}
			if ok {
				// What precedes a name is as many words folded as not.
				words := strings.Fields(part)
				words = words[min(len(words), len(strings.Fields(strings.TrimSpace(folded)[:length]))):]
				for len(words) > 0 && strings.IndexFunc(words[0], isWordRune) < 0 {
					words = words[1:] // a dash or a colon that stands alone
				}
				names = l.addNames(names, words)
			} else if name := l.placedName(part); name != "" && s.holding(name) < 2 {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			break // a later line is about the pictures or the editing
		}
	}
	return names
}

// holding is the number of blocks that a name stands in: a site speaks of itself in
// several, a writer does not.
func (s *source) holding(name string) int {
	n := 0
	for _, b := range s.blocks {
		if strings.Contains(b.text, name) {
			n++
		}
	}
	return n
}

// placedName gives the name in a line that is a place, a colon and a name, as
// desks write whose script has no capital letters; empty if it is none.
func (l *chromeLists) placedName(line string) string {
	place, name, ok := strings.Cut(strings.TrimSpace(line), ":")
	name = strings.TrimSpace(name)
	words := strings.Fields(name)
	if !ok || isCased(name) || len(strings.Fields(place)) > 2 || len(words) < 2 || len(words) > 4 ||
		strings.IndexFunc(place+name, func(r rune) bool { return r != ' ' && !isWordRune(r) }) >= 0 || strings.IndexFunc(line, unicode.IsDigit) >= 0 {
		return ""
	}
	if _, byline := l.byline.match(foldText(name)); byline || l.endsByline(foldText(name)) {
		return ""
	}
	if _, byline := l.byline.match(foldText(line)); byline {
		return ""
	}
	return name
}

// addNames adds the names that a run of words begins with.
func (l *chromeLists) addNames(names, words []string) []string {
	c := dates()
	var name []string
	end := func() {
		if whole := strings.Join(name, " "); len(name) >= 2 && len(name) <= 5 && !l.endsByline(dateline.Fold(whole)) {
			names = append(names, whole)
		}
		name = nil
	}
	for _, w := range words {
		bare := strings.TrimRight(w, ",،:")
		folded := dateline.Fold(bare)
		r, _ := utf8.DecodeRuneInString(bare)
		switch {
		case l.authorAnd[folded] || bare == "&":
			end()
			continue
		case l.authorEnd[folded], c.months[folded] > 0 && len(name) >= 2, c.days[folded], !unicode.IsLetter(r), unicode.IsLower(r) && len(name) == 0, unicode.IsLower(r) && len(bare) > 3, strings.ToUpper(bare) == bare && len(bare) > 3 && isCased(bare) && len(name) > 0 && strings.ToUpper(name[0]) != name[0]:
			end()
			return names
		}
		name = append(name, bare)
		if bare != w {
			end() // after a comma comes a place, or another name that is told from one by nothing
			return names
		}
	}
	end()
	return names
}
