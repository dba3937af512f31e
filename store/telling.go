package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"dateline"
)

// day is the number of a day since 1970.
func day(t time.Time) int {
	return int(math.Floor(float64(t.Unix()) / (24 * 60 * 60)))
}

// What a telling without a day of its own is looked for by: what it tells of happened
// in so many days before the report.
const undatedDays = 30

// exact tells whether a place is a town or finer, or near one.
func exact(p *dateline.Place) bool {
	return p != nil && (p.Grain == dateline.Town || p.Grain == dateline.Near || p.Grain == dateline.District)
}

// ofDay tells whether a time is of one day or less, a night counting.
func ofDay(t *dateline.Time) bool {
	if !t.Resolved() || t.End.At.Sub(t.Start.At) > 36*time.Hour {
		return false
	}
	switch t.Grain {
	case dateline.Minute, dateline.Hour, dateline.DayPart, dateline.Day:
		return true
	}
	return false
}

// days are the first and the last day of a time; ok is false if it is open.
func days(t *dateline.Time) (first, last int, ok bool) {
	if !t.Resolved() {
		return 0, 0, false
	}
	first = day(t.Start.At)
	return first, max(first, day(t.End.At.Add(-time.Nanosecond))), true
}

// figure gives the bounds of all figures of a harm in one telling, those of attackers alone
// left out; ok is false if there are none.
func figure(e *dateline.Event, harm string) (low, high int, ok bool) {
	for _, c := range e.Casualties {
		if c.Harm != harm || c.Attackers {
			continue
		}
		switch {
		case !ok:
			high = c.High
		case c.High == dateline.Open || high == dateline.Open:
			high = dateline.Open
		default:
			high = max(high, c.High)
		}
		low, ok = max(low, c.Low), true
	}
	return low, high, ok
}

// nothing stands for null where a figure or a day is not known.
func nothing[T any](value T, ok bool) any {
	if !ok {
		return nil
	}
	return value
}

// addTelling keeps a telling, and gives its digest.
func (w *work) addTelling(t *dateline.Telling, position int, stands string) (short railed, err error) {
	e := &t.Event
	text, err := json.Marshal(e)
	if err != nil {
		return short, fmt.Errorf("the event %s: %w", t.Key(), err)
	}
	short.key, short.rail = t.Key(), railText(unseenRail(e))
	if short.text, err = digestOf(t); err != nil {
		return short, err
	}
	first, last, dated := days(e.Time)
	from, to := span(t)
	place := e.Place
	if place == nil {
		place = &dateline.Place{}
	}
	killedLow, killedHigh, killed := figure(e, dateline.Killed)
	injuredLow, injuredHigh, injured := figure(e, dateline.Injured)
	return short, w.exec(`insert into telling (key, report, position, type, status, main, clear, start_day, end_day, near_from, near_to, wide,
		country, admin1, place_id, place_grain, lat, lon, killed_low, killed_high, injured_low, injured_high, claim_state, stands, rejected, event, number, digest, rail)
		values (`+places(0, 24)+`, 0, $25, (select number from report where id = $2), $26, $27)
		on conflict (key) do update set type = excluded.type, status = excluded.status, main = excluded.main, clear = excluded.clear,
		start_day = excluded.start_day, end_day = excluded.end_day, near_from = excluded.near_from, near_to = excluded.near_to, wide = excluded.wide,
		country = excluded.country, admin1 = excluded.admin1, place_id = excluded.place_id, place_grain = excluded.place_grain,
		lat = excluded.lat, lon = excluded.lon, killed_low = excluded.killed_low, killed_high = excluded.killed_high,
		injured_low = excluded.injured_low, injured_high = excluded.injured_high, claim_state = excluded.claim_state, event = excluded.event,
		digest = excluded.digest, rail = excluded.rail`,
		t.Key(), t.Report, position, e.Type, string(e.Status), flag(e.Main), flag(isClear(t)),
		nothing(first, dated), nothing(last, dated), from, to, breadth(to-from),
		place.Country, place.Admin1, place.ID, place.Grain, place.Lat, place.Lon,
		nothing(killedLow, killed), nothing(killedHigh, killed), nothing(injuredLow, injured), nothing(injuredHigh, injured),
		e.Claim.State, stands, string(text), short.text, short.rail)
}

// A kept is a telling as it is in the record.
type kept struct {
	*dateline.Telling
	stands   string // key of the telling that is linked for it
	rejected bool
	url      string // of its report
	rail     string // where its values stand
}

const keptColumns = `select t.key, t.event, t.stands, t.rejected, t.rail, r.id, r.published_at, r.retrieved, r.title, r.site, r.source_report, r.url
	from telling t join report r on r.number = t.number `

func scanKept(rows *sql.Rows) (kept, error) {
	k := kept{Telling: &dateline.Telling{}}
	var key, event, retrieved string
	var published sql.NullString
	var rejected int
	if err := rows.Scan(&key, &event, &k.stands, &rejected, &k.rail, &k.Report, &published, &retrieved, &k.Title, &k.Site, &k.Source, &k.url); err != nil {
		return k, err
	}
	k.rejected = rejected != 0
	if err := json.Unmarshal([]byte(event), &k.Event); err != nil {
		return k, fmt.Errorf("the event %s: %w", key, err)
	}
	var err error
	if k.Published, err = moment(published.String); err != nil {
		return k, err
	}
	k.Retrieved, err = moment(retrieved)
	return k, err
}

// kept gives the tellings of keys, in the order of the keys; each once.
func (w *work) kept(keys []string) ([]kept, error) {
	var all []kept
	for part := range slices.Chunk(distinct(keys), mostValues) {
		in, values := among(part, 0)
		found, err := list(w, scanKept, keptColumns+`where t.key in `+in, values...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b kept) int { return cmp.Compare(a.Key(), b.Key()) })
	return all, nil
}

// keptOf gives the tellings of a report, in the order of the record.
func (w *work) keptOf(report string) ([]kept, error) {
	return list(w, scanKept, keptColumns+`where t.number = (select number from report where id = $1) order by t.position`, report)
}

// twin finds among the tellings of a text's original, or of a newer version, the one that is of the
// same event: of the same type and time, and place where several are. Of a copy the
// figures must be the same too, for with others it says something else. Those in taken
// are passed over; nil is for none.
func twin(of *dateline.Event, among []kept, copied bool, taken map[string]bool) *kept {
	var best *kept
	most := 0
	for i := range among {
		other := &among[i]
		if taken[other.Key()] {
			continue
		}
		points := 0
		switch {
		case of.Type == other.Event.Type && sameTime(of.Time, other.Event.Time):
			points = 4
		case !copied && of.Main && other.Event.Main:
			points = 1
		}
		if points == 0 || copied && !sameFigures(of, &other.Event) {
			continue
		}
		if samePlace(of.Place, other.Event.Place) {
			points += 3
		} else if copied {
			continue
		}
		if of.Main == other.Event.Main {
			points++
		}
		if points > most {
			best, most = other, points
		}
	}
	return best
}

func sameTime(a, b *dateline.Time) bool {
	if !a.Resolved() || !b.Resolved() {
		return a.Resolved() == b.Resolved()
	}
	return a.Start.At.Equal(b.Start.At) && a.End.At.Equal(b.End.At)
}

func samePlace(a, b *dateline.Place) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.ID != "" || b.ID != "" {
		return a.ID == b.ID
	}
	return dateline.Fold(a.Name) == dateline.Fold(b.Name)
}

// sameFigures tells whether two events are told with the same bounds of the killed and the injured.
func sameFigures(a, b *dateline.Event) bool {
	for _, harm := range []string{dateline.Killed, dateline.Injured} {
		lowA, highA, okA := figure(a, harm)
		lowB, highB, okB := figure(b, harm)
		if lowA != lowB || highA != highB || okA != okB {
			return false
		}
	}
	return true
}
