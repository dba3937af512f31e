package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/eval"
	"dateline/fetch"
	"dateline/page"
)

type evalCommand struct {
	Casualties  evalCasualtiesCommand  `cmd:"" help:"Hold the figures of short passages against those that they tell."`
	Reports     evalReportsCommand     `cmd:"" help:"Hold records against reports with gold."`
	Page        evalPageCommand        `cmd:"" help:"Hold the text of pages against what it must and must not hold."`
	Coreference evalCoreferenceCommand `cmd:"" help:"Hold events across documents against ECB+."`
	Incidents   evalIncidentsCommand   `cmd:"" help:"Hold incidents against the clusters of this repository."`
	Sentences   evalSentencesCommand   `cmd:"" help:"Hold single sentences against judgements of whether they tell of violence."`
	Speed       evalSpeedCommand       `cmd:"" help:"Time the whole reading of pages beside the library that finds their main text."`
	Stories     evalStoriesCommand     `cmd:"" help:"Hold records against the stories of this repository."`
	Names       evalNamesCommand       `cmd:"" help:"Hold the names of persons, places and bodies against files in which they are marked (IOB)."`
	Place       evalPlaceCommand       `cmd:"" help:"Hold names of places against articles in which they are marked with coordinates (LGL, GeoVirus)."`
	Number      evalNumberCommand      `cmd:"" help:"Hold numbers against the cases of a specification (Recognizers-Text)."`
	Dates       evalDatesCommand       `cmd:"" help:"Hold dates and times against the cases of a specification (Recognizers-Text)."`
	Time        evalTimeCommand        `cmd:"" help:"Hold expressions of time against files of TimeML."`
	Statement   evalStatementCommand   `cmd:"" help:"Hold sources, cues and contents of attributions against texts in which they are marked (brat)."`
}

type evalReportsCommand struct {
	Data    string `required:"" placeholder:"DIR" help:"A folder with gold.jsonl and pages/."`
	IDs     string `name:"ids" enum:"all,odd,even" default:"all" help:"Reports whose number is odd, even, or any."`
	Verbose bool   `help:"Name each miss."`
	JSON    bool   `name:"json" help:"Print right and asked of each field as JSON, instead of the table."`
}

// Run prints a table of fields, and the mean of the core ones.
func (c *evalReportsCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	read := func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		return r.read(raw, options, "")
	}
	score, err := eval.ScoreReports(os.DirFS(c.Data), eval.Half(c.IDs), read)
	if err != nil {
		return err
	}
	return s.show(score, score.Misses, c.Verbose, c.JSON)
}

type evalSpeedCommand struct {
	Data string `required:"" placeholder:"DIR" help:"A folder with pages, at any depth."`
}

// Run prints times a page and their ratio.
func (c *evalSpeedCommand) Run(s *streams) error {
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	paths, err := fetch.Walk(c.Data)
	if err != nil {
		return err
	}
	var pages []*dateline.Raw
	for _, path := range paths {
		bytes, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		pages = append(pages, &dateline.Raw{Name: path, Bytes: bytes})
	}
	read := func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		return r.read(raw, options, "")
	}
	return eval.MeasureSpeed(pages, read).Print(s.out)
}

type evalStoriesCommand struct {
	Data    string   `placeholder:"DIR" default:"testdata/story" help:"The folder of the stories."`
	Verbose bool     `help:"Print each difference, as short.txt lists them."`
	Names   []string `arg:"" optional:"" name:"story" help:"Stories to read; all if none is named."`
}

// Run prints a table of the kinds of value for each language.
func (c *evalStoriesCommand) Run(s *streams) error {
	book, err := codebook.Load()
	if err != nil {
		return err
	}
	stories, err := eval.ReadStories(os.DirFS(c.Data), book)
	if err != nil {
		return err
	}
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		return err
	}
	tallies := map[string]eval.Tally{} // by language
	var lines []string
	read := map[string]int{}
	for _, story := range stories {
		if len(c.Names) > 0 && !slices.Contains(c.Names, story.Name) {
			continue
		}
		record, err := r.read(story.Raw(), page.Options{Published: story.Published}, "")
		if err != nil {
			return fmt.Errorf("%s: %w", story.Name, err)
		}
		differences, counts := story.Compare(record)
		language := record.Document.Language
		if tallies[language] == nil {
			tallies[language] = eval.Tally{}
		}
		tallies[language].Add(counts)
		read[language]++
		for _, d := range differences {
			lines = append(lines, story.Name+": "+d+"\n")
		}
	}
	if len(read) == 0 {
		return usageError{"there is no such story"}
	}
	if c.Verbose {
		slices.Sort(lines)
		for _, line := range lines {
			if _, err := io.WriteString(s.out, line); err != nil {
				return err
			}
		}
		return nil
	}
	all := 0
	for _, language := range slices.Sorted(maps.Keys(read)) {
		fmt.Fprintf(s.out, "%-16s %5s %5s %6s %5s\n", language, "right", "asked", "share", "extra")
		for _, field := range eval.Fields {
			if n := tallies[language][field]; n.Asked+n.Extra > 0 {
				fmt.Fprintf(s.out, "%-16s %5d %5d %6.3f %5d\n", field, n.Right, n.Asked, float64(n.Right)/float64(max(1, n.Asked)), n.Extra)
			}
		}
		fmt.Fprintf(s.out, "%d stories\n\n", read[language])
		all += read[language]
	}
	_, err = fmt.Fprintf(s.out, "%d stories, %d differences\n", all, len(lines))
	return err
}

// show prints the figures of a measure, or their JSON form; before them, if asked, each miss.
func (s *streams) show(score interface{ Print(io.Writer) error }, misses []string, verbose, form bool) error {
	if verbose {
		for _, miss := range misses {
			fmt.Fprintln(s.out, miss)
		}
	}
	if !form {
		return score.Print(s.out)
	}
	return json.NewEncoder(s.out).Encode(score)
}
