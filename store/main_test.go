package store_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
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
	if shared.started != nil {
		shared.started.remove()
	}
	os.Exit(rc)
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
