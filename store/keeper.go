package store

import (
	"context"
	"database/sql"
	"os"
)

// What is written stands in a log beside the file first. SQLite moves it from there within
// the transaction that comes after so many pages; that one would wait long. A keeper does
// it beside those who write, once the log has so many bytes.
const keptBytes = 8 << 20

// A keeper moves what was written from the log into the file.
type keeper struct {
	wake   chan struct{}
	done   chan struct{}
	cancel context.CancelFunc
}

func keep(db *sql.DB, log string) *keeper {
	ctx, cancel := context.WithCancel(context.Background())
	k := &keeper{wake: make(chan struct{}, 1), done: make(chan struct{}), cancel: cancel}
	go func() {
		defer close(k.done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-k.wake:
			}
			if info, err := os.Stat(log); err != nil || info.Size() < keptBytes {
				continue
			}
			// If it cannot be done now it is done later, by SQLite itself at the latest: an
			// error that matters comes up there.
			_, _ = db.ExecContext(ctx, `pragma wal_checkpoint(passive)`)
		}
	}()
	return k
}

// written tells the keeper that there may be something to do.
func (k *keeper) written() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

func (k *keeper) stop() {
	k.cancel()
	<-k.done
}
