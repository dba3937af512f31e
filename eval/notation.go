package eval

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Position is a place in a story file.
type Position struct {
	File      string
	Line, Col int // from 1; Col counts bytes
}

func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// A field is one word of the notation, or one string in quotation marks.
type field struct {
	text   string
	quoted bool
	nth    int // of a quoted string: which of its places in the report; 0 for any
	col    int
}

// A row is a line of a record in the notation.
type row struct {
	line   int
	indent int
	fields []field
}

// splitRows cuts a record into rows and fields. Comments and blank lines fall out.
func splitRows(file, text string, firstLine int) ([]row, error) {
	var rows []row
	var faults []error
	number := firstLine - 1
	for line := range strings.Lines(text) {
		number++
		fields, err := splitFields(strings.TrimRight(line, "\r\n"))
		if err != nil {
			var at fieldError
			errors.As(err, &at)
			faults = append(faults, fmt.Errorf("%s:%d:%d: %w", file, number, at.col, err))
			continue
		}
		if len(fields) > 0 {
			rows = append(rows, row{line: number, indent: fields[0].col - 1, fields: fields})
		}
	}
	return rows, errors.Join(faults...)
}

type fieldError struct {
	col int
	msg string
}

func (e fieldError) Error() string { return e.msg }

func splitFields(line string) ([]field, error) {
	var fields []field
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '#':
			return fields, nil
		case c == '"':
			f, end, err := quoted(line, i)
			if err != nil {
				return nil, err
			}
			fields = append(fields, f)
			i = end
		default:
			end := i
			for end < len(line) && line[end] != ' ' && line[end] != '\t' && line[end] != '"' {
				end++
			}
			fields = append(fields, field{text: line[i:end], col: i + 1})
			i = end
		}
	}
	return fields, nil
}

// quoted reads a string from the quotation mark at i, and the number after it.
// Within it \" stands for the mark itself.
func quoted(line string, i int) (field, int, error) {
	f := field{quoted: true, col: i + 1}
	var text strings.Builder
	for j := i + 1; j < len(line); j++ {
		switch {
		case line[j] == '\\' && j+1 < len(line) && line[j+1] == '"':
			text.WriteByte('"')
			j++
		case line[j] != '"':
			text.WriteByte(line[j])
		default:
			f.text = text.String()
			if f.text == "" {
				return f, 0, fieldError{i + 1, "nothing stands between the quotation marks"}
			}
			j++
			for ; j < len(line) && '0' <= line[j] && line[j] <= '9'; j++ {
				f.nth = 10*f.nth + int(line[j]-'0')
			}
			return f, j, nil
		}
	}
	return f, 0, fieldError{i + 1, "a quotation mark is not closed"}
}

// places are the spans [from, to) at which words stand in a text as whole words,
// or at all if they stand there as no whole words. Of several, nth picks one.
func places(text, words string, nth int) [][2]int {
	var whole, all [][2]int
	for from := 0; from < len(text); {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		at := [2]int{from + i, from + i + len(words)}
		all = append(all, at)
		if bounded(text, words, at) {
			whole = append(whole, at)
		}
		from = at[0] + 1
		for from < len(text) && !utf8.RuneStart(text[from]) {
			from++
		}
	}
	if len(whole) > 0 {
		all = whole
	}
	switch {
	case nth == 0:
		return all
	case nth <= len(all):
		return all[nth-1 : nth]
	}
	return nil
}

// bounded tells whether no letter or digit of the text touches the words on either side.
func bounded(text, words string, at [2]int) bool {
	first, _ := utf8.DecodeRuneInString(words)
	last, _ := utf8.DecodeLastRuneInString(words)
	before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
	after, _ := utf8.DecodeRuneInString(text[at[1]:])
	return !(inWord(first) && inWord(before)) && !(inWord(last) && inWord(after))
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
