package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// A limit says how often something may be tried: so many times at once, and then once more after each pause.
type limit struct {
	most  int
	pause time.Duration
	held  sync.Mutex
	even  map[string]time.Time // by who tries: when nothing of what was tried counts any more
}

func newLimit(most int, pause time.Duration) *limit {
	return &limit{most: most, pause: pause, even: map[string]time.Time{}}
}

// mostTriers is how many are told apart; those beyond are counted as one.
const mostTriers = 20_000

// try counts a try. The answer is how long to wait before the next if this one is one too many; it does not count then.
func (l *limit) try(who string, now time.Time) (wait time.Duration) {
	l.held.Lock()
	defer l.held.Unlock()
	even, known := l.even[who]
	if !known && len(l.even) >= mostTriers {
		for other, at := range l.even {
			if !at.After(now) {
				delete(l.even, other)
			}
		}
		if len(l.even) >= mostTriers {
			who = ""
			even = l.even[who]
		}
	}
	if even.Before(now) {
		even = now
	}
	even = even.Add(l.pause)
	if wait = even.Sub(now) - time.Duration(l.most)*l.pause; wait > 0 {
		return wait
	}
	l.even[who] = even
	return 0
}

// forgive takes back a try that was right.
func (l *limit) forgive(who string) {
	l.held.Lock()
	defer l.held.Unlock()
	if even, known := l.even[who]; known {
		l.even[who] = even.Add(-l.pause)
	}
}

// from is where a request comes from, as tries are counted: an address, or a network of 64 bits, which is what one
// household has. Behind a proxy it is what the proxy says.
func (b *Workbench) from(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if b.Proxy {
		told := r.Header.Values("X-Forwarded-For")
		if len(told) > 0 { // the last one is the proxy's own; those before it anybody may have written
			hops := strings.Split(told[len(told)-1], ",")
			host = strings.TrimSpace(hops[len(hops)-1])
		}
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	address = address.Unmap().WithZone("")
	if address.Is6() {
		if network, err := address.Prefix(64); err == nil {
			return network.String()
		}
	}
	return address.String()
}
