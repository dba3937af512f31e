package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
	"dateline/gazetteer"
)

// A veil keeps the names of victims out of what is printed, unless they are asked for. Persons of the actor list
// are public, and stay.
type veil struct{ names []string }

// hidden stands for a name.
const hidden = "[name]"

// newVeil takes the names of the victims that events tell of.
func newVeil(events []*dateline.Event, listed *gazetteer.Actors) veil {
	var v veil
	for _, e := range events {
		for _, r := range e.Roles {
			if r.Role == dateline.Victim && isName(r.Text) && !public(r.Text, listed) {
				v.names = append(v.names, r.Text)
				if words := strings.Fields(r.Text); len(words) > 1 {
					v.names = append(v.names, words[len(words)-1]) // as later sentences have it
				}
			}
		}
	}
	slices.SortFunc(v.names, func(a, b string) int { return len(b) - len(a) })
	v.names = slices.Compact(v.names)
	return v
}

// recordVeil takes the names of the victims that a report tells of.
func recordVeil(record *dateline.Record, listed *gazetteer.Actors) veil {
	var events []*dateline.Event
	for i := range record.Events {
		events = append(events, &record.Events[i])
	}
	return newVeil(events, listed)
}

// isName tells whether words may be a name: none begins with a small letter, and none is a number.
func isName(words string) bool {
	fields := strings.Fields(words)
	return len(fields) > 0 && !slices.ContainsFunc(fields, func(word string) bool {
		first := []rune(word)[0]
		return unicode.IsLower(first) || !unicode.IsLetter(first)
	})
}

// public tells whether a name is one of the actor list.
func public(name string, listed *gazetteer.Actors) bool {
	words := dateline.NameWords(name)
	n, _ := listed.Match(words, strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	return n > 0 && n == len(words)
}

// over gives a text without the names.
func (v veil) over(text string) string {
	for _, name := range v.names {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				break
			}
			from += i
			if !wholeWords(text, from, from+len(name)) {
				from += len(name)
				continue
			}
			text = text[:from] + hidden + text[from+len(name):]
			from += len(hidden)
		}
	}
	return text
}

// wholeWords tells whether no letter touches a part of a text.
func wholeWords(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after)
}
