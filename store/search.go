package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
)

// A Hit is a report in which words were found.
type Hit struct {
	Report    string
	Title     string
	Site      string
	Published string         // as it was stated
	Words     dateline.Words // the first place in its text where one of the words stands, with what is around it
	Incidents []string       // ids of the incidents that its events are in
}

// What is looked for: words of so many bytes, and so many bytes of them in a report (Postgres
// takes no more than a megabyte).
const (
	longestWord = 200
	mostWords   = 900_000
)

// textOf gives the text of a document from the JSON of its record.
func textOf(record []byte) (string, error) {
	var r struct {
		Document struct {
			Text string `json:"text"`
		} `json:"document"`
	}
	err := json.Unmarshal(record, &r)
	return r.Document.Text, err
}

// wordsOf gives the words of a document, each once, from those of its text.
func wordsOf(doc *dateline.Document, text []string) string {
	words := strings.Join(indexed(slices.Concat(dateline.NameWords(doc.Title), text)), " ")
	if len(words) > mostWords {
		words = words[:strings.LastIndexByte(words[:mostWords], ' ')]
	}
	return words
}

func searchWords(text string) []string { return indexed(dateline.NameWords(text)) }

// indexed gives those of some words that are looked for, each once, in order.
func indexed(words []string) []string {
	words = slices.DeleteFunc(words, func(w string) bool { return len(w) > longestWord })
	slices.Sort(words)
	return slices.Compact(words)
}

// Search gives the reports whose title and text have all of the words, in any script and
// folded, the last added first; at most so many. No words find nothing.
func (s *Store) Search(ctx context.Context, words string, limit int) (hits []Hit, err error) {
	wanted := searchWords(words)
	if len(wanted) == 0 {
		return nil, nil
	}
	err = s.view(ctx, "search", func(w *work) error {
		hits, err = list(w, func(rows *sql.Rows) (Hit, error) {
			var h Hit
			var packed []byte
			if err := rows.Scan(&h.Report, &h.Title, &h.Site, &h.Published, &packed); err != nil {
				return h, err
			}
			record, err := s.unpacked(packed, "the record of "+h.Report)
			if err != nil {
				return h, err
			}
			text, err := textOf(record)
			h.Words = excerpt(text, wanted)
			return h, err
		}, `select r.id, r.title, r.site, r.published, r.record from report r where r.number in
			(select rowid from word where `+numbered(s.dialect.haveWords, 0)+` order by rowid desc limit $2)
			order by r.number desc`, s.dialect.query(wanted), limit)
		if err != nil {
			return err
		}
		hidden, err := w.hiddenIncidents()
		if err != nil {
			return err
		}
		for i := range hits {
			if hits[i].Incidents, err = w.incidentsOf(hits[i].Report); err != nil {
				return err
			}
			hits[i].Incidents = slices.DeleteFunc(hits[i].Incidents, func(id string) bool { return hidden[id] })
		}
		return nil
	})
	return hits, err
}

// excerpt gives the first words of a text that are among those wanted, with some around them. It
// is cut between words.
func excerpt(text string, wanted []string) dateline.Words {
	from := -1
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], " \n\t"); i >= 0 {
			end = start + i
		}
		if slices.ContainsFunc(dateline.NameWords(text[start:end]), func(w string) bool { return slices.Contains(wanted, w) }) {
			from = start
			break
		}
		start = end + 1
	}
	if from < 0 {
		return dateline.Words{}
	}
	return around(text, from)
}

// around gives what stands at a place of a text with some words before and after it.
func around(text string, from int) dateline.Words {
	const around = 60
	start, end := 0, len(text)
	if from > around {
		start = from
		if i := strings.IndexAny(text[from-around:from], " \n"); i >= 0 {
			start = from - around + i + 1
		}
	}
	if from+2*around < len(text) {
		if i := strings.IndexAny(text[from+2*around:], " \n"); i >= 0 {
			end = from + 2*around + i
		}
	}
	return dateline.Words{Text: text[start:end], Span: dateline.Span{From: start, To: end}}
}

// Statistics are how much is in a record.
type Statistics struct {
	Reports   int
	Copies    int // reports that copy another's text
	Outdated  int // reports of which there is a newer version
	Tellings  int
	Incidents int
	Settled   int // incidents that an editor has settled
	Actors    int
	Edits     int
	Bytes     int64     // of the database
	First     time.Time // day of the earliest incident; zero for none
	Last      time.Time // day of the latest incident; zero for none
}

// Stats counts what is in the record.
func (s *Store) Stats(ctx context.Context) (*Statistics, error) {
	var n Statistics
	err := s.view(ctx, "stats", func(w *work) error {
		size := `select page_count * page_size from pragma_page_count(), pragma_page_size()`
		if s.dialect.name == "postgres" {
			size = `select pg_database_size(current_database())`
		}
		const tally = `select count from tally where name = `
		for _, count := range []struct {
			query string
			into  any
		}{
			{tally + `'reports'`, &n.Reports},
			{tally + `'copies'`, &n.Copies},
			{tally + `'outdated'`, &n.Outdated},
			{tally + `'tellings'`, &n.Tellings},
			{tally + `'incidents'`, &n.Incidents},
			{`select count(*) from incident where settled = 1 and tellings > 0`, &n.Settled},
			{`select count(*) from actor`, &n.Actors},
			{`select count(*) from edit`, &n.Edits},
			{size, &n.Bytes},
		} {
			if _, err := w.one(count.query, nil, count.into); err != nil {
				return err
			}
		}
		var first, last sql.NullInt64
		for order, into := range map[string]*sql.NullInt64{"asc": &first, "desc": &last} { // by the index from both ends
			_, err := w.one(`select start_day from incident where tellings > 0 and start_day is not null order by start_day `+order+` limit 1`, nil, into)
			if err != nil {
				return err
			}
		}
		if first.Valid {
			n.First, n.Last = dayStart(int(first.Int64)), dayStart(int(last.Int64))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &n, nil
}

// Backup writes all of the record into a new file, while others may go on writing to the record.
// It is for SQLite; of a Postgres database pg_dump makes one.
func (s *Store) Backup(ctx context.Context, file string) error {
	if s.dialect.name != "sqlite" {
		return fmt.Errorf("back up %s: use pg_dump for a Postgres database", s.where)
	}
	if err := s.copyInto(ctx, file); err != nil {
		return fmt.Errorf("back up into %s: %w", file, s.explain(err))
	}
	return nil
}

func (s *Store) copyInto(ctx context.Context, file string) (err error) {
	reader, err := s.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	if _, err := reader.ExecContext(ctx, `pragma query_only = 0`); err != nil { // the new file is written to
		return err
	}
	_, err = reader.ExecContext(ctx, `vacuum into $1`, file)
	_, again := reader.ExecContext(context.WithoutCancel(ctx), `pragma query_only = 1`)
	return errors.Join(err, again)
}
