package store

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"dateline"
)

// dossierSchema is the migration with which what reports say of actors is kept in rows.
const dossierSchema = 7

// fill keeps in rows what the reports say that were added before there were such rows.
func (w *work) fill(at *upgrade) error {
	if err := at.through(w, "reports", `select count(*) from report`); err != nil {
		return err
	}
	for _, table := range []string{"alias_report", "involved"} {
		if err := w.exec(`delete from ` + table); err != nil {
			return err
		}
	}
	for after := int64(0); ; {
		numbers, err := list(w, func(rows *sql.Rows) (n int64, err error) { return n, rows.Scan(&n) },
			`select number from report where number > $1 order by number limit 100`, after)
		if err != nil {
			return err
		}
		if len(numbers) == 0 {
			break
		}
		for _, after = range numbers {
			if err := w.fillReport(after); err != nil {
				return err
			}
		}
		at.did(len(numbers))
	}
	if err := w.countParts(); err != nil {
		return fmt.Errorf("count who has a part in what: %w", err)
	}
	return w.castSettled()
}

func (w *work) fillReport(number int64) error {
	about, err := scanOne(w, `select `+reportColumns+` from report where number = $1`, number)
	if err != nil {
		return err
	}
	p, err := w.keptParcel(about)
	if err != nil {
		return err
	}
	p.number = number
	if err := w.addNamed(p, about.listed()); err != nil {
		return fmt.Errorf("what %s says of actors: %w", about.ID, err)
	}
	return nil
}

// castSettled keeps who has a part in the incidents of reports with names that editors have settled.
func (w *work) castSettled() error {
	incidents, err := w.texts(`select distinct l.incident from alias s join alias a on a.folded = s.folded
		join alias_report r on r.actor = a.actor and r.name = a.name join telling t on t.report = r.report join link l on l.telling = t.stands where s.state <> ''`)
	if err != nil {
		return err
	}
	place := newPlacing(w, "")
	for _, id := range incidents {
		if err := place.cast(id); err != nil {
			return fmt.Errorf("who has a part in %s: %w", id, err)
		}
	}
	return nil
}

// listed tells whether a report stands for itself: it is no copy, and there is no newer version of it.
func (r *Report) listed() bool { return r.Newer == "" && r.Source == r.ID }

// keptParcel makes a parcel of a report that is kept, to be gone through again.
func (w *work) keptParcel(about *Report) (*parcel, error) {
	text, err := w.recordText(about.ID)
	if err != nil {
		return nil, err
	}
	var record dateline.Record
	if err := json.Unmarshal(text, &record); err != nil {
		return nil, fmt.Errorf("the record of %s: %w", about.ID, err)
	}
	p := &parcel{raw: &dateline.Raw{Retrieved: about.Retrieved}, doc: record.Document, record: &record, published: publishedAt(record.Document.Published)}
	p.tell(about.Source)
	return p, nil
}
