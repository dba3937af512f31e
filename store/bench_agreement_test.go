package store

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline"
)

// BenchmarkAgreement works out how far two coders agree over all fields of 10,000 reports, and how the machine stands: once as the set is first
// asked for, and again, as each step of adjudication does.
//
//	go test ./store -run xxx -bench Agreement -benchtime 3x
func BenchmarkAgreement(b *testing.B) {
	const reports = 10_000
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(b.TempDir(), "record.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.change(ctx, "fill", func(w *work) error { return w.fillSet(reports) }); err != nil {
		b.Fatal(err)
	}
	for _, again := range []bool{false, true} {
		b.Run(map[bool]string{false: "first", true: "again"}[again], func(b *testing.B) {
			for b.Loop() {
				if !again {
					s.agreed.sets = nil
				}
				a, err := s.Agreement(ctx, "big")
				if err != nil || len(a.Coders) != 13 || len(a.Machine) < 5 {
					b.Fatal(a, err)
				}
			}
		})
	}
}

// fillSet makes a set of reports that two have coded, with an event, two statements and some differences each.
func (w *work) fillSet(reports int) error {
	begin := []string{`insert into coding_set (id, name, author, created, closed) values ('big', 'Big', 'e', '', '')`,
		`insert into coding_coder (set_id, coder, position) values ('big', 'anna', 0), ('big', 'omar', 1)`}
	for _, query := range begin {
		if err := w.exec(query); err != nil {
			return err
		}
	}
	text := strings.Repeat("Nine people were killed and others hurt when a bomb went off at a market, the police said. ", 25)
	for i := range reports {
		id := fmt.Sprintf("sha256:%016d", i)
		var texts []string
		for coder := range 3 {
			record, err := json.Marshal(someRecord(i, coder, text))
			if err != nil {
				return err
			}
			texts = append(texts, string(record))
		}
		for _, row := range []struct {
			query  string
			values []any
		}{
			{`insert into source (sha256, name, url, content_type, retrieved, truncated, bytes) values ($1, '', '', '', '', 0, '')`, []any{id}},
			{`insert into report (number, id, sha256, url, title, site, language, published, retrieved, record, record_version, source_report, added_at)
				values ($1, $2, $2, '', 'A title', 'A', 'en', '', '', '', '1', $2, '')`, []any{i + 1, id}},
			{`insert into coding_report (set_id, report, position, machine) values ('big', $1, $2, $3)`, []any{id, i, texts[2]}},
			{`insert into coding_sheet (set_id, report, coder, record, steps, done) values ('big', $1, 'anna', $2, '[]', 'x'), ('big', $1, 'omar', $3, '[]', 'x')`, []any{id, texts[0], texts[1]}},
			{`insert into coding_settled (set_id, report, unit, taken, value, reason, author, at, edits) values ('big', $1, 'event.1.type', '0', '"bombing"', '', 'e', '', '{}'),
				('big', $1, 'event.1.killed', '0', '{"harm":"killed","low":9,"high":9}', '', 'e', '', '{}'), ('big', $1, 'event.1.status', '0', '"happened"', '', 'e', '', '{}'),
				('big', $1, 'event.1.time', 'other', 'null', '', 'e', '', '{}'), ('big', $1, 'statement.1.act', '1', '"denies"', '', 'e', '', '{}')`, []any{id}},
		} {
			if err := w.exec(row.query, row.values...); err != nil {
				return err
			}
		}
	}
	return nil
}

// someRecord is what a coder took from a report: not all take the same.
func someRecord(i, coder int, text string) *dateline.Record {
	r := dateline.NewRecord(&dateline.Document{ID: fmt.Sprint(i), Text: text, Language: "en"})
	words := func(at int) dateline.Words {
		return dateline.Words{Text: text[at : at+20], Span: dateline.Span{From: at, To: at + 20}}
	}
	odd := (i*7+coder*3)%5 == 0
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%4000)
	killed := i % 300
	kind := "bombing"
	if odd {
		kind, killed = "arson", killed+coder
		day = day.AddDate(0, 0, coder)
	}
	event := dateline.Event{ID: "e1", Type: kind, Status: dateline.Happened, Main: true, Words: words(10),
		Time:  &dateline.Time{Start: dateline.Moment{At: day}, End: dateline.Moment{At: day.AddDate(0, 0, 1)}, Grain: dateline.Day, Basis: dateline.Stated, Words: words(40)},
		Place: &dateline.Place{Name: fmt.Sprint("Town ", i%900), Grain: dateline.Town, Words: words(60)}, Claim: dateline.Claim{State: dateline.Claimed, By: []string{fmt.Sprint("front-", i%50)}}}
	event.Casualties = []dateline.Casualty{{Harm: dateline.Killed, Low: killed, High: killed, Words: words(80)}, {Harm: dateline.Injured, Low: 2 * killed, High: 2 * killed, Words: words(90)}}
	event.Roles = []dateline.Role{{Role: dateline.Perpetrator, Actor: fmt.Sprint("front-", i%50), Basis: dateline.Claimed, Words: words(100)}}
	r.Events = append(r.Events, event)
	for j, act := range []dateline.Act{dateline.Denies, dateline.Assesses} {
		s := dateline.Statement{ID: fmt.Sprint("s", j+1), Act: act, Words: words(200 + 100*j), Speaker: &dateline.Speaker{Words: dateline.Words{Text: fmt.Sprint("speaker ", i)}}}
		if act == dateline.Assesses {
			s.Forecast = &dateline.Forecast{What: "an attack", By: event.Time}
		}
		r.Statements = append(r.Statements, s)
	}
	return r
}
