package extract

import (
	"testing"
	"time"
)

func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1999: "1999-04-04", 2000: "2000-04-23", 2008: "2008-03-23", 2011: "2011-04-24", 2019: "2019-04-21", 2024: "2024-03-31", 2038: "2038-04-25"} {
		if got := easter(year).Format(time.DateOnly); got != want {
			t.Errorf("%d: got %s, want %s", year, got, want)
		}
	}
}
