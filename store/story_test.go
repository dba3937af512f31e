package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// A story is a report of a test, made up.
type story struct {
	name      string // the text is made of it, unless there is one
	text      string
	url, site string
	published string
	events    []dateline.Event
	actors    []dateline.Actor
	forecasts []dateline.Forecast
}

// prose makes a text of words that mean nothing, the same for the same name.
func prose(name string, words int) string {
	sum := sha256.Sum256([]byte(name))
	dice := rand.New(rand.NewPCG(uint64(sum[0])<<8|uint64(sum[1]), uint64(sum[2])<<8|uint64(sum[3])))
	syllables := []string{"ba", "lo", "mir", "ten", "sa", "ku", "dor", "vel", "ni", "pas", "rum", "ga", "thi", "ost", "ple"}
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		for range 2 + dice.IntN(2) {
			b.WriteString(syllables[dice.IntN(len(syllables))])
		}
	}
	return b.String()
}

func (s story) made() (*dateline.Raw, *dateline.Record) {
	if s.text == "" {
		s.text = prose(s.name, 120)
	}
	bytes := []byte(s.name + "\n\n" + s.text)
	sum := sha256.Sum256(bytes)
	sha := hex.EncodeToString(sum[:])
	doc := &dateline.Document{ID: "sha256:" + sha[:16], SHA256: sha, URL: s.url, Site: s.site, Title: "Report " + s.name, Language: "en", Text: s.text}
	if s.published != "" {
		doc.Published = &dateline.Published{At: s.published, Basis: "argument"}
	}
	record := dateline.NewRecord(doc)
	for i, e := range s.events {
		e.ID = fmt.Sprintf("e%d", i+1)
		record.Events = append(record.Events, e)
	}
	record.Actors = append(record.Actors, s.actors...)
	for i := range s.forecasts {
		record.Statements = append(record.Statements, dateline.Statement{ID: fmt.Sprintf("s%d", i+1), Act: dateline.Warns, Events: []string{}, Forecast: &s.forecasts[i]})
	}
	raw := &dateline.Raw{Name: s.name, URL: s.url, ContentType: "text/plain", Bytes: bytes, Retrieved: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)}
	return raw, record
}

func (s story) add(t *testing.T, to *store.Store) store.Added {
	t.Helper()
	raw, record := s.made()
	foretold, err := to.Foretell(context.Background(), raw, record)
	if err != nil {
		t.Fatalf("foretell %s: %v", s.name, err)
	}
	added, err := to.Add(context.Background(), raw, record, link.Groups)
	if err != nil {
		t.Fatalf("add %s: %v", s.name, err)
	}
	came := store.Added{Report: added.Report, Known: added.Known, CopyOf: added.CopyOf, UpdateOf: added.UpdateOf, Newer: added.Newer}
	if !reflect.DeepEqual(foretold, came) {
		t.Errorf("of %s was foretold %+v, and came %+v", s.name, foretold, came)
	}
	return added
}

// placesOf are towns of tests, with the coordinates of no real ones.
var towns = map[string]dateline.Place{
	"Aldora": {Name: "Aldora", Country: "XA", Admin1: "North", Grain: dateline.Town, ID: "x/aldora"},
	"Berin":  {Name: "Berin", Country: "XA", Admin1: "South", Grain: dateline.Town, ID: "x/berin"},
	"Cassim": {Name: "Cassim", Country: "XB", Admin1: "Coast", Grain: dateline.Town, ID: "x/cassim"},
}

var degrees = map[string][2]float64{"Aldora": {10, 20}, "Berin": {14, 21}, "Cassim": {-3, 179.9}}

// bombing is an event of a test: on a day at a town, with so many killed (-1 for no figure).
func bombing(day, town string, killed int) dateline.Event { return event("bombing", day, town, killed) }

func event(kind, day, town string, killed int) dateline.Event {
	e := dateline.Event{Type: kind, Status: dateline.Happened, Main: true, Claim: dateline.Claim{State: dateline.Unmentioned},
		Words: dateline.Words{Text: kind, Span: dateline.Span{From: 0, To: 4}}, Statements: []string{}, Roles: []dateline.Role{}, Casualties: []dateline.Casualty{}}
	if day != "" {
		start, err := time.Parse(time.DateOnly, day)
		if err != nil {
			panic(err)
		}
		e.Time = &dateline.Time{Start: dateline.Moment{At: start}, End: dateline.Moment{At: start.AddDate(0, 0, 1)}, Grain: dateline.Day, Basis: dateline.Stated}
	}
	if place, ok := towns[town]; ok {
		at := degrees[town]
		place.Lat, place.Lon = &at[0], &at[1]
		e.Place = &place
	}
	if killed >= 0 {
		e.Casualties = append(e.Casualties, dateline.Casualty{Harm: dateline.Killed, Low: killed, High: killed})
	}
	return e
}

// shape gives what is in a record in few words: each incident with the names of its reports.
func shape(t *testing.T, s *store.Store, names map[string]string) string {
	t.Helper()
	ctx := context.Background()
	entries, err := s.Incidents(ctx, store.Filter{}, store.ByOldest, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, e := range entries {
		i, err := s.Incident(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		line := i.ID + ":"
		for _, told := range i.Tellings {
			line += " " + names[told.Report]
			if told.Event.ID != "e1" {
				line += "/" + told.Event.ID
			}
			for _, c := range i.Copies[told.Key()] {
				line += "(" + names[c.Report] + ")"
			}
		}
		if len(i.Tellings) != e.Tellings {
			t.Errorf("%s: listed with %d tellings, has %d", e.ID, e.Tellings, len(i.Tellings))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// addAll adds stories, and gives their names by the ids of their reports.
func addAll(t *testing.T, s *store.Store, stories ...story) map[string]string {
	t.Helper()
	names := map[string]string{}
	for _, one := range stories {
		names[one.add(t, s).Report] = one.name
	}
	return names
}

func check[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}
