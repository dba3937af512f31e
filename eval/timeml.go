package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

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
