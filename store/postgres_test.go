package store_test

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net"
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
	"time"
)

// shared is the Postgres that all tests use: one that they start, or that of DATELINE_TEST_POSTGRES (a URL
// of its database postgres, with a "?" and options).
var shared struct {
	once    sync.Once
	url     string // of its database postgres
	why     error  // there is none
	started *server
}

// postgres gives the URL of an empty database.
func postgres(t *testing.T) string {
	t.Helper()
	shared.once.Do(func() {
		if shared.url = os.Getenv("DATELINE_TEST_POSTGRES"); shared.url != "" {
			if !strings.Contains(shared.url, "/postgres?") {
				shared.why = errors.New(`DATELINE_TEST_POSTGRES has no "/postgres?"`)
			}
			return
		}
		if shared.started, shared.why = newServer("fsync=off"); shared.why == nil {
			shared.url = shared.started.url
		}
	})
	if shared.why != nil {
		t.Skip("no Postgres: ", shared.why)
	}
	db, err := sql.Open("pgx", shared.url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := "test_" + strings.ToLower(rand.Text())
	if _, err := db.Exec(`create database ` + name + ` template template0`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db, err := sql.Open("pgx", shared.url)
		if err == nil {
			_, err = db.Exec(`drop database ` + name + ` with (force)`)
			err = errors.Join(err, db.Close())
		}
		if err != nil {
			t.Error(err)
		}
	})
	return strings.Replace(shared.url, "/postgres?", "/"+name+"?", 1)
}

// A server is a Postgres of Debian's that runs in a folder of its own.
type server struct {
	url              string // of its database postgres
	folder, programs string
	options          string
	as               *syscall.SysProcAttr
}

// newServer starts a server with a setting. An error says why there is none.
func newServer(setting string) (s *server, err error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return nil, errors.New("DATELINE_TEST_POSTGRES is not set, and there is no /usr/lib/postgresql/*/bin/initdb")
	}
	slices.Sort(found)
	s = &server{programs: filepath.Dir(found[len(found)-1])}
	if s.folder, err = os.MkdirTemp("/tmp", "dateline-postgres-"); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 { // the server refuses to run as root
		if s.as, err = asUser("postgres", s.folder); err != nil {
			return nil, err
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	s.options = fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c %s -k %s", port, setting, s.folder)
	s.url = fmt.Sprintf("postgres://dateline@127.0.0.1:%d/postgres?sslmode=disable", port)
	if err := s.run("initdb", "-U", "dateline", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"); err != nil {
		return nil, err
	}
	return s, s.start()
}

func (s *server) data() string { return filepath.Join(s.folder, "data") }

func (s *server) start() error { return s.run("pg_ctl", "-w", "-o", s.options, "start") }

// run has a program of Postgres do something with the data of the server.
func (s *server) run(program string, arguments ...string) error {
	command := exec.Command(filepath.Join(s.programs, program), append([]string{"-D", s.data()}, arguments...)...)
	command.SysProcAttr, command.Dir = s.as, s.folder
	log, err := os.OpenFile(filepath.Join(s.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
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

// kill ends the process of the server at once, without a word to it.
func (s *server) kill() error {
	text, err := os.ReadFile(filepath.Join(s.data(), "postmaster.pid"))
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	process, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	return syscall.Kill(process, syscall.SIGKILL)
}

// startAgain starts a server that was killed, once those that it had started have seen that it is gone.
func (s *server) startAgain() (err error) {
	for range 50 {
		if err = s.start(); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// remove stops the server and takes its data away.
func (s *server) remove() {
	if err := s.run("pg_ctl", "-m", "immediate", "-w", "stop"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.RemoveAll(s.folder)
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
