package extract

import (
	"dateline"
)

// assignCasualties puts each figure into the event it is told of.
func (r *report) assignCasualties(main *event, about bool) {
	for _, c := range r.casualties {
		s := r.sentences[c.sentence]
		if !s.told() && s.kind != dateline.Title {
			continue
		}
		if e := r.eventOfFigure(s, c, main, about); e != nil {
			c.event = e
			e.casualties = append(e.casualties, c)
		}
	}
}

func (r *report) eventOfFigure(s *sentence, c *casualty, main *event, about bool) *event {
	// the nearest trigger of its own part of the sentence
	var best *trigger
	for _, t := range r.triggersOf(s) {
		if t.event == nil || t.segment != c.segment && (t.segment != c.segment-1 || !r.continues(s, c.segment)) {
			continue
		}
		if best == nil || gapBetween(t.first, t.last, c.first, c.last) < gapBetween(best.first, best.last, c.first, c.last) {
			best = t
		}
	}
	if best != nil && !best.event.main {
		return best.event // "this year, bombs in the north have killed 100", too
	}
	if about && r.ofAnotherScale(s, c, main) {
		return nil
	}
	if best != nil {
		return best.event
	}
	if about && c.Running {
		return main // "bringing the toll to nine"
	}
	at := r.timeOfFigure(s, c)
	if at != nil && at.time.Resolved() && main.time.Resolved() && apart(&at.time, main.time) &&
		(at.time.Start.At.Before(main.time.Start.At) || coarseness(at.time.Grain) > 0) ||
		c.segment > 0 && r.cued(s, "since", pastSemicolon(s, c.first), c.first) && (at == nil || !at.time.Resolved() || apart(&at.time, main.time)) {
		e := r.lastIn(s)
		if e != nil && !e.main && (at == nil || e.time != nil && !apart(&at.time, e.time)) {
			return e
		}
		if at == nil {
			if p := r.placeOf(s, c.segment, c.first); p == nil || !about {
				return nil
			}
		}
		return r.backgroundFigure(s, c, at, main)
	}
	if about && s.weight() < 3 && (c.Harm == dateline.Killed || c.Harm == dateline.Injured) {
		if p := r.placedElsewhere(s, c, main.place); p != nil {
			if e := r.lastTold(s.index, s.paragraph); e != nil && e.place != nil && !elsewhere(e.place, p) {
				return e
			}
			if at == nil {
				return nil
			}
			return r.backgroundFigure(s, c, at, main)
		}
	}
	own := r.casualtiesOf(s)
	for i := len(own) - 1; i >= 0; i-- { // what the sentence has told just before
		if o := own[i]; o.event != nil && o.first < c.first {
			return o.event
		}
	}
	if e := r.lastTold(s.index, s.paragraph); e != nil {
		return e
	}
	if about {
		return main
	}
	if at != nil {
		return r.backgroundFigure(s, c, at, main)
	}
	return nil
}

// pastSemicolon gives the token after the last semicolon before a token; 0 if there is none.
func pastSemicolon(s *sentence, at int) int {
	for at > 0 && s.Tokens[at-1].Norm != ";" {
		at--
	}
	return at
}

// timeOfFigure gives the time that a part of a sentence tells of a figure. One in a
// relative clause is not its own: "besides the dead, whose number was settled in May, nine were hurt".
func (r *report) timeOfFigure(s *sentence, c *casualty) *timeMention {
	at := r.timeOf(s, c.segment, c.first)
	if at == nil || at.sentence != s.index {
		return at
	}
	for i := at.first - 1; i > 0; i-- {
		switch {
		case s.Tokens[i].Norm == ",":
			return at
		case s.Tokens[i-1].Norm != "," || r.book.Longest("relative-word", s.Tokens[i:]) == 0:
			continue
		}
		for end := at.last; end < len(s.Tokens); end++ {
			if s.Tokens[end].Norm == "," {
				if c.first > end || c.last < i {
					return nil
				}
				break
			}
		}
		return at
	}
	return at
}

// ofAnotherScale tells whether a figure far below the lead counts a whole war: it is
// many times what the lead says, or it counts over a span of time.
func (r *report) ofAnotherScale(s *sentence, c *casualty, main *event) bool {
	if s.weight() >= 1 || c.Running || c.Harm != dateline.Killed && c.Harm != dateline.Injured {
		return false
	}
	for _, t := range r.timesOf(s) { // "36 people have been killed since January"
		if r.ranks(s, c.last, t.first) {
			continue
		}
		if (t.form == "span" || t.form == "this" && coarseness(t.time.Grain) >= 2) && r.segmentOf(s, t.first) == c.segment {
			return true
		}
	}
	for i := c.last; i < len(s.Tokens); i++ { // "... since the blockade began"
		if r.book.Has("since", s.Tokens[i].Norm) && !r.ranks(s, c.last, i) {
			return true
		}
	}
	if r.leadMost == nil {
		r.leadMost = map[string]int{}
		for _, o := range r.casualties {
			if r.sentences[o.sentence].weight() >= 1 {
				r.leadMost[o.Harm] = max(r.leadMost[o.Harm], o.Low, o.High)
			}
		}
	}
	most := r.leadMost[c.Harm]
	return most > 0 && c.Low > 5*most && c.Low >= 100
}

// placedElsewhere gives the place of a figure whose words place it in another town than
// the event's: "In Mora a boy was hurt"; nil if they don't. Where somebody speaks is no
// place of it.
func (r *report) placedElsewhere(s *sentence, c *casualty, main *dateline.Place) *dateline.Place {
	p := r.placeOf(s, c.segment, c.first)
	if p == nil || !p.located || main == nil || !c.placed {
		return nil
	}
	place := p.record(r)
	if !elsewhere(place, main) {
		return nil
	}
	for i := min(p.last, c.last); i < max(p.first, c.first); i++ {
		if r.book.Longest("say", s.Tokens[i:]) > 0 || r.book.Longest("state", s.Tokens[i:]) > 0 {
			return nil
		}
	}
	return place
}

// ranks tells whether tokens [first, last) compare one event with those of a span of
// time: "... which made it the worst attack since the war".
func (r *report) ranks(s *sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if r.book.Has("superlative", s.Tokens[i].Norm) {
			return true
		}
	}
	return false
}

func gapBetween(aFirst, aLast, bFirst, bLast int) int {
	if aFirst >= bLast {
		return aFirst - bLast
	}
	if bFirst >= aLast {
		return bFirst - aLast
	}
	return 0
}

// backgroundFigure makes an event of a figure that no trigger names: "in 2015, 14 people were killed there".
func (r *report) backgroundFigure(s *sentence, c *casualty, at *timeMention, main *event) *event {
	e := &event{first: s.Tokens[c.first].From, sentence: s.index, kind: "attack", status: dateline.Happened, words: r.words(s, c.first, c.last), trace: c.By}
	if c.Harm == dateline.Abducted {
		e.kind = "kidnapping"
	}
	if at != nil {
		t := at.time
		e.time = &t
	}
	if main.place != nil && c.segment > 0 {
		e.place = r.samePlace(s, c.segment, main.place)
	}
	if e.place == nil {
		e.place = r.settingOf(s, c.segment, c.first)
	}
	for _, o := range r.events {
		if o.time != nil && e.time != nil && o.sentence == s.index && !apart(o.time, e.time) && !elsewhere(o.place, e.place) {
			return o
		}
	}
	if c.Low == 0 {
		return nil // nobody harmed is no event of its own
	}
	if kind, trace := r.kindBefore(s, c.segment); kind != "" {
		e.kind, e.trace = kind, trace
	}
	r.events = append(r.events, e)
	return e
}
