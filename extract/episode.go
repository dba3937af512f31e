package extract

import (
	"slices"

	"dateline"
)

// readEpisodes reads triggers, casualties, times, places and cues; adds events:
// the one that the report is about, and those that it tells as background.
func (r *report) readEpisodes() {
	about, refused := r.isAbout()
	main := &event{main: true, status: dateline.Happened}
	if about {
		main.time = r.mainTime()
		main.place = r.mainPlace()
		r.settleBefore(main.time)
	}
	r.findHome(main.place)
	r.assign(main, about)
	r.assignCasualties(main, about)
	switch {
	case !about:
	case len(main.triggers) > 0:
		r.finishMain(main)
		r.events = append([]*event{main}, r.events...)
	default: // figures alone do not say that there was an attack
		for _, c := range main.casualties {
			c.event = nil
		}
		about = false
	}
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
		place := r.placeOf(s, t.segment, t.last)
		var when *dateline.Time
		var where *dateline.Place
		if at != nil {
			when = &at.time
		}
		if place != nil {
			where = place.record(r)
		} else if main.place != nil {
			where = r.samePlace(s, t, main.place)
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
		if when == nil && (place == nil || !place.located) && !(t.done && where != nil && r.sinceBefore(s, t)) || r.reader.tells[t.kind] <= 2 && t.kind != "attack" && !(t.kind == "arrest-raid" && (when != nil || r.counts(s, t.segment))) {
			continue // nothing tells it from the others
		}
		if when == nil && t.kind == "attack" && t.form == "noun" && !r.counts(s, t.segment) {
			continue // "attacks in the hills": somebody speaks of them
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
func (r *report) samePlace(s *sentence, t *trigger, place *dateline.Place) *dateline.Place {
	for _, m := range s.placings {
		if m.Literal("sort") == "same" && r.segmentOf(s, m.First) == t.segment {
			again := *place
			again.Words, again.By = r.words(s, m.First, m.Last), m.Rule.Trace()
			return &again
		}
	}
	return nil
}

// isMain decides whether a trigger tells of the main event.
func (r *report) isMain(s *sentence, t *trigger, at *timeMention, where *dateline.Place, main *event) bool {
	if t.other {
		return false
	}
	if p, ok := r.doc.Published.Day(); ok && at != nil && r.isCourt() && main.time.Resolved() && main.time.End.At.Before(p.AddDate(0, -1, 0)) &&
		p.Sub(at.time.Start.At) <= 3*day {
		at = nil // the day of the ruling, not of what was tried
	}
	if !t.real() && s.weight() >= 1.5 {
		at = nil // the day that was meant, and not that of what was found out
	}
	if at != nil && s.weight() >= 1.5 && t.definite && !t.plural && main.time.Resolved() && at.time.Resolved() && apart(&at.time, main.time) &&
		main.time.Start.At.Before(at.time.Start.At) && r.recent(&at.time) && distance(at, t.first) > 1 && distance(at, t.last) > 1 {
		at = nil // the day of what was said or done about it
	}
	if at != nil && at.form == "since" {
		if at.first > t.last {
			at = nil // "the worst attack since 2015"
		} else {
			return false
		}
	}
	if at != nil && main.time.Resolved() && at.time.Resolved() {
		if apart(&at.time, main.time) || otherDay(&at.time, main.time) &&
			(s.weight() < 2 && (where != nil || r.counts(s, t.segment)) || s.weight() < 3 && t.done && r.counts(s, t.segment)) {
			return false
		}
		if coarseness(at.time.Grain) > 0 && t.segment > 0 {
			return false
		}
		if at.form == "this" && coarseness(at.time.Grain) > 0 {
			return false // "earlier this month"
		}
	} else if at != nil && !at.time.Resolved() && main.time != nil && !main.time.Resolved() && s.weight() < 2 &&
		coarseness(at.time.Grain) > 0 {
		return false
	}
	if at != nil && at.time.Resolved() && coarseness(at.time.Grain) > 0 && !main.time.Resolved() {
		if p, ok := r.doc.Published.Day(); !ok || at.time.End.At.Before(p.AddDate(0, -1, 0)) {
			return false
		}
	}
	if t.segment > 0 && !t.definite && t.first > 0 && r.sinceBefore(s, t) && !r.isCourt() && r.opensOtherwise() &&
		!(at != nil && at.beside && at.unit != "hour" && sameDay(&at.time, main.time)) {
		return false // unless it is just what the report is about: "are free, nine days after they were taken"
	}
	there := r.tellsPlace(s, t.segment, main.place)
	if where != nil && main.place != nil && where.Country != "" && where.Country != main.place.Country && main.place.Country != "" && !there {
		return false
	}
	if where != nil && elsewhere(where, main.place) && !there && s.weight() < 3 && !(t.definite && t.form != "verb" && at == nil && s.weight() >= 1) {
		return false
	}
	// what continues a background event in its own paragraph
	if at == nil && t.definite {
		if e := r.lastIn(s); e != nil && !e.main && s.weight() < 3 {
			return false
		}
	}
	return true
}

// recent tells whether a time is of the last days before publication.
func (r *report) recent(t *dateline.Time) bool {
	published, ok := r.doc.Published.Day()
	return ok && published.Sub(t.Start.At) <= 3*day
}

// tellsPlace tells whether a part of a sentence names a place, or the country that it is in.
func (r *report) tellsPlace(s *sentence, segment int, place *dateline.Place) bool {
	if place == nil {
		return false
	}
	places := r.placesOf(s)
	for i := range places {
		p := &places[i]
		if !p.refused && !p.speaks && r.segmentOf(s, p.first) == segment && p.located && (p.place.ID == place.ID || p.place.Country == place.Country && p.place.Grain == dateline.CountryGrain) {
			return true
		}
	}
	return false
}

// sameDay tells whether two times are each of a day, and of the same.
func sameDay(a, b *dateline.Time) bool {
	return a.Resolved() && b.Resolved() && coarseness(a.Grain) == 0 && coarseness(b.Grain) == 0 && midnight(a.Start.At).Equal(midnight(b.Start.At))
}

// otherDay tells whether two times are each of a day, and of two days.
func otherDay(a, b *dateline.Time) bool {
	return coarseness(a.Grain) == 0 && coarseness(b.Grain) == 0 && (!a.Start.At.Before(b.End.At) || !b.Start.At.Before(a.End.At)) &&
		midnight(a.Start.At) != midnight(b.Start.At)
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

// sinceBefore tells whether the trigger's part of its sentence begins with a word
// that brings in another event.
func (r *report) sinceBefore(s *sentence, t *trigger) bool {
	return r.cued(s, "since", max(t.first-8, 0), t.first)
}

// opensOtherwise tells whether title or lead tell of a deed or a figure by themselves, and not
// only as what something else came after: "There are fewer stalls since rockets fell on the square".
func (r *report) opensOtherwise() bool {
	for _, s := range r.sentences {
		if s.weight() < 3 {
			continue
		}
		for _, t := range r.triggersOf(s) {
			if t.status != dateline.Generic && (t.segment == 0 || !r.sinceBefore(s, t)) {
				return true
			}
		}
		for _, c := range r.casualtiesOf(s) {
			if c.Low > 0 && (c.segment == 0 || !r.cued(s, "since", 0, c.first)) {
				return true
			}
		}
	}
	return false
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
