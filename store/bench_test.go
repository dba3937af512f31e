package store_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// A world makes reports up as they come: few towns and groups have most of the events, a day
// has a few, a report tells of one or two, and one in ten copies another.
type world struct {
	dice   *rand.Rand
	number int
	events []dateline.Event // the last ones
	last   []string         // texts of the last reports
}

// skewed gives a number below n, small ones most often.
func (w *world) skewed(n int) int { return int(math.Pow(float64(n), w.dice.Float64())) - 1 }

func (w *world) event(day int) dateline.Event {
	country := w.skewed(60)
	town := w.skewed(400)
	start := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
	kind := []string{"armed-assault", "bombing", "shelling", "clash", "air-strike", "kidnapping", "arson", "assassination"}[w.skewed(8)]
	e := event(kind, start.Format(time.DateOnly), "", w.skewed(60))
	place := rand.New(rand.NewPCG(uint64(country), uint64(town)))
	lat, lon := float64(country%12)*10-50+place.Float64()*6, float64(country/12)*30-60+place.Float64()*6
	e.Place = &dateline.Place{Name: fmt.Sprintf("Town %d", town), Country: fmt.Sprintf("%c%c", 'A'+country/26, 'A'+country%26), Admin1: fmt.Sprintf("Province %d", town%9),
		Lat: &lat, Lon: &lon, Grain: dateline.Town, ID: fmt.Sprintf("%d/%d", country, town)}
	if w.dice.IntN(4) > 0 {
		e.Roles = append(e.Roles, dateline.Role{Role: dateline.Perpetrator, Actor: fmt.Sprintf("group-%d-%d", country, w.skewed(12)), Basis: dateline.RoleBlamed})
		if w.dice.IntN(6) == 0 {
			e.Claim = dateline.Claim{State: dateline.Claimed, By: []string{e.Roles[0].Actor}}
		}
	}
	switch w.dice.IntN(12) {
	case 0: // by the province
		e.Place.Grain, e.Place.ID = dateline.Province, fmt.Sprintf("%d/p%d", country, town%9)
	case 1: // by the month
		e.Time.Grain, e.Time.End.At = dateline.Month, e.Time.Start.At.AddDate(0, 1, 0)
	case 2:
		e.Time = nil
	}
	return e
}

// prose makes a text of 40,000 words, few of which are most of it.
func (w *world) prose(words int) string {
	var b strings.Builder
	for range words {
		for n := w.skewed(40000) + 26; n > 0; n /= 26 {
			b.WriteByte(byte('a' + n%26))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func (w *world) next() story {
	w.number++
	day := w.number / 90
	s := story{name: strconv.Itoa(w.number), site: fmt.Sprintf("Site %d", w.skewed(300)), published: time.Date(2015, 1, 2+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)}
	s.text = w.prose(300 + w.dice.IntN(300))
	if len(w.last) > 0 && w.dice.IntN(10) == 0 {
		s.text = w.last[w.dice.IntN(len(w.last))] + " " + w.prose(9)
	}
	w.last = append(w.last[max(0, len(w.last)-200):], s.text)
	for i := range 1 + w.dice.IntN(2) {
		if len(w.events) > 0 && w.dice.IntN(2) == 0 { // of what others tell too
			s.events = append(s.events, w.events[len(w.events)-1-w.dice.IntN(min(len(w.events), 150))])
		} else {
			w.events = append(w.events[max(0, len(w.events)-400):], w.event(max(0, day-w.skewed(30))))
			s.events = append(s.events, w.events[len(w.events)-1])
		}
		s.events[i].Main = i == 0
	}
	if w.dice.IntN(30) == 0 {
		s.forecasts = append(s.forecasts, dateline.Forecast{Actor: fmt.Sprintf("group-%d-%d", w.skewed(60), w.skewed(12)), What: "attack again"})
	}
	return s
}

// BenchmarkAdd adds to a record of so many reports (DATELINE_BENCH_REPORTS, 2000 if it is not set), and
// tells of the half and of the slowest of a hundred, by the clock and of the processor (in all-cpu, with what is done beside adding), of the size on disk, and of listings. With
// DATELINE_BENCH_FOLDER the record stays in that folder, and is there for the next run.
func BenchmarkAdd(b *testing.B) {
	reports, _ := strconv.Atoi(os.Getenv("DATELINE_BENCH_REPORTS"))
	if reports == 0 {
		reports = 2000
	}
	ctx := context.Background()
	where := filepath.Join(b.TempDir(), "record.db")
	if folder := os.Getenv("DATELINE_BENCH_FOLDER"); folder != "" {
		where = filepath.Join(folder, fmt.Sprintf("record-%d.db", reports))
	}
	s, err := store.Open(ctx, where)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	w := &world{dice: rand.New(rand.NewPCG(7, 7))}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var took, work []time.Duration // by the clock, and of the processor in the thread that adds, which others do not keep waiting
	add := func() {
		raw, record := w.next().made()
		begun, worked := time.Now(), processed(ofThread)
		if _, err := s.Add(ctx, raw, record, link.Groups); err != nil {
			b.Fatal(err)
		}
		took, work = append(took, time.Since(begun)), append(work, processed(ofThread)-worked)
	}
	s.Group = link.Groups
	begun := time.Now()
	there, err := s.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	if there.Reports > 0 { // by an earlier run: others come after them
		w.dice, w.number = rand.New(rand.NewPCG(7, uint64(there.Reports))), there.Reports
		for range 500 {
			w.next()
		}
	}
	if more := reports - there.Reports; more > 0 {
		progress := func(kept int) {
			if os.Getenv("DATELINE_BENCH_FOLDER") != "" {
				fmt.Fprintf(os.Stderr, "%s: %d of %d reports loaded\n", time.Since(begun).Round(time.Second), there.Reports+kept, reports)
			}
		}
		if err := s.Load(ctx, more, 5000, func() (*dateline.Raw, *dateline.Record) { return w.next().made() }, progress); err != nil {
			b.Fatal(err)
		}
		b.Logf("%d reports loaded in %s", more, time.Since(begun).Round(time.Second))
	}
	worked := processed(ofProcess)
	for b.Loop() {
		add()
	}
	b.ReportMetric(float64((processed(ofProcess)-worked).Microseconds())/1000/float64(len(took)), "all-cpu-ms/op")
	for name, all := range map[string][]time.Duration{"": took, "cpu-": work} {
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, name+"p50-ms")
		b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, name+"p99-ms")
	}
	n, err := s.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n.Bytes)/float64(n.Reports), "disk-B/report")
	b.ReportMetric(float64(n.Incidents), "incidents")
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Println("listings, ms: the first time, then, of the processor") // a benchmark's own log is cut short
	for _, l := range listings(s) {
		var took, work []time.Duration
		for range 4 {
			begun, worked := time.Now(), processed(ofThread)
			if err := l.list(ctx); err != nil {
				b.Fatalf("%s: %v", l.name, err)
			}
			took, work = append(took, time.Since(begun)), append(work, processed(ofThread)-worked)
		}
		fmt.Printf("%20s %8.1f %8.1f %8.1f\n", l.name, ms(took[0]), ms(slices.Min(took[1:])), ms(slices.Min(work[1:])))
	}
}
