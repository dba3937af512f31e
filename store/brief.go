package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline"
)

// A brief is the few facts of an incident that it is filtered, sorted and drawn by. It does not
// change: another takes its place.
type brief struct {
	id                  string
	changed, published  int64 // microseconds since 1970; published is least if unknown
	first, last         int32 // days since 1970, where dated
	killed              int32 // where counted
	spot                int32 // its place, a number among the spots; -1 for none
	kind, status, claim term
	country             term
	place, division     term // folded
	lat, lon            float64
	dated, located      bool
	counted, open       bool // killed is known; it is a lower bound
	settled             bool
	there               bool // something tells of it
	reviewed            Reviewed
}

// A term is a text that many incidents share, by its number.
type term uint32

// A position is a place as finely as it is known.
type position struct {
	located        bool
	lat, lon       float64
	grain, country string
}

// briefs are those of all incidents, in memory: a listing may ask for any of their facts together, and
// for all that it lets through at once, which no index answers in time. A million reports take some
// 150 megabytes. They are read when they are first asked for, and later what has changed.
type briefs struct {
	held  sync.RWMutex
	all   []*brief
	at    map[string]int
	terms map[string]term
	spots []position
	spot  map[position]int32
	upTo  time.Time          // of the last change that was read
	kept  map[string]*Survey // what was asked for since then, by the filter

	room  []brief // for more
	begun *begun  // the first reading, while it lasts
}

// mostKept are how many surveys are kept.
const mostKept = 16

// lateChanges is how long after the moment it bears a change may come in: another may have waited for it.
const lateChanges = 10 * time.Second

const briefColumns = `select id, type, status, start_day, end_day, place_folded, place_grain, admin1_folded, country, lat, lon,
	killed, killed_high, claim_state, tellings, first_published, changed, settled, reviewed from incident`

// renew reads what has changed since it last did.
func (b *briefs) renew(w *work) error {
	var last string
	if _, err := w.one(`select changed from incident order by changed desc limit 1`, nil, &last); err != nil {
		return err
	}
	at, err := moment(last)
	if err != nil {
		return err
	}
	b.held.Lock()
	defer b.held.Unlock()
	if b.at == nil {
		b.at, b.terms, b.spot, b.kept = map[string]int{}, map[string]term{"": 0}, map[position]int32{}, map[string]*Survey{}
	}
	if !at.After(b.upTo) {
		return nil
	}
	query, values := briefColumns, []any{}
	if !b.upTo.IsZero() {
		query, values = briefColumns+` where changed >= $1`, []any{stamped(b.upTo.Add(-lateChanges))}
	}
	rows, err := w.query(query, values)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		one, err := b.scan(rows)
		if err != nil {
			return err
		}
		if i, known := b.at[one.id]; known {
			b.all[i] = one
			continue
		}
		b.at[one.id] = len(b.all)
		b.all = append(b.all, one)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	b.upTo = at
	clear(b.kept)
	return nil
}

func (b *briefs) scan(rows *sql.Rows) (*brief, error) {
	one := b.fresh()
	var kind, status, place, grain, division, country, claim, published, changed string
	var first, last, killed, high sql.NullInt32
	var lat, lon sql.NullFloat64
	var tellings, settled int
	err := rows.Scan(&one.id, &kind, &status, &first, &last, &place, &grain, &division, &country, &lat, &lon,
		&killed, &high, &claim, &tellings, &published, &changed, &settled, &one.reviewed)
	if err != nil {
		return nil, err
	}
	if one.published, err = micros(published); err != nil {
		return nil, err
	}
	if one.changed, err = micros(changed); err != nil {
		return nil, err
	}
	one.first, one.last, one.dated = first.Int32, last.Int32, first.Valid && last.Valid
	one.killed, one.counted, one.open = killed.Int32, killed.Valid, high.Valid && high.Int32 == dateline.Open
	one.lat, one.lon, one.located = lat.Float64, lon.Float64, lat.Valid && lon.Valid
	one.settled, one.there = settled != 0, tellings > 0
	one.kind, one.status, one.claim = b.term(kind), b.term(status), b.term(claim)
	one.country, one.place, one.division = b.term(country), b.term(place), b.term(division)
	if one.located || country != "" {
		at := position{located: one.located, lat: one.lat, lon: one.lon, grain: grain, country: country}
		number, known := b.spot[at]
		if !known {
			number = int32(len(b.spots))
			b.spot[at] = number
			b.spots = append(b.spots, at)
		}
		one.spot = number
	}
	return one, nil
}

// fresh gives room for one more. They lie beside one another, as they are gone through.
func (b *briefs) fresh() *brief {
	if len(b.room) == 0 {
		b.room = make([]brief, 512)
	}
	one := &b.room[0]
	b.room = b.room[1:]
	one.spot = -1
	return one
}

func micros(text string) (int64, error) {
	at, err := moment(text)
	return at.UnixMicro(), err
}

func (b *briefs) term(text string) term {
	t, known := b.terms[text]
	if !known {
		t = term(len(b.terms))
		b.terms[text] = t
	}
	return t
}

// survey gives what was asked for lately by a filter, as of a moment; nil if nothing was.
func (b *briefs) survey(filter string) (*Survey, time.Time) {
	b.held.RLock()
	defer b.held.RUnlock()
	return b.kept[filter], b.upTo
}

// keep keeps what a filter lets through as of a moment, unless more is known now.
func (b *briefs) keep(filter string, survey *Survey, asOf time.Time) {
	b.held.Lock()
	defer b.held.Unlock()
	if !asOf.Equal(b.upTo) {
		return
	}
	if len(b.kept) >= mostKept {
		clear(b.kept)
	}
	b.kept[filter] = survey
}

// among finds those that a filter lets through, of some or of all; its actors and words are left to others.
func (b *briefs) among(f *Filter, some []string, all bool) ([]*brief, []position) {
	b.held.RLock()
	defer b.held.RUnlock()
	lets := b.sieve(f)
	var found []*brief
	if all {
		found = make([]*brief, 0, len(b.all))
		for _, one := range b.all {
			if lets(one) {
				found = append(found, one)
			}
		}
		return found, b.spots
	}
	for _, id := range some {
		if i, known := b.at[id]; known && lets(b.all[i]) {
			found = append(found, b.all[i])
		}
	}
	return found, b.spots
}

// of gives the one of an id; nil if there is none.
func (b *briefs) of(id string) *brief {
	b.held.RLock()
	defer b.held.RUnlock()
	if i, known := b.at[id]; known {
		return b.all[i]
	}
	return nil
}

// sieve is the condition of a filter. It says the same as where does to the database.
func (b *briefs) sieve(f *Filter) func(*brief) bool {
	var from, to int32
	if !f.From.IsZero() {
		from = int32(day(f.From))
	}
	if !f.To.IsZero() {
		to = int32(day(f.To))
	}
	wanted := func(texts ...string) []bool { // by term; nil where nothing is asked for
		var terms []bool
		for _, text := range texts {
			if text == "" {
				continue
			}
			if terms == nil {
				terms = make([]bool, len(b.terms))
			}
			if t, known := b.terms[text]; known {
				terms[t] = true
			}
		}
		return terms
	}
	has := func(wanted []bool, t term) bool { return wanted == nil || wanted[t] }
	kind, kinds, status, country := wanted(f.Type), wanted(f.Types...), wanted(string(f.Status)), wanted(f.Country)
	place := wanted(foldName(f.Place))
	if f.Place != "" && place == nil { // a name of no letters
		place = make([]bool, len(b.terms))
	}
	claim, silent := wanted(f.Claim), wanted(dateline.Unmentioned)
	return func(i *brief) bool {
		switch {
		case !i.there,
			!f.From.IsZero() && (!i.dated || i.last < from),
			!f.To.IsZero() && (!i.dated || i.first > to),
			!has(kind, i.kind), !has(kinds, i.kind), !has(status, i.status), !has(country, i.country), !has(claim, i.claim),
			place != nil && !place[i.place] && !place[i.division],
			f.Box != nil && !(i.located && f.Box.has(i.lat, i.lon)),
			f.KilledFrom > 0 && (!i.counted || int(i.killed) < f.KilledFrom),
			f.AnyClaim && silent[i.claim],
			f.Reviewed != nil && i.reviewed != *f.Reviewed,
			f.Settled != nil && i.settled != *f.Settled:
			return false
		}
		return true
	}
}

func (b *Box) has(lat, lon float64) bool {
	if lat < b.South || lat > b.North {
		return false
	}
	if b.West <= b.East {
		return lon >= b.West && lon <= b.East
	}
	return lon >= b.West || lon <= b.East
}

// compare says how an order puts two incidents.
func (order Order) compare() (func(a, b *brief) int, error) {
	by := map[Order]func(a, b *brief) int{
		ByDay:       func(a, b *brief) int { return known(a.dated, b.dated, b.first, a.first) },
		ByOldest:    func(a, b *brief) int { return known(a.dated, b.dated, a.first, b.first) },
		ByKilled:    func(a, b *brief) int { return known(a.counted, b.counted, b.killed, a.killed) },
		ByChanged:   func(a, b *brief) int { return cmp.Compare(b.changed, a.changed) },
		ByPublished: func(a, b *brief) int { return cmp.Compare(b.published, a.published) },
	}[cmp.Or(order, ByDay)]
	if by == nil {
		return nil, fmt.Errorf("incidents: %q is no order", order)
	}
	return func(a, b *brief) int {
		switch c := by(a, b); {
		case c != 0:
			return c
		case order == ByOldest:
			return strings.Compare(a.id, b.id)
		}
		return strings.Compare(b.id, a.id)
	}, nil
}

// known compares two values, of which one that is not known stands last.
func known(a, b bool, x, y int32) int {
	switch {
	case a && b:
		return cmp.Compare(x, y)
	case a:
		return -1
	case b:
		return 1
	}
	return 0
}

// choose puts those of a list from one place to another where they would stand if it were sorted, in order. The others
// stand anyhow.
func choose(list []*brief, from, to int, compare func(a, b *brief) int) []*brief {
	from, to = min(from, len(list)), min(to, len(list))
	low, high := 0, len(list) // what is wanted lies between, and what is before or behind belongs there
	for high-low > 32 && (low < from || high > to) {
		pivot := middle(list[low], list[(low+high)/2], list[high-1], compare)
		i, j := low, high-1
		for i <= j {
			for compare(list[i], pivot) < 0 {
				i++
			}
			for compare(list[j], pivot) > 0 {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case to <= j+1:
			high = j + 1
		case from >= i:
			low = i
		default: // the pivot is among what is wanted
			if low < from {
				choose(list[low:j+1], from-low, j+1-low, compare)
			}
			if high > to {
				choose(list[i:high], 0, to-i, compare)
			}
			low, high = from, to
		}
	}
	slices.SortFunc(list[low:high], compare)
	return list[from:to]
}

func middle(a, b, c *brief, compare func(a, b *brief) int) *brief {
	three := []*brief{a, b, c}
	slices.SortFunc(three, compare)
	return three[1]
}
