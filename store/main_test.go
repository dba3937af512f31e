package store_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"dateline/store"
)

// TestMain runs the tests, or what a test has this binary do in another process.
func TestMain(m *testing.M) {
	if role := os.Getenv("DATELINE_TEST_ROLE"); role != "" {
		if err := play(role); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	rc := m.Run()
	if server.stop != nil {
		server.stop()
	}
	os.Exit(rc)
}

// server is the Postgres that the tests started, if they did.
var server struct {
	once sync.Once
	url  string // of its database postgres
	why  string // there is none
	stop func()
}

// postgres gives the URL of an empty database.
func postgres(t *testing.T) string {
	t.Helper()
	server.once.Do(startPostgres)
	if server.why != "" {
		t.Skip("no Postgres: " + server.why)
	}
	db, err := sql.Open("pgx", server.url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := "test_" + strings.ToLower(rand.Text())
	if _, err := db.Exec(`create database ` + name + ` template template0`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db, err := sql.Open("pgx", server.url)
		if err == nil {
			_, err = db.Exec(`drop database ` + name + ` with (force)`)
			err = errors.Join(err, db.Close())
		}
		if err != nil {
			t.Error(err)
		}
	})
	return strings.Replace(server.url, "/postgres?", "/"+name+"?", 1)
}

// startPostgres starts a server of Debian's postgresql in a folder of its own, or uses
// that of DATELINE_TEST_POSTGRES (a URL of its database postgres, with a "?" and options).
func startPostgres() {
	if server.url = os.Getenv("DATELINE_TEST_POSTGRES"); server.url != "" {
		if !strings.Contains(server.url, "/postgres?") {
			server.why = "DATELINE_TEST_POSTGRES has no \"/postgres?\""
		}
		return
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		server.why = "DATELINE_TEST_POSTGRES is not set, and there is no /usr/lib/postgresql/*/bin/initdb"
		return
	}
	slices.Sort(found)
	programs := filepath.Dir(found[len(found)-1])
	folder, err := os.MkdirTemp("/tmp", "dateline-postgres-")
	if err != nil {
		server.why = err.Error()
		return
	}
	var as *syscall.SysProcAttr
	if os.Getuid() == 0 { // the server refuses to run as root
		if as, err = asUser("postgres", folder); err != nil {
			server.why = err.Error()
			return
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		server.why = err.Error()
		return
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	run := func(program string, arguments ...string) error {
		command := exec.Command(filepath.Join(programs, program), arguments...)
		command.SysProcAttr, command.Dir = as, folder
		log, err := os.OpenFile(filepath.Join(folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
		if err != nil {
			return err
		}
		defer log.Close()
		command.Stdout, command.Stderr = log, log
		if err := command.Run(); err != nil {
			text, _ := os.ReadFile(log.Name())
			return fmt.Errorf("%s: %w\n%s", program, err, text)
		}
		return nil
	}
	data := filepath.Join(folder, "data")
	server.stop = func() {
		if err := run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.RemoveAll(folder)
	}
	err = run("initdb", "-D", data, "-U", "dateline", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	if err == nil {
		err = run("pg_ctl", "-D", data, "-w", "-o", fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c fsync=off -k %s", port, folder), "start")
	}
	if err != nil {
		server.why = err.Error()
		return
	}
	server.url = fmt.Sprintf("postgres://dateline@127.0.0.1:%d/postgres?sslmode=disable", port)
}

// asUser lets a command run as another user, who is given a folder.
func asUser(name, folder string) (*syscall.SysProcAttr, error) {
	who, err := user.Lookup(name)
	if err != nil {
		return nil, err
	}
	uid, _ := strconv.Atoi(who.Uid)
	gid, _ := strconv.Atoi(who.Gid)
	if err := os.Chown(folder, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

// A harness opens records for tests.
type harness struct {
	name  string
	where func(t *testing.T) string // of an empty record
}

var harnesses = []harness{
	{"sqlite", func(t *testing.T) string { return filepath.Join(t.TempDir(), "folder with a space", "record?#%.db") }},
	{"postgres", postgres},
}

// escaped gives a place as database/sql is to be told of it.
func escaped(where string) string {
	if strings.HasPrefix(where, "postgres:") {
		return where
	}
	return "file:" + (&url.URL{Path: where}).EscapedPath()
}

func open(t *testing.T, where string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
