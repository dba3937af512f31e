package main

import (
	"strings"

	"dateline"
)

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

// actor is the name of an actor; empty for none.
func (c *card) actor(id string) string {
	if a := c.actors[id]; a != nil {
		return a.Name
	}
	return spell(id)
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
		c.put(margin, 2*margin, append(speaker, piece{dot + act, accent})...)
		content := s.Words
		if s.Content != nil && s.Content.Text != "" {
			content = *s.Content
		}
		c.put(2*margin, 2*margin, c.quoted(content.Text))
		c.trace(s.By, 2*margin)
	}
}

func (c *card) speaker(s *dateline.Speaker) []piece {
	pieces := []piece{{shorten(s.Text, c.width), plain}}
	var more []string
	for _, extra := range []string{s.Role, s.Affiliation} {
		if extra != "" && !strings.Contains(dateline.Fold(s.Text), dateline.Fold(extra)) {
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
		c.put(margin, 2*margin, piece{c.actor(id), plain}, piece{c.known(id), faint})
		for _, t := range of[id] {
			value := []piece{{shorten(t.Value, 2*c.width), plain}}
			if other := c.actor(t.Other); other != "" && !strings.Contains(t.Value, other) {
				value = append(value, piece{dot + other, plain})
			}
			if t.Time != nil {
				value = append(value, piece{dot + when(t.Time), plain})
			}
			if t.Statement != "" {
				value = append(value, piece{dot + c.source(t.Statement), plain})
			}
			c.entry(piece{spell(t.Kind), accent}, 2*margin, about, append(value, c.quote(t.Words, value))...)
			c.trace(t.By, about)
		}
	}
}

// known says what the record knows of an actor.
func (c *card) known(id string) string {
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
			pieces = append(pieces, piece{dot + name, plain})
		}
		if f.By != nil {
			pieces = append(pieces, piece{dot + when(f.By), plain})
		}
		if f.Words != "" {
			pieces = append(pieces, piece{"“" + shorten(f.Words, c.width) + "”", faint})
		}
		c.put(margin, 2*margin, pieces...)
	}
}
