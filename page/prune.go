package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pruneChrome takes out of the tree what is the site's by its make or its name. A part with more than keep bytes of
// text stays, and one that holds the headline: its name says only what else it holds.
func (m measure) pruneChrome(n *html.Node, title headline, keep int) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if child.Type == html.CommentNode || child.Type == html.ElementNode && (isChromeNode(child) || child.DataAtom == atom.Form) && m[child] <= keep && !holdsHeadline(child, title) {
			n.RemoveChild(child)
		} else {
			m.pruneChrome(child, title, keep)
		}
		child = next
	}
}

// holdsHeadline tells whether the page's headline stands in an element as a heading of the first order.
func holdsHeadline(n *html.Node, title headline) bool {
	if title.bare == "" || isSilent(n) {
		return false
	}
	for below := range n.Descendants() {
		if below.DataAtom == atom.H1 && title.in(innerText(below)) {
			return true
		}
	}
	return false
}

// pruneComments takes out what readers wrote, where it is no more than keep bytes of text. It reports whether there was any.
func (m measure) pruneComments(n *html.Node, title headline, keep int) bool {
	found := false
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case child.Type != html.ElementNode:
		case m[child] > 0 && m[child] <= keep && isComments(child) && !holdsHeadline(child, title):
			n.RemoveChild(child)
			found = true
		default:
			found = m.pruneComments(child, title, keep) || found
		}
		child = next
	}
	return found
}

// isComments tells what readers wrote by its name; that of an article says only that there are some.
func isComments(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	}
	return bears(namesOn(n), names()["comments"]) != ""
}

// isSilent tells an element whose text the page does not show.
func isSilent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Button, atom.Select, atom.Textarea, atom.Input:
		return true
	}
	return false
}

// hidesAll is the style of what the page does not show.
var hidesAll = regexp.MustCompile(`(?i)\bdisplay:\s*none\b`)

// isChromeNode tells a part of the page that is not its report.
func isChromeNode(n *html.Node) bool {
	if isSilent(n) || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || n.DataAtom == atom.Aside {
		return true
	}
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Article, atom.Main, atom.Figcaption, atom.P, atom.H1:
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "role":
			switch a.Val {
			case "navigation", "search", "dialog", "alert", "menu", "menubar", "banner", "contentinfo", "complementary":
				return true
			}
		case "hidden":
			return true
		case "style":
			if hidesAll.MatchString(a.Val) {
				return true
			}
		case "aria-hidden":
			return a.Val == "true"
		}
	}
	return bears(namesOn(n), names()["chrome"]) != ""
}

// pruneBody takes out of the article's body what is not of it. What holds more than keep bytes of text stays, and with
// it what else within it bears its name. spared are the parts of names that tell nothing here.
func (m measure) pruneBody(n *html.Node, keep int, spared string) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		within := spared
		if child.Type == html.ElementNode {
			name := asideName(child)
			switch {
			case m[child] <= mostTeaser && leadsElsewhere(child):
				n.RemoveChild(child)
				child = next
				continue
			case name == "" || name == spared:
			case m[child] <= keep:
				n.RemoveChild(child)
				child = next
				continue
			default:
				within = name
			}
		}
		m.pruneBody(child, keep, within)
		child = next
	}
}

// asideName gives the part of its name, or the tag, by which an element within the body is none of it; empty if it is.
func asideName(n *html.Node) string {
	switch n.DataAtom {
	case atom.Footer, atom.Aside, atom.Form:
		return n.Data
	case atom.P, atom.Figcaption, atom.H1, atom.H2, atom.H3:
		return ""
	}
	on := namesOn(n)
	if on == "" {
		return ""
	}
	l := names()
	if name := firstOf(bears(on, l["aside"]), begins(on, l["first"])); name != "" {
		return name
	}
	if name := bears(on, l["teaser"]); name != "" && holdsLink(n) {
		return name
	}
	return ""
}

func holdsLink(n *html.Node) bool {
	for below := range n.Descendants() {
		if below.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// mostTeaser is the number of bytes of text that what leads to another report has at most.
const mostTeaser = 150

// leadsElsewhere tells a part whose heading is a link.
func leadsElsewhere(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Li, atom.Article, atom.Div, atom.Section:
	default:
		return false
	}
	for below := range n.Descendants() {
		switch below.DataAtom {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			all, linked := 0, 0
			for part := range below.Descendants() {
				if part.Type == html.TextNode {
					text := len(strings.TrimSpace(part.Data))
					all += text
					if isLinked(part) {
						linked += text
					}
				}
			}
			return all > 15 && linked*10 >= all*9
		}
	}
	return false
}

func isLinked(n *html.Node) bool {
	for depth := 0; n != nil && depth < 6; n, depth = n.Parent, depth+1 {
		if n.DataAtom == atom.A {
			href := attr(n, "href")
			return href != "" && !strings.HasPrefix(href, "#")
		}
	}
	return false
}
