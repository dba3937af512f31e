package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/klauspost/compress/zstd"
	"modernc.org/sqlite"
	code "modernc.org/sqlite/lib"
)

// DefaultPath is where the record is kept if nobody says where: dateline/record.db under
// the user's data folder.
func DefaultPath() (string, error) {
	folder := os.Getenv("XDG_DATA_HOME")
	if folder == "" || !filepath.IsAbs(folder) {
		switch runtime.GOOS {
		case "windows", "darwin", "ios", "plan9":
			config, err := os.UserConfigDir()
			if err != nil {
				return "", fmt.Errorf("the user's data folder: %w", err)
			}
			folder = config
		default:
			home, err := os.UserHomeDir()
			if err != nil {
				return "", fmt.Errorf("the user's data folder: %w", err)
			}
			folder = filepath.Join(home, ".local", "share")
		}
	}
	return filepath.Join(folder, "dateline", "record.db"), nil
}

// Open opens a record: a file, by its path, or a Postgres database, by postgres://.... A
// file that is not there is made, with its folder; an older schema is brought up to date.
// A file that cannot be written is opened for reading.
func Open(ctx context.Context, where string, options ...Option) (*Store, error) {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, err
	}
	unpack, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(1<<30))
	if err != nil {
		return nil, err
	}
	s := &Store{Now: time.Now, where: where, pack: pack, unpack: unpack}
	for _, option := range options {
		option(s)
	}
	if strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://") {
		err = s.openServer(where)
	} else {
		err = s.openFile(where)
	}
	if err != nil {
		return nil, err
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %w", err), s.Close())
	}
	if s.writer != nil {
		s.keeper = keep(s.read, s.write, s.writer)
	}
	return s, nil
}

// prepare brings the schema up to date, or tells why it cannot.
func (s *Store) prepare(ctx context.Context) error {
	all, err := migrations(s.dialect.name)
	if err != nil {
		return err
	}
	var missing []migration
	err = s.transact(ctx, s.read, s.dialect.readOptions, false, func(w *work) (err error) {
		missing, err = w.check(all)
		return err
	})
	if err == nil && !s.readOnly && s.dialect.name == "sqlite" {
		err = s.keepLog(ctx)
	}
	if err == nil && len(missing) > 0 {
		if s.readOnly {
			err = fmt.Errorf("its schema is out of date: %w", ErrReadOnly)
		} else {
			err = s.transact(ctx, s.write, nil, true, func(w *work) error { return w.migrate(all) })
			if err = stopped(ctx, err); ctx.Err() != nil && err != nil {
				return fmt.Errorf("%s: %w", s.where, err)
			}
		}
	}
	if err != nil {
		return s.explain(err)
	}
	return nil
}

func (s *Store) openServer(where string) error {
	config, err := pgx.ParseConfig(where)
	if err != nil {
		return fmt.Errorf("open the record: %w", err) // pgx leaves the password out
	}
	s.where = config.Database + " on " + config.Host
	s.dialect = postgresDialect
	s.write = stdlib.OpenDB(*config)
	s.read = s.write
	return nil
}

// Of a file up to a gigabyte SQLite goes through all pages that the writer has in memory with each
// report (it numbers those that it puts in order by one that lies behind): there are not to be many.
const (
	largeFile  = 1 << 30
	smallCache = "65536" // KiB
	largeCache = "262144"
)

func (s *Store) openFile(file string) error {
	s.dialect = sqliteDialect
	cached := smallCache
	switch info, err := os.Stat(file); {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return fmt.Errorf("make a folder for the record: %w", err)
		}
	case err != nil:
		return fmt.Errorf("open the record: %w", err)
	case info.IsDir():
		return fmt.Errorf("open %s: it is a folder: %w", file, ErrForeign)
	default:
		if info.Size() > largeFile {
			cached = largeCache
		}
		handle, err := os.OpenFile(file, os.O_RDWR, 0)
		if err != nil {
			if !errors.Is(err, fs.ErrPermission) && !readOnlySystem(err) {
				return fmt.Errorf("open the record: %w", err)
			}
			s.readOnly = true
		} else if err := handle.Close(); err != nil {
			return fmt.Errorf("open the record: %w", err)
		}
	}
	pragmas := "_pragma=busy_timeout(60000)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)&_pragma=cache_size(-" + smallCache + ")"
	address := (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(file)}).EscapedPath()
	var err error
	if s.readOnly {
		mode := "?mode=ro&"
		if _, err := os.Stat(file + "-wal"); errors.Is(err, fs.ErrNotExist) {
			mode += "immutable=1&" // nobody writes, and no lock can be had beside it
		}
		if s.read, err = sql.Open("sqlite", "file:"+address+mode+pragmas); err != nil {
			return fmt.Errorf("open %s: %w", file, err)
		}
		s.write = s.read
		return nil
	}
	if s.write, err = sql.Open("sqlite", "file:"+address+"?_txlock=immediate&"+pragmas+"&_pragma=wal_autocheckpoint(100000)&_pragma=temp_store(memory)&_pragma=cache_size(-"+cached+")"); err != nil {
		return fmt.Errorf("open %s: %w", file, err)
	}
	s.write.SetMaxOpenConns(1)
	s.writer = newWriter()
	if s.read, err = sql.Open("sqlite", "file:"+address+"?"+pragmas+"&_pragma=query_only(1)"); err != nil {
		return errors.Join(fmt.Errorf("open %s: %w", file, err), s.write.Close())
	}
	return nil
}

// keepLog has SQLite write ahead into a log beside the file. The file remembers it.
func (s *Store) keepLog(ctx context.Context) error {
	for attempt := 0; ; attempt++ {
		var mode string
		err := s.write.QueryRowContext(ctx, `pragma journal_mode = wal`).Scan(&mode)
		if e, ok := errors.AsType[*sqlite.Error](err); ok && e.Code()&0xff == code.SQLITE_BUSY && attempt < 200 {
			select { // another process is making the same file
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(20 * time.Millisecond):
			}
			continue
		}
		return err
	}
}

func readOnlySystem(err error) bool {
	return strings.Contains(err.Error(), "read-only file system")
}
