package main

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// A piece is text in one ink. It is kept on one line where it fits on one.
type piece struct {
	text string
	ink  ink
}

// dot begins a piece that goes on after another.
const dot = "· "

// A layout fills lines of a screen, breaking them at blanks.
type layout struct {
	screen
	out  strings.Builder
	line []piece // of the line being filled
	used int     // columns of it
	lead string  // what stands in the indent of the next line
	next bool    // what is added belongs to another piece than what came before
}

// entry sets a name in the margin and pieces beside it, in columns from hang on.
// Without pieces nothing is set.
func (l *layout) entry(name piece, margin, hang int, pieces ...piece) {
	text := clean(name.text)
	lead := strings.Repeat(" ", margin) + l.paint(name.ink, text)
	if room := hang - margin - uniseg.StringWidth(text); room > 0 {
		l.lead = lead + strings.Repeat(" ", room)
	} else {
		l.lead = lead + "\n" + strings.Repeat(" ", hang)
	}
	l.put(hang, hang, pieces...)
	l.lead = ""
}

// put sets pieces, a blank between two, from column indent on; further lines
// begin at column hang. A piece that is too long for the rest of a line and not
// for a whole one begins a new line.
func (l *layout) put(indent, hang int, pieces ...piece) {
	l.line, l.used = nil, indent
	begun := false
	for _, p := range pieces {
		text := clean(p.text)
		if text == "" {
			continue
		}
		l.next = true
		width := uniseg.StringWidth(text)
		if begun && l.used+1+width > l.width && hang+width <= l.width {
			l.flush(indent)
			indent, l.used, begun = hang, hang, false
		}
		for word := range strings.FieldsSeq(text) {
			width := uniseg.StringWidth(word)
			if begun && l.used+1+width > l.width {
				l.flush(indent)
				indent, l.used, begun = hang, hang, false
			}
			if begun {
				l.add(p.ink, " ")
			}
			for l.used+uniseg.StringWidth(word) > l.width { // wider than a whole line
				var head string
				head, word = cut(word, l.width-l.used)
				l.add(p.ink, head)
				l.flush(indent)
				indent, l.used = hang, hang
			}
			l.add(p.ink, word)
			begun = true
		}
	}
	l.flush(indent)
}

func (l *layout) add(i ink, text string) {
	l.used += uniseg.StringWidth(text)
	if n := len(l.line); n > 0 && (!l.next || text == " ") {
		l.line[n-1].text += text
		return
	}
	l.next = false
	l.line = append(l.line, piece{text, i})
}

// flush ends the line.
func (l *layout) flush(indent int) {
	if len(l.line) == 0 {
		return
	}
	if l.lead == "" {
		l.lead = strings.Repeat(" ", indent)
	}
	l.out.WriteString(l.lead)
	l.lead = ""
	for _, p := range l.line {
		text, blank := strings.CutSuffix(p.text, " ")
		before := ""
		if strings.HasPrefix(text, dot) {
			before, text = dot, text[len(dot):]
		}
		l.out.WriteString(l.paint(p.ink, before+isolate(text)))
		if blank {
			l.out.WriteByte(' ')
		}
	}
	l.out.WriteByte('\n')
	l.line = nil
}

// blank leaves a line empty.
func (l *layout) blank() { l.out.WriteByte('\n') }

// cut splits text after as many columns as fit, and after one character at least.
func cut(text string, columns int) (head, tail string) {
	state, rest, used := -1, text, 0
	for rest != "" {
		cluster, next, width, newState := uniseg.FirstGraphemeClusterInString(rest, state)
		if used > 0 && used+width > columns {
			break
		}
		used += width
		head, rest, state = head+cluster, next, newState
	}
	return head, rest
}

// clean drops what a page could do to a terminal: control characters, and marks
// that change the direction of what follows.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, s))
}

// shorten cuts text at a blank so that it takes no more than that many columns.
func shorten(text string, columns int) string {
	text = strings.Join(strings.Fields(clean(text)), " ")
	if uniseg.StringWidth(text) <= columns {
		return text
	}
	head, _ := cut(text, columns-1)
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:") + "…"
}

// isolate keeps text with letters that run from right to left from moving what stands around it (FSI, PDI).
func isolate(text string) string {
	if !strings.ContainsFunc(text, rightToLeft) {
		return text
	}
	return "\u2068" + text + "\u2069"
}

// rightToLeft tells the letters that run from right to left.
func rightToLeft(r rune) bool {
	return 0x590 <= r && r < 0x900 || 0xFB1D <= r && r < 0xFE00 || 0xFE70 <= r && r < 0xFF00 || 0x10800 <= r && r < 0x11000 || 0x1E800 <= r && r < 0x1F000
}
