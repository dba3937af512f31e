package extract

import (
	"testing"
	"time"

	"dateline"
)

func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1999: "1999-04-04", 2000: "2000-04-23", 2008: "2008-03-23", 2011: "2011-04-24", 2019: "2019-04-21", 2024: "2024-03-31", 2038: "2038-04-25"} {
		if got := easter(year).Format(time.DateOnly); got != want {
			t.Errorf("%d: got %s, want %s", year, got, want)
		}
	}
}

// A clock time joins a night that runs over midnight on the side that it is of.
func TestClockOfANight(t *testing.T) {
	evening := time.Date(2024, 5, 2, 20, 0, 0, 0, time.UTC)
	night := dateline.Time{Start: dateline.Moment{At: evening, Clock: true}, End: dateline.Moment{At: evening.Add(10 * time.Hour), Clock: true}, Grain: dateline.DayPart}
	for _, test := range []struct {
		name  string
		clock int
		want  string
	}{
		{"before midnight", 22 * 60, "2024-05-02T22:00"},
		{"after midnight", 2 * 60, "2024-05-03T02:00"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := atClock(night, &timeMention{clock: test.clock, part: -1, time: dateline.Time{Grain: dateline.Hour}})
			if got.Start.String() != test.want {
				t.Errorf("got %s, want %s", got.Start, test.want)
			}
		})
	}
}
