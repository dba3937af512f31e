package extract

import (
	"slices"

	"dateline"
)

// readEpisodes reads triggers, casualties, times, places and cues; adds events:
// the one that the report is about, and those that it tells as background.
func (r *report) readEpisodes() {
	r.settleSeries()
	about, refused := r.isAbout()
	main := &event{main: true, status: dateline.Happened}
	if about {
		r.settleLongPast()
		main.time = r.mainTime()
		main.place = r.mainPlace(main.time)
		r.settleBefore(main.time)
	}
	r.findHome(main.place)
	r.assign(main, about)
	if about && len(main.triggers) == 0 {
		r.promote(main)
	}
	r.assignCasualties(main, about)
	switch {
	case !about:
	case len(main.triggers) > 0 || r.byAttackers(main):
		r.finishMain(main)
		r.events = append([]*event{main}, r.events...)
	default: // figures alone, with nobody who did it, do not say that there was an attack
		for _, c := range main.casualties {
			c.event = nil
		}
		about = false
	}
	r.shareDay(main)
	r.settleHome()
	r.finishBackground()
	if refused || !about {
		// a report about something else tells of an attack only where it says when
		published, dated := r.doc.Published.Day()
		r.drop(func(e *event) bool {
			switch {
			case e.time == nil, refused && len(e.triggers) == 0, (dated || refused) && !e.time.Resolved():
				return true
			case refused && dated: // what it tells of its own days is the match, the film or the accident
				return e.time.End.At.After(published.AddDate(0, 0, -14)) || len(e.casualties) == 0
			}
			return false
		})
	}
}

// promote makes up for a main event that no trigger was found to tell of: it is the event told in the lead or
// soon after whose time does not speak against it, or else what the lead tells of with a figure, though by a word
// for many, "54 people were killed in two days of fighting", or what title or lead tell of another time.
func (r *report) promote(main *event) {
	weight := func(e *event) float64 { return r.sentences[e.triggers[0].sentence].weight() }
	first := func(fits func(*event) bool) (best *event) {
		for _, e := range r.events {
			if len(e.triggers) > 0 && !e.triggers[0].other && fits(e) && (best == nil || weight(e) > weight(best)) {
				best = e
			}
		}
		return best
	}
	best := first(func(e *event) bool {
		return weight(e) >= 1.5 && (e.time == nil || main.time == nil || !apart(e.time, main.time))
	})
	for _, t := range r.triggers {
		if s := r.sentences[t.sentence]; best == nil && s.weight() >= 3 && t.status == dateline.Generic && !t.other && r.counts(s, t.segment) {
			t.status = dateline.Happened
			main.add(t)
		}
	}
	if best == nil && len(main.triggers) == 0 {
		if best = first(func(e *event) bool { return weight(e) >= 3 }); best != nil {
			main.time = best.time
		}
	}
	if best != nil {
		for _, t := range best.triggers {
			main.add(t)
		}
		r.events = slices.DeleteFunc(r.events, func(e *event) bool { return e == best })
	}
}

// byAttackers tells whether title or lead tell of attackers together with those whom the event killed or hurt, which
// no word for a deed need do: "Fighters thought to have come from abroad killed two villagers". It is an attack, then.
func (r *report) byAttackers(main *event) bool {
	for _, c := range main.casualties {
		s := r.sentences[c.sentence]
		if s.weight() < 3 || c.Low == 0 || c.Attackers || c.Harm != dateline.Killed && c.Harm != dateline.Injured {
			continue
		}
		if slices.ContainsFunc(r.people, func(p people) bool {
			return p.attackers && p.sentence == c.sentence && r.segmentOf(s, p.first) == c.segment && (p.last <= c.first || p.first >= c.last)
		}) {
			main.kind, main.words, main.trace = "attack", r.words(s, c.first, c.last), c.By
			main.first = main.words.Span.From
			return true
		}
	}
	return false
}

// shareDay gives the day of several attacks, told together in title or lead, to those of them that are
// told next without one: "Two attacks struck on Saturday. In Lagos, ... In Kano, ...".
func (r *report) shareDay(main *event) {
	if !main.time.Resolved() || coarseness(main.time.Grain) > 0 || !slices.ContainsFunc(main.triggers, func(t *trigger) bool {
		return t.plural && r.sentences[t.sentence].weight() >= 3
	}) {
		return
	}
	for _, e := range r.events {
		if e.main || e.time != nil || len(e.triggers) == 0 || e.triggers[0].other || r.sentences[e.triggers[0].sentence].weight() < 1.5 {
			continue
		}
		at := *main.time
		at.Start, at.End, at.Grain = dateline.Moment{At: midnight(at.Start.At)}, dateline.Moment{At: midnight(at.Start.At).AddDate(0, 0, 1)}, dateline.Day
		e.time = &at
	}
}

// tells tells whether a part of a sentence has a trigger or a figure.
func (r *report) tells(s *sentence, segment int) bool {
	for _, t := range r.triggers {
		if t.sentence == s.index && t.segment == segment && t.status != dateline.Generic {
			return true
		}
	}
	for _, c := range r.casualtiesOf(s) {
		if c.segment == segment {
			return true
		}
	}
	return false
}

// drop takes events out of the report, and what points to them.
func (r *report) drop(unwanted func(*event) bool) {
	dropped := map[*event]bool{}
	r.events = slices.DeleteFunc(r.events, func(e *event) bool {
		dropped[e] = unwanted(e)
		return dropped[e]
	})
	for _, t := range r.triggers {
		if dropped[t.event] {
			t.event = nil
		}
	}
	for _, c := range r.casualties {
		if dropped[c.event] {
			c.event = nil
		}
	}
}

// assign puts each trigger into the main event or a background event.
func (r *report) assign(main *event, about bool) {
	for _, t := range r.triggers {
		s := r.sentences[t.sentence]
		if !s.told() && s.kind != dateline.Title {
			continue
		}
		if t.status == dateline.Generic && t.form == "noun" && r.counts(s, t.segment) && r.timeOf(s, t.segment, t.first) != nil {
			t.status = dateline.Happened // "a series of bombs that year left 12 dead" is one event
		}
		if t.status == dateline.Generic || t.status == dateline.Hypothetical || t.status == dateline.Denied {
			continue
		}
		at := r.timeOfDeed(s, t)
		if about && t.definite && t.form == "noun" && at != nil && at.first >= t.last && main.time.Resolved() && at.time.Resolved() &&
			main.time.End.At.Before(at.time.Start.At) && r.claims(s) {
			at = nil // "owned up to the bomb in 1994": when they did so
		}
		place := r.placeOf(s, t.segment, t.last)
		var when *dateline.Time
		var where *dateline.Place
		if at != nil {
			when = &at.time
		}
		if place != nil {
			where = place.record(r)
		} else if main.place != nil {
			where = r.samePlace(s, t.segment, main.place)
		}
		if about && r.pointsBack(s, t, at, place) {
			place, where = nil, nil
		}
		if about && r.isMain(s, t, at, where, main) {
			t.event = main
			main.triggers = append(main.triggers, t)
			main.sentence = t.sentence
			continue
		}
		if when == nil && about {
			when = r.atOtherHour(s, t, main.time)
		}
		if when == nil && (place == nil || !place.located) && !(t.done && where != nil && r.sinceBefore(s, t)) || r.reader.tells[t.kind] <= 2 && t.kind != "attack" && !(t.kind == "arrest-raid" && (when != nil || r.counts(s, t.segment))) {
			continue // nothing tells it from the others
		}
		if when == nil && t.kind == "attack" && t.form == "noun" && !r.counts(s, t.segment) {
			continue // "attacks in the hills": somebody speaks of them
		}
		if t.form == "agent" && (t.kind == "kidnapping" || t.kind == "hostage-taking") && !r.counts(s, t.segment) {
			continue // "the kidnappers called on Friday": what they do now
		}
		if at != nil && at.form == "since" && (at.first > t.last || t.plural) && t.kind != "kidnapping" && t.kind != "hostage-taking" {
			continue // "has bombed the hills since 2014" is no single event
		}
		r.background(s, t, when, where)
	}
}

// pointsBack tells whether a trigger only speaks of what has been told ("the attack"), so
// that a place elsewhere in its sentence is not its own.
func (r *report) pointsBack(s *sentence, t *trigger, at *timeMention, place *placeMention) bool {
	return t.definite && t.form != "verb" && at == nil && place != nil && !r.counts(s, t.segment) && (place.first < t.first || place.first-t.last > 3)
}

// samePlace gives the main event's place where a part of a sentence says "there"
// or "in the same city"; else nil.
func (r *report) samePlace(s *sentence, segment int, place *dateline.Place) *dateline.Place {
	for _, m := range s.placings {
		if m.Literal("sort") == "same" && r.segmentOf(s, m.First) == segment {
			again := *place
			again.Words, again.By = r.words(s, m.First, m.Last), m.Rule.Trace()
			return &again
		}
	}
	return nil
}

// counts tells whether a part of a sentence has a figure.
func (r *report) counts(s *sentence, segment int) bool {
	for _, c := range r.casualtiesOf(s) {
		if c.segment == segment && c.Low > 0 {
			return true
		}
	}
	return false
}

// settleSeries takes several deeds of one kind, with those whom they harmed in title or lead, for
// an event: "Blasts at two churches killed 44".
func (r *report) settleSeries() {
	for _, t := range r.triggers {
		s := r.sentences[t.sentence]
		if t.status == dateline.Generic && t.form == "noun" && s.weight() >= 3 && (s.told() || s.kind == dateline.Title) && r.countsExactly(s, t.segment) {
			t.status = dateline.Happened
		}
	}
}

// countsExactly tells whether a part of a sentence has a figure of people who are counted, and
// of no more than a few events could harm.
func (r *report) countsExactly(s *sentence, segment int) bool {
	return slices.ContainsFunc(r.casualtiesOf(s), func(c *casualty) bool {
		return c.segment == segment && c.Low > 0 && c.Low < 1000 && !c.bare
	})
}

// lastIn gives the event that was last told in the paragraph of a sentence, before it.
func (r *report) lastIn(s *sentence) *event {
	return r.lastTold(s.index-1, s.paragraph)
}

// lastTold gives the event that was told last in a paragraph, up to a sentence.
func (r *report) lastTold(sentence, paragraph int) *event {
	for i := sentence; i >= 0 && r.sentences[i].paragraph == paragraph; i-- {
		var last *trigger
		for _, t := range r.triggersOf(r.sentences[i]) {
			if t.event != nil && (last == nil || t.first > last.first) {
				last = t
			}
		}
		if last != nil {
			return last.event
		}
	}
	return nil
}

// background puts a trigger into the background event that it tells of.
func (r *report) background(s *sentence, t *trigger, when *dateline.Time, where *dateline.Place) {
	if when == nil && t.definite {
		if e := r.lastIn(s); e != nil && !e.main && !elsewhere(e.place, where) {
			e.add(t)
			return
		}
	}
	if where == nil {
		where = r.settingOf(s, t.segment, t.last)
	}
	for _, e := range r.events {
		sameTime := when != nil && e.time != nil && when.Resolved() && e.time.Resolved() && !apart(when, e.time) &&
			(coarseness(when.Grain) == 0) == (coarseness(e.time.Grain) == 0)
		sameSentence := e.sentence == s.index && len(e.triggers) > 0 && e.triggers[len(e.triggers)-1].segment == t.segment
		if (sameTime || sameSentence && (when == nil || e.time == nil || !apart(when, e.time))) && !elsewhere(e.place, where) {
			e.add(t)
			if e.time == nil {
				e.time = when
			}
			if e.place == nil {
				e.place = where
			}
			return
		}
	}
	e := &event{time: when, place: where, first: s.Tokens[t.first].From, sentence: s.index}
	e.add(t)
	r.events = append(r.events, e)
}

func (e *event) add(t *trigger) {
	t.event = e
	e.triggers = append(e.triggers, t)
	e.sentence = t.sentence
}
