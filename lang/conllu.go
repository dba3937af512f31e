package lang

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A treeWord is a word of a treebank: where it stands in its sentence, and its tag.
type treeWord struct {
	dateline.Span
	tag dateline.Tag
}

// readConllu reads the documents of one file of a treebank. Its sentences are cut into tokens as
// the language's own text is; those whose words do not stand in their text are
// left out.
func (l *Language) readConllu(name string) ([][]example, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var documents [][]example
	var document string
	var text string
	var words []treeWord
	at, broken := 0, false
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	finish := func() {
		if len(words) > 0 && !broken {
			if len(documents) == 0 {
				documents = append(documents, nil)
			}
			last := len(documents) - 1
			documents[last] = append(documents[last], l.align(text, words))
		}
		text, words, at, broken = "", nil, 0, false
	}
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok && id != document {
			document, documents = id, append(documents, nil)
			continue
		}
		if rest, ok := strings.CutPrefix(line, "# text = "); ok {
			text = rest
			continue
		}
		if line == "" {
			finish()
			continue
		}
		if line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 10 {
			return nil, fmt.Errorf("%s:%d:1: %d fields, not 10", name, number, len(fields))
		}
		if strings.ContainsAny(fields[0], "-.") || broken {
			continue // a surface form of several words, or a word that is not written
		}
		for at < len(text) {
			r, width := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsSpace(r) {
				break
			}
			at += width
		}
		if !strings.HasPrefix(text[at:], fields[1]) {
			broken = true
			continue
		}
		words = append(words, treeWord{dateline.Span{From: at, To: at + len(fields[1])}, tagOf(fields[3], fields[4], fields[5])})
		at += len(fields[1])
	}
	finish()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return documents, nil
}

// align gives our tokens of a sentence the tags of the treebank's words: of the longest
// that begins in a token, else of the one that the token begins in.
func (l *Language) align(text string, words []treeWord) example {
	s := newScanner(l, text)
	s.scan(0, len(text))
	at := 0
	for i := range s.tokens {
		t := &s.tokens[i]
		for at+1 < len(words) && words[at].To <= t.From {
			at++
		}
		t.Tag = words[at].tag
		for next, longest := at, 0; next < len(words) && words[next].From < t.To; next++ {
			if w := words[next]; w.From >= t.From && w.Len() > longest {
				t.Tag, longest = w.tag, w.Len()
			}
		}
		if t.Kind == dateline.MarkToken && !(t.Norm == "'" && t.Tag == dateline.Particle || t.Norm == "&" && t.Tag == dateline.Conjunction) {
			t.Tag = dateline.Mark
		}
	}
	return example{text: text, tokens: s.tokens}
}

// tagOf is our tag for one of Universal Dependencies, with Penn Treebank's and the
// features to tell the forms of verbs.
func tagOf(universal, penn, features string) dateline.Tag {
	switch universal {
	case "NOUN":
		return dateline.Noun
	case "PROPN":
		return dateline.ProperNoun
	case "PRON":
		return dateline.Pronoun
	case "ADJ":
		return dateline.Adjective
	case "ADV":
		return dateline.Adverb
	case "DET":
		return dateline.Determiner
	case "NUM":
		return dateline.Numeral
	case "ADP":
		return dateline.Preposition
	case "CCONJ":
		return dateline.Conjunction
	case "SCONJ":
		return dateline.Subordinate
	case "PART":
		return dateline.Particle
	case "AUX":
		return dateline.Auxiliary
	case "PUNCT":
		return dateline.Mark
	case "VERB":
		return verbOf(penn, features)
	}
	return dateline.OtherTag
}

// verbOf is our tag for the form of a verb.
func verbOf(penn, features string) dateline.Tag {
	switch penn {
	case "VBD":
		return dateline.VerbPast
	case "VBZ", "VBP":
		return dateline.VerbNow
	case "VBN":
		return dateline.VerbPassive
	case "VBG":
		return dateline.VerbIng
	case "VB":
		return dateline.VerbBase
	}
	switch {
	case strings.Contains(features, "VerbForm=Ger"), strings.Contains(features, "VerbForm=Part|") && strings.Contains(features, "Tense=Pres"):
		return dateline.VerbIng
	case strings.Contains(features, "VerbForm=Part"), strings.Contains(features, "Voice=Pass"):
		return dateline.VerbPassive
	case strings.Contains(features, "Tense=Past"):
		return dateline.VerbPast
	case strings.Contains(features, "VerbForm=Fin"), strings.Contains(features, "Aspect=Imp"):
		return dateline.VerbNow
	}
	return dateline.VerbBase
}
