package page

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline"
)

//go:embed calendar.txt
var calendarText string

// A calendar is what dates on pages are written with, folded.
type calendar struct {
	months   map[string]int // one word or two
	between  map[string]bool
	days     map[string]bool
	article  string // a name in brackets that begins with it is a month's other name
	update   []string
	publish  []string
	dayFirst []*unicode.RangeTable
	always   bool              // the page is written in such a script, whatever the line holds
	halves   map[string]string // "am" or "pm"
	zones    map[string]string // "+01:00"; "?" for a name of several
}

var dates = sync.OnceValue(func() *calendar { return readCalendar(calendarText) })

func readCalendar(file string) *calendar {
	c := &calendar{months: map[string]int{}, between: map[string]bool{}, days: map[string]bool{}, halves: map[string]string{}, zones: map[string]string{}}
	for line := range strings.Lines(file) {
		what, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		first, more, _ := strings.Cut(rest, " ")
		switch what {
		case "month":
			n, _ := strconv.Atoi(first)
			for name := range strings.SplitSeq(more, ",") {
				c.months[foldText(name)] = n
			}
		case "between":
			for _, w := range foldedList(rest) {
				c.between[w] = true
			}
		case "day":
			for _, w := range foldedList(rest) {
				c.days[w] = true
			}
		case "article":
			c.article = foldText(rest)
		case "update":
			c.update = foldedList(rest)
		case "publish":
			c.publish = foldedList(rest)
		case "dayfirst":
			if table := unicode.Scripts[first]; table != nil {
				c.dayFirst = append(c.dayFirst, table)
			}
		case "ampm":
			for _, w := range foldedList(more) {
				c.halves[w] = first
			}
		case "zone":
			at := strings.LastIndex(rest, " ")
			c.zones[foldText(rest[:at])] = rest[at+1:]
		}
	}
	return c
}

// of is the calendar for a page with that text.
func (c *calendar) of(text string) *calendar {
	balance := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if r > utf8.RuneSelf && unicode.In(r, c.dayFirst...) {
			balance++
		} else {
			balance--
		}
	}
	if balance <= 0 {
		return c
	}
	own := *c
	own.always = true
	return &own
}

func foldedList(s string) []string {
	var all []string
	for w := range strings.SplitSeq(s, ",") {
		all = append(all, foldText(w))
	}
	return all
}

// A piece is a word, a number or a mark of a line.
type piece struct {
	text   string // folded; a number without its ordinal ending
	from   int    // byte offset in the line
	number int    // -1 if it is none
	digits int
	used   bool // part of a date, a time, a zone or the name of a day
}

// A found is a date in a line.
type found struct {
	year, month, day int // year is 0 if the line does not say
	clock            string
	zone             string
	update           bool // said to be when the page was changed
	publish          bool // said to be when it appeared
	first, last      int  // pieces
}

// at is the date as dateline.Published holds it.
func (f found) at() string {
	s := fmt.Sprintf("%04d-%02d-%02d", f.year, f.month, f.day)
	if f.clock != "" && f.zone != "" {
		s += "T" + f.clock + ":00" + f.zone
		if strings.HasSuffix(s, "+00:00") {
			s = strings.TrimSuffix(s, "+00:00") + "Z"
		}
	}
	return s
}

func pieces(line string) []piece {
	var all []piece
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			i += size
			continue
		}
		j := i + size
		switch {
		case unicode.IsDigit(r):
			for j < len(line) {
				r, size := utf8.DecodeRuneInString(line[j:])
				if !unicode.IsDigit(r) {
					break
				}
				j += size
			}
			p := piece{text: dateline.Fold(line[i:j]), from: i, number: -1}
			p.digits = len(p.text)
			if n, err := strconv.Atoi(p.text); err == nil && p.digits <= 4 {
				p.number = n
			}
			for _, ending := range []string{"st", "nd", "rd", "th"} {
				if strings.HasPrefix(line[j:], ending) && p.digits <= 2 {
					if next, _ := utf8.DecodeRuneInString(line[j+2:]); !unicode.IsLetter(next) {
						j += 2
						break
					}
				}
			}
			all = append(all, p)
		case isWordRune(r):
			for j < len(line) {
				r, size := utf8.DecodeRuneInString(line[j:])
				if !isWordRune(r) || unicode.IsDigit(r) {
					break
				}
				j += size
			}
			if text := dateline.Fold(line[i:j]); text != "" {
				all = append(all, piece{text: text, from: i, number: -1})
			}
		default:
			all = append(all, piece{text: line[i:j], from: i, number: -1})
		}
		i = j
	}
	return all
}

// find gives the dates of a line in order, and its pieces with those of dates,
// times and days marked.
func (c *calendar) find(line string) ([]found, []piece) {
	if len(line) > 400 {
		line = line[:400]
	}
	all := pieces(line)
	dayFirst := c.always
	for _, r := range line {
		if dayFirst {
			break
		}
		dayFirst = r > utf8.RuneSelf && unicode.In(r, c.dayFirst...)
	}
	var dates []found
	for i := 0; i < len(all); i++ {
		f, ok := c.dateAt(all, i, dayFirst)
		if !ok {
			continue
		}
		for k := f.first; k <= f.last; k++ {
			all[k].used = true
		}
		dates = append(dates, f)
		i = f.last
	}
	for i := range dates {
		c.label(dates, all, i)
		c.clock(&dates[i], all)
	}
	for i := range all {
		if c.days[all[i].text] {
			all[i].used = true
		}
	}
	return dates, all
}

// dateAt reads the date that begins at piece i.
func (c *calendar) dateAt(all []piece, i int, dayFirst bool) (found, bool) {
	number := func(k int) int {
		if k < len(all) {
			return all[k].number
		}
		return -1
	}
	is := func(k int, marks string) bool {
		return k < len(all) && len(all[k].text) == 1 && strings.Contains(marks, all[k].text)
	}
	if n := number(i); n >= 0 && is(i+1, "-/.") && is(i+3, all[i+1].text) {
		a, b, z := n, number(i+2), number(i+4)
		f := found{first: i, last: i + 4}
		switch {
		case all[i].digits == 4 && b > 0 && z > 0:
			f.year, f.month, f.day = a, b, z
			return f, f.valid()
		case z >= 0 && b >= 0 && all[i+4].digits == 4 && all[i].digits <= 2:
			switch {
			case b > 12:
				f.year, f.month, f.day = z, a, b
			case a > 12 || a == b || dayFirst || is(i+1, "."):
				f.year, f.month, f.day = z, b, a
			default:
				return f, false // the fifth of March or the third of May
			}
			return f, f.valid()
		}
	}
	if n := number(i); n >= 1 && n <= 31 && all[i].digits <= 2 {
		k := i + 1
		for k < len(all) && (c.between[all[k].text] || is(k, ".-,/")) && k < i+3 {
			k++
		}
		if month, next := c.month(all, k); month > 0 {
			f := found{day: n, month: month, first: i, last: next - 1}
			f.year, f.last = c.year(all, next)
			if f.year > 0 || !is(i+1, ",") {
				return f, f.valid()
			}
		}
	}
	if month, next := c.month(all, i); month > 0 {
		if is(next, ".") {
			next++
		}
		if n := number(next); n >= 1 && n <= 31 && all[next].digits <= 2 && !is(next+1, ":") {
			f := found{day: n, month: month, first: i}
			f.year, f.last = c.year(all, next+1)
			return f, f.valid()
		}
	}
	return found{}, false
}

// month reads the name of a month of one word or two.
func (c *calendar) month(all []piece, i int) (month, next int) {
	if i+1 < len(all) && all[i].number < 0 {
		if m := c.months[all[i].text+" "+all[i+1].text]; m > 0 {
			return m, i + 2
		}
	}
	if i < len(all) {
		if m := c.months[all[i].text]; m > 0 {
			return m, i + 1
		}
	}
	return 0, i
}

// year reads the year after day and month, over marks and a second name of the
// month; last is its piece, or the piece before i if there is none.
func (c *calendar) year(all []piece, i int) (year, last int) {
	for k := i; k < len(all) && k < i+8; {
		if all[k].digits == 4 && all[k].number >= 1900 && all[k].number <= 2100 {
			return all[k].number, k
		}
		if _, next := c.month(all, k); next > k {
			k = next
			continue
		}
		if c.between[all[k].text] || strings.Contains(",،./()-", all[k].text) || c.article != "" && strings.HasPrefix(all[k].text, c.article) && k > i && all[k-1].text == "(" {
			k++
			continue
		}
		break
	}
	return 0, i - 1
}

func (f found) valid() bool {
	if f.month < 1 || f.month > 12 || f.day < 1 || f.day > 31 || f.year != 0 && (f.year < 1900 || f.year > 2100) {
		return false
	}
	year := f.year
	if year == 0 {
		year = 2000
	}
	return time.Date(year, time.Month(f.month), f.day, 0, 0, 0, 0, time.UTC).Day() == f.day
}

// label settles what a date is said to be by the words before it.
func (c *calendar) label(dates []found, all []piece, i int) {
	from := 0
	if i > 0 {
		from = dates[i-1].last + 1
	}
	before := phrase(all, from, dates[i].first)
	dates[i].update = holds(before, c.update)
	dates[i].publish = !dates[i].update && holds(before, c.publish)
}

func phrase(all []piece, from, to int) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, p := range all[from:to] {
		b.WriteString(p.text)
		b.WriteByte(' ')
	}
	return b.String()
}

func holds(words string, list []string) bool {
	for _, w := range list {
		if strings.Contains(words, " "+w+" ") {
			return true
		}
	}
	return false
}

// clock reads the time of day beside a date, and its zone.
func (c *calendar) clock(f *found, all []piece) {
	for _, try := range [2][2]int{{f.last + 1, min(len(all), f.last+9)}, {max(0, f.first-8), f.first}} {
		for k := try[0]; k+2 < len(all) && k < try[1]; k++ {
			if all[k].used {
				if try[0] > f.last {
					break
				}
				continue
			}
			hour, minute := all[k].number, all[k+2].number
			colon := all[k+1].text == ":"
			if hour < 0 || hour > 24 || minute < 0 || minute > 59 || all[k+2].digits != 2 || !colon && all[k+1].text != "." {
				continue
			}
			if try[0] > f.last && holds(phrase(all, try[0], k), c.update) {
				break // the time is that of the update
			}
			end := k + 3
			if end+1 < len(all) && all[end].text == ":" && all[end+1].digits == 2 {
				end += 2
			}
			half, next := c.half(all, end)
			switch {
			case half == "pm" && hour < 12:
				hour += 12
			case half == "am" && hour == 12:
				hour = 0
			}
			zone, after := c.zone(all, next)
			if !colon && half == "" && after == next || hour > 23 {
				continue
			}
			for i := k; i < after; i++ {
				all[i].used = true
			}
			if zone != "" {
				f.clock, f.zone = fmt.Sprintf("%02d:%02d", hour, minute), zone
			}
			return
		}
	}
}

func (c *calendar) half(all []piece, i int) (half string, next int) {
	if i+2 < len(all) && all[i+1].text == "." {
		if h := c.halves[all[i].text+"."+all[i+2].text]; h != "" {
			next = i + 3
			if next < len(all) && all[next].text == "." {
				next++
			}
			return h, next
		}
	}
	if i < len(all) {
		if h := c.halves[all[i].text]; h != "" {
			return h, i + 1
		}
	}
	return "", i
}

// longestZone is how many words the name of a zone has at most.
const longestZone = 3

// zone reads the name of a zone, or GMT with an offset. It is empty for a name
// that stands for several.
func (c *calendar) zone(all []piece, i int) (zone string, next int) {
	for i < len(all) && (all[i].text == "," || all[i].text == "(" || all[i].text == "|") {
		i++
	}
	if i >= len(all) {
		return "", i
	}
	name := ""
	for k := i; k < min(i+longestZone, len(all)); k++ {
		name = strings.TrimSpace(name + " " + all[k].text)
		if z := c.zones[name]; z != "" {
			zone, next = z, k+1
		}
	}
	if zone == "" {
		return "", i
	}
	if zone == "+00:00" && next+1 < len(all) && (all[next].text == "+" || all[next].text == "-") && all[next+1].number >= 0 && all[next+1].number <= 14 {
		zone = fmt.Sprintf("%s%02d:00", all[next].text, all[next+1].number)
		next += 2
		if next+1 < len(all) && all[next].text == ":" && all[next+1].digits == 2 {
			zone = zone[:4] + all[next+1].text
			next += 2
		}
	}
	if zone == "?" {
		zone = ""
	}
	return zone, next
}

// stampForms are the forms that markup states times in.
var stampForms = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 Z07:00", time.RFC1123Z, time.RFC1123, "Mon Jan _2 15:04:05 -0700 2006", "2006-01-02 15:04:05 MST"}

// readStamp reads a time as markup states it, YYYY-MM-DD or RFC 3339 for the
// most part. Without a zone it is a day.
func readStamp(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 80 {
		return "", false
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil && plausible(t) {
		return s, true
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil && t.Nanosecond() == 0 && plausible(t) {
		return s, true
	}
	for _, form := range stampForms {
		t, err := time.Parse(form, s)
		if err != nil || !plausible(t) {
			continue
		}
		if name, offset := t.Zone(); offset == 0 && name != "" && name != "UTC" && name != "GMT" {
			return t.Format(time.DateOnly), true // a zone that Go knows no offset of
		}
		return t.Format(time.RFC3339), true
	}
	if len(s) == 8 {
		if t, err := time.Parse("20060102", s); err == nil && plausible(t) {
			return t.Format(time.DateOnly), true
		}
	}
	all, _ := dates().find(s)
	if len(all) > 0 && all[0].year > 0 {
		return all[0].at(), true
	}
	return "", false
}

func plausible(t time.Time) bool { return t.Year() >= 1900 && t.Year() <= 2100 }
