package page

import (
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
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
func readMarkup(text string, base *url.URL) source {
	s := source{cut: endsInMarkup(text)}
	if strings.Count(text, "<") > 3*maxElements {
		return flatten(text, s)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return flatten(text, s)
	}
	s.head = readHead(root)
	whole := paragraphText(root)
	prune(root, whole/4)
	left := paragraphText(root)
	s.blocks = mainText(root, base)
	if left > 2*bodyText(s.blocks) {
		// The library was misled. It has changed the tree, so the page is read again.
		if again, err := html.Parse(strings.NewReader(text)); err == nil {
			prune(again, whole/4)
			if b := densest(again, left); bodyText(b) > 2*bodyText(s.blocks) {
				s.blocks = b
			}
		}
	}
	return s
}

// mainText is the library's choice of the page's main text.
func mainText(root *html.Node, base *url.URL) []block {
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.CharThresholds = 250
	article, err := parser.ParseAndMutate(root, base)
	if err != nil || article.Node == nil {
		return nil
	}
	return blocksOf(article.Node)
}

// densest gives the blocks of the smallest part of the tree that holds most of the
// text in its paragraphs.
func densest(root *html.Node, whole int) []block {
	n := root
	for {
		var heir *html.Node
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			if child.Type == html.ElementNode && child.DataAtom != atom.P && paragraphText(child)*10 >= whole*7 {
				heir = child
				break
			}
		}
		if heir == nil {
			return blocksOf(n)
		}
		n = heir
	}
}

// paragraphText is the number of bytes of text in p elements, links left out.
func paragraphText(n *html.Node) int {
	total := 0
	var walk func(n *html.Node, inside bool)
	walk = func(n *html.Node, inside bool) {
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			switch {
			case child.Type == html.TextNode && inside:
				total += len(child.Data)
			case child.Type == html.ElementNode && child.DataAtom != atom.A && child.DataAtom != atom.Script && child.DataAtom != atom.Style:
				walk(child, inside || child.DataAtom == atom.P)
			}
		}
	}
	walk(n, n.DataAtom == atom.P)
	return total
}

// bodyText is the number of bytes in blocks that read like a report's.
func bodyText(blocks []block) int {
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
}

func (c *collector) flush() {
	text := squeeze(c.text.String())
	if text != "" {
		b := block{kind: c.kind, item: c.item, linked: c.linked}
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
		for rest := n.Data; ; c.flush() {
			before, after, found := strings.Cut(rest, gapMark)
			c.text.WriteString(before)
			if rest = after; !found {
				break
			}
		}
		if links > 0 {
			c.linked += len(strings.TrimSpace(n.Data))
		}
		return
	case html.CommentNode, html.DoctypeNode:
		return
	}
	kind, item := c.kind, c.item
	breaks := true
	switch n.DataAtom {
	case atom.Figcaption, atom.Caption:
		c.flush()
		c.kind = dateline.Caption
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.flush()
		c.kind = dateline.Heading
	case atom.Li:
		c.flush()
		c.item = true
	case atom.Br:
		c.flush()
		return
	case atom.A:
		links++
		breaks = false
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Button, atom.Select, atom.Textarea:
		return
	case atom.B, atom.Strong, atom.I, atom.Em, atom.Span, atom.U, atom.S, atom.Small, atom.Sub, atom.Sup, atom.Q, atom.Cite,
		atom.Abbr, atom.Font, atom.Mark, atom.Time, atom.Code, atom.Bdi, atom.Bdo, atom.Del, atom.Ins, atom.Acronym, atom.Label,
		atom.Big, atom.Tt, atom.Img, atom.Wbr, atom.Data, atom.Var, atom.Kbd, atom.Dfn, 0:
		breaks = false
	default:
		c.flush()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child, links)
	}
	if breaks {
		c.flush()
	}
	c.kind, c.item = kind, item
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

// chromeNames are parts of class and id names that only the site's chrome bears.
var chromeNames = []string{"related", "share", "sharing", "social", "newsletter", "cookie", "consent", "breadcrumb", "most-read", "mostread",
	"most-popular", "trending", "recommend", "promo", "sidebar", "popup", "modal", "subscribe", "subscription", "comments", "disqus", "tags", "tag-list", "read-more", "readmore", "also-read", "read-also", "outbrain", "taboola", "advert", "site-footer", "site-header", "paywall"}

// prune takes out of the tree what is chrome by its make or its name, so that the
// library does not weigh it. A part with more than keep bytes of paragraphs stays:
// its name says only what else it holds.
func prune(n *html.Node, keep int) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case child.Type == html.CommentNode, child.Type == html.ElementNode && isChromeNode(child) && paragraphText(child) <= keep:
			n.RemoveChild(child)
		case child.DataAtom == atom.Br && isBreak(next):
			markGap(n, child)
		default:
			prune(child, keep)
		}
		child = next
	}
}

// gapMark stands in the tree where line breaks part paragraphs. The library drops
// the breaks; a character it keeps.
const gapMark = "\u2029"

// isBreak tells whether the next thing after a line break is another.
func isBreak(n *html.Node) bool {
	for n != nil && n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
		n = n.NextSibling
	}
	return n != nil && n.DataAtom == atom.Br
}

// markGap marks the end of a paragraph before a line break.
func markGap(parent, br *html.Node) {
	last := br.PrevSibling
	if last != nil && last.DataAtom == atom.Font && last.LastChild != nil {
		last = last.LastChild
	}
	if last != nil && last.Type == html.TextNode {
		last.Data += gapMark
		return
	}
	parent.InsertBefore(&html.Node{Type: html.TextNode, Data: gapMark}, br)
}

// isChromeNode tells a part of the page that is not its report.
func isChromeNode(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Nav, atom.Iframe, atom.Button, atom.Select, atom.Textarea, atom.Input:
		return true
	case atom.Html, atom.Head, atom.Body, atom.Article, atom.Main, atom.Figcaption, atom.P, atom.H1:
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id":
			if isChromeName(a.Val) {
				return true
			}
		case "role":
			switch a.Val {
			case "navigation", "search", "dialog", "alert", "menu", "menubar", "banner", "contentinfo", "complementary":
				return true
			}
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		}
	}
	return false
}

func isChromeName(names string) bool {
	names = strings.ToLower(names)
	for _, part := range chromeNames {
		for rest := names; ; {
			at := strings.Index(rest, part)
			if at < 0 {
				break
			}
			if at == 0 || strings.IndexByte(" -_", rest[at-1]) >= 0 {
				return true
			}
			rest = rest[at+len(part):]
		}
	}
	return false
}
