package extract

import (
	"sort"
	"strconv"

	"dateline"
	"dateline/rule"
)

// A casualty is one figure where it stands.
type casualty struct {
	sentence    int
	first, last int // of the whole clause
	numberFirst int // of the words of the figure
	numberLast  int
	dateline.Casualty
	nth     int  // "a fourth died": the fourth; 0 for others
	bare    bool // counts only where no better figure is told: "killed villagers", "ten are feared dead"
	some    bool // of the dead or the hurt, it may be not all: "among the dead were two cooks"
	pronoun bool // who it is has been told: "he was shot twice"
	own     bool // the speaker's own: "lost three of its own"
	placed  bool // a place told with it is where they came to harm
	wounded bool // died of wounds, counted as hurt before
	part    bool // of those whom the figure before counts: "among them two women"
	segment int
	event   *event
}

// Harms that rules name beside those of the record.
const (
	harmBoth = "both" // killed and injured
	harmSame = "same" // of the figure told last: "put it at nine"
	harmPart = "part" // of the figure before it, of whom these are some
	harmHeld = "held" // abducted or detained, as the event is
	harmNone = "none" // no figure, though it looks like one
)

// readCasualties reads people, number, person and cues; adds casualties.
func (r *report) readCasualties() {
	for _, s := range r.sentences {
		lists := r.listVictims(s)
		var figures, supposed []rule.Match
		for _, m := range r.casualty.All(s.Sentence) {
			if m.Rule.Kind == "supposed" {
				supposed = append(supposed, m)
			} else {
				figures = append(figures, m)
			}
		}
		from := len(r.casualties)
		for _, m := range r.chosen(s, figures) {
			if m.Literal("harm") == harmNone || m.Literal("zero") == "" && r.supposed(s, &m, supposed) {
				continue
			}
			c := &casualty{sentence: s.index, first: m.First, last: m.Last, numberFirst: m.First, numberLast: m.Last}
			c.By = m.Rule.Trace()
			c.Harm = m.Literal("harm")
			c.segment = r.segmentOf(s, m.First)
			for _, c := range r.figure(s, &m, c, lists) {
				r.addCasualty(s, &m, c, from)
			}
		}
		r.settleRise(from)
	}
}

// addCasualty settles the harm of a figure and adds it. from is the first figure
// of its sentence.
func (r *report) addCasualty(s *sentence, m *rule.Match, c *casualty, from int) {
	c.Running = m.Literal("running") == "yes"
	if n := s.within("number", c.numberFirst, c.numberLast); c.Running && len(n) == 1 && r.numbers[n[0].ID].bare == c.Low && c.High > c.Low {
		c.Low = c.High // "rose from five to seven"
	}
	for i := max(m.First-2, 0); i < min(m.Last+2, len(s.Tokens)) && c.Harm == dateline.Killed; i++ {
		c.Running = c.Running || r.book.Longest("by-now", s.Tokens[i:]) > 0
	}
	c.own = m.Literal("own") == "yes"
	c.Attackers = c.Attackers || m.Literal("attackers") == "yes"
	c.placed = m.Literal("placed") != "no"
	c.wounded = m.Literal("of") == "wounded"
	c.Words = r.words(s, c.numberFirst, c.numberLast)
	c.some = m.Literal("some") == "yes" && !c.bare
	c.bare = c.bare || m.Literal("feared") == "yes" || m.Literal("some") == "yes"
	if v, ok := m.Value("who"); ok && c.Who == "" {
		c.Who = s.Text(r.doc.Text, v.First, v.Last)
	}
	switch c.Harm {
	case harmSame:
		before := r.lastFigure(s.index - 4)
		if before == nil || r.thingsCounted(before, c) {
			return
		}
		c.Harm, c.Who = before.Harm, before.Who
	case harmPart:
		whole := r.wholeOf(c, from)
		if whole == nil {
			return
		}
		if c.Attackers {
			whole.IncludesAttackers = true
		}
		if c.bare || c.Low >= whole.Low && (whole.High != dateline.Open || c.Low > whole.Low) {
			return
		}
		c.Harm, c.part = whole.Harm, true
	case harmBoth:
		c.Harm = dateline.Killed
		second := *c
		second.Harm = dateline.Injured
		r.casualties = append(r.casualties, &second)
	case dateline.Abducted:
		if c.Attackers {
			c.Harm = dateline.Detained
		}
	}
	if c.nth > 1 {
		r.addNth(s, c, from)
	}
	r.casualties = append(r.casualties, c)
}

// addNth adds one who is told as the nth to the figure of those before, which then counts one
// more: "three died there and a fourth in hospital".
func (r *report) addNth(s *sentence, c *casualty, from int) {
	for i := len(r.casualties) - 1; i >= from; i-- {
		o := r.casualties[i]
		if o.Harm == c.Harm && o.High == o.Low && o.Low == c.nth-1 && !o.part {
			o.Low, o.High, c.part = c.nth, c.nth, true
			o.Words = r.words(s, o.numberFirst, c.numberLast)
			return
		}
	}
}

// lastFigure gives the figure told last, in that sentence or a later one; nil if there is none.
func (r *report) lastFigure(sentence int) *casualty {
	for i := len(r.casualties) - 1; i >= 0 && r.casualties[i].sentence >= sentence; i-- {
		if c := r.casualties[i]; !c.part && c.Low > 0 {
			return c
		}
	}
	return nil
}

// thingsCounted tells whether things are counted between two figures: then the second
// may be of them ("fired 24 rockets. The ministry put their number at 14").
func (r *report) thingsCounted(before, c *casualty) bool {
	for i := before.sentence; i <= c.sentence; i++ {
		s := r.sentences[i]
		for _, f := range s.Found() {
			if f.Kind != "group" || i == before.sentence && f.First < before.last || i == c.sentence && f.Last > c.first {
				continue
			}
			if len(s.within("number", f.First, f.Last)) > 0 && !s.covered(f.First, f.Last, "people", "time", "victims") {
				return true
			}
		}
	}
	return false
}

// wholeOf gives the figure of the sentence that a part is taken of: the nearest before it.
func (r *report) wholeOf(part *casualty, from int) *casualty {
	var best *casualty
	for _, c := range r.casualties[from:] {
		if !c.part && c.Low > 0 && c.numberFirst < part.numberFirst && (best == nil || c.numberFirst > best.numberFirst) {
			best = c
		}
	}
	return best
}

// settleRise drops, in the figures of one sentence, those who have died of their
// wounds where the count that they bring about is told too.
func (r *report) settleRise(from int) {
	rises := false
	for _, c := range r.casualties[from:] {
		rises = rises || c.Running && c.Harm == dateline.Killed
	}
	if !rises {
		return
	}
	kept := r.casualties[:from]
	for _, c := range r.casualties[from:] {
		if !c.wounded {
			kept = append(kept, c)
		}
	}
	r.casualties = kept
}

// chosen gives the matches that stand, by their first token: of those that share
// victims, or share the verb for one harm, the longer. A clause without a
// form of "to be" yields to one with it, or whose victims follow the verb.
func (r *report) chosen(s *sentence, all []rule.Match) []rule.Match {
	sort.SliceStable(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if x, y := a.Literal("form") == "short", b.Literal("form") == "short"; x != y {
			return y
		}
		return a.Last-a.First > b.Last-b.First
	})
	var won []rule.Match
next:
	for _, m := range all {
		if r.countsNobody(s, &m) {
			continue // "no officer was hurt" says nothing of others
		}
		if m.Literal("form") == "short" && s.kind != dateline.Title && r.uncounted(s, &m) {
			continue // "militants killed": they may be those who did it
		}
		mv, counted := m.Value("victims")
		for i := range won {
			w := &won[i]
			if w.Last <= m.First || m.Last <= w.First {
				continue
			}
			wv, wonCounts := w.Value("victims")
			switch {
			case !counted || !wonCounts:
				continue next
			case wv.First < mv.Last && mv.First < wv.Last:
				continue next
			case w.Literal("harm") == m.Literal("harm") && verbsMeet(w, &m, wv, mv):
				continue next
			}
		}
		won = append(won, m)
	}
	sort.SliceStable(won, func(i, j int) bool { return won[i].First < won[j].First })
	return won
}

// verbsMeet tells whether two matches share a token that is of neither's victims.
func verbsMeet(a, b *rule.Match, av, bv rule.Value) bool {
	for i := max(a.First, b.First); i < min(a.Last, b.Last); i++ {
		if (i < av.First || i >= av.Last) && (i < bv.First || i >= bv.Last) {
			return true
		}
	}
	return false
}

// uncounted tells whether the victims of a match are a group without any count.
func (r *report) uncounted(s *sentence, m *rule.Match) bool {
	v, ok := m.Value("victims")
	if !ok || v.Found < 0 {
		return false
	}
	f := s.Found()[v.Found]
	return f.Kind == "people" && r.people[f.ID].number < 0 && !r.people[f.ID].one
}

// countsNobody tells whether the victims of a match are none.
func (r *report) countsNobody(s *sentence, m *rule.Match) bool {
	v, ok := m.Value("victims")
	if !ok {
		return false
	}
	n := s.within("number", v.First, v.Last)
	return len(n) == 1 && r.numbers[n[0].ID].high == 0
}

// supposed tells whether a figure is of what may be, or was meant to be.
func (r *report) supposed(s *sentence, m *rule.Match, supposed []rule.Match) bool {
	for _, h := range supposed {
		if s.covered(h.First, h.First+1, "time") {
			continue // the month
		}
		if h.First < m.Last && m.First <= h.Last {
			return true
		}
	}
	return false
}

// figure works out how many, and who they are; a list of victims may give several
// figures. It gives none where the words give none.
func (r *report) figure(s *sentence, m *rule.Match, c *casualty, lists [][]rule.Found) []*casualty {
	if low, err := strconv.Atoi(m.Literal("low")); err == nil {
		if v, ok := m.Value("victims"); ok {
			c.numberFirst, c.numberLast = v.First, v.Last
		}
		c.Low, c.High = low, low
		if m.Literal("high") == "open" {
			c.High, c.bare = dateline.Open, true // uncounted
		}
		return []*casualty{c}
	}
	v, ok := m.Value("victims")
	if !ok {
		return nil
	}
	c.numberFirst, c.numberLast = v.First, v.Last
	var one *rule.Found
	for _, f := range s.Found() {
		if f.First != v.First || f.Last != v.Last {
			continue
		}
		switch f.Kind {
		case "victims":
			return r.listed(s, c, lists[f.ID])
		case "people", "number", "person", "somebody":
			if one == nil || one.Kind != "people" {
				one = &f
			}
		}
	}
	if one != nil && !r.countVictims(s, c, *one) {
		return nil
	}
	if n := s.within("number", v.First, v.Last); one == nil && len(n) > 0 {
		c.Low, c.High = r.numbers[n[0].ID].low, r.numbers[n[0].ID].high
	} else if one == nil {
		return nil
	}
	return []*casualty{c}
}
