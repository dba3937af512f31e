package extract

import (
	"bufio"
	"fmt"
	"os"
	"testing"

	"dateline"
)

func TestZZ(t *testing.T) {
	languages, reader := open(t)
	f, err := os.Open(os.Getenv("ZZ"))
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		text := sc.Text()
		doc := &dateline.Document{Text: text, Language: "en", Published: &dateline.Published{At: "2024-05-02", Basis: "argument"},
			Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}}}}
		r := runSteps(t, languages, reader, doc)
		fmt.Println("»", text)
		if os.Getenv("TAGS") != "" {
			for _, s := range r.sentences {
				for _, k := range s.Tokens {
					fmt.Print(k.Norm, "/", k.Tag, " ")
				}
				fmt.Println()
				for _, f := range s.Found() {
					switch f.Kind {
					case "phrase", "speaker", "actor", "person", "organization", "group", "time":
						fmt.Printf("      %s/%s [%s]\n", f.Kind, f.Sort, s.Text(text, f.First, f.Last))
					}
				}
			}
		}
		for _, s := range r.record.Statements {
			c := ""
			if s.Content != nil {
				c = s.Content.Text
			}
			if len(c) > 70 {
				c = c[:70]
			}
			fc := ""
			if s.Forecast != nil {
				fc = "FORECAST " + s.Forecast.What
			}
			fmt.Printf("    %s | %s | for %s | %s | %s | %s\n", s.Act, s.Speaker.Text, s.Speaker.For, s.Words.Text, c, fc)
		}
		for _, e := range r.record.Events {
			if e.Main {
				fmt.Printf("    CLAIM %+v\n", e.Claim)
			}
		}
	}
}
