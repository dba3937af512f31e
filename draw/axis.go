package draw

import "time"

// A scale lays a stretch of time along the drawing, evenly.
type scale struct {
	from, to    time.Time
	left, right float64 // px
}

func (a scale) at(t time.Time) float64 {
	whole := a.to.Sub(a.from).Hours()
	if whole <= 0 {
		return (a.left + a.right) / 2
	}
	return a.left + t.Sub(a.from).Hours()/whole*(a.right-a.left)
}

// days is how long the stretch is.
func (a scale) days() float64 { return a.to.Sub(a.from).Hours() / 24 }

// within brings a time to the stretch.
func (a scale) within(t time.Time) time.Time {
	switch {
	case t.Before(a.from):
		return a.from
	case t.After(a.to):
		return a.to
	}
	return t
}

// A stride is the time from one tick to the next: some years, months or days.
type stride struct {
	unit  Unit // Year, Month or Day
	count int
}

// strides are those that make a good axis, the finest first.
func strides() []stride {
	return []stride{{Day, 1}, {Day, 2}, {Day, 5}, {Day, 10}, {Month, 1}, {Month, 3}, {Month, 6},
		{Year, 1}, {Year, 2}, {Year, 5}, {Year, 10}, {Year, 20}, {Year, 50}, {Year, 100}}
}

// days is how long a stride is, about.
func (s stride) days() float64 {
	days := 1.0
	switch s.unit {
	case Year:
		days = 365.25
	case Month:
		days = 30.44
	}
	return days * float64(s.count)
}

// ticks gives the ends of strides within the axis. Days are counted from the first of their month.
func (a scale) ticks(s stride) []time.Time {
	var all []time.Time
	first := a.from
	year, month, _ := first.Date()
	at := time.Date(year, month, 1, 0, 0, 0, 0, first.Location())
	switch s.unit {
	case Year:
		at = time.Date(year-year%s.count, 1, 1, 0, 0, 0, 0, first.Location())
	case Month:
		at = at.AddDate(0, -(int(month)-1)%s.count, 0)
	}
	for !at.After(a.to) {
		if !at.Before(a.from) {
			all = append(all, at)
		}
		switch s.unit {
		case Year:
			at = at.AddDate(s.count, 0, 0)
		case Month:
			at = at.AddDate(0, s.count, 0)
		default:
			next := at.AddDate(0, 0, s.count)
			if after := next.AddDate(0, 0, s.count/2); next.Month() != at.Month() || after.Month() != at.Month() {
				next = time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, at.Location())
			}
			at = next
		}
	}
	return all
}

// stride gives the finest stride whose ticks stand at least so many px apart.
func (a scale) stride(apart float64) stride {
	all := strides()
	for _, s := range all {
		if s.days()/max(a.days(), 1e-9)*(a.right-a.left) >= apart {
			return s
		}
	}
	return all[len(all)-1]
}

// ruled is the stride of an axis' main lines: as stride, but years where there are several.
func (a scale) ruled(apart float64) stride {
	const several = 550 // days
	if found := a.stride(apart); a.days() < several || found.unit == Year {
		return found
	}
	return stride{Year, 1}
}

// tells is how much of a tick's moment is told.
func (s stride) tells(t time.Time) Unit {
	switch {
	case s.unit == Year, s.unit == Month && t.Month() == time.January:
		return Year
	case s.unit == Month:
		return Month
	}
	return DayMonth
}

// begins is what is said of the moment at which the axis begins.
func (s stride) begins() Unit {
	switch s.unit {
	case Year:
		return Year
	case Month:
		return MonthYear
	}
	return DayMonth
}
