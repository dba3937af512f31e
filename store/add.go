package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"dateline"
)

// Added says what came of adding a report.
type Added struct {
	Report   string   // its id
	Known    bool     // the same bytes were there already, and nothing was changed
	CopyOf   string   // id of the first report whose text it copies; empty if it is no copy
	UpdateOf []string // ids of the reports that it is a newer version of
	Newer    string   // id of the report that is a newer version of it; empty for none
	// Incidents are the ids of the incidents that its events are in, in the order of the
	// record, each once; a copy's are those of its original.
	Incidents []string
	Changes   []Change // in the order in which they were made
}

// A Change is one thing that was changed in the record.
type Change struct {
	At       time.Time
	Kind     string // one of the kinds of change
	Incident string // its id
	Report   string // id of the report that brought it; empty if an editor did
	Edit     int64  // id of the edit that brought it; 0 if a report did
	Field    string // of a value: type, status, killed, injured, claim, place or day; else empty
	Words    string // for people: "killed 11, was 9"
	number   int64  // of one that is kept
}

// The kinds of change.
const (
	ChangeNew    = "new"    // an incident that was not there
	ChangeLink   = "link"   // a telling came to an incident, or left it
	ChangeValue  = "value"  // what the tellings of an incident come to
	ChangeMerged = "merged" // all of an incident is part of another
	ChangeApart  = "apart"  // it is kept apart from another, or no longer
	ChangeDenial = "denial" // a report passes on that somebody denies it
)

// A parcel is a report made ready to be kept.
type parcel struct {
	raw         *dateline.Raw
	doc         *dateline.Document
	record      *dateline.Record
	sha256      string
	bytes, text []byte // packed
	published   time.Time
	runs        []uint64
	sketch      []int64
	words       string
	tellings    []*dateline.Telling
	number      int64            // of the report; 0 until it is known
	before      *dateline.Record // the one that is replaced, of a report that is kept; nil if it is the same
	standing    []railed         // those that were kept and stand for themselves
}

func (s *Store) parcel(raw *dateline.Raw, record *dateline.Record) (*parcel, error) {
	if raw == nil || record == nil || record.Document == nil {
		return nil, errors.New("a report without bytes or without a record")
	}
	sum := sha256.Sum256(raw.Bytes)
	p := &parcel{raw: raw, record: record, doc: record.Document, sha256: hex.EncodeToString(sum[:])}
	if p.doc.SHA256 != p.sha256 {
		return nil, fmt.Errorf("the record is of other bytes: sha256 %s, not %s", p.doc.SHA256, p.sha256)
	}
	if p.doc.ID == "" || strings.Contains(p.doc.ID, "/") {
		return nil, fmt.Errorf("%q is no id of a report", p.doc.ID)
	}
	text, err := json.Marshal(record)
	if err != nil {
		return nil, fmt.Errorf("write the record: %w", err)
	}
	p.bytes, p.text = s.packed(raw.Bytes), s.packed(text)
	p.published = publishedAt(p.doc.Published)
	words := dateline.NameWords(p.doc.Text)
	p.runs = shingles(words)
	p.sketch = sketch(p.runs)
	p.words = wordsOf(p.doc, words)
	return p, nil
}

// publishedAt is the moment of publication in UTC, midnight if only the day is stated.
// It is zero if nobody says, or if what is said cannot be read.
func publishedAt(p *dateline.Published) time.Time {
	if p == nil {
		return time.Time{}
	}
	if at, err := time.Parse(time.RFC3339, p.At); err == nil {
		return at.UTC()
	}
	at, _ := p.Day()
	return at
}

// telling gives the events of the record as tellings.
func (p *parcel) tell(source string) {
	p.tellings = nil
	for _, event := range p.record.Events {
		p.tellings = append(p.tellings, &dateline.Telling{
			Report: p.doc.ID, Event: event, Published: p.published, Retrieved: p.raw.Retrieved.UTC(),
			Title: p.doc.Title, Site: p.doc.Site, Source: source,
		})
	}
}

// Add keeps a report and places its events in incidents, in one transaction: what it has
// acknowledged is there whole, and of what it has not nothing is. The same bytes again
// change nothing. The record must be of these bytes. Without a Grouper, that of the store is used.
func (s *Store) Add(ctx context.Context, raw *dateline.Raw, record *dateline.Record, group Grouper) (Added, error) {
	if group == nil {
		group = s.Group
	}
	p, err := s.parcel(raw, record)
	if err != nil {
		return Added{}, fmt.Errorf("add a report: %w", err)
	}
	var added Added
	err = s.change(ctx, "add "+p.doc.ID, func(w *work) error {
		added, err = w.add(p, group)
		return err
	})
	if err != nil {
		return Added{}, err
	}
	return added, nil
}

func (w *work) add(p *parcel, group Grouper) (Added, error) {
	id := p.doc.ID
	added, kinship, err := w.foretell(p)
	if err != nil {
		return added, err
	}
	if added.Known {
		added.Incidents, err = w.incidentsOf(added.Report)
		return added, err
	}
	if err := w.addReport(p, kinship); err != nil {
		return added, fmt.Errorf("keep the report: %w", err)
	}
	if err := w.addTellings(p, kinship); err != nil {
		return added, fmt.Errorf("keep what it tells: %w", err)
	}
	if err := w.addNamed(p, kinship.newer == "" && kinship.source == id); err != nil {
		return added, fmt.Errorf("keep whom it names: %w", err)
	}
	if err := w.keepReview(&opened{report: id, record: p.record}); err != nil {
		return added, fmt.Errorf("put it among what is to be reviewed: %w", err)
	}
	place := newPlacing(w, id)
	var freed []kept
	for _, old := range kinship.outdated {
		more, err := w.replace(old, id, place)
		if err != nil {
			return added, fmt.Errorf("put it in the place of %s: %w", old, err)
		}
		freed = append(freed, more...)
	}
	seeds, err := w.remembered(p.standing)
	if err != nil {
		return added, err
	}
	if added.Incidents, err = place.settle(id, append(seeds, freed...), group); err != nil {
		return added, fmt.Errorf("place what it tells: %w", err)
	}
	if err := place.joinSpellings(added.Incidents); err != nil {
		return added, fmt.Errorf("join spellings of one name: %w", err)
	}
	if err := place.noteDenials(p.record); err != nil {
		return added, err
	}
	added.Changes = w.log
	return added, w.keepLog()
}

func (w *work) addReport(p *parcel, k kinship) error {
	doc, raw := p.doc, p.raw
	err := w.exec(`insert into source (sha256, name, url, content_type, retrieved, truncated, bytes) values ($1, $2, $3, $4, $5, $6, $7)`,
		p.sha256, clean(raw.Name), clean(raw.URL), clean(raw.ContentType), stamped(raw.Retrieved), flag(raw.Truncated), p.bytes)
	if err != nil {
		return err
	}
	stated := ""
	if doc.Published != nil {
		stated = doc.Published.At
	}
	newer := nothing(k.newer, k.newer != "")
	_, err = w.one(`insert into report (id, sha256, url, title, site, language, published, published_at, retrieved,
		record, record_version, source_report, newer, added_at) values (`+places(0, 14)+`) returning number`,
		[]any{doc.ID, p.sha256, clean(doc.URL), clean(doc.Title), clean(doc.Site), clean(doc.Language), clean(stated), maybeStamped(p.published), stamped(raw.Retrieved),
			p.text, p.record.Version, k.source, newer, stamped(w.now)}, &p.number)
	if err != nil {
		return err
	}
	if err := w.addSketch(p.number, p.runs, p.sketch); err != nil {
		return err
	}
	return w.addWords(p.number, p.words)
}

// mergedPages of the index of words are put in order with each report: as many as keep up with
// what is added, and few enough that no report waits long.
const mergedPages = 4

func (w *work) addWords(report int64, words string) error {
	if err := w.exec(w.store.dialect.addWords, report, words); err != nil || w.store.dialect.mergeWords == "" {
		return err
	}
	return w.exec(w.store.dialect.mergeWords, mergedPages)
}

// addTellings keeps what the report tells, and what stands for it: the original's telling
// if it is a copy, the newer version's if there is one, else itself.
func (w *work) addTellings(p *parcel, k kinship) error {
	p.tell(k.source)
	var among []kept
	var err error
	copied := false
	switch {
	case k.newer != "":
		among, err = w.keptOf(k.newer)
	case k.source != p.doc.ID:
		copied = true
		among, err = w.keptOf(k.source)
	}
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for i, t := range p.tellings {
		stands := t.Key()
		if k.newer != "" {
			stands = ""
		}
		if other := twin(&t.Event, among, copied, taken); other != nil && other.stands != "" {
			taken[other.Key()] = true
			stands = other.stands
		}
		short, err := w.addTelling(t, i, stands)
		if err != nil {
			return err
		}
		if stands == t.Key() {
			p.standing = append(p.standing, short)
		}
	}
	return nil
}

// replace puts a newer version of a report in its place. It gives those tellings of copies that
// now stand for themselves.
func (w *work) replace(old, newer string, place *placing) (freed []kept, err error) {
	if err := w.exec(`update report set newer = $1 where id = $2`, newer, old); err != nil {
		return nil, err
	}
	if err := w.unlist(old); err != nil {
		return nil, err
	}
	if err := w.retire(old); err != nil {
		return nil, err
	}
	before, err := w.keptOf(old)
	if err != nil {
		return nil, err
	}
	after, err := w.keptOf(newer)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for i := range before {
		t := &before[i]
		stands := ""
		if other := twin(&t.Event, after, false, taken); other != nil {
			taken[other.Key()] = true
			stands = other.stands
			if err := w.count(Outlet{Site: other.Site, Superseded: superseding(&t.Event, &other.Event)}); err != nil {
				return nil, err
			}
		}
		if err := w.handOver(t.Key(), stands, place); err != nil {
			return nil, err
		}
		copies, err := list(w, scanKept, keptColumns+`where t.stands = $1 and t.key <> $1`, t.Key())
		if err != nil {
			return nil, err
		}
		for _, c := range copies {
			if c.stands = stands; stands == "" {
				c.stands = c.Key()
				freed = append(freed, c)
			}
			if err := w.exec(`update telling set stands = $1 where key = $2`, c.stands, c.Key()); err != nil {
				return nil, err
			}
		}
		if err := w.exec(`update telling set stands = $1 where key = $2`, stands, t.Key()); err != nil {
			return nil, err
		}
	}
	return freed, nil
}

// handOver takes a telling out of its incident, and puts the one that now stands for it
// there; also where an editor settled it. Without one it only leaves.
func (w *work) handOver(key, stands string, place *placing) error {
	var incident, ruled string
	linked, err := w.one(`select incident from link where telling = $1`, []any{key}, &incident)
	if err != nil {
		return err
	}
	settled, err := w.one(`select incident from ruling where telling = $1`, []any{key}, &ruled)
	if err != nil {
		return err
	}
	if linked {
		place.touched[incident] = true
	}
	if err := w.handSides(key, stands); err != nil {
		return err
	}
	for _, table := range []string{"link", "ruling"} {
		if err := w.exec(`delete from `+table+` where telling = $1`, key); err != nil {
			return err
		}
	}
	if stands == "" {
		return nil
	}
	if linked {
		err := w.exec(`insert into link (telling, incident, score, reasons, author) values ($1, $2, 0, '[]', $3) on conflict do nothing`,
			stands, incident, dateline.Machine)
		if err != nil {
			return err
		}
	}
	if settled {
		return w.exec(`insert into ruling (telling, incident) values ($1, $2) on conflict do nothing`, stands, ruled)
	}
	return nil
}

// incidentsOf gives the ids of the incidents that the events of a report are in.
func (w *work) incidentsOf(report string) ([]string, error) {
	all, err := w.texts(`select l.incident from telling t join link l on l.telling = t.stands 
		where t.number = (select number from report where id = $1) order by t.position`, report)
	seen := map[string]bool{}
	var ids []string
	for _, id := range all {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids, err
}

// keepLog keeps what was changed.
func (w *work) keepLog() error {
	for _, c := range w.log {
		err := w.exec(`insert into change (at, kind, incident, report, edit, field, words) values ($1, $2, $3, $4, $5, $6, $7)`,
			stamped(c.At), c.Kind, c.Incident, c.Report, nothing(c.Edit, c.Edit != 0), c.Field, c.Words)
		if err != nil {
			return err
		}
	}
	return nil
}
