package extract

import (
	"slices"
	"strings"

	"dateline"
)

// addTargets adds what was struck or aimed at: the first thing told, else the first
// people. People who are counted as harmed are no target for that.
func (r *report) addTargets(parts []part) {
	for _, p := range parts {
		e, s := p.event, p.sentence
		if e == nil || e.kind == "clash" || p.role != dateline.Target || hasRole(e, dateline.Target) || r.counted(s, p.first, p.first+1) {
			continue
		}
		head := r.nounOf(s, p.first, p.last)
		people := r.isHead(s, "people", p.first, head) || r.isHead(s, "office", p.first, head) || s.covered(head, head+1, "person")
		thing := r.isHead(s, "site", p.first, head) || r.isHead(s, "vehicle", p.first, head) || r.isHead(s, "buildings", p.first, head) || r.isHead(s, "target-noun", p.first, head)
		if !people && (!thing || e.kind == "stabbing") || r.isHead(s, "attackers", p.first, head) && !byForces(e.kind) || people && r.counted(s, p.first, p.last) {
			continue
		}
		e.addRole(r.roleOf(p))
	}
}

// counted tells whether a figure of the casualties stands in tokens [first, last). Where a verb
// stands before its subject, who did it stands within a figure's clause: only the figure's own words count.
func (r *report) counted(s *sentence, first, last int) bool {
	for _, c := range r.casualtiesOf(s) {
		from, to := c.first, c.last
		if r.verbFirst {
			from, to = c.numberFirst, c.numberLast
		}
		if from < last && first < to {
			return true
		}
	}
	return false
}

// addHarmed makes the people harmed the target of an attack on people, where no other
// target and no victim is told, for events of some types.
func (r *report) addHarmed(kinds ...string) {
	for _, e := range r.events {
		if !slices.Contains(kinds, e.kind) || hasRole(e, dateline.Target) || hasRole(e, dateline.Victim) {
			continue
		}
		for _, c := range e.casualties {
			s := r.sentences[c.sentence]
			if !s.told() || c.Low < 2 || c.Attackers || c.Who == "" || c.Harm != dateline.Killed && c.Harm != dateline.Abducted || r.atLarge(c) {
				continue
			}
			e.addRole(dateline.Role{Role: dateline.Target, Basis: dateline.RoleStated, Words: c.Words, By: c.By})
			break
		}
	}
}

// atLarge tells whether a figure is of people of whom no more is said.
func (r *report) atLarge(c *casualty) bool {
	words := strings.Fields(dateline.Fold(c.Text))
	return len(words) == 0 || r.book.Has("people-at-large", words[len(words)-1])
}

// addVictims adds one person harmed who is named, or else known by an office.
func (r *report) addVictims(parts []part) {
	for _, named := range []bool{true, false} {
		for _, p := range parts {
			if p.event == nil || p.role != dateline.Victim || p.event.kind == "arrest-raid" || hasRole(p.event, dateline.Victim) {
				continue
			}
			s := p.sentence
			if span := r.words(s, p.first, p.last).Span; slices.ContainsFunc(p.event.roles, func(o dateline.Role) bool { return o.Role == dateline.Target && o.Span.Overlaps(span) }) {
				continue // meant, and alive
			}
			head := r.nounOf(s, p.first, p.last)
			if person := s.covered(head, head+1, "person"); person != named ||
				!person && (!r.isHead(s, "office", p.first, head) || s.covered(p.first, p.last, "number")) {
				continue
			}
			p.event.addRole(r.roleOf(p))
		}
	}
}
