package extract

import (
	"errors"
	"fmt"
	"strings"
)

// eachLine calls f for each line of a word table that is neither blank nor a
// comment, with its fields and the whole line. All faults come back, with file:line.
func eachLine(file, text string, f func(fields []string, line string) error) error {
	var errs []error
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, " \t\r\n")
		if fields := strings.Fields(line); len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		if err := f(strings.Fields(line), line); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d:1: %w", file, n, err))
		}
	}
	return errors.Join(errs...)
}

// afterFields gives what follows the first n fields of a line.
func afterFields(line string, n int) string {
	for range n {
		line = strings.TrimLeft(line, " \t")
		if i := strings.IndexAny(line, " \t"); i >= 0 {
			line = line[i:]
		} else {
			return ""
		}
	}
	return strings.TrimSpace(line)
}
