package extract

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"dateline"
	"dateline/learn"
)

// mainTime chooses the time of what the report is about among all that it names, by what
// each is said of and where it stands.
func (r *report) mainTime() *dateline.Time {
	options, mentions := r.timeOptions()
	sums, answer, strongest := r.reader.choices[whenDecision].Pick(options)
	if strongest < 0 {
		return nil
	}
	best := mentions[strongest]
	if fine := r.ofDeed(options, mentions, answer); fine != nil {
		best = fine
	}
	t := best.time
	if published, known := r.doc.Published.Day(); known && best.dayless() {
		t = atClock(dateline.Time{Start: dateline.Moment{At: published}, Basis: dateline.FromPublished, Words: t.Words, By: t.By}, best)
	} else {
		t = r.finest(t)
	}
	t.By.Score = sums[answer]
	for _, k := range slices.SortedFunc(maps.Keys(sums), func(a, b string) int {
		return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b))
	}) {
		if i := slices.IndexFunc(options, func(o learn.Option) bool { return o.Answer == k }); k != answer && len(t.By.Losers) < 6 {
			t.By.Losers = append(t.By.Losers, dateline.Loser{Words: mentions[i].time.Words, Value: k, Score: sums[k], Why: "weighs less by what it is said of and where"})
		}
	}
	return &t
}

// timeAnswer is what a time answers to "when": its day, or its beginning and its grain
// where that is coarser; its words where it is open.
func (r *report) timeAnswer(t *timeMention) string {
	published, known := r.doc.Published.Day()
	switch {
	case t.dayless() && known:
		return published.Format(time.DateOnly)
	case !t.time.Resolved():
		return "? " + dateline.Fold(t.time.Text)
	case coarseness(t.time.Grain) == 0:
		return t.time.Start.At.Format(time.DateOnly)
	}
	return t.time.Start.At.Format(time.DateOnly) + " " + string(t.time.Grain)
}

// timeOptions gives the times among which the main event's is chosen, with what is seen of
// each: those outside a timeline's entries, if there are any.
func (r *report) timeOptions() (options []learn.Option, mentions []*timeMention) {
	if options, mentions = r.timesWhere(func(s *sentence) bool { return r.entries == nil || r.entries[s.index] == nil }); len(options) == 0 {
		options, mentions = r.timesWhere(func(*sentence) bool { return true })
	}
	return options, mentions
}

// timesWhere gives the options that stand in the sentences asked for.
func (r *report) timesWhere(asked func(*sentence) bool) (options []learn.Option, mentions []*timeMention) {
	published, known := r.doc.Published.Day()
	court, clocks := r.isCourt(), known && !r.namesRecentDay()
	released := known && r.isRelease() && slices.ContainsFunc(r.times, r.tellsTaking)
	remembered := known && (r.remembers() || r.yearsAfter()) && slices.ContainsFunc(r.times, func(t timeMention) bool { return r.longPast(&t) })
	deeds, told := r.daysOfDeeds(), r.firstTold(nil)
	for i := range r.times {
		t := &r.times[i]
		s := r.sentences[t.sentence]
		if !asked(s) || !r.tellsPast(t) || t.dayless() && !clocks || t.beside && !t.time.Resolved() {
			continue
		}
		ago := 0
		if t.time.Resolved() {
			ago = int(published.Sub(midnight(t.time.Start.At)) / day)
		}
		if remembered && ago <= 10 {
			continue // the days of the remembrance
		}
		if released && ago <= 3 && !r.tellsTaking(*t) {
			continue // the days of the release, where the taking has a day of its own
		}
		segment := r.segmentOf(s, t.first)
		var f features
		f.is("at", s.standing())
		governed := r.timeGovernor(s, t)
		f.is("by", governed)
		f.and("at=", "by=")
		f.is("form", t.form)
		f.is("grain", coarsenessNames[coarseness(t.time.Grain)])
		f.is("tells", r.tellingName(s, segment))
		f.flag("dayless", t.dayless())
		f.flag("said", t.said)
		f.flag("tied", t.time.Basis != dateline.FromText && r.tied(s, t))
		f.flag("aside", segment > 0 || r.toldOfBefore(s))
		f.flag("since", t.form == "since" && !r.heldSince(s, t))
		f.flag("figure", r.counts(s, segment))
		f = append(f, told.compare(r, s, segment)...)
		f.flag("beside-other", r.besideOther(s, t))
		f = append(f, r.countedFrom(s, t)...)
		f.flag("cleft", r.cleft(s, t))
		f.flag("open", !t.time.Resolved() && !t.dayless())
		if n := exactness(t.time.Grain); n > 0 && !t.dayless() {
			f.is("exact", strconv.Itoa(n))
		}
		f.flag("had-been", s.weight() < 4 && r.pluperfect(s, t))
		switch n := r.nearness(s, t); {
		case n < 1:
			f.is("among-days", "farther")
		case n > 1:
			f.is("among-days", "nearest")
		}
		if known && t.time.Resolved() {
			f.is("ago", agoName(ago))
			f.and("ago=", "by=")
			f.flag("court&recent", court && ago <= 3)
			f.flag("court&past", court && ago > 180)
			f.flag("court&deed", court && ago > 3 && governed != byVerb && governed != bySpeech && governed != byAfter)
			f.flag("days-later", follows(deeds, t) && !(s.weight() >= 4 && segment == 0 && r.counts(s, segment) && governed == byEvent))
		}
		options = append(options, learn.Option{Answer: r.timeAnswer(t), Features: f})
		mentions = append(mentions, t)
	}
	return options, mentions
}

// countedFrom says in a feature that a time is told as so long before another of its sentence, or that another is
// told so from it, and what governs the one from which is counted: "were buried on Sunday, a week after a ferry sank".
func (r *report) countedFrom(s *sentence, t *timeMention) (f features) {
	times := r.timesOf(s)
	counts := func(from, to *timeMention) bool {
		return !from.beside && to.beside && from.time.Resolved() && to.time.Resolved() && coarseness(from.time.Grain) == 0 &&
			back(midnight(from.time.Start.At), to.unit, to.before).Equal(midnight(to.time.Start.At))
	}
	for i := range times {
		switch o := &times[i]; {
		case counts(o, t) && (r.telling(s, r.segmentOf(s, t.first)) > 0.5 || r.attackersAfter(s, t.last)):
			f.is("counted-from", r.governor(s, o.first, o.last))
			return f
		case counts(t, o):
			f.is("counted-to", r.governor(s, t.first, t.last))
			return f
		}
	}
	return f
}

// attackersAfter tells whether attackers are what the clause that begins at a token speaks of.
func (r *report) attackersAfter(s *sentence, at int) bool {
	return slices.ContainsFunc(r.people, func(p people) bool {
		return p.attackers && p.sentence == s.index && p.first >= at && p.first-at <= 4
	})
}

// cleft tells whether a sentence is built about a time: "It was on Friday evening that ...".
func (r *report) cleft(s *sentence, t *timeMention) bool {
	if t.last >= len(s.Tokens)-1 || !slices.ContainsFunc(s.Tokens[t.last:min(t.last+4, len(s.Tokens))], func(tok dateline.Token) bool {
		return tok.Tag == dateline.Subordinate || r.book.Has("clause-opener", tok.Norm)
	}) {
		return false
	}
	for i := max(t.first-6, 0); i < t.first; i++ {
		if r.book.Longest("cleft", s.Tokens[i:t.first]) > 0 {
			return true
		}
	}
	return false
}

// tellsPast tells whether a time may be that of something that the report tells as past.
func (r *report) tellsPast(t *timeMention) bool {
	s := r.sentences[t.sentence]
	if !s.told() && s.kind != dateline.Title || t.ahead || t.form == "span" || t.form == "within" || t.time.Grain == dateline.Decade ||
		r.doc.Dateline.Contains(t.time.Span) {
		return false
	}
	published, known := r.doc.Published.Day()
	if !known || !t.time.Resolved() {
		return true
	}
	ahead := midnight(t.time.Start.At).Sub(published)
	return ahead <= 0 || ahead <= day && t.time.Basis == dateline.Stated // a day's difference may be that of the clocks
}

// tellsTaking tells whether a time is that of people being taken.
func (r *report) tellsTaking(t timeMention) bool {
	s := r.sentences[t.sentence]
	if !t.time.Resolved() || !r.tellsPast(&t) {
		return false
	}
	segment, governed := r.segmentOf(s, t.first), r.governor(s, t.first, t.last)
	return governed == byToll && slices.ContainsFunc(r.casualtiesOf(s), func(c *casualty) bool {
		return c.segment == segment && c.Harm == dateline.Abducted && c.last <= t.first
	}) || governed == byEvent && slices.ContainsFunc(r.triggersOf(s), func(g *trigger) bool {
		return g.segment == segment && (g.kind == "kidnapping" || g.kind == "hostage-taking")
	})
}

// yearsAfter tells whether the title says how many years have gone by since something: "Bells ring, nine years
// after the flood".
func (r *report) yearsAfter() bool {
	return slices.ContainsFunc(r.times, func(t timeMention) bool {
		return t.beside && t.unit == "year" && r.sentences[t.sentence].kind == dateline.Title
	})
}

// longPast tells whether a time is of a deed of a year ago or more that title or lead tell.
func (r *report) longPast(t *timeMention) bool {
	s := r.sentences[t.sentence]
	published, _ := r.doc.Published.Day()
	if s.weight() < 2 || !t.time.Resolved() || !r.tellsPast(t) || published.Sub(t.time.Start.At) < 300*day {
		return false
	}
	return r.telling(s, r.segmentOf(s, t.first)) > 0.5
}

// namesRecentDay tells whether the report names a day within ten days before its own: if
// not, a time of day alone is of that day itself.
func (r *report) namesRecentDay() bool {
	published, _ := r.doc.Published.Day()
	return slices.ContainsFunc(r.times, func(t timeMention) bool {
		return !t.dayless() && t.time.Resolved() && coarseness(t.time.Grain) == 0 && r.tellsPast(&t) && published.Sub(t.time.Start.At) <= 10*day
	})
}

// coarsenessNames name what coarseness counts.
var coarsenessNames = [...]string{"day", "week", "month", "season", "year", "decade"}

// agoName puts a number of days before the report's own into a class.
func agoName(days int) string {
	switch {
	case days < 0:
		return "ahead"
	case days == 0:
		return "same-day"
	case days == 1:
		return "day-before"
	case days <= 3:
		return "days"
	case days <= 10:
		return "week"
	case days <= 31:
		return "month"
	case days <= 366:
		return "year"
	}
	return "years"
}

// daysOfDeeds are the days of which the report tells that something happened, in order.
func (r *report) daysOfDeeds() []time.Time {
	var days []time.Time
	for i := range r.times {
		t := &r.times[i]
		if t.dayless() || !t.time.Resolved() || coarseness(t.time.Grain) > 0 || r.toldOfBefore(r.sentences[t.sentence]) {
			continue
		}
		switch r.governor(r.sentences[t.sentence], t.first, t.last) {
		case byEvent, byToll, byNoun:
			days = append(days, midnight(t.time.Start.At))
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return days
}

// follows tells whether one of some days lies up to five days before a time: what
// follows an attack is told day by day.
func follows(days []time.Time, t *timeMention) bool {
	at := midnight(t.time.Start.At)
	i, _ := slices.BinarySearchFunc(days, at, time.Time.Compare) // the first that is not before
	return i > 0 && at.Sub(days[i-1]) <= 5*day
}

// tellingName names what telling weighs.
func (r *report) tellingName(s *sentence, segment int) string {
	switch told := r.telling(s, segment); {
	case told == 1:
		return "deed"
	case told > 0.5:
		return "mention"
	}
	return "nothing"
}

// heldSince tells whether a time says since when somebody has been held: then it is
// the time of the taking.
func (r *report) heldSince(s *sentence, t *timeMention) bool {
	for _, g := range r.triggersOf(s) {
		if g.last <= t.first && t.first-g.last <= 3 && (g.kind == "kidnapping" || g.kind == "hostage-taking") {
			return true
		}
	}
	return false
}

// nearness weighs a time against the other days of its part of the sentence by how
// near it stands to what names the event: "died on Wednesday of a bomb that went off
// on Tuesday". It is 1 where there is no other.
func (r *report) nearness(s *sentence, t *timeMention) float64 {
	segment := r.segmentOf(s, t.first)
	gap := func(t *timeMention) int {
		least := 1 << 10
		for _, g := range r.triggersOf(s) {
			if g.segment == segment && r.reader.tells[g.kind] > 2 {
				d := gapBetween(t.first, t.last, g.first, g.last)
				if t.last <= g.first {
					d += 2 // what follows a verb is its time, rather than what stands before
				}
				least = min(least, d)
			}
		}
		return least
	}
	own, others, nearer := gap(t), false, false
	if own == 1<<10 {
		return 1
	}
	times := r.timesOf(s)
	for i := range times {
		o := &times[i]
		if o == t || o.dayless() || coarseness(o.time.Grain) > 0 || !o.time.Resolved() || r.segmentOf(s, o.first) != segment ||
			midnight(o.time.Start.At) == midnight(t.time.Start.At) {
			continue
		}
		others = true
		nearer = nearer || gap(o) < own
	}
	switch {
	case nearer:
		return 0.4
	case others:
		return 1.3
	}
	return 1
}

// pluperfect tells whether a time's clause tells of what had been before: "On Friday planes
// had struck the mill".
func (r *report) pluperfect(s *sentence, t *timeMention) bool {
	for i := max(t.first-6, 0); i < min(t.last+6, len(s.Tokens)-1); i++ {
		if r.book.Has("pluperfect", s.Tokens[i].Norm) && (s.Tokens[i+1].Tag == dateline.VerbPassive || s.Tokens[i+1].Tag == dateline.VerbPast) {
			return true
		}
	}
	return false
}

// toldOfBefore tells whether a sentence opens, as it does where the verb stands first, with what had been
// before: "Had the army announced that it shelled ...". What had befallen the event itself is none such:
// "Had the blast gone off at dawn".
func (r *report) toldOfBefore(s *sentence) bool {
	if !r.headFirst || s.weight() >= 4 {
		return false
	}
	for i := range min(2, len(s.Tokens)) {
		if !r.book.Has("pluperfect", s.Tokens[i].Norm) {
			continue
		}
		for k := i + 1; k < min(i+8, len(s.Tokens)) && s.Tokens[k].Tag != dateline.Mark; k++ {
			if r.namesDefiniteEvent(s, k) {
				return false
			}
			if s.Tokens[k].Tag == dateline.VerbPast || s.Tokens[k].Tag == dateline.VerbPassive || r.book.Has("already", s.Tokens[k].Norm) {
				return true
			}
		}
	}
	return false
}

// namesDefiniteEvent tells whether a noun that names an event as known stands at a token: "the blast".
func (r *report) namesDefiniteEvent(s *sentence, at int) bool {
	return slices.ContainsFunc(r.triggersOf(s), func(t *trigger) bool {
		return t.first <= at && at < t.last && t.form == "noun" && t.definite
	})
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
	for _, g := range r.triggersOf(s) { // "a bombing on Sunday"
		if g.form == "noun" && g.last == t.first {
			return true
		}
	}
	return t.last < len(s.Tokens) && t.first > 0 && s.Tokens[t.first-1].Tag == dateline.Determiner && r.triggerAt(s, t.last, t.last+2)
}

// triggerAt tells whether a trigger that names an event by a noun begins or ends
// within tokens [first, last).
func (r *report) triggerAt(s *sentence, first, last int) bool {
	for _, t := range r.triggersOf(s) {
		if t.first < last && first < t.last && t.form == "noun" {
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
		for _, g := range r.triggersOf(s) {
			if i >= g.first-1 && i <= g.last {
				return false
			}
		}
		for _, c := range r.casualtiesOf(s) {
			if i >= c.first && i < c.last {
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
