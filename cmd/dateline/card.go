package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
)

// The columns of a card.
const (
	margin = 2
	body   = 14 // where values begin
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
	if len(background) == len(c.record.Events) {
		c.blank()
		c.put(0, 0, piece{"The report is about no event of political violence.", plain})
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
	parts := []string{}
	for _, s := range []string{d.Site, d.Section, list(d.Authors), publication(d.Published), d.Language} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	c.put(0, 0, piece{strings.Join(parts, " · "), faint})
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
	c.trace(by)
}

// quote sets words apart as the report's own, unless the value says just that.
func (c *card) quote(words dateline.Words, value []piece) piece {
	text := shorten(words.Text, 2*c.width)
	if text == "" {
		return piece{}
	}
	for _, v := range value {
		if v.text == words.Text {
			return piece{}
		}
	}
	return piece{"“" + text + "”", faint}
}

func (c *card) mainEvent(e *dateline.Event) {
	c.blank()
	c.put(0, margin, piece{heading(e.Type), strong}, piece{"· " + string(e.Status), plain}, c.quote(e.Words, nil))
	if entry, ok := c.book.Entry(codebook.Type, e.Type); ok && c.explain {
		c.put(body, body, piece{entry.Means, faint})
	}
	c.trace(e.By)
	c.eventRows(e)
}

func (c *card) eventRows(e *dateline.Event) {
	if e.Time != nil {
		c.row("when", []piece{{when(e.Time), plain}}, e.Time.Words, e.Time.By)
	}
	if e.Place != nil {
		c.row("where", []piece{{c.place(e.Place), plain}, {c.precision(e.Place), plain}}, e.Place.Words, e.Place.By)
	}
	if e.Venue != nil {
		c.row("at", nil, *e.Venue, dateline.Trace{})
	}
	for i := range e.Casualties {
		k := &e.Casualties[i]
		c.row(k.Harm, []piece{{casualty(k), plain}, {"· " + c.source(k.Statement), plain}}, k.Words, k.By)
	}
	for _, role := range []string{dateline.Perpetrator, dateline.Target, dateline.Victim, dateline.Weapon} {
		for i := range e.Roles {
			if r := &e.Roles[i]; r.Role == role {
				c.row(role, c.role(r), r.Words, r.By)
			}
		}
	}
	if e.Claim.State != dateline.Unmentioned && e.Claim.State != "" {
		c.row("claim", []piece{{c.claim(&e.Claim), plain}}, e.Claim.Words, dateline.Trace{})
	}
}

// place names a place from the small to the large.
func (c *card) place(p *dateline.Place) string {
	parts := []string{p.Name}
	if p.Admin1 != "" && p.Admin1 != p.Name {
		parts = append(parts, p.Admin1)
	}
	if country, ok := c.places.Country(p.Country); ok {
		if country.Name != p.Name {
			parts = append(parts, country.Name)
		}
	} else if p.Country != "" {
		parts = append(parts, p.Country)
	}
	return strings.Join(parts, ", ")
}

// precision says how exact a place is, and where it lies.
func (c *card) precision(p *dateline.Place) string {
	s := "· " + grain(p.Grain)
	if p.Lat != nil && p.Lon != nil {
		s += fmt.Sprintf(" · %.3f, %.3f", *p.Lat, *p.Lon)
	} else {
		s += " · not in the gazetteer"
	}
	return s
}

func casualty(k *dateline.Casualty) string {
	s := count(k.Low, k.High)
	if k.Who != "" {
		s += " " + k.Who
	}
	var notes []string
	if k.Attackers {
		notes = append(notes, "attackers")
	}
	if k.IncludesAttackers {
		notes = append(notes, "attackers counted in")
	}
	if k.Running {
		notes = append(notes, "with earlier counts")
	}
	if len(notes) > 0 {
		s += " (" + strings.Join(notes, ", ") + ")"
	}
	return s
}

// source says whose words a value is.
func (c *card) source(statement string) string {
	s := c.statements[statement]
	switch {
	case s == nil:
		return "the report"
	case s.Speaker == nil:
		return "a speaker without a name"
	}
	return shorten(s.Speaker.Text, c.width/2)
}

func (c *card) role(r *dateline.Role) []piece {
	basis := ""
	if r.Role == dateline.Perpetrator {
		basis = "· " + r.Basis
		if s := c.statements[r.Statement]; s != nil && s.Speaker != nil {
			basis += " by " + c.source(r.Statement)
		}
	}
	if name := c.actor(r.Actor); name != "" {
		return []piece{{name, plain}, {basis, plain}}
	}
	if basis == "" {
		return nil
	}
	return []piece{{shorten(r.Text, c.width), plain}, {basis, plain}}
}

// actor is the name of an actor; empty for none.
func (c *card) actor(id string) string {
	if a := c.actors[id]; a != nil {
		return a.Name
	}
	return spell(id)
}

func (c *card) claim(claim *dateline.Claim) string {
	var by []string
	for _, id := range claim.By {
		by = append(by, c.actor(id))
	}
	switch claim.State {
	case dateline.Claimed:
		return strings.TrimSpace("claimed by " + cmp.Or(list(by), "somebody without a name"))
	case dateline.Rival:
		return "claimed against one another by " + list(by)
	case dateline.ClaimDenied:
		return strings.TrimSpace("denied " + list(by))
	case dateline.NoneStated:
		return "nobody has claimed it, the report says"
	}
	return spell(claim.State)
}

func (c *card) says() {
	if len(c.record.Statements) == 0 {
		return
	}
	c.section("Who says what")
	for i := range c.record.Statements {
		s := &c.record.Statements[i]
		act := spell(string(s.Act))
		if s.Outlet != nil && s.Outlet.Text != "" {
			act += " to " + shorten(s.Outlet.Text, c.width/2)
		}
		if via := c.statements[s.Via]; via != nil {
			act += ", passed on by " + c.source(s.Via)
		}
		speaker := []piece{{"a speaker without a name", plain}}
		if s.Speaker != nil {
			speaker = c.speaker(s.Speaker)
		}
		c.put(margin, 2*margin, append(speaker, piece{"· " + act, accent})...)
		switch {
		case s.Content != nil && s.Content.Text != "":
			c.put(2*margin, 2*margin, piece{"“" + shorten(s.Content.Text, 2*c.width-20) + "”", faint})
		case s.Text != "":
			c.put(2*margin, 2*margin, piece{"“" + shorten(s.Text, 2*c.width-20) + "”", faint})
		}
		c.trace(s.By)
	}
}

func (c *card) speaker(s *dateline.Speaker) []piece {
	pieces := []piece{{shorten(s.Text, c.width), plain}}
	var more []string
	for _, extra := range []string{s.Role, s.Affiliation} {
		if extra != "" && !strings.Contains(s.Text, extra) {
			more = append(more, extra)
		}
	}
	if name := c.actor(s.For); name != "" && !strings.Contains(s.Text, name) {
		more = append(more, "for "+name)
	}
	if len(more) > 0 {
		pieces = append(pieces, piece{"(" + strings.Join(more, ", ") + ")", plain})
	}
	return pieces
}

// background sets the other events on a line of time; those without a date come last.
func (c *card) background(events []*dateline.Event) {
	if len(events) == 0 {
		return
	}
	c.section("Background")
	slices.SortStableFunc(events, func(a, b *dateline.Event) int {
		switch ra, rb := a.Time.Resolved(), b.Time.Resolved(); {
		case ra && rb:
			return a.Time.Start.At.Compare(b.Time.Start.At)
		case ra:
			return -1
		case rb:
			return 1
		}
		return 0
	})
	for _, e := range events {
		what := heading(e.Type)
		if e.Status != dateline.Happened {
			what += ", " + string(e.Status)
		}
		pieces := []piece{{when(e.Time), accent}, {"· " + what, plain}}
		if e.Place != nil {
			pieces = append(pieces, piece{"· " + c.place(e.Place), plain})
		}
		if toll := toll(e); toll != "" {
			pieces = append(pieces, piece{"· " + toll, plain})
		}
		for i := range e.Roles {
			if r := &e.Roles[i]; r.Role == dateline.Perpetrator && r.Actor != "" {
				pieces = append(pieces, piece{"· " + c.actor(r.Actor) + " (" + r.Basis + ")", plain})
			}
		}
		c.put(margin, 2*margin, append(pieces, c.quote(e.Words, nil))...)
		c.trace(e.By)
		if c.explain {
			c.eventRows(e)
		}
	}
}

// toll is the first figure of each harm.
func toll(e *dateline.Event) string {
	var parts []string
	seen := map[string]bool{}
	for i := range e.Casualties {
		if k := &e.Casualties[i]; !seen[k.Harm] {
			seen[k.Harm] = true
			parts = append(parts, count(k.Low, k.High)+" "+k.Harm)
		}
	}
	return strings.Join(parts, ", ")
}

func (c *card) traits() {
	if len(c.record.Traits) == 0 {
		return
	}
	c.section("What is said of whom")
	var order []string
	of := map[string][]*dateline.Trait{}
	for i := range c.record.Traits {
		t := &c.record.Traits[i]
		if of[t.Actor] == nil {
			order = append(order, t.Actor)
		}
		of[t.Actor] = append(of[t.Actor], t)
	}
	for _, id := range order {
		c.put(margin, 2*margin, piece{c.actor(id), plain}, piece{c.about(id), faint})
		for _, t := range of[id] {
			value := []piece{{shorten(t.Value, 2*c.width), plain}}
			if other := c.actor(t.Other); other != "" && !strings.Contains(t.Value, other) {
				value = append(value, piece{"· " + other, plain})
			}
			if t.Time != nil {
				value = append(value, piece{"· " + when(t.Time), plain})
			}
			if t.Statement != "" {
				value = append(value, piece{"· " + c.source(t.Statement), plain})
			}
			c.row("  "+spell(t.Kind), value, t.Words, t.By)
		}
	}
}

// about says what the record knows of an actor.
func (c *card) about(id string) string {
	a := c.actors[id]
	if a == nil {
		return ""
	}
	parts := []string{spell(a.Kind)}
	if country, ok := c.places.Country(a.Country); ok {
		parts = append(parts, country.Name)
	}
	if a.Parent != "" {
		parts = append(parts, "part of "+c.actor(a.Parent))
	}
	return "· " + strings.Join(parts, " · ")
}

func (c *card) forecasts() {
	first := true
	for i := range c.record.Statements {
		s := &c.record.Statements[i]
		f := s.Forecast
		if f == nil {
			continue
		}
		if first {
			c.section("Forecasts")
			first = false
		}
		pieces := []piece{{c.source(s.ID), plain}, {"· " + shorten(f.What, c.width), plain}}
		if name := c.actor(f.Actor); name != "" {
			pieces = append(pieces, piece{"· " + name, plain})
		}
		if f.By != nil {
			pieces = append(pieces, piece{"· " + when(f.By), plain})
		}
		if f.Words != "" {
			pieces = append(pieces, piece{"“" + shorten(f.Words, c.width) + "”", faint})
		}
		c.put(margin, 2*margin, pieces...)
	}
}

func (c *card) gaps() {
	if len(c.record.Gaps) == 0 {
		return
	}
	c.section("Gaps")
	for _, g := range c.record.Gaps {
		text := piece{shorten(g.Text, 2*c.width), faint}
		if !g.Span.IsZero() {
			text = c.quote(g.Words, nil)
		}
		c.put(margin, 2*margin, piece{spell(g.Code), alert}, piece{g.Field, faint}, text)
	}
}

// trace sets the rule that a value came from, and what was turned down for it.
func (c *card) trace(by dateline.Trace) {
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
	c.put(body, body+margin, piece{strings.Join(parts, " · "), alert})
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
		c.put(body, body+margin, piece{text, faint})
	}
}
