package page

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A head is what a page's markup states about the page.
type head struct {
	headline  string // JSON-LD's
	title     string // the title element's
	ogTitle   string
	h1        []string
	canonical string
	site      string
	section   string
	authors   []string
	dates     []stamp // of publication, the best basis first
	shown     string  // the first date that stands beside the headline; empty if none does
	byline    string  // the line that the markup calls so
	password  bool    // the page asks for one
	body      string  // JSON-LD's, the longest
}

// A stamp is one statement of when the page appeared.
type stamp struct {
	at    string // YYYY-MM-DD or RFC 3339
	basis string
}

// dateNames are the names of meta elements that hold the time of publication,
// beside article:published_time.
var dateNames = map[string]bool{"date": true, "pubdate": true, "publishdate": true, "publish-date": true, "publish_date": true, "publication_date": true,
	"publicationdate": true, "publication-date": true, "published": true, "published_time": true, "published-date": true, "datepublished": true, "dc.date": true, "dc.date.issued": true,
	"dc.date.created": true, "dcterms.date": true, "dcterms.created": true, "dcterms.issued": true, "sailthru.date": true, "parsely-pub-date": true, "article.published": true,
	"originalpublicationdate": true, "displaydate": true, "display_date": true, "cxenseparse:recs:publishtime": true, "article_date_original": true, "ptime": true,
	"article:published": true, "og:published_time": true, "bt:pubdate": true, "date.created": true, "created": true, "article.created": true, "citation_publication_date": true, "citation_date": true, "rnews:datepublished": true, "weibo:article:create_at": true}

// readHead gathers what the page states.
func readHead(root *html.Node) head {
	var h head
	var meta, og, linked, times, microdata, foot []stamp
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Meta:
				h.meta(n, &meta, &og, &microdata)
			case atom.Title:
				if h.title == "" && (n.Parent == nil || n.Parent.DataAtom != atom.Svg) {
					h.title = squeeze(innerText(n))
				}
			case atom.Link:
				if h.canonical == "" && attr(n, "rel") == "canonical" {
					h.canonical = webAddress(attr(n, "href"))
				}
			case atom.Script:
				if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
					h.linkedData(n.FirstChild.Data, &linked)
				}
			case atom.H1:
				if t := squeeze(innerText(n)); t != "" {
					h.h1 = append(h.h1, t)
				}
			case atom.Time:
				if at, ok := readStamp(firstOf(attr(n, "datetime"), squeeze(innerText(n)))); ok && !isUpdate(n) {
					_, marked := attrOf(n, "pubdate")
					switch where := chromeOver(n); {
					case where == footChrome:
						foot = append(foot, stamp{at, "time-element"})
					case where != noChrome:
					case marked || strings.Contains(strings.ToLower(attr(n, "itemprop")), "datepublished"):
						microdata = append(microdata, stamp{at, "time-element"})
					default:
						times = append(times, stamp{at, "time-element"})
					}
				}
			case atom.Abbr:
				if at, ok := readStamp(attr(n, "title")); ok && strings.Contains(attr(n, "class"), "published") && !inChrome(n) {
					microdata = append(microdata, stamp{at, "time-element"})
				}
			case atom.Span, atom.Div, atom.P, atom.Li, atom.A, atom.Address, atom.Em, atom.Small, atom.Td, atom.H2, atom.H3, atom.H4:
				h.beside(n)
			case atom.Input:
				h.password = h.password || strings.EqualFold(attr(n, "type"), "password")
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(root)
	h.dates = append(h.dates, linked...)
	h.dates = append(h.dates, og...)
	h.dates = append(h.dates, meta...)
	h.dates = append(h.dates, microdata...)
	if len(microdata) == 0 && len(times) > 0 {
		h.dates = append(h.dates, times[0]) // the others belong to what else the page lists
	}
	if len(h.dates) == 0 && len(foot) > 0 && !slices.ContainsFunc(foot, func(s stamp) bool { return s != foot[0] }) {
		h.dates = foot[:1] // the foot of the report, as nothing else is dated
	}
	return h
}

// meta takes in one meta element.
func (h *head) meta(n *html.Node, meta, og, microdata *[]stamp) {
	name := strings.ToLower(firstOf(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
	content := squeeze(attr(n, "content"))
	if content == "" {
		return
	}
	set := func(to *string) {
		if *to == "" {
			*to = content
		}
	}
	switch name {
	case "og:title":
		set(&h.ogTitle)
	case "twitter:title", "dc.title", "title":
		if h.ogTitle == "" {
			h.ogTitle = content
		}
	case "headline":
		set(&h.headline)
	case "og:site_name", "application-name", "publisher", "dc.publisher":
		set(&h.site)
	case "og:url":
		if h.canonical == "" {
			h.canonical = webAddress(content)
		}
	case "article:section", "section", "dc.subject", "articlesection":
		set(&h.section)
	case "author", "dc.creator", "article:author", "parsely-author", "sailthru.author", "byl", "citation_author", "dcterms.creator":
		h.addAuthor(content)
	case "article:published_time":
		if at, ok := readStamp(content); ok {
			*og = append(*og, stamp{at, "open-graph"})
		}
	default:
		if dateNames[name] {
			if at, ok := readStamp(content); ok {
				*meta = append(*meta, stamp{at, "meta"})
			}
		}
	}
}

// beside takes in an element below the headline that the markup calls a date or a
// byline.
func (h *head) beside(n *html.Node) {
	if len(h.h1) == 0 || h.shown != "" && h.byline != "" {
		return
	}
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "id") + " " + attr(n, "itemprop"))
	dated := h.shown == "" && (strings.Contains(names, "date") || strings.Contains(names, "time") || strings.Contains(names, "publish") || strings.Contains(names, "posted") || strings.Contains(names, "meta"))
	written := h.byline == "" && (strings.Contains(names, "byline") || attr(n, "rel") == "author")
	if !dated && !written || inChrome(n) {
		return
	}
	text := squeeze(innerText(n))
	if text == "" || utf8.RuneCountInString(text) > 160 {
		return
	}
	if written {
		h.byline = text
	}
	if dated && !isUpdate(n) {
		if found, _ := dates().find(text); len(found) > 0 && found[0].year > 0 && !found[0].update {
			h.shown = found[0].at()
		}
	}
}

func (h *head) addAuthor(name string) {
	name = squeeze(name)
	if rest, ok := strings.CutPrefix(strings.ToLower(name), "by "); ok {
		name = name[len(name)-len(rest):]
	}
	if name == "" || len(name) > 120 || webAddress(name) != "" {
		return
	}
	for _, a := range h.authors {
		if strings.EqualFold(a, name) {
			return
		}
	}
	if len(h.authors) < 20 {
		h.authors = append(h.authors, name)
	}
}

var looseDate = regexp.MustCompile(`"datePublished"\s*:\s*"([^"]{4,40})"`)

// linkedData takes in one block of JSON-LD. One that is no JSON, as where a
// description holds line ends, still gives its date.
func (h *head) linkedData(text string, dates *[]stamp) {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		if m := looseDate.FindStringSubmatch(text); m != nil {
			if at, ok := readStamp(m[1]); ok {
				*dates = append(*dates, stamp{at, "json-ld"})
			}
		}
		return
	}
	h.node(v, 0, dates)
}

func (h *head) node(v any, depth int, dates *[]stamp) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, each := range v {
			h.node(each, depth+1, dates)
		}
	case map[string]any:
		h.node(v["@graph"], depth+1, dates)
		if !isArticleType(v["@type"]) {
			return
		}
		if body := plainString(v["articleBody"]); len(body) > len(h.body) {
			h.body = body
		}
		if h.headline == "" {
			h.headline = squeeze(html.UnescapeString(plainString(v["headline"])))
		}
		if at, ok := readStamp(plainString(v["datePublished"])); ok {
			*dates = append(*dates, stamp{at, "json-ld"})
		}
		for _, name := range namesOf(v["author"]) {
			h.addAuthor(name)
		}
		if names := namesOf(v["publisher"]); len(names) > 0 && h.site == "" {
			h.site = names[0]
		}
		if names := namesOf(v["articleSection"]); len(names) > 0 && h.section == "" {
			h.section = names[0]
		}
		if h.canonical == "" {
			h.canonical = webAddress(plainString(v["url"]))
		}
	}
}

func isArticleType(v any) bool {
	for _, name := range namesOf(v) {
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "BlogPosting") || name == "Report" || name == "Reportage" {
			return true
		}
	}
	return false
}

func plainString(v any) string {
	s, _ := v.(string)
	return s
}

// namesOf gives the names in a value: a string, a thing with a name, or a list of either.
func namesOf(v any) []string {
	switch v := v.(type) {
	case string:
		if v = squeeze(v); v != "" {
			return []string{v}
		}
	case map[string]any:
		return namesOf(v["name"])
	case []any:
		var all []string
		for _, each := range v {
			if _, nested := each.([]any); !nested {
				all = append(all, namesOf(each)...)
			}
		}
		return all
	}
	return nil
}

func attrOf(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, key string) string {
	v, _ := attrOf(n, key)
	return strings.TrimSpace(v)
}

func webAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}

func innerText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(n)
	return b.String()
}

// isUpdate tells a time element that says when the page was changed.
func isUpdate(n *html.Node) bool {
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop"))
	return strings.Contains(names, "updat") || strings.Contains(names, "modif")
}

// A chromePlace says in what part of the page's chrome an element stands.
type chromePlace uint8

const (
	noChrome chromePlace = iota
	footChrome
	otherChrome
)

// inChrome tells whether an element stands in a part of the page that is not its report.
func inChrome(n *html.Node) bool { return chromeOver(n) != noChrome }

// chromeOver tells in what part of the page's chrome an element stands; footChrome if in a foot and no other.
func chromeOver(n *html.Node) chromePlace {
	place := noChrome
	for p := n.Parent; p != nil; p = p.Parent {
		switch {
		case p.Type != html.ElementNode:
		case p.DataAtom == atom.Footer, strings.Contains(namesOn(p), "foot") && p.DataAtom != atom.Body:
			place = footChrome
		case isChromeNode(p):
			return otherChrome
		}
	}
	return place
}

// headline chooses the page's headline: the h1 that its metadata bears out, else
// the metadata's, else the only h1, else the title element's.
func (h *head) chosen() string {
	stated := firstOf(h.headline, h.ogTitle)
	for _, t := range h.h1 {
		if same(t, h.headline) || same(t, h.ogTitle) || same(t, h.title) {
			return t
		}
	}
	if stated != "" {
		return cutSite(stated, h.site)
	}
	if len(h.h1) == 1 && len(strings.Fields(h.h1[0])) >= 3 {
		return h.h1[0]
	}
	if len(strings.Fields(h.title)) < 3 {
		return "" // the site's name
	}
	return cutSite(h.title, h.site)
}

// same tells whether one title is the other, or the other with the site's name after it.
func same(a, b string) bool {
	fa, fb := foldLine(a), foldLine(b)
	if fa == "" || fb == "" {
		return false
	}
	return fa == fb || len(strings.Fields(fa)) >= 3 && strings.HasPrefix(fb, fa)
}

// titleMarks stand between a headline and the site's name in a title.
var titleMarks = [...]string{" | ", " - ", " – ", " — ", " :: ", " » "}

// endsTitle tells whether a headline is what stands in a title behind the site's name.
func endsTitle(title, headline string) bool {
	for _, mark := range titleMarks {
		if _, tail, ok := strings.Cut(title, mark); ok && foldLine(tail) == foldLine(headline) {
			return true
		}
	}
	return false
}

// cutSite takes the site's name off the end of a title: "Headline | The Site".
func cutSite(title, site string) string {
	for _, mark := range titleMarks {
		at := strings.LastIndex(title, mark)
		if at <= 0 {
			continue
		}
		front, tail := title[:at], title[at+len(mark):]
		if foldLine(tail) == foldLine(site) || len(strings.Fields(tail)) <= 3 && len(strings.Fields(front)) >= 4 && (mark == " | " || mark == " :: " || mark == " » ") {
			return strings.TrimSpace(front)
		}
	}
	return title
}
