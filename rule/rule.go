// Package rule reads Dateline's rule language and matches it against tokens.
//
// A rule is a name, one or more patterns over tokens and over what was found
// before, what a match gives, and examples that a test runs:
//
//	# A count of people, then a verb of death.
//	rule toll-passive
//	match <number> %people %were? killed|slain
//	give  casualty harm=killed count=<number> who=%people
//	+ At least [five people were killed] in the blast.
//		count=5 who=people
//	- The senators killed five amendments.
//
// In a pattern, elements are separated by blanks:
//
//	killed|slain     one of these words, as folded; shot_dead is two
//	%people          an entry of a word set, the longest first; entries may have several words
//	<number>         something found before; <time/day> only of that sort
//	@noun            a token tagged so; @verb stands for every form,
//	                 @upper for a capital letter, @definite for an article that is
//	                 written together with its word, @word for all but marks
//	_                any token
//	^  $             the beginning, the end of the sentence
//	!word            not followed by this (takes no token)
//	( a b | c )      a group, with alternatives
//	x?  x*  x+  x{0,4}   optional, repeated; as many as possible first
//	who=x            names what x takes, for give
//	[ a b ]          the match is only this part; what is outside must be there too
//	\(  \?  \|       the mark itself
//
// A part that many patterns share is written once, before them, and named with ~:
//
//	let  aside  , who|which _{1,20} ,
//	match <person> ~aside? said
//
// One of a single element may be what must not follow: !~aside.
//
// Several match lines of a rule are alternatives. In give, the first word is the
// kind of what is found; values are <number> or %people (the first element so
// written), $who (a named one), or plain words.
//
// Word sets stand in a file of their own, or among the rules:
//
//	set people
//	    people, civilians, police officers, %soldiers
//
// In a set, an entry's word may stand for its inflected forms, which are named before:
//
//	form past  - -ed
//	set hurting
//	    attack~past, wound~past
//
// Another set named so stands for its entries of one word, in those forms: %hurting~past.
//
// Where a language writes the article together with the noun, a word of a pattern or a
// set matches with it and without; one written with it matches only so.
//
// A matcher's cost does not grow in proportion to its rules: each rule is indexed by a
// word, or a kind of thing, that it cannot match without.
//
// The package knows neither languages nor what its matches mean.
package rule

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A Book holds the word sets of one language and the words that its rules know.
// Rules that are to share sets are parsed with the same Book.
type Book struct {
	words    map[string]uint32 // word to id; ids start at 1
	sets     map[string]*set
	elements map[string]*element // of patterns, as written
	kinds    map[string]int      // of things found, as patterns name them, to their bits in sieves
	article  string              // that is written together with its noun; empty if none is
	forms    map[string][]string // of inflection, by name: what is written around the stem, "-" standing for it

	machines sync.Pool // of *machine, for their memory
}

// NewBook gives a Book without sets for a language whose article, folded, is written
// together with its noun; empty if it has none such.
func NewBook(article string) *Book {
	return &Book{words: map[string]uint32{}, sets: map[string]*set{}, elements: map[string]*element{}, kinds: map[string]int{},
		article: article, forms: map[string][]string{}}
}

// A set is a tree of word ids: entries may share their first words.
type set struct {
	name   string
	root   node
	single []string // entries of one word, as written
	at     Position
}

// add gives the node at the end of an entry, new or not.
func (s *set) add(b *Book, words []string) *node {
	at := []*node{&s.root} // with the article and without
	for _, w := range words {
		ids := b.variants(w)
		var after []*node
		for _, n := range at {
			if n.next == nil {
				n.next = map[uint32]*node{}
			}
			var fresh *node
			for _, id := range ids {
				if n.next[id] == nil {
					if fresh == nil {
						fresh = &node{}
					}
					n.next[id] = fresh
				}
				if to := n.next[id]; !slices.Contains(after, to) {
					after = append(after, to)
				}
			}
		}
		at = after
	}
	for _, n := range at {
		n.end = true
	}
	return at[0]
}

// variants are the ids of a word as written and, if it has none, with the article.
func (b *Book) variants(word string) []uint32 {
	ids := []uint32{b.intern(word)}
	if r, _ := utf8.DecodeRuneInString(word); b.article != "" && !strings.HasPrefix(word, b.article) && unicode.IsLetter(r) && r >= utf8.RuneSelf {
		ids = append(ids, b.intern(b.article+word))
	}
	return ids
}

// HasArticle tells whether a folded word is another that the book knows, with the article
// that is written together with it.
func (b *Book) HasArticle(word string) bool {
	rest, ok := strings.CutPrefix(word, b.article)
	return ok && b.article != "" && b.id(rest) != 0
}

// Bare is a folded word without the article that is written together with it.
func (b *Book) Bare(word string) string {
	if rest, ok := strings.CutPrefix(word, b.article); ok && utf8.RuneCountInString(rest) > 1 {
		return rest
	}
	return word
}

type node struct {
	next map[uint32]*node
	end  bool // an entry ends here
}

// A Position is a place in a rule file.
type Position struct {
	File      string
	Line, Col int // from 1
}

func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// An Error is a fault in a rule file.
type Error struct {
	At  Position
	Msg string
}

func (e *Error) Error() string { return e.At.String() + ": " + e.Msg }

// Errors are all the faults of a file, in the order of its lines.
type Errors []*Error

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

func (e Errors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	sort.SliceStable(e, func(i, j int) bool {
		a, b := e[i].At, e[j].At
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line
	})
	return e
}

// A Rule is one named rule. Its patterns are compiled.
type Rule struct {
	Name     string
	Kind     string // of what it gives
	At       Position
	Positive []Example
	Negative []Example
	order    int     // in its list of rules: the earlier wins a tie
	patterns []*tree // as parsed; nil when compiled
	programs []program
	gives    []give
}

// Trace says where the rule stands, for the record's explanations.
func (r *Rule) Trace() dateline.Trace {
	return dateline.Trace{Rule: r.Name, File: r.At.File, Line: r.At.Line}
}

// A give is one key of what a match yields.
type give struct {
	key     string
	literal string // used where slot is negative
	slot    int
	things  []choice // the things found before that the element behind the slot may be
}

// An Example is a line under a rule: text that it must match, or must not.
type Example struct {
	At     Position
	Text   string // without the brackets
	From   int    // bytes of Text that must be taken; both 0 for a negative example
	To     int
	Values []string // "key=value", as written on the next line
}

// Rules are the rules of one file or more, ready to match.
type Rules struct {
	List  []*Rule
	book  *Book
	parts []*part // what their patterns have in common
	index index
}

// id gives the id of a word, or 0 if no rule knows it.
func (b *Book) id(word string) uint32 { return b.words[word] }

func (b *Book) intern(word string) uint32 {
	id, ok := b.words[word]
	if !ok {
		id = uint32(len(b.words) + 1)
		b.words[word] = id
	}
	return id
}

// Has tells whether the set holds exactly these words. An unknown set holds none.
func (b *Book) Has(setName string, words ...string) bool {
	s := b.sets[setName]
	if s == nil {
		return false
	}
	n := &s.root
	for _, w := range words {
		if n = n.next[b.id(w)]; n == nil {
			return false
		}
	}
	return n.end
}

// Sets lists the names of the sets, sorted.
func (b *Book) Sets() []string {
	names := make([]string, 0, len(b.sets))
	for name := range b.sets {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Longest gives how many tokens the longest entry of a set takes from tokens[0];
// 0 if none begins there.
func (b *Book) Longest(setName string, tokens []dateline.Token) int {
	s := b.sets[setName]
	if s == nil {
		return 0
	}
	longest, n := 0, &s.root
	for i := range tokens {
		if n = n.next[b.id(tokens[i].Norm)]; n == nil {
			break
		}
		if n.end {
			longest = i + 1
		}
	}
	return longest
}
