package lang

import (
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A proclitic is a short word that is written together with the next: the "and" or
// the "by" of Arabic. It becomes a token of its own.
type proclitic struct {
	letters string // folded
	group   int    // proclitics stand in the order of their groups, one of each at most
	open    bool   // taken off words that are not known, too
}

// A morphology says which proclitics a language has, and when one is taken off a
// word: if the word as a whole is not known and what is left is, or has the article;
// an open one also where neither is known.
//
// The words that are known are those of the language's own lists and rules, so that
// whoever writes a rule need not list its words again.
type morphology struct {
	proclitics []proclitic
	article    string              // written together with the noun: "ال"; empty if there is none
	contracted map[string]string   // how a word with the article begins after a proclitic, and in full: "لل" is ل and "ال"
	spellings  [][2]string         // letters that are written in two ways, folded: as some write them, and as rules do
	endings    []string            // of inflection: a word is known with them if it is known without
	words      map[string]bool     // known, folded
	forms      map[string][]string // of inflection, as rules name them, "-" standing for the stem
	named      func(string) bool   // tells a name from outside the language's files; nil if none are told
}

// procliticShortest is how many letters an unknown word must have once an open proclitic is off.
const procliticShortest = 2

// procliticCertain is how many letters a word that is known as it is must have for an
// open proclitic to be taken off before it, though an ending would make the whole known.
const procliticCertain = 4

// learn adds the words of the language's files to the known ones.
func (m *morphology) learn(files fs.FS) {
	var stems []string // each with its forms
	for _, name := range FileNames {
		if ext := path.Ext(name); ext != ".rules" && ext != ".txt" || name == "tags.txt" || name == "language.txt" {
			continue // language.txt names its words itself
		}
		b, err := fs.ReadFile(files, name)
		if err != nil {
			continue // the test of parity names what is missing
		}
		for line := range strings.Lines(string(b)) {
			if line[0] == '#' || line[0] == '+' || line[0] == '-' || line[0] == '\t' {
				continue // a comment, an example
			}
			if form, ok := strings.CutPrefix(line, "form "); ok {
				if fields := strings.Fields(form); len(fields) > 1 {
					m.forms[fields[0]] = fields[1:]
				}
				continue
			}
			for _, word := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
				m.know(word)
			}
			for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
				if stem, _, ok := strings.Cut(word, "~"); ok && stem != "" && !strings.HasSuffix(stem, "=") {
					stems = append(stems, word)
				}
			}
		}
	}
	for _, s := range stems {
		forms := strings.Split(s, "~")
		m.inflect(forms[0], forms[1:])
	}
}

// inflect knows a stem in its forms, which may follow one another.
func (m *morphology) inflect(stem string, forms []string) {
	if len(forms) == 0 {
		m.know(stem)
		return
	}
	for _, around := range m.forms[forms[0]] {
		m.inflect(strings.Replace(around, "-", stem, 1), forms[1:])
	}
}

// know adds a word that is no proclitic itself.
func (m *morphology) know(word string) {
	if word = dateline.Fold(word); utf8.RuneCountInString(word) > 1 && word[0] >= utf8.RuneSelf {
		m.words[word] = true
	}
}

// knows tells whether a folded word is known: as it is, without the article, or without an ending.
func (m *morphology) knows(word string) bool {
	bare := word
	if m.article != "" {
		bare = strings.TrimPrefix(word, m.article)
	}
	if m.words[word] || m.words[bare] {
		return true
	}
	for _, ending := range m.endings {
		stem, ok := strings.CutSuffix(bare, ending)
		if !ok || utf8.RuneCountInString(stem) < 2 {
			continue
		}
		if m.words[stem] || m.words[stem+"ه"] {
			return true
		}
		if t, ok := strings.CutSuffix(stem, "ت"); ok && m.words[t+"ه"] {
			return true // a feminine ending shows its other form before another ending
		}
	}
	return m.named != nil && utf8.RuneCountInString(word) >= nameShortest && m.named(word)
}

// nameShortest is how many letters a name must have for its word to be known by it.
const nameShortest = 3

// definite tells whether a folded word plainly has the article.
func (m *morphology) definite(word string) bool {
	return m.article != "" && strings.HasPrefix(word, m.article) && utf8.RuneCountInString(word) > utf8.RuneCountInString(m.article)+1
}

// first gives the proclitic that a folded word begins with, of a group from the given
// one on, and the rest in full; ok is false if none is to be taken off.
func (m *morphology) first(word string, group int) (p proclitic, rest string, ok bool) {
	if m.words[word] || group > 0 && m.knows(word) {
		return p, "", false
	}
	for _, p := range m.proclitics {
		rest, ok := strings.CutPrefix(word, p.letters)
		if !ok || p.group < group || rest == "" {
			continue
		}
		for short, full := range m.contracted {
			if m.words[rest] {
				break
			}
			if after, ok := strings.CutPrefix(short, p.letters); ok && strings.HasPrefix(rest, after) {
				rest = full + strings.TrimPrefix(rest, after)
				break
			}
		}
		if m.definite(rest) || m.knows(rest) && !m.knows(word) || p.open && m.words[rest] && utf8.RuneCountInString(rest) >= procliticCertain {
			return p, rest, true
		}
		if _, _, more := m.first(rest, p.group+1); more && !m.knows(word) {
			return p, rest, true
		}
		if p.open && !m.knows(word) && utf8.RuneCountInString(rest) >= procliticShortest {
			return p, rest, true
		}
	}
	return p, "", false
}

// respell gives a folded word as rules write it.
func (m *morphology) respell(word string) string {
	for _, s := range m.spellings {
		word = strings.Replace(word, s[0], s[1], 1)
	}
	return word
}

// proclitics adds the proclitics at the beginning of the word text[from:to], and gives
// where the rest begins, from if there are none, and its norm if that is not what is
// written; else "".
func (s *scanner) proclitics(from, to int, joined bool) (rest int, norm string) {
	m := s.language.morphology
	if m == nil || s.text[from] < utf8.RuneSelf {
		return from, ""
	}
	folded := dateline.Fold(s.text[from:to])
	word := m.respell(folded)
	if word != folded {
		norm = word
	}
	for group := 0; ; {
		p, left, ok := m.first(word, group)
		if !ok {
			return from, norm
		}
		end := s.after(from, to, p.letters)
		s.add(from, end, dateline.WordToken, joined)
		from, joined, word, norm, group = end, true, left, "", p.group+1
		if dateline.Fold(s.text[from:to]) != left {
			norm = left
		}
		if from >= to {
			return from, norm
		}
	}
}

// after is where letters end that text[from:to] begins with, vowel marks and
// tatweel included.
func (s *scanner) after(from, to int, letters string) int {
	for n := utf8.RuneCountInString(letters); n > 0; n-- {
		for {
			r, width := utf8.DecodeRuneInString(s.text[from:to])
			from += width
			if dateline.Fold(string(r)) != "" || from >= to {
				break
			}
		}
	}
	for from < to {
		r, width := utf8.DecodeRuneInString(s.text[from:to])
		if dateline.Fold(string(r)) != "" {
			break
		}
		from += width
	}
	return from
}

// beforeDigits is where a proclitic or a known word ends that stands at i before digits ("ب15",
// "و20", "ال20", "مارس20"), or i.
func (s *scanner) beforeDigits(i int) int {
	m := s.language.morphology
	if m == nil || s.text[i] < utf8.RuneSelf {
		return i
	}
	at := i
	for range mostBeforeDigits {
		if s.is(digit, at) {
			word := dateline.Fold(s.text[i:at])
			for _, p := range m.proclitics {
				if word == m.article || strings.TrimSuffix(word, m.article) == p.letters {
					return at
				}
			}
			if m.words[word] {
				return at
			}
			return i
		}
		c, width := s.at(at)
		if width == 0 || c == mark || c == space {
			return i
		}
		at += width
	}
	return i
}

// mostBeforeDigits is how many letters, vowel marks and tatweels may stand between the
// beginning of a word and its digits for the two to be told apart.
const mostBeforeDigits = 8
