package extract

import (
	"fmt"
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
			s.Add(rule.Found{Kind: "count", First: i, Last: i + n, ID: value})
			i += n
		}
		won, _ := r.number.Find(s.Sentence)
		for _, m := range won {
			n, ok := bounded(s, &m)
			if !ok {
				continue
			}
			s.Add(rule.Found{Kind: "number", First: m.First, Last: m.Last, ID: len(r.numbers)})
			r.numbers = append(r.numbers, n)
		}
	}
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
	c := f.ID
	n := number{low: c, high: c, bare: c}
	switch m.Literal("bound") {
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
	case "range":
		h, ok := s.found(m, "high")
		if !ok || h.ID <= c {
			return number{}, false
		}
		n.high = h.ID
	}
	return n, true
}

// numerals are the number words of a language.
type numerals struct {
	words map[string]numeral
}

type numeral struct {
	kind  string // count, tens, scale, join, one, half
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
		case "count", "tens", "scale", "join", "one", "half":
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

// read gives the value of the numeral that begins at tokens[0], and how many
// tokens it takes; 0 if none does. Ordinals, decimals and percentages are none.
func (n *numerals) read(tokens []dateline.Token) (value, used int) {
	total, current := 0, -1 // what scales above 100 have closed; what is being built
	last := "scale"
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if t.Kind == dateline.NumberToken {
			v, ok := digits(t.Norm)
			if !ok || current >= 0 {
				break
			}
			current, last, used = v, "digits", i+1
			continue
		}
		w, ok := n.words[t.Norm]
		if !ok {
			// a hyphen may join tens and a count: "twenty-three"
			if t.Norm == "-" && t.Joined && last == "tens" && i+1 < len(tokens) {
				if next := n.words[tokens[i+1].Norm]; next.kind == "count" && next.value < 10 {
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
			if (last == "hundred" || last == "thousand") && i+1 < len(tokens) {
				if next := n.words[tokens[i+1].Norm]; (next.kind == "count" && next.value > 0) || next.kind == "tens" {
					if current < 0 {
						current = 0
					}
					last = "join"
					continue
				}
			}
			return total + max(current, 0), used
		case "one", "half":
			// "a dozen", "a hundred"; "half a dozen"
			if i == 0 && w.kind == "half" && len(tokens) > 2 {
				if s := n.words[tokens[2].Norm]; n.words[tokens[1].Norm].kind == "one" && s.kind == "scale" && s.value == 12 {
					return 6, 3
				}
			}
			if current < 0 && total == 0 && w.kind == "one" && i+1 < len(tokens) && n.words[tokens[i+1].Norm].kind == "scale" {
				current = 1
				last = "one"
				continue
			}
			return total + max(current, 0), used
		}
		last, used = w.kind, i+1
	}
	return total + max(current, 0), used
}

// digits reads "13" and "1,200"; "2.5", "30th" and "1980s" are no counts.
func digits(s string) (int, bool) {
	s = strings.ReplaceAll(s, ",", "")
	v, err := strconv.Atoi(s)
	return v, err == nil && v >= 0 && v < 1_000_000_000
}
