package extract

import (
	"math"
	"strconv"
	"strings"

	"dateline"
	"dateline/lang"
)

// A Quantity is a number of any kind where it stands; a record keeps only counts.
type Quantity struct {
	dateline.Span
	Kind      QuantityKind
	Value     float64 // of a percentage, its hundredths
	Low, High int     // the bounds of a count, dateline.Open for none above; both 0 for other kinds
}

// A QuantityKind says what a number counts or measures.
type QuantityKind string

// The kinds of quantity.
const (
	Cardinal   QuantityKind = "count"
	Bounded    QuantityKind = "bounds" // a count with its bounds, "more than ten", beside the count itself
	Fraction   QuantityKind = "fraction"
	Percentage QuantityKind = "percentage"
	Ordinal    QuantityKind = "ordinal"
)

// Quantities lists the numbers of a text in their order; none for a language that the
// Reader does not know.
func (r *Reader) Quantities(text *lang.Text) []Quantity {
	report := r.open(text)
	if report == nil {
		return nil
	}
	report.readNumbers()
	var all []Quantity
	for _, s := range report.sentences {
		for i := 0; i < len(s.Tokens); {
			q, used := report.quantity(s, i)
			if used == 0 {
				_, width := report.numerals.at(s.Tokens, i)
				i += width
				continue
			}
			q.Span = s.at(i, i+used)
			all = append(all, q)
			i += used
		}
		for _, f := range s.Found() {
			if n := report.numbers; f.Kind == "number" && n[f.ID].low != n[f.ID].high {
				all = append(all, Quantity{Span: s.at(f.First, f.Last), Kind: Bounded, Low: n[f.ID].low, High: n[f.ID].high})
			}
		}
	}
	return all
}

// quantity gives the number that begins at a token and how many tokens it takes; 0 if none does.
func (r *report) quantity(s *sentence, i int) (q Quantity, used int) {
	n := r.numerals
	words, width := r.calendar.at(s.Tokens, i)
	whole, used := n.read(s.Tokens[i:])
	for _, w := range words {
		if w.kind == "nth" && (used == 0 || width > used) {
			return Quantity{Kind: Ordinal, Value: float64(number2(w.value))}, width
		}
	}
	value := float64(whole)
	first, firstWidth := n.at(s.Tokens, i)
	switch {
	case used > 0:
	case s.Tokens[i].Kind == dateline.NumberToken:
		f, err := strconv.ParseFloat(strings.ReplaceAll(separators.Replace(s.Tokens[i].Norm), ",", ""), 64)
		if err != nil {
			return q, 0
		}
		value, used = f, 1
	case first.kind == "half":
		value, used = 0.5, firstWidth
	case first.kind == "fraction":
		value, used = 1/float64(first.value), firstWidth
	case first.kind == "two-parts":
		value, used = 2/float64(first.value), firstWidth
	case first.kind == "share":
		// "في المئة 10"
		if v, more := n.read(s.Tokens[i+firstWidth:]); more > 0 && first.value == 100 {
			return Quantity{Kind: Percentage, Value: float64(v)}, firstWidth + more
		}
		return q, 0
	default:
		return q, 0
	}
	if v, more := r.decimals(s, i, used); more > 0 {
		value, used = v, used+more
	}
	q = Quantity{Kind: Cardinal, Value: value}
	if value != math.Trunc(value) {
		q.Kind = Fraction
	}
	after, more := n.at(s.Tokens, i+used)
	if after.kind == "join" && after.value > 0 && whole > 0 && whole%100 == 0 { // "the hundred and fifth"
		if last, width := r.quantity(s, i+used+more); last.Kind == Ordinal && last.Value < 100 {
			return Quantity{Kind: Ordinal, Value: value + last.Value}, used + more + width
		}
	}
	if after.kind == "join" && after.value > 0 { // "five and a quarter"
		if part, width := r.quantity(s, i+used+more); part.Kind == Fraction && part.Value < 1 {
			q.Kind, q.Value = Fraction, value+part.Value
			used += more + width
			after, more = n.at(s.Tokens, i+used)
		}
	}
	switch {
	case after.kind == "part" && after.value > 0:
		q.Kind = Fraction
		if last, _ := n.at(s.Tokens, i+used-1); used > 2 && last.kind == "count" && last.value < 10 { // "a hundred and three quarters"
			q.Value += float64(last.value)/float64(after.value) - float64(last.value)
		} else {
			q.Value /= float64(after.value)
		}
		used += more
	case after.kind == "share" && after.value == 100:
		q.Kind = Percentage
		used += more
	case i > 0 && q.Kind == Cardinal:
		if before, _ := n.at(s.Tokens[:i], i-1); before.kind == "price" && before.value == 100 { // "at a rate of 22"
			q.Kind = Percentage
		}
	}
	return q, used
}

// decimals reads the digits after a comma that the tokenizer takes for a mark ("0,08"), behind a
// number of one token.
func (r *report) decimals(s *sentence, i, used int) (value float64, more int) {
	if used != 1 || i+2 >= len(s.Tokens) || s.Tokens[i].Kind != dateline.NumberToken {
		return 0, 0
	}
	comma, rest := &s.Tokens[i+1], &s.Tokens[i+2]
	if comma.Norm != "," || !comma.Joined || !rest.Joined || rest.Kind != dateline.NumberToken {
		return 0, 0
	}
	f, err := strconv.ParseFloat(s.Tokens[i].Norm+"."+rest.Norm, 64)
	if err != nil {
		return 0, 0
	}
	return f, 2
}
