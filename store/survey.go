package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Survey is all that a filter lets through: how many incidents, when and where.
type Survey struct {
	Count    int
	Undated  int       // of them without a day
	Unplaced int       // of them of which neither a point nor a country is known
	From, To time.Time // the first and the last day; zero if none has one
	// Common is true where the words asked for stand in so many reports that their incidents are not
	// counted: all else is empty then, and Incidents lists them.
	Common bool
	// Coming is true, beside Common, while the incidents of a large record are read for the first time.
	Coming bool

	found     []*brief
	spots     []position
	times     []spanned
	places    []tally // by the number of the position
	at        func(id string) *brief
	held      sync.Mutex
	firsts    map[Order][]*brief
	stretched map[int]stretched // by how many stretches there are at most
	fielded   map[int][][]int32 // by how many spots there are at most
}

// A spanned is the incidents that have the same first and last day.
type spanned struct {
	first, last int32
	tally
}

// Survey gives what a filter lets through.
func (s *Store) Survey(ctx context.Context, f Filter) (survey *Survey, err error) {
	text, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	if ready, err := s.readBriefs(ctx); err != nil || !ready {
		return &Survey{Common: true, Coming: true}, err
	}
	err = s.view(ctx, "survey", func(w *work) error {
		if err := s.briefs.renew(w); err != nil {
			return err
		}
		veil, err := w.veil()
		if err != nil {
			return err
		}
		asked := string(text)
		if veil != nil {
			asked += "\n" + strings.Join(veil.sets, "\n")
		}
		var asOf time.Time
		if survey, asOf = s.briefs.survey(asked); survey != nil {
			return nil
		}
		ids, all, err := w.named(&f)
		if err != nil {
			return err
		}
		survey = &Survey{Common: ids == nil && !all, at: s.briefs.of, firsts: map[Order][]*brief{}, stretched: map[int]stretched{}, fielded: map[int][][]int32{}}
		if !survey.Common {
			survey.found, survey.spots = s.briefs.among(&f, ids, all)
		}
		hidden, err := w.hiddenIncidents()
		if err != nil {
			return err
		}
		if len(hidden) > 0 {
			survey.found = slices.DeleteFunc(survey.found, func(i *brief) bool { return hidden[i.id] })
		}
		survey.count()
		s.briefs.keep(asked, survey, asOf)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return survey, nil
}

// named gives the ids of the incidents that have the actors and the words of a filter, each once; all is
// true where it names none. Of words that are common it gives neither.
func (w *work) named(f *Filter) (ids []string, all bool, err error) {
	all = true
	within := func(more []string) {
		if all {
			ids, all = distinct(more), false
			return
		}
		has := map[string]bool{}
		for _, id := range more {
			has[id] = true
		}
		ids = slices.DeleteFunc(ids, func(id string) bool { return !has[id] })
	}
	if len(f.Among) > 0 {
		within(f.Among)
	}
	for _, actors := range [][]string{actorsOf(f.Actor), f.Actors} {
		if len(actors) == 0 {
			continue
		}
		more, err := w.texts(`select incident from part where role = $1 and actor in (`+places(1, len(actors))+`)`, append([]any{f.Role}, arguments(actors)...)...)
		if err != nil {
			return nil, false, err
		}
		within(more)
	}
	if words := searchWords(f.Words); len(words) > 0 {
		if common, err := w.common(words, ByDay); err != nil || common != nil {
			return nil, false, err
		}
		has := w.store.dialect.has(words)
		more, err := w.texts(`select l.incident from word join telling t on t.number = word.rowid join link l on l.telling = t.stands where `+
			numbered(has.text, 0), has.values...)
		if err != nil {
			return nil, false, err
		}
		within(more)
	}
	if !all && ids == nil {
		ids = []string{}
	}
	return ids, all, nil
}

func actorsOf(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}

// A tally is what several incidents come to.
type tally struct {
	count, killed int
	counted, open bool
	top           *brief // the one with the most killed
	most          int32  // of whom so many were
}

func (t *tally) add(i *brief) {
	if t.top == nil || i.counted && (!t.counted || i.killed > t.most) {
		t.top, t.most = i, i.killed
	}
	t.count++
	if i.counted {
		t.killed, t.counted, t.open = t.killed+int(i.killed), true, t.open || i.open
	}
}

// take adds what others come to.
func (t *tally) take(o *tally) {
	if t.top == nil || o.counted && (!t.counted || o.most > t.most) {
		t.top, t.most = o.top, o.most
	}
	t.count, t.killed, t.counted, t.open = t.count+o.count, t.killed+o.killed, t.counted || o.counted, t.open || o.open
}

// count goes through all that was found, once.
func (s *Survey) count() {
	s.Count = len(s.found)
	times := map[[2]int32]*tally{}
	s.places = make([]tally, len(s.spots))
	var key [2]int32 // of the last one: neighbours are often of one day
	var of *tally
	for _, i := range s.found {
		if i.spot < 0 {
			s.Unplaced++
		} else {
			s.places[i.spot].add(i)
		}
		if !i.dated {
			s.Undated++
			continue
		}
		if now := [2]int32{i.first, i.last}; of == nil || now != key {
			key = now
			if of = times[key]; of == nil {
				of = &tally{}
				times[key] = of
			}
		}
		of.add(i)
	}
	last := int32(math.MinInt32)
	for days, t := range times {
		s.times = append(s.times, spanned{days[0], days[1], *t})
		last = max(last, days[1])
	}
	slices.SortFunc(s.times, func(a, b spanned) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last)) })
	if len(s.times) > 0 {
		s.From, s.To = dayStart(int(s.times[0].first)), dayStart(int(last))
	}
}

// Between counts the incidents whose first day is one of these, both inclusive.
func (s *Survey) Between(from, to time.Time) int {
	first, last := int32(day(from)), int32(day(to))
	n := 0
	for i := range s.times {
		if s.times[i].first >= first && s.times[i].first <= last {
			n += s.times[i].count
		}
	}
	return n
}

// IDs lists the ids in an order: limit of them, after the first offset.
func (s *Survey) IDs(order Order, limit, offset int) ([]string, error) {
	compare, err := order.compare()
	if err != nil {
		return nil, err
	}
	chosen := s.first(order, offset+limit, compare)
	if offset+limit <= len(chosen) || len(chosen) == s.Count {
		chosen = chosen[min(offset, len(chosen)):min(offset+limit, len(chosen))]
	} else {
		chosen = choose(slices.Clone(s.found), offset, offset+limit, compare)
	}
	var ids []string
	for _, i := range chosen {
		ids = append(ids, i.id)
	}
	return ids, nil
}

// Of an order those are kept that are looked at: so many to begin with, and at most so many.
const (
	someFirsts = 500
	mostFirsts = 8000
)

// first gives those that come first in an order: so many if they are not very many.
func (s *Survey) first(order Order, wanted int, compare func(a, b *brief) int) []*brief {
	s.held.Lock()
	defer s.held.Unlock()
	kept := s.firsts[order]
	if kept == nil || wanted > len(kept) && len(kept) < min(s.Count, mostFirsts) {
		some := someFirsts
		for some < wanted && some < mostFirsts {
			some *= 4
		}
		kept = slices.Clone(choose(slices.Clone(s.found), 0, some, compare))
		s.firsts[order] = kept
	}
	return kept
}

// Countries lists the countries that incidents of the record are in, by their codes; none while the incidents are read
// for the first time.
func (s *Store) Countries(ctx context.Context) (codes []string, err error) {
	if ready, err := s.readBriefs(ctx); err != nil || !ready {
		return nil, err
	}
	err = s.view(ctx, "countries", func(w *work) error {
		if err := s.briefs.renew(w); err != nil {
			return err
		}
		has := s.briefs.countries()
		hidden, err := w.hiddenIncidents()
		if err != nil {
			return err
		}
		for id := range hidden {
			if err := w.hideCountry(id, has); err != nil {
				return err
			}
		}
		codes = slices.Sorted(maps.Keys(has))
		return nil
	})
	return codes, err
}

// countries are those that incidents are in.
func (b *briefs) countries() map[string]bool {
	b.held.RLock()
	defer b.held.RUnlock()
	has := map[string]bool{}
	for _, at := range b.spots {
		has[at.country] = true
	}
	delete(has, "")
	return has
}

// hideCountry takes the country of a hidden incident away where no other that is there is in it.
func (w *work) hideCountry(hidden string, has map[string]bool) error {
	var country string
	if _, err := w.one(`select country from incident where id = $1`, []any{hidden}, &country); err != nil || !has[country] {
		return err
	}
	p, err := w.plan(&Filter{Country: country}, ByDay, true)
	if err != nil {
		return err
	}
	query, values := p.query(`i.id`, 1, 0)
	others, err := w.texts(query, values...)
	if len(others) == 0 {
		delete(has, country)
	}
	return err
}

// Entries gives incidents by their ids, in that order; those that are not there, or hidden from who looks, are left out.
func (s *Store) Entries(ctx context.Context, ids []string) (entries []*Entry, err error) {
	at := map[string]*Entry{}
	err = s.view(ctx, "entries", func(w *work) error {
		hidden, err := w.hiddenIncidents()
		if err != nil {
			return err
		}
		for part := range slices.Chunk(ids, mostValues) {
			in, keys := among(part, 0)
			found, err := list(w, func(rows *sql.Rows) (*Entry, error) { return scanEntry(rows) },
				`select `+entryColumns+` from incident i where i.id in `+in, keys...)
			if err != nil {
				return err
			}
			for _, e := range found {
				if !hidden[e.ID] && !hidden[e.MergedInto] {
					at[e.ID] = e
				}
			}
		}
		return nil
	})
	for _, id := range ids {
		if at[id] != nil {
			entries = append(entries, at[id])
		}
	}
	return entries, err
}
