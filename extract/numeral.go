package extract

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"dateline"
)

// numerals are the number words of a language.
type numerals struct {
	words   map[string]numeral // by folded words, with blanks between
	longest int                // how many words an entry has at most
	article string             // that is written together with its word; empty if none is
}

// A numeral is what a number word does in a number; numbers.txt says what the kinds are.
type numeral struct {
	kind  string // count, tens, hundreds, scale, lone, pair, join, one, half, part, fraction, two-parts, share, price, other
	value int
}

func parseNumerals(file, text, article string) (*numerals, error) {
	n := &numerals{words: map[string]numeral{}, longest: 1, article: article}
	err := eachLine(file, text, func(fields []string, rest string) error {
		if len(fields) < 3 {
			return fmt.Errorf("want kind, value and words")
		}
		value, err := strconv.Atoi(fields[1])
		if err != nil {
			return fmt.Errorf("value %q is no number", fields[1])
		}
		switch fields[0] {
		case "count", "tens", "hundreds", "scale", "lone", "pair", "join", "one", "half", "part", "fraction", "two-parts", "share", "price", "other":
		default:
			return fmt.Errorf("unknown kind %q", fields[0])
		}
		for w := range strings.SplitSeq(afterFields(rest, 2), ",") {
			words := strings.Fields(dateline.Fold(w))
			w = strings.Join(words, " ")
			if _, twice := n.words[w]; twice {
				return fmt.Errorf("%q stands twice", w)
			}
			n.words[w] = numeral{fields[0], value}
			n.longest = max(n.longest, len(words))
		}
		return nil
	})
	return n, err
}

// at gives what the words from tokens[i] are, the longest entry first, and how many
// tokens they take; the zero numeral and 1 if none begins there.
func (n *numerals) at(tokens []dateline.Token, i int) (numeral, int) {
	for width := min(n.longest, len(tokens)-i); width > 0; width-- {
		words := tokens[i].Norm
		for _, t := range tokens[i+1 : i+width] {
			words += " " + t.Norm
		}
		if w, ok := n.words[words]; ok {
			return w, width
		}
		if bare, ok := strings.CutPrefix(words, n.article); ok && n.article != "" {
			if w, ok := n.words[bare]; ok && w.kind != "join" {
				return w, width
			}
		}
	}
	return numeral{}, 1
}

// counts tells whether the numeral in tokens [first, last) counts things: it is
// neither money, nor a percentage, nor a fraction.
func (n *numerals) counts(tokens []dateline.Token, first, last int) bool {
	if first > 0 {
		if before, _ := n.at(tokens, first-1); before.kind == "price" {
			return false
		}
	}
	next := last
	if next < len(tokens) && tokens[next].Norm == "-" {
		next++
	}
	after, _ := n.at(tokens, next)
	return after.kind != "part" && after.kind != "share"
}

// A sum is a number while its words are read.
type sum struct {
	total   int    // what scales above 100 have closed
	current int    // what is being built; -1 if nothing is
	last    string // what was read last: digits, count, tens, hundred, thousand, join, one; scale at the beginning
	scale   int    // the scale that was closed last
	groups  bool   // digits that three more may follow, after a blank
	used    int    // tokens
}

func (s *sum) value() int { return s.total + max(s.current, 0) }

// times closes what is being built with a scale.
func (s *sum) times(scale int) {
	if scale < 1000 {
		s.current, s.last = s.current*scale, "hundred"
		return
	}
	s.total, s.current, s.last, s.scale = s.total+s.current*scale, -1, "thousand", scale
}

// read gives the value of the numeral that begins at tokens[0], and how many
// tokens it takes; 0 if none does. Ordinals and decimals are none, but "1.2 million" is one.
func (n *numerals) read(tokens []dateline.Token) (value, used int) {
	if len(tokens) == 0 {
		return 0, 0
	}
	if value, used = n.halves(tokens); used > 0 {
		return value, used
	}
	s := sum{current: -1, last: "scale"}
	for i, width := 0, 0; i < len(tokens); i += width {
		width = 1
		t := &tokens[i]
		if t.Kind == dateline.NumberToken {
			if v, used := n.decimal(tokens, i); used > 0 && i == 0 {
				return v, used
			}
			if !s.digits(t, i) {
				break
			}
			continue
		}
		var w numeral
		w, width = n.at(tokens, i)
		if w.kind == "" && t.Norm == "-" && t.Joined && s.last == "tens" { // "twenty-three"
			if next, _ := n.at(tokens, i+1); next.kind == "count" && next.value < 10 {
				continue
			}
		}
		if !n.add(&s, tokens, i, width, w) {
			break
		}
	}
	return s.value(), s.used
}

// decimal reads "1.2 million" at tokens[i].
func (n *numerals) decimal(tokens []dateline.Token, i int) (value, used int) {
	norm := tokens[i].Norm
	if i+2 < len(tokens) && tokens[i+1].Norm == "," && tokens[i+1].Joined && tokens[i+2].Joined && tokens[i+2].Kind == dateline.NumberToken {
		norm, i, used = norm+"."+tokens[i+2].Norm, i+2, 2 // "1,2 million"
	} else if _, whole := digits(norm); whole {
		return 0, 0
	}
	scale, width := n.at(tokens, i+1)
	if scale.kind != "scale" && scale.kind != "lone" || scale.value < 1000 {
		return 0, 0
	}
	f, err := strconv.ParseFloat(separators.Replace(norm), 64)
	if err != nil || f <= 0 || f >= 1000 {
		return 0, 0
	}
	return int(math.Round(f * float64(scale.value))), used + 1 + width
}

// digits adds a number written in digits, the i-th token; false if it does not belong to it.
func (s *sum) digits(t *dateline.Token, i int) bool {
	v, ok := digits(t.Norm)
	switch {
	case !ok:
		return false
	case s.last == "digits" && i > 0 && s.groups && thousands(t.Norm) && !t.Joined: // "40 000", "1 200 000"
		s.current = s.current*1000 + v
	case s.last == "join":
		s.current, s.last = max(s.current, 0)+v, "digits"
	case s.current >= 0:
		return false
	default:
		s.current, s.last, s.groups = v, "digits", v < 1000 && v > 0 && i == 0
	}
	s.used = i + 1
	return true
}

// add adds the word at tokens [i, i+width); false if the number ends before it.
func (n *numerals) add(s *sum, tokens []dateline.Token, i, width int, w numeral) bool {
	switch w.kind {
	case "count", "tens", "hundreds":
		switch {
		case s.current < 0, s.last == "join":
		case w.kind == "count" && s.last == "tens" && w.value < 10, w.kind != "hundreds" && s.last == "hundred":
		default:
			return false
		}
		s.current, s.last = max(s.current, 0)+w.value, w.kind
		if w.kind == "hundreds" {
			s.last = "hundred"
		}
	case "scale", "lone", "pair":
		switch {
		case w.kind == "pair" && (s.current < 0 || s.last == "join"):
			s.current = max(s.current, 0) + 2
			s.times(w.value)
		case w.kind == "lone" && (s.current < 0 && s.last != "thousand" || s.last == "join"):
			s.current = max(s.current, 0) + 1
			s.times(w.value)
		case s.current < 0 || w.kind == "pair": // "dozen" alone is no count: "a dozen" is
			return false
		default:
			s.times(w.value)
		}
	case "join":
		if used := n.half(s, tokens, i+1); w.value > 0 && used > 0 { // "a million and half the million"
			s.total, s.last, s.used = s.total+s.scale/2, "half", i+1+used
			return false
		}
		if !n.joins(s, tokens, i, w.value > 0) {
			return false
		}
		s.current, s.last = max(s.current, 0), "join"
		return true
	case "one":
		if next, _ := n.at(tokens, i+1); s.current >= 0 || s.total > 0 || next.kind != "scale" {
			return false
		}
		s.current, s.last = 1, "one"
		return true
	default:
		return false
	}
	s.used = i + width
	return true
}

// half tells how many tokens half of the scale that was read last takes from tokens[i]; 0 if it
// does not stand there.
func (n *numerals) half(s *sum, tokens []dateline.Token, i int) int {
	if s.last != "thousand" || i >= len(tokens) {
		return 0
	}
	w, width := n.at(tokens, i)
	if w.kind != "half" {
		return 0
	}
	if i+width < len(tokens) {
		if scale, more := n.at(tokens, i+width); scale.value == s.scale && (scale.kind == "lone" || scale.kind == "scale") {
			width += more
		}
	}
	return width
}

// joins tells whether the word at tokens[i] joins what stands before and after it to one
// number: a scale and what is less; in a language that joins all parts of a number, also
// hundreds and a number below, and a number below ten and the tens.
func (n *numerals) joins(s *sum, tokens []dateline.Token, i int, all bool) bool {
	if i+1 >= len(tokens) {
		return false
	}
	next, _ := n.at(tokens, i+1)
	low := max(s.current, 0) % 100
	if tokens[i+1].Kind == dateline.NumberToken {
		v, ok := digits(tokens[i+1].Norm)
		switch {
		case !ok || s.last == "digits":
			return false
		case all && s.last == "thousand":
			return v < s.scale
		}
		return s.last == "hundred" && low == 0 && v < 100 && (all || n.words[tokens[i-1].Norm].kind == "scale")
	}
	switch next.kind {
	case "count":
		return next.value > 0 && (s.last == "hundred" && low == 0 || s.last == "thousand")
	case "tens":
		return s.last == "hundred" && low == 0 || s.last == "thousand" || all && s.last == "count" && 0 < low && low < 10
	case "hundreds":
		return s.last == "thousand"
	case "lone", "pair":
		return s.last == "thousand" && next.value < s.scale
	}
	return false
}

// halves reads numerals that hold a half: "half a dozen", "half-a-million",
// "two and a half million".
func (n *numerals) halves(tokens []dateline.Token) (value, used int) {
	kind := func(i int) numeral {
		if i >= len(tokens) {
			return numeral{}
		}
		w, _ := n.at(tokens[:i+1], i)
		return w
	}
	skip := func(i int) int { // hyphens and an article
		for i < len(tokens) && (tokens[i].Norm == "-" || kind(i).kind == "one") {
			i++
		}
		return i
	}
	first := kind(0)
	if first.kind == "half" {
		if i := skip(1); kind(i).kind == "scale" || kind(i).kind == "lone" {
			return kind(i).value / 2, i + 1
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
	if s := kind(1); s.kind == "scale" && s.value >= 1000 && kind(2).kind == "join" && kind(3).kind == "one" && kind(4).kind == "half" {
		return whole*s.value + s.value/2, 5
	}
	if first.kind != "one" && kind(1).kind == "join" && kind(2).kind == "one" && kind(3).kind == "half" {
		if s := kind(4); s.kind == "scale" && s.value >= 1000 {
			return whole*s.value + s.value/2, 5
		}
	}
	return 0, 0
}

// thousands tells whether a token is three digits, as they stand after a blank in "40 000".
func thousands(s string) bool {
	return len(s) == 3 && strings.Trim(s, "0123456789") == ""
}

// digits reads "13" and "1,200"; "2.5", "2,5", "30th" and "1980s" are no counts.
func digits(s string) (int, bool) {
	s = separators.Replace(s)
	if i := strings.LastIndexByte(s, ','); i >= 0 && !thousands(s[i+1:]) {
		return 0, false
	}
	s = strings.ReplaceAll(s, ",", "")
	v, err := strconv.Atoi(s)
	return v, err == nil && v >= 0 && v < 1_000_000_000
}

// separators are those of thousands and of decimals in other scripts, and what stands for them here.
var separators = strings.NewReplacer("٬", ",", "،", ",", "٫", ".")
