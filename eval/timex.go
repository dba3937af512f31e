package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/extract"
)

// A timeDocument is a text in which expressions of time are marked, as TimeML does.
type timeDocument struct {
	name    string // of its file, without ".tml"
	created string // the day, "2015-12-24"; empty if nothing says it
	text    string
	timexes []extract.Timex
}

// A Timexes reads a document: it lists the expressions of time of its text in their order.
type Timexes func(doc *dateline.Document) ([]extract.Timex, error)

// A TimeScore is how well expressions of time are found and understood, counted as
// TempEval-3 does: each marked one is held against the one found that has the same
// span, or else the first that shares some of it.
type TimeScore struct {
	Files                  int
	Gold, Found            int      // expressions marked, and found
	Strict, Relaxed, Value int      // of those marked: found with the same span, with some of it, and with the same value besides
	Misses                 []string // one line each
	Answers                []string // what was found in each document, a line of JSON each, offsets in characters
}

// Of gives precision, recall and F of one of the score's counts.
func (s *TimeScore) Of(right int) (precision, recall, f float64) {
	return share(right, s.Found), share(right, s.Gold), share(2*right, s.Gold+s.Found)
}

// Print writes a table of the three ways to count, then how many there were.
func (s *TimeScore) Print(w io.Writer) error {
	fmt.Fprintf(w, "%-8s %9s %6s %6s\n", "", "precision", "recall", "F1")
	for _, row := range []struct {
		name  string
		right int
	}{{"strict", s.Strict}, {"relaxed", s.Relaxed}, {"value", s.Value}} {
		p, r, f := s.Of(row.right)
		fmt.Fprintf(w, "%-8s %9.3f %6.3f %6.3f\n", row.name, p, r, f)
	}
	_, err := fmt.Fprintf(w, "%d files, %d expressions, %d found\n", s.Files, s.Gold, s.Found)
	return err
}

// Shares gives the F of each way to count.
func (s *TimeScore) Shares() map[string]float64 {
	all := map[string]float64{}
	for way, right := range map[string]int{"strict": s.Strict, "relaxed": s.Relaxed, "value": s.Value} {
		_, _, all[way] = s.Of(right)
	}
	return all
}

// ScoreTimes reads the files of a folder in TimeML, at any depth. The part is of each folder
// on its own: TestPart is the last fifth by name (numbers in names by their value),
// DevelopmentPart the rest.
func ScoreTimes(folder fs.FS, part Part, language string, read Timexes) (*TimeScore, error) {
	names, err := timeFiles(folder, part)
	if err != nil {
		return nil, fmt.Errorf("times: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("times: the folder holds no such .tml files")
	}
	s := &TimeScore{}
	for _, name := range names {
		d, err := readTimeDocument(folder, name)
		if err != nil {
			return nil, fmt.Errorf("times: %s: %w", name, err)
		}
		found, err := read(d.document(language))
		if err != nil {
			return nil, fmt.Errorf("times: %s: %w", name, err)
		}
		s.Files++
		s.add(d, found)
	}
	return s, nil
}

// document gives a text that is to be read: its paragraphs are separated by blank lines.
func (d *timeDocument) document(language string) *dateline.Document {
	doc := &dateline.Document{Text: d.text, Language: language}
	if d.created != "" {
		doc.Published = &dateline.Published{At: d.created, Basis: "argument"}
	}
	for _, span := range paragraphs.FindAllStringIndex(d.text, -1) {
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: span[0], To: span[1]}, Kind: dateline.Body})
	}
	return doc
}

var paragraphs = regexp.MustCompile(`\S(?:[^\n]|\n[^\S\n]*\S)*`)

// add counts one document.
func (s *TimeScore) add(d *timeDocument, found []extract.Timex) {
	s.Gold += len(d.timexes)
	s.Found += len(found)
	s.Answers = append(s.Answers, d.answer(found))
	used := make([]bool, len(found))
	first := func(fits func(extract.Timex) bool) int {
		for i, x := range found {
			if !used[i] && fits(x) {
				return i
			}
		}
		return -1
	}
	for _, want := range d.timexes {
		said := d.text[want.From:want.To]
		hit := first(func(x extract.Timex) bool { return x.Span == want.Span })
		if hit >= 0 {
			s.Strict++
		} else {
			hit = first(func(x extract.Timex) bool { return x.Overlaps(want.Span) })
		}
		if hit < 0 {
			s.Misses = append(s.Misses, fmt.Sprintf("%s missed: %q %s", d.name, said, want.Value))
			continue
		}
		used[hit] = true
		s.Relaxed++
		got := found[hit]
		if got.Value == want.Value {
			s.Value++
		} else {
			s.Misses = append(s.Misses, fmt.Sprintf("%s value: %q %s for %q %s", d.name, d.text[got.From:got.To], got.Value, said, want.Value))
		}
	}
	for i, x := range found {
		if !used[i] {
			s.Misses = append(s.Misses, fmt.Sprintf("%s extra: %q %s in %q", d.name, d.text[x.From:x.To], x.Value, around(d.text, x.Span)))
		}
	}
}

// around gives a span with some bytes on either side, at whole characters.
func around(text string, span dateline.Span) string {
	from, to := max(0, span.From-40), min(len(text), span.To+40)
	for !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return strings.Join(strings.Fields(text[from:to]), " ")
}

// answer gives what was found in a document as one line of JSON.
func (d *timeDocument) answer(found []extract.Timex) string {
	type timex struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	line := struct {
		ID    string  `json:"id"`
		Timex []timex `json:"timex"`
	}{d.name, []timex{}}
	for _, x := range found {
		start := utf8.RuneCountInString(d.text[:x.From])
		line.Timex = append(line.Timex, timex{start, start + utf8.RuneCountInString(d.text[x.From:x.To]), x.Type, x.Value})
	}
	form, _ := json.Marshal(line) // strings and numbers alone
	return string(form)
}

// timeFiles lists the .tml files of a part, folder by folder.
func timeFiles(folder fs.FS, part Part) ([]string, error) {
	byFolder := map[string][]string{}
	var folders []string
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".tml" {
			return err
		}
		home := path.Dir(name)
		if byFolder[home] == nil {
			folders = append(folders, home)
		}
		byFolder[home] = append(byFolder[home], name)
		return nil
	})
	var all []string
	for _, home := range folders {
		names := byFolder[home]
		slices.SortFunc(names, byNumber)
		rest := len(names) - len(names)/5
		switch part {
		case DevelopmentPart:
			names = names[:rest]
		case TestPart:
			names = names[rest:]
		}
		all = append(all, names...)
	}
	return all, err
}

// byNumber compares names; digits in them by their value: doc9 comes before doc10.
func byNumber(a, b string) int {
	pad := func(s string) string {
		return digitRuns.ReplaceAllStringFunc(s, func(run string) string { return fmt.Sprintf("%020s", run) })
	}
	return strings.Compare(pad(a), pad(b))
}

var (
	digitRuns    = regexp.MustCompile(`\d+`)
	creationTime = regexp.MustCompile(`(?s)<DCT>.*?value="([^"]+)"`)
	textElement  = regexp.MustCompile(`(?s)<TEXT>(.*?)</TEXT>`)
	wholeElement = regexp.MustCompile(`(?s)<TimeML[^>]*>(.*)</TimeML>`)
	element      = regexp.MustCompile(`<[^>]+>`)
	attribute    = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// readTimeDocument reads one file of TimeML. Where it does not state the day it was written,
// dct.json beside it may.
func readTimeDocument(folder fs.FS, name string) (*timeDocument, error) {
	b, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	source := string(b)
	d := &timeDocument{name: strings.TrimSuffix(path.Base(name), ".tml")}
	if m := creationTime.FindStringSubmatch(source); m != nil {
		d.created = m[1][:min(len(m[1]), len("2006-01-02"))]
	} else if b, err := fs.ReadFile(folder, path.Join(path.Dir(name), "dct.json")); err == nil {
		days := map[string]string{}
		if err := json.Unmarshal(b, &days); err != nil {
			return nil, fmt.Errorf("dct.json: %w", err)
		}
		d.created = days[d.name]
	}
	body := textElement.FindStringSubmatch(source)
	if body == nil {
		body = wholeElement.FindStringSubmatch(source)
	}
	if body == nil {
		return nil, errors.New("no text between TEXT or TimeML tags")
	}
	d.mark(body[1])
	return d, nil
}

// mark takes text and timexes from a body with elements.
func (d *timeDocument) mark(body string) {
	type start struct {
		at    int
		timex extract.Timex
	}
	var open []start
	var text strings.Builder
	at := 0
	for _, span := range append(element.FindAllStringIndex(body, -1), []int{len(body), len(body)}) {
		text.WriteString(html.UnescapeString(body[at:span[0]]))
		tag := body[span[0]:span[1]]
		at = span[1]
		switch {
		case strings.HasPrefix(tag, "<TIMEX3"):
			x := extract.Timex{}
			for _, a := range attribute.FindAllStringSubmatch(tag, -1) {
				switch a[1] {
				case "type":
					x.Type = a[2]
				case "value":
					x.Value = a[2]
				}
			}
			open = append(open, start{text.Len(), x})
		case strings.HasPrefix(tag, "</TIMEX3") && len(open) > 0:
			s := open[len(open)-1]
			open = open[:len(open)-1]
			s.timex.Span = dateline.Span{From: s.at, To: text.Len()}
			d.timexes = append(d.timexes, s.timex)
		}
	}
	d.text = text.String()
}

// MarshalJSON gives counts and the F of each way to count.
func (s *TimeScore) MarshalJSON() ([]byte, error) {
	f := func(right int) float64 {
		_, _, f := s.Of(right)
		f, _ = strconv.ParseFloat(fmt.Sprintf("%.4f", f), 64)
		return f
	}
	return json.Marshal(map[string]any{"files": s.Files, "gold": s.Gold, "found": s.Found, "strict": f(s.Strict), "relaxed": f(s.Relaxed), "value": f(s.Value)})
}
