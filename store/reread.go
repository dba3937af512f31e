package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"dateline"
)

// Reread puts a new reading of the same bytes in the place of the record of a report, and places
// its events anew. What editors have set in the record stays set, and tellings stay where editors have put
// them, as far as the new reading has an event of the same type and time (or the main event
// still). Without a Grouper, that of the store is used. ErrUnknown if the report is not there. The same record changes nothing.
func (s *Store) Reread(ctx context.Context, record *dateline.Record, group Grouper) (Added, error) {
	var added Added
	if group == nil {
		group = s.Group
	}
	if record == nil || record.Document == nil {
		return added, errors.New("reread a report: no record")
	}
	err := s.change(ctx, "reread "+record.Document.ID, func(w *work) (err error) {
		added, err = w.reread(record, group)
		return err
	})
	if err != nil {
		return Added{}, err
	}
	return added, nil
}

// Preview gives what Reread would keep of a new reading of a report: with what editors have set in it. ErrUnknown if the
// report is not there.
func (s *Store) Preview(ctx context.Context, record *dateline.Record) (set *dateline.Record, err error) {
	err = s.view(ctx, "reread "+record.Document.ID, func(w *work) error {
		if _, err := w.recordText(record.Document.ID); err != nil {
			return err
		}
		olds, err := w.olders(record.Document.ID, record)
		if err != nil {
			return err
		}
		set, _, err = w.setAgain(record.Document.ID, record, olds)
		return err
	})
	return set, err
}

// An older is a telling as it was before its report was read anew.
type older struct {
	kept
	renamed  string          // key of the same event in the new reading; empty for none
	incident string          // that it is linked to; empty for none
	by       string          // who linked it
	ruled    string          // incident that an editor put it in
	sides    []dateline.Side // that it is on of what is kept apart
}

func (w *work) reread(record *dateline.Record, group Grouper) (Added, error) {
	id := record.Document.ID
	added := Added{Report: id}
	about, err := scanOne(w, `select `+reportColumns+` from report where id = $1`, id)
	if err != nil {
		return added, err
	}
	if about.SHA256 != record.Document.SHA256 {
		return added, fmt.Errorf("the record is of other bytes: sha256 %s, not %s", record.Document.SHA256, about.SHA256)
	}
	olds, err := w.olders(id, record)
	if err != nil {
		return added, err
	}
	record, settle, err := w.setAgain(id, record, olds)
	if err != nil {
		return added, fmt.Errorf("set again what editors have set: %w", err)
	}
	text, err := json.Marshal(record)
	if err != nil {
		return added, fmt.Errorf("write the record: %w", err)
	}
	was, err := w.recordText(id)
	if err != nil {
		return added, err
	}
	if bytes.Equal(text, was) {
		added.Known = true
		added.Incidents, err = w.incidentsOf(id)
		return added, err
	}
	p := &parcel{raw: &dateline.Raw{Retrieved: about.Retrieved}, doc: record.Document, record: record, published: publishedAt(record.Document.Published)}
	if err := settle(); err != nil {
		return added, fmt.Errorf("what editors have set: %w", err)
	}
	if err := json.Unmarshal(was, &p.before); err != nil {
		return added, fmt.Errorf("the record of %s: %w", id, err)
	}
	if err := w.rewriteReport(p, text, was, about); err != nil {
		return added, err
	}
	place := newPlacing(w, id)
	freed, err := w.renew(p, about, olds, place)
	if err != nil {
		return added, err
	}
	o, err := w.openRecord(id)
	if err != nil {
		return added, err
	}
	if err := w.keepReview(o); err != nil {
		return added, err
	}
	seeds, err := w.keptOf(id)
	if err != nil {
		return added, err
	}
	if added.Incidents, err = place.settle(id, append(seeds, freed...), group); err != nil {
		return added, fmt.Errorf("place what it tells: %w", err)
	}
	added.Changes = w.log
	return added, w.keepLog()
}

// olders gives the tellings of a report as they are, and what each is called in a new reading.
func (w *work) olders(id string, record *dateline.Record) ([]older, error) {
	before, err := w.keptOf(id)
	if err != nil {
		return nil, err
	}
	p := &parcel{raw: &dateline.Raw{}, doc: record.Document, record: record}
	p.tell(id)
	among := make([]kept, len(p.tellings))
	for i, t := range p.tellings {
		among[i] = kept{Telling: t, stands: t.Key()}
	}
	taken := map[string]bool{}
	var all []older
	for _, t := range before {
		o := older{kept: t}
		if same := twin(&t.Event, among, false, taken); same != nil {
			o.renamed = same.Key()
			taken[o.renamed] = true
		}
		if _, err := w.one(`select incident, author from link where telling = $1`, []any{t.Key()}, &o.incident, &o.by); err != nil {
			return nil, err
		}
		if _, err := w.one(`select incident from ruling where telling = $1`, []any{t.Key()}, &o.ruled); err != nil {
			return nil, err
		}
		sides, err := w.sidesOf([]string{t.Key()})
		if err != nil {
			return nil, err
		}
		o.sides = sides[t.Key()]
		all = append(all, o)
	}
	return all, nil
}

// rewriteReport keeps another record of a report than it was.
func (w *work) rewriteReport(p *parcel, text, was []byte, about *Report) error {
	doc := p.doc
	stated := ""
	if doc.Published != nil {
		stated = doc.Published.At
	}
	var number int64
	_, err := w.one(`update report set record = $1, record_version = $2, url = $3, title = $4, site = $5, language = $6, published = $7, published_at = $8
		where id = $9 returning number`, []any{w.store.packed(text), p.record.Version, clean(doc.URL), clean(doc.Title), clean(doc.Site), clean(doc.Language), clean(stated),
		maybeStamped(p.published), about.ID}, &number)
	if err != nil {
		return err
	}
	if err := w.exec(w.store.dialect.dropWords, number); err != nil {
		return err
	}
	words := dateline.NameWords(doc.Text)
	if err := w.addWords(number, wordsOf(doc, words)); err != nil {
		return err
	}
	before, err := textOf(was)
	if err != nil {
		return fmt.Errorf("the record of %s: %w", about.ID, err)
	}
	in, values := among(sketch(shingles(dateline.NameWords(before))), 1)
	if len(values) > 0 {
		if err := w.exec(`delete from band where report = $1 and value in `+in, append([]any{number}, values...)...); err != nil {
			return err
		}
	}
	runs := shingles(words)
	return w.addSketch(number, runs, sketch(runs))
}

// renew puts the tellings of a new reading in the place of the old ones. It gives those tellings of
// copies that now stand for themselves.
func (w *work) renew(p *parcel, about *Report, olds []older, place *placing) (freed []kept, err error) {
	for _, o := range olds {
		if o.incident != "" {
			place.touched[o.incident] = true
		}
		for _, query := range []string{`delete from link where telling = $1`, `delete from ruling where telling = $1`, `delete from apart where telling = $1`,
			`delete from involved where telling = $1`, `delete from telling where key = $1`} {
			if err := w.exec(query, o.Key()); err != nil {
				return nil, err
			}
		}
	}
	if err := w.addTellings(p, kinship{source: about.Source, newer: about.Newer}); err != nil {
		return nil, err
	}
	if err := w.addNamed(p, about.listed()); err != nil {
		return nil, err
	}
	followers := map[string][]kept{} // before any is renamed to what another was called
	for _, o := range olds {
		if followers[o.Key()], err = list(w, scanKept, keptColumns+`where t.stands = $1 and t.report <> $2`, o.Key(), about.ID); err != nil {
			return nil, err
		}
	}
	for _, o := range olds {
		var stands string // what stands for it now: itself, or the original's
		if _, err := w.one(`select stands from telling where key = $1`, []any{o.renamed}, &stands); err != nil {
			return nil, err
		}
		for _, f := range followers[o.Key()] {
			stands := stands
			if stands == "" {
				stands = f.Key()
				freed = append(freed, kept{Telling: f.Telling, stands: stands, rejected: f.rejected})
			}
			if err := w.exec(`update telling set stands = $1 where key = $2`, stands, f.Key()); err != nil {
				return nil, err
			}
		}
		if o.renamed == "" || stands != o.renamed {
			continue
		}
		if err := w.exec(`update telling set rejected = $1 where key = $2`, flag(o.rejected), o.renamed); err != nil {
			return nil, err
		}
		if o.incident != "" {
			err := w.exec(`insert into link (telling, incident, score, reasons, author) values ($1, $2, 0, '[]', $3)`, o.renamed, o.incident, o.by)
			if err != nil {
				return nil, err
			}
		}
		for _, side := range o.sides {
			if err := w.exec(`insert into apart (edit, telling, side) values ($1, $2, $3)`, side.Edit, o.renamed, flag(side.Second)); err != nil {
				return nil, err
			}
		}
		if o.ruled != "" {
			if err := w.exec(`insert into ruling (telling, incident) values ($1, $2)`, o.renamed, o.ruled); err != nil {
				return nil, err
			}
		}
	}
	return freed, nil
}
