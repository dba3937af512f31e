package extract

import (
	"slices"
	"strings"

	"dateline"
)

// A site is a building or the like that a sentence puts something in, or that was struck.
type site struct {
	sentence    *sentence
	first, last int // tokens
	sort        string
	event       *event
	score       float64
	trace       dateline.Trace
}

// readVenues reads the targets of events and what the venue rules find; adds to each
// event its venue, and takes a struck one for the target where no other is told.
func (r *report) readVenues() {
	best := map[*event]site{}
	for _, s := range r.sentences {
		if !s.told() && s.kind != dateline.Title {
			continue
		}
		for _, c := range r.sitesIn(s) {
			if c.event != nil && c.score > best[c.event].score {
				best[c.event] = c
			}
		}
	}
	for _, e := range r.events {
		c, ok := best[e]
		if !ok {
			continue
		}
		words := r.words(c.sentence, c.first, c.last)
		e.venue = &words
		told := c.sentence.told()
		for i := range e.roles {
			// the title's words give way to the body's, "a hotel" to the hotel's name
			if o := &e.roles[i]; o.Role == dateline.Target && told && r.sameSite(o, c) {
				o.Words, o.By = words, c.trace
			}
		}
		if c.sort == "at" && !hasRole(e, dateline.Target) && !hasRole(e, dateline.Victim) && r.struck(e, c) {
			e.roles = append(e.roles, dateline.Role{Role: dateline.Target, Basis: dateline.RoleStated, Words: words, By: c.trace})
		}
	}
	r.addHarmed("kidnapping")
}

// sameSite tells whether a target's words hold the noun of a site, and the site's
// words are better: they have its name, or the target's are the title's.
func (r *report) sameSite(o *dateline.Role, c site) bool {
	noun := c.sentence.Tokens[r.nounOf(c.sentence, c.first, c.last)].Norm
	return slices.Contains(strings.Fields(dateline.Fold(o.Text)), noun) && (r.namesSite(&c) || r.doc.TitleSpan.Contains(o.Span))
}

// sitesIn lists the sites of a sentence with the event that each belongs to.
func (r *report) sitesIn(s *sentence) []site {
	var all, away []site
	for _, m := range r.venue.All(s.Sentence) {
		v, ok := m.Value("venue")
		if !ok {
			continue
		}
		c := site{sentence: s, first: v.First, last: v.Last, sort: m.Literal("sort"), trace: m.Rule.Trace()}
		if c.last-c.first == 1 && s.kind != dateline.Title && s.Tokens[c.first].Tag != dateline.ProperNoun && !r.headFirst {
			continue // "in hospital", "by road": without the article that stands before a noun
		}
		if c.sort == "away" {
			away = append(away, c)
		} else {
			all = append(all, c)
		}
	}
	for _, e := range r.events {
		for _, o := range e.roles {
			if o.Role == dateline.Target && s.span.Contains(o.Span) {
				if c, ok := r.siteOf(s, o); ok {
					c.event = e
					all = append(all, c)
				}
			}
		}
	}
	kept := all[:0]
next:
	for _, c := range all {
		for _, o := range away {
			if o.first < c.last && c.first < o.last && c.sort != "struck" {
				continue next
			}
		}
		r.weighSite(&c)
		kept = append(kept, c)
	}
	return kept
}

// siteOf gives the site that a target's words name, if they do.
func (r *report) siteOf(s *sentence, role dateline.Role) (site, bool) {
	first, last := -1, -1
	for i := range s.Tokens {
		if role.Span.Contains(dateline.Span{From: s.Tokens[i].From, To: s.Tokens[i].To}) {
			if first < 0 {
				first = i
			}
			last = i + 1
		}
	}
	if first < 0 {
		return site{}, false
	}
	head := r.nounOf(s, first, last)
	if !r.isHead(s, "building-site", first, head) && !r.isHead(s, "open-site", first, head) {
		return site{}, false // what goes on wheels is no place, unless something happened on it
	}
	return site{sentence: s, first: first, last: last, sort: "struck", trace: role.By}, true
}

// weighSite finds a site's event, and says how well it is tied to it.
func (r *report) weighSite(c *site) {
	s := c.sentence
	distance := len(s.Tokens)
	after := false
	segment := r.segmentOf(s, c.first)
	own := c.event
	near := func(e *event, from, to, in int) {
		if e == nil || in != segment || own != nil && e != own {
			return
		}
		if d := gapBetween(from, to, c.first, c.last); d < distance {
			c.event, distance, after = e, d, c.first >= from
		}
	}
	for _, t := range r.triggers {
		if t.sentence == s.index {
			near(t.event, t.first, t.last, t.segment)
		}
	}
	if c.event == nil {
		for _, o := range r.casualties {
			if o.sentence == s.index {
				near(o.event, o.first, o.last, o.segment)
			}
		}
	}
	c.score = 1
	if c.event == nil {
		c.event = r.eventBefore(s, s.weight() >= 1)
		c.score = 0.4
	}
	if c.event == nil || c.event.kind == "hijacking" && r.isHead(s, "carrier-site", c.first, r.nounOf(s, c.first, c.last)) {
		c.event = nil
		return
	}
	switch s.kind {
	case dateline.Title:
		c.score *= 0.15
	case dateline.Summary:
		c.score *= 0.9
	default:
		if c.event.main {
			c.score *= max(1.2-0.15*float64(s.body), 0.3)
		}
	}
	switch c.sort {
	case "struck":
		c.score *= 1.4
	case "near":
		c.score *= 0.7
	}
	if r.namesSite(c) {
		c.score *= 1.7
	}
	if after {
		c.score *= 1.3
	}
	if distance > 12 {
		c.score *= 0.7
	}
	head := r.nounOf(s, c.first, c.last)
	if !r.isHead(s, "building-site", c.first, head) {
		c.score *= 0.7
	}
}

// struck tells whether an event of this type strikes the building that it takes place in.
func (r *report) struck(e *event, c site) bool {
	switch e.kind {
	case "clash", "arrest-raid", "threat", "plot", "assassination", "stabbing":
		return false
	}
	return r.isHead(c.sentence, "building-site", c.first, r.nounOf(c.sentence, c.first, c.last))
}

// namesSite tells whether a site goes by a name of its own: "the Blue Heron Hotel".
func (r *report) namesSite(c *site) bool {
	s := c.sentence
	head := r.nounOf(s, c.first, c.last)
	for i := c.first; i <= head; i++ {
		if t := &s.Tokens[i]; t.Upper && i > 0 && t.Tag == dateline.ProperNoun && !s.covered(i, i+1, "place", "nationality") {
			return s.kind != dateline.Title
		}
	}
	return false
}
