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
	if !best.time.Resolved() && !best.dayless() && (r.isCourt() || r.remembers()) {
		if i := r.resolvedFor(options, mentions); i >= 0 {
			answer, best = options[i].Answer, mentions[i]
		}
	}
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

// resolvedFor gives, where the time that answers best in a report of a trial or a remembrance is open ("Easter Sunday"), the option of a day on which the
// report tells by a verb or a figure that something happened, the weightiest if there are several; -1 if there is none.
func (r *report) resolvedFor(options []learn.Option, mentions []*timeMention) int {
	best, most := -1, 0.0
	for i, m := range mentions {
		if m.dayless() || !m.time.Resolved() || coarseness(m.time.Grain) > 0 || m.said {
			continue
		}
		if by := r.timeGovernor(r.sentences[m.sentence], m); by != byEvent && by != byToll {
			continue
		}
		if w := r.reader.choices[whenDecision].Weigh(&options[i]); w > most {
			best, most = i, w
		}
	}
	return best
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
	remembered := known && (r.remembers() || r.yearsAfter()) && slices.ContainsFunc(r.times, func(t timeMention) bool { return r.longPast(&t) }) &&
		!slices.ContainsFunc(r.times, func(t timeMention) bool { return r.newDeed(&t) })
	deeds, told := r.daysOfDeeds(), r.firstTold(nil)
	recent := known && !court && slices.ContainsFunc(deeds, func(d time.Time) bool { return published.Sub(d) <= 10*day && !d.After(published) })
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
		f.flag("attackers", r.telling(s, segment) <= 0.5 && r.attackersAct(s, t))
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
			f.and("exact=", "tells=")
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
			f.flag("old&recent", recent && ago > 180)
			f.flag("court&past", court && ago > 180)
			f.flag("court&deed", court && ago > 3 && governed != byVerb && governed != bySpeech && governed != byAfter)
			f.flag("days-later", follows(deeds, t) && !(s.weight() >= 4 && segment == 0 && r.counts(s, segment) && governed == byEvent))
		}
		options = append(options, learn.Option{Answer: r.timeAnswer(t), Features: f})
		mentions = append(mentions, t)
	}
	return options, mentions
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
