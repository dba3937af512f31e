package web

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline"
)

// key is the locale's word for a key of the codebook; the key spelt where it has none.
func (l *locale) key(class, key string) string {
	if full := class + "." + key; l.has(full) {
		return l.plain(full)
	}
	return strings.ReplaceAll(key, "-", " ")
}

// country names a country by its ISO 3166-1 code; the code itself where it is none.
func (l *locale) country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.Regions(l.tag).Name(region); name != "" {
		return name
	}
	return code
}

// quotationMarks stand around words that are quoted already.
const quotationMarks = "“”„‟\"«»‹›"

// quote puts words of a report between the locale's quotation marks, in their own language and direction.
func (l *locale) quote(s string) template.HTML {
	s = strings.Join(strings.Fields(s), " ")
	if bare := strings.Trim(s, quotationMarks); !strings.ContainsAny(bare, quotationMarks) {
		s = bare
	}
	if s == "" {
		return ""
	}
	return template.HTML(`<q class="q" dir="auto">` + template.HTMLEscapeString(l.plain("quote.open")+s+l.plain("quote.close")) + `</q>`)
}

// A line is how sure or how fine a value is, as the line below it shows it.
type line string

// The lines.
const (
	exact  line = "exact"  // a day, a town or a site, a number
	approx line = "approx" // coarser
	unres  line = "unres"  // open: not resolved, not counted
	gap    line = "gapv"   // not stated
)

// A value is something of the record in words, with how fine it is.
type value struct {
	Words string
	Line  line
	Note  string // its precision, or why it is not there; may be empty
}

// count puts a number of people and its bounds into words: "9", "63 or more", "41 to 47".
func (l *locale) count(low, high int) value {
	switch {
	case low == 0 && high == 0:
		return value{Words: l.words("count.none"), Line: exact}
	case low <= 1 && high == dateline.Open:
		return value{Words: l.words("count.some"), Line: unres, Note: l.words("count.not-counted")}
	case high == dateline.Open:
		return value{Words: l.words("count.at-least", "low", low), Line: exact, Note: l.words("count.open-above")}
	case low == high:
		return value{Words: l.number(low), Line: exact}
	case low == 0:
		return value{Words: l.words("count.up-to", "high", high), Line: approx, Note: l.words("count.no-floor")}
	}
	return value{Words: l.words("count.range", "low", low, "high", high), Line: approx}
}

// shortCount is count where room is scarce: "63+" in English.
func (l *locale) shortCount(low, high int) string {
	if high == dateline.Open && low > 1 {
		return l.words("count.at-least-short", "low", low)
	}
	return l.count(low, high).Words
}

// when puts a time into words, as exact as it was stated.
func (l *locale) when(t *dateline.Time) value {
	switch {
	case t == nil:
		return value{Words: l.words("time.unstated"), Line: gap}
	case !t.Resolved() && t.Start.IsZero():
		return value{Words: l.words("time.open"), Line: unres, Note: l.words("time.open-note")}
	case !t.Resolved():
		return value{Words: l.words("time.from", "date", t.Start.At), Line: approx}
	}
	start, end := t.Start.At, t.End.At
	last := end.AddDate(0, 0, -1)
	v := value{Line: approx, Note: l.key("grain", string(t.Grain))}
	switch {
	case t.Grain == dateline.Minute:
		v.Words, v.Line = l.words("time.at", "day", l.weekday(start), "clock", l.clock(start)), exact
	case t.Grain == dateline.Hour:
		v.Words, v.Line = l.words("time.about", "day", l.weekday(start), "clock", l.clock(start)), exact
	case t.Start.Clock || t.End.Clock:
		v.Words, v.Line = l.partOfDay(start, end), exact
	case end.Equal(start.AddDate(0, 0, 1)):
		v.Words, v.Line = l.weekday(start), exact
	case start.Day() == 1 && end.Equal(start.AddDate(0, 1, 0)):
		v.Words = l.monthYear(start)
	case start.YearDay() == 1 && end.Equal(start.AddDate(1, 0, 0)):
		v.Words = l.plainNumber(start.Year())
	case start.YearDay() == 1 && end.YearDay() == 1:
		v.Words = l.words("time.range", "from", l.plainNumber(start.Year()), "to", l.plainNumber(last.Year()))
	case start.Year() == last.Year() && start.Month() == last.Month():
		v.Words = l.words("time.range", "from", l.plainNumber(start.Day()), "to", last)
	case start.Year() == last.Year():
		v.Words = l.words("time.range", "from", l.shortDate(start), "to", last)
	default:
		v.Words = l.words("time.range", "from", start, "to", last)
	}
	return v
}

// partOfDay is "Friday, 22 March 2024, 18:00 to 24:00", or the name of the part where it is one.
func (l *locale) partOfDay(start, end time.Time) string {
	if end.Sub(start) > 24*time.Hour {
		return l.words("time.range", "from", l.moment(start), "to", l.moment(end))
	}
	if start.Day() != end.Day() && end.Hour() > 0 {
		return l.words("time.night", "from", l.shortDate(start), "to", end)
	}
	for part, hours := range map[string][2]int{"morning": {6, 12}, "noon": {11, 13}, "afternoon": {12, 18}, "evening": {18, 0}, "night": {0, 6}} {
		if start.Hour() == hours[0] && end.Hour() == hours[1] && start.Minute() == 0 && end.Minute() == 0 {
			return l.words("time.part", "day", l.weekday(start), "part", l.plain("part."+part))
		}
	}
	return l.words("time.between", "day", l.weekday(start), "from", l.clock(start), "to", l.clock(end))
}

// where names a place from the small to the large.
func (l *locale) where(p *dateline.Place) value {
	if p == nil {
		return value{Words: l.words("place.unstated"), Line: gap}
	}
	v := value{Words: p.Name, Line: approx, Note: l.key("grain", p.Grain)}
	switch p.Grain {
	case dateline.Town:
		v.Line = exact
	case dateline.CountryGrain:
		v.Words = l.country(p.Country)
	}
	if p.Lat == nil || p.Lon == nil {
		v.Line, v.Note = unres, l.words("place.unknown")
	}
	return v
}

// agoAny is ago of a moment, or of what a template holds that may be one.
func (l *locale) agoAny(t any, now time.Time) (string, error) {
	at, ok := t.(time.Time)
	if !ok {
		return "", fmt.Errorf("ago of %T", t)
	}
	if at.IsZero() {
		return "", nil
	}
	return l.ago(at, now), nil
}

// who says by whom a value was decided.
type who string

// The deciders.
const (
	machine   who = "machine"
	accepted  who = "human"
	corrected who = "fixed"
	rejected  who = "no"
	unstated  who = "gap"
)

// mark draws who decided a value, and says it: a hollow circle, a filled one, a square, a dash, a struck circle.
func (l *locale) mark(w who) template.HTML {
	shape := map[who]string{
		machine:   `<circle cx="4.5" cy="4.5" r="3.4"/>`,
		accepted:  `<circle class="f" cx="4.5" cy="4.5" r="3.4"/>`,
		corrected: `<rect class="f" x="1.2" y="1.2" width="6.6" height="6.6"/>`,
		unstated:  `<path d="M1 4.5H8"/>`,
		rejected:  `<circle cx="4.5" cy="4.5" r="3.4"/><path d="M1.5 7.5 7.5 1.5"/>`,
	}[w]
	return template.HTML(`<svg class="mk" viewBox="0 0 9 9" role="img" aria-label="` + template.HTMLEscapeString(l.words("mark."+string(w))) + `">` + shape + `</svg>`)
}

// glyph draws an act of speaking; a word for it stands beside it always.
func glyph(act string) template.HTML {
	class, shape := "act", ""
	switch act {
	case "claims-responsibility", "claimed", "rival":
		shape = `<path class="f" d="M5.5 .8 10.2 5.5 5.5 10.2 .8 5.5Z"/>`
	case "confirms":
		shape = `<path d="M1 6 4.2 9.2 10.2 2"/>`
	case "denies", "denied":
		shape = `<path d="M1.6 1.6 9.4 9.4M9.4 1.6 1.6 9.4"/>`
	case "blames":
		class, shape = "act way", `<path d="M.5 5.5H10M6.5 2 10 5.5 6.5 9"/>`
	case "warns":
		shape = `<circle cx="5.5" cy="5.5" r="4.6" stroke-dasharray="2.4 1.9"/>`
	default:
		shape = `<path d="M1 5.5H10"/>`
	}
	return template.HTML(`<svg class="` + class + `" viewBox="0 0 11 11" aria-hidden="true">` + shape + `</svg>`)
}

// years says from when to when a tie holds, as finely as the actor list has it; empty if it says neither.
func (l *locale) years(from, to string) string {
	switch {
	case from == "" && to == "":
		return ""
	case to == "":
		return l.words("actor.since", "from", l.listedDate(from))
	case from == "":
		return l.words("actor.until", "to", l.listedDate(to))
	}
	return l.words("actor.years", "from", l.listedDate(from), "to", l.listedDate(to))
}

// listedDate puts a date of the actor list into words: a day, a month or a year.
func (l *locale) listedDate(date string) string {
	if day, err := time.Parse(time.DateOnly, date); err == nil {
		return l.date(day)
	}
	if month, err := time.Parse("2006-01", date); err == nil {
		return l.monthYear(month)
	}
	return l.digits.Replace(date)
}
