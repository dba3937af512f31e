package extract

import "sort"

// What is found is kept in the order of the text, so that what belongs to one
// sentence lies together. These give it; they make a long report no slower, page for page.

func (r *report) timesOf(s *sentence) []timeMention {
	return inSentence(r.times, s.index, func(t timeMention) int { return t.sentence })
}

func (r *report) placesOf(s *sentence) []placeMention {
	return inSentence(r.places, s.index, func(p placeMention) int { return p.sentence })
}

func (r *report) cuesOf(s *sentence) []cue {
	return inSentence(r.cues, s.index, func(c cue) int { return c.sentence })
}

func (r *report) triggersOf(s *sentence) []*trigger {
	return inSentence(r.triggers, s.index, func(t *trigger) int { return t.sentence })
}

func (r *report) casualtiesOf(s *sentence) []*casualty {
	return inSentence(r.casualties, s.index, func(c *casualty) int { return c.sentence })
}

// inSentence gives the part of a list, ordered by sentence, that lies in one.
func inSentence[T any](list []T, sentence int, of func(T) int) []T {
	from := sort.Search(len(list), func(i int) bool { return of(list[i]) >= sentence })
	to := from
	for to < len(list) && of(list[to]) == sentence {
		to++
	}
	return list[from:to]
}
