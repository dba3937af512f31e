package store

import (
	"cmp"
	"database/sql"
	"slices"
)

// veilActor takes out of what is known of an actor what only hidden reports say: names, and incidents that it has a part in.
func (w *work) veilActor(a *Actor) error {
	v, err := w.veil()
	if v == nil || err != nil {
		return err
	}
	hidden := v.list(veiledReports)
	in := numbered(hidden.text, 1)
	type named struct {
		name        string
		reports     int
		first, last sql.NullInt64
	}
	found, err := list(w, func(rows *sql.Rows) (n named, err error) { return n, rows.Scan(&n.name, &n.reports, &n.first, &n.last) },
		`select a.name, sum(case when a.report in (`+in+`) then 0 else 1 end), min(case when a.report in (`+in+`) then null else r.number end),
			max(case when a.report in (`+in+`) then null else r.number end) from alias_report a join report r on r.id = a.report
		where a.actor = $1 and a.name in (select name from alias_report where actor = $1 and report in (`+in+`)) group by a.name`,
		append([]any{a.ID}, hidden.values...)...)
	if err != nil {
		return err
	}
	for _, n := range found {
		at := slices.IndexFunc(a.Names, func(one Alias) bool { return one.Name == n.name })
		if at < 0 {
			continue
		}
		if n.reports == 0 && a.Names[at].State == "" && n.name != a.Name {
			a.Names = slices.Delete(a.Names, at, at+1)
			a.Aliases = slices.DeleteFunc(a.Aliases, func(name string) bool { return name == n.name })
			continue
		}
		one := &a.Names[at]
		one.Reports, one.First, one.Last = n.reports, "", ""
		for number, into := range map[sql.NullInt64]*string{n.first: &one.First, n.last: &one.Last} {
			if number.Valid {
				if _, err := w.one(`select id from report where number = $1`, []any{number.Int64}, into); err != nil {
					return err
				}
			}
		}
		if n.first == n.last {
			one.First = cmp.Or(one.First, one.Last)
			one.Last = one.First
		}
	}
	slices.SortStableFunc(a.Names, func(x, y Alias) int { return cmp.Compare(y.Reports, x.Reports) })
	return w.veilParts(a)
}

// veilParts counts the hidden incidents out of those that an actor has a part in.
func (w *work) veilParts(a *Actor) error {
	parts, err := w.hiddenParts(a.ID)
	for _, r := range parts {
		if r.role == "" {
			a.Incidents--
		}
	}
	return err
}

// hiddenParts are the parts that an actor has in hidden incidents.
func (w *work) hiddenParts(actor string) ([]part, error) {
	v, err := w.veil()
	if v == nil || err != nil {
		return nil, err
	}
	hidden := v.list(veiledIncidents)
	return list(w, func(rows *sql.Rows) (part, error) { return scanPart(rows) },
		`select `+partColumns+` from part where actor = $1 and incident in (`+numbered(hidden.text, 1)+`)`, append([]any{actor}, hidden.values...)...)
}

// veilSpread takes the parts in hidden incidents out of what is counted of an actor.
func (w *work) veilSpread(actor string, all *Spread) error {
	parts, err := w.hiddenParts(actor)
	if len(parts) == 0 || err != nil {
		return err
	}
	counts := tallies{}
	for _, r := range parts {
		counts.count(r, 1)
	}
	for key, less := range counts {
		for _, lists := range []struct {
			from *[]Tally
			is   func(t *Tally) bool
		}{
			{&all.Roles, func(t *Tally) bool { return key.role != "" && t.Role == key.role }},
			{&all.Years, func(t *Tally) bool { return key.role == "" && t.Year == key.year }},
			{&all.Provinces, func(t *Tally) bool { return key.role == "" && t.Country == key.country && t.Admin1 == key.admin1 }},
		} {
			for i := range *lists.from {
				if t := &(*lists.from)[i]; lists.is(t) {
					t.Incidents, t.Killed, t.KilledIn = t.Incidents-less.Incidents, t.Killed-less.Killed, t.KilledIn-less.KilledIn
					t.Injured, t.InjuredIn = t.Injured-less.Injured, t.InjuredIn-less.InjuredIn
				}
			}
		}
	}
	for _, from := range []*[]Tally{&all.Roles, &all.Years, &all.Provinces} {
		*from = slices.DeleteFunc(*from, func(t Tally) bool { return t.Incidents <= 0 })
	}
	return nil
}

// veilTraits puts in the place of each trait that a hidden report says last the newest of the others that say the same, or takes it out. Of one
// of a list of traits remark gives what is said, and actor of whom.
func veilTraits[T any](w *work, all []T, remark func(*T) *Remark, actor func(*T) string) ([]T, error) {
	hidden, err := w.hiddenReports()
	if len(hidden) == 0 || err != nil {
		return all, err
	}
	v, err := w.veil()
	if err != nil {
		return nil, err
	}
	var kept []T
	for i := range all {
		r := remark(&all[i])
		if hidden[r.Report] {
			same := foldName(r.Value)
			if r.Other != "" {
				same = r.Other
			}
			query, values := v.cut(`select remark from remark where actor = $1 and kind = $2 and same = $3 and sort = 'trait' and listed = 1
				order by said_day desc, report desc, number limit 1`, []any{actor(&all[i]), clean(r.Kind), clean(same)}, `report`, veiledReports)
			var text string
			there, err := w.one(query, values, &text)
			if err != nil {
				return nil, err
			}
			if !there {
				continue
			}
			reports := r.Reports
			if *r, err = readRemark(text); err != nil {
				return nil, err
			}
			r.Reports = max(reports-1, 1)
		}
		kept = append(kept, all[i])
	}
	return kept, nil
}
