package main

import (
	"path/filepath"

	"dateline/eval"
)

type evalPageCommand struct {
	Data    string `placeholder:"DIR" default:"testdata/page" help:"A folder with evaldata.json and the pages, at any depth or in pages.tar.xz."`
	Part    string `enum:"all,development,test" default:"all" help:"Which pages: ${enum}. Those of test are every second one by address."`
	Lang    string `help:"Only pages of sites in this language, where evaldata.json says so."`
	Verbose bool   `help:"Name each fault."`
	JSON    bool   `name:"json" help:"Print the figures as JSON."`
	floorOptions
}

// Run prints precision, recall and F of Dateline's page step and of a library on the same pages, and how long each took.
func (c *evalPageCommand) Run(s *streams) error {
	folder, err := filepath.Abs(c.Data)
	if err != nil {
		return err
	}
	pages, done, err := eval.OpenPages(folder)
	if err != nil {
		return err
	}
	defer done()
	score, err := eval.ScorePages(eval.Pages{Folder: pages, Part: eval.Part(c.Part), Language: c.Lang}, eval.Readability())
	if err != nil {
		return err
	}
	if err := s.show(score, score.Misses, c.Verbose, c.JSON); err != nil {
		return err
	}
	data := filepath.Base(folder) // floors are of a set of pages, not of a language
	if c.Lang != "" {
		data += " " + c.Lang
	}
	return c.keep(s, "page", data, c.Part, score.Shares())
}
