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
	rate     float64
}

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
func (t *table) settle(rate float64) {
	for _, at := range t.touched {
		if t.sums[at] != 0 {
			t.weights[at].pull(t.sums[at], rate)
			t.sums[at] = 0
		}
	}
	t.touched = t.touched[:0]
}

// A paced is a weight and how much it has been pulled about.
type paced struct{ weight, pulls float32 }

// pull moves a weight.
func (p *paced) pull(gradient, rate float64) {
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
	t := &SegmentTrainer{names: slices.Clone(labels), layout: layout{slices.Clone(longest)}, numbers: map[Feature]uint32{}, rate: 0.15}
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
		l := lesson{sequence: e.Sequence, segments: e.Segments}
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
		l.sequence.Tokens = nil // by number now
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
	t.after = newTable(t.states() * AfterKinds * (t.layout.labels() + 1))
	t.whole = newTable(WholeKinds * t.layout.labels())
	return t, nil
}

// Round goes once through all examples, in an order drawn by its number. It gives the mean
// of the logs of how likely their segments were, before learning from each.
func (t *SegmentTrainer) Round(number int) float64 {
	order := rand.New(rand.NewPCG(uint64(number), 1)).Perm(len(t.examples))
	sum := 0.0
	for _, i := range order {
		sum += t.learn(&t.examples[i])
	}
	return sum / float64(max(1, len(t.examples)))
}

// learn takes one step.
func (t *SegmentTrainer) learn(e *lesson) float64 {
	if len(e.tokens) == 0 {
		return 0
	}
	k := t.layout.labels()
	l := &lattice{layout: t.layout, n: len(e.tokens)}
	for _, numbers := range e.tokens {
		row := make([]float64, t.tokenColumns())
		for _, n := range numbers {
			for c := range row {
				row[c] += float64(t.token[n][c].weight)
			}
		}
		l.token = append(l.token, row)
	}
	l.after = make([][][]float64, l.n)
	for i, kinds := range e.sequence.After {
		l.after[i] = make([][]float64, t.states())
		room := make([]float64, t.states()*(k+1))
		for s := range l.after[i] {
			row := room[s*(k+1) : (s+1)*(k+1)]
			for _, a := range kinds {
				at := (s*AfterKinds + int(a)) * (k + 1)
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
	l.sweep()

	// what was, less what was expected
	token := make([][]float64, l.n)
	for i := range token {
		token[i] = make([]float64, t.tokenColumns())
	}
	pullWhole := func(label, from, to int, gradient float64) {
		room = e.sequence.Whole(from, to, room[:0])
		for _, kind := range room {
			t.whole.gather(int(kind)*k+label, gradient)
		}
		token[from][t.begin(label)] += gradient
		token[to-1][t.end(label)] += gradient
		for i := from; i < to; i++ {
			token[i][t.inside(label)] += gradient
		}
	}
	pullAfter := func(at, state, label int, gradient float64) {
		for _, a := range e.sequence.After[at] {
			t.after.gather((state*AfterKinds+int(a))*(k+1)+label, gradient)
		}
		if label == k {
			token[at][t.none()] += gradient
		}
	}
	score := 0.0
	state, at := t.state(0, 0, 1), 0
	rest := e.segments
	for at < l.n {
		last, before := t.lastOf(state), state/2%(k+1)
		if len(rest) > 0 && rest[0].From == at {
			s := rest[0]
			rest = rest[1:]
			score += l.after[at][state][s.Label] + l.segment[s.Label][at*t.longest[s.Label]+s.To-at-1]
			pullAfter(at, state, s.Label, 1)
			pullWhole(s.Label, s.From, s.To, 1)
			state, at = t.state(s.Label+1, last, 0), s.To
			continue
		}
		score += l.token[at][t.none()] + l.after[at][state][k]
		pullAfter(at, state, k, 1)
		state = t.state(last, before, 1)
		at++
	}
	for at := range l.n {
		for state := range t.states() {
			if math.IsInf(l.alpha[at][state], -1) || l.alpha[at][state]+l.beta[at][state]-l.total < -8 {
				continue
			}
			for label := range k + 1 {
				if share := l.opens(at, state, label); share > leastPull {
					pullAfter(at, state, label, -share)
				}
			}
		}
	}
	l.each(leastPull, func(label, from, to int, share float64) { pullWhole(label, from, to, -share) })
	t.whole.settle(t.rate)
	t.after.settle(t.rate)
	for i, numbers := range e.tokens {
		for c, gradient := range token[i] {
			if gradient > leastPull || gradient < -leastPull {
				for _, n := range numbers {
					t.token[n][c].pull(gradient, t.rate)
				}
			}
		}
	}
	return score - l.total
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
	k := t.layout.labels()
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
