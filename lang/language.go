package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"
	"sync"

	"dateline"
)

// FileNames are the files of a language's folder: the same in every language.
// language.txt is required; without tags.model tokens get no parts of speech.
var FileNames = []string{
	"language.txt", "tags.model", "tags.md", "tags.txt",
	"words.txt", "numbers.txt", "calendar.txt", "nationality.txt",
	"actor.rules", "captive.rules", "casualty.rules", "claim.rules", "clock.rules", "cue.rules", "date.rules", "deed.rules", "event.rules", "feast.rules", "forecast.rules", "group.rules",
	"injury.rules", "length.rules", "number.rules", "outcome.rules", "period.rules", "phrase.rules", "place.rules", "role.rules", "speaker.rules", "statement.rules", "time.rules", "trait.rules", "venue.rules",
}

// A Language is how one language is written. What its first text needs beside the exported fields
// is loaded then.
type Language struct {
	Code      string // BCP 47: "en"
	Name      string // in English: "English"
	Direction string // left-to-right, right-to-left
	Cased     bool   // sentences and names begin with capital letters
	HeadFirst bool   // a noun stands before its adjectives and before its owner
	VerbFirst bool   // a verb stands before its subject
	Files     fs.FS  // the language's folder: rules and word lists

	ends          map[string]bool         // marks that end a sentence
	abbreviations map[string]abbreviation // by the letters before the dot
	folded        map[string]abbreviation // the same by their folded letters
	clitics       []string                // in lower case with a straight apostrophe, longest first
	splits        map[string]int          // words written as one, and the byte at which the second begins
	suffixes      map[string]bool         // letters that belong to the number before them: "th"
	starters      map[string]bool         // words that, with a capital, begin a sentence
	prefixes      map[string]bool         // words in small letters that begin a name: "al"
	morphology    *morphology             // nil if no word is written together with the next
	tagger        *tagger                 // nil if there is no model
	prepare       func() error            // done once, before the first text is read
}

// An abbreviation says what the dot after a word may mean.
type abbreviation uint8

const (
	notAbbreviated abbreviation = iota
	neverEnds                   // "Mr.": a name follows
	mayEnd                      // "U.S.", "a.m.": ends a sentence if a new one plainly begins
	beforeNumber                // "No. 5": is an abbreviation only before a number
)

// Tagged tells whether tokens of the language are given parts of speech: whether there is a model.
func (l *Language) Tagged() bool { return l.prepare() == nil && l.tagger != nil }

func loadLanguage(code string, files fs.FS) (*Language, error) {
	b, err := fs.ReadFile(files, "language.txt")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", code, err)
	}
	l := &Language{Code: code, Files: files}
	if err := l.parse(code+"/language.txt", string(b)); err != nil {
		return nil, err
	}
	l.prepare = sync.OnceValue(l.learn)
	return l, nil
}

// learn reads what only texts in the language need: the words that are known and the
// model of the tagger.
func (l *Language) learn() error {
	if l.morphology != nil {
		l.morphology.learn(l.Files)
	}
	model, err := fs.ReadFile(l.Files, "tags.model")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", l.Code, err)
	}
	if l.tagger, err = newTagger(model, l.Article()); err != nil {
		return fmt.Errorf("%s/tags.model: %w", l.Code, err)
	}
	return nil
}

// parse reads language.txt.
func (l *Language) parse(name, text string) error {
	l.ends = map[string]bool{}
	l.abbreviations = map[string]abbreviation{}
	l.folded = map[string]abbreviation{}
	l.splits = map[string]int{}
	l.suffixes = map[string]bool{}
	l.starters = map[string]bool{}
	l.prefixes = map[string]bool{}
	err := eachValue(name, text, func(key, value string) error {
		switch key {
		case "name":
			l.Name = value
		case "direction":
			if value != "left-to-right" && value != "right-to-left" {
				return fmt.Errorf("direction %q is neither left-to-right nor right-to-left", value)
			}
			l.Direction = value
		case "case":
			if value != "cased" && value != "caseless" {
				return fmt.Errorf("case %q is neither cased nor caseless", value)
			}
			l.Cased = value == "cased"
		case "head":
			if value != "first" && value != "last" {
				return fmt.Errorf("head %q is neither first nor last", value)
			}
			l.HeadFirst = value == "first"
		case "verb":
			if value != "first" && value != "second" {
				return fmt.Errorf("verb %q is neither first nor second", value)
			}
			l.VerbFirst = value == "first"
		case "sentence-end":
			l.ends[value] = true
		case "abbreviation":
			return l.abbreviate(value, neverEnds)
		case "abbreviation-may-end":
			return l.abbreviate(value, mayEnd)
		case "abbreviation-before-number":
			return l.abbreviate(value, beforeNumber)
		case "clitic":
			l.clitics = append(l.clitics, value)
		case "split":
			i := strings.IndexByte(value, '|')
			if i <= 0 || i == len(value)-1 {
				return fmt.Errorf("%q has no bar within", value)
			}
			l.splits[value[:i]+value[i+1:]] = i
		case "number-suffix":
			l.suffixes[value] = true
		case "sentence-start":
			l.starters[value] = true
		case "name-prefix":
			l.prefixes[value] = true
		case "proclitic", "proclitic-open", "article", "contraction", "spelling", "ending", "word":
			return l.morphs(key, value)
		default:
			return fmt.Errorf("no such key: %q", key)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if l.Direction == "" || len(l.ends) == 0 {
		return fmt.Errorf("%s:1:1: direction and sentence-end are required", name)
	}
	sort.SliceStable(l.clitics, func(i, j int) bool { return len(l.clitics[i]) > len(l.clitics[j]) })
	return nil
}

// Article is the article that is written together with its noun, folded; empty if the
// language has none such. Rules need not write it.
func (l *Language) Article() string {
	if l.morphology == nil {
		return ""
	}
	return l.morphology.article
}

// morphs adds a value of the keys that say what is written together.
func (l *Language) morphs(key, value string) error {
	if l.morphology == nil {
		l.morphology = &morphology{contracted: map[string]string{}, words: map[string]bool{}, forms: map[string][]string{}}
	}
	m, folded := l.morphology, dateline.Fold(value)
	switch key {
	case "proclitic", "proclitic-open":
		group, letters, ok := strings.Cut(folded, ":")
		n, err := strconv.Atoi(group)
		if !ok || err != nil || n < 0 || letters == "" {
			return fmt.Errorf("%q is no group and letters, such as 1:x", value)
		}
		m.proclitics = append(m.proclitics, proclitic{letters: letters, group: n, open: key == "proclitic-open"})
	case "article":
		m.article = folded
	case "contraction":
		short, full, ok := strings.Cut(folded, "=")
		if !ok || short == "" || full == "" {
			return fmt.Errorf("%q is not short=full", value)
		}
		m.contracted[short] = full
	case "spelling":
		some, rules, ok := strings.Cut(folded, "=")
		if !ok || some == "" || rules == "" {
			return fmt.Errorf("%q is not written=ruled", value)
		}
		m.spellings = append(m.spellings, [2]string{some, rules})
	case "ending":
		m.endings = append(m.endings, folded)
	case "word":
		m.know(folded)
	}
	return nil
}

// abbreviate adds an abbreviation, as written and in capitals.
func (l *Language) abbreviate(value string, what abbreviation) error {
	word, ok := strings.CutSuffix(value, ".")
	if !ok || word == "" {
		return fmt.Errorf("%q does not end with a dot", value)
	}
	l.abbreviations[word] = what
	l.folded[dateline.Fold(word)] = what
	if upper := strings.ToUpper(word); l.abbreviations[upper] == notAbbreviated {
		l.abbreviations[upper] = what
	}
	return nil
}

// eachValue reads a file of lines "key value value ...". A line that begins with
// space continues the one before; "#" begins a comment. Errors of f are given
// the file, line and column of the value.
func eachValue(name, text string, f func(key, value string) error) error {
	key := ""
	for number, line := range strings.Split(text, "\n") {
		if i := strings.Index(line, "#"); i >= 0 {
			line = line[:i]
		}
		continued := line != "" && (line[0] == ' ' || line[0] == '\t')
		first := true
		for at := 0; at < len(line); {
			if line[at] == ' ' || line[at] == '\t' || line[at] == '\r' {
				at++
				continue
			}
			end := at
			for end < len(line) && line[end] != ' ' && line[end] != '\t' && line[end] != '\r' {
				end++
			}
			value := line[at:end]
			column := at + 1
			at = end
			if first && !continued {
				key, first = value, false
				continue
			}
			first = false
			if key == "" {
				return fmt.Errorf("%s:%d:%d: a value before any key", name, number+1, column)
			}
			if err := f(key, value); err != nil {
				return fmt.Errorf("%s:%d:%d: %w", name, number+1, column, err)
			}
		}
	}
	return nil
}

// lowerASCII is s with A to Z in lower case and the same length.
func lowerASCII(s string) string {
	for i := range len(s) {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; 'A' <= c && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
