package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"dateline"
	"dateline/store"
)

func TestVeil(t *testing.T) {
	conform(t, []conformance{{"what is coded blind is hidden", veiled}})
}

// veiled has an actor of whom an open report and a hidden one say the same trait, and another whom the hidden one alone names.
func veiled(t *testing.T, s *store.Store) {
	ctx := context.Background()
	says := func(day, town, other string) func(*dateline.Record) {
		return func(r *dateline.Record) {
			words := dateline.Words{Text: r.Document.Text[:1], Span: dateline.Span{From: 0, To: 1}}
			id := r.Events[0].ID
			r.Events[0] = bombing(day, town, 9)
			r.Events[0].ID = id
			r.Events[0].Roles = []dateline.Role{{Role: dateline.Perpetrator, Actor: "red-hill-front", Basis: dateline.RoleStated, Words: words}}
			r.Actors = append(r.Actors, dateline.Actor{ID: "red-hill-front", Name: "Red Hill Front", Aliases: []string{}, Kind: "armed-group"})
			r.Traits = append(r.Traits, dateline.Trait{Actor: "red-hill-front", Kind: "strength", Value: "900 fighters", Words: words})
			if other != "" {
				r.Actors = append(r.Actors, dateline.Actor{ID: other, Name: other, Aliases: []string{}, Kind: "armed-group"})
				r.Traits = append(r.Traits, dateline.Trait{Actor: "red-hill-front", Kind: "strength", Value: "7000 fighters", Words: words})
			}
		}
	}
	open := added(t, s, attack("open", "A", "2024-03-02"), says("2024-03-01", "Berin", ""))
	hidden := added(t, s, attack("hidden", "B", "2024-05-02"), says("2024-05-01", "Aldora", "zelgrad-wing"))
	setOf(t, s, hidden)
	_, incident, _, err := s.Telling(ctx, hidden+"/e1")
	if err != nil || incident == "" {
		t.Fatal(incident, err)
	}
	seen := func(ctx context.Context) string {
		t.Helper()
		entries, err := s.Incidents(ctx, store.Filter{}, store.ByDay, 10, 0)
		if err != nil {
			t.Fatal(err)
		}
		survey, err := s.Survey(ctx, store.Filter{})
		for err == nil && survey.Coming {
			survey, err = s.Survey(ctx, store.Filter{})
		}
		if err != nil {
			t.Fatal(err)
		}
		some, err := s.Entries(ctx, []string{incident})
		if err != nil {
			t.Fatal(err)
		}
		actors, err := s.Actors(ctx, store.ActorFilter{}, store.ByID, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		front, err := s.Actor(ctx, "red-hill-front")
		if err != nil {
			t.Fatal(err)
		}
		spread, err := s.Spread(ctx, "red-hill-front")
		if err != nil {
			t.Fatal(err)
		}
		traits, err := s.Traits(ctx, "red-hill-front", 0)
		if err != nil {
			t.Fatal(err)
		}
		queue, err := s.Queue(ctx, store.QueueFilter{}, store.ByNewness, 10)
		if err != nil || len(queue) != 2 || queue[0].Report != hidden {
			t.Fatal(queue, err)
		}
		return fmt.Sprint(len(entries), survey.Count, len(some), len(actors), front.Incidents, spread.Years[0].Incidents, spread.First.Place == spread.Last.Place, len(traits), traits[0].Report == open, queue[0].Blind, queue[0].Toll == nil)
	}
	for who, want := range map[string]string{"": "2 2 1 2 2 2 false 2 false false false", "r.salem": "2 2 1 2 2 2 false 2 false false false", "anna": "1 1 0 1 1 1 true 1 true true true"} {
		check(t, "what "+who+" sees", seen(store.LookingAs(ctx, who)), want)
	}
	anna := store.LookingAs(ctx, "anna")
	for name, err := range map[string]error{"incident": second(s.Incident(anna, incident)), "record": second(s.Record(anna, hidden)), "review": second(s.Review(anna, hidden))} {
		var blind *store.BlindError
		if !errors.As(err, &blind) || !errors.Is(err, store.ErrBlind) || blind.Set != "march-sample" || blind.Report != hidden {
			t.Errorf("%s: got error %v", name, err)
		}
	}
	if _, err := s.Actor(anna, "zelgrad wing"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("an actor that is hidden: got error %v", err)
	}
	_, in, _, err := s.Telling(anna, hidden+"/e1")
	check(t, "where it is", in, "")
	if err != nil {
		t.Error(err)
	}
	for _, coder := range []string{"anna", "omar"} {
		finish(t, s, "march-sample", hidden, coder, true)
	}
	check(t, "what anna sees then", seen(anna), seen(ctx))
}
