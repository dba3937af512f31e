package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dateline/account"
	"dateline/store"
)

// A setsPage lists the sets that the visitor may see, and lets an editor make one.
type setsPage struct {
	Rows  []setLine
	Make  bool // the visitor may make one
	Users []option
	Typed map[string]string // of the form
	Order []option
	Wrong string
}

// A setLine is one set in the list.
type setLine struct {
	*store.Set
	Path  string
	Mine  bool
	Done  int // reports that all have done with
	Left  int // that the visitor has to do yet
	State string
}

// mostCoded is how many reports a set has at most.
const mostCoded = 200

// sets lists the sets: to a coder those that they code, to an editor all.
func (v *visit) sets() error {
	return v.showSets(http.StatusOK, map[string]string{"count": "20"}, "")
}

func (v *visit) showSets(status int, typed map[string]string, wrong string) error {
	page := setsPage{Make: v.role >= editor, Typed: typed, Wrong: wrong}
	who := v.author
	if page.Make {
		who = ""
	}
	sets, err := v.Store.Sets(v.ctx(), who)
	if err != nil {
		return err
	}
	for _, s := range sets {
		line := setLine{Set: s, Path: setPath(s.ID), Mine: slices.Contains(s.Coders, v.author), State: v.setState(s)}
		for _, r := range s.Reports {
			if len(r.Done) == len(s.Coders) {
				line.Done++
			}
			if line.Mine && !slices.Contains(r.Done, v.author) {
				line.Left++
			}
		}
		page.Rows = append(page.Rows, line)
	}
	if page.Make {
		if page.Users, err = v.mayCode(); err != nil {
			return err
		}
		for _, o := range queueOrders {
			page.Order = append(page.Order, option{Value: string(o), Label: v.locale.plain("review-sort." + string(o)), Chosen: string(o) == typed["order"]})
		}
	}
	return v.showStatus(status, "sets", "sets.title", page)
}

// setState says how far a set is.
func (v *visit) setState(s *store.Set) string {
	switch {
	case !s.Closed.IsZero():
		return v.locale.words("sets.closed", "date", s.Closed)
	case s.Coded():
		return v.locale.plain("sets.coded")
	}
	return v.locale.plain("sets.open")
}

// mayCode gives the users who may code a set; none where the record has no users.
func (v *visit) mayCode() ([]option, error) {
	users, err := v.Store.Users(v.ctx())
	if err != nil {
		return nil, err
	}
	var all []option
	for _, u := range users {
		if !u.Disabled && u.Role.Allows(account.Coder) {
			all = append(all, option{Value: u.Name, Label: isolate(u.Display)})
		}
	}
	return all, nil
}

// makeSet makes a set of reports by their ids, or of the first of the review queue.
func (v *visit) makeSet() error {
	typed := map[string]string{}
	for name := range v.r.PostForm {
		typed[name] = strings.TrimSpace(v.r.PostForm.Get(name))
	}
	refuse := func(key string, args ...any) error {
		return v.showSets(http.StatusUnprocessableEntity, typed, v.locale.words(key, args...))
	}
	reports := strings.Fields(strings.NewReplacer(",", " ", "،", " ").Replace(typed["ids"]))
	slices.Sort(reports)
	reports = slices.Compact(reports)
	if len(reports) == 0 {
		count, err := readCount(typed["count"], "count")
		if err != nil || count == 0 || count > mostCoded {
			return refuse("sets.how-many", "most", mostCoded)
		}
		query := newQueueQuery(v.r.PostForm, "order")
		queue, err := v.Store.Queue(v.ctx(), query.filter(v.Now()), query.Order, count)
		if err != nil {
			return err
		}
		for _, w := range queue {
			reports = append(reports, w.Report)
		}
	}
	coders := []string{typed["one"], typed["other"]}
	switch {
	case typed["name"] == "":
		return refuse("sets.name-needed")
	case coders[0] == "" || coders[1] == "" || coders[0] == coders[1]:
		return refuse("sets.two-needed")
	case len(reports) == 0:
		return refuse("sets.none-fits")
	case len(reports) > mostCoded:
		return refuse("sets.how-many", "most", mostCoded)
	}
	id, err := v.Store.AddSet(v.ctx(), typed["name"], v.author, coders, reports)
	if errors.Is(err, store.ErrUnknown) {
		return refuse("sets.not-there")
	}
	if err != nil {
		return err
	}
	return v.seeOther(setPath(id))
}

// Value gives what was typed into a field.
func (p setsPage) Value(name string) string { return p.Typed[name] }

// closeSet ends the work on a set; its coders are named then.
func (v *visit) closeSet() error {
	id := v.r.PathValue("id")
	if err := v.Store.CloseSet(v.ctx(), id); err != nil {
		return err
	}
	return v.seeOther(setPath(id))
}

// letter names a coder whose name is hidden: A, B, … in the order of the answers.
func (l *locale) letter(i int) string {
	if key := "coder." + strconv.Itoa(i+1); l.has(key) {
		return l.plain(key)
	}
	return l.plainNumber(i + 1)
}
