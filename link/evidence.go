package link

import (
	"slices"

	"dateline"
)

// An evidence is something that may be seen of two tellings. Its name is what files of weights
// call it; pair.md says of each when it is seen.
type evidence uint8

const (
	anyTwo evidence = iota

	sameDay
	sameNight
	dayApart
	daysApart
	timeApart
	laterIsPublication
	samePeriod
	withinPeriod
	withinYear
	otherPeriod
	untimed
	sameClock
	otherClock
	toldBefore
	fresh

	sameTown
	near10
	near20
	near40
	otherTown
	outOfReach
	farApart
	otherCountry
	sameArea
	otherArea
	sameCountry
	unplaced

	sameType
	likeType
	nearType
	anyType
	otherType
	otherStatus

	killedSame
	killedAgree
	killedAlike
	killedApart
	killedGrown
	killedShrunk
	injuredSame
	injuredAgree
	injuredAlike
	injuredApart
	takenSame
	takenAgree
	takenAlike
	takenApart

	sameActor
	otherActor
	sameVictim
	otherVictim
	struckSame
	struckShared
	struckOther
	wordsMany
	wordsSome
	wordsOne
	wordsNone

	allEvidence // how many there are
)

var evidenceNames = [allEvidence]string{
	anyTwo: AnyTwo,

	sameDay: "same-day", sameNight: "same-night", dayApart: "day-apart", daysApart: "days-apart", timeApart: "time-apart",
	laterIsPublication: "later-is-publication", samePeriod: "same-period", withinPeriod: "within-period", withinYear: "within-year",
	otherPeriod: "other-period", untimed: "untimed", sameClock: "same-clock", otherClock: "other-clock",
	toldBefore: "told-before", fresh: "fresh",

	sameTown: "same-town", near10: "near-10", near20: "near-20", near40: "near-40", otherTown: "other-town", outOfReach: "out-of-reach",
	farApart: "far-apart", otherCountry: "other-country", sameArea: "same-area", otherArea: "other-area", sameCountry: "same-country",
	unplaced: "unplaced",

	sameType: "same-type", likeType: "like-type", nearType: "near-type", anyType: "any-type", otherType: "other-type",
	otherStatus: "other-status",

	killedSame: "killed-same", killedAgree: "killed-agree", killedAlike: "killed-alike", killedApart: "killed-apart",
	killedGrown: "killed-grown", killedShrunk: "killed-shrunk",
	injuredSame: "injured-same", injuredAgree: "injured-agree", injuredAlike: "injured-alike", injuredApart: "injured-apart",
	takenSame: "taken-same", takenAgree: "taken-agree", takenAlike: "taken-alike", takenApart: "taken-apart",

	sameActor: "same-actor", otherActor: "other-actor", sameVictim: "same-victim", otherVictim: "other-victim",
	struckSame: "struck-same", struckShared: "struck-shared", struckOther: "struck-other",
	wordsMany: "words-many", wordsSome: "words-some", wordsOne: "words-one", wordsNone: "words-none",
}

// AnyTwo is the evidence that is there before anything is seen of two tellings.
const AnyTwo = "any-two"

// IsEvidence tells whether there is evidence of a name.
func IsEvidence(name string) bool { return slices.Contains(evidenceNames[:], name) }

func (e evidence) String() string { return evidenceNames[e] }

// A count is what may be seen of the figures of one harm.
type count struct {
	harm                      string
	same, agree, alike, apart evidence
}

// counts are the harms whose figures are compared; the abducted and the detained weigh alike.
var counts = [...]count{
	{dateline.Killed, killedSame, killedAgree, killedAlike, killedApart},
	{dateline.Injured, injuredSame, injuredAgree, injuredAlike, injuredApart},
	{dateline.Abducted, takenSame, takenAgree, takenAlike, takenApart},
	{dateline.Detained, takenSame, takenAgree, takenAlike, takenApart},
}

// seen is the evidence on two tellings, each piece once.
type seen struct {
	pieces [24]evidence
	number int
	// parted is set if something is seen that nothing makes up for: days well apart, periods that do not
	// overlap, a report that appeared before the other's day, two countries, two victims by name.
	parted bool
}

func (s *seen) add(e evidence) {
	for _, known := range s.all() {
		if known == e {
			return
		}
	}
	s.pieces[s.number] = e
	s.number++
	switch e {
	case timeApart, otherPeriod, toldBefore, otherCountry, otherVictim:
		s.parted = true
	}
}

func (s *seen) all() []evidence { return s.pieces[:s.number] }
