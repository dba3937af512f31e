package main

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
)

// The columns of a card.
const (
	margin   = 2
	body     = 14 // where values begin
	timeline = 20 // where background events begin, beside their dates
	about    = 19 // where what is said of an actor begins
)

// A card shows a record to people: every line says a value and the words of the
// report that it rests on.
type card struct {
	layout
	record  *dateline.Record
	book    *codebook.Book
	places  *gazetteer.Gazetteer
	explain bool // the rule behind each value follows it

	actors     map[string]*dateline.Actor
	statements map[string]*dateline.Statement
}

func newCard(record *dateline.Record, book *codebook.Book, places *gazetteer.Gazetteer, s screen) *card {
	c := &card{
		record: record, book: book, places: places,
		actors: map[string]*dateline.Actor{}, statements: map[string]*dateline.Statement{},
	}
	c.screen = s
	for i := range record.Actors {
		c.actors[record.Actors[i].ID] = &record.Actors[i]
	}
	for i := range record.Statements {
		c.statements[record.Statements[i].ID] = &record.Statements[i]
	}
	return c
}

// String is the card.
func (c *card) String() string {
	c.head()
	var background []*dateline.Event
	for i := range c.record.Events {
		if e := &c.record.Events[i]; e.Main {
			c.mainEvent(e)
		} else {
			background = append(background, e)
		}
	}
	switch {
	case len(c.record.Events) == 0:
		c.blank()
		c.put(0, 0, piece{"No event of political violence is told of.", plain})
	case len(background) == len(c.record.Events):
		c.blank()
		c.put(0, 0, piece{"No single event is what the report is about.", plain})
	}
	c.says()
	c.background(background)
	c.traits()
	c.forecasts()
	c.gaps()
	return c.out.String()
}

func (c *card) head() {
	d := c.record.Document
	title := d.Title
	if title == "" {
		title = "(no headline)"
	}
	c.put(0, 0, piece{title, strong})
	var parts []piece
	for _, s := range []string{d.Site, d.Section, list(d.Authors), publication(d.Published), d.Language} {
		switch {
		case s == "":
		case parts == nil:
			parts = append(parts, piece{s, faint})
		default:
			parts = append(parts, piece{dot + s, faint})
		}
	}
	c.put(0, 0, parts...)
	if d.URL != "" {
		c.put(0, 0, piece{d.URL, faint})
	}
}

func (c *card) section(name string) {
	c.blank()
	c.put(0, 0, piece{name, strong})
}

// row sets a line: the name of a value, the value, and the words that it rests on.
func (c *card) row(name string, value []piece, words dateline.Words, by dateline.Trace) {
	if len(value) == 0 && words.Text == "" {
		return
	}
	c.entry(piece{name, accent}, margin, body, append(slices.Clone(value), c.quote(words, value))...)
	c.trace(by, body)
}

// quote sets words apart as the report's own, unless the value says just that.
func (c *card) quote(words dateline.Words, value []piece) piece {
	for _, v := range value {
		if v.text == words.Text {
			return piece{}
		}
	}
	return c.quoted(words.Text)
}

// quoted is text in quotation marks, shortened to a line or two. Marks that it
// begins or ends with are not doubled.
func (c *card) quoted(text string) piece {
	text = strings.Trim(shorten(text, 2*c.width-2*body), "“”\"")
	if text == "" {
		return piece{}
	}
	return piece{"“" + text + "”", faint}
}

// gaps tells what is missing or in doubt, and of what.
func (c *card) gaps() {
	if len(c.record.Gaps) == 0 {
		return
	}
	c.section("Gaps")
	for _, g := range c.record.Gaps {
		text := piece{shorten(g.Text, 2*c.width), faint}
		if !g.Span.IsZero() {
			text = c.quoted(g.Text)
		}
		c.put(margin, 2*margin, piece{spell(g.Code), alert}, piece{c.concerns(g.Field), plain}, text)
	}
}

// concerns says what the path of a field leads to: "events.e2.time" to "time of
// the bombing".
func (c *card) concerns(field string) string {
	parts := strings.Split(field, ".")
	if parts[0] == "document" {
		return "" // the code says it
	}
	if len(parts) < 2 || parts[0] != "events" {
		return strings.Join(parts, " ")
	}
	i := slices.IndexFunc(c.record.Events, func(e dateline.Event) bool { return e.ID == parts[1] })
	if i < 0 {
		return field
	}
	e := &c.record.Events[i]
	what := "of the " + spell(e.Type)
	if !e.Main {
		what += " “" + shorten(e.Text, c.width/3) + "”"
	}
	return strings.Join(append(parts[2:], what), " ")
}

// trace sets the rule that a value came from, and what was turned down for it,
// from column indent on.
func (c *card) trace(by dateline.Trace, indent int) {
	if !c.explain || by.Rule == "" && len(by.Losers) == 0 {
		return
	}
	parts := []string{"← " + by.Rule}
	switch {
	case by.Line > 0:
		parts = append(parts, fmt.Sprintf("%s:%d", by.File, by.Line))
	case by.File != "":
		parts = append(parts, by.File)
	}
	if by.Score != 0 {
		parts = append(parts, fmt.Sprintf("score %.2f", by.Score))
	}
	c.put(indent, indent+margin, piece{strings.Join(parts, " · "), alert})
	for _, l := range by.Losers {
		text := "✗ " + l.Value
		if l.Text != "" {
			text += " “" + shorten(l.Text, c.width/2) + "”"
		}
		if l.Why != "" {
			text += ": " + l.Why
		}
		if l.Score != 0 {
			text += fmt.Sprintf(" (%.2f)", l.Score)
		}
		c.put(indent, indent+margin, piece{text, faint})
	}
}
