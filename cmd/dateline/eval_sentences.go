package main

import (
	"os"

	"dateline"
	"dateline/eval"
	"dateline/fetch"
)

type evalSentencesCommand struct {
	Data    string `required:"" placeholder:"DIR" help:"A folder with NAME_gsr.csv and NAME_spans.json."`
	Name    string `default:"assault" help:"Which of the files."`
	Lang    string `placeholder:"LANG" help:"The language of the sentences (BCP 47), instead of telling it from the words of each."`
	Rows    string `enum:"all,odd,even" default:"all" help:"Rows whose number is odd, even, or any."`
	Verbose bool   `help:"Print each sentence that was invented or missed."`
	JSON    bool   `name:"json" help:"Print the counts as JSON, instead of the table."`
	floorOptions
}

// Run prints precision, recall and F, and how well the words of the parts are found.
func (c *evalSentencesCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	read := analyzed(r, r.extractor.Read)
	score, err := eval.ScoreSentences(os.DirFS(c.Data), c.Name, eval.Half(c.Rows), func(doc *dateline.Document) (*dateline.Record, error) {
		doc.Language = c.Lang
		return read(doc)
	})
	if err != nil {
		return err
	}
	if err := s.show(score, score.Misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	if c.Name != "assault" {
		return nil // floors are of that file
	}
	return c.keep(s, "sentences", c.Lang, c.Rows, score.Shares())
}
