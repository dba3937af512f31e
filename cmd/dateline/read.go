package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/extract"
	"dateline/fetch"
	"dateline/gazetteer"
	"dateline/lang"
	"dateline/page"
)

// userAgent is how the program names itself to servers.
const userAgent = "dateline/" + dateline.Version

// A reader takes reports from wherever they are to their records.
type reader struct {
	fetcher   *fetch.Fetcher
	languages *lang.Languages
	extractor *extract.Reader
}

func newReader(fetcher *fetch.Fetcher) (*reader, error) {
	languages, err := lang.Load()
	if err != nil {
		return nil, err
	}
	extractor, err := extract.New(languages)
	if err != nil {
		return nil, err
	}
	return &reader{fetcher, languages, extractor}, nil
}

// fetchAndRead is the whole flow: bytes from the world, text, sentences, record.
func (r *reader) fetchAndRead(ctx context.Context, name string, options page.Options, language string) (*dateline.Record, error) {
	raw, err := r.fetcher.Read(ctx, name)
	if err != nil {
		return nil, err
	}
	return r.read(raw, options, language)
}

// read is the flow from the bytes on. The language is told from the text if it is
// empty. A fault of the program itself comes back as an error too, so that the
// other inputs are still read.
func (r *reader) read(raw *dateline.Raw, options page.Options, language string) (record *dateline.Record, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			record, err = nil, fmt.Errorf("%s: a fault of the program: %v", raw.Name, fault)
		}
	}()
	doc, gaps, err := page.Read(raw, options)
	if err != nil {
		return nil, err
	}
	doc.Language = language
	text, err := r.languages.Analyze(doc)
	if err != nil {
		return nil, err
	}
	record = r.extractor.Read(text)
	record.Gaps = slices.Insert(record.Gaps, 0, gaps...)
	return record, nil
}

type readCommand struct {
	Published  string   `placeholder:"DATE" help:"When the report appeared, YYYY-MM-DD or RFC 3339. It wins over what the page says."`
	URL        string   `name:"url" placeholder:"URL" help:"Where the page was found; for one input."`
	Lang       string   `placeholder:"LANG" help:"The language of the text (BCP 47), instead of telling it from the words."`
	JSON       bool     `name:"json" xor:"form" help:"Print each record as one line of JSON."`
	Explain    bool     `xor:"form" help:"Print under each value the rule it came from and what was turned down."`
	AllowLocal bool     `help:"Fetch from addresses of the local network too."`
	Inputs     []string `arg:"" name:"input" help:"Files, addresses (http, https), folders, or - for standard input."`
}

// Help is what "dateline read --help" says beyond its flags.
func (readCommand) Help() string {
	return "A folder is walked. The exit code is 0 if all was read, 1 if some input was not, 2 for a command that cannot be understood."
}

// Run reads each input in turn. One that cannot be read is told of on stderr, and
// the others are still read.
func (c *readCommand) Run(ctx context.Context, s *streams) error {
	if err := c.check(); err != nil {
		return err
	}
	r, err := newReader(&fetch.Fetcher{Stdin: s.in, AllowLocal: c.AllowLocal, UserAgent: userAgent})
	if err != nil {
		return err
	}
	write, err := c.writer(s)
	if err != nil {
		return err
	}
	failed := false
	fail := func(name string, err error) {
		failed = true
		fmt.Fprintf(s.err, "dateline: %s: %s\n", label(name), reason(name, err))
	}
	for _, input := range c.Inputs {
		for name, err := range files(input) {
			if ctx.Err() != nil {
				return fmt.Errorf("interrupted before %s", label(name))
			}
			if err != nil {
				fail(name, err)
				continue
			}
			record, err := r.fetchAndRead(ctx, name, page.Options{Published: c.Published, URL: c.URL}, c.Lang)
			if err != nil {
				fail(name, err)
				continue
			}
			if err := write(record); err != nil {
				return fmt.Errorf("write: %w", err)
			}
		}
	}
	if failed {
		return errSilent
	}
	return nil
}

// check finds what the command line asks for and cannot be had.
func (c *readCommand) check() error {
	if c.Published != "" {
		_, day := time.Parse(time.DateOnly, c.Published)
		_, moment := time.Parse(time.RFC3339, c.Published)
		if day != nil && moment != nil {
			return usageError{fmt.Sprintf("--published %q is neither YYYY-MM-DD nor RFC 3339", c.Published)}
		}
	}
	if c.URL != "" {
		if u, err := url.Parse(c.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return usageError{fmt.Sprintf("--url %q is no address of a page", c.URL)}
		}
		if len(c.Inputs) > 1 || isFolder(c.Inputs[0]) {
			return usageError{"--url goes with one input"}
		}
	}
	stdin := 0
	for _, input := range c.Inputs {
		if input == "" {
			return usageError{"an input without a name"}
		}
		if input == "-" {
			stdin++
		}
	}
	if stdin > 1 {
		return usageError{"standard input can be read once"}
	}
	return nil
}

// writer gives what prints one record.
func (c *readCommand) writer(s *streams) (func(*dateline.Record) error, error) {
	if c.JSON {
		return func(record *dateline.Record) error { return writeJSON(s.out, record) }, nil
	}
	book, err := codebook.Load()
	if err != nil {
		return nil, err
	}
	places, err := gazetteer.Open()
	if err != nil {
		return nil, err
	}
	screen := measure(s.out, os.Getenv)
	first := true
	return func(record *dateline.Record) error {
		card := newCard(record, book, places, screen)
		card.explain = c.Explain
		text := card.String()
		if !first {
			text = "\n" + text
		}
		first = false
		_, err := io.WriteString(s.out, text)
		return err
	}, nil
}

func writeJSON(w io.Writer, record *dateline.Record) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(record)
}

// files are the names that an input stands for: its own, or those of a folder's files.
func files(input string) func(yield func(string, error) bool) {
	return func(yield func(string, error) bool) {
		if !isFolder(input) {
			yield(input, nil)
			return
		}
		names, err := fetch.Walk(input)
		if err == nil && len(names) == 0 {
			err = errors.New("no files in this folder")
		}
		for _, name := range names {
			if !yield(name, nil) {
				return
			}
		}
		if err != nil {
			yield(input, err)
		}
	}
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return name != "-" && err == nil && info.IsDir()
}

// label is how messages name an input.
func label(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// reason says why an input was not read, without naming it again.
func reason(name string, err error) string {
	return strings.TrimPrefix(err.Error(), name+": ")
}
