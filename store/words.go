package store

import (
	"database/sql"
	"fmt"
	"math"
	"slices"
)

// commonWords stand in so many reports, unless a test says otherwise. Incidents are found by the
// reports that have words; where those are many, incidents are looked through in their
// order for such that have one, until there are as many as are wanted.
const commonWords = 4000

// common gives for words that many reports have how these are looked up when incidents are looked through in an order; nil
// if few have them.
func (w *work) common(words []string, order Order) (*reading, error) {
	most := commonWords
	if w.store.commonWords > 0 {
		most = w.store.commonWords
	}
	r := &reading{work: w, has: w.store.dialect.has(words), size: someReports, blocks: map[int64]map[int64]bool{}}
	var count int
	var last int64 // so many are among so many
	_, err := w.one(`select count(*), coalesce(max(rowid), 0) from (select rowid from word where `+numbered(r.has.text, 0)+fmt.Sprintf(` limit %d) counted`, most),
		r.has.values, &count, &last)
	if err != nil || count < most {
		return nil, err
	}
	switch {
	case order != ByKilled: // days and reports come in nearly the same order
	case int64(count)*5 < last:
		r.size = math.MaxInt32 // all: where fewer than one in five have them, they are soon read
	default:
		r.size = scatteredReports
	}
	return r, nil
}

// So many reports have numbers that follow one another: which of them have words is looked up at once.
const (
	someReports      = 4096
	scatteredReports = 64
)

// A reading tells which reports have words.
type reading struct {
	work   *work
	has    clause
	size   int64                    // of a block of reports
	blocks map[int64]map[int64]bool // by the number of the block, the numbers of those that have
}

func (r *reading) of(number int64) (bool, error) {
	block := number / r.size
	if found, ok := r.blocks[block]; ok {
		return found[number], nil
	}
	found := map[int64]bool{}
	first := block * r.size
	numbers, err := list(r.work, func(rows *sql.Rows) (n int64, err error) { return n, rows.Scan(&n) },
		`select rowid from word where `+numbered(r.has.text, 0)+` and rowid between $2 and $3`, append(slices.Clone(r.has.values), first, first+r.size-1)...)
	for _, n := range numbers {
		found[n] = true
	}
	r.blocks[block] = found
	return found[number], err
}

// lookThrough lists those incidents of a plan of which a report has words: limit of them, after the first offset.
func (w *work) lookThrough(p *plan, read *reading, limit, offset int) ([]*Entry, error) {
	var wanted []string
	for from, some := 0, mostValues; len(wanted) < offset+limit; from, some = from+some, 2*some {
		query, values := p.query(`i.id`, some, from)
		ids, err := w.texts(query, values...)
		if err != nil {
			return nil, err
		}
		for part := range slices.Chunk(ids, mostValues) {
			has, err := w.have(part, read)
			if err != nil {
				return nil, err
			}
			for _, id := range part {
				if has[id] {
					wanted = append(wanted, id)
				}
			}
			if len(wanted) >= offset+limit {
				break
			}
		}
		if len(ids) < some {
			break
		}
	}
	wanted = wanted[min(offset, len(wanted)):min(offset+limit, len(wanted))]
	place := map[string]int{}
	for i, id := range wanted {
		place[id] = i
	}
	entries := make([]*Entry, len(wanted))
	for part := range slices.Chunk(wanted, mostValues) {
		in, keys := among(part, 0)
		found, err := list(w, func(rows *sql.Rows) (*Entry, error) { return scanEntry(rows) },
			`select `+entryColumns+` from incident i where i.id in `+in, keys...)
		if err != nil {
			return nil, err
		}
		for _, e := range found {
			entries[place[e.ID]] = e
		}
	}
	return entries, nil
}

// have tells of which incidents a report has words.
func (w *work) have(incidents []string, read *reading) (map[string]bool, error) {
	type told struct {
		incident string
		number   int64
	}
	in, keys := among(incidents, 0)
	all, err := list(w, func(rows *sql.Rows) (t told, err error) { return t, rows.Scan(&t.incident, &t.number) },
		`select l.incident, t.number from link l join telling t on t.stands = l.telling where l.incident in `+in, keys...)
	if err != nil {
		return nil, err
	}
	has := map[string]bool{}
	for _, t := range all {
		if has[t.incident] {
			continue
		}
		if has[t.incident], err = read.of(t.number); err != nil {
			return nil, err
		}
	}
	return has, nil
}
