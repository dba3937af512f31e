package lang

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// knownWords are the words and letters by which languages are told.
type knownWords struct{ scripts []script }

// A script is one writing system and the languages written in it, at most 64.
// Sets of them are bits in the order of codes.
type script struct {
	name    string // as Unicode has it
	table   *unicode.RangeTable
	with    []int // scripts, by number, that are mixed into this one: Han into Hiragana
	codes   []string
	words   map[string]uint64 // languages that have the word
	folded  map[string]uint64 // languages that have a word that is so when folded
	letters map[rune]uint64   // languages that have the letter, as few others in the script
	starts  []affix           // of words
	ends    []affix
}

// An affix is what words of a language begin or end with.
type affix struct {
	text string
	set  uint64
}

// fewLetters is the least number of letters from which a language is told.
const fewLetters = 3

// parseKnown reads known.txt.
func parseKnown(name, text string) (*knownWords, error) {
	k := &knownWords{}
	last := ""
	err := eachValue(name, text, func(key, value string) error {
		if key == "script" && strings.HasPrefix(value, "+") {
			with, ok := k.find(value[1:])
			if !ok {
				return fmt.Errorf("no such script above: %q", value[1:])
			}
			s := &k.scripts[len(k.scripts)-1]
			s.with = append(s.with, with)
			return nil
		}
		if key == "script" {
			table, ok := unicode.Scripts[value]
			if !ok {
				return fmt.Errorf("no such script: %q", value)
			}
			k.scripts = append(k.scripts, script{
				name: value, table: table, words: map[string]uint64{}, folded: map[string]uint64{}, letters: map[rune]uint64{},
			})
			last = ""
			return nil
		}
		if len(k.scripts) == 0 {
			return fmt.Errorf("a language before any script")
		}
		s := &k.scripts[len(k.scripts)-1]
		if key != last {
			s.codes = append(s.codes, key)
			last = key
			if len(s.codes) > 64 {
				return fmt.Errorf("more than 64 languages in one script")
			}
		}
		set := uint64(1) << (len(s.codes) - 1)
		if letters, ok := strings.CutPrefix(value, "="); ok {
			for _, r := range letters {
				s.letters[r] |= set
			}
			return nil
		}
		switch {
		case strings.HasSuffix(value, "-"):
			s.starts = append(s.starts, affix{strings.TrimSuffix(value, "-"), set})
		case strings.HasPrefix(value, "-"):
			s.ends = append(s.ends, affix{strings.TrimPrefix(value, "-"), set})
		default:
			s.words[value] |= set
			s.folded[dateline.Fold(value)] |= set
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return k, nil
}

// find is the number of the script of that name.
func (k *knownWords) find(name string) (number int, ok bool) {
	number = slices.IndexFunc(k.scripts, func(s script) bool { return s.name == name })
	return number, number >= 0
}

// Identify tells the language of a text, by its script and its function words,
// as a BCP 47 code; also a language that is not read. What most of the text is
// in counts. The code is "" if it cannot be told; sure is false if the text is
// too short or another language is close.
func (l *Languages) Identify(text string) (code string, sure bool) {
	return l.known.identify(text)
}

func (k *knownWords) identify(text string) (code string, sure bool) {
	number, letters := k.script(text)
	if number < 0 || letters < fewLetters {
		return "", false
	}
	s := &k.scripts[number]
	if len(s.codes) == 1 {
		return s.codes[0], letters >= 20
	}
	scores := s.score(text)
	best, second := -1, -1
	for i := range scores {
		switch {
		case best < 0 || scores[i] > scores[best]:
			best, second = i, best
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	if scores[best] == 0 {
		return "", false
	}
	lead := scores[best] - scores[second]
	if lead == 0 {
		return "", false
	}
	return s.codes[best], scores[best] >= sureScore && lead*6 >= scores[best]
}

// script is the number of the script that most letters of a text are in, and how
// many of them there are; -1 if there is none.
func (k *knownWords) script(text string) (number, letters int) {
	counts := make([]int, len(k.scripts))
	latin, _ := k.find("Latin")
	last := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if latin >= 0 && (ascii[c] == small || ascii[c] == large) {
				counts[latin]++
			}
			i++
			continue
		}
		r, width := utf8.DecodeRuneInString(text[i:])
		i += width
		if !unicode.IsLetter(r) {
			continue
		}
		if unicode.Is(k.scripts[last].table, r) {
			counts[last]++
			continue
		}
		for j := range k.scripts {
			if unicode.Is(k.scripts[j].table, r) {
				counts[j]++
				last = j
				break
			}
		}
	}
	for i, s := range k.scripts {
		for _, with := range s.with {
			if counts[i]*10 >= counts[with] {
				counts[i] += counts[with]
			}
		}
	}
	number = -1
	for i, n := range counts {
		if n > letters {
			number, letters = i, n
		}
	}
	return number, letters
}

// full is what a word that one language alone has adds to its score. A word of
// several is shared between them.
const full = 12

// sureScore is the least score of a language that is told for sure.
const sureScore = 2 * full

// score weighs the languages of the script by their words and letters in a text.
func (s *script) score(text string) []int {
	scores := make([]int, len(s.codes))
	add := func(set uint64, weight int) {
		if set == 0 {
			return
		}
		each := weight / bits.OnesCount64(set)
		for ; set != 0; set &= set - 1 {
			scores[bits.TrailingZeros64(set)] += each
		}
	}
	lower := strings.ToLower(text)
	start := -1
	for i, r := range lower {
		c := small
		if r < utf8.RuneSelf {
			c = ascii[r]
		} else if c = classOf(r); c == small {
			if set, ok := s.letters[r]; ok {
				add(set, full/2)
			}
		}
		inWord := c == small || c == joiner || r == '\'' && start >= 0
		if inWord && start < 0 {
			start = i
		} else if !inWord && start >= 0 {
			add(s.word(lower[start:i]))
			start = -1
		}
	}
	if start >= 0 {
		add(s.word(lower[start:]))
	}
	return scores
}

// word gives the languages that a word tells of, and how much it does: as it is
// written, else as another hand writes it, else by its beginning and its end.
func (s *script) word(word string) (set uint64, weight int) {
	if set := s.words[word]; set != 0 {
		return set, full
	}
	if len(s.starts) == 0 && len(s.ends) == 0 {
		return 0, 0
	}
	if set := s.folded[dateline.Fold(word)]; set != 0 {
		return set, full
	}
	for _, a := range s.starts {
		if len(word) >= len(a.text)+affixed && strings.HasPrefix(word, a.text) {
			return a.set, full / 2
		}
	}
	for _, a := range s.ends {
		if len(word) >= len(a.text)+affixed && strings.HasSuffix(word, a.text) {
			return a.set, full / 2
		}
	}
	return 0, 0
}

// affixed is how many bytes a word must have beside what it begins or ends with.
const affixed = 4
