package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
)

// A Remark is what a report says of an actor: a trait, or an assessment by somebody who is asked.
type Remark struct {
	Kind    string         `json:"kind,omitempty"`    // of a trait
	Value   string         `json:"value"`             // in the report's words
	Other   string         `json:"other,omitempty"`   // of a trait: id of the other actor
	Time    *dateline.Time `json:"time,omitempty"`    // of a trait: when it held or happened
	Speaker string         `json:"speaker,omitempty"` // in the report's words; empty for the report's own voice
	Report  string         `json:"report"`
	Site    string         `json:"site,omitempty"`
	Said    time.Time      `json:"said"` // when the report appeared
	dateline.Words
	Reports int `json:"reports,omitempty"` // of a trait: that say the same, this one being the newest; copies are not counted
}

// The sorts of remark.
const (
	sortTrait      = "trait"
	sortAssessment = "assessment"
)

// asOf is the moment from which a report speaks.
func (p *parcel) asOf() time.Time {
	if p.published.IsZero() {
		return p.raw.Retrieved.UTC()
	}
	return p.published
}

// addRemarks keeps the traits and the assessments of a report.
func (w *work) addRemarks(p *parcel, b *bearing, listed bool) error {
	var rows, values [][]any
	seen := map[[3]string]bool{}
	add := func(actor, sort, same string, r Remark) error {
		r.Report, r.Site, r.Said = p.doc.ID, p.doc.Site, p.asOf()
		text, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("what is said of %s: %w", actor, err)
		}
		value := [3]string{actor, clean(r.Kind), clean(same)}
		if listed && sort == sortTrait && !seen[value] { // no statement may meet a row twice
			values = append(values, []any{actor, value[1], value[2], clean(r.Other), 1, day(r.Said), p.doc.ID, len(rows)})
		}
		seen[value] = true
		rows = append(rows, []any{p.doc.ID, len(rows), actor, sort, clean(r.Kind), clean(r.Other), clean(same), day(r.Said), flag(listed), clean(string(text))})
		return nil
	}
	statements := map[string]*dateline.Statement{}
	for i := range p.record.Statements {
		statements[p.record.Statements[i].ID] = &p.record.Statements[i]
	}
	for _, t := range p.record.Traits {
		r := Remark{Kind: t.Kind, Value: t.Value, Time: t.Time, Words: t.Words}
		same := foldName(t.Value)
		if t.Other != "" {
			r.Other = b.of(t.Other, t.Text)
			same = r.Other
		}
		if s := statements[t.Statement]; s != nil && s.Speaker != nil {
			r.Speaker = s.Speaker.Text
		}
		if err := add(b.of(t.Actor, t.Text), sortTrait, same, r); err != nil {
			return err
		}
	}
	for i := range p.record.Statements {
		s := &p.record.Statements[i]
		if s.Act != dateline.Assesses || s.Content == nil {
			continue
		}
		r := Remark{Value: s.Content.Text, Words: *s.Content}
		if s.Speaker != nil {
			r.Speaker = s.Speaker.Text
		}
		for _, actor := range assessed(p.record, s, b) {
			if err := add(actor, sortAssessment, "", r); err != nil {
				return err
			}
		}
	}
	if err := w.insert(`insert into remark (report, number, actor, sort, kind, other, same, said_day, listed, remark)`, ``, rows); err != nil {
		return err
	}
	const newer = `case when excluded.said_day > trait.said_day or excluded.said_day = trait.said_day and excluded.report > trait.report then `
	return w.insert(`insert into trait (actor, kind, same, other, reports, said_day, report, number)`, `on conflict (actor, kind, same) do update set
		reports = trait.reports + 1, said_day = `+newer+`excluded.said_day else trait.said_day end,
		report = `+newer+`excluded.report else trait.report end, number = `+newer+`excluded.number else trait.number end`, values)
}

// dropTraits takes away what a report counts for among the values of traits: of all that it says of actors, before
// its remarks go or are listed no more.
func (w *work) dropTraits(report string, drop func() error) error {
	type value struct{ actor, kind, same string }
	values, err := list(w, func(rows *sql.Rows) (v value, err error) { return v, rows.Scan(&v.actor, &v.kind, &v.same) },
		`select distinct actor, kind, same from remark where report = $1 and sort = 'trait' and listed = 1`, report)
	if err != nil {
		return err
	}
	if err := drop(); err != nil {
		return err
	}
	for _, v := range values {
		var said, number int
		var newest string
		left, err := w.one(`select said_day, report, number from remark where actor = $1 and kind = $2 and same = $3 and sort = 'trait' and listed = 1
			order by said_day desc, report desc, number limit 1`, []any{v.actor, v.kind, v.same}, &said, &newest, &number)
		switch {
		case err != nil:
		case left:
			err = w.exec(`update trait set reports = reports - 1, said_day = $1, report = $2, number = $3 where actor = $4 and kind = $5 and same = $6`,
				said, newest, number, v.actor, v.kind, v.same)
		default:
			err = w.exec(`delete from trait where actor = $1 and kind = $2 and same = $3`, v.actor, v.kind, v.same)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// assessed gives whom a statement judges: whom it names, whom a trait is of that rests on it, and who
// may act as it says; not who speaks.
func assessed(record *dateline.Record, s *dateline.Statement, b *bearing) []string {
	var all []string
	add := func(actor, words string) {
		if actor == "" || s.Speaker != nil && (s.Speaker.Actor == actor || s.Speaker.For == actor) {
			return
		}
		if actor = b.of(actor, words); !slices.Contains(all, actor) {
			all = append(all, actor)
		}
	}
	content := " " + foldName(s.Content.Text) + " "
	for i := range record.Actors {
		id := record.Actors[i].ID
		for _, n := range b.names[id] {
			if strings.Contains(content, " "+n.folded+" ") {
				add(id, s.Content.Text)
			}
		}
	}
	for _, t := range record.Traits {
		if t.Statement == s.ID {
			add(t.Actor, t.Text)
		}
	}
	if s.Forecast != nil {
		add(s.Forecast.Actor, s.Content.Text)
	}
	return all
}

// addAccounts keeps what a report says of who did what it tells.
func (w *work) addAccounts(p *parcel, b *bearing) error {
	var rows [][]any
	for _, t := range p.tellings {
		for _, a := range t.Accounts(p.record) {
			if a.Actor != "" {
				a.Actor = b.of(a.Actor, a.Text)
			}
			text, err := json.Marshal(a)
			if err != nil {
				return fmt.Errorf("who did %s: %w", t.Key(), err)
			}
			rows = append(rows, []any{p.doc.ID, len(rows), t.Key(), string(a.Act), a.Actor, day(a.AsOf), clean(string(text))})
		}
	}
	return w.insert(`insert into account (report, number, telling, act, actor, said_day, account)`, ``, rows)
}
