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
	words    map[string][]calendarWord // by folded words, with blanks between
	widths   map[string]int            // by the first word of entries: how many words they have at most
	article  string                    // that is written together with its word; empty if none is
	dayFirst bool                      // 3/4/2016 is of April
	twoPart  bool                      // a year may be said as two numbers: "nineteen ninety-six"
}

type calendarWord struct {
	kind  string // month, lunar-month, weekday, weekdays, part, unit, pair, many, season, decade, ordinal, nth, meridiem
	value string
}

func parseCalendar(file, text, article string) (*calendar, error) {
	c := &calendar{words: map[string][]calendarWord{}, widths: map[string]int{}, article: article}
	err := eachLine(file, text, func(fields []string, line string) error {
		if len(fields) < 3 {
			return fmt.Errorf("want kind, value and words")
		}
		switch fields[0] {
		case "month", "lunar-month", "weekday", "weekdays", "part", "unit", "pair", "many", "season", "decade", "ordinal", "nth", "meridiem":
		case "written":
			c.dayFirst = c.dayFirst || fields[1] == "day-first"
			c.twoPart = c.twoPart || fields[1] == "two-part"
			return nil
		default:
			return fmt.Errorf("unknown kind %q", fields[0])
		}
		for w := range strings.SplitSeq(afterFields(line, 2), ",") {
			words := strings.Fields(dateline.Fold(w))
			if len(words) == 0 {
				return fmt.Errorf("words are missing between commas")
			}
			w = strings.Join(words, " ")
			c.words[w] = append(c.words[w], calendarWord{fields[0], fields[1]})
			c.widths[words[0]] = max(c.widths[words[0]], len(words))
		}
		return nil
	})
	return c, err
}

// at gives what the words from tokens[i] are, the longest entry first, and how many
// tokens they take.
func (c *calendar) at(tokens []dateline.Token, i int) ([]calendarWord, int) {
	first := tokens[i].Norm
	longest := c.widths[first]
	if bare, ok := strings.CutPrefix(first, c.article); ok && c.article != "" {
		longest = max(longest, c.widths[bare])
	}
	for width := min(longest, len(tokens)-i); width > 0; width-- {
		words := first
		for _, t := range tokens[i+1 : i+width] {
			words += " " + t.Norm
		}
		if w, ok := c.words[words]; ok {
			return w, width
		}
		if bare, ok := strings.CutPrefix(words, c.article); ok && c.article != "" {
			if w, ok := c.words[bare]; ok {
				return w, width
			}
		}
	}
	return nil, 1
}

// find adds month, lunar-month, weekday, day, nth, year, lunar-year, decade, clock, comma-clock, date, part,
// unit, season and meridiem to a sentence. The ID of a thing found is its number: of a part, the
// hours as from*100+to; of a unit, its index in units; of a clock, minutes; of a date, days
// since 1970. Two units said in one word are a unit of the sort "pair"; words for more than two (or
// than one, where there is no word for two) of the sort "many", and so is a weekday of every week. A clock
// with a dot is of the sort "dotted", a decade of two digits of the sort "short".
func (c *calendar) find(s *sentence) {
	for i, skip := 0, 0; i < len(s.Tokens); i, skip = i+1, skip-1 {
		t := &s.Tokens[i]
		if skip > 0 {
			continue // within the name of a month
		}
		if t.Kind == dateline.NumberToken {
			c.number(s, i, func(kind string, n, id int) { s.Add(rule.Found{Kind: kind, First: i, Last: i + n, ID: id}) })
			continue
		}
		words, width := c.at(s.Tokens, i)
		for _, w := range words {
			// a month or weekday is capitalised wherever letters have case
			if (w.kind == "month" || w.kind == "weekday" || w.kind == "weekdays") && !t.Upper && hasCase(t.Norm) {
				continue
			}
			f := rule.Found{Kind: w.kind, First: i, Last: i + width, ID: number2(w.value)}
			switch w.kind {
			case "part", "season":
				from, to, _ := strings.Cut(w.value, "-")
				f.ID = number2(from)*100 + number2(to)
			case "unit":
				f.ID = unitIndex(w.value)
			case "pair", "many":
				f.Kind, f.Sort, f.ID = "unit", w.kind, unitIndex(w.value)
			case "weekdays":
				f.Kind, f.Sort = "weekday", "many"
			case "ordinal":
				continue
			case "month", "lunar-month":
				skip = width
			}
			s.Add(f)
			if w.kind == "nth" && width > 1 { // "the eighth and twenty": of an hour and minutes, too
				c.single(s, i)
			}
		}
	}
}

// single adds the place in a row that one word says alone.
func (c *calendar) single(s *sentence, i int) {
	words, _ := c.at(s.Tokens[:i+1], i)
	for _, w := range words {
		if w.kind == "nth" {
			s.Add(rule.Found{Kind: "nth", First: i, Last: i + 1, ID: number2(w.value)})
		}
	}
}

// number adds what a token of digits may be in a date or a clock time.
func (c *calendar) number(s *sentence, i int, add func(kind string, n, id int)) {
	norm := s.Tokens[i].Norm
	if d, ok := c.dotted(norm); ok {
		add("date", 1, d)
		return
	}
	if strings.ContainsAny(norm, ":.") {
		h, m, ok := strings.Cut(strings.ReplaceAll(norm, ".", ":"), ":")
		if m, _, _ := strings.Cut(m, ":"); ok {
			if v, ok := clockOf(h, m); ok {
				sort := ""
				if strings.Contains(norm, ".") {
					sort = "dotted" // "8.30": as likely a price or a share
				}
				s.Add(rule.Found{Kind: "clock", Sort: sort, First: i, Last: i + 1, ID: v})
			}
		}
		return
	}
	if i+2 < len(s.Tokens) && s.Tokens[i+1].Norm == "," && s.Tokens[i+1].Joined && s.Tokens[i+2].Joined {
		if v, ok := clockOf(norm, s.Tokens[i+2].Norm); ok { // "10,45": as likely a decimal
			sort := ""
			if norm[0] == '0' {
				sort = "zero"
			}
			s.Add(rule.Found{Kind: "comma-clock", Sort: sort, First: i, Last: i + 3, ID: v})
		}
	}
	if d, ok := c.written(s, i); ok {
		add("date", 5, d)
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
	case tail == "s" && len(head) == 2 && v%10 == 0 && v >= 20: // "the 90s"; "his 90s" are years of age
		s.Add(rule.Found{Kind: "decade", Sort: "short", First: i, Last: i + 1, ID: 1900 + v})
	case tail == "" && len(head) == 4 && v >= 1800 && v < 2100:
		add("year", 1, v)
	case tail == "" && len(head) == 4 && v >= 1300 && v < 1500:
		add("lunar-year", 1, v)
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

// clockOf gives the minutes from midnight of an hour and minutes in digits; ok is false if they are
// no time of day.
func clockOf(hour, minute string) (minutes int, ok bool) {
	h, err := strconv.Atoi(hour)
	m, wrong := strconv.Atoi(minute)
	return h*60 + m, err == nil && wrong == nil && len(hour) <= 2 && len(minute) == 2 && h >= 0 && h < 24 && m >= 0 && m < 60
}

// written reads a date in digits that the tokenizer splits at its marks: "2024-05-02" and
// "2024/5/2"; "2/5/2024" where the language says which comes first, or where only one order
// gives a date.
func (c *calendar) written(s *sentence, i int) (days int, ok bool) {
	if i+5 > len(s.Tokens) || s.Tokens[i+1].Norm != "-" && s.Tokens[i+1].Norm != "/" || s.Tokens[i+3].Norm != s.Tokens[i+1].Norm {
		return 0, false
	}
	var part [3]int
	for k := range part {
		t := &s.Tokens[i+2*k]
		v, err := strconv.Atoi(t.Norm)
		if t.Kind != dateline.NumberToken || err != nil || k > 0 && len(t.Norm) > 4 {
			return 0, false
		}
		part[k] = v
	}
	switch {
	case len(s.Tokens[i].Norm) == 4:
		if s.Tokens[i+1].Norm == "-" && (len(s.Tokens[i+2].Norm) != 2 || len(s.Tokens[i+4].Norm) != 2) {
			return 0, false // "1914-9-11": as likely years or pages
		}
		return daysOf(part[0], part[1], part[2])
	case len(s.Tokens[i+4].Norm) == 4:
		return c.dayMonthYear(part[0], part[1], part[2])
	}
	return 0, false
}

// dotted reads "20.06.2016", which is one token.
func (c *calendar) dotted(norm string) (days int, ok bool) {
	parts := strings.Split(norm, ".")
	if len(parts) != 3 || len(parts[2]) != 4 {
		return 0, false
	}
	return c.dayMonthYear(number2(parts[0]), number2(parts[1]), number2(parts[2]))
}

// dayMonthYear gives the date of a day and a month in either order, and a year.
func (c *calendar) dayMonthYear(day, month, year int) (days int, ok bool) {
	if !c.dayFirst && day <= 12 && month <= 12 {
		return 0, false // 3/4/2016 is of March to some and of April to others
	}
	if month > 12 {
		day, month = month, day
	}
	return daysOf(year, month, day)
}

// daysOf gives a date as days since 1970; ok is false if there is none such.
func daysOf(year, month, day int) (days int, ok bool) {
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1800 || year >= 2100 || month < 1 || month > 12 || at.Day() != day {
		return 0, false
	}
	return int(at.Unix() / 86400), true
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
