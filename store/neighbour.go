package store

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"dateline"
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
	seen map[string]bool // times and places that were looked around already
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
	n := &neighbourhood{work: w, has: map[string]bool{}, seen: map[string]bool{}}
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

// around adds what is near a telling and, of a new one, what is near those of them that are vague.
func (n *neighbourhood) around(t *kept, further bool) error {
	if n.full() || n.seen[spot(t, further)] {
		return nil
	}
	n.seen[spot(t, further)] = true
	keys, err := n.work.near(t, further)
	if err != nil {
		return err
	}
	keys = slices.DeleteFunc(keys, func(key string) bool { return n.has[key] })
	found, err := n.work.kept(keys)
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

// spot names the time and place of a telling: two of one have the same neighbours.
func spot(t *kept, all bool) string {
	from, to := span(t.Telling)
	p := t.Event.Place
	if p == nil {
		p = &dateline.Place{}
	}
	var lat, lon float64
	if p.Lat != nil && p.Lon != nil {
		lat, lon = *p.Lat, *p.Lon
	}
	return fmt.Sprint(all, from, to, p.Grain, "|", p.Country, "|", p.Admin1, "|", p.ID, "|", lat, lon)
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

// near finds the tellings that are near one, by their keys: all, or those alone that have
// their day and their town.
func (w *work) near(t *kept, all bool) ([]string, error) {
	from, to := span(t.Telling)
	p := t.Event.Place
	countries := []string{""} // of one that is not known, any
	if p != nil && p.Country != "" {
		countries = []string{p.Country, ""}
	}
	var found []string
	ask := func(condition string, values ...any) error {
		more, err := w.texts(`select t.key from telling t where `+loneCondition+condition, values...)
		found = append(found, more...)
		return err
	}
	for _, country := range countries {
		where, values := nearPlace(p, country, 3)
		// Tellings of a day or two; those that have their town first.
		clear, most := ``, 120
		if !all {
			clear, most = ` and t.clear = 1`, 40
		}
		err := ask(`and t.wide = 0 and t.near_from between $1 and $2 and t.near_to >= $3`+clear+where+
			` order by t.clear desc, t.main desc, abs(t.near_from - $1), t.key limit `+strconv.Itoa(most),
			append([]any{from - nearDays - wideDays, to + nearDays, from - nearDays}, values...)...)
		if err != nil {
			return nil, err
		}
		if !all {
			continue
		}
		// Tellings of longer times, and of none: the nearest first.
		err = ask(`and t.wide = 1 and t.near_from between $1 and $2 and t.near_to >= $3`+where+` order by t.near_from desc, t.key limit 60`,
			append([]any{from - nearDays - widestDays, to + nearDays, from - nearDays}, values...)...)
		if err != nil {
			return nil, err
		}
	}
	// Of the very place, more of those.
	if all && exact(p) && p.ID != "" {
		err := ask(`and t.wide = 1 and t.place_id = $1 and t.near_from <= $2 and t.near_to >= $3 and t.near_from >= $4 order by t.near_from desc, t.key limit 60`,
			p.ID, to+nearDays, from-nearDays, from-nearDays-widestDays)
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// nearPlace gives the condition on a telling t that its place may be another, and the values in
// it, numbered from after so many: in a country (the same, or an unknown one), and not too far
// off, or in the same division where one of the two is told no closer.
func nearPlace(p *dateline.Place, country string, after int) (condition string, values []any) {
	value := func(v any) string {
		values = append(values, v)
		return places(after+len(values)-1, 1)
	}
	if p == nil {
		return "", nil
	}
	if p.Country != "" {
		condition = ` and t.country = ` + value(country)
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
