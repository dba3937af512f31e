package main

import (
	"os"

	"dateline"
	"dateline/eval"
	"dateline/extract"
	"dateline/fetch"
)

type evalPlaceCommand struct {
	Data    string `required:"" placeholder:"DIR" help:"A folder with lgl.xml or GeoVirus.xml."`
	Lang    string `required:"" placeholder:"LANG" help:"The language of the articles (BCP 47)."`
	Part    string `enum:"all,development,test" default:"development" help:"Which articles: ${enum}. Those of development are odd by number, those of test even."`
	Sites   bool   `default:"true" negatable:"" help:"Tell the reader where an article was read."`
	Verbose bool   `help:"Name each miss, by kind."`
	JSON    bool   `name:"json" help:"Print the figures as JSON."`
	floorOptions
}

// Run prints how well names of places are found and understood, with bounds, set by set.
func (c *evalPlaceCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	read := func(doc *dateline.Document, given []dateline.Span) ([]extract.Toponym, error) {
		doc.Language = c.Lang
		text, err := r.languages.Analyze(doc)
		if err != nil {
			return nil, err
		}
		return r.extractor.Resolve(text, given), nil
	}
	half := map[string]eval.Half{"all": eval.All, "development": eval.Odd, "test": eval.Even}[c.Part]
	scores, err := eval.ScorePlaces(os.DirFS(c.Data), half, c.Sites, read)
	if err != nil {
		return err
	}
	var misses []string
	for _, score := range scores {
		misses = append(misses, score.Misses...)
	}
	if err := s.show(scores, misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	return c.keep(s, "place", c.Lang, c.Part, scores.Shares())
}
