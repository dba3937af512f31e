package extract

import (
	"slices"
	"strconv"

	"dateline"
	"dateline/rule"
)

// A statement is what one speaker says, over one sentence or more.
type statement struct {
	sentence    int
	first, last int // the clause with speaker and cue
	act         dateline.Act
	who         *speaker
	speaker     [2]int // tokens of the speaker in this clause
	cue         [2]int // tokens of the words that say that they speak
	person      int    // actor who speaks; -1
	body        int    // actor for whom or of which they speak; -1
	back        bool   // takes back a claim
	joint       bool   // claims together with the one who claims before
	of          bool   // what is said stands before the clause: "an attack claimed by"
	implied     bool   // the clause names no speaker: the one who spoke before goes on
	outlet      [2]int // tokens; empty if nobody is said to be told
	accused     [2]int
	content     dateline.Span
	own         dateline.Span // of the content, what this clause says; the rest is of those in again
	direct      bool
	key         string // what makes two speakers one
	via         *statement
	again       []*statement // the clauses in which the speaker does so again
	events      []*event
	forecast    *dateline.Forecast
	doer        doer // of the forecast
	trace       dateline.Trace
	id          string
}

// A spoken is a place where a speaker speaks.
type spoken struct {
	sentence, first, last int
	who                   *speaker
	act                   dateline.Act
}

// readStatements reads phrase, person, actor and time; adds speaker (who may speak),
// statements, one for each speaker and act, and none-stated where a report says
// that nobody has claimed an event.
func (r *report) readStatements() {
	for _, s := range r.sentences {
		r.findSpeakers(s)
	}
	// the title last: its "minister" is the one whom the report names
	for _, titles := range []bool{false, true} {
		for _, s := range r.sentences {
			if s.kind == dateline.Title == titles && (titles || s.told()) {
				r.readSentence(s)
			}
		}
	}
	for _, st := range r.statements {
		r.readQuotedForecasts(st)
	}
	r.passOn()
	r.markSaidTimes()
}

// told tells whether a sentence tells the story: titles, captions, bylines and notes do not.
func (s *sentence) told() bool { return s.kind == dateline.Body || s.kind == dateline.Summary }

// readSentence adds the statements of one sentence.
func (r *report) readSentence(s *sentence) {
	won, lost := r.statement.Find(s.Sentence)
	for _, m := range won {
		if m.Rule.Kind == "claim" {
			s.Add(rule.Found{Kind: "none-stated", First: m.First, Last: m.Last})
		}
	}
	for _, m := range won {
		switch kind := m.Rule.Kind; kind {
		case "evidence", "deed", "own-deed", "no-deed", "no-speech", "bomber-named", "does":
			s.Add(rule.Found{Kind: kind, Sort: m.Literal("act"), First: m.First, Last: m.Last})
		}
	}
	for _, m := range slices.Concat(won, lost) {
		if m.Rule.Kind == "signed" { // within what a statement says, too
			s.Add(rule.Found{Kind: "signed", First: m.First, Last: m.Last})
		}
	}
	var here []*statement
	for i := range won {
		m := &won[i]
		if m.Rule.Kind != "statement" || s.covered(m.First, m.Last, "none-stated") {
			continue
		}
		if cue, ok := m.Value("cue"); ok && s.covered(cue.First, cue.First+1, "no-speech") {
			continue // "a man named Kuno"
		}
		if dateline.Act(m.Literal("act")) == dateline.ClaimsResponsibility && (s.covered(m.First, m.Last, "no-deed") || r.book.Has("none-word", s.Tokens[m.First].Norm)) {
			continue // "has claimed similar attacks", "neither has claimed it"
		}
		if n := len(here); n > 0 && r.passedOn(s, here[n-1], m) || m.Literal("bare") != "" {
			continue
		}
		for _, st := range r.newStatements(s, m, here) {
			for _, l := range lost {
				if l.First < m.Last && m.First < l.Last {
					st.trace.Losers = append(st.trace.Losers, dateline.Loser{Words: r.words(s, l.First, l.Last), Value: l.Rule.Name, Why: "shorter"})
				}
			}
			here = append(here, st)
		}
	}
	for _, m := range won {
		if m.Rule.Kind == "told" {
			r.addOutlet(s, here, &m)
		}
	}
	for i, st := range here {
		if st.act == dateline.Blames && r.armed(st.body) && r.ownsUp(s, st) {
			st.act = dateline.ClaimsResponsibility
		}
		for _, f := range s.Found() {
			switch {
			case f.Kind == "bomber-named" && st.act == dateline.Blames && f.First >= st.first && f.First < st.last && r.armed(st.body):
				st.act = dateline.ClaimsResponsibility // who knows the bomber's name, sent them
			case st.act != dateline.Reports || !st.content.Contains(s.at(f.First, f.Last)):
			case i+1 < len(here) && f.First >= here[i+1].first && st.last <= here[i+1].first: // the next one's words
			case f.Kind == "does": // "these are lies"
				st.act = dateline.Act(f.Sort)
			case f.Kind == "evidence" && f.First >= st.last: // who tells of evidence that confirms it, confirms it
				st.act = dateline.Confirms
			case (f.Kind == "deed" && st.direct || f.Kind == "own-deed") && r.armed(st.body) && r.namesOnly(s, f.First, f.Last, st.body): // "we did it"
				st.act = dateline.ClaimsResponsibility
			}
		}
	}
	here = s.unquote(here)
	r.readForecasts(s, here)
	r.partContents(s, here)
	for _, st := range here {
		r.keep(s, st)
	}
}

// newStatements makes the statements of a match: one for each of those who speak
// together, none if nobody can be meant.
func (r *report) newStatements(s *sentence, m *rule.Match, here []*statement) []*statement {
	st := &statement{sentence: s.index, first: m.First, last: m.Last, act: dateline.Act(m.Literal("act")), person: -1, body: -1, trace: m.Rule.Trace()}
	st.back, st.joint, st.of = m.Literal("back") != "", m.Literal("joint") != "", m.Literal("content") == "before"
	if v, ok := m.Value("cue"); ok {
		st.cue = [2]int{v.First, v.Last}
	}
	if v, ok := m.Value("outlet"); ok && s.Tokens[v.First].Tag != dateline.Pronoun {
		st.outlet = [2]int{v.First, v.Last}
	}
	if v, ok := m.Value("accused"); ok {
		st.accused = [2]int{v.First, v.Last}
	}
	r.readContent(s, st, m.Literal("content"))
	who, ok := m.Value("speaker")
	if !ok && m.Literal("by") == "before" && len(here) == 0 {
		cue, ok := m.Value("cue")
		if !ok {
			return nil
		}
		if st.who = r.implied(s, cue.First); st.who == nil {
			return nil
		}
		st.speaker, st.implied = [2]int{cue.First, cue.Last}, true
		if m.Literal("deed") != "" && !r.mayAttack(st.who) {
			st.act = dateline.Reports
		}
		st.settle(r)
		return []*statement{st}
	}
	if !ok { // goes on: the speaker of the clause before
		if len(here) == 0 || s.Tokens[here[len(here)-1].last-1].Norm == "." {
			return nil
		}
		before := here[len(here)-1]
		if m.Literal("by") == "accused" {
			if st.speaker = before.accused; st.speaker[0] >= st.speaker[1] {
				return nil
			}
			if st.who = r.speakerFor(s, st, len(s.Tokens), false); st.who == nil {
				return nil
			}
			st.settle(r)
			return []*statement{st}
		}
		st.speaker, st.who, st.person, st.body, st.key = before.speaker, before.who, before.person, before.body, before.key
		if m.Literal("deed") != "" && !r.mayAttack(st.who) {
			st.act = dateline.Reports
		}
		return []*statement{st}
	}
	bound := len(s.Tokens)
	if m.Last > who.Last && s.Tokens[who.Last].Kind == dateline.MarkToken && r.headFirst {
		bound = m.Last // the verb stands before them, and what they say after
	}
	if cue, ok := m.Value("cue"); ok && cue.First >= who.Last {
		bound = cue.First
		if cue.First > 0 && s.Tokens[cue.First].Upper && s.kind != dateline.Title && s.Tokens[cue.First-1].Upper {
			return nil // "the United States" states nothing
		}
	}
	if m.Literal("both") != "" {
		return r.together(st, [2]int{who.First, who.Last})
	}
	var out []*statement
	if v, ok := m.Value("through"); ok && !(v.First < who.Last && who.First < v.Last) {
		by := *st
		by.act, by.speaker = dateline.Reports, [2]int{v.First, v.Last}
		if by.who = r.speakerFor(s, &by, len(s.Tokens), false); by.who != nil {
			by.settle(r)
			st.via = &by
			out = append(out, &by)
		}
	}
	if n := len(here); n > 0 && m.Literal("via") == "before" {
		st.via = here[n-1] // "the paper reported that ..., quoting an official"
	}
	for _, span := range r.joined(s, who.First, who.Last) {
		one := *st
		one.speaker = span
		if one.who = r.speakerFor(s, &one, bound, span[1] == who.Last && span[0] < who.First); one.who == nil {
			continue
		}
		if span[0] < one.first {
			one.first = span[0]
		}
		one.settle(r)
		if m.Literal("deed") != "" && !r.confesses(s, m) && !r.mayAttack(one.who) || m.Literal("mouth") != "" && !r.armed(one.body) {
			one.act = dateline.Reports // an army that tells what its men did, a mayor who calls one a martyr
			r.spoke[len(r.spoke)-1].act = one.act
		}
		out = append(out, &one)
	}
	return out
}

// settle takes over what is known of the speaker.
func (st *statement) settle(r *report) {
	st.person, st.body = st.who.person, st.who.body
	for i, sp := range r.speakers {
		if sp == st.who {
			st.key = strconv.Itoa(i)
		}
	}
	if st.act == dateline.Reports && st.who.expert {
		st.act = dateline.Assesses
	}
	r.spoke = append(r.spoke, spoken{st.sentence, st.first, st.last, st.who, st.act})
}

// together makes one statement for each of the two who spoke last ("both expect ...").
func (r *report) together(st *statement, span [2]int) []*statement {
	var out []*statement
	for i := len(r.spoke) - 1; i >= 0 && len(out) < 2; i-- {
		who := r.spoke[i].who
		if who.person < 0 || len(out) == 1 && out[0].who == who {
			continue
		}
		one := *st
		one.speaker, one.who = span, who
		out = append(out, &one)
	}
	for _, one := range out {
		one.settle(r)
	}
	return out
}

// joined gives the spans of those who speak together: as one where they stand side
// by side ("officials and medics"), each alone where an aside parts them.
func (r *report) joined(s *sentence, first, last int) [][2]int {
	at := first
	for at >= 2 && (r.book.Has("and", s.Tokens[at-1].Norm) || at < first && s.Tokens[at-1].Norm == ",") {
		end := at - 1
		if end > 0 && s.Tokens[end-1].Norm == "," {
			end--
		}
		begin := -1
		for _, f := range s.Found() {
			if f.Kind == "speaker" && f.Last == end && (begin < 0 || f.First < begin) {
				begin = f.First
			}
		}
		if begin < 0 {
			if begin, end = s.beforeAside(end); begin >= 0 {
				return [][2]int{{begin, end}, {at, last}}
			}
			break
		}
		if begin > 0 {
			switch t := &s.Tokens[begin-1]; {
			case t.Kind == dateline.MarkToken, t.Tag == dateline.Subordinate, t.Tag == dateline.Conjunction, r.book.Has("clause-begin", t.Norm):
			default:
				return [][2]int{{at, last}}
			}
		}
		at = begin
	}
	return [][2]int{{at, last}}
}

// beforeAside gives the speaker at the beginning of the sentence whose aside ends at
// a token: "Chad, which borders it, and Niger".
func (s *sentence) beforeAside(end int) (first, last int) {
	for _, f := range s.Found() {
		if f.Kind == "speaker" && f.First == 0 && f.Last < end && end-f.Last < 20 && s.Tokens[f.Last].Norm == "," && s.Tokens[end].Norm == "," {
			return f.First, f.Last
		}
	}
	return -1, end
}

// keep adds a statement, or joins it to one of the same speaker: the first place
// is kept, and what follows at once extends its content. A bare "said" adds no
// statement of its own where the speaker has just done more.
func (r *report) keep(s *sentence, st *statement) {
	var same *statement
	for _, old := range st.who.said {
		near := old.sentence == s.index || r.sentences[old.sentence].paragraph == s.paragraph || s.index-old.sentence <= 2
		passing := st.act == dateline.Reports || st.act == dateline.Assesses && st.forecast == nil && (st.implied || r.book.Has("pronoun", s.Tokens[st.speaker[0]].Norm))
		claimed := st.act == dateline.Reports && old.act == dateline.ClaimsResponsibility // what a claimant tells goes with the claim
		if old.act == st.act || passing && (near || s.kind == dateline.Title) || claimed {
			same = old
		}
	}
	if same == nil && s.kind == dateline.Title && (len(st.who.said) > 0 || st.who.head != "" || r.toldInBody(st)) {
		r.claimInTitle(st)
		return
	}
	if n := len(st.who.said); same == nil && n > 0 && st.act != dateline.ClaimsResponsibility {
		if old := st.who.said[n-1]; old.sentence == st.sentence && old.act == dateline.Reports {
			old.act, same = st.act, old // "urged people to leave, warning that"
		}
	}
	if same == nil {
		st.who.said = append(st.who.said, st)
		r.statements = append(r.statements, st)
		r.extendQuote(s, st)
		r.extendOver(s, st)
		st.own = st.content
		return
	}
	same.again = append(same.again, st)
	r.extendQuote(s, st)
	r.extendOver(s, st)
	st.own = st.content
	if !same.content.IsZero() && st.content.From-same.content.To < 400 && st.content.From > same.content.From {
		same.content = same.content.Join(st.content)
	} else if same.content.IsZero() {
		same.content = st.content
	}
	same.direct = same.direct || st.direct
	if same.forecast == nil {
		same.forecast = st.forecast
	}
}

// claimInTitle makes what an armed group only reports in the body the claim that the title calls it.
func (r *report) claimInTitle(st *statement) {
	if st.act != dateline.ClaimsResponsibility || !r.armed(st.body) {
		return
	}
	var told *statement
	for _, o := range r.statements {
		switch {
		case o.body != st.body:
		case o.act == dateline.ClaimsResponsibility:
			return
		case o.act == dateline.Reports && told == nil:
			told = o
		}
	}
	if told != nil {
		told.act = dateline.ClaimsResponsibility
	}
}

// toldInBody tells whether the body lets somebody say what a title says in short: one who
// speaks for the same body, or for a state that the title calls by its name or capital.
func (r *report) toldInBody(st *statement) bool {
	return slices.ContainsFunc(r.statements, func(o *statement) bool {
		return o.body >= 0 && o.body == st.body || o.act == st.act && st.person < 0 && (r.isState(st.who) || r.placed(r.sentences[st.sentence], st.speaker[0], st.speaker[1]))
	})
}

// addOutlet notes who was told on the statement whose clause stands nearest. Where verbs
// stand first, it is rather one that has begun than one that follows.
func (r *report) addOutlet(s *sentence, here []*statement, m *rule.Match) {
	v, ok := m.Value("outlet")
	if !ok {
		return
	}
	for _, until := range []int{v.First, v.Last + 2} {
		if until == v.First && !r.headFirst {
			continue
		}
		for i := len(here) - 1; i >= 0; i-- {
			if st := here[i]; st.outlet == [2]int{} && (st.first <= until || st.first <= until+3 && s.Tokens[st.first-1].Norm == ",") && (v.First < st.speaker[0] || v.First >= st.speaker[1]) {
				st.outlet = [2]int{v.First, v.Last}
				return
			}
		}
	}
}

// markSaidTimes marks the times that say when somebody spoke: those that stand
// in a statement's own clause, or right after it or what it is said in; and those as of which
// something is said.
func (r *report) markSaidTimes() {
	for i := range r.times {
		t := &r.times[i]
		s := r.sentences[t.sentence]
		t.said = t.said || r.afterMessage(s, t.first)
		for at := max(t.first-2, 0); at <= t.first; at++ {
			if n := r.book.Longest("as-of", s.Tokens[at:]); n > 0 && at+n >= t.first {
				t.said = true // "as of last night 12 were known to have died"
			}
		}
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

// afterMessage tells whether what people say something in stands right before a token:
// "said in a statement late on Friday", "put out a video on Friday".
func (r *report) afterMessage(s *sentence, at int) bool {
	for i := max(at-3, 0); i < at; i++ {
		if n := r.book.Longest("message", s.Tokens[i:]); n > 0 && i+n == at {
			return true
		}
	}
	return false
}
