package extract

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"dateline"
	"dateline/rule"
)

// A number is a count with its bounds, as for a casualty.
type number struct {
	low, high int // high is dateline.Open for open above
	bare      int // the count without its bounds; -1 if there is none ("dozens")
}

// String writes a number as rule examples do.
func (n number) String() string {
	if n.low == n.high {
		return strconv.Itoa(n.low)
	}
	return fmt.Sprintf("%d..%d", n.low, n.high)
}

// readNumbers reads tokens; adds count (exact, in digits or words) and number
// (with its bounds).
func (r *report) readNumbers() {
	for _, s := range r.sentences {
		for i := 0; i < len(s.Tokens); {
			value, n := r.numerals.read(s.Tokens[i:])
			if n == 0 {
				i++
				continue
			}
			if r.numerals.counts(s.Tokens, i, i+n) {
				s.Add(rule.Found{Kind: "count", First: i, Last: i + n, ID: value})
			}
			i += n
		}
		won, _ := r.number.Find(s.Sentence)
		for _, m := range won {
			n, ok := bounded(s, &m)
			if times, err := strconv.Atoi(m.Literal("times")); err == nil {
				n, ok = r.again(s, &m, times)
			}
			if !ok {
				continue
			}
			s.Add(rule.Found{Kind: "number", First: m.First, Last: m.Last, ID: len(r.numbers)})
			r.numbers = append(r.numbers, n)
		}
	}
}

// again gives the number told last before a match in its sentence, some times over:
// "nine were killed and as many hurt".
func (r *report) again(s *sentence, m *rule.Match, times int) (number, bool) {
	before := s.within("number", 0, m.First)
	if len(before) == 0 {
		return number{}, false
	}
	n := r.numbers[before[len(before)-1].ID]
	if n.low == 0 || n.bare < 0 {
		return number{}, false
	}
	n.low, n.bare = n.low*times, n.bare*times
	if n.high != dateline.Open {
		n.high *= times
	}
	return n, true
}

// bounded works out low and high as the rule says.
func bounded(s *sentence, m *rule.Match) (number, bool) {
	if low, err := strconv.Atoi(m.Literal("low")); err == nil {
		n := number{low: low, high: dateline.Open, bare: -1}
		if m.Literal("high") == "exact" {
			n.high, n.bare = low, low
		}
		return n, true
	}
	f, ok := s.found(m, "count")
	if !ok {
		return number{}, false
	}
	n := exactly(f.ID).bounded(m.Literal("bound"))
	if m.Literal("bound") == "range" {
		h, ok := s.found(m, "high")
		if !ok || h.ID <= n.low {
			return number{}, false
		}
		n.high = h.ID
	}
	return n, true
}

// exactly is a count without bounds.
func exactly(c int) number { return number{low: c, high: c, bare: c} }

// bounded gives a number with the bound that a rule names; one that is no exact count
// stays as it is.
func (n number) bounded(bound string) number {
	c := n.bare
	if c < 0 || n.low != n.high {
		return n
	}
	switch bound {
	case "least":
		n.high = dateline.Open
	case "more":
		n.low, n.high = c+1, dateline.Open
	case "most":
		n.low = 0
	case "fewer":
		n.low, n.high = 0, max(c-1, 0)
	case "nearly":
		n.low = c * 9 / 10
	case "about":
		n.low, n.high = c*9/10, (c*11+9)/10
	}
	return n
}

// numerals are the number words of a language.
type numerals struct {
	words map[string]numeral
}

type numeral struct {
	kind  string // count, tens, scale, join, one, half, part, share, price
	value int
}

func parseNumerals(file, text string) (*numerals, error) {
	n := &numerals{words: map[string]numeral{}}
	err := eachLine(file, text, func(fields []string, rest string) error {
		if len(fields) < 3 {
			return fmt.Errorf("want kind, value and words")
		}
		value, err := strconv.Atoi(fields[1])
		if err != nil {
			return fmt.Errorf("value %q is no number", fields[1])
		}
		switch fields[0] {
		case "count", "tens", "scale", "join", "one", "half", "part", "share", "price":
		default:
			return fmt.Errorf("unknown kind %q", fields[0])
		}
		for w := range strings.SplitSeq(afterFields(rest, 2), ",") {
			w = dateline.Fold(strings.TrimSpace(w))
			if _, twice := n.words[w]; twice {
				return fmt.Errorf("%q stands twice", w)
			}
			n.words[w] = numeral{fields[0], value}
		}
		return nil
	})
	return n, err
}

// at gives what the word at tokens[i] is; the zero numeral past the end.
func (n *numerals) at(tokens []dateline.Token, i int) numeral {
	if i >= len(tokens) {
		return numeral{}
	}
	return n.words[tokens[i].Norm]
}

// counts tells whether the numeral in tokens [first, last) counts things: it is
// neither money, nor a percentage, nor a fraction.
func (n *numerals) counts(tokens []dateline.Token, first, last int) bool {
	if first > 0 && n.at(tokens, first-1).kind == "price" {
		return false
	}
	next := last
	if next < len(tokens) && tokens[next].Norm == "-" {
		next++
	}
	switch n.at(tokens, next).kind {
	case "part", "share":
		return false
	}
	return true
}

// read gives the value of the numeral that begins at tokens[0], and how many
// tokens it takes; 0 if none does. Ordinals and decimals are none, but "1.2 million" is one.
func (n *numerals) read(tokens []dateline.Token) (value, used int) {
	if value, used = n.halves(tokens); used > 0 {
		return value, used
	}
	total, current := 0, -1 // what scales above 100 have closed; what is being built
	last := "scale"
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if t.Kind == dateline.NumberToken {
			v, ok := digits(t.Norm)
			if ok && last == "digits" && i == 1 && current < 1000 && thousands(t.Norm) && !t.Joined { // "40 000"
				current, used = current*1000+v, i+1
				continue
			}
			if ok && last == "join" && v < 100 { // "3 hundred and 21"
				current, last, used = max(current, 0)+v, "digits", i+1
				continue
			}
			if !ok && i == 0 && n.at(tokens, 1).kind == "scale" && n.at(tokens, 1).value >= 1000 {
				if f, err := strconv.ParseFloat(t.Norm, 64); err == nil && f > 0 && f < 1000 {
					return int(math.Round(f * float64(n.at(tokens, 1).value))), 2
				}
			}
			if !ok || current >= 0 {
				break
			}
			current, last, used = v, "digits", i+1
			continue
		}
		w, ok := n.words[t.Norm]
		if !ok {
			// a hyphen may join tens and a count: "twenty-three"
			if t.Norm == "-" && t.Joined && last == "tens" {
				if next := n.at(tokens, i+1); next.kind == "count" && next.value < 10 {
					continue
				}
			}
			break
		}
		switch w.kind {
		case "count":
			switch {
			case current < 0:
				current = w.value
			case last == "tens" && w.value < 10, last == "hundred" && w.value < 100:
				current += w.value
			case last == "join":
				current += w.value
			default:
				return total + max(current, 0), used
			}
		case "tens":
			switch {
			case current < 0:
				current = w.value
			case last == "hundred" || last == "join":
				current += w.value
			default:
				return total + max(current, 0), used
			}
		case "scale":
			if current < 0 {
				if i == 0 { // "dozen" alone is no count: "a dozen" is
					return 0, 0
				}
				return total, used
			}
			if w.value >= 1000 {
				total += current * w.value
				current, last, used = -1, "thousand", i+1
				continue
			}
			current *= w.value
			last, used = "hundred", i+1
			continue
		case "join":
			if last != "hundred" && last != "thousand" {
				return total + max(current, 0), used
			}
			next := n.at(tokens, i+1)
			written := i+1 < len(tokens) && tokens[i+1].Kind == dateline.NumberToken && n.words[tokens[i-1].Norm].kind == "scale"
			if next.kind == "count" && next.value > 0 || next.kind == "tens" || written && last == "hundred" {
				current, last = max(current, 0), "join"
				continue
			}
			return total + max(current, 0), used
		case "one":
			if current < 0 && total == 0 && n.at(tokens, i+1).kind == "scale" {
				current, last = 1, "one"
				continue
			}
			return total + max(current, 0), used
		default:
			return total + max(current, 0), used
		}
		last, used = w.kind, i+1
	}
	return total + max(current, 0), used
}

// halves reads numerals that hold a half: "half a dozen", "half-a-million",
// "two and a half million".
func (n *numerals) halves(tokens []dateline.Token) (value, used int) {
	skip := func(i int) int { // hyphens and an article
		for i < len(tokens) && (tokens[i].Norm == "-" || n.words[tokens[i].Norm].kind == "one") {
			i++
		}
		return i
	}
	first := n.at(tokens, 0)
	if first.kind == "half" {
		if i := skip(1); n.at(tokens, i).kind == "scale" {
			return n.at(tokens, i).value / 2, i + 1
		}
		return 0, 0
	}
	whole := first.value
	if tokens[0].Kind == dateline.NumberToken {
		whole, _ = digits(tokens[0].Norm)
	} else if first.kind != "count" && first.kind != "one" {
		return 0, 0
	}
	// "a million and a half"
	if s := n.at(tokens, 1); s.kind == "scale" && s.value >= 1000 && n.at(tokens, 2).kind == "join" && n.at(tokens, 3).kind == "one" && n.at(tokens, 4).kind == "half" {
		return whole*s.value + s.value/2, 5
	}
	if first.kind != "one" && n.at(tokens, 1).kind == "join" && n.at(tokens, 2).kind == "one" && n.at(tokens, 3).kind == "half" {
		if s := n.at(tokens, 4); s.kind == "scale" && s.value >= 1000 {
			return whole*s.value + s.value/2, 5
		}
	}
	return 0, 0
}

// thousands tells whether a token is three digits, as they stand after a blank in "40 000".
func thousands(s string) bool {
	return len(s) == 3 && strings.Trim(s, "0123456789") == ""
}

// digits reads "13" and "1,200"; "2.5", "30th" and "1980s" are no counts.
func digits(s string) (int, bool) {
	s = strings.ReplaceAll(s, ",", "")
	v, err := strconv.Atoi(s)
	return v, err == nil && v >= 0 && v < 1_000_000_000
}
