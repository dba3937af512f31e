package dateline

import "strings"

// vowelsFit tells whether what stands between two consonants may be the same in both
// spellings: at the beginning of the word, at its end, or within. Arabic script writes
// the long vowels only.
func vowelsFit(a, b string, first, last bool) bool {
	arabicA, arabicB := strings.ToLower(a) != a || strings.Contains(a, "?"), strings.ToLower(b) != b || strings.Contains(b, "?")
	switch {
	case a == b:
		return true
	case arabicA && arabicB:
		return strings.ReplaceAll(a, "?", "") == strings.ReplaceAll(b, "?", "") && (!first || (a == "") == (b == ""))
	case arabicB, a != "" && b == "" && !arabicA:
		return longFits(b, a, first, last)
	case arabicA, a == "" && b != "":
		return longFits(a, b, first, last)
	}
	return latinVowelsFit(a, b, first, last)
}

// shortAlone tells whether vowels that the other spelling does not have can be short: Arabic
// does not write them, and neither do some who write Latin.
func shortAlone(vowels string, first, last bool) bool {
	switch {
	case vowels == "":
		return true
	case first: // "Ahmed" is no "Hamed"
		return false
	case last: // "Sharifi" is no "Sharif"
		return vowels == "e"
	}
	return vowels == "a" || vowels == "e" || vowels == "i" || vowels == "o" || vowels == "u"
}

// longFits tells whether the long vowels of Arabic script are found in those of Latin script, in their order.
func longFits(long, vowels string, first, last bool) bool {
	if long == "" {
		return shortAlone(vowels, first, last)
	}
	at, open := 0, false
	for i := range len(long) {
		var as string
		switch long[i] {
		case '?':
			open = true
			continue
		case 'A':
			as = "aeo"
		case 'I':
			as = "iy"
			if last && i == len(long)-1 {
				as = "iyea"
			} else if strings.Contains(vowels[at:], "ee") || strings.Contains(vowels[at:], "ae") {
				as = "iye"
			}
		case 'U':
			as = "uowv"
		}
		k := strings.IndexAny(vowels[at:], as)
		if k < 0 {
			return false
		}
		at += k + 1
	}
	if !strings.Contains(long, "I") && len(vowels) > 1 && (strings.ContainsAny(vowels, "iy") || strings.Contains(vowels, "ee")) ||
		!strings.Contains(long, "A") && (strings.Contains(vowels, "ia") || strings.Contains(vowels, "iya")) {
		return false // a long vowel that is not there
	}
	if strings.Trim(long, "?") == "" { // nothing but what Latin script does not write
		return vowels != "" || !first && open
	}
	return strings.Contains(long, "U") || strings.Contains(long, "?") || !strings.Contains(vowels, "w")
}

// latinVowelsFit compares how they sound.
func latinVowelsFit(a, b string, first, last bool) bool {
	x, y := sounds(a), sounds(b)
	if last && (len(x) == 0) != (len(y) == 0) {
		return a == "e" || b == "e"
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) != len(y) {
		return len(x) == 0 && len(y) == 1 && !first && y[0]&(soundGlide|soundAy|soundAw) == 0
	}
	for i := range x {
		if x[i]&y[i]&^soundGlide == 0 {
			return false
		}
	}
	return true
}

const (
	soundA = 1 << iota
	soundE // between a and i
	soundI
	soundU
	soundAy
	soundAw
	soundGlide // y or w before a vowel
)

// vowelSounds are letters, the longest first, by what they may sound like.
var vowelSounds = []struct {
	letters string
	sound   int
}{
	{"aee", soundAy | soundI}, {"aei", soundAy | soundI}, {"aye", soundAy}, {"aie", soundAy},
	{"ai", soundAy | soundI}, {"ay", soundAy | soundI}, {"ei", soundAy | soundI}, {"ey", soundAy | soundI}, {"ae", soundAy},
	{"au", soundAw | soundU}, {"aw", soundAw | soundU}, {"ao", soundAw | soundU}, {"ow", soundAw | soundU},
	{"ou", soundU}, {"oo", soundU}, {"uu", soundU}, {"ee", soundI}, {"ii", soundI}, {"aa", soundA},
	{"a", soundA}, {"e", soundA | soundE | soundI}, {"i", soundE | soundI}, {"y", soundI}, {"o", soundU | soundAw}, {"u", soundU | soundE}, {"w", soundU},
}

// glides are y and w before a vowel, as they are written; the longest first.
var glides = [...]string{"iy", "uw", "ouw", "ou", "i", "y", "u", "w"}

// sounds are what Latin vowels may stand for, one after the other.
func sounds(vowels string) []int {
	var all []int
	for _, v := range "aeiu" {
		vowels = strings.ReplaceAll(vowels, "ou"+string(v), "w"+string(v))
	}
next:
	for vowels != "" {
		for _, g := range glides {
			if rest, ok := strings.CutPrefix(vowels, g); ok && rest != "" && (rest[0] == 'a' || rest[0] == 'e' && g != "i" || rest[0] == 'o' && g != "u" && g != "ou" || rest[0] == 'u' && g == "y" || rest[0] == 'i' && (g == "w" || g == "ou")) {
				glide := soundGlide | soundU
				if g[0] == 'i' || g[0] == 'y' {
					glide = soundGlide | soundI
				}
				all, vowels = append(all, glide), rest
				continue next
			}
		}
		for _, v := range vowelSounds {
			if rest, ok := strings.CutPrefix(vowels, v.letters); ok {
				all, vowels = append(all, v.sound), rest
				continue next
			}
		}
		vowels = vowels[1:]
	}
	return all
}
