package link

import (
	_ "embed" // things.txt
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A writing is a script, as far as words of two are told apart.
type writing uint8

const (
	otherWriting writing = iota
	latinWriting
	arabicWriting
)

// writingOf gives the script that most letters of a text are of; of a text without letters, otherWriting.
func writingOf(texts ...string) writing {
	var letters [3]int
	for _, text := range texts {
		for _, r := range text {
			switch {
			case !unicode.IsLetter(r):
			case unicode.Is(unicode.Latin, r):
				letters[latinWriting]++
			case unicode.Is(unicode.Arabic, r):
				letters[arabicWriting]++
			default:
				letters[otherWriting]++
			}
		}
	}
	most := otherWriting
	for w := range letters {
		if letters[w] > letters[most] {
			most = writing(w)
		}
	}
	return most
}

// A marking is what the words of a telling are, for those of another script.
type marking struct{ victims, struck, told marks }

// marks gives the marking of a view, made when it is first asked for: most tellings are never held against one of another
// script.
func (v *view) marks() *marking {
	if v.marked == nil {
		v.marked = markingOf(v.Telling)
	}
	return v.marked
}

// markingOf reads the words that a telling's view compares within one script.
func markingOf(t *dateline.Telling) *marking {
	e := &t.Event
	var victims, struck, told marks
	if e.Main {
		told = told.add(t.Title)
	}
	told = told.add(e.Text)
	if e.Venue != nil {
		struck, told = struck.add(e.Venue.Text), told.add(e.Venue.Text)
	}
	for _, r := range e.Roles {
		told = told.add(r.Text)
		switch r.Role {
		case dateline.Victim:
			victims = victims.add(r.Text)
		case dateline.Target:
			struck = struck.add(r.Text)
		}
	}
	for _, c := range e.Casualties {
		told = told.add(c.Who)
	}
	victims = slices.DeleteFunc(victims, func(m mark) bool { return m.key[0] != '~' })
	m := &marking{victims: victims.ordered(), struck: struck.ordered(), told: told.ordered()}
	if e.Place != nil {
		town := marks{}.add(e.Place.Name, e.Place.Admin1, e.Place.Text).ordered()
		m.victims, m.struck, m.told = m.victims.without(town), m.struck.without(town), m.told.without(town)
	}
	return m
}

// across tells whether the words of two tellings are of two scripts, so that they can be compared by their marks alone.
func (v *view) across(other *view) bool {
	return v.writing != other.writing
}

// A mark is what a word may share with a word of another script: the thing that it means, or its consonants, if it may
// be a name.
type mark struct {
	key  string // "market" of things.txt; of names "~shl"
	word string // folded
	text string // as written
}

// marks are those of some texts, ordered by their keys, each key once.
type marks []mark

func (m marks) add(texts ...string) marks {
	for _, text := range texts {
		for _, field := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
			field = strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) })
			first, _ := utf8.DecodeRuneInString(field)
			mayName := unicode.IsUpper(first) || unicode.Is(unicode.Arabic, first)
			for _, word := range dateline.NameWords(field) {
				if thing := things.of(word); thing != "" {
					m = append(m, mark{thing, word, field})
				} else if key := soundKey(word); mayName && key != "" {
					m = append(m, mark{key, word, field})
				}
			}
		}
	}
	return m
}

func (m marks) ordered() marks {
	slices.SortStableFunc(m, func(a, b mark) int { return strings.Compare(a.key, b.key) })
	return slices.CompactFunc(m, func(a, b mark) bool { return a.key == b.key })
}

// shared gives, as written, the words of a first mark that two have both, and how many there are.
func (m marks) shared(other marks) (first [2]string, number int) {
	for a, b := m, other; len(a) > 0 && len(b) > 0; {
		switch c := strings.Compare(a[0].key, b[0].key); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			if a[0].isOne(b[0]) {
				if number == 0 {
					first = [2]string{a[0].text, b[0].text}
				}
				number++
			}
			a, b = a[1:], b[1:]
		}
	}
	return first, number
}

// without gives the marks that are not those of a place's own name, which says nothing of what was struck in it.
func (m marks) without(town marks) marks {
	return slices.DeleteFunc(m, func(a mark) bool {
		return a.key[0] == '~' && slices.ContainsFunc(town, func(b mark) bool { return a.key == b.key })
	})
}

// isOne tells of two marks with one key whether they agree: names must be spellings of one.
func (m mark) isOne(other mark) bool {
	if m.key[0] != '~' || m.word == other.word {
		return true
	}
	_, _, ok := dateline.SameName(m.word, other.word)
	return ok
}

// fewConsonants are so few that words of two languages often have them in common by chance.
const fewConsonants = 3

// coarse takes consonants together that one script spells alike, or that speakers do.
var coarse = strings.NewReplacer("kh", "k", "gh", "g", "th", "t", "dh", "d", "sh", "s", "ch", "s", "q", "k", "j", "g", "z", "s")

// soundKey is the same of all spellings of a name; empty of a word that says too little.
func soundKey(word string) string {
	key := coarse.Replace(dateline.Skeleton(word))
	if len(key) < fewConsonants || strings.Contains(key, " ") {
		return ""
	}
	return "~" + key
}

//go:embed things.txt
var thingList string

// thingWords are the words of things.txt: by each the thing that it means.
type thingWords struct {
	meant  map[string]string
	before []string // the longest first
}

var things = func() thingWords {
	t := thingWords{meant: map[string]string{}}
	for line := range strings.Lines(thingList) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || fields[0][0] == '#':
		case fields[0] == "before":
			for _, word := range fields[1:] {
				t.before = append(t.before, dateline.Fold(word))
			}
		default:
			for _, word := range fields[1:] {
				t.meant[dateline.Fold(word)] = fields[0]
			}
		}
	}
	slices.SortStableFunc(t.before, func(a, b string) int { return len(b) - len(a) })
	return t
}()

// of gives the thing that a folded word means; empty if it is not listed.
func (t *thingWords) of(word string) string {
	if thing := t.meant[word]; thing != "" {
		return thing
	}
	return t.meant[t.bare(word)]
}

// bare cuts from a folded word what is written on to it.
func (t *thingWords) bare(word string) string {
	for _, before := range t.before {
		if rest, ok := strings.CutPrefix(word, before); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	return word
}
