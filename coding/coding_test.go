package coding

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dateline"
)

// a coded event of a test: words at a place of the text, a type, a day of May 2024, a town, killed (-1 for unsaid).
func coded(id string, at int, kind string, day int, town string, killed int) dateline.Event {
	e := dateline.Event{ID: id, Type: kind, Status: dateline.Happened, Words: dateline.Words{Text: "blast", Span: dateline.Span{From: at, To: at + 5}}}
	if day > 0 {
		start := time.Date(2024, 5, day, 0, 0, 0, 0, time.UTC)
		e.Time = &dateline.Time{Start: dateline.Moment{At: start}, End: dateline.Moment{At: start.AddDate(0, 0, 1)}, Grain: dateline.Day, Basis: dateline.Stated}
	}
	if town != "" {
		e.Place = &dateline.Place{Name: town, Grain: dateline.Town}
	}
	if killed >= 0 {
		e.Casualties = []dateline.Casualty{{Harm: dateline.Killed, Low: killed, High: killed}, {Harm: dateline.Killed, Low: 90, High: 90, Attackers: true}}
	}
	return e
}

func record(events ...dateline.Event) *dateline.Record {
	r := dateline.NewRecord(&dateline.Document{})
	r.Events = append(r.Events, events...)
	return r
}

// told gives the answers of units on lines: the key, then each coder's answer.
func told(units []Unit) string {
	var lines []string
	for _, u := range units {
		line := u.Key
		for _, a := range u.Answers {
			switch {
			case !a.Found:
				line += " | ."
			case !a.Stated:
				line += " | -"
			default:
				line += " | " + a.label
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestUnits(t *testing.T) {
	main := coded("e1", 10, "bombing", 1, "Aldora", 9)
	main.Main = true
	theirs := coded("e2", 12, "suicide-bombing", 2, "", 11) // the words overlap
	theirs.Main = true
	anna := record(main, coded("e2", 80, "arson", 0, "Berin", -1))
	omar := record(coded("e1", 200, "clash", 0, "", -1), theirs)
	units := Units([]*dateline.Record{anna, omar})
	want := `event.1 | yes | yes
event.1.type | bombing | suicide-bombing
event.1.status | happened | happened
event.1.time | 2024-05-01 to 2024-05-02 | 2024-05-02 to 2024-05-03
event.1.place | aldora town | -
event.1.killed | 9 to 9 | 11 to 11
event.1.injured | - | -
event.1.perpetrator | - | -
event.1.claim | - | -
event.2 | yes | -
event.2.type | arson | .
event.2.status | happened | .
event.2.time | - | .
event.2.place | berin town | .
event.2.killed | - | .
event.2.injured | - | .
event.2.perpetrator | - | .
event.2.claim | - | .
event.3 | - | yes`
	if got := told(units); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if a := units[5].Answers[1]; a.Path != "events.e2.casualties.0" || !strings.Contains(string(a.Value), `"low":11`) {
		t.Errorf("got %+v", a)
	}
	for _, c := range []struct {
		field       Field
		units, same int
	}{{Event, 3, 1}, {Type, 1, 0}, {Status, 1, 1}, {Place, 1, 0}, {Killed, 1, 0}, {Claim, 1, 1}} {
		for _, row := range Agreement(units, 0, 1) {
			if row.Field == c.field && (row.Units != c.units || row.Same != c.same) {
				t.Errorf("%s: got %+v, want %d of %d", c.field, row, c.same, c.units)
			}
		}
	}
}

func TestStatementsSideBySide(t *testing.T) {
	said := func(id string, from, to int, act dateline.Act, speaker string) dateline.Statement {
		words := dateline.Words{Text: speaker, Span: dateline.Span{From: from, To: to}}
		return dateline.Statement{ID: id, Act: act, Words: words, Speaker: &dateline.Speaker{Words: words}}
	}
	anna, omar := record(), record()
	anna.Statements = []dateline.Statement{said("s1", 0, 10, dateline.Reports, "police"), said("s2", 40, 60, dateline.Denies, "the group")}
	omar.Statements = []dateline.Statement{said("s1", 41, 60, dateline.Blames, "group")}
	want := `statement.1 | yes | -
statement.1.act | reports | .
statement.1.speaker | police | .
statement.2 | yes | yes
statement.2.act | denies | blames
statement.2.speaker | the group | group`
	if got := told(Units([]*dateline.Record{anna, omar})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Agreement over many reports is alpha over their units.
func TestAgreement(t *testing.T) {
	var units []Unit
	var pairs [][]float64
	for _, figures := range [][2]int{{9, 9}, {4, 5}, {12, 12}, {63, 62}, {0, 0}, {7, -1}, {-1, -1}} {
		one, other := coded("e1", 10, "bombing", 1, "Aldora", figures[0]), coded("e1", 10, "bombing", 1, "Aldora", figures[1])
		units = append(units, Units([]*dateline.Record{record(one), record(other)})...)
		if figures[1] >= 0 {
			pairs = append(pairs, []float64{float64(figures[0]), float64(figures[1])})
		}
	}
	for _, row := range Agreement(units, 0, 1) {
		share, ok := row.Share()
		switch row.Field {
		case Killed:
			want, _, _ := Alpha(Ratio, pairs)
			if math.Abs(row.Alpha-want) > 1e-12 || !row.Known || row.Values != 10 || row.Units != 7 || row.Same != 4 {
				t.Errorf("killed: got %+v, want alpha %v", row, want)
			}
		case Type: // all the same: nothing shows that they could be told apart
			if row.Known || !ok || share != 1 {
				t.Errorf("type: got %+v", row)
			}
		}
	}
}

func TestAgainst(t *testing.T) {
	units := Units([]*dateline.Record{record(coded("e1", 10, "bombing", 1, "Aldora", 9)), record(coded("e1", 10, "arson", 1, "Aldora", 8))})
	settled := map[string]Answer{}
	for key, value := range map[string]string{"event.1.type": `"bombing"`, "event.1.killed": `{"harm":"killed","low":9,"high":9}`, "event.1.place": `null`} {
		field := Field(key[strings.LastIndex(key, ".")+1:])
		a, err := Read(field, json.RawMessage(value))
		if err != nil {
			t.Fatal(err)
		}
		settled[key] = a
	}
	for coder, want := range []string{"[{type 1 1} {place 1 0} {killed 1 1}]", "[{type 1 0} {place 1 0} {killed 1 0}]"} {
		if got := fmt.Sprint(Against(units, coder, settled)); got != want {
			t.Errorf("coder %d: got %s, want %s", coder, got, want)
		}
	}
	for field, value := range map[Field]string{Type: `7`, Killed: `{"colour":1}`, Claim: `{"state":"unmentioned"}`, "colour": `"red"`} {
		if a, err := Read(field, json.RawMessage(value)); err == nil {
			t.Errorf("%s of %s: got %+v", field, value, a)
		}
	}
}
