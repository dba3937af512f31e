package learn

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A SegmentTrainer teaches a Segmenter: it makes the segments of its examples likely, by
// steps along the gradient, each weight at its own pace (AdaGrad). The same examples
// in the same order give the same segmenter.
type SegmentTrainer struct {
	names []string
	layout
	numbers  map[Feature]uint32 // of the features that are common enough
	features []Feature          // by number
	examples []lesson
	token    [][]paced // by number of the feature, then by column
	after    *table    // by state, number of Sequence.After and label
	whole    *table    // by number of Sequence.Whole and label
	random   *rand.Rand
}

// How a segmenter is taught.
const (
	rate   = 0.1 // how far a weight moves at first
	unseen = 0.2 // the share of what is seen of a token that is passed over, drawn anew each time, so that no feature is relied on alone
)

// A table is weights and what is to pull at them, gathered over one example.
type table struct {
	weights []paced
	sums    []float64
	touched []int
}

func newTable(n int) *table { return &table{weights: make([]paced, n), sums: make([]float64, n)} }

// gather adds to what is to pull at a weight.
func (t *table) gather(at int, gradient float64) {
	if t.sums[at] == 0 {
		t.touched = append(t.touched, at)
	}
	t.sums[at] += gradient
}

// settle pulls at all weights.
func (t *table) settle() {
	for _, at := range t.touched {
		if t.sums[at] != 0 {
			t.weights[at].pull(t.sums[at])
			t.sums[at] = 0
		}
	}
	t.touched = t.touched[:0]
}

// A paced is a weight and how much it has been pulled about.
type paced struct{ weight, pulls float32 }

// pull moves a weight.
func (p *paced) pull(gradient float64) {
	p.pulls += float32(gradient * gradient)
	p.weight += float32(rate * gradient / math.Sqrt(float64(p.pulls)+1))
}

// A lesson is an example with its features by number.
type lesson struct {
	tokens   [][]uint32
	sequence *Sequence
	segments []Segment
}

// An Example is a sequence with its segments, in order; none overlap.
type Example struct {
	Sequence *Sequence
	Segments []Segment
}

// NewSegmentTrainer prepares to teach a segmenter with these labels, whose segments are no longer
// than so many tokens. Features that are seen fewer than least times are left out. Longer
// segments of an example must have been left out of it, too.
func NewSegmentTrainer(labels []string, longest []int, examples []Example, least int) (*SegmentTrainer, error) {
	t := &SegmentTrainer{names: slices.Clone(labels), layout: layout{slices.Clone(longest)}, numbers: map[Feature]uint32{}}
	counts := map[Feature]int32{}
	for _, e := range examples {
		if err := t.check(e.Sequence, e.Segments); err != nil {
			return nil, err
		}
		for _, features := range e.Sequence.Tokens {
			for _, f := range features {
				counts[f]++
			}
		}
	}
	for _, e := range examples {
		l := lesson{sequence: &Sequence{After: e.Sequence.After, Whole: e.Sequence.Whole}, segments: e.Segments} // its tokens by number
		for _, features := range e.Sequence.Tokens {
			var numbers []uint32
			for _, f := range features {
				if int(counts[f]) < least {
					continue
				}
				n, ok := t.numbers[f]
				if !ok {
					n = uint32(len(t.features))
					t.numbers[f] = n
					t.features = append(t.features, f)
				}
				numbers = append(numbers, n)
			}
			l.tokens = append(l.tokens, numbers)
		}
		t.examples = append(t.examples, l)
	}
	rows := func(n, columns int) [][]paced {
		all, room := make([][]paced, n), make([]paced, n*columns)
		for i := range all {
			all[i] = room[i*columns : (i+1)*columns]
		}
		return all
	}
	t.token = rows(len(t.features), t.tokenColumns())
	t.after = newTable(t.states() * AfterKinds * (t.labels() + 1))
	t.whole = newTable(WholeKinds * t.labels())
	return t, nil
}

// Round goes once through all examples, in an order drawn by its number. It gives the mean
// of the logs of how likely their segments were, before learning from each.
func (t *SegmentTrainer) Round(number int) float64 {
	t.random = rand.New(rand.NewPCG(uint64(number), 1))
	order := t.random.Perm(len(t.examples))
	sum := 0.0
	for _, i := range order {
		sum += t.learn(&t.examples[i])
	}
	return sum / float64(max(1, len(t.examples)))
}

// learn takes one step, and gives the log of how likely the segments were before it.
func (t *SegmentTrainer) learn(e *lesson) float64 {
	if len(e.tokens) == 0 {
		return 0
	}
	l, seen := t.lattice(e)
	l.sweep()
	g := &gradient{trainer: t, lesson: e, token: make([][]float64, l.n)}
	for i := range g.token {
		g.token[i] = make([]float64, t.tokenColumns())
	}
	score := g.addTruth(l)
	g.takeExpected(l)
	t.whole.settle()
	t.after.settle()
	for i, numbers := range seen {
		for c, pull := range g.token[i] {
			if pull > leastPull || pull < -leastPull {
				for _, n := range numbers {
					t.token[n][c].pull(pull)
				}
			}
		}
	}
	return score - l.total
}

// lattice weighs an example by what has been learnt so far, and gives the features that were
// looked at of each token.
func (t *SegmentTrainer) lattice(e *lesson) (l *lattice, seen [][]uint32) {
	l = &lattice{layout: t.layout, n: len(e.tokens), after: make([][][]float64, len(e.tokens))}
	seen = make([][]uint32, l.n)
	k := t.labels()
	for i, numbers := range e.tokens {
		row := make([]float64, t.tokenColumns())
		for _, n := range numbers {
			if t.random.Float64() < unseen {
				continue
			}
			seen[i] = append(seen[i], n)
			for c := range row {
				row[c] += float64(t.token[n][c].weight)
			}
		}
		l.token = append(l.token, row)
	}
	for i, kinds := range e.sequence.After {
		l.after[i] = make([][]float64, t.states())
		room := make([]float64, t.states()*(k+1))
		for s := range l.after[i] {
			row := room[s*(k+1) : (s+1)*(k+1)]
			for _, a := range kinds {
				at := t.afterAt(s, a)
				for c := range row {
					row[c] += float64(t.after.weights[at+c].weight)
				}
			}
			l.after[i][s] = row
		}
	}
	var room []uint16
	l.whole = func(from, to int, scores []float64) {
		room = e.sequence.Whole(from, to, room[:0])
		for _, kind := range room {
			for c := range scores {
				scores[c] += float64(t.whole.weights[int(kind)*k+c].weight)
			}
		}
	}
	return l, seen
}

// afterAt is where the weights of a number of Sequence.After stand, after a state.
func (t *SegmentTrainer) afterAt(state int, kind uint16) int {
	return (state*AfterKinds + int(kind)) * (t.labels() + 1)
}

// A gradient is what pulls at the weights: what was true, less what was expected.
type gradient struct {
	trainer *SegmentTrainer
	lesson  *lesson
	token   [][]float64 // by token and column
	room    []uint16
}

// add pulls towards a segment, or by a negative share away from it.
func (g *gradient) add(label, from, to int, share float64) {
	t := g.trainer
	g.room = g.lesson.sequence.Whole(from, to, g.room[:0])
	for _, kind := range g.room {
		t.whole.gather(int(kind)*t.labels()+label, share)
	}
	g.token[from][t.begin(label)] += share
	g.token[to-1][t.end(label)] += share
	for i := from; i < to; i++ {
		g.token[i][t.inside(label)] += share
	}
}

// addAfter pulls towards a label at a token after a state: that after the last is none.
func (g *gradient) addAfter(at, state, label int, share float64) {
	t := g.trainer
	for _, kind := range g.lesson.sequence.After[at] {
		t.after.gather(t.afterAt(state, kind)+label, share)
	}
	if label == t.labels() {
		g.token[at][t.none()] += share
	}
}

// addTruth pulls towards the segments of the example, and gives their score.
func (g *gradient) addTruth(l *lattice) (score float64) {
	t, k := g.trainer, g.trainer.labels()
	rest := g.lesson.segments
	for state, at := t.state(0, 0, 1), 0; at < l.n; {
		last, before := t.lastOf(state), state/2%(k+1)
		if len(rest) == 0 || rest[0].From > at {
			score += l.token[at][t.none()] + l.after[at][state][k]
			g.addAfter(at, state, k, 1)
			state = t.state(last, before, 1)
			at++
			continue
		}
		s := rest[0]
		rest = rest[1:]
		score += l.after[at][state][s.Label] + l.segment[s.Label][at*t.longest[s.Label]+s.To-at-1]
		g.addAfter(at, state, s.Label, 1)
		g.add(s.Label, s.From, s.To, 1)
		state, at = t.state(s.Label+1, last, 0), s.To
	}
	return score
}

// takeExpected pulls away from all ways, by their shares.
func (g *gradient) takeExpected(l *lattice) {
	t := g.trainer
	for at := range l.n {
		for state := range t.states() {
			if l.alpha[at][state]+l.beta[at][state]-l.total < math.Log(leastPull) {
				continue
			}
			for label := range t.labels() + 1 {
				if share := l.opens(at, state, label); share > leastPull {
					g.addAfter(at, state, label, -share)
				}
			}
		}
	}
	l.each(leastPull, func(label, from, to int, share float64) { g.add(label, from, to, -share) })
}

// leastPull is the share of all ways below which nothing is learnt from one.
const leastPull = 1e-3

// Segmenter is what was learnt. Weights are rounded to multiples of scale.
func (t *SegmentTrainer) Segmenter(scale float64) (*Segmenter, error) {
	weights := map[Feature][]float64{}
	classes := classNames(t.names, t.longest)
	put := func(f Feature, row []paced, column func(int) int) {
		all := make([]float64, len(classes))
		some := false
		for c, w := range row {
			if w.weight != 0 {
				all[column(c)], some = float64(w.weight), true
			}
		}
		if some {
			weights[f] = all
		}
	}
	for n, f := range t.features {
		put(f, t.token[n], func(c int) int { return c })
	}
	k := t.labels()
	for i := range t.states() * AfterKinds {
		put(afterFeature(i/AfterKinds, i%AfterKinds), t.after.weights[i*(k+1):(i+1)*(k+1)], t.begin)
	}
	for i := range WholeKinds {
		put(wholeFeature(i), t.whole.weights[i*k:(i+1)*k], t.begin)
	}
	m, err := New(classes, weights, scale)
	if err != nil {
		return nil, err
	}
	return newSegmenter(m)
}
