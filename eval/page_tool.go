package eval

import (
	"bytes"
	"errors"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"dateline"
	"dateline/page"
)

// MainText is the main text of a page by Dateline's page step: all of its text but the captions and the lines about
// the writing of the report, which the step marks as such.
func MainText(raw *dateline.Raw) (string, error) {
	doc, _, err := page.Read(raw, page.Options{})
	if err != nil {
		return "", err
	}
	return mainTextOf(doc), nil
}

func mainTextOf(doc *dateline.Document) string {
	var text strings.Builder
	for _, p := range doc.Paragraphs {
		if isMainText(p.Kind) {
			text.WriteString(doc.Text[p.From:p.To])
			text.WriteByte('\n')
		}
	}
	return text.String()
}

func isMainText(kind dateline.ParagraphKind) bool {
	return kind != dateline.Caption && kind != dateline.Byline && kind != dateline.Note
}

// Readability is the library go-readability, on the page in UTF-8.
func Readability() PageTool {
	return PageTool{"go-readability", func(raw *dateline.Raw) (string, error) {
		source, err := charset.NewReader(bytes.NewReader(raw.Bytes), raw.ContentType)
		if err != nil {
			return "", err
		}
		root, err := html.Parse(source)
		if err != nil {
			return "", err
		}
		return readableText(root)
	}}
}

// readableText is the library's main text of a parsed page.
func readableText(root *html.Node) (string, error) {
	parser := readability.NewParser()
	article, err := parser.ParseAndMutate(root, nil)
	if err != nil {
		return "", err
	}
	if article.Node == nil {
		return "", errors.New("no article")
	}
	var text strings.Builder
	if err := article.RenderText(&text); err != nil {
		return "", err
	}
	return text.String(), nil
}
