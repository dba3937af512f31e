package web

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/store"
)

// deskFields are what the address of the desk may ask for, in the order in which it does.
var deskFields = []string{"from", "to", "place", "country", "box", "type", "actor", "killed", "claim", "status", "review", "words", "news", "since", "sort", "page"}

// deskFilters are the filters of the desk, each with its fields.
var deskFilters = []struct {
	name   string
	fields []string
}{
	{"time", []string{"from", "to"}},
	{"place", []string{"place", "country", "box"}},
	{"type", []string{"type"}},
	{"actor", []string{"actor"}},
	{"toll", []string{"killed"}},
	{"claim", []string{"claim"}},
	{"status", []string{"status"}},
	{"review", []string{"review"}},
	{"words", []string{"words"}},
	{"news", []string{"news", "since"}},
}

// A deskQuery is what is asked of the desk.
type deskQuery struct {
	typed  map[string]string // by field, as it stands in the address
	filter store.Filter
	order  store.Order
	page   int               // from 1 on
	shown  map[string]string // by filter: what it is set to, in words
	faults map[string]string // by filter: why what was typed cannot be taken
	// plain is true where the address has nothing but what deskQuery.address writes.
	plain bool
}

// deskQuery reads what the address asks for. What cannot be understood filters nothing, and is in faults.
func (v *visit) deskQuery() (*deskQuery, error) {
	q := &deskQuery{typed: map[string]string{}, shown: map[string]string{}, faults: map[string]string{}, plain: true}
	for field, values := range v.r.URL.Query() {
		if !slices.Contains(deskFields, field) {
			continue
		}
		text := strings.TrimSpace(strings.Join(slices.DeleteFunc(values, func(s string) bool { return strings.TrimSpace(s) == "" }), ","))
		if field != "words" && field != "place" && field != "actor" {
			text = latinDigits(text)
		}
		if len(text) > 500 {
			text = text[:500]
		}
		q.plain = q.plain && text != "" && len(values) == 1
		if text = strings.ToValidUTF8(text, ""); text != "" {
			q.typed[field] = text
		}
	}
	for _, read := range []func(*deskQuery) error{v.readDays, v.readPlace, v.readType, v.readActor, v.readToll, v.readChoices, v.readNews} {
		if err := read(q); err != nil {
			return nil, err
		}
	}
	if q.filter.Words = q.typed["words"]; q.filter.Words != "" {
		q.shown["words"] = q.filter.Words
	}
	q.order = store.Order(q.typed["sort"])
	if !slices.Contains(deskOrders, q.order) {
		q.order = store.ByDay
	}
	q.page = 1
	if n, err := strconv.Atoi(q.typed["page"]); err == nil && n > 1 && n < 1_000_000 {
		q.page = n
	}
	return q, nil
}

// deskOrders are the orders of the desk, the usual first.
var deskOrders = []store.Order{store.ByDay, store.ByOldest, store.ByKilled, store.ByChanged, store.ByPublished}

// latinDigits writes Arabic and Persian digits as 0 to 9.
func latinDigits(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		}
		return r
	}, text)
}

// address is that of the desk with these fields, and others in their place: pairs of field and value, an empty
// one for none. Without a pair for it the page is the first.
func (q *deskQuery) address(pairs ...string) string {
	var b strings.Builder
	for _, field := range deskFields {
		value := q.typed[field]
		if field == "page" {
			value = ""
		}
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == field {
				value = pairs[i+1]
			}
		}
		if value == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(field + "=" + strings.NewReplacer("%2C", ",", "%3A", ":").Replace(url.QueryEscape(value)))
	}
	if b.Len() == 0 {
		return "/"
	}
	return "/?" + b.String()
}

// without is the address without a filter.
func (q *deskQuery) without(filter string) string {
	var pairs []string
	for _, f := range deskFilters {
		if f.name == filter {
			for _, field := range f.fields {
				pairs = append(pairs, field, "")
			}
		}
	}
	return q.address(pairs...)
}

// set tells whether anything is filtered.
func (q *deskQuery) set() bool { return len(q.shown) > 0 }

// Typed is what stands in the address for a field.
func (q *deskQuery) Typed(field string) string { return q.typed[field] }

// Has tells whether a value is one of those of a field.
func (q *deskQuery) Has(field, value string) bool {
	return slices.Contains(strings.Split(q.typed[field], ","), value)
}

// A dayRange is the days that somebody wrote as one: a year, a month, a day.
type dayRange struct {
	first, last time.Time
	words       string
}

// dayRangeOf reads "2024", "2024-06" or "2024-06-05".
func (l *locale) dayRangeOf(text string) (r dayRange, ok bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
		words               func(time.Time) string
	}{
		{"2006", 1, 0, 0, func(t time.Time) string { return l.plainNumber(t.Year()) }},
		{"2006-1", 0, 1, 0, l.shortMonthYear},
		{"2006-1-2", 0, 0, 1, l.shortDay},
	} {
		if t, err := time.Parse(form.layout, text); err == nil && t.Year() > 0 {
			return dayRange{t, t.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1), form.words(t)}, true
		}
	}
	return r, false
}

// shortMonthYear is "Mar 2024".
func (l *locale) shortMonthYear(t time.Time) string {
	return l.words("date.month", "month", l.plain("month-short."+strconv.Itoa(int(t.Month()))), "year", l.plainNumber(t.Year()))
}

// shortDay is "22 Mar 2024".
func (l *locale) shortDay(t time.Time) string {
	return l.words("date.full", "day", l.plainNumber(t.Day()), "month", l.plain("month-short."+strconv.Itoa(int(t.Month()))), "year", l.plainNumber(t.Year()))
}

func (v *visit) readDays(q *deskQuery) error {
	l := v.locale
	var from, to dayRange
	for field, into := range map[string]*dayRange{"from": &from, "to": &to} {
		text := q.typed[field]
		if text == "" {
			continue
		}
		var ok bool
		if *into, ok = l.dayRangeOf(text); !ok {
			q.faults["time"] = l.words("desk.fault-time", "typed", text)
		}
	}
	switch {
	case q.faults["time"] != "":
		return nil
	case from.words != "" && to.words != "" && to.last.Before(from.first):
		q.faults["time"] = l.words("desk.fault-order", "from", from.words, "to", to.words)
		return nil
	case from.words != "" && from.words == to.words:
		q.shown["time"] = from.words
	case from.words != "" && to.words != "":
		q.shown["time"] = l.words("time.range", "from", from.words, "to", to.words)
	case from.words != "":
		q.shown["time"] = l.words("desk.from", "date", from.words)
	case to.words != "":
		q.shown["time"] = l.words("desk.until", "date", to.words)
	}
	q.filter.From, q.filter.To = from.first, to.last
	return nil
}

func (v *visit) readPlace(q *deskQuery) error {
	l := v.locale
	var shown []string
	if place := q.typed["place"]; place != "" {
		if dateline.Fold(place) == "" || len(dateline.NameWords(place)) == 0 {
			q.faults["place"] = l.words("desk.fault-place", "typed", place)
		} else {
			q.filter.Place = place
			shown = append(shown, place)
		}
	}
	if code := q.typed["country"]; code != "" {
		if len(code) != 2 || strings.ToUpper(code) != code {
			q.faults["place"] = l.words("desk.fault-country", "typed", code)
		} else {
			q.filter.Country = code
			shown = append(shown, l.country(code))
		}
	}
	if text := q.typed["box"]; text != "" {
		box, ok := boxOf(text)
		if !ok {
			q.faults["place"] = l.words("desk.fault-box", "typed", text)
		} else {
			q.filter.Box = box
			shown = append(shown, l.words("desk.box"))
		}
	}
	if len(shown) > 0 {
		q.shown["place"] = strings.Join(shown, l.plain("list.comma"))
	}
	return nil
}

// boxOf reads "W,S,E,N" in degrees.
func boxOf(text string) (*store.Box, bool) {
	var d [4]float64
	parts := strings.Split(text, ",")
	if len(parts) != 4 {
		return nil, false
	}
	for i, part := range parts {
		n, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		limit := 180.0
		if i%2 == 1 {
			limit = 90
		}
		if err != nil || !(n >= -limit && n <= limit) {
			return nil, false
		}
		d[i] = n
	}
	return &store.Box{West: d[0], South: d[1], East: d[2], North: d[3]}, d[1] <= d[3]
}

func (v *visit) readType(q *deskQuery) error {
	var shown []string
	for _, key := range fieldList(q.typed["type"]) {
		if _, ok := v.Book.Entry(codebook.Type, key); !ok {
			q.faults["type"] = v.locale.words("desk.fault-type", "typed", key)
			continue
		}
		shown = append(shown, v.locale.key("type", key))
		for _, entry := range v.Book.Entries(codebook.Type) {
			if v.Book.IsA(entry.Key, key) && !slices.Contains(q.filter.Types, entry.Key) {
				q.filter.Types = append(q.filter.Types, entry.Key)
			}
		}
	}
	if len(shown) > 0 {
		q.shown["type"] = strings.Join(shown, v.locale.plain("list.comma"))
	}
	return nil
}

func fieldList(text string) []string {
	var all []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '،' || r == ';' || r == '؛' }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// mostActors are looked for at once.
const mostActors = 12

func (v *visit) readActor(q *deskQuery) error {
	var shown []string
	for i, typed := range fieldList(q.typed["actor"]) {
		if i == mostActors {
			break
		}
		id, name, err := v.Store.Called(v.ctx(), typed)
		switch {
		case errors.Is(err, store.ErrUnknown):
			q.faults["actor"] = v.locale.words("desk.fault-actor", "typed", typed)
			continue
		case err != nil:
			return err
		}
		if slices.Contains(q.filter.Actors, id) {
			continue
		}
		q.filter.Actors = append(q.filter.Actors, id)
		shown = append(shown, name)
	}
	if len(shown) == 0 {
		return nil
	}
	q.shown["actor"] = strings.Join(shown, v.locale.plain("list.comma"))
	if ids := strings.Join(q.filter.Actors, ","); q.faults["actor"] == "" && ids != q.typed["actor"] {
		q.typed["actor"], q.plain = ids, false
	}
	return nil
}

func (v *visit) readToll(q *deskQuery) error {
	text := q.typed["killed"]
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 10_000_000 {
		q.faults["toll"] = v.locale.words("desk.fault-toll", "typed", text)
		return nil
	}
	if q.filter.KilledFrom = n; n > 0 {
		q.shown["toll"] = v.locale.words("count.at-least", "low", n)
	}
	return nil
}

// claimChoices, statusChoices and reviewChoices are what can be chosen.
var (
	claimChoices  = []string{anyClaim, dateline.Claimed, dateline.Rival, dateline.ClaimDenied, dateline.NoneStated, dateline.Unmentioned}
	reviewChoices = []string{"unsettled", "settled", "unseen", "part", "whole"}
	reviewedAs    = map[string]store.Reviewed{"unseen": store.ReviewedNone, "part": store.ReviewedPart, "whole": store.ReviewedWhole}
)

// anyClaim asks for every state of a claim in which somebody says something of it.
const anyClaim = "any"

func (v *visit) statusChoices() []string {
	var all []string
	for _, entry := range v.Book.Entries(codebook.Status) {
		all = append(all, entry.Key)
	}
	return all
}

func (v *visit) readChoices(q *deskQuery) error {
	for _, choice := range []struct {
		filter, class string
		of            []string
	}{{"claim", "desk-claim", claimChoices}, {"status", "status", v.statusChoices()}, {"review", "desk-review", reviewChoices}} {
		value := q.typed[choice.filter]
		switch {
		case value == "":
		case !slices.Contains(choice.of, value):
			q.faults[choice.filter] = v.locale.words("desk.fault-choice", "typed", value)
		default:
			q.shown[choice.filter] = v.locale.key(choice.class, value)
			switch choice.filter {
			case "claim":
				if q.filter.AnyClaim = value == anyClaim; !q.filter.AnyClaim {
					q.filter.Claim = value
				}
			case "status":
				q.filter.Status = dateline.Status(value)
			case "review":
				if reviewed, ok := reviewedAs[value]; ok {
					q.filter.Reviewed = &reviewed
				} else {
					settled := value == "settled"
					q.filter.Settled = &settled
				}
			}
		}
	}
	return nil
}
