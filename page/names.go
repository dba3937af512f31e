package page

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

//go:embed names.txt
var namesText string

// markupNames are the lists of names.txt, by section.
type markupNames map[string][]string

var names = sync.OnceValue(func() markupNames {
	m := markupNames{}
	section := ""
	for line := range strings.Lines(namesText) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(name, "]")
			continue
		}
		if line != "" && !strings.HasPrefix(line, "#") {
			m[section] = append(m[section], strings.Fields(line)...)
		}
	}
	return m
})

// namesOn gives what an element is called: its classes, its id, its name and what it says that it is.
func namesOn(n *html.Node) string {
	var all string
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "name":
			all += " " + a.Val
		}
	}
	return strings.ToLower(all)
}

// holdsAny tells whether one of the parts stands anywhere in the names.
func holdsAny(names string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(names, part) {
			return true
		}
	}
	return false
}

// bears gives the first of the parts that begins a word of the names; empty if none does.
func bears(names string, parts []string) string {
	for _, part := range parts {
		for rest := names; ; {
			at := strings.Index(rest, part)
			if at < 0 {
				break
			}
			if at == 0 || strings.IndexByte(" -_", rest[at-1]) >= 0 {
				return part
			}
			rest = rest[at+len(part):]
		}
	}
	return ""
}

// begins gives the first of the parts that one of the names begins with; empty if none does.
func begins(names string, parts []string) string {
	for name := range strings.FieldsSeq(names) {
		for _, part := range parts {
			if strings.HasPrefix(name, part) {
				return part
			}
		}
	}
	return ""
}
