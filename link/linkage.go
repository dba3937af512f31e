package link

import (
	"math"

	"dateline"
)

// A linkage is a partition under way: at first each telling is a set of its own.
type linkage struct {
	weights *Weights
	clear   int // the first so many tellings are told with their day and their town
	members [][]*view
	done    []bool      // sets that are now part of another, or that nothing may be put with
	fits    [][]float64 // by two sets, the sum over all pairs of their tellings; never where something parts them
	holding [][]int     // by two sets, how many of those pairs fit by themselves
	best    []int       // by set, the one after it that fits it best of those that fit at all; -1 for none
}

// never is the fit of what cannot be one incident: a report tells of both, or an editor has put
// them in two or keeps them apart.
var never = math.Inf(-1)

// newLinkage begins with the tellings that editors have put together as one set.
func newLinkage(w *Weights, tellings []*view, clear int, rulings dateline.Rulings) *linkage {
	n := len(tellings)
	l := &linkage{weights: w, clear: clear, members: make([][]*view, n), done: make([]bool, n), fits: make([][]float64, n), holding: make([][]int, n), best: make([]int, n)}
	fits, holding := make([]float64, n*n), make([]int, n*n)
	for i, t := range tellings {
		l.fits[i], fits = fits[:n], fits[n:]
		l.holding[i], holding = holding[:n], holding[n:]
		l.members[i] = []*view{t}
	}
	for i, a := range tellings {
		ruled := rulings.In[a.key]
		for j, b := range tellings[:i] {
			fit := never
			if other := rulings.In[b.key]; a.Report != b.Report && (ruled == "" || other == "" || ruled == other) && !rulings.Parts(a.key, b.key) {
				fit = w.score(a, b)
			}
			l.fits[i][j], l.fits[j][i] = fit, fit
			if fit > w.least {
				l.holding[i][j], l.holding[j][i] = 1, 1
			}
		}
	}
	settled := map[string]int{}
	for i, t := range tellings {
		id := rulings.In[t.key]
		if first, ok := settled[id]; ok && id != "" {
			l.merge(first, i)
		} else {
			settled[id] = i
		}
	}
	return l
}

// mean is how well two sets fit, in the mean of all pairs of their tellings; never, if most pairs do
// not fit by themselves.
func (l *linkage) mean(i, j int) float64 {
	pairs := len(l.members[i]) * len(l.members[j])
	if 2*l.holding[i][j] < pairs {
		return never
	}
	return l.fits[i][j] / float64(pairs)
}

// join brings the first so many sets together as long as any two fit.
func (l *linkage) join(number int) {
	for i := range number {
		l.look(i, number)
	}
	for {
		first := -1
		for i := range number {
			if !l.done[i] && l.best[i] >= 0 && (first < 0 || l.mean(i, l.best[i]) > l.mean(first, l.best[first])) {
				first = i
			}
		}
		if first < 0 {
			return
		}
		second := l.best[first]
		if l.doubtful(first, second) {
			l.done[second] = true // it is vague: those come last
		} else {
			l.merge(first, second)
		}
		for i := range first {
			if fit := l.mean(i, first); l.best[i] != first && l.best[i] != second && !l.done[i] && fit > l.weights.least && (l.best[i] < 0 || fit > l.mean(i, l.best[i])) {
				l.best[i] = first
			}
		}
		for i := range second {
			if l.best[i] == first || l.best[i] == second || i == first {
				l.look(i, number)
			}
		}
	}
}

// look finds the set after another that fits it best.
func (l *linkage) look(i, number int) {
	l.best[i] = -1
	if l.done[i] {
		return
	}
	most := l.weights.least
	for j := i + 1; j < number; j++ {
		if fit := l.mean(i, j); !l.done[j] && fit > most {
			l.best[i], most = j, fit
		}
	}
}

// doubtful tells whether a set of vague tellings might as well be put with another than the one
// that fits it best.
func (l *linkage) doubtful(clear, vague int) bool {
	if clear >= l.clear || vague < l.clear {
		return false
	}
	for other := range l.clear {
		fit := l.mean(other, vague)
		if other != clear && !l.done[other] && fit > l.weights.least && fit > l.mean(clear, vague)-l.weights.ahead {
			return true
		}
	}
	return false
}

// merge puts the second set into the first.
func (l *linkage) merge(first, second int) {
	l.members[first] = append(l.members[first], l.members[second]...)
	l.members[second], l.done[second] = nil, true
	for k := range l.members {
		if k != first {
			l.fits[first][k] += l.fits[second][k]
			l.fits[k][first] = l.fits[first][k]
			l.holding[first][k] += l.holding[second][k]
			l.holding[k][first] = l.holding[first][k]
		}
	}
}

// sets gives the sets that there are now.
func (l *linkage) sets() [][]*view {
	var sets [][]*view
	for _, members := range l.members {
		if len(members) > 0 {
			sets = append(sets, members)
		}
	}
	return sets
}
