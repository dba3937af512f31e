package web

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// policy lets a page use what this server gives, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// mostBody is how many bytes a form or an upload may have.
const mostBody = 8 << 20

// mostUnknown is how many that may be of somebody who has not logged in.
const mostUnknown = 64 << 10

// A pace is how long one request may take: its body to come in, its answer to go out. An answer that goes on for
// longer lifts that by a ResponseController.
type pace struct{ reading, writing time.Duration }

var usualPace = pace{2 * time.Minute, 5 * time.Minute}

// guard stands before every answer: what pages may load, posts from elsewhere, names that lead here from elsewhere, the
// size and the pace of what comes in.
func (b *Workbench) guard(next http.Handler) http.Handler {
	own := http.NewCrossOriginProtection()
	return own.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if r.TLS != nil || b.Proxy {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if b.Alone && !thisMachine(r.Host) {
			b.misdirected(w, r)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, mostBody)
		connection, now := http.NewResponseController(w), time.Now()
		err := connection.SetWriteDeadline(now.Add(b.pace.writing))
		if r.ContentLength != 0 {
			err = errors.Join(err, connection.SetReadDeadline(now.Add(b.pace.reading)))
		}
		if err != nil && !errors.Is(err, http.ErrNotSupported) {
			b.Log.Warn("a connection has no deadline", "error", err)
		}
		next.ServeHTTP(w, r)
	}))
}

// thisMachine tells whether a host, with or without a port, is one that leads nowhere but to the machine itself.
func thisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

// misdirected refuses a request that names another host.
func (b *Workbench) misdirected(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	l := b.localeOf(r, b.settingsIn(r))
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Language", l.Language)
	w.WriteHeader(http.StatusMisdirectedRequest)
	if _, err := io.WriteString(w, l.words("error.host")+"\n"); err != nil {
		b.Log.Info("an answer was cut short", "error", err)
	}
}
