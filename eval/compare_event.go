package eval

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// eventFit says how well a record's event fits a wanted one. Words that meet are
// enough; without them, two of type, time, place and main must agree.
func (c *comparison) eventFit(w *wantedEvent, g dateline.Event) int {
	fit := 0
	if c.share(w.words, g.Words) {
		fit += 5
	}
	if w.kind == g.Type {
		fit += 3
	}
	if w.time != nil && g.Time != nil && w.time.start == g.Time.Start {
		fit += 2
	}
	if w.place != nil && g.Place != nil && w.place.name == g.Place.Name {
		fit += 2
	}
	if w.main && g.Main {
		fit += 2
	}
	if fit < 5 {
		return 0
	}
	if w.status == g.Status {
		fit++
	}
	return fit
}

func (c *comparison) compareEvents() {
	for i, w := range c.story.want.events {
		where := fmt.Sprintf("event %d %s", i+1, w.kind)
		found := c.events[i] >= 0
		c.value("event", where, found, orNothing(w.words.String()), "nothing")
		if found {
			c.compareEvent(where, w, &c.record.Events[c.events[i]])
		}
	}
	for _, i := range c.moreEvents {
		e := c.record.Events[i]
		c.extra("event", "event", e.Type+" "+string(e.Status)+" "+quote(e.Text))
	}
}

func (c *comparison) compareEvent(where string, w *wantedEvent, g *dateline.Event) {
	c.value("type", where+": type", w.kind == g.Type, w.kind, g.Type)
	c.value("status", where+": status", w.status == g.Status, string(w.status), string(g.Status))
	c.value("main", where+": main", w.main == g.Main, fmt.Sprint(w.main), fmt.Sprint(g.Main))
	c.compareTime("time", where+": time", w.time, g.Time)
	c.comparePlace(where+": place", w.place, g.Place)
	c.compareWords("venue", where+": venue", w.venue, g.Venue)
	c.compareCasualties(where, w, g)
	c.compareRoles(where, w, g)
	c.compareClaim(where+": claim", w.claim, &g.Claim)
}

func (c *comparison) compareTime(field, where string, w *wantedTime, g *dateline.Time) {
	switch {
	case w == nil && g == nil:
	case w == nil:
		c.extra(field, where, timeText(g))
	case g == nil:
		c.value(field, where+" "+w.words.String(), false, w.String(), "nothing")
	default:
		right := w.start == g.Start && (w.grain == "" || w.grain == g.Grain) && (w.end.IsZero() || w.end == g.End)
		got := moments(g.Start, g.End, !w.end.IsZero()) + " " + string(g.Grain)
		if right && w.words != nil && !c.share(w.words, g.Words) {
			c.value(field, where, false, w.words.String(), quote(g.Text))
			return
		}
		c.value(field, strings.TrimSpace(where+" "+w.words.String()), right, w.String(), strings.TrimSpace(got))
	}
}

func (w *wantedTime) String() string {
	return strings.TrimSpace(moments(w.start, w.end, !w.end.IsZero()) + " " + string(w.grain))
}

func timeText(t *dateline.Time) string {
	return strings.TrimSpace(moments(t.Start, t.End, false) + " " + string(t.Grain) + " " + quote(t.Text))
}

func moments(start, end dateline.Moment, ranged bool) string {
	switch {
	case start.IsZero() && end.IsZero():
		return "open"
	case ranged:
		return start.String() + ".." + end.String()
	}
	return start.String()
}

func (c *comparison) comparePlace(where string, w *wantedPlace, g *dateline.Place) {
	switch {
	case w == nil && g == nil:
	case w == nil:
		c.extra("place", where, placeText(g.Name, g.Country, g.Grain)+" "+quote(g.Text))
	case g == nil:
		c.value("place", where+" "+w.words.String(), false, placeText(w.name, w.country, w.grain), "nothing")
	default:
		right := w.name == g.Name && w.country == g.Country && w.grain == g.Grain
		if right && !c.share(w.words, g.Words) {
			c.value("place", where, false, w.words.String(), quote(g.Text))
			return
		}
		c.value("place", where+" "+w.words.String(), right, placeText(w.name, w.country, w.grain), placeText(g.Name, g.Country, g.Grain))
	}
}

func placeText(name, country, grain string) string {
	if strings.ContainsAny(name, " \t") {
		name = `"` + name + `"`
	}
	if country == "" {
		country = "-"
	}
	return name + " " + country + " " + grain
}

// compareWords compares words alone. g may be nil.
func (c *comparison) compareWords(field, where string, w *words, g *dateline.Words) {
	switch {
	case w == nil && g == nil:
	case w == nil:
		c.extra(field, where, quote(g.Text))
	case g == nil:
		c.value(field, where, false, w.String(), "nothing")
	default:
		c.value(field, where, c.share(w, *g), w.String(), quote(g.Text))
	}
}

func (c *comparison) compareCasualties(where string, w *wantedEvent, g *dateline.Event) {
	matched, more := pair(w.casualties, g.Casualties, func(w *wantedCasualty, g dateline.Casualty) int {
		fit := 0
		if c.share(w.words, g.Words) {
			fit += 3
		}
		if w.low == g.Low && w.high == g.High {
			fit += 2
		}
		if w.harm != g.Harm || fit == 0 {
			return 0
		}
		if w.by == c.statementNumber(g.Statement) {
			fit++
		}
		return fit
	})
	for i, cw := range w.casualties {
		label := where + ": " + cw.harm + " " + cw.words.String()
		want := fmt.Sprintf("%d..%d", cw.low, cw.high)
		if matched[i] < 0 {
			c.value(cw.harm, label, false, want, "nothing")
			continue
		}
		cg := &g.Casualties[matched[i]]
		switch got := fmt.Sprintf("%d..%d", cg.Low, cg.High); {
		case want != got:
			c.value(cw.harm, label, false, want, got)
		case !c.share(cw.words, cg.Words):
			c.value(cw.harm, where+": "+cw.harm+" "+want, false, cw.words.String(), quote(cg.Text))
		default:
			want := casualtyFlags(cw.attackers, cw.withAttackers, cw.running)
			got := casualtyFlags(cg.Attackers, cg.IncludesAttackers, cg.Running)
			c.value(cw.harm, label, want == got, orNothing(want), orNothing(got))
		}
		if cw.who != nil {
			c.value("casualty of", label+": who", meet(cw.who, cg.Who), cw.who.String(), orNothing(quote(cg.Who)))
		}
		c.value("casualty source", label+": by", cw.by == c.statementNumber(cg.Statement),
			c.wantedSource(cw.by), c.source(cg.Statement))
	}
	for _, i := range more {
		cg := g.Casualties[i]
		c.extra(cg.Harm, where+": "+cg.Harm, fmt.Sprintf("%d..%d %s", cg.Low, cg.High, quote(cg.Text)))
	}
}

func casualtyFlags(attackers, withAttackers, running bool) string {
	var flags []string
	if attackers {
		flags = append(flags, "attackers")
	}
	if withAttackers {
		flags = append(flags, "with-attackers")
	}
	if running {
		flags = append(flags, "running")
	}
	return strings.Join(flags, " ")
}

func (c *comparison) compareRoles(where string, w *wantedEvent, g *dateline.Event) {
	matched, more := pair(w.roles, g.Roles, func(w wantedRole, g dateline.Role) int {
		fit := 0
		if c.share(w.words, g.Words) {
			fit += 2
		}
		if w.actor != "" && w.actor == g.Actor {
			fit += 2
		}
		if w.role != g.Role || fit == 0 {
			return 0
		}
		if w.basis == g.Basis {
			fit++
		}
		return fit
	})
	for i, rw := range w.roles {
		label := where + ": " + rw.role + " " + rw.words.String()
		want := strings.TrimSpace(rw.actor + " " + rw.basis)
		if matched[i] < 0 {
			c.value(rw.role, label, false, orSomething(want), "nothing")
			continue
		}
		rg := &g.Roles[matched[i]]
		got := want
		if rw.role == dateline.Perpetrator {
			got = strings.TrimSpace(rg.Actor + " " + rg.Basis)
		}
		if want == got && !c.share(rw.words, rg.Words) {
			c.value(rw.role, where+": "+rw.role, false, rw.words.String(), quote(rg.Text))
			continue
		}
		c.value(rw.role, label, want == got, want, got)
	}
	for _, i := range more {
		rg := g.Roles[i]
		c.extra(rg.Role, where+": "+rg.Role, strings.TrimSpace(rg.Actor+" "+rg.Basis+" "+quote(rg.Text)))
	}
}

func orSomething(s string) string {
	if s == "" {
		return "it"
	}
	return s
}

func (c *comparison) compareClaim(where string, w *wantedClaim, g *dateline.Claim) {
	if w == nil || w.state == dateline.Unmentioned {
		if g.State != dateline.Unmentioned {
			c.extra("claim", where, claimText(g.State, g.By)+" "+quote(g.Text))
		}
		return
	}
	want, got := claimText(w.state, w.by), claimText(g.State, g.By)
	if want == got && w.words != nil && !c.share(w.words, g.Words) {
		c.value("claim", where+" "+want, false, w.words.String(), orNothing(quote(g.Text)))
		return
	}
	c.value("claim", strings.TrimSpace(where+" "+w.words.String()), want == got, want, got)
}

func claimText(state string, by []string) string {
	by = slices.Clone(by)
	slices.Sort(by)
	return strings.Join(append([]string{state}, by...), " ")
}
