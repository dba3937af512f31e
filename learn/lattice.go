package learn

import "math"

// A layout numbers the columns of a segmenter's weights, and the states in which a sequence is
// left by what came before. For each label there are three columns for a token (the segment
// begins with it, takes it in, ends with it), and one for the whole segment; and one for
// a token of no segment.
type layout struct {
	longest []int // of each label: how many tokens a segment may have
}

func (l layout) labels() int       { return len(l.longest) }
func (l layout) begin(k int) int   { return 3 * k }
func (l layout) inside(k int) int  { return 3*k + 1 }
func (l layout) end(k int) int     { return 3*k + 2 }
func (l layout) none() int         { return 3 * l.labels() }
func (l layout) tokenColumns() int { return 3*l.labels() + 1 }

// A state is the label of the last segment, that of the one before it, and whether tokens of none
// have come since. Labels count from 1 here; 0 is none.
func (l layout) state(last, before, gap int) int { return (last*(l.labels()+1)+before)*2 + gap }
func (l layout) states() int                     { return 2 * (l.labels() + 1) * (l.labels() + 1) }
func (l layout) lastOf(state int) int            { return state / 2 / (l.labels() + 1) }

// A lattice is all the ways to cut one sequence into segments, each with its score.
type lattice struct {
	layout
	n     int
	token [][]float64   // by token and column
	after [][][]float64 // by token, state and label, the last of them none: of what begins at the token
	whole func(from, to int, scores []float64)

	sums    [][]float64 // of the inside columns: by label, up to a token
	segment [][]float64 // by label: the score of tokens [from, to), at from*longest + to-from-1
	alpha   [][]float64 // by token and state: log of the sum over all ways to come there
	beta    [][]float64 // likewise, to go on from there
	opened  [][]float64 // by label and last label: log of the sum over the ways to open a segment at a token
	closed  [][]float64 // likewise, over the ways to go on from its opening
	total   float64     // log of the sum over all ways
}

// leastShare is the log of the share below which a way is passed over.
const leastShare = -18

// weigh sets the scores of the segments.
func (l *lattice) weigh() {
	k := l.labels()
	l.sums, l.segment = make([][]float64, k), make([][]float64, k)
	widest := 0
	for label := range k {
		l.sums[label] = make([]float64, l.n+1)
		for i := range l.n {
			l.sums[label][i+1] = l.sums[label][i] + l.token[i][l.inside(label)]
		}
		l.segment[label] = make([]float64, l.n*l.longest[label])
		widest = max(widest, l.longest[label])
	}
	scores := make([]float64, k)
	for from := range l.n {
		for to := from + 1; to <= min(l.n, from+widest); to++ {
			clear(scores)
			l.whole(from, to, scores)
			for label, longest := range l.longest {
				if to-from <= longest {
					l.segment[label][from*longest+to-from-1] = scores[label] + l.token[from][l.begin(label)] +
						l.token[to-1][l.end(label)] + l.sums[label][to] - l.sums[label][from]
				}
			}
		}
	}
}

// adder adds numbers that are held as logs.
type adder struct{ most, sum float64 }

func newAdder() adder { return adder{math.Inf(-1), 0} }

func (a *adder) add(x float64) {
	switch {
	case x <= a.most+leastShare && a.sum > 0, math.IsInf(x, -1):
	case x <= a.most:
		a.sum += math.Exp(x - a.most)
	default:
		a.sum = a.sum*math.Exp(a.most-x) + 1
		a.most = x
	}
}

func (a *adder) log() float64 {
	if a.sum == 0 {
		return math.Inf(-1)
	}
	return a.most + math.Log(a.sum)
}

// sweep sums over all ways, from both ends.
func (l *lattice) sweep() {
	l.weigh()
	k, states := l.labels(), l.states()
	rows := func() [][]float64 {
		all := make([][]float64, l.n+1)
		room := make([]float64, (l.n+1)*states)
		for i := range all {
			all[i] = room[i*states : (i+1)*states]
		}
		return all
	}
	l.alpha, l.beta = rows(), rows()
	l.opened, l.closed = make([][]float64, k*(k+1)), make([][]float64, k*(k+1))
	for i := range l.opened {
		l.opened[i], l.closed[i] = make([]float64, l.n+1), make([]float64, l.n+1)
	}
	for at := 0; at <= l.n; at++ {
		l.arrive(at)
	}
	for at := l.n; at >= 0; at-- {
		l.depart(at)
	}
	end := newAdder()
	for s := range states {
		end.add(l.alpha[l.n][s])
	}
	l.total = end.log()
}

// arrive sums over the ways to come to a token, and to open a segment there.
func (l *lattice) arrive(at int) {
	k := l.labels()
	here := l.alpha[at]
	for s := range here {
		here[s] = math.Inf(-1)
	}
	if at == 0 {
		here[l.state(0, 0, 1)] = 0
	} else {
		for last := 0; last <= k; last++ {
			for before := 0; before <= k; before++ {
				sum := newAdder()
				for gap := range 2 {
					s := l.state(last, before, gap)
					sum.add(l.alpha[at-1][s] + l.token[at-1][l.none()] + l.after[at-1][s][k])
				}
				here[l.state(last, before, 1)] = sum.log()
			}
		}
		for label, longest := range l.longest {
			for before := 0; before <= k; before++ {
				sum := newAdder()
				opened := l.opened[label*(k+1)+before]
				for from := at - 1; from >= max(0, at-longest); from-- {
					sum.add(opened[from] + l.segment[label][from*longest+at-from-1])
				}
				here[l.state(label+1, before, 0)] = sum.log()
			}
		}
	}
	if at == l.n {
		return
	}
	for label := range k {
		for last := 0; last <= k; last++ {
			sum := newAdder()
			for before := 0; before <= k; before++ {
				for gap := range 2 {
					s := l.state(last, before, gap)
					sum.add(here[s] + l.after[at][s][label])
				}
			}
			l.opened[label*(k+1)+last][at] = sum.log()
		}
	}
}

// depart sums over the ways to go on from a token.
func (l *lattice) depart(at int) {
	if at == l.n {
		return // nothing is left: log 1
	}
	k := l.labels()
	for label, longest := range l.longest {
		for last := 0; last <= k; last++ {
			sum, next := newAdder(), l.state(label+1, last, 0)
			for to := at + 1; to <= min(l.n, at+longest); to++ {
				sum.add(l.segment[label][at*longest+to-at-1] + l.beta[to][next])
			}
			l.closed[label*(k+1)+last][at] = sum.log()
		}
	}
	for last := 0; last <= k; last++ {
		for before := 0; before <= k; before++ {
			for gap := range 2 {
				s := l.state(last, before, gap)
				sum := newAdder()
				sum.add(l.token[at][l.none()] + l.after[at][s][k] + l.beta[at+1][l.state(last, before, 1)])
				for label := range k {
					sum.add(l.after[at][s][label] + l.closed[label*(k+1)+last][at])
				}
				l.beta[at][s] = sum.log()
			}
		}
	}
}

// opens gives the share of the ways on which, after a state, a segment of a label begins at a token;
// for the label after the last, on which the token is of none.
func (l *lattice) opens(at, state, label int) float64 {
	k := l.labels()
	way := l.alpha[at][state] + l.after[at][state][label] - l.total
	if label == k {
		last, before := l.lastOf(state), state/2%(k+1)
		return math.Exp(way + l.token[at][l.none()] + l.beta[at+1][l.state(last, before, 1)])
	}
	return math.Exp(way + l.closed[label*(k+1)+l.lastOf(state)][at])
}

// each gives the segments that hold more than a share of all ways.
func (l *lattice) each(least float64, give func(label, from, to int, share float64)) {
	k := l.labels()
	for label, longest := range l.longest {
		for last := 0; last <= k; last++ {
			opened, closed, next := l.opened[label*(k+1)+last], l.closed[label*(k+1)+last], l.state(label+1, last, 0)
			for from := range l.n {
				if opened[from]+closed[from]-l.total < math.Log(least) {
					continue
				}
				for to := from + 1; to <= min(l.n, from+longest); to++ {
					share := opened[from] + l.segment[label][from*longest+to-from-1] + l.beta[to][next] - l.total
					if share > math.Log(least) {
						give(label, from, to, math.Exp(share))
					}
				}
			}
		}
	}
}
