package web

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func TestAnswersArePacked(t *testing.T) {
	d := openDesk(t)
	ask := func(path, encoding string, more ...string) (*http.Response, []byte) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), "GET", d.server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", encoding) // set by hand, so that the client unpacks nothing
		for i := 0; i+1 < len(more); i += 2 {
			request.Header.Set(more[i], more[i+1])
		}
		response, err := d.client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response, body
	}
	_, plain := ask("/codebook", "identity")
	for encoding, unpack := range map[string]func(io.Reader) (io.Reader, error){
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"zstd": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
	} {
		response, body := ask("/codebook", encoding)
		if got := response.Header.Get("Content-Encoding"); got != encoding {
			t.Errorf("asked for %s: the encoding is %q", encoding, got)
			continue
		}
		if response.Header.Get("Vary") == "" {
			t.Errorf("%s: no Vary", encoding)
		}
		unpacked, err := unpack(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		whole, err := io.ReadAll(unpacked)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(whole, plain) || len(body) >= len(plain) {
			t.Errorf("%s: %d bytes, %d unpacked; plain it is %d", encoding, len(body), len(whole), len(plain))
		}
	}
	style, err := d.bench.assets.url("workbench.css")
	if err != nil {
		t.Fatal(err)
	}
	response, _ := ask(style, "zstd")
	tag := response.Header.Get("ETag")
	if response.Header.Get("Content-Encoding") != "zstd" || tag == "" {
		t.Errorf("the style: %v", response.Header)
	}
	if response, body := ask("/static/0/workbench.css", "zstd", "If-None-Match", tag); response.StatusCode != http.StatusNotModified || len(body) > 0 {
		t.Errorf("a style that the browser has: %s, %d bytes", response.Status, len(body))
	}
}

func TestEventsAreNotHeldBack(t *testing.T) {
	d := openDesk(t)
	request, err := http.NewRequestWithContext(t.Context(), "GET", d.server.URL+"/live?change=0&report=0", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "gzip, zstd")
	response, err := d.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Encoding"); got != "" {
		t.Errorf("a stream is packed by %s", got)
	}
	first := make(chan string, 1)
	go func() {
		var b [7]byte
		if _, err := io.ReadFull(response.Body, b[:]); err == nil {
			first <- string(b[:])
		}
	}()
	select {
	case got := <-first:
		if got != ": here\n" {
			t.Errorf("the first sign is %q", got)
		}
	case <-time.After(time.Minute):
		t.Error("a stream gave no sign")
	}
}
