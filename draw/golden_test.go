package draw

import (
	"encoding/xml"
	"flag"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the drawings in testdata anew")

// golden holds a drawing against the one kept, and against what every drawing is to be.
func golden(t *testing.T, name string, got template.HTML) {
	t.Helper()
	wellFormed(t, name, string(got))
	file := filepath.Join("testdata", name+".svg")
	if *update {
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) {
		t.Errorf("%s is drawn otherwise than in %s; look at both, and run with -update if it is right", name, file)
	}
}

var reference = regexp.MustCompile(`url\(#([^)]*)\)|aria-(?:labelledby|describedby)="([^"]*)"`)

// wellFormed checks what the page relies on: elements that close, no style and no script of any
// kind, ids that are the drawing's own, and references that lead somewhere.
func wellFormed(t *testing.T, name, svg string) {
	t.Helper()
	ids := map[string]bool{}
	prefix := ""
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s is no XML: %v", name, err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if tag := element.Name.Local; tag == "script" || tag == "style" || tag == "foreignObject" || tag == "image" || tag == "a" {
			t.Errorf("%s holds the element %s", name, tag)
		}
		for _, a := range element.Attr {
			switch attr := strings.ToLower(a.Name.Local); {
			case attr == "style" || attr == "href" || strings.HasPrefix(attr, "on"):
				t.Errorf("%s holds the attribute %s", name, attr)
			case attr == "id":
				if prefix == "" {
					prefix = a.Value
				}
				if !strings.HasPrefix(a.Value, prefix) || ids[a.Value] {
					t.Errorf("%s: the id %q is not its own", name, a.Value)
				}
				ids[a.Value] = true
			}
		}
	}
	for _, match := range reference.FindAllStringSubmatch(svg, -1) {
		if !ids[match[1]+match[2]] {
			t.Errorf("%s refers to %q, which it does not hold", name, match[1]+match[2])
		}
	}
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Errorf("%s holds a number that is none", name)
	}
}
