package extract

import (
	"testing"
	"time"
)

func TestLunarDay(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             string
	}{
		{1, 1, 1, "0622-07-19"},      // the epoch, in the Gregorian calendar
		{1460, 10, 12, "2038-11-10"}, // Calendrical Calculations, table of sample dates
		{1437, 9, 1, "2016-06-07"},   // sighted on 6 June: a day either side is kept
	} {
		if got := lunarDay(c.year, c.month, c.day).Format(time.DateOnly); got != c.want {
			t.Errorf("%d-%d-%d is %s, want %s", c.year, c.month, c.day, got, c.want)
		}
	}
}

func TestLunarYear(t *testing.T) {
	for _, c := range []struct {
		said  string
		month int
		want  int
	}{
		{"2016-06-22", 9, 1437}, // within the month
		{"2016-05-10", 9, 1437}, // soon to begin
		{"2015-12-24", 9, 1436}, // the last one
	} {
		said, err := time.Parse(time.DateOnly, c.said)
		if err != nil {
			t.Fatal(err)
		}
		if got := lunarYear(said, c.month); got != c.want {
			t.Errorf("month %d spoken of on %s is of %d, want %d", c.month, c.said, got, c.want)
		}
	}
}
