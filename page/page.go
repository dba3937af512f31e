// Package page turns the bytes of a news page into a dateline.Document. Bytes in
// any common charset go in, HTML or plain text with the site's chrome still in it;
// out come the headline and the paragraphs, each with what it serves as, and what
// the page states about itself: when it appeared, who wrote it, where it belongs.
//
// Read looks at nothing but the bytes: no network, no clock, no language. What a
// page does not state stays empty. The words that chrome, captions, bylines and
// dates are told by are data, in chrome.txt, chrome-ar.txt and calendar.txt, and so
// are the names by which the markup tells the article's body, in names.txt.
//
//	Home > World > Africa
//	Car bomb kills nine at Baidoa market
//	May 2, 2024 | 18:05 GMT
//	BAIDOA, Somalia (Agency) - At least nine people were killed on Thursday ...
//	READ ALSO: Ten years of car bombs
//
// gives a document whose Text holds a Title, a Byline and a Body paragraph, whose
// Dateline covers "BAIDOA, Somalia (Agency) -", published 2024-05-02T18:05:00Z on
// the basis of the text.
package page

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"

	"dateline"
)

// What makes a page unreadable. Errors of Read wrap one of them and name the input.
var (
	ErrNoText    = errors.New("no text")
	ErrNoArticle = errors.New("no article found")
	ErrBinary    = errors.New("not text: a binary file")
)

// Options is what the user knows about a page. It wins over what the page says.
type Options struct {
	Published string // YYYY-MM-DD or RFC 3339; empty if unknown
	URL       string // where the page is found; empty if unknown
}

// A block is one run of text on the page before its purpose is settled.
type block struct {
	text    string                 // white space made one space
	kind    dateline.ParagraphKind // what the markup says it is; Body if it says nothing
	item    bool                   // a list item, or a line that begins with a bullet
	indent  bool                   // plain text: the line is set in
	linked  int                    // bytes of text that are links
	first   bool                   // a heading of the first order
	dropped bool

	// What the words alone say, set by mark.
	caption, note, points bool
	byline                bylineness
}

// A source is a page before its paragraphs are told apart: its blocks in order and
// what its markup states. Plain text states nothing.
type source struct {
	blocks []block
	head   head
	plain  bool
	cut    bool // ends in the middle of something
}

// Read reads one page. The document has no Language; package lang tells it. The
// gaps are those of the step "page". An error wraps ErrNoText, ErrNoArticle or
// ErrBinary, or says that o.Published or o.URL cannot be read.
func Read(raw *dateline.Raw, o Options) (*dateline.Document, []dateline.Gap, error) {
	stated, err := argument(o)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", raw.Name, err)
	}
	s, gaps, err := sourceOf(raw)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", raw.Name, err)
	}
	doc := &dateline.Document{Authors: []string{}}
	if !s.arrange(doc) {
		return nil, nil, fmt.Errorf("%s: %w", raw.Name, ErrNoArticle)
	}
	if doc.Title == "" {
		gaps = append(gaps, gap(dateline.GapTitleUnknown, "document.title", "No headline could be told from the text."))
	}
	if raw.Truncated || s.cut {
		gaps = append(gaps, gap(dateline.GapTruncated, "document.text", "The page ends in the middle of something."))
	}
	sum := sha256.Sum256(raw.Bytes)
	doc.SHA256 = hex.EncodeToString(sum[:])
	doc.ID = "sha256:" + doc.SHA256[:16]
	doc.Site, doc.Section = s.head.site, s.head.section
	if names := s.head.authors; len(names) > 0 {
		doc.Authors = names
	} else if names := s.bylineAuthors(doc); len(names) > 0 {
		doc.Authors = names
	}
	doc.URL = firstOf(o.URL, s.head.canonical, raw.URL)
	var more []dateline.Gap
	doc.Published, more = published(doc, s.head, stated)
	return doc, append(gaps, more...), nil
}

// sourceOf takes a page to its blocks.
func sourceOf(raw *dateline.Raw) (source, []dateline.Gap, error) {
	text, gaps, err := decode(raw)
	switch {
	case err != nil:
		return source{}, nil, err
	case isMarkup(raw.ContentType, text):
		return readMarkup(text), gaps, nil
	}
	return readPlain(text), gaps, nil
}

func gap(code, field, text string) dateline.Gap {
	return dateline.Gap{Code: code, Step: "page", Field: field, Words: dateline.Words{Text: text}}
}

// argument checks what the user states.
func argument(o Options) (stated string, err error) {
	if o.URL != "" {
		if u, err := url.Parse(o.URL); err != nil || u.Host == "" {
			return "", fmt.Errorf("URL %q is not one that a page can have", o.URL)
		}
	}
	if o.Published == "" {
		return "", nil
	}
	if d, ok := readStamp(o.Published); ok {
		return d, nil
	}
	return "", fmt.Errorf("date of publication %q is neither YYYY-MM-DD nor RFC 3339", o.Published)
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// Chosen gives the texts of the blocks that a page's report is looked for in: what Read has before it drops chrome and
// tells what each block serves as. It is there to see where a text was lost. An error is that of Read for what is no text.
func Chosen(raw *dateline.Raw) ([]string, error) {
	s, _, err := sourceOf(raw)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(s.blocks))
	for i, b := range s.blocks {
		texts[i] = b.text
	}
	return texts, nil
}
