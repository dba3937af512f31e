package gazetteer

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// An Actor is one entry of the actor list: a group, force, body, outlet or person
// that reports name, and what it is called.
type Actor struct {
	ID      string   // "islamic-state"
	Name    string   // the one to show, in Latin script
	Names   []string // all in Latin script, as written, Name first
	Arabic  []string // names in Arabic script
	Short   []string // what a report calls it that has named it in full: ordinary words in themselves
	Kind    string   // armed-group, state-force, government, international-body, outlet, organization, person
	Country string   // ISO 3166-1 alpha-2; empty for one at home in several
	Parents []Parent // what it belongs or belonged to, the closest first
	Terms   []Term   // what it counted as, and when, where that changed; else empty
}

// A Parent is an actor that another belongs to, for a while or for good.
type Parent struct {
	ID       string
	From, To string // half-open, each a year, month or day: "2004", "2014-02"; empty is open
}

// A Term is what an actor counted as for a while.
type Term struct {
	Kind     string
	From, To string // as in Parent
}

// ParentOn gives the id of the first parent that the actor had on a day
// (YYYY-MM-DD). It is empty if it had none. With an empty day only a parent that
// it always had counts.
func (a *Actor) ParentOn(day string) string {
	for _, p := range a.Parents {
		if within(day, p.From, p.To) {
			return p.ID
		}
	}
	return ""
}

// KindOn gives what the actor counted as on a day (YYYY-MM-DD): its Kind, if the
// day is empty or no term holds it.
func (a *Actor) KindOn(day string) string {
	for _, t := range a.Terms {
		if day != "" && within(day, t.From, t.To) {
			return t.Kind
		}
	}
	return a.Kind
}

// within compares dates as strings: a year or month stands before all its days.
func within(day, from, to string) bool {
	if day == "" {
		return from == "" && to == ""
	}
	return day >= from && (to == "" || day < to)
}

// Actors is the actor list, to be searched by name. It is safe for use by several
// goroutines.
type Actors struct {
	list    []*Actor
	byID    map[string]*Actor
	byFirst map[string][]actorName // by the first word, the longest first
}

// An actorName is one name of one actor.
type actorName struct {
	words []string // folded
	texts []string // the words as they must be written; nil if any writing will do
	actor *Actor
}

//go:embed actor.txt
var actorList string

// OpenActors reads the embedded actor list. The error joins one error a fault,
// each beginning with actor.txt:line:col.
func OpenActors() (*Actors, error) { return readActors("actor.txt", actorList) }

// Actor finds an actor by its id; nil if there is none.
func (a *Actors) Actor(id string) *Actor { return a.byID[id] }

// Match finds the longest name that starts at words[0]. The words are folded as by
// dateline.NameWords, one word an element; texts are the same words as they stand
// in the report, without the dots of an abbreviation, as long as words. It gives how many words the name takes and the
// actors that bear it, in the order of the list, which has the better known first.
// With no match it gives 0 and nil.
func (a *Actors) Match(words, texts []string) (n int, found []*Actor) {
	if len(words) == 0 || len(texts) < len(words) {
		return 0, nil
	}
	for _, name := range a.byFirst[words[0]] {
		if len(name.words) < n {
			break
		}
		if len(name.words) > len(words) || !slices.Equal(name.words, words[:len(name.words)]) ||
			name.texts != nil && !slices.Equal(name.texts, texts[:len(name.texts)]) ||
			slices.Contains(found, name.actor) {
			continue
		}
		n, found = len(name.words), append(found, name.actor)
	}
	return n, found
}

var actorKinds = [...]string{"armed-group", "state-force", "government", "international-body", "outlet", "organization", "person"}

// An actorReader holds the list while it is read.
type actorReader struct {
	file   string
	line   int
	actors *Actors
	open   *Actor // the entry being read; nil between entries
	began  int    // its line
	faults []error
	links  []link   // parents, to be looked up when all ids are known
	room   []string // the words of plain names
}

type link struct {
	line, column int
	id           string
}

// readActors reads a list in the notation that the head of actor.txt describes.
// The file's name is for the errors. The list is nil if there are any.
func readActors(file, text string) (*Actors, error) {
	size := strings.Count(text, "\nactor ") + 1
	r := actorReader{file: file, room: make([]string, 0, len(text)/25), actors: &Actors{
		list:    make([]*Actor, 0, size),
		byID:    make(map[string]*Actor, size),
		byFirst: make(map[string][]actorName, 2*size),
	}}
	for line := range strings.Lines(text) {
		r.line++
		r.read(strings.TrimRight(line, " \t\r\n"))
	}
	r.close()
	for _, l := range r.links {
		if r.actors.byID[l.id] == nil {
			r.fault(l.line, l.column, "no actor %q", l.id)
		}
	}
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	for _, names := range r.actors.byFirst {
		if len(names) > 1 {
			slices.SortStableFunc(names, func(a, b actorName) int { return len(b.words) - len(a.words) })
		}
	}
	return r.actors, nil
}

func (r *actorReader) fault(line, column int, format string, values ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s:%d:%d: %s", r.file, line, column, fmt.Sprintf(format, values...)))
}

// read takes one line: "field value", a comment, or the blank that ends an entry.
func (r *actorReader) read(line string) {
	if line == "" {
		r.close()
		return
	}
	rest := strings.TrimLeft(line, " \t")
	column := len(line) - len(rest) + 1
	if rest[0] == '#' {
		return
	}
	end := strings.IndexAny(rest, " \t")
	if end < 0 {
		r.fault(r.line, column, "%q has no value", rest)
		return
	}
	value := strings.TrimLeft(rest[end:], " \t")
	r.field(rest[:end], value, column, len(line)-len(value)+1)
}

// field takes one field of an entry; column is that of the field, at that of the value.
func (r *actorReader) field(field, value string, column, at int) {
	if field == "actor" {
		r.close()
		r.open, r.began = &Actor{ID: value}, r.line
		if !isKey(value) {
			r.fault(r.line, at, "id %q is not made of small letters, digits and hyphens", value)
		} else if r.actors.byID[value] != nil {
			r.fault(r.line, at, "second entry for %q", value)
		}
		return
	}
	if r.open == nil {
		r.fault(r.line, column, "%q stands outside an entry, which opens with \"actor\"", field)
		return
	}
	switch field {
	case "name":
		if len(r.open.Names) > 0 {
			r.fault(r.line, column, "the one name comes first; further ones go into names")
		}
		if strings.Contains(value, ",") {
			r.fault(r.line, at, "a name has no comma")
		}
		r.open.Name = strings.TrimSuffix(value, "!")
		r.open.Names = append(r.open.Names, r.open.Name)
		r.name(value, at)
	case "names":
		r.open.Names = slices.Grow(r.open.Names, 1+strings.Count(value, ","))
		r.each(value, at, func(name string, at int) {
			r.open.Names = append(r.open.Names, strings.TrimSuffix(name, "!"))
			r.name(name, at)
		})
	case "arabic":
		r.each(value, at, func(name string, at int) {
			r.open.Arabic = append(r.open.Arabic, strings.TrimSuffix(name, "!"))
			r.name(name, at)
		})
	case "short":
		r.each(value, at, func(name string, at int) { r.open.Short = append(r.open.Short, name) })
	case "kind":
		r.open.Kind = r.kind(value, at)
	case "country":
		if len(value) != 2 || !isCapital(value[0]) || !isCapital(value[1]) {
			r.fault(r.line, at, "country %q is not two capital letters", value)
		}
		r.open.Country = value
	case "parent":
		r.each(value, at, func(value string, at int) {
			id, from, to := r.dated(value, at)
			r.links = append(r.links, link{r.line, at, id})
			r.open.Parents = append(r.open.Parents, Parent{id, from, to})
		})
	case "term":
		r.each(value, at, func(value string, at int) {
			kind, from, to := r.dated(value, at)
			r.open.Terms = append(r.open.Terms, Term{r.kind(kind, at), from, to})
		})
	default:
		r.fault(r.line, column, "unknown field %q", field)
	}
}

// close ends the entry being read.
func (r *actorReader) close() {
	a := r.open
	if a == nil {
		return
	}
	r.open = nil
	if a.Name == "" {
		r.fault(r.began, 1, "%q has no name", a.ID)
	}
	if a.Kind == "" {
		r.fault(r.began, 1, "%q has no kind", a.ID)
	}
	r.actors.list = append(r.actors.list, a)
	r.actors.byID[a.ID] = a
}

// each calls take for the parts of a list set apart by commas.
func (r *actorReader) each(list string, at int, take func(part string, at int)) {
	for {
		part, rest, more := strings.Cut(list, ",")
		trimmed := strings.TrimLeft(part, " \t")
		start := at + len(part) - len(trimmed)
		if trimmed = strings.TrimRight(trimmed, " \t"); trimmed == "" {
			r.fault(r.line, start, "nothing before the comma or the end")
		} else {
			take(trimmed, start)
		}
		if !more {
			return
		}
		at += len(part) + 1
		list = rest
	}
}

// name enters a name of the open entry; a "!" at its end asks for the very letters.
func (r *actorReader) name(value string, at int) {
	written, exact := strings.CutSuffix(value, "!")
	if i := strings.IndexFunc(written, loose); i >= 0 {
		letter, _ := utf8.DecodeRuneInString(written[i:])
		r.fault(r.line, at+i, "%q holds %U: names are written in plain letters, marks composed", value, letter)
		return
	}
	name := actorName{words: r.words(written), actor: r.open}
	if len(name.words) == 0 {
		r.fault(r.line, at, "%q has no letters", value)
		return
	}
	if exact {
		name.texts = strings.FieldsFunc(written, apart)
		if len(name.texts) != len(name.words) {
			r.fault(r.line, at, "%q: a name with \"!\" has no dots or apostrophes", value)
			return
		}
	}
	same := r.actors.byFirst[name.words[0]]
	for _, other := range same {
		if other.actor == r.open && slices.Equal(other.words, name.words) && (exact == (other.texts == nil) || slices.Equal(other.texts, name.texts)) {
			r.fault(r.line, at, "%q is the same as another name of %q", value, r.open.ID)
			return
		}
	}
	r.actors.byFirst[name.words[0]] = append(same, name)
}

// words gives the words of a name as dateline.NameWords does. Most names are plain:
// those are cut here, into common room, which halves the time to read the list.
func (r *actorReader) words(name string) []string {
	folded := dateline.Fold(name)
	start, first := 0, len(r.room)
	for i := range len(folded) {
		switch c := folded[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case c == ' ' || c == '-':
			if start < i {
				r.room = append(r.room, folded[start:i])
			}
			start = i + 1
		default:
			r.room = r.room[:first]
			return dateline.NameWords(name)
		}
	}
	if start < len(folded) {
		r.room = append(r.room, folded[start:])
	}
	return r.room[first:len(r.room):len(r.room)]
}

// loose reports what a name in composed, plain letters lacks: marks that stand for
// themselves, invisible characters, Arabic presentation forms, bytes that are no text.
func loose(c rune) bool {
	return c >= 0x300 && (unicode.In(c, unicode.Mn, unicode.Cf) || 0xFB00 <= c && c < 0xFE00 ||
		0xFE70 <= c && c < 0xFF00 || c == utf8.RuneError)
}

func apart(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }

func (r *actorReader) kind(value string, at int) string {
	for _, kind := range actorKinds {
		if kind == value {
			return kind
		}
	}
	r.fault(r.line, at, "unknown kind %q", value)
	return value
}

// dated reads "al-qaeda", "al-qaeda 2004..", "al-qaeda ..2014-02" or "al-qaeda 2004..2014-02".
func (r *actorReader) dated(value string, at int) (key, from, to string) {
	key, interval, found := strings.Cut(value, " ")
	if !found {
		return key, "", ""
	}
	interval = strings.TrimSpace(interval)
	at += len(value) - len(interval)
	from, to, found = strings.Cut(interval, "..")
	switch {
	case !found || from == "" && to == "":
		r.fault(r.line, at, "%q is no interval, as in 2004..2014-02", interval)
	case from != "" && !isDate(from):
		r.fault(r.line, at, "%q is no year, month or day", from)
	case to != "" && !isDate(to):
		r.fault(r.line, at+len(from)+2, "%q is no year, month or day", to)
	case to != "" && to <= from:
		r.fault(r.line, at, "%q ends before it begins", interval)
	}
	return key, from, to
}

// isDate reports the forms 2004, 2004-02 and 2004-02-28.
func isDate(s string) bool {
	const form = "0000-00-00"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := range len(s) {
		if (form[i] == '-') != (s[i] == '-') || form[i] == '0' && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return (len(s) < 7 || "01" <= s[5:7] && s[5:7] <= "12") && (len(s) < 10 || "01" <= s[8:] && s[8:] <= "31")
}

// isKey reports a key of small letters, digits and single hyphens between them.
func isKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c == '-' && i > 0 && i < len(s)-1 && s[i-1] != '-' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			continue
		}
		return false
	}
	return s != ""
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }
