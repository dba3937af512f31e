package store_test

import (
	"context"
	"time"

	"dateline"
	"dateline/store"
)

// A listing is one thing that a record is asked.
type listing struct {
	name string
	list func(context.Context) error
}

// listings are what is asked of the record of a benchmark: the first fifty, of much and of little.
func listings(s *store.Store) []listing {
	day := func(days int) time.Time { return time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days) }
	narrow, wide := &store.Box{South: -49, West: -59, North: -48, East: -58}, &store.Box{South: -51, West: -61, North: -43, East: -53}
	var all []listing
	for _, i := range []struct {
		name   string
		filter store.Filter
		order  store.Order
	}{
		{"day", store.Filter{}, store.ByDay},
		{"oldest", store.Filter{}, store.ByOldest},
		{"killed", store.Filter{}, store.ByKilled},
		{"changed", store.Filter{}, store.ByChanged},
		{"published", store.Filter{}, store.ByPublished},
		{"month", store.Filter{From: day(60), To: day(90)}, store.ByDay},
		{"from-oldest", store.Filter{From: day(60)}, store.ByOldest},
		{"month-killed", store.Filter{From: day(60), To: day(90)}, store.ByKilled},
		{"country", store.Filter{Country: "AC"}, store.ByDay},
		{"country-killed", store.Filter{Country: "AA", KilledFrom: 40}, store.ByKilled},
		{"country-changed", store.Filter{Country: "AA"}, store.ByChanged},
		{"country-type", store.Filter{Country: "AF", Type: "assassination"}, store.ByDay},
		{"type", store.Filter{Type: "bombing"}, store.ByDay},
		{"type-killed", store.Filter{Type: "bombing"}, store.ByKilled},
		{"killed-from", store.Filter{KilledFrom: 58}, store.ByDay},
		{"status", store.Filter{Status: dateline.Happened}, store.ByDay},
		{"claimed", store.Filter{Claim: dateline.Claimed}, store.ByDay},
		{"claimed-killed", store.Filter{Claim: dateline.Claimed}, store.ByKilled},
		{"actor", store.Filter{Actor: "group-0-0"}, store.ByDay},
		{"actor-killed", store.Filter{Actor: "group-0-0"}, store.ByKilled},
		{"actor-claims", store.Filter{Actor: "group-0-0", Role: store.Claims}, store.ByDay},
		{"box", store.Filter{Box: narrow}, store.ByDay},
		{"wide-box", store.Filter{Box: wide}, store.ByDay},
		{"wide-box-killed", store.Filter{Box: wide}, store.ByKilled},
		{"place", store.Filter{Place: "Town 0"}, store.ByDay},
		{"place-killed", store.Filter{Place: "Town 0"}, store.ByKilled},
		{"province", store.Filter{Place: "Province 0"}, store.ByDay},
		{"rare-words", store.Filter{Words: "bab mat"}, store.ByDay},
		{"words", store.Filter{Words: "bab"}, store.ByDay},
		{"words-killed", store.Filter{Words: "bab"}, store.ByKilled},
		{"common-words", store.Filter{Words: "ab"}, store.ByDay},
		{"common-killed", store.Filter{Words: "ab"}, store.ByKilled},
		{"words-country", store.Filter{Words: "bab", Country: "AF"}, store.ByDay},
	} {
		all = append(all, listing{i.name, func(ctx context.Context) error {
			_, err := s.Incidents(ctx, i.filter, i.order, 50, 0)
			return err
		}})
	}
	add := func(name string, list func(ctx context.Context) error) { all = append(all, listing{name, list}) }
	warnings := func(name string, f store.WarningFilter) {
		add(name, func(ctx context.Context) error {
			_, err := s.Warnings(ctx, f, 50)
			return err
		})
	}
	warnings("warnings", store.WarningFilter{})
	warnings("warnings-actor", store.WarningFilter{Actor: "group-0-0"})
	warnings("warnings-due", store.WarningFilter{State: dateline.WarningDue})
	warnings("warnings-matched", store.WarningFilter{State: dateline.WarningMatched})
	reports := func(name string, f store.ReportFilter) {
		add(name, func(ctx context.Context) error {
			_, err := s.Reports(ctx, f, 50)
			return err
		})
	}
	reports("reports", store.ReportFilter{})
	reports("reports-site", store.ReportFilter{Site: "Site 0"})
	reports("reports-month", store.ReportFilter{From: day(60), To: day(90)})
	reports("reports-site-month", store.ReportFilter{Site: "Site 0", From: day(60), To: day(90)})
	search := func(name, words string) {
		add(name, func(ctx context.Context) error {
			_, err := s.Search(ctx, words, 20)
			return err
		})
	}
	search("search-rare", "bab mat lob")
	search("search", "bab mat")
	search("search-common", "ab")
	add("actors", func(ctx context.Context) error {
		_, err := s.Actors(ctx, store.ActorFilter{}, store.ByIncidents, 50, 0)
		return err
	})
	add("actors-name", func(ctx context.Context) error {
		_, err := s.Actors(ctx, store.ActorFilter{Name: "group 3"}, store.ByIncidents, 50, 0)
		return err
	})
	add("busy-actor", func(ctx context.Context) error {
		_, err := s.Actor(ctx, "group-0-0")
		return err
	})
	add("stats", func(ctx context.Context) error {
		_, err := s.Stats(ctx)
		return err
	})
	add("history", func(ctx context.Context) error {
		_, err := s.History(ctx, "")
		return err
	})
	// The incident that most tell of, among those of the deadliest country; and what changed in the last moments.
	add("incident", func(ctx context.Context) error {
		found, err := s.Incidents(ctx, store.Filter{Country: "AA"}, store.ByKilled, 50, 0)
		if err != nil {
			return err
		}
		most := found[0]
		for _, i := range found {
			if i.Tellings > most.Tellings {
				most = i
			}
		}
		if _, err := s.ChangesOf(ctx, most.ID); err != nil {
			return err
		}
		_, err = s.Incident(ctx, most.ID)
		return err
	})
	add("changes", func(ctx context.Context) error {
		found, err := s.Incidents(ctx, store.Filter{}, store.ByChanged, 50, 0)
		if err != nil {
			return err
		}
		for _, err := range s.Changes(ctx, found[len(found)-1].Changed, "") {
			if err != nil {
				return err
			}
		}
		return nil
	})
	return all
}
