package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"dateline"
)

// A Figure is a number of people harmed, as one telling gives it.
type Figure struct {
	Low  int `json:"low"`
	High int `json:"high"` // inclusive; -1 if open above
}

// String gives "9", "9 to 11" or "9 or more".
func (f *Figure) String() string {
	switch {
	case f == nil:
		return "unknown"
	case f.High == dateline.Open:
		return fmt.Sprintf("%d or more", f.Low)
	case f.High != f.Low:
		return fmt.Sprintf("%d to %d", f.Low, f.High)
	}
	return fmt.Sprint(f.Low)
}

// A summary is what the tellings of an incident come to.
type summary struct {
	Type    string          `json:"type,omitempty"`
	Status  dateline.Status `json:"status,omitempty"`
	Time    *dateline.Time  `json:"time,omitempty"`
	Place   *dateline.Place `json:"place,omitempty"`
	Title   string          `json:"title,omitempty"`
	Killed  *Figure         `json:"killed,omitempty"`  // of the newest report that has one
	Injured *Figure         `json:"injured,omitempty"` // likewise
	Claim   string          `json:"claim,omitempty"`
	first   time.Time       // when it was first reported; zero if unknown
	count   int             // of tellings

	rail     dateline.Rail // where its values stand
	reviewed Reviewed
	outlets  string // JSON: what counts for outlets; empty for nothing
}

func startOf(t *dateline.Telling) time.Time {
	if !t.Event.Time.Resolved() {
		return time.Time{}
	}
	return t.Event.Time.Start.At
}

// derive sums up tellings. The order in which they come does not matter.
func derive(tellings []*dateline.Telling) summary {
	tellings = slices.Clone(tellings)
	slices.SortFunc(tellings, func(a, b *dateline.Telling) int { // the newest first
		return cmp.Or(b.AsOf().Compare(a.AsOf()), cmp.Compare(a.Key(), b.Key()))
	})
	s := summary{count: len(tellings)}
	main := slices.DeleteFunc(slices.Clone(tellings), func(t *dateline.Telling) bool { return !t.Event.Main })
	if len(main) == 0 {
		main = tellings
	}
	s.Type = most(main, func(t *dateline.Telling) string { return t.Event.Type })
	s.Status = dateline.Status(most(main, func(t *dateline.Telling) string { return string(t.Event.Status) }))
	s.Title = titleOf(main)
	s.Time = finestTime(tellings)
	s.Place = finestPlace(tellings)
	s.Killed, s.Injured = newestFigure(tellings, dateline.Killed), newestFigure(tellings, dateline.Injured)
	for _, t := range tellings {
		if !t.Published.IsZero() && (s.first.IsZero() || t.Published.Before(s.first)) {
			s.first = t.Published
		}
	}
	s.Claim = claim(tellings)
	return s
}

// fresh is how long after the first report of an incident others are of what happened, and not of what came of it:
// a trial, an anniversary.
const fresh = 14 * 24 * time.Hour

// titleOf gives the title of the newest telling of the first days; the tellings are in order, the newest first.
func titleOf(tellings []*dateline.Telling) string {
	if len(tellings) == 0 {
		return ""
	}
	until := tellings[len(tellings)-1].AsOf().Add(fresh)
	for _, t := range tellings {
		if !t.AsOf().After(until) && t.Title != "" {
			return t.Title
		}
	}
	return tellings[0].Title
}

// newestFigure gives the figure of the newest telling that has one; of several of one moment, the largest, as by the
// rule newest: one that is open above leaves a count as it was that it agrees with. It is nil if none has.
func newestFigure(tellings []*dateline.Telling, harm string) (newest *Figure) {
	var at time.Time
	for _, t := range slices.Backward(tellings) { // the oldest first
		low, high, ok := figure(&t.Event, harm)
		switch {
		case !ok:
		case newest == nil:
			newest, at = &Figure{low, high}, t.AsOf()
		case high == dateline.Open && newest.High != dateline.Open && low <= newest.Low:
		case t.AsOf().After(at), low > newest.Low:
			newest, at = &Figure{low, high}, t.AsOf()
		}
	}
	return newest
}

// most gives the value that most have; of several, that of the first.
func most(tellings []*dateline.Telling, value func(*dateline.Telling) string) string {
	counts := map[string]int{}
	for _, t := range tellings {
		counts[value(t)]++
	}
	best := ""
	for _, t := range tellings {
		if v := value(t); v != "" && counts[v] > counts[best] {
			best = v
		}
	}
	return best
}

// grains are the grains of time, the finest first.
var grains = [...]dateline.Grain{dateline.Minute, dateline.Hour, dateline.DayPart, dateline.Day, dateline.WeekGrain,
	dateline.Month, dateline.Season, dateline.Year, dateline.Decade}

// finestTime gives the finest of the times that most tell of: of those of a day, the day that
// most give.
func finestTime(tellings []*dateline.Telling) *dateline.Time {
	dated := slices.DeleteFunc(slices.Clone(tellings), func(t *dateline.Telling) bool { return !t.Event.Time.Resolved() })
	if ofDays := slices.DeleteFunc(slices.Clone(dated), func(t *dateline.Telling) bool { return !ofDay(t.Event.Time) }); len(ofDays) > 0 {
		start := func(t *dateline.Telling) string { return startOf(t).Format(time.DateOnly) }
		common := most(ofDays, start)
		dated = slices.DeleteFunc(ofDays, func(t *dateline.Telling) bool { return start(t) != common })
	}
	var best *dateline.Time
	for _, t := range dated {
		if best == nil || slices.Index(grains[:], t.Event.Time.Grain) < slices.Index(grains[:], best.Grain) {
			best = t.Event.Time
		}
	}
	return best
}

// placeGrains are the grains of place, the finest first.
var placeGrains = [...]string{dateline.Town, dateline.District, dateline.Near, dateline.Province, dateline.Region, dateline.CountryGrain}

// finestPlace gives the place of the finest grain; of several the one that most give.
func finestPlace(tellings []*dateline.Telling) *dateline.Place {
	finest := len(placeGrains)
	rank := func(t *dateline.Telling) int {
		if t.Event.Place == nil {
			return len(placeGrains) + 1
		}
		if i := slices.Index(placeGrains[:], t.Event.Place.Grain); i >= 0 {
			return i
		}
		return len(placeGrains)
	}
	for _, t := range tellings {
		finest = min(finest, rank(t))
	}
	placed := slices.DeleteFunc(slices.Clone(tellings), func(t *dateline.Telling) bool { return rank(t) != finest })
	name := func(t *dateline.Telling) string { return cmp.Or(t.Event.Place.ID, dateline.Fold(t.Event.Place.Name)) }
	common := most(placed, name)
	for _, t := range placed {
		if name(t) == common {
			return t.Event.Place
		}
	}
	return nil
}

// claim gives what the tellings come to: rival if two actors claim it against one another
// or one telling says so, else the strongest that one of them says.
func claim(tellings []*dateline.Telling) string {
	states := []string{dateline.Unmentioned, dateline.NoneStated, dateline.ClaimDenied, dateline.Claimed, dateline.Rival}
	best := 0
	for _, t := range tellings {
		best = max(best, slices.Index(states, t.Event.Claim.State))
	}
	return states[best]
}

// fix puts what editors have set in the place of what was derived.
func (s *summary) fix(fixed string) error {
	if fixed == "" || fixed == "{}" {
		return nil
	}
	var f summary
	var fields map[string]json.RawMessage
	if err := errors.Join(json.Unmarshal([]byte(fixed), &f), json.Unmarshal([]byte(fixed), &fields)); err != nil {
		return fmt.Errorf("what editors have set: %w", err)
	}
	for field := range fields {
		switch field {
		case "type":
			s.Type = f.Type
		case "status":
			s.Status = f.Status
		case "time":
			s.Time = f.Time
		case "place":
			s.Place = f.Place
		case "title":
			s.Title = f.Title
		case "killed":
			s.Killed = f.Killed
		case "injured":
			s.Injured = f.Injured
		case "claim":
			s.Claim = f.Claim
		}
	}
	return nil
}
