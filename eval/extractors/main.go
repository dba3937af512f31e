// Extractors holds Dateline's page step against the libraries that find a page's main text, go-trafilatura among them, on
// the same pages in the same run. It is a module of its own: what go-trafilatura stands on would make the program a fifth
// heavier.
//
//	cd eval/extractors && go run . --data DIR
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"github.com/markusmobius/go-trafilatura"

	"dateline"
	"dateline/eval"
)

func main() {
	data := flag.String("data", "../../testdata/page", "a folder with evaldata.json and the pages, at any depth or in pages.tar.xz")
	part := flag.String("part", "all", "which pages: all, development, test")
	form := flag.Bool("json", false, "print the figures as JSON")
	flag.Parse()
	if err := run(*data, eval.Part(*part), *form); err != nil {
		fmt.Fprintln(os.Stderr, "extractors:", err)
		os.Exit(1)
	}
}

func run(data string, part eval.Part, form bool) error {
	pages, done, err := eval.OpenPages(data)
	if err != nil {
		return err
	}
	defer done()
	score, err := eval.ScorePages(eval.Pages{Folder: pages, Part: part}, eval.Readability(),
		trafilaturaTool("go-trafilatura", false), trafilaturaTool("go-trafilatura, others", true))
	if err != nil {
		return err
	}
	if form {
		return json.NewEncoder(os.Stdout).Encode(score)
	}
	return score.Print(os.Stdout)
}

// trafilaturaTool is the library go-trafilatura; if others, it may ask other libraries where it finds little.
func trafilaturaTool(name string, others bool) eval.PageTool {
	options := trafilatura.Options{EnableFallback: others, ExcludeComments: true}
	return eval.PageTool{Name: name, Text: func(raw *dateline.Raw) (string, error) {
		found, err := trafilatura.Extract(bytes.NewReader(raw.Bytes), options)
		if err != nil {
			return "", err
		}
		return found.ContentText, nil
	}}
}
