package page

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dateline"
)

// limit is the number of bytes of a page that are read. Reports are far shorter;
// what is longer is an archive or an attack.
const limit = 8 << 20

// decode gives the page as UTF-8. A page that is not in the charset it declares is
// read in the one that its bytes fit, with a gap.
func decode(raw *dateline.Raw) (string, []dateline.Gap, error) {
	b := raw.Bytes
	var gaps []dateline.Gap
	if len(b) > limit {
		b = b[:limit]
		if !raw.Truncated {
			gaps = append(gaps, gap(dateline.GapTruncated, "document.text", "The page is longer than is read: only its beginning was."))
		}
	}
	if e := utf16(b); e != nil {
		text, err := e.NewDecoder().Bytes(b)
		if err != nil || len(bytes.TrimSpace(text)) == 0 {
			return "", nil, ErrNoText
		}
		return clean(text), gaps, nil
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if len(bytes.Trim(b, " \t\r\n\f\v\x00")) == 0 {
		return "", nil, ErrNoText
	}
	if isBinary(b) {
		return "", nil, ErrBinary
	}
	name := declared(b, raw.ContentType)
	text, fits := convert(b, name)
	if !fits && name != "" {
		gaps = append(gaps, gap(dateline.GapCharset, "document.text", "The page is not in the charset it declares, "+name+"."))
	}
	return clean(text), gaps, nil
}

// utf16 tells UTF-16 by its byte order mark, or by the zero bytes of its ASCII half.
func utf16(b []byte) encoding.Encoding {
	if len(b) < 4 {
		return nil
	}
	switch {
	case b[0] == 0xff && b[1] == 0xfe:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case b[0] == 0xfe && b[1] == 0xff:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := b[:min(len(b), 1024)]
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	switch half := len(head) / 2; {
	case odd > half*7/10 && even < half/20+1:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even > half*7/10 && odd < half/20+1:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isBinary tells files that hold no text: by their first bytes, or by control
// characters in number. A stray NUL does not make a page binary.
func isBinary(b []byte) bool {
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x1f\x8b", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x7fELF", "MZ\x90", "RIFF", "OggS", "ID3", "BZh", "\xfd7zXZ"} {
		if bytes.HasPrefix(b, []byte(magic)) {
			return true
		}
	}
	head := b[:min(len(b), 16<<10)]
	control := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b || c == 0x7f {
			control++
		}
	}
	return control*20 > len(head)
}

// declared is the charset that the server or the page names; empty if neither does.
func declared(b []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return strings.ToLower(strings.Trim(params["charset"], `"' `))
	}
	head := dateline.Fold(string(b[:min(len(b), 2048)]))
	for {
		at := strings.Index(head, "charset")
		if at < 0 {
			return ""
		}
		head = strings.TrimLeft(head[at+len("charset"):], " ")
		if rest, ok := strings.CutPrefix(head, "="); ok {
			rest = strings.TrimLeft(rest, ` "'`)
			end := strings.IndexAny(rest, ` "';/>`)
			if end > 0 {
				return rest[:end]
			}
		}
	}
}

// convert gives the bytes as UTF-8, in the charset of that name if they fit it.
func convert(b []byte, name string) (text []byte, fits bool) {
	e, canonical := charset.Lookup(name)
	if e == nil {
		canonical = ""
	}
	if validUTF8(b) && !(canonical == "iso-2022-jp" && bytes.IndexByte(b, 0x1b) >= 0) {
		return b, canonical == "" || canonical == "utf-8" || isASCII(b)
	}
	if canonical == "" || canonical == "utf-8" {
		if mostlyUTF8(b) {
			return bytes.ToValidUTF8(b, nil), false
		}
		return decodeWith(guess(b), b), false
	}
	latin := canonical == "windows-1252" || strings.HasPrefix(canonical, "iso-8859-1")
	g := guess(b)
	if latin && g != charmap.Windows1252 || canonical == "windows-1256" && g == charmap.ISO8859_6 || canonical == "iso-8859-6" && g == charmap.Windows1256 {
		return decodeWith(g, b), false
	}
	text = decodeWith(e, b)
	if wrong := bytes.Count(text, []byte("\uFFFD")); wrong*100 > utf8.RuneCount(text) {
		return decodeWith(g, b), false
	}
	return text, true
}

func decodeWith(e encoding.Encoding, b []byte) []byte {
	text, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return bytes.ToValidUTF8(b, nil)
	}
	return text
}

// validUTF8 lets a page end in the middle of a character.
func validUTF8(b []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(b); cut++ {
		if utf8.Valid(b[:len(b)-cut]) {
			return cut == 0 || !utf8.FullRune(b[len(b)-cut:])
		}
	}
	return false
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mostlyUTF8 tells UTF-8 with a few broken characters from another charset.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > 10*bad
}

// guess tells the four charsets of one byte a letter that pages are found in
// without saying so, by the letters that Arabic and Russian use most.
func guess(b []byte) *charmap.Charmap {
	var count [256]int
	high, letters := 0, 0
	for _, c := range b {
		count[c]++
		switch {
		case c >= 0xc0:
			high++
			letters++
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			letters++
		}
	}
	arabic := count[0xc7] + count[0xe1]                                            // alif, lam
	russian := count[0xee] + count[0xe5] + count[0xe0]                             // о, е, а
	western := count[0xe9] + count[0xe8] + count[0xe4] + count[0xfc] + count[0xf6] // é, è, ä, ü, ö
	switch {
	case high*12 < letters: // accents are rare even in French
		return charmap.Windows1252
	case bytes.Count(b, []byte("\xc7\xe4"))*40 > high && count[0xea] > count[0xed]: // alif and lam, more ya than kasra
		return charmap.ISO8859_6
	case arabic > russian && arabic > western:
		return charmap.Windows1256
	case russian > western && high*4 > letters:
		return charmap.Windows1251
	}
	return charmap.Windows1252
}

// clean drops NULs and makes every line end a line feed.
func clean(b []byte) string {
	if !utf8.Valid(b) {
		b = bytes.ToValidUTF8(b, nil)
	}
	s := string(b)
	if strings.ContainsRune(s, 0) {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.TrimPrefix(s, "\uFEFF")
}
