package link

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline"
)

// A sketch is a telling in short: "A 2024-05-01 Baidoa bombing 9".
func sketch(t *testing.T, report, when, place, kind string, killed int) *dateline.Telling {
	t.Helper()
	told := &dateline.Telling{Report: report, Source: report, Event: dateline.Event{ID: "e1", Type: kind, Status: dateline.Happened}}
	if when != "" {
		start, err := time.Parse("2006-01-02", (when + "-01-01")[:10])
		if err != nil {
			t.Fatal(err)
		}
		grain, end := dateline.Day, start.AddDate(0, 0, 1)
		switch len(when) {
		case 7:
			grain, end = dateline.Month, start.AddDate(0, 1, 0)
		case 4:
			grain, end = dateline.Year, start.AddDate(1, 0, 0)
		}
		told.Event.Time = &dateline.Time{Start: dateline.Moment{At: start}, End: dateline.Moment{At: end}, Grain: grain}
	}
	if p, ok := places[place]; ok {
		lat, lon := p.lat, p.lon
		told.Event.Place = &dateline.Place{Name: place, Country: p.country, Admin1: p.province, Lat: &lat, Lon: &lon, Grain: p.grain, ID: strings.ToLower(place)}
	}
	if killed > 0 {
		told.Event.Casualties = []dateline.Casualty{{Harm: dateline.Killed, Low: killed, High: killed}}
	}
	return told
}

var places = map[string]struct {
	country, province, grain string
	lat, lon                 float64
}{
	"Baidoa":  {"SO", "Bay", dateline.Town, 3.11, 43.65},
	"Afgooye": {"SO", "Lower Shabelle", dateline.Town, 2.14, 45.12},
	"Bay":     {"SO", "Bay", dateline.Province, 2.8, 43.5},
	"Somalia": {"SO", "", dateline.CountryGrain, 5, 46},
	"Gusau":   {"NG", "Zamfara", dateline.Town, 12.17, 6.66},
}

func groupsOf(tellings []*dateline.Telling, rulings dateline.Rulings) string {
	return groupsBy(Taught(), tellings, rulings)
}

func groupsBy(weights *Weights, tellings []*dateline.Telling, rulings dateline.Rulings) string {
	var lines []string
	for _, g := range weights.Groups(tellings, rulings) {
		var keys []string
		for _, l := range g.Links {
			keys = append(keys, strings.TrimSuffix(l.Telling, "/e1"))
		}
		lines = append(lines, strings.Join(keys, " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, ", ")
}

func TestGroups(t *testing.T) {
	prior, err := Prior()
	if err != nil {
		t.Fatal(err)
	}
	at := func(report, when, place, kind string, killed int) *dateline.Telling {
		return sketch(t, report, when, place, kind, killed)
	}
	morning := func(told *dateline.Telling, hour int) *dateline.Telling {
		start := told.Event.Time.Start.At.Add(time.Duration(hour) * time.Hour)
		told.Event.Time = &dateline.Time{Start: dateline.Moment{At: start, Clock: true}, End: dateline.Moment{At: start.Add(time.Hour), Clock: true}, Grain: dateline.Hour}
		return told
	}
	in := func(told *dateline.Telling, venue string) *dateline.Telling {
		told.Event.Venue = &dateline.Words{Text: venue}
		return told
	}
	published := func(told *dateline.Telling, day string) *dateline.Telling {
		told.Published, _ = time.Parse(time.DateOnly, day)
		told.Event.Main = true
		return told
	}
	shot := func(told *dateline.Telling, victim string) *dateline.Telling {
		told.Event.Roles = []dateline.Role{{Role: dateline.Victim, Words: dateline.Words{Text: victim}}}
		return told
	}
	as := func(told *dateline.Telling, report, event string) *dateline.Telling {
		told.Report, told.Event.ID = report, event
		return told
	}
	apart := func(edit int64, sides ...string) dateline.Rulings {
		rulings := dateline.Rulings{Apart: map[string][]dateline.Side{}}
		for i, side := range sides {
			for _, report := range strings.Fields(side) {
				rulings.Apart[report+"/e1"] = []dateline.Side{{Edit: edit, Second: i == 1}}
			}
		}
		return rulings
	}
	for _, test := range []struct {
		name     string
		tellings []*dateline.Telling
		rulings  dateline.Rulings
		want     string
	}{
		{"a toll that grows", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Baidoa", "suicide-bombing", 14)}, dateline.Rulings{}, "a b"},
		{"two towns", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Afgooye", "bombing", 9)}, dateline.Rulings{}, "a, b"},
		{"a week later", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-08", "Baidoa", "bombing", 9)}, dateline.Rulings{}, "a, b"},
		{"a bombing and a stabbing", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Baidoa", "stabbing", 1)}, dateline.Rulings{}, "a, b"},
		{"morning and evening", []*dateline.Telling{morning(at("a", "2024-05-01", "Baidoa", "bombing", 9), 8), morning(at("b", "2024-05-01", "Baidoa", "bombing", 3), 19)}, dateline.Rulings{}, "a, b"},
		{"late in the evening and early the next day", []*dateline.Telling{morning(at("a", "2024-05-01", "Baidoa", "bombing", 9), 23), morning(at("b", "2024-05-02", "Baidoa", "bombing", 9), 1)}, dateline.Rulings{}, "a b"},
		{"two days running, and nothing more in common", []*dateline.Telling{in(at("a", "2024-05-01", "Baidoa", "bombing", 9), "a market"), in(at("b", "2024-05-02", "Baidoa", "bombing", 3), "a mosque")}, dateline.Rulings{}, "a, b"},
		{"told before it happened", []*dateline.Telling{published(at("a", "", "Baidoa", "bombing", 9), "2024-04-20"), at("b", "2024-05-01", "Baidoa", "bombing", 9)}, dateline.Rulings{}, "a, b"},
		{"told without a day, right after", []*dateline.Telling{published(at("a", "", "Baidoa", "bombing", 9), "2024-05-02"), at("b", "2024-05-01", "Baidoa", "bombing", 9)}, dateline.Rulings{}, "a b"},
		{"one victim's name", []*dateline.Telling{shot(at("a", "2024-05-01", "Baidoa", "assassination", 1), "Abdi Warsame, a judge"), shot(at("b", "2024-05-01", "Baidoa", "attack", 1), "Judge Warsame")}, dateline.Rulings{}, "a b"},
		{"two victims' names", []*dateline.Telling{shot(at("a", "2024-05-01", "Baidoa", "attack", 1), "Abdi Warsame, a judge"), shot(at("b", "2024-05-01", "Baidoa", "attack", 1), "Hodan Nur")}, dateline.Rulings{}, "a, b"},
		{"a mixed report does not draw two together", []*dateline.Telling{
			in(at("a", "2024-05-01", "Baidoa", "bombing", 40), "a fish market"), in(at("b", "2024-05-01", "Baidoa", "bombing", 42), "the fish market"),
			in(at("c", "2024-05-01", "Baidoa", "bombing", 3), "the barracks"), in(at("d", "2024-05-01", "Baidoa", "bombing", 3), "a barracks"),
			in(at("e", "2024-05-01", "Baidoa", "bombing", 40), "a market and the barracks")}, dateline.Rulings{}, "a b e, c d"},
		{"a market and a barracks, tolls apart", []*dateline.Telling{in(at("a", "2024-05-01", "Baidoa", "bombing", 40), "a fish market"), in(at("b", "2024-05-01", "Baidoa", "bombing", 3), "the barracks")}, dateline.Rulings{}, "a, b"},
		{"told by the province", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Bay", "bombing", 9)}, dateline.Rulings{}, "a b"},
		{"told later by the year", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024", "Baidoa", "attack", 9)}, dateline.Rulings{}, "a b"},
		{"told by the year, and two could be meant", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-07-01", "Baidoa", "bombing", 9), at("c", "2024", "Baidoa", "bombing", 0)}, dateline.Rulings{}, "a, b, c"},
		{"one report's two events", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), as(at("", "2024-05-01", "Baidoa", "bombing", 9), "b", "e1"), as(at("", "2024-05-01", "Baidoa", "bombing", 3), "b", "e2")}, dateline.Rulings{}, "a b, b/e2"},
		{"only the country is told", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024", "Somalia", "attack", 0)}, dateline.Rulings{}, "a, b"},
		{"an editor has put them together", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-08", "Baidoa", "bombing", 9)}, dateline.Rulings{In: map[string]string{"a/e1": "x", "b/e1": "x"}}, "a b"},
		{"an editor has parted them", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Baidoa", "bombing", 9)}, dateline.Rulings{In: map[string]string{"a/e1": "x", "b/e1": "y"}}, "a, b"},
		{"an editor keeps them apart", []*dateline.Telling{at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Baidoa", "bombing", 9)}, apart(1, "a", "b"), "a, b"},
		{"a third does not draw together what is kept apart", []*dateline.Telling{
			at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Baidoa", "bombing", 9), at("c", "2024-05-01", "Baidoa", "bombing", 9)}, apart(1, "a", "b"), "a c, b"},
		{"on one side they may be together", []*dateline.Telling{
			at("a", "2024-05-01", "Baidoa", "bombing", 9), at("b", "2024-05-01", "Baidoa", "bombing", 9), at("c", "2024-05-01", "Baidoa", "bombing", 9)}, apart(1, "a b", "c"), "a b, c"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for name, weights := range map[string]*Weights{"taught": Taught(), "believed before": prior} {
				if got := groupsBy(weights, test.tellings, test.rulings); got != test.want {
					t.Errorf("%s: got %s, want %s", name, got, test.want)
				}
			}
		})
	}
}

// A made-up month of attacks, each told by some reports that differ: however they are
// shuffled, the groups are the same.
func TestGroupsDoNotDependOnTheOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var tellings []*dateline.Telling
	kinds := []string{"bombing", "suicide-bombing", "armed-assault", "clash", "attack", "kidnapping"}
	towns := []string{"Baidoa", "Afgooye", "Bay", "Gusau", "Somalia"}
	for i := range 120 {
		when := fmt.Sprintf("2024-05-%02d", 1+random.IntN(9))
		if random.IntN(5) == 0 {
			when = "2024-05"
		}
		tellings = append(tellings, sketch(t, fmt.Sprintf("r%03d", i), when, towns[random.IntN(len(towns))], kinds[random.IntN(len(kinds))], random.IntN(20)))
	}
	rulings := dateline.Rulings{Apart: map[string][]dateline.Side{}}
	for i := range 40 {
		rulings.Apart[fmt.Sprintf("r%03d/e1", i)] = []dateline.Side{{Edit: int64(i / 4), Second: i%2 == 1}}
	}
	want := groupsOf(slices.Clone(tellings), rulings)
	for range 50 {
		random.Shuffle(len(tellings), func(i, j int) { tellings[i], tellings[j] = tellings[j], tellings[i] })
		if got := groupsOf(slices.Clone(tellings), rulings); got != want {
			t.Fatalf("got %s\nwant %s", got, want)
		}
	}
}

// The reasons of a link are those of the best fit, the strongest first, each with its weight.
func TestReasons(t *testing.T) {
	weights, err := Prior()
	if err != nil {
		t.Fatal(err)
	}
	a, b := sketch(t, "a", "2024-05-01", "Baidoa", "bombing", 9), sketch(t, "b", "2024-05-01", "Baidoa", "bombing", 9)
	fit := weights.Compare(a, b)
	want := []string{"same day (+3.0)", "same place, Baidoa (+3.0)", "bombing both (+1.5)", "killed 9 both (+1.5)"}
	if !slices.Equal(fit.For(), want) || !slices.Equal(fit.Against(), []string{"any two (-4.5)"}) || fit.Score != 4.5 {
		t.Errorf("got %g for %q against %q, want 4.5 for %q", fit.Score, fit.For(), fit.Against(), want)
	}
	if back := weights.Compare(b, a); back.Score != fit.Score {
		t.Errorf("got %g one way and %g the other", fit.Score, back.Score)
	}
	if g := weights.Groups([]*dateline.Telling{a, b}, dateline.Rulings{}); len(g) != 1 || !slices.Equal(g[0].Links[0].Reasons, want) {
		t.Errorf("got %+v", g)
	}
	again := sketch(t, "c", "2024-05-20", "Baidoa", "bombing", 9)
	if against := weights.Compare(a, again).Against(); !slices.Contains(against, "19 days apart (-12.0)") {
		t.Errorf("got %q", against)
	}
}

func BenchmarkGroups(b *testing.B) {
	t := &testing.T{}
	var tellings []*dateline.Telling
	for i := range 60 {
		tellings = append(tellings, sketch(t, fmt.Sprintf("r%03d", i), fmt.Sprintf("2024-05-%02d", 1+i%5), []string{"Baidoa", "Afgooye", "Bay"}[i%3], "bombing", i%20))
	}
	b.ReportAllocs()
	for b.Loop() {
		Groups(tellings, dateline.Rulings{})
	}
}
