package store_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// TestShuffled adds the same reports in many orders: they come to the same incidents, whatever
// these are called.
func TestShuffled(t *testing.T) {
	month := func(e dateline.Event) dateline.Event {
		e.Time.Grain, e.Time.End.At, e.Main = dateline.Month, e.Time.Start.At.AddDate(0, 1, 0), false
		return e
	}
	province := func(e dateline.Event) dateline.Event {
		e.Place = &dateline.Place{Name: e.Place.Admin1, Country: e.Place.Country, Admin1: e.Place.Admin1, Grain: dateline.Province, ID: "x/" + e.Place.Admin1}
		return e
	}
	text := prose("wire", 150)
	stories := []story{
		{name: "a1", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}},
		{name: "a2", published: "2024-05-03", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11)}},
		{name: "a3", published: "2024-05-03", events: []dateline.Event{province(bombing("2024-05-01", "Aldora", 11))}},
		{name: "a4", published: "2024-07-03", events: []dateline.Event{event("arson", "2024-07-02", "Berin", 2), month(bombing("2024-05-01", "Aldora", 11))}},
		{name: "a5", published: "2024-05-04", events: []dateline.Event{event("attack", "2024-05-01", "Aldora", 10)}},
		{name: "b1", published: "2024-05-09", events: []dateline.Event{bombing("2024-05-08", "Aldora", 30)}},
		{name: "b2", published: "2024-05-10", events: []dateline.Event{bombing("2024-05-08", "Aldora", 31), bombing("2024-05-01", "Aldora", 11)}},
		{name: "c1", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Berin", 3)}},
		{name: "c2", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Berin", 3)}},
		{name: "d1", published: "2024-05-06", events: []dateline.Event{event("kidnapping", "2024-05-05", "Cassim", -1)}},
		{name: "w1", site: "A", published: "2024-05-06T10:00:00Z", text: text, events: []dateline.Event{bombing("2024-05-05", "Berin", 4)}},
		{name: "w2", site: "A", published: "2024-05-06T12:00:00Z", text: text + " x", events: []dateline.Event{bombing("2024-05-05", "Berin", 6)}},
		{name: "w3", site: "A", published: "2024-05-06T14:00:00Z", text: text + " x y", events: []dateline.Event{bombing("2024-05-05", "Berin", 7)}},
	}
	dice := rand.New(rand.NewPCG(3, 4))
	want := ""
	for range 20 {
		s := open(t, harnesses[0].where(t))
		names := addAll(t, s, stories...)
		var sets []string
		for line := range strings.Lines(shape(t, s, names)) {
			_, members, _ := strings.Cut(strings.TrimSpace(line), ": ")
			words := strings.Fields(strings.NewReplacer("(", " (", ")", ") ").Replace(members))
			slices.Sort(words)
			sets = append(sets, strings.Join(words, " "))
		}
		slices.Sort(sets)
		got := strings.Join(sets, "\n")
		if want == "" {
			want = got
			t.Log(want)
		}
		check(t, "incidents", got, want)
		dice.Shuffle(len(stories), func(i, j int) { stories[i], stories[j] = stories[j], stories[i] })
	}
}
