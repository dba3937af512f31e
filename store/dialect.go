package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	code "modernc.org/sqlite/lib"
)

// A dialect is what SQLite and Postgres are told in different words.
type dialect struct {
	name        string // as in the names of migrations
	lock        string // what a transaction that writes begins with; empty if beginning it is enough
	readOptions *sql.TxOptions
	tables      string // counts the tables that are there
	addWords    string // $1 is the number of a report, $2 its words
	dropWords   string // $1 is the number of a report
	mergeWords  string // puts a part of the index in order, of $1 pages; empty if that is not needed
	haveWords   string // a condition on table word; ? is the query
	query       func(words []string) string
	avoid       string // before a column, keeps its index from being used; empty where the database knows best
}

var sqliteDialect = dialect{
	name:       "sqlite",
	tables:     `select count(*) from sqlite_master where name not like 'sqlite_%'`,
	addWords:   `insert into word (rowid, words) values ($1, $2)`,
	dropWords:  `delete from word where rowid = $1`,
	mergeWords: `insert into word (word, rank) values ('merge', $1)`,
	haveWords:  `word match ?`,
	avoid:      `+`,
	query: func(words []string) string {
		return `"` + strings.Join(words, `" AND "`) + `"`
	},
}

var postgresDialect = dialect{
	name:        "postgres",
	lock:        `select pg_advisory_xact_lock(7236828461)`,
	readOptions: &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
	tables:      `select count(*) from pg_tables where schemaname = current_schema()`,
	addWords:    `insert into word (rowid, words) values ($1, array_to_tsvector(string_to_array($2, ' ')))`,
	dropWords:   `delete from word where rowid = $1`,
	haveWords:   `word.words @@ cast(cast(? as text) as tsquery)`,
	query: func(words []string) string {
		return `'` + strings.Join(words, `' & '`) + `'`
	},
}

// has is the condition on table word that a report has all of some words.
func (d *dialect) has(words []string) clause { return clause{d.haveWords, []any{d.query(words)}} }

// explain says in words what the database means, naming the file or server. Other
// errors are given back as they are.
func (s *Store) explain(err error) error {
	var known error
	ours := false
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		ours = true
		switch e.Code() & 0xff {
		case code.SQLITE_NOTADB:
			known = ErrForeign
		case code.SQLITE_CORRUPT:
			known = ErrDamaged
		case code.SQLITE_READONLY, code.SQLITE_PERM:
			known = ErrReadOnly
		case code.SQLITE_FULL:
			known = ErrFull
		case code.SQLITE_BUSY, code.SQLITE_LOCKED:
			known = ErrBusy
		}
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		ours = true
		switch e.Code {
		case "25006":
			known = ErrReadOnly
		case "53100":
			known = ErrFull
		case "XX001", "XX002":
			known = ErrDamaged
		case "55P03":
			known = ErrBusy
		}
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		ours = true
	}
	switch {
	case known != nil:
		return fmt.Errorf("%s: %w (%w)", s.where, known, err)
	case ours:
		return fmt.Errorf("%s: %w", s.where, err)
	}
	for _, about := range []error{ErrForeign, ErrNewer, ErrDamaged, ErrReadOnly} {
		if errors.Is(err, about) {
			return fmt.Errorf("%s: %w", s.where, err)
		}
	}
	return err
}
