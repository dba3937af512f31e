package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"dateline"
)

// A name is one key of the index.
type name struct {
	words    string   // folded, a space between
	places   []*place // none for the first word of longer names
	longest  int      // words of the longest name that starts with this word
	ordinary int      // 1 a person's name, 2 a word, 3 a division's short form
}

const mostWords = 8

// names gathers every name of every place, and marks the ordinary ones.
func (w *world) names(folder string) ([]*name, error) {
	kinds, err := readKinds(folder)
	if err != nil {
		return nil, err
	}
	all := map[string]*name{}
	bear := func(p *place, words string) {
		if n := strings.Count(words, " ") + 1; words == "" || n > mostWords || len(words) < 2 {
			return
		}
		n := all[words]
		if n == nil {
			n = &name{words: words, longest: 1}
			all[words] = n
		}
		if !slices.Contains(n.places, p) {
			n.places = append(n.places, p)
		}
	}
	for _, p := range w.places {
		if p.grain == dateline.Town && p.province != nil && p.called(p.province.name) {
			for _, other := range p.province.other { // written otherwise, a province's name is its town's too
				if words := folded(other); isArabic(words) && !kinds.clear(words) {
					bear(p, words)
				}
			}
		}
		for i, spelling := range append([]string{p.name}, p.other...) {
			words := folded(spelling)
			if i > 0 && settled(p) && (w.grade(words) == 2 || w.short[words]) {
				continue // an other name that is a word: "Central" for Davao
			}
			for _, words := range spellings(p, words) {
				bear(p, words)
			}
			if p.grain == dateline.Province && words != "" && !w.short[words] {
				arabic := isArabic(words)
				for _, kind := range kinds.after {
					if word := folded(kind.word); !arabic && kind.in(p.country) && !strings.HasSuffix(words, " "+word) {
						bear(p, words+" "+word)
					}
				}
				for _, kind := range kinds.before {
					if word := folded(kind.word); arabic && kind.in(p.country) && !strings.HasPrefix(words, word+" ") {
						bear(p, word+" "+words)
					}
				}
			}
		}
	}
	for _, n := range all {
		if !kinds.clear(n.words) { // "Plateau State" is clear
			n.ordinary = w.grade(n.words)
		}
		if rest, ok := strings.CutPrefix(n.words, "st "); ok && n.ordinary == 0 && w.grade(rest) > 0 {
			n.ordinary = 1 // a saint's name: "St. Patrick"
		}
		if w.short[n.words] {
			n.ordinary = 3
		}
		slices.SortFunc(n.places, func(a, b *place) int {
			return cmp.Or(cmp.Compare(b.rank(n), a.rank(n)), cmp.Compare(a.number, b.number))
		})
	}
	for _, n := range sorted(all) {
		words := strings.Fields(n.words)
		first := all[words[0]]
		if first == nil {
			first = &name{words: words[0]}
			all[words[0]] = first
		}
		first.longest = max(first.longest, len(words))
	}
	return sorted(all), nil
}

func sorted(all map[string]*name) []*name {
	names := make([]*name, 0, len(all))
	for _, n := range all {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b *name) int { return strings.Compare(a.words, b.words) })
	return names
}

// spellings gives the ways in which a folded name is also written: the Arabic
// article in its forms or left out, Saint and St., Mount and Mt., Fort and Ft., County and Co.
func spellings(p *place, words string) []string {
	all := []string{words}
	first, rest, ok := strings.Cut(words, " ")
	if !ok {
		return all
	}
	switch {
	case first == "saint":
		all = append(all, "st "+rest)
	case first == "st":
		all = append(all, "saint "+rest)
	case first == "mount":
		all = append(all, "mt "+rest)
	case first == "fort":
		all = append(all, "ft "+rest)
	case strings.HasSuffix(words, " county") && p.country == "US":
		all = append(all, strings.TrimSuffix(words, "unty"))
	case slices.Contains(articles, first) && slices.Contains(arabicNamed, p.country):
		all = append(all, "al "+rest, "el "+rest)
		if len(rest) > 3 {
			all = append(all, rest)
		}
	}
	return all
}

// The Arabic article as Latin letters spell it before each sound, and the countries
// (ISO 3166) where places bear names with it.
var (
	articles    = []string{"al", "el", "an", "ar", "as", "ash", "at", "ad", "az", "adh", "ath"}
	arabicNamed = []string{"AE", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LB", "LY", "MA", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"}
)

// isArabic tells whether a name has letters of the Arabic script.
func isArabic(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
}
