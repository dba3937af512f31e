package link

import (
	"math"
	"time"

	"dateline"
)

const day = 24 * time.Hour

// What is near in time and place.
const (
	fewKilometres  = 3.0
	townKilometres = 10.0 // within which a suburb has the name of its own
	halfKilometres = 20.0
	someKilometres = 40.0
	farKilometres  = 100.0
	freshDays      = 4
	fewDays        = 3
	fewHours       = 2 * time.Hour
)

func (s *seen) times(va, vb *view) {
	a, b := va.Event.Time, vb.Event.Time
	if !a.Resolved() || !b.Resolved() {
		s.add(untimed)
		return
	}
	if ofDay(a) && !ofDay(b) {
		a, b, va, vb = b, a, vb, va // the coarser first
	}
	switch {
	case ofDay(a):
		gap := midnight(a.Start.At).Sub(midnight(b.Start.At))
		days := int(gap.Abs() / day)
		switch {
		case gap == 0:
			s.add(sameDay)
			s.clocks(a, b)
			return
		case days == 1 && (overnight(a) || overnight(b) || overMidnight(a, b)):
			s.add(sameNight)
			return
		case days == 1:
			s.add(dayApart)
		case days <= fewDays:
			s.add(daysApart)
		default:
			s.add(timeApart)
			return
		}
		later := va
		if gap < 0 {
			later = vb
		}
		if !later.Published.IsZero() && midnight(later.Published) == midnight(later.Event.Time.Start.At) {
			s.add(laterIsPublication)
		}
	case a.Start.At.Before(b.End.At) && b.Start.At.Before(a.End.At):
		switch {
		case a.Start == b.Start && a.End == b.End:
			s.add(samePeriod)
		case a.Grain == dateline.Year || a.Grain == dateline.Season:
			s.add(withinYear)
		default:
			s.add(withinPeriod)
		}
	default:
		s.add(otherPeriod)
	}
}

// reported holds the day on which a report appeared against the time of what another tells.
func reported(report, other *view) (e evidence, seen bool) {
	if report.Published.IsZero() || !other.Event.Time.Resolved() || !took(report.Event.Status) {
		return 0, false
	}
	since := midnight(report.Published).Sub(midnight(other.Event.Time.Start.At))
	switch {
	case since < -day: // a day is allowed for the zones of the two
		return toldBefore, true
	case !report.Event.Time.Resolved() && report.Event.Main && ofDay(other.Event.Time) && since <= freshDays*day:
		return fresh, true
	}
	return 0, false
}

// reports holds the days on which two reports appeared against what the other tells.
func (s *seen) reports(a, b *view) {
	if e, ok := reported(a, b); ok {
		s.add(e)
	}
	if e, ok := reported(b, a); ok {
		s.add(e)
	}
}

// clocks compares the times of day of two tellings of one day.
func (s *seen) clocks(a, b *dateline.Time) {
	if !a.Start.Clock || !b.Start.Clock {
		return
	}
	overlap := a.Start.At.Before(b.End.At) && b.Start.At.Before(a.End.At)
	gap := a.Start.At.Sub(b.Start.At).Abs()
	switch {
	case overlap || gap <= fewHours:
		s.add(sameClock)
	case gap >= 5*time.Hour:
		s.add(otherClock)
	}
}

// ofDay tells whether a time is of one day or less, a night counting.
func ofDay(t *dateline.Time) bool {
	switch t.Grain {
	case dateline.Minute, dateline.Hour, dateline.DayPart, dateline.Day:
		return t.End.At.Sub(t.Start.At) <= 36*time.Hour
	}
	return false
}

func overnight(t *dateline.Time) bool {
	return t.Grain == dateline.DayPart && midnight(t.Start.At) != midnight(t.End.At.Add(-time.Minute))
}

// overMidnight tells whether two times with a clock, of two days, are a few hours apart: late on
// Friday, and early on Saturday.
func overMidnight(a, b *dateline.Time) bool {
	if !a.Start.Clock || !b.Start.Clock {
		return false
	}
	if a.Start.At.After(b.Start.At) {
		a, b = b, a
	}
	return b.Start.At.Sub(a.End.At) <= fewHours
}

func midnight(t time.Time) time.Time { return t.Truncate(day) }

func (s *seen) places(a, b *dateline.Place) {
	if a == nil || b == nil {
		s.add(unplaced)
		return
	}
	d, located := apart(a, b)
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		if !located || d > someKilometres || !exact(a) || !exact(b) {
			s.add(otherCountry)
			return
		}
	}
	switch {
	case exact(a) && exact(b) && a.ID != "" && a.ID == b.ID, exact(a) && exact(b) && located && d <= fewKilometres:
		s.add(sameTown)
	case exact(a) && exact(b) && located && d <= someKilometres:
		s.near(a, b, d)
	case exact(a) && exact(b) && located && d <= farKilometres && a.Admin1 == b.Admin1 && a.Admin1 != "":
		s.add(outOfReach)
	case exact(a) && exact(b) && located:
		s.add(farApart)
	case exact(a) && exact(b):
		if fold(a.Name) == fold(b.Name) {
			s.add(sameTown)
		}
	case a.Admin1 != "" && a.Admin1 == b.Admin1:
		s.add(sameArea)
	case a.Admin1 != "" && b.Admin1 != "":
		s.add(otherArea)
	case a.Country != "" && a.Country == b.Country:
		s.add(sameCountry)
	}
}

// near weighs two places of one neighbourhood.
func (s *seen) near(a, b *dateline.Place, kilometres float64) {
	switch {
	case kilometres <= townKilometres:
		s.add(near10)
	case kilometres <= halfKilometres:
		s.add(near20)
	default:
		s.add(near40)
	}
	if a.Grain == b.Grain && (a.Grain == dateline.Town && kilometres > townKilometres || a.Grain == dateline.District) {
		s.add(otherTown)
	}
}

// exact tells whether a place is a town or finer, or near one.
func exact(p *dateline.Place) bool {
	return p != nil && (p.Grain == dateline.Town || p.Grain == dateline.Near || p.Grain == dateline.District)
}

// apart gives the distance of two places in kilometres; ok is false if one has no coordinates.
func apart(a, b *dateline.Place) (kilometres float64, ok bool) {
	if a.Lat == nil || b.Lat == nil || a.Lon == nil || b.Lon == nil {
		return 0, false
	}
	const radian = math.Pi / 180
	dLat, dLon := (*b.Lat-*a.Lat)*radian, (*b.Lon-*a.Lon)*radian
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(*a.Lat*radian)*math.Cos(*b.Lat*radian)*math.Pow(math.Sin(dLon/2), 2)
	return 12742 * math.Asin(math.Min(1, math.Sqrt(h))), true // the Earth's mean diameter
}
