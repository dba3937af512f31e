package dateline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold gives the form in which names and words are compared, in any script. It
// is lower case, and:
//
//   - Latin letters lose their marks and are spelt in ASCII: é is e, ø is o, ł is l,
//     ß is ss, æ is ae, the dotless ı is i. Greek and Cyrillic letters lose theirs.
//   - Curly quotes, the modifier letters ʻ ʼ ʾ ʿ and the primes become ' or ".
//   - Arabic letters lose vowel marks and tatweel; أ إ آ ٱ become ا, ى and ئ become ي,
//     ؤ becomes و, and so does ئ before و (مسئول is مسؤول), ة becomes ه, and so do their
//     Persian and Urdu shapes; the bare hamza ء stays. Presentation forms become plain letters.
//   - Arabic-Indic, Persian and full-width digits become ASCII digits.
//   - Invisible marks (direction, joiners, soft hyphen) are dropped, and a space that
//     does not break becomes a plain one.
//
// Vowel signs of scripts that write with them stay. Bytes that are no UTF-8 stay as
// they are; of any other string, Fold(Fold(s)) is Fold(s). A string that is folded and ASCII comes back
// without a copy.
func Fold(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			var room [64]byte
			return string(fold(append(room[:0], s[:i]...), s[i:]))
		}
	}
	return s
}

// NameWords gives the folded words of a name: it is split at everything that is
// no letter and no digit, apostrophes and the dots of an abbreviation are dropped.
// "N'Djamena" is [ndjamena], "al-Shabaab" [al shabaab], "U.S." [us]. A name without
// letters and digits has none.
func NameWords(s string) []string {
	s = Fold(s)
	var words []string
	var word []byte // a word that a mark was dropped from; else words are cut from s
	start := -1     // where the word began; -1 between words
	letters := 0    // letters and digits since the word or its last dot began
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\'' && start >= 0, r == '.' && letters == 1 && abbreviates(s[i+1:]):
			word = append(word, s[start:i]...)
			start, letters = i+1, 0
		case inWord(r):
			if start < 0 {
				start, letters = i, 0
			}
			letters++
		case start >= 0:
			words = addWord(words, word, s[start:i])
			word, start, letters = word[:0], -1, 0
		}
		i += size
	}
	if start >= 0 {
		words = addWord(words, word, s[start:])
	}
	return words
}

func addWord(words []string, head []byte, tail string) []string {
	if len(head) > 0 {
		return append(words, string(head)+tail)
	}
	if tail == "" {
		return words
	}
	return append(words, tail)
}

// abbreviates reports whether what follows a dot is one letter alone: the "S" of "U.S.".
func abbreviates(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	if !unicode.IsLetter(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[size:])
	return !inWord(next) || size == len(rest)
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func fold(to []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			to = append(to, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			to = append(to, s[i])
		} else {
			if r == 'ئ' && strings.HasPrefix(s[i+size:], "و") {
				r = 'ؤ'
			}
			to = foldRune(to, r)
		}
		i += size
	}
	return to
}

func foldRune(to []byte, r rune) []byte {
	switch {
	case 0xC0 <= r && r < 0x250:
		return foldLatin(to, latinFolds[2*(r-0xC0):], r)
	case 0x1E00 <= r && r < 0x1F00:
		return foldLatin(to, latinMoreFolds[2*(r-0x1E00):], r)
	case 0x600 <= r && r < 0x700:
		return foldArabic(to, r)
	case 0xFB50 <= r && r < 0xFC00:
		return foldForm(to, arabicForms[2*(r-0xFB50):], r)
	case 0xFE70 <= r && r < 0xFEF5:
		return foldForm(to, moreArabicForms[2*(r-0xFE70):], r)
	case 0xFEF5 <= r && r < 0xFEFD:
		return append(to, "لا"...)
	case r == 0xFDF2:
		return append(to, "الله"...)
	case 0xFB00 <= r && r < 0xFB07:
		return append(to, [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00]...)
	case 0xFF01 <= r && r < 0xFF5F: // full width
		r = r - 0xFF01 + '!'
		return append(to, byte(unicode.ToLower(r)))
	case combines(r), invisible(r):
		return to
	}
	switch r {
	case '‘', '’', '‚', '‛', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', '′', '´', 'ʹ':
		return append(to, '\'')
	case '“', '”', '„', '‟', '″', '«', '»':
		return append(to, '"')
	case '\u2010', '\u2011':
		return append(to, '-')
	case '\u00a0', '\u202f', '\u2007':
		return append(to, ' ')
	}
	lower := unicode.ToLower(r)
	switch lower {
	case 'å': // the sign of the ångström
		lower = 'a'
	case 'ά':
		lower = 'α'
	case 'έ':
		lower = 'ε'
	case 'ή':
		lower = 'η'
	case 'ί', 'ϊ', 'ΐ':
		lower = 'ι'
	case 'ό':
		lower = 'ο'
	case 'ύ', 'ϋ', 'ΰ':
		lower = 'υ'
	case 'ώ':
		lower = 'ω'
	case 'ς':
		lower = 'σ'
	case 'ё', 'ѐ':
		lower = 'е'
	case 'й', 'ѝ':
		lower = 'и'
	case 'ї':
		lower = 'і'
	case 'ў':
		lower = 'у'
	case 'ѓ', 'ґ':
		lower = 'г'
	case 'ќ':
		lower = 'к'
	}
	return utf8.AppendRune(to, lower)
}

func foldLatin(to []byte, entry string, r rune) []byte {
	switch {
	case entry[0] == '-':
		return utf8.AppendRune(to, unicode.ToLower(r))
	case entry[1] == ' ':
		return append(to, entry[0])
	}
	return append(to, entry[0], entry[1])
}

func foldForm(to []byte, entry string, r rune) []byte {
	if entry[0] == '-' {
		if r >= 0xFE70 { // a vowel mark that stands alone
			return to
		}
		return utf8.AppendRune(to, r)
	}
	letter, _ := utf8.DecodeRuneInString(entry)
	return foldArabic(to, letter)
}

func foldArabic(to []byte, r rune) []byte {
	switch {
	case 0x660 <= r && r <= 0x669:
		return append(to, byte('0'+r-0x660))
	case 0x6F0 <= r && r <= 0x6F9:
		return append(to, byte('0'+r-0x6F0))
	case r == 0x640, unicode.Is(unicode.Mn, r), r == 0x61C: // tatweel, vowel marks, direction
		return to
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		r = 'ا'
	case 'ى', 'ئ', 'ی', 'ې', 'ے', 'ۓ':
		r = 'ي'
	case 'ؤ':
		r = 'و'
	case 'ة', 'ۀ', 'ە', 'ہ', 'ھ', 'ۃ', 'ۂ':
		r = 'ه'
	case 'ک':
		r = 'ك'
	}
	return utf8.AppendRune(to, r)
}

// combines reports marks that stand over or under a letter and that a reader may
// leave out: accents, and the points of Hebrew and Syriac.
func combines(r rune) bool {
	return 0x300 <= r && r < 0x370 || 0x591 <= r && r < 0x5C8 && unicode.Is(unicode.Mn, r) ||
		0x730 <= r && r < 0x74B || 0x1AB0 <= r && r < 0x1B00 || 0x1DC0 <= r && r < 0x1E00 ||
		0x20D0 <= r && r < 0x2100 || 0xFE20 <= r && r < 0xFE30
}

func invisible(r rune) bool {
	return r == 0xAD || 0x200B <= r && r <= 0x200F || 0x202A <= r && r <= 0x202E ||
		0x2060 <= r && r <= 0x2069 || r == 0xFEFF
}

// The tables hold two bytes a letter, from the first letter of their block on:
// the ASCII spelling padded with a space, or the plain Arabic letter; "--" where
// there is none.
const latinFolds = "" +
	"a a a a a a aec e e e e i i i i d n o o o o o --o u u u u y thss" +
	"a a a a a a aec e e e e i i i i d n o o o o o --o u u u u y thy " +
	"a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g " +
	"g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l --" +
	"--l l n n n n n n n ngngo o o o o o oeoer r r r r r s s s s s s " +
	"s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s " +
	"b b b b ----o c c d d d d --e a e f f g g hvi i k k l --m n n o " +
	"o o ----p p ----------t t t t u u --v y y z z z ----------------" +
	"--------dzdzdzljljljnjnjnja a i i o o u u u u u u u u u u e a a " +
	"a a aeaeg g g g k k o o o o z --j dzdzdzg g hv--n n a a aeaeo o " +
	"a a a a e e e e i i i i o o o o r r r r u u u u s s t t ----h h " +
	"n d ououz z a a e e o o o o o o o o y y l n t j ----a c c l t s " +
	"z ----b u v e e j j q q r r y y "

const latinMoreFolds = "" +
	"a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f " +
	"g g h h h h h h h h h h i i i i k k k k k k l l l l l l l l m m " +
	"m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r " +
	"s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v " +
	"w w w w w w w w w w x x x x y y z z z z z z h t w y a s s s ssd " +
	"a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e " +
	"e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o " +
	"o o o o u u u u u u u u u u u u u u y y y y y y y y ------------"

const arabicForms = "" +
	"ااٻٻٻٻپپپپڀڀڀڀٺٺٺٺٿٿٿٿٹٹٹٹڤڤڤڤڦڦ" +
	"ڦڦڄڄڄڄڃڃڃڃچچچچڇڇڇڇڍڍڌڌڎڎڈڈژژڑڑكك" +
	"ككگگگگڳڳڳڳڱڱڱڱںںڻڻڻڻههههههههههيي" +
	"يي------------------------------------------------------------" +
	"------ڭڭڭڭۇۇۆۆۈۈ--ۋۋۅۅۉۉيييييي------------" +
	"------------------------يييي"

const moreArabicForms = "" +
	"--------------------------------ءااااووااييييااب" +
	"بببههتتتتثثثثججججححححخخخخددذذررز" +
	"زسسسسششششصصصصضضضضططططظظظظععععغغغ" +
	"غففففققققككككللللممممننننههههووي" +
	"ييييي"
