package extract

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/rule"
)

// A trigger is a word or a clause that names an event.
type trigger struct {
	sentence    int
	first, last int
	kind        string // codebook type
	form        string // noun, verb, agent
	done        bool   // a verb says that it was done, whatever the form
	status      dateline.Status
	roles       []roleWords
	segment     int
	told        dateline.Status // what the construction itself says of it; cues count for nothing then
	announced   string          // threat or plot, where another trigger in the same words names the kind
	plural      bool
	definite    bool
	other       bool // "an earlier attack"
	trace       dateline.Trace
	event       *event
}

// roleWords are the words that a rule took for a role.
type roleWords struct {
	role        string
	first, last int
}

// readTriggers reads tokens, people, phrase and cues; adds triggers with their type,
// status and the words of their roles.
func (r *report) readTriggers() {
	for _, s := range r.sentences {
		matches := r.event.All(s.Sentence)
		// what tells how it came out goes first: it takes in the rest of its words
		slices.SortStableFunc(matches, func(a, b rule.Match) int {
			return cmp.Compare(b.Literal("status"), a.Literal("status"))
		})
		var own []*trigger
		for i := range matches {
			m := &matches[i]
			t := &trigger{sentence: s.index, first: m.First, last: m.Last, kind: m.Literal("type"), form: m.Literal("form"), told: dateline.Status(m.Literal("status")), trace: m.Rule.Trace()}
			t.done = t.form == "verb" || r.isDone(s, t)
			for _, role := range []struct{ key, role string }{
				{"by", dateline.Perpetrator}, {"target", dateline.Target}, {"weapon", dateline.Weapon}, {"victim", dateline.Victim},
			} {
				if v, ok := m.Value(role.key); ok {
					f, l := v.First, v.Last
					if v.Literal == "yes" {
						f, l = m.First, m.Last
					}
					t.roles = append(t.roles, roleWords{role.role, f, l})
				}
			}
			if r.cued(s, "other-sense", t.first, t.last) || r.cued(s, "computer", max(t.first-2, 0), t.last) {
				continue
			}
			own = r.joinTrigger(own, t)
		}
		for _, t := range own {
			r.judge(s, t, own)
			r.triggers = append(r.triggers, t)
		}
	}
}

// isDone tells whether a noun of deeds stands as a verb: "the market was bombed".
func (r *report) isDone(s *sentence, t *trigger) bool {
	if t.last-t.first > 1 || t.first == 0 {
		return false
	}
	switch s.Tokens[t.first].Tag {
	case dateline.VerbPast:
		return s.Tokens[t.first-1].Tag != dateline.Determiner
	case dateline.VerbPassive:
		return s.Tokens[t.first-1].Tag == dateline.Auxiliary
	}
	return false
}

// joinTrigger adds a trigger, or joins it with one that it overlaps.
func (r *report) joinTrigger(all []*trigger, t *trigger) []*trigger {
	for _, o := range all {
		if o.first >= t.last || t.first >= o.last {
			continue
		}
		o.roles = append(o.roles, t.roles...)
		// "bomb threat", "bomb plot": the other names the kind, this one the status
		if t.kind == "threat" || t.kind == "plot" {
			o.announced = t.kind
		} else if o.kind == "threat" || o.kind == "plot" {
			o.announced = o.kind
		}
		switch {
		case o.told != "":
		case t.told != "", r.reader.tells[t.kind] > r.reader.tells[o.kind] && !o.raid(t), t.raid(o):
			o.kind, o.trace, o.told = t.kind, t.trace, t.told
		}
		o.done = o.done || t.done
		if t.last-t.first < o.last-o.first && t.form == "noun" && o.told == "" { // the shorter words name it better
			o.first, o.last = t.first, t.last
		}
		return all
	}
	return append(all, t)
}

// raid tells whether a trigger is of police who go into a place, where another takes the
// same words for an attack.
func (t *trigger) raid(o *trigger) bool {
	return t.kind == "arrest-raid" && t.form == "verb" && o.kind == "armed-assault"
}

// judge sets status, number and definiteness of a trigger, one of a sentence's own, from
// the cues around it.
func (r *report) judge(s *sentence, t *trigger, own []*trigger) {
	t.status = dateline.Happened
	before := max(t.first-4, 0)
	t.segment = r.segmentOf(s, t.first)
	after := t.last
	if r.headFirst {
		after += 2 // an adjective stands behind
	}
	t.other = r.cued(s, "other", max(t.first-2, 0), after)
	t.plural = r.book.Longest("plural-event", s.Tokens[t.last-1:t.last]) > 0
	t.definite = r.isDefinite(s, t)
	// not what tells of another in the sentence: "a bomb went off, and a second was defused"
	near := func(sort string, before, after int) bool {
		return slices.ContainsFunc(r.cuesOf(s), func(c cue) bool {
			return c.sort == sort && c.first < t.last+after && max(t.first-before, 0) < c.last && !slices.ContainsFunc(own, func(o *trigger) bool {
				return o != t && o.told != "" && o.first <= c.first && c.last <= o.last
			})
		})
	}
	bomb := t.kind == "bombing" || t.kind == "vehicle-bombing" || t.kind == "suicide-bombing" || t.kind == "arson"
	switch {
	case t.told != "":
		t.status = t.told
	case near("simile", 2, 0):
		t.status = dateline.Generic
	case near("foiled", 8, 6), r.keptFrom(s, t):
		t.status = dateline.Foiled
	case r.ofSeries(s, before, t.first) && (!t.definite || t.done), !t.done && r.cued(s, "many", before, t.first+1) && !t.definite:
		t.status = dateline.Generic
	case t.announced == "threat":
		t.status = dateline.Threatened
	case t.announced == "plot":
		t.status = dateline.Planned
	case near("attempted", 4, 4), bomb && near("dud", 2, 18),
		(t.kind == "armed-assault" || t.kind == "assassination") && near("misfire", 4, 20):
		t.status = dateline.Attempted
	case bomb && near("made-safe", 2, 14):
		t.status = dateline.Foiled
	case t.form == "agent" && t.kind == "kidnapping": // "the kidnappers threaten": they have taken somebody
	case near("threatened", 5, 2), t.kind == "threat":
		t.status = dateline.Threatened
	case near("planned", 5, 1), t.kind == "plot", r.toBeDone(s, t):
		t.status = dateline.Planned
	case r.cued(s, "hypothetical", max(t.first-3, 0), t.first), r.cued(s, "supposed", max(t.first-7, 0), t.first):
		t.status = dateline.Hypothetical
	case t.form == "verb" && r.cued(s, "negated", max(t.first-3, 0), t.first), t.form == "noun" && r.cued(s, "negated", max(t.first-2, 0), t.first):
		t.status = dateline.Denied
	case t.plural && !t.definite && t.form == "noun" && !t.done && !r.carriedOut(s, t) && s.kind != dateline.Title && len(s.within("number", max(t.first-3, 0), t.first)) == 0:
		t.status = dateline.Generic
	}
}

// ofSeries tells whether a word for many of a kind stands between two tokens, or just at the second, and goes with
// what stands there: not "the number of those killed when a bomb went off".
func (r *report) ofSeries(s *sentence, from, at int) bool {
	return slices.ContainsFunc(r.cuesOf(s), func(c cue) bool {
		return c.sort == "series" && c.first <= at && from < c.last && !slices.ContainsFunc(s.Tokens[min(c.last, at):at], func(t dateline.Token) bool {
			return t.Tag == dateline.VerbPast || t.Tag == dateline.VerbPassive || t.Tag == dateline.Subordinate
		})
	})
}

// pointsTo tells whether a word makes what it stands before, or is written together with, one that is known.
func (r *report) pointsTo(word string) bool {
	return r.book.Has("definite", word) || r.book.HasArticle(word)
}

// isDefinite tells whether its article or the words before it make a trigger one that is
// known: "the Easter Sunday attacks", "Friday's blast".
func (r *report) isDefinite(s *sentence, t *trigger) bool {
	if r.book.HasArticle(s.Tokens[t.first].Norm) {
		return true
	}
	for i := t.first - 1; i >= max(t.first-5, 0); i-- {
		if r.book.Has("definite", s.Tokens[i].Norm) {
			return true
		}
		switch tag := s.Tokens[i].Tag; {
		case tag == dateline.Adjective, tag == dateline.Noun, tag == dateline.ProperNoun, tag == dateline.Numeral, s.Tokens[i].Norm == "-":
		default:
			if i < t.first-1 {
				return false
			}
		}
	}
	return false
}

// carriedOut tells whether somebody is told to have done what a trigger names: "carried
// out night strikes on the hills".
func (r *report) carriedOut(s *sentence, t *trigger) bool {
	for i := max(t.first-6, 0); i < t.first; i++ {
		switch s.Tokens[i].Tag {
		case dateline.VerbPast, dateline.VerbPassive:
			if r.book.Longest("attack-act", s.Tokens[i:t.first]) > 0 {
				return true
			}
		}
	}
	return false
}

// keptFrom tells whether a trigger is what somebody was stopped from doing: "thwarted a
// mission by the group to carry out bombings".
func (r *report) keptFrom(s *sentence, t *trigger) bool {
	from := max(t.first-18, 0)
	for i := t.first - 1; i >= from; i-- {
		if r.book.Longest("to", s.Tokens[i:]) > 0 {
			return r.cued(s, "foiled", from, i) && r.segmentOf(s, from) == t.segment
		}
	}
	return false
}

// toBeDone tells whether a trigger is what somebody meant to do, farther back in its
// clause: "planned to bring down an airliner with a bomb".
func (r *report) toBeDone(s *sentence, t *trigger) bool {
	for i := t.first - 1; i > max(t.first-12, 0); i-- {
		switch tok := &s.Tokens[i]; {
		case tok.Kind == dateline.MarkToken && tok.Norm != "-", tok.Tag == dateline.VerbPast, tok.Tag == dateline.Subordinate:
			return false
		case r.book.Longest("to", s.Tokens[i:]) > 0:
			return r.cued(s, "planned", i-1, i)
		}
	}
	return false
}

// real tells whether a trigger is of an event that took place or was begun.
func (t *trigger) real() bool { return t.status == dateline.Happened || t.status == dateline.Attempted }
