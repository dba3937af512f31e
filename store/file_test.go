package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// raw opens a file beside the store.
func raw(t *testing.T, where string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// sound checks that nothing in a record is damaged, and that nothing points to what is not there.
func sound(t *testing.T, where string) {
	t.Helper()
	driver := "pgx"
	checks := map[string]string{
		`select count(*) from report where number not in (select rowid from word)`:                                                "0",
		`select count(*) from source where sha256 not in (select sha256 from report)`:                                             "0",
		`select count(*) from link l join telling t on t.key = l.telling where t.stands <> t.key`:                                 "0",
		`select count(*) from incident i where i.tellings <> (select count(*) from link l where l.incident = i.id)`:               "0",
		`select count(*) from incident where merged_into is not null and tellings > 0`:                                            "0",
		`select count(*) from telling where stands <> '' and stands not in (select telling from link)`:                            "0",
		`select count(*) from telling t join report r on r.id = t.report where t.stands = '' and r.newer is null`:                 "0",
		`select count(*) from telling t join telling o on o.key = t.stands where o.stands <> o.key`:                               "0",
		`select count(*) from edit_subject s where not exists (select 1 from edit e where e.id = s.edit)`:                         "0",
		`select count(*) from telling t join report r on r.id = t.report where t.number <> r.number or digest = ''`:               "0",
		`select count(*) from part p join incident i on i.id = p.incident where coalesce(p.day, -1) <> coalesce(i.start_day, -1)`: "0",
		`select count(*) from (select distinct l.incident, v.actor, v.role from involved v join telling t on t.key = v.telling join link l on l.telling = t.stands
			except select incident, actor, role from part) missing`: "0",
		`select count(*) from (select incident, actor, role from part where role <> ''
			except select l.incident, v.actor, v.role from involved v join telling t on t.key = v.telling join link l on l.telling = t.stands) over_`: "0",
		`select count(*) from warning w join report r on r.id = w.report where w.listed <> case when r.newer is null and r.source_report = r.id then 1 else 0 end`: "0",
	}
	for name, counted := range map[string]string{
		"reports": `report`, "copies": `report where source_report <> id`, "outdated": `report where newer is not null`,
		"tellings": `telling`, "incidents": `incident where tellings > 0`,
	} {
		checks[fmt.Sprintf(`select count - (select count(*) from %s) from tally where name = '%s'`, counted, name)] = "0"
	}
	if !strings.HasPrefix(where, "postgres:") {
		driver = "sqlite"
		checks[`pragma integrity_check`] = "ok"
		checks[`select count(*) from pragma_foreign_key_check()`] = "0"
	}
	db, err := sql.Open(driver, where)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range checks {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil {
			t.Errorf("%s: %v", query, err)
		} else if got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
}

// filled makes a record of a few reports, closed.
func filled(t *testing.T, where string) {
	t.Helper()
	s, err := store.Open(context.Background(), where)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		numbered("filled", i).add(t, s)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFaultyFiles(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		name string
		make func(t *testing.T, where string)
		want error
		also string // in the words of the error
	}{
		{"a newer schema", func(t *testing.T, where string) {
			filled(t, where)
			if _, err := raw(t, where).Exec(`insert into dateline_schema (number, name, applied) values (900, 'x', 'y')`); err != nil {
				t.Fatal(err)
			}
		}, store.ErrNewer, "its schema is 900"},
		{"not a database", func(t *testing.T, where string) { write(t, where, bytes.Repeat([]byte("Dear diary. "), 500)) }, store.ErrForeign, ""},
		{"another program's database", func(t *testing.T, where string) {
			if _, err := raw(t, where).Exec(`create table song (name text)`); err != nil {
				t.Fatal(err)
			}
		}, store.ErrForeign, ""},
		{"a folder", func(t *testing.T, where string) {
			if err := os.Mkdir(where, 0o777); err != nil {
				t.Fatal(err)
			}
		}, store.ErrForeign, "folder"},
		{"a damaged schema", func(t *testing.T, where string) {
			filled(t, where)
			text, err := os.ReadFile(where)
			if err != nil {
				t.Fatal(err)
			}
			copy(text[100:], bytes.Repeat([]byte{0xff}, 3900))
			write(t, where, text)
		}, store.ErrDamaged, ""},
		{"cut off", func(t *testing.T, where string) {
			filled(t, where)
			if err := os.Truncate(where, 9000); err != nil {
				t.Fatal(err)
			}
		}, store.ErrDamaged, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			where := filepath.Join(folder, c.name+".db")
			c.make(t, where)
			s, err := store.Open(context.Background(), where)
			if err == nil { // some damage is seen when it is come upon
				_, err = s.Stats(context.Background())
				s.Close()
			}
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), where) || !strings.Contains(err.Error(), c.also) {
				t.Errorf("got error %v, want %v, naming %s", err, c.want, where)
			}
			t.Log(err)
		})
	}
}

func write(t *testing.T, where string, text []byte) {
	t.Helper()
	if err := os.WriteFile(where, text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestDamage damages the pages of a record in turn: whatever is done then gives an error or is
// right, and never panics.
func TestDamage(t *testing.T) {
	where := filepath.Join(t.TempDir(), "record.db")
	filled(t, where)
	whole, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for page := 4096; page < len(whole); page += 4096 * max(1, len(whole)/4096/25) {
		text := bytes.Clone(whole)
		copy(text[page:page+4096], bytes.Repeat([]byte{0xa5}, 4096))
		write(t, where, text)
		s, err := store.Open(context.Background(), where)
		if err == nil {
			_, err = s.Incidents(context.Background(), store.Filter{}, "", 0, 0)
			raw, record := numbered("damage", 3).made()
			_, err2 := s.Add(context.Background(), raw, record, link.Groups)
			err = errors.Join(err, err2)
			s.Close()
		}
		if err != nil {
			told++
			if !errors.Is(err, store.ErrDamaged) {
				t.Errorf("page %d: got error %v, want %v", page/4096, err, store.ErrDamaged)
			}
		}
		os.Remove(where + "-wal")
		os.Remove(where + "-shm")
	}
	if told == 0 {
		t.Error("no damage was told of")
	}
}

func TestReadOnlyFile(t *testing.T) {
	folder, err := os.MkdirTemp("/tmp", "dateline-read-only-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	where := filepath.Join(folder, "record.db")
	filled(t, where)
	command := player(t, "read-only", where, "reader")
	if os.Getuid() == 0 { // root may write to any file: another user reads
		binary, err := os.ReadFile(command.Path)
		if err != nil {
			t.Fatal(err)
		}
		command.Path = filepath.Join(folder, "reader")
		if err := os.WriteFile(command.Path, binary, 0o755); err != nil {
			t.Fatal(err)
		}
		command.SysProcAttr, command.Dir = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}, "/"
	}
	if err := errors.Join(os.Chmod(where, 0o444), os.Chmod(folder, 0o555)); err != nil {
		t.Fatal(err)
	}
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got := string(out); !strings.HasPrefix(got, "true ") || !strings.Contains(got, where) {
		t.Errorf("got %q, want an error that names %s", got, where)
	}
}

// TestFullDisk fills a small file system, where one may be mounted.
func TestFullDisk(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("no small file system can be mounted: ", err)
	}
	defer syscall.Unmount(folder, syscall.MNT_DETACH)
	where := filepath.Join(folder, "record.db")
	ctx := context.Background()
	s, err := store.Open(ctx, where)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for i := range 2000 {
		raw, record := numbered("full", i).made()
		var added store.Added
		added, err = s.Add(ctx, raw, record, link.Groups)
		if err != nil {
			break
		}
		kept = append(kept, added.Report)
	}
	if !errors.Is(err, store.ErrFull) || !strings.Contains(err.Error(), where) {
		t.Errorf("got error %v, want %v, naming %s", err, store.ErrFull, where)
	}
	t.Logf("%d reports, then: %v", len(kept), err)
	for _, id := range kept {
		whole(t, s, id)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	s = open(t, where)
	check(t, "reports", statistics(t, s).Reports, len(kept))
}

func TestBackup(t *testing.T) {
	ctx := context.Background()
	for _, h := range harnesses {
		t.Run(h.name, func(t *testing.T) {
			s := open(t, h.where(t))
			names := addAll(t, s, story{name: "one", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Aldora", 9)}})
			file := filepath.Join(t.TempDir(), "backup.db")
			err := s.Backup(ctx, file)
			if h.name == "postgres" {
				if err == nil || !strings.Contains(err.Error(), "pg_dump") {
					t.Errorf("got error %v, want one that speaks of pg_dump", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			copied := open(t, file)
			check(t, "shape", shape(t, copied, names), shape(t, s, names))
			hits, err := copied.Search(ctx, strings.Fields(prose("one", 120))[3], 10)
			if err != nil {
				t.Fatal(err)
			}
			check(t, "found in the backup", len(hits), 1)
			addAll(t, copied, story{name: "two", published: "2024-05-02", events: []dateline.Event{bombing("2024-05-01", "Berin", 9)}})
			sound(t, file)
			if err := s.Backup(ctx, file); err == nil {
				t.Error("a backup over a file that is there: got no error")
			}
		})
	}
}

func TestDefaultPath(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "/data")
	got, err := store.DefaultPath()
	if err != nil {
		t.Fatal(err)
	}
	check(t, "path", got, filepath.FromSlash("/data/dateline/record.db"))
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("HOME", "/home/reader")
	if got, err = store.DefaultPath(); err != nil {
		t.Fatal(err)
	}
	check(t, "path", got, filepath.FromSlash("/home/reader/.local/share/dateline/record.db"))
}
