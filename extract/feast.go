package extract

import (
	"fmt"
	"time"

	"dateline"
	"dateline/rule"
)

// decade gives the beginning of a decade that a match names ("the sixties") or counts ("the second decade of
// the twentieth century", "of this century"), and on what it rests; the zero time where the day of publication
// is wanted and not known. ok is false if the match names none. id gives the number that a key of the match has.
func (z *timeResolver) decade(m *rule.Match, id func(string) (int, bool)) (start time.Time, basis dateline.Basis, ok bool) {
	year, said := id("decade")
	basis = dateline.Stated
	if !said {
		nth, _ := id("nth")
		if nth < 1 || nth > 10 {
			return start, basis, false
		}
		century, told := id("century")
		if !told {
			if !z.known {
				return start, basis, true
			}
			century, basis = z.published.Year()/100+1+number2(m.Literal("offset")), dateline.FromPublished
		}
		year = (century-1)*100 + (nth-1)*10
	}
	return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), basis, true
}

// feast gives the day of a feast that a match names, in the year told or in the one that is meant, and on what it
// rests; the zero time where that is not known.
func (z *timeResolver) feast(m *rule.Match, form string, year int, ahead bool) (start time.Time, basis dateline.Basis) {
	day := func(year int) time.Time {
		if form == "easter" {
			return easter(year).AddDate(0, 0, number2(m.Literal("offset")))
		}
		at, _ := time.Parse(time.DateOnly, fmt.Sprintf("%04d-%s", year, m.Literal("date"))) // zero if the rule names no day
		return at
	}
	switch {
	case year > 0:
		return day(year), dateline.Stated
	case !z.known:
		return start, dateline.FromPublished
	}
	of := z.published.Year()
	start = day(of)
	ahead = ahead || m.Literal("direction") == "next"
	switch {
	case ahead && start.Before(z.published):
		start = day(of + 1)
	case !ahead && start.After(z.published.AddDate(0, 0, 60)):
		start = day(of - 1)
	}
	if z.published.Sub(start) > 180*24*time.Hour { // "the Easter attacks" are not of the last Easter for ever
		return time.Time{}, dateline.FromPublished
	}
	return start, dateline.FromPublished
}
