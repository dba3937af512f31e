package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/store"
)

func railsOfIncidents(t *testing.T, s *store.Store) {
	ctx := context.Background()
	one := added(t, s, attack("one", "A", "2024-05-02"), nil)
	two := added(t, s, attack("two", "B", "2024-05-03"), func(r *dateline.Record) { r.Events[0].Casualties[0].Low, r.Events[0].Casualties[0].High = 11, 11 })
	entry := func() *store.Entry {
		all, err := s.Incidents(ctx, store.Filter{}, "", 10, 0)
		if err != nil || len(all) != 1 {
			t.Fatalf("incidents: got %v, %v", all, err)
		}
		return all[0]
	}
	rail := func() string {
		var all []string
		for _, standing := range entry().Rail {
			all = append(all, string(standing))
		}
		return fmt.Sprint(strings.Join(all, " "), " ", entry().Reviewed)
	}
	check(t, "at first", rail(), "machine machine machine machine machine unstated 0")
	changed := entry().Changed
	for i := range 3 {
		confirm(t, s, one, fmt.Sprintf("events.e1.casualties.%d", i))
	}
	check(t, "a figure that it does not come to", rail(), "machine machine machine machine machine unstated 1")
	for i := range 3 {
		confirm(t, s, two, fmt.Sprintf("events.e1.casualties.%d", i))
	}
	check(t, "the figure that it comes to", rail(), "machine machine machine accepted machine unstated 1")
	place := set(t, s, one, "events.e1.place.grain", `"district"`)
	check(t, "a place of another telling", rail(), "machine machine machine accepted machine unstated 1")
	undo(t, s, place.ID)
	kind := set(t, s, one, "events.e1.type", `"arson"`)
	undo(t, s, kind.ID)
	check(t, "accepting changes nothing", entry().Changed.Before(changed), false)
	killed := set(t, s, "2024-05-01-aldora", "killed", `12`)
	check(t, "set in the incident", rail(), "machine machine machine corrected machine unstated 1")
	undo(t, s, killed.ID)
	day := confirm(t, s, "2024-05-01-aldora", "time")
	check(t, "confirmed in the incident", rail(), "machine accepted machine accepted machine unstated 1")
	undo(t, s, day.ID)
	check(t, "and undone", rail(), "machine machine machine accepted machine unstated 1")
	confirm(t, s, "2024-05-01-aldora", "type")
	set(t, s, one, "events.e1.type", `"arson"`)
	set(t, s, two, "events.e1.type", `"arson"`)
	check(t, "a type that was corrected, and a status that nobody looked at", entry().Rail.Of(dateline.TypeKind), dateline.ByMachine)
	confirm(t, s, one, "events.e1.status")
	if entry().Rail.Of(dateline.TypeKind) != dateline.Corrected {
		t.Errorf("a type that was corrected: got %v", entry().Rail)
	}
	for _, id := range []string{one, two} {
		confirm(t, s, id, "events.e1")
	}
	check(t, "all of it", rail(), "corrected accepted accepted accepted accepted unstated 2")
	for reviewed, want := range map[store.Reviewed]int{store.ReviewedNone: 0, store.ReviewedPart: 0, store.ReviewedWhole: 1} {
		all, err := s.Incidents(ctx, store.Filter{Reviewed: &reviewed}, "", 10, 0)
		if err != nil || len(all) != want {
			t.Errorf("reviewed %d: got %d, %v, want %d", reviewed, len(all), err, want)
		}
	}
}

func reviewQueue(t *testing.T, s *store.Store) {
	ctx := context.Background()
	gap := dateline.Gap{Code: dateline.GapTimeUnresolved, Step: "extract", Field: "events.e1.time"}
	names := map[string]string{}
	text := prose("wire", 150)
	for i, one := range []story{
		{name: "small", site: "A", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 2)}},
		{name: "wire", site: "A", published: "2024-05-02", text: text, events: []dateline.Event{bombing("2024-05-01", "Berin", 40)}},
		{name: "copy", site: "B", published: "2024-05-02", text: text + " so", events: []dateline.Event{bombing("2024-05-01", "Berin", 40)}},
		{name: "doubt", site: "B", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Cassim", 5)}},
		{name: "more doubt", site: "A", published: "2024-05-02", events: []dateline.Event{bombing("2024-06-01", "Cassim", -1)}},
		{name: "first", site: "C", url: "https://c.example/a", published: "2024-05-02T10:00:00Z", text: prose("c", 150), events: []dateline.Event{bombing("2024-05-09", "Cassim", 5)}},
		{name: "second", site: "C", url: "https://c.example/a", published: "2024-05-02T12:00:00Z", text: prose("c", 150) + " so", events: []dateline.Event{bombing("2024-05-09", "Cassim", 5)}},
	} {
		id := added(t, s, one, func(r *dateline.Record) {
			if i >= 3 && i < 5 {
				r.Gaps = append(r.Gaps, gap, dateline.Gap{Code: dateline.GapPlaceUnstated, Step: "extract", Field: "events.e1.place"})
			}
			if i == 4 {
				r.Gaps = append(r.Gaps, dateline.Gap{Code: dateline.GapActorAmbiguous, Step: "extract", Field: "actors.x"})
				r.Document.Language = "ar"
			}
		})
		names[id] = one.name
	}
	ids := map[string]string{}
	for id, name := range names {
		ids[name] = id
	}
	queue := func(f store.QueueFilter, order store.QueueOrder, limit int) string {
		all, err := s.Queue(ctx, f, order, limit)
		if err != nil {
			t.Fatal(err)
		}
		var b []string
		for _, q := range all {
			b = append(b, names[q.Report])
		}
		return strings.Join(b, ", ")
	}
	for _, c := range []struct {
		filter store.QueueFilter
		order  store.QueueOrder
		limit  int
		want   string
	}{
		{store.QueueFilter{}, store.ByDoubt, 10, "more doubt, doubt, second, wire, small"},
		{store.QueueFilter{}, store.ByToll, 10, "wire, second, doubt, small, more doubt"},
		{store.QueueFilter{}, store.ByNewness, 10, "second, more doubt, doubt, wire, small"},
		{store.QueueFilter{}, store.ByToll, 2, "wire, second"},
		{store.QueueFilter{After: ids["second"]}, store.ByToll, 2, "doubt, small"},
		{store.QueueFilter{Before: ids["small"]}, store.ByToll, 2, "second, doubt"},
		{store.QueueFilter{After: ids["doubt"]}, store.ByDoubt, 1, "second"},
		{store.QueueFilter{After: ids["wire"]}, store.ByNewness, 5, "small"},
		{store.QueueFilter{Site: "A"}, store.ByDoubt, 5, "more doubt, wire, small"},
		{store.QueueFilter{Site: "A", After: ids["wire"]}, store.ByToll, 5, "small, more doubt"},
		{store.QueueFilter{Language: "ar"}, store.ByNewness, 5, "more doubt"},
		{store.QueueFilter{Language: "en", Site: "B"}, store.ByNewness, 5, "doubt"},
		{store.QueueFilter{Site: "none"}, store.ByToll, 5, ""},
	} {
		check(t, fmt.Sprintf("%+v by %s", c.filter, c.order), queue(c.filter, c.order, c.limit), c.want)
	}
	if _, err := s.Queue(ctx, store.QueueFilter{After: "sha256:none"}, store.ByToll, 5); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("after what is not there: got error %v", err)
	}
	if _, err := s.Queue(ctx, store.QueueFilter{}, "colour", 5); err == nil {
		t.Error("by colour: got no error")
	}
	progress, err := s.Progress(ctx, []string{ids["more doubt"], ids["copy"]})
	if err != nil {
		t.Fatal(err)
	}
	since := progress[ids["more doubt"]].Added
	check(t, "since one was added", queue(store.QueueFilter{Since: since}, store.ByToll, 5), "second, more doubt")
	check(t, "since one was added, in a language", queue(store.QueueFilter{Since: since, Language: "ar"}, store.ByToll, 5), "more doubt")
	check(t, "since tomorrow", queue(store.QueueFilter{Since: time.Now().Add(24 * time.Hour)}, store.ByNewness, 5), "")
	check(t, "doubts", strings.Join(progress[ids["more doubt"]].Doubts, " "), "time-unresolved actor-ambiguous")
	check(t, "no toll", progress[ids["more doubt"]].Toll == nil, true)
	check(t, "a copy's toll", *progress[ids["copy"]].Toll, 40)

	backlog := func() string {
		b, err := s.Backlog(ctx)
		if err != nil {
			t.Fatal(err)
		}
		n, err := s.Waiting(ctx)
		if err != nil || n != b.Waiting {
			t.Errorf("%d reports wait, %v; want %d", n, err, b.Waiting)
		}
		return fmt.Sprint(b.Waiting, b.Week, b.Languages, b.Sites)
	}
	check(t, "backlog", backlog(), "5 0 map[ar:1 en:4] map[A:3 B:1 C:1]")
	confirm(t, s, ids["wire"], "events.e1")
	last := confirm(t, s, ids["wire"], "document.published")
	check(t, "one done", queue(store.QueueFilter{}, store.ByToll, 10), "second, doubt, small, more doubt")
	check(t, "after one that is done", queue(store.QueueFilter{After: ids["wire"]}, store.ByToll, 10), "second, doubt, small, more doubt")
	check(t, "backlog without it", backlog(), "4 1 map[ar:1 en:3] map[A:2 B:1 C:1]")
	undo(t, s, last.ID)
	check(t, "backlog with it again", backlog(), "5 0 map[ar:1 en:4] map[A:3 B:1 C:1]")
	set(t, s, ids["doubt"], "document.site", `"D"`)
	check(t, "another outlet", backlog(), "5 0 map[ar:1 en:4] map[A:3 C:1 D:1]")
}

func doubtsSettled(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", ""), func(r *dateline.Record) {
		r.Document.Published = nil
		r.Gaps = []dateline.Gap{{Code: dateline.GapPublishedUnknown, Step: "page"}, {Code: dateline.GapFigureConflict, Step: "extract", Field: "events.e1.casualties"},
			{Code: dateline.GapTimeUnresolved, Step: "extract", Field: "events.e1.time"}}
	})
	doubts := func() string {
		progress, err := s.Progress(ctx, []string{id})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(progress[id].Doubts, " ")
	}
	check(t, "at first", doubts(), "published-unknown figure-conflict time-unresolved")
	set(t, s, id, "document.published", `{"at":"2024-05-02","basis":"argument"}`)
	confirm(t, s, id, "events.e1.casualties.0")
	confirm(t, s, id, "events.e1.casualties.1")
	check(t, "two of three figures", doubts(), "figure-conflict time-unresolved")
	reject(t, s, id, "events.e1.casualties.2")
	check(t, "the third rejected", doubts(), "time-unresolved")
	done := reject(t, s, id, "events.e1.time")
	check(t, "no time", doubts(), "")
	undo(t, s, done.ID)
	check(t, "the time again", doubts(), "time-unresolved")
}

func outlets(t *testing.T, s *store.Store) {
	ctx := context.Background()
	told := func() string {
		all, err := s.Sources(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, o := range all {
			lines = append(lines, fmt.Sprintf("%s: %d reports, first %d, %d of %d corrected, %d superseded", o.Site, o.Reports, o.First, o.Corrected, o.Decided, o.Superseded))
		}
		return strings.Join(lines, "\n")
	}
	early := added(t, s, attack("early", "A", "2024-05-01T10:00:00Z"), nil)
	check(t, "one alone is not first", told(), "A: 1 reports, first 0, 0 of 0 corrected, 0 superseded")
	added(t, s, attack("late", "B", "2024-05-01T12:00:00Z"), nil)
	added(t, s, attack("later", "A", "2024-05-01T18:00:00Z"), func(r *dateline.Record) { r.Events[0].Casualties[0].Low, r.Events[0].Casualties[0].High = 12, 12 })
	check(t, "two outlets, one again with another figure", told(), "A: 2 reports, first 1, 0 of 0 corrected, 1 superseded\nB: 1 reports, first 0, 0 of 0 corrected, 0 superseded")
	added(t, s, attack("same day", "C", "2024-05-01"), nil)
	check(t, "one on that day", told(), "A: 2 reports, first 0, 0 of 0 corrected, 1 superseded\nB: 1 reports, first 0, 0 of 0 corrected, 0 superseded\nC: 1 reports, first 0, 0 of 0 corrected, 0 superseded")
	confirm(t, s, early, "events.e1.type")
	set(t, s, early, "events.e1.casualties.0", `{"harm":"killed","low":12,"high":12}`)
	check(t, "corrected, and superseded no more", strings.SplitN(told(), "\n", 2)[0], "A: 2 reports, first 0, 1 of 2 corrected, 0 superseded")
	gone := apply(t, s, store.Edit{Kind: store.EditReject, Subject: early + "/e1"})
	check(t, "the first is rejected", strings.SplitN(told(), "\n", 2)[0], "A: 2 reports, first 0, 1 of 2 corrected, 0 superseded")
	undo(t, s, gone.ID)
	wire := prose("update", 150)
	for i, published := range []string{"2024-06-02T10:00:00Z", "2024-06-02T15:00:00Z"} {
		added(t, s, story{name: published, site: "D", url: "https://d.example/x", published: published, text: wire + strings.Repeat(" more", i), events: []dateline.Event{bombing("2024-06-01", "Berin", 5+i)}}, nil)
	}
	if got := told(); !strings.Contains(got, "D: 2 reports, first 0, 0 of 0 corrected, 1 superseded") {
		t.Errorf("a newer version: got\n%s", got)
	}
}

func accuracy(t *testing.T, s *store.Store) {
	ctx := context.Background()
	id := added(t, s, attack("one", "A", "2024-05-02"), nil)
	got := func() string {
		all, err := s.Accuracy(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var parts []string
		for _, f := range dateline.Fields {
			if tally, ok := all[f]; ok {
				share, _ := tally.Right()
				parts = append(parts, fmt.Sprintf("%s %+v %.2f", f, tally, share))
			}
		}
		return strings.Join(parts, "\n")
	}
	check(t, "at first", got(), "")
	confirm(t, s, id, "events.e1.casualties.0")
	set(t, s, id, "events.e1.casualties.1.low", `19`)
	gone := reject(t, s, id, "events.e1.casualties.2")
	apply(t, s, store.Edit{Kind: store.EditAdd, Subject: id, Path: "events.e1.casualties", Value: json.RawMessage(`{"harm":"detained","low":3,"high":3}`)})
	set(t, s, id, "events.e1.venue", `{"text":"`+review(t, s, id).Record.Document.Text[:4]+`","span":[0,4]}`)
	check(t, "four figures and a venue", got(), "venue {Accepted:0 Corrected:0 Rejected:0 Added:1} 0.00\ncasualty {Accepted:1 Corrected:1 Rejected:1 Added:1} 0.25")
	undo(t, s, gone.ID)
	check(t, "one less", strings.Split(got(), "\n")[1], "casualty {Accepted:1 Corrected:1 Rejected:0 Added:1} 0.33")
}

func news(t *testing.T, s *store.Store) {
	ctx := context.Background()
	now := time.Date(2024, 7, 1, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return now }
	visit := func(after time.Duration) string {
		now = now.Add(after)
		last, err := s.Visit(ctx, "r.salem")
		if err != nil {
			t.Fatal(err)
		}
		if last.IsZero() {
			return "never"
		}
		return last.Format("15:04")
	}
	check(t, "the first visit", visit(0), "never")
	check(t, "in it", visit(10*time.Minute), "never")
	check(t, "another", visit(2*time.Hour), "09:10")
	check(t, "still there", visit(59*time.Minute), "09:10")
	one := added(t, s, attack("one", "A", "2024-05-02"), nil)
	check(t, "a third", visit(2*time.Hour), "12:09")
	since := now
	now = now.Add(time.Minute)
	added(t, s, attack("two", "B", "2024-05-03"), func(r *dateline.Record) {
		r.Events[0].Casualties[0].Low, r.Events[0].Casualties[0].High = 11, 11
		r.Statements = append(r.Statements, dateline.Statement{ID: "s1", Act: dateline.Denies, Events: []string{"e1"}})
	})
	added(t, s, story{name: "other", site: "B", published: "2024-05-03", events: []dateline.Event{bombing("2024-05-02", "Berin", 3)}}, nil)
	set(t, s, one, "events.e1.casualties.1.low", `19`)
	if _, err := s.Apply(ctx, store.Edit{Kind: store.EditSet, Author: "r.salem", Subject: one, Path: "events.e1.casualties.2.low", Value: json.RawMessage(`0`)}); err != nil {
		t.Fatal(err)
	}
	get := func(user string) string {
		n, err := s.News(ctx, user, since, 1)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("new %v tolls %v claims %v denials %v merged %v corrected %v", n.New, n.Tolls, n.Claims, n.Denials, n.Merged, n.Corrected)
	}
	want := "new {1 [2024-05-02-berin]} tolls {1 [2024-05-01-aldora]} claims {0 []} denials {1 [2024-05-01-aldora]} merged {0 []} corrected {1 [" + one + "]}"
	check(t, "news", get("r.salem"), want)
	check(t, "news without one's own", get("N. Editor"), want)
	since = now.Add(time.Minute)
	check(t, "nothing new", get("r.salem"), "new {0 []} tolls {0 []} claims {0 []} denials {0 []} merged {0 []} corrected {0 []}")

	settings := store.Settings{Locale: "ar", Theme: "dark", Digits: "latin", NoKeys: true}
	for _, user := range []string{"", "r.salem"} {
		if got, err := s.Settings(ctx, user); err != nil || got != (store.Settings{}) {
			t.Errorf("settings at first: got %v, %v", got, err)
		}
		if err := s.KeepSettings(ctx, user, settings); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Settings(ctx, user); err != nil || got != settings {
			t.Errorf("settings: got %v, %v", got, err)
		}
		settings.Locale = "en"
	}
	if err := s.KeepSettings(ctx, "", store.Settings{Theme: "red"}); err == nil {
		t.Error("a theme that there is not: got no error")
	}
}
