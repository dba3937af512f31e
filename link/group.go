package link

import (
	"cmp"
	"math"
	"slices"

	"dateline"
)

// asked is what a fit must reach.
type asked struct {
	joins float64 // for two tellings with a day and a town to be one incident
	leans float64 // for a telling without them to be put with the incident that it fits best
	ahead float64 // and by how much better than any other
	holds float64 // the share of the pairs of two groups that must fit by themselves for the groups to be one
	veto  float64 // below which two tellings part the groups that they are in
}

// Groups parts tellings into incidents. Rulings are what editors have settled: by a telling's
// key, the id of the incident that it is in, whatever the tellings say. The outcome depends on the tellings and the
// rulings alone, not on their order. Tellings of status generic, hypothetical or denied are
// no incidents; they are left out.
func Groups(tellings []*dateline.Telling, rulings map[string]string) []dateline.Group {
	return Taught().Groups(tellings, rulings)
}

// Groups parts tellings into incidents, as the function of that name does.
func (w *Weights) Groups(tellings []*dateline.Telling, rulings map[string]string) []dateline.Group {
	var clear, vague []*view
	for _, t := range tellings {
		switch {
		case !Counts(&t.Event):
		case Clear(&t.Event) || rulings[t.Key()] != "":
			clear = append(clear, newView(t))
		default:
			vague = append(vague, newView(t))
		}
	}
	g := &grouping{weights: w, asked: w.asked, rulings: rulings, scores: map[[2]*view]float64{}}
	g.join(clear, g.joins)
	g.lean(vague)
	return g.groups()
}

// Counts tells whether an event is one that took place, or was to: of which there can be
// an incident.
func Counts(e *dateline.Event) bool {
	switch e.Status {
	case dateline.Generic, dateline.Hypothetical, dateline.Denied:
		return false
	}
	return true
}

// Clear tells whether an event is told with its day and its town, so that others can be
// held against it.
func Clear(e *dateline.Event) bool {
	return e.Time.Resolved() && ofDay(e.Time) && exact(e.Place)
}

// A grouping is a partition under way.
type grouping struct {
	weights *Weights
	asked
	rulings map[string]string
	sets    [][]*view
	scores  map[[2]*view]float64
}

func (g *grouping) score(a, b *view) float64 {
	if a.key > b.key {
		a, b = b, a
	}
	pair := [2]*view{a, b}
	n, known := g.scores[pair]
	if !known {
		n = g.weights.score(a, b)
		g.scores[pair] = n
	}
	return n
}

// An edge is two tellings that fit.
type edge struct {
	a, b  int
	score float64
}

// join brings tellings together, those that fit best first, unless something parts them.
func (g *grouping) join(tellings []*view, least float64) {
	slices.SortFunc(tellings, func(a, b *view) int { return cmp.Compare(a.key, b.key) })
	set := make([]int, len(tellings)) // by telling
	members := make([][]int, len(tellings))
	settled := map[string]int{}
	for i, t := range tellings {
		set[i], members[i] = i, []int{i}
		if id := g.rulings[t.key]; id != "" {
			if first, ok := settled[id]; ok {
				members[first] = append(members[first], i)
				members[i], set[i] = nil, first
			} else {
				settled[id] = i
			}
		}
	}
	var edges []edge
	for i, a := range tellings {
		for j := i + 1; j < len(tellings); j++ {
			if n := g.score(a, tellings[j]); n >= least {
				edges = append(edges, edge{i, j, n})
			}
		}
	}
	slices.SortStableFunc(edges, func(x, y edge) int { return cmp.Compare(y.score, x.score) })
	for _, e := range edges {
		a, b := set[e.a], set[e.b]
		if a == b || g.parted(tellings, members[a], members[b]) {
			continue
		}
		a, b = min(a, b), max(a, b)
		members[a] = append(members[a], members[b]...)
		for _, i := range members[b] {
			set[i] = a
		}
		members[b] = nil
	}
	for _, m := range members {
		var s []*view
		for _, i := range m {
			s = append(s, tellings[i])
		}
		if len(s) > 0 {
			g.sets = append(g.sets, s)
		}
	}
}

// parted tells whether two sets cannot be one incident: a report tells of both, an
// editor has put them in two, two of them do not fit at all, or too few pairs of them fit.
func (g *grouping) parted(tellings []*view, as, bs []int) bool {
	ruledA, ruledB := "", ""
	for _, i := range as {
		ruledA = cmp.Or(ruledA, g.rulings[tellings[i].key])
	}
	for _, j := range bs {
		ruledB = cmp.Or(ruledB, g.rulings[tellings[j].key])
	}
	if ruledA != "" && ruledB != "" && ruledA != ruledB {
		return true
	}
	fits := 0
	for _, i := range as {
		for _, j := range bs {
			a, b := tellings[i], tellings[j]
			n := g.score(a, b)
			if a.Report == b.Report || n < g.veto {
				return true
			}
			if n >= g.joins {
				fits++
			}
		}
	}
	// One pair that fits does not make up for many that hardly do: a report that mixes up two
	// incidents would draw them together.
	return float64(fits) < g.holds*float64(len(as)*len(bs))
}

// lean puts each telling that lacks a day or a town with the set that it fits best, if
// no other comes near, and brings together those that are left.
func (g *grouping) lean(tellings []*view) {
	slices.SortFunc(tellings, func(a, b *view) int { return cmp.Compare(a.key, b.key) })
	clear := len(g.sets)
	leaning := make([][]*view, clear)
	var left []*view
	for _, t := range tellings {
		best, most, second := -1, math.Inf(-1), math.Inf(-1)
		for i, set := range g.sets[:clear] {
			score, part := math.Inf(-1), false
			for _, o := range set {
				n := g.score(t, o)
				score, part = max(score, n), part || n < g.veto || o.Report == t.Report
			}
			if part {
				continue
			}
			if best < 0 || score > most {
				best, most, second = i, score, most
			} else {
				second = max(second, score)
			}
		}
		if best >= 0 && most >= g.leans && most >= second+g.ahead {
			leaning[best] = append(leaning[best], t)
			continue
		}
		left = append(left, t)
	}
	for i, more := range leaning {
		for _, t := range more {
			if !slices.ContainsFunc(g.sets[i], func(o *view) bool { return o.Report == t.Report }) {
				g.sets[i] = append(g.sets[i], t)
			} else {
				left = append(left, t) // one report tells of the incident once
			}
		}
	}
	g.join(left, g.joins)
}

// groups gives the sets, by the keys of their first members.
func (g *grouping) groups() []dateline.Group {
	var out []dateline.Group
	for _, set := range g.sets {
		slices.SortFunc(set, func(a, b *view) int { return cmp.Compare(a.key, b.key) })
		var group dateline.Group
		for _, t := range set {
			l := dateline.Link{Telling: t.key, By: dateline.Machine, Reasons: []string{}}
			var best *view
			for _, o := range set {
				if o != t && (best == nil || g.score(t, o) > g.score(t, best)) {
					best = o
				}
			}
			if best != nil {
				fit := g.weights.Compare(t.Telling, best.Telling)
				l.Score, l.Reasons = fit.Score, fit.For()
			}
			group.Links = append(group.Links, l)
			group.Settled = cmp.Or(group.Settled, g.rulings[t.key])
		}
		out = append(out, group)
	}
	slices.SortFunc(out, func(a, b dateline.Group) int { return cmp.Compare(a.Links[0].Telling, b.Links[0].Telling) })
	return out
}
