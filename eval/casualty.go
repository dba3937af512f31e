package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A TollPassage is a few sentences as a report puts them, and the figures that a careful reader
// takes from them. testdata/casualty/README.md has the notation.
type TollPassage struct {
	Language string // BCP 47: the name of its file
	Number   int    // from 1, in its file
	Trap     string // what may mislead in it; "plain" where nothing does
	Text     string
	Figures  []TollFigure
}

// A TollFigure is one figure of a passage.
type TollFigure struct {
	Harm      string
	Low, High int
	Who       []string // words for those harmed, any of which is right; "" where none are told
	Other     bool     // of another event than the one that the passage is about
	Optional  bool     // a fair reading that is not asked for
}

// harms are the harms that a figure may have.
var harms = []string{dateline.Killed, dateline.Injured, dateline.Missing, dateline.Abducted, dateline.Detained}

// ReadTolls reads the passages of a folder: one file a language, named by it (en.txt).
func ReadTolls(folder fs.FS) ([]TollPassage, error) {
	names, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return nil, err
	}
	var all []TollPassage
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("passages: %w", err)
		}
		some, err := parseTolls(name, string(text))
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	if len(all) == 0 {
		return nil, errors.New("passages: the folder holds none")
	}
	return all, nil
}

// parseTolls reads the passages of one file.
func parseTolls(name, text string) ([]TollPassage, error) {
	var all []TollPassage
	var faults []error
	language := strings.TrimSuffix(path.Base(name), ".txt")
	inside := false // a passage, of which the heading has been read
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		fault := func(format string, values ...any) {
			faults = append(faults, fmt.Errorf("%s:%d:1: %s", name, n, fmt.Sprintf(format, values...)))
		}
		switch {
		case line == "":
			inside = false
		case strings.HasPrefix(line, "#"):
		case !inside:
			number, trap, _ := strings.Cut(line, " ")
			i, err := strconv.Atoi(number)
			if err != nil || trap == "" {
				fault("want a number and the name of a trap, or plain")
				continue
			}
			all = append(all, TollPassage{Language: language, Number: i, Trap: trap})
			inside = true
		case all[len(all)-1].Text == "":
			all[len(all)-1].Text = line
		default:
			f, err := parseTollFigure(line)
			if err != nil {
				fault("%v", err)
				continue
			}
			p := &all[len(all)-1]
			p.Figures = append(p.Figures, f)
		}
	}
	return all, errors.Join(faults...)
}

// parseTollFigure reads "- killed 9 -1 farmers|men", or "~ killed* 4 4 -".
func parseTollFigure(line string) (f TollFigure, err error) {
	fields := strings.SplitN(line, " ", 5)
	if len(fields) != 5 || fields[0] != "-" && fields[0] != "~" {
		return f, errors.New("want - or ~, a harm, low, high and who")
	}
	f.Optional = fields[0] == "~"
	f.Harm, f.Other = strings.CutSuffix(fields[1], "*")
	if !slices.Contains(harms, f.Harm) {
		return f, fmt.Errorf("%q is no harm", f.Harm)
	}
	low, lowErr := strconv.Atoi(fields[2])
	high, highErr := strconv.Atoi(fields[3])
	if err := errors.Join(lowErr, highErr); err != nil {
		return f, err
	}
	if low < 0 || high != dateline.Open && high < low {
		return f, fmt.Errorf("%d to %d is no count", low, high)
	}
	f.Low, f.High = low, high
	for who := range strings.SplitSeq(fields[4], "|") {
		f.Who = append(f.Who, strings.TrimSpace(strings.TrimPrefix(who, "-")))
	}
	return f, nil
}
