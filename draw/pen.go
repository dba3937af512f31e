package draw

import (
	"html"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pen writes SVG.
type pen struct{ buf []byte }

// An attr is the name and the value of an attribute: a string, or a number of px.
type attr struct {
	name   string
	text   string
	number float64
	isText bool
}

func s(name, value string) attr         { return attr{name: name, text: value, isText: true} }
func n(name string, value float64) attr { return attr{name: name, number: value} }

// root starts a drawing: its words run from left to right, in the page's letters. An image
// without a title is hidden from who does not see it.
func (p *pen) root(class, id string, width, height float64, role, title string, attrs ...attr) {
	hidden := ""
	if title == "" && role == "img" {
		role, hidden = "", "true"
	}
	p.open("svg", append([]attr{s("class", class), s("id", id), s("viewBox", "0 0 "+number(width)+" "+number(height)),
		s("role", role), s("aria-label", title), s("aria-hidden", hidden), s("direction", "ltr"),
		s("font-family", "var(--sans)"), s("font-size", "11"), s("fill", "var(--ink-2)")}, attrs...)...)
}

// open writes the start of an element. Attributes that are empty strings are left out.
func (p *pen) open(name string, attrs ...attr) {
	p.start(name, attrs)
	p.buf = append(p.buf, '>')
}

// leaf writes an element without content.
func (p *pen) leaf(name string, attrs ...attr) {
	p.start(name, attrs)
	p.buf = append(p.buf, "/>"...)
}

func (p *pen) start(name string, attrs []attr) {
	p.buf = append(append(p.buf, '<'), name...)
	for _, a := range attrs {
		if a.isText && a.text == "" {
			continue
		}
		p.buf = append(append(append(p.buf, ' '), a.name...), '=', '"')
		if a.isText {
			p.buf = append(p.buf, clean(a.text)...)
		} else {
			p.buf = appendNumber(p.buf, a.number)
		}
		p.buf = append(p.buf, '"')
	}
}

func (p *pen) close(name string) {
	p.buf = append(append(append(p.buf, "</"...), name...), '>')
}

// title writes what is shown when the element around it is pointed at.
func (p *pen) title(text string) {
	if text != "" {
		p.open("title")
		p.buf = append(p.buf, clean(text)...)
		p.close("title")
	}
}

// write writes a text element. Words that run from right to left get that direction, and keep
// to the side of x that the anchor says: there "end" is the left.
func (p *pen) write(text string, attrs ...attr) {
	if first := strings.IndexFunc(text, unicode.IsLetter); first >= 0 {
		if letter, _ := utf8.DecodeRuneInString(text[first:]); rightToLeft(string(letter)) {
			attrs = turned(attrs)
		}
	}
	p.open("text", attrs...)
	p.buf = append(p.buf, clean(text)...)
	p.close("text")
}

// turned gives the attributes of words that stand where others would and run the other way.
func turned(attrs []attr) []attr {
	all := []attr{s("direction", "rtl")}
	anchor := "end"
	for _, a := range attrs {
		switch {
		case a.name != "text-anchor":
			all = append(all, a)
		case a.text == "end":
			anchor = ""
		case a.text == "middle":
			anchor = a.text
		}
	}
	return append(all, s("text-anchor", anchor))
}

func (p *pen) html() template.HTML { return template.HTML(p.buf) }

// clean escapes text for an element or an attribute, and drops control characters.
func clean(text string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text))
}

// appendNumber writes a number to a tenth, as short as it goes.
func appendNumber(buf []byte, value float64) []byte {
	return appendTenths(buf, int(math.Round(value*10)))
}

func appendTenths(buf []byte, tenths int) []byte {
	if tenths < 0 {
		buf, tenths = append(buf, '-'), -tenths
	}
	if whole := tenths / 10; whole > 0 || tenths == 0 {
		buf = strconv.AppendInt(buf, int64(whole), 10)
	}
	if tenths %= 10; tenths > 0 {
		buf = append(buf, '.', byte('0'+tenths))
	}
	return buf
}

// number is a number as it stands in an attribute made of several.
func number(value float64) string { return string(appendNumber(nil, value)) }

// path writes a line as path data, in steps of tenths of px; a step of nothing is left out.
// A line that comes to less than a step is not written.
func appendPath(buf []byte, line []point, closed bool) []byte {
	start := len(buf)
	var x, y, steps int
	for i, p := range line {
		px, py := int(math.Round(p.x*10)), int(math.Round(p.y*10))
		if i == 0 {
			buf = append(appendTenths(append(buf, 'M'), px), ' ')
			buf = append(appendTenths(buf, py), 'l')
		} else if px != x || py != y {
			if steps > 0 && px >= x {
				buf = append(buf, ' ')
			}
			buf = appendTenths(buf, px-x)
			if py >= y {
				buf = append(buf, ' ')
			}
			buf = appendTenths(buf, py-y)
			steps++
		}
		x, y = px, py
	}
	if steps == 0 {
		return buf[:start]
	}
	if closed {
		buf = append(buf, 'z')
	}
	return buf
}

// pairs sorts numbers and takes them two by two.
func pairs(numbers []float64) [][2]float64 {
	slices.Sort(numbers)
	var all [][2]float64
	for i := 0; i+1 < len(numbers); i += 2 {
		all = append(all, [2]float64{numbers[i], numbers[i+1]})
	}
	return all
}

// rightToLeft tells whether words hold a letter of Arabic, Hebrew or another script that runs
// from right to left.
func rightToLeft(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
	})
}

// width reckons how wide a text stands at a size, in px: by kinds of letters, since the
// reader's font is not known.
func width(text string, size float64) float64 {
	sum := 0.0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("iljtfrI.,:;'’|!() ", r):
			sum += .34
		case strings.ContainsRune("mwMWЖШЩ—", r):
			sum += .88
		case r >= 0x2E80:
			sum += 1
		case unicode.IsUpper(r):
			sum += .66
		default:
			sum += .58
		}
	}
	return sum * size
}
