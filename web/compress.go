package web

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

const (
	// leastPacked is how many bytes an answer has that is packed; less goes into one packet anyway.
	leastPacked = 1024
	// mostJitter is by how many bytes at most a packed answer is made longer than it is, by its own hash: a page shows
	// words from its address beside the record, and their common length is to tell nobody on the way what stands there.
	mostJitter = 32
)

// packed are the kinds of answers that are packed: not fonts, which are, nor streams, of which each event is to go out
// at once.
var packed = []string{"text/html", "text/plain", "text/css", "text/javascript", "application/json", "image/svg+xml"}

// compress packs answers where a browser takes them so, by zstd or gzip. Pages hold no secrets: the session is a cookie,
// and forms from elsewhere are refused without a token.
func compress(next http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(leastPacked), gzhttp.ContentTypes(packed), gzhttp.CompressionLevel(5), gzhttp.PreferZstd(true),
		gzhttp.RandomJitter(mostJitter, 0, false))
	if err != nil {
		return nil, err
	}
	smaller := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/live" {
			next.ServeHTTP(w, r)
			return
		}
		smaller.ServeHTTP(w, r)
	}), nil
}
