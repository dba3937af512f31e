package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"

	"dateline"
)

// The layout is told in ../index.go, which reads it.
const (
	magic   = "gazette1"
	nowhere = 1<<18 - 1
	last    = 1 << 23
)

var grains = []string{dateline.Town, dateline.District, dateline.Province, dateline.Region, dateline.CountryGrain}

// layout writes the index.
func layout(w *world, names []*name) ([]byte, error) {
	var texts, places, divisions, countries, postings []byte
	offsets := map[string]int{}
	text := func(s string) int {
		at, ok := offsets[s]
		if !ok {
			at = len(texts)
			offsets[s] = at
			s = s[:min(len(s), 255)]
			texts = append(append(texts, byte(len(s))), s...)
		}
		return at
	}

	numbers := map[string]int{} // of countries
	for _, code := range slices.Sorted(maps.Keys(w.countries)) {
		c := w.countries[code]
		numbers[code] = len(numbers)
		countries = append24(append(countries, code...), c.number)
		capital := nowhere
		if c.capital != nil {
			capital = c.capital.number
		}
		countries = append24(countries, capital)
		for _, language := range languages {
			countries = append24(countries, text(c.names[language]))
		}
	}

	type division struct {
		country  string
		province *place
	}
	divided := map[division]int{}
	for _, p := range w.places {
		d := division{p.country, p.province}
		number, ok := divided[d]
		if !ok {
			number = len(divided)
			divided[d] = number
			province, country := nowhere, 255
			if p.province != nil {
				province = p.province.number
			}
			if p.country != "" {
				country = numbers[p.country]
			}
			divisions = append24(append(divisions, byte(country)), province)
		}
		places = append24(places, text(p.name))
		places = append(places, byte(number), byte(number>>8))
		places = append24(places, angle(p.lat))
		places = append24(places, angle(p.lon))
		places = append24(places, people(p.population))
		grain := slices.Index(grains, p.grain)
		if p.capital {
			grain |= 0x80
		}
		places = append24(append(places, byte(grain)), p.geonames)
	}

	type key struct {
		bucket, check uint32
		value         int
	}
	keys := make([]key, 0, len(names))
	for _, n := range names {
		value := nowhere
		switch {
		case len(n.places) == 1:
			value = n.places[0].number
		case len(n.places) > 1:
			value = len(postings)/3 | 1<<18
			for i, p := range n.places {
				posting := p.number
				if i == len(n.places)-1 {
					posting |= last
				}
				postings = append24(postings, posting)
			}
		}
		value |= n.ordinary<<19 | max(n.longest-1, 0)<<21
		h := fnv.New64a()
		h.Write([]byte(n.words))
		hash := h.Sum64()
		keys = append(keys, key{uint32(hash & 0xFFFF), uint32(hash >> 16), value})
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.bucket, b.bucket), cmp.Compare(a.check, b.check))
	})
	var buckets, table []byte
	bucket := uint32(0)
	for i, k := range keys {
		if i > 0 && keys[i-1].bucket == k.bucket && keys[i-1].check == k.check {
			return nil, fmt.Errorf("two names have the hash %04x %08x", k.bucket, k.check)
		}
		for ; bucket <= k.bucket; bucket++ {
			buckets = append24(buckets, i)
		}
		table = append24(append32(table, int(k.check)), k.value)
	}
	for ; bucket <= 1<<16; bucket++ {
		buckets = append24(buckets, len(keys))
	}
	if len(w.places) >= nowhere || len(postings)/3 > nowhere || len(divided) > math.MaxUint16 || len(texts) >= 1<<24 {
		return nil, fmt.Errorf("too much for the layout: %d places, %d postings, %d divisions, %d bytes of names",
			len(w.places), len(postings)/3, len(divided), len(texts))
	}

	data := []byte(magic)
	for _, count := range []int{len(w.places), len(divided), len(w.countries), len(languages), len(keys), len(postings) / 3, len(texts)} {
		data = append32(data, count)
	}
	for _, language := range languages {
		data = append(data, language[:2]...)
	}
	return slices.Concat(data, buckets, table, postings, places, divisions, countries, texts), nil
}

func angle(degrees float64) int {
	const unit = 1 << 23 / 180.0
	return int(math.Round(min(max(degrees*unit, -1<<23), 1<<23-1))) & 0xFFFFFF
}

// people packs a population into a power of ten of four bits and a count of twenty.
func people(n int) int {
	power := 0
	for ; n > 0xFFFFF; power++ {
		n = (n + 5) / 10
	}
	return power<<20 | n
}

func append24(to []byte, n int) []byte { return append(to, byte(n), byte(n>>8), byte(n>>16)) }
func append32(to []byte, n int) []byte { return append(append24(to, n), byte(n>>24)) }
