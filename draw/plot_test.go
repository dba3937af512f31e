package draw

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
)

func day(text string) time.Time {
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	panic(text)
}

// englishWords are the words of an English page; arabicWords those of an Arabic one.
func englishWords() Words {
	return Words{Date: func(t time.Time, unit Unit) string {
		return t.Format([]string{"2006", "Jan 2006", "Jan", "2 Jan", "2", "2 Jan 15:04", "15:04"}[unit])
	}}
}

func arabicWords() Words {
	english := englishWords()
	return Words{Number: arabicNumber, Date: func(t time.Time, unit Unit) string {
		text := strings.NewReplacer("Jan", "يناير", "Mar", "مارس", "Apr", "أبريل", "Oct", "أكتوبر").Replace(english.Date(t, unit))
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '٠'
			}
			return r
		}, text)
	}}
}

// entry makes an incident of one day, or of all days before the second date.
func entry(id, from, to string, killed int) Entry {
	e := Entry{ID: id, Title: from + ": " + id, From: day(from), Killed: killed, Counted: true, Figure: fmt.Sprint(killed)}
	e.To = e.From.AddDate(0, 0, 1)
	if to != "" {
		e.To = day(to)
	}
	return e
}

func entries() []Entry {
	all := []Entry{
		entry("m", "2024-03-22", "", 144), entry("i", "2024-01-01", "2024-03-23", 99), entry("t", "2024-01-28", "", 1),
		entry("b", "2023-07-30", "", 54), entry("z", "2023-03-09", "", 3), entry("h", "2022-12-12", "", 3), entry("s", "2022-10-26", "", 13),
		entry("e", "2022-09-01", "2022-10-01", 0), entry("p", "2022-03-04", "", 63), entry("d", "2021-10-15", "", 47),
		entry("u", "2021-07-01", "2021-09-01", 36), {ID: "x", Title: "no date yet: clashes"}, entry("n", "2023-05-04", "", 0),
	}
	all[0].Lit = true
	for _, i := range []int{3, 9, 10} {
		all[i].Open, all[i].Figure = true, all[i].Figure+"+"
	}
	all[7].Counted, all[12].Counted = false, false
	return all
}

func strips() Timeline {
	return Timeline{ID: "strip", Title: "Incidents by day", Entries: entries(), Handles: true, Words: englishWords(), Undated: "no date yet",
		From: day("2021-06-01"), To: day("2024-04-16"), Until: day("2024-04-01")}
}

// crowd is entries of many days, some falling together.
func crowd(count int) []Entry {
	all := make([]Entry, count)
	for i := range all {
		from := day("2015-01-01").AddDate(0, 0, i*i%3300)
		all[i] = Entry{Title: fmt.Sprint("incident ", i), From: from, To: from.AddDate(0, 0, 1+i%9), Killed: i * i % 97, Counted: i%11 > 0}
	}
	return all
}

func TestTimelines(t *testing.T) {
	wide := strips()
	golden(t, "timeline-wide", wide.SVG())
	narrow := strips()
	narrow.Width, narrow.Height, narrow.Undated = 358, 86, "no date"
	golden(t, "timeline-narrow", narrow.SVG())
	arabic := strips()
	arabic.Words, arabic.Title, arabic.Undated = arabicWords(), "الحوادث بحسب اليوم", "دون تاريخ"
	for i := range arabic.Entries {
		if e := &arabic.Entries[i]; e.Figure != "" {
			e.Figure = arabicNumber(e.Killed)
			if e.Open {
				e.Figure += " فأكثر"
			}
		}
	}
	golden(t, "timeline-arabic", arabic.SVG())
	golden(t, "timeline-days", Timeline{ID: "days", Words: englishWords(), Entries: []Entry{
		entry("a", "2024-03-02", "", 4), entry("b", "2024-03-11", "", 9), entry("c", "2024-03-11", "2024-03-18", 2)}}.SVG())
	golden(t, "timeline-empty", Timeline{ID: "empty", Title: "No incident", Words: englishWords(), Handles: true}.SVG())
	golden(t, "timeline-undated", Timeline{ID: "undated", Words: englishWords(), Undated: "no date yet", Entries: []Entry{{ID: "a"}, {ID: "b"}}}.SVG())
	golden(t, "timeline-crowd", Timeline{ID: "crowd", Words: englishWords(), Entries: crowd(2000)}.SVG())
}

// at makes a step; "63+" is open above, "<99" has no floor, "41-47" is a range.
func at(when, count string) Step {
	s := Step{At: day(when)}
	switch {
	case strings.HasSuffix(count, "+"):
		fmt.Sscanf(count, "%d+", &s.Low)
		s.High = dateline.Open
	case strings.HasPrefix(count, "<"):
		fmt.Sscanf(count, "<%d", &s.High)
	case strings.Contains(count, "-"):
		fmt.Sscanf(count, "%d-%d", &s.Low, &s.High)
	default:
		fmt.Sscanf(count, "%d", &s.Low)
		s.High = s.Low
	}
	return s
}

func toll() TollPlot {
	return TollPlot{
		ID: "toll", Title: "Killed and injured as each source gave them, 22 to 31 March 2024", Words: englishWords(), Best: "best",
		Until: day("2024-04-01"),
		Killed: Harm{Label: "Killed", Sources: []Source{
			{Name: "Harbour Post", Title: "Harbour Post: 40 or more, then 91 or more, then 137, then 144", Steps: []Step{
				at("2024-03-23 03:00", "40+"), at("2024-03-23 12:20", "91+"), at("2024-03-25 10:00", "137"), at("2024-03-28 09:00", "144")}},
			{Name: "Volga Chronicle", Steps: []Step{
				at("2024-03-23 01:30", "61+"), at("2024-03-23 13:30", "115"), at("2024-03-23 22:00", "133"), at("2024-03-27 09:00", "143")}},
			{Name: "Northern Wire", Steps: []Step{
				at("2024-03-22 23:40", "40+"), at("2024-03-23 11:40", "93"), at("2024-03-23 17:00", "115"), at("2024-03-24 11:00", "133"), at("2024-03-24 20:00", "137")}},
			{Name: "Meridian Daily", Steps: []Step{at("2024-03-23 07:00", "63+"), at("2024-03-24 12:00", "133")}},
			{Name: "المرساة", Title: "المرساة: ٦٣ فأكثر ثم ١١٥ ثم ١٣٣", Last: "133", Steps: []Step{
				at("2024-03-23 08:00", "63+"), at("2024-03-23 15:00", "115"), at("2024-03-24 14:00", "133")}},
		}, Best: []Step{at("2024-03-22 23:40", "40+"), at("2024-03-23 08:00", "63+"), at("2024-03-23 11:40", "93"), at("2024-03-23 13:30", "115"),
			at("2024-03-23 22:00", "133"), at("2024-03-24 20:00", "137"), at("2024-03-27 09:00", "143"), at("2024-03-28 09:00", "144")}},
		Injured: Harm{Label: "Injured, best", Best: []Step{at("2024-03-23 07:00", "145"), at("2024-03-23 13:30", "121"),
			at("2024-03-23 17:00", "146"), at("2024-03-24 20:00", "182")}},
	}
}

func TestTollPlots(t *testing.T) {
	golden(t, "toll-wide", toll().SVG())
	narrow := toll()
	narrow.Width = 358
	golden(t, "toll-narrow", narrow.SVG())
	arabic := toll()
	arabic.Words, arabic.Best, arabic.Killed.Label, arabic.Injured.Label = arabicWords(), "الأفضل", "القتلى", "الجرحى، الأفضل"
	arabic.Killed.Sources[4].Last = arabicNumber(133)
	golden(t, "toll-arabic", arabic.SVG())
	golden(t, "toll-one", TollPlot{ID: "one", Words: englishWords(), Killed: Harm{Label: "Killed", Sources: []Source{
		{Name: "Northern Wire", Steps: []Step{at("2024-03-23 03:00", "9+")}}}, Best: []Step{at("2024-03-23 03:00", "9+")}}}.SVG())
	golden(t, "toll-injured-only", TollPlot{ID: "hurt", Words: englishWords(), Killed: Harm{Label: "Killed"}, Injured: Harm{Label: "Injured", Sources: []Source{
		{Name: "Northern Wire", Last: "nearly 100", Steps: []Step{at("2021-03-23", "<99")}},
		{Name: "Volga Chronicle", Last: "41 to 47", Steps: []Step{at("2021-06-02", "41-47"), at("2024-01-05", "41-47")}}}}}.SVG())
	many := TollPlot{ID: "many", Words: englishWords(), More: func(n int) string { return fmt.Sprint("and ", n, " more") }, Killed: Harm{Label: "Killed"}}
	for i := range 40 {
		many.Killed.Sources = append(many.Killed.Sources, Source{Name: fmt.Sprint("Source ", i), Steps: []Step{{At: day("2024-03-23").Add(time.Duration(i) * time.Hour), Low: 10 + i/4, High: 10 + i/4}}})
	}
	golden(t, "toll-many", many.SVG())
	if svg := (TollPlot{ID: "none"}).SVG(); svg != "" {
		t.Errorf("a plot without a figure is %q; want none", svg)
	}
	golden(t, "toll-hostile", TollPlot{ID: "x", Title: `"><script>`, Killed: Harm{Label: "<script>", Sources: []Source{
		{Name: "<script>alert(1)</script>", Title: `" onfocus="alert(1)`, Last: "<b>", Steps: []Step{at("2024-03-23", "1")}}}}}.SVG())
}

func lanes() Lanes {
	return Lanes{
		ID: "life", Title: "Life of the group as reports tell it, 2014 to 2024", Words: englishWords(), Now: day("2024-03-28"), NowLabel: "last report",
		From: day("2014-06-01"), To: day("2024-12-31"),
		Lanes: []Lane{
			{Label: "Emerged", Kind: TimeKind, Marks: []Mark{{Shape: Doubt, From: day("2014-10-01"), To: day("2015-01-01"), Label: "late 2014, eastern Afghanistan; one report says early 2015"}}},
			{Label: "Branch of ISIS", Kind: ActorKind, Marks: []Mark{{ID: "isis", Shape: Span, From: day("2014-10-01"), Sure: day("2015-01-01")}}},
			{Label: "Strength", Kind: TollKind, Marks: []Mark{
				{Shape: Span, From: day("2017-09-01"), To: day("2019-01-01"), Sure: day("2019-01-01"), Strong: true, Label: "highest about 2018"},
				{Shape: Unclear, From: day("2019-01-01"), To: day("2024-03-20"), Label: "less since; no figure in any report"}}},
			{Label: "Attention on Russia", Kind: SaidKind, Marks: []Mark{{Shape: Span, From: day("2022-03-25"), Sure: day("2022-09-01"), To: day("2024-03-22"), Label: "“two years”, an analyst"}}},
			{Label: "Incidents, by killed", Incidents: entries()},
			{Label: "Warning", Kind: SaidKind, Marks: []Mark{{Shape: Horizon, From: day("2024-03-01"), To: day("2024-09-01"), Label: "“in under six months”, a general"},
				{Shape: Point, From: day("2019-06-01"), Title: "a point"}}},
		},
	}
}

func TestLanes(t *testing.T) {
	golden(t, "lanes-wide", lanes().SVG())
	narrow := lanes()
	narrow.Width = 358
	golden(t, "lanes-narrow", narrow.SVG())
	golden(t, "lanes-empty", Lanes{ID: "none", Title: "Nothing told"}.SVG())
	golden(t, "lanes-hostile", Lanes{ID: "x", Lanes: []Lane{{Label: "<script>", Kind: `x);"><script>`, Marks: []Mark{
		{ID: `"><script>`, Label: "</text><script>", Title: "</title><script>", Shape: Doubt, From: day("2020-01-01"), To: day("2020-03-01")}}}}}.SVG())
}

func TestAgreements(t *testing.T) {
	value := func(x float64) *float64 { return &x }
	golden(t, "agreement", Agreement{Title: "alpha 0.88", Alpha: value(.88), Machine: value(.94)}.SVG())
	golden(t, "agreement-below", Agreement{Alpha: value(-.2), Few: true}.SVG())
	golden(t, "agreement-none", Agreement{}.SVG())
}

func BenchmarkTimeline(b *testing.B) {
	l := strips()
	b.ReportAllocs()
	for b.Loop() {
		l.SVG()
	}
}

func BenchmarkTimelineOfACrowd(b *testing.B) {
	l := Timeline{ID: "crowd", Entries: crowd(2000)}
	b.ReportAllocs()
	for b.Loop() {
		l.SVG()
	}
}

func BenchmarkTollPlot(b *testing.B) {
	p := toll()
	b.ReportAllocs()
	for b.Loop() {
		p.SVG()
	}
}

func BenchmarkLanes(b *testing.B) {
	l := lanes()
	b.ReportAllocs()
	for b.Loop() {
		l.SVG()
	}
}

func BenchmarkAgreement(b *testing.B) {
	alpha := .88
	a := Agreement{Alpha: &alpha, Machine: &alpha}
	b.ReportAllocs()
	for b.Loop() {
		a.SVG()
	}
}
