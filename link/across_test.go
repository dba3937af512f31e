package link

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

// told makes a telling of its title alone, of one venue and one victim; empty for none.
func told(title, venue, victim string) *dateline.Telling {
	t := &dateline.Telling{Report: title, Source: title, Title: title, Event: dateline.Event{ID: "e1", Type: "bombing", Status: dateline.Happened, Main: true}}
	if venue != "" {
		t.Event.Venue = &dateline.Words{Text: venue}
	}
	if victim != "" {
		t.Event.Roles = []dateline.Role{{Role: dateline.Victim, Words: dateline.Words{Text: victim}}}
		t.Event.Casualties = []dateline.Casualty{{Harm: dateline.Killed, Low: 1, High: 1}}
	}
	return t
}

// Words of two scripts that mean one thing, or sound alike, speak for one incident; those that do not say nothing.
func TestTwoScriptsAreCompared(t *testing.T) {
	for _, test := range []struct {
		name         string
		one, another *dateline.Telling
		want, not    string // evidence
	}{
		{"a thing in both", told("Ferry burns at the quay", "", ""), told("احتراق العبارة فجرا", "", ""), "words-one", "words-none"},
		{"an article written on", told("Bomb under a bridge", "the old bridge", ""), told("عبوة تحت الجسر", "الجسر القديم", ""), "struck-same", ""},
		{"nothing agrees", told("Harvest lost in the valley", "a mill", ""), told("ضياع المحصول", "طاحونة", ""), "", "words-none struck-other"},
		{"a name in both", told("Nurse dies", "", "Mahmoud Darwazeh"), told("وفاة ممرض", "", "محمود دروزة"), "same-victim", ""},
		{"another name may be a spelling", told("Nurse dies", "", "Karim Haddad"), told("وفاة ممرض", "", "سالم النجار"), "", "same-victim other-victim"},
		{"an article is no part of a word", told("احتراق العبارة عند الرصيف", "", ""), told("غرق عبارة قديمة قرب رصيف", "", ""), "words-one", ""},
		{"one script is compared as ever", told("Harvest lost in valley", "a mill", ""), told("Ferry burns at wooden quay", "a ferry", ""), "words-none struck-other", ""},
	} {
		seen, _ := Evidence(test.one, test.another)
		for _, want := range strings.Fields(test.want) {
			if !slices.Contains(seen, want) {
				t.Errorf("%s: there is no %s among %v", test.name, want, seen)
			}
		}
		for _, not := range strings.Fields(test.not) {
			if slices.Contains(seen, not) {
				t.Errorf("%s: got %s", test.name, not)
			}
		}
		there, back := Compare(test.one, test.another), Compare(test.another, test.one)
		if there.Score != back.Score {
			t.Errorf("%s: %g one way, %g the other", test.name, there.Score, back.Score)
		}
	}
}

func TestReasonsShowBothScripts(t *testing.T) {
	fit := Compare(told("Ferry burns at the quay", "", ""), told("احتراق العبارة فجرا", "", ""))
	var words []string
	for _, p := range fit.Pieces {
		words = append(words, p.Reason)
	}
	said := strings.Join(words, "; ")
	for _, want := range []string{`"Ferry"`, `"العبارة"`} {
		if !strings.Contains(said, want) {
			t.Errorf("there is no %s in %s", want, said)
		}
	}
}

// A word means one thing, in whichever line of things.txt it stands.
func TestThingsAreListedOnce(t *testing.T) {
	line := map[string]string{}
	for text := range strings.Lines(thingList) {
		fields := strings.Fields(text)
		if len(fields) == 0 || fields[0][0] == '#' || fields[0] == "before" {
			continue
		}
		for _, word := range fields[1:] {
			folded := dateline.Fold(word)
			if other, ok := line[folded]; ok && other != fields[0] {
				t.Errorf("%q is a %s and a %s", word, other, fields[0])
			}
			if slices.Contains(things.before, folded) || len(dateline.NameWords(word)) != 1 {
				t.Errorf("%q is no word", word)
			}
			line[folded] = fields[0]
		}
	}
	if len(line) == 0 {
		t.Error("nothing is listed")
	}
}
