package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// play is what this binary does in another process: a role, and what it plays it with.
func play(role string) error {
	ctx := context.Background()
	where, name := os.Getenv("DATELINE_TEST_WHERE"), os.Getenv("DATELINE_TEST_NAME")
	s, err := store.Open(ctx, where)
	if err != nil {
		return err
	}
	switch role {
	case "add": // for ever, or as many as are asked for; each is told of when it is acknowledged
		most, _ := strconv.Atoi(os.Getenv("DATELINE_TEST_COUNT"))
		for i := 0; most == 0 || i < most; i++ {
			raw, record := numbered(name, i).made()
			added, err := s.Add(ctx, raw, record, link.Groups)
			if err != nil {
				return err
			}
			fmt.Println(added.Report)
		}
	case "read-only":
		if _, err := s.Stats(ctx); err != nil {
			return fmt.Errorf("read: %w", err)
		}
		raw, record := numbered(name, 0).made()
		_, err := s.Add(ctx, raw, record, link.Groups)
		fmt.Println(errors.Is(err, store.ErrReadOnly), err)
	default:
		return fmt.Errorf("no role %q", role)
	}
	return s.Close()
}

// numbered is one of many stories: a few incidents, and now and then a copy or an update.
func numbered(name string, i int) story {
	day := time.Date(2024, 1, 1+2*(i%11), 0, 0, 0, 0, time.UTC)
	town := []string{"Aldora", "Berin", "Cassim"}[i%3]
	one := story{name: fmt.Sprintf("%s %d", name, i), published: day.AddDate(0, 0, 1).Format(time.DateOnly), site: fmt.Sprintf("Site %d", i%5),
		events: []dateline.Event{bombing(day.Format(time.DateOnly), town, i%20)}}
	if i%7 == 3 {
		one.text = prose(fmt.Sprintf("%s %d", name, i-1), 120) + " again"
	}
	return one
}

// player starts this binary in a role.
func player(t *testing.T, role, where, name string, more ...string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(binary)
	command.Env = append(os.Environ(), append(more, "DATELINE_TEST_ROLE="+role, "DATELINE_TEST_WHERE="+where, "DATELINE_TEST_NAME="+name)...)
	command.Stderr = os.Stderr
	return command
}

// TestTwoProcesses has two processes add reports of the same incidents at once.
func TestTwoProcesses(t *testing.T) {
	for _, h := range harnesses {
		t.Run(h.name, func(t *testing.T) {
			where := h.where(t)
			const each = 40
			var wait sync.WaitGroup
			for _, name := range []string{"left", "right"} {
				command := player(t, "add", where, name, fmt.Sprintf("DATELINE_TEST_COUNT=%d", each))
				wait.Go(func() {
					if out, err := command.Output(); err != nil || strings.Count(string(out), "\n") != each {
						t.Errorf("%s: %v, %d reports", name, err, strings.Count(string(out), "\n"))
					}
				})
			}
			wait.Wait()
			s := open(t, where)
			check(t, "reports", statistics(t, s).Reports, 2*each)
			entries, err := s.Incidents(context.Background(), store.Filter{}, "", 0, 0)
			if err != nil {
				t.Fatal(err)
			}
			check(t, "incidents", len(entries), 33)
			sound(t, escaped(where))
		})
	}
}

// TestTwoHandles has many goroutines add and read by two handles.
func TestTwoHandles(t *testing.T) {
	for _, h := range harnesses {
		t.Run(h.name, func(t *testing.T) {
			where := h.where(t)
			handles := []*store.Store{open(t, where), open(t, where)}
			var wait sync.WaitGroup
			for i := range 8 {
				wait.Go(func() {
					for j := range 5 {
						raw, record := numbered(strconv.Itoa(i), j).made()
						if _, err := handles[i%2].Add(context.Background(), raw, record, link.Groups); err != nil {
							t.Error(err)
						}
						if _, err := handles[j%2].Incidents(context.Background(), store.Filter{}, "", 10, 0); err != nil {
							t.Error(err)
						}
					}
				})
			}
			wait.Wait()
			check(t, "reports", statistics(t, handles[0]).Reports, 40)
		})
	}
}
