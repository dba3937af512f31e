package dateline_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The layout: which packages of this module a package may import, and why no
// others. Tests may import more.
var layout = map[string]struct {
	may    []string
	reason string
}{
	"dateline":    {nil, "the vocabulary stands on the standard library alone; everything else stands on it"},
	"rule":        {[]string{"dateline"}, "the rule language knows tokens, and neither languages nor events"},
	"learn":       {nil, "models weigh features and know nothing of reports"},
	"lang":        {[]string{"dateline", "rule", "learn"}, "languages are told apart and cut up before anything is read in them"},
	"gazetteer":   {[]string{"dateline"}, "names lead to places and actors; who chooses among them is another"},
	"codebook":    {[]string{"dateline"}, "definitions depend on nothing that uses them"},
	"fetch":       {[]string{"dateline"}, "bytes come in without regard to what is in them"},
	"page":        {[]string{"dateline"}, "text is told from chrome in any language, and without a network"},
	"attribution": {[]string{"dateline", "lang", "learn"}, "who says what is weighed over tokens of any language"},
	"extract":     {[]string{"dateline", "attribution", "lang", "rule", "gazetteer", "codebook", "learn"}, "reading sees text, and never pages or the world"},
	"link":        {[]string{"dateline", "learn"}, "tellings are held against one another without regard to where they are kept"},
	"examples":    {nil, "reports to begin with, as they came"},
	"account":     {[]string{"dateline"}, "who may come in is told from a password alone, and nothing is kept here"},
	"coding":      {[]string{"dateline"}, "what coders agree on is worked out from records alone, wherever they are kept"},
	"store":       {[]string{"dateline", "account", "coding"}, "reports are kept without regard to how they were read; how tellings are grouped is handed in"},
	"web":         {[]string{"dateline", "account", "codebook", "coding", "dossier", "draw", "gazetteer", "link", "store", "third"}, "the workbench shows and edits the record; how reports are read is handed in"},
	"dossier":     {[]string{"dateline", "gazetteer", "link", "store"}, "what is known of an actor is gathered from the record and the actor list, once for all who show it"},
	"third":       {nil, "what others made is carried as it is"},
	"draw":        {[]string{"dateline", "third"}, "a drawing is made of what it is handed, in words that it is handed"},
	"eval": {[]string{"dateline", "attribution", "page", "lang", "extract", "link", "fetch", "codebook", "gazetteer", "learn"},
		"measuring sees all of the flow, and nothing of the flow sees it"},
	"eval/extractors": {[]string{"dateline", "eval"}, "other libraries are measured as Dateline is, in a module of its own: they are heavy"},
	"cmd/dateline": {[]string{"dateline", "attribution", "rule", "learn", "lang", "gazetteer", "codebook", "fetch", "page", "extract", "link", "account", "coding", "dossier", "store", "web", "eval", "examples", "third"},
		"the program wires the flow; nothing imports it"},
	"third/generate":     {nil, "what compiles the shapes of countries runs before everything else"},
	"gazetteer/generate": {[]string{"dateline", "gazetteer"}, "what compiles the gazetteer runs before everything else"},
}

// standardOnly are the packages that import nothing from outside the standard
// library and this module.
var standardOnly = map[string]string{
	"dateline":    "whoever imports the vocabulary imports nothing else with it",
	"rule":        "a rule file is read the same for ever",
	"learn":       "a model is read the same for ever",
	"lang":        "a language is data and the code that reads it",
	"gazetteer":   "the index is read as it stands",
	"codebook":    "a list of definitions needs no help",
	"third":       "files need no help",
	"draw":        "a drawing is lines and words",
	"coding":      "a figure of agreement can be worked out again by anybody",
	"link":        "why two tellings are one incident can be looked at here, all of it",
	"attribution": "weights can be looked at here, all of them",
	"extract":     "reading is rules and weights, and all of it can be looked at here",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	files := token.NewFileSet()
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if entry.IsDir() && (base == "testdata" || base == "node_modules" || base != "." && base[0] == '.') {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		home := path.Dir(name)
		if home == "." {
			home = "dateline"
		}
		seen[home] = true
		rules, ok := layout[home]
		if !ok {
			t.Errorf("%s: package %s is not in the layout", name, home)
			return nil
		}
		file, err := parser.ParseFile(files, name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			at := files.Position(spec.Pos())
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return fmt.Errorf("%s: %w", at, err)
			}
			own := strings.TrimPrefix(imported, "dateline/")
			switch first, _, _ := strings.Cut(imported, "/"); {
			case first == "dateline":
				if !slices.Contains(rules.may, own) {
					t.Errorf("%s: %s imports %s: %s", at, home, imported, rules.reason)
				}
			case strings.Contains(first, "."):
				if reason, ok := standardOnly[home]; ok {
					t.Errorf("%s: %s imports %s: %s", at, home, imported, reason)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for home := range layout {
		if !seen[home] {
			t.Errorf("the layout speaks of %s, which is not there", home)
		}
	}
}
