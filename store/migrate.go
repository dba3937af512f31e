package store

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Migrations are numbered, and only added to: what has been in a release is never changed.
//
//go:embed migration/*.sql
var migrationFiles embed.FS

// thenFill stands in a migration after which what it makes is filled from the records that are there.
const thenFill = "-- then fill reviews\n"

// A migration is a step from one schema to the next.
type migration struct {
	number int
	name   string
	text   string
}

// migrations are those of a dialect, in order: "0002.sql" for all, "0001.sqlite.sql" for one.
func migrations(dialect string) ([]migration, error) {
	names, err := fs.Glob(migrationFiles, "migration/*.sql")
	if err != nil {
		return nil, err
	}
	var all []migration
	for _, name := range names {
		parts := strings.Split(path.Base(name), ".")
		if len(parts) == 3 && parts[1] != dialect {
			continue
		}
		number, err := strconv.Atoi(parts[0])
		if err != nil {
			return nil, fmt.Errorf("%s: the name does not begin with a number", name)
		}
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, migration{number, path.Base(name), string(text)})
	}
	slices.SortFunc(all, func(a, b migration) int { return cmp.Compare(a.number, b.number) })
	for i, m := range all {
		if m.number != i+1 {
			return nil, fmt.Errorf("%s: there is no migration %d for %s", m.name, i+1, dialect)
		}
	}
	return all, nil
}

// schema tells which migrations the database has had; -1 if it was made by another program.
func (w *work) schema() (int, error) {
	var tables int
	if _, err := w.one(w.store.dialect.tables, nil, &tables); err != nil {
		return 0, err
	}
	if tables == 0 {
		return 0, nil
	}
	var have, last int
	ours := `select count(*) from sqlite_master where name = 'dateline_schema'`
	if w.store.dialect.name == "postgres" {
		ours = `select count(*) from pg_tables where schemaname = current_schema() and tablename = 'dateline_schema'`
	}
	if _, err := w.one(ours, nil, &have); err != nil {
		return 0, err
	}
	if have == 0 {
		return -1, nil
	}
	_, err := w.one(`select coalesce(max(number), 0) from dateline_schema`, nil, &last)
	return last, err
}

// check tells what the schema lacks. A newer one, and one that is not ours, is an error.
func (w *work) check(all []migration) (missing []migration, err error) {
	have, err := w.schema()
	switch {
	case err != nil:
		return nil, err
	case have < 0:
		return nil, ErrForeign
	case have > len(all):
		return nil, fmt.Errorf("%w: its schema is %d, and this program knows %d", ErrNewer, have, len(all))
	}
	return all[have:], nil
}

// migrate brings the schema up to date, in one transaction.
func (w *work) migrate(all []migration) error {
	missing, err := w.check(all)
	if err != nil || len(missing) == 0 {
		return err
	}
	if err := w.exec(`create table if not exists dateline_schema (number integer primary key, name text not null, applied text not null)`); err != nil {
		return err
	}
	dossiers := slices.ContainsFunc(missing, func(m migration) bool { return m.number == dossierSchema })
	at := upgrade{Upgrade{Steps: len(missing) + flag(dossiers)}, w.store.upgrading}
	for _, m := range missing {
		at.next()
		if err := w.exec(m.text); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
		if strings.Contains(m.text, thenFill) {
			if err := w.fillReviews(&at); err != nil {
				return fmt.Errorf("migration %s: %w", m.name, err)
			}
		}
		if err := w.exec(`insert into dateline_schema (number, name, applied) values ($1, $2, $3)`, m.number, m.name, stamped(w.now)); err != nil {
			return err
		}
	}
	if !dossiers {
		return nil
	}
	at.next()
	return w.fill(&at)
}
