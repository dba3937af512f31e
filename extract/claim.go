package extract

import (
	"slices"

	"dateline"
)

// readClaims reads statements, events and what says that nobody has claimed one;
// adds to each statement the events that it is about, and to each event who claims it.
func (r *report) readClaims() {
	var main *event
	for _, e := range r.events {
		e.claim.State = dateline.Unmentioned
		if e.main {
			main = e
		}
	}
	for _, st := range r.statements {
		for _, clause := range append([]*statement{st}, st.again...) {
			events := r.eventsOf(clause, main)
			for _, e := range events {
				if !slices.Contains(st.events, e) {
					st.events = append(st.events, e)
				}
			}
			switch clause.act {
			case dateline.ClaimsResponsibility:
				if a := r.claim(clause, events); a >= 0 && r.actors[a].Kind != "person" {
					st.body = a
				}
			case dateline.Blames:
				r.blame(clause, events)
			}
		}
	}
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind != "none-stated" {
				continue
			}
			e := r.unclaimed(s, f.First, f.Last, main)
			if e != nil && (e.claim.State == dateline.Unmentioned || e.claim.State == dateline.Claimed && len(e.claim.By) == 0) { // a lone confession is no group's claim
				e.claim.State, e.claim.Words = dateline.NoneStated, r.words(s, f.First, f.Last)
			}
		}
	}
	for _, st := range r.statements {
		if st.act != dateline.Denies || !r.armed(st.body) {
			continue
		}
		for _, e := range st.events {
			if st.back && r.claimedOnlyBy(e, st.body) {
				e.claim = dateline.Claim{State: dateline.Unmentioned}
			}
			if e.claim.State == dateline.Unmentioned {
				e.claim.State, e.claim.Words = dateline.ClaimDenied, r.words(r.sentences[st.sentence], st.first, st.last)
			}
		}
	}
}

// claim notes that a clause takes responsibility for events, and gives the actor in whose
// name; -1 if it is nobody that the report names. What a state admits is its deed, and no claim.
func (r *report) claim(clause *statement, events []*event) int {
	s := r.sentences[clause.sentence]
	a := r.claimant(clause)
	for _, e := range events {
		role := dateline.Role{Role: dateline.Perpetrator, Basis: dateline.RoleClaimed, Statement: "?" + clause.key,
			Words: r.words(s, clause.speaker[0], clause.speaker[1]), By: clause.trace}
		if a >= 0 {
			role.Actor = r.use(a)
		}
		e.addRole(role)
		if r.isState(clause.who) || a >= 0 && (r.actors[a].Kind == "state-force" || r.actors[a].Kind == "government") {
			continue
		}
		if e.claim.Text == "" {
			e.claim.Words = r.words(s, clause.first, clause.last)
		}
		switch {
		case e.claim.State == dateline.Rival:
		case e.claim.State == dateline.Claimed && role.Actor != "" && !clause.joint && r.rivals(e.claim.By, role.Actor):
			e.claim.State = dateline.Rival
		default:
			e.claim.State = dateline.Claimed
		}
		if role.Actor != "" && !slices.Contains(e.claim.By, role.Actor) {
			e.claim.By = append(e.claim.By, role.Actor)
		}
		for _, with := range r.claimingWith(clause, a) {
			if id := r.use(with); !slices.Contains(e.claim.By, id) {
				e.claim.By = append(e.claim.By, id)
			}
		}
	}
	return a
}

// claimedOnlyBy tells whether nobody but an actor has claimed an event, or nobody by name.
func (r *report) claimedOnlyBy(e *event, actor int) bool {
	return e.claim.State == dateline.Claimed && !slices.ContainsFunc(e.claim.By, func(id string) bool { return id != r.actors[actor].ID })
}

// rivals tells whether an actor is another than those who have claimed an event, and
// neither their parent nor their branch.
func (r *report) rivals(by []string, actor string) bool {
	parent := func(id string) string {
		for i, a := range r.actors {
			if a.ID == id {
				return r.owner(i)
			}
		}
		return ""
	}
	for _, old := range by {
		if old == actor || parent(old) == actor || parent(actor) == old {
			return false
		}
	}
	return len(by) > 0
}

// blame notes whom a clause accuses.
func (r *report) blame(clause *statement, events []*event) {
	s := r.sentences[clause.sentence]
	first, last := clause.accused[0], clause.accused[1]
	if first >= last || !r.canAttack(s, first, last) {
		return
	}
	role := dateline.Role{Role: dateline.Perpetrator, Basis: dateline.RoleBlamed, Words: r.words(s, first, last), By: clause.trace}
	if a := r.actorWithin(s, first, last); a >= 0 {
		role.Actor = r.use(a)
	}
	for _, e := range events {
		e.addRole(role)
	}
}

// unclaimed gives the event that tokens [first, at) say nobody has claimed: the one told
// nearest to them, else the one that the paragraph tells of if it says "it", or the main one.
func (r *report) unclaimed(s *sentence, first, at int, main *event) *event {
	var own *event
	distance := len(s.Tokens) + 1
	for _, t := range r.triggersOf(s) {
		e := t.event
		if t.definite && t.form != "verb" && t.first >= first && (e == nil || e.first >= s.Tokens[t.first].From) { // "nobody has claimed the attack, like others before it"
			if e = r.lastIn(s); e == nil {
				e = main
			}
		}
		if d := gapBetween(t.first, t.last, first, at); e != nil && d <= distance {
			own, distance = e, d
		}
	}
	if e := own; e != nil {
		if main != nil && e.kind == main.kind && main.time.Resolved() && e.time.Resolved() && !e.time.Start.At.After(main.time.Start.At) && main.time.Start.At.Before(e.time.End.At) {
			return main // "the blast, which no one has claimed, was the third this month"
		}
		return e
	}
	last := r.lastIn(s)
	if last != nil && !last.mayBe(main) && r.holds("that-one", s, at, min(at+2, len(s.Tokens))) {
		return last // "nobody has claimed it"
	}
	if main != nil && main.claim.State == dateline.Unmentioned {
		return main
	}
	return last
}

// mayBe tells whether an event may be another, told once more: no other kind, no other day.
func (e *event) mayBe(o *event) bool {
	return o != nil && e.kind == o.kind && (e.time == nil || o.time == nil || e.time.Start == o.time.Start)
}

func (s *sentence) anyCapital(first, last int) bool {
	for i := first; i < last; i++ {
		if s.Tokens[i].Tag == dateline.ProperNoun {
			return true
		}
	}
	return false
}

// eventsOf gives the events that a clause is about: those told in its sentence;
// where none is, the last told before it in its paragraph; else the main one. What is only
// judged or foreseen is about an event only where its own sentence tells of one.
func (r *report) eventsOf(clause *statement, main *event) []*event {
	var out []*event
	add := func(e *event) {
		if e != nil && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	s := r.sentences[clause.sentence]
	segment := r.segmentOf(s, clause.first)
	// "claimed several ambushes": not the one told before
	others := clause.act == dateline.ClaimsResponsibility && r.tellsOthers(s, clause.last)
	another := others && r.longBefore(s, clause.last, main)
	var before *event // the one told last before the clause
	for _, t := range r.triggersOf(s) {
		if t.segment == segment && !(others && t.first < clause.last || another && t.event == main) {
			add(t.event)
		}
		if t.event != nil && t.first < clause.first {
			before = t.event
		}
	}
	if clause.of && before != nil && before != main && clause.act == dateline.ClaimsResponsibility {
		return []*event{before} // "the attack came after another, claimed by"
	}
	for _, c := range r.casualtiesOf(s) {
		if c.segment == segment && !(another && c.event == main) {
			add(c.event)
		}
	}
	if len(out) > 0 || others || clause.act == dateline.Warns || clause.act == dateline.Assesses {
		return out
	}
	if e := r.lastIn(s); e != nil {
		add(e)
	} else {
		add(main)
	}
	return out
}

// longBefore tells whether a time that stands at a token, or soon after it, was over before an
// event: "which claimed in 2020 an attack". A day that is known is not that of an event of which
// a report without a date says "yesterday".
func (r *report) longBefore(s *sentence, at int, e *event) bool {
	const soon = 16 // tokens
	for _, f := range s.Found() {
		if f.Kind == "time" && f.First >= at && f.First < at+soon && e != nil && e.time != nil {
			if t := &r.times[f.ID].time; t.Resolved() && (!e.time.Resolved() || !t.End.At.After(e.time.Start.At)) {
				return true
			}
		}
	}
	return false
}

// tellsOthers tells whether the words for deeds not told yet begin at a token: "claimed [an
// attack in May]", "claimed responsibility [for several raids]". What has the article
// written together with it has been told.
func (r *report) tellsOthers(s *sentence, at int) bool {
	set := "other-deeds"
	for _, f := range s.Found() {
		if f.Kind == "time" && f.First == at {
			at = f.Last // "claimed in 2020 an attack"
			break
		}
	}
	if at < len(s.Tokens) && s.Tokens[at].Tag == dateline.Preposition {
		set, at = "many-deeds", at+1
	}
	return at < len(s.Tokens) && !r.book.HasArticle(s.Tokens[at].Norm) && r.book.Longest(set, s.Tokens[at:]) > 0
}
