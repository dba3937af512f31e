package web

import (
	"fmt"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// changeWords puts what changed in an incident into the locale's words. The record keeps a change in English words of a few
// forms; of any other form they stand as they are.
func (v *visit) changeWords(c store.Change) string {
	l := v.locale
	var n, was int
	switch c.Kind {
	case store.ChangeValue:
		now, before, ok := strings.Cut(strings.TrimPrefix(c.Words, c.Field+" "), ", was ")
		if ok && c.Field != "" {
			return l.words("history.value", "is", v.changeValue(c.Field, now), "was", v.changeValue(c.Field, before))
		}
	case store.ChangeLink:
		if c.Words == "one more telling" {
			return l.words("history.more", "n", 1)
		}
		if _, err := fmt.Sscanf(c.Words, "%d more tellings", &n); err == nil {
			return l.words("history.more", "n", n)
		}
		if _, err := fmt.Sscanf(c.Words, "fewer tellings: %d, were %d", &n, &was); err == nil {
			return l.words("history.fewer", "is", n, "was", was)
		}
		if c.Words == "nothing tells of it any more" {
			return l.words("history.none")
		}
		if _, from, ok := strings.Cut(c.Words, " moved here from "); ok {
			return l.words("history.moved", "id", isolate(from))
		}
	case store.ChangeMerged:
		if id, ok := strings.CutPrefix(c.Words, "is part of "); ok {
			return l.words("history.merged", "id", isolate(strings.TrimSuffix(id, " now")))
		}
	case store.ChangeDenial:
		return l.words("history.denial")
	case store.ChangeNew:
		if _, about, ok := strings.Cut(c.Words, ": "); ok {
			return v.changeNew(about)
		}
	}
	return isolate(c.Words)
}

// changeValue puts a value as a change has it into the locale's words.
func (v *visit) changeValue(field, text string) string {
	l := v.locale
	switch field {
	case dateline.Killed, dateline.Injured:
		if figure := l.figureWords(text); figure != "" {
			return figure
		}
	case "day":
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			return l.date(day)
		}
	case "type", "status", "claim":
		if l.has(field + "." + text) {
			return l.plain(field + "." + text)
		}
	}
	if text == "" || text == "unknown" {
		return l.words("count.unstated")
	}
	return isolate(text)
}

// changeNew puts what an incident was when it was opened into the locale's words: its type, what came of it, the toll.
func (v *visit) changeNew(about string) string {
	l := v.locale
	parts := strings.Split(about, ", ")
	for i, part := range parts {
		key := strings.ReplaceAll(part, " ", "-")
		figure, isToll := strings.CutPrefix(part, "killed ")
		switch {
		case i == 0 && l.has("type."+key):
			parts[i] = l.plain("type." + key)
		case isToll:
			parts[i] = l.words("adds.figure", "harm", l.key("harm", dateline.Killed), "now", v.changeValue(dateline.Killed, figure))
		case l.has("status." + key):
			parts[i] = l.plain("status." + key)
		}
	}
	return strings.Join(parts, l.plain("list.comma"))
}
