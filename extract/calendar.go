package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/rule"
)

// A calendar holds a language's words for months, days, parts of the day and units.
type calendar struct {
	words map[string][]calendarWord
}

type calendarWord struct {
	kind  string // month, weekday, part, unit, season, ordinal, nth, meridiem
	value string
}

func parseCalendar(file, text string) (*calendar, error) {
	c := &calendar{words: map[string][]calendarWord{}}
	err := eachLine(file, text, func(fields []string, line string) error {
		if len(fields) < 3 {
			return fmt.Errorf("want kind, value and words")
		}
		switch fields[0] {
		case "month", "weekday", "part", "unit", "season", "ordinal", "nth", "meridiem":
		default:
			return fmt.Errorf("unknown kind %q", fields[0])
		}
		for w := range strings.SplitSeq(afterFields(line, 2), ",") {
			w = dateline.Fold(strings.TrimSpace(w))
			c.words[w] = append(c.words[w], calendarWord{fields[0], fields[1]})
		}
		return nil
	})
	return c, err
}

// find adds month, weekday, day, nth, year, decade, clock, date, part, unit, season
// and meridiem to a sentence. The ID of a thing found is its number: of a part, the hours as
// from*100+to; of a unit, its index in units; of a clock, minutes; of a date, days since 1970.
func (c *calendar) find(s *sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		add := func(kind string, n, id int) { s.Add(rule.Found{Kind: kind, First: i, Last: i + n, ID: id}) }
		if t.Kind == dateline.NumberToken {
			c.number(s, i, add)
			continue
		}
		for _, w := range c.words[t.Norm] {
			// a month or weekday is capitalised wherever letters have case
			if (w.kind == "month" || w.kind == "weekday") && !t.Upper && hasCase(t.Norm) {
				continue
			}
			switch w.kind {
			case "part", "season":
				from, to, _ := strings.Cut(w.value, "-")
				add(w.kind, 1, number2(from)*100+number2(to))
			case "unit":
				add(w.kind, 1, unitIndex(w.value))
			case "ordinal":
			default:
				add(w.kind, 1, number2(w.value))
			}
		}
	}
}

// number adds what a token of digits may be in a date or a clock time.
func (c *calendar) number(s *sentence, i int, add func(kind string, n, id int)) {
	norm := s.Tokens[i].Norm
	if strings.ContainsAny(norm, ":.") {
		h, m, ok := strings.Cut(strings.ReplaceAll(norm, ".", ":"), ":")
		if m, _, _ := strings.Cut(m, ":"); ok && len(h) <= 2 && len(m) == 2 && number2(h) < 24 && number2(m) < 60 {
			add("clock", 1, number2(h)*60+number2(m))
		}
		return
	}
	head := strings.TrimRight(norm, "abcdefghijklmnopqrstuvwxyz")
	tail := norm[len(head):]
	v, err := strconv.Atoi(head)
	if err != nil {
		return
	}
	switch {
	case tail == "s" && len(head) == 4 && v%10 == 0 && v >= 1800 && v < 2100:
		add("decade", 1, v)
	case tail == "" && len(head) == 4 && v >= 1800 && v < 2100:
		if d, ok := isoDate(s, i); ok {
			add("date", 5, d)
			return
		}
		add("year", 1, v)
	case v >= 1 && v <= 31 && len(head) <= 2:
		ordinal := false
		for _, w := range c.words[tail] {
			ordinal = ordinal || w.kind == "ordinal"
		}
		switch {
		case ordinal:
			s.Add(rule.Found{Kind: "day", Sort: "ordinal", First: i, Last: i + 1, ID: v})
		case tail == "":
			add("day", 1, v)
		}
		if ordinal {
			add("nth", 1, v)
		}
	}
}

// isoDate reads "2024-05-02", which the tokenizer splits at the hyphens.
func isoDate(s *sentence, i int) (days int, ok bool) {
	if i+5 > len(s.Tokens) || s.Tokens[i+1].Norm != "-" || s.Tokens[i+3].Norm != "-" {
		return 0, false
	}
	at, err := time.Parse(time.DateOnly, s.normal(i, i+5))
	return int(at.Unix() / 86400), err == nil
}

func hasCase(s string) bool { return strings.ToUpper(s) != s }

func number2(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

var units = []string{"minute", "hour", "day", "week", "weekend", "month", "year", "decade", "century"}

func unitIndex(name string) int {
	for i, u := range units {
		if u == name {
			return i
		}
	}
	return 0
}

// hours gives a part of the day as hours from midnight.
func hours(part int) (from, to int) { return part / 100, part % 100 }
