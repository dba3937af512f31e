package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// A looker is the key by which a context has who looks.
type looker struct{}

// LookingAs gives a context in which what somebody codes blind is hidden from them by all that reads: the reports of the sets that
// they code and that are still being coded, copies and other versions of these, the incidents that they tell of, the actors
// that they alone name, and what they say of others. Where one of these is asked for by its id, there is a BlindError. What is
// counted over the whole record, and what reads the sets themselves, is as it is. An empty name hides nothing.
func LookingAs(ctx context.Context, who string) context.Context {
	return context.WithValue(ctx, looker{}, who)
}

// A BlindError is for what is hidden from who codes a report blind. It is an ErrBlind.
type BlindError struct {
	Set, Report string // where it is coded
	Incident    string // that was asked for; empty for a report
}

func (e *BlindError) Error() string { return fmt.Sprintf("set %s: %v", e.Set, ErrBlind) }

func (e *BlindError) Unwrap() error { return ErrBlind }

// A veil is what is hidden from who looks: all that a few sets have. Sets have few reports beside the record, so that what is
// hidden is found from them by indexes; a query leaves it out by the lists below, each of which is made once.
type veil struct {
	work      *work
	sets      []string
	incidents map[string]bool // nil until they are asked for
	reports   map[string]bool // likewise
}

// Lists of what sets hide; each ? is one of the sets, all of them once a row.
const (
	veiledReports = `select h.report from coding_report h where h.set_id in (?)
		union all select r.source_report from coding_report h join report r on r.id = h.report where h.set_id in (?)
		union all select x.id from coding_report h join report r on r.id = h.report join report x on x.source_report = r.source_report and x.source_report <> x.id where h.set_id in (?)
		union all select x.id from coding_report h join report x on x.newer = h.report and x.newer is not null where h.set_id in (?)
		union all select r.newer from coding_report h join report r on r.id = h.report where r.newer is not null and h.set_id in (?)`
	veiledIncidents = `select l.incident from coding_report h join report r on r.id = h.report join telling t on t.number = r.number
		join link l on l.telling = t.stands where h.set_id in (?)`
	veiledParts = `select v.actor from coding_report h join report r on r.id = h.report join telling t on t.number = r.number join involved v on v.telling = t.key
		where h.set_id in (?)` // actors
)

// veil gives what is hidden from who looks; nil for nothing.
func (w *work) veil() (*veil, error) {
	who, _ := w.ctx.Value(looker{}).(string)
	if who == "" {
		return nil, nil
	}
	if w.veiled == nil {
		sets, err := w.texts(openSets, who)
		if err != nil {
			return nil, err
		}
		w.veiled = &veil{work: w, sets: sets}
	}
	if len(w.veiled.sets) == 0 {
		return nil, nil
	}
	return w.veiled, nil
}

// openSets are the sets that somebody, $1, codes and that are still being coded.
const openSets = `select k.set_id from coding_coder k join coding_set s on s.id = k.set_id where k.coder = $1 and s.closed = '' and exists (select 1 from coding_report r
	where r.set_id = k.set_id and (select count(*) from coding_sheet c where c.set_id = r.set_id and c.report = r.report and c.done <> '')
		< (select count(*) from coding_coder c where c.set_id = r.set_id)) order by k.set_id`

// list is a list of what is hidden, to stand in a query, with its values.
func (v *veil) list(of string) clause {
	of = strings.ReplaceAll(of, `(?)`, `(`+marks(v.sets)+`)`)
	var values []any
	for range strings.Count(of, `?`) / len(v.sets) {
		values = append(values, arguments(v.sets)...)
	}
	return clause{of, values}
}

// without is the condition that a column has nothing of a list. There is none where nothing is hidden.
func (v *veil) without(c *condition, column, of string) {
	if v != nil {
		hidden := v.list(of)
		c.and(column+` not in (`+hidden.text+`)`, hidden.values...)
	}
}

// cut puts that condition before the order of a query.
func (v *veil) cut(query string, values []any, column, of string) (string, []any) {
	if v == nil {
		return query, values
	}
	hidden := v.list(of)
	at := strings.LastIndex(query, `order by`)
	return query[:at] + `and ` + column + ` not in (` + numbered(hidden.text, len(values)) + `) ` + query[at:], append(slices.Clone(values), hidden.values...)
}

// set reads a list, once.
func (v *veil) set(into *map[string]bool, of string) (map[string]bool, error) {
	if *into != nil {
		return *into, nil
	}
	hidden := v.list(of)
	ids, err := v.work.texts(numbered(hidden.text, 0), hidden.values...)
	if err != nil {
		return nil, err
	}
	*into = make(map[string]bool, len(ids))
	for _, id := range ids {
		(*into)[id] = true
	}
	return *into, nil
}

// hiddenIncidents are the ids of the incidents that are hidden from who looks.
func (w *work) hiddenIncidents() (map[string]bool, error) {
	v, err := w.veil()
	if v == nil || err != nil {
		return nil, err
	}
	return v.set(&v.incidents, veiledIncidents)
}

// hiddenReports are the ids of the reports that are hidden from who looks.
func (w *work) hiddenReports() (map[string]bool, error) {
	v, err := w.veil()
	if v == nil || err != nil {
		return nil, err
	}
	return v.set(&v.reports, veiledReports)
}

// mayRead gives a BlindError for a report that is hidden from who looks.
func (w *work) mayRead(report string) error {
	hidden, err := w.hiddenReports()
	if err != nil || !hidden[report] {
		return err
	}
	return w.blindError(`select h.set_id, h.report from coding_report h join report r on r.id = h.report join report x on x.id = ?
		where x.id = r.id or x.source_report = r.source_report or x.newer = r.id or r.newer = x.id`, report, &BlindError{})
}

// maySee gives a BlindError for an incident that is hidden from who looks.
func (w *work) maySee(incident string) error {
	hidden, err := w.hiddenIncidents()
	if err != nil || !hidden[incident] {
		return err
	}
	return w.blindError(`select h.set_id, h.report from link l join telling t on t.stands = l.telling join report r on r.number = t.number
		join coding_report h on h.report = r.id where l.incident = ?`, incident, &BlindError{Incident: incident})
}

// blindError finds where what is hidden is coded: of all the sets that have it, one of those that hide it.
func (w *work) blindError(query, id string, e *BlindError) error {
	places, err := list(w, func(rows *sql.Rows) (at [2]string, err error) { return at, rows.Scan(&at[0], &at[1]) },
		numbered(query, 0)+` order by h.set_id, h.position`, id)
	if err != nil {
		return err
	}
	for _, at := range places {
		if slices.Contains(w.veiled.sets, at[0]) {
			e.Set, e.Report = at[0], at[1]
			return e
		}
	}
	return ErrBlind
}

// hiddenActors are the ids of the actors that only hidden reports name, and that have a part in hidden incidents alone.
func (w *work) hiddenActors() (map[string]bool, error) {
	v, err := w.veil()
	if v == nil || err != nil {
		return nil, err
	}
	named, err := v.named()
	if err != nil {
		return nil, err
	}
	reports, incidents := v.list(veiledReports), v.list(veiledIncidents)
	hidden := map[string]bool{}
	for part := range slices.Chunk(named, mostValues) {
		in, values := among(part, 0)
		query := `select a.id from actor a where a.id in ` + in + ` and not exists (select 1 from alias_report n where n.actor = a.id and n.report not in (` +
			numbered(reports.text, len(values)) + `)) and not exists (select 1 from part p where p.actor = a.id and p.role = '' and p.incident not in (`
		values = append(values, reports.values...)
		query += numbered(incidents.text, len(values)) + `))`
		ids, err := w.texts(query, append(values, incidents.values...)...)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			hidden[id] = true
		}
	}
	return hidden, nil
}

// named gives the actors that the reports of the sets may name: by the machine's record as it was kept for them, and by what editors have made
// of it since.
func (v *veil) named() ([]string, error) {
	var all, folded []string
	for _, set := range v.sets {
		texts, err := v.work.texts(`select machine from coding_report where set_id = $1`, set)
		if err != nil {
			return nil, err
		}
		for _, text := range texts {
			record := &dateline.Record{}
			if err := json.Unmarshal([]byte(text), &struct {
				Actors *[]dateline.Actor `json:"actors"`
			}{&record.Actors}); err != nil {
				return nil, fmt.Errorf("the actors of a report of %s: %w", set, err)
			}
			for i := range record.Actors {
				all = append(all, record.Actors[i].ID)
				for _, name := range append(record.Actors[i].Aliases, record.Actors[i].Name) {
					folded = append(folded, foldName(clean(name)))
				}
			}
		}
	}
	for part := range slices.Chunk(distinct(folded), mostValues) {
		in, values := among(part, 0)
		ids, err := v.work.texts(`select distinct actor from alias where folded in `+in, values...)
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
	}
	hidden := v.list(veiledParts)
	ids, err := v.work.texts(numbered(hidden.text, 0), hidden.values...)
	return distinct(append(all, ids...)), err
}
