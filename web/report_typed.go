package web

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline"
)

// A mistake is something typed that cannot be understood; what was typed is kept.
type mistake struct {
	key  string // of the locale
	args []any
	in   string // name of the control; empty for none
}

func (m *mistake) Error() string { return m.key }

// latin writes the digits of any script as 0 to 9.
func latin(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII && unicode.IsDigit(r) {
			zero := r
			for unicode.IsDigit(zero-1) && r-zero < 9 {
				zero--
			}
			return '0' + r - zero
		}
		return r
	}, s)
}

// readCount reads a number of people.
func readCount(s, in string) (int, error) {
	s = strings.NewReplacer(",", "", "٬", "", " ", "", "\u00a0", "").Replace(latin(strings.TrimSpace(s)))
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, &mistake{key: "report.no-number", args: []any{"typed", s}, in: in}
	}
	return n, nil
}

// A typedTime is a moment as somebody typed it, and the unit that it names.
type typedTime struct {
	start, end dateline.Moment
	grain      dateline.Grain
}

// layouts are the ways to type a date in figures.
var layouts = []struct {
	layout string
	grain  dateline.Grain
}{
	{"2006-1-2 15:04", dateline.Minute}, {"2006-1-2T15:04", dateline.Minute}, {"2006-1-2", dateline.Day}, {"2006-1", dateline.Month}, {"2006", dateline.Year},
	{"2 1 2006 15:04", dateline.Minute}, {"2 1 2006", dateline.Day}, {"1 2006", dateline.Month},
}

// readTime reads a date: "2024-03-22", "2024-03-22 19:40", "2024-03", "2024", or with the name of the month
// in the words of any locale: "22 March 2024", "March 2024".
func (b *Workbench) readTime(s, in string) (typedTime, error) {
	plain := strings.Join(strings.Fields(strings.NewReplacer(",", " ", "،", " ").Replace(strings.ToLower(latin(s)))), " ")
	named := b.monthsAsNumbers(plain)
	for i, l := range layouts {
		text := plain
		if i > 4 {
			text = named
			if named == plain { // 2 1 2006 could be of January or of February
				continue
			}
		}
		at, err := time.Parse(l.layout, text)
		if err != nil {
			continue
		}
		t := typedTime{grain: l.grain, start: dateline.Moment{At: at}}
		switch l.grain {
		case dateline.Minute:
			t.start.Clock = true
			t.end = dateline.Moment{At: at.Add(time.Minute), Clock: true}
		case dateline.Day:
			t.end.At = at.AddDate(0, 0, 1)
		case dateline.Month:
			t.end.At = at.AddDate(0, 1, 0)
		case dateline.Year:
			t.end.At = at.AddDate(1, 0, 0)
		}
		return t, nil
	}
	return typedTime{}, &mistake{key: "report.no-date", args: []any{"typed", strings.TrimSpace(s)}, in: in}
}

// monthsAsNumbers writes the names of months as numbers.
func (b *Workbench) monthsAsNumbers(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		for _, l := range b.locales {
			for month := 1; month <= 12; month++ {
				name := strings.ToLower(l.plain("month." + strconv.Itoa(month)))
				if w == name || len([]rune(name)) > 3 && w == string([]rune(name)[:3]) && l.Language == "en" {
					words[i] = strconv.Itoa(month)
				}
			}
		}
	}
	return strings.Join(words, " ")
}

// typed writes an interval as readTime reads it: the last day where it is longer than one unit.
func typed(t *dateline.Time) (from, to string) {
	write := func(m dateline.Moment) string { return strings.Replace(m.String(), "T", " ", 1) }
	switch {
	case t == nil || t.Start.IsZero():
		return "", ""
	case t.End.IsZero():
		return write(t.Start), ""
	}
	start, end := t.Start.At, t.End.At
	switch {
	case t.Start.Clock && end.Equal(start.Add(time.Minute)):
		return write(t.Start), ""
	case t.Start.Clock || t.End.Clock:
		return start.Format("2006-01-02 15:04"), end.Format("2006-01-02 15:04")
	case end.Equal(start.AddDate(0, 0, 1)):
		return write(t.Start), ""
	case start.Day() == 1 && end.Equal(start.AddDate(0, 1, 0)):
		return start.Format("2006-01"), ""
	case start.YearDay() == 1 && end.Equal(start.AddDate(1, 0, 0)):
		return fmt.Sprintf("%04d", start.Year()), ""
	}
	return write(t.Start), end.AddDate(0, 0, -1).Format(time.DateOnly)
}

// readInterval reads a time of two controls: from, and to where it is longer than what from names; to is the last day of it.
func (b *Workbench) readInterval(from, to, grain string, old *dateline.Time) (*dateline.Time, error) {
	t := &dateline.Time{Basis: dateline.Stated}
	if old != nil {
		*t = *old
	}
	if strings.TrimSpace(from) == "" {
		if strings.TrimSpace(to) != "" {
			return nil, &mistake{key: "report.no-start", in: "from"}
		}
		t.Start, t.End, t.Basis = dateline.Moment{}, dateline.Moment{}, dateline.Unresolvable
		if t.Grain == "" || grain != "" {
			t.Grain = dateline.Grain(grain)
		}
		if t.Grain == "" {
			t.Grain = dateline.Day
		}
		return t, nil
	}
	first, err := b.readTime(from, "from")
	if err != nil {
		return nil, err
	}
	oldFrom, oldTo := typed(old)
	changed := old == nil || strings.TrimSpace(from) != oldFrom || strings.TrimSpace(to) != oldTo
	t.Start, t.End, t.Grain = first.start, first.end, first.grain
	if strings.TrimSpace(to) != "" {
		last, err := b.readTime(to, "to")
		if err != nil {
			return nil, err
		}
		t.End = last.end
		if last.grain == dateline.Minute { // a clock's end is where it stands
			t.End = last.start
		}
		if !t.End.At.After(t.Start.At) {
			return nil, &mistake{key: "report.ends-before", in: "to"}
		}
	}
	switch {
	case grain != "":
		t.Grain = dateline.Grain(grain)
	case !changed:
		t.Grain = old.Grain
	}
	if changed && (t.Basis == "" || t.Basis == dateline.Unresolvable) {
		t.Basis = dateline.Stated
	}
	return t, nil
}

// readWords finds the words of a report that say a value: at offsets in UTF-16 units, as a script sends them, or the
// words alone, where they stand nearest to the old ones. No words are the zero Words.
func readWords(doc *dateline.Document, text, at, until string, old dateline.Words) (dateline.Words, error) {
	absent := &mistake{key: "report.words-absent", args: []any{"words", strings.TrimSpace(text)}, in: "words"}
	if at != "" && until != "" {
		from, errFrom := strconv.Atoi(at)
		to, errTo := strconv.Atoi(until)
		first, ok := byteOffset(doc.Text, from)
		last, alright := byteOffset(doc.Text, to)
		if errFrom != nil || errTo != nil || !ok || !alright || first >= last {
			return dateline.Words{}, absent
		}
		if words := doc.Words(dateline.Span{From: first, To: last}); strings.TrimSpace(text) == "" || words.Text == text || strings.Join(strings.Fields(words.Text), " ") == strings.Join(strings.Fields(text), " ") {
			return words, nil
		}
	}
	text = strings.TrimSpace(text)
	switch text {
	case "":
		return dateline.Words{}, nil
	case strings.TrimSpace(old.Text):
		return old, nil
	}
	best := -1
	for from := 0; ; {
		i := strings.Index(doc.Text[from:], text)
		if i < 0 {
			break
		}
		from += i
		if best < 0 || distance(from, old.Span.From) < distance(best, old.Span.From) {
			best = from
		}
		from += len(text)
	}
	if best < 0 {
		return dateline.Words{}, absent
	}
	return doc.Words(dateline.Span{From: best, To: best + len(text)}), nil
}

func distance(a, b int) int { return max(a-b, b-a) }
