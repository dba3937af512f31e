package extract

import (
	"fmt"
	"strconv"

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

// readNumbers reads tokens; adds count (exact, in digits or words), number (with its bounds)
// and worded-year (a count in words that may be a year's).
func (r *report) readNumbers() {
	for _, s := range r.sentences {
		for i := 0; i < len(s.Tokens); {
			value, n := r.numerals.read(s.Tokens[i:])
			if year, more := r.twoPartYear(value, s.Tokens[i:], n); more > 0 {
				s.Add(rule.Found{Kind: "worded-year", Sort: "two-part", First: i, Last: i + n + more, ID: year})
				i += n + more
				continue
			}
			if n == 0 {
				_, n = r.numerals.at(s.Tokens, i)
				i += n
				continue
			}
			if r.numerals.counts(s.Tokens, i, i+n) {
				s.Add(rule.Found{Kind: "count", First: i, Last: i + n, ID: value})
				if value >= 1800 && value < 2100 && s.Tokens[i].Kind == dateline.WordToken {
					s.Add(rule.Found{Kind: "worded-year", First: i, Last: i + n, ID: value})
				}
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
				if m.Literal("bound") == "range" {
					r.addEach(s, &m) // "cut from 31 to 24": no range
				}
				continue
			}
			s.Add(rule.Found{Kind: "number", First: m.First, Last: m.Last, ID: len(r.numbers)})
			r.numbers = append(r.numbers, n)
		}
	}
}

// twoPartYear gives the year that a number in the first tokens and the one after them say together,
// "nineteen ninety-six", and how many tokens more it takes; 0 if there is none.
func (r *report) twoPartYear(century int, tokens []dateline.Token, first int) (year, more int) {
	if !r.calendar.twoPart || first == 0 || century < 18 || century > 20 || first == len(tokens) ||
		tokens[0].Kind != dateline.WordToken || tokens[first].Kind != dateline.WordToken {
		return 0, 0
	}
	rest, more := r.numerals.read(tokens[first:])
	if rest < 10 || rest > 99 {
		return 0, 0
	}
	return century*100 + rest, more
}

// addEach adds each count within a match as a number.
func (r *report) addEach(s *sentence, m *rule.Match) {
	for _, f := range s.within("count", m.First, m.Last) {
		s.Add(rule.Found{Kind: "number", First: f.First, Last: f.Last, ID: len(r.numbers)})
		r.numbers = append(r.numbers, number{f.ID, f.ID, f.ID})
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
