package web

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dateline"
)

// What may keep a report from being had or read: Fetch and Read wrap these, so that pages can say it in words.
var (
	ErrLocal    = errors.New("an address of the local network")
	ErrRefused  = errors.New("the server did not give the page")
	ErrNoReport = errors.New("nothing that reads like a report")
)

// errSlow says that something took longer than it may.
var errSlow = errors.New("it took too long")

// Turns let so many reports be read at once, and each for so long.
type turns struct {
	free  chan struct{}
	limit time.Duration
}

// usualTurns leave room for all who only look.
func usualTurns() turns { return turns{make(chan struct{}, 2), 30 * time.Second} }

// readInTurn reads a report apart from whoever waits for it, who waits no longer than the limit. A reading that goes on
// keeps its turn, so that they do not pile up. Published may be empty.
func (b *Workbench) readInTurn(ctx context.Context, raw *dateline.Raw, published string) (*dateline.Record, error) {
	limited, cancel := context.WithTimeout(ctx, b.turns.limit)
	defer cancel()
	late := func() error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return errSlow
	}
	select {
	case b.turns.free <- struct{}{}:
	case <-limited.Done():
		return nil, late()
	}
	type answer struct {
		record *dateline.Record
		err    error
	}
	done := make(chan answer, 1)
	go func() {
		defer func() { <-b.turns.free }()
		defer func() {
			if fault := recover(); fault != nil {
				done <- answer{nil, fmt.Errorf("%s: a fault of the program: %v", raw.Name, fault)}
			}
		}()
		var a answer
		if published != "" && b.Explain != nil {
			a.record, a.err = b.Explain(limited, raw, published, "")
		} else {
			a.record, a.err = b.Read(limited, raw)
		}
		done <- a
	}()
	select {
	case a := <-done:
		return a.record, a.err
	case <-limited.Done():
		return nil, late()
	}
}
