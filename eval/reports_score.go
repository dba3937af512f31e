package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"dateline"
)

// A reportScore adds up a score, report by report.
type reportScore struct {
	score *Score
	gold  *goldReport
	none  bool // there is no record: no credit for silence
}

// mark notes one thing asked for. note says what was got and what was wanted.
func (c *reportScore) mark(field string, right bool, note string, args ...any) {
	i := slices.IndexFunc(c.score.Rows, func(r Row) bool { return r.Field == field })
	if i < 0 {
		i = len(c.score.Rows)
		c.score.Rows = append(c.score.Rows, Row{Field: field})
	}
	c.score.Rows[i].Asked++
	if right && !c.none {
		c.score.Rows[i].Right++
		return
	}
	c.score.Misses = append(c.score.Misses, c.gold.ID+" "+field+": "+fmt.Sprintf(note, args...))
}

// report holds one record against its gold. record is nil if none was made.
func (c *reportScore) report(g *goldReport, record *dateline.Record) {
	c.gold, c.none = g, record == nil
	if c.none {
		record = &dateline.Record{}
	}
	var real []*dateline.Event
	for i := range record.Events {
		if e := &record.Events[i]; e.Status == "" || e.Status == dateline.Happened || e.Status == dateline.Attempted {
			real = append(real, e)
		}
	}
	status := dateline.Happened
	if g.Main != nil && g.Main.Status != "" {
		status = dateline.Status(g.Main.Status)
	}
	var main *dateline.Event
	for i := range record.Events {
		e := &record.Events[i]
		if e.Main && (slices.Contains(real, e) || status != dateline.Happened && status != dateline.Attempted) {
			main = e
			break
		}
	}
	if g.Kind == "negative" {
		c.mark("negative clean", main == nil, "%s", typeOf(main))
		return
	}
	if g.Main != nil {
		c.mainEvent(g.Main, status, main, record)
	}
	c.background(g, main, record)
	c.told(g, main, real)
	c.statements(g, record)
}

func (c *reportScore) mainEvent(m *goldMain, status dateline.Status, main *dateline.Event, record *dateline.Record) {
	e := main
	if e == nil {
		e = &dateline.Event{}
	}
	if status != dateline.Happened {
		c.mark("status", e.Status == status, "%s for %s", e.Status, status)
	}
	wanted := families(plainName(m.Type))
	if len(m.Type) == 0 || plainName(m.Type) == "" {
		wanted = nil
	}
	for _, alt := range m.TypeAlt {
		if name := plainName(alt); name != "" {
			wanted = append(wanted, families(name)...)
		}
	}
	c.mark("type", slices.ContainsFunc(families(e.Type), func(f string) bool { return slices.Contains(wanted, f) }),
		"%s for %s", e.Type, plainName(m.Type))
	if m.Date != "" {
		right := slices.ContainsFunc(append([]string{m.Date}, m.DateAlt...), func(d string) bool {
			return d != "" && strings.HasPrefix(startDay(e), d[:min(10, len(d))])
		})
		c.mark("date", right, "%s for %s", startDay(e), m.Date)
	}
	country := countryOf(e)
	c.mark("country", country == m.Country || slices.Contains(m.CountryAlt, country), "%s for %s", country, m.Country)
	if m.Lat != nil && m.Place != "" {
		p := e.Place
		near := p != nil && p.Lat != nil && kilometres(*p.Lat, *p.Lon, *m.Lat, *m.Lon) <= 50
		c.mark("place 50km", near, "%s for %s", placeName(e), m.Place)
	}
	killed, injured := largest(e, dateline.Killed), largest(e, dateline.Injured)
	c.mark("killed", figureFits(killed, m.Killed, m.KilledAlt), "%s for %s", killed, m.Killed)
	c.mark("injured", figureFits(injured, m.Injured, m.InjuredAlt), "%s for %s", injured, m.Injured)
	c.claim(m, e, record)
}

func (c *reportScore) claim(m *goldMain, e *dateline.Event, record *dateline.Record) {
	var names []string
	for i := range record.Statements {
		if s := &record.Statements[i]; s.Act == dateline.ClaimsResponsibility {
			names = append(names, allWords(s.Speaker, record.Actors))
		}
	}
	claimants := strings.Join(names, " | ")
	if len(m.ClaimedBy) > 0 {
		right := true
		for _, name := range m.ClaimedBy {
			right = right && overlap(name, claimants)
		}
		c.mark("claimed by", right, "%s for %q", quote(claimants), m.ClaimedBy)
	} else if !slices.ContainsFunc(c.gold.Statements, func(s struct{ Speaker, Act string }) bool { return s.Act == "claims_responsibility" }) {
		c.mark("claimed by", len(names) == 0, "%s for nobody", quote(claimants))
	}
	if m.NoClaim {
		c.mark("no claim stated", e.Claim.State == dateline.NoneStated, "%s", e.Claim.State)
	}
}

func (c *reportScore) background(g *goldReport, main *dateline.Event, record *dateline.Record) {
	for _, b := range g.Background {
		year := b.Date[:min(4, len(b.Date))]
		hit := false
		for i := range record.Events {
			e := &record.Events[i]
			hit = hit || e != main && (year == "" || startYear(e) == year) && (b.Country == "" || countryOf(e) == b.Country)
		}
		c.mark("background", hit, "%s %s %s", b.Date, b.Country, b.Place)
	}
}

// told asks of each event of the record whether the gold has one like it.
func (c *reportScore) told(g *goldReport, main *dateline.Event, real []*dateline.Event) {
	told := g.Background
	if g.Main != nil {
		told = append([]goldEvent{g.Main.goldEvent}, told...)
	}
	for _, e := range real {
		like := slices.ContainsFunc(told, func(b goldEvent) bool {
			return (b.Date == "" || startDay(e) == "" || startYear(e) == b.Date[:min(4, len(b.Date))]) &&
				(b.Country == "" || countryOf(e) == "" || countryOf(e) == b.Country)
		})
		c.mark("event is told", e == main || like, "%s %s %s", e.Type, startDay(e), placeName(e))
	}
}

func (c *reportScore) statements(g *goldReport, record *dateline.Record) {
	used := make([]bool, len(record.Statements))
	for _, want := range g.Statements {
		found := false
		for i := range record.Statements {
			if !used[i] && overlap(want.Speaker, speakerWords(record.Statements[i].Speaker)) {
				used[i], found = true, true
				break
			}
		}
		c.mark("speakers", found, "%s", want.Speaker)
	}
	warnings := 0
	for i := range record.Statements {
		s := &record.Statements[i]
		speaker := "nobody"
		if s.Speaker != nil {
			speaker = s.Speaker.Text
		}
		c.mark("speaker is told", used[i], "%s", speaker)
		if s.Forecast != nil || s.Act == dateline.Warns {
			warnings++
		}
	}
	for i, w := range g.Warnings {
		c.mark("warnings", i < warnings, "%.80s", w)
	}
}

// speakerWords are the words in which a record presents a speaker.
func speakerWords(s *dateline.Speaker) string {
	if s == nil {
		return ""
	}
	words := "text"
	for _, field := range []struct{ name, value string }{
		{"", s.Text}, {"role", s.Role}, {"affiliation", s.Affiliation}, {"for", s.For},
	} {
		if field.value != "" {
			words += " " + field.name + " " + field.value
		}
	}
	return words
}

// allWords are all the words that a record has for a speaker, with the names of
// the actors it points to.
func allWords(s *dateline.Speaker, actors []dateline.Actor) string {
	form := jsonText(s)
	words := form
	for _, a := range actors {
		if a.ID != "" && strings.Contains(form, `"`+a.ID+`"`) {
			words += " " + jsonText(a)
		}
	}
	return words
}

func jsonText(v any) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return ""
	}
	return b.String()
}

// familyWords are the words in a type's name that make it one of a family.
var familyWords = map[string][]string{
	"bombing":          {"bomb", "explos", "ied", "blast", "mine"},
	"shelling_rocket":  {"shell", "rocket", "artillery", "missile", "mortar"},
	"air_drone_strike": {"air-", "drone", "strike"},
	"kidnapping":       {"kidnap", "abduct"},
	"hostage_taking":   {"hostage", "siege", "barricade"},
	"assassination":    {"assassin", "targeted"},
	"arson":            {"arson", "incendiar"},
	"vehicle_ramming":  {"ramming", "vehicle-attack"},
	"stabbing":         {"stab", "knife", "melee"},
	"armed_assault":    {"assault", "shoot", "clash", "raid", "massacre", "ambush", "armed"},
	"hijacking":        {"hijack"},
}

// families are the families that a type's name belongs to: "other" if to none.
func families(name string) []string {
	name = strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(name))
	var found []string
	for family, words := range familyWords {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) }) {
			found = append(found, family)
		}
	}
	if strings.Contains(name, "suicide") || strings.Contains(name, "vehicle-bomb") {
		found = append(found, "bombing")
	}
	if name == "attack" {
		found = append(found, "armed_assault")
	}
	if len(found) == 0 {
		return []string{"other"}
	}
	return found
}

// A bounds is a count of a record. The nil one is no count.
type bounds struct{ low, high int }

// String is the count as messages give it.
func (b *bounds) String() string {
	if b == nil {
		return "none"
	}
	return fmt.Sprintf("%d..%d", b.low, b.high)
}

// largest is an event's largest count of a harm; nil if it has none.
func largest(e *dateline.Event, harm string) *bounds {
	var most *bounds
	for _, c := range e.Casualties {
		if c.Harm == harm && (most == nil || c.Low > most.low) {
			most = &bounds{c.Low, c.High}
		}
	}
	return most
}

var vague = regexp.MustCompile(`(?i)dozen|score|hundred|several|some|many|few|number of|عشر?ات|مئات|عدد|بضع|آخرين|آخرون`)

// figureFits tells whether a count says what the gold says, or one of its other readings.
func figureFits(got *bounds, want *goldFigure, others []goldFigure) bool {
	if want == nil || got == nil {
		return want == nil && got == nil
	}
	for _, w := range append([]goldFigure{*want}, others...) {
		v, low, high := w.Value, got.low, got.high
		fits := false
		switch about := w.Op == "~"; {
		case about || w.Words != "" && vague.MatchString(w.Words):
			fits = 0.4*float64(v) <= float64(low) && float64(low) <= 1.5*float64(v) ||
				about && high != dateline.Open && low <= v && v <= high && float64(high) <= 1.5*float64(v)
		case w.Op == ">=" && w.Words != "" && v <= 3: // dead or hurt, and not counted
			fits = 1 <= low && low <= 3
		case w.Op == ">=":
			fits = low == v || low == v+1
		case w.Op == "<=":
			fits = high == v || high == v-1 || low == v
		default:
			fits = low == v
		}
		if fits {
			return true
		}
	}
	return false
}

func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const degree = math.Pi / 180
	a, b, c, d := lat1*degree, lon1*degree, lat2*degree, lon2*degree
	h := math.Pow(math.Sin((c-a)/2), 2) + math.Cos(a)*math.Cos(c)*math.Pow(math.Sin((d-b)/2), 2)
	return 12742 * math.Asin(math.Min(1, math.Sqrt(h)))
}

func startDay(e *dateline.Event) string {
	if e.Time == nil {
		return ""
	}
	s := e.Time.Start.String()
	return s[:min(10, len(s))]
}

func startYear(e *dateline.Event) string {
	d := startDay(e)
	return d[:min(4, len(d))]
}

func countryOf(e *dateline.Event) string {
	if e.Place == nil {
		return ""
	}
	return e.Place.Country
}

func placeName(e *dateline.Event) string {
	if e.Place == nil {
		return ""
	}
	return e.Place.Name
}

func typeOf(e *dateline.Event) string {
	if e == nil {
		return ""
	}
	return e.Type
}
