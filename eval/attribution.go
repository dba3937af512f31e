package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/attribution"
)

// An Attributed is a text in which people have marked the parts of attributions.
type Attributed struct {
	Name     string // of its file, without its ending
	Document *dateline.Document
	Parts    []attribution.Part // in their order; the pieces of a part that is interrupted stand apart
}

// heldTexts is how many texts there are to one that is held out.
const heldTexts = 10

// ReadAttributed reads a part (train: its train/ but every tenth text; held: these tenths; dev) of a folder of texts marked in the way of brat, as PolNeAR is given out: text/NAME.txt
// and attributions/NAME.ann (or NAME_HAND.ann) in train/ and in dev/. Of several hands that marked a text, the first
// by name counts.
func ReadAttributed(folder fs.FS, part string) ([]Attributed, error) {
	home := "train"
	if part == "dev" {
		home = part
	}
	marks, err := fs.Glob(folder, path.Join(home, "attributions", "*.ann"))
	if err != nil {
		return nil, fmt.Errorf("attributions: %w", err)
	}
	slices.Sort(marks)
	var all []Attributed
	texts, last := 0, ""
	for _, name := range marks {
		text, err := textOf(folder, home, name)
		if err != nil {
			return nil, fmt.Errorf("attributions: %s: %w", name, err)
		}
		if text == last {
			continue // marked by a second hand
		}
		last = text
		if texts++; part != "dev" && (texts%heldTexts == 0) != (part == "held") {
			continue
		}
		a, err := readAttributed(folder, text, name)
		if err != nil {
			return nil, fmt.Errorf("attributions: %s: %w", name, err)
		}
		all = append(all, a)
	}
	if len(all) == 0 {
		return nil, errors.New("attributions: the folder holds no attributions/*.ann of " + home)
	}
	return all, nil
}

// textOf gives the file of the text that a file of marks is about.
func textOf(folder fs.FS, home, name string) (string, error) {
	base := strings.TrimSuffix(path.Base(name), ".ann")
	text := path.Join(home, "text", base+".txt")
	_, err := fs.Stat(folder, text)
	if hand := strings.LastIndexByte(base, '_'); errors.Is(err, fs.ErrNotExist) && hand >= 0 {
		text = path.Join(home, "text", base[:hand]+".txt")
		_, err = fs.Stat(folder, text)
	}
	return text, err
}

// readAttributed reads one text and its marks.
func readAttributed(folder fs.FS, text, name string) (Attributed, error) {
	marks, err := fs.ReadFile(folder, name)
	if err != nil {
		return Attributed{}, err
	}
	source, err := fs.ReadFile(folder, text)
	if err != nil {
		return Attributed{}, err
	}
	a := Attributed{Name: strings.TrimSuffix(path.Base(name), ".ann"), Document: plainDocument(string(source))}
	a.Parts, err = readBrat(string(source), string(marks))
	return a, err
}

// plainDocument is a document of paragraphs parted by blank lines, the first of which is the title.
func plainDocument(text string) *dateline.Document {
	doc := &dateline.Document{Text: text}
	for i, span := range paragraphs.FindAllStringIndex(text, -1) {
		p := dateline.Paragraph{Span: dateline.Span{From: span[0], To: span[1]}, Kind: dateline.Body}
		if i == 0 {
			p.Kind, doc.TitleSpan = dateline.Title, p.Span
		}
		doc.Paragraphs = append(doc.Paragraphs, p)
	}
	return doc
}

// bratPart is a line of brat for a part: its offsets count characters.
var bratPart = regexp.MustCompile(`(?m)^T\d+\t(Source|Cue|Content) ([\d ;]+)\t`)

// readBrat gives the parts that marks name, without the blanks at their ends.
func readBrat(text, marks string) ([]attribution.Part, error) {
	var bytes []int // where each character begins
	for i := range text {
		bytes = append(bytes, i)
	}
	bytes = append(bytes, len(text))
	var all []attribution.Part
	for _, line := range bratPart.FindAllStringSubmatch(marks, -1) {
		kind := attribution.Kind(slices.Index(attribution.Kinds[:], strings.ToLower(line[1])))
		for piece := range strings.SplitSeq(line[2], ";") {
			first, last, _ := strings.Cut(piece, " ")
			from, err := strconv.Atoi(first)
			if err != nil {
				return nil, err
			}
			to, err := strconv.Atoi(last)
			if err != nil {
				return nil, err
			}
			if from >= to || to >= len(bytes) {
				return nil, fmt.Errorf("%s %s is not in the text", line[1], piece)
			}
			span := dateline.Span{From: bytes[from], To: bytes[to]}
			for span.From < span.To && strings.ContainsRune(" \n\r\t", rune(text[span.From])) {
				span.From++
			}
			for span.From < span.To && strings.ContainsRune(" \n\r\t", rune(text[span.To-1])) {
				span.To--
			}
			if span.From < span.To {
				all = append(all, attribution.Part{Span: span, Kind: kind})
			}
		}
	}
	sortParts(all)
	return slices.Compact(all), nil
}

func sortParts(all []attribution.Part) {
	slices.SortFunc(all, func(a, b attribution.Part) int {
		if a.From != b.From {
			return a.From - b.From
		}
		if a.To != b.To {
			return b.To - a.To
		}
		return int(a.Kind) - int(b.Kind)
	})
}
