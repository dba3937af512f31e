package page

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline"
)

var update = flag.Bool("update", false, "write what is read into testdata/*.want")

var kindNames = map[dateline.ParagraphKind]string{dateline.Body: "body", dateline.Title: "title", dateline.Summary: "summary",
	dateline.Caption: "caption", dateline.Byline: "byline", dateline.Note: "note", dateline.Heading: "heading"}

func readFile(t testing.TB, name string) *dateline.Raw {
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return &dateline.Raw{Name: name, Bytes: b}
}

// show writes what was read in the form of the .want files.
func show(doc *dateline.Document, gaps []dateline.Gap, err error) string {
	if err != nil {
		return fmt.Sprintf("error %v\n", err)
	}
	var b strings.Builder
	if p := doc.Published; p != nil {
		fmt.Fprintf(&b, "published %s %s\n", p.At, p.Basis)
	}
	for _, field := range [][2]string{{"url", doc.URL}, {"site", doc.Site}, {"section", doc.Section}, {"author", strings.Join(doc.Authors, "; ")},
		{"dateline", doc.Text[doc.Dateline.From:doc.Dateline.To]}} {
		if field[1] != "" {
			fmt.Fprintf(&b, "%s %s\n", field[0], field[1])
		}
	}
	for _, g := range gaps {
		fmt.Fprintf(&b, "gap %s: %s\n", g.Code, g.Text)
	}
	for _, p := range doc.Paragraphs {
		fmt.Fprintf(&b, "\n%s\n\t%s\n", kindNames[p.Kind], doc.Text[p.From:p.To])
	}
	return b.String()
}

func TestPagesReadAsWritten(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, ".want") {
			continue
		}
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			got := show(Read(readFile(t, name), Options{}))
			wanted := path + ".want"
			if *update {
				if err := os.WriteFile(wanted, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(wanted)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func bodyOf(doc *dateline.Document) []string {
	var all []string
	for _, p := range doc.Paragraphs {
		if p.Kind == dateline.Body {
			all = append(all, doc.Text[p.From:p.To])
		}
	}
	return all
}

func TestMarkupAndPlainTextOfOnePageGiveTheSameReport(t *testing.T) {
	one, _, err := Read(readFile(t, "arabic-chrome-english-report.html"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := Read(readFile(t, "arabic-chrome-english-report.txt"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if one.Title != other.Title {
		t.Errorf("titles differ: %q and %q", one.Title, other.Title)
	}
	if a, b := bodyOf(one), bodyOf(other); len(a) != 5 || !slices.Equal(a, b) {
		t.Errorf("bodies differ:\n%q\n%q", a, b)
	}
}

// checkDocument holds for whatever is read.
func checkDocument(t *testing.T, doc *dateline.Document) {
	t.Helper()
	end := 0
	for i, p := range doc.Paragraphs {
		if i > 0 {
			if p.From != end+2 || doc.Text[end:p.From] != "\n\n" {
				t.Fatalf("paragraph %d begins at %d, after %d", i, p.From, end)
			}
		} else if p.From != 0 {
			t.Fatalf("the text begins at %d", p.From)
		}
		if p.To <= p.From || p.To > len(doc.Text) {
			t.Fatalf("paragraph %d is %v of %d bytes", i, p.Span, len(doc.Text))
		}
		end = p.To
	}
	if end != len(doc.Text) {
		t.Fatalf("the paragraphs end at %d, the text at %d", end, len(doc.Text))
	}
	if doc.Words(doc.TitleSpan).Text != doc.Title {
		t.Fatalf("the title is %q, its span %q", doc.Title, doc.Words(doc.TitleSpan).Text)
	}
	if d := doc.Dateline; d.From < 0 || d.To > len(doc.Text) || d.From > d.To {
		t.Fatalf("the dateline is %v of %d bytes", d, len(doc.Text))
	}
	if strings.ContainsAny(doc.Text, "\x00\uFEFF") {
		t.Fatal("the text holds NULs or byte order marks")
	}
	if p := doc.Published; p != nil {
		if _, ok := p.Day(); !ok {
			t.Fatalf("published %q is no day", p.At)
		}
	}
}

func TestReadRefusesWhatHoldsNoReport(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  dateline.Raw
		want error
	}{
		{"nothing", dateline.Raw{}, ErrNoText},
		{"white space", dateline.Raw{Bytes: []byte(" \n\t \r\n")}, ErrNoText},
		{"NULs", dateline.Raw{Bytes: make([]byte, 100)}, ErrNoText},
		{"a picture", dateline.Raw{Bytes: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")}, ErrBinary},
		{"a document of another program", dateline.Raw{Bytes: []byte("%PDF-1.7 ...")}, ErrBinary},
		{"noise", dateline.Raw{Bytes: []byte("\x01\x02\x03\x04\x05\x06\x07\x08abc\x0e\x0f\x10\x11")}, ErrBinary},
		{"markup without text", dateline.Raw{Bytes: []byte("<html><body><div></div></body></html>")}, ErrNoArticle},
		{"a few words", dateline.Raw{Bytes: []byte("hello there")}, ErrNoArticle},
		{"a list of headlines", dateline.Raw{Bytes: []byte("Six dead in raid\nMinister visits the north\nPrices of bread rise again\n")}, ErrNoArticle},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.raw.Name = "input-7"
			doc, _, err := Read(&c.raw, Options{})
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v and %v, want %v", doc, err, c.want)
			}
			if !strings.HasPrefix(err.Error(), "input-7: ") {
				t.Errorf("got %q, want it to name the input", err)
			}
		})
	}
}

func TestTheUserKnowsBest(t *testing.T) {
	for _, c := range []struct {
		name      string
		options   Options
		at, basis string
		conflict  bool
		fails     bool
	}{
		{"the page's own date", Options{}, "2024-05-03T07:30:00+03:00", "json-ld", false, false},
		{"the user's date wins", Options{Published: "2024-05-03"}, "2024-05-03", "argument", false, false},
		{"a day apart is no conflict", Options{Published: "2024-05-04"}, "2024-05-04", "argument", false, false},
		{"two days apart is one", Options{Published: "2024-05-05T10:00:00+02:00"}, "2024-05-05T10:00:00+02:00", "argument", true, false},
		{"no date is no date", Options{Published: "yesterday"}, "", "", false, true},
		{"no URL is no URL", Options{URL: "somewhere"}, "", "", false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, gaps, err := Read(readFile(t, "json-ld-agrees-with-open-graph.html"), c.options)
			if c.fails {
				if err == nil {
					t.Fatal("got no error")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if p := doc.Published; p.At != c.at || p.Basis != c.basis {
				t.Errorf("got %v, want %s by %s", p, c.at, c.basis)
			}
			conflict := slices.ContainsFunc(gaps, func(g dateline.Gap) bool { return g.Code == dateline.GapPublishedConflict })
			if conflict != c.conflict {
				t.Errorf("got a conflict %v, want %v", conflict, c.conflict)
			}
		})
	}
}

func TestHugeAndDeepPagesAreReadInBounds(t *testing.T) {
	const report = "<h1>Bus attacked on mountain road</h1><p>Gunmen attacked a bus on a mountain road and killed four of its passengers, the police said on Monday.</p>" +
		"<p>The driver, who was hit in the arm, brought the bus to the next village, where the wounded were looked after.</p>"
	for _, c := range []struct {
		name string
		page string
	}{
		{"fifty megabytes of markup", report + strings.Repeat("<div class=x><span>a</span></div>", 50<<20/33)},
		{"fifty megabytes of text", report + "<p>" + strings.Repeat("word and word, ", 50<<20/15)},
		{"fifty megabytes within a tag", report + "<p title=\"" + strings.Repeat("x", 50<<20)},
		{"a hundred thousand nested divs", strings.Repeat("<div>", 100_000) + report},
		{"a hundred thousand nested tables", report + strings.Repeat("<table><tr><td>", 33_000)},
		{"many bold openings", report + strings.Repeat("<b><p>", 20_000)},
		{"deep JSON-LD", `<script type="application/ld+json">` + strings.Repeat("[", 200_000) + "</script>" + report},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := &dateline.Raw{Name: "big", Bytes: []byte("<html><body>" + c.page)}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			doc, _, err := Read(raw, Options{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatal(err)
			}
			checkDocument(t, doc)
			if !strings.Contains(doc.Text, "Gunmen attacked a bus") {
				t.Error("the report is not in the text")
			}
			if took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			t.Logf("%v, %d MB", took, (after.TotalAlloc-before.TotalAlloc)>>20)
		})
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		if b, err := os.ReadFile(path); err == nil && !strings.HasSuffix(path, ".want") {
			f.Add(b, "")
		}
	}
	f.Add([]byte("\xff\xfeb\x00o\x00m\x00b\x00"), "text/plain; charset=utf-16")
	f.Add([]byte("KABUL, 3/5/2024 13:00 +4 - x"), "text/plain")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		raw := &dateline.Raw{Name: "fuzz", Bytes: bytes.Clone(b), ContentType: contentType}
		doc, _, err := Read(raw, Options{})
		if err != nil {
			return
		}
		checkDocument(t, doc)
		if !bytes.Equal(raw.Bytes, b) {
			t.Fatal("the bytes were changed")
		}
	})
}
