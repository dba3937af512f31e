package store

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"dateline"
)

// What is near a telling.
const (
	nearDays      = 1
	nearKm        = 60.0
	kmPerDegree   = 111.2
	wideDays      = 2   // a telling that may be of so many days more than one is wide,
	widerDays     = 32  // and wider of more than so many:
	widestDays    = 400 // it is looked for so many days back, and no further
	mostClear     = 250 // tellings of a day or two that are near one
	mostWide      = 120 // wide ones, and wider ones
	mostOthers    = 60  // that a vague one may be put with as well
	mostTellings  = 600 // of a neighbourhood
	loneCondition = ` t.stands = t.key and t.rejected = 0 `
)

// breadth is 0 for a telling of a few days, 1 for a wide one, 2 for a wider one.
func breadth(days int) int {
	switch {
	case days < wideDays:
		return 0
	case days <= widerDays:
		return 1
	}
	return 2
}

// reach is how many days before a day the tellings of a breadth begin that may take it in.
var reach = [...]int{wideDays, widerDays, widestDays}

// A neighbourhood is the tellings that are to be grouped anew: those of an incident with what
// was added, and those that may come to be. What is told with its day and its town is taken
// in if it is within a day and 60 km. What is told vaguely is taken in if it and one of
// those would be of one incident by themselves; and with it all that it might be put with
// instead. Incidents are taken in whole.
//
// So far the outcome does not depend on the order in which reports are added. It may where
// there is more than the limits let through: more than 250 tellings within a day and
// 60 km of one, 120 vague ones or incidents of more than 600.
type neighbourhood struct {
	work  *work
	group Grouper
	has   map[string]bool
	seen  map[string]bool // times and places that were looked around already
	all   []kept
}

func (n *neighbourhood) add(t kept) {
	if !n.has[t.Key()] && !t.rejected && t.stands == t.Key() {
		n.has[t.Key()] = true
		n.all = append(n.all, t)
	}
}

func (n *neighbourhood) full() bool { return len(n.all) >= mostTellings }

// neighbours gives the tellings that may be of one incident with some, and all
// that are in an incident with one of them.
func (w *work) neighbours(seeds []kept, group Grouper) ([]kept, error) {
	n := &neighbourhood{work: w, group: group, has: map[string]bool{}, seen: map[string]bool{}}
	for _, t := range seeds {
		n.add(t)
	}
	for _, t := range slices.Clone(n.all) {
		if err := n.around(t); err != nil {
			return nil, err
		}
	}
	if err := n.members(0); err != nil {
		return nil, err
	}
	first := len(n.all)
	for _, t := range n.all[:first] {
		if isClear(t.Telling) {
			continue
		}
		if err := n.others(t); err != nil {
			return nil, err
		}
	}
	if err := n.members(first); err != nil {
		return nil, err
	}
	slices.SortFunc(n.all, func(a, b kept) int { return cmp.Compare(a.Key(), b.Key()) })
	return n.all, nil
}

// isClear tells whether a telling has its day and its town.
func isClear(t *dateline.Telling) bool { return ofDay(t.Event.Time) && exact(t.Event.Place) }

// fits tells whether two tellings would be of one incident if nothing else were told.
func (n *neighbourhood) fits(a, b kept) bool {
	groups := n.group([]*dateline.Telling{a.Telling, b.Telling}, dateline.Rulings{})
	return len(groups) == 1 && len(groups[0].Links) == 2
}

// around adds what is near a telling.
func (n *neighbourhood) around(t kept) error {
	if len(n.group([]*dateline.Telling{t.Telling}, dateline.Rulings{})) == 0 {
		return nil // of no incident
	}
	found, err := n.work.near(&t, true)
	if err != nil {
		return err
	}
	for _, other := range found {
		if isClear(t.Telling) && isClear(other.Telling) || n.fits(t, other) {
			n.add(other)
		}
	}
	return nil
}

// others adds what a vague telling may be put with.
func (n *neighbourhood) others(t kept) error {
	if n.full() || n.seen[spot(&t)] {
		return nil
	}
	n.seen[spot(&t)] = true
	found, err := n.work.near(&t, false)
	if err != nil {
		return err
	}
	for _, other := range found {
		if !n.full() && !n.has[other.Key()] && n.fits(t, other) {
			n.add(other)
		}
	}
	return nil
}

// spot names what a telling is looked around by: two of one have the same neighbours.
func spot(t *kept) string {
	from, to := span(t.Telling)
	p := t.Event.Place
	if p == nil {
		p = &dateline.Place{}
	}
	var lat, lon float64
	if p.Lat != nil && p.Lon != nil {
		lat, lon = *p.Lat, *p.Lon
	}
	return fmt.Sprint(t.Event.Type, from, to, p.Grain, "|", p.Country, "|", p.Admin1, "|", p.ID, "|", lat, lon)
}

// span gives the days among which a telling is looked for: its own or, where it has none,
// those before the report.
func span(t *dateline.Telling) (from, to int) {
	from, to, dated := days(t.Event.Time)
	if !dated {
		to = day(t.AsOf())
		from = to - undatedDays
	}
	return from, to
}

// members adds what is in an incident with one of the tellings after the first so many.
func (n *neighbourhood) members(after int) error {
	keys := make([]string, 0, len(n.all)-after)
	for _, t := range n.all[after:] {
		keys = append(keys, t.Key())
	}
	for part := range slices.Chunk(keys, mostValues) {
		in, values := among(part, 0)
		found, err := n.work.digests(`select t.key, t.digest, '' from telling t where`+loneCondition+`and t.key in (select telling from link where incident in
			(select incident from link where telling in `+in+`)) limit `+strconv.Itoa(mostTellings), values...)
		if err != nil {
			return err
		}
		for _, t := range found {
			if !n.full() {
				n.add(t)
			}
		}
	}
	return nil
}

// near finds the tellings that are near one: all, or those alone that have their day and
// their town.
func (w *work) near(t *kept, all bool) ([]kept, error) {
	from, to := span(t.Telling)
	p := t.Event.Place
	const columns = `select t.key, t.digest, '' from telling t where` + loneCondition + `and t.wide = `
	const within = ` and t.near_from between $1 and $2 and t.near_to >= $3`
	place, values := nearPlace(p, 3)
	ask := func(wide int, more, order string, most int) ([]kept, error) {
		query := columns + strconv.Itoa(wide) + within + more + place
		bounds := append([]any{from - nearDays - reach[wide], to + nearDays, from - nearDays}, values...)
		found, err := w.digests(query+` limit `+strconv.Itoa(most+1), bounds...)
		if err != nil || len(found) <= most { // as a rule: nothing is left out, and nothing need be sorted for it
			return found, err
		}
		return w.digests(query+` order by `+order+`, t.key limit `+strconv.Itoa(most), bounds...)
	}
	if !all {
		return ask(0, ` and t.clear = 1`, `t.main desc, abs(t.near_from - $1)`, mostOthers)
	}
	// Those that have their town first; of longer times the nearest first.
	found, err := ask(0, ``, `t.clear desc, t.main desc, abs(t.near_from - $1)`, mostClear)
	if err != nil {
		return nil, err
	}
	for wide := 1; wide <= 2; wide++ {
		more, err := ask(wide, ``, `abs(t.near_from - $2)`, mostWide)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
		if len(more) == mostWide && exact(p) && p.ID != "" { // of the very place, more of those
			more, err := w.digests(columns+strconv.Itoa(wide)+within+` and t.place_id = $4 order by abs(t.near_from - $2), t.key limit `+strconv.Itoa(mostWide),
				from-nearDays-reach[wide], to+nearDays, from-nearDays, p.ID)
			if err != nil {
				return nil, err
			}
			found = append(found, more...)
		}
	}
	return found, nil
}

// nearPlace gives the condition on a telling t that its place may be another, and the values in
// it, numbered from after so many: in its country or an unknown one, and not too far
// off, or in the same division where one of the two is told no closer.
func nearPlace(p *dateline.Place, after int) (condition string, values []any) {
	value := func(v any) string {
		values = append(values, v)
		return places(after+len(values)-1, 1)
	}
	if p == nil {
		return "", nil
	}
	if p.Country != "" {
		condition = ` and t.country in (` + value(p.Country) + `, '')`
	}
	const vague = `t.place_grain not in ('town', 'near', 'district')`
	division := ``
	if p.Admin1 != "" {
		division = ` and t.admin1 in (` + value(p.Admin1) + `, '')`
	}
	if !exact(p) || p.Lat == nil || p.Lon == nil {
		return condition + division, values
	}
	high := nearKm / kmPerDegree
	wide := min(180, high/max(0.05, math.Cos(*p.Lat*math.Pi/180)))
	return condition + ` and (t.lat is null or ` + vague + division + ` or t.lat between ` + value(*p.Lat-high) + ` and ` + value(*p.Lat+high) +
		` and t.lon between ` + value(*p.Lon-wide) + ` and ` + value(*p.Lon+wide) + `)`, values
}
