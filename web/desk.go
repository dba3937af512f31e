package web

import (
	"html/template"
	"regexp"
	"strconv"
	"time"

	"dateline"
	"dateline/store"
)

// A deskPage is the start: incidents, and what narrows them down.
type deskPage struct {
	Query   *deskQuery
	News    template.HTML // what changed since the last visit; empty if nothing did, or nobody was here
	Counts  template.HTML
	Facets  []facet
	Faults  []facet // those that cannot be understood
	Address string  // what is asked for, as it stands in the address: "?type=bombing"
	Clear   bool    // something is asked for
	Sorts   []sortChoice
	Found   *found
	Groups  []group
	Empty   template.HTML // why no incident is listed
	Without []template.HTML
	Older   string // address of the next page; empty for none
	Newer   string
	Plots   plots
	Moved   store.Moved
	Coming  bool // the incidents are being read for the first time: plots and counts follow
}

// A headline is a dateline: town, land, day.
type headline struct {
	Town      string
	Lands     []string
	PlaceNote string // how fine, where the place is no town
	Time      value
}

// deskPageLength is how many incidents a page of the desk lists.
const deskPageLength = 50

func (v *visit) desk() error {
	q, err := v.deskQuery()
	if err != nil {
		return err
	}
	if !q.plain && len(q.faults) == 0 {
		return v.seeOther(q.address())
	}
	page := deskPage{Query: q, Clear: q.set(), Sorts: v.sorts(q)}
	if address := q.address("page", q.typed["page"]); address != "/" {
		page.Address = address[1:]
	}
	if page.Moved, err = v.Store.Moved(v.ctx()); err != nil {
		return err
	}
	survey, entries, err := v.listed(q)
	if err != nil {
		return err
	}
	page.Coming = survey.Coming
	if err := v.turning(&page, survey, len(entries)); err != nil {
		return err
	}
	if len(entries) > deskPageLength {
		entries = entries[:deskPageLength]
	}
	if page.Groups, err = v.groups(q, survey, entries); err != nil {
		return err
	}
	if page.Plots, err = v.plots(q, survey, entries); err != nil {
		return err
	}
	if page.Facets, err = v.facets(q, survey.Coming); err != nil {
		return err
	}
	for _, f := range page.Facets {
		if f.Fault != "" {
			page.Faults = append(page.Faults, f)
		}
	}
	if page.Found, err = v.foundReports(q.filter.Words); err != nil {
		return err
	}
	if len(entries) == 0 {
		if err := v.emptyDesk(&page); err != nil {
			return err
		}
	}
	if page.News, err = v.news(); err != nil {
		return err
	}
	if len(page.Faults) > 0 {
		return v.showStatus(400, "desk", "desk.title", page)
	}
	return v.show("desk", "desk.title", page)
}

// listed gives what a query lets through, and the incidents of its page: one more where they are not counted
// and the page is not the last.
func (v *visit) listed(q *deskQuery) (*store.Survey, []*store.Entry, error) {
	survey, err := v.Store.Survey(v.ctx(), q.filter)
	if err != nil {
		return nil, nil, err
	}
	if survey.Common {
		entries, err := v.Store.Incidents(v.ctx(), q.filter, q.order, deskPageLength+1, (q.page-1)*deskPageLength)
		return survey, entries, err
	}
	q.page = max(1, min(q.page, (survey.Count+deskPageLength-1)/deskPageLength))
	ids, err := survey.IDs(q.order, deskPageLength, (q.page-1)*deskPageLength)
	if err != nil {
		return nil, nil, err
	}
	entries, err := v.Store.Entries(v.ctx(), ids)
	return survey, entries, err
}

// turning says how much there is, and where the pages before and after this one are.
func (v *visit) turning(page *deskPage, survey *store.Survey, listed int) error {
	l, q := v.locale, page.Query
	stats, err := v.Store.Stats(v.ctx())
	if err != nil {
		return err
	}
	counted := func(key string, n int) template.HTML { return boldNumbers(l.words(key, "n", n)) }
	join := func(parts ...template.HTML) template.HTML {
		all := parts[0]
		for _, part := range parts[1:] {
			all += template.HTML(template.HTMLEscapeString(l.plain("list.comma"))) + part
		}
		return all
	}
	more := survey.Count > q.page*deskPageLength
	switch {
	case survey.Common:
		more = listed > deskPageLength
		page.Counts = boldNumbers(l.words("desk.of-many", "shown", min(listed, deskPageLength)))
	case q.set():
		page.Counts = boldNumbers(l.words("desk.of", "n", survey.Count, "count", l.number(survey.Count), "all", l.number(stats.Incidents)))
	default:
		page.Counts = join(counted("count.incidents", stats.Incidents), counted("count.reports", stats.Reports), counted("count.copies", stats.Copies))
	}
	number := func(n int) string {
		if n == 1 {
			return ""
		}
		return strconv.Itoa(n)
	}
	if more {
		page.Older = q.address("page", number(q.page+1))
	}
	if q.page > 1 {
		page.Newer = q.address("page", number(q.page-1))
	}
	return nil
}

// boldNumbers sets the numbers of a text in bold.
func boldNumbers(text string) template.HTML {
	return template.HTML(digitRun.ReplaceAllString(template.HTMLEscapeString(text), "<b>$0</b>"))
}

var digitRun = regexp.MustCompile(`[0-9٠-٩]+(?:[,٬][0-9٠-٩]+)*`)

// A sortChoice is a way to sort the list.
type sortChoice struct {
	Order store.Order
	Label string
	Path  string
	On    bool
}

func (v *visit) sorts(q *deskQuery) []sortChoice {
	var all []sortChoice
	for _, order := range deskOrders {
		typed := string(order)
		if order == deskOrders[0] {
			typed = ""
		}
		all = append(all, sortChoice{order, v.locale.plain("desk-sort." + string(order)), q.address("sort", typed), order == q.order})
	}
	return all
}

// Sort is one of the sorts, for the head of a column.
func (p deskPage) Sort(order string) sortChoice {
	for _, s := range p.Sorts {
		if string(s.Order) == order {
			return s
		}
	}
	return sortChoice{}
}

// Sorted is the way in which the list is sorted.
func (p deskPage) Sorted() sortChoice { return p.Sort(string(p.Query.order)) }

// emptyDesk says why nothing is listed, and what would be without one of the filters.
func (v *visit) emptyDesk(page *deskPage) error {
	l, q := v.locale, page.Query
	if !q.set() {
		page.Empty = l.text("desk.empty")
		return nil
	}
	page.Empty = l.text("desk.none")
	for _, f := range deskFilters {
		if q.shown[f.name] == "" {
			continue
		}
		less := q.filter
		switch f.name {
		case "time":
			less.From, less.To = time.Time{}, time.Time{}
		case "place":
			less.Place, less.Country, less.Box = "", "", nil
		case "type":
			less.Types = nil
		case "actor":
			less.Actors = nil
		case "toll":
			less.KilledFrom = 0
		case "claim":
			less.Claim, less.AnyClaim = "", false
		case "status":
			less.Status = ""
		case "review":
			less.Settled, less.Reviewed = nil, nil
		case "words":
			less.Words = ""
		case "news":
			less.Among = nil
		}
		survey, err := v.Store.Survey(v.ctx(), less)
		if err != nil {
			return err
		}
		if survey.Count == 0 {
			continue
		}
		filter := template.HTML(`<a href="` + template.HTMLEscapeString(q.without(f.name)) + `">` + template.HTMLEscapeString(l.plain("filter."+f.name)+" ") +
			`<b>` + template.HTMLEscapeString(q.shown[f.name]) + `</b></a>`)
		page.Without = append(page.Without, l.text("desk.without", "filter", filter, "n", survey.Count))
	}
	return nil
}

// headlineOf gives the dateline of an incident in a listing.
func (v *visit) headlineOf(e *store.Entry) headline {
	h := headline{Town: e.Place, Time: v.locale.when(entryTime(e))}
	if e.Country != "" {
		if country := v.locale.country(e.Country); e.PlaceGrain != dateline.CountryGrain {
			h.Lands = append(h.Lands, country)
		} else {
			h.Town = country
		}
	}
	if e.Place != "" && e.PlaceGrain != dateline.Town {
		h.PlaceNote = v.locale.key("grain", e.PlaceGrain)
	}
	return h
}

// entryTime is the time of an incident in a listing, to the day.
func entryTime(e *store.Entry) *dateline.Time {
	if e.From.IsZero() || e.To.IsZero() {
		return nil
	}
	t := &dateline.Time{Grain: e.Grain}
	t.Start.At, t.End.At = e.From, e.To.Add(24*time.Hour)
	switch e.Grain {
	case dateline.Minute, dateline.Hour, dateline.DayPart:
		t.Grain = dateline.Day
	}
	return t
}
