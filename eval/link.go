package eval

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/learn"
	"dateline/link"
)

// The answers to whether two tellings are of one incident.
const (
	oneIncident  = "one"
	twoIncidents = "two"
)

// pairLesson makes a lesson of two tellings: one incident has what is seen of them for
// evidence, two have none. From two that something parts in any case there is nothing to learn.
func pairLesson(a, b *dateline.Telling, one bool) []learn.Lesson {
	evidence, parted := link.Evidence(a, b)
	if parted {
		return nil
	}
	right := twoIncidents
	if one {
		right = oneIncident
	}
	return []learn.Lesson{{
		Options: []learn.Option{{Answer: oneIncident, Features: evidence}, {Answer: twoIncidents}},
		Right:   func(answer string) bool { return answer == right },
	}}
}

// Lessons gives a lesson for each two tellings of two reports of a cluster that gold has.
func (h *Heard) Lessons() []learn.Lesson {
	var lessons []learn.Lesson
	for i, a := range h.told {
		for _, b := range h.told[i+1:] {
			if a.matched() && b.matched() && a.telling.Report != b.telling.Report {
				lessons = append(lessons, pairLesson(a.telling, b.telling, a.incident == b.incident)...)
			}
		}
	}
	return lessons
}

// Lessons gives a lesson for each two tellings of two documents of a topic that are actions of gold.
func (c *Corpus) Lessons() []learn.Lesson {
	var lessons []learn.Lesson
	for i, a := range c.tellings {
		for _, b := range c.tellings[i+1:] {
			x, y := c.actions[a.Key()], c.actions[b.Key()]
			if x != nil && y != nil && c.topics[a.Key()] == c.topics[b.Key()] && a.Report != b.Report {
				lessons = append(lessons, pairLesson(a, b, x.chain == y.chain)...)
			}
		}
	}
	return lessons
}

// ReadPairLessons reads lessons that somebody has written: a line each of "one" or "two" incidents and the
// evidence that says so, that of any two tellings understood. Each counts for several that clusters
// give. Lines that begin with # are notes. Faults name the line.
func ReadPairLessons(file, text string) ([]learn.Lesson, error) {
	const counts = 5
	var lessons []learn.Lesson
	n := 0
	for line := range strings.Lines(text) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		right := fields[0]
		if right != oneIncident && right != twoIncidents {
			return nil, fmt.Errorf("%s:%d:1: %q is neither %s nor %s", file, n, right, oneIncident, twoIncidents)
		}
		for _, name := range fields[1:] {
			if !link.IsEvidence(name) {
				return nil, fmt.Errorf("%s:%d:1: there is no evidence %q", file, n, name)
			}
		}
		lesson := learn.Lesson{
			Options: []learn.Option{{Answer: oneIncident, Features: append([]string{link.AnyTwo}, fields[1:]...)}, {Answer: twoIncidents}},
			Right:   func(answer string) bool { return answer == right },
		}
		for range counts {
			lessons = append(lessons, lesson)
		}
	}
	return lessons, nil
}

// TeachLinks teaches the weights by which tellings are brought together: what each piece of evidence
// counts for, by the lessons of clusters and some more, starting from weights believed before (see [learn.Teach]);
// then what groups must come to, as suits those clusters best.
func TeachLinks(heard []*Heard, more []learn.Lesson, before *link.Weights, variance float64) (*link.Weights, error) {
	lessons := slices.Clone(more)
	for _, h := range heard {
		lessons = append(lessons, h.Lessons()...)
	}
	choices := before.Choices()
	choices[link.PairDecision] = learn.Teach(lessons, choices[link.PairDecision], variance)
	best, err := link.NewWeights(choices)
	if err != nil || len(heard) == 0 {
		return best, err
	}
	most := ScoreHeard(heard, best).CoNLL()
	believed := choices[link.GroupDecision][link.Least]
	for _, step := range []float64{-0.25, 0.25, -0.5} { // nearest first: of equals the first stays
		choices[link.GroupDecision][link.Least] = believed + step
		weights, err := link.NewWeights(choices)
		if err != nil {
			return nil, err
		}
		if score := ScoreHeard(heard, weights).CoNLL(); score > most+1e-9 {
			best, most = weights, score
		}
	}
	return best, nil
}

// CrossLinks brings the tellings of each cluster together by weights that the other clusters have
// taught, and holds the groups against the incidents: so that no cluster is measured by weights that have seen
// it. What is brought together across clusters does not come into it.
func CrossLinks(heard []*Heard, teach func(others []*Heard) (*link.Weights, error)) (*IncidentScore, error) {
	var groups []dateline.Group
	for i, h := range heard {
		weights, err := teach(slices.Concat(heard[:i], heard[i+1:]))
		if err != nil {
			return nil, err
		}
		groups = append(groups, weights.Groups(h.Tellings, dateline.Rulings{})...)
	}
	return scoreGroups(heard, groups, nil), nil
}
