package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline/store"
)

// TestKill kills a process that adds reports, at random moments. What it had acknowledged is
// whole, nothing is half there, and the next start needs no repair.
func TestKill(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 10
	}
	where := filepath.Join(t.TempDir(), "record.db")
	k := &killing{where: where, acknowledged: map[string]bool{}, dice: rand.New(rand.NewPCG(1, 2))}
	for i := range kills {
		if err := k.life(t, fmt.Sprintf("life %d", i), false, killProcess); !killed(err) {
			t.Fatalf("life %d ended by itself: %v", i, err)
		}
	}
	k.check(t, kills)
}

// TestKillPostgres does so with a Postgres server, and kills the server too, while a process adds.
func TestKillPostgres(t *testing.T) {
	kills := 30
	if testing.Short() {
		kills = 4
	}
	server, err := newServer("fsync=on")
	if err != nil {
		t.Skip("no Postgres: ", err)
	}
	defer server.remove()
	k := &killing{where: server.url, acknowledged: map[string]bool{}, dice: rand.New(rand.NewPCG(3, 4))}
	for i := range kills {
		name := fmt.Sprintf("life %d", i)
		if i != kills/2 {
			if err := k.life(t, name, i%3 > 0, killProcess); !killed(err) {
				t.Fatalf("life %d ended by itself: %v", i, err)
			}
			continue
		}
		before := len(k.acknowledged)
		err := k.life(t, name, true, func(*exec.Cmd) error { return server.kill() })
		if err == nil || killed(err) {
			t.Errorf("a process whose server was killed: got %v, want an error of its own", err)
		}
		if len(k.acknowledged) == before {
			t.Error("the server was killed before a report was acknowledged")
		}
		if err := server.startAgain(); err != nil {
			t.Fatal(err)
		}
	}
	k.check(t, kills)
}

// A killing is a record whose writers are killed.
type killing struct {
	where        string
	acknowledged map[string]bool // reports, by id
	dice         *rand.Rand
	begun        time.Time
}

// life has a process add reports until something is killed, a while after it has started or, if it is early then, a while
// after it has acknowledged its first report; it gives what the process ended by.
func (k *killing) life(t *testing.T, name string, early bool, kill func(*exec.Cmd) error) error {
	t.Helper()
	if k.begun.IsZero() {
		k.begun = time.Now()
	}
	command := player(t, "add", k.where, name)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	timer := time.AfterFunc(time.Duration(20+k.dice.IntN(180))*time.Millisecond, func() { failed <- kill(command) })
	lines := bufio.NewReader(out)
	if early && timer.Stop() {
		line, err := lines.ReadString('\n')
		if err != nil {
			return command.Wait()
		}
		k.acknowledged[strings.TrimSpace(line)] = true
		timer.Reset(time.Duration(k.dice.IntN(180)) * time.Millisecond)
	}
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // what has no end was not acknowledged
		}
		k.acknowledged[strings.TrimSpace(line)] = true
	}
	err = command.Wait()
	if !timer.Stop() {
		if err := <-failed; err != nil {
			t.Fatal(err)
		}
	}
	return err
}

func killProcess(command *exec.Cmd) error { return command.Process.Kill() }

// killed tells whether a process ended by being killed.
func killed(err error) bool {
	ended, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return false
	}
	status, ok := ended.Sys().(syscall.WaitStatus)
	return ok && status.Signaled()
}

// check looks at what is in the record after so many kills.
func (k *killing) check(t *testing.T, kills int) {
	t.Helper()
	t.Logf("%d kills in %s, %d reports acknowledged", kills, time.Since(k.begun).Round(time.Second), len(k.acknowledged))
	if len(k.acknowledged) < kills/4 {
		t.Errorf("only %d reports were acknowledged: the kills come too early to show anything", len(k.acknowledged))
	}
	s := open(t, k.where)
	for id := range k.acknowledged {
		whole(t, s, id)
	}
	sound(t, k.where)
	extra := statistics(t, s).Reports - len(k.acknowledged)
	if extra < 0 || extra > kills { // a report may be kept and its process killed before it says so
		t.Errorf("%d reports are there beside those acknowledged, want at most one a kill", extra)
	}
	if added := numbered("after", 0).add(t, s); len(added.Incidents) != 1 {
		t.Errorf("a report after all kills: got %+v", added)
	}
}

// whole checks that a report is there with all that belongs to it.
func whole(t *testing.T, s *store.Store, id string) {
	t.Helper()
	ctx := context.Background()
	record, err := s.Record(ctx, id)
	if err != nil {
		t.Errorf("acknowledged, and lost: %v", err)
		return
	}
	if _, err := s.Source(ctx, id); err != nil {
		t.Errorf("acknowledged without its bytes: %v", err)
	}
	report, err := s.Report(ctx, id)
	if err != nil {
		t.Error(err)
		return
	}
	for _, e := range record.Events {
		_, incident, stands, err := s.Telling(ctx, id+"/"+e.ID)
		if err != nil || incident == "" && (stands != "" || report.Newer == "") {
			t.Errorf("%s/%s is in no incident: %v", id, e.ID, err)
		}
	}
}
