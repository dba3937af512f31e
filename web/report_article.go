package web

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dateline"
)

// An article is the text of a report, cut up where values begin and end.
type article struct {
	Language   string // BCP 47; empty if nobody says
	Direction  string // of its script: ltr, rtl; auto where the language is unknown
	Paragraphs []paragraph
}

// A paragraph is what stands between blank lines.
type paragraph struct {
	Title  bool
	At     int // where it begins in the text, in UTF-16 units, as scripts count
	Pieces []piece
}

// A piece is a run of text over which nothing begins or ends. No piece lies in another.
type piece struct {
	Rows        string // ids of all rows that cover it, the innermost first
	Kind        string // of the innermost that is drawn by a line; empty for none
	Line        line
	Who         who
	Number      int
	Begins      bool   // the innermost begins here: its mark stands in First, or in Last where it begins within a word
	Lead        string // space before First
	First       string
	Text        string
	Last        string
	Opens, Ends []string // ids of statements whose brackets stand before and after it
}

// Class is how the piece is drawn.
func (p *piece) Class() string {
	class := p.Kind
	switch p.Line {
	case approx:
		class += " ap"
	case unres:
		class += " un"
	}
	if !p.Begins {
		class += " mid"
	}
	return class
}

// A cover is a span of the text and the row that it belongs to.
type cover struct {
	dateline.Span
	row *row
}

// articleOf cuts up the text of a document for rows.
func articleOf(doc *dateline.Document, rows []*row) article {
	a := article{Language: doc.Language, Direction: direction(doc.Language)}
	covers := coversOf(doc.Text, rows)
	marked := map[*row]bool{}
	at := 0
	for block := range strings.SplitSeq(doc.Text, "\n\n") {
		span := dateline.Span{From: at, To: at + len(block)}
		at = span.To + len("\n\n")
		if strings.TrimSpace(block) == "" {
			continue
		}
		title := len(a.Paragraphs) == 0 && doc.Title != "" && strings.TrimSpace(block) == strings.TrimSpace(doc.Title)
		a.Paragraphs = append(a.Paragraphs, paragraph{Title: title, At: span.From, Pieces: pieces(doc.Text, span, covers, marked)})
	}
	starts := make([]int, len(a.Paragraphs))
	for i := range a.Paragraphs {
		starts[i] = a.Paragraphs[i].At
	}
	for i, unit := range utf16Offsets(doc.Text, starts) {
		a.Paragraphs[i].At = unit
	}
	return a
}

// coversOf gives the spans of rows that lie in the text, the longest first of those that begin together.
func coversOf(text string, rows []*row) []cover {
	var covers []cover
	for _, r := range rows {
		for _, q := range r.Quotes {
			if q.Span.From < 0 || q.Span.From >= q.Span.To || q.Span.To > len(text) || !onRune(text, q.Span.From) || !onRune(text, q.Span.To) {
				continue
			}
			covers = append(covers, cover{q.Span, r})
		}
	}
	slices.SortStableFunc(covers, func(a, b cover) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To))
	})
	return covers
}

// onRune tells whether a character begins at an offset, or the text ends there.
func onRune(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// pieces cuts a paragraph wherever a span begins or ends. The mark of a row stands in the first piece
// that is drawn for it; marked says of which rows it stands already.
func pieces(text string, block dateline.Span, covers []cover, marked map[*row]bool) []piece {
	cuts := []int{block.From, block.To}
	var here []cover
	for _, c := range covers {
		if !c.Overlaps(block) {
			continue
		}
		here = append(here, c)
		cuts = append(cuts, max(c.From, block.From), min(c.To, block.To))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var all []piece
	for i := 0; i+1 < len(cuts); i++ {
		all = append(all, pieceOf(text, dateline.Span{From: cuts[i], To: cuts[i+1]}, block, here, marked))
	}
	return all
}

// pieceOf draws one piece for what covers it.
func pieceOf(text string, span, block dateline.Span, covers []cover, marked map[*row]bool) piece {
	p := piece{Text: text[span.From:span.To]}
	var over []cover
	for _, c := range covers {
		if c.Contains(span) {
			over = append(over, c)
		}
	}
	// The innermost is the shortest; of equals, what was read first.
	slices.SortStableFunc(over, func(a, b cover) int { return cmp.Compare(a.Len(), b.Len()) })
	var ids []string
	var inner *cover
	for i := range over {
		c := &over[i]
		if !slices.Contains(ids, c.row.ID) {
			ids = append(ids, c.row.ID)
		}
		if inner == nil && !c.row.Brackets() {
			inner = c
		}
		if c.row.Field == dateline.FieldAct || c.row.Field == dateline.FieldClaim && c.row.Who != unstated {
			if max(c.From, block.From) == span.From {
				p.Opens = append([]string{c.row.ID}, p.Opens...)
			}
			if min(c.To, block.To) == span.To {
				p.Ends = append(p.Ends, c.row.ID)
			}
		}
	}
	p.Rows = strings.Join(ids, " ")
	if inner == nil {
		return p
	}
	p.Kind, p.Line, p.Who, p.Number = inner.row.Kind, inner.row.Value.Line, inner.row.Who, inner.row.Number
	if marked[inner.row] || inner.row.Who == unstated {
		return p
	}
	switch within := withinWord(text, span.From); {
	case strings.TrimSpace(p.Text) == "":
		return p
	case !within:
		p.Lead, p.First, p.Text = firstWord(p.Text)
	case min(inner.To, block.To) == span.To:
		p.Text, p.Last = lastWord(p.Text)
	default:
		return p
	}
	p.Begins, marked[inner.row] = true, true
	return p
}

// withinWord tells whether a word goes on over an offset: there a value begins after a clitic, and no mark may
// part the letters.
func withinWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return at > 0 && letter(before) && letter(after)
}

func letter(r rune) bool { return unicode.In(r, unicode.L, unicode.M) }

// firstWord parts the first word from the space before it and from the rest.
func firstWord(s string) (space, word, rest string) {
	rest = strings.TrimLeftFunc(s, unicode.IsSpace)
	space = s[:len(s)-len(rest)]
	if i := strings.IndexFunc(rest, unicode.IsSpace); i > 0 {
		return space, rest[:i], rest[i:]
	}
	return space, rest, ""
}

// lastWord parts the last word from what is before it.
func lastWord(s string) (before, word string) {
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return "", s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i+size], s[i+size:]
}

// direction is the direction of a language's script; auto where the language is not known.
func direction(code string) string {
	tag, err := language.Parse(code)
	if code == "" || err != nil {
		return "auto"
	}
	switch script, _ := tag.Script(); script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr", "Mand":
		return "rtl"
	}
	return "ltr"
}

// utf16Offsets gives, for offsets in bytes that go up, those in UTF-16 units, as scripts count.
func utf16Offsets(text string, bytes []int) []int {
	units := make([]int, len(bytes))
	unit, i := 0, 0
	for at, r := range text {
		for i < len(bytes) && bytes[i] <= at {
			units[i] = unit
			i++
		}
		unit += max(1, utf16.RuneLen(r))
	}
	for ; i < len(bytes); i++ {
		units[i] = unit
	}
	return units
}

// byteOffset gives the offset in bytes of one in UTF-16 units; false if no character begins there.
func byteOffset(text string, unit int) (int, bool) {
	for at, r := range text {
		switch {
		case unit == 0:
			return at, true
		case unit < 0:
			return 0, false
		}
		unit -= max(1, utf16.RuneLen(r))
	}
	return len(text), unit == 0
}
