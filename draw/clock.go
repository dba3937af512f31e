package draw

import (
	"math"
	"slices"
	"time"
)

// A clock lays time along a plot, stretched towards the first report: each doubling of the time
// since then takes about the same room.
type clock struct {
	first, last time.Time
	left, right float64 // px
	knee        float64 // hours, up to which time runs about evenly
}

func newClock(steps []Step, until time.Time, left, right float64) clock {
	c := clock{left: left, right: right}
	for _, step := range steps {
		if c.first.IsZero() || step.At.Before(c.first) {
			c.first = step.At
		}
		if step.At.After(c.last) {
			c.last = step.At
		}
	}
	slack := max(c.last.Sub(c.first)/8, 3*time.Hour)
	c.last = c.last.Add(slack)
	if until.After(c.first) {
		c.last = until
	}
	c.knee = c.last.Sub(c.first).Hours() / 50
	return c
}

func (c *clock) at(t time.Time) float64 {
	along := math.Log1p(max(t.Sub(c.first).Hours(), 0)/c.knee) / math.Log1p(c.last.Sub(c.first).Hours()/c.knee)
	return c.left + min(along, 1)*(c.right-c.left)
}

// A tick is a moment on an axis, with its words.
type tick struct {
	x    float64
	text string
}

// ticks gives round moments, as many as there is room for: years before months, months before
// days, days before hours.
func (c *clock) ticks(words Words) []tick {
	type candidate struct {
		at   time.Time
		x    float64
		unit Unit
	}
	var placed []candidate
	place := func(unit Unit, times []time.Time) {
		for _, t := range times {
			k := candidate{t, c.at(t), unit}
			half := width(words.date(t, unit), letters)/2 + 5
			if k.x < c.left || k.x > c.right-half/2 {
				continue
			}
			if !slices.ContainsFunc(placed, func(p candidate) bool {
				return math.Abs(p.x-k.x) < half+width(words.date(p.at, p.unit), letters)/2+5
			}) {
				placed = append(placed, k)
			}
		}
	}
	days := c.last.Sub(c.first).Hours() / 24
	year, month, day := c.first.Date()
	midnight := time.Date(year, month, day, 0, 0, 0, 0, c.first.Location())
	series := func(count int, next func(i int) time.Time) []time.Time {
		times := make([]time.Time, 0, count)
		for i := range count {
			if t := next(i); !t.Before(c.first) && !t.After(c.last) {
				times = append(times, t)
			}
		}
		return times
	}
	if days > 500 {
		place(Year, series(int(days/365)+2, func(i int) time.Time {
			return time.Date(year+i, 1, 1, 0, 0, 0, 0, c.first.Location())
		}))
	}
	if days > 50 {
		place(MonthYear, series(min(int(days/30)+2, 60), func(i int) time.Time {
			return time.Date(year, month+time.Month(i), 1, 0, 0, 0, 0, c.first.Location())
		}))
	}
	place(DayMonth, series(min(int(days)+2, 90), func(i int) time.Time { return midnight.AddDate(0, 0, i) }))
	for _, hours := range []int{12, 6, 3, 1} {
		if days > 4 && hours < 6 || days > 1 && hours < 3 {
			break
		}
		place(Clock, series(min(int(days*24)+25, 72)/hours+1, func(i int) time.Time {
			return midnight.Add(time.Duration(i*hours) * time.Hour)
		}))
	}
	slices.SortFunc(placed, func(a, b candidate) int { return a.at.Compare(b.at) })
	ticks := make([]tick, len(placed))
	var last time.Month
	for i, p := range placed {
		unit := p.unit
		switch {
		case unit == DayMonth && p.at.Month() == last && i < len(placed)-1:
			unit = Day
		case unit == Clock && i == 0:
			unit = DayClock
		}
		if unit != Clock {
			last = p.at.Month()
		}
		ticks[i] = tick{p.x, words.date(p.at, unit)}
	}
	return ticks
}
