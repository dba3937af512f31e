package link

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline"
)

// figureOf makes a telling with one figure of the dead, given by a speaker or by the report.
func figureOf(report, site, speaker string, hour, low, high int, more ...dateline.Casualty) (*dateline.Telling, *dateline.Record) {
	casualty := dateline.Casualty{Harm: dateline.Killed, Low: low, High: high}
	record := &dateline.Record{}
	if speaker != "" {
		casualty.Statement = "s1"
		record.Statements = []dateline.Statement{{ID: "s1", Speaker: &dateline.Speaker{Words: dateline.Words{Text: speaker}}}}
	}
	return &dateline.Telling{Report: report, Site: site, Published: time.Date(2024, 5, 1, hour, 0, 0, 0, time.UTC),
		Event: dateline.Event{ID: "e1", Casualties: append([]dateline.Casualty{casualty}, more...)}}, record
}

func TestTolls(t *testing.T) {
	type told struct {
		report, site, speaker string
		hour, low, high       int
		more                  []dateline.Casualty
	}
	attackers := dateline.Casualty{Harm: dateline.Killed, Low: 4, High: 4, Attackers: true}
	running := dateline.Casualty{Harm: dateline.Killed, Low: 144, High: 144, Running: true, Statement: "s1"}
	nurses := dateline.Casualty{Harm: dateline.Killed, Low: 3, High: 3, Who: "nurses"}
	for _, test := range []struct {
		name                       string
		told                       []told
		newest, conservative, ucdp string // low/best/high
	}{
		{"one source", []told{{"a", "Post", "police", 8, 9, 9, nil}}, "9/9/9", "9/9/9", "9/9/9"},
		{"a source that corrects itself", []told{{"a", "Post", "police", 8, 9, 9, nil}, {"b", "Herald", "police", 12, 14, 14, nil}}, "14/14/14", "14/14/14", "14/14/14"},
		{"two sources that differ, and one agrees", []told{{"a", "Post", "police", 8, 9, 9, nil}, {"b", "Herald", "a doctor", 12, 14, 14, nil}, {"c", "Sun", "the army", 10, 9, 9, nil}}, "9/14/14", "9/9/14", "9/9/14"},
		{"open above", []told{{"a", "Post", "police", 8, 10, dateline.Open, nil}}, "10/10/-1", "10/10/-1", "10/10/-1"},
		{"attackers and parts are apart", []told{{"a", "Post", "", 8, 12, 12, []dateline.Casualty{attackers, nurses}}}, "12/12/12 attackers 4", "12/12/12 attackers 4", "12/12/12 attackers 4"},
		{"one more, and the total with it", []told{{"a", "Post", "", 8, 143, 143, nil}, {"b", "Herald", "", 12, 1, 1, []dateline.Casualty{running}}}, "143/144/144", "143/143/144", "143/144/144"},
		{"a round figure after a count", []told{{"a", "Post", "police", 8, 144, 144, nil}, {"b", "Herald", "", 12, 141, dateline.Open, nil}}, "141/144/-1", "141/141/-1", "141/141/-1"},
		{"an open figure above a count", []told{{"a", "Post", "police", 8, 93, 93, nil}, {"b", "Herald", "", 12, 100, dateline.Open, nil}}, "93/100/-1", "93/93/-1", "93/100/-1"},
		{"figures of two languages, one of them corrected", []told{{"a", "Post", "the ministry", 8, 9, 9, nil}, {"b", "الميناء", "وزارة الصحة", 12, 14, 14, nil}, {"c", "المزرعة", "وزارة الصحة", 14, 16, 16, nil}}, "9/16/16", "9/9/16", "9/16/16"},
		{"a site that raises its count", []told{{"a", "Post", "", 8, 5, 5, nil}, {"b", "Post", "", 9, 7, 7, nil}}, "7/7/7", "7/7/7", "7/7/7"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var tellings []*dateline.Telling
			records := map[string]*dateline.Record{}
			for _, x := range test.told {
				telling, record := figureOf(x.report, x.site, x.speaker, x.hour, x.low, x.high, x.more...)
				tellings = append(tellings, telling)
				records[x.report] = record
			}
			ledger := Ledger(tellings, records)
			for rule, want := range map[string]string{dateline.NewestToll: test.newest, dateline.ConservativeToll: test.conservative, dateline.UCDPToll: test.ucdp} {
				tolls, err := Tolls(ledger, rule)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, toll := range tolls {
					line := fmt.Sprintf("%d/%d/%d", toll.Low, toll.Best, toll.High)
					if toll.Attackers > 0 {
						line += fmt.Sprint(" attackers ", toll.Attackers)
					}
					got = append(got, line)
				}
				if strings.Join(got, ", ") != want {
					t.Errorf("%s: got %s, want %s", rule, strings.Join(got, ", "), want)
				}
			}
		})
	}
	if _, err := Tolls(nil, "average"); err == nil {
		t.Error("a rule that there is not was taken")
	}
}
