package learn

// A Perceptron is an averaged perceptron in training. It is deterministic: the
// same examples in the same order give the same model.
type Perceptron struct {
	classes []string
	rows    map[Feature][]weight
	step    int64 // examples seen
}

// A weight is that of one feature for one class.
type weight struct {
	now   int32 // at present
	since int64 // the step at which it became so
	sum   int64 // over the steps before
}

// NewPerceptron begins to train a model with these classes.
func NewPerceptron(classes []string) *Perceptron {
	return &Perceptron{classes: classes, rows: map[Feature][]weight{}}
}

// Learn takes one example: its features and the number of its class. It gives the
// class that was guessed before learning from it. Room is for the scores, one
// for each class, and is written over.
func (p *Perceptron) Learn(features []Feature, truth int, room []int32) (guess int) {
	p.step++
	clear(room)
	for _, f := range features {
		for class, w := range p.rows[f] {
			room[class] += w.now
		}
	}
	guess = Best(room)
	if guess == truth {
		return guess
	}
	for _, f := range features {
		row := p.rows[f]
		if row == nil {
			row = make([]weight, len(p.classes))
			p.rows[f] = row
		}
		row[truth].add(1, p.step)
		row[guess].add(-1, p.step)
	}
	return guess
}

func (w *weight) add(n int32, step int64) {
	w.sum += int64(w.now) * (step - w.since)
	w.since = step
	w.now += n
}

// Model is what was learnt: weights averaged over all examples, those nearer to
// zero than least left out, rounded to multiples of scale.
func (p *Perceptron) Model(least, scale float64) (*Model, error) {
	weights := make(map[Feature][]float64, len(p.rows))
	for f, row := range p.rows {
		averages := make([]float64, len(row))
		kept := false
		for class, w := range row {
			w.add(0, p.step)
			average := float64(w.sum) / float64(max(p.step, 1))
			if average >= least || average <= -least {
				averages[class] = average
				kept = true
			}
		}
		if kept {
			weights[f] = averages
		}
	}
	return New(p.classes, weights, scale)
}
