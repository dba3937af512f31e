package fetch

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// extensions are those of files that a folder is walked for.
var extensions = []string{".html", ".htm", ".xhtml", ".txt", ".text"}

// Walk gives the paths of the readable files in a folder and in the folders below
// it, sorted: HTML and plain text, by the ends of their names. Hidden files and
// folders are passed over, and links to folders are not followed. A folder without
// such a file gives an empty list.
func Walk(dir string) ([]string, error) {
	paths := []string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && path != dir
		switch {
		case entry.IsDir() && hidden:
			return fs.SkipDir
		case entry.IsDir() || hidden:
		case slices.Contains(extensions, strings.ToLower(filepath.Ext(path))):
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, plain(err))
	}
	slices.Sort(paths)
	return paths, nil
}
