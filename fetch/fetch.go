// Package fetch brings the bytes of reports in: from a file, from standard input,
// or from the web. What comes out is a dateline.Raw, verbatim but for the transfer's
// compression; package page reads it.
//
// From the web it takes http and https only, follows a few redirects, stops at a
// time and a size limit, and does not reach into the local network: the address is
// checked when the connection is made, so neither a redirect nor a name that
// resolves to another address on the second look leads there.
package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"dateline"
)

// The limits where a Fetcher states none.
const (
	DefaultMaxBytes = 32 << 20
	DefaultTimeout  = 30 * time.Second
	maxRedirects    = 5
)

// What keeps a page from being fetched. Errors of Read wrap one of them where it
// applies, and name the input.
var (
	ErrScheme    = errors.New("only http and https are read")
	ErrLocal     = errors.New("an address of the local network")
	ErrRedirects = errors.New("too many redirects")
	ErrStatus    = errors.New("the server did not give the page")
	ErrFolder    = errors.New("a folder, not a file")
)

// A Fetcher reads inputs. The zero value is ready to use, but has no standard input.
// It may be used by several goroutines if Stdin is not read by two.
type Fetcher struct {
	Stdin      io.Reader        // what "-" reads; nil if there is none
	MaxBytes   int64            // of one input, uncompressed; longer ones are cut and marked Truncated; 0 is DefaultMaxBytes
	Timeout    time.Duration    // for one page of the web, redirects and all; 0 is DefaultTimeout
	AllowLocal bool             // read from loopback, private and link-local addresses, too
	UserAgent  string           // empty is "dateline"
	Now        func() time.Time // the clock for Raw.Retrieved; nil is time.Now
}

// Read reads one input: an http or https URL, a path, or "-" for standard input.
// An input over the size limit, or one that breaks off, comes back as far as it was
// read, with Truncated set. Errors name the input.
func (f *Fetcher) Read(ctx context.Context, name string) (*dateline.Raw, error) {
	raw, err := f.read(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	now := f.Now
	if now == nil {
		now = time.Now
	}
	raw.Name, raw.Retrieved = name, now().UTC()
	return raw, nil
}

func (f *Fetcher) read(ctx context.Context, name string) (*dateline.Raw, error) {
	if name == "-" {
		if f.Stdin == nil {
			return nil, errors.New("no standard input")
		}
		return f.take(f.Stdin)
	}
	if scheme, _, ok := strings.Cut(name, "://"); ok && isScheme(scheme) {
		return f.web(ctx, name)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, plain(err)
	}
	if info.IsDir() {
		return nil, ErrFolder
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	defer file.Close()
	raw, err := f.take(file)
	if err != nil {
		return nil, plain(err)
	}
	return raw, nil
}

func isScheme(s string) bool {
	for i, c := range s {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", c)) {
			return false
		}
	}
	return s != ""
}

// plain takes the name and the operation off an error of the file system: the
// name is said already.
func plain(err error) error {
	if pathError, ok := errors.AsType[*os.PathError](err); ok {
		return pathError.Err
	}
	return err
}

// take reads to the end or the limit.
func (f *Fetcher) take(r io.Reader) (*dateline.Raw, error) {
	limit := f.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r, limit+1))
	raw := &dateline.Raw{Bytes: b.Bytes()}
	if n > limit {
		raw.Bytes, raw.Truncated = raw.Bytes[:limit], true
	}
	if errors.Is(err, io.ErrUnexpectedEOF) && n > 0 {
		raw.Truncated = true
		return raw, nil
	}
	return raw, err
}

// web fetches one page.
func (f *Fetcher) web(ctx context.Context, address string) (*dateline.Raw, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("not a URL: %w", err)
	}
	if err := checkURL(u); err != nil {
		return nil, err
	}
	timeout := f.Timeout
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "dateline")
	if f.UserAgent != "" {
		request.Header.Set("User-Agent", f.UserAgent)
	}
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1")
	request.Header.Set("Accept-Encoding", "gzip")
	client := f.client()
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return nil, short(err, timeout)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s", ErrStatus, response.Status)
	}
	var body io.Reader = response.Body
	switch encoding := strings.ToLower(response.Header.Get("Content-Encoding")); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		if body, err = gzip.NewReader(response.Body); err != nil {
			return nil, fmt.Errorf("unpack the page: %w", short(err, timeout))
		}
	default:
		return nil, fmt.Errorf("the page comes packed in a way that is not read: %q", encoding)
	}
	raw, err := f.take(body)
	if err != nil {
		return nil, short(err, timeout)
	}
	raw.URL = response.Request.URL.String()
	raw.ContentType = response.Header.Get("Content-Type")
	return raw, nil
}

// client is made for one page, so that no cookie and no connection outlives it.
func (f *Fetcher) client() *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !f.AllowLocal {
		dialer.Control = refuseLocal
	}
	return &http.Client{
		Transport: &http.Transport{
			// No proxy: behind one, the address dialled would be the proxy's.
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  20 * time.Second,
			MaxResponseHeaderBytes: 1 << 20,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // read here, where its size is limited
		},
		CheckRedirect: func(request *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return ErrRedirects
			}
			return checkURL(request.URL)
		},
	}
}

func checkURL(u *url.URL) error {
	if scheme := strings.ToLower(u.Scheme); scheme != "http" && scheme != "https" {
		return fmt.Errorf("%w, not %q", ErrScheme, u.Scheme)
	}
	if u.Hostname() == "" {
		return errors.New("not a URL: no host")
	}
	return nil
}

// refuseLocal runs on the address that a connection is about to be made to, after
// the name was resolved.
func refuseLocal(_, address string, _ syscall.RawConn) error {
	host, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrLocal, address)
	}
	if !isPublic(host.Addr()) {
		return fmt.Errorf("%w: %s", ErrLocal, host.Addr())
	}
	return nil
}

// reserved are the ranges that lead nowhere on the public network, beside those
// that net/netip knows by name.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"), // shared by carriers
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), // IPv4 within IPv6
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/32"), // Teredo
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), // 6to4
}

func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// short takes the URL off an error of the client, since the input is named already,
// and says in words that the time was up.
func short(err error, timeout time.Duration) error {
	if urlError, ok := errors.AsType[*url.Error](err); ok {
		err = urlError.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer in %v: %w", timeout, context.DeadlineExceeded)
	}
	if opError, ok := errors.AsType[*net.OpError](err); ok && errors.Is(opError.Err, ErrLocal) {
		return opError.Err
	}
	return err
}
