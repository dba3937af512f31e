package eval

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"golang.org/x/net/html"

	"dateline"
	"dateline/page"
)

// A Speed is how long reading took beside the library that finds a page's main text,
// on the same pages, one after the other in one run.
type Speed struct {
	Pages   int           // read to a record
	Passed  int           // passed over: no text, no article, a language not read
	Text    int           // bytes of the texts read
	Markup  int           // bytes of their pages
	Library time.Duration // the library alone: parsing and main text
	Page    time.Duration // bytes to document
	Whole   time.Duration // bytes to record
}

// MeasureSpeed reads each page in turn: once to see that it can be, then timed. Only the
// pages that give a record count. read takes a page from its bytes to its record.
func MeasureSpeed(pages []*dateline.Raw, read Read) Speed {
	var s Speed
	for _, raw := range pages {
		record, err := read(raw, page.Options{})
		if err != nil {
			s.Passed++
			continue
		}
		s.Pages++
		s.Text += len(record.Document.Text)
		s.Markup += len(raw.Bytes)
		s.Library += clock(func() { mainText(raw.Bytes) })
		s.Page += clock(func() { page.Read(raw, page.Options{}) })
		s.Whole += clock(func() { read(raw, page.Options{}) })
	}
	return s
}

func clock(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// mainText has the library find the main text of a page in UTF-8; what it cannot read costs what it costs.
func mainText(markup []byte) string {
	root, err := html.Parse(bytes.NewReader(markup))
	if err != nil {
		return ""
	}
	text, _ := readableText(root)
	return text
}

// Print writes the means of a page and the ratio of the whole read to the library.
func (s Speed) Print(w io.Writer) error {
	n := max(1, s.Pages)
	mean := func(d time.Duration) time.Duration { return (d / time.Duration(n)).Round(time.Microsecond) }
	_, err := fmt.Fprintf(w, "pages %d (%d passed over), %d bytes of markup and %d of text each\nlibrary %v  page %v  whole %v  whole/library %.2f\n",
		s.Pages, s.Passed, s.Markup/n, s.Text/n, mean(s.Library), mean(s.Page), mean(s.Whole), float64(s.Whole)/float64(max(1, s.Library)))
	return err
}
