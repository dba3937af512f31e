package extract

import (
	"math"
	"slices"
	"sort"
	"time"

	"dateline"
	"dateline/gazetteer"
)

// readEpisodes reads triggers, casualties, times, places and cues; adds events:
// the one that the report is about, and those that it tells as background.
func (r *report) readEpisodes() {
	about, refused := r.isAbout()
	main := &event{main: true, status: dateline.Happened}
	if about {
		main.time = r.mainTime()
		main.place = r.mainPlace()
	}
	r.assign(main, about)
	r.assignCasualties(main, about)
	if about && (len(main.triggers) > 0 || len(main.casualties) > 0) {
		r.finishMain(main)
		r.events = append([]*event{main}, r.events...)
	}
	r.finishBackground()
	if refused || !about {
		// a report about something else tells of an attack only where it says when
		published, dated := r.doc.Published.Day()
		r.events = slices.DeleteFunc(r.events, func(e *event) bool {
			switch {
			case e.time == nil, (dated || refused) && !e.time.Resolved():
				return true
			case refused && dated: // what it tells of its own days is the match, the film or the accident
				return e.time.End.At.After(published.AddDate(0, 0, -14)) || len(e.casualties) == 0
			}
			return false
		})
	}
}

// isAbout tells whether the report is about an event of political violence, and
// not about sport, an accident, computers, an exercise, or a group in general.
// refused is set where the report is of another kind altogether.
func (r *report) isAbout() (about, refused bool) {
	evidence, attackers := 0.0, 0
	for _, t := range r.triggers {
		s := r.sentences[t.sentence]
		w := s.weight()
		if w < 1 || t.status == dateline.Generic || t.status == dateline.Hypothetical || t.status == dateline.Denied {
			continue
		}
		if specificity[t.kind] >= 3 {
			evidence += w
		} else {
			evidence += w * 0.5
		}
	}
	for _, c := range r.casualties {
		if w := r.sentences[c.sentence].weight(); w >= 1 && c.Low > 0 {
			evidence += w * 0.5
		}
	}
	for i := range r.people {
		p := &r.people[i]
		if s := r.sentences[p.sentence]; p.attackers && s.told() && !r.cued(s, "negated", max(p.first-1, 0), p.first+1) && !r.cued(s, "hypothetical", max(p.first-3, 0), p.first) {
			attackers++
		}
	}
	sport, staged, computer, accident := r.kindWords("sport"), r.kindWords("staged"), r.kindWords("computer"), r.kindWords("accident")
	switch {
	case sport.all >= 4 && sport.lead >= 2, computer.lead >= 3, computer.title > 0 && computer.all >= 3:
		return false, true
	case staged.all >= 4 && staged.lead >= 2, staged.title > 0 && staged.all >= 3:
		return false, true
	case accident.title > 0 && accident.all >= 2 && attackers < 3, accident.lead >= 2 && attackers < 2, accident.all >= 3 && attackers == 0:
		return false, true
	case r.isProfile():
		return false, false
	}
	return evidence >= 3, false
}

// kindWords are how many different words of one kind a report has: in its title,
// in title and lead, and in all.
type kindWords struct{ title, lead, all int }

// kindWords counts the cues of a sort, each word once.
func (r *report) kindWords(sort string) kindWords {
	var n kindWords
	title, lead, all := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range r.cues {
		c := &r.cues[i]
		s := r.sentences[c.sentence]
		if c.sort != sort || !s.told() && s.kind != dateline.Title {
			continue
		}
		word := s.normal(c.first, c.last)
		all[word] = true
		if s.weight() >= 1 {
			lead[word] = true
		}
		if s.kind == dateline.Title {
			title[word] = true
		}
	}
	n.title, n.lead, n.all = len(title), len(lead), len(all)
	return n
}

// isProfile tells whether the page calls the report an analysis, a profile or the
// like: at the head of its title, or beside its byline.
func (r *report) isProfile() bool {
	for _, s := range r.sentences {
		for i := range s.Tokens {
			head := s.kind == dateline.Title && i == 0
			if (head || s.kind == dateline.Byline) && r.book.Longest("profile", s.Tokens[i:]) > 0 {
				return true
			}
		}
	}
	return false
}

// isCourt tells whether the report is of a trial or a memorial: of something long past.
func (r *report) isCourt() bool { return r.count("court") >= 2 }

// mainTime chooses the time that the lead tells of its event, by weight: where it
// stands, what stands beside it, how near it lies to the day of publication.
func (r *report) mainTime() *dateline.Time {
	published, known := r.doc.Published.Day()
	court := r.isCourt()
	sum := map[string]float64{}
	best := map[string]*timeMention{}
	var open, clock *timeMention
	for i := range r.times {
		t := &r.times[i]
		s := r.sentences[t.sentence]
		w := s.weight()
		if w == 0 || t.ahead || t.form == "span" || coarseness(t.time.Grain) > 0 || r.doc.Dateline.Contains(t.time.Span) {
			continue
		}
		tied := t.time.Basis != dateline.FromText && r.tied(s, t) // "Saturday's blast", "the attack of Friday night"
		if t.form == "since" && !r.heldSince(s, t) {
			continue
		}
		if t.said && !tied {
			w *= 0.05 // for want of a better one
		}
		if t.dayless() {
			if clock == nil && w >= 1 && r.tells(s, r.segmentOf(s, t.first)) {
				clock = t
			}
			continue
		}
		if !t.time.Resolved() {
			if open == nil {
				open = t
			}
			continue
		}
		switch {
		case tied:
			w *= 5
		case r.segmentOf(s, t.first) > 0:
			w *= 0.3
		}
		if !r.tells(s, r.segmentOf(s, t.first)) {
			w *= 0.4
		} else if r.besideOther(s, t) {
			w *= 0.5
		}
		if known {
			ago := published.Sub(midnight(t.time.Start.At)) / day
			switch {
			case ago < -1:
				continue
			case court && ago <= 3:
				w *= 0.1
			case court && published.Year() != t.time.Start.At.Year():
				w *= 3
			case court:
			case ago <= 3:
				w *= 1.5
			case ago <= 10:
			case ago <= 31:
				w *= 0.7
			default:
				w *= 0.25
			}
		}
		key := t.time.Start.At.Format(time.DateOnly)
		sum[key] += w
		if old := best[key]; old == nil || exactness(t.time.Grain) > exactness(old.time.Grain) && s.weight() >= 1 {
			best[key] = t
		}
	}
	keys := make([]string, 0, len(sum))
	for k := range sum {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if sum[keys[i]] != sum[keys[j]] {
			return sum[keys[i]] > sum[keys[j]]
		}
		return keys[i] > keys[j]
	})
	if len(keys) == 0 {
		switch {
		case open == nil && clock != nil && known:
			// a time of day alone, in the lead, is of the day of the report
			t := atClock(dateline.Time{Start: dateline.Moment{At: published}, Basis: dateline.FromPublished, Words: clock.time.Words, By: clock.time.By}, clock)
			return &t
		case open == nil:
			return nil
		}
		t := open.time
		return &t
	}
	t := r.finest(best[keys[0]].time)
	t.By.Score = sum[keys[0]]
	for _, k := range keys[1:] {
		if len(t.By.Losers) < 6 {
			t.By.Losers = append(t.By.Losers, dateline.Loser{Words: best[k].time.Words, Value: k, Score: sum[k], Why: "told of less, or farther from the lead"})
		}
	}
	return &t
}

// finest narrows a day to the time of day that the report tells of the event in
// another sentence: "It went off at 9:40 a.m."
func (r *report) finest(t dateline.Time) dateline.Time {
	if t.Grain != dateline.Day && t.Grain != dateline.DayPart {
		return t
	}
	var best *timeMention
	for i := range r.times {
		c := &r.times[i]
		s := r.sentences[c.sentence]
		if !c.dayless() || c.said || !s.told() || s.body > 5 || !r.tells(s, r.segmentOf(s, c.first)) || r.tellsOtherDay(s, &t) {
			continue
		}
		if c.clock < 0 && t.Grain == dateline.DayPart {
			continue
		}
		if best == nil || best.clock < 0 && c.clock >= 0 {
			best = c
		}
	}
	if best == nil {
		return t
	}
	fine := atClock(t, best)
	if best.clock >= 0 {
		fine.By.Losers = append(fine.By.Losers, dateline.Loser{Words: best.time.Words, Value: "time of day", Why: "told in another sentence, and joined"})
	}
	return fine
}

// tellsOtherDay tells whether a sentence tells of a day apart from t.
func (r *report) tellsOtherDay(s *sentence, t *dateline.Time) bool {
	for i := range r.times {
		if o := &r.times[i]; o.sentence == s.index && !o.dayless() && !o.said && apart(&o.time, t) {
			return true
		}
	}
	return false
}

// heldSince tells whether a time says since when somebody has been held: then it is
// the time of the taking.
func (r *report) heldSince(s *sentence, t *timeMention) bool {
	for _, g := range r.triggers {
		if g.sentence == s.index && g.last <= t.first && t.first-g.last <= 3 && (g.kind == "kidnapping" || g.kind == "hostage-taking") {
			return true
		}
	}
	return false
}

// tied tells whether a time belongs to a trigger by grammar: "Saturday's blast",
// "the attack of Friday night".
func (r *report) tied(s *sentence, t *timeMention) bool {
	if t.last < len(s.Tokens) && r.book.Longest("genitive", s.Tokens[t.last:]) > 0 {
		return r.triggerAt(s, t.last, t.last+5)
	}
	if t.first > 0 && r.book.Longest("of", s.Tokens[t.first-1:t.first]) > 0 {
		return r.triggerAt(s, t.first-2, t.first-1)
	}
	for _, g := range r.triggers { // "a bombing on Sunday"
		if g.sentence == s.index && g.form == "noun" && g.last == t.first {
			return true
		}
	}
	return t.last < len(s.Tokens) && t.first > 0 && s.Tokens[t.first-1].Tag == dateline.Determiner && r.triggerAt(s, t.last, t.last+2)
}

// triggerAt tells whether a trigger that names an event by a noun begins or ends
// within tokens [first, last).
func (r *report) triggerAt(s *sentence, first, last int) bool {
	for _, t := range r.triggers {
		if t.sentence == s.index && t.first < last && first < t.last && t.form == "noun" {
			return true
		}
	}
	return false
}

// besideOther tells whether a time stands beside a verb that tells neither of an
// event nor of a figure: "on Monday backed away".
func (r *report) besideOther(s *sentence, t *timeMention) bool {
	other := func(i int) bool {
		if i < 0 || i >= len(s.Tokens) {
			return false
		}
		switch s.Tokens[i].Tag {
		case dateline.VerbPast, dateline.VerbNow:
		default:
			return false
		}
		for _, g := range r.triggers {
			if g.sentence == s.index && i >= g.first-1 && i <= g.last {
				return false
			}
		}
		for _, c := range r.casualties {
			if c.sentence == s.index && i >= c.first && i < c.last {
				return false
			}
		}
		return true
	}
	for i := max(t.first-3, 0); i < t.first; i++ { // "told reporters on Monday"
		if r.book.Longest("say", s.Tokens[i:t.first]) > 0 && !r.triggerAt(s, i+1, t.first) {
			return true
		}
	}
	return other(t.last) || other(t.first-1)
}

func exactness(g dateline.Grain) int {
	switch g {
	case dateline.Minute:
		return 3
	case dateline.Hour:
		return 2
	case dateline.DayPart:
		return 1
	}
	return 0
}

// tells tells whether a part of a sentence has a trigger or a figure.
func (r *report) tells(s *sentence, segment int) bool {
	for _, t := range r.triggers {
		if t.sentence == s.index && t.segment == segment && t.status != dateline.Generic {
			return true
		}
	}
	for _, c := range r.casualties {
		if c.sentence == s.index && c.segment == segment {
			return true
		}
	}
	return false
}

// mainPlace chooses first the country, then the place in it that the lead tells of.
func (r *report) mainPlace() *dateline.Place {
	countries := map[string]float64{}
	weights := make([]float64, len(r.places))
	for i := range r.places {
		p := &r.places[i]
		s := r.sentences[p.sentence]
		w := s.weight()
		if p.refused || w == 0 && !p.dateline {
			continue
		}
		if p.located {
			w *= 2
		}
		segment := r.segmentOf(s, p.first)
		if segment > 0 {
			w *= 0.4
		}
		if r.tells(s, segment) {
			w *= 1.5
		}
		switch {
		case p.dateline:
			w = 1
		case p.speaks:
			w *= 0.1
		case p.part:
			w *= 0.35
		}
		for _, st := range r.statements {
			if st.sentence == s.index && p.first >= st.speaker[0] && p.last <= st.speaker[1] {
				w *= 0.4
				break
			}
		}
		weights[i] = w
		countries[p.place.Country] += w
	}
	for _, s := range r.sentences {
		for _, f := range s.Found() {
			if f.Kind == "nationality" {
				countries[r.nationalities.codes[f.ID]] += 0.3 * s.weight()
			}
		}
	}
	delete(countries, "")
	country, most := "", 0.0
	for c, w := range countries {
		if w > most || w == most && c < country {
			country, most = c, w
		}
	}
	if country == "" {
		return nil
	}
	sum := map[string]float64{}
	first := map[string]int{}
	for i := range r.places {
		p := &r.places[i]
		if weights[i] == 0 || p.place.Country != country {
			continue
		}
		w := weights[i]
		switch p.place.Grain {
		case dateline.Town, dateline.District:
			w *= 1.5
		case dateline.Province, dateline.Region:
			w *= 0.6
		case dateline.CountryGrain:
			w *= 0.05
		}
		if old, seen := first[p.place.ID]; !seen || weights[old] < weights[i] {
			first[p.place.ID] = i // the place is told best where it weighs most
		}
		sum[p.place.ID] += w
	}
	capital := r.capitalMention(country)
	id := ""
	for k, w := range sum {
		if id == "" || w > sum[id] || w == sum[id] && first[k] < first[id] {
			id = k
		}
	}
	if capital != nil && (id == "" || r.places[first[id]].place.Grain != dateline.Town && r.places[first[id]].place.Grain != dateline.District) {
		return capital
	}
	if id == "" {
		return nil
	}
	out := r.places[first[id]].record(r)
	out.By.Score = sum[id]
	for i := range r.places {
		if p := &r.places[i]; p.place.ID == id && p.near && out.Grain == dateline.Town && r.sentences[p.sentence].weight() >= 1 {
			out.Grain = dateline.Near
		}
	}
	return out
}

// capitalMention gives the capital of a country where the lead says "the capital" of it.
func (r *report) capitalMention(country string) *dateline.Place {
	for _, s := range r.sentences {
		if s.weight() < 1.5 {
			continue
		}
		for _, m := range s.placings {
			if m.Literal("sort") != "capital" {
				continue
			}
			c, ok := r.reader.places.CapitalOf(country)
			if !ok {
				return nil
			}
			return placeRecord(c, r.words(s, m.First, m.Last), m.Rule.Trace())
		}
	}
	return nil
}

func placeRecord(g gazetteer.Place, words dateline.Words, by dateline.Trace) *dateline.Place {
	return &dateline.Place{Name: g.Name, Country: g.Country, Admin1: g.Admin1, Lat: &g.Lat, Lon: &g.Lon, Grain: g.Grain, ID: g.ID, Words: words, By: by}
}

func kilometres(a, b *dateline.Place) float64 {
	if a.Lat == nil || b.Lat == nil {
		return 0
	}
	rad := math.Pi / 180
	dLat, dLon := (*b.Lat-*a.Lat)*rad, (*b.Lon-*a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(*a.Lat*rad)*math.Cos(*b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 12742 * math.Asin(math.Min(1, math.Sqrt(h)))
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
		at := r.timeOf(s, t.segment, t.first)
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
		if about && r.isMain(s, t, at, where, main) {
			t.event = main
			main.triggers = append(main.triggers, t)
			main.sentence = t.sentence
			continue
		}
		if when == nil && (place == nil || !place.located) || specificity[t.kind] <= 2 && t.kind != "attack" {
			continue // nothing tells it from the others
		}
		r.background(s, t, when, where)
	}
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
	if at != nil && at.form == "since" {
		if at.first > t.last {
			at = nil // "the worst attack since 2015"
		} else {
			return false
		}
	}
	if at != nil && main.time.Resolved() && at.time.Resolved() {
		if apart(&at.time, main.time) || s.weight() < 2 && otherDay(&at.time, main.time) && (where != nil || r.counts(s, t.segment)) {
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
	if t.segment > 0 && !t.definite && t.first > 0 && r.sinceBefore(s, t) {
		return false
	}
	if where != nil && main.place != nil && where.Country != "" && where.Country != main.place.Country && main.place.Country != "" {
		return false
	}
	if where != nil && elsewhere(where, main.place) && s.weight() < 3 {
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

// otherDay tells whether two times are each of a day, and of two days.
func otherDay(a, b *dateline.Time) bool {
	return coarseness(a.Grain) == 0 && coarseness(b.Grain) == 0 && (!a.Start.At.Before(b.End.At) || !b.Start.At.Before(a.End.At)) &&
		midnight(a.Start.At) != midnight(b.Start.At)
}

// counts tells whether a part of a sentence has a figure.
func (r *report) counts(s *sentence, segment int) bool {
	for _, c := range r.casualties {
		if c.sentence == s.index && c.segment == segment && c.Low > 0 {
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

// lastIn gives the event that was last told in the paragraph of a sentence, before it.
func (r *report) lastIn(s *sentence) *event {
	for i := s.index - 1; i >= 0 && r.sentences[i].paragraph == s.paragraph; i-- {
		for j := len(r.triggers) - 1; j >= 0; j-- {
			if t := r.triggers[j]; t.sentence == i && t.event != nil {
				return t.event
			}
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
		if p := r.placeBefore(s); p != nil {
			where = p.record(r)
		}
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
	if about && r.ofAnotherScale(s, c, main) {
		return nil
	}
	// the nearest trigger of its own part of the sentence
	var best *trigger
	for _, t := range r.triggers {
		if t.sentence != s.index || t.segment != c.segment || t.event == nil {
			continue
		}
		if best == nil || gapBetween(t.first, t.last, c.first, c.last) < gapBetween(best.first, best.last, c.first, c.last) {
			best = t
		}
	}
	if best != nil {
		return best.event
	}
	at := r.timeOf(s, c.segment, c.first)
	if at != nil && at.time.Resolved() && main.time.Resolved() && apart(&at.time, main.time) && at.time.Start.At.Before(main.time.Start.At) ||
		c.segment > 0 && r.cued(s, "since", 0, c.first) && (at == nil || !at.time.Resolved() || apart(&at.time, main.time)) {
		e := r.lastIn(s)
		if e != nil && !e.main && (at == nil || e.time != nil && !apart(&at.time, e.time)) {
			return e
		}
		if at == nil {
			if p := r.placeOf(s, c.segment, c.first); p == nil || !about {
				return nil
			}
		}
		return r.backgroundFigure(s, c, at)
	}
	for i := len(r.casualties) - 1; i >= 0; i-- { // what the sentence has told just before
		if o := r.casualties[i]; o.sentence == s.index && o.event != nil && o.first < c.first {
			return o.event
		}
	}
	for i := s.index; i >= 0 && r.sentences[i].paragraph == s.paragraph; i-- {
		for j := len(r.triggers) - 1; j >= 0; j-- {
			if t := r.triggers[j]; t.sentence == i && t.event != nil {
				return t.event
			}
		}
	}
	if about {
		return main
	}
	if at != nil {
		return r.backgroundFigure(s, c, at)
	}
	return nil
}

// ofAnotherScale tells whether a figure far below the lead counts a whole war: it is
// many times what the lead says.
func (r *report) ofAnotherScale(s *sentence, c *casualty, main *event) bool {
	if s.weight() >= 1 || c.Running || c.Harm != dateline.Killed && c.Harm != dateline.Injured {
		return false
	}
	most := 0
	for _, o := range r.casualties {
		if r.sentences[o.sentence].weight() >= 1 && o.Harm == c.Harm {
			most = max(most, o.Low, o.High)
		}
	}
	return most > 0 && c.Low > 5*most && c.Low >= 100
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
func (r *report) backgroundFigure(s *sentence, c *casualty, at *timeMention) *event {
	e := &event{first: s.Tokens[c.first].From, sentence: s.index, kind: "attack", status: dateline.Happened, words: r.words(s, c.first, c.last), trace: c.By}
	if at != nil {
		t := at.time
		e.time = &t
	}
	if p := r.placeOf(s, c.segment, c.first); p != nil {
		e.place = p.record(r)
	}
	for _, o := range r.events {
		if o.time != nil && e.time != nil && o.sentence == s.index && !apart(o.time, e.time) && !elsewhere(o.place, e.place) {
			return o
		}
	}
	r.events = append(r.events, e)
	return e
}

// finishMain sets type, status and words of the main event.
func (r *report) finishMain(e *event) {
	defer r.partSuspects(e)
	e.kind, e.trace = r.kindOf(e.triggers)
	status := map[dateline.Status]float64{}
	for _, t := range e.triggers {
		s := r.sentences[t.sentence]
		w := s.weight()
		if t.status == dateline.Happened && specificity[t.kind] <= 2 {
			w *= 0.3
		}
		status[t.status] += w
		if e.words.Text == "" {
			e.words = r.words(s, t.first, t.last)
			e.first = e.words.Span.From
		}
	}
	e.status = dateline.Happened
	for _, st := range []dateline.Status{dateline.Attempted, dateline.Foiled, dateline.Threatened, dateline.Planned} {
		if status[st] > status[e.status] {
			e.status = st
		}
	}
	for _, c := range e.casualties {
		if c.Harm == dateline.Killed && c.Low > 0 && !c.Attackers && e.status == dateline.Attempted {
			e.status = dateline.Happened
		}
		if e.words.Text == "" {
			e.words = r.words(r.sentences[c.sentence], c.first, c.last)
		}
	}
	if e.kind == "" {
		e.kind = "attack"
	}
	r.oneChosen(e)
}

// oneChosen makes an attack that killed, or was to kill, one person known by an
// office an assassination.
func (r *report) oneChosen(e *event) {
	switch e.kind {
	case "attack", "armed-assault", "bombing", "vehicle-bombing":
	default:
		return
	}
	chosen := false
	for _, c := range e.casualties {
		s := r.sentences[c.sentence]
		if c.Attackers || c.Harm != dateline.Killed && (c.Harm != dateline.Injured || e.status != dateline.Attempted) {
			continue
		}
		if c.Low > 1 && (s.weight() >= 1 || !e.main) && !r.aimedAtOne(e) {
			return
		}
		if c.Low == 1 && c.High == 1 && r.holdsOffice(s, c.numberFirst, c.numberLast) && (s.weight() >= 1.5 || !e.main) {
			chosen = true
		}
	}
	if chosen {
		e.kind = "assassination"
	}
}

// aimedAtOne tells whether the event struck what is one person's: "his convoy".
func (r *report) aimedAtOne(e *event) bool {
	for _, t := range e.triggers {
		for _, w := range t.roles {
			if w.role == dateline.Target && r.book.Longest("own", r.sentences[t.sentence].Tokens[w.first:w.last]) > 0 {
				return true
			}
		}
	}
	return false
}

// holdsOffice tells whether words name one person by an office, or a person whom
// the report has named with one.
func (r *report) holdsOffice(s *sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if n := r.book.Longest("office", s.Tokens[i:last]); n > 0 && i+n == last {
			return true
		}
	}
	for _, f := range s.Found() {
		if f.Kind == "person" && f.First < last && first < f.Last {
			for _, n := range r.names {
				if n.actor == r.names[f.ID].actor && n.role != "" {
					return true
				}
			}
		}
	}
	return false
}

// partSuspects takes what befell suspects out of an attack that did not take place:
// they were hurt or held by those who stopped it.
func (r *report) partSuspects(e *event) {
	switch e.status {
	case dateline.Foiled, dateline.Planned, dateline.Threatened:
	default:
		return
	}
	raid := &event{kind: "arrest-raid", status: dateline.Happened, time: e.time, place: e.place}
	kept := e.casualties[:0]
	for _, c := range e.casualties {
		if c.Low == 0 {
			kept = append(kept, c)
			continue
		}
		if len(raid.casualties) == 0 {
			raid.words, raid.first, raid.trace = r.words(r.sentences[c.sentence], c.first, c.last), c.Span.From, c.By
		}
		c.event = raid
		raid.casualties = append(raid.casualties, c)
	}
	e.casualties = kept
	if len(raid.casualties) > 0 {
		r.events = append(r.events, raid)
	}
}

// kindOf weighs the types that an event's triggers name.
func (r *report) kindOf(triggers []*trigger) (string, dateline.Trace) {
	weight := map[string]float64{}
	trace := map[string]dateline.Trace{}
	for _, t := range triggers {
		w := r.sentences[t.sentence].weight()
		switch t.kind {
		case "attack":
			w *= 0.3
		case "arrest-raid", "threat", "plot":
			w *= 0.25
		case "clash":
			w *= 0.6
		case "hostage-taking":
			w *= 0.8
		case "suicide-bombing", "vehicle-bombing", "assassination", "hijacking":
			w *= 1.5
		}
		weight[t.kind] += w
		if _, ok := trace[t.kind]; !ok {
			trace[t.kind] = t.trace
		}
	}
	// a bombing whose means are told is of that kind
	for _, sub := range []string{"vehicle-bombing", "suicide-bombing"} {
		if weight[sub] >= 1.5 {
			weight[sub] += weight["bombing"]
		}
	}
	kinds := make([]string, 0, len(weight))
	for k := range weight {
		kinds = append(kinds, k)
	}
	sort.Slice(kinds, func(i, j int) bool {
		if weight[kinds[i]] != weight[kinds[j]] {
			return weight[kinds[i]] > weight[kinds[j]]
		}
		return specificity[kinds[i]] > specificity[kinds[j]]
	})
	if len(kinds) == 0 {
		return "", dateline.Trace{}
	}
	best := trace[kinds[0]]
	best.Score = weight[kinds[0]]
	for _, k := range kinds[1:] {
		best.Losers = append(best.Losers, dateline.Loser{Value: k, Score: weight[k], Why: "told of less in title and lead"})
	}
	return kinds[0], best
}

// finishBackground sets type, status and words of the other events.
func (r *report) finishBackground() {
	for _, e := range r.events {
		if e.main || len(e.triggers) == 0 {
			continue
		}
		e.kind, e.trace = "", dateline.Trace{}
		best := e.triggers[0]
		for _, t := range e.triggers {
			if specificity[t.kind] > specificity[best.kind] {
				best = t
			}
		}
		e.kind, e.trace, e.status = best.kind, best.trace, best.status
		for _, t := range e.triggers {
			if t.real() && !best.real() {
				e.status = t.status
			}
		}
		r.oneChosen(e)
		first := e.triggers[0]
		e.words = r.words(r.sentences[first.sentence], first.first, first.last)
	}
}
