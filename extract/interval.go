package extract

import (
	"time"

	"dateline"
	"dateline/rule"
)

// atClock gives the time of day c on the day of d.
func atClock(d dateline.Time, c *timeMention) dateline.Time {
	if d.Start.IsZero() {
		d.Grain = c.time.Grain
		return d
	}
	start := midnight(d.Start.At)
	if d.Grain == dateline.DayPart && !c.halved && c.clock >= 0 && c.clock < 12*60 && d.Start.At.Hour() >= 12 &&
		!start.Add(time.Duration(c.clock+13*60)*time.Minute).Before(d.Start.At) { // "tonight at seven" too
		d.Start.At, d.End.At = start, start // "at eight on Friday evening": of the second half of the day
		afternoon := *c
		afternoon.clock += 12 * 60
		c = &afternoon
	}
	if over := midnight(d.End.At.Add(-time.Minute)); d.Grain == dateline.DayPart && over.After(start) && c.clock >= 0 && c.clock < 12*60 {
		start = over // "overnight, at about 2 a.m.": after midnight
	}
	switch {
	case c.clock >= 0:
		d.Start = dateline.Moment{At: start.Add(time.Duration(c.clock) * time.Minute), Clock: true}
		length := time.Minute
		if c.time.Grain == dateline.Hour {
			length = time.Hour
		}
		d.End = dateline.Moment{At: d.Start.At.Add(length), Clock: true}
		d.Grain = c.time.Grain
	case c.part >= 0:
		d = onPart(d, c.part)
	}
	return d
}

// onPart narrows a day to a part of it.
func onPart(d dateline.Time, part int) dateline.Time {
	if d.Start.IsZero() {
		return d
	}
	from, to := hours(part)
	start := midnight(d.Start.At)
	d.Start = dateline.Moment{At: start.Add(time.Duration(from) * time.Hour), Clock: true}
	d.End = dateline.Moment{At: start.Add(time.Duration(to) * time.Hour), Clock: true}
	d.Grain = dateline.DayPart
	return d
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func grainOf(unit string) dateline.Grain {
	switch unit {
	case "minute":
		return dateline.Minute
	case "hour":
		return dateline.Hour
	case "week", "weekend":
		return dateline.WeekGrain
	case "month":
		return dateline.Month
	case "year":
		return dateline.Year
	case "decade", "century":
		return dateline.Decade
	}
	return dateline.Day
}

// shifted gives the calendar unit that lies n units from a day.
func shifted(from time.Time, unit string, n int) (start, end time.Time, grain dateline.Grain) {
	grain = grainOf(unit)
	switch unit {
	case "week":
		start = from.AddDate(0, 0, 7*n-(int(from.Weekday())+6)%7)
		return start, start.AddDate(0, 0, 7), grain
	case "weekend":
		start = from.AddDate(0, 0, 7*n-(int(from.Weekday())+6)%7+5)
		return start, start.AddDate(0, 0, 2), grain
	case "month":
		start = time.Date(from.Year(), from.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(0, 1, 0), grain
	case "year":
		start = time.Date(from.Year()+n, 1, 1, 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(1, 0, 0), grain
	case "decade", "century":
		years := 10
		if unit == "century" {
			years = 100
		}
		start = time.Date((from.Year()/years+n)*years, 1, 1, 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(years, 0, 0), grain
	case "minute", "hour": // too fine for a day of publication: the day itself
		return from, from.AddDate(0, 0, 1), dateline.Day
	}
	start = from.AddDate(0, 0, n)
	return start, start.AddDate(0, 0, 1), grain
}

// back gives the day that lies n units before another; after it for a negative n.
func back(from time.Time, unit string, n int) time.Time {
	switch unit {
	case "week", "weekend":
		return from.AddDate(0, 0, -7*n)
	case "month":
		return from.AddDate(0, -n, 0)
	case "year":
		return from.AddDate(-n, 0, 0)
	case "decade":
		return from.AddDate(-10*n, 0, 0)
	case "century":
		return from.AddDate(-100*n, 0, 0)
	case "minute", "hour":
		return from
	}
	return from.AddDate(0, 0, -n)
}

// onWeekday gives the day that is meant where a weekday is said with it ("yesterday, Friday"): that
// weekday if it is the day before or after, as where a report appeared after midnight; else the day itself.
func onWeekday(day time.Time, weekday int) time.Time {
	for _, near := range []int{0, -1, 1} {
		if at := day.AddDate(0, 0, near); int(at.Weekday()) == weekday%7 {
			return at
		}
	}
	return day
}

// yearWith gives the year, of one that is worked out and those beside it, in which a date falls on the
// weekday that is said with it; the one worked out if it does in none.
func yearWith(weekday, year, month, day int) int {
	for _, y := range []int{year, year - 1, year + 1} {
		if int(time.Date(y, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday()) == weekday%7 {
			return y
		}
	}
	return year
}

// nthWeekday gives the first, second ... weekday of a month; the last for a negative nth.
func nthWeekday(year, month, nth, weekday int) time.Time {
	if nth < 0 {
		last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -(int(last.Weekday())+7-weekday%7)%7)
	}
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (weekday%7+7-int(first.Weekday()))%7+7*(nth-1))
}

// thirds gives the early, mid or late third of a month or a year. days is 10 for
// a month (1-10, 11-20, 21-end), 0 for a year (from January, May, September).
func thirds(start, end time.Time, edge string, days int) (time.Time, time.Time) {
	one, two := start.AddDate(0, 4, 0), start.AddDate(0, 8, 0)
	if days > 0 {
		one, two = start.AddDate(0, 0, days), start.AddDate(0, 0, 2*days)
	}
	switch edge {
	case "early":
		return start, one
	case "middle":
		return one, two
	}
	return two, end
}

// easter gives Easter Sunday of a year of the Gregorian calendar (Meeus, Astronomical
// Algorithms, chapter 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e, f := b/4, b%4, (b+8)/25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// edge gives the set that words like "mid" belong to: early, middle or late.
func (r *report) edge(words []dateline.Token) string {
	for _, name := range []string{"early", "middle"} {
		if r.book.Longest(name, words) > 0 {
			return name
		}
	}
	return "late"
}

func firstWithin(s *sentence, kind string, first, last int) (rule.Found, bool) {
	for _, f := range s.within(kind, first, last) {
		return f, true
	}
	return rule.Found{}, false
}
