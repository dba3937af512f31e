package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

func (s *seen) actors(a, b *view) {
	switch {
	case len(a.perpetrators) == 0 || len(b.perpetrators) == 0:
	case actorOfBoth(a, b) != "":
		s.add(sameActor)
	default:
		s.add(otherActor)
	}
}

// actorOfBoth gives the first actor who is said to have done both; empty for none.
func actorOfBoth(a, b *view) string {
	for _, id := range a.perpetrators {
		if slices.Contains(b.perpetrators, id) {
			return id
		}
	}
	return ""
}

// perpetrators are the ids of those said to have done it, or who claim it.
func perpetrators(e *dateline.Event) []string {
	ids := slices.Clone(e.Claim.By)
	for _, r := range e.Roles {
		if r.Role == dateline.Perpetrator && r.Actor != "" {
			ids = append(ids, r.Actor)
		}
	}
	return ids
}

// victims compares the names of who was struck. Names in two scripts that do not fit may be spellings of one.
func (s *seen) victims(a, b *view) {
	if a.across(b) {
		if _, shared := a.marks().victims.shared(b.marks().victims); shared > 0 {
			s.add(sameVictim)
		}
		return
	}
	switch _, shared := common(a.victims, b.victims); {
	case shared > 0:
		s.add(sameVictim)
	case len(a.victims) > 0 && len(b.victims) > 0 && alone(&a.Event) && alone(&b.Event):
		s.add(otherVictim)
	}
}

// alone tells whether an event has one victim, who is named.
func alone(e *dateline.Event) bool {
	named := 0
	for _, r := range e.Roles {
		if r.Role == dateline.Victim {
			named++
		}
	}
	low, high, ok := span(e, dateline.Killed)
	return named == 1 && ok && low == 1 && high == 1
}

// struck compares what was struck: venue and targets. That words of two scripts have no mark in common says nothing.
func (s *seen) struck(a, b *view) {
	if a.across(b) {
		x, y := a.marks().struck, b.marks().struck
		switch _, shared := x.shared(y); {
		case shared > 0 && shared*3 >= min(len(x), len(y))*2:
			s.add(struckSame)
		case shared > 0:
			s.add(struckShared)
		}
		return
	}
	_, shared := common(a.struck, b.struck)
	switch {
	case shared > 0 && shared*3 >= min(len(a.struck), len(b.struck))*2:
		s.add(struckSame)
	case shared > 0:
		s.add(struckShared)
	case a.Event.Venue != nil && b.Event.Venue != nil && len(a.struck) > 0 && len(b.struck) > 0:
		s.add(struckOther)
	}
}

// words compares all that is told of two events.
func (s *seen) words(a, b *view) {
	if a.across(b) {
		if _, shared := a.marks().told.shared(b.marks().told); shared > 0 {
			s.add(evidenceOfWords(shared))
		}
		return
	}
	if len(a.told) < 2 || len(b.told) < 2 {
		return // too little is told to find nothing in common
	}
	_, shared := common(a.told, b.told)
	s.add(evidenceOfWords(shared))
}

func evidenceOfWords(shared int) evidence {
	switch {
	case shared >= 4:
		return wordsMany
	case shared >= 2:
		return wordsSome
	case shared == 1:
		return wordsOne
	}
	return wordsNone
}

// A wordSet collects words of one telling.
type wordSet map[string]bool

// add puts the folded words of a text into the set that have so many letters or more.
func (set wordSet) add(text string, letters int) {
	for _, w := range dateline.NameWords(text) {
		w = things.bare(w)
		if utf8.RuneCountInString(w) >= letters {
			set[w] = true
		}
	}
}

// leaveOut takes the words of a name out.
func (set wordSet) leaveOut(name string) {
	for _, w := range dateline.NameWords(name) {
		delete(set, things.bare(w))
	}
}

// list gives the words in order, those of the town's own name left out: it says nothing of what was
// struck in it.
func (set wordSet) list(e *dateline.Event) []string {
	if e.Place != nil {
		set.leaveOut(e.Place.Name)
		if writingOf(e.Place.Text) != writingOf(e.Place.Name) {
			set.leaveOut(e.Place.Text) // its name as the report spells it
		}
	}
	words := make([]string, 0, len(set))
	for w := range set {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

// victimNames are the words of three letters or more of the names of those who were struck,
// told by their capitals. A script without capitals has none, so that nothing is compared.
func victimNames(e *dateline.Event) []string {
	words := wordSet{}
	for _, r := range e.Roles {
		if r.Role != dateline.Victim {
			continue
		}
		for _, field := range strings.Fields(r.Text) {
			if first, _ := utf8.DecodeRuneInString(field); unicode.IsUpper(first) {
				words.add(field, 3)
			}
		}
	}
	return words.list(e)
}

// struckWords are the words of four letters or more by which a telling names what was struck.
func struckWords(e *dateline.Event) []string {
	words := wordSet{}
	if e.Venue != nil {
		words.add(e.Venue.Text, 4)
	}
	for _, r := range e.Roles {
		if r.Role == dateline.Target {
			words.add(r.Text, 4)
		}
	}
	return words.list(e)
}

// toldLetters are so many letters of a word as are compared: endings differ by case and number. Shorter
// words, which are mostly those that any text has, are passed over.
const toldLetters = 5

// toldWords are the beginnings of the words by which a telling tells of its event: in the title, if
// it is the main one, for who was struck, who did it, where and with what.
func toldWords(t *dateline.Telling) []string {
	words := wordSet{}
	if t.Event.Main {
		words.add(t.Title, toldLetters)
	}
	words.add(t.Event.Text, toldLetters)
	if t.Event.Venue != nil {
		words.add(t.Event.Venue.Text, toldLetters)
	}
	for _, r := range t.Event.Roles {
		words.add(r.Text, toldLetters)
	}
	for _, c := range t.Event.Casualties {
		words.add(c.Who, toldLetters)
	}
	if t.Event.Place != nil {
		words.leaveOut(t.Event.Place.Admin1)
	}
	var told []string
	for _, w := range words.list(&t.Event) {
		told = append(told, string([]rune(w)[:toldLetters]))
	}
	return slices.Compact(told) // in order still: beginnings are ordered as their words are
}

func fold(s string) string { return strings.Join(dateline.NameWords(s), " ") }
