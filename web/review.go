package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"dateline/store"
)

// A reviewPage is what is left to go through: reports of which not all was decided.
type reviewPage struct {
	Backlog  *store.Backlog
	Query    queueQuery
	Sorts    []queueChoice
	Sites    []siteChoice
	Days     []queueChoice
	Tongues  []queueChoice
	Rows     []reviewRow
	Previous string // address of the page before; empty for none
	Next     string
	First    string // address of the report to begin with; empty for none
	End      bool   // somebody walked to the end
}

// A reviewRow is a report that waits.
type reviewRow struct {
	*store.Waiting
	Path  string
	Doubt value
}

// A queueChoice is a way in which the queue can be sorted or narrowed down.
type queueChoice struct {
	Value, Label, Path string
	Chosen             bool
}

// queueLength is how many reports a page of the queue lists.
const queueLength = 50

// queueOrders are the ways in which the queue can be sorted, the usual one first.
var queueOrders = []store.QueueOrder{store.ByDoubt, store.ByToll, store.ByNewness}

// queueDays are the stretches of days to which the queue can be narrowed down.
var queueDays = []int{1, 7, 30}

// A queueQuery is what of the queue is asked for. What is empty does not matter.
type queueQuery struct {
	Order    store.QueueOrder
	Site     string
	Language string
	Days     int // it was added in the last so many
}

// newQueueQuery reads what is asked for in an address; its order stands in a field that has another name for reports. What
// the order of the queue cannot be is the usual one, and a stretch of days that there is not is none.
func newQueueQuery(fields url.Values, order string) queueQuery {
	query := queueQuery{Order: queueOrders[0], Site: fields.Get("outlet"), Language: fields.Get("language")}
	for _, o := range queueOrders {
		if string(o) == fields.Get(order) {
			query.Order = o
		}
	}
	for _, days := range queueDays {
		if strconv.Itoa(days) == fields.Get("days") {
			query.Days = days
		}
	}
	return query
}

// Set tells whether the queue is narrowed down.
func (q queueQuery) Set() bool { return q.Site != "" || q.Language != "" || q.Days != 0 }

// address is that of a page, with what is asked for and more.
func (q queueQuery) address(path, order string, more ...string) string {
	fields := url.Values{}
	set := func(name, value string) {
		if value != "" {
			fields.Set(name, value)
		}
	}
	if q.Order != queueOrders[0] || order == "queue" {
		set(order, string(q.Order))
	}
	set("outlet", q.Site)
	set("language", q.Language)
	if q.Days != 0 {
		set("days", strconv.Itoa(q.Days))
	}
	for i := 0; i+1 < len(more); i += 2 {
		set(more[i], more[i+1])
	}
	if len(fields) == 0 {
		return path
	}
	return path + "?" + fields.Encode()
}

// reportAddress is that of a report that is reached by the queue: its page knows what comes next.
func (q queueQuery) reportAddress(report string) string {
	return q.address("/report/"+url.PathEscape(report), "queue")
}

func (q queueQuery) filter(now time.Time) store.QueueFilter {
	f := store.QueueFilter{Site: q.Site, Language: q.Language}
	if q.Days != 0 {
		f.Since = now.AddDate(0, 0, -q.Days)
	}
	return f
}

// queueLinks gives the addresses of the queue by which a report was reached (the field "queue" of its address), and of what
// comes before and after it there; empty if it was reached in another way. A form on its page remembers.
func (v *visit) queueLinks(report string) (queue, previous, next string) {
	fields := v.r.URL.Query()
	if from, err := url.Parse(v.r.Referer()); !fields.Has("queue") && err == nil && from.Host == v.r.Host && from.Path == "/report/"+report {
		fields = from.Query()
	}
	if !fields.Has("queue") {
		return "", "", ""
	}
	query := newQueueQuery(fields, "queue")
	return query.address("/review", "sort"), query.address("/review/next", "sort", "before", report), query.address("/review/next", "sort", "after", report)
}

// reviewQueue shows the queue.
func (v *visit) reviewQueue() error {
	fields := v.r.URL.Query()
	query := newQueueQuery(fields, "sort")
	filter := query.filter(v.Now())
	filter.After, filter.Before = fields.Get("after"), fields.Get("before")
	queue, err := v.Store.Queue(v.ctx(), filter, query.Order, queueLength+1)
	if err != nil {
		return err
	}
	page := reviewPage{Query: query, End: fields.Has("end")}
	if page.Backlog, err = v.Store.Backlog(v.ctx()); err != nil {
		return err
	}
	more := len(queue) > queueLength
	earlier, later := filter.After != "", more
	if filter.Before != "" {
		earlier, later = more, true
		if more {
			queue = queue[1:]
		}
	} else if more {
		queue = queue[:queueLength]
	}
	sheets, err := v.sheetsOf()
	if err != nil {
		return err
	}
	for _, w := range queue {
		page.Rows = append(page.Rows, reviewRow{w, cmp.Or(sheets[w.Report], query.reportAddress(w.Report)), v.locale.doubt(w)})
	}
	if len(queue) > 0 {
		page.First = page.Rows[0].Path
		if earlier {
			page.Previous = query.address("/review", "sort", "before", queue[0].Report)
		}
		if later {
			page.Next = query.address("/review", "sort", "after", queue[len(queue)-1].Report)
		}
	}
	v.queueChoices(&page)
	return v.show("review", "review.title", page)
}

// reviewNext leads to the report that comes after another in the queue, or before it; without one, to the first.
func (v *visit) reviewNext() error {
	fields := v.r.URL.Query()
	query := newQueueQuery(fields, "sort")
	filter := query.filter(v.Now())
	filter.After, filter.Before = fields.Get("after"), fields.Get("before")
	queue, err := v.Store.Queue(v.ctx(), filter, query.Order, 1)
	switch {
	case errors.Is(err, store.ErrUnknown):
		return trouble(http.StatusNotFound, "error.unknown")
	case err != nil:
		return err
	case len(queue) == 0 && filter.After != "":
		return v.seeOther(query.address("/review", "sort", "end", "1"))
	case len(queue) == 0:
		return v.seeOther(query.address("/review", "sort"))
	}
	sheets, err := v.sheetsOf()
	if err != nil {
		return err
	}
	return v.seeOther(cmp.Or(sheets[queue[0].Report], query.reportAddress(queue[0].Report)))
}

// Most is the most killed in one event.
func (r reviewRow) Most() int { return *r.Toll }

// Marks are who may have decided a value, to explain their marks.
func (reviewPage) Marks() []who { return []who{machine, accepted, corrected, rejected, unstated} }
