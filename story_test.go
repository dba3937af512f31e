package dateline_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/codebook"
	"dateline/eval"
	"dateline/extract"
	"dateline/lang"
	"dateline/page"
)

const storyFolder = "testdata/story"

// A storyReader reads stories from page to record.
type storyReader struct {
	languages *lang.Languages
	reader    *extract.Reader
}

func newStoryReader(t testing.TB) storyReader {
	t.Helper()
	languages, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := extract.New(languages)
	if err != nil {
		t.Fatal(err)
	}
	return storyReader{languages, reader}
}

func (r storyReader) read(t testing.TB, s *eval.Story) *dateline.Record {
	t.Helper()
	doc, gaps, err := page.Read(s.Raw(), page.Options{Published: s.Published})
	if err != nil {
		t.Fatal(err)
	}
	text, err := r.languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	record := r.reader.Read(text)
	record.Gaps = slices.Insert(record.Gaps, 0, gaps...)
	return record
}

func readStories(t testing.TB) []*eval.Story {
	t.Helper()
	book, err := codebook.Load()
	if err != nil {
		t.Fatal(err)
	}
	stories, err := eval.ReadStories(os.DirFS(storyFolder), book)
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

// Every story is read as it wants to be, but for the differences in short.txt.
// That list is kept true by hand: a line too many fails as a line too few does.
func TestStories(t *testing.T) {
	reader := newStoryReader(t)
	short, err := eval.ReadShort(os.DirFS(storyFolder), "short.txt")
	if err != nil {
		t.Fatal(err)
	}
	stories := readStories(t)
	for _, s := range stories {
		t.Run(s.Name, func(t *testing.T) {
			differences, _ := s.Compare(reader.read(t, s))
			added, gone := eval.Changes(short[s.Name], differences)
			for _, line := range added {
				t.Errorf("not in short.txt, add it or mend it:\n%s: %s", s.Name, line)
			}
			for _, line := range gone {
				t.Errorf("in short.txt and no longer so, remove it:\n%s: %s", s.Name, line)
			}
		})
		delete(short, s.Name)
	}
	for name := range short {
		t.Errorf("short.txt speaks of a story %q, which is not there", name)
	}
}

// Taken together, the stories of a language are not read worse than its floors.
// They are raised by hand when reading gets better.
func TestStoriesKeepTheFloors(t *testing.T) {
	floors, err := eval.ReadFloors()
	if err != nil {
		t.Fatal(err)
	}
	reader := newStoryReader(t)
	tallies := map[string]eval.Tally{}
	for _, s := range readStories(t) {
		record := reader.read(t, s)
		language := record.Document.Language
		if tallies[language] == nil {
			tallies[language] = eval.Tally{}
		}
		_, tally := s.Compare(record)
		tallies[language].Add(tally)
	}
	for language, tally := range tallies {
		floor, ok := floors.Stories[language]
		if !ok {
			t.Errorf("there are no floors for %q", language)
		}
		for _, line := range floor.Below(tally) {
			t.Errorf("%s: %s", language, line)
		}
	}
}

// A story that wants a toll which its page does not give must fail.
func TestPlantedTollIsFound(t *testing.T) {
	const report = `A bomb at a mill.
published: 2024-05-03
-- page.txt --
Bomb kills nine at mill in Kano

KANO, Nigeria, May 3 - A bomb killed nine people at a mill in Kano on Thursday, police said.
-- record --
title "Bomb kills nine at mill in Kano"
published 2024-05-03 argument

event bombing happened main "bomb"
  killed 9 9 "nine people"
`
	reader := newStoryReader(t)
	book, err := codebook.Load()
	if err != nil {
		t.Fatal(err)
	}
	compare := func(text string) []string {
		story, err := eval.ParseStory("planted.txtar", []byte(text), book)
		if err != nil {
			t.Fatal(err)
		}
		differences, _ := story.Compare(reader.read(t, story))
		return differences
	}
	toll := func(line string) bool { return strings.Contains(line, `killed "nine people": want`) }
	if got := compare(report); slices.ContainsFunc(got, toll) {
		t.Errorf("the right toll is a difference:\n%s", strings.Join(got, "\n"))
	}
	const want = `event 1 bombing: killed "nine people": want 19..19, got 9..9`
	if got := compare(strings.Replace(report, "killed 9 9", "killed 19 19", 1)); !slices.Contains(got, want) {
		t.Errorf("the planted toll: got\n%s\nwant among them\n%s", strings.Join(got, "\n"), want)
	}
}

// The examples are pages of stories, so that what they show is tested.
func TestExamplesAreStories(t *testing.T) {
	files, err := os.ReadDir("examples")
	if err != nil {
		t.Fatal(err)
	}
	stories := readStories(t)
	for _, f := range files {
		if f.IsDir() || strings.HasSuffix(f.Name(), ".go") { // record/ holds pages whose record the README shows
			continue
		}
		text, err := os.ReadFile("examples/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(stories, func(s *eval.Story) bool { return bytes.Equal(s.Source, text) }) {
			t.Errorf("examples/%s is not the page of a story", f.Name())
		}
	}
}

// A report gives the same record each time: nothing hangs on the order of a map.
func TestReadingTwiceGivesTheSameRecord(t *testing.T) {
	reader := newStoryReader(t)
	for _, s := range readStories(t) {
		first, err := json.Marshal(reader.read(t, s))
		if err != nil {
			t.Fatal(err)
		}
		for range 8 {
			again, err := json.Marshal(reader.read(t, s))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first, again) {
				t.Errorf("%s: two readings differ:\n%s\n%s", s.Name, first, again)
				break
			}
		}
	}
}
