package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"dateline"
	"dateline/codebook"
	"dateline/eval"
	"dateline/fetch"
	"dateline/gazetteer"
	"dateline/page"
)

var escapes = regexp.MustCompile("\x1b\\[[0-9]*m")

func open(t *testing.T) (*codebook.Book, *gazetteer.Gazetteer) {
	t.Helper()
	book, err := codebook.Load()
	if err != nil {
		t.Fatal(err)
	}
	places, err := gazetteer.Open()
	if err != nil {
		t.Fatal(err)
	}
	return book, places
}

// The card of every story keeps to the width, and colour adds nothing but colour.
func TestCardsKeepToTheScreen(t *testing.T) {
	book, places := open(t)
	stories, err := eval.ReadStories(os.DirFS("../../testdata/story"), book)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReader(&fetch.Fetcher{})
	if err != nil {
		t.Fatal(err)
	}
	show := func(record *dateline.Record, s screen) string {
		c := newCard(record, book, places, s)
		c.explain = true
		return c.String()
	}
	for _, story := range stories {
		t.Run(story.Name, func(t *testing.T) {
			record, err := r.read(story.Raw(), page.Options{Published: story.Published}, "")
			if err != nil {
				t.Fatal(err)
			}
			for _, width := range []int{narrowest, usual, widest} {
				text := show(record, screen{width: width})
				for line := range strings.Lines(text) {
					line = strings.TrimSuffix(line, "\n")
					if got := uniseg.StringWidth(line); got > width {
						t.Errorf("%d columns where there are %d: %q", got, width, line)
					}
					if strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
						t.Errorf("an isolate is open: %q", line)
					}
				}
				coloured := show(record, screen{width: width, colour: true})
				if got := escapes.ReplaceAllString(coloured, ""); got != text {
					t.Errorf("with colour the text is another at width %d", width)
				}
			}
		})
	}
}

func TestLayout(t *testing.T) {
	for _, c := range []struct {
		name   string
		pieces []piece
		want   string
	}{
		{"words are broken at blanks", []piece{{"one two three four five six", plain}}, "  one two three four\n    five six\n"},
		{"a piece that fits on a line is kept on one", []piece{{"one two three", plain}, {"four five six", faint}}, "  one two three\n    four five six\n"},
		{"a word wider than a line is cut", []piece{{"aaaaaaaaaabbbbbbbbbbccccc", plain}}, "  aaaaaaaaaabbbbbbbb\n    bbccccc\n"},
		{"wide characters take two columns", []piece{{"東京東京東京東京東京東京", plain}}, "  東京東京東京東京東\n    京東京\n"},
		{"words from right to left are kept apart", []piece{{"said", plain}, {"قال الجيش", plain}}, "  said \u2068قال الجيش\u2069\n"},
		{"control characters are dropped", []piece{{"a\x1b[31mb\a c\u202ed", plain}}, "  a[31mb cd\n"},
		{"an empty piece leaves no blank", []piece{{"", plain}, {"a", plain}, {" ", plain}, {"b", plain}}, "  a b\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := layout{screen: screen{width: 20}}
			l.put(2, 4, c.pieces...)
			if got := l.out.String(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestEntry(t *testing.T) {
	l := layout{screen: screen{width: 24}}
	l.entry(piece{"when", plain}, 2, 8, piece{"on a Tuesday in May 2024", plain})
	l.entry(piece{"a long name", plain}, 2, 8, piece{"x", plain})
	l.entry(piece{"empty", plain}, 2, 8)
	l.put(0, 0, piece{"end", plain})
	const want = "  when  on a Tuesday in\n        May 2024\n  a long name\n        x\nend\n"
	if got := l.out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWhen(t *testing.T) {
	for _, c := range []struct {
		name, start, end string
		grain            dateline.Grain
		want             string
	}{
		{"a minute", "2022-09-14T21:40", "2022-09-14T21:41", dateline.Minute, "Wednesday 14 September 2022, 21:40"},
		{"an hour", "2022-09-14T21:00", "2022-09-14T22:00", dateline.Hour, "Wednesday 14 September 2022, about 21:00"},
		{"an evening", "2024-03-22T18:00", "2024-03-23T00:00", dateline.DayPart, "Friday 22 March 2024, 18:00 to midnight"},
		{"a night", "2024-03-22T20:00", "2024-03-23T06:00", dateline.DayPart, "night from Friday 22 March 2024 to 23 March 2024"},
		{"a morning", "2024-03-22T06:00", "2024-03-22T12:00", dateline.DayPart, "Friday 22 March 2024, 06:00 to 12:00"},
		{"a day", "2024-03-22", "2024-03-23", dateline.Day, "Friday 22 March 2024"},
		{"a week", "2023-12-04", "2023-12-11", dateline.WeekGrain, "4 to 10 December 2023"},
		{"a week across months", "2023-11-27", "2023-12-04", dateline.WeekGrain, "27 November to 3 December 2023"},
		{"a month", "2022-09-01", "2022-10-01", dateline.Month, "September 2022"},
		{"the end of a year", "2014-09-01", "2015-01-01", dateline.Season, "1 September to 31 December 2014"},
		{"a year", "2021-01-01", "2022-01-01", dateline.Year, "2021"},
		{"two years", "2022-01-01", "2024-01-01", dateline.Year, "2022 to 2023"},
		{"a winter", "2021-12-01", "2022-03-01", dateline.Season, "1 December 2021 to 28 February 2022"},
		{"nothing to resolve it", "", "", dateline.Day, "date open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := &dateline.Time{Grain: c.grain}
			if c.start != "" {
				if err := at.Start.UnmarshalText([]byte(c.start)); err != nil {
					t.Fatal(err)
				}
				if err := at.End.UnmarshalText([]byte(c.end)); err != nil {
					t.Fatal(err)
				}
			}
			if got := when(at); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		low, high int
		want      string
	}{
		{9, 9, "9"}, {9, -1, "at least 9"}, {0, 50, "up to 50"}, {90, 100, "90 to 100"}, {0, 0, "none"}, {1200, -1, "at least 1,200"},
	} {
		if got := count(c.low, c.high); got != c.want {
			t.Errorf("%d to %d: got %s, want %s", c.low, c.high, got, c.want)
		}
	}
}

func TestMeasure(t *testing.T) {
	env := func(columns string) func(string) string {
		return func(name string) string { return map[string]string{"COLUMNS": columns}[name] }
	}
	for columns, want := range map[string]int{"": usual, "60": 60, "5": narrowest, "500": widest, "wide": usual} {
		if got := measure(&strings.Builder{}, env(columns)); got.width != want || got.colour {
			t.Errorf("COLUMNS=%q: got %+v, want width %d without colour", columns, got, want)
		}
	}
}
