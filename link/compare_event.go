package link

import (
	"math"
	"slices"

	"dateline"
)

// kinds are types that tellings of one incident are often called by.
var kinds = map[string]string{
	"bombing": "blast", "suicide-bombing": "blast", "vehicle-bombing": "blast",
	"armed-assault": "assault", "clash": "clash", "assassination": "assault", "hostage-taking": "assault", "kidnapping": "taking",
	"shelling": "fire", "air-strike": "fire", "arson": "arson", "stabbing": "stabbing", "vehicle-ramming": "ramming", "hijacking": "hijacking",
	"arrest-raid": "raid", "plot": "plan", "threat": "plan",
}

// near are kinds that one attack may be told as both: gunmen who also set off bombs or take
// hostages, a rammed car and knives.
var near = [][2]string{{"blast", "assault"}, {"assault", "taking"}, {"blast", "fire"}, {"assault", "arson"}, {"ramming", "stabbing"}, {"assault", "stabbing"}, {"blast", "plan"}, {"clash", "assault"}, {"clash", "raid"}, {"clash", "fire"}}

func (s *seen) types(a, b *view) {
	switch {
	case a.Event.Type == b.Event.Type && a.Event.Type != anyKind:
		s.add(sameType)
	case a.Event.Type == anyKind || b.Event.Type == anyKind:
		s.add(anyType)
	case a.kind == b.kind && a.kind != "":
		s.add(likeType)
	case slices.Contains(near, [2]string{a.kind, b.kind}) || slices.Contains(near, [2]string{b.kind, a.kind}):
		s.add(nearType)
	default:
		s.add(otherType)
	}
}

// anyKind is the type of what is told as an attack and no more.
const anyKind = "attack"

// took tells whether what is told took place.
func took(s dateline.Status) bool { return s == dateline.Happened || s == dateline.Attempted }

func (s *seen) figures(a, b *view) {
	for _, c := range counts {
		lowA, highA, okA := span(&a.Event, c.harm)
		lowB, highB, okB := span(&b.Event, c.harm)
		if !okA || !okB {
			continue
		}
		big, small := max(lowA, lowB), max(1, min(lowA, lowB))
		switch {
		case toldByBoth(&a.Event, &b.Event, c.harm) >= 2:
			s.add(c.same)
		case lowA <= highB && lowB <= highA:
			s.add(c.agree)
		case float64(big) <= 1.6*float64(small) || big-small <= 3:
			s.add(c.alike)
		case float64(big) > 4*float64(small) && big-small > 8:
			s.add(c.apart)
		}
	}
}

// tolls holds the dead of the report that appeared later against those of the earlier: tolls
// rise more often than they fall.
func (s *seen) tolls(a, b *view) {
	earlier, later := inTime(a, b)
	first, _, ok := span(&earlier.Event, dateline.Killed)
	second, _, told := span(&later.Event, dateline.Killed)
	switch {
	case !ok || !told || a.Published.IsZero() || b.Published.IsZero() || a.Published.Equal(b.Published):
	case second > first:
		s.add(killedGrown)
	case second < first && toldByBoth(&a.Event, &b.Event, dateline.Killed) == 0:
		s.add(killedShrunk)
	}
}

// inTime gives two tellings in the order in which their reports appeared.
func inTime(a, b *view) (earlier, later *view) {
	if a.Published.After(b.Published) {
		return b, a
	}
	return a, b
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
