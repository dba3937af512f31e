package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"dateline"
)

// A Score counts what became of what the machine read in one field, as persons have decided.
type Score struct {
	Accepted  int `json:"a,omitempty"` // it was right
	Corrected int `json:"c,omitempty"` // something else was set
	Rejected  int `json:"r,omitempty"` // there is no such value
	Added     int `json:"n,omitempty"` // there is one that it had not read
}

// Right is the share of what a person has decided that the machine had right; ok is false if nothing was decided.
func (s Score) Right() (share float64, ok bool) {
	all := s.Accepted + s.Corrected + s.Rejected + s.Added
	if all == 0 {
		return 0, false
	}
	return float64(s.Accepted) / float64(all), true
}

// Accuracy gives what became of what the machine read, by field: over all that persons have decided in the
// record. Fields in which nothing was decided are left out.
func (s *Store) Accuracy(ctx context.Context) (tallies map[dateline.Field]Score, err error) {
	tallies = map[dateline.Field]Score{}
	err = s.view(ctx, "accuracy", func(w *work) error {
		_, err := list(w, func(rows *sql.Rows) (none struct{}, err error) {
			var field dateline.Field
			var t Score
			if err := rows.Scan(&field, &t.Accepted, &t.Corrected, &t.Rejected, &t.Added); err != nil {
				return none, err
			}
			if t != (Score{}) {
				tallies[field] = t
			}
			return none, nil
		}, `select field, accepted, corrected, rejected, added from accuracy`)
		return err
	})
	return tallies, err
}

// tallies counts what became of the values of a report.
func (r *Review) tallies() map[dateline.Field]Score {
	all := map[dateline.Field]Score{}
	for _, c := range r.Values {
		t := all[c.Field]
		switch {
		case c.Standing == dateline.Accepted:
			t.Accepted++
		case c.Standing == dateline.Corrected && c.added:
			t.Added++
		case c.Standing == dateline.Corrected:
			t.Corrected++
		case c.Standing == dateline.Rejected:
			t.Rejected++
		default:
			continue
		}
		all[c.Field] = t
	}
	return all
}

// A progress is how far a report has been gone through, as it is kept.
type progress struct {
	site, language string
	decided        int
	waiting        int
	tally          map[dateline.Field]Score
}

// wrong counts the values that a person decided otherwise than the machine.
func (p *progress) wrong() int {
	count := 0
	for _, t := range p.tally {
		count += t.Corrected + t.Rejected + t.Added
	}
	return count
}

// keepReview writes down how far a report has been gone through, and what that changes of the sums.
func (w *work) keepReview(o *opened) error {
	r, err := o.review()
	if err != nil {
		return err
	}
	var number int64
	var site, language, newer, source string
	ok, err := w.one(`select number, site, language, coalesce(newer, ''), source_report from report where id = $1`, []any{o.report}, &number, &site, &language, &newer, &source)
	if err != nil {
		return err
	}
	if !ok {
		return ErrUnknown
	}
	now := progress{site: site, language: language, decided: r.Decided, tally: r.tallies(),
		waiting: flag(newer == "" && source == o.report && r.Decided < r.Total)}
	tally, err := json.Marshal(now.tally)
	if err != nil {
		return err
	}
	was, finished, err := w.progressOf(number)
	if err != nil {
		return err
	}
	switch {
	case r.Total == 0 || r.Decided < r.Total:
		finished = nil
	case finished == nil:
		finished = stamped(w.now)
	}
	values := []any{number, o.report, site, language, r.Total, r.Decided, r.doubts, strings.Join(r.Doubts, " "), r.toll, railText(r.Rail), string(tally), now.waiting, finished}
	if was == nil {
		err = w.exec(`insert into review (number, report, site, language, total, decided, doubt, doubts, toll, rail, tally, waiting, finished) values (`+places(0, len(values))+`)`, values...)
	} else {
		err = w.exec(`update review set report = $2, site = $3, language = $4, total = $5, decided = $6, doubt = $7, doubts = $8, toll = $9, rail = $10, tally = $11,
			waiting = $12, finished = $13 where number = $1`, values...)
	}
	if err != nil {
		return err
	}
	if len(o.past) > 0 {
		for _, event := range sortedKeys(r.Events) {
			if err := w.exec(`update telling set rail = $1 where key = $2`, railText(r.Events[event]), o.report+"/"+event); err != nil {
				return err
			}
		}
	}
	return w.sumUp(was, &now)
}

// progressOf gives what is kept; nil for nothing.
func (w *work) progressOf(number int64) (was *progress, finished any, err error) {
	var p progress
	var tally string
	var when sql.NullString
	ok, err := w.one(`select site, language, decided, waiting, tally, finished from review where number = $1`, []any{number},
		&p.site, &p.language, &p.decided, &p.waiting, &tally, &when)
	if err != nil || !ok {
		return nil, nil, err
	}
	if err := json.Unmarshal([]byte(tally), &p.tally); err != nil {
		return nil, nil, fmt.Errorf("what became of what was read: %w", err)
	}
	return &p, nothing(when.String, when.Valid), nil
}

// sumUp puts one report's progress in the place of another in the sums; nil is of no report.
func (w *work) sumUp(was, now *progress) error {
	if was != nil && was.site == now.site && was.language == now.language {
		if err := w.count(Outlet{Site: now.site, Decided: now.decided - was.decided, Corrected: now.wrong() - was.wrong()}); err != nil {
			return err
		}
		if err := w.wait(now.site, now.language, now.waiting-was.waiting); err != nil {
			return err
		}
	} else {
		for sign, p := range map[int]*progress{-1: was, 1: now} {
			if p == nil {
				continue
			}
			if err := w.count(Outlet{Site: p.site, Reports: sign, Decided: sign * p.decided, Corrected: sign * p.wrong()}); err != nil {
				return err
			}
			if err := w.wait(p.site, p.language, sign*p.waiting); err != nil {
				return err
			}
		}
	}
	if was == nil {
		was = &progress{}
	}
	for _, field := range dateline.Fields {
		a, b := was.tally[field], now.tally[field]
		if a == b {
			continue
		}
		err := w.exec(`insert into accuracy (field, accepted, corrected, rejected, added) values ($1, $2, $3, $4, $5) on conflict (field) do update set
			accepted = accuracy.accepted + excluded.accepted, corrected = accuracy.corrected + excluded.corrected, rejected = accuracy.rejected + excluded.rejected,
			added = accuracy.added + excluded.added`, string(field), b.Accepted-a.Accepted, b.Corrected-a.Corrected, b.Rejected-a.Rejected, b.Added-a.Added)
		if err != nil {
			return err
		}
	}
	return nil
}

// wait counts reports that wait to be gone through.
func (w *work) wait(site, language string, more int) error {
	if more == 0 {
		return nil
	}
	return w.exec(`insert into backlog (site, language, waiting) values ($1, $2, $3) on conflict (site, language) do update set waiting = backlog.waiting + excluded.waiting`,
		site, language, more)
}

// retire takes a report of which there is a newer version out of those that wait.
func (w *work) retire(report string) error {
	var number int64
	if _, err := w.one(`select number from report where id = $1`, []any{report}, &number); err != nil {
		return err
	}
	was, _, err := w.progressOf(number)
	if err != nil || was == nil || was.waiting == 0 {
		return err
	}
	if err := w.exec(`update review set waiting = 0 where number = $1`, number); err != nil {
		return err
	}
	return w.wait(was.site, was.language, -1)
}

// filled is how many reports are gone through at a time when a record of an older program is brought up to date.
const filled = 500

// fillReviews writes down how far the reports have been gone through that are there already.
func (w *work) fillReviews(at *upgrade) error {
	if err := at.through(w, "reports", `select count(*) from report`); err != nil {
		return err
	}
	for last := int64(0); ; {
		type row struct {
			number int64
			id     string
		}
		some, err := list(w, func(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.number, &r.id) },
			fmt.Sprintf(`select number, id from report where number > $1 order by number limit %d`, filled), last)
		if err != nil {
			return err
		}
		if len(some) == 0 {
			return w.fillIncidents(at)
		}
		for _, r := range some {
			o, err := w.openRecord(r.id)
			if err != nil {
				return err
			}
			for i := range o.record.Events {
				e := &o.record.Events[i]
				if err := w.exec(`update telling set rail = $1 where key = $2`, railText(unseenRail(e)), r.id+"/"+e.ID); err != nil {
					return err
				}
			}
			if err := w.keepReview(o); err != nil {
				return fmt.Errorf("%s: %w", r.id, err)
			}
			last = r.number
		}
		at.did(len(some))
	}
}

func (w *work) fillIncidents(at *upgrade) error {
	if err := at.through(w, "incidents", `select count(*) from incident where tellings > 0`); err != nil {
		return err
	}
	for last := ""; ; {
		ids, err := w.texts(fmt.Sprintf(`select id from incident where id > $1 and tellings > 0 order by id limit %d`, filled), last)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := w.restand(id); err != nil {
				return fmt.Errorf("incident %s: %w", id, err)
			}
			last = id
		}
		at.did(len(ids))
	}
}
