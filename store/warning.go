package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"dateline"
)

// addWarnings keeps the forecasts of a report. Where there were some before, and one says
// the same, what an editor has matched stays matched.
func (w *work) addWarnings(p *parcel, b *bearing, listed bool) error {
	type match struct{ forecast, incident, author string }
	before, err := list(w, func(rows *sql.Rows) (m match, err error) { return m, rows.Scan(&m.forecast, &m.incident, &m.author) },
		`select forecast, incident, author from warning where report = $1 and incident is not null`, p.doc.ID)
	if err != nil {
		return err
	}
	if err := w.exec(`delete from warning where report = $1`, p.doc.ID); err != nil {
		return err
	}
	said := p.asOf()
	var rows [][]any
	for i := range p.record.Statements {
		s := &p.record.Statements[i]
		if s.Forecast == nil {
			continue
		}
		text, err := json.Marshal(s.Forecast)
		if err != nil {
			return fmt.Errorf("the forecast of %s: %w", s.ID, err)
		}
		speaker := ""
		if s.Speaker != nil {
			speaker = clean(s.Speaker.Text)
		}
		_, last, dated := days(s.Forecast.By)
		actor := s.Forecast.Actor
		if actor != "" {
			actor = b.of(actor, s.Text)
		}
		var incident any
		author := ""
		for _, m := range before {
			var f dateline.Forecast
			if err := json.Unmarshal([]byte(m.forecast), &f); err != nil {
				return fmt.Errorf("the forecast of %s: %w", s.ID, err)
			}
			if f.Actor == s.Forecast.Actor && f.What == s.Forecast.What {
				incident, author = m.incident, m.author
			}
		}
		rows = append(rows, []any{p.doc.ID + "/" + s.ID, p.doc.ID, s.ID, speaker, actor, stamped(said), day(said),
			nothing(last, dated), string(text), incident, author, flag(listed)})
	}
	return w.insert(`insert into warning (key, report, statement, speaker, actor, said, said_day, horizon_day, forecast, incident, author, listed)`,
		`on conflict do nothing`, rows)
}

// A WarningFilter says which forecasts are wanted. What is empty does not matter.
type WarningFilter struct {
	Actor    string                // id of who may act
	State    dateline.WarningState // matched are those alone that an editor has matched
	From, To time.Time             // they were said on these days, both inclusive
}

// Warnings lists forecasts with where they stand today, the last said first: so many, all for a
// limit of 0. Those of copies and of older versions of reports are left out. An incident that
// nobody has matched a forecast with is not proposed here.
func (s *Store) Warnings(ctx context.Context, f WarningFilter, limit int) (warnings []dateline.Warning, err error) {
	err = s.view(ctx, "warnings", func(w *work) error {
		c := &condition{}
		c.and(`listed = 1`)
		veil, err := w.veil()
		if err != nil {
			return err
		}
		veil.without(c, `report`, veiledReports)
		if f.Actor != "" {
			c.and(`actor = ?`, f.Actor)
		}
		if !f.From.IsZero() {
			c.and(`said_day >= ?`, day(f.From))
		}
		if !f.To.IsZero() {
			c.and(`said_day <= ?`, day(f.To))
		}
		switch f.State {
		case "":
		case dateline.WarningMatched:
			c.and(`incident is not null`)
		case dateline.WarningDue:
			c.and(`incident is null and horizon_day < ?`, w.today())
		case dateline.WarningOpen:
			c.and(`incident is null and (horizon_day is null or horizon_day >= ?)`, w.today())
		default:
			return fmt.Errorf("%q is no state of a warning", f.State)
		}
		query := `select statement, report, speaker, said, actor, forecast, coalesce(incident, ''), author from warning where ` + c.String() + ` order by said_day desc, key desc`
		if limit > 0 {
			query += fmt.Sprintf(` limit %d`, limit)
		}
		hidden, err := w.hiddenIncidents()
		if err != nil {
			return err
		}
		warnings, err = list(w, scanWarning, query, c.values...)
		for i := range warnings {
			one := &warnings[i]
			if hidden[one.Incident] {
				one.Incident, one.Confirmed = "", ""
			}
			_, last, dated := days(one.By)
			switch {
			case one.Incident != "":
				one.State = dateline.WarningMatched
			case dated && last < w.today():
				one.State = dateline.WarningDue
			}
		}
		return err
	})
	return warnings, err
}

func scanWarning(rows *sql.Rows) (dateline.Warning, error) {
	one := dateline.Warning{State: dateline.WarningOpen}
	var said, actor, forecast string
	err := rows.Scan(&one.Statement, &one.Report, &one.Speaker, &said, &actor, &forecast, &one.Incident, &one.Confirmed)
	if err != nil {
		return one, err
	}
	if err := json.Unmarshal([]byte(forecast), &one.Forecast); err != nil {
		return one, fmt.Errorf("the forecast %s/%s: %w", one.Report, one.Statement, err)
	}
	one.Actor = actor // who bears the name
	one.Said, err = moment(said)
	return one, err
}

// match settles which incident a forecast foretold; empty for none.
func (d *editing) match(key, incident string) error {
	was := &matchState{}
	ok, err := d.one(`select coalesce(incident, ''), author from warning where key = $1`, []any{key}, &was.Incident, &was.By)
	switch {
	case err != nil:
		return err
	case !ok:
		return fmt.Errorf("the forecast %s: %w", key, ErrUnknown)
	case incident == "" && was.Incident == "":
		return fmt.Errorf("the forecast %s is matched with no incident", key)
	}
	is := &matchState{}
	if incident != "" {
		entry, _, err := d.follow(incident)
		if err != nil {
			return err
		}
		is = &matchState{entry.ID, d.edit.Author}
		d.incident = entry.ID
	}
	d.before.Matches, d.after.Matches = map[string]*matchState{key: was}, map[string]*matchState{key: is}
	return d.restoreMatch(key, is)
}

func (d *editing) restoreMatch(key string, to *matchState) error {
	return d.exec(`update warning set incident = $1, author = $2 where key = $3`, nothing(to.Incident, to.Incident != ""), to.By, key)
}
