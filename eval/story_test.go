package eval

import (
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/codebook"
)

const plainStory = `A bomb at a mill.
published: 2024-05-03
-- page.txt --
Bomb kills nine at mill in Kano

KANO, Nigeria, May 3 - A bomb killed nine people at a mill in Kano on Thursday, police said. The police said nobody had claimed it.
-- record --
title "Bomb kills nine at mill in Kano"
published 2024-05-03 argument   # what the user states

event bombing happened main "bomb"
  time 2024-05-02 day "on Thursday"
  place Kano NG town "Kano"
  venue "a mill"
  killed 9 9 "nine people" who "people" by 1
  target "a mill"
  claim none-stated "nobody had claimed it"

statement reports "police"
  about 1
`

func loadBook(t *testing.T) *codebook.Book {
	t.Helper()
	book, err := codebook.Load()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestFaultsOfStoriesAreNamedByPlace(t *testing.T) {
	book := loadBook(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"words that the page lacks", `"on Thursday"`, `"on Friday"`, `x.txtar:12:23: "on Friday" does not stand in the page`},
		{"words that stand there once", `"on Thursday"`, `"on Thursday"2`, `x.txtar:12:23: "on Thursday" does not stand in the page 2 times`},
		{"a quotation that is not closed", `"on Thursday"`, `"on Thursday`, "x.txtar:12:23: a quotation mark is not closed"},
		{"a quotation of nothing", `"on Thursday"`, `""`, "x.txtar:12:23: nothing stands between the quotation marks"},
		{"a type that the codebook lacks", "event bombing", "event earthquake", `x.txtar:11:7: "earthquake" is no type of the codebook`},
		{"a status that it lacks", "happened main", "rumoured main", `x.txtar:11:15: "rumoured" is no status`},
		{"a grain that is none", "town", "village", `x.txtar:13:17: got "village", want one of town`},
		{"a count that runs backwards", "killed 9 9", "killed 9 8", "x.txtar:15:3: 9 to 8 is no count"},
		{"a count that is a word", "killed 9 9", "killed nine 9", `x.txtar:15:10: "nine" is no number`},
		{"a statement that is not there", "by 1", "by 2", "x.txtar:15:1: there is no statement 2"},
		{"an event that is not there", "about 1", "about 1 3", "x.txtar:19:1: there is no event 3"},
		{"a time that is none", "2024-05-02 day", "Thursday day", `x.txtar:12:8: "Thursday" is no time`},
		{"too much on a line", `venue "a mill"`, `venue "a mill" main`, `x.txtar:14:18: "main" is not expected here`},
		{"an entry that is none", "statement reports", "remark reports", `x.txtar:19:1: "remark" opens no entry`},
		{"a line under the wrong entry", "  about 1", "  killed 1 1", `x.txtar:20:3: "killed" is nothing that a statement has`},
		{"a line under no entry", "title \"Bomb", "  title \"Bomb", `x.txtar:8:3: "title" stands under no event`},
		{"a file that does not belong", "-- record --", "-- notes --\n-- record --", `x.txtar:1:1: "notes" is no file of a story`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(plainStory, c.old, c.new, 1)
			if text == plainStory {
				t.Fatal("the story is as it was")
			}
			_, err := ParseStory("x.txtar", []byte(text), book)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if _, err := ParseStory("x.txtar", []byte(plainStory), book); err != nil {
		t.Errorf("the story itself: %v", err)
	}
}

// rightRecord is the record that plainStory wants.
func rightRecord() *dateline.Record {
	text := "Bomb kills nine at mill in Kano\n\nKANO, Nigeria, May 3 - A bomb killed nine people at a mill in Kano " +
		"on Thursday, police said. The police said nobody had claimed it."
	doc := &dateline.Document{Title: "Bomb kills nine at mill in Kano", Text: text,
		Published: &dateline.Published{At: "2024-05-03", Basis: "argument"}}
	at := func(words string) dateline.Words {
		from := strings.Index(text, words)
		return doc.Words(dateline.Span{From: from, To: from + len(words)})
	}
	var start dateline.Moment
	if err := start.UnmarshalText([]byte("2024-05-02")); err != nil {
		panic(err)
	}
	r := dateline.NewRecord(doc)
	venue := at("a mill")
	r.Events = append(r.Events, dateline.Event{
		ID: "e1", Type: "bombing", Status: dateline.Happened, Main: true, Words: at("bomb killed"), Statements: []string{"s1"},
		Time:       &dateline.Time{Start: start, Grain: dateline.Day, Words: at("Thursday")},
		Place:      &dateline.Place{Name: "Kano", Country: "NG", Grain: dateline.Town, Words: at("Kano on")},
		Venue:      &venue,
		Casualties: []dateline.Casualty{{Harm: dateline.Killed, Low: 9, High: 9, Who: "people", Statement: "s1", Words: at("nine people")}},
		Roles:      []dateline.Role{{Role: dateline.Target, Basis: dateline.RoleStated, Words: venue}},
		Claim:      dateline.Claim{State: dateline.NoneStated, Words: at("nobody had claimed it")},
	})
	r.Statements = append(r.Statements, dateline.Statement{ID: "s1", Act: dateline.Reports, Events: []string{"e1"},
		Words: at("police said"), Speaker: &dateline.Speaker{Words: at("police")}})
	return r
}

func TestCompare(t *testing.T) {
	story, err := ParseStory("x.txtar", []byte(plainStory), loadBook(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		change func(r *dateline.Record)
		want   []string
	}{
		{"the record that the story wants", func(r *dateline.Record) {}, nil},
		{"another toll", func(r *dateline.Record) { r.Events[0].Casualties[0].Low = 8 },
			[]string{`event 1 bombing: killed "nine people": want 9..9, got 8..9`}},
		{"a toll of the report's own", func(r *dateline.Record) { r.Events[0].Casualties[0].Statement = "" },
			[]string{`event 1 bombing: killed "nine people": by: want "police", got the report`}},
		{"a toll too many", func(r *dateline.Record) {
			r.Events[0].Casualties = append(r.Events[0].Casualties, dateline.Casualty{Harm: dateline.Injured, Low: 3, High: 3})
		}, []string{`event 1 bombing: injured: want nothing, got 3..3`}},
		{"another day", func(r *dateline.Record) { r.Events[0].Time.Start = dateline.Moment{} },
			[]string{`event 1 bombing: time "on Thursday": want 2024-05-02 day, got open day`}},
		{"no time", func(r *dateline.Record) { r.Events[0].Time = nil },
			[]string{`event 1 bombing: time "on Thursday": want 2024-05-02 day, got nothing`}},
		{"the time from other words", func(r *dateline.Record) { r.Events[0].Time.Words = r.Events[0].Words },
			[]string{`event 1 bombing: time: want "on Thursday", got "bomb killed"`}},
		{"another country", func(r *dateline.Record) { r.Events[0].Place.Country = "" },
			[]string{`event 1 bombing: place "Kano": want Kano NG town, got Kano - town`}},
		{"another type", func(r *dateline.Record) { r.Events[0].Type = "attack" },
			[]string{`event 1 bombing: type: want bombing, got attack`}},
		{"no claim", func(r *dateline.Record) { r.Events[0].Claim = dateline.Claim{State: dateline.Unmentioned} },
			[]string{`event 1 bombing: claim "nobody had claimed it": want none-stated, got unmentioned`}},
		{"an event too many", func(r *dateline.Record) {
			r.Events = append(r.Events, dateline.Event{ID: "e2", Type: "arson", Status: dateline.Happened, Words: dateline.Words{Text: "fire"}})
		}, []string{`event: want nothing, got arson happened "fire"`}},
		{"another act", func(r *dateline.Record) { r.Statements[0].Act = dateline.Denies },
			[]string{`statement 1 "police": act: want reports, got denies`}},
		{"a statement about nothing", func(r *dateline.Record) { r.Statements[0].Events = nil },
			[]string{`statement 1 "police": about: want 1, got nothing`}},
		{"a gap too many", func(r *dateline.Record) { r.Gaps = append(r.Gaps, dateline.Gap{Code: dateline.GapTruncated}) },
			[]string{`gap page-truncated: want nothing, got nothing`}},
		{"nothing at all", func(r *dateline.Record) { r.Events, r.Statements = nil, nil },
			[]string{`event 1 bombing: want "bomb", got nothing`, `statement 1 "police": want reports, got nothing`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rightRecord()
			c.change(r)
			got, _ := story.Compare(r)
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestTally(t *testing.T) {
	story, err := ParseStory("x.txtar", []byte(plainStory), loadBook(t))
	if err != nil {
		t.Fatal(err)
	}
	r := rightRecord()
	r.Events[0].Casualties[0].Low = 1
	_, tally := story.Compare(r)
	for field, want := range map[string]Count{"killed": {0, 1, 0}, "event": {1, 1, 0}, "casualty source": {1, 1, 0}, "injured": {}} {
		if got := tally[field]; got != want {
			t.Errorf("%s: got %+v, want %+v", field, got, want)
		}
	}
	for field := range tally {
		if !slices.Contains(Fields[:], field) {
			t.Errorf("%q is counted and not among the fields", field)
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name, text, words string
		nth               int
		want              [][2]int
	}{
		{"whole words only, where there are some", "the bombs, a bomb", "bomb", 0, [][2]int{{13, 17}}},
		{"parts of words, where there are none", "the bombs", "bomb", 0, [][2]int{{4, 8}}},
		{"the second of two", "a b a b", "b", 2, [][2]int{{6, 7}}},
		{"the third of two", "a b a b", "b", 3, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := places(c.text, c.words, c.nth); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestChanges(t *testing.T) {
	added, gone := Changes([]string{"a", "b", "b"}, []string{"b", "c", "a", "a"})
	if !slices.Equal(added, []string{"a", "c"}) || !slices.Equal(gone, []string{"b"}) {
		t.Errorf("got %v added and %v gone", added, gone)
	}
}
