package web

import (
	"strconv"
	"strings"

	"dateline"
)

// A why is the rule that a value came from.
type why struct {
	Rule, File string
	Line       string
	Score      string // empty where nothing competed
	Value      string
	Losers     []loser
	None       bool // it came from no rule: a person set it, or the program reads it otherwise by now
}

// A loser is what was turned down.
type loser struct{ Value, Words, Why, Score string }

// fresh reads the report again from its bytes, by the day of publication and the language that people have set.
func (v *visit) fresh(record *dateline.Record) (*dateline.Record, error) {
	raw, err := v.Store.Source(v.ctx(), record.Document.ID)
	if err != nil {
		return nil, err
	}
	published := ""
	if p := record.Document.Published; p != nil && p.Basis == "argument" {
		published = p.At
	}
	fresh, err := v.Explain(v.ctx(), raw, published, "")
	if err == nil && fresh.Document.Site == "" { // whoever added it said which outlet it is of
		fresh.Document.Site = record.Document.Site
	}
	return fresh, err
}

// whyOf explains a row by the rules; nil where nothing can be explained here.
func (v *visit) whyOf(record *dateline.Record, r *row) (*why, error) {
	if v.Explain == nil {
		return nil, nil
	}
	fresh, err := v.fresh(record)
	if err != nil {
		return nil, err
	}
	trace, ok := traceOf(fresh, r)
	if !ok || trace.Rule == "" {
		return &why{None: true}, nil
	}
	w := &why{Rule: trace.Rule, File: trace.File, Value: r.Value.Words, Score: scored(trace.Score)}
	if trace.Line > 0 {
		w.Line = strconv.Itoa(trace.Line)
	}
	for _, l := range trace.Losers {
		w.Losers = append(w.Losers, loser{l.Value, l.Text, l.Why, scored(l.Score)})
	}
	return w, nil
}

func scored(score float64) string {
	if score == 0 {
		return ""
	}
	return strconv.FormatFloat(score, 'f', 2, 64)
}

// traceOf finds the value of a row in a record that was just read: the one of its field with its words, at its path
// where several have them.
func traceOf(fresh *dateline.Record, r *row) (dateline.Trace, bool) {
	var span dateline.Span
	if len(r.Quotes) > 0 {
		span = r.Quotes[0].Span
	}
	var found dateline.Trace
	ok := false
	take := func(path string, f dateline.Field, s dateline.Span, by dateline.Trace) {
		if f != r.Field || ok && path != r.Path {
			return
		}
		if s == span || path == r.Path && s.Overlaps(span) {
			found, ok = by, true
		}
	}
	for i := range fresh.Events {
		e := &fresh.Events[i]
		at := "events." + e.ID + "."
		take(at+"type", dateline.FieldType, e.Span, e.By)
		if r.Field == dateline.FieldStatus && r.Path == at+"status" {
			found, ok = e.By, true
		}
		if e.Time != nil {
			take(at+"time", dateline.FieldTime, e.Time.Span, e.Time.By)
		}
		if e.Place != nil {
			take(at+"place", dateline.FieldPlace, e.Place.Span, e.Place.By)
		}
		for j := range e.Casualties {
			take(at+"casualties."+strconv.Itoa(j), dateline.FieldCasualty, e.Casualties[j].Span, e.Casualties[j].By)
		}
		for j := range e.Roles {
			take(at+"roles."+strconv.Itoa(j), dateline.FieldRole, e.Roles[j].Span, e.Roles[j].By)
		}
	}
	for i := range fresh.Statements {
		s := &fresh.Statements[i]
		if strings.HasPrefix(r.Path, "statements."+s.ID+".") && r.Field != dateline.FieldHorizon {
			found, ok = s.By, true
		}
		if s.Forecast != nil && s.Forecast.By != nil {
			take("statements."+s.ID+".forecast.by", dateline.FieldHorizon, s.Forecast.By.Span, s.Forecast.By.By)
		}
	}
	for i := range fresh.Traits {
		take("traits."+strconv.Itoa(i), dateline.FieldTrait, fresh.Traits[i].Span, fresh.Traits[i].By)
	}
	return found, ok
}
