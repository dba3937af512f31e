package store

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"dateline"
)

// What makes a text a copy of another: the share of three-word runs that both have, of
// all that either has.
const (
	copies   = 0.8
	versions = 0.5 // at one address, what is less alike is still a newer version
)

// A text is sketched by the least values of so many hash functions over its runs of three
// words; bands of a few of them are looked up. Two texts that share 0.8 of their runs share a band in
// 99.7 of 100 cases, unrelated ones in next to none. (A simhash in four bands finds 26
// of 100 at 0.8.)
const (
	bands    = 8
	bandRows = 3
)

// shingles are the hashes (FNV-1a) of the runs of three of a text's words, folded, in order of value.
func shingles(words []string) []uint64 {
	if len(words) == 0 {
		return nil
	}
	const run, basis, prime = 3, 0xcbf29ce484222325, 0x100000001b3
	all := make([]uint64, 0, len(words))
	for i := range max(1, len(words)-run+1) {
		h := uint64(basis)
		for _, word := range words[i:min(i+run, len(words))] {
			for _, letter := range []byte(word) {
				h = (h ^ uint64(letter)) * prime
			}
			h = (h ^ ' ') * prime
		}
		all = append(all, h)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// sketch gives the bands of a text. A text without words has none.
func sketch(runs []uint64) []int64 {
	if len(runs) == 0 {
		return nil
	}
	var least [bands * bandRows]uint64
	for i := range least {
		least[i] = math.MaxUint64
		seed := mix(uint64(i + 1))
		for _, run := range runs {
			least[i] = min(least[i], mix(run^seed))
		}
	}
	var all []int64
	for b := range bands {
		h := fnv.New64a()
		h.Write([]byte{byte(b)})
		for _, value := range least[b*bandRows : (b+1)*bandRows] {
			h.Write(binary.LittleEndian.AppendUint64(nil, value))
		}
		all = append(all, int64(h.Sum64()))
	}
	return all
}

// mostRuns are kept of a text, to compare it with others: of one that has no more, all.
const mostRuns = 160

// leastRuns are the least hashes of a text's runs, four bytes each, in order. Which they are is as
// if by chance, so the share of them that two texts have in common is that of all.
func leastRuns(runs []uint64) []byte {
	all := make([]uint32, len(runs))
	for i, run := range runs {
		all[i] = uint32(mix(run) >> 32)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	text := make([]byte, 0, 4*mostRuns)
	for _, run := range all[:min(len(all), mostRuns)] {
		text = binary.BigEndian.AppendUint32(text, run)
	}
	return text
}

// alikeLeast is what alike gives, by the least runs of two texts: exact for texts that have no
// more, else within 0.04 in two of three cases.
func alikeLeast(a, b []byte) float64 {
	shared, all := 0, 0
	for len(a) >= 4 && len(b) >= 4 && all < mostRuns {
		switch bytes.Compare(a[:4], b[:4]) {
		case 0:
			shared++
			a, b = a[4:], b[4:]
		case -1:
			a = a[4:]
		default:
			b = b[4:]
		}
		all++
	}
	if all += (len(a) + len(b)) / 4; all == 0 {
		return 0
	}
	return float64(shared) / float64(min(all, mostRuns))
}

// addSketch keeps what the text of a report is found and compared by.
func (w *work) addSketch(report int64, runs []uint64, sketch []int64) error {
	var rows [][]any
	for _, band := range distinctBands(sketch) {
		rows = append(rows, []any{band, report})
	}
	if err := w.insert(`insert into band (value, report)`, ``, rows); err != nil {
		return err
	}
	if len(runs) == 0 {
		return w.exec(`delete from sketch where report = $1`, report)
	}
	return w.exec(`insert into sketch (report, runs) values ($1, $2) on conflict (report) do update set runs = excluded.runs`, report, leastRuns(runs))
}

func distinctBands(sketch []int64) []int64 {
	all := slices.Clone(sketch)
	slices.Sort(all)
	return slices.Compact(all)
}

// mix spreads the bits of a number (the end of SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// alike is the share of what two sorted lists have in common, of all that is in either.
func alike(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			shared++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(shared) / float64(len(a)+len(b)-shared)
}

// A kin is a report whose text is like that of a new one.
type kin struct {
	id, url, site string
	asOf          time.Time
	source, newer string
	share         float64
}

// home tells whether two reports came from one place: a site, or an address.
func (k *kin) home(site, url string) bool {
	return site != "" && k.site == site || url != "" && address(k.url) == address(url)
}

// address is a URL without what does not lead to another page.
func address(url string) string {
	url, _, _ = strings.Cut(url, "#")
	url = strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(url, "www."), "/")
}

// kin finds the reports whose text is like that of a new one, the likest first.
func (w *work) kin(doc *dateline.Document, runs []uint64, sketch []int64) ([]kin, error) {
	var found []kin
	least := leastRuns(runs)
	candidate := func(rows *sql.Rows) (kin, error) {
		var k kin
		var asOf string
		var packed, theirs []byte
		if err := rows.Scan(&k.id, &k.url, &k.site, &asOf, &k.source, &k.newer, &theirs, &packed); err != nil {
			return k, err
		}
		var err error
		if k.asOf, err = moment(asOf); err != nil {
			return k, err
		}
		if theirs != nil {
			k.share = alikeLeast(least, theirs)
			return k, nil
		}
		text, err := w.store.unpacked(packed, "the record of "+k.id)
		if err != nil {
			return k, err
		}
		other, err := textOf(text)
		if err != nil {
			return k, fmt.Errorf("the record of %s: %w", k.id, err)
		}
		k.share = alike(runs, shingles(dateline.NameWords(other)))
		return k, nil
	}
	const columns = `select r.id, r.url, r.site, coalesce(r.published_at, r.retrieved), r.source_report, coalesce(r.newer, ''), s.runs,
		case when s.runs is null then r.record end from report r left join sketch s on s.report = r.number `
	like, err := w.sharing(sketch)
	if err != nil {
		return nil, err
	}
	if len(like) > 0 {
		in, values := among(like, 0)
		like, err := list(w, candidate, columns+`where r.number in `+in, values...)
		if err != nil {
			return nil, err
		}
		for _, k := range like {
			if k.share >= copies {
				found = append(found, k)
			}
		}
	}
	if doc.URL != "" {
		same, err := list(w, candidate, columns+`where r.url = $1 and r.newer is null order by r.number desc limit 10`, clean(doc.URL))
		if err != nil {
			return nil, err
		}
		for _, k := range same {
			if k.share >= versions && k.share < copies {
				found = append(found, k)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b kin) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return a.asOf.Compare(b.asOf)
	})
	return found, nil
}

// mostLike reports are compared with a new one.
const mostLike = 60

// sharing gives the numbers of the reports that share bands: those that share most, the first of two.
func (w *work) sharing(sketch []int64) ([]int64, error) {
	if len(sketch) == 0 {
		return nil, nil
	}
	all, err := list(w, func(rows *sql.Rows) (n int64, err error) { return n, rows.Scan(&n) },
		`select report from band where value in (`+places(0, len(sketch))+`)`, arguments(sketch)...)
	if err != nil {
		return nil, err
	}
	shared := map[int64]int{}
	for _, n := range all {
		shared[n]++
	}
	numbers := slices.SortedFunc(maps.Keys(shared), func(a, b int64) int { return cmp.Or(shared[b]-shared[a], cmp.Compare(a, b)) })
	return numbers[:min(len(numbers), mostLike)], nil
}

// A kinship is what a new report is to those that are there.
type kinship struct {
	source   string   // the report whose text it copies; its own id for none
	outdated []string // the reports that it is a newer version of
	newer    string   // the report that is a newer version of it; empty for none
}

func (w *work) kinship(doc *dateline.Document, asOf time.Time, runs []uint64, sketch []int64) (kinship, error) {
	all, err := w.kin(doc, runs, sketch)
	if err != nil {
		return kinship{}, err
	}
	found := kinship{source: doc.ID}
	homes := map[string]bool{doc.ID: true}
	for i := range all {
		k := &all[i]
		if !k.home(clean(doc.Site), clean(doc.URL)) {
			continue
		}
		homes[k.id] = true
		switch {
		case k.newer != "":
		case asOf.Before(k.asOf):
			found.newer = k.id
		default:
			found.outdated = append(found.outdated, k.id)
		}
	}
	for i := range all {
		k := &all[i]
		if homes[k.id] || homes[k.source] || k.share < copies {
			continue
		}
		found.source = k.source
		break
	}
	return found, nil
}
