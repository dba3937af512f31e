package extract

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"dateline"
	"dateline/lang"
	"dateline/rule"
)

// A Timex is an expression of time as TimeML has it: more than the times of a record, it may
// be a length of time, what comes back, or as vague as "now".
type Timex struct {
	dateline.Span                // in the document's text
	Type          string         // DATE, TIME, DURATION, SET
	Value         string         // of TIMEX3: 2024-03-22, 2024-W12, P3D, PAST_REF ...
	Time          *dateline.Time // as a record has it; nil for what is no time of its own
}

// Timexes lists the expressions of time of a text in their order; none for a language that
// the Reader does not know.
func (r *Reader) Timexes(text *lang.Text) []Timex {
	report := r.open(text)
	if report == nil {
		return nil
	}
	report.readNumbers()
	report.readTimes()
	var all []Timex
	lengths := report.lengths
	for i := range report.times {
		t := &report.times[i]
		s := report.sentences[t.sentence]
		for len(lengths) > 0 && lengths[0].From < s.at(t.first, t.last).From {
			all, lengths = append(all, lengths[0]), lengths[1:]
		}
		if len(t.ends) > 0 {
			all = append(all, t.ends...)
			continue
		}
		x := report.timex(t)
		x.Span, x.Time = s.at(report.pastLead(s, t), t.last), &t.time
		all = append(all, x)
	}
	all = append(all, lengths...)
	return slices.DeleteFunc(all, func(x Timex) bool { return x.Value == "" })
}

// pastLead gives the first token of a time that is none of the words that lead to it: "on", "over".
func (r *report) pastLead(s *sentence, t *timeMention) int {
	first := t.first
	for first+1 < t.last && r.book.Has("time-lead", s.Tokens[first].Norm) {
		first++
	}
	return first
}

// length gives a length of time, a set or a vague reference, which is no time of its own.
func (r *report) length(s *sentence, m *rule.Match) (x Timex, ok bool) {
	x = Timex{Span: s.at(m.First, m.Last), Type: "DATE", Value: m.Literal("value")}
	switch m.Literal("form") {
	case "reference":
		return r.reference(s, m, x)
	case "duration":
		x.Type = "DURATION"
	case "set":
		x.Type = "SET"
	default:
		return x, false
	}
	if x.Value != "" {
		return x, true
	}
	if w, ok := s.found(m, "weekday"); ok {
		x.Value = fmt.Sprintf("XXXX-WXX-%d", w.ID)
		return x, true
	}
	if f, ok := s.found(m, "month"); ok {
		x.Value = fmt.Sprintf("XXXX-%02d", f.ID)
		return x, true
	}
	if f, ok := s.found(m, "season"); ok {
		from, _ := hours(f.ID)
		x.Value = "XXXX-" + seasonCode(from)
		return x, true
	}
	unit, ok := s.found(m, "unit")
	if !ok {
		return x, false
	}
	if f, ok := s.found(m, "number"); ok && f.Kind == "number" && r.numbers[f.ID].bare < 0 && m.Literal("vague") == "" {
		return x, true // "some days" long: without a value it is left out
	}
	x.Value = r.spans(m, s, units[unit.ID])
	return x, true
}

// reference gives what is spoken of as known: a vague time, a season or a year of which something is, the
// unit that it is now.
func (r *report) reference(s *sentence, m *rule.Match, x Timex) (Timex, bool) {
	day, known := r.doc.Published.Day()
	if f, ok := s.found(m, "season"); ok {
		from, _ := hours(f.ID)
		x.Value = fmt.Sprintf("%04d-%s", day.Year(), seasonCode(from))
		return x, known
	}
	if m.Literal("end") == "year" {
		x.Value = fmt.Sprintf("%04d-12-31", day.Year())
		return x, known
	}
	if f, ok := s.found(m, "year"); ok {
		x.Value = fmt.Sprintf("%04d", f.ID)
		return x, true
	}
	if f, ok := s.found(m, "unit"); ok {
		now := &timeMention{clock: -1, part: -1}
		start, end, grain := shifted(day, units[f.ID], 0)
		now.time = dateline.Time{Start: dateline.Moment{At: start}, End: dateline.Moment{At: end}, Grain: grain}
		x.Value = r.timex(now).Value
		return x, known
	}
	return x, true
}

// spans gives the length of a match's number of units.
func (r *report) spans(m *rule.Match, s *sentence, unit string) string {
	count := "1"
	if f, ok := s.found(m, "number"); ok && f.Kind != "number" {
		count = strconv.Itoa(f.ID)
	} else if ok && r.numbers[f.ID].bare >= 0 {
		count = strconv.Itoa(r.numbers[f.ID].bare)
	} else if ok {
		count = "X"
	} else if n := m.Literal("number"); n != "" {
		count = n
	}
	value := period(count, unit)
	if m.Literal("half") == "" {
		return value
	}
	switch unit {
	case "minute":
		return value + "30S"
	case "hour":
		return value + "30M"
	}
	return period(count+".5", unit)
}

// period gives a number of units as TIMEX3 does: P3D, PT2H; X stands for one that is not said.
func period(count, unit string) string {
	switch unit {
	case "minute":
		return "PT" + count + "M"
	case "hour":
		if count == "24" {
			return "P1D"
		}
		return "PT" + count + "H"
	case "weekend":
		return "P" + count + "WE"
	case "month":
		return "P" + count + "M"
	case "century":
		return "P" + count + "CE"
	case "decade":
		if count == "X" {
			return "PXY"
		}
		return "P" + count + "0Y"
	}
	return "P" + count + string(unit[0]-'a'+'A')
}

// timex gives a time mention's type and value. One without a day is of the day of publication.
func (r *report) timex(t *timeMention) Timex {
	start := t.time.Start.At
	if t.spans != "" {
		return Timex{Type: "DURATION", Value: t.spans}
	}
	if t.beside || start.IsZero() && t.away != "" { // "a month after the flood"
		return Timex{Type: "DURATION", Value: t.away}
	}
	if start.IsZero() {
		day, known := r.doc.Published.Day()
		switch {
		case known && t.clock >= 0:
			return Timex{Type: "TIME", Value: day.Format("2006-01-02") + fmt.Sprintf("T%02d:%02d", t.clock/60, t.clock%60)}
		case known && t.part >= 0:
			return Timex{Type: "TIME", Value: day.Format("2006-01-02") + partCode(t.part)}
		case known && t.vague != 0: // "the day after": of the day of publication, where no other is told
			return Timex{Type: "DATE", Value: day.AddDate(0, 0, t.vague).Format(time.DateOnly)}
		}
		return Timex{}
	}
	switch t.time.Grain {
	case dateline.Minute, dateline.Hour:
		if t.time.Start.Clock {
			return Timex{Type: "TIME", Value: start.Format("2006-01-02T15:04")}
		}
	case dateline.DayPart:
		if t.part < 0 { // "early on Tuesday": of the day
			return Timex{Type: "DATE", Value: start.Format(time.DateOnly)}
		}
		return Timex{Type: "TIME", Value: start.Format("2006-01-02") + partCode(start.Hour()*100+start.Hour()+int(t.time.End.At.Sub(start).Hours()))}
	case dateline.WeekGrain:
		if t.time.End.At.Sub(start) > 7*day { // "late May"
			return Timex{Type: "DATE", Value: start.Format("2006-01")}
		}
		year, week := start.ISOWeek()
		value := fmt.Sprintf("%04d-W%02d", year, week)
		if start.Weekday() == 6 {
			value += "-WE"
		}
		return Timex{Type: "DATE", Value: value}
	case dateline.Month:
		return Timex{Type: "DATE", Value: start.Format("2006-01")}
	case dateline.Season:
		if t.form == "season" {
			return Timex{Type: "DATE", Value: start.Format("2006-") + seasonCode(int(start.Month()))}
		}
		if t.form == "half" {
			return Timex{Type: "DATE", Value: fmt.Sprintf("%04d-H%d", start.Year(), (start.Month()+5)/6)}
		}
		if t.form == "quarter" {
			return Timex{Type: "DATE", Value: fmt.Sprintf("%04d-Q%d", start.Year(), (start.Month()+2)/3)}
		}
		return Timex{Type: "DATE", Value: start.Format("2006")}
	case dateline.Year:
		return Timex{Type: "DATE", Value: start.Format("2006")}
	case dateline.Decade:
		if t.time.End.At.Sub(start) > 5000*day {
			return Timex{Type: "DATE", Value: start.Format("2006")[:2]}
		}
		return Timex{Type: "DATE", Value: start.Format("2006")[:3]}
	}
	if span := t.time.End.At.Sub(start); span == 3*day { // a lunar date with a day on either side
		start = start.Add(day)
	}
	return Timex{Type: "DATE", Value: start.Format("2006-01-02")}
}

// seasonCode gives the season that begins in a month, as TIMEX3 does.
func seasonCode(month int) string { return [...]string{"WI", "SP", "SU", "FA"}[month%12/3] }

// partCode gives a part of the day, packed as calendar.find does, as TIMEX3 does.
func partCode(part int) string {
	switch from, to := hours(part); {
	case from < 4:
		return "TNI"
	case from < 12:
		return "TMO"
	case from == 12 && to == 13:
		return "T12:00"
	case from < 18:
		return "TAF"
	case from < 20:
		return "TEV"
	}
	return "TNI"
}
