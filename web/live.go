package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"dateline/store"
)

// A watch tells visitors when the record has grown, whoever added to it: another process does. One
// poll serves them all, while there are any.
type watch struct {
	held      sync.Mutex
	listeners map[chan store.Moved]bool
	last      store.Moved
	stop      context.CancelFunc
}

const (
	watchEvery = 2 * time.Second
	watchSigns = 25 * time.Second // that a connection is still there
)

// listen gives a channel that hears how far the record has come, whenever it has moved.
func (w *watch) listen(b *Workbench) (heard chan store.Moved, leave func()) {
	heard = make(chan store.Moved, 1)
	w.held.Lock()
	defer w.held.Unlock()
	if w.listeners == nil {
		w.listeners = map[chan store.Moved]bool{}
	}
	w.listeners[heard] = true
	if w.stop == nil {
		var ctx context.Context
		ctx, w.stop = context.WithCancel(context.Background())
		go w.poll(ctx, b)
	}
	return heard, func() {
		w.held.Lock()
		defer w.held.Unlock()
		delete(w.listeners, heard)
		if len(w.listeners) == 0 && w.stop != nil {
			w.stop()
			w.stop = nil
		}
	}
}

func (w *watch) poll(ctx context.Context, b *Workbench) {
	every := time.NewTicker(watchEvery)
	defer every.Stop()
	for {
		moved, err := b.Store.Moved(ctx)
		if err == nil {
			w.tell(moved)
		} else if ctx.Err() == nil {
			b.Log.Warn("the record could not be watched", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
	}
}

func (w *watch) tell(moved store.Moved) {
	w.held.Lock()
	defer w.held.Unlock()
	if moved == w.last {
		return
	}
	w.last = moved
	for heard := range w.listeners {
		select {
		case <-heard: // what was not heard yet is old
		default:
		}
		heard <- moved
	}
}

// live tells a page, by server-sent events, what was added since it was made: it says in the address how
// far the record had come then.
func (v *visit) live() error {
	var seen store.Moved
	for field, into := range map[string]*int64{"change": &seen.Change, "report": &seen.Report} {
		n, err := strconv.ParseInt(v.r.URL.Query().Get(field), 10, 64)
		if err != nil {
			return trouble(http.StatusBadRequest, "error.form")
		}
		*into = n
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	flush := http.NewResponseController(v.w).Flush
	heard, leave := v.watch.listen(v.Workbench)
	defer leave()
	signs := time.NewTicker(watchSigns)
	defer signs.Stop()
	now, err := v.Store.Moved(v.ctx())
	if err != nil {
		return err
	}
	for {
		text := ": here\n\n"
		switch reports := int(now.Report - seen.Report); {
		case reports > 0:
			text = fmt.Sprintf("event: moved\ndata: %s\n\n", v.locale.words("live.reports", "n", reports))
		case now.Change != seen.Change:
			text = fmt.Sprintf("event: moved\ndata: %s\n\n", v.locale.words("live.changes"))
		}
		if _, err := fmt.Fprint(v.w, text); err != nil {
			return nil // nobody listens
		}
		if err := flush(); err != nil {
			return nil
		}
		select {
		case <-v.ctx().Done():
			return nil
		case now = <-heard:
		case <-signs.C:
		}
	}
}
