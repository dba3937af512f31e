package store

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// A listing costs as much as the incidents that are looked at for it. Where few of them fulfil one
// of the criteria, those are looked at and sorted. Of many, so many as are wanted are soon come upon: they are gone
// through in the order of an index, that of a criterion if it has one. SQLite does not know what is
// few, and is told which index to use: a + before a column keeps it from using one.
const fewIncidents = 6000

// longDays is more than most incidents take; those that take longer have an index of their own.
const longDays = 31

// A clause is a condition on incident i; each ? is one of its values. ~ stands before a column whose
// index may be used or not.
type clause struct {
	text   string
	values []any
}

// A criterion is one thing that a filter asks of an incident.
type criterion struct {
	clause
	// listed is what it comes to where incidents are listed by its index: conditions that exclude one another, each of them
	// in order. Empty if it has no index.
	listed []clause
	orders []Order // that its index has
	bounds []Order // of which it says where they begin and end
	from   string  // what they are listed from; empty for incident i
}

// criteria are those of a filter; the ones that let fewer incidents through come first, as a rule.
func (f *Filter) criteria(d *dialect) []criterion {
	var all []criterion
	days := []Order{ByDay, ByOldest}
	add := func(text string, values ...any) *criterion {
		all = append(all, criterion{clause: clause{text, values}})
		return &all[len(all)-1]
	}
	same := func(column, value string, orders ...Order) {
		if value != "" {
			c := add(`~i.`+column+` = ?`, value)
			c.listed, c.orders = []clause{c.clause}, orders
		}
	}
	if words := searchWords(f.Words); len(words) > 0 {
		has := d.has(words)
		c := add(`i.id in (select l.incident from word join telling t on t.number = word.rowid join link l on l.telling = t.stands where `+has.text+`)`, has.values...)
		c.listed = []clause{c.clause}
	}
	if f.Actor != "" {
		c := add(`exists (select 1 from part where incident = i.id and actor = ? and role = ?)`, f.Actor, f.Role)
		c.listed, c.orders = []clause{{`p.actor = ? and p.role = ?`, c.values}}, days
		c.from = `part p join incident i on i.id = p.incident`
	}
	if len(f.Actors) > 0 {
		c := add(`i.id in (select incident from part where role = ? and actor in (`+marks(f.Actors)+`))`, append([]any{f.Role}, arguments(f.Actors)...)...)
		c.listed = []clause{c.clause}
	}
	if len(f.Among) > 0 {
		c := add(`i.id in (`+marks(f.Among)+`)`, arguments(f.Among)...)
		c.listed = []clause{c.clause}
	}
	if f.Place != "" {
		name := foldName(f.Place)
		c := add(`(~i.place_folded = ? or ~i.admin1_folded = ?)`, name, name)
		c.listed, c.orders = []clause{{`~i.place_folded = ?`, []any{name}}, {`~i.admin1_folded = ? and i.place_folded <> ?`, []any{name, name}}}, days
	}
	if b := f.Box; b != nil {
		c := add(`~i.lat between ? and ? and i.lon between ? and ?`, b.South, b.North, b.West, b.East)
		if b.West > b.East {
			c.text = `~i.lat between ? and ? and (i.lon >= ? or i.lon <= ?)`
		}
		c.listed = []clause{c.clause}
	}
	if f.Claim != "" && f.Claim != dateline.Unmentioned {
		c := add(`~i.claim_state = ? and i.claim_state <> 'unmentioned'`, f.Claim) // as the index says
		c.listed, c.orders = []clause{c.clause}, days
	} else if f.Claim != "" {
		add(`i.claim_state = ?`, f.Claim)
	}
	if f.AnyClaim {
		add(`i.claim_state <> 'unmentioned'`)
	}
	if f.KilledFrom > 0 {
		c := add(`~i.killed >= ?`, f.KilledFrom)
		c.listed, c.orders, c.bounds = []clause{c.clause}, []Order{ByKilled}, []Order{ByKilled}
	}
	same("country", f.Country, ByDay, ByOldest, ByKilled)
	same("type", f.Type, ByDay, ByOldest, ByKilled)
	if len(f.Types) > 0 {
		add(`i.type in (`+marks(f.Types)+`)`, arguments(f.Types)...)
	}
	if !f.To.IsZero() || !f.From.IsZero() {
		all = append(all, f.dates())
	}
	if f.Status != "" {
		add(`i.status = ?`, string(f.Status))
	}
	if f.Settled != nil {
		add(`i.settled = ?`, flag(*f.Settled))
	}
	if f.Reviewed != nil {
		add(`i.reviewed = ?`, int(*f.Reviewed))
	}
	return all
}

// dates is the criterion of the days of a filter. Incidents that begin long before them are looked for only
// among those that take long.
func (f *Filter) dates() criterion {
	days := []Order{ByDay, ByOldest}
	c := criterion{orders: days, bounds: days}
	if !f.To.IsZero() {
		c.clause = clause{`~i.start_day <= ?`, []any{day(f.To)}}
	}
	if f.From.IsZero() {
		c.listed = []clause{c.clause}
		return c
	}
	from := day(f.From)
	both := func(text string, values ...any) clause {
		return clause{strings.TrimPrefix(c.text+` and `+text, ` and `), append(slices.Clone(c.values), values...)}
	}
	c.listed = []clause{both(`~i.start_day >= ? and i.end_day >= ?`, from-longDays, from),
		both(fmt.Sprintf(`~i.start_day < ? and i.end_day >= ? and i.end_day - i.start_day > %d`, longDays), from-longDays, from)}
	c.clause = both(`i.end_day >= ?`, from)
	return c
}

// A plan is how incidents are listed.
type plan struct {
	from     string
	branches [][]clause // those that fulfil all clauses of one of them are listed, each in order
	by       string
	overall  string // the order of all of them together
}

// plan says how what a filter lets through is listed; as few as are wanted, or all.
func (w *work) plan(f *Filter, order Order, some bool) (*plan, error) {
	criteria := f.criteria(&w.store.dialect)
	leader, sorted := -1, false // whose index is used; whether what it gives is sorted then
	if some {
		var err error
		if leader, sorted, err = w.leader(criteria, order); err != nil {
			return nil, err
		}
	}
	avoid := w.store.dialect.avoid
	p := &plan{from: `incident i`, by: orderings[order], branches: [][]clause{{{text: `i.tellings > 0`}}}}
	p.overall = strings.ReplaceAll(p.by, `~`, ``)
	for n, c := range criteria {
		parts, mark := []clause{c.clause}, avoid
		switch {
		case n == leader:
			if parts, mark = c.listed, ``; c.from != "" {
				p.from = c.from
				p.by = strings.NewReplacer(`i.start_day`, `p.day`, `i.id`, `p.incident`).Replace(p.by)
			}
		case !some:
			mark = ``
		case !sorted && slices.Contains(c.bounds, order):
			parts, mark = c.listed, ``
		}
		var branches [][]clause
		for _, branch := range p.branches {
			for _, part := range parts {
				part.text = strings.ReplaceAll(part.text, `~`, mark)
				branches = append(branches, append(slices.Clone(branch), part))
			}
		}
		p.branches = branches
	}
	if v, err := w.veil(); err != nil {
		return nil, err
	} else if v != nil {
		hidden := v.list(veiledIncidents)
		for i := range p.branches {
			p.branches[i] = append(p.branches[i], clause{`i.id not in (` + hidden.text + `)`, hidden.values})
		}
	}
	if !sorted {
		avoid = ``
	}
	p.by = strings.ReplaceAll(p.by, `~`, avoid)
	return p, nil
}

// leader gives the criterion by whose index incidents are listed (-1 for that of the order), and whether they are sorted
// then: the one that fewest fulfil where they are few, else the first whose index has the order.
func (w *work) leader(criteria []criterion, order Order) (leader int, sorted bool, err error) {
	few := fewIncidents
	if w.store.fewIncidents > 0 {
		few = w.store.fewIncidents
	}
	listed, least := -1, few
	for n, c := range criteria {
		if len(c.listed) == 0 {
			continue
		}
		if slices.Contains(c.orders, order) {
			if len(criteria) == 1 {
				return n, false, nil
			}
			if listed < 0 {
				listed = n
			}
		}
		count, err := w.fulfil(c, least)
		if err != nil {
			return 0, false, err
		}
		if count < least {
			leader, least, sorted = n, count, !slices.Contains(c.orders, order)
		}
	}
	if least < few {
		return leader, sorted, nil
	}
	return listed, false, nil
}

// fulfil tells how many incidents fulfil a criterion: so many at most.
func (w *work) fulfil(c criterion, most int) (total int, err error) {
	from := `incident i`
	if c.from != "" {
		from, _, _ = strings.Cut(c.from, ` join `)
	}
	for _, part := range c.listed {
		var count int
		_, err := w.one(`select count(*) from (select 1 from `+from+` where `+strings.ReplaceAll(numbered(part.text, 0), `~`, ``)+fmt.Sprintf(` limit %d) counted`, most-total),
			part.values, &count)
		if err != nil {
			return 0, err
		}
		if total += count; total >= most {
			break
		}
	}
	return total, nil
}

// numbered gives a text with $5, $6 for each ? after the first so many.
func numbered(text string, after int) string {
	for strings.Contains(text, `?`) {
		after++
		text = strings.Replace(text, `?`, fmt.Sprintf(`$%d`, after), 1)
	}
	return text
}

// query selects columns of incidents i: limit of them (0 for all), after the first offset.
func (p *plan) query(columns string, limit, offset int) (query string, values []any) {
	rest := func(from int) string {
		if limit == 0 {
			return ``
		}
		return fmt.Sprintf(` limit %d offset %d`, limit+offset-from, from)
	}
	where := func(branch []clause) string {
		var parts []string
		for _, c := range branch {
			parts = append(parts, numbered(c.text, len(values)))
			values = append(values, c.values...)
		}
		return p.from + ` where ` + strings.Join(parts, ` and `) + ` order by ` + p.by
	}
	if len(p.branches) == 1 {
		return `select ` + columns + ` from ` + where(p.branches[0]) + rest(offset), values
	}
	var all []string
	for n, branch := range p.branches {
		all = append(all, `select id from (select i.id from `+where(branch)+rest(0)+fmt.Sprintf(`) b%d`, n))
	}
	return `select ` + columns + ` from incident i where i.id in (` + strings.Join(all, ` union all `) + `) order by ` + p.overall + rest(offset), values
}
