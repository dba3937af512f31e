package extract

import (
	"dateline"
	"dateline/rule"
)

// countVictims sets how many the people, the number or the person f are, and who.
func (r *report) countVictims(s *sentence, c *casualty, f rule.Found) bool {
	switch f.Kind {
	case "somebody":
		return r.countSomebody(s, c, f)
	case "number":
		n := r.numbers[f.ID]
		c.Low, c.High = n.low, n.high
		return !s.covered(f.First, f.Last, "time", "year")
	case "person":
		c.Low, c.High = 1, 1
		c.Who = s.Text(r.doc.Text, f.First, f.Last)
		return true
	}
	p := &r.people[f.ID]
	c.Attackers, c.nth = p.attackers, p.nth
	if p.harm == harmNone {
		return false
	}
	if p.harm != "" && (c.Harm == dateline.Killed || c.Harm == dateline.Injured) {
		c.Harm = p.harm
	}
	c.Who = s.Text(r.doc.Text, f.First, f.Last)
	switch {
	case p.number >= 0:
		n := r.numbers[p.number]
		c.Low, c.High = n.low, n.high
		for _, n := range s.within("number", f.First, f.Last) { // without the number
			if n.ID == p.number {
				first := n.Last
				if first < f.Last && r.book.Longest("of-word", s.Tokens[first:]) == 1 {
					first++
				}
				c.Who = s.Text(r.doc.Text, first, f.Last)
				if first == f.Last && p.who[0] < p.who[1] && p.who[1] <= n.First {
					c.Who = s.Text(r.doc.Text, p.who[0], p.who[1]) // "a family of five"
				}
			}
		}
		if p.pronoun {
			c.Who, c.Attackers = r.antecedentPeople(s, f.First)
		}
	case p.one:
		c.Low, c.High = 1, 1
	default:
		c.Low, c.High = 2, dateline.Open
		c.bare = true
	}
	return true
}

// antecedentPeople gives the words for the people named last before a token that
// says only "of them", and whether they are attackers; empty if none are named.
func (r *report) antecedentPeople(s *sentence, at int) (who string, attackers bool) {
	for i := len(r.people) - 1; i >= 0; i-- {
		p := &r.people[i]
		if p.sentence > s.index || p.sentence == s.index && p.last > at || p.sentence < s.index-1 || p.one || p.pronoun || p.who == [2]int{} {
			continue
		}
		o := r.sentences[p.sentence]
		return o.Text(r.doc.Text, p.who[0], p.who[1]), p.attackers
	}
	return "", false
}

// listed gives the figures of a list of victims: all of them ("the driver and two
// guards"), and each again where all are counted ("six guests and two cooks"). Attackers
// are left out of the sum of others. Where they differ in harm, or are some of those told
// before, it gives each alone.
func (r *report) listed(s *sentence, c *casualty, list []rule.Found) []*casualty {
	var each []*casualty
	var sum *casualty
	counted, alike, attackers := true, true, 0
	for _, f := range list {
		one := *c
		one.numberFirst, one.numberLast = f.First, f.Last
		if !r.countVictims(s, &one, f) {
			continue
		}
		counted = counted && !one.bare && (one.Low != 1 || one.High != 1)
		alike = alike && (len(each) == 0 || each[0].Harm == one.Harm)
		each = append(each, &one)
		if one.Attackers {
			attackers++
		}
	}
	if counted && alike && restOf(each) {
		for _, one := range each[1:] {
			one.part = true
		}
		return each // "seventeen people, ten of the town and seven guests"
	}
	if len(each) == 2 && alike && attackers == 1 && !each[0].Attackers && !each[0].bare && each[0].Low > 1 && each[1].Low == 1 {
		return each // "five traders and the bomber"
	}
	apart := counted && attackers > 0 && attackers < len(each)
	if len(each) < 2 || !alike || counted && c.Harm == harmPart || apart && len(each) == 2 {
		return each
	}
	for _, one := range each {
		if apart && one.Attackers {
			continue
		}
		if sum == nil {
			whole := *one
			sum = &whole
			continue
		}
		sum.numberLast = one.numberLast
		sum.Low += one.Low
		if sum.High == dateline.Open || one.High == dateline.Open {
			sum.High = dateline.Open
		} else {
			sum.High += one.High
		}
		sum.bare = sum.bare && one.bare
	}
	if sum.bare {
		sum.Low = 2
	}
	sum.IncludesAttackers = attackers > 0 && attackers < len(each) && !apart
	sum.Attackers = attackers == len(each)
	if !counted {
		return []*casualty{sum}
	}
	sum.Who = ""
	for _, one := range each {
		one.part = !one.Attackers || !apart
	}
	return append(each, sum)
}

// restOf tells whether the first of some figures counts all those of the rest, two or more.
func restOf(each []*casualty) bool {
	if len(each) < 3 || each[0].Low != each[0].High {
		return false
	}
	sum := 0
	for _, one := range each[1:] {
		if one.Low != one.High {
			return false
		}
		sum += one.Low
	}
	return sum == each[0].Low
}

// countSomebody sets that somebody told by a pronoun alone is one, and who was told
// last before. Such a figure counts only where no other is told.
func (r *report) countSomebody(s *sentence, c *casualty, f rule.Found) bool {
	if c.Harm != dateline.Killed && c.Harm != dateline.Injured {
		return false
	}
	c.Low, c.High, c.bare, c.pronoun = 1, 1, true, true
	c.Who = s.Text(r.doc.Text, f.First, f.Last)
	for i := len(r.people) - 1; i >= 0; i-- {
		p := &r.people[i]
		if p.sentence < s.index-1 {
			break
		}
		if p.one && !p.pronoun && (p.sentence < s.index || p.sentence == s.index && p.last <= f.First) {
			c.Attackers = p.attackers
			break
		}
	}
	return true
}

// listVictims reads people and person; adds victims, lists of them ("the chief, two
// guards and a driver"), and gives what each list holds.
func (r *report) listVictims(s *sentence) [][]rule.Found {
	var lists [][]rule.Found
	for first := 0; first < len(s.Tokens); {
		list := r.listAt(s, first)
		if len(list) < 2 {
			first++
			continue
		}
		last := list[len(list)-1].Last
		s.Add(rule.Found{Kind: "victims", First: list[0].First, Last: last, ID: len(lists)})
		lists = append(lists, list)
		first = last
	}
	return lists
}

// listAt reads the list of victims that begins at a token, as far as "and" joins them.
func (r *report) listAt(s *sentence, first int) []rule.Found {
	f, ok := r.victimAt(s, first)
	if !ok {
		return nil
	}
	list, joined, aside := []rule.Found{f}, 1, false
	for ok {
		next, and := r.pastConjunction(s, r.pastApposition(s, f))
		if next < 0 {
			break
		}
		before := f
		if f, ok = r.victimAt(s, next); !ok {
			break
		}
		if !and && before.Kind == "people" && r.people[before.ID].one && f.Kind == "person" {
			list[len(list)-1].Last = f.Last // "the governor, Ola Berg, and two guards": his name
			continue
		}
		list = append(list, f)
		aside = aside || len(list) == 2 && !and
		if and {
			joined = len(list)
		}
	}
	list = list[:joined]
	if joined > 2 && aside && r.book.Longest("among-them", s.Tokens[list[joined-1].Last:]) > 0 {
		return nil // "nine people, two women and a boy among them": those after the first are some of it
	}
	if r.namesThoseCounted(list) {
		return nil // "two guards, Ola Berg and Nils Dahl": the names are theirs
	}
	if joined > 1 && r.betweenVerbs(s, list[0].First, list[joined-1].Last) {
		return nil // "killed a guard and two boys were hurt"
	}
	return list
}

// namesThoseCounted tells whether the rest of a list are names, as many as its first counts.
func (r *report) namesThoseCounted(list []rule.Found) bool {
	if list[0].Kind != "people" || r.people[list[0].ID].number < 0 || r.numbers[r.people[list[0].ID].number].low != len(list)-1 {
		return false
	}
	for _, f := range list[1:] {
		if f.Kind != "person" {
			return false
		}
	}
	return len(list) > 2
}

// victimAt gives the people or the person that begins at a token, or right after an
// article there: those counted, one person, or a group called somebody's.
func (r *report) victimAt(s *sentence, at int) (best rule.Found, ok bool) {
	for _, from := range []int{at, at + 1} {
		for _, f := range s.Found() {
			if f.First != from || ok && f.Last <= best.Last {
				continue
			}
			if f.Kind == "person" || f.Kind == "somebody" {
				best, ok = f, true
			}
			if f.Kind != "people" || f.Sort != "who" || r.people[f.ID].pronoun {
				continue
			}
			p := &r.people[f.ID]
			if p.number >= 0 || p.one || r.book.Longest("possessive", s.Tokens[f.First:f.Last]) > 0 {
				best, ok = f, true
			}
		}
		if ok || at >= len(s.Tokens) || s.Tokens[at].Tag != dateline.Determiner && r.book.Longest("possessive", s.Tokens[at:]) != 1 {
			break
		}
	}
	if ok && best.Kind == "people" && r.people[best.ID].one {
		for _, f := range s.Found() { // "his brother Yusuf"
			if f.Kind == "person" && f.First == best.Last {
				best.Last = f.Last
			}
		}
	}
	return best, ok
}

// pastConjunction gives the token after a comma, an "and" or both; -1 where neither stands.
func (r *report) pastConjunction(s *sentence, at int) (next int, and bool) {
	next = at
	if next < len(s.Tokens) && s.Tokens[next].Norm == "," {
		next++
	}
	if next < len(s.Tokens) {
		n := r.book.Longest("and-victim", s.Tokens[next:])
		next, and = next+n, n > 0
	}
	if next == at || next >= len(s.Tokens) {
		return -1, false
	}
	return next, and
}

// pastApposition gives the token after what is added to a victim: "of the village
// watch", ", the chief of the district,", ", 34".
func (r *report) pastApposition(s *sentence, f rule.Found) int {
	at := f.Last
	if at+1 < len(s.Tokens) && r.book.Longest("of-word", s.Tokens[at:]) > 0 {
		for _, g := range s.Found() {
			if g.Kind == "group" && g.First == at+1 {
				return g.Last
			}
		}
	}
	if at+1 < len(s.Tokens) && s.Tokens[at].Norm == "," && s.Tokens[at+1].Kind == dateline.NumberToken && (f.Kind == "person" || f.Kind == "people" && r.people[f.ID].one) {
		at += 2 // the age
	}
	if r.headFirst {
		return r.pastGenitive(s, f)
	}
	if f.Kind != "person" || at >= len(s.Tokens) || s.Tokens[at].Norm != "," {
		return at
	}
	for i := at + 1; i < min(at+10, len(s.Tokens)-1); i++ {
		switch s.Tokens[i].Tag {
		case dateline.VerbPast, dateline.VerbNow:
			return at
		}
		if s.Tokens[i].Norm == "," {
			if r.book.Longest("and-victim", s.Tokens[i+1:]) > 0 || s.covered(i+1, i+2, "person") {
				return i
			}
			return at
		}
	}
	return at
}

// pastGenitive gives the "and" after the nouns that say of what somebody is ("the head of the
// council of Hit and two guards"), where a noun's kind follows it; else the token after the victim.
func (r *report) pastGenitive(s *sentence, f rule.Found) int {
	for i := f.Last; i < min(f.Last+5, len(s.Tokens)); i++ {
		if r.book.Longest("and-victim", s.Tokens[i:]) > 0 {
			return i
		}
		switch s.Tokens[i].Tag {
		case dateline.Noun, dateline.ProperNoun, dateline.Adjective:
			if r.book.Has("oneself", s.Tokens[i].Norm) {
				return f.Last
			}
		default:
			return f.Last
		}
	}
	return f.Last
}

// betweenVerbs tells whether a verb of harm stands right before the list and a form of
// "to be" right after: then its last is the subject of another clause.
func (r *report) betweenVerbs(s *sentence, first, last int) bool {
	if first == 0 || last >= len(s.Tokens) || r.book.Longest("be", s.Tokens[last:]) == 0 {
		return false
	}
	before := s.Tokens[first-1 : first]
	for _, set := range []string{"kill", "killing", "injure", "injuring"} {
		if r.book.Longest(set, before) > 0 {
			return true
		}
	}
	return false
}
