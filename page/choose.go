package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A measure is the number of bytes of running text below each block element, links left out.
type measure map[*html.Node]int

// leastRun is the length in bytes from which text that stands in no paragraph element is running text.
const leastRun = 60

// leastArticle is the least running text of a page without its readers' comments.
const leastArticle = 200

func measured(root *html.Node) measure {
	m := measure{}
	m.of(root)
	return m
}

// of measures an element; inline is the text that belongs to the block around it.
func (m measure) of(n *html.Node) (inline, below int) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			if text := strings.TrimSpace(child.Data); !isEncoded(text) {
				inline += len(text)
			}
		case child.Type == html.ElementNode && child.DataAtom != atom.A && !isSilent(child):
			i, b := m.of(child)
			inline, below = inline+i, below+b
		}
	}
	if n.Type == html.ElementNode && isInline(n) {
		return inline, below
	}
	if inline >= leastRun || n.DataAtom == atom.P {
		below += inline
	}
	m[n] = below
	return 0, below
}

// isEncoded tells data that stand in the page as text.
func isEncoded(text string) bool {
	return len(text) >= 200 && !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII })
}

// article gives the blocks of the part of the page that is the article. title is the headline.
func article(root *html.Node, title headline) []block {
	m := measured(root)
	m.pruneChrome(root, title, m[root]/4)
	m = measured(root)
	if m.pruneComments(root, title, m[root]-leastArticle) {
		m = measured(root)
	}
	heading := headingOf(root, title)
	body := m.named(root, heading)
	if body == nil {
		body = m.densest(root, heading, 80)
	}
	m.pruneBody(body, m[body]/2, "")
	return append(standfirst(body, heading, title), blocksOf(body)...)
}

// named gives the part of the page whose name says that it is the article's body; nil if none that has such a name
// holds two fifths of the page's text. The surest names come first, and of those that are alike the largest.
func (m measure) named(root, heading *html.Node) *html.Node {
	var best [4]*html.Node
	if parts := m.parts(root); parts != nil && m[parts]*5 >= m[root]*2 {
		best[0] = parts
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || m[n]*5 < m[root]*2 {
			continue
		}
		if rank := bodyRank(n); rank > 0 && m[n] > m[best[rank]] && mayBeBody(n) {
			best[rank] = n
		}
	}
	for rank, n := range best {
		if n == nil {
			continue
		}
		for within := range n.Descendants() { // what holds the body may have a name like it
			if within.Type == html.ElementNode && m[within]*6 >= m[n]*5 && bodyRank(within) == rank {
				n = within
			}
		}
		if rank > 0 {
			n = m.densest(n, heading, 95)
		}
		return n
	}
	return nil
}

func mayBeBody(n *html.Node) bool {
	return !isChromeNode(n) && bears(namesOn(n), names()["comments"]) == ""
}

// parts gives the element that the surest names call the body; where several of one name hold more text together than
// any, and are of one article, what holds them all.
func (m measure) parts(root *html.Node) *html.Node {
	type part struct {
		nodes []*html.Node
		text  int
	}
	byName := map[string]*part{}
	var best *part
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || m[n] == 0 || bodyRank(n) != 0 || !mayBeBody(n) {
			continue
		}
		name := n.Data + namesOn(n)
		p := byName[name]
		if p == nil {
			p = &part{}
			byName[name] = p
		}
		if len(p.nodes) > 0 && contains(p.nodes[len(p.nodes)-1], n) {
			continue
		}
		p.nodes = append(p.nodes, n)
		if p.text += m[n]; best == nil || p.text > best.text {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	largest := best.nodes[0]
	for _, n := range best.nodes {
		if m[n] > m[largest] {
			largest = n
		}
	}
	all := best.nodes[0]
	for _, n := range best.nodes {
		if articleOf(n) != articleOf(all) {
			return largest // another article begins
		}
	}
	for !contains(all, best.nodes[len(best.nodes)-1]) {
		all = all.Parent
	}
	if m[all]*2 > best.text*3 {
		return largest
	}
	return all
}

// articleOf gives the article element that an element stands in; nil if it stands in none.
func articleOf(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Article {
			return n
		}
	}
	return nil
}

// bodyRank tells how surely an element is the article's body by its name, 0 the surest; -1 if nothing says so.
func bodyRank(n *html.Node) int {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return -1
	}
	on := namesOn(n)
	switch {
	case holdsAny(on, names()["body"]):
		return 0
	case n.DataAtom == atom.Article:
		return 1
	case holdsAny(on, names()["main"]):
		return 2
	case n.DataAtom == atom.Main, attr(n, "role") == "main":
		return 3
	}
	return -1
}

// densest gives the smallest part of a part of the page that holds a share of its text, in per cent, or the headline
// and half of the text.
func (m measure) densest(root, heading *html.Node, share int) *html.Node {
	above := map[*html.Node]bool{}
	for n := heading; n != nil; n = n.Parent {
		above[n] = true
	}
	for n := root; ; {
		var heir *html.Node
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			if child.Type == html.ElementNode && child.DataAtom != atom.P && (m[child]*100 >= m[root]*share || above[child] && m[child]*2 >= m[root]) {
				heir = child
				break
			}
		}
		if heir == nil {
			return n
		}
		n = heir
	}
}

// headingOf gives the element that is the page's headline: the first heading that tells it, else the first element of any
// make; nil if there is none.
func headingOf(root *html.Node, title headline) *html.Node {
	var heading *html.Node
	if title.bare == "" {
		return nil
	}
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.H1 || n.DataAtom == atom.H2:
			if title.in(squeeze(innerText(n))) {
				return n
			}
		case n.Type == html.TextNode && heading == nil && n.Parent.DataAtom != atom.Title && title.in(squeeze(n.Data)):
			heading = n
		}
	}
	return heading
}
