package eval

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"golang.org/x/tools/txtar"

	"dateline"
	"dateline/codebook"
)

// A Story is one report and the record that a careful reader takes from it.
type Story struct {
	Name      string // of its file, without the ending
	About     string // what it is about and which traps it holds
	Published string // what --published would be given; empty if nothing
	Page      string // name of the page's file: "page.txt" or "page.html"
	Source    []byte // the page

	want wanted
}

// ReadStories reads all stories of a folder, in the order of their names. The
// error joins the faults of all, each with file:line:col; the stories without a
// fault come back beside it.
func ReadStories(folder fs.FS, book *codebook.Book) ([]*Story, error) {
	names, err := fs.Glob(folder, "*.txtar")
	if err != nil {
		return nil, fmt.Errorf("stories: %w", err)
	}
	var stories []*Story
	var faults []error
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return stories, fmt.Errorf("stories: %w", err)
		}
		story, err := ParseStory(name, text, book)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		stories = append(stories, story)
	}
	return stories, errors.Join(faults...)
}

const recordMarker = "-- record --"

// ParseStory reads one story from the text of its file. Every word in quotation
// marks must stand in the page. The error joins all faults, each with file:line:col.
func ParseStory(file string, text []byte, book *codebook.Book) (*Story, error) {
	archive := txtar.Parse(text)
	s := &Story{Name: strings.TrimSuffix(path.Base(file), ".txtar")}
	for line := range strings.Lines(string(archive.Comment)) {
		if date, ok := strings.CutPrefix(line, "published:"); ok {
			s.Published = strings.TrimSpace(date)
		} else if line = strings.TrimSpace(line); line != "" {
			s.About = strings.TrimSpace(s.About + " " + line)
		}
	}
	record := ""
	for _, f := range archive.Files {
		switch f.Name {
		case "record":
			record = string(f.Data)
		case "page.txt", "page.html":
			if s.Page != "" {
				return nil, fmt.Errorf("%s:1:1: there are two pages", file)
			}
			s.Page, s.Source = f.Name, f.Data
		default:
			return nil, fmt.Errorf("%s:1:1: %q is no file of a story; there are page.txt, page.html and record", file, f.Name)
		}
	}
	if s.Page == "" || record == "" {
		return nil, fmt.Errorf("%s:1:1: a story has a page and a record", file)
	}
	first := 2
	for line := range strings.Lines(string(text)) {
		if strings.TrimSpace(line) == recordMarker {
			break
		}
		first++
	}
	p := parser{file: file, book: book, page: visible(s.Page, string(s.Source))}
	rows, err := splitRows(file, record, first)
	if err != nil {
		return nil, err
	}
	p.parse(rows)
	if err := errors.Join(p.faults...); err != nil {
		return nil, err
	}
	s.want = p.want
	return s, nil
}

// Raw is the page as it would have come from a file.
func (s *Story) Raw() *dateline.Raw {
	return &dateline.Raw{Name: s.Name + "/" + s.Page, Bytes: s.Source}
}

var (
	tag    = regexp.MustCompile(`(?s)<!--.*?-->|<(script|style)\b.*?</(script|style)>|<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
)

// visible is what is to be seen of a page, roughly and with single spaces: enough
// to find a quotation in.
func visible(name, source string) string {
	if strings.HasSuffix(name, ".html") {
		source = html.UnescapeString(tag.ReplaceAllStringFunc(source, func(s string) string {
			if strings.HasPrefix(s, "<p") || strings.HasPrefix(s, "</p") || strings.HasPrefix(s, "<br") || strings.HasPrefix(s, "<li") {
				return " "
			}
			return ""
		}))
	}
	return spaces.ReplaceAllString(source, " ")
}
