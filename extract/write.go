package extract

import (
	"fmt"
	"sort"
	"strings"

	"dateline"
)

// write reads everything; fills the record, gives ids, and notes the gaps.
func (r *report) write() {
	out := r.record
	sort.SliceStable(r.events, func(i, j int) bool {
		a, b := r.events[i], r.events[j]
		if a.main != b.main {
			return a.main
		}
		return a.first < b.first
	})
	sort.SliceStable(r.statements, func(i, j int) bool {
		a, b := r.statements[i], r.statements[j]
		if a.sentence != b.sentence {
			return a.sentence < b.sentence
		}
		return a.first < b.first
	})
	for i, e := range r.events {
		e.id = fmt.Sprintf("e%d", i+1)
	}
	byKey := map[string]string{}
	for i, st := range r.statements {
		st.id = fmt.Sprintf("s%d", i+1)
		byKey[string(st.act)+st.key] = st.id
	}
	for _, st := range r.statements {
		out.Statements = append(out.Statements, r.writeStatement(st))
	}
	for _, e := range r.events {
		out.Events = append(out.Events, r.writeEvent(e, byKey))
	}
	for _, t := range r.traits {
		if t.teller != nil {
			t.Statement = t.teller.id
		}
		out.Traits = append(out.Traits, t.Trait)
	}
	for _, a := range r.actors {
		if a.used {
			out.Actors = append(out.Actors, a.Actor)
		}
	}
	out.Gaps = append(out.Gaps, r.gaps...)
}

func (r *report) writeEvent(e *event, byKey map[string]string) dateline.Event {
	out := dateline.Event{ID: e.id, Type: e.kind, Status: e.status, Main: e.main, Words: e.words, Statements: []string{}, Time: e.time, Place: e.place,
		Venue: e.venue, Roles: []dateline.Role{}, Casualties: []dateline.Casualty{}, Claim: e.claim, By: e.trace}
	for _, st := range r.statements {
		for _, o := range st.events {
			if o == e {
				out.Statements = append(out.Statements, st.id)
			}
		}
	}
	for _, role := range e.roles {
		if key, ok := strings.CutPrefix(role.Statement, "?"); ok {
			role.Statement = byKey[string(dateline.ClaimsResponsibility)+key]
		}
		out.Roles = append(out.Roles, role)
	}
	out.Casualties = append(out.Casualties, r.figures(e)...)
	switch {
	case !e.main && (e.time == nil || e.place == nil):
		// a background event may well be told without
	case e.time == nil:
		r.gap(dateline.GapTimeUnstated, "events."+e.id+".time", dateline.Words{Text: "the report gives no time for this event"})
	}
	if e.time != nil && !e.time.Resolved() {
		r.gap(dateline.GapTimeUnresolved, "events."+e.id+".time", e.time.Words)
	}
	if e.main && e.place == nil {
		r.gap(dateline.GapPlaceUnstated, "events."+e.id+".place", dateline.Words{Text: "the report gives no place for this event"})
	}
	return out
}

// figures gives an event's casualties, each source's figure once.
func (r *report) figures(e *event) []dateline.Casualty {
	var out []dateline.Casualty
	sort.SliceStable(e.casualties, func(i, j int) bool { return e.casualties[i].Span.From < e.casualties[j].Span.From })
	for _, c := range e.casualties {
		if st := r.speakerOf(c); st != nil {
			c.Statement = st.id
		}
		again := false
		for i := range out {
			o := &out[i]
			if o.Harm == c.Harm && o.Low == c.Low && (o.High == c.High || r.sentences[c.sentence].kind == dateline.Title || o.Span.From < r.doc.TitleSpan.To) && o.Attackers == c.Attackers {
				// the title's figure gives way to the body's
				if o.Span.From < r.doc.TitleSpan.To && c.Span.From >= r.doc.TitleSpan.To {
					*o = c.Casualty
				}
				if o.Statement == "" || o.Statement == c.Statement || c.Statement == "" {
					again = true
				}
			}
		}
		if !again {
			out = append(out, c.Casualty)
		}
	}
	return out
}

// speakerOf gives the statement whose content holds a figure; nil for the
// report's own voice.
func (r *report) speakerOf(c *casualty) *statement {
	for _, st := range r.statements {
		if st.content.Contains(c.Span) && (st.act == dateline.Reports || st.act == dateline.Confirms) {
			return st
		}
	}
	return nil
}

// bare leaves out the article before a role and marks around it.
func (s *sentence) bare(first, last int) (int, int) {
	for first < last && (s.Tokens[first].Tag == dateline.Determiner || s.Tokens[first].Kind == dateline.MarkToken) {
		first++
	}
	for first < last && s.Tokens[last-1].Kind == dateline.MarkToken && s.Tokens[last-1].Norm != "." {
		last--
	}
	return first, last
}

func (r *report) writeStatement(st *statement) dateline.Statement {
	s := r.sentences[st.sentence]
	out := dateline.Statement{ID: st.id, Act: st.act, Direct: st.direct, Events: []string{}, Words: r.words(s, st.first, st.last), By: st.trace, Forecast: st.forecast}
	for _, e := range st.events {
		out.Events = append(out.Events, e.id)
	}
	who := st.who
	o := r.sentences[who.sentence]
	sp := &dateline.Speaker{Words: r.words(o, who.first, who.last)}
	if first, last := o.bare(who.role[0], who.role[1]); first < last {
		sp.Role = r.words(o, first, last).Text
	}
	switch {
	case who.person >= 0:
		sp.Actor = r.use(who.person)
	case who.body >= 0 && who.head == "":
		sp.Actor = r.use(who.body)
	}
	if who.body >= 0 && (who.person >= 0 || who.head != "") {
		b := r.actors[who.body]
		sp.Affiliation = b.Name
		if b.Kind == "armed-group" {
			sp.For = r.use(who.body)
		}
	}
	out.Speaker = sp
	if st.outlet[0] < st.outlet[1] {
		o := &dateline.Outlet{Words: r.words(s, st.outlet[0], st.outlet[1])}
		if a := r.actorWithin(s, st.outlet[0], st.outlet[1]); a >= 0 {
			o.Actor = r.use(a)
		}
		out.Outlet = o
	}
	if st.via != nil {
		out.Via = st.via.id
	}
	if !st.content.IsZero() {
		w := r.doc.Words(st.content)
		out.Content = &w
	}
	return out
}
