package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"
	"time"

	"dateline"
)

// A Waiting is a report as the review queue shows it.
type Waiting struct {
	Report   string // id
	Title    string
	Site     string
	Language string
	Added    time.Time // UTC: its age
	Total    int       // values that it states, and those that were rejected
	Decided  int       // of those, by a person
	Doubt    int       // how many things are in doubt that nobody has decided
	Doubts   []string  // the codes of the gaps that say so, each once
	Toll     *int      // the most killed in one event; nil if no figure is given
	Rail     dateline.Rail
	Finished time.Time // when the last of it was decided; zero if it is not
	number   int64
	Blind    bool // who looks codes it blind: what was read is left out
}

const waitingColumns = `v.report, r.title, v.site, v.language, r.added_at, v.total, v.decided, v.doubt, v.doubts, v.toll, v.rail, coalesce(v.finished, ''), v.number
	from review v join report r on r.number = v.number `

func scanWaiting(rows *sql.Rows) (*Waiting, error) {
	var q Waiting
	var added, doubts, rail, finished string
	var toll int
	err := rows.Scan(&q.Report, &q.Title, &q.Site, &q.Language, &added, &q.Total, &q.Decided, &q.Doubt, &doubts, &toll, &rail, &finished, &q.number)
	if err != nil {
		return nil, err
	}
	q.Doubts, q.Rail = strings.Fields(doubts), railOf(rail)
	if toll >= 0 {
		q.Toll = &toll
	}
	if q.Added, err = moment(added); err != nil {
		return nil, err
	}
	q.Finished, err = moment(finished)
	return &q, err
}

// Progress gives how far reports have been gone through, by their ids; those that are not there are left out.
func (s *Store) Progress(ctx context.Context, reports []string) (progress map[string]*Waiting, err error) {
	progress = map[string]*Waiting{}
	err = s.view(ctx, "progress", func(w *work) error {
		for start := 0; start < len(reports); start += mostValues {
			in, values := among(reports[start:min(start+mostValues, len(reports))], 0)
			found, err := list(w, scanWaiting, `select `+waitingColumns+`where v.report in `+in, values...)
			if err != nil {
				return err
			}
			if err := w.blindfold(found); err != nil {
				return err
			}
			for _, q := range found {
				progress[q.Report] = q
			}
		}
		return nil
	})
	return progress, err
}

// blindfold takes what was read out of those that are hidden from who looks.
func (w *work) blindfold(all []*Waiting) error {
	hidden, err := w.hiddenReports()
	for _, q := range all {
		if hidden[q.Report] {
			*q = Waiting{Report: q.Report, Title: q.Title, Site: q.Site, Language: q.Language, Added: q.Added, number: q.number, Blind: true}
		}
	}
	return err
}

// A QueueOrder is how the review queue is sorted.
type QueueOrder string

// The orders.
const (
	ByDoubt   QueueOrder = "doubt" // the most in doubt first, the last added of equals
	ByToll    QueueOrder = "toll"  // the most killed first; those without a figure last
	ByNewness QueueOrder = "new"   // the last added first
)

// A QueueFilter says which reports of the review queue are wanted. What is empty does not matter.
type QueueFilter struct {
	Site     string
	Language string
	Since    time.Time // they were added then or later
	After    string    // id of a report: those that come after it in the order, even if it has left the queue
	Before   string    // those that come before it, the nearest of them; they are given in the order all the same
}

// Queue lists reports of which not all values were decided, so many: those that stand for themselves, no
// copies and no older versions. An empty order is ByDoubt. It is read in the order of an index, but for a filter
// by both site and language, which looks through the site's, and one by Since, which looks through what was added since
// or passes over what was added before. ErrUnknown if After or Before is not there.
func (s *Store) Queue(ctx context.Context, f QueueFilter, order QueueOrder, limit int) (queue []*Waiting, err error) {
	query := ""
	err = s.view(ctx, "review queue", func(w *work) error {
		c, by, err := f.where(w, order)
		if err != nil {
			return err
		}
		query = `select ` + waitingColumns + `where ` + c.String() + ` order by ` + by + fmt.Sprintf(` limit %d`, max(0, limit))
		if queue, err = list(w, scanWaiting, query, c.values...); err != nil {
			return err
		}
		return w.blindfold(queue)
	})
	if f.Before != "" {
		for i, j := 0, len(queue)-1; i < j; i, j = i+1, j-1 {
			queue[i], queue[j] = queue[j], queue[i]
		}
	}
	return queue, err
}

func (f *QueueFilter) where(w *work, order QueueOrder) (c *condition, by string, err error) {
	column := map[QueueOrder]string{"": "doubt", ByDoubt: "doubt", ByToll: "toll", ByNewness: "number"}[order]
	if column == "" {
		return nil, "", fmt.Errorf("%q is no order", order)
	}
	c = &condition{}
	c.and(`v.waiting = 1`)
	switch {
	case f.Site != "" && f.Language != "":
		c.and(`v.site = ? and +v.language = ?`, clean(f.Site), clean(f.Language))
		if w.store.dialect.name == "postgres" {
			c.parts[len(c.parts)-1] = strings.Replace(c.parts[len(c.parts)-1], "+v.", "v.", 1)
		}
	case f.Site != "":
		c.and(`v.site = ?`, clean(f.Site))
	case f.Language != "":
		c.and(`v.language = ?`, clean(f.Language))
	}
	if !f.Since.IsZero() { // reports have their numbers in the order in which they were added
		var first int64
		known, err := w.one(`select number from report where added_at >= $1 order by added_at, number limit 1`, []any{stamped(f.Since)}, &first)
		if err != nil {
			return nil, "", err
		}
		if !known {
			first = math.MaxInt64
		}
		c.and(`v.number >= ?`, first)
	}
	sign, direction := `<`, ` desc`
	from := f.After
	if f.Before != "" {
		sign, direction, from = `>`, ` asc`, f.Before
	}
	by = `v.` + column + direction
	if column != "number" {
		by += `, v.number` + direction
	}
	if from == "" {
		return c, by, nil
	}
	var at, number int64
	ok, err := w.one(`select `+column+`, number from review where report = $1`, []any{from}, &at, &number)
	switch {
	case err != nil:
		return nil, "", err
	case !ok:
		return nil, "", fmt.Errorf("report %s: %w", from, ErrUnknown)
	case column == "number":
		c.and(`v.number `+sign+` ?`, number)
	default:
		c.and(`(v.`+column+`, v.number) `+sign+` (?, ?)`, at, number)
	}
	return c, by, nil
}

// A Backlog is what is left to go through.
type Backlog struct {
	Waiting   int            // reports in the review queue
	Languages map[string]int // of those, by language
	Sites     map[string]int // and by outlet
	Week      int            // reports of which the last value was decided in the last seven days
}

// Waiting counts the reports in the review queue.
func (s *Store) Waiting(ctx context.Context) (count int, err error) {
	err = s.view(ctx, "reports that wait", func(w *work) error {
		_, err := w.one(`select coalesce(sum(waiting), 0) from backlog`, nil, &count)
		return err
	})
	return count, err
}

// Backlog counts what is left to go through.
func (s *Store) Backlog(ctx context.Context) (*Backlog, error) {
	b := &Backlog{Languages: map[string]int{}, Sites: map[string]int{}}
	err := s.view(ctx, "backlog", func(w *work) error {
		_, err := list(w, func(rows *sql.Rows) (none struct{}, err error) {
			var site, language string
			var count int
			if err := rows.Scan(&site, &language, &count); err != nil {
				return none, err
			}
			b.Waiting += count
			b.Languages[language] += count
			b.Sites[site] += count
			return none, nil
		}, `select site, language, waiting from backlog where waiting > 0`)
		if err != nil {
			return err
		}
		_, err = w.one(`select count(*) from review where finished > $1`, []any{stamped(w.now.AddDate(0, 0, -7))}, &b.Week)
		return err
	})
	return b, err
}
