package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"dateline"
	"dateline/coding"
)

// An Agreement is how far the coders of a set agree, and how the machine stands.
type Agreement struct {
	Coders  []coding.Row   // among the coders
	Machine []coding.Score // the machine against what was settled
	Differ  map[string]int // by report, units in which the coders do not all say the same
	Open    map[string]int // by report, those of them that were not settled nor left open
}

// Agreement works out how far the coders of a set agree over all its reports. ErrBlind while the set is still being coded. What was
// coded does not change any more then: it is read once, and what was settled each time.
func (s *Store) Agreement(ctx context.Context, set string) (*Agreement, error) {
	a := &Agreement{Differ: map[string]int{}, Open: map[string]int{}}
	err := s.view(ctx, "agreement in "+set, func(w *work) error {
		coded, err := w.codedSet(set)
		if err != nil {
			return err
		}
		for report, keys := range coded.differ {
			a.Differ[report] = len(keys)
		}
		settled := map[string]coding.Answer{}
		done := map[string]int{} // by report, of those that differ
		_, err = list(w, func(rows *sql.Rows) (none struct{}, err error) {
			var report, unit, taken, value string
			if err := rows.Scan(&report, &unit, &taken, &value); err != nil {
				return none, err
			}
			if slices.Contains(coded.differ[report], unit) {
				done[report]++
			}
			key := strconv.Itoa(coded.number[report]) + " " + unit
			field, ok := coded.fields[key]
			if !ok || taken == TakenNone {
				return none, nil
			}
			settled[key], err = coding.Read(field, json.RawMessage(value))
			return none, err
		}, `select report, unit, taken, value from coding_settled where set_id = $1`, set)
		if err != nil {
			return err
		}
		for report, n := range a.Differ {
			if n > done[report] {
				a.Open[report] = n - done[report]
			}
		}
		a.Coders, a.Machine = coded.rows, coding.Against(coded.machine, 0, settled)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// A codedSet is what a set that is coded comes to, before anything is settled.
type codedSet struct {
	number  map[string]int // of a report, by its id
	rows    []coding.Row
	differ  map[string][]string     // by report, the keys of the units in which coders differ
	machine []coding.Unit           // with the machine's answer alone, its key after the number of the report
	fields  map[string]coding.Field // by that key
}

// agreed keeps what the sets that were last asked for come to.
type agreed struct {
	held sync.Mutex
	sets map[string]*codedSet
}

// mostAgreed is how many sets are kept.
const mostAgreed = 4

// codedSet gives what a set comes to; ErrBlind while it is being coded.
func (w *work) codedSet(id string) (*codedSet, error) {
	kept := &w.store.agreed
	kept.held.Lock()
	coded := kept.sets[id]
	kept.held.Unlock()
	if coded != nil {
		return coded, nil
	}
	set, err := w.set(id)
	if err != nil {
		return nil, err
	}
	if !set.Coded() {
		return nil, ErrBlind
	}
	if coded, err = w.readCoded(set); err != nil {
		return nil, err
	}
	kept.held.Lock()
	defer kept.held.Unlock()
	if kept.sets == nil || len(kept.sets) >= mostAgreed {
		kept.sets = map[string]*codedSet{}
	}
	kept.sets[id] = coded
	return coded, nil
}

// readCoded reads what was coded, some reports at a time, and lays it side by side on all processors.
func (w *work) readCoded(set *Set) (*codedSet, error) {
	units := make([][]coding.Unit, len(set.Reports))
	failed := make([]error, len(set.Reports))
	var busy sync.WaitGroup
	doors := make(chan struct{}, runtime.GOMAXPROCS(0))
	at := 0
	for some := range slices.Chunk(set.Reports, mostValues) {
		texts, err := w.codings(set.ID, some)
		if err != nil {
			busy.Wait()
			return nil, err
		}
		from := at
		at += len(some)
		doors <- struct{}{}
		busy.Go(func() {
			defer func() { <-doors }()
			for i, r := range some {
				units[from+i], failed[from+i] = unitsOf(r.Report, texts[r.Report])
			}
		})
	}
	busy.Wait()
	coded := &codedSet{number: map[string]int{}, differ: map[string][]string{}, fields: map[string]coding.Field{}}
	var all []coding.Unit
	for i, r := range set.Reports {
		if failed[i] != nil {
			return nil, failed[i]
		}
		coded.number[r.Report] = i
		for _, u := range units[i] {
			if differs(&u) {
				coded.differ[r.Report] = append(coded.differ[r.Report], u.Key)
			}
			key := strconv.Itoa(i) + " " + u.Key
			coded.fields[key] = u.Field
			coded.machine = append(coded.machine, coding.Unit{Key: key, Field: u.Field, Answers: []coding.Answer{u.Answers[len(set.Coders)].Bare()}})
		}
		all = append(all, units[i]...)
	}
	coders := make([]int, len(set.Coders))
	for i := range coders {
		coders[i] = i
	}
	coded.rows = coding.Agreement(all, coders...)
	return coded, nil
}

// codings gives what was coded of some reports of a set, by their ids: the coders' in the order of the answers, and the machine's last.
func (w *work) codings(set string, reports []SetReport) (map[string][][]byte, error) {
	ids := make([]string, len(reports))
	for i := range reports {
		ids[i] = reports[i].Report
	}
	in, values := among(ids, 1)
	values = append([]any{set}, values...)
	all := map[string][][]byte{}
	for _, query := range []string{`select s.report, s.record from coding_sheet s join coding_coder c on c.set_id = s.set_id and c.coder = s.coder
			where s.set_id = $1 and s.report in ` + in + ` order by c.position`,
		`select report, machine from coding_report where set_id = $1 and report in ` + in} {
		_, err := list(w, func(rows *sql.Rows) (none struct{}, err error) {
			var report string
			var text []byte
			err = rows.Scan(&report, &text)
			all[report] = append(all[report], text)
			return none, err
		}, query, values...)
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// unitsOf lays side by side what was taken from one report. Of a record its events and statements count.
func unitsOf(report string, texts [][]byte) ([]coding.Unit, error) {
	var records []*dateline.Record
	for _, text := range texts {
		r := &dateline.Record{}
		if err := json.Unmarshal(text, &struct {
			Events     *[]dateline.Event     `json:"events"`
			Statements *[]dateline.Statement `json:"statements"`
		}{&r.Events, &r.Statements}); err != nil {
			return nil, fmt.Errorf("what was taken from %s: %w", report, err)
		}
		records = append(records, r)
	}
	return coding.Bare(records), nil
}
