package link

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

func (f *fitting) types(a, b string) {
	ka, kb := kinds[a], kinds[b]
	switch {
	case a == b && a != "attack":
		f.add("same-type", "%s both", spell(a))
	case a == "attack" || b == "attack":
		f.add("any-type", "an attack may be of any type")
	case ka == kb && ka != "":
		f.add("like-type", "%s and %s", spell(a), spell(b))
	case slices.Contains(near, [2]string{ka, kb}) || slices.Contains(near, [2]string{kb, ka}):
		f.add("near-type", "%s, which may be told as %s", spell(a), spell(b))
	default:
		f.add("other-type", "%s, not %s", spell(a), spell(b))
	}
}

func spell(kind string) string { return strings.ReplaceAll(kind, "-", " ") }

// statuses weighs what happened against what did not: a foiled bombing is not one.
func (f *fitting) statuses(a, b dateline.Status) {
	if took(a) != took(b) {
		f.add("other-status", "%s, not %s", a, b)
	}
}

// took tells whether what is told took place.
func took(s dateline.Status) bool { return s == dateline.Happened || s == dateline.Attempted }

// A tally names the evidence of figures of one harm.
type tally struct{ harm, same, sameOne, agree, alike, apart string }

var tallies = []tally{
	{dateline.Killed, "killed-same", "killed-one", "killed-agree", "killed-alike", "killed-apart"},
	{dateline.Injured, "injured-same", "injured-one", "injured-agree", "injured-alike", "injured-apart"},
	{dateline.Abducted, "taken-same", "taken-one", "taken-agree", "taken-alike", "taken-apart"},
	{dateline.Detained, "taken-same", "taken-one", "taken-agree", "taken-alike", "taken-apart"},
}

func (f *fitting) figures(a, b *view) {
	for _, t := range tallies {
		la, ha, oka := span(&a.Event, t.harm)
		lb, hb, okb := span(&b.Event, t.harm)
		if !oka || !okb {
			continue
		}
		same := toldByBoth(&a.Event, &b.Event, t.harm)
		big, small := max(la, lb), max(1, min(la, lb))
		switch {
		case same >= 2:
			f.add(t.same, "%s %d both", t.harm, same)
		case la <= hb && lb <= ha:
			f.add(t.agree, "%s %d and %d agree", t.harm, la, lb)
		case float64(big) <= 1.6*float64(small) || big-small <= 3:
			f.add(t.alike, "%s %d and %d", t.harm, la, lb)
		case float64(big) > 4*float64(small) && big-small > 8:
			f.add(t.apart, "%s %d, not %d", t.harm, la, lb)
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
			f.add("same-actor", "%s both", id)
			return
		}
	}
	f.add("other-actor", "%s, not %s", mine[0], theirs[0])
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
		f.add("same-victim", "the name %q in both", word)
		return
	}
	if alone(&a.Event) && alone(&b.Event) {
		f.add("other-victim", "another victim")
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
	case share > 0.6:
		f.add("struck-same", "%q struck in both", common(mine, theirs))
	case shared > 0:
		f.add("struck-shared", "%q struck in both", common(mine, theirs))
	case a.Event.Venue != nil && b.Event.Venue != nil:
		f.add("struck-other", "%q, not %q", a.Event.Venue.Text, b.Event.Venue.Text)
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
