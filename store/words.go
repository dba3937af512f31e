package store

import (
	"database/sql"
	"fmt"
	"slices"
)

// commonWords stand in so many reports, unless a test says otherwise. Incidents are found by the
// reports that have words; where those are many, incidents are looked through in their
// order for such that have one, until there are as many as are wanted.
const commonWords = 6000

// reportsWith gives the numbers of the reports that have words, and whether these are common.
func (w *work) reportsWith(words []string) (numbers []int64, common bool, err error) {
	query, values := `select rowid from word where `+fmt.Sprintf(w.store.dialect.haveWords, "$1"), []any{w.store.dialect.query(words)}
	most := commonWords
	if w.store.commonWords > 0 {
		most = w.store.commonWords
	}
	number := func(rows *sql.Rows) (n int64, err error) { return n, rows.Scan(&n) }
	numbers, err = list(w, number, query+fmt.Sprintf(` limit %d`, most), values...)
	if err != nil || len(numbers) < most {
		return nil, false, err
	}
	numbers, err = list(w, number, query, values...)
	slices.Sort(numbers)
	return numbers, true, err
}

// lookThrough lists incidents of which a report is among some: limit of them, after the first
// offset. The query gives the ids of all incidents that may be listed, in order.
func (w *work) lookThrough(query string, values []any, reports []int64, limit, offset int) ([]*Entry, error) {
	var wanted []string
	for from := 0; len(wanted) < offset+limit; from += mostValues {
		ids, err := w.texts(query+fmt.Sprintf(` limit %d offset %d`, mostValues, from), values...)
		if err != nil {
			return nil, err
		}
		if len(ids) == 0 {
			break
		}
		in, keys := among(ids, 0)
		has := map[string]bool{}
		_, err = list(w, func(rows *sql.Rows) (struct{}, error) {
			var id string
			var number int64
			err := rows.Scan(&id, &number)
			if _, ok := slices.BinarySearch(reports, number); ok {
				has[id] = true
			}
			return struct{}{}, err
		}, `select l.incident, t.number from link l join telling t on t.stands = l.telling where l.incident in `+in, keys...)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if has[id] {
				wanted = append(wanted, id)
			}
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
