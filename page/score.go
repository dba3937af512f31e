package page

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"dateline"
)

// Score measures Read on pages whose main text is known in part. data is a folder
// with evaldata.json, which gives for each page, by its address, its file and the
// strings that must be in its text ("with") and must not ("without"), and the
// pages themselves, in the folder or below it, or packed in pages.tar.xz, which is
// unpacked by the program tar into a folder that is removed again.
//
// precision is the share of wanted strings among all strings found, recall that of
// the wanted strings that were found. A page that Read turns down has no text.
func Score(data string) (precision, recall, f float64, pages int, err error) {
	list, err := os.ReadFile(filepath.Join(data, "evaldata.json"))
	if err != nil {
		return 0, 0, 0, 0, fmt.Errorf("score pages: %w", err)
	}
	var wanted map[string]struct {
		File    string   `json:"file"`
		With    []string `json:"with"`
		Without []string `json:"without"`
	}
	if err := json.Unmarshal(list, &wanted); err != nil {
		return 0, 0, 0, 0, fmt.Errorf("score pages: evaldata.json: %w", err)
	}
	files, done, err := pageFiles(data)
	if err != nil {
		return 0, 0, 0, 0, fmt.Errorf("score pages: %w", err)
	}
	defer done()
	found, wrong, missed := 0, 0, 0
	for address, want := range wanted {
		path, ok := files[want.File]
		if !ok {
			continue
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return 0, 0, 0, 0, fmt.Errorf("score pages: %w", err)
		}
		pages++
		text := ""
		if doc, _, err := Read(&dateline.Raw{Name: want.File, URL: address, Bytes: b}, Options{}); err == nil {
			text = squeeze(doc.Text)
		}
		for _, s := range want.With {
			if strings.Contains(text, squeeze(s)) {
				found++
			} else {
				missed++
			}
		}
		for _, s := range want.Without {
			if strings.Contains(text, squeeze(s)) {
				wrong++
			}
		}
	}
	if found == 0 {
		return 0, 0, 0, pages, nil
	}
	precision = float64(found) / float64(found+wrong)
	recall = float64(found) / float64(found+missed)
	return precision, recall, 2 * precision * recall / (precision + recall), pages, nil
}

// pageFiles finds the HTML files in and below a folder, by their name. done
// removes what was unpacked for it.
func pageFiles(data string) (files map[string]string, done func(), err error) {
	files, done = map[string]string{}, func() {}
	find := func(folder string) error {
		return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && strings.Contains(entry.Name(), ".htm") {
				files[entry.Name()] = path
			}
			return err
		})
	}
	if err := find(data); err != nil {
		return nil, done, err
	}
	if len(files) > 0 {
		return files, done, nil
	}
	packed := filepath.Join(data, "pages.tar.xz")
	if _, err := os.Stat(packed); err != nil {
		return nil, done, errors.New("neither pages nor pages.tar.xz in " + data)
	}
	folder, err := os.MkdirTemp("", "pages")
	if err != nil {
		return nil, done, err
	}
	done = func() { os.RemoveAll(folder) }
	if out, err := exec.Command("tar", "-xJf", packed, "-C", folder).CombinedOutput(); err != nil {
		done()
		return nil, func() {}, fmt.Errorf("unpack %s: %w: %s", packed, err, strings.TrimSpace(string(out)))
	}
	if err := find(folder); err != nil {
		done()
		return nil, func() {}, err
	}
	return files, done, nil
}
