package gazetteer

import "strings"

// The layout of places.index. Numbers are little-endian; "24" is three bytes.
// The program in generate writes it, and this file reads it.
//
//	magic      8 bytes, the layout's version in them
//	counts     32 × 7: places, divisions, countries, languages, keys, postings, bytes of names
//	languages  2 bytes each: the columns of a country's names
//	buckets    24 × 65537: the first key of each bucket, and the number of keys
//	keys       7 bytes each: check 32, value 24; sorted by check within their bucket
//	postings   24 each: lists of places, bit 23 set on the last of each list
//	places     18 bytes each: name 24, division 16, lat 24, lon 24, population 24, grain 8, geonames 24
//	divisions  4 bytes each: country 8, province 24
//	countries  2 letters, place 24, capital 24, and a name 24 for each language; sorted by letters
//	names      a length 8, and that many bytes
//
// A key is the FNV-1a hash of a name, its words joined by spaces: the low 16 bits
// choose the bucket and the next 32 are the check, so a word that is no name is
// taken for one about once in 10^9 times. A key's value: bits 0-17 a place, or a
// posting if bit 18 is set; bits 19-20 how ordinary the name is (1 a person's name,
// 2 a word, 3 a division's short form); bits 21-23 the words, less one, of the longest name that starts with
// this word. Nowhere, as a place, says that names only start so.
const (
	magic   = "gazette1"
	nowhere = 1<<18 - 1

	hashStart = 14695981039346656037
	hashPrime = 1099511628211

	bucketSize, keySize, postingSize, placeSize, divisionSize = 3, 7, 3, 18, 4
)

// degree is the unit of latitude and longitude: 24 bits hold 180 degrees either way.
const degree = 1 << 23 / 180.0

type index struct {
	languages []string

	buckets, keys, postings, places, divisions, countries, names string
}

type entry struct {
	name       int // offset in names
	division   division
	lat, lon   float64
	population int
	grain      int
	capital    bool
	geonames   int
}

type division struct {
	country  int // number of the country; 255 for none
	province int // number of its place; nowhere for none
}

type country struct {
	place, capital int
	names          []int
}

// A key is the value that the index has for a name, or for the first word of names.
type key uint32

func (k key) named() bool    { return k&nowhere != nowhere || k.several() }
func (k key) several() bool  { return k>>18&1 != 0 }
func (k key) ordinary() bool { return k>>19&3 != 0 }
func (k key) word() bool     { return k>>19&3 == 2 }
func (k key) short() bool    { return k>>19&3 == 3 }
func (k key) longest() int   { return int(k>>21) + 1 }

func openIndex(data string) (index, error) {
	const header = len(magic) + 7*4
	if len(data) < header || data[:len(magic)] != magic {
		return index{}, errIndex
	}
	var counts [7]int
	for i := range counts {
		counts[i] = number32(data, len(magic)+4*i)
	}
	rest := data[header:]
	short := false
	cut := func(count, size int) string {
		if short = short || count < 0 || count*size > len(rest); short {
			return ""
		}
		section := rest[:count*size]
		rest = rest[count*size:]
		return section
	}
	var x index
	languages := cut(counts[3], 2)
	for i := 0; i < len(languages); i += 2 {
		x.languages = append(x.languages, languages[i:i+2])
	}
	x.buckets = cut(1<<16+1, bucketSize)
	x.keys = cut(counts[4], keySize)
	x.postings = cut(counts[5], postingSize)
	x.places = cut(counts[0], placeSize)
	x.divisions = cut(counts[1], divisionSize)
	x.countries = cut(counts[2], x.countrySize())
	x.names = cut(counts[6], 1)
	if short || rest != "" {
		return index{}, errIndex
	}
	return x, nil
}

func (x *index) countrySize() int { return 8 + 3*len(x.languages) }

// find gives the key of a hash.
func (x *index) find(hash uint64) (key, bool) {
	bucket := int(hash & 0xFFFF)
	check := int(hash >> 16 & 0xFFFFFFFF)
	from, to := number24(x.buckets, bucketSize*bucket), number24(x.buckets, bucketSize*(bucket+1))
	for i := from; i < to; i++ {
		switch at := number32(x.keys, keySize*i); {
		case at == check:
			return key(number24(x.keys, keySize*i+4)), true
		case at > check:
			return 0, false
		}
	}
	return 0, false
}

// each calls yield with the number of every place of a key, in their order.
func (x *index) each(k key, yield func(place int)) {
	at := int(k & nowhere)
	if !k.several() {
		yield(at)
		return
	}
	for last := false; !last; at++ {
		posting := number24(x.postings, postingSize*at)
		last = posting>>23 != 0
		yield(posting & nowhere)
	}
}

// count gives how many places a key has.
func (x *index) count(k key) int {
	n := 0
	x.each(k, func(int) { n++ })
	return n
}

func (x *index) place(number int) entry {
	record := x.places[placeSize*number : placeSize*(number+1)]
	divided := number16(record, 3)
	grain := int(record[14])
	return entry{
		name: number24(record, 0),
		division: division{
			country:  int(x.divisions[divisionSize*divided]),
			province: number24(x.divisions, divisionSize*divided+1),
		},
		lat:        signed24(record, 5) / degree,
		lon:        signed24(record, 8) / degree,
		population: people(number24(record, 11)),
		grain:      grain & 0x7F,
		capital:    grain>>7 != 0,
		geonames:   number24(record, 15),
	}
}

// people reads a population: four bits of a power of ten, and twenty of a count.
func people(n int) int {
	count := n & 0xFFFFF
	for range n >> 20 {
		count *= 10
	}
	return count
}

// code gives the letters of a country by its number; empty for none.
func (x *index) code(number int) string {
	at := number * x.countrySize()
	if at+2 > len(x.countries) {
		return ""
	}
	return x.countries[at : at+2]
}

func (x *index) country(code string) (country, bool) {
	size := x.countrySize()
	low, high := 0, len(x.countries)/size
	for low < high {
		middle := (low + high) / 2
		record := x.countries[size*middle : size*(middle+1)]
		switch strings.Compare(code, record[:2]) {
		case -1:
			high = middle
		case 1:
			low = middle + 1
		default:
			found := country{place: number24(record, 2), capital: number24(record, 5)}
			for i := range x.languages {
				found.names = append(found.names, number24(record, 8+3*i))
			}
			return found, true
		}
	}
	return country{}, false
}

func (x *index) name(at int) string {
	length := int(x.names[at])
	return x.names[at+1 : at+1+length]
}

func hashWord(hash uint64, word string) uint64 {
	for i := 0; i < len(word); i++ {
		hash = (hash ^ uint64(word[i])) * hashPrime
	}
	return hash
}

func number16(s string, at int) int { return int(s[at]) | int(s[at+1])<<8 }
func number24(s string, at int) int { return number16(s, at) | int(s[at+2])<<16 }
func number32(s string, at int) int { return number24(s, at) | int(s[at+3])<<24 }

func signed24(s string, at int) float64 {
	return float64(int32(number24(s, at)<<8) >> 8)
}
