// Package codebook holds what the words of a record mean: the types of event,
// the statuses, harms, roles and acts, and the kinds of trait, each with its
// definition. They stand in dateline.book, which is embedded.
//
//	book, err := codebook.Load()
//	entry, ok := book.Entry(codebook.Type, "vehicle-bombing")
//	// entry.Kind is "bombing", entry.Means "A vehicle carries the explosives ..."
//
// It defines and does not decide: which words make an event of a type is the
// business of the rules.
package codebook

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

//go:embed dateline.book
var source string

// A Class is what an entry is an entry of.
type Class string

// The classes, in the order of the book.
const (
	Type   Class = "type"   // of an event
	Status Class = "status" // of an event
	Harm   Class = "harm"   // of a casualty
	Role   Class = "role"   // in an event
	Act    Class = "act"    // of a statement
	Trait  Class = "trait"  // of an actor: the kind of one
)

var classes = [...]Class{Type, Status, Harm, Role, Act, Trait}

// An Entry is one word of the record and what it means.
type Entry struct {
	Class  Class
	Key    string  // as it stands in records: "vehicle-bombing"
	Means  string  // a definition in whole sentences
	Kind   string  // key of the broader type; empty if there is none
	Not    string  // key of the nearest neighbour; empty if there is none
	Unlike string  // what sets the neighbour apart; empty without Not
	Tells  int     // how much a type says: of two that one phrase bears, the one that tells more is kept
	Weighs float64 // how much a word for a type counts where the type of a report's event is chosen; 1 if not given
	Line   int     // where the entry begins in its file
}

// A Book is all entries, in the order of its file.
type Book struct {
	entries []Entry
}

// Load reads the embedded book.
func Load() (*Book, error) { return Parse("codebook/dateline.book", source) }

// Entries are the entries of a class, in the order of the book.
func (b *Book) Entries(class Class) []Entry {
	var found []Entry
	for _, e := range b.entries {
		if e.Class == class {
			found = append(found, e)
		}
	}
	return found
}

// Entry is the entry of a key; ok is false if the class has no such key.
func (b *Book) Entry(class Class, key string) (entry Entry, ok bool) {
	for _, e := range b.entries {
		if e.Class == class && e.Key == key {
			return e, true
		}
	}
	return Entry{}, false
}

// IsA tells whether a type is another or one of its kinds: a vehicle-bombing is
// a bombing and an attack.
func (b *Book) IsA(key, broader string) bool {
	for key != "" {
		if key == broader {
			return true
		}
		e, _ := b.Entry(Type, key)
		key = e.Kind
	}
	return false
}

// Parse reads a book. The error joins all faults, each with file:line:col.
func Parse(file, text string) (*Book, error) {
	p := parser{file: file, book: &Book{}}
	for line := range strings.Lines(text) {
		p.line++
		p.parse(strings.TrimRight(line, " \t\r\n"))
	}
	p.finish()
	p.checkReferences()
	if err := errors.Join(p.faults...); err != nil {
		return nil, err
	}
	return p.book, nil
}

type parser struct {
	file   string
	line   int
	book   *Book
	open   bool // the last entry may take more fields
	faults []error
}

func (p *parser) fault(line, col int, format string, args ...any) {
	p.faults = append(p.faults, fmt.Errorf("%s:%d:%d: %w", p.file, line, col, fmt.Errorf(format, args...)))
}

// parse takes in one line: a comment, "class key", "class key means words", or
// an indented "field words".
func (p *parser) parse(line string) {
	text := strings.TrimLeft(line, " \t")
	indent := len(line) - len(text)
	switch {
	case text == "" || text[0] == '#':
		return
	case indent > 0:
		if !p.open {
			p.fault(p.line, indent+1, "a field before any entry")
			return
		}
		p.field(text, indent+1)
		return
	}
	p.finish()
	class, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimLeft(rest, " \t")
	key, field, _ := strings.Cut(rest, " ")
	col := len(text) - len(rest) + 1
	if !known(Class(class)) {
		p.fault(p.line, 1, "%q is no class; there are %v", class, classes)
		return
	}
	if !isKey(key) {
		p.fault(p.line, col, "%q is no key: lower case and hyphens", key)
		return
	}
	if old, ok := p.book.Entry(Class(class), key); ok {
		p.fault(p.line, col, "%s %s is defined already, in line %d", class, key, old.Line)
		return
	}
	p.book.entries = append(p.book.entries, Entry{Class: Class(class), Key: key, Weighs: 1, Line: p.line})
	p.open = true
	if field = strings.TrimLeft(field, " \t"); field != "" {
		p.field(field, len(text)-len(field)+1)
	}
}

func (p *parser) field(text string, col int) {
	e := &p.book.entries[len(p.book.entries)-1]
	name, value, _ := strings.Cut(text, " ")
	value = strings.TrimSpace(value)
	if name == "tells" || name == "weighs" {
		p.measure(e, name, value, col)
		return
	}
	into := map[string]*string{"means": &e.Means, "kind": &e.Kind, "not": &e.Not}[name]
	switch {
	case into == nil:
		p.fault(p.line, col, "%q is no field; there are means, kind, not, tells and weighs", name)
	case value == "":
		p.fault(p.line, col, "%s without a value", name)
	case *into != "":
		p.fault(p.line, col, "%s is given twice", name)
	case name == "not":
		var apart bool
		if e.Not, e.Unlike, apart = strings.Cut(value, ": "); !apart {
			p.fault(p.line, col, "not wants a key, a colon, and what sets the two apart")
		}
	default:
		*into = value
	}
}

// measure takes in a field that is a number: "tells 5", "weighs 0.3".
func (p *parser) measure(e *Entry, name, value string, col int) {
	n, err := strconv.ParseFloat(value, 64)
	switch {
	case e.Class != Type:
		p.fault(p.line, col, "%s belongs to types only", name)
	case err != nil || n <= 0:
		p.fault(p.line, col, "%s wants a number above 0, not %q", name, value)
	case name == "weighs":
		e.Weighs = n
	case n != float64(int(n)):
		p.fault(p.line, col, "tells wants a whole number, not %q", value)
	default:
		e.Tells = int(n)
	}
}

// finish closes the entry that is open.
func (p *parser) finish() {
	if !p.open {
		return
	}
	p.open = false
	if e := p.book.entries[len(p.book.entries)-1]; e.Means == "" {
		p.fault(e.Line, 1, "%s %s has no definition", e.Class, e.Key)
	}
}

// checkReferences finds kinds and neighbours that do not exist, and kinds that go
// in a circle.
func (p *parser) checkReferences() {
	for _, e := range p.book.entries {
		for _, key := range []string{e.Kind, e.Not} {
			if _, ok := p.book.Entry(e.Class, key); key != "" && !ok {
				p.fault(e.Line, 1, "%s %s speaks of %q, which is not in the book", e.Class, e.Key, key)
			}
		}
		steps := 0
		for at := e; at.Kind != ""; steps++ {
			if steps > len(p.book.entries) {
				p.fault(e.Line, 1, "the kinds of %s %s go in a circle", e.Class, e.Key)
				return
			}
			at, _ = p.book.Entry(at.Class, at.Kind)
		}
	}
}

func known(class Class) bool {
	for _, c := range classes {
		if c == class {
			return true
		}
	}
	return false
}

func isKey(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c != '-' || i == 0 || i == len(s)-1) {
			return false
		}
	}
	return s != ""
}
