package dateline

import (
	_ "embed" // spelling.txt
	"slices"
	"strings"
	"unicode/utf8"
)

// SameName tells whether two names of people or groups, in Arabic or in Latin script,
// may be spellings of one, and says why: "محمد is Mohammed, الشريف is al-Sharif". It
// compares what both scripts write, the consonants and the long vowels, part by part:
// محمد is Mohammed, Muhammad and Mohamed, but not Mahmoud. "bin", "al" and their like
// are no parts; "Abd al-Rahman" is one part, and so is "Salah al-Din".
//
// All parts of the shorter name must be found in the longer one in their order, and the
// first must be its first. A name of one part is one with a name of one part only; that says little, and
// parts tells how many agreed. Names of two scripts that fit may still be two people's.
func SameName(a, b string) (why string, parts int, ok bool) {
	x, y := nameParts(a), nameParts(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || len(x) == 1 && len(y) != 1 {
		return "", 0, false
	}
	var said []string
	at := 0
	for i := range x {
		found := false
		for ; at < len(y) && !found; at++ {
			if found = x[i].fits(&y[at]); found && x[i].text != y[at].text {
				said = append(said, x[i].text+" is "+y[at].text)
			}
			if i == 0 && !found {
				return "", 0, false
			}
		}
		if !found {
			return "", 0, false
		}
	}
	if len(said) == 0 {
		return "the same words", len(x), true
	}
	return strings.Join(said, ", "), len(x), true
}

// Skeleton gives what SameName compares of a name: the consonants of its parts, each by
// the Latin letters that are nearest, joined by spaces. Names that may be one often have
// one skeleton, but not always: "j" may be ج or, as "g", غ.
func Skeleton(name string) string {
	var all []string
	for _, p := range nameParts(name) {
		var b strings.Builder
		b.WriteString(p.head)
		for _, c := range p.ways[0].consonants {
			for i := range consonantNames {
				if c&(1<<i) != 0 {
					b.WriteString(consonantNames[i])
					break
				}
			}
		}
		all = append(all, b.String())
	}
	return strings.Join(all, " ")
}

// A namePart is one name of a name, with all the ways to read how it is spelt.
type namePart struct {
	text string // as written, but folded where it was cut
	head string // "abd", "abu": what it is compounded with; else empty
	tail string // "din", "lah", likewise
	ways []spelling
}

// A spelling is the consonants of a word and the vowels before, between and after them:
// one more than there are consonants.
type spelling struct {
	consonants []uint32 // each by what it may be, a bit for each of consonantNames
	vowels     []string // long ones as "A", "I", "U" and "?" (any) in Arabic script, all in small letters in Latin script
}

// consonantNames are the consonants that Arabic tells apart in names, and Latin spellings
// of it do, too; those that most letters stand for come first.
var consonantNames = [...]string{"b", "t", "s", "d", "k", "g", "j", "z", "h", "r", "sh", "f", "q", "l", "m", "n", "kh", "gh", "th", "dh", "ch"}

const (
	cB = 1 << iota
	cT
	cS
	cD
	cK
	cG
	cJ
	cZ
	cH
	cR
	cSh
	cF
	cQ
	cL
	cM
	cN
	cKh
	cGh
	cTh
	cDh
	cCh
)

// arabicConsonants are the letters of Arabic script, by what they may stand for.
var arabicConsonants = map[rune]uint32{
	'ب': cB, 'پ': cB, 'ت': cT, 'ط': cT, 'ث': cTh, 'ج': cJ, 'چ': cCh, 'ح': cH, 'ه': cH, 'خ': cKh, 'د': cD, 'ض': cD | cDh, 'ذ': cDh | cZ, 'ظ': cDh,
	'ر': cR, 'ز': cZ, 'ژ': cJ | cZ, 'س': cS, 'ص': cS, 'ش': cSh, 'غ': cGh, 'ف': cF, 'ڤ': cF, 'ق': cQ, 'ك': cK, 'گ': cG, 'ل': cL, 'م': cM, 'ن': cN,
}

// latinConsonants are Latin letters and pairs of them, by what they may stand for.
var latinConsonants = map[string]uint32{
	"b": cB, "p": cB, "t": cT | cTh, "th": cTh | cDh, "j": cJ, "dj": cJ, "g": cJ | cGh | cQ | cG, "gh": cGh, "h": cH, "kh": cKh, "k": cK | cQ | cG | cKh, "q": cQ | cK, "c": cS | cK | cQ,
	"ck": cK, "ch": cSh | cCh | cK, "sh": cSh, "zh": cJ | cZ, "d": cD | cDh, "dh": cDh | cD, "z": cZ | cDh, "s": cS | cTh, "f": cF, "v": cF, "ph": cF, "r": cR, "l": cL, "m": cM, "n": cN,
}

// particles are words within names that some reports leave out, folded.
var particles = map[string]bool{
	"al": true, "el": true, "ul": true, "il": true, "bin": true, "ibn": true, "ben": true, "bint": true, "ould": true, "wuld": true, "walad": true, "ag": true,
	"ال": true, "بن": true, "ابن": true, "بنت": true, "ولد": true, "اغ": true,
}

// sunArticles are the article as it is spoken before some consonants: "ash-Shami".
var sunArticles = map[string]bool{"ar": true, "as": true, "ash": true, "at": true, "an": true, "ad": true, "az": true, "ur": true, "us": true, "ud": true, "er": true, "es": true, "ed": true, "en": true, "ez": true, "ech": true, "esh": true}

// nameParts cuts a name into its parts.
func nameParts(name string) []namePart {
	words := NameWords(name)
	var parts []namePart
	for i := 0; i < len(words); i++ {
		w := words[i]
		if particles[w] || w == "s" || sunArticles[w] && i+1 < len(words) && (w[len(w)-1] == words[i+1][0] || strings.HasSuffix(w, "h")) {
			continue
		}
		next := i + 1 // the word after, without the article
		for next < len(words) && (particles[words[next]] || sunArticles[words[next]]) {
			next++
		}
		switch {
		case (servant[w] || father[w]) && next < len(words):
			head := "abd"
			if father[w] {
				head = "abu"
			}
			text := strings.Join(words[i:next+1], " ")
			parts = append(parts, namePart{text: text, head: head, ways: spellings(words[next])})
			i = next
		default:
			p := namePart{text: w}
			rest := w
			if r, ok := cutServant(w); ok {
				p.head, rest = "abd", r
			}
			if next < len(words) && tails[words[next]] != "" {
				p.tail, p.text, i = tails[words[next]], strings.Join(words[i:next+1], " "), next
			} else if r, tail := cutTail(rest); tail != "" {
				p.tail, rest = tail, r
			}
			p.ways = spellings(rest)
			parts = append(parts, p)
		}
	}
	return slices.DeleteFunc(parts, func(p namePart) bool { return len(p.ways) == 0 })
}

var (
	servant = map[string]bool{"abd": true, "abdul": true, "abdel": true, "abdal": true, "abdoul": true, "abdu": true, "abdur": true, "abder": true, "abdus": true, "abdool": true, "عبد": true}
	father  = map[string]bool{"abu": true, "abou": true, "abi": true, "aboo": true, "ابو": true, "ابي": true, "ابا": true}
	tails   = map[string]string{"din": "din", "deen": "din", "dine": "din", "uddin": "din", "eddin": "din", "eddine": "din", "الدين": "din", "addin": "din", "الله": "lah", "allah": "lah", "ullah": "lah"}
)

// cutServant cuts "Abdul" from a word that begins with it: "Abdurrahman" is "rahman".
func cutServant(w string) (string, bool) {
	if rest, ok := strings.CutPrefix(w, "عبد"); ok && strings.HasPrefix(rest, "ال") {
		return rest, true
	}
	for _, head := range []string{"abdoul", "abdul", "abdel", "abdal", "abdoo", "abdou", "abdu", "abde", "abda"} {
		rest, ok := strings.CutPrefix(w, head)
		if !ok || len(rest) < 3 {
			continue
		}
		if rest == "lah" {
			rest = "llah"
		}
		if rest[0] != rest[1] && !strings.HasSuffix(head, "l") && rest[0] != 'l' || strings.IndexByte("aeiouy", rest[0]) >= 0 && rest[0] != 'a' && len(rest) < 4 {
			continue // "Abdelnour" but not "Abdeen"
		}
		return rest, true
	}
	return "", false
}

// wordTails are how "al-Din" and "Allah" end a word, the longest first.
var wordTails = [...][2]string{{"الدين", "din"}, {"الله", "lah"}, {"uddeen", "din"}, {"eddine", "din"}, {"eldine", "din"}, {"aldeen", "din"}, {"eldeen", "din"}, {"uddin", "din"}, {"eddin", "din"},
	{"addin", "din"}, {"aldin", "din"}, {"eldin", "din"}, {"iddin", "din"}, {"adin", "din"}, {"allah", "lah"}, {"ullah", "lah"}, {"ollah", "lah"}, {"ellah", "lah"}}

// cutTail cuts "al-Din" or "Allah" from a word that ends with it: "Salahuddin" is "salah".
func cutTail(w string) (rest, tail string) {
	for _, t := range wordTails {
		if rest, ok := strings.CutSuffix(w, t[0]); ok && len(rest) > 2 {
			return rest, t[1]
		}
	}
	return w, ""
}

// fits tells whether two parts may be one.
func (p *namePart) fits(q *namePart) bool {
	if p.head != q.head || p.tail != q.tail || toldApart(p.text, q.text) {
		return false
	}
	for i := range p.ways {
		for j := range q.ways {
			if p.ways[i].fits(&q.ways[j]) {
				return true
			}
		}
	}
	return false
}

func (s *spelling) fits(t *spelling) bool {
	if len(s.consonants) != len(t.consonants) || len(s.consonants) == 0 {
		return false
	}
	for i, c := range s.consonants {
		if c&t.consonants[i] == 0 {
			return false
		}
	}
	for i := range s.vowels {
		last := i == len(s.vowels)-1
		if i == 0 && (s.dropsFirst(t) || t.dropsFirst(s)) {
			continue
		}
		if !vowelsFit(s.vowels[i], t.vowels[i], i == 0, last) {
			return false
		}
	}
	return true
}

// dropsFirst tells whether s goes without the vowel that t begins with: "Brahim" is "Ibrahim".
func (s *spelling) dropsFirst(t *spelling) bool {
	return s.vowels[0] == "" && s.vowels[1] == "" && len(s.vowels) > 2 && (t.vowels[0] == "i" || t.vowels[0] == "e" || t.vowels[0] == "?")
}

//go:embed spelling.txt
var alikeList string

// alike is the number of the line of spelling.txt that a folded name stands in, from 1.
var alike = func() map[string]int {
	lines := map[string]int{}
	number := 0
	for line := range strings.Lines(alikeList) {
		if number++; line[0] != '#' {
			for _, name := range strings.Fields(line) {
				lines[Fold(name)] = number
			}
		}
	}
	return lines
}()

// toldApart tells whether two words are usual spellings of two names that are alike.
func toldApart(a, b string) bool {
	x, y := alike[strings.TrimPrefix(a, "ال")], alike[strings.TrimPrefix(b, "ال")]
	return x != 0 && y != 0 && x != y
}

// spellings gives the ways to read a folded word; none for one that has no letters of either script.
func spellings(w string) []spelling {
	if r, _ := utf8.DecodeRuneInString(w); r >= 0x600 && r < 0x700 {
		return arabicSpellings(w)
	}
	return latinSpellings(w)
}

func arabicSpellings(w string) []spelling {
	bare := w
	if rest, ok := strings.CutPrefix(w, "ال"); ok && utf8.RuneCountInString(rest) > 1 {
		bare = rest
	}
	var s spelling
	vowels := ""
	letters := []rune(bare)
	for i, r := range letters {
		switch c, ok := arabicConsonants[r]; {
		case ok:
			if c == cN && i+1 < len(letters) && letters[i+1] == 'ب' {
				c |= cM // as it is spoken
			}
			s.consonants, s.vowels = append(s.consonants, c), append(s.vowels, vowels)
			vowels = ""
		case r == 'ا' && i == 0, r == 'ع', r == 'ء':
			vowels += "?"
		case r == 'ا':
			vowels += "A"
		case r == 'و':
			vowels += "U"
		case r == 'ي':
			vowels += "I"
		default:
			return nil // of another language
		}
	}
	s.vowels = append(s.vowels, vowels)
	ways := []spelling{s}
	if n := len(s.consonants); n > 1 && letters[len(letters)-1] == 'ه' { // a final -a, mostly
		ways = append(ways, spelling{s.consonants[:n-1], append(slices.Clone(s.vowels[:n-1]), s.vowels[n-1]+"A")},
			spelling{append(slices.Clone(s.consonants[:n-1]), cT), s.vowels}) // before an owner
	}
	for i := 0; i+1 < len(s.consonants); i++ { // تش is how "ch" is written
		if s.consonants[i] == cT && s.consonants[i+1] == cSh && s.vowels[i+1] == "" {
			c := append(slices.Clone(s.consonants[:i]), cCh)
			v := append(slices.Clone(s.vowels[:i+1]), s.vowels[i+2:]...)
			ways = append(ways, spelling{append(c, s.consonants[i+2:]...), v})
			break
		}
	}
	if strings.HasSuffix(bare, "عمرو") { // with a letter that is not spoken
		ways = []spelling{{s.consonants, append(slices.Clone(s.vowels[:len(s.vowels)-1]), "")}}
	}
	return ways
}

// latinSpellings reads each pair of letters such as "sh" as one consonant and as two.
func latinSpellings(w string) []spelling {
	var ways []spelling
	var read func(at int, s spelling, vowels string)
	read = func(at int, s spelling, vowels string) {
		if len(ways) >= 12 {
			return
		}
		if at == len(w) {
			s.vowels = append(slices.Clone(s.vowels), vowels)
			ways = append(ways, s)
			return
		}
		c := w[at]
		switch {
		case strings.IndexByte("aeiouyw", c) >= 0:
			read(at+1, s, vowels+string(c))
			return
		case c < 'a' || c > 'z':
			return // a digit, another script
		case c == 'x':
			s = spelling{append(slices.Clone(s.consonants), cK, cS), append(slices.Clone(s.vowels), vowels, "")}
			read(at+1, s, "")
			return
		}
		add := func(mask uint32, n int) {
			for at+n < len(w) && w[at+n] == w[at] && n == 1 { // "Hassan"
				n++
			}
			read(at+n, spelling{append(slices.Clone(s.consonants), mask), append(slices.Clone(s.vowels), vowels)}, "")
		}
		if at+1 < len(w) {
			if mask, ok := latinConsonants[w[at:at+2]]; ok && len(w[at:at+2]) == 2 {
				add(mask, 2)
			}
		}
		if c == 'h' && at == len(w)-1 && at > 0 { // "Fatimah"
			read(at+1, s, vowels)
		}
		add(latinConsonants[string(c)], 1)
	}
	read(0, spelling{}, "")
	if rest, ok := strings.CutPrefix(w, "al"); ok && len(rest) > 3 && strings.IndexByte("aeiouyl", rest[0]) < 0 { // "Alsharif"
		ways = append(ways, latinSpellings(rest)...)
	} else if rest, ok := strings.CutPrefix(w, "el"); ok && len(rest) > 3 && strings.IndexByte("aeiouyl", rest[0]) < 0 {
		ways = append(ways, latinSpellings(rest)...)
	}
	return ways
}
