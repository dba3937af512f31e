package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/draw"
	"dateline/link"
)

// A tollPart is the toll as it was told: drawn, and as a table.
type tollPart struct {
	Wide, Narrow template.HTML // empty where nobody gives a figure
	Rows         []figureRow
	Rules        []ruleChoice
}

// A figureRow is one figure of the ledger.
type figureRow struct {
	At      time.Time
	Harm    string
	Value   value
	Who     string // whom it counts, in the report's words
	Speaker string // empty for the report's own voice
	Site    string
	Report  string
	Words   string
	Notes   []string // attackers, superseded, part of another
}

// A ruleChoice is a rule by which a toll can be derived.
type ruleChoice struct {
	Name, Means string
	Path        string
	Chosen      bool
}

func (v *visit) tollPart(t *told, rule string) tollPart {
	l := v.locale
	part := tollPart{Rules: v.ruleChoices(t.ID, rule)}
	for i := range t.ledger {
		part.Rows = append(part.Rows, v.figureRow(&t.ledger[i]))
	}
	plot := draw.TollPlot{ID: "toll-wide", Title: l.words("incident.plot-title"), Words: l.drawingWords(), Best: l.words("incident.plot-best"),
		More: func(n int) string { return l.words("incident.plot-more", "n", n) }}
	plot.Killed = v.harm(t, dateline.Killed, rule)
	plot.Injured = v.harm(t, dateline.Injured, rule)
	part.Wide = plot.SVG()
	plot.ID, plot.Width, plot.Height = "toll-narrow", narrowDrawing, 260
	part.Narrow = plot.SVG()
	return part
}

func (v *visit) ruleChoices(id, rule string) []ruleChoice {
	var all []ruleChoice
	for _, name := range dateline.TollRules {
		all = append(all, ruleChoice{Name: v.locale.words("rule." + name), Means: v.locale.words("rule-means." + name), Path: incidentPath(id) + "?rule=" + name + "#toll", Chosen: name == rule})
	}
	return all
}

func (v *visit) figureRow(f *dateline.Figure) figureRow {
	l := v.locale
	row := figureRow{At: f.AsOf, Harm: l.key("harm", f.Harm), Value: l.count(f.Low, f.High), Who: f.Who, Speaker: f.Speaker, Site: f.Site, Report: f.Report, Words: f.Text}
	for _, note := range []struct {
		is  bool
		key string
	}{{f.Attackers, "figure.attackers"}, {f.IncludesAttackers, "figure.with-attackers"}, {f.Part, "figure.part"}, {f.Superseded, "figure.superseded"}} {
		if note.is {
			row.Notes = append(row.Notes, l.words(note.key))
		}
	}
	return row
}

// source names who stands behind a figure.
func source(f *dateline.Figure) string {
	return cmp.Or(strings.Join(strings.Fields(f.Speaker), " "), f.Site)
}

// harm gives a plot the figures of a harm, by source, and the best count as it changed by a rule.
func (v *visit) harm(t *told, harm, rule string) draw.Harm {
	l := v.locale
	h := draw.Harm{Label: l.key("harm", harm)}
	at := map[string]int{}
	var moments []time.Time
	for i := range t.ledger {
		f := &t.ledger[i]
		if f.Harm != harm || f.Attackers || f.Part {
			continue
		}
		name := cmp.Or(source(f), l.words("incident.report-itself"))
		known := strings.Join(dateline.NameWords(name), " ") // "The ministry" is "the ministry"
		k, ok := at[known]
		if !ok {
			k = len(h.Sources)
			at[known] = k
			h.Sources = append(h.Sources, draw.Source{Name: name})
		}
		s := &h.Sources[k]
		s.Steps = append(s.Steps, draw.Step{At: f.AsOf, Low: f.Low, High: f.High})
		s.Last = l.shortCount(f.Low, f.High)
		moments = append(moments, f.AsOf)
	}
	for i := range h.Sources {
		h.Sources[i].Title = v.sourceTitle(&h.Sources[i])
	}
	slices.SortFunc(moments, time.Time.Compare)
	for _, moment := range slices.CompactFunc(moments, time.Time.Equal) {
		if toll := tollAsOf(t, harm, rule, moment); toll != nil {
			h.Best = append(h.Best, draw.Step{At: moment, Low: toll.Best, High: toll.Best})
		}
	}
	return h
}

// tollAsOf is the toll as it stood at a moment; nil if there was none.
func tollAsOf(t *told, harm, rule string, at time.Time) *dateline.Toll {
	tolls, known := t.before[at]
	if !known {
		var tellings []*dateline.Telling
		for _, telling := range t.Tellings {
			if !telling.AsOf().After(at) {
				tellings = append(tellings, telling)
			}
		}
		var err error
		if tolls, err = link.Tolls(link.Ledger(tellings, t.records), rule); err != nil {
			return nil
		}
		if t.before == nil {
			t.before = map[time.Time][]dateline.Toll{}
		}
		t.before[at] = tolls
	}
	for i := range tolls {
		if tolls[i].Harm == harm && len(tolls[i].From) > 0 {
			return &tolls[i]
		}
	}
	return nil
}

// sourceTitle is a source's figures in words: "Harbour Post: 40 or more, then 144".
func (v *visit) sourceTitle(s *draw.Source) string {
	var figures []string
	for _, step := range s.Steps {
		figures = append(figures, v.locale.count(step.Low, step.High).Words)
	}
	return v.locale.words("incident.plot-source", "name", s.Name, "figures", strings.Join(figures, v.locale.plain("list.then")))
}
