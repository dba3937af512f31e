package dateline

import (
	"fmt"
	"time"
)

// A Time is a half-open interval, local to the event, with the grain it was
// stated at. Start and End are zero while open: the words are known, but not
// what they point to.
type Time struct {
	Start Moment `json:"start,omitzero"`
	End   Moment `json:"end,omitzero"` // exclusive
	Grain Grain  `json:"grain"`
	Basis Basis  `json:"basis"`
	Words
	By Trace `json:"-"`
}

// Resolved tells whether both ends are known.
func (t *Time) Resolved() bool { return t != nil && !t.Start.IsZero() && !t.End.IsZero() }

// A Moment is a point of local time, to the day or to the minute. No zone is
// attached, and none is ever applied.
type Moment struct {
	At    time.Time // in UTC, standing for local time
	Clock bool      // the time of day is stated; otherwise At is midnight
}

// IsZero tells whether the moment is unknown.
func (m Moment) IsZero() bool { return m.At.IsZero() }

// String gives "2024-03-22" or "2024-03-22T19:00"; empty for an unknown moment.
func (m Moment) String() string {
	switch {
	case m.IsZero():
		return ""
	case m.Clock:
		return m.At.Format("2006-01-02T15:04")
	}
	return m.At.Format(time.DateOnly)
}

// MarshalText writes the form of String.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the form of String.
func (m *Moment) UnmarshalText(b []byte) error {
	layout := time.DateOnly
	m.Clock = len(b) > len(layout)
	if m.Clock {
		layout = "2006-01-02T15:04"
	}
	at, err := time.Parse(layout, string(b))
	if err != nil {
		return fmt.Errorf("moment: %w", err)
	}
	m.At = at
	return nil
}

// A Grain is the unit that a time was stated in, not the length of its interval.
type Grain string

// The grains, finest first.
const (
	Minute    Grain = "minute"
	Hour      Grain = "hour"
	DayPart   Grain = "part-of-day" // morning, evening, night
	Day       Grain = "day"
	WeekGrain Grain = "week" // a week, or a weekend
	Month     Grain = "month"
	Season    Grain = "season" // a season, a quarter or a half of a year; "late 2014"
	Year      Grain = "year"
	Decade    Grain = "decade" // a decade or more
)

// A Basis says what a time was worked out from.
type Basis string

// The bases.
const (
	Stated        Basis = "stated"       // the words alone say it: "22 March 2024"
	FromPublished Basis = "published"    // worked out against the day of publication
	FromText      Basis = "text"         // worked out against another time in the report: "two days later"
	Unresolvable  Basis = "unresolvable" // nothing to work it out against; Start and End are open
)
