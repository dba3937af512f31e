package page

import (
	"strings"
	"unicode/utf8"

	"dateline"
)

// textLimit is the number of bytes of text that are read: some 500 times a report.
const textLimit = 1 << 20

// write puts the kept blocks into the document. It reports whether they hold an article.
func (s *source) write(doc *dateline.Document, title int) bool {
	var text strings.Builder
	sentences, body := 0, 0
	for i, b := range s.blocks {
		if b.dropped || b.text == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		if room := textLimit - text.Len(); len(b.text) > room {
			s.cut = true
			end := strings.LastIndexByte(b.text[:max(room, 0)], ' ')
			if end <= 0 {
				break
			}
			b.text = b.text[:end]
		}
		span := dateline.Span{From: text.Len(), To: text.Len() + len(b.text)}
		text.WriteString(b.text)
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: span, Kind: b.kind})
		if i == title {
			doc.Title, doc.TitleSpan = b.text, span
		}
		if b.kind == dateline.Body && bodyLike(b.text) {
			sentences++
			body += utf8.RuneCountInString(b.text)
		}
	}
	doc.Text = text.String()
	if sentences == 0 || s.head.password && body < 400 && len(s.head.dates) == 0 || !s.plain && body < 60 {
		return false
	}
	s.findDateline(doc)
	return true
}

// findDateline looks for the dateline at the beginning of the report's first
// paragraph, else for a place and a date that stand alone before it. Lines that end like no sentence
// before a paragraph with a dateline sum the report up.
func (s *source) findDateline(doc *dateline.Document) {
	const most = 6 // lines that may stand before
	var lines []int
	for i, p := range doc.Paragraphs {
		text := doc.Text[p.From:p.To]
		switch {
		case p.Kind == dateline.Byline && len(lines) == 0:
			if doc.Dateline.IsZero() && isDatelineAlone(text) {
				doc.Dateline = p.Span
			}
		case p.Kind != dateline.Body:
		default:
			if n := datelineLength(text, doc.Text[:p.From]+doc.Text[p.To:]); n > 0 {
				doc.Dateline = dateline.Span{From: p.From, To: p.From + n}
				for _, l := range lines {
					doc.Paragraphs[l].Kind = dateline.Summary
				}
				return
			}
			if lines = append(lines, i); len(lines) > most || len(text) > reach || strings.HasSuffix(strings.TrimRight(text, "\"'”’"), ".") {
				return
			}
		}
	}
}
