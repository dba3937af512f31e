package store

import (
	"context"
	"database/sql"
)

// What is written stands in a log beside the file first. SQLite moves it from there within
// the transaction that comes after so many pages; that one would wait long. A keeper does
// it beside those who write, once the log has so many pages: a page that was written many
// times meanwhile is moved once. What was written while it did so is moved too, without
// others writing: only when all of it is in the file does the log begin anew.
const (
	keptPages = 16_000
	fewPages  = 1_000 // that others may wait for
)

// A keeper moves what was written from the log into the file.
type keeper struct {
	read   *sql.DB
	writer *writer
	wake   chan struct{}
	done   chan struct{}
	cancel context.CancelFunc
}

func keep(read, write *sql.DB, writer *writer) *keeper {
	ctx, cancel := context.WithCancel(context.Background())
	k := &keeper{read: read, writer: writer, wake: make(chan struct{}, 1), done: make(chan struct{}), cancel: cancel}
	go func() {
		defer close(k.done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-k.wake:
			}
			// If it cannot be done now it is done later, by SQLite itself at the latest: an
			// error that matters comes up there.
			_ = k.move(ctx, write)
		}
	}()
	return k
}

// move empties the log if there is much in it.
func (k *keeper) move(ctx context.Context, write *sql.DB) error {
	left, err := k.checkpoint(ctx, `noop`)
	if err != nil || left < keptPages {
		return err
	}
	for before := left + 1; left > fewPages && left < before; {
		before = left
		if left, err = k.checkpoint(ctx, `passive`); err != nil {
			return err
		}
	}
	if left > fewPages { // somebody reads what is older
		return nil
	}
	if err := k.writer.hold(ctx, write); err != nil {
		return err
	}
	_, err = k.checkpoint(ctx, `passive`)
	return k.writer.release(err)
}

// checkpoint moves what can be moved (nothing if the mode is noop), and gives how many pages are left in the log.
func (k *keeper) checkpoint(ctx context.Context, mode string) (left int, err error) {
	var busy, logged, moved int
	err = k.read.QueryRowContext(ctx, `pragma wal_checkpoint(`+mode+`)`).Scan(&busy, &logged, &moved)
	return logged - moved, err
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
