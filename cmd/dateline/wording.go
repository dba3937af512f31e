package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// spell turns a key into words: "vehicle-bombing" is "vehicle bombing".
func spell(key string) string { return strings.ReplaceAll(key, "-", " ") }

// heading is a key spelt with a capital letter.
func heading(key string) string {
	s := spell(key)
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// count puts a count and its bounds into words.
func count(low, high int) string {
	switch {
	case low == 0 && high == 0:
		return "none"
	case high == dateline.Open:
		return "at least " + number(low)
	case low == high:
		return number(low)
	case low == 0:
		return "up to " + number(high)
	}
	return number(low) + " to " + number(high)
}

// number writes a number with commas.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// when puts a time into words, as exact as it was stated.
func when(t *dateline.Time) string {
	if t == nil {
		return "time not told"
	}
	if !t.Resolved() {
		if t.Start.IsZero() {
			return "date open"
		}
		return "from " + date(t.Start.At)
	}
	start, end := t.Start.At, t.End.At
	last := end.AddDate(0, 0, -1)
	whole := !t.Start.Clock && !t.End.Clock
	switch {
	case t.Grain == dateline.Minute:
		return weekday(start) + ", " + clock(start)
	case t.Grain == dateline.Hour:
		return weekday(start) + ", about " + clock(start)
	case !whole:
		return partOfDay(start, end)
	case end.Equal(start.AddDate(0, 0, 1)):
		return weekday(start)
	case start.Day() == 1 && end.Equal(start.AddDate(0, 1, 0)):
		return start.Format("January 2006")
	case start.YearDay() == 1 && end.Equal(start.AddDate(1, 0, 0)):
		return start.Format("2006")
	case start.YearDay() == 1 && end.YearDay() == 1:
		return fmt.Sprintf("%d to %d", start.Year(), last.Year())
	case start.Year() == last.Year() && start.Month() == last.Month():
		return fmt.Sprintf("%d to %s", start.Day(), date(last))
	case start.Year() == last.Year():
		return start.Format("2 January") + " to " + date(last)
	}
	return date(start) + " to " + date(last)
}

// shortWhen is when without the day of the week and without the part of the day.
func shortWhen(t *dateline.Time) string {
	if t.Resolved() {
		switch t.Grain {
		case dateline.Minute, dateline.Hour, dateline.DayPart, dateline.Day:
			return date(t.Start.At)
		}
	}
	return when(t)
}

func partOfDay(start, end time.Time) string {
	switch {
	case end.Sub(start) > 24*time.Hour:
		return fmt.Sprintf("%s, %s, to %s, %s", weekday(start), clock(start), weekday(end), clock(end))
	case end.Hour() == 0 && end.Minute() == 0:
		return fmt.Sprintf("%s, %s to midnight", weekday(start), clock(start))
	case start.Day() != end.Day():
		return fmt.Sprintf("night from %s to %s", weekday(start), date(end))
	}
	return fmt.Sprintf("%s, %s to %s", weekday(start), clock(start), clock(end))
}

func clock(t time.Time) string   { return t.Format("15:04") }
func date(t time.Time) string    { return t.Format("2 January 2006") }
func weekday(t time.Time) string { return t.Format("Monday 2 January 2006") }

// publication puts the day of publication into words, with who says so.
func publication(p *dateline.Published) string {
	day, ok := p.Day()
	if !ok {
		return "date of publication unknown"
	}
	bases := map[string]string{
		"argument": "as given", "json-ld": "by the page's JSON-LD", "open-graph": "by the page's OpenGraph",
		"meta": "by the page's metadata", "time-element": "by the page", "dateline": "by its dateline",
		"text": "by its text", "url": "by its address",
	}
	basis := bases[p.Basis]
	if basis == "" {
		basis = p.Basis
	}
	return "published " + date(day) + " (" + basis + ")"
}

// grain puts the grain of a place into words.
func grain(g string) string {
	switch g {
	case dateline.Near:
		return "near it"
	case dateline.CountryGrain:
		return "country only"
	}
	return g
}

// list joins names: "a, b and c".
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
