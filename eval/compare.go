package eval

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dateline"
)

// A Count is how often a kind of value was asked for and right, and how often a
// record held one that nobody asked for.
type Count struct {
	Right int `json:"right"`
	Asked int `json:"asked"`
	Extra int `json:"extra"`
}

// A Tally counts by kind of value: "event", "time", "killed", "act".
type Tally map[string]Count

// Add adds another tally.
func (t Tally) Add(other Tally) {
	for field, c := range other {
		sum := t[field]
		t[field] = Count{sum.Right + c.Right, sum.Asked + c.Asked, sum.Extra + c.Extra}
	}
}

// Fields are all kinds of value that stories ask for, in the order of a record.
var Fields = [...]string{
	"title", "site", "section", "author", "published",
	"event", "type", "status", "main", "time", "place", "venue",
	"killed", "injured", "missing", "abducted", "detained", "casualty of", "casualty source",
	"perpetrator", "target", "victim", "weapon", "claim",
	"statement", "act", "about", "for", "outlet", "via", "direct", "forecast",
	"trait", "gap",
}

// Compare holds a record against the story. Each difference is a line such as
//
//	event 1 vehicle-bombing: killed "At least nine people": want 9..-1, got 10..10
//
// in the order of the story; with none, the record is what the story wants.
func (s *Story) Compare(r *dateline.Record) (differences []string, tally Tally) {
	c := comparison{
		story: s, record: r, text: r.Document.Text,
		page:  visible(s.Page, string(s.Source)),
		tally: Tally{},
	}
	c.events, c.moreEvents = pair(s.want.events, r.Events, c.eventFit)
	c.statements, c.moreStatements = pair(s.want.statements, r.Statements, c.statementFit)
	c.compareDocument()
	c.compareEvents()
	c.compareStatements()
	c.compareTraits()
	c.compareGaps()
	return c.lines, c.tally
}

type comparison struct {
	story  *Story
	record *dateline.Record
	text   string // of the document
	page   string // what is to be seen of the page

	events, statements         []int // for each that is wanted, which of the record's it is; -1 for none
	moreEvents, moreStatements []int // those of the record that nobody wants

	lines []string
	tally Tally
}

// value notes whether one value is right. where and label say what it is.
func (c *comparison) value(field, where string, right bool, want, got string) {
	count := c.tally[field]
	count.Asked++
	if right {
		count.Right++
	} else {
		c.line("%s: want %s, got %s", where, want, got)
	}
	c.tally[field] = count
}

// extra notes a value that nobody asked for.
func (c *comparison) extra(field, where, got string) {
	count := c.tally[field]
	count.Extra++
	c.tally[field] = count
	c.line("%s: want nothing, got %s", where, strings.TrimSpace(got))
}

func (c *comparison) line(format string, args ...any) {
	c.lines = append(c.lines, fmt.Sprintf(format, args...))
}

// plain compares two strings, either of which may be empty for nothing.
func (c *comparison) plain(field, where, want, got string) {
	switch {
	case want != "":
		c.value(field, where, want == got, orNothing(want), orNothing(got))
	case got != "":
		c.extra(field, where, got)
	}
}

func (c *comparison) compareDocument() {
	w, d := c.story.want, c.record.Document
	c.plain("title", "title", quote(w.title), quote(d.Title))
	c.plain("site", "site", quote(w.site), quote(d.Site))
	c.plain("section", "section", quote(w.section), quote(d.Section))
	for _, a := range w.authors {
		c.value("author", "author", slices.Contains(d.Authors, a), quote(a), list(d.Authors))
	}
	for _, a := range d.Authors {
		if !slices.Contains(w.authors, a) {
			c.extra("author", "author", quote(a))
		}
	}
	c.plain("published", "published", publication(w.published), publication(d.Published))
}

func publication(p *dateline.Published) string {
	if p == nil {
		return ""
	}
	return p.At + " " + p.Basis
}

func (c *comparison) compareGaps() {
	matched, more := pair(c.story.want.gaps, c.record.Gaps, func(w wantedGap, g dateline.Gap) int {
		if w.code != g.Code || w.words != nil && !g.Span.IsZero() && !c.share(w.words, g.Words) {
			return 0
		}
		return 1
	})
	for i, w := range c.story.want.gaps {
		c.value("gap", "gap "+w.code, matched[i] >= 0, orNothing(w.words.String()), "nothing")
	}
	for _, i := range more {
		g := c.record.Gaps[i]
		c.extra("gap", "gap "+g.Code, orNothing(strings.TrimSpace(g.Field+" "+quote(g.Text))))
	}
}

// share tells whether words of the story and of the record have a word in common.
func (c *comparison) share(w *words, got dateline.Words) bool {
	if w == nil || got.Span.IsZero() {
		return w == nil && got.Span.IsZero()
	}
	for _, at := range c.places(w) {
		from, to := max(at[0], got.Span.From), min(at[1], got.Span.To)
		if from < to && to <= len(c.text) && strings.ContainsFunc(c.text[from:to], inWord) {
			return true
		}
	}
	return false
}

// places are where words of the page stand in the document, which may lack some
// of the page: the wanted one of several is the one with the same surroundings.
func (c *comparison) places(w *words) [][2]int {
	all := places(c.text, w.text, 0)
	if w.nth == 0 || len(all) < 2 {
		return all
	}
	onPage := places(c.page, spaces.ReplaceAllString(w.text, " "), w.nth)
	if len(onPage) == 0 {
		return all
	}
	best, most := all[0], -1
	for _, at := range all {
		alike := likeness(c.page[onPage[0][1]:], c.text[at[1]:], true) + likeness(c.page[:onPage[0][0]], c.text[:at[0]], false)
		if alike > most {
			best, most = at, alike
		}
	}
	return [][2]int{best}
}

// likeness counts the bytes, up to 60, in which two texts are the same from their
// beginning, or back from their end, blanks left aside.
func likeness(a, b string, forward bool) int {
	near := func(s string) string {
		if forward {
			s = s[:min(len(s), 100)]
		} else {
			s = s[max(0, len(s)-100):]
		}
		return strings.Join(strings.Fields(s), "")
	}
	a, b = near(a), near(b)
	n := 0
	for n < len(a) && n < len(b) && n < 60 {
		if forward && a[n] != b[n] || !forward && a[len(a)-1-n] != b[len(b)-1-n] {
			break
		}
		n++
	}
	return n
}

// meet tells whether two strings of words have half of the shorter's in common.
func meet(w *words, got string) bool {
	if w == nil || got == "" {
		return w == nil && got == ""
	}
	a, b := dateline.NameWords(w.text), dateline.NameWords(got)
	common := 0
	for _, word := range a {
		if slices.Contains(b, word) {
			common++
		}
	}
	return common > 0 && 2*common >= min(len(a), len(b))
}

// pair matches what is wanted with what was got, best first; fit is 0 for two
// that do not belong together. It gives for each wanted its match or -1, and
// what was got and matches none.
func pair[W, G any](want []W, got []G, fit func(W, G) int) (matched, more []int) {
	type candidate struct{ want, got, fit int }
	var candidates []candidate
	for i, w := range want {
		for j, g := range got {
			if f := fit(w, g); f > 0 {
				candidates = append(candidates, candidate{i, j, f})
			}
		}
	}
	sort.SliceStable(candidates, func(a, b int) bool { return candidates[a].fit > candidates[b].fit })
	matched = slices.Repeat([]int{-1}, len(want))
	taken := make([]bool, len(got))
	for _, c := range candidates {
		if matched[c.want] < 0 && !taken[c.got] {
			matched[c.want], taken[c.got] = c.got, true
		}
	}
	for j := range got {
		if !taken[j] {
			more = append(more, j)
		}
	}
	return matched, more
}

// String is how the words stand in the story; empty for none.
func (w *words) String() string {
	switch {
	case w == nil:
		return ""
	case w.nth > 0:
		return fmt.Sprintf("%s%d", quote(w.text), w.nth)
	}
	return quote(w.text)
}

// quote puts words in quotation marks and shortens them; nothing stays nothing.
func quote(s string) string {
	if s == "" {
		return ""
	}
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 70 {
		s = string(r[:67]) + "..."
	}
	return `"` + s + `"`
}

func list(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quote(n)
	}
	return orNothing(strings.Join(quoted, " "))
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
