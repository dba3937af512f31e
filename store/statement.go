package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
)

// mostStatements are kept prepared at most.
const mostStatements = 400

// A writer is the one connection by which a file is written to, with the statements that
// are prepared on it. Whoever holds it writes.
type writer struct {
	held     chan struct{} // has room for whoever holds it
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
}

func newWriter() *writer { return &writer{held: make(chan struct{}, 1)} }

// hold waits until nobody else writes.
func (p *writer) hold(ctx context.Context, db *sql.DB) (err error) {
	select {
	case p.held <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if p.conn == nil {
		if p.conn, err = db.Conn(ctx); err != nil {
			p.conn = nil
			<-p.held
			return err
		}
		p.prepared = map[string]*sql.Stmt{}
	}
	return nil
}

// release lets others write. After an error the statements are prepared anew, by another
// connection if this one is of no use any more.
func (p *writer) release(err error) error {
	if err != nil {
		err = errors.Join(err, p.drop())
	}
	<-p.held
	return err
}

func (p *writer) drop() error {
	if p.conn == nil {
		return nil
	}
	var all []error
	for _, s := range p.prepared {
		all = append(all, s.Close())
	}
	all = append(all, p.conn.Close())
	p.conn, p.prepared = nil, nil
	return errors.Join(all...)
}

// close ends the connection once nobody holds it.
func (p *writer) close() error {
	p.held <- struct{}{}
	defer func() { <-p.held }()
	return p.drop()
}

// statement prepares a query, or gives it as it was prepared before.
func (p *writer) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := p.prepared[query]; s != nil {
		return s, nil
	}
	if len(p.prepared) >= mostStatements { // those used most are soon there again
		for text, s := range p.prepared {
			if err := s.Close(); err != nil {
				return nil, err
			}
			delete(p.prepared, text)
		}
	}
	s, err := p.conn.PrepareContext(ctx, query)
	if err == nil {
		p.prepared[query] = s
	}
	return s, err
}

// query reads rows, by a prepared statement where the connection is kept.
func (w *work) query(query string, arguments []any) (*sql.Rows, error) {
	if w.writer == nil {
		return w.QueryContext(w.ctx, query, arguments...)
	}
	s, err := w.writer.statement(w.ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(w.ctx, arguments...)
}

func (w *work) exec(query string, arguments ...any) error {
	if w.writer == nil || len(arguments) == 0 { // without arguments it may be several statements
		_, err := w.ExecContext(w.ctx, query, arguments...)
		return err
	}
	s, err := w.writer.statement(w.ctx, query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(w.ctx, arguments...)
	return err
}

// insert puts rows into a table, many by one statement: head is "insert into t (a, b)",
// tail what follows the values.
func (w *work) insert(head, tail string, rows [][]any) error {
	for len(rows) > 0 {
		count := 32 // few lengths, so that few statements are prepared
		for count > len(rows) {
			count /= 2
		}
		var b strings.Builder
		b.WriteString(head)
		b.WriteString(` values `)
		var values []any
		for i, row := range rows[:count] {
			if i > 0 {
				b.WriteString(`, `)
			}
			b.WriteString(`(` + places(len(values), len(row)) + `)`)
			values = append(values, row...)
		}
		b.WriteString(` ` + tail)
		if err := w.exec(b.String(), values...); err != nil {
			return err
		}
		rows = rows[count:]
	}
	return nil
}

// mostValues are given to one query at most.
const mostValues = 256

// among gives "($3, $4)" and the arguments for a list of values after the first so many. The
// last is repeated up to a power of two, so that few statements are prepared.
func among[T any](values []T, after int) (in string, all []any) {
	count := 1
	for count < len(values) {
		count *= 2
	}
	all = arguments(values)
	for len(all) < count && len(values) > 0 {
		all = append(all, values[len(values)-1])
	}
	return `(` + places(after, len(all)) + `)`, all
}

// A memory keeps tellings by the text that they are kept as, the last ones used.
type memory struct {
	lock       sync.Mutex
	young, old map[digested]kept
}

// A digested is what a telling is kept as in short.
type digested struct{ key, text string }

// mostRemembered is how many tellings each generation of a memory has.
const mostRemembered = 4000

func (m *memory) get(d digested, read func() (kept, error)) (kept, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if k, ok := m.young[d]; ok {
		return k, nil
	}
	k, ok := m.old[d]
	if !ok {
		var err error
		if k, err = read(); err != nil {
			return k, err
		}
	}
	if m.young == nil || len(m.young) >= mostRemembered {
		m.old, m.young = m.young, map[digested]kept{}
	}
	m.young[d] = k
	return k, nil
}

// distinct sorts texts and takes away those that are there twice.
func distinct(texts []string) []string {
	texts = slices.Clone(texts)
	slices.Sort(texts)
	return slices.Compact(texts)
}
