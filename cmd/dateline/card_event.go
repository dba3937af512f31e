package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
)

func (c *card) mainEvent(e *dateline.Event) {
	c.blank()
	c.put(0, margin, piece{heading(e.Type), strong}, piece{dot + string(e.Status), plain}, c.quote(e.Words, nil))
	if entry, ok := c.book.Entry(codebook.Type, e.Type); ok && c.explain {
		c.put(body, body, piece{entry.Means, faint})
	}
	c.trace(e.By, body)
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
		pieces := []piece{{what, plain}}
		if e.Place != nil {
			pieces = append(pieces, piece{dot + c.place(e.Place), plain})
		}
		if toll := toll(e); toll != "" {
			pieces = append(pieces, piece{dot + toll, plain})
		}
		for i := range e.Roles {
			if r := &e.Roles[i]; r.Role == dateline.Perpetrator && r.Actor != "" {
				pieces = append(pieces, piece{dot + c.actor(r.Actor) + " (" + r.Basis + ")", plain})
			}
		}
		c.entry(piece{shortWhen(e.Time), accent}, margin, timeline, append(pieces, c.quoted(c.restsOn(e)))...)
		c.trace(e.By, timeline)
		if c.explain {
			c.eventRows(e)
		}
	}
}

// restsOn joins the words that say what, when, where and how many, in their order.
func (c *card) restsOn(e *dateline.Event) string {
	parts := []dateline.Words{e.Words}
	if e.Time != nil {
		parts = append(parts, e.Time.Words)
	}
	if e.Place != nil {
		parts = append(parts, e.Place.Words)
	}
	for _, k := range e.Casualties {
		parts = append(parts, k.Words)
	}
	parts = slices.DeleteFunc(parts, func(w dateline.Words) bool { return w.Span.IsZero() })
	slices.SortFunc(parts, func(a, b dateline.Words) int { return cmp.Compare(a.Span.From, b.Span.From) })
	text := ""
	var last dateline.Span
	for _, w := range parts {
		switch {
		case text == "":
			text = w.Text
		case last.Contains(w.Span):
			continue
		case last.Overlaps(w.Span):
			text += c.record.Document.Text[last.To:w.Span.To]
		default:
			text += " … " + w.Text
		}
		last = w.Span
	}
	return text
}

// toll is the first figure of each harm, and those of other victims that the same source counts.
func toll(e *dateline.Event) string {
	var parts []string
	first := map[string]*dateline.Casualty{}
	for i := range e.Casualties {
		k := &e.Casualties[i]
		f := first[k.Harm]
		switch {
		case f == nil:
			first[k.Harm] = k
			parts = append(parts, strings.TrimSpace(count(k.Low, k.High)+" "+k.Who)+" "+k.Harm)
		case f.Who != "" && k.Who != "" && f.Who != k.Who && f.Statement == k.Statement:
			parts = append(parts, count(k.Low, k.High)+" "+k.Who+" "+k.Harm)
		}
	}
	return strings.Join(parts, ", ")
}
