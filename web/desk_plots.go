package web

import (
	"cmp"
	"html/template"
	"strings"
	"time"

	"dateline"
	"dateline/draw"
	"dateline/store"
)

// plots are the time line and the map of all that is let through, and the tables behind them.
type plots struct {
	Wide, Narrow template.HTML // the time line; empty where nothing has a date, or nothing is counted
	Map          template.HTML
	Unplaced     template.HTML // what has no place on the map, in words
	Times        []plotRow
	Places       []plotRow
	From, To     string // what the time line spans: days, for its sliders
}

// A plotRow is a row of the table behind a plot.
type plotRow struct {
	Title  string
	Path   string // of the desk with this alone; empty for none
	Count  int
	Killed template.HTML
}

// How many marks drawings have at most, and how many rows their tables.
const (
	stripMarks  = 150
	phoneMarks  = 60
	mapMarks    = 120
	timesRows   = 24
	narrowStrip = 358
)

func (v *visit) plots(q *deskQuery, survey *store.Survey, entries []*store.Entry) (p plots, err error) {
	if survey.Coming {
		return p, nil
	}
	if survey.Common {
		p.Unplaced = v.locale.text("desk.not-drawn")
		return p, nil
	}
	var ids, undated []string
	for _, e := range entries {
		ids = append(ids, e.ID)
		if e.From.IsZero() {
			undated = append(undated, e.ID)
		}
	}
	wide, of := survey.Stretches(stripMarks, ids)
	narrow, narrowOf := survey.Stretches(phoneMarks, ids)
	spots := survey.Spots(mapMarks, ids)
	tops := map[string]*store.Entry{}
	var wanted []string
	for _, s := range wide {
		if s.Count == 1 {
			wanted = append(wanted, s.Top)
		}
	}
	for _, s := range spots {
		wanted = append(wanted, s.Top)
	}
	found, err := v.Store.Entries(v.ctx(), wanted)
	if err != nil {
		return p, err
	}
	for _, e := range found {
		tops[e.ID] = e
	}
	if survey.Count > 0 && !survey.From.IsZero() {
		p.From, p.To = survey.From.Format(time.DateOnly), survey.To.Format(time.DateOnly)
		p.Wide = v.strip(q, survey, wide, of, tops, undated, 0)
		p.Narrow = v.strip(q, survey, narrow, narrowOf, tops, undated, narrowStrip)
	}
	if survey.Count > 0 || q.filter.Box != nil {
		p.Map, p.Unplaced = v.deskMap(q, survey, spots, tops)
	}
	rows, of := survey.Stretches(timesRows, nil)
	for _, s := range rows {
		title, path := v.stretchTitle(&s, of)
		p.Times = append(p.Times, plotRow{title, q.address(path...), s.Count, v.sumOfKilled(&s.Sum)})
	}
	for _, s := range spots {
		row := plotRow{Title: v.spotLabel(&s, tops[s.Top]), Count: s.Count, Killed: v.sumOfKilled(&s.Sum)}
		if lead := v.spotLead(&s, tops[s.Top]); lead != nil {
			row.Path = q.address(append([]string{"place", "", "country", "", "box", ""}, lead...)...)
		}
		p.Places = append(p.Places, row)
	}
	return p, nil
}

// sumOfKilled is what the best counts come to.
func (v *visit) sumOfKilled(s *store.Sum) template.HTML {
	switch {
	case !s.Counted:
		return v.locale.text("count.unstated")
	case s.Open:
		return v.locale.text("count.at-least", "low", s.Killed)
	}
	return template.HTML(template.HTMLEscapeString(v.locale.number(s.Killed)))
}

// strip draws the time line.
func (v *visit) strip(q *deskQuery, survey *store.Survey, stretches []store.Stretch, of dateline.Grain, tops map[string]*store.Entry, undated []string, width float64) template.HTML {
	l := v.locale
	t := draw.Timeline{ID: "strip", Title: l.words("desk.strip-title"), Width: width, Handles: true, Since: q.filter.From, Words: l.drawingWords(),
		Undated: l.words("desk.undated"), Several: func(n int, _ []draw.Entry) string { return l.words("count.incidents", "n", n) }}
	if width > 0 {
		t.ID, t.Undated = "strip-narrow", l.words("desk.undated-short")
	}
	if !q.filter.To.IsZero() {
		t.Until = q.filter.To.AddDate(0, 0, 1)
	}
	if of != "" && of != dateline.Day {
		t.Title = l.words("desk.strip-sums", "period", l.key("period", string(of)))
	}
	for i := range stretches {
		s := &stretches[i]
		title, path := v.stretchTitle(s, of)
		entry := draw.Entry{ID: strings.Join(s.IDs, " "), From: s.From, To: s.To.AddDate(0, 0, 1), Killed: s.Killed, Open: s.Open, Counted: s.Counted, Count: s.Count}
		entry.Lead = query(path)
		if e := tops[s.Top]; s.Count == 1 && e != nil {
			title = l.words("desk.mark", "when", v.locale.when(entryTime(e)).Words, "title", v.titleOf(e))
		} else {
			title = l.words("desk.mark-sum", "when", title, "count", l.words("count.incidents", "n", s.Count))
		}
		entry.Title = title
		if s.Counted {
			entry.Figure = l.shortCount(s.Killed, map[bool]int{true: dateline.Open, false: s.Killed}[s.Open])
			entry.Title = l.words("desk.mark-killed", "mark", title, "killed", entry.Figure)
		}
		if !s.Doubt && s.To.Sub(s.From) > 24*time.Hour { // a sum: it stands in the middle
			middle := s.From.Add(s.To.Sub(s.From) / 2).Truncate(24 * time.Hour)
			entry.From, entry.To = middle, middle.AddDate(0, 0, 1)
		}
		t.Entries = append(t.Entries, entry)
	}
	if survey.Undated > 0 {
		t.Entries = append(t.Entries, draw.Entry{ID: strings.Join(undated, " "), Count: survey.Undated, Title: l.words("desk.undated-title", "n", survey.Undated)})
	}
	return t.SVG()
}

// stretchTitle names a stretch of time, and gives the fields by which the desk shows it alone.
func (v *visit) stretchTitle(s *store.Stretch, of dateline.Grain) (title string, path []string) {
	l := v.locale
	from, to := s.From.Format(time.DateOnly), s.To.Format(time.DateOnly)
	next := s.To.AddDate(0, 0, 1)
	switch {
	case s.From.Day() == 1 && next.Day() == 1 && s.From.Month() == 1 && next.Month() == 1:
		from, to = from[:4], to[:4]
	case s.From.Day() == 1 && next.Day() == 1:
		from, to = from[:7], to[:7]
	}
	a, _ := l.dayRangeOf(from)
	b, _ := l.dayRangeOf(to)
	title = a.words
	if a.words != b.words {
		title = l.words("time.range", "from", a.words, "to", b.words)
	}
	return title, []string{"from", from, "to", to}
}

// query writes pairs of field and value as in an address.
func query(pairs []string) string {
	if len(pairs) == 0 {
		return ""
	}
	_, text, _ := strings.Cut((&deskQuery{}).address(pairs...), "?")
	return text
}

// deskMap draws the map, and says what is not on it.
func (v *visit) deskMap(q *deskQuery, survey *store.Survey, spots []store.Spot, tops map[string]*store.Entry) (drawn, unplaced template.HTML) {
	l := v.locale
	m := draw.Map{ID: "map", Title: l.words("desk.map-title"), Description: l.words("desk.map-description"), Atlas: v.atlas, Words: l.drawingWords(), Country: l.country,
		Distance: func(km int) string { return l.words("map.km", "n", km) },
		Only: func(n int, grain string) string {
			return l.words("desk.only", "count", l.number(n), "grain", l.key("grain", grain))
		},
		Several: func(n int, at []draw.Spot) string {
			label := at[0].Label
			for _, other := range at[1:] {
				if other.Label != label {
					label = l.words("desk.and-others", "place", at[0].Label)
					break
				}
			}
			return l.words("desk.mark-sum", "when", label, "count", l.words("count.incidents", "n", n))
		}}
	if b := q.filter.Box; b != nil {
		m.Box = &draw.Box{West: b.West, South: b.South, East: b.East, North: b.North}
	}
	for i := range spots {
		s := &spots[i]
		e := tops[s.Top]
		spot := draw.Spot{ID: strings.Join(s.IDs, " "), Label: v.spotLabel(s, e), Lat: s.Lat, Lon: s.Lon, Grain: s.Grain, Country: s.Country, Killed: s.Killed, Counted: s.Counted, Open: s.Open, Count: s.Count,
			Lead: query(v.spotLead(s, e))}
		if e != nil && s.Count == 1 {
			spot.Title = l.words("desk.mark-place", "place", spot.Label, "when", l.when(entryTime(e)).Words, "title", v.titleOf(e))
			figureSpot(&spot, s.Killed, map[bool]int{true: dateline.Open, false: s.Killed}[s.Open], s.Counted)
			if s.Counted && s.Killed > 0 {
				spot.Note = l.words("desk.spot-killed", "n", s.Killed, "count", l.shortCount(s.Killed, map[bool]int{true: dateline.Open, false: s.Killed}[s.Open]))
			}
		}
		m.Spots = append(m.Spots, spot)
	}
	lost := survey.Unplaced
	for _, s := range m.Undrawn() {
		lost += max(1, s.Count)
	}
	unplaced = l.text("desk.all-placed")
	if lost > 0 {
		unplaced = l.text("desk.unplaced", "n", lost)
	}
	if len(spots) == 0 && m.Box == nil {
		return "", unplaced
	}
	return m.SVG(), unplaced
}

// spotLabel names a place by the incident that stands for it.
func (v *visit) spotLabel(s *store.Spot, e *store.Entry) string {
	name := ""
	if s.Grain == dateline.CountryGrain || s.Lat == nil {
		name = v.locale.country(s.Country)
	} else if e != nil {
		name = e.Place
	}
	if s.Places > 1 && s.Lat != nil && s.Grain != dateline.CountryGrain {
		return v.locale.words("desk.and-others", "place", name)
	}
	return cmp.Or(name, v.locale.words("place.unstated"))
}

// spotLead gives the fields by which the desk shows a place alone; none where it is several places.
func (v *visit) spotLead(s *store.Spot, e *store.Entry) []string {
	switch {
	case s.Grain == dateline.CountryGrain || s.Lat == nil:
		return []string{"country", s.Country}
	case s.Places == 1 && e != nil && e.Place != "":
		return []string{"place", e.Place, "country", e.Country}
	}
	return nil
}
