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

func (f *fitting) times(va, vb *view) {
	a, b := va.Event.Time, vb.Event.Time
	if !a.Resolved() || !b.Resolved() {
		f.is("untimed")
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
			f.add("same-day", "same day")
			f.clocks(a, b)
			return
		case days == 1 && (overnight(a) || overnight(b) || overMidnight(a, b)):
			f.add("same-night", "the same night")
			return
		case days == 1:
			f.add("day-apart", "a day apart")
		case days <= fewDays:
			f.add("days-apart", "%d days apart", days)
		default:
			f.add("time-apart", "%d days apart", days)
		}
		later := va
		if gap < 0 {
			later = vb
		}
		if !later.Published.IsZero() && midnight(later.Published) == midnight(later.Event.Time.Start.At) {
			f.is("later-is-publication")
		}
	case a.Start.At.Before(b.End.At) && b.Start.At.Before(a.End.At):
		switch {
		case a.Start == b.Start && a.End == b.End:
			f.add("same-period", "same %s", a.Grain)
		case a.Grain == dateline.Year || a.Grain == dateline.Season:
			f.add("within-year", "within the same %s", a.Grain)
		default:
			f.add("within-period", "within the same %s", a.Grain)
		}
	default:
		f.add("other-period", "not in the same %s", a.Grain)
	}
}

// reported holds the day on which a report appeared against the time of what another tells.
func (f *fitting) reported(report, other *view) {
	if report.Published.IsZero() || !other.Event.Time.Resolved() || !took(report.Event.Status) {
		return
	}
	start := midnight(other.Event.Time.Start.At)
	since := midnight(report.Published).Sub(start)
	switch {
	case since < -day: // a day is allowed for the zones of the two
		f.add("told-before", "told before %s", start.Format(time.DateOnly))
	case !report.Event.Time.Resolved() && report.Event.Main && ofDay(other.Event.Time) && since <= freshDays*day:
		f.add("fresh", "told within days of %s", start.Format(time.DateOnly))
	}
}

// clocks compares the times of day of two tellings of one day.
func (f *fitting) clocks(a, b *dateline.Time) {
	if !a.Start.Clock || !b.Start.Clock {
		return
	}
	overlap := a.Start.At.Before(b.End.At) && b.Start.At.Before(a.End.At)
	gap := a.Start.At.Sub(b.Start.At).Abs()
	switch {
	case overlap || gap <= fewHours:
		f.add("same-clock", "same time of day")
	case gap >= 5*time.Hour:
		f.add("other-clock", "%d hours apart", int(gap/time.Hour))
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

func (f *fitting) places(a, b *dateline.Place) {
	if a == nil || b == nil {
		f.is("unplaced")
		return
	}
	d, located := apart(a, b)
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		if !located || d > someKilometres || !exact(a) || !exact(b) {
			f.add("other-country", "%s and %s", a.Country, b.Country)
			return
		}
	}
	switch {
	case exact(a) && exact(b) && a.ID != "" && a.ID == b.ID, exact(a) && exact(b) && located && d <= fewKilometres:
		f.add("same-town", "same place, %s", a.Name)
	case exact(a) && exact(b) && located && d <= someKilometres:
		f.near(a, b, d)
	case exact(a) && exact(b) && located && d <= farKilometres && a.Admin1 == b.Admin1 && a.Admin1 != "":
		f.add("out-of-reach", "%.0f km apart", d)
	case exact(a) && exact(b) && located:
		f.add("far-apart", "%.0f km apart", d)
	case exact(a) && exact(b):
		if fold(a.Name) == fold(b.Name) {
			f.add("same-town", "same place, %s", a.Name)
		}
	case a.Admin1 != "" && a.Admin1 == b.Admin1:
		f.add("same-area", "in %s both", a.Admin1)
	case a.Admin1 != "" && b.Admin1 != "":
		f.add("other-area", "%s and %s", a.Admin1, b.Admin1)
	case a.Country != "" && a.Country == b.Country:
		f.add("same-country", "in %s both", a.Country)
	}
}

// near weighs two places of one neighbourhood.
func (f *fitting) near(a, b *dateline.Place, kilometres float64) {
	name := "near-40"
	switch {
	case kilometres <= townKilometres:
		name = "near-10"
	case kilometres <= halfKilometres:
		name = "near-20"
	}
	f.add(name, "%.0f km apart", kilometres)
	if a.Grain == b.Grain && (a.Grain == dateline.Town && kilometres > townKilometres || a.Grain == dateline.District) {
		f.add("other-town", "%s, not %s", a.Name, b.Name)
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
