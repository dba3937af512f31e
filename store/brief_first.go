package store

import (
	"context"
	"time"
)

// patience is how long is waited for the first reading of all incidents. Of a large record it takes some seconds:
// pages answer meanwhile without it.
const patience = time.Second

// A begun reading is over when its channel is closed; its error stands then.
type begun struct {
	over chan struct{}
	stop context.CancelFunc
	err  error
}

// readBriefs has the incidents read into memory if they are not there. It waits for a while; ready is false if they are
// still being read then.
func (s *Store) readBriefs(ctx context.Context) (ready bool, err error) {
	b := &s.briefs
	b.held.Lock()
	if b.at != nil {
		b.held.Unlock()
		return true, nil
	}
	reading := b.begun
	if reading == nil {
		reading = &begun{over: make(chan struct{})}
		var lasting context.Context
		lasting, reading.stop = context.WithCancel(context.WithoutCancel(ctx))
		b.begun = reading
		go s.readFirst(lasting, reading)
	}
	b.held.Unlock()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-reading.over:
		return reading.err == nil, reading.err
	case <-ctx.Done():
		return false, ctx.Err()
	case <-wait.C:
		return false, nil
	}
}

func (s *Store) readFirst(ctx context.Context, reading *begun) {
	defer close(reading.over)
	defer reading.stop()
	var read briefs
	reading.err = s.view(ctx, "read the incidents", read.renew)
	b := &s.briefs
	b.held.Lock()
	defer b.held.Unlock()
	b.begun = nil
	if reading.err == nil {
		b.all, b.at, b.terms, b.spots, b.spot, b.upTo, b.kept = read.all, read.at, read.terms, read.spots, read.spot, read.upTo, read.kept
	}
}

// leave ends the first reading, if it lasts still.
func (b *briefs) leave() {
	b.held.Lock()
	reading := b.begun
	b.held.Unlock()
	if reading != nil {
		reading.stop()
		<-reading.over
	}
}
