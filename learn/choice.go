package learn

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// An Option is one thing in a text that speaks for an answer, with what is seen of it.
// Several options may speak for the same answer.
type Option struct {
	Answer   string
	Features []string // their names, such as "at=lead"; each counts once
}

// A Choice weighs options. An option counts for e to the sum of its features'
// weights, and an answer for the sum of its options: a log-linear model, pooled by answer.
type Choice map[string]float64

// Weigh gives what an option counts for; 1 if none of its features has a weight.
func (c Choice) Weigh(o *Option) float64 {
	sum := 0.0
	for _, f := range o.Features {
		sum += c[f]
	}
	return math.Exp(min(sum, 50))
}

// Sums gives what each answer counts for.
func (c Choice) Sums(options []Option) map[string]float64 {
	sums := map[string]float64{}
	for i := range options {
		sums[options[i].Answer] += c.Weigh(&options[i])
	}
	return sums
}

// Answer gives the answer that counts for most, the first in order of equals; ok is false
// if there are no options.
func Answer(sums map[string]float64) (answer string, ok bool) {
	for _, a := range slices.Sorted(maps.Keys(sums)) {
		if !ok || sums[a] > sums[answer] {
			answer, ok = a, true
		}
	}
	return answer, ok
}

// Pick gives the sums of the answers, the answer that counts for most, and the option of it
// that counts for most by itself, as an index; -1 if there are no options.
func (c Choice) Pick(options []Option) (sums map[string]float64, answer string, strongest int) {
	sums, strongest = c.Sums(options), -1
	answer, _ = Answer(sums)
	most := 0.0
	for i := range options {
		if w := c.Weigh(&options[i]); options[i].Answer == answer && (strongest < 0 || w > most) {
			strongest, most = i, w
		}
	}
	return sums, answer, strongest
}

// A Lesson is a choice that somebody has made, and where.
type Lesson struct {
	Options []Option
	Right   func(answer string) bool
	Name    string
}

// Teach finds the weights under which the right answers are likeliest, with a penalty on
// going far from what was believed before (L2; variance is how far weights are expected to lie from
// there, squared; a feature that nothing was believed of is expected about 0). It goes by gradient, a fixed number of steps over all lessons at once, and so is
// deterministic. Lessons without a right option teach nothing.
func Teach(lessons []Lesson, before Choice, variance float64) Choice {
	const steps, rate, keep = 800, 0.05, 0.9
	names := map[string]int{}
	type option struct {
		features []int
		right    bool
	}
	var all [][]option
	for i := range lessons {
		var options []option
		right := 0
		for _, o := range lessons[i].Options {
			x := option{right: lessons[i].Right(o.Answer)}
			for _, f := range o.Features {
				n, ok := names[f]
				if !ok {
					n = len(names)
					names[f] = n
				}
				x.features = append(x.features, n)
			}
			if x.right {
				right++
			}
			options = append(options, x)
		}
		if right > 0 && right < len(options) {
			all = append(all, options)
		}
	}
	weights, gradient := make([]float64, len(names)), make([]float64, len(names))
	believed := make([]float64, len(names))
	for f, i := range names {
		believed[i] = before[f]
	}
	copy(weights, believed)
	mean, square := make([]float64, len(names)), make([]float64, len(names))
	for step := 1; step <= steps; step++ {
		for i, w := range weights {
			gradient[i] = (w - believed[i]) / variance
		}
		for _, options := range all {
			scores := make([]float64, len(options))
			total, right := 0.0, 0.0
			for i, o := range options {
				for _, f := range o.features {
					scores[i] += weights[f]
				}
				scores[i] = math.Exp(min(scores[i], 50))
				total += scores[i]
				if o.right {
					right += scores[i]
				}
			}
			for i, o := range options {
				push := scores[i] / total
				if o.right {
					push -= scores[i] / right
				}
				for _, f := range o.features {
					gradient[f] += push
				}
			}
		}
		for i, g := range gradient { // Adam (Kingma and Ba 2015): each weight at a rate of its own
			mean[i] = keep*mean[i] + (1-keep)*g
			square[i] = 0.999*square[i] + 0.001*g*g
			m, v := mean[i]/(1-math.Pow(keep, float64(step))), square[i]/(1-math.Pow(0.999, float64(step)))
			weights[i] -= rate * m / (math.Sqrt(v) + 1e-8)
		}
	}
	c := maps.Clone(before) // of features that no lesson has, what was believed stays
	if c == nil {
		c = Choice{}
	}
	for f, i := range names {
		if c[f] = math.Round(weights[i]*1000) / 1000; c[f] == 0 {
			delete(c, f)
		}
	}
	return c
}

// WriteChoices writes choices by name: a line "name feature weight" each, in order.
func WriteChoices(w io.Writer, choices map[string]Choice) error {
	b := bufio.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		for _, f := range slices.Sorted(maps.Keys(choices[name])) {
			fmt.Fprintf(b, "%s %s %g\n", name, f, choices[name][f])
		}
	}
	return b.Flush()
}

// ReadChoices reads what WriteChoices wrote; lines that begin with # are notes. Faults
// name the line.
func ReadChoices(file, text string) (map[string]Choice, error) {
	choices := map[string]Choice{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		if len(fields) != 3 {
			return nil, fmt.Errorf("%s:%d:1: want name, feature and weight, got %d words", file, n, len(fields))
		}
		w, err := strconv.ParseFloat(fields[2], 64)
		if err != nil || math.IsNaN(w) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("%s:%d:1: %q is no weight", file, n, fields[2])
		}
		if choices[fields[0]] == nil {
			choices[fields[0]] = Choice{}
		}
		choices[fields[0]][fields[1]] = w
	}
	return choices, nil
}
