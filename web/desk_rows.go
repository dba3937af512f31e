package web

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A group is the incidents of one year or month, or those without a date.
type group struct {
	Title string // empty where the order is not that of time
	Count int    // of incidents in all, not on this page alone
	Rows  []deskRow
}

// A deskRow is an incident in a list.
type deskRow struct {
	*store.Entry
	Title   string
	Path    string
	Head    headline
	Killed  figureCell
	Injured figureCell
	Who     []whoLine
	More    int // lines of who says who that are not shown
	Rail    template.HTML
	Reports string
	Copies  string // empty for none
	What    string // what changed last; empty if nobody kept it
}

// A figureCell is a toll in a list.
type figureCell struct {
	Words template.HTML // numbers in bold
	Plain bool          // no number is known
	Note  string        // how reports differ
}

// groups are the rows of a page, under heads where the order is that of time.
func (v *visit) groups(q *deskQuery, survey *store.Survey, entries []*store.Entry) ([]group, error) {
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	glimpses, err := v.Store.Glimpses(v.ctx(), ids)
	if err != nil {
		return nil, err
	}
	timed := q.order == store.ByDay || q.order == store.ByOldest
	monthly := len(entries) > 0 && !entries[0].From.IsZero() && entries[0].From.Year() == entries[len(entries)-1].From.Year() && len(entries) > deskPageLength/2
	var all []group
	for _, e := range entries {
		g := group{}
		from, to := e.From, e.From
		switch {
		case !timed:
		case e.From.IsZero():
			g.Title, g.Count = v.locale.words("desk.no-date"), survey.Undated
		case monthly:
			g.Title = v.locale.monthYear(e.From)
			from = time.Date(e.From.Year(), e.From.Month(), 1, 0, 0, 0, 0, time.UTC)
			to = from.AddDate(0, 1, -1)
		default:
			g.Title = v.locale.plainNumber(e.From.Year())
			from = time.Date(e.From.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
			to = from.AddDate(1, 0, -1)
		}
		if n := len(all); n == 0 || all[n-1].Title != g.Title {
			if g.Title != "" && !e.From.IsZero() {
				g.Count = survey.Between(from, to)
			}
			all = append(all, g)
		}
		last := &all[len(all)-1]
		last.Rows = append(last.Rows, v.deskRow(e, glimpses[e.ID]))
	}
	return all, nil
}

func (v *visit) deskRow(e *store.Entry, g *store.Glimpse) deskRow {
	l := v.locale
	row := deskRow{Entry: e, Title: v.titleOf(e), Path: incidentPath(e.ID), Head: v.headlineOf(e), Rail: l.rail(e.Rail),
		Reports: l.words("count.reports", "n", e.Tellings), What: v.lastChange(&g.Last)}
	row.Killed = v.figureCell(e.Killed, g, "desk.some-killed", func(t store.Glanced) *store.Figure { return t.Killed })
	row.Injured = v.figureCell(e.Injured, g, "desk.some-injured", func(t store.Glanced) *store.Figure { return t.Injured })
	row.Who, row.More = v.whoLines(g)
	if g.Copies > 0 {
		row.Copies = l.words("count.copies", "n", g.Copies)
	}
	return row
}

// titleOf is the title of an incident; its type where no report has one.
func (v *visit) titleOf(e *store.Entry) string { return cmp.Or(e.Title, v.locale.key("type", e.Type)) }

// figureCell shows a toll, and how the reports differ about it.
func (v *visit) figureCell(best *store.Figure, g *store.Glimpse, some string, of func(store.Glanced) *store.Figure) figureCell {
	l := v.locale
	if best == nil {
		return figureCell{Words: l.text("count.unstated"), Plain: true}
	}
	bold := func(n int) template.HTML {
		return template.HTML("<b>" + template.HTMLEscapeString(l.number(n)) + "</b>")
	}
	var cell figureCell
	switch low, high := best.Low, best.High; {
	case low == 0 && high == 0:
		cell.Words = l.text("count.none")
	case low <= 1 && high == dateline.Open:
		cell.Words, cell.Plain = l.text(some), true
	case high == dateline.Open:
		cell.Words = template.HTML("<b>" + template.HTMLEscapeString(l.words("count.at-least-short", "low", low)) + "</b>")
	case low == high:
		cell.Words = bold(low)
	case low == 0:
		cell.Words = l.text("count.up-to", "high", bold(high))
	default:
		cell.Words = l.text("count.range", "low", bold(low), "high", bold(high))
	}
	cell.Note = v.spreadOf(best, g, of)
	return cell
}

// spreadOf says in words how the figures of the reports differ: of each outlet its last one counts.
func (v *visit) spreadOf(best *store.Figure, g *store.Glimpse, of func(store.Glanced) *store.Figure) string {
	l := v.locale
	var first *store.Figure
	current := map[string]store.Figure{}
	for _, t := range g.Tellings {
		f := of(t)
		if f == nil {
			continue
		}
		if first == nil {
			first = f
		}
		current[cmp.Or(t.Site, t.Report)] = *f
	}
	if first == nil {
		return ""
	}
	low, high, agree := best.Low, max(best.Low, best.High), true
	for _, f := range current {
		low, high, agree = min(low, f.Low), max(high, f.Low, f.High), agree && f == *best
	}
	earlier := ""
	if *first != *best && (first.Low < low || agree) {
		earlier = l.shortCount(first.Low, first.High)
	}
	switch {
	case agree && earlier != "":
		return l.words("desk.at-first", "first", earlier)
	case agree && len(current) == 1:
		return l.words("desk.sources", "n", 1)
	case agree:
		return l.words("desk.agree", "n", len(current))
	case earlier != "":
		return l.words("desk.range-from", "low", low, "high", high, "first", earlier)
	}
	return l.words("count.range", "low", low, "high", high)
}

// lastChange says in words what was changed last.
func (v *visit) lastChange(c *store.Change) string {
	l := v.locale
	what := c.Kind
	if what == store.ChangeValue {
		first, _, _ := strings.Cut(c.Words, " ")
		what = cmp.Or(c.Field, first) // older records have no field beside the words
	}
	if !l.has("what." + what) {
		return ""
	}
	if what == dateline.Killed || what == dateline.Injured {
		is, was, _ := strings.Cut(strings.TrimPrefix(c.Words, what+" "), ", was ")
		if is, was = l.figureWords(is), l.figureWords(was); is != "" && was != "" {
			return l.words("desk.toll-moved", "harm", l.plain("what."+what), "from", was, "to", is)
		}
	}
	return l.plain("what." + what)
}

// figureWords puts a figure as a Change has it into the locale's words, short; empty for none.
func (l *locale) figureWords(text string) string {
	var numbers []int
	for _, field := range strings.Fields(text) {
		if n, err := strconv.Atoi(field); err == nil {
			numbers = append(numbers, n)
		}
	}
	switch {
	case len(numbers) == 2:
		return l.shortCount(numbers[0], numbers[1])
	case len(numbers) == 1 && strings.HasSuffix(text, "or more"):
		return l.shortCount(numbers[0], dateline.Open)
	case len(numbers) == 1:
		return l.shortCount(numbers[0], numbers[0])
	}
	return ""
}
