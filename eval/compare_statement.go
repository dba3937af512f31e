package eval

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// statementFit says how well a record's statement fits a wanted one: the words
// of the speaker meet, or it speaks for the same group and does the same.
func (c *comparison) statementFit(w *wantedStatement, g dateline.Statement) int {
	fit := 0
	if g.Speaker != nil && !w.nobody && c.share(w.words, g.Speaker.Words) ||
		w.nobody && c.share(w.words, g.Words) {
		fit += 4
	}
	if g.Speaker != nil && w.forActor != "" && w.forActor == g.Speaker.For {
		fit += 2
	}
	if w.act == g.Act {
		fit += 2
	}
	if fit < 4 {
		return 0
	}
	for _, n := range w.about {
		if i := c.events[n-1]; i >= 0 && slices.Contains(g.Events, c.record.Events[i].ID) {
			fit++
			break
		}
	}
	return fit
}

func (c *comparison) compareStatements() {
	for i, w := range c.story.want.statements {
		where := fmt.Sprintf("statement %d %s", i+1, w.words)
		found := c.statements[i] >= 0
		c.value("statement", where, found, string(w.act), "nothing")
		if found {
			c.compareStatement(where, w, &c.record.Statements[c.statements[i]])
		}
	}
	for _, i := range c.moreStatements {
		s := c.record.Statements[i]
		c.extra("statement", "statement", string(s.Act)+" "+c.speaker(&s))
	}
}

func (c *comparison) compareStatement(where string, w *wantedStatement, g *dateline.Statement) {
	c.value("act", where+": act", w.act == g.Act, string(w.act), string(g.Act))
	about := make([]string, len(w.about))
	for i, n := range w.about {
		about[i] = fmt.Sprint(n)
	}
	var got []string
	for _, id := range g.Events {
		got = append(got, c.eventNumber(id))
	}
	slices.Sort(about)
	slices.Sort(got)
	if len(about) > 0 || len(got) > 0 {
		c.value("about", where+": about", slices.Equal(about, got), orNothing(strings.Join(about, " ")), orNothing(strings.Join(got, " ")))
	}
	speaker := dateline.Speaker{}
	if g.Speaker != nil {
		speaker = *g.Speaker
		if w.nobody {
			c.extra("statement", where+": speaker", quote(speaker.Text))
		}
	}
	c.plain("for", where+": for", w.forActor, speaker.For)
	var outlet *dateline.Words
	if g.Outlet != nil {
		outlet = &g.Outlet.Words
	}
	c.compareWords("outlet", where+": outlet", w.outlet, outlet)
	if w.via != 0 || g.Via != "" {
		c.value("via", where+": via", w.via == c.statementNumber(g.Via), c.wantedSource(w.via), c.source(g.Via))
	}
	c.value("direct", where+": direct", w.direct == g.Direct, fmt.Sprint(w.direct), fmt.Sprint(g.Direct))
	c.compareForecast(where+": forecast", w, g.Forecast)
}

func (c *comparison) compareForecast(where string, w *wantedStatement, g *dateline.Forecast) {
	switch {
	case w.what == nil && g == nil:
		return
	case w.what == nil:
		c.extra("forecast", where, quote(g.What))
		return
	case g == nil:
		c.value("forecast", where, false, w.what.String(), "nothing")
		return
	}
	c.value("forecast", where, meet(w.what, g.What), w.what.String(), quote(g.What))
	if w.likelihood != nil || g.Words != "" {
		c.value("forecast", where+": words", meet(w.likelihood, g.Words), orNothing(w.likelihood.String()), orNothing(quote(g.Words)))
	}
	c.plain("forecast", where+": actor", w.forecaster, g.Actor)
	c.compareTime("forecast", where+": horizon", w.horizon, g.By)
}

func (c *comparison) compareTraits() {
	matched, more := pair(c.story.want.traits, c.record.Traits, func(w *wantedTrait, g dateline.Trait) int {
		fit := 0
		if c.share(w.value, g.Words) {
			fit += 2
		}
		if w.kind == g.Kind {
			fit += 2
		}
		if w.actor == g.Actor {
			fit += 2
		}
		if fit < 4 {
			return 0
		}
		return fit
	})
	for i, w := range c.story.want.traits {
		where := fmt.Sprintf("trait %d %s", i+1, w.value)
		want := w.actor + " " + w.kind
		if matched[i] < 0 {
			c.value("trait", where, false, want, "nothing")
			continue
		}
		g := &c.record.Traits[matched[i]]
		got := g.Actor + " " + g.Kind
		if want == got && !c.share(w.value, g.Words) {
			c.value("trait", where+" "+want, false, w.value.String(), quote(g.Text))
		} else {
			c.value("trait", where, want == got, want, got)
		}
		c.compareTime("trait", where+": when", w.when, g.Time)
		c.plain("trait", where+": other", w.other, g.Other)
		if w.by != 0 || g.Statement != "" {
			c.value("trait", where+": by", w.by == c.statementNumber(g.Statement), c.wantedSource(w.by), c.source(g.Statement))
		}
	}
	for _, i := range more {
		g := c.record.Traits[i]
		c.extra("trait", "trait", g.Actor+" "+g.Kind+" "+quote(g.Value))
	}
}

// statementNumber is the number in the story of a record's statement: 0 for no
// statement, -1 for one that the story does not have.
func (c *comparison) statementNumber(id string) int {
	if id == "" {
		return 0
	}
	for i, j := range c.statements {
		if j >= 0 && c.record.Statements[j].ID == id {
			return i + 1
		}
	}
	return -1
}

// eventNumber is the number in the story of a record's event, or its type and
// words if the story does not have it.
func (c *comparison) eventNumber(id string) string {
	for i, j := range c.events {
		if j >= 0 && c.record.Events[j].ID == id {
			return fmt.Sprint(i + 1)
		}
	}
	for _, e := range c.record.Events {
		if e.ID == id {
			return e.Type + " " + quote(e.Text)
		}
	}
	return "an unknown event"
}

// source names the speaker of a record's statement.
func (c *comparison) source(id string) string {
	if id == "" {
		return "the report"
	}
	for i := range c.record.Statements {
		if s := &c.record.Statements[i]; s.ID == id {
			return c.speaker(s)
		}
	}
	return "an unknown statement"
}

// wantedSource names the speaker of a wanted statement.
func (c *comparison) wantedSource(number int) string {
	if number == 0 {
		return "the report"
	}
	return c.story.want.statements[number-1].words.String()
}

func (c *comparison) speaker(s *dateline.Statement) string {
	if s.Speaker == nil {
		return "nobody " + quote(s.Text)
	}
	return quote(s.Speaker.Text)
}
