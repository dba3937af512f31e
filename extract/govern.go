package extract

import "dateline"

// What governs a word group of a sentence: the verb of its clause, or a noun beside it.
const (
	byEvent   = "event"  // a verb that names an event: "was shot on Sunday"
	byToll    = "toll"   // a verb that belongs to a figure: "were killed on Sunday"
	bySpeech  = "speech" // "said on Sunday"
	byAfter   = "after"  // a verb of what follows an attack: "was sentenced on Sunday"
	byVerb    = "verb"   // another verb: "looked on Sunday"
	byNoun    = "noun"   // a noun that names an event, with no verb between
	byNothing = "nothing"
)

// governor tells what governs tokens [first, last) of a sentence: the nearest verb
// before them in their clause, else the first behind them; or a noun that names an event,
// where that is nearer.
func (r *report) governor(s *sentence, first, last int) string {
	from := first - 1
	if r.headFirst && r.setOff(s, first, last) {
		from-- // "sank a ferry, on Sunday, off the coast"
	}
	for i := from; i >= 0 && !r.ends(s, i); i-- {
		if r.namesEvent(s, i) {
			return byNoun
		}
		if kind := r.verbKind(s, i); isVerb(&s.Tokens[i]) || r.headFirst && (kind == byEvent || kind == byToll) {
			return kind
		}
	}
	opens := first == 0 || r.ends(s, first-1)
	for i := last; i < len(s.Tokens); i++ {
		if r.ends(s, i) {
			if opens && i == last && s.Tokens[i].Norm == "," {
				continue // "On Sunday, three people were killed"
			}
			break
		}
		if isVerb(&s.Tokens[i]) {
			for k := i; k < len(s.Tokens) && k < i+4 && !r.ends(s, k); k++ { // "were all killed"
				if isVerb(&s.Tokens[k]) && s.Tokens[k].Tag != dateline.Auxiliary {
					return r.verbKind(s, k)
				}
			}
			return r.verbKind(s, i)
		}
		if i < last+2 && r.namesEvent(s, i) {
			return byNoun // "Sunday's attack"
		}
	}
	return byNothing
}

// timeGovernor is the governor of a time; one that ends its sentence after a comma is governed by what stands before
// that: "attacked the mill in Kunduz, outside the town, on Friday".
func (r *report) timeGovernor(s *sentence, t *timeMention) string {
	if kind := r.governorPast(s, t.first); kind != byNothing && r.setOffLast(s, t.first, t.last) {
		return kind
	}
	if kind := r.governor(s, t.first, t.last); kind != byNothing || t.first > 0 || t.last >= len(s.Tokens) || s.Tokens[t.last].Norm != "," {
		return kind
	}
	for i := t.last; i < len(s.Tokens); i++ { // "Yesterday, the governor, a colonel, announced ..."
		if isVerb(&s.Tokens[i]) {
			return r.verbKind(s, i)
		}
	}
	return byNothing
}

// setOffLast tells whether tokens [first, last) are of the words that end a sentence after a comma, with no verb among
// them: "..., in Kunduz, on Friday".
func (r *report) setOffLast(s *sentence, first, last int) bool {
	for i := last; i < len(s.Tokens); i++ {
		if isVerb(&s.Tokens[i]) || r.ends(s, i) && s.Tokens[i].Norm != "," && i < len(s.Tokens)-1 {
			return false
		}
	}
	return first > 0
}

// governorPast looks for what governs a token to its left, past commas too.
func (r *report) governorPast(s *sentence, first int) string {
	for i := first - 1; i >= 0 && !(r.ends(s, i) && s.Tokens[i].Norm != ","); i-- {
		if r.namesEvent(s, i) {
			return byNoun
		}
		if isVerb(&s.Tokens[i]) {
			return r.verbKind(s, i)
		}
	}
	return byNothing
}

// setOff tells whether tokens [first, last) stand between commas, or between one and the sentence's end.
func (r *report) setOff(s *sentence, first, last int) bool {
	return first > 1 && s.Tokens[first-1].Norm == "," && (last >= len(s.Tokens)-1 || s.Tokens[last].Norm == ",")
}

// ends tells whether a clause ends at a token: a mark, or a word that brings in another.
func (r *report) ends(s *sentence, at int) bool {
	t := &s.Tokens[at]
	return t.Tag == dateline.Mark && t.Norm != "-" || t.Tag == dateline.Subordinate || r.book.Has("clause-opener", t.Norm)
}

func isVerb(t *dateline.Token) bool {
	switch t.Tag {
	case dateline.VerbPast, dateline.VerbNow, dateline.VerbBase, dateline.VerbPassive, dateline.VerbIng, dateline.Auxiliary:
		return true
	}
	return false
}

// namesEvent tells whether a noun that names an event stands at a token.
func (r *report) namesEvent(s *sentence, at int) bool {
	if isVerb(&s.Tokens[at]) {
		return false
	}
	for _, t := range r.triggersOf(s) {
		if t.first <= at && at < t.last && t.form == "noun" && r.reader.tells[t.kind] != 2 {
			return true
		}
	}
	return false
}

// verbKind tells what the verb at a token is about.
func (r *report) verbKind(s *sentence, at int) string {
	for _, t := range r.triggersOf(s) {
		if t.first <= at && at < t.last && r.reader.tells[t.kind] != 2 {
			return byEvent
		}
	}
	for _, c := range r.casualtiesOf(s) {
		if c.first <= at && at < c.last {
			return byToll
		}
	}
	if r.book.Longest("say", s.Tokens[at:]) > 0 || r.book.Longest("issue", s.Tokens[at:]) > 0 {
		return bySpeech
	}
	if n := at + r.book.Longest("state", s.Tokens[at:]); n > at && n < len(s.Tokens) && s.Tokens[n].Tag == dateline.Subordinate {
		return bySpeech // "announced that"
	}
	for i := range r.spoke {
		if sp := &r.spoke[i]; sp.sentence == s.index && sp.first <= at && at < sp.last {
			return bySpeech
		}
	}
	if r.book.Longest("aftermath", s.Tokens[at:]) > 0 {
		return byAfter
	}
	return byVerb
}
