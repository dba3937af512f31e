package page

import "strings"

// isTrail tells the way to a page, "Home > World > Africa", and a row of tags,
// "Iraq | Diyala | clans | police".
func isTrail(text string) bool {
	for _, mark := range []string{" > ", " » ", " › ", " | ", " • ", " / "} {
		parts := strings.Split(text, mark)
		need := 3
		if mark == " | " || mark == " • " || mark == " / " {
			need = 4
		}
		if len(parts) < need {
			continue
		}
		short := 0
		for _, p := range parts {
			if n := len(strings.Fields(p)); n > 0 && n <= 4 && !strings.ContainsAny(p, "0123456789٠١٢٣٤٥٦٧٨٩") {
				short++
			}
		}
		if short >= len(parts)-1 {
			return true
		}
	}
	return false
}

// menuMarks stand between the parts of a menu.
var menuMarks = [...]string{" | ", " - ", " – ", " . ", " / ", " • ", " · ", " » ", " > ", ", ", "، "}

// isMenu tells a row of sections or buttons by its words: of three parts or more
// two are known, or of two both; or nothing but three known ones stand side by side.
func (l *chromeLists) isMenu(folded string) bool {
	for _, mark := range menuMarks {
		parts := strings.Split(folded, mark)
		if len(parts) < 2 {
			continue
		}
		known := 0
		for _, p := range parts {
			if l.knows(p) {
				known++
			} else if len(strings.Fields(p)) > 3 || endsSentence(p) || strings.ContainsAny(p, "0123456789") {
				known -= len(parts)
			}
		}
		if known == len(parts) || known >= 2 && len(parts) >= 3 && mark != ", " && mark != "، " {
			return true
		}
	}
	return l.isMenuOfWords(folded)
}

// isMenuOfWords tells sections that stand side by side without marks: nothing but
// three of them or more, or a long row most of which is known.
func (l *chromeLists) isMenuOfWords(folded string) bool {
	if endsSentence(folded) || strings.ContainsAny(folded, "0123456789") {
		return false
	}
	words := strings.Fields(folded)
	all, known, parts := len(words), 0, 0
	for len(words) > 0 {
		n := min(3, len(words))
		for n > 0 && !l.line[bareWords(strings.Join(words[:n], " "))] {
			n--
		}
		if n > 0 {
			known, parts = known+n, parts+1
		}
		words = words[max(n, 1):]
	}
	return parts >= 3 && (known == all || parts >= 5 && known*10 >= all*6)
}

// knows tells a folded part of a line that is chrome by itself.
func (l *chromeLists) knows(part string) bool {
	if l.line[bareWords(part)] || l.isButtons(part) {
		return true
	}
	_, ok := l.start.match(trimOpening(part))
	return ok
}

// isMasthead tells the line above the headline that names the site: by what it
// says of itself, or by the sections behind the name.
func (l *chromeLists) isMasthead(text string) bool {
	folded := foldText(text)
	for _, s := range l.masthead {
		if strings.Contains(folded, s) {
			return len(strings.Fields(folded)) <= 10
		}
	}
	for _, mark := range menuMarks {
		name, rest, ok := strings.Cut(folded, mark)
		if !ok || len(strings.Fields(name)) > 3 {
			continue
		}
		known := true
		for part := range strings.SplitSeq(rest, mark) {
			known = known && l.line[bareWords(part)]
		}
		if known {
			return true
		}
	}
	return false
}

// isTicker tells a line of news above the way to the page: the headline stands
// below it.
func (s *source) isTicker(i int, l *chromeLists, c *calendar) bool {
	way := false
	for k := i + 1; k < min(i+5, len(s.blocks)); k++ {
		next := &s.blocks[k]
		if !way {
			way = isWay(next.text) && strings.ContainsAny(next.text, ">»›")
			continue
		}
		if next.dropped {
			continue
		}
		next.mark(l, c)
		return next.byline == never && !next.caption && !bodyLike(next.text) && countWords(next.text) >= 3
	}
	return false
}

// isWay tells the way to a page, "Home / World / Africa", from a headline: two
// steps or more, of three words at most.
func isWay(text string) bool {
	for _, mark := range wayMarks {
		steps := strings.Split(text, mark)
		if len(steps) < 2 || len(steps) > 6 {
			continue
		}
		for i, step := range steps {
			if n := len(strings.Fields(step)); n == 0 || n > 3 || i == 0 && hasLowerWord(step) {
				return false
			}
		}
		return true
	}
	return false
}

// maxSteps is the most steps of a way whose marks menus have as well.
const maxSteps = 3

// wayMarks stand between the steps of the way to a page.
var wayMarks = [...]string{" > ", " » ", " › ", " // ", " / ", " | "}

// section gives the last step of the way to the page, where one stands beside its
// headline: "Home > World > Africa".
func (s *source) section(title int) string {
	if title < 0 {
		return ""
	}
	for i := 0; i < min(title+4, len(s.blocks)); i++ {
		if i == title {
			continue
		}
		for _, mark := range wayMarks {
			if len(strings.Split(s.blocks[i].text, mark)) > maxSteps && (mark == " | " || mark == " / ") {
				continue // a menu
			}
			if i > title && (mark == " | " || mark == " / ") || (mark == " | " || mark == " / " || mark == " // ") && !isWay(s.blocks[i].text) {
				continue // behind the headline these stand in bylines as well
			}
			parts := strings.Split(s.blocks[i].text, mark)
			if len(parts) < 2 || len(parts) > 6 || bodyLike(s.blocks[i].text) {
				continue
			}
			last := strings.TrimSpace(parts[len(parts)-1])
			if same(s.blocks[title].text, last) || same(last, s.blocks[title].text) {
				last = strings.TrimSpace(parts[len(parts)-2])
				if len(parts) == 2 {
					return ""
				}
			}
			if n := len(strings.Fields(last)); n > 0 && n <= 4 && startsWord(last) {
				return last
			}
		}
	}
	return ""
}

// cutSection takes the name of a section off the front of a headline: "Local | Four
// soldiers killed".
func (l *chromeLists) cutSection(text string) string {
	for _, mark := range []string{" | ", " / ", " » ", " > "} {
		front, rest, ok := strings.Cut(text, mark)
		if ok && (l.line[foldLine(front)] || mark == " | " && len(strings.Fields(front)) <= 2) && len(strings.Fields(rest)) >= 4 {
			return strings.TrimSpace(rest)
		}
	}
	return text
}
