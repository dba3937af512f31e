package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// bylineAuthors gives the names in the bylines of a text: "By A. Writer and B.
// Writer in Lagos | 3 May 2024". An office, "By our correspondent", is no name.
func bylineAuthors(doc *dateline.Document) []string {
	l := lists()
	var names []string
	for _, p := range doc.Paragraphs {
		if p.Kind != dateline.Byline {
			continue
		}
		for part := range strings.FieldsFuncSeq(doc.Text[p.From:p.To], func(r rune) bool { return strings.ContainsRune("|•;·", r) }) {
			part = strings.TrimSpace(part)
			folded := dateline.Fold(part)
			if length, ok := l.author.match(folded); ok {
				// What precedes a name is as many words folded as not.
				words := strings.Fields(part)
				names = l.addNames(names, words[min(len(words), len(strings.Fields(folded[:length]))):])
			}
		}
		if len(names) > 0 {
			break // a later line is about the pictures or the editing
		}
	}
	return names
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
