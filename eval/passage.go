package eval

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A Passage is a few sentences and what their speakers do, as testdata/statement notes it.
type Passage struct {
	Position // of its first line
	Language string
	Text     string // its paragraphs, parted by blank lines
	want     []passageStatement
}

// A passageStatement is what one speaker does.
type passageStatement struct {
	act     dateline.Act
	speaker string
	outlet  string // empty for none
	via     int    // by its number, from 1; 0 for none
	direct  bool
	says    []string
}

// ReadPassages reads the .txt files of a folder: each is named for its language.
func ReadPassages(folder fs.FS) ([]Passage, error) {
	names, err := fs.Glob(folder, "*.txt")
	if err == nil && len(names) == 0 {
		err = errors.New("the folder holds no .txt files")
	}
	if err != nil {
		return nil, fmt.Errorf("passages: %w", err)
	}
	var all []Passage
	var faults []error
	for _, name := range names {
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("passages: %w", err)
		}
		passages, err := parsePassages(name, string(b))
		all = append(all, passages...)
		faults = append(faults, err)
	}
	return all, errors.Join(faults...)
}

// parsePassages reads one file. The error joins all faults.
func parsePassages(name, text string) ([]Passage, error) {
	var all []Passage
	var faults []error
	open := false // a passage goes on
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		switch gold, marked := strings.CutPrefix(line, "= "); {
		case line == "":
			open = false
		case line[0] == '#':
		case marked && !open:
			faults = append(faults, fmt.Errorf("%s:%d:1: no passage stands before it", name, number))
		case marked:
			p := &all[len(all)-1]
			st, err := p.parse(gold)
			if err != nil {
				faults = append(faults, fmt.Errorf("%s:%d:1: %w", name, number, err))
			}
			p.want = append(p.want, st)
		case open:
			all[len(all)-1].Text += "\n\n" + line
		default:
			open = true
			all = append(all, Passage{Position: Position{name, number, 1}, Language: strings.TrimSuffix(path.Base(name), ".txt"), Text: line})
		}
	}
	return all, errors.Join(faults...)
}

// parse reads what one speaker does.
func (p *Passage) parse(line string) (st passageStatement, err error) {
	fields, err := splitFields(line)
	if err != nil {
		return st, err
	}
	if len(fields) < 2 || fields[0].quoted || !fields[1].quoted {
		return st, errors.New("an act and the speaker's words are wanted")
	}
	st.act, st.speaker = dateline.Act(fields[0].text), fields[1].text
	quotes := []string{st.speaker}
	for i := 2; i < len(fields); i++ {
		next := func() string {
			if i++; i < len(fields) {
				return fields[i].text
			}
			return ""
		}
		switch fields[i].text {
		case "direct":
			st.direct = true
		case "outlet":
			st.outlet = next()
			quotes = append(quotes, st.outlet)
		case "says":
			st.says = append(st.says, next())
			quotes = append(quotes, st.says[len(st.says)-1])
		case "via":
			if st.via, err = strconv.Atoi(next()); err != nil || st.via < 1 || st.via > len(p.want) {
				return st, errors.New("via names a line that stands before")
			}
		default:
			return st, fmt.Errorf("%q is nothing that a statement has", fields[i].text)
		}
	}
	for _, q := range quotes {
		if q == "" || !strings.Contains(p.Text, q) {
			return st, fmt.Errorf("%q does not stand in the passage", q)
		}
	}
	return st, nil
}

// document is the passage as a document.
func (p *Passage) document() *dateline.Document {
	doc := &dateline.Document{Text: p.Text, Language: p.Language}
	for _, span := range paragraphs.FindAllStringIndex(p.Text, -1) {
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: span[0], To: span[1]}, Kind: dateline.Body})
	}
	return doc
}

// passageFields are what is measured of passages: statements (speakers who do something), what they
// do, to whom they say it, through whom it is passed on, whether they are quoted, whether
// what they say is theirs, and whole passages.
var passageFields = [...]string{"statement", "act", "outlet", "via", "direct", "words", "passage"}

// A PassageScore is how well passages are read, by language.
type PassageScore struct {
	Languages map[string]Tally `json:"languages"`
	Misses    []string         `json:"-"` // one line each
}

// ScorePassages reads passages.
func ScorePassages(passages []Passage, read ReadText) (*PassageScore, error) {
	s := &PassageScore{Languages: map[string]Tally{}}
	for i := range passages {
		p := &passages[i]
		record, err := read(p.document())
		if err != nil {
			return nil, fmt.Errorf("passages: %s: %w", p.Position, err)
		}
		c := comparison{record: record, text: p.Text, tally: Tally{}}
		c.comparePassage(p)
		if s.Languages[p.Language] == nil {
			s.Languages[p.Language] = Tally{}
		}
		s.Languages[p.Language].Add(c.tally)
		for _, line := range c.lines {
			s.Misses = append(s.Misses, p.Position.String()+": "+line)
		}
	}
	return s, nil
}

// comparePassage holds the record against what is wanted of a passage.
func (c *comparison) comparePassage(p *Passage) {
	c.statements, c.moreStatements = pair(p.want, c.record.Statements, func(w passageStatement, g dateline.Statement) int {
		fit := 0
		if g.Speaker == nil || !c.share(&words{text: w.speaker}, g.Speaker.Words) {
			return 0
		}
		if w.act == g.Act {
			fit += 2
		}
		if g.Content != nil && slices.ContainsFunc(w.says, func(said string) bool { return strings.Contains(g.Content.Text, said) }) {
			fit++
		}
		return 1 + fit
	})
	for i, w := range p.want {
		where := fmt.Sprintf("%s %q", w.act, w.speaker)
		c.value("statement", where, c.statements[i] >= 0, "it", "nothing")
		if c.statements[i] < 0 {
			continue
		}
		g := &c.record.Statements[c.statements[i]]
		c.value("act", where+": act", w.act == g.Act, string(w.act), string(g.Act))
		var outlet *dateline.Words
		if g.Outlet != nil {
			outlet = &g.Outlet.Words
		}
		var told *words
		if w.outlet != "" {
			told = &words{text: w.outlet}
		}
		c.compareWords("outlet", where+": outlet", told, outlet)
		if w.via > 0 || g.Via != "" {
			c.value("via", where+": via", w.via == c.statementNumber(g.Via), strconv.Itoa(w.via), c.source(g.Via))
		}
		c.value("direct", where+": direct", w.direct == g.Direct, fmt.Sprint(w.direct), fmt.Sprint(g.Direct))
		for _, said := range w.says {
			holder := c.holderOf(said, g)
			c.value("words", where+": whose words", holder == "", quote(said), holder)
		}
	}
	for _, i := range c.moreStatements {
		st := c.record.Statements[i]
		c.extra("statement", "statement", string(st.Act)+" "+c.speaker(&st))
	}
	whole := c.tally["passage"]
	whole.Asked++
	if len(c.lines) == 0 {
		whole.Right++
	}
	c.tally["passage"] = whole
}

// holderOf tells who else says some words, or that nobody does; empty if a statement does, and no other
// but those that it is passed on by or passes on.
func (c *comparison) holderOf(said string, by *dateline.Statement) string {
	if by.Content == nil || !strings.Contains(by.Content.Text, said) {
		return "not in its content"
	}
	for i := range c.record.Statements {
		o := &c.record.Statements[i]
		if o.ID != by.ID && o.Via != by.ID && by.Via != o.ID && o.Content != nil && o.Content.Span.Overlaps(by.Content.Span) && strings.Contains(o.Content.Text, said) &&
			(o.Speaker == nil || by.Speaker == nil || o.Speaker.Words != by.Speaker.Words) {
			return "said by " + c.speaker(o) + " too"
		}
	}
	return ""
}

// Shares gives, by language, the share of each field that is right; of statements, F.
func (s *PassageScore) Shares(language string) map[string]float64 {
	all := map[string]float64{}
	for field, n := range s.Languages[language] {
		all[field] = share(n.Right, n.Asked)
		if field == "statement" {
			all[field] = share(2*n.Right, n.Asked+n.Right+n.Extra)
		}
	}
	return all
}

// Print writes a table for each language.
func (s *PassageScore) Print(w io.Writer) error {
	for _, language := range slices.Sorted(maps.Keys(s.Languages)) {
		fmt.Fprintf(w, "%-12s %5s %5s %6s %5s\n", language, "right", "asked", "share", "extra")
		for _, field := range passageFields {
			n := s.Languages[language][field]
			if _, err := fmt.Fprintf(w, "%-12s %5d %5d %6.3f %5d\n", field, n.Right, n.Asked, share(n.Right, n.Asked), n.Extra); err != nil {
				return err
			}
		}
	}
	return nil
}
