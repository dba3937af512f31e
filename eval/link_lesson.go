package eval

import (
	"dateline"
	"dateline/learn"
	"dateline/link"
)

// The answers of a lesson on two tellings.
const (
	oneIncident  = "one"
	twoIncidents = "two"
)

// pairLesson makes a lesson of two tellings: one incident has what is seen of them for
// evidence, two have none.
func pairLesson(a, b *dateline.Telling, one bool) learn.Lesson {
	right := twoIncidents
	if one {
		right = oneIncident
	}
	return learn.Lesson{
		Options: []learn.Option{{Answer: oneIncident, Features: link.Evidence(a, b)}, {Answer: twoIncidents}},
		Right:   func(answer string) bool { return answer == right },
	}
}

// Lessons gives a lesson for each two tellings of a cluster that gold places, of two reports.
func (h *Heard) Lessons() []learn.Lesson {
	var lessons []learn.Lesson
	for i, a := range h.told {
		if a.telling == nil || a.incident == "" {
			continue
		}
		for _, b := range h.told[i+1:] {
			if b.telling != nil && b.incident != "" && a.telling.Report != b.telling.Report {
				lessons = append(lessons, pairLesson(a.telling, b.telling, a.incident == b.incident))
			}
		}
	}
	return lessons
}

// Lessons gives a lesson for each two tellings of a topic that are actions of gold, of two documents.
func (c *Corpus) Lessons(topics map[string]bool) []learn.Lesson {
	var lessons []learn.Lesson
	for i, a := range c.tellings {
		one := c.actions[a.Key()]
		if one == nil || !topics[c.topics[a.Key()]] {
			continue
		}
		for _, b := range c.tellings[i+1:] {
			if two := c.actions[b.Key()]; two != nil && c.topics[a.Key()] == c.topics[b.Key()] && a.Report != b.Report {
				lessons = append(lessons, pairLesson(a, b, one.chain == two.chain))
			}
		}
	}
	return lessons
}

// CrossLinks brings the tellings of each cluster together by weights that all clusters but it have taught, and
// holds the groups against the incidents.
func CrossLinks(heard []*Heard, teach func(others []*Heard) (*link.Weights, error)) (*IncidentScore, error) {
	var groups []dateline.Group
	var last *link.Weights
	for i, h := range heard {
		others := append(append([]*Heard{}, heard[:i]...), heard[i+1:]...)
		weights, err := teach(others)
		if err != nil {
			return nil, err
		}
		last = weights
		groups = append(groups, weights.Groups(h.Tellings, nil)...)
	}
	return scoreGroups(heard, groups, last), nil
}

// TeachPairs teaches what each piece of evidence counts for.
func TeachPairs(lessons []learn.Lesson, before *link.Weights, variance float64) (*link.Weights, error) {
	choices := before.Choices()
	choices[link.PairDecision] = learn.Teach(lessons, choices[link.PairDecision], variance)
	return link.NewWeights(choices)
}

func (c *Corpus) ScoreTopics(w *link.Weights, topics map[string]bool) *CoreferenceScore { return c.score1(w, topics) }
