package extract

import (
	"strconv"

	"dateline"
	"dateline/rule"
)

// A group is a noun group with its head.
type group struct {
	sentence    int
	first, last int
	head        int // token
}

// A people is a count of people, or a group of people not counted.
type people struct {
	sentence    int
	first, last int
	number      int    // index in report.numbers; -1 if they are not counted
	who         [2]int // tokens of the noun; empty if there is none
	one         bool
	attackers   bool
	pronoun     bool   // "of them"
	nth         int    // "a fourth": the fourth; 0 for others
	harm        string // that their own words tell: "three wounded farmers"; none if more than one
}

// readGroups reads tokens, number and names; adds group (a noun group), people
// (a count or a group of people), counted (those that are counted, or one), harmed (those counted whose
// own words tell their harm), somebody (a pronoun) and phrase (a group with what hangs on it).
func (r *report) readGroups() {
	for _, s := range r.sentences {
		won, _ := r.group.Find(s.Sentence)
		for _, m := range won {
			switch m.Rule.Kind {
			case "group":
				head, ok := m.Value("head")
				if !ok || s.covered(head.First, head.Last, "time") {
					continue
				}
				s.Add(rule.Found{Kind: "group", First: m.First, Last: m.Last, ID: len(r.groups)})
				r.groups = append(r.groups, group{s.index, m.First, m.Last, head.Last - 1})
			case "people":
				r.addPeople(s, &m)
			case "somebody":
				s.Add(rule.Found{Kind: "somebody", First: m.First, Last: m.Last})
			}
		}
		phrases, _ := r.phrase.Find(s.Sentence)
		for _, m := range phrases {
			s.Add(rule.Found{Kind: "phrase", First: m.First, Last: m.Last})
		}
	}
}

// addPeople adds the people that a match gives: count is the number told with them, low
// how many their words alone count ("both men"; a dual), high=open that they are at least as many.
func (r *report) addPeople(s *sentence, m *rule.Match) {
	if s.covered(m.First, m.Last, "time") {
		return
	}
	p := people{sentence: s.index, first: m.First, last: m.Last, number: -1}
	if f, ok := s.found(m, "count"); ok {
		p.number = f.ID
	} else if n, err := strconv.Atoi(m.Literal("low")); err == nil { // "both", or what the noun's form counts
		p.number = len(r.numbers)
		told := number{n, n, n}
		if m.Literal("high") == "open" {
			told.high = dateline.Open
		}
		r.numbers = append(r.numbers, told)
	}
	if m.Literal("nth") == "yes" {
		p.nth = r.nthIn(s, m.First, m.Last)
	}
	if who, ok := m.Value("who"); ok {
		p.who = [2]int{who.First, who.Last}
		words := rule.Literals(s.normal(who.First, who.Last))
		p.attackers = r.book.Longest("attackers", s.Tokens[who.First:who.Last]) == who.Last-who.First
		if p.number < 0 && r.book.Has("one-person", words...) {
			p.one = true
		}
	}
	if p.number >= 0 {
		p.harm = r.harmOf(s, m.First, p.who[1])
	}
	if p.who[0] < p.who[1] && r.book.Longest("of-word", s.Tokens[p.who[0]:]) == 1 || m.Literal("of") == "them" {
		p.pronoun, p.who = true, [2]int{}
	}
	sort := "who"
	if _, ok := m.Value("who"); !ok {
		sort = "bare" // a number alone
	}
	s.Add(rule.Found{Kind: "people", Sort: sort, First: m.First, Last: m.Last, ID: len(r.people)})
	if p.number >= 0 || p.one {
		s.Add(rule.Found{Kind: "counted", Sort: sort, First: m.First, Last: m.Last, ID: len(r.people)})
	}
	if p.harm != "" && p.harm != harmNone {
		s.Add(rule.Found{Kind: "harmed", Sort: p.harm, First: m.First, Last: m.Last, ID: len(r.people)})
	}
	r.people = append(r.people, p)
}

// harmOf gives the harm that the words for people tell: "three wounded farmers"; none
// where they are dead and wounded, and how many of each is not said.
func (r *report) harmOf(s *sentence, first, last int) string {
	harm := ""
	for i := first; i < last; i++ {
		told := ""
		if r.book.Has("lifeless", s.Tokens[i].Norm) {
			told = dateline.Killed
		} else if r.book.Has("hurt", s.Tokens[i].Norm) {
			told = dateline.Injured
		}
		if harm != "" && told != "" && told != harm {
			return harmNone
		}
		if told != "" {
			harm = told
		}
	}
	return harm
}

// nthIn gives the place in a row that a word among tokens names ("fourth"); 0 if none does.
func (r *report) nthIn(s *sentence, first, last int) int {
	for i := first; i < last; i++ {
		words, _ := r.calendar.at(s.Tokens, i)
		for _, w := range words {
			if w.kind == "nth" {
				return number2(w.value)
			}
		}
	}
	return 0
}
