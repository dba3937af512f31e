package web

import (
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"dateline/store"
)

const (
	visitNote = 5 * time.Minute // for so long the answer of the store is kept by the browser
	visitKept = 24 * time.Hour
	sinceForm = "2006-01-02T15:04:05"
)

// newsKinds are what is told of since the last visit, in order, with what the store calls them.
var newsKinds = []struct {
	name string
	of   func(*store.News) store.Changed
}{
	{"new", func(n *store.News) store.Changed { return n.New }},
	{"tolls", func(n *store.News) store.Changed { return n.Tolls }},
	{"claims", func(n *store.News) store.Changed { return n.Claims }},
	{"denials", func(n *store.News) store.Changed { return n.Denials }},
	{"merged", func(n *store.News) store.Changed { return n.Merged }},
	{"corrected", func(n *store.News) store.Changed { return n.Corrected }},
}

// lastVisit is when the visit before this one ended, in UTC; zero for the first. It notes that the visitor is here:
// not with each page, since that is written into the record.
func (v *visit) lastVisit() (time.Time, error) {
	now := v.Now().UTC()
	if c, err := v.r.Cookie("visit"); err == nil {
		asked, last, _ := strings.Cut(c.Value, ".")
		at, errAt := strconv.ParseInt(asked, 10, 64)
		before, errBefore := strconv.ParseInt(last, 10, 64)
		if since := now.Sub(time.Unix(at, 0)); errAt == nil && errBefore == nil && since >= 0 && since < visitNote {
			if before <= 0 {
				return time.Time{}, nil
			}
			return time.Unix(before, 0).UTC(), nil
		}
	}
	last, err := v.Store.Visit(v.ctx(), "")
	if err != nil {
		return last, err
	}
	http.SetCookie(v.w, &http.Cookie{Name: "visit", Value: fmt.Sprintf("%d.%d", now.Unix(), max(0, last.Unix())), Path: "/",
		MaxAge: int(visitKept.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return last, nil
}

// news says what changed since the last visit, each kind of change with the incidents that it leads to.
func (v *visit) news() (template.HTML, error) {
	since, err := v.lastVisit()
	if err != nil || since.IsZero() {
		return "", err
	}
	news, err := v.Store.News(v.ctx(), v.author, since, 0)
	if err != nil {
		return "", err
	}
	l := v.locale
	var parts []string
	for _, kind := range newsKinds {
		n := kind.of(news).Count
		if n == 0 {
			continue
		}
		count := l.number(n)
		if n >= store.NewsCount {
			count = l.words("count.at-least-short", "low", n)
		}
		words := string(l.text("news."+kind.name, "n", n, "count", template.HTML("<b>"+template.HTMLEscapeString(count)+"</b>")))
		if kind.name != "corrected" { // of reports, which the desk does not list
			address := (&deskQuery{typed: map[string]string{"news": kind.name, "since": since.Format(sinceForm)}}).address()
			words = `<a href="` + template.HTMLEscapeString(address) + `">` + words + `</a>`
		}
		parts = append(parts, words)
	}
	what := template.HTML(strings.Join(parts, template.HTMLEscapeString(l.plain("list.comma"))))
	if len(parts) == 0 {
		what = l.text("news.nothing")
	}
	return l.text("desk.since", "when", v.recently(since), "what", what), nil
}

// recently is a moment: its weekday within a week, else its date.
func (v *visit) recently(t time.Time) string {
	if v.Now().Sub(t) < 6*24*time.Hour {
		return v.locale.words("desk.weekday-clock", "weekday", v.locale.plain("weekday."+strconv.Itoa(int(t.Weekday()))), "clock", v.locale.clock(t))
	}
	return v.locale.moment(t)
}

// readNews reads the filter of what changed in one way since a moment.
func (v *visit) readNews(q *deskQuery) error {
	name, typed := q.typed["news"], q.typed["since"]
	if name == "" && typed == "" {
		return nil
	}
	since, err := time.Parse(sinceForm, typed)
	for _, kind := range newsKinds {
		if kind.name != name || name == "corrected" || err != nil {
			continue
		}
		news, err := v.Store.News(v.ctx(), v.author, since, store.NewsCount)
		if err != nil {
			return err
		}
		if q.filter.Among = kind.of(news).IDs; len(q.filter.Among) == 0 {
			q.filter.Among = []string{""} // nothing, and not everything
		}
		q.shown["news"] = v.locale.words("desk.news-since", "what", v.locale.plain("news-kind."+name), "when", v.recently(since))
		return nil
	}
	q.faults["news"] = v.locale.words("desk.fault-choice", "typed", strings.TrimSpace(name+" "+typed))
	return nil
}
