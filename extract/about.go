package extract

import (
	"slices"

	"dateline"
)

// isAbout tells whether the report is about an event of political violence, and
// not about sport, an accident, computers, an exercise, or a group in general.
// refused is set where the report is of another kind altogether.
func (r *report) isAbout() (about, refused bool) {
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
