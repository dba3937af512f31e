package extract

import (
	"slices"
	"time"

	"dateline"
)

// weekday gives the day of the week that is meant: the last one, unless what is said points ahead.
func (x *saying) weekday() interval {
	if !x.known {
		if x.parted || x.edge != "" {
			return unplaced(dateline.DayPart)
		}
		return unplaced(dateline.Day)
	}
	w, _ := x.value("weekday")
	back := (int(x.published.Weekday()) + 7 - w%7) % 7
	when := x.m.Last+1 < len(x.s.Tokens) && x.s.Tokens[x.m.Last].Norm == "," // "until Thursday, when ..."
	told := x.m.Literal("direction") == "ahead"                              // by a verb before it
	var start time.Time
	switch direction := x.direction(); {
	case x.m.Literal("week") != "":
		week, _, _ := shifted(x.published, "week", number2(x.m.Literal("week")))
		start = week.AddDate(0, 0, (w+6)%7)
		x.t.ahead = start.After(x.published)
	case told && back == 0: // "due in court on Wednesday", published that day
		start = x.published
	case direction == "next" || told || x.ahead && !when && direction != "past":
		start = x.published.AddDate(0, 0, (7-back-1)%7+1)
		x.t.ahead = true
	case direction == "last" && back == 0:
		start = x.published.AddDate(0, 0, -7)
	default:
		start = x.published.AddDate(0, 0, -back)
	}
	return onDay(start, dateline.FromPublished)
}

func (x *saying) weekdays() interval {
	if !x.known {
		return unplaced(dateline.Day)
	}
	from, _ := x.value("from")
	to, _ := x.value("to")
	end := x.published.AddDate(0, 0, 1-(int(x.published.Weekday())+7-to%7)%7)
	when := interval{end.AddDate(0, 0, -1-(to-from+7)%7), end, dateline.Day, dateline.FromPublished}
	for key, weekday := range map[string]int{"from": from, "to": to} {
		v, _ := x.m.Value(key)
		last := x.published.AddDate(0, 0, -(int(x.published.Weekday())+7-weekday%7)%7)
		x.t.ends = append(x.t.ends, Timex{Span: x.s.at(v.First, v.Last), Type: "DATE", Value: last.Format(time.DateOnly)})
	}
	slices.SortFunc(x.t.ends, func(a, b Timex) int { return a.From - b.From })
	return when
}

// weekend gives the weekend that is meant: the last one that began, unless what is said points ahead.
func (x *saying) weekend() interval {
	if !x.known {
		return unplaced(dateline.WeekGrain)
	}
	offset := 0
	if day := x.published.Weekday(); !x.ahead && day != time.Saturday && day != time.Sunday {
		offset = -1
	}
	x.t.ahead = x.ahead
	start, end, grain := shifted(x.published, "weekend", offset)
	return interval{start, end, grain, dateline.FromPublished}
}

// day gives a day counted from that of publication.
func (x *saying) day() interval {
	if !x.known {
		return unplaced(dateline.Day)
	}
	start := x.published.AddDate(0, 0, x.offset())
	if w, ok := x.value("weekday"); ok {
		start = onWeekday(start, w)
	}
	return onDay(start, dateline.FromPublished)
}

// overnight gives the night before publication.
func (x *saying) overnight() interval {
	if !x.known {
		return unplaced(dateline.DayPart)
	}
	x.part, x.parted = 2030, true
	start := x.published.AddDate(0, 0, -1)
	return interval{start: start, grain: dateline.Day, basis: dateline.FromPublished}
}

// dayTold gives a day counted from the one of which the text has told: "the next day".
func (x *saying) dayTold() interval {
	x.t.vague = x.offset()
	if x.timeResolver.day.IsZero() {
		return unplaced(dateline.Day)
	}
	start := x.timeResolver.day.AddDate(0, 0, x.t.vague)
	if from, _ := hours(x.part); x.parted && from >= 20 && x.t.vague == 0 && x.night.Equal(x.timeResolver.day.AddDate(0, 0, -1)) && x.dawn {
		start = x.night // "at dawn on Friday ... the same night"
	}
	return onDay(start, dateline.FromText)
}

// unitsAway gives the time that lies so many units before or after another.
func (x *saying) unitsAway() interval {
	x.t.away = x.r.spans(x.m, x.s, x.unit)
	start, end, grain, basis := x.counted(x.s, x.m, &x.t, x.unit, x.number)
	if !start.IsZero() {
		return interval{start, end, grain, basis}
	}
	if f, ok := x.s.found(x.m, "number"); x.t.form == "text-later" && x.unit == "day" && (!ok || f.Kind != "number" || x.r.numbers[f.ID].bare >= 0) {
		x.t.vague = x.number
	}
	return unplaced(grainOf(x.unit))
}

// hence gives the day that lies so many units after publication, or the month or year.
func (x *saying) hence() interval {
	x.t.ahead = true
	if !x.known {
		return unplaced(grainOf(x.unit))
	}
	if x.unit == "day" || x.unit == "week" {
		return onDay(back(x.published, x.unit, -x.number), dateline.FromPublished)
	}
	start, end, grain := shifted(x.published, x.unit, x.number)
	return interval{start, end, grain, dateline.FromPublished}
}

// past gives the time from so many units ago up to publication. ok is false for none of them.
func (x *saying) past() (when interval, ok bool) {
	if x.hasNumber && x.number == 0 {
		return when, false
	}
	when = interval{grain: grainOf(x.unit), basis: dateline.FromPublished}
	if !x.known {
		return when, true
	}
	when.start, _, _ = shifted(x.published, x.unit, -x.number)
	if when.grain != dateline.Day {
		when.start = back(x.published, x.unit, x.number)
	}
	when.end = x.published
	x.t.form, x.t.spans = "span", x.r.spans(x.m, x.s, x.unit)
	return when, true
}

// within gives the time from publication until so many units after it.
func (x *saying) within() interval {
	x.t.ahead, x.t.spans = true, x.r.spans(x.m, x.s, x.unit)
	if !x.known {
		return unplaced(grainOf(x.unit))
	}
	return interval{x.published, back(x.published, x.unit, -x.number), grainOf(x.unit), dateline.FromPublished}
}

// until gives the time from publication until the unit is over.
func (x *saying) until() interval {
	x.t.ahead = true
	if !x.known {
		return unplaced(grainOf(x.unit))
	}
	_, end, grain := shifted(x.published, x.unit, 0)
	return interval{x.published, end, grain, dateline.FromPublished}
}

// unitNow gives the unit in which the report appeared, or one beside it; "this" ends with publication.
func (x *saying) unitNow() interval {
	offset := map[string]int{"this": 0, "last": -1, "next": 1}[x.t.form]
	if n, ok := x.value("offset"); ok {
		offset = n
	}
	if !x.known {
		return unplaced(grainOf(x.unit))
	}
	when := interval{basis: dateline.FromPublished}
	when.start, when.end, when.grain = shifted(x.published, x.unit, offset)
	switch {
	case x.edge != "" && when.grain == dateline.Month:
		when.start, when.end = thirds(when.start, when.end, x.edge, 10)
		when.grain = dateline.WeekGrain
	case x.edge != "" && when.grain == dateline.Year:
		when.start, when.end = thirds(when.start, when.end, x.edge, 0)
		when.grain = dateline.Season
	case x.t.form == "this":
		when.end = x.published
		if !when.start.Before(when.end) {
			when.end = when.end.AddDate(0, 0, 1)
		}
	}
	x.t.ahead = x.t.form == "next"
	return when
}
