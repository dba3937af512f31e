// Package coding holds what several coders took from the same reports against one another.
//
// In go records of one report, a coder each (the machine is one of them); out come units, each a field of one
// thing with every coder's answer, and how far the coders agree. Nothing is kept here, and nothing settled: that
// two coders agree does not make it so.
//
//	units := coding.Units([]*dateline.Record{anna, omar, machine})
//	rows := coding.Agreement(units, 0, 1)   // of anna and omar, by field
package coding

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A Field is one thing that is asked of a report.
type Field string

// The fields: Event and what is asked of one, Statement and what is asked of one.
const (
	Event       Field = "event" // whether the report tells of it
	Type        Field = "type"
	Status      Field = "status"
	Time        Field = "time"  // the first day
	Place       Field = "place" // by the gazetteer, or by its name
	Killed      Field = "killed"
	Injured     Field = "injured"
	Perpetrator Field = "perpetrator"
	Claim       Field = "claim"
	Statement   Field = "statement" // whether the report passes it on
	Act         Field = "act"
	Speaker     Field = "speaker"
	Horizon     Field = "horizon" // by when what is forecast may come
)

// Fields are all of them, in the order in which they are asked.
var Fields = [...]Field{Event, Type, Status, Time, Place, Killed, Injured, Perpetrator, Claim, Statement, Act, Speaker, Horizon}

// Level is how far apart two answers are: days by their difference, counts of people by their ratio (a hundred
// more matters less among thousands), all else is the same or is not.
func (f Field) Level() Level {
	switch f {
	case Time, Horizon:
		return Interval
	case Killed, Injured:
		return Ratio
	}
	return Nominal
}

// A Unit is one field of one thing that coders were asked about.
type Unit struct {
	// Key names the unit among those of its report, as long as the records are the same: "event.1.killed".
	Key     string
	Thing   string // what it is of: "event.1", "statement.3"
	Field   Field
	Answers []Answer // one a record, in their order
}

// An Answer is what one coder says.
type Answer struct {
	Found  bool            // the coder has the thing at all; else there is no answer but to Event and Statement
	Stated bool            // the coder says that the report says it
	Value  json.RawMessage // as it stands in the coder's record; nil for nothing
	Path   string          // where: "events.e1.time"; empty for nothing
	Words  dateline.Words  // that say it
	given  any             // the Value before it was written as JSON
	label  string          // the same for the same answer
	number float64         // for what is measured; NaN for what has no number
}

// Bare is the answer without its value and its words: enough to hold it against others.
func (a Answer) Bare() Answer {
	return Answer{Found: a.Found, Stated: a.Stated, label: a.label, number: a.number}
}

// Same tells whether two answers are the same. Words may differ.
func (a *Answer) Same(b *Answer) bool {
	return a.Found == b.Found && a.Stated == b.Stated && a.label == b.label
}

// Units lays records of one report side by side. Which event of one coder is which of another is told from
// their words, type, time and place, and so with statements.
func Units(records []*dateline.Record) []Unit {
	units := Bare(records)
	for i := range units {
		for j := range units[i].Answers {
			units[i].Answers[j].write()
		}
	}
	return units
}

// Bare is Units without the values of answers: enough to tell how far coders agree.
func Bare(records []*dateline.Record) []Unit {
	var units []Unit
	for i, group := range align(records, func(r *dateline.Record) int { return len(r.Events) }, likeEvents) {
		thing := fmt.Sprintf("event.%d", i+1)
		for _, field := range []Field{Event, Type, Status, Time, Place, Killed, Injured, Perpetrator, Claim} {
			u := Unit{Key: thing + "." + string(field), Thing: thing, Field: field}
			if field == Event {
				u.Key = thing
			}
			for j, at := range group {
				var a Answer
				if at >= 0 {
					a = ofEvent(&records[j].Events[at], field)
				} else if field == Event {
					a.Found = true // that there is none is an answer
				}
				u.Answers = append(u.Answers, a)
			}
			units = append(units, u)
		}
	}
	for i, group := range align(records, func(r *dateline.Record) int { return len(r.Statements) }, likeStatements) {
		thing := fmt.Sprintf("statement.%d", i+1)
		for _, field := range []Field{Statement, Act, Speaker, Horizon} {
			u := Unit{Key: thing + "." + string(field), Thing: thing, Field: field}
			if field == Statement {
				u.Key = thing
			}
			said := false
			for j, at := range group {
				var a Answer
				if at >= 0 {
					a = ofStatement(&records[j].Statements[at], field)
				} else if field == Statement {
					a.Found = true
				}
				said = said || a.Stated
				u.Answers = append(u.Answers, a)
			}
			if field != Horizon || said { // most statements forecast nothing
				units = append(units, u)
			}
		}
	}
	return units
}

// give makes an answer.
func give(path string, value any, words dateline.Words, label string, number float64) Answer {
	return Answer{Found: true, Stated: true, Path: path, Words: words, given: value, label: label, number: number}
}

// write puts the value of an answer into JSON.
func (a *Answer) write() {
	if a.given == nil {
		return
	}
	if text, err := json.Marshal(a.given); err == nil { // a value of a record can always be written
		a.Value = text
	}
	a.given = nil
}

// silent is the answer that the report does not say.
var silent = Answer{Found: true, number: math.NaN()}

func ofEvent(e *dateline.Event, field Field) Answer {
	at := "events." + e.ID
	no := math.NaN()
	switch field {
	case Event:
		return give(at, e, e.Words, "yes", no)
	case Type:
		return give(at+".type", e.Type, e.Words, e.Type, no)
	case Status:
		return give(at+".status", e.Status, e.Words, string(e.Status), no)
	case Time:
		if e.Time != nil {
			return ofTime(at+".time", e.Time)
		}
	case Place:
		if p := e.Place; p != nil {
			name := p.ID
			if name == "" {
				name = strings.Join(dateline.NameWords(p.Name), " ")
			}
			return give(at+".place", p, p.Words, name+" "+p.Grain, no)
		}
	case Killed, Injured:
		return ofToll(e, string(field))
	case Perpetrator:
		for i := range e.Roles {
			if r := &e.Roles[i]; r.Role == dateline.Perpetrator {
				name := r.Actor
				if name == "" {
					name = strings.Join(dateline.NameWords(r.Text), " ")
				}
				return give(at+".roles."+strconv.Itoa(i), r, r.Words, name, no)
			}
		}
	case Claim:
		if e.Claim.State != "" && e.Claim.State != dateline.Unmentioned {
			by := slices.Sorted(slices.Values(e.Claim.By))
			return give(at+".claim", e.Claim, e.Claim.Words, e.Claim.State+" "+strings.Join(by, " "), no)
		}
	}
	return silent
}

// ofToll takes the largest count of a harm, attackers alone left out.
func ofToll(e *dateline.Event, harm string) Answer {
	best := -1
	for i, c := range e.Casualties {
		if c.Harm == harm && !c.Attackers && (best < 0 || c.Low > e.Casualties[best].Low) {
			best = i
		}
	}
	if best < 0 {
		return silent
	}
	c := &e.Casualties[best]
	return give("events."+e.ID+".casualties."+strconv.Itoa(best), c, c.Words, fmt.Sprintf("%d to %d", c.Low, c.High), float64(c.Low))
}

func ofTime(path string, t *dateline.Time) Answer {
	if !t.Resolved() {
		return give(path, t, t.Words, "open", math.NaN())
	}
	day := math.Floor(float64(t.Start.At.Unix()) / (24 * 60 * 60))
	return give(path, t, t.Words, t.Start.String()+" to "+t.End.String(), day)
}

func ofStatement(s *dateline.Statement, field Field) Answer {
	at := "statements." + s.ID
	no := math.NaN()
	switch field {
	case Statement:
		return give(at, s, s.Words, "yes", no)
	case Act:
		return give(at+".act", s.Act, s.Words, string(s.Act), no)
	case Speaker:
		if s.Speaker != nil {
			name := s.Speaker.Actor
			if name == "" {
				name = strings.Join(dateline.NameWords(s.Speaker.Text), " ")
			}
			return give(at+".speaker", s.Speaker, s.Speaker.Words, name, no)
		}
	case Horizon:
		if s.Forecast != nil && s.Forecast.By != nil {
			return ofTime(at+".forecast.by", s.Forecast.By)
		}
	}
	return silent
}
