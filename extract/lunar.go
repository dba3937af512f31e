package extract

import "time"

// lunarDay gives the day on which a date of the Islamic calendar falls by the tabular
// calendar: thirty-year cycles with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29,
// and the civil epoch, Friday 16 July 622 of the Julian calendar (Dershowitz and
// Reingold, Calendrical Calculations, "The Islamic Calendar"). Where a month is told by
// sighting the moon, the day may be one earlier or later. Month and day count from 1.
func lunarDay(year, month, day int) time.Time {
	epoch := time.Date(622, time.July, 19, 0, 0, 0, 0, time.UTC) // in the Gregorian calendar
	days := (year-1)*354 + (3+11*year)/30 + 29*(month-1) + month/2 + day - 1
	return epoch.AddDate(0, 0, days)
}

// lunarYear gives the year of the Islamic calendar whose month is spoken of on a day: the last
// that has begun, or one that begins within 45 days.
func lunarYear(at time.Time, month int) int {
	year := (at.Year()-622)*33/32 - 1
	for lunarDay(year+1, month, 1).AddDate(0, 0, -45).Before(at) {
		year++
	}
	return year
}

// lunar gives the days that a date of the Islamic calendar, or a whole month for day 0, may
// be: the tabular ones with one on either side.
func lunar(year, month, day int) (start, end time.Time) {
	start = lunarDay(year, month, max(day, 1))
	end = start.AddDate(0, 0, 1)
	if day == 0 {
		end = lunarDay(year, month+1, 1)
	}
	return start.AddDate(0, 0, -1), end.AddDate(0, 0, 1)
}
