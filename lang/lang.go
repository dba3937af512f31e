// Package lang turns text into sentences and tagged tokens, and tells which
// language a text is in.
//
// A language is a folder of data, the same file names in each: en holds English, ar Arabic.
// Everything that is particular to a language is in its folder; the code here
// and elsewhere knows none of them.
package lang

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"dateline"
)

//go:embed en ar
var folders embed.FS

//go:embed known.txt
var known string

// Codes are the languages that are read, by BCP 47 code: each is a folder here.
var Codes = []string{"en", "ar"}

// A Text is a document and what its language makes of it.
type Text struct {
	Document  *dateline.Document
	Language  *Language
	Sentences []dateline.Sentence // in order; each within one paragraph
	Tokens    []dateline.Token    // in order; every non-space byte of a paragraph is in exactly one
}

// Languages are all the languages that are read, and the words by which these
// and others are told. Safe for use by several goroutines.
type Languages struct {
	read  map[string]*Language
	known *knownWords
}

// An UnreadError says that a text is in a language that is not read.
type UnreadError struct {
	Code string // BCP 47; empty if the language could not be told
}

func (e *UnreadError) Error() string {
	if e.Code == "" {
		return "lang: the language of the text cannot be told"
	}
	return fmt.Sprintf("lang: texts in %q are not read", e.Code)
}

// Load reads how the embedded languages are written; their words and models are read when the first
// text needs them. Errors name file, line and column.
func Load() (*Languages, error) {
	words, err := parseKnown("known.txt", known)
	if err != nil {
		return nil, fmt.Errorf("lang: %w", err)
	}
	all := &Languages{read: map[string]*Language{}, known: words}
	for _, code := range Codes {
		files, err := fs.Sub(folders, code)
		if err != nil {
			return nil, fmt.Errorf("lang: %w", err)
		}
		l, err := loadLanguage(code, files)
		if err != nil {
			return nil, fmt.Errorf("lang: %w", err)
		}
		all.read[code] = l
	}
	return all, nil
}

// Language is the language of that code, or nil if it is not read. A region or
// script ("en-GB") is disregarded.
func (l *Languages) Language(code string) *Language {
	return l.read[primary(code)]
}

// Know tells the languages a word that is a name, by its folded form, so that what is
// written together with it is taken off. It is called before texts are analyzed.
func (l *Languages) Know(name func(folded string) bool) {
	for _, language := range l.read {
		if language.morphology != nil {
			language.morphology.named = name
		}
	}
}

// primary is the language of a BCP 47 code, in lower case.
func primary(code string) string {
	for i := range len(code) {
		if code[i] == '-' || code[i] == '_' {
			code = code[:i]
			break
		}
	}
	return lowerASCII(code)
}

// Analyze splits a document into sentences and tagged tokens. If doc.Language is
// empty it is told from the report itself, whatever its headline and the lines about
// it are in, and set. The error is an *UnreadError if the
// language is not read.
func (l *Languages) Analyze(doc *dateline.Document) (*Text, error) {
	if doc == nil {
		return nil, errors.New("lang: no document")
	}
	if doc.Language == "" {
		doc.Language = l.languageOf(doc)
	}
	language := l.Language(doc.Language)
	if language == nil {
		return nil, &UnreadError{Code: doc.Language}
	}
	return language.analyze(doc)
}

// languageOf tells the language of a document by the paragraphs of its report; by
// all of the text if they do not tell.
func (l *Languages) languageOf(doc *dateline.Document) string {
	var body strings.Builder
	for _, p := range doc.Paragraphs {
		if p.Kind == dateline.Body && p.From >= 0 && p.From <= p.To && p.To <= len(doc.Text) {
			body.WriteString(doc.Text[p.From:p.To])
			body.WriteByte('\n')
		}
	}
	if code, sure := l.Identify(body.String()); sure {
		return code
	}
	code, _ := l.Identify(doc.Text)
	return code
}

// analyze does the work of Languages.Analyze for one language.
func (l *Language) analyze(doc *dateline.Document) (*Text, error) {
	if err := l.prepare(); err != nil {
		return nil, fmt.Errorf("lang: %w", err)
	}
	text := &Text{Document: doc, Language: l}
	s := newScanner(l, doc.Text)
	for i, p := range doc.Paragraphs {
		if p.From < 0 || p.To > len(doc.Text) || p.From > p.To {
			return nil, fmt.Errorf("lang: paragraph %d [%d,%d) is outside the text", i, p.From, p.To)
		}
		first := len(s.tokens)
		s.scan(p.From, p.To)
		text.Sentences = l.split(text.Sentences, s.tokens, first, i)
	}
	text.Tokens = s.tokens
	if l.tagger != nil {
		l.tagger.tag(doc.Text, text.Tokens, text.Sentences)
	}
	return text, nil
}
