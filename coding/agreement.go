package coding

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"

	"dateline"
)

// A Row is how far coders agree in one field.
type Row struct {
	Field  Field
	Units  int     // that both, or all, of them answered
	Same   int     // of those, answered the same by all
	Alpha  float64 // Krippendorff's, at the field's level
	Known  bool    // alpha is defined
	Values int     // that alpha rests on
}

// Share is the share of units that were answered the same; ok is false if there were none.
func (r Row) Share() (share float64, ok bool) {
	if r.Units == 0 {
		return 0, false
	}
	return float64(r.Same) / float64(r.Units), true
}

// Few is how many values an alpha rests on at least that is no rough one.
const Few = 50

// Agreement tells how far coders agree, by field; coders are numbers of answers. Units may be of many reports.
// Fields that nobody was asked are left out. A thing that a coder does not have is no answer to its fields, but to
// whether it is there. That the report does not say is an answer like another at the nominal level; what is
// measured has no number then, which the share counts and alpha leaves out.
func Agreement(units []Unit, coders ...int) []Row {
	of := map[Field][]int{} // numbers of units
	for i := range units {
		of[units[i].Field] = append(of[units[i].Field], i)
	}
	var rows []Row
	for _, field := range Fields {
		row := Row{Field: field}
		var values [][]float64
		codes := map[string]float64{} // of labels
		given := make([]*Answer, 0, len(coders))
		for _, i := range of[field] {
			given = given[:0]
			for _, c := range coders {
				if a := &units[i].Answers[c]; a.Found {
					given = append(given, a)
				}
			}
			if len(given) == len(coders) {
				row.Units++
				same := true
				for _, a := range given {
					same = same && a.Same(given[0])
				}
				if same {
					row.Same++
				}
			}
			var unit []float64
			for _, a := range given {
				if v := a.measure(field, codes); !math.IsNaN(v) {
					unit = append(unit, v)
				}
			}
			values = append(values, unit)
		}
		if len(values) == 0 {
			continue
		}
		row.Alpha, row.Values, row.Known = Alpha(field.Level(), values)
		rows = append(rows, row)
	}
	return rows
}

// measure gives an answer as a number, NaN for none.
func (a *Answer) measure(field Field, codes map[string]float64) float64 {
	if field.Level() != Nominal {
		if !a.Stated {
			return math.NaN()
		}
		return a.number
	}
	label := "said " + a.label
	if !a.Stated {
		label = ""
	}
	if _, ok := codes[label]; !ok {
		codes[label] = float64(len(codes))
	}
	return codes[label]
}

// Read gives the answer that a value is to a field: as in a record, null where the report does not say.
func Read(field Field, value json.RawMessage) (Answer, error) {
	if len(value) == 0 || string(value) == "null" {
		return silent, nil
	}
	var e dateline.Event
	var s dateline.Statement
	var into any
	switch field {
	case Event:
		into = &e
	case Type:
		into = &e.Type
	case Status:
		into = &e.Status
	case Time:
		into = &e.Time
	case Place:
		into = &e.Place
	case Killed, Injured:
		e.Casualties = make([]dateline.Casualty, 1)
		into = &e.Casualties[0]
	case Perpetrator:
		e.Roles = make([]dateline.Role, 1)
		into = &e.Roles[0]
	case Claim:
		into = &e.Claim
	case Statement:
		into = &s
	case Act:
		into = &s.Act
	case Speaker:
		into = &s.Speaker
	case Horizon:
		s.Forecast = &dateline.Forecast{}
		into = &s.Forecast.By
	default:
		return Answer{}, fmt.Errorf("%q is no field", field)
	}
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return Answer{}, fmt.Errorf("%s: %w", field, err)
	}
	var a Answer
	switch field {
	case Statement, Act, Speaker, Horizon:
		a = ofStatement(&s, field)
	default:
		a = ofEvent(&e, field)
	}
	if !a.Stated {
		return Answer{}, fmt.Errorf("%s: %s is no answer", field, value)
	}
	a.Value, a.Path, a.given = value, "", nil
	return a, nil
}

// A Score is how often one coder had what was settled.
type Score struct {
	Field Field
	Units int // that were settled
	Right int
}

// Against holds the answers of one coder, by its number, against what was settled, by the keys of units. What the coder
// has not found was not answered right, unless it was settled that there is none.
func Against(units []Unit, coder int, settled map[string]Answer) []Score {
	of := map[Field]Score{}
	for i := range units {
		right, ok := settled[units[i].Key]
		if !ok {
			continue
		}
		score := of[units[i].Field]
		score.Units++
		if a := units[i].Answers[coder]; a.Stated == right.Stated && a.label == right.label {
			score.Right++
		}
		of[units[i].Field] = score
	}
	var scores []Score
	for _, field := range Fields {
		if score := of[field]; score.Units > 0 {
			score.Field = field
			scores = append(scores, score)
		}
	}
	return scores
}
