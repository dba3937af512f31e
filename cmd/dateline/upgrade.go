package main

import (
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"dateline/store"
)

// Bringing an older record up to date is told of once it takes long, and then again and again.
const (
	upgradePatience = 2 * time.Second
	upgradeEvery    = 10 * time.Second
)

// An upgrading is how far bringing a record up to date has come, for whoever waits for it.
type upgrading struct {
	lock sync.Mutex
	last store.Upgrade
}

func (u *upgrading) tell(at store.Upgrade) {
	u.lock.Lock()
	defer u.lock.Unlock()
	u.last = at
}

// watch says how far it has come, if it has begun: after a while, and then at intervals until it is told to stop.
func (u *upgrading) watch(every time.Duration, say func(store.Upgrade)) (stop func()) {
	done, left := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		timer := time.NewTimer(upgradePatience)
		defer timer.Stop()
		for {
			select {
			case <-done:
				return
			case <-timer.C:
			}
			u.lock.Lock()
			at := u.last
			u.lock.Unlock()
			if at.Steps > 0 {
				say(at)
			}
			timer.Reset(every)
		}
	}()
	return func() {
		close(done)
		<-left
	}
}

// A teller says how far bringing a record up to date has come, until it is told to stop.
type teller func(*upgrading) (stop func())

// tellUpgrade tells it on standard error: as a bar on a terminal, elsewhere in lines.
func (s *streams) tellUpgrade(u *upgrading) (stop func()) {
	if !isTerminal(s.err) {
		return u.watch(upgradeEvery, func(at store.Upgrade) {
			fmt.Fprintf(s.err, "dateline: bringing the record up to date: %v\n", at)
		})
	}
	var bar *progressbar.ProgressBar
	var shown store.Upgrade
	clear := func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
	halt := u.watch(upgradePatience/4, func(at store.Upgrade) {
		if bar == nil || at.Step != shown.Step || at.What != shown.What {
			clear()
			most := at.All
			if at.What == "" {
				most = -1 // nobody knows
			}
			bar = progressbar.NewOptions(most, progressbar.OptionSetWriter(s.err), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(),
				progressbar.OptionSetDescription(fmt.Sprintf("bringing the record up to date, step %d of %d, %s", at.Step, at.Steps, or(at.What, "tables"))))
			shown = at
		}
		_ = bar.Set(at.Done)
	})
	return func() {
		halt()
		clear()
	}
}

// logUpgrade tells it in the log.
func logUpgrade(u *upgrading) (stop func()) {
	return u.watch(upgradeEvery, func(at store.Upgrade) {
		slog.Info("bringing the record up to date", "step", at.Step, "of", at.Steps, "what", or(at.What, "tables"), "done", at.Done, "all", at.All)
	})
}
