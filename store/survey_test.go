package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// A survey lets through what the listing lists, in the same order, whatever is asked for.
func surveyAgrees(t *testing.T, s *store.Store) {
	ctx := context.Background()
	s.Group = link.Groups
	w := &world{dice: rand.New(rand.NewPCG(3, 3))}
	for range 120 {
		raw, record := w.next().made()
		if _, err := s.Add(ctx, raw, record, nil); err != nil {
			t.Fatal(err)
		}
	}
	agree := func() {
		t.Helper()
		yes, no, none := true, false, store.ReviewedNone
		first, err := s.Incidents(ctx, store.Filter{}, store.ByOldest, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		for name, f := range map[string]store.Filter{
			"all":              {},
			"from":             {From: first[0].From.AddDate(0, 0, 1)},
			"until":            {To: first[0].From.AddDate(0, 0, 1)},
			"a day":            {From: first[0].From, To: first[0].From},
			"country":          {Country: "AA"},
			"no such country":  {Country: "QQ"},
			"place":            {Place: "Town 0"},
			"division":         {Place: "province 1"},
			"box":              {Box: &store.Box{South: -60, West: -60, North: -20, East: 0}},
			"box across dates": {Box: &store.Box{South: -60, West: 0, North: 60, East: -40}},
			"type":             {Type: "bombing"},
			"types":            {Types: []string{"bombing", "clash"}},
			"killed":           {KilledFrom: 10},
			"status":           {Status: dateline.Happened},
			"claim":            {Claim: dateline.Claimed},
			"any claim":        {AnyClaim: true},
			"reviewed":         {Reviewed: &none},
			"among":            {Among: []string{first[0].ID, "none"}},
			"settled":          {Settled: &yes},
			"unsettled":        {Settled: &no},
			"actor":            {Actor: "group-0-0", Role: dateline.Perpetrator},
			"actors":           {Actors: []string{"group-0-0", "group-1-0", "nobody"}},
			"words":            {Words: "bab"},
			"all together":     {Words: "bab", Actors: []string{"group-0-0"}, Types: []string{"bombing", "armed-assault"}, KilledFrom: 1},
		} {
			survey, err := s.Survey(ctx, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, order := range []store.Order{store.ByDay, store.ByOldest, store.ByKilled, store.ByChanged, store.ByPublished} {
				all, err := s.Incidents(ctx, f, order, 0, 0)
				if err != nil {
					t.Fatal(err)
				}
				check(t, name+": count", survey.Count, len(all))
				ids, err := survey.IDs(order, 7, 3)
				if err != nil {
					t.Fatal(err)
				}
				entries, err := s.Entries(ctx, ids)
				if err != nil {
					t.Fatal(err)
				}
				var got, want []string
				for i := 3; i < min(10, len(all)); i++ {
					want = append(want, all[i].ID)
				}
				for _, e := range entries {
					got = append(got, e.ID)
				}
				check(t, fmt.Sprintf("%s by %s", name, order), strings.Join(got, " "), strings.Join(want, " "))
			}
		}
	}
	agree()
	survey, err := s.Survey(ctx, store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	ids, err := survey.IDs(store.ByDay, 4, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []store.Edit{ // what changes is seen
		{Author: "r", Kind: store.EditMerge, Subject: ids[0], Into: ids[1]},
		{Author: "r", Kind: store.EditConfirm, Subject: ids[2]},
		{Author: "r", Kind: store.EditSet, Subject: ids[3], Path: "killed", Value: []byte("77")},
	} {
		if _, err := s.Apply(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
	agree()
	if _, err := survey.IDs("size", 1, 0); err == nil {
		t.Error("an order that there is none of is taken")
	}
}

// What is parted by time and by place comes to the whole.
func surveyParts(t *testing.T, s *store.Store) {
	ctx := context.Background()
	month := event("bombing", "2024-05-01", "Berin", 4)
	month.Time.Grain, month.Time.End.At = dateline.Month, month.Time.Start.At.AddDate(0, 1, 0)
	country := event("arson", "2024-02-29", "", -1)
	country.Place = &dateline.Place{Name: "Xanthia", Country: "XA", Grain: dateline.CountryGrain}
	some := event("shelling", "2022-01-03", "Cassim", 20)
	some.Casualties[0].High = dateline.Open
	addAll(t, s,
		story{name: "one", published: "2024-05-09", events: []dateline.Event{event("bombing", "2024-05-08", "Aldora", 9)}},
		story{name: "two", published: "2024-05-21", events: []dateline.Event{event("bombing", "2024-05-20", "Aldora", 11)}},
		story{name: "month", published: "2024-06-03", events: []dateline.Event{month}},
		story{name: "country", published: "2024-06-03", events: []dateline.Event{country}},
		story{name: "some", published: "2022-01-04", events: []dateline.Event{some}},
		story{name: "nothing", published: "2024-06-03", events: []dateline.Event{event("clash", "", "", -1)}},
	)
	survey, err := s.Survey(ctx, store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "counts", fmt.Sprint(survey.Count, survey.Undated, survey.Unplaced), "6 1 1")
	check(t, "first and last", survey.From.Format(time.DateOnly)+" "+survey.To.Format(time.DateOnly), "2022-01-03 2024-05-31")
	stretch := func(most int, named ...string) (all []string) {
		stretches, of := survey.Stretches(most, named)
		all = append(all, string(of))
		for _, s := range stretches {
			doubt := ""
			if s.Doubt {
				doubt = "?"
			}
			all = append(all, fmt.Sprintf("%s..%s%s %d of %d, open %t %v", s.From.Format("060102"), s.To.Format("060102"), doubt, s.Killed, s.Count, s.Open, s.IDs))
		}
		return all
	}
	check(t, "each for itself", strings.Join(stretch(9)[1:], "\n"), strings.TrimSpace(`
220103..220103 20 of 1, open true [2022-01-03-cassim]
240229..240229 0 of 1, open false [2024-02-29-xanthia]
240501..240531? 4 of 1, open false [2024-05-berin]
240508..240508 9 of 1, open false [2024-05-08-aldora]
240520..240520 11 of 1, open false [2024-05-20-aldora]`))
	check(t, "by the month", strings.Join(stretch(3, "2024-05-20-aldora", "2022-01-03-cassim"), "\n"), strings.TrimSpace(`
month
220101..220131 20 of 1, open true [2022-01-03-cassim]
240201..240229 0 of 1, open false [2024-02-29-xanthia]
240501..240531 24 of 3, open false [2024-05-20-aldora]`))
	places := func(most int) (all []string) {
		for _, s := range survey.Spots(most, nil) {
			at := s.Country
			if s.Lat != nil {
				at = fmt.Sprint(*s.Lat, ",", *s.Lon)
			}
			all = append(all, fmt.Sprintf("%s %d of %d: %s", at, s.Killed, s.Count, s.Top))
		}
		return all
	}
	check(t, "places", strings.Join(places(9), "\n"), strings.TrimSpace(`
10,20 20 of 2: 2024-05-20-aldora
-3,179.9 20 of 1: 2022-01-03-cassim
XA 0 of 1: 2024-02-29-xanthia
14,21 4 of 1: 2024-05-berin`))
	check(t, "fields", strings.Join(places(3), "\n"), strings.TrimSpace(`
10,20 24 of 3: 2024-05-20-aldora
-3,179.9 20 of 1: 2022-01-03-cassim
XA 0 of 1: 2024-02-29-xanthia`))
}

// What a list shows beside an entry.
func glimpsed(t *testing.T, s *store.Store) {
	ctx := context.Background()
	wire := prose("wire", 150)
	blast := bombing("2024-05-01", "Aldora", 9)
	blast.Roles = append(blast.Roles, dateline.Role{Role: dateline.Perpetrator, Basis: dateline.RoleBlamed, Actor: "blue-hill-guard"})
	first := story{name: "first", site: "A", published: "2024-05-02T10:00:00Z", text: wire, events: []dateline.Event{blast},
		actors: []dateline.Actor{{ID: "blue-hill-guard", Name: "Blue Hill Guard", Aliases: []string{}}}}
	claimed := bombing("2024-05-01", "Aldora", 14)
	claimed.Claim = dateline.Claim{State: dateline.Claimed, By: []string{"red-hill-front"}}
	claimed.Statements = []string{"s1"}
	later := story{name: "later", site: "B", published: "2024-05-03", events: []dateline.Event{claimed}, actors: []dateline.Actor{{ID: "red-hill-front", Name: "Red Hill Front", Aliases: []string{}}}}
	addAll(t, s, first, story{name: "copy", site: "C", published: "2024-05-02T11:00:00Z", text: wire + " end", events: first.events, actors: first.actors})
	raw, record := later.made()
	record.Statements = append(record.Statements, dateline.Statement{ID: "s1", Act: dateline.ClaimsResponsibility, Events: []string{"e1"}, Speaker: &dateline.Speaker{Words: dateline.Words{Text: "a spokesman"}, For: "red-hill-front"}})
	if _, err := s.Add(ctx, raw, record, link.Groups); err != nil {
		t.Fatal(err)
	}
	const id = "2024-05-01-aldora"
	all, err := s.Glimpses(ctx, []string{id, "none"})
	if err != nil {
		t.Fatal(err)
	}
	g := all[id]
	check(t, "tellings", len(g.Tellings), 2)
	check(t, "figures", g.Tellings[0].Killed.String()+", then "+g.Tellings[1].Killed.String(), "9, then 14")
	check(t, "copies", g.Copies, 1)
	check(t, "the last change", g.Last.Field+" "+g.Last.Words, "claim claim claimed, was unmentioned")
	check(t, "name", g.Names["red-hill-front"], "Red Hill Front")
	check(t, "name of one whom a report without statements names", g.Names["blue-hill-guard"], "Blue Hill Guard")
	check(t, "said", len(g.Said), 1)
	check(t, "speaker", g.Said[record.Document.ID].Statements[0].Speaker.Text, "a spokesman")
	check(t, "of an incident that is not there", len(all["none"].Tellings), 0)

	for _, called := range []string{"red-hill-front", "Red hill FRONT"} {
		known, name, err := s.Called(ctx, called)
		if err != nil {
			t.Fatal(err)
		}
		check(t, called, known+" "+name, "red-hill-front Red Hill Front")
	}
	if _, _, err := s.Called(ctx, "Blue Hill Front"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("of a name that nobody bears: got error %v", err)
	}
	before, err := s.Moved(ctx)
	if err != nil {
		t.Fatal(err)
	}
	addAll(t, s, story{name: "more", published: "2024-05-09", events: []dateline.Event{bombing("2024-05-08", "Berin", 2)}})
	after, err := s.Moved(ctx)
	if err != nil || after.Report != before.Report+1 || after.Change <= before.Change {
		t.Errorf("the record moved from %+v to %+v, %v", before, after, err)
	}
	countries, err := s.Countries(ctx)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "countries", strings.Join(countries, " "), "XA")
}

func TestSurveys(t *testing.T) {
	conform(t, []conformance{
		{"a survey and a listing agree", surveyAgrees},
		{"a survey in parts", surveyParts},
		{"glimpses", glimpsed},
	})
}
