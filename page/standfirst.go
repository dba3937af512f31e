package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline"
)

// isDated tells a line that states a day with its year.
func isDated(line string) bool {
	if utf8.RuneCountInString(line) > 120 {
		return false
	}
	found, _ := dates().find(line)
	return len(found) > 0 && found[0].year > 0
}

// leastHeadline is the number of bytes of letters in a headline that can be looked for.
const leastHeadline = 12

// mostStandfirst is the number of paragraphs between headline and body that are taken for the article's.
const mostStandfirst = 2

// standfirst gives the paragraphs that stand between the headline and the body, and the line with a date.
func standfirst(body, heading *html.Node, title headline) []block {
	if heading != nil && contains(body, heading) {
		return nil
	}
	var before collector
	for _, n := range precedingOf(body) {
		before.walk(n, 0)
		before.flush()
	}
	at := -1
	for i, b := range before.blocks {
		if b.first || title.in(b.text) {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	var kept []block
	dated, paragraphs := false, 0
	for _, b := range before.blocks[at+1:] {
		switch {
		case !dated && isDated(b.text):
			if dated = true; !bodyLike(b.text) {
				b.kind = dateline.Byline
			}
			kept = append(kept, b)
		case paragraphs < mostStandfirst && bodyLike(b.text) && b.linked*3 < len(b.text) && b.kind != dateline.Caption:
			paragraphs++
			kept = append(kept, b)
		}
	}
	if line, ok := dayAbove(heading); ok && !dated {
		kept = append([]block{{text: line, kind: dateline.Byline}}, kept...)
	}
	return kept
}

// dayAbove gives the line with a date that stands over the headline, beside it in the same element.
func dayAbove(heading *html.Node) (line string, ok bool) {
	for heading != nil && (heading.Type == html.TextNode || isInline(heading)) {
		heading = heading.Parent
	}
	if heading == nil {
		return "", false
	}
	for before := heading.PrevSibling; before != nil; before = before.PrevSibling {
		if text := squeeze(innerText(before)); !isSilent(before) && isDated(text) {
			return text, true
		}
	}
	return "", false
}

// contains tells whether an element is another or holds it.
func contains(n, within *html.Node) bool {
	for ; within != nil; within = within.Parent {
		if n == within {
			return true
		}
	}
	return false
}

// A headline is what the page's head states as such.
type headline struct {
	text string
	bare string // its letters, folded, without what stands between them
}

func newHeadline(text string) headline { return headline{text, bareLetters(text)} }

// in tells whether a text is the headline, or most of it, or it with little else, whatever marks stand between the words.
func (h headline) in(text string) bool {
	if len(text) > 3*len(h.text) || len(text)*4 < len(h.text) {
		return false
	}
	a, b := bareLetters(text), h.bare
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a)*2 >= len(b) && len(a) >= leastHeadline && strings.Contains(b, a)
}

func bareLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if isWordRune(r) {
			return r
		}
		return -1
	}, dateline.Fold(s))
}

// precedingOf gives what stands before an element on the page, in order: the elements beside it and those that hold it.
func precedingOf(n *html.Node) []*html.Node {
	var all []*html.Node
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		for before := n.PrevSibling; before != nil; before = before.PrevSibling {
			all = append(all, before)
		}
	}
	slices.Reverse(all)
	return all
}
