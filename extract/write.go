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
	if e.kind == "attack" && len(e.triggers) == 0 {
		r.gap(dateline.GapTypeUnstated, "events."+e.id+".type", e.words)
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
	sort.SliceStable(e.casualties, func(i, j int) bool { return e.casualties[i].Span.From < e.casualties[j].Span.From })
	var kept []*casualty
	for _, c := range e.casualties {
		if !e.settle(c) {
			continue
		}
		if st := r.speakerOf(c); st != nil {
			c.Statement = st.id
			if c.own && st.body >= 0 && r.actors[st.body].Kind == "armed-group" && e.kind != "clash" {
				c.Attackers = true
			}
		}
		if old := r.toldBefore(kept, c); old >= 0 {
			if r.inTitle(kept[old]) && !r.inTitle(c) {
				kept[old] = c // the title's figure gives way to the body's
			}
			continue
		}
		kept = append(kept, c)
	}
	r.noteConflict(e, kept)
	out := []dateline.Casualty{}
	for _, c := range kept {
		if !outdone(kept, c) {
			out = append(out, c.Casualty)
		}
	}
	return out
}

// settle makes a figure's harm that of its event; false where it is none of the record's.
// The enemy's dead of a clash, a raid or an air strike are not "the attackers".
func (e *event) settle(c *casualty) bool {
	if c.some && (e.status == dateline.Foiled || e.status == dateline.Planned || e.status == dateline.Threatened) {
		return false // somebody's funeral, at which nothing came about
	}
	switch e.kind {
	case "clash", "air-strike":
		c.Attackers = false
	case "arrest-raid":
		c.Attackers = false
		if c.Harm == harmHeld || c.Harm == dateline.Abducted {
			c.Harm = dateline.Detained
		}
	case "kidnapping", "hostage-taking", "hijacking":
		if c.Harm == harmHeld {
			c.Harm = dateline.Abducted
		}
	}
	return c.Harm != harmHeld
}

func (r *report) inTitle(c *casualty) bool {
	return r.sentences[c.sentence].kind == dateline.Title || c.Span.From < r.doc.TitleSpan.To
}

// toldBefore gives which of the figures says what c says, by the same source or in
// the report's title; -1 if none does.
func (r *report) toldBefore(figures []*casualty, c *casualty) int {
	for i, o := range figures {
		if o.Harm == c.Harm && r.rounds(o, c) {
			return i
		}
		if o.Harm != c.Harm || o.Low != c.Low || o.Attackers != c.Attackers || o.part != c.part {
			continue
		}
		if o.High != c.High && !r.inTitle(c) && !r.inTitle(o) {
			continue
		}
		if o.Statement == c.Statement || o.Statement == "" || c.Statement == "" {
			return i
		}
	}
	return -1
}

// rounds tells whether the title only rounds a figure that the text then gives: "toll past 100"
// above "has gone up to 103".
func (r *report) rounds(title, text *casualty) bool {
	return r.inTitle(title) && !r.inTitle(text) && title.High == dateline.Open && !title.bare && text.High == text.Low &&
		title.Low <= text.Low && text.Low-title.Low <= title.Low/10 && !text.Attackers && !text.part
}

// outdone tells whether a figure says less than another: people not counted where
// others count them, and nobody where others tell of some.
func outdone(figures []*casualty, c *casualty) bool {
	if !c.bare && c.Low > 0 {
		return false
	}
	for _, o := range figures {
		if c.pronoun && c.Harm == dateline.Injured && o.Harm == dateline.Killed && o.Low == 1 && o.High == 1 {
			return true // he who was hit has been told dead
		}
		if o == c || o.Harm != c.Harm || o.bare || o.Low == 0 {
			continue
		}
		if c.bare || c.Statement == "" || c.Statement == o.Statement {
			return true
		}
	}
	return false
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
	if st.act == dateline.ClaimsResponsibility {
		if a := r.claimant(st); a >= 0 && (r.actors[a].Kind == "armed-group" || r.actors[a].Kind == "unknown") {
			sp.For = r.use(a)
		}
	}
	switch {
	case who.person >= 0:
		sp.Actor = r.use(who.person)
	case who.body >= 0 && who.head == "":
		sp.Actor = r.use(who.body)
	}
	if who.body >= 0 {
		b := r.actors[who.body]
		if who.person >= 0 || who.head != "" {
			sp.Affiliation = b.Name
		}
		if b.Kind == "armed-group" {
			sp.For = r.use(who.body)
		}
	}
	out.Speaker = sp
	for _, clause := range append([]*statement{st}, st.again...) {
		if first, last := clause.outlet[0], clause.outlet[1]; first < last {
			s := r.sentences[clause.sentence]
			out.Outlet = &dateline.Outlet{Words: r.words(s, first, last)}
			if a := r.actorWithin(s, first, last); a >= 0 {
				out.Outlet.Actor = r.use(a)
			}
			break
		}
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
