package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// by is an attack of a test that somebody is blamed for, in these words.
func by(actor, words, day, town string, killed int) dateline.Event {
	e := bombing(day, town, killed)
	e.Roles = append(e.Roles, dateline.Role{Role: dateline.Perpetrator, Actor: actor, Basis: dateline.RoleBlamed, Words: dateline.Words{Text: words}})
	return e
}

// front is how a list has an actor of a test, with the names of a report.
func front(aliases ...string) []dateline.Actor {
	return []dateline.Actor{{ID: "red-hill-front", Name: "Red Hill Front", Aliases: aliases, Kind: "armed-group", Country: "XA"}}
}

// dossier gives an actor in few words: names with how many reports have them, and incidents.
func dossier(t *testing.T, s *store.Store, name string) string {
	t.Helper()
	ctx := context.Background()
	a, err := s.Actor(ctx, name)
	if errors.Is(err, store.ErrUnknown) {
		return "unknown"
	}
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, n := range a.Names {
		parts = append(parts, strings.TrimSuffix(fmt.Sprintf("%s=%d=%s", n.Name, n.Reports, n.State), "="))
	}
	entries, err := s.Incidents(ctx, store.Filter{Actor: a.ID}, store.ByOldest, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != a.Incidents {
		t.Errorf("%s: counted in %d incidents, is in %d", name, a.Incidents, len(entries))
	}
	parts = append(parts, "|")
	for _, e := range entries {
		parts = append(parts, e.ID)
	}
	return a.ID + ": " + strings.Join(parts, " ")
}

func refusedAlias(t *testing.T, s *store.Store) {
	addAll(t, s,
		story{name: "one", published: "2024-05-02", text: prose("one", 90) + " Red Hill Front", actors: front(), events: []dateline.Event{by("red-hill-front", "Red Hill Front", "2024-05-01", "Aldora", 9)}},
		story{name: "two", published: "2024-05-12", actors: front("Hill Boys"), events: []dateline.Event{by("red-hill-front", "the Hill Boys", "2024-05-11", "Berin", 3)}},
		story{name: "both", published: "2024-05-22", text: prose("both", 90) + " Red Hill Front", actors: front("Hill Boys"), events: []dateline.Event{
			by("red-hill-front", "the Red Hill Front", "2024-05-21", "Cassim", 1), by("red-hill-front", "Hill Boys", "2024-05-15", "Cassim", 2)}})
	joined := "red-hill-front: Hill Boys=2 Red Hill Front=2 | 2024-05-01-aldora 2024-05-11-berin 2024-05-15-cassim 2024-05-21-cassim"
	check(t, "joined", dossier(t, s, "hill boys"), joined)

	done := apply(t, s, store.Edit{Kind: store.EditAliasRefuse, Subject: "red-hill-front", Alias: "hill boys"})
	check(t, "parted", dossier(t, s, "red-hill-front"), "red-hill-front: Red Hill Front=2 Hill Boys=0=refused | 2024-05-01-aldora 2024-05-21-cassim")
	check(t, "the other", dossier(t, s, "Hill Boys"), "hill-boys: Hill Boys=2 | 2024-05-11-berin 2024-05-15-cassim")
	later := story{name: "later", published: "2024-06-02", actors: front("Hill Boys"), events: []dateline.Event{by("red-hill-front", "the Hill Boys", "2024-06-01", "Aldora", 1)}}
	later.add(t, s)
	check(t, "a later report", dossier(t, s, "Hill Boys"), "hill-boys: Hill Boys=3 | 2024-05-11-berin 2024-05-15-cassim 2024-06-01-aldora")

	redo := undo(t, s, done.ID)
	joined = "red-hill-front: Hill Boys=3 Red Hill Front=2 | 2024-05-01-aldora 2024-05-11-berin 2024-05-15-cassim 2024-05-21-cassim 2024-06-01-aldora"
	check(t, "undone", dossier(t, s, "Hill Boys"), joined)
	check(t, "the other's id, undone", dossier(t, s, "hill-boys"), joined)
	undo(t, s, redo.ID)
	check(t, "done again", dossier(t, s, "hill-boys"), "hill-boys: Hill Boys=3 | 2024-05-11-berin 2024-05-15-cassim 2024-06-01-aldora")
	if _, err := s.Apply(context.Background(), store.Edit{Author: "N. Editor", Kind: store.EditAliasRefuse, Subject: "red-hill-front", Alias: "Red Hill Front"}); err == nil {
		t.Error("the name that the id is made of: got no error")
	}
}

func givenName(t *testing.T, s *store.Store) {
	ctx := context.Background()
	lantern := []dateline.Actor{{ID: "black-lantern", Name: "Black Lantern", Aliases: []string{}, Kind: "unknown"}}
	one := story{name: "one", published: "2024-05-02", text: prose("one", 90) + " Black Lantern", actors: lantern, events: []dateline.Event{by("black-lantern", "Black Lantern", "2024-05-01", "Aldora", 9)}}
	addAll(t, s, one, story{name: "two", published: "2024-05-12", actors: front("RHF"), events: []dateline.Event{by("red-hill-front", "RHF", "2024-05-11", "Berin", 3)}})
	for _, e := range []store.Edit{
		{Kind: store.EditAliasConfirm, Subject: "red-hill-front", Alias: "White Lantern"},
		{Kind: store.EditAliasConfirm, Subject: "nobody", Alias: "Black Lantern"},
		{Kind: store.EditAliasRefuse, Subject: "red-hill-front", Alias: "Black Lantern"},
	} {
		e.Author = "N. Editor"
		if _, err := s.Apply(ctx, e); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%s %s of %s: got error %v, want %v", e.Kind, e.Alias, e.Subject, err, store.ErrUnknown)
		}
	}
	was := dossier(t, s, "black-lantern")
	check(t, "before", was, "black-lantern: Black Lantern=1 | 2024-05-01-aldora")
	done := apply(t, s, store.Edit{Kind: store.EditAliasConfirm, Subject: "red-hill-front", Alias: "black lantern"})
	const given = "red-hill-front: Black Lantern=1=confirmed RHF=1 Red Hill Front=0 | 2024-05-01-aldora 2024-05-11-berin"
	check(t, "given", dossier(t, s, "red-hill-front"), given)
	check(t, "by its own id", dossier(t, s, "black-lantern"), given)
	undo(t, s, done.ID)
	check(t, "undone", dossier(t, s, "black-lantern"), was)
	check(t, "the other, undone", dossier(t, s, "red-hill-front"), "red-hill-front: RHF=1 Red Hill Front=0 | 2024-05-11-berin")
}

// told is a report of a test that says something of the front.
func told(t *testing.T, s *store.Store, one story, fill func(*dateline.Record)) *dateline.Record {
	t.Helper()
	raw, record := one.made()
	fill(record)
	if _, err := s.Add(context.Background(), raw, record, link.Groups); err != nil {
		t.Fatal(err)
	}
	return record
}

func trait(kind, value, other, statement string) dateline.Trait {
	return dateline.Trait{Actor: "red-hill-front", Kind: kind, Value: value, Other: other, Statement: statement, Words: dateline.Words{Text: value}}
}

func assesses(id, speaker, content string) dateline.Statement {
	return dateline.Statement{ID: id, Act: dateline.Assesses, Events: []string{}, Speaker: &dateline.Speaker{Words: dateline.Words{Text: speaker}}, Content: &dateline.Words{Text: content}}
}

func saidOf(t *testing.T, s *store.Store) {
	ctx := context.Background()
	text := prose("first", 120)
	fill := func(record *dateline.Record) {
		record.Traits = append(record.Traits, trait("strength", "some 300 men", "", "s1"), trait("branch-of", "swore loyalty to the Army", "army", ""))
		record.Statements = append(record.Statements, assesses("s1", "an analyst", "It is weak"), assesses("s2", "a diplomat", "the RHF cannot hold a town"), assesses("s3", "a farmer", "the harvest was good"))
	}
	first := told(t, s, story{name: "first", site: "A", published: "2024-05-02", text: text, actors: front("RHF")}, fill)
	told(t, s, story{name: "copy", site: "B", published: "2024-05-03", text: text + " so", actors: front("RHF")}, fill)
	told(t, s, story{name: "second", site: "C", published: "2024-06-02", actors: front("RHF")}, func(record *dateline.Record) {
		record.Traits = append(record.Traits, trait("strength", "2,000 men", "", ""), trait("branch-of", "a wing of the Army", "army", ""))
	})
	list := func(actor string) string {
		t.Helper()
		traits, err := s.Traits(ctx, actor, 10)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, r := range traits {
			all = append(all, fmt.Sprintf("%s %q %s %q x%d", r.Kind, r.Value, r.Site, r.Speaker, r.Reports))
		}
		remarks, err := s.Assessments(ctx, actor, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range remarks {
			all = append(all, fmt.Sprintf("assessment %q %q", r.Speaker, r.Value))
		}
		return strings.Join(all, "\n")
	}
	check(t, "traits and assessments", list("red-hill-front"), `branch-of "a wing of the Army" C "" x2
strength "2,000 men" C "" x1
strength "some 300 men" A "an analyst" x1
assessment "a diplomat" "the RHF cannot hold a town"
assessment "an analyst" "It is weak"`)
	kin, err := s.Kin(ctx, "army", 10)
	if err != nil || len(kin) != 1 || kin[0].Actor != "red-hill-front" || kin[0].Value != "a wing of the Army" || kin[0].Reports != 2 {
		t.Errorf("kin: got %v, %v", kin, err)
	}
	told(t, s, story{name: "third", site: "D", published: "2024-06-03T10:00:00Z", text: prose("third", 150), actors: front()}, func(record *dateline.Record) {
		record.Traits = append(record.Traits, trait("base", "the hills", "", ""), trait("strength", "2,000 men", "", ""))
	})
	told(t, s, story{name: "third again", site: "D", published: "2024-06-03T18:00:00Z", text: prose("third", 150) + " more", actors: front()}, func(record *dateline.Record) {
		record.Traits = append(record.Traits, trait("base", "the coast", "", ""))
	})
	check(t, "with a newer version", list("red-hill-front"), `base "the coast" D "" x1
branch-of "a wing of the Army" C "" x2
strength "2,000 men" C "" x1
strength "some 300 men" A "an analyst" x1
assessment "a diplomat" "the RHF cannot hold a town"
assessment "an analyst" "It is weak"`)
	done := apply(t, s, store.Edit{Kind: store.EditSet, Subject: first.Document.ID, Path: "traits.0.value", Value: []byte(`"some 400 men"`)})
	check(t, "set", strings.Contains(list("red-hill-front"), "some 400 men"), true)
	undo(t, s, done.ID)
	first.Traits = first.Traits[1:]
	first.Statements = first.Statements[1:]
	if _, err := s.Reread(ctx, first, link.Groups); err != nil {
		t.Fatal(err)
	}
	check(t, "read again", list("red-hill-front"), `base "the coast" D "" x1
branch-of "a wing of the Army" C "" x2
strength "2,000 men" C "" x1
assessment "a diplomat" "the RHF cannot hold a town"`)
	check(t, "names", dossier(t, s, "RHF"), "red-hill-front: RHF=3 Red Hill Front=0 |")
}

func standsOf(t *testing.T, s *store.Store) {
	ctx := context.Background()
	said := func(act dateline.Act, speaker, actor string) func(*dateline.Record) {
		return func(record *dateline.Record) {
			record.Statements = append(record.Statements, dateline.Statement{ID: "s1", Act: act, Events: []string{"e1"}, Words: dateline.Words{Text: speaker + " spoke"},
				Speaker: &dateline.Speaker{Words: dateline.Words{Text: speaker}, For: actor}})
		}
	}
	attack := []dateline.Event{bombing("2024-05-01", "Aldora", 9)}
	none := bombing("2024-05-01", "Aldora", 9)
	none.Claim = dateline.Claim{State: dateline.NoneStated, Words: dateline.Words{Text: "nobody has claimed it"}}
	told(t, s, story{name: "none", published: "2024-05-01", events: []dateline.Event{none}}, func(*dateline.Record) {})
	told(t, s, story{name: "claim", published: "2024-05-02", actors: front("RHF"), events: attack}, said(dateline.ClaimsResponsibility, "the RHF", "red-hill-front"))
	told(t, s, story{name: "police", published: "2024-05-03", events: attack}, said(dateline.Confirms, "the police", ""))
	told(t, s, story{name: "rivals", published: "2024-05-04", actors: []dateline.Actor{{ID: "hill-guard", Name: "Hill Guard"}}, events: attack}, said(dateline.Denies, "Hill Guard", "hill-guard"))
	stands, err := s.Stands(ctx, "red-hill-front", 10)
	if err != nil || len(stands) != 1 {
		t.Fatalf("stands: got %v, %v", stands, err)
	}
	line := fmt.Sprintf("%s %s %s:", stands[0].AsOf.Format("2006-01-02"), stands[0].Act, stands[0].Incident)
	for _, o := range stands[0].Others {
		line += fmt.Sprintf(" %s %s;", o.Speaker, o.Act)
	}
	check(t, "stands", line, "2024-05-02 claims-responsibility 2024-05-01-aldora: the police confirms; Hill Guard denies;")
	accounts, err := s.Accounts(ctx, "2024-05-01-aldora")
	if err != nil || len(accounts) != 4 || accounts[0].Act != dateline.Reports || accounts[0].Text != "nobody has claimed it" {
		t.Errorf("accounts: got %v, %v", accounts, err)
	}
	apply(t, s, store.Edit{Kind: store.EditAliasRefuse, Subject: "red-hill-front", Alias: "RHF"})
	if accounts, err = s.Accounts(ctx, "2024-05-01-aldora"); err != nil || len(accounts) != 4 || accounts[1].Actor != "rhf" {
		t.Errorf("accounts under a refused name: got %v, %v", accounts, err)
	}
}

func rivalClaims(t *testing.T, s *store.Store) {
	by := func(actor string) dateline.Event {
		e := bombing("2024-05-01", "Aldora", 9)
		e.Claim = dateline.Claim{State: dateline.Claimed, By: []string{actor}}
		return e
	}
	state := func() string {
		i, err := s.Incident(context.Background(), "2024-05-01-aldora")
		if err != nil {
			t.Fatal(err)
		}
		return i.Entry.Claim
	}
	addAll(t, s, story{name: "one", published: "2024-05-02", actors: front(), events: []dateline.Event{by("red-hill-front")}},
		story{name: "branch", published: "2024-05-03", actors: []dateline.Actor{{ID: "hill-wing", Name: "Hill Wing", Parent: "red-hill-front"}}, events: []dateline.Event{by("hill-wing")}})
	check(t, "a group and its branch", state(), dateline.Claimed)
	addAll(t, s, story{name: "rival", published: "2024-05-04", events: []dateline.Event{by("hill-guard")}})
	check(t, "a rival", state(), dateline.Rival)
}

func spread(t *testing.T, s *store.Store) {
	ctx := context.Background()
	claimed := by("red-hill-front", "it", "2024-05-01", "Aldora", 9)
	claimed.Claim = dateline.Claim{State: dateline.Claimed, By: []string{"red-hill-front"}}
	undated := by("red-hill-front", "it", "", "Cassim", 2)
	names := addAll(t, s,
		story{name: "one", published: "2024-05-02", events: []dateline.Event{claimed}},
		story{name: "two", published: "2023-05-12", events: []dateline.Event{by("red-hill-front", "it", "2023-05-11", "Berin", 3)}},
		story{name: "three", published: "2024-08-22", events: []dateline.Event{by("red-hill-front", "it", "2024-08-21", "Aldora", -1)}},
		story{name: "undated", published: "2022-01-01", events: []dateline.Event{undated}})
	sum := func() string {
		t.Helper()
		all, err := s.Spread(ctx, "red-hill-front")
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, x := range all.Roles {
			fmt.Fprintf(&b, "%s=%d ", x.Role, x.Incidents)
		}
		for _, x := range all.Years {
			fmt.Fprintf(&b, "%d=%d/%d/%d ", x.Year, x.Incidents, x.Killed, x.KilledIn)
		}
		for _, x := range all.Provinces {
			fmt.Fprintf(&b, "%s/%s=%d ", x.Country, x.Admin1, x.Incidents)
		}
		return b.String() + all.First.ID + " " + all.Last.ID
	}
	was := "perpetrator=4 claims=1 2023=1/3/1 2024=2/9/1 0=1/2/1 XA/North=2 XA/South=1 XB/Coast=1 2023-05-11-berin 2024-08-21-aldora"
	check(t, "spread", sum(), was)
	for id, name := range names {
		if name != "one" {
			continue
		}
		done := apply(t, s, store.Edit{Kind: store.EditSet, Subject: "2024-05-01-aldora", Path: "killed", Value: []byte(`11`)})
		check(t, "another figure", sum(), strings.Replace(was, "2/9/1", "2/11/1", 1))
		undo(t, s, done.ID)
		done = apply(t, s, store.Edit{Kind: store.EditReject, Subject: id + "/e1"})
		check(t, "rejected", sum(), "perpetrator=3 2023=1/3/1 2024=1/0/0 0=1/2/1 XA/North=1 XA/South=1 XB/Coast=1 2023-05-11-berin 2024-08-21-aldora")
		undo(t, s, done.ID)
	}
	done := apply(t, s, store.Edit{Kind: store.EditMerge, Subject: "2024-05-01-aldora", Into: "2024-08-21-aldora"})
	undo(t, s, done.ID)
	check(t, "undone", sum(), was)
	for _, c := range []struct {
		from, to string
		want     int
	}{{"", "", 1}, {"2024-05-01", "", 1}, {"2024-05-02", "", 0}, {"", "2024-05-01", 0}, {"2024-01-01", "2024-06-01", 1}} {
		var from, to time.Time
		if c.from != "" {
			from = date(t, c.from)
		}
		if c.to != "" {
			to = date(t, c.to)
		}
		n, err := s.Claimed(ctx, "red-hill-front", from, to)
		if err != nil || n != c.want {
			t.Errorf("claimed from %q to %q: got %d, %v, want %d", c.from, c.to, n, err, c.want)
		}
	}
	check(t, "once more", dossier(t, s, "red-hill-front"), "red-hill-front: red-hill-front=0 | 2023-05-11-berin 2024-05-01-aldora 2024-08-21-aldora undated-cassim")
}
