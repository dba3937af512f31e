package link

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// reason puts a piece of evidence into words; a and b are those that it was seen of.
func reason(e evidence, a, b *view) string {
	switch e {
	case anyTwo:
		return "any two"
	case sameDay, sameNight, dayApart, daysApart, timeApart, laterIsPublication, samePeriod, withinPeriod, withinYear, otherPeriod, untimed,
		sameClock, otherClock, toldBefore, fresh:
		return reasonOfTime(e, a, b)
	case sameTown, near10, near20, near40, otherTown, outOfReach, farApart, otherCountry, sameArea, otherArea, sameCountry, unplaced:
		return reasonOfPlace(e, a.Event.Place, b.Event.Place)
	case sameType, likeType, nearType, anyType, otherType:
		return reasonOfType(e, spell(a.Event.Type), spell(b.Event.Type))
	case otherStatus:
		return fmt.Sprintf("%s, not %s", a.Event.Status, b.Event.Status)
	case killedGrown, killedShrunk:
		earlier, later := inTime(a, b)
		first, _, _ := span(&earlier.Event, dateline.Killed)
		second, _, _ := span(&later.Event, dateline.Killed)
		return fmt.Sprintf("killed %d, and %d in the later report", first, second)
	}
	for _, c := range counts {
		if e == c.same || e == c.agree || e == c.alike || e == c.apart {
			if text := reasonOfCount(e, c, &a.Event, &b.Event); text != "" {
				return text
			}
		}
	}
	return reasonOfWords(e, a, b)
}

func reasonOfTime(e evidence, a, b *view) string {
	x, y := a.Event.Time, b.Event.Time
	if x.Resolved() && ofDay(x) {
		x, y = y, x // the coarser first
	}
	switch e {
	case sameDay:
		return "same day"
	case sameNight:
		return "the same night"
	case dayApart:
		return "a day apart"
	case daysApart, timeApart:
		return fmt.Sprintf("%d days apart", int(midnight(x.Start.At).Sub(midnight(y.Start.At)).Abs()/day))
	case laterIsPublication:
		return "the later day is that of its report"
	case samePeriod:
		return fmt.Sprintf("same %s", x.Grain)
	case withinPeriod, withinYear:
		return fmt.Sprintf("within the same %s", x.Grain)
	case otherPeriod:
		return fmt.Sprintf("not in the same %s", x.Grain)
	case untimed:
		return "no time in one"
	case sameClock:
		return "same time of day"
	case otherClock:
		return fmt.Sprintf("%d hours apart", int(x.Start.At.Sub(y.Start.At).Abs()/time.Hour))
	}
	other := b // the one that the day of the other's report was held against
	if was, ok := reported(a, b); !ok || was != e {
		other = a
	}
	start := other.Event.Time.Start.At.Format(time.DateOnly)
	if e == toldBefore {
		return "told before " + start
	}
	return "told within days of " + start
}

func reasonOfPlace(e evidence, a, b *dateline.Place) string {
	switch e {
	case sameTown:
		return "same place, " + a.Name
	case near10, near20, near40, outOfReach, farApart:
		kilometres, _ := apart(a, b)
		return fmt.Sprintf("%.0f km apart", kilometres)
	case otherTown:
		return fmt.Sprintf("%s, not %s", a.Name, b.Name)
	case otherCountry:
		return fmt.Sprintf("%s and %s", a.Country, b.Country)
	case sameArea:
		return fmt.Sprintf("in %s both", a.Admin1)
	case otherArea:
		return fmt.Sprintf("%s and %s", a.Admin1, b.Admin1)
	case sameCountry:
		return fmt.Sprintf("in %s both", a.Country)
	}
	return "no place in one"
}

func reasonOfType(e evidence, a, b string) string {
	switch e {
	case sameType:
		return a + " both"
	case likeType:
		return fmt.Sprintf("%s and %s", a, b)
	case nearType:
		return fmt.Sprintf("%s, which may be told as %s", a, b)
	case anyType:
		return "an attack may be of any type"
	}
	return fmt.Sprintf("%s, not %s", a, b)
}

// reasonOfCount is empty where the evidence was not seen of this harm, but of another that weighs like it.
func reasonOfCount(e evidence, c count, a, b *dateline.Event) string {
	x, _, told := span(a, c.harm)
	y, _, also := span(b, c.harm)
	switch {
	case !told || !also:
		return ""
	case e == c.same:
		return fmt.Sprintf("%s %d both", c.harm, toldByBoth(a, b, c.harm))
	case e == c.agree:
		return fmt.Sprintf("%s %d and %d agree", c.harm, x, y)
	case e == c.alike:
		return fmt.Sprintf("%s %d and %d", c.harm, x, y)
	}
	return fmt.Sprintf("%s %d, not %d", c.harm, x, y)
}

func reasonOfWords(e evidence, a, b *view) string {
	switch e {
	case sameActor:
		return actorOfBoth(a, b) + " both"
	case otherActor:
		return fmt.Sprintf("%s, not %s", a.perpetrators[0], b.perpetrators[0])
	case sameVictim, struckSame, struckShared, wordsOne, wordsSome, wordsMany:
		if a.across(b) {
			return reasonOfMarks(e, a, b)
		}
	}
	switch e {
	case sameVictim:
		word, _ := common(a.victims, b.victims)
		return fmt.Sprintf("the name %s in both", quote(word))
	case otherVictim:
		return "another victim"
	case struckSame, struckShared:
		word, _ := common(a.struck, b.struck)
		return fmt.Sprintf("%s struck in both", quote(word))
	case struckOther:
		return fmt.Sprintf("%s, not %s", quote(a.Event.Venue.Text), quote(b.Event.Venue.Text))
	case wordsNone:
		return "no word in common"
	case wordsOne:
		return "one word in common"
	}
	_, number := common(a.told, b.told)
	return fmt.Sprintf("%d words in common", number)
}

// reasonOfMarks gives the first two words that agree, though they are of two scripts.
func reasonOfMarks(e evidence, a, b *view) string {
	switch e {
	case sameVictim:
		words, _ := a.marks().victims.shared(b.marks().victims)
		return fmt.Sprintf("the name %s, and %s", quote(words[0]), quote(words[1]))
	case struckSame, struckShared:
		words, _ := a.marks().struck.shared(b.marks().struck)
		return fmt.Sprintf("%s struck, and %s", quote(words[0]), quote(words[1]))
	case wordsOne:
		words, _ := a.marks().told.shared(b.marks().told)
		return fmt.Sprintf("one word in common, %s and %s", quote(words[0]), quote(words[1]))
	}
	words, number := a.marks().told.shared(b.marks().told)
	return fmt.Sprintf("%d words in common, %s and %s first", number, quote(words[0]), quote(words[1]))
}

// quote puts words of a report into quotation marks; what is not of Latin script is kept from moving what stands
// around it (FSI, PDI).
func quote(words string) string {
	quoted := strconv.Quote(words)
	if writingOf(words) == latinWriting {
		return quoted
	}
	return "\u2068" + quoted + "\u2069"
}

func spell(kind string) string { return strings.ReplaceAll(kind, "-", " ") }
