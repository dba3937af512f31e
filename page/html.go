package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline"
)

// isMarkup tells HTML from plain text: by the server's word, else by its tags.
func isMarkup(contentType, text string) bool {
	head := strings.ToLower(text[:min(len(text), 4096)])
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body", "<meta ", "<article", "<div", "<p>", "<p ", "<table", "<h1"} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	contentType = strings.ToLower(contentType)
	return strings.Contains(contentType, "html")
}

// maxElements is the number of elements up to which a page is read as a tree;
// beyond it, and where the parser gives up on nesting, its tags only break lines.
const maxElements = 60_000

// readMarkup reads an HTML page.
func readMarkup(text string) source {
	s := source{cut: endsInMarkup(text)}
	if strings.Count(text, "<") > 3*maxElements {
		return flatten(text, s)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return flatten(text, s)
	}
	s.head = readHead(root)
	title := newHeadline(s.head.chosen())
	s.blocks = article(root, title)
	if told := textOf(s.blocks); told < leastArticle && strings.Contains(text, "<noscript") {
		if blocks := article(scriptless(text), title); textOf(blocks) > 2*told {
			s.blocks = blocks
		}
	}
	if stated := s.head.body; len(stated) > 2*textOf(s.blocks) {
		s.blocks = statedBlocks(stated)
	}
	return s
}

// scriptless is the tree of a page as a browser without scripts shows it.
func scriptless(text string) *html.Node {
	root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		return &html.Node{Type: html.DocumentNode}
	}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Noscript {
			n.Data, n.DataAtom = "div", atom.Div
		}
	}
	return root
}

// statedBlocks are the paragraphs of a body that the page's metadata state.
func statedBlocks(body string) []block {
	root, err := html.Parse(strings.NewReader(strings.ReplaceAll(body, "\n", "<br>")))
	if err != nil {
		return nil
	}
	return blocksOf(root)
}

// textOf is the number of bytes of the blocks that read like a report's.
func textOf(blocks []block) int {
	total := 0
	for _, b := range blocks {
		if bodyLike(b.text) {
			total += len(b.text)
		}
	}
	return total
}

func blocksOf(n *html.Node) []block {
	var c collector
	c.walk(n, 0)
	c.flush()
	return c.blocks
}

// A collector gathers the blocks of a tree.
type collector struct {
	blocks []block
	text   strings.Builder
	linked int
	kind   dateline.ParagraphKind
	item   bool
	first  bool
}

func (c *collector) flush() {
	text := squeeze(c.text.String())
	if text != "" && !isEncoded(text) {
		b := block{kind: c.kind, item: c.item, first: c.first, linked: c.linked}
		var bullet bool
		b.text, bullet = cutBullet(text)
		b.item = b.item || bullet
		c.blocks = append(c.blocks, b)
	}
	c.text.Reset()
	c.linked = 0
}

func (c *collector) walk(n *html.Node, links int) {
	switch n.Type {
	case html.TextNode:
		c.text.WriteString(n.Data)
		if links > 0 {
			c.linked += len(strings.TrimSpace(n.Data))
		}
		return
	case html.CommentNode, html.DoctypeNode:
		return
	}
	if isSilent(n) {
		return
	}
	kind, item, first := c.kind, c.item, c.first
	breaks := true
	switch n.DataAtom {
	case atom.Figure, atom.Figcaption, atom.Caption:
		c.flush()
		c.kind = dateline.Caption
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.flush()
		if c.first = n.DataAtom == atom.H1; c.kind != dateline.Caption {
			c.kind = dateline.Heading
		}
	case atom.Pre:
		c.flush()
		c.blocks = append(c.blocks, readPlain(innerText(n)).blocks...)
		return
	case atom.Li:
		c.flush()
		c.item = true
	case atom.Br:
		c.flush()
		return
	case atom.A:
		links++
		breaks = false
	default:
		if breaks = !isInline(n); breaks {
			c.flush()
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, links)
	}
	if breaks {
		c.flush()
	}
	c.kind, c.item, c.first = kind, item, first
}

// isInline tells an element that breaks no line.
func isInline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.I, atom.Em, atom.Span, atom.U, atom.S, atom.Small, atom.Sub, atom.Sup, atom.Q, atom.Cite,
		atom.Abbr, atom.Font, atom.Mark, atom.Time, atom.Code, atom.Bdi, atom.Bdo, atom.Del, atom.Ins, atom.Acronym, atom.Label,
		atom.Big, atom.Tt, atom.Img, atom.Wbr, atom.Data, atom.Var, atom.Kbd, atom.Dfn, 0:
		return true
	}
	return false
}

// flatten reads a page that is no tree worth building: every tag but those within
// a line ends a line, scripts and styles go.
func flatten(text string, s source) source {
	var c collector
	z := html.NewTokenizer(strings.NewReader(text))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			c.flush()
			s.blocks = c.blocks
			return s
		case html.TextToken:
			if skip == "" {
				c.text.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch tag := string(name); tag {
			case "script", "style", "noscript", "template", "svg", "nav", "title", "head":
				if skip == "" {
					skip = tag
				}
			case "a", "b", "i", "em", "strong", "span", "font", "u":
			default:
				c.flush()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch tag := string(name); {
			case tag == skip:
				skip = ""
			case tag == "a" || tag == "b" || tag == "i" || tag == "em" || tag == "strong" || tag == "span" || tag == "font" || tag == "u":
			default:
				c.flush()
			}
		}
	}
}

// endsInMarkup tells a page that was cut: it opened its body and never closed
// anything, or ends inside a tag.
func endsInMarkup(text string) bool {
	text = strings.TrimSpace(text)
	if strings.LastIndexByte(text, '<') > strings.LastIndexByte(text, '>') {
		return true
	}
	tail := strings.ToLower(text[max(0, len(text)-4096):])
	if strings.Contains(tail, "</html") || strings.Contains(tail, "</body") {
		return false
	}
	head := strings.ToLower(text[:min(len(text), 1<<16)])
	if !strings.Contains(head, "<html") && !strings.Contains(head, "<body") {
		return false
	}
	// Both end tags may be left out; a page that does so still ends with a tag.
	return !strings.HasSuffix(text, ">")
}
