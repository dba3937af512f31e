package extract

import (
	"fmt"
	"time"

	"dateline"
)

// date gives a day of a month, of the year that is said or of the one that is meant.
func (x *saying) date() (when interval, ok bool) {
	day, _ := x.value("day")
	if day < 1 || day > 31 || x.month == 0 {
		return when, false
	}
	year, basis := x.year, dateline.Stated
	if year == 0 {
		if year, basis = x.yearOf(x, day); year == 0 {
			return unplaced(dateline.Day), true
		}
		if w, ok := x.value("weekday"); ok {
			year = yearWith(w, year, x.month, day)
		}
	}
	start := onDate(year, x.month, day)
	if x.m.Literal("whole") == "week" { // "the week of March 6"
		from, to, grain := shifted(start, "week", 0)
		return interval{from, to, grain, basis}, start.Day() == day
	}
	return onDay(start, basis), start.Day() == day
}

// monthOf gives the month of a year, or its early, middle or late part.
func (x *saying) monthOf(year int, basis dateline.Basis) interval {
	start := onDate(year, x.month, 1)
	when := interval{start, start.AddDate(0, 1, 0), dateline.Month, basis}
	if x.edge != "" {
		when.grain = dateline.WeekGrain
		when.start, when.end = thirds(when.start, when.end, x.edge, 10)
	}
	return when
}

// monthAlone gives a month told without a year: of the year of which the text tells, or near publication.
func (x *saying) monthAlone() interval {
	year, goesOn := x.last.next(x.s, x.month, 0, x.published)
	switch {
	case x.t.form == "month-that-year" && x.timeResolver.year > 0:
		return x.monthOf(x.timeResolver.year, dateline.FromText)
	case x.m.Literal("told") == "on" && goesOn && !x.ahead:
		return x.monthOf(year, dateline.FromText)
	case !x.known:
		return unplaced(dateline.Month)
	case x.t.form == "month-offset":
		return x.monthOf(x.published.Year()+x.offset(), dateline.FromPublished)
	}
	year = x.published.Year()
	switch now, direction := int(x.published.Month()), x.direction(); {
	case direction == "this":
	case direction == "near" && x.month > now+6:
		year--
	case direction == "near" && x.month < now-6:
		year++
	case direction == "near":
	case direction == "last" && x.month >= now, direction == "" && x.month > now && !x.ahead:
		year--
	case direction == "next" && x.month <= now, direction == "" && x.ahead && x.month < now:
		year++
	}
	return x.monthOf(year, dateline.FromPublished)
}

// yearOrPart gives a year, or its early, middle or late part.
func (x *saying) yearOrPart(year int, basis dateline.Basis) interval {
	when := interval{onDate(year, 1, 1), onDate(year+1, 1, 1), dateline.Year, basis}
	if x.edge != "" {
		when.grain = dateline.Season
		when.start, when.end = thirds(when.start, when.end, x.edge, 0)
	}
	return when
}

// yearAlone gives a year that is said.
func (x *saying) yearAlone() (when interval, ok bool) {
	if x.year < 1800 || x.year >= 2100 {
		return when, false
	}
	return x.yearOrPart(x.year, dateline.Stated), true
}

// yearTold gives the year of which the text has told: "that year".
func (x *saying) yearTold() interval {
	year := x.timeResolver.year
	if year == 0 {
		return unplaced(dateline.Year)
	}
	return interval{onDate(year, 1, 1), onDate(year+1, 1, 1), dateline.Year, dateline.FromText}
}

// dayOfMonthTold gives a day of the month of which the text has told: "on the 15th".
func (x *saying) dayOfMonthTold() interval {
	day, _ := x.value("day")
	if x.last.start.IsZero() || x.last.grain == dateline.Year || day < 1 {
		return unplaced(dateline.Day)
	}
	return onDay(onDate(x.last.start.Year(), int(x.last.start.Month()), day), dateline.FromText)
}

// dayOfMonth gives a day of the month of publication, or of one counted from it.
func (x *saying) dayOfMonth() (when interval, ok bool) {
	if !x.known {
		return unplaced(dateline.Day), true
	}
	day, _ := x.value("day")
	start := onDate(x.published.Year(), int(x.published.Month())+x.offset(), day)
	return onDay(start, dateline.FromPublished), start.Day() == day
}

// decade gives a decade that is named ("the sixties") or counted ("the second decade of the twentieth
// century", "of this century"). ok is false if the match names none.
func (x *saying) decade() (when interval, ok bool) {
	year, named := x.value("decade")
	basis := dateline.Stated
	if year%10 != 0 {
		return when, false // "the 1974's"
	}
	if !named {
		nth, _ := x.value("nth")
		if nth < 1 || nth > 10 {
			return when, false
		}
		century, told := x.value("century")
		if !told {
			if !x.known {
				return unplaced(dateline.Decade), true
			}
			century, basis = x.published.Year()/100+1+x.offset(), dateline.FromPublished
		}
		year = (century-1)*100 + (nth-1)*10
	}
	start := onDate(year, 1, 1)
	return interval{start, start.AddDate(10, 0, 0), dateline.Decade, basis}, true
}

func (x *saying) century() interval {
	c, _ := x.value("century")
	return interval{onDate((c-1)*100, 1, 1), onDate(c*100, 1, 1), dateline.Decade, dateline.Stated}
}

// lunar gives the days that a date or a month of the Islamic calendar may be.
func (x *saying) lunar() interval {
	day, _ := x.value("day")
	month, _ := x.value("lunar-month")
	year, ok := x.value("lunar-year")
	when := interval{grain: dateline.Day, basis: dateline.Stated}
	if !ok {
		if !x.known {
			return when
		}
		year, when.basis = lunarYear(x.published, month), dateline.FromPublished
		if x.direction() == "last" && lunarDay(year, month+1, 1).After(x.published) {
			year--
		}
	}
	if day == 0 {
		when.grain = dateline.Month
	}
	when.start, when.end = lunar(year, month, day)
	return when
}

// partOfYear gives a quarter or a half of a year, so many months long. ok is false if there is none such.
func (x *saying) partOfYear(months int) (when interval, ok bool) {
	nth, _ := x.value(x.t.form)
	first := (nth-1)*months + 1
	if first < 1 || first > 12 || x.year == 0 && !x.known {
		return when, false
	}
	year, basis := x.year, dateline.Stated
	if year == 0 {
		year, basis = x.published.Year()+x.offset(), dateline.FromPublished
		if x.offset() == 0 && onDate(year, first, 1).After(x.published) {
			year--
		}
	}
	start := onDate(year, first, 1)
	return interval{start, start.AddDate(0, months, 0), dateline.Season, basis}, true
}

// quarterTold gives the quarter of which the text has told, or the one so many years from it; where it has
// told of none, the last that was over at publication.
func (x *saying) quarterTold() interval {
	x.t.form = "quarter"
	when := x.stretch
	if when.start.IsZero() || x.m.Literal("latest") != "" && when.end.After(x.published) {
		if !x.known {
			return unplaced(dateline.Season)
		}
		begun := onDate(x.published.Year(), (int(x.published.Month())-1)/3*3+1, 1)
		return interval{begun.AddDate(x.offset(), -3, 0), begun.AddDate(x.offset(), 0, 0), dateline.Season, dateline.FromPublished}
	}
	x.t.form = x.stretchOf
	years := x.offset()
	if x.year > 0 {
		years = x.year - when.start.Year()
	}
	return interval{when.start.AddDate(years, 0, 0), when.end.AddDate(years, 0, 0), dateline.Season, dateline.FromText}
}

func (x *saying) season() interval {
	season, _ := x.value("season")
	from, to := hours(season)
	year, basis := x.year, dateline.Stated
	if year == 0 {
		if !x.known {
			return unplaced(dateline.Season)
		}
		year, basis = x.published.Year(), dateline.FromPublished
		begun := !onDate(year, from, 1).After(x.published)
		switch direction := x.direction(); {
		case direction == "this":
		case direction == "next" && begun:
			year++
		case direction != "next" && !begun, direction == "last" && onDate(year, from+3, 1).After(x.published):
			year--
		}
	}
	if to < from {
		to += 12
	}
	start := onDate(year, from, 1)
	return interval{start, start.AddDate(0, to-from+1, 0), dateline.Season, basis}
}

// feast gives the day of a feast, in the year told or in the one that is meant; unplaced where that is not known.
func (x *saying) feast() interval {
	day := func(year int) time.Time {
		if x.t.form == "easter" {
			return easter(year).AddDate(0, 0, x.offset())
		}
		if weekday, ok := x.value("weekday"); ok {
			nth, _ := x.value("nth")
			return nthWeekday(year, x.month, nth, weekday).AddDate(0, 0, x.offset())
		}
		at, _ := time.Parse(time.DateOnly, fmt.Sprintf("%04d-%s", year, x.m.Literal("date"))) // zero if the rule names no day
		return at
	}
	switch {
	case x.year > 0:
		return x.onFeast(day(x.year), dateline.Stated)
	case !x.known:
		return unplaced(dateline.Day)
	}
	of := x.published.Year()
	start := day(of)
	ahead := x.ahead || x.direction() == "next"
	switch {
	case ahead && start.Before(x.published):
		start = day(of + 1)
	case !ahead && start.After(x.published.AddDate(0, 0, 60)):
		start = day(of - 1)
	}
	if x.published.Sub(start) > 180*24*time.Hour { // "the Easter attacks" are not of the last Easter for ever
		return unplaced(dateline.Day)
	}
	return x.onFeast(start, dateline.FromPublished)
}

func (x *saying) onFeast(at time.Time, basis dateline.Basis) interval {
	x.t.ahead = at.After(x.published)
	return onDay(at, basis)
}
