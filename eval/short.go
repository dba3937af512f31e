package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// ReadShort reads the list of what falls short: for each story's name, the
// differences that are known. A line is "story-name: difference"; lines are
// sorted; # opens a comment line. An error names file, line and column.
func ReadShort(folder fs.FS, name string) (map[string][]string, error) {
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, fmt.Errorf("known differences: %w", err)
	}
	short := map[string][]string{}
	var faults []error
	number, before := 0, ""
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		story, difference, ok := strings.Cut(line, ": ")
		switch {
		case !ok:
			faults = append(faults, fmt.Errorf("%s:%d:1: no line such as \"story-name: difference\"", name, number))
			continue
		case line < before:
			faults = append(faults, fmt.Errorf("%s:%d:1: not in order", name, number))
		}
		before = line
		short[story] = append(short[story], difference)
	}
	return short, errors.Join(faults...)
}

// Changes holds two lists of differences against each other, each line counting
// as often as it stands there: those that are new, and those that are gone.
func Changes(known, now []string) (added, gone []string) {
	left := slices.Clone(known)
	for _, line := range now {
		if i := slices.Index(left, line); i >= 0 {
			left = slices.Delete(left, i, i+1)
		} else {
			added = append(added, line)
		}
	}
	slices.Sort(added)
	slices.Sort(left)
	return added, left
}
