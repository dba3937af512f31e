package web

import (
	"strconv"
	"time"

	"dateline"
	"dateline/draw"
)

// drawingWords gives drawings the locale's digits and dates.
func (l *locale) drawingWords() draw.Words {
	return draw.Words{Number: l.number, Date: l.tick}
}

// tick is a moment on an axis, as short as it can be.
func (l *locale) tick(t time.Time, unit draw.Unit) string {
	short := l.plain("month-short." + strconv.Itoa(int(t.Month())))
	day := l.plainNumber(t.Day())
	switch unit {
	case draw.Year:
		return l.plainNumber(t.Year())
	case draw.MonthYear:
		return l.words("date.month", "month", short, "year", l.plainNumber(t.Year()))
	case draw.Month:
		return short
	case draw.DayMonth:
		return l.words("date.short", "day", day, "month", short)
	case draw.Day:
		return day
	case draw.DayClock:
		return l.words("date.tick", "date", l.words("date.short", "day", day, "month", short), "clock", l.clock(t))
	}
	return l.clock(t)
}

// narrowDrawing is the width of drawings for a phone.
const narrowDrawing = 358

// figureSpot gives a spot its ring: the best count of killed.
func figureSpot(spot *draw.Spot, low, high int, counted bool) {
	spot.Killed, spot.Counted, spot.Open = low, counted && (low > 1 || high != dateline.Open), high == dateline.Open
}
