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
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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
	dayApart       = 0.5
	withinPeriod   = 1.0 // the day of one lies in the week, month or year of the other
	samePeriod     = 1.2
	otherPart      = -4.0 // morning and evening of one day
	otherTime      = -12.0
	fresh          = 1.0 // a main event without a time is likely of the days before its report
	sameTown       = 3.0
	nearby         = 2.0
	sameArea       = 1.0 // one is told by its province, and the other lies in it
	sameCountry    = 0.5
	otherTown      = -2.0 // two towns of one neighbourhood, each named
	outOfReach     = -3.0 // farther apart than nearby, in one province
	elsewhere      = -6.0
	sameType       = 1.5
	likeType       = 0.8
	anyType        = 0.4 // "attack" may be of any type
	otherType      = -2.5
	sameFigure     = 1.5
	likeFigure     = 0.6
	otherFigure    = -1.5
	sameActor      = 1.2
	otherActor     = -1.0
	sameVictim     = 2.0
	otherVictim    = -2.0
	sharedWords    = 1.5 // times the share of what was struck that both name
	otherWords     = -2.0
	otherStatus    = -4.0
	fewKilometres  = 3.0
	someKilometres = 40.0
	farKilometres  = 100.0
	freshDays      = 4
)

// Compare tells how well two tellings fit one incident. It does not matter which comes first.
func Compare(a, b *dateline.Telling) Fit {
	f := &fitting{}
	f.compare(newView(a), newView(b))
	slices.SortStableFunc(f.pro, func(x, y weighed) int { return compareFloat(y.weight, x.weight) })
	fit := Fit{Score: math.Round(f.score*100) / 100}
	for _, w := range f.pro {
		fit.Reasons = append(fit.Reasons, w.reason)
	}
	fit.Against = f.against
	return fit
}

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
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

const day = 24 * time.Hour

func (f *fitting) times(a, b *dateline.Time) {
	if !a.Resolved() || !b.Resolved() {
		return
	}
	if ofDay(a) && !ofDay(b) {
		a, b = b, a // the coarser first
	}
	switch {
	case ofDay(a):
		gap := midnight(a.Start.At).Sub(midnight(b.Start.At))
		switch {
		case gap == 0:
			f.add(sameDay, "same day")
			f.clocks(a, b)
		case gap == day || gap == -day:
			if overnight(a) || overnight(b) {
				f.add(sameDay-1, "the same night")
				break
			}
			f.add(dayApart, "a day apart")
		default:
			f.add(otherTime, "%d days apart", int(gap.Abs()/day))
		}
	case a.Start.At.Before(b.End.At) && b.Start.At.Before(a.End.At):
		switch {
		case a.Start == b.Start && a.End == b.End:
			f.add(samePeriod, "same %s", a.Grain)
		default:
			f.add(withinPeriod, "within the same %s", a.Grain)
		}
	default:
		f.add(otherTime, "not in the same %s", a.Grain)
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
		f.add(otherTime, "told before %s", start.Format(time.DateOnly))
	case !report.Event.Time.Resolved() && report.Event.Main && ofDay(other.Event.Time) && since <= freshDays*day:
		f.add(fresh, "told within days of %s", start.Format(time.DateOnly))
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
	case overlap || gap <= 2*time.Hour:
		f.add(sameClock, "same time of day")
	case gap >= 5*time.Hour:
		f.add(otherPart, "%d hours apart", int(gap/time.Hour))
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

func midnight(t time.Time) time.Time { return t.Truncate(day) }

func (f *fitting) places(a, b *dateline.Place) {
	if a == nil || b == nil {
		return
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		if d, ok := apart(a, b); !ok || d > someKilometres || !exact(a) || !exact(b) {
			f.add(elsewhere, "%s and %s", a.Country, b.Country)
			return
		}
	}
	d, located := apart(a, b)
	switch {
	case exact(a) && exact(b) && a.ID != "" && a.ID == b.ID, exact(a) && exact(b) && located && d <= fewKilometres:
		f.add(sameTown, "same place, %s", a.Name)
	case exact(a) && exact(b) && located && d <= someKilometres:
		f.add(nearby*(1-d/someKilometres/2), "%.0f km apart", d)
		if a.Grain == dateline.Town && b.Grain == dateline.Town && d > 10 {
			f.add(otherTown, "%s, not %s", a.Name, b.Name)
		}
	case exact(a) && exact(b) && located && d <= farKilometres && a.Admin1 == b.Admin1 && a.Admin1 != "":
		f.add(outOfReach, "%.0f km apart", d)
	case exact(a) && exact(b) && located:
		f.add(elsewhere, "%.0f km apart", d)
	case exact(a) && exact(b):
		if fold(a.Name) == fold(b.Name) {
			f.add(sameTown, "same place, %s", a.Name)
		}
	case a.Admin1 != "" && a.Admin1 == b.Admin1:
		f.add(sameArea, "in %s both", a.Admin1)
	case a.Admin1 != "" && b.Admin1 != "":
		f.add(elsewhere/2, "%s and %s", a.Admin1, b.Admin1)
	case a.Country != "" && a.Country == b.Country:
		f.add(sameCountry, "in %s both", a.Country)
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

// kinds are types that tellings of one incident are often called by.
var kinds = map[string]string{
	"bombing": "blast", "suicide-bombing": "blast", "vehicle-bombing": "blast",
	"armed-assault": "assault", "clash": "assault", "assassination": "assault", "hostage-taking": "assault", "kidnapping": "taking",
	"shelling": "fire", "air-strike": "fire", "arson": "arson", "stabbing": "stabbing", "vehicle-ramming": "ramming", "hijacking": "hijacking",
	"arrest-raid": "raid", "plot": "plan", "threat": "plan",
}

// near are kinds that one attack may be told as both: gunmen who also set off bombs or take
// hostages, a rammed car and knives.
var near = [][2]string{{"blast", "assault"}, {"assault", "taking"}, {"blast", "fire"}, {"assault", "arson"}, {"ramming", "stabbing"}, {"assault", "stabbing"}, {"assault", "raid"}, {"blast", "plan"}}

func (f *fitting) types(a, b string) {
	ka, kb := kinds[a], kinds[b]
	switch {
	case a == b && a != "attack":
		f.add(sameType, "%s both", strings.ReplaceAll(a, "-", " "))
	case a == "attack" || b == "attack":
		f.add(anyType, "an attack may be of any type")
	case ka == kb && ka != "":
		f.add(likeType, "%s and %s", strings.ReplaceAll(a, "-", " "), strings.ReplaceAll(b, "-", " "))
	case slices.Contains(near, [2]string{ka, kb}) || slices.Contains(near, [2]string{kb, ka}):
	default:
		f.add(otherType, "%s, not %s", strings.ReplaceAll(a, "-", " "), strings.ReplaceAll(b, "-", " "))
	}
}

// statuses weighs what happened against what did not: a foiled bombing is not one.
func (f *fitting) statuses(a, b dateline.Status) {
	if took(a) != took(b) {
		f.add(otherStatus, "%s, not %s", a, b)
	}
}

// took tells whether what is told took place.
func took(s dateline.Status) bool { return s == dateline.Happened || s == dateline.Attempted }

func (f *fitting) figures(a, b *view) {
	for _, harm := range []string{dateline.Killed, dateline.Injured, dateline.Abducted, dateline.Detained} {
		la, ha, oka := span(&a.Event, harm)
		lb, hb, okb := span(&b.Event, harm)
		if !oka || !okb {
			continue
		}
		weight := 1.0
		if harm == dateline.Injured {
			weight = 0.6
		}
		same := toldByBoth(&a.Event, &b.Event, harm)
		big, small := max(la, lb), max(1, min(la, lb))
		switch {
		case same >= 2:
			f.add(sameFigure*weight, "%s %d both", harm, same)
		case la <= hb && lb <= ha:
			f.add(likeFigure*weight, "%s %d and %d agree", harm, la, lb)
		case float64(big) <= 1.6*float64(small) || big-small <= 3:
			f.add(likeFigure*weight/2, "%s %d and %d", harm, la, lb)
		case float64(big) > 4*float64(small) && big-small > 8:
			f.add(otherFigure*weight, "%s %d, not %d", harm, la, lb)
		}
	}
}

// toldByBoth gives the greatest figure of a harm that both tell: a later report often repeats the
// number that an earlier one had.
func toldByBoth(a, b *dateline.Event, harm string) int {
	most := 0
	for _, c := range a.Casualties {
		for _, d := range b.Casualties {
			if c.Harm == harm && d.Harm == harm && !c.Attackers && !d.Attackers && c.Low == d.Low {
				most = max(most, c.Low)
			}
		}
	}
	return most
}

// span gives the bounds of all figures of a harm, attackers' own left out; ok is false if
// there are none.
func span(e *dateline.Event, harm string) (low, high int, ok bool) {
	for _, c := range e.Casualties {
		if c.Harm != harm || c.Attackers {
			continue
		}
		h := c.High
		if h == dateline.Open {
			h = math.MaxInt
		}
		if !ok || c.Low > low {
			low = c.Low
		}
		high = max(high, h)
		ok = true
	}
	return low, high, ok
}

func (f *fitting) actors(mine, theirs []string) {
	if len(mine) == 0 || len(theirs) == 0 {
		return
	}
	for _, id := range mine {
		if slices.Contains(theirs, id) {
			f.add(sameActor, "%s both", id)
			return
		}
	}
	f.add(otherActor, "%s, not %s", mine[0], theirs[0])
}

// perpetrators are the ids of those said to have done it, or who claim it.
func perpetrators(e *dateline.Event) []string {
	ids := slices.Clone(e.Claim.By)
	for _, r := range e.Roles {
		if r.Role == dateline.Perpetrator && r.Actor != "" {
			ids = append(ids, r.Actor)
		}
	}
	return ids
}

// victims compares the names of who was struck.
func (f *fitting) victims(a, b *view) {
	if len(a.victims) == 0 || len(b.victims) == 0 {
		return
	}
	if word := common(a.victims, b.victims); word != "" {
		f.add(sameVictim, "the name %q in both", word)
		return
	}
	if alone(&a.Event) && alone(&b.Event) {
		f.add(otherVictim, "another victim")
	}
}

// alone tells whether an event has one victim, who is named.
func alone(e *dateline.Event) bool {
	named := 0
	for _, r := range e.Roles {
		if r.Role == dateline.Victim {
			named++
		}
	}
	low, high, ok := span(e, dateline.Killed)
	return named == 1 && ok && low == 1 && high == 1
}

// victimNames are the words of three letters or more of the names of those who were struck,
// told by their capitals. A script without capitals has none, so that nothing is compared.
func victimNames(e *dateline.Event) map[string]bool {
	words := map[string]bool{}
	for _, r := range e.Roles {
		if r.Role != dateline.Victim {
			continue
		}
		for _, field := range strings.Fields(r.Text) {
			if first, _ := utf8.DecodeRuneInString(field); !unicode.IsUpper(first) {
				continue
			}
			for _, w := range dateline.NameWords(field) {
				if len([]rune(w)) >= 3 {
					words[w] = true
				}
			}
		}
	}
	leaveOutPlace(words, e)
	return words
}

// common gives the first word, in their order, that two sets share; empty for none.
func common(a, b map[string]bool) string {
	first := ""
	for w := range a {
		if b[w] && (first == "" || w < first) {
			first = w
		}
	}
	return first
}

// leaveOutPlace takes the town's own name out of words: it says nothing of what was struck in it.
func leaveOutPlace(words map[string]bool, e *dateline.Event) {
	if e.Place == nil {
		return
	}
	for _, w := range dateline.NameWords(e.Place.Name) {
		delete(words, w)
	}
}

// struck compares what was struck: venue and targets.
func (f *fitting) struck(a, b *view) {
	mine, theirs := a.struck, b.struck
	if len(mine) == 0 || len(theirs) == 0 {
		return
	}
	shared := 0
	for w := range mine {
		if theirs[w] {
			shared++
		}
	}
	switch share := float64(shared) / float64(min(len(mine), len(theirs))); {
	case shared > 0:
		f.add(sharedWords*share, "%q struck in both", common(mine, theirs))
	case a.Event.Venue != nil && b.Event.Venue != nil:
		f.add(otherWords, "%q, not %q", a.Event.Venue.Text, b.Event.Venue.Text)
	}
}

// struckWords are the folded words of four letters or more by which a telling names what was
// struck.
func struckWords(e *dateline.Event) map[string]bool {
	words := map[string]bool{}
	add := func(text string) {
		for _, w := range dateline.NameWords(text) {
			if len([]rune(w)) >= 4 {
				words[w] = true
			}
		}
	}
	if e.Venue != nil {
		add(e.Venue.Text)
	}
	for _, r := range e.Roles {
		if r.Role == dateline.Target {
			add(r.Text)
		}
	}
	leaveOutPlace(words, e)
	return words
}

func fold(s string) string { return strings.Join(dateline.NameWords(s), " ") }
