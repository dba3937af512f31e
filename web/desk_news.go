package web

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

const (
	visitRest = time.Hour // away for so long, coming back is another visit
	visitKept = 365 * 24 * time.Hour
	mostNews  = 2000 // changes that are looked through
	sinceForm = "2006-01-02T15:04:05"
)

// newsKinds are what is told of since the last visit, in order.
var newsKinds = []string{"new", "tolls", "claims", "merged"}

// lastVisit is when the visit before this one ended, in UTC; zero for the first. It notes that the visitor is here.
func (v *visit) lastVisit() time.Time {
	now := v.Now().UTC().Truncate(time.Second)
	var seen, before time.Time
	if c, err := v.r.Cookie("visit"); err == nil {
		for i, part := range strings.Split(c.Value, ".") {
			if n, err := strconv.ParseInt(part, 10, 64); err == nil && n > 0 && i < 2 {
				*[]*time.Time{&seen, &before}[i] = time.Unix(n, 0).UTC()
			}
		}
	}
	if !seen.IsZero() && now.Sub(seen) >= visitRest {
		before = seen
	}
	http.SetCookie(v.w, &http.Cookie{Name: "visit", Value: fmt.Sprintf("%d.%d", now.Unix(), max(0, before.Unix())), Path: "/",
		MaxAge: int(visitKept.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return before
}

// changed gives the incidents that changed since a moment, by newsKinds, the last first; full is true if there may
// be more.
func (v *visit) changed(since time.Time) (ids map[string][]string, full bool, err error) {
	changes, err := v.Store.Latest(v.ctx(), since, mostNews)
	if err != nil {
		return nil, false, err
	}
	ids = map[string][]string{}
	seen := map[string]bool{}
	for _, c := range changes {
		kind := ""
		field, _, _ := strings.Cut(c.Words, " ")
		switch {
		case c.Kind == store.ChangeNew:
			kind = "new"
		case c.Kind == store.ChangeMerged:
			kind = "merged"
		case c.Kind == store.ChangeValue && (field == dateline.Killed || field == dateline.Injured):
			kind = "tolls"
		case c.Kind == store.ChangeValue && field == "claim":
			kind = "claims"
		}
		if kind != "" && !seen[kind+c.Incident] {
			seen[kind+c.Incident] = true
			ids[kind] = append(ids[kind], c.Incident)
		}
	}
	return ids, len(changes) == mostNews, nil
}

// news says what changed since the last visit.
func (v *visit) news() (template.HTML, error) {
	since := v.lastVisit()
	if since.IsZero() {
		return "", nil
	}
	ids, full, err := v.changed(since)
	if err != nil {
		return "", err
	}
	l := v.locale
	var parts []string
	for _, kind := range newsKinds {
		n := len(ids[kind])
		if n == 0 {
			continue
		}
		count := l.number(n)
		if full {
			count = l.words("count.at-least-short", "low", n)
		}
		words := l.text("news."+kind, "n", n, "count", template.HTML("<b>"+template.HTMLEscapeString(count)+"</b>"))
		address := (&deskQuery{typed: map[string]string{"news": kind, "since": since.Format(sinceForm)}}).address()
		parts = append(parts, `<a href="`+template.HTMLEscapeString(address)+`">`+string(words)+`</a>`)
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
	kind, typed := q.typed["news"], q.typed["since"]
	if kind == "" && typed == "" {
		return nil
	}
	since, err := time.Parse(sinceForm, typed)
	if err != nil || !slices.Contains(newsKinds, kind) {
		q.faults["news"] = v.locale.words("desk.fault-choice", "typed", strings.TrimSpace(kind+" "+typed))
		return nil
	}
	ids, _, err := v.changed(since)
	if err != nil {
		return err
	}
	q.filter.Among = ids[kind]
	if len(q.filter.Among) == 0 {
		q.filter.Among = []string{""}
	}
	q.shown["news"] = v.locale.words("desk.news-since", "what", v.locale.plain("news-kind."+kind), "when", v.recently(since))
	return nil
}
