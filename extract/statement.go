package extract

import (
	"strings"

	"dateline"
	"dateline/rule"
)

// A statement is what one speaker says, over one sentence or more.
type statement struct {
	sentence      int
	first, last   int // the clause with speaker and cue
	act           dateline.Act
	speaker       [2]int // tokens of the speaker
	person        int    // actor who speaks; -1
	body          int    // actor for whom or of which they speak; -1
	role          string
	outlet        [2]int // tokens; empty if nobody is said to be told
	accused       [2]int
	content       dateline.Span
	contentTokens [2]int
	direct        bool
	key           string // what makes two speakers one
	events        []*event
	forecast      *dateline.Forecast
	trace         dateline.Trace
	id            string
}

// readStatements reads phrase, person, actor and time; adds statements, one for
// each speaker and act, and where a report says that nobody has claimed an event.
func (r *report) readStatements() {
	var all []*statement
	for _, s := range r.sentences {
		if !s.told() && s.kind != dateline.Title {
			continue
		}
		won, lost := r.statement.Find(s.Sentence)
		for _, m := range won {
			if m.Rule.Kind == "claim" {
				s.Add(rule.Found{Kind: "none-stated", First: m.First, Last: m.Last})
			}
		}
		for _, m := range won {
			if m.Rule.Kind != "statement" || s.covered(m.First, m.Last, "none-stated") {
				continue
			}
			if st := r.newStatement(s, &m); st != nil {
				for _, l := range lost {
					if l.First < m.Last && m.First < l.Last {
						st.trace.Losers = append(st.trace.Losers, dateline.Loser{Words: r.words(s, l.First, l.Last), Value: l.Rule.Name, Why: "shorter"})
					}
				}
				all = append(all, st)
			}
		}
	}
	r.fold(all)
	r.markSaidTimes()
}

// told tells whether a sentence tells the story: titles, captions, bylines and notes do not.
func (s *sentence) told() bool { return s.kind == dateline.Body || s.kind == dateline.Summary }

// newStatement makes a statement of a match; nil if its subject can't speak.
func (r *report) newStatement(s *sentence, m *rule.Match) *statement {
	who, ok := m.Value("speaker")
	if !ok {
		return nil
	}
	st := &statement{sentence: s.index, first: m.First, last: m.Last, act: dateline.Act(m.Literal("act")),
		speaker: [2]int{who.First, who.Last}, person: -1, body: -1, trace: m.Rule.Trace()}
	for st.speaker[0] < st.speaker[1] && s.Tokens[st.speaker[0]].Kind == dateline.MarkToken {
		st.speaker[0]++
	}
	if st.speaker[0] == st.speaker[1] || !r.canSpeak(s, st) {
		return nil
	}
	if v, ok := m.Value("outlet"); ok {
		st.outlet = [2]int{v.First, v.Last}
	}
	if v, ok := m.Value("accused"); ok {
		st.accused = [2]int{v.First, v.Last}
	}
	r.identify(s, st)
	first, last := m.Last, len(s.Tokens)
	if m.Literal("content") != "after" {
		first, last = 0, m.First
	}
	for first < last && s.Tokens[last-1].Kind == dateline.MarkToken {
		last--
	}
	for first < last && s.Tokens[first].Kind == dateline.MarkToken && s.Tokens[first].Norm != `"` {
		first++
	}
	if first < last {
		st.content, st.contentTokens = s.at(first, last), [2]int{first, last}
	}
	for i := range s.Tokens {
		if s.Tokens[i].Norm == `"` {
			st.direct = true
		}
	}
	return st
}

// canSpeak tells whether the head of the subject is somebody or something that
// speaks: a person, a body, a country, a word for either.
func (r *report) canSpeak(s *sentence, st *statement) bool {
	first, last := st.speaker[0], st.speaker[1]
	if s.covered(first, last, "time") && last-first <= 2 {
		return false
	}
	head := last - 1
	for _, f := range s.within("group", first, last) {
		head = r.groups[f.ID].head // the first group's: what hangs on it comes later
		break
	}
	if r.book.Longest("not-speaker", s.Tokens[head:last]) > 0 && r.actorWithin(s, first, last, "person") < 0 {
		return false
	}
	if r.book.Longest("speaker-noun", s.Tokens[head:last]) > 0 {
		return true
	}
	if s.Tokens[head].Tag == dateline.ProperNoun || s.Tokens[head].Upper {
		return true
	}
	return r.actorWithin(s, first, last) >= 0
}

// identify finds the person, the body and the office in the speaker's words and around
// them, and what two mentions of one speaker have in common.
func (r *report) identify(s *sentence, st *statement) {
	first, last := st.speaker[0], st.speaker[1]
	st.person = r.actorWithin(s, first, last, "person")
	if st.person < 0 { // "the minister, Ana Ruiz, said"; "Ana Ruiz, the minister, said"
		st.person = r.actorWithin(s, last, min(st.last, last+6), "person")
	}
	st.body = r.actorWithin(s, first, min(st.last, last+8), "armed-group", "state-force", "government", "international-body", "organization", "outlet", "unknown")
	var role []int
	for i := first; i < last; i++ {
		if t := &s.Tokens[i]; t.Tag == dateline.Noun || t.Tag == dateline.Adjective || t.Tag == dateline.ProperNoun {
			if st.person >= 0 && s.covered(i, i+1, "person") {
				continue
			}
			role = append(role, i)
		}
	}
	if st.person >= 0 && len(role) > 0 {
		st.role = s.normal(role[0], role[len(role)-1]+1)
	} else if st.person < 0 {
		st.role = ""
	}
	switch {
	case st.person >= 0:
		st.key = r.actors[st.person].ID
	default:
		var words []string
		for i := first; i < last; i++ {
			switch s.Tokens[i].Tag {
			case dateline.Noun, dateline.Adjective, dateline.ProperNoun, dateline.Numeral, dateline.Determiner:
				if s.Tokens[i].Tag != dateline.Determiner || r.book.Has("another", s.Tokens[i].Norm) {
					words = append(words, s.Tokens[i].Norm)
				}
			}
		}
		st.key = strings.Join(words, " ")
		if a := r.actorWithin(s, first, last); a >= 0 && len(words) <= 4 {
			st.key = r.actors[a].ID
		}
	}
}

// fold joins statements of one speaker and act: the first place is kept, and what
// follows at once extends its content.
func (r *report) fold(all []*statement) {
	for _, st := range all {
		var same *statement
		for _, old := range r.statements {
			if old.act == st.act && (old.key == st.key || r.samePerson(old, st)) {
				same = old
			}
		}
		if same == nil {
			r.statements = append(r.statements, st)
			continue
		}
		if st.person >= 0 && same.person < 0 {
			same.person = st.person
		}
		if !same.content.IsZero() && st.content.From-same.content.To < 400 && st.content.From > same.content.From {
			same.content = same.content.Join(st.content)
		}
		same.direct = same.direct || st.direct
	}
}

// samePerson tells whether one of two keys is the last name of the other.
func (r *report) samePerson(a, b *statement) bool {
	if a.key == "" || b.key == "" {
		return false
	}
	short, long := a.key, b.key
	if len(short) > len(long) {
		short, long = long, short
	}
	return strings.HasSuffix(long, "-"+short) && !strings.Contains(short, " ")
}

// markSaidTimes marks the times that say when somebody spoke: those that stand
// in a statement's own clause, or right after it.
func (r *report) markSaidTimes() {
	for i := range r.times {
		t := &r.times[i]
		for _, st := range r.statements {
			if st.sentence != t.sentence {
				continue
			}
			if t.first >= st.first && t.first <= st.last {
				t.said = true
			}
		}
	}
}
