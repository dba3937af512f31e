package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// packedPages is the file that the pages of a folder may be packed in.
const packedPages = "pages.tar.xz"

// OpenPages gives a folder with evaldata.json and its pages. Pages that are packed in pages.tar.xz are unpacked, by the
// program tar, into a folder that done removes again.
func OpenPages(folder string) (pages fs.FS, done func(), err error) {
	packed := filepath.Join(folder, packedPages)
	if _, err := os.Stat(packed); errors.Is(err, fs.ErrNotExist) {
		return os.DirFS(folder), func() {}, nil
	}
	unpacked, err := os.MkdirTemp("", "pages")
	if err != nil {
		return nil, nil, fmt.Errorf("pages: %w", err)
	}
	done = func() { os.RemoveAll(unpacked) }
	if said, err := exec.Command("tar", "-xJf", packed, "-C", unpacked).CombinedOutput(); err != nil {
		done()
		return nil, nil, fmt.Errorf("pages: unpack %s: %w: %s", packed, err, strings.TrimSpace(string(said)))
	}
	list, err := os.ReadFile(filepath.Join(folder, "evaldata.json"))
	if err == nil {
		err = os.WriteFile(filepath.Join(unpacked, "evaldata.json"), list, 0o600)
	}
	if err != nil {
		done()
		return nil, nil, fmt.Errorf("pages: %w", err)
	}
	return os.DirFS(unpacked), done, nil
}
