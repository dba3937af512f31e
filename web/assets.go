package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"dateline/draw"
	"dateline/third"
)

//go:embed static
var static embed.FS

// assets are the files that pages load: style, scripts, fonts. Each is served under a name that
// holds the hash of all of them, so that a browser may keep it for ever.
type assets struct {
	version string
	files   map[string][]byte // by path below /static/VERSION/
}

func newAssets() (*assets, error) {
	a := &assets{files: map[string][]byte{}}
	sum := sha256.New()
	err := fs.WalkDir(static, "static", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := static.ReadFile(name)
		if err != nil {
			return err
		}
		a.add(strings.TrimPrefix(name, "static/"), content, sum)
		return nil
	})
	if err != nil {
		return nil, err
	}
	others := third.Files()
	err = fs.WalkDir(others, "fonts", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(others, name)
		a.add(name, content, sum)
		return err
	})
	if err != nil {
		return nil, err
	}
	a.add("draw.css", []byte(draw.Sheet()), sum)
	a.version = hex.EncodeToString(sum.Sum(nil))[:12]
	return a, nil
}

// add takes a file in, and counts it into the sum of all.
func (a *assets) add(name string, content []byte, sum io.Writer) {
	a.files[name] = content
	fmt.Fprintf(sum, "%s %d ", name, len(content))
	sum.Write(content)
}

// url is the address of a file.
func (a *assets) url(name string) (string, error) {
	if _, ok := a.files[name]; !ok {
		return "", fmt.Errorf("no file %s", name)
	}
	return "/static/" + a.version + "/" + name, nil
}

// ServeHTTP serves /static/VERSION/NAME. A name without a version, or of another, is served
// too, and not kept: scripts name one another so.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	version, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/static/"), "/")
	content, ok := a.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	if version == a.version {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.Header().Set("ETag", `W/"`+a.version+`"`) // weak: it is the same packed
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}
