package store

import (
	"cmp"
	"container/heap"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"dateline"
)

// A Spread is all that a filter lets through: how many incidents, when and where.
type Spread struct {
	Count    int
	Undated  int       // of them without a day
	Unplaced int       // of them of which neither a point nor a country is known
	From, To time.Time // the first and the last day; zero if none has one
	// Common is true where the words asked for stand in so many reports that their incidents are not
	// counted: all else is empty then, and Incidents lists them.
	Common bool

	found []*brief
	spots []position
}

// Spread gives what a filter lets through.
func (s *Store) Spread(ctx context.Context, f Filter) (spread *Spread, err error) {
	spread = &Spread{}
	err = s.view(ctx, "spread", func(w *work) error {
		if err := s.briefs.renew(w); err != nil {
			return err
		}
		ids, all, err := w.named(&f)
		if err != nil {
			return err
		}
		if spread.Common = ids == nil && !all; spread.Common {
			return nil
		}
		spread.found, spread.spots = s.briefs.among(&f, ids, all)
		return nil
	})
	if err != nil {
		return nil, err
	}
	spread.count()
	return spread, nil
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
		if _, common, err := w.reportsWith(words); err != nil || common {
			return nil, false, err
		}
		more, err := w.texts(`select l.incident from word join telling t on t.number = word.rowid join link l on l.telling = t.stands where `+
			fmt.Sprintf(w.store.dialect.haveWords, "$1"), w.store.dialect.query(words))
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

func (s *Spread) count() {
	s.Count = len(s.found)
	var first, last int32
	for _, i := range s.found {
		if i.spot < 0 {
			s.Unplaced++
		}
		if !i.dated {
			s.Undated++
			continue
		}
		if s.From.IsZero() && s.To.IsZero() {
			first, last = i.first, i.last
			s.From, s.To = dayStart(int(first)), dayStart(int(last))
		}
		first, last = min(first, i.first), max(last, i.last)
	}
	if !s.From.IsZero() {
		s.From, s.To = dayStart(int(first)), dayStart(int(last))
	}
}

// Between counts the incidents whose first day is one of these, both inclusive.
func (s *Spread) Between(from, to time.Time) int {
	first, last := int32(day(from)), int32(day(to))
	n := 0
	for _, i := range s.found {
		if i.dated && i.first >= first && i.first <= last {
			n++
		}
	}
	return n
}

// Countries lists the countries that incidents of the record are in, by their codes.
func (s *Store) Countries(ctx context.Context) (codes []string, err error) {
	err = s.view(ctx, "countries", func(w *work) error { return s.briefs.renew(w) })
	if err != nil {
		return nil, err
	}
	s.briefs.held.RLock()
	defer s.briefs.held.RUnlock()
	has := map[string]bool{}
	for _, at := range s.briefs.spots {
		has[at.country] = true
	}
	delete(has, "")
	return slices.Sorted(maps.Keys(has)), nil
}

// IDs lists the ids in an order: limit of them, after the first offset.
func (s *Spread) IDs(order Order, limit, offset int) ([]string, error) {
	compare, err := order.compare()
	if err != nil {
		return nil, err
	}
	wanted := &lastOnTop{compare: compare}
	for _, i := range s.found {
		switch {
		case len(wanted.briefs) < limit+offset:
			heap.Push(wanted, i)
		case compare(i, wanted.briefs[0]) < 0:
			wanted.briefs[0] = i
			heap.Fix(wanted, 0)
		}
	}
	slices.SortFunc(wanted.briefs, compare)
	var ids []string
	for _, i := range wanted.briefs[min(offset, len(wanted.briefs)):] {
		ids = append(ids, i.id)
	}
	return ids, nil
}

// lastOnTop is a heap of those that come first in an order, the last of them on top.
type lastOnTop struct {
	briefs  []*brief
	compare func(a, b *brief) int
}

func (h *lastOnTop) Len() int           { return len(h.briefs) }
func (h *lastOnTop) Less(a, b int) bool { return h.compare(h.briefs[a], h.briefs[b]) > 0 }
func (h *lastOnTop) Swap(a, b int)      { h.briefs[a], h.briefs[b] = h.briefs[b], h.briefs[a] }
func (h *lastOnTop) Push(one any)       { h.briefs = append(h.briefs, one.(*brief)) }
func (h *lastOnTop) Pop() any {
	last := h.briefs[len(h.briefs)-1]
	h.briefs = h.briefs[:len(h.briefs)-1]
	return last
}

// Entries gives incidents by their ids, in that order; those that are not there are left out.
func (s *Store) Entries(ctx context.Context, ids []string) (entries []*Entry, err error) {
	at := map[string]*Entry{}
	err = s.view(ctx, "entries", func(w *work) error {
		for part := range slices.Chunk(ids, mostValues) {
			in, keys := among(part, 0)
			found, err := list(w, func(rows *sql.Rows) (*Entry, error) { return scanEntry(rows) },
				`select `+entryColumns+` from incident i where i.id in `+in, keys...)
			if err != nil {
				return err
			}
			for _, e := range found {
				at[e.ID] = e
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

// A Sum is what several incidents, or one, come to.
type Sum struct {
	Count   int
	Killed  int      // by the best counts, where Counted
	Counted bool     // somebody gives a number of killed for one of them
	Open    bool     // one of those numbers is a lower bound
	Top     string   // id of the one with the most killed
	IDs     []string // of those that were asked for, and of a single one
	most    int32
}

func (s *Sum) add(i *brief, named map[string]bool) {
	if s.Count == 0 || i.counted && (!s.Counted || i.killed > s.most) {
		s.Top, s.most = i.id, i.killed
	}
	s.Count++
	if i.counted {
		s.Killed, s.Counted, s.Open = s.Killed+int(i.killed), true, s.Open || i.open
	}
	if named[i.id] {
		s.IDs = append(s.IDs, i.id)
	}
}

func (s *Sum) end() {
	if s.Count == 1 {
		s.IDs = []string{s.Top}
	}
}

// A Stretch is the incidents of some time.
type Stretch struct {
	Sum
	From, To time.Time // the first and the last day
	// Doubt is true where each of them happened somewhere between From and To; otherwise they happened
	// at days of their own in it.
	Doubt bool
}

// Stretches parts the incidents that have a day into at most so many stretches, by time: each for itself, or else
// the days, weeks, months, quarters or years that they fall in. Those whose own time goes beyond one of them are
// stretches of doubt. Of the incidents that are named the ids are given.
func (s *Spread) Stretches(most int, named []string) (stretches []Stretch, of dateline.Grain) {
	names := set(named)
	for _, period := range periods {
		of = period.grain
		sums := map[[3]int32]*Sum{}
		for number, i := range s.found {
			if !i.dated {
				continue
			}
			from, to := period.of(i.first), period.of(i.last)
			key := [3]int32{from, from} // and whether it is of doubt, or a number of its own
			switch {
			case period.days == 0:
				key = [3]int32{i.first, i.last, int32(number)}
			case from != to && i.last-i.first > 1:
				key = [3]int32{from, to, 1}
			}
			sum := sums[key]
			if sum == nil {
				if len(sums) > most && period.grain != dateline.Decade {
					break
				}
				sum = &Sum{}
				sums[key] = sum
			}
			sum.add(i, names)
		}
		if len(sums) > most && period.grain != dateline.Decade {
			continue
		}
		for key, sum := range sums {
			sum.end()
			one := Stretch{Sum: *sum, From: dayStart(int(key[0])), To: dayStart(int(key[1])), Doubt: key[1]-key[0] > 1}
			if period.days > 0 {
				one.From, one.To, one.Doubt = dayStart(int(period.start(key[0]))), dayStart(int(period.start(key[1]+1))-1), key[2] == 1
			}
			stretches = append(stretches, one)
		}
		break
	}
	slices.SortFunc(stretches, func(a, b Stretch) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), cmp.Compare(a.Top, b.Top))
	})
	return stretches, of
}

func set(ids []string) map[string]bool {
	has := map[string]bool{}
	for _, id := range ids {
		has[id] = true
	}
	return has
}

// A period is a way to part time.
type period struct {
	grain dateline.Grain
	days  int32                    // at least; 0 for each incident by itself
	of    func(day int32) int32    // the number of the period that a day is in
	start func(number int32) int32 // the first day of a period
}

// periods are the ways to part time, the finest first.
var periods = []period{
	{"", 0, same, same},
	{dateline.Day, 1, same, same},
	{dateline.WeekGrain, 7, func(day int32) int32 { return floor(day+3, 7) }, func(n int32) int32 { return n*7 - 3 }}, // from Mondays on
	months(dateline.Month, 1), months("quarter", 3), months(dateline.Year, 12), months(dateline.Decade, 120),
}

func same(day int32) int32 { return day }

func floor(a, b int32) int32 {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

func months(grain dateline.Grain, together int32) period {
	return period{grain, 28 * together, func(day int32) int32 {
		year, month, _ := dayStart(int(day)).Date()
		return floor(int32(year-1970)*12+int32(month)-1, together)
	}, func(number int32) int32 {
		return int32(day(time.Date(1970, time.Month(1+number*together), 1, 0, 0, 0, 0, time.UTC)))
	}}
}

// A Spot is the incidents of one place, or of several near one another.
type Spot struct {
	Sum
	Lat, Lon *float64 // of the place that most of them are at; nil if only the country is known
	Grain    string
	Country  string
	Places   int // that it takes in: 1 if it is one
}

// Spots parts the incidents that have a place into at most some so many spots: each place for itself, or else those
// in one field of a grid. Countries stand for themselves. Of the incidents that are named the ids are given.
func (s *Spread) Spots(most int, named []string) []Spot {
	names := set(named)
	places := map[int32]*Sum{}
	for _, i := range s.found {
		if i.spot < 0 {
			continue
		}
		sum := places[i.spot]
		if sum == nil {
			sum = &Sum{}
			places[i.spot] = sum
		}
		sum.add(i, names)
	}
	fields := s.fields(slices.Sorted(maps.Keys(places)), most)
	var spots []Spot
	for _, field := range fields {
		slices.SortStableFunc(field, func(a, b int32) int { return cmp.Compare(places[b].Count, places[a].Count) })
		at := s.spots[field[0]]
		one := Spot{Sum: *places[field[0]], Grain: at.grain, Country: at.country, Places: len(field)}
		if at.located {
			one.Lat, one.Lon = &at.lat, &at.lon
		}
		for _, other := range field[1:] {
			one.take(places[other])
		}
		one.end()
		spots = append(spots, one)
	}
	slices.SortStableFunc(spots, func(a, b Spot) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Top, b.Top)) })
	return spots
}

// take adds what others come to.
func (s *Sum) take(o *Sum) {
	if o.Counted && (!s.Counted || o.most > s.most) {
		s.Top, s.most = o.Top, o.most
	}
	s.Count, s.Killed, s.Counted, s.Open = s.Count+o.Count, s.Killed+o.Killed, s.Counted || o.Counted, s.Open || o.Open
	s.IDs = append(s.IDs, o.IDs...)
}

// fields parts places into at most some so many groups: those that lie near one another by the finest grid that does it.
func (s *Spread) fields(places []int32, most int) [][]int32 {
	type field struct {
		lat, lon int
		country  string // of a country as a whole
		place    int32  // of a place by itself
	}
	for _, degrees := range []float64{0, .02, .05, .1, .2, .5, 1, 2, 5, 10, 20} {
		groups := map[field][]int32{}
		for _, place := range places {
			at := s.spots[place]
			key := field{place: place + 1}
			switch {
			case !at.located || at.grain == dateline.CountryGrain:
				key = field{country: at.country}
			case degrees > 0:
				key = field{lat: int(at.lat/degrees + 1000), lon: int(at.lon/degrees + 1000)}
			}
			groups[key] = append(groups[key], place)
		}
		if len(groups) <= most || degrees == 20 {
			return slices.Collect(maps.Values(groups))
		}
	}
	return nil
}
