package extract

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"dateline"
	"dateline/learn"
)

// What a report may be about, as an answer to the decision "about".
const (
	aboutViolence = "violence" // an event of political violence
	aboutOther    = "other"    // sport, an accident, computers, an exercise: attacks that are none
	aboutGeneral  = "general"  // a group, a conflict or a year: no one event
)

// doubt is how many times likelier another answer must be than violence to be believed: an
// event that is left out is worse than one too many, which a reader sees and strikes out.
const doubt = 5

// enough is how many sentences, the headline among them, it takes to weigh a text as a whole.
const enough = 4

// isAbout tells whether the report is about an event of political violence: where there is evidence of one, and
// what is seen of the whole does not speak much more for another matter. refused is set where
// it is of another kind altogether, sport or an accident.
func (r *report) isAbout() (about, refused bool) {
	if about, refused = r.hasEvidence(); !about || len(r.sentences) < enough {
		return about, refused
	}
	sums := r.reader.choices[aboutDecision].Sums(r.aboutOptions())
	violence, other, general := sums[aboutViolence], sums[aboutOther], sums[aboutGeneral]
	if max(other, general) <= doubt*violence {
		return true, false
	}
	return false, other >= general
}

// hasEvidence tells whether title and lead, or the whole, hold enough that speaks of an event of
// political violence, and not of sport, an accident, computers, an exercise, or a group in general.
// refused is set where the report is of another kind altogether.
func (r *report) hasEvidence() (about, refused bool) {
	// whole is the evidence of all sentences alike: a feature tells late what it is about
	evidence, whole, attackers := 0.0, 0.0, 0
	// in title and lead: what nobody does by accident, deeds whose means are told, and deaths
	deeds, means, dead := 0.0, 0.0, false
	for _, t := range r.triggers {
		s := r.sentences[t.sentence]
		w := s.weight()
		if w > 0 && w < 1 && r.reader.tells[t.kind] >= 3 && t.real() && r.timeOf(s, t.segment, t.first) == nil {
			whole++
		}
		if w < 1 || t.status == dateline.Generic || t.status == dateline.Hypothetical || t.status == dateline.Denied {
			continue
		}
		if r.reader.tells[t.kind] >= 3 {
			evidence += w
			if r.reader.tells[t.kind] >= 4 {
				means += w
			}
			if deliberate[t.kind] && t.real() {
				deeds += w
			}
		} else if t.kind == "attack" && t.form == "verb" {
			evidence += w * 0.75
		} else {
			evidence += w * 0.5
		}
	}
	for _, c := range r.casualties {
		if c.Harm == dateline.Killed && c.Low > 0 && whole >= 1 && r.sentences[c.sentence].told() {
			whole += 0.6
		}
		if w := r.sentences[c.sentence].weight(); w >= 1 && c.Low > 0 {
			evidence += w * 0.5
			dead = dead || c.Harm == dateline.Killed
		}
	}
	for i := range r.people {
		p := &r.people[i]
		if s := r.sentences[p.sentence]; p.attackers && s.told() && !r.cued(s, "negated", max(p.first-1, 0), p.first+1) && !r.cued(s, "hypothetical", max(p.first-3, 0), p.first) {
			attackers++
		}
	}
	ruledOut := r.kindWords("ruled-out")
	sport, staged, computer, accident := r.kindWords("sport"), r.kindWords("staged"), r.kindWords("computer"), r.kindWords("accident")
	onPurpose := r.kindWords("on-purpose")
	relic := r.kindWords("relic") // a bomb of an old war, dug up
	beast, business := r.kindWords("beast"), r.kindWords("business")
	switch {
	case relic.lead >= 2 && relic.all >= 3 && attackers == 0 && !dead, beast.title >= 1 && (beast.all >= 3 && attackers < 3 || attackers == 0 && means == 0), business.lead >= 3 && business.all >= 4 && attackers == 0 && !dead:
		return false, true
	case ruledOut.all >= 1 && accident.lead >= 1 && attackers < 2 && deeds < 4:
		return false, true
	case sport.lead >= 5 && sport.all >= 9 && attackers == 0, !dead && !r.threatens() && (sport.lead >= 3 && attackers == 0 && deeds == 0 || sport.all >= 4 && sport.lead >= 2 || sport.all >= 5 && sport.lead >= 1 && attackers == 0), computer.lead >= 3, computer.title > 0 && computer.all >= 3:
		return false, true
	case ruledOut.lead >= 1 && (accident.all >= 1 || ruledOut.all >= 2) && attackers < 3 && deeds < 4:
		return false, true
	case accident.title > 0 && attackers == 0 && deeds == 0 && onPurpose.all == 0 && r.count("attempted") == 0:
		return false, true
	case staged.all >= 4 && staged.lead >= 2, staged.lead >= 3 && !dead, staged.title > 0 && staged.all >= 3:
		return false, true
	case deeds < 4 && onPurpose.all < 3 && (accident.title > 0 && accident.all >= 2 && attackers < 3 || accident.lead >= 2 && attackers < 2 || accident.all >= 3 && attackers == 0):
		return false, true
	case r.isProfile():
		return false, false
	}
	return evidence >= 3 || whole >= 4.5 || r.tellsLate(), false
}

// aboutOptions gives the answers that there are, each with what is seen of the whole report.
func (r *report) aboutOptions() []learn.Option {
	options := []learn.Option{{Answer: aboutViolence}, {Answer: aboutOther}, {Answer: aboutGeneral}}
	seen := r.aboutFeatures()
	for i := range options {
		for _, f := range seen {
			options[i].Features = append(options[i].Features, options[i].Answer+":"+f)
		}
	}
	return options
}

// aboutCues are the sorts of cues that tell what a report is about.
var aboutCues = []string{"sport", "staged", "computer", "accident", "ruled-out", "on-purpose", "relic", "beast", "business", "attempted", "court",
	"politics", "health", "culture", "memory", "labour", "markets", "nature", "everyday-crime"}

// aboutFeatures are what is seen of a report as a whole: what title and lead name and how, what
// the rest tells, and the words of other fields of life.
func (r *report) aboutFeatures() features {
	var f features
	best := map[string]*trigger{} // by where they stand
	kinds := map[string]float64{}
	real, done, whole, share := 0, 0, 0.0, map[int]bool{}
	evidence, means, deeds := 0.0, 0.0, 0.0
	for _, t := range r.triggers {
		s := r.sentences[t.sentence]
		w := s.weight()
		if w == 0 {
			continue
		}
		tells := r.reader.tells[t.kind]
		if t.real() && tells >= 3 {
			real++
			share[t.sentence] = true
			if t.done {
				done++
			}
			if w < 1 && r.timeOf(s, t.segment, t.first) == nil {
				whole++
			}
		}
		where := "body"
		switch {
		case s.kind == dateline.Title:
			where = "title"
		case w >= 1.5:
			where = "lead"
		}
		if o := best[where]; o == nil || t.real() && !o.real() || t.real() == o.real() && tells > r.reader.tells[o.kind] {
			best[where] = t
		}
		if w < 1 || t.status == dateline.Generic || t.status == dateline.Hypothetical || t.status == dateline.Denied {
			continue
		}
		kinds[t.kind] += w
		switch {
		case tells >= 3:
			evidence += w
			if tells >= 4 {
				means += w
			}
			if deliberate[t.kind] && t.real() {
				deeds += w
			}
		case t.kind == "attack" && t.form == "verb":
			evidence += w * 0.75
		default:
			evidence += w * 0.5
		}
	}
	for _, where := range []string{"title", "lead"} {
		t := best[where]
		if t == nil {
			f.is(where, "nothing")
			continue
		}
		f.is(where, fmt.Sprintf("%s/%d", t.form, r.reader.tells[t.kind]))
		f.is(where+"-status", string(t.status))
		f.flag(where+"-plural", t.plural)
		f = append(f, r.toldWith(t, where)...)
	}
	kind, most := "none", 0.0
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		if kinds[k] > most {
			kind, most = k, kinds[k]
		}
	}
	f.is("kind", kind)
	dead, hurt := false, false
	for _, c := range r.casualties {
		s := r.sentences[c.sentence]
		if c.Harm == dateline.Killed && c.Low > 0 && whole >= 1 && s.told() {
			whole += 0.6
		}
		if w := s.weight(); w >= 1 && c.Low > 0 {
			evidence += w * 0.5
			dead, hurt = dead || c.Harm == dateline.Killed, hurt || c.Harm == dateline.Injured
		}
	}
	attackers := 0
	for i := range r.people {
		p := &r.people[i]
		if s := r.sentences[p.sentence]; p.attackers && s.told() && !r.cued(s, "negated", max(p.first-1, 0), p.first+1) && !r.cued(s, "hypothetical", max(p.first-3, 0), p.first) {
			attackers++
		}
	}
	f.is("evidence", level(evidence, 0.1, 1, 2, 3, 4.5, 6, 9))
	f.is("whole", level(whole, 0.5, 1.5, 3, 4.5, 8))
	f.is("means", level(means, 0.1, 1.5, 3, 5))
	f.is("deeds", level(deeds, 0.1, 1.5, 4))
	f.is("attackers", level(float64(attackers), 1, 2, 3, 6))
	f.is("real", level(float64(real), 1, 2, 4, 8))
	f.is("done", level(float64(done), 1, 2, 4))
	f.is("share", level(float64(len(share))/float64(max(len(r.sentences), 1)), 0.01, 0.05, 0.1, 0.2, 0.4))
	f.flag("dead", dead)
	f.flag("hurt", hurt)
	groups := map[int]bool{}
	for i := range r.names {
		if n := &r.names[i]; n.kind == "actor" && r.actors[n.actor].entry != nil && r.actors[n.actor].Kind == "armed-group" {
			groups[n.actor] = true
		}
	}
	f.is("groups", level(float64(len(groups)), 1, 2, 3))
	f.flag("claim", slices.ContainsFunc(r.statements, func(st *statement) bool { return st.act == dateline.ClaimsResponsibility }))
	said := map[dateline.Act]int{}
	for _, st := range r.statements {
		said[st.act]++
	}
	for _, act := range []dateline.Act{dateline.Condemns, dateline.Blames, dateline.Denies, dateline.Confirms} {
		f.is(string(act), level(float64(said[act]), 1, 2))
	}
	f.flag("no-claim", slices.ContainsFunc(r.sentences, func(s *sentence) bool { return s.told() && s.covered(0, len(s.Tokens), "none-stated") }))
	armed := 0
	for _, t := range r.triggers {
		if slices.ContainsFunc(t.roles, func(role roleWords) bool { return role.role == dateline.Weapon }) && t.real() {
			armed++
		}
	}
	f.is("armed", level(float64(armed), 1, 2))
	if _, known := r.doc.Published.Day(); known {
		f.flag("no-recent-day", !r.namesRecentDay())
	}
	f.flag("threatens", r.threatens())
	f.flag("tells-late", r.tellsLate())
	f.flag("profile", r.isProfile())
	for _, sort := range aboutCues {
		n := r.kindWords(sort)
		if n.all > 0 {
			f.flag(sort+"-title", n.title > 0)
			f.is(sort+"-lead", level(float64(n.lead), 1, 2, 3))
			f.is(sort, level(float64(n.all), 1, 2, 3, 5))
		}
	}
	f.and("attackers=", "accident=")
	f.and("deeds=", "accident=")
	f.and("attackers=", "sport=")
	f.and("attackers=", "staged=")
	f.and("attackers=", "title=")
	f.and("lead-when=", "court=")
	f.and("deeds=", "attackers=")
	return f
}

// toldWith are what a part of a sentence tells beside the deed that it names: when, where,
// whom it cost, by whom and to whom.
func (r *report) toldWith(t *trigger, where string) features {
	var f features
	s := r.sentences[t.sentence]
	published, known := r.doc.Published.Day()
	switch at := r.timeOf(s, t.segment, t.first); {
	case at == nil:
		f.is(where+"-when", "nothing")
	case !at.time.Resolved() || !known:
		f.is(where+"-when", "open")
	case published.Sub(at.time.Start.At) <= 14*day:
		f.is(where+"-when", "recent")
	default:
		f.is(where+"-when", "past")
	}
	p := r.placeOf(s, t.segment, t.last)
	f.flag(where+"-place", p != nil && p.located)
	f.flag(where+"-toll", r.counts(s, t.segment))
	f.flag(where+"-definite", t.definite)
	for _, role := range t.roles {
		f.flag(where+"-"+role.role, role.role == dateline.Perpetrator || role.role == dateline.Target || role.role == dateline.Victim)
	}
	f.flag(where+"-by-group", s.covered(0, len(s.Tokens), "armed-group", "state-force"))
	return f
}

// level names the step of a stair that a number has reached: how many of the steps it is not under.
func level(n float64, steps ...float64) string {
	at := 0
	for at < len(steps) && n >= steps[at] {
		at++
	}
	return strconv.Itoa(at)
}

// threatens tells whether title or lead tell of somebody who threatens violence, in so many words.
func (r *report) threatens() bool {
	return slices.ContainsFunc(r.triggers, func(t *trigger) bool {
		return t.told == dateline.Threatened && r.sentences[t.sentence].weight() >= 3
	})
}

// tellsLate tells whether a report whose title and lead name no deed tells of one after them that
// was done, in a named way, within the last days: a story of people, and of what befell them.
func (r *report) tellsLate() bool {
	late := false
	for _, t := range r.triggers {
		switch s := r.sentences[t.sentence]; {
		case s.weight() >= 3:
			return false
		case s.weight() >= 1.5 && s.told() && t.done && t.real() && !t.plural && !t.other && r.reader.tells[t.kind] >= 4:
			late = true
		}
	}
	_, known := r.doc.Published.Day()
	return late && known && r.namesRecentDay()
}

// deliberate are the types that are named by what nobody does by accident.
var deliberate = map[string]bool{
	"suicide-bombing": true, "hijacking": true, "vehicle-bombing": true, "stabbing": true, "kidnapping": true, "assassination": true, "arson": true, "armed-assault": true,
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
			if (head || s.kind == dateline.Byline) && r.book.Longest("profile", s.Tokens[i:]) > r.book.Longest("what-is-known", s.Tokens[i:]) {
				return true
			}
		}
	}
	return false
}

// isCourt tells whether the report is of a trial or a memorial: of something long past.
func (r *report) isCourt() bool { return r.count("court") >= 2 }

// isRelease tells whether the report is of captives let go: of a kidnapping that is over.
func (r *report) isRelease() bool {
	told := false
	for i := range r.cues {
		c := &r.cues[i]
		if s := r.sentences[c.sentence]; c.sort == "release" && s.weight() >= 2 {
			told = true
		}
	}
	if !told {
		return false
	}
	taken, other := 0.0, 0.0
	for _, t := range r.triggers {
		w := r.sentences[t.sentence].weight()
		switch {
		case t.kind == "kidnapping" || t.kind == "hostage-taking":
			taken += w
		case r.reader.tells[t.kind] >= 4:
			other += w
		}
	}
	for _, c := range r.casualties {
		if c.Harm == dateline.Abducted {
			taken += r.sentences[c.sentence].weight()
		}
	}
	return taken > other
}
