package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// A conformance is a case that is run over both databases.
type conformance struct {
	name string
	run  func(t *testing.T, s *store.Store)
}

// conform runs cases, each over an empty record, and looks whether the record is sound afterwards.
func conform(t *testing.T, cases []conformance) {
	for _, h := range harnesses {
		t.Run(h.name, func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.name, func(t *testing.T) {
					where := h.where(t)
					c.run(t, open(t, where))
					sound(t, escaped(where))
				})
			}
		})
	}
}

func TestConformance(t *testing.T) {
	conform(t, []conformance{
		{"a report is kept whole", keptWhole},
		{"the same bytes again change nothing", sameBytes},
		{"reports become incidents", reportsBecomeIncidents},
		{"copies are folded", copiesFolded},
		{"updates take the place of older versions", updates},
		{"a copy with another figure is linked", copyWithFigure},
		{"merge and undo", mergeAndUndo},
		{"split and undo", splitAndUndo},
		{"split of what several outlets tell", splitOutlets},
		{"move and undo", moveAndUndo},
		{"set and undo", setAndUndo},
		{"reject, confirm and undo", rejectAndConfirm},
		{"aliases", aliases},
		{"a refused alias parts dossiers", refusedAlias},
		{"a name is given to another", givenName},
		{"what is said of an actor", saidOf},
		{"who claims and who confirms", standsOf},
		{"rival claims", rivalClaims},
		{"incidents of an actor are counted", spread},
		{"rulings survive later reports", rulingsSurvive},
		{"a report is read again", readAgain},
		{"what is refused", refused},
		{"odd texts", oddTexts},
		{"search is folded in any script", searchFolded},
		{"filters and orders", filters},
		{"common words", commonWords},
		{"pages", pages},
		{"reports are gone through", goneThrough},
		{"forecasts", forecasts},
		{"spellings of one name", spelledNames},
		{"what is set is grouped anew", groupedAnew},
		{"a figure as a plain number", plainNumber},
	})
}

func keptWhole(t *testing.T, s *store.Store) {
	ctx := context.Background()
	one := story{name: "one", site: "Site A", url: "https://a.example/one", published: "2024-05-02T10:00:00+03:00", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}}
	raw, record := one.made()
	added := one.add(t, s)
	check(t, "id", added.Report, record.Document.ID)
	check(t, "incidents", strings.Join(added.Incidents, " "), "2024-05-01-aldora")
	check(t, "changes", added.Changes[0].Words, "new incident 2024-05-01-aldora: bombing, killed 9")

	report, err := s.Report(ctx, added.Report)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "published", report.Published, "2024-05-02T10:00:00+03:00")
	check(t, "source", report.Source, added.Report)
	check(t, "retrieved", report.Retrieved, raw.Retrieved)

	source, err := s.Source(ctx, added.Report)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(source.Bytes, raw.Bytes) || source.Name != "one" || source.ContentType != "text/plain" {
		t.Errorf("source: got %+v", source)
	}
	read, err := s.Record(ctx, added.Report)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(read)
	want, _ := json.Marshal(record)
	check(t, "record", string(got), string(want))

	for what, err := range map[string]error{
		"report":   second(s.Report(ctx, "sha256:none")),
		"record":   second(s.Record(ctx, "sha256:none")),
		"source":   second(s.Source(ctx, "sha256:none")),
		"incident": second(s.Incident(ctx, "none")),
		"actor":    second(s.Actor(ctx, "none")),
	} {
		if !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%s that is not there: got error %v, want %v", what, err, store.ErrUnknown)
		}
	}
	raw.Bytes = []byte("other bytes")
	if _, err := s.Add(ctx, raw, record, link.Groups); err == nil || !strings.Contains(err.Error(), "other bytes") {
		t.Errorf("a record of other bytes: got error %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

func sameBytes(t *testing.T, s *store.Store) {
	one := story{name: "one", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}}
	names := addAll(t, s, one)
	before := statistics(t, s)
	again := one.add(t, s)
	check(t, "known", again.Known, true)
	check(t, "incidents", strings.Join(again.Incidents, " "), "2024-05-01-aldora")
	check(t, "changes", len(again.Changes), 0)
	check(t, "statistics", statistics(t, s), before)
	check(t, "shape", shape(t, s, names), "2024-05-01-aldora: one")
}

func statistics(t *testing.T, s *store.Store) store.Statistics {
	t.Helper()
	n, err := s.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	n.Bytes = 0
	return *n
}

func reportsBecomeIncidents(t *testing.T, s *store.Store) {
	month := event("bombing", "2024-05-01", "Aldora", 9)
	month.Time.Grain, month.Time.End.At, month.Main = "month", month.Time.Start.At.AddDate(0, 1, 0), false
	old := event("armed-assault", "2021-08-26", "Berin", 13)
	old.Main = false
	names := addAll(t, s,
		story{name: "one", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}},
		story{name: "two", published: "2024-05-03", events: []dateline.Event{bombing("2024-05-01", "Aldora", 11), old}},
		story{name: "apart", published: "2024-05-03", events: []dateline.Event{bombing("2024-05-01", "Berin", 3)}},
		story{name: "week later", published: "2024-05-09", events: []dateline.Event{bombing("2024-05-08", "Aldora", 2)}},
		story{name: "undated", published: "2024-05-03", events: []dateline.Event{event("arson", "", "", -1)}},
	)
	check(t, "shape", shape(t, s, names), strings.TrimSpace(`
2021-08-26-berin: two/e2
2024-05-01-aldora: one two
2024-05-01-berin: apart
2024-05-08-aldora: week later
undated-unplaced: undated`))
	i, err := s.Incident(context.Background(), "2024-05-01-aldora")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "killed", i.Entry.Killed.String(), "11")
	check(t, "place", i.Place.ID, "x/aldora")
	check(t, "reasons", len(i.Links[0].Reasons) > 0 && i.Links[0].Score > 0, true)
	changes, err := s.ChangesOf(context.Background(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, c := range changes {
		words = append(words, c.Words)
	}
	check(t, "changes", strings.Join(words, "\n"), "new incident 2024-05-01-aldora: bombing, killed 9\none more telling\nkilled 11, was 9")
}

func copiesFolded(t *testing.T, s *store.Store) {
	wire := prose("wire", 150)
	events := []dateline.Event{bombing("2024-05-01", "Aldora", 9)}
	names := addAll(t, s,
		story{name: "wire", site: "Wire", published: "2024-05-02", text: wire, events: events},
		story{name: "copy", site: "Daily", published: "2024-05-02", text: wire + " " + prose("ending", 8), events: events},
		story{name: "another", site: "Weekly", published: "2024-05-03", text: prose("start", 5) + " " + wire, events: events},
		story{name: "own", site: "Own", published: "2024-05-03", events: events},
	)
	check(t, "shape", shape(t, s, names), "2024-05-01-aldora: wire(copy)(another) own")
	for id, name := range names {
		r, err := s.Report(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if name == "copy" {
			check(t, "source", names[r.Source], "wire")
		}
		if name == "wire" {
			check(t, "copies", len(r.Copies), 2)
		}
	}
}

func updates(t *testing.T, s *store.Store) {
	text := prose("first", 150)
	names := addAll(t, s,
		story{name: "other", site: "B", published: "2024-05-01T12:00:00Z", events: []dateline.Event{bombing("2024-05-01", "Aldora", 5)}},
		story{name: "first", site: "A", published: "2024-05-01T10:00:00Z", text: text, events: []dateline.Event{bombing("2024-05-01", "Aldora", 5)}},
		story{name: "copy", site: "C", published: "2024-05-01T11:00:00Z", text: text, events: []dateline.Event{bombing("2024-05-01", "Aldora", 5)}},
		story{name: "second", site: "A", published: "2024-05-01T18:00:00Z", text: text + " nine", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}},
	)
	check(t, "shape", shape(t, s, names), "2024-05-01-aldora: other second(first)(copy)")
	late := story{name: "between", site: "A", published: "2024-05-01T15:00:00Z", text: text + " seven", events: []dateline.Event{bombing("2024-05-01", "Aldora", 7)}}
	added := late.add(t, s)
	names[added.Report] = late.name
	check(t, "newer", names[added.Newer], "second")
	check(t, "shape", shape(t, s, names), "2024-05-01-aldora: other second(first)(copy)(between)")
	i, err := s.Incident(context.Background(), "2024-05-01-aldora")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "killed", i.Entry.Killed.String(), "9")
}

func copyWithFigure(t *testing.T, s *store.Store) {
	text := prose("wire", 150)
	names := addAll(t, s,
		story{name: "wire", site: "Wire", published: "2024-05-01", text: text, events: []dateline.Event{bombing("2024-05-01", "Aldora", 5)}},
		story{name: "changed", site: "Daily", published: "2024-05-02", text: text + " six", events: []dateline.Event{bombing("2024-05-01", "Aldora", 6)}},
	)
	check(t, "shape", shape(t, s, names), "2024-05-01-aldora: wire changed")
	for id, name := range names {
		if name == "changed" {
			told, _, _, err := s.Telling(context.Background(), id+"/e1")
			if err != nil {
				t.Fatal(err)
			}
			check(t, "source", names[told.Source], "wire")
		}
	}
}

func oddTexts(t *testing.T, s *store.Store) {
	odd := story{name: "odd \x00 \xff", text: "\x00\xff\ufffe", url: "https://a.example/\x00", site: "\xff", published: "someday", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)},
		actors: []dateline.Actor{{ID: "odd", Name: "Odd \x00 one", Aliases: []string{"\xff"}, Kind: "person"}}}
	odd.events[0].Place.Name = "Al\x00dora \xff"
	empty := story{name: "", text: " "}
	long := story{name: "long", text: strings.Repeat("x", 1<<20) + " " + prose("long", 200_000)}
	for _, one := range []story{odd, empty, long} {
		added := one.add(t, s)
		if _, err := s.Record(context.Background(), added.Report); err != nil {
			t.Error(err)
		}
	}
}
