package eval

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

//go:embed floors.json
var floors []byte

// Floors are what measuring must not fall below.
type Floors struct {
	Stories   map[string]Floor `json:"stories"`   // by language (BCP 47)
	Incidents Floor            `json:"incidents"` // F by measure, over all clusters
	HeldOut   Floor            `json:"held-out"`  // likewise, over the clusters held out
	Both      Floor            `json:"both"`      // likewise, over the clusters told in two languages
	Data      DataFloors       `json:"data"`      // over data that are not of this repository
}

// DataFloors are floors over data in a folder of their own, by the verb that measures them
// (time, number, dates, sentences, names, page, casualties, statement, place), then by language and part: "ar development", or "ar"
// where all is measured; those of page by the name of the folder instead, with the language behind it;
// those of attributions by the way in which they are found, then by part: "rules held".
type DataFloors map[string]map[string]Floor

// Of gives the floor of a verb for a language and a part; nil if there is none.
func (d DataFloors) Of(verb, language, part string) Floor {
	if part != "all" {
		language += " " + part
	}
	return d[verb][language]
}

// dataFields are what each verb that has floors measures.
var dataFields = map[string][]string{
	"time":       {"strict", "relaxed", "value"},
	"number":     {"news"},
	"dates":      {"news"},
	"sentences":  {"F", "who", "deed", "whom"},
	"page":       {"precision", "recall", "F", "published"},
	"names":      {"person", "person overlap", "place", "place overlap", "body", "body overlap"},
	"casualties": {"harm", "low", "high", "who", "event"},
	"passages":   passageFields[:],
	"place": {
		"lgl F", "lgl overlap F", "lgl 161 km", "lgl country", "lgl same", "lgl end to end F",
		"geovirus F", "geovirus overlap F", "geovirus 161 km", "geovirus end to end F",
	},
	"statement": {"source", "source overlap", "cue", "cue overlap", "content", "content overlap"},
}

// A Floor is the least that is asked for, by name: for stories, for each kind of value the
// share that is right; for incidents, for each measure its F.
type Floor map[string]float64

// measures are the measures of incidents, in the order of their table.
var measures = [...]string{"MUC", "B3", "CEAFe", "CoNLL"}

// ReadFloors gives the floors.
func ReadFloors() (*Floors, error) {
	all := &Floors{}
	decoder := json.NewDecoder(bytes.NewReader(floors))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(all); err != nil {
		return nil, fmt.Errorf("floors.json: %w", err)
	}
	for language, floor := range all.Stories {
		for field := range floor {
			if !slices.Contains(Fields[:], field) {
				return nil, fmt.Errorf("floors.json: %s: %q is no kind of value", language, field)
			}
		}
	}
	for verb, byLanguage := range all.Data {
		for language, floor := range byLanguage {
			for field := range floor {
				if !slices.Contains(dataFields[verb], field) {
					return nil, fmt.Errorf("floors.json: %s of %s: %q is not measured", verb, language, field)
				}
			}
		}
	}
	for section, floor := range map[string]Floor{"incidents": all.Incidents, "held-out": all.HeldOut, "both": all.Both} {
		for measure := range floor {
			if !slices.Contains(measures[:], measure) {
				return nil, fmt.Errorf("floors.json: %s: %q is no measure", section, measure)
			}
		}
	}
	return all, nil
}

// Below lists what a tally has below the floor, a line a field: "killed: 0.61 is
// below 0.70".
func (f Floor) Below(tally Tally) []string {
	var below []string
	for _, field := range Fields {
		least, ok := f[field]
		n := tally[field]
		if ok && n.Asked > 0 && float64(n.Right) < least*float64(n.Asked) {
			below = append(below, fmt.Sprintf("%s: %.3f is below %.3f", field, float64(n.Right)/float64(n.Asked), least))
		}
	}
	return below
}

// BelowMeasures lists the measures that are below the floor, in the same form.
func (f Floor) BelowMeasures(c Coreference) []string {
	var below []string
	shares := c.Shares()
	for _, measure := range measures {
		if least, ok := f[measure]; ok && shares[measure] < least {
			below = append(below, fmt.Sprintf("%s: %.3f is below %.3f", measure, shares[measure], least))
		}
	}
	return below
}

// BelowShares lists what of the shares is below the floor, by name, in the same form.
func (f Floor) BelowShares(shares map[string]float64) []string {
	var below []string
	for _, field := range slices.Sorted(maps.Keys(f)) {
		if shares[field] < f[field] {
			below = append(below, fmt.Sprintf("%s: %.3f is below %.3f", field, shares[field], f[field]))
		}
	}
	return below
}
