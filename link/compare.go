// Package link brings tellings of many reports together into incidents, and says
// why each is where it is.
//
// In go tellings, each one event as one report tells it; out come groups of
// them, one an incident. It knows nothing of where tellings are kept.
//
//	A: "A bomb killed nine at Baidoa market on Wednesday"        2024-05-02
//	B: "The blast in Baidoa killed eleven, the governor said"    2024-05-03
//
// fit: the same day, the same town, bombing and bombing, killed 9 and later 11.
// What one report tells apart is never brought together, nothing that an
// editor has settled is undone, and the groups do not depend on the order in which
// tellings came.
package link

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"dateline"
)

// A Fit is how well two tellings suit one incident: a sum of weights, each with its
// reason in words. Above 0 more speaks for it than against.
type Fit struct {
	Score   float64
	Reasons []string // what speaks for it, strongest first
	Against []string // what speaks against it
}

// The weights of what two tellings have in common, in the order in which they are
// looked at. They were set by hand on clusters of stories; see testdata/cluster.
const (
	sameClock      = 1.0
	sameDay        = 3.0
	dayApart       = -0.2 // so that town and type alone are not enough
	withinPeriod   = 1.0  // the day of one lies in the week, month or year of the other
	samePeriod     = 1.2
	otherPart      = -4.0 // morning and evening of one day
	otherTime      = -12.0
	fresh          = 1.0 // a main event without a time is likely of the days before its report
	sameTown       = 3.0
	nearby         = 2.0
	sameArea       = 1.0 // one is told by its province, and the other lies in it
	sameCountry    = 0.5
	otherTown      = -2.0 // two towns of one neighbourhood, or two districts, each named
	outOfReach     = -3.0 // farther apart than nearby, in one province
	elsewhere      = -6.0
	sameType       = 1.5
	likeType       = 0.8
	anyType        = 0.4 // "attack" may be of any type
	nearType       = 0.2 // one attack may be told as both
	otherType      = -2.5
	sameFigure     = 1.5
	likeFigure     = 0.6
	otherFigure    = -1.5
	sameActor      = 1.2
	otherActor     = -1.0
	sameVictim     = 2.0
	otherVictim    = -3.0
	sharedWords    = 1.5  // times the share of what was struck that both name
	otherWords     = -1.6 // with tolls apart too, enough to part two of one town and day
	otherStatus    = -4.0
	fewKilometres  = 3.0
	townKilometres = 10.0 // within which a suburb has the name of its own
	someKilometres = 40.0
	farKilometres  = 100.0
	freshDays      = 4
	fewHours       = 2 * time.Hour
)

// Compare tells how well two tellings fit one incident. It does not matter which comes first.
func Compare(a, b *dateline.Telling) Fit {
	f := &fitting{}
	f.compare(newView(a), newView(b))
	slices.SortStableFunc(f.pro, func(x, y weighed) int { return cmp.Compare(y.weight, x.weight) })
	fit := Fit{Score: math.Round(f.score*100) / 100}
	for _, w := range f.pro {
		fit.Reasons = append(fit.Reasons, w.reason)
	}
	fit.Against = f.against
	return fit
}

// A view is what is compared of a telling.
type view struct {
	*dateline.Telling
	key          string
	perpetrators []string
	struck       map[string]bool // words
	victims      map[string]bool // words of their names
}

func newView(t *dateline.Telling) *view {
	return &view{Telling: t, key: t.Key(), perpetrators: perpetrators(&t.Event), struck: struckWords(&t.Event), victims: victimNames(&t.Event)}
}

// score is the score of Compare, without its reasons.
func score(a, b *view) float64 {
	f := &fitting{quiet: true}
	f.compare(a, b)
	return math.Round(f.score*100) / 100
}

// A fitting is a comparison under way.
type fitting struct {
	quiet   bool // only the score is wanted
	score   float64
	pro     []weighed
	against []string
}

type weighed struct {
	weight float64
	reason string
}

func (f *fitting) compare(a, b *view) {
	f.times(a.Event.Time, b.Event.Time)
	f.reported(a, b)
	f.reported(b, a)
	if f.quiet && f.score <= otherTime {
		return // nothing makes up for that: the score stays below 0
	}
	f.places(a.Event.Place, b.Event.Place)
	f.types(a.Event.Type, b.Event.Type)
	f.statuses(a.Event.Status, b.Event.Status)
	f.figures(a, b)
	f.actors(a.perpetrators, b.perpetrators)
	f.victims(a, b)
	f.struck(a, b)
}

// add counts a weight, and notes its reason.
func (f *fitting) add(weight float64, format string, args ...any) {
	f.score += weight
	if f.quiet {
		return
	}
	reason := fmt.Sprintf(format, args...)
	if weight < 0 {
		f.against = append(f.against, reason)
		return
	}
	f.pro = append(f.pro, weighed{weight, reason})
}
