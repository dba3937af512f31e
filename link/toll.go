package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Harms in the order in which a ledger gives them.
var harms = []string{dateline.Killed, dateline.Injured, dateline.Missing, dateline.Abducted, dateline.Detained}

// Ledger lists every figure that tellings of one incident give, by harm and then by time. The
// records are those of the tellings' reports, by their ids: they say who gives a figure; one
// that is missing leaves the speaker empty.
func Ledger(tellings []*dateline.Telling, records map[string]*dateline.Record) []dateline.Figure {
	var figures []dateline.Figure
	for _, t := range tellings {
		var own []dateline.Figure
		for _, c := range t.Event.Casualties {
			own = append(own, dateline.Figure{Casualty: c, Report: t.Report, Event: t.Event.ID, Site: t.Site,
				Speaker: speaker(records[t.Report], c.Statement), AsOf: t.AsOf()})
		}
		markParts(own)
		figures = append(figures, own...)
	}
	slices.SortStableFunc(figures, func(a, b dateline.Figure) int {
		return cmp.Or(cmp.Compare(slices.Index(harms, a.Harm), slices.Index(harms, b.Harm)), a.AsOf.Compare(b.AsOf),
			cmp.Compare(a.Report, b.Report), cmp.Compare(a.Span.From, b.Span.From))
	})
	supersede(figures)
	return figures
}

// speaker gives the words for who makes a statement of a record; empty if nobody does.
func speaker(record *dateline.Record, statement string) string {
	if record == nil || statement == "" {
		return ""
	}
	for i := range record.Statements {
		if s := &record.Statements[i]; s.ID == statement && s.Speaker != nil {
			return s.Speaker.Text
		}
	}
	return ""
}

// markParts marks the figures of one report that count some of those whom a larger one of
// the same harm counts: "ten people, among them four nurses" by one source, or what whoever
// says it was added to a running total, "a further victim has died, which raises the dead to 144".
func markParts(figures []dateline.Figure) {
	for i := range figures {
		for j := range figures {
			a, b := &figures[i], &figures[j]
			if i == j || a.Harm != b.Harm || a.Attackers != b.Attackers || a.Low >= b.Low {
				continue
			}
			if a.Speaker == b.Speaker && a.Who != "" || b.Running {
				a.Part = true
			}
		}
	}
}

// supersede marks the figures after which the same source gave another: figures are in order of time.
func supersede(figures []dateline.Figure) {
	last := map[string]int{}
	for i := range figures {
		f := &figures[i]
		if f.Part {
			continue
		}
		key := fmt.Sprint(f.Harm, f.Attackers, "\x00", sourceOf(f))
		if j, ok := last[key]; ok && figures[j].AsOf.Before(f.AsOf) {
			figures[j].Superseded = true
		}
		last[key] = i
	}
}

// sourceOf is who stands behind a figure: a speaker, whichever report passes them on, or a site.
func sourceOf(f *dateline.Figure) string {
	if f.Speaker != "" {
		return strings.Join(dateline.NameWords(f.Speaker), " ")
	}
	return "site " + cmp.Or(f.Site, f.Report)
}

// Tolls derives by a rule what the figures of a ledger come to, a harm each; harms without a
// figure that stands are left out.
func Tolls(figures []dateline.Figure, rule string) ([]dateline.Toll, error) {
	if !slices.Contains(dateline.TollRules, rule) {
		return nil, fmt.Errorf("%q is no rule for tolls: want one of %s", rule, strings.Join(dateline.TollRules, ", "))
	}
	tolls := []dateline.Toll{}
	for _, harm := range harms {
		var stand []dateline.Figure
		attackers := 0
		for _, f := range figures {
			switch {
			case f.Harm != harm || f.Superseded || f.Part:
			case f.Attackers:
				attackers = max(attackers, f.Low)
			default:
				stand = append(stand, f)
			}
		}
		if len(stand) == 0 && attackers == 0 {
			continue
		}
		toll := dateline.Toll{Harm: harm, Rule: rule, Attackers: attackers, From: []string{}}
		if len(stand) > 0 {
			derive(&toll, stand)
		}
		tolls = append(tolls, toll)
	}
	return tolls, nil
}

// bears tells whether a figure that is open above says nothing against one that was given before it: "more
// than 140", a year later, where 144 were counted.
func bears(open, before *dateline.Figure) bool {
	return open.High == dateline.Open && before.High != dateline.Open && open.Low <= before.Low
}

// derive fills a toll from the figures that stand.
func derive(toll *dateline.Toll, stand []dateline.Figure) {
	toll.Low, toll.High = stand[0].Low, 0
	for _, f := range stand {
		toll.Low = min(toll.Low, f.Low)
		if f.High == dateline.Open || toll.High == dateline.Open {
			toll.High = dateline.Open
			continue
		}
		toll.High = max(toll.High, f.High)
	}
	best := stand[0]
	switch toll.Rule {
	case dateline.NewestToll:
		for _, f := range stand {
			if (f.AsOf.After(best.AsOf) || f.AsOf.Equal(best.AsOf) && f.Low > best.Low) && !bears(&f, &best) {
				best = f
			}
		}
	case dateline.ConservativeToll:
		for _, f := range stand {
			if f.Low < best.Low {
				best = f
			}
		}
	case dateline.UCDPToll:
		sources, newest := map[int]map[string]bool{}, map[int]time.Time{}
		for i := range stand {
			f := &stand[i]
			if sources[f.Low] == nil {
				sources[f.Low] = map[string]bool{}
			}
			sources[f.Low][sourceOf(f)] = true
			if f.AsOf.After(newest[f.Low]) {
				newest[f.Low] = f.AsOf
			}
		}
		for _, f := range stand {
			n, m := len(sources[f.Low]), len(sources[best.Low])
			if n > m || n == m && newest[f.Low].After(newest[best.Low]) {
				best = f
			}
		}
	}
	toll.Best = best.Low
	for _, f := range stand {
		if f.Low == best.Low && !slices.Contains(toll.From, f.Report) {
			toll.From = append(toll.From, f.Report)
		}
	}
	if toll.High != dateline.Open {
		toll.High = max(toll.High, toll.Best)
	}
}
