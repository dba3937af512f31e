package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"dateline"
	"dateline/page"
)

// A PageScore is how well main text is told from a page's chrome: how many of
// the strings that must appear do, and of those that must not.
type PageScore struct {
	Pages, Failed int      // pages read, and those of them that gave an error
	Kept, Lost    int      // strings that must appear
	Let, Barred   int      // strings that must not appear: let through, and kept out
	Skipped       int      // pages whose file is not there
	Misses        []string // one line a page that has a fault
}

// Precision is the share of the strings found that must appear.
func (s *PageScore) Precision() float64 { return share(s.Kept, s.Kept+s.Let) }

// Recall is the share of the strings that must appear that were found.
func (s *PageScore) Recall() float64 { return share(s.Kept, s.Kept+s.Lost) }

// F is the harmonic mean of precision and recall.
func (s *PageScore) F() float64 { return share(2*s.Kept, 2*s.Kept+s.Let+s.Lost) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// ScorePages reads the pages of a folder: evaldata.json says which strings the
// text of each must and must not hold, and cache/ or eval/ holds the files.
func ScorePages(folder fs.FS) (*PageScore, error) {
	list, err := fs.ReadFile(folder, "evaldata.json")
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	var golds map[string]struct {
		File          string
		With, Without []string
	}
	if err := json.Unmarshal(list, &golds); err != nil {
		return nil, fmt.Errorf("pages: evaldata.json: %w", err)
	}
	addresses := make([]string, 0, len(golds))
	for address := range golds {
		addresses = append(addresses, address)
	}
	slices.Sort(addresses)
	s := &PageScore{}
	for _, address := range addresses {
		g := golds[address]
		source, err := readPage(folder, g.File)
		if errors.Is(err, fs.ErrNotExist) {
			s.Skipped++
			continue
		} else if err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		text := ""
		s.Pages++
		doc, _, err := page.Read(&dateline.Raw{Name: g.File, URL: address, Bytes: source}, page.Options{})
		if err != nil {
			s.Failed++
		} else {
			text = spaces.ReplaceAllString(doc.Text, " ")
		}
		has := func(words string) bool { return strings.Contains(text, spaces.ReplaceAllString(words, " ")) }
		lost, let := 0, 0
		for _, words := range g.With {
			if !has(words) {
				lost++
			}
		}
		for _, words := range g.Without {
			if has(words) {
				let++
			}
		}
		s.Kept, s.Lost = s.Kept+len(g.With)-lost, s.Lost+lost
		s.Let, s.Barred = s.Let+let, s.Barred+len(g.Without)-let
		switch {
		case err != nil:
			s.Misses = append(s.Misses, fmt.Sprintf("%s: %v", g.File, err))
		case lost+let > 0:
			s.Misses = append(s.Misses, fmt.Sprintf("%s: %d of %d lost, %d of %d let through", g.File, lost, len(g.With), let, len(g.Without)))
		}
	}
	return s, nil
}

// readPage reads the file of a page from the folder that has it.
func readPage(folder fs.FS, name string) (source []byte, err error) {
	for _, below := range []string{"cache", "eval"} {
		if source, err = fs.ReadFile(folder, path.Join(below, name)); err == nil {
			return source, nil
		}
	}
	return nil, err
}
