// Package store keeps every report, and places each of its events in an incident.
//
// In go reports, each as its bytes and its record; out come reports, incidents,
// actors, what changed, who changed it, and what of it persons have decided. One type, [Store], stands over a file
// (SQLite) or a server (Postgres). How tellings are grouped is handed in; the store
// knows what is near what, and keeps what was found.
//
//	s, err := store.Open(ctx, "record.db")
//	added, err := s.Add(ctx, raw, record, link.Groups)
//	// added.Changes: "new incident 2024-05-01-baidoa"
//	incident, err := s.Incident(ctx, "2024-05-01-baidoa")
//
// What [Store.Add] or [Store.Apply] has acknowledged survives the death of the process
// and of the machine. Nothing is deleted: a report that was replaced by a newer version
// stays, and so does the id of an incident that became part of another.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"dateline"

	"github.com/klauspost/compress/zstd"
)

// A Store is a record that is kept. It is safe for use by several goroutines, and
// several processes may have the same one open.
type Store struct {
	// Now gives the time that is written beside what is added and edited.
	Now func() time.Time
	// Group parts tellings into incidents wherever the caller names no other; without it
	// what editors set in a telling leaves it where it is. It is set once, after Open.
	Group Grouper

	where    string  // without a password
	readOnly bool    // the file cannot be written
	write    *sql.DB // one connection, each transaction holds the lock for writing
	writer   *writer // of a file: that connection
	keeper   *keeper // of a file: moves what was written from the log into it
	memory   memory
	briefs   briefs
	agreed   agreed

	upgrading    func(Upgrade) // nil for nobody
	commonWords  int           // of a test; 0 for what is usual
	fewIncidents int           // likewise
	read         *sql.DB
	dialect      dialect
	pack         *zstd.Encoder
	unpack       *zstd.Decoder
	closing      sync.Once
}

// A Grouper parts tellings into incidents, and holds to what editors have settled. It is given what is near
// what was added, without the words; and it is asked of two tellings alone whether they
// would be of one incident if nothing else were told.
type Grouper func(tellings []*dateline.Telling, rulings dateline.Rulings) []dateline.Group

// What a caller may want to tell apart. Errors wrap them.
var (
	ErrUnknown  = errors.New("not in the record")
	ErrReadOnly = errors.New("the record cannot be written to")
	ErrNewer    = errors.New("the record was written by a newer program")
	ErrDamaged  = errors.New("the file is damaged")
	ErrForeign  = errors.New("not a record of this program")
	ErrFull     = errors.New("no space is left")
	ErrBusy     = errors.New("another process is writing to the record")
	ErrConflict = errors.New("something was changed since")
	ErrSame     = errors.New("the two are one incident already")
)

// Close ends the work with the store. What was acknowledged is kept whether or not it is called.
func (s *Store) Close() error {
	var err error
	s.closing.Do(func() {
		s.briefs.leave()
		if s.keeper != nil {
			s.keeper.stop()
		}
		if s.writer != nil {
			err = s.writer.close()
		}
		err = errors.Join(err, s.write.Close())
		if s.read != s.write {
			err = errors.Join(err, s.read.Close())
		}
		s.unpack.Close()
	})
	if err != nil {
		return fmt.Errorf("close %s: %w", s.where, err)
	}
	return nil
}

// A work is what is done in one transaction.
type work struct {
	*sql.Tx
	ctx    context.Context
	store  *Store
	writer *writer // nil where statements are not kept
	now    time.Time
	log    []Change // what was changed, to be kept at the end
	veiled *veil    // what is hidden from who looks; nil until it is asked for
}

// change runs a transaction that writes; one at a time. Nothing is kept if it gives an error.
func (s *Store) change(ctx context.Context, doing string, do func(*work) error) error {
	if s.readOnly {
		return fmt.Errorf("%s: %s: %w", doing, s.where, ErrReadOnly)
	}
	if err := s.transact(ctx, s.write, nil, true, do); err != nil {
		return fmt.Errorf("%s: %w", doing, s.explain(err))
	}
	if s.keeper != nil {
		s.keeper.written()
	}
	return nil
}

// view runs a transaction that reads, and sees one state of the record throughout.
func (s *Store) view(ctx context.Context, doing string, do func(*work) error) error {
	if err := s.transact(ctx, s.read, s.dialect.readOptions, false, do); err != nil {
		return fmt.Errorf("%s: %w", doing, s.explain(err))
	}
	return nil
}

func (s *Store) transact(ctx context.Context, db *sql.DB, options *sql.TxOptions, writes bool, do func(*work) error) (err error) {
	begin := db.BeginTx
	var held *writer
	if writes && s.writer != nil {
		held = s.writer
		if err := held.hold(ctx, db); err != nil {
			return err
		}
		defer func() { err = held.release(err) }()
		begin = held.conn.BeginTx
	}
	tx, err := begin(ctx, options)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreDone(tx.Rollback()))
		}
	}()
	w := &work{Tx: tx, ctx: ctx, store: s, writer: held, now: s.Now().UTC().Truncate(time.Microsecond)}
	if writes && s.dialect.lock != "" {
		if err := w.exec(s.dialect.lock); err != nil {
			return err
		}
	}
	if err := do(w); err != nil {
		return err
	}
	return tx.Commit()
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// one reads a single row; ok is false if there is none.
func (w *work) one(query string, arguments []any, into ...any) (ok bool, err error) {
	rows, err := w.query(query, arguments)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	if err := rows.Scan(into...); err != nil {
		return false, err
	}
	return true, rows.Close()
}

// list reads rows, each with scan.
func list[T any](w *work, scan func(*sql.Rows) (T, error), query string, arguments ...any) ([]T, error) {
	rows, err := w.query(query, arguments)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// texts reads rows of one text each.
func (w *work) texts(query string, arguments ...any) ([]string, error) {
	return list(w, func(rows *sql.Rows) (text string, err error) { return text, rows.Scan(&text) }, query, arguments...)
}

// places gives "$3, $4, $5" for so many values after the first so many.
func places(after, count int) string {
	var b strings.Builder
	for i := range count {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(after + i + 1))
	}
	return b.String()
}

func arguments[T any](values []T) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

// stamp is how moments are kept: in UTC, so that texts sort as moments do.
const stamp = "2006-01-02T15:04:05.000000Z"

func stamped(t time.Time) string { return t.UTC().Format(stamp) }

// maybeStamped gives null for no moment.
func maybeStamped(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return stamped(t)
}

// moment reads what stamped wrote; the empty text is the zero moment.
func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(stamp, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("a moment in the record: %w", err)
	}
	return t, nil
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// clean is a text without what no database keeps in one: zero bytes, and bytes that are no UTF-8.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd")
}
