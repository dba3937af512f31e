package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
	"dateline/extract"
)

// nameKinds are the kinds of name that are measured, in the order of their table.
var nameKinds = [...]string{"person", "place", "body"}

// Names reads a document: it lists the names of its text in their order.
type Names func(doc *dateline.Document) ([]extract.Name, error)

// A NameCount is how well names of one kind are found. A name found counts for every word
// that it shares bytes with: where small words are written together with a name, gold does
// not part them.
type NameCount struct {
	Gold, Found    int // names marked, and found
	Exact, Overlap int // of those marked: found with the same words, and with some of them
}

// Of gives precision, recall and F of one of the counts.
func (n NameCount) Of(right int) (precision, recall, f float64) {
	return share(right, n.Found), share(right, n.Gold), share(2*right, n.Gold+n.Found)
}

// A NameScore is how well the names of a folder's files are found, by kind: person, place, body.
type NameScore struct {
	Sentences int
	Kinds     map[string]*NameCount
	Misses    []string // one line each, by kind: missed, extra, bounds (other words), or the other kind that was found
}

// Print writes a table of the kinds.
func (s *NameScore) Print(w io.Writer) error {
	fmt.Fprintf(w, "%-8s %25s   %25s\n%-8s %9s %8s %6s   %9s %8s %6s\n", "", "exact", "overlap", "", "precision", "recall", "F", "precision", "recall", "F")
	for _, kind := range nameKinds {
		n := s.Kinds[kind]
		p, r, f := n.Of(n.Exact)
		q, o, g := n.Of(n.Overlap)
		fmt.Fprintf(w, "%-8s %9.3f %8.3f %6.3f   %9.3f %8.3f %6.3f   %d marked, %d found\n", kind, p, r, f, q, o, g, n.Gold, n.Found)
	}
	_, err := fmt.Fprintf(w, "%d sentences\n", s.Sentences)
	return err
}

// Shares gives the F of each kind by the names' words, and by some of them ("person overlap").
func (s *NameScore) Shares() map[string]float64 {
	all := map[string]float64{}
	for kind, n := range s.Kinds {
		_, _, all[kind] = n.Of(n.Exact)
		_, _, all[kind+" overlap"] = n.Of(n.Overlap)
	}
	return all
}

// MarshalJSON gives the counts of each kind and their shares.
func (s *NameScore) MarshalJSON() ([]byte, error) {
	kinds := map[string]any{}
	for kind, n := range s.Kinds {
		form := map[string]any{"gold": n.Gold, "found": n.Found}
		for way, right := range map[string]int{"exact": n.Exact, "overlap": n.Overlap} {
			p, r, f := n.Of(right)
			form[way] = map[string]json.Number{"precision": fourPlaces(p), "recall": fourPlaces(r), "F": fourPlaces(f)}
		}
		kinds[kind] = form
	}
	return json.Marshal(map[string]any{"sentences": s.Sentences, "kinds": kinds})
}

func fourPlaces(f float64) json.Number { return json.Number(strconv.FormatFloat(f, 'f', 4, 64)) }

// A markedWord is a word of a text in which names are marked, as IOB does.
type markedWord struct {
	text string
	kind string // of the name that it is of; empty for none
	goes bool   // it goes on with the name of the word before
}

// ScoreNames reads the files of a folder whose names fit a pattern, at any depth, in which names are marked word by word
// (IOB): .txt and .conll have a word and its mark on a line, .iob2 a number before them. A sentence ends
// at a blank line or, in a file without blank lines, at a full stop; documents are as the file has them ("# newdoc"),
// else the file or, where it has no blank lines, twenty sentences. Half picks sentences by their
// number in the whole, the first being 1: the others are read beside them, but not counted.
func ScoreNames(folder fs.FS, pattern string, half Half, language string, read Names) (*NameScore, error) {
	s := &NameScore{Kinds: map[string]*NameCount{}}
	for _, kind := range nameKinds {
		s.Kinds[kind] = &NameCount{}
	}
	number := 0
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".txt", ".conll", ".iob2"}, path.Ext(name)) {
			return err
		}
		if fits, err := path.Match(pattern, path.Base(name)); err != nil || !fits {
			return err
		}
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		for _, sentences := range markedDocuments(string(b), path.Ext(name) == ".iob2") {
			doc, starts := markedText(sentences)
			doc.Language = language
			found, err := read(doc)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			for i, words := range sentences {
				if number++; half.takes(strconv.Itoa(number)) {
					s.add(doc.Text, words, starts[i], found)
				}
			}
		}
		return nil
	})
	if err == nil && number == 0 {
		err = errors.New("the folder holds no such files")
	}
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return s, nil
}

// markedDocuments gives the sentences of each document of a file.
func markedDocuments(text string, numbered bool) (documents [][][]markedWord) {
	stops := !strings.Contains(strings.TrimSpace(strings.ReplaceAll(text, "\r", "")), "\n\n")
	var document [][]markedWord
	var sentence []markedWord
	endSentence := func() {
		if len(sentence) > 0 {
			document, sentence = append(document, sentence), nil
		}
	}
	endDocument := func() {
		if endSentence(); len(document) > 0 {
			documents, document = append(documents, document), nil
		}
	}
	for line := range strings.Lines(text) {
		fields := strings.Fields(strings.TrimPrefix(line, "\ufeff"))
		switch {
		case len(fields) == 0:
			endSentence()
			continue
		case fields[0] == "#" && len(fields) > 2:
			if fields[1] == "newdoc" {
				endDocument()
			}
			continue
		case numbered:
			fields = fields[1:]
		}
		if len(fields) < 2 {
			continue
		}
		goes, kind := markOf(fields[1])
		goes = goes && len(sentence) > 0 && sentence[len(sentence)-1].kind == kind
		sentence = append(sentence, markedWord{fields[0], kind, goes})
		if stops && fields[0] == "." {
			if endSentence(); len(document) == 20 {
				endDocument()
			}
		}
	}
	endDocument()
	return documents
}

// markOf reads a mark: "B-PERS", "I-LOC", "O". Marks of what is not measured are none.
func markOf(mark string) (goes bool, kind string) {
	place, of, _ := strings.Cut(mark, "-")
	switch {
	case strings.HasPrefix(of, "PER"):
		kind = "person"
	case of == "LOC":
		kind = "place"
	case of == "ORG":
		kind = "body"
	}
	return place == "I", kind
}

// markedText sets sentences as paragraphs of a document, a blank between words but before
// marks, and gives for each sentence where its words begin.
func markedText(sentences [][]markedWord) (*dateline.Document, [][]int) {
	doc := &dateline.Document{}
	var text strings.Builder
	var starts [][]int
	for _, words := range sentences {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		from := text.Len()
		var at []int
		for i, w := range words {
			if c, _ := utf8.DecodeRuneInString(w.text); i > 0 && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune(`("«[`, c)) {
				text.WriteByte(' ')
			}
			at = append(at, text.Len())
			text.WriteString(w.text)
		}
		starts = append(starts, at)
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: from, To: text.Len()}, Kind: dateline.Body})
	}
	doc.Text = text.String()
	return doc, starts
}

// A markedName is a name by its words in a sentence.
type markedName struct {
	first, last int
	kind        string
}

func (n markedName) overlaps(o markedName) bool { return n.first < o.last && o.first < n.last }

// add counts one sentence. Gold takes most governments and their forces ("the army") for no
// names: those found count only where it marks a body.
func (s *NameScore) add(text string, words []markedWord, starts []int, found []extract.Name) {
	s.Sentences++
	gold, got := goldNames(words), foundNames(words, starts, found)
	say := func(n markedName) string {
		end := starts[n.last-1] + len(words[n.last-1].text)
		return text[starts[n.first]:end]
	}
	miss := func(kind, what string, n markedName, with string) {
		end := starts[n.last-1] + len(words[n.last-1].text)
		s.Misses = append(s.Misses, fmt.Sprintf("%s %s: %q%s in %q", kind, what, say(n), with, around(text, dateline.Span{From: starts[n.first], To: end})))
	}
	got = slices.DeleteFunc(got, func(n markedName) bool {
		return n.kind == "state" && !slices.ContainsFunc(gold, func(want markedName) bool { return want.kind == "body" && want.overlaps(n) })
	})
	for i := range got {
		if got[i].kind == "state" {
			got[i].kind = "body"
		}
		s.Kinds[got[i].kind].Found++
	}
	used := make([]bool, len(got))
	first := func(fits func(markedName) bool) int {
		for i, n := range got {
			if !used[i] && fits(n) {
				return i
			}
		}
		return -1
	}
	for _, want := range gold {
		count := s.Kinds[want.kind]
		count.Gold++
		if i := first(func(n markedName) bool { return n == want }); i >= 0 {
			used[i] = true
			count.Exact++
			count.Overlap++
		} else if i := first(func(n markedName) bool { return n.kind == want.kind && want.overlaps(n) }); i >= 0 {
			used[i] = true
			count.Overlap++
			miss(want.kind, "bounds", want, fmt.Sprintf(", found %q,", say(got[i])))
		} else if i := first(want.overlaps); i >= 0 {
			used[i] = true
			miss(want.kind, "as "+got[i].kind, want, fmt.Sprintf(", found %q,", say(got[i])))
		} else {
			miss(want.kind, "missed", want, "")
		}
	}
	for i, n := range got {
		if !used[i] {
			miss(n.kind, "extra", n, "")
		}
	}
}

// goldNames gives the names that are marked in a sentence.
func goldNames(words []markedWord) (names []markedName) {
	for i, w := range words {
		switch {
		case w.kind == "":
		case w.goes:
			names[len(names)-1].last = i + 1
		default:
			names = append(names, markedName{i, i + 1, w.kind})
		}
	}
	return names
}

// foundNames gives the names found in a sentence by its words; one that ends within the last
// word of another begins after it.
func foundNames(words []markedWord, starts []int, found []extract.Name) (names []markedName) {
	for _, f := range found {
		n := markedName{-1, 0, f.Kind}
		for i, w := range words {
			if f.From < starts[i]+len(w.text) && starts[i] < f.To && (len(names) == 0 || i >= names[len(names)-1].last) {
				if n.first < 0 {
					n.first = i
				}
				n.last = i + 1
			}
		}
		if n.first >= 0 {
			names = append(names, n)
		}
	}
	return names
}
