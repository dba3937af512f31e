package store

import (
	"math"
	"slices"
)

// What is near a telling.
const (
	nearDays      = 2
	nearKm        = 60.0
	kmPerDegree   = 111.2
	widestDays    = 400 // a telling of more is not looked for by its time
	mostTellings  = 400 // of a neighbourhood
	loneCondition = ` t.stands = t.key and t.rejected = 0 `
)

// A neighbourhood is the tellings that are to be grouped anew.
type neighbourhood struct {
	work *work
	has  map[string]bool
	all  []kept
}

func (n *neighbourhood) add(tellings []kept) (fresh []kept) {
	for _, t := range tellings {
		if n.has[t.Key()] || t.rejected || t.stands != t.Key() {
			continue
		}
		n.has[t.Key()] = true
		n.all = append(n.all, t)
		fresh = append(fresh, t)
	}
	return fresh
}

func (n *neighbourhood) full() bool { return len(n.all) >= mostTellings }

// neighbours gives the tellings that may be of one incident with some, and all
// that are in an incident with one of them.
func (w *work) neighbours(seeds []kept) ([]kept, error) {
	n := &neighbourhood{work: w, has: map[string]bool{}}
	n.add(seeds)
	for i := range seeds {
		if err := n.around(&seeds[i], true); err != nil {
			return nil, err
		}
	}
	if err := n.members(); err != nil {
		return nil, err
	}
	if len(n.all) > mostTellings {
		n.all = n.all[:max(len(seeds), mostTellings)]
	}
	slices.SortFunc(n.all, func(a, b kept) int { return compareText(a.Key(), b.Key()) })
	return n.all, nil
}

// around adds what is near a telling, and what is near those of them that are vague.
func (n *neighbourhood) around(t *kept, further bool) error {
	if n.full() {
		return nil
	}
	found, err := n.work.near(t)
	if err != nil {
		return err
	}
	for _, other := range n.add(found) {
		if further && !(ofDay(other.Event.Time) && exact(other.Event.Place)) {
			if err := n.around(&other, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// members adds what is in an incident with one of the tellings.
func (n *neighbourhood) members() error {
	keys := make([]string, len(n.all))
	for i, t := range n.all {
		keys[i] = t.Key()
	}
	for part := range slices.Chunk(keys, 500) {
		found, err := list(n.work, scanKept, keptColumns+`where t.key in (select telling from link where incident in
			(select incident from link where telling in (`+places(0, len(part))+`))) limit 400`, arguments(part)...)
		if err != nil {
			return err
		}
		n.add(found)
	}
	return nil
}

// near finds the tellings that are near one.
func (w *work) near(t *kept) ([]kept, error) {
	var country, admin1, place string
	var lat, lon *float64
	if p := t.Event.Place; p != nil {
		country, admin1 = p.Country, p.Admin1
		if exact(p) {
			place, lat, lon = p.ID, p.Lat, p.Lon
		}
	}
	from, to, dated := days(t.Event.Time)
	if !dated {
		to = day(t.AsOf())
		from = to - undatedDays
	}
	var found []kept
	ask := func(condition string, values ...any) error {
		more, err := list(w, scanKept, keptColumns+`where `+condition, values...)
		found = append(found, more...)
		return err
	}
	// Where it was: in the same country or an unknown one, and not too far off.
	where := func(after int) (string, []any) {
		condition, values := "", []any{}
		if country != "" {
			condition, values = ` and t.country in (`+places(after, 1)+`, '')`, []any{country}
		}
		switch {
		case lat != nil && lon != nil:
			high := nearKm / kmPerDegree
			wide := min(180, high/max(0.05, math.Cos(*lat*math.Pi/180)))
			p := after + len(values)
			condition += ` and (t.lat is null or t.place_grain not in ('town', 'near', 'district') or t.lat between ` + places(p, 1) + ` and ` + places(p+1, 1) +
				` and (t.lon between ` + places(p+2, 1) + ` and ` + places(p+3, 1) + `))`
			values = append(values, *lat-high, *lat+high, *lon-wide, *lon+wide)
		case admin1 != "":
			condition += ` and t.admin1 in (` + places(after+len(values), 1) + `, '')`
			values = append(values, admin1)
		}
		return condition, values
	}
	// Tellings of a day or two.
	at, values := where(3)
	if err := ask(loneCondition+`and t.wide = 0 and t.near_from between $1 and $2 and t.near_to >= $3`+at+
		` order by t.clear desc, t.main desc, abs(t.near_from - $1), t.key limit 120`,
		append([]any{from - nearDays - wideDays, to + nearDays, from - nearDays}, values...)...); err != nil {
		return nil, err
	}
	// Tellings of longer times, and of none: the nearest first.
	at, values = where(3)
	if err := ask(loneCondition+`and t.wide = 1 and t.near_from between $1 and $2 and t.near_to >= $3`+at+
		` order by t.near_from desc, t.key limit 60`,
		append([]any{from - nearDays - widestDays, to + nearDays, from - nearDays}, values...)...); err != nil {
		return nil, err
	}
	// Of the very place, those of any time that takes this one in.
	if place != "" {
		if err := ask(loneCondition+`and t.place_id = $1 and t.near_from <= $2 and t.near_to >= $3 order by t.near_from desc, t.key limit 60`,
			place, to+nearDays, from-nearDays); err != nil {
			return nil, err
		}
	}
	return found, nil
}
