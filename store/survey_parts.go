package store

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dateline"
)

// A Sum is what several incidents, or one, come to.
type Sum struct {
	Count   int
	Killed  int      // by the best counts, where Counted
	Counted bool     // somebody gives a number of killed for one of them
	Open    bool     // one of those numbers is a lower bound
	Top     string   // id of the one with the most killed
	IDs     []string // of those that were asked for, and of a single one
}

func (t *tally) sum(ids []string) Sum {
	if t.count == 1 {
		ids = []string{t.top.id}
	}
	return Sum{t.count, t.killed, t.counted, t.open, t.top.id, ids}
}

// named gives the briefs of ids.
func (s *Survey) named(ids []string) []*brief {
	var all []*brief
	for _, id := range ids {
		if i := s.at(id); i != nil {
			all = append(all, i)
		}
	}
	return all
}

// A Stretch is the incidents of some time.
type Stretch struct {
	Sum
	From, To time.Time // the first and the last day
	// Doubt is true where each of them happened somewhere between From and To; otherwise they happened
	// at days of their own in it.
	Doubt bool
}

// A stretchKey is a stretch by the numbers of its first and last period.
type stretchKey struct {
	from, to int32
	doubt    bool
	alone    string // id of an incident that stands for itself
}

// Stretches parts the incidents that have a day into at most some so many stretches, by time: each for itself, or else
// the days, weeks, months, quarters or years that they fall in. Those whose own time goes beyond one of them are
// stretches of doubt. Of the incidents that are named the ids are given.
func (s *Survey) Stretches(most int, named []string) (stretches []Stretch, of dateline.Grain) {
	tallies, period := s.stretches(most)
	ids := map[stretchKey][]string{}
	for _, i := range s.named(named) {
		if key := period.key(i.first, i.last); i.dated && period.days > 0 {
			ids[key] = append(ids[key], i.id)
		}
	}
	for key, t := range tallies {
		one := Stretch{Sum: t.sum(ids[key]), From: dayStart(int(key.from)), To: dayStart(int(key.to)), Doubt: key.doubt}
		if period.days > 0 {
			one.From, one.To = dayStart(int(period.start(key.from))), dayStart(int(period.start(key.to+1))-1)
		}
		stretches = append(stretches, one)
	}
	slices.SortFunc(stretches, func(a, b Stretch) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), cmp.Compare(a.Top, b.Top))
	})
	return stretches, period.grain
}

// stretched are tallies by a period.
type stretched struct {
	tallies map[stretchKey]*tally
	period  period
}

// stretches tallies by the finest period that gives few enough.
func (s *Survey) stretches(most int) (map[stretchKey]*tally, period) {
	s.held.Lock()
	defer s.held.Unlock()
	known, ok := s.stretched[most]
	if !ok {
		known.tallies, known.period = s.stretch(most)
		s.stretched[most] = known
	}
	return known.tallies, known.period
}

func (s *Survey) stretch(most int) (map[stretchKey]*tally, period) {
	tallies := map[stretchKey]*tally{}
	if s.Count-s.Undated <= most {
		for _, i := range s.found {
			if i.dated {
				one := &tally{}
				one.add(i)
				tallies[stretchKey{i.first, i.last, i.last-i.first > 1, i.id}] = one
			}
		}
		return tallies, periods[0]
	}
	last := periods[len(periods)-1]
	for _, period := range periods[1:] {
		clear(tallies)
		for i := range s.times {
			key := period.key(s.times[i].first, s.times[i].last)
			of := tallies[key]
			if of == nil {
				of = &tally{}
				tallies[key] = of
			}
			if of.take(&s.times[i].tally); len(tallies) > most && period.grain != last.grain {
				break
			}
		}
		if len(tallies) <= most {
			return tallies, period
		}
	}
	return tallies, last
}

// A period is a way to part time.
type period struct {
	grain dateline.Grain
	days  int32                    // at least; 0 for each incident by itself
	of    func(day int32) int32    // the number of the period that a day is in
	start func(number int32) int32 // the first day of a period
}

// key is the stretch of an incident of these days.
func (p *period) key(first, last int32) stretchKey {
	from, to := p.of(first), p.of(last)
	if from == to || last-first <= 1 {
		return stretchKey{from: from, to: from}
	}
	return stretchKey{from: from, to: to, doubt: true}
}

// periods are the ways to part time, the finest first.
var periods = []period{
	{"", 0, same, same},
	{dateline.Day, 1, same, same},
	{dateline.WeekGrain, 7, func(day int32) int32 { return floor(day+3, 7) }, func(n int32) int32 { return n*7 - 3 }}, // from Mondays on
	months(dateline.Month, 1), months(Quarter, 3), months(dateline.Year, 12), months(dateline.Decade, 120), months(Century, 1200),
}

// Grains that only stretches have.
const (
	Quarter dateline.Grain = "quarter" // of a year
	Century dateline.Grain = "century"
)

func same(day int32) int32 { return day }

func floor(a, b int32) int32 {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

// months parts time from the year 1900 on, so many months together.
func months(grain dateline.Grain, together int32) period {
	return period{grain, 28 * together, func(day int32) int32 {
		year, month, _ := dayStart(int(day)).Date()
		return floor(int32(year-1900)*12+int32(month)-1, together)
	}, func(number int32) int32 {
		return int32(day(time.Date(1900, time.Month(1+number*together), 1, 0, 0, 0, 0, time.UTC)))
	}}
}

// A Spot is the incidents of one place, or of several near one another.
type Spot struct {
	Sum
	Lat, Lon *float64 // of the place that most of them are at; nil if only the country is known
	Grain    string
	Country  string
	Places   int // that it takes in: 1 if it is one
}

// Spots parts the incidents that have a place into at most some so many spots: each place for itself, or else those
// in one field of a grid. Countries stand for themselves. Of the incidents that are named the ids are given.
func (s *Survey) Spots(most int, named []string) []Spot {
	ids := map[int32][]string{}
	for _, i := range s.named(named) {
		ids[i.spot] = append(ids[i.spot], i.id)
	}
	var spots []Spot
	for _, field := range s.fields(most) {
		at := s.spots[slices.MaxFunc(field, func(a, b int32) int {
			return cmp.Or(cmp.Compare(s.places[a].count, s.places[b].count), cmp.Compare(b, a))
		})]
		whole, wholeIDs := tally{}, []string(nil)
		for _, place := range field {
			whole.take(&s.places[place])
			wholeIDs = append(wholeIDs, ids[place]...)
		}
		one := Spot{Sum: whole.sum(wholeIDs), Grain: at.grain, Country: at.country, Places: len(field)}
		if at.located {
			one.Lat, one.Lon = &at.lat, &at.lon
		}
		spots = append(spots, one)
	}
	slices.SortFunc(spots, func(a, b Spot) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Top, b.Top)) })
	return spots
}

// A field is what lies together on the map.
type field struct {
	lat, lon int
	country  string // of a country as a whole
	place    int32  // of a place by itself
}

// fields parts the places into at most some so many groups: those that lie near one another by the finest grid that
// does it.
func (s *Survey) fields(most int) [][]int32 {
	s.held.Lock()
	defer s.held.Unlock()
	known, ok := s.fielded[most]
	if !ok {
		known = s.fieldsOf(most)
		s.fielded[most] = known
	}
	return known
}

func (s *Survey) fieldsOf(most int) [][]int32 {
	var places []int32
	for place := range s.places {
		if s.places[place].count > 0 {
			places = append(places, int32(place))
		}
	}
	grids := []float64{0, .02, .05, .1, .2, .5, 1, 2, 5, 10, 20}
	groups := map[field][]int32{}
	for i, degrees := range grids {
		clear(groups)
		for _, place := range places {
			at := &s.spots[place]
			key := field{place: place + 1}
			switch {
			case !at.located || at.grain == dateline.CountryGrain:
				key = field{country: at.country}
			case degrees > 0:
				key = field{lat: int(at.lat/degrees + 10_000), lon: int(at.lon/degrees + 10_000)}
			}
			if groups[key] = append(groups[key], place); len(groups) > most && i < len(grids)-1 {
				break
			}
		}
		if len(groups) <= most {
			break
		}
	}
	return slices.Collect(maps.Values(groups))
}
