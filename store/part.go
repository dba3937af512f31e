package store

import "database/sql"

// A Tally counts the incidents in which an actor has a part.
type Tally struct {
	Role            string // one of an event's, or Claims; empty for any
	Year            int    // 0 for incidents without a day
	Country, Admin1 string // empty if unknown
	Incidents       int
	Killed          int // sum of the figures that incidents are listed with, each the newest that a report gives; low where it is a range
	KilledIn        int // incidents that have one
	Injured         int // likewise
	InjuredIn       int
}

// A part is what an actor has in an incident, and what is counted of it.
type part struct {
	actor, role          string
	day, killed, injured sql.NullInt64
	country, admin1      string
}

const partColumns = `actor, role, day, country, admin1, killed, injured`

func scanPart(rows *sql.Rows) (r part, err error) {
	return r, rows.Scan(&r.actor, &r.role, &r.day, &r.country, &r.admin1, &r.killed, &r.injured)
}

// cast keeps who has a part in an incident, by what its tellings and their copies tell.
func (p *placing) cast(incident string) error {
	type role struct{ actor, role string }
	now := part{}
	_, err := p.one(`select start_day, country, admin1, killed, injured from incident where id = $1`, []any{incident}, &now.day, &now.country, &now.admin1, &now.killed, &now.injured)
	if err != nil {
		return err
	}
	told, err := list(p.work, func(rows *sql.Rows) (r role, err error) { return r, rows.Scan(&r.actor, &r.role) },
		`select distinct v.actor, v.role from link l join telling t on t.stands = l.telling join involved v on v.telling = t.key where l.incident = $1`, incident)
	if err != nil {
		return err
	}
	wanted := map[part]bool{}
	for _, r := range told {
		one := now
		one.actor, one.role = r.actor, r.role
		wanted[one] = true
		one.role = ""
		wanted[one] = true
	}
	there, err := list(p.work, scanPart, `select `+partColumns+` from part where incident = $1`, incident)
	if err != nil {
		return err
	}
	counts := tallies{}
	for _, r := range there {
		if wanted[r] {
			delete(wanted, r)
			continue
		}
		counts.count(r, -1)
		if err := p.exec(`delete from part where incident = $1 and actor = $2 and role = $3`, incident, r.actor, r.role); err != nil {
			return err
		}
	}
	var rows [][]any
	for r := range wanted {
		counts.count(r, 1)
		rows = append(rows, []any{incident, r.actor, r.role, r.day, r.country, r.admin1, r.killed, r.injured})
	}
	if err := p.insert(`insert into part (incident, `+partColumns+`)`, ``, rows); err != nil {
		return err
	}
	return p.addTallies(counts)
}

// A tallied is what tallies are kept by.
type tallied struct {
	actor, role     string
	year            int
	country, admin1 string
}

// Tallies are what is to be added to those that are kept.
type tallies map[tallied]Tally

// count counts a part so many times, less than none to take it away.
func (c tallies) count(r part, times int) {
	key := tallied{actor: r.actor, role: r.role, country: r.country, admin1: r.admin1}
	if r.day.Valid {
		key.year = dayStart(int(r.day.Int64)).Year()
	}
	t := c[key]
	t.Incidents += times
	if r.killed.Valid {
		t.Killed, t.KilledIn = t.Killed+times*int(r.killed.Int64), t.KilledIn+times
	}
	if r.injured.Valid {
		t.Injured, t.InjuredIn = t.Injured+times*int(r.injured.Int64), t.InjuredIn+times
	}
	c[key] = t
}

// addTallies adds to the counts that are kept.
func (w *work) addTallies(counts tallies) error {
	var rows [][]any
	parts := map[string]int{}
	for key, t := range counts {
		if t == (Tally{}) {
			continue
		}
		rows = append(rows, []any{key.actor, key.role, key.year, key.country, key.admin1, t.Incidents, t.Killed, t.KilledIn, t.Injured, t.InjuredIn})
		if key.role == "" {
			parts[key.actor] += t.Incidents
		}
	}
	err := w.insert(`insert into spread (actor, role, year, country, admin1, incidents, killed, killed_in, injured, injured_in)`,
		`on conflict (actor, role, year, country, admin1) do update set incidents = spread.incidents + excluded.incidents,
		killed = spread.killed + excluded.killed, killed_in = spread.killed_in + excluded.killed_in,
		injured = spread.injured + excluded.injured, injured_in = spread.injured_in + excluded.injured_in`, rows)
	if err != nil {
		return err
	}
	for _, actor := range sortedKeys(parts) {
		if parts[actor] != 0 {
			if err := w.exec(`update actor set incidents = incidents + $1 where id = $2`, parts[actor], actor); err != nil {
				return err
			}
		}
	}
	return nil
}

// countParts counts all parts anew, of a record that did not count them.
func (w *work) countParts() error {
	err := w.exec(`update part set country = (select country from incident where id = part.incident), admin1 = (select admin1 from incident where id = part.incident),
		killed = (select killed from incident where id = part.incident), injured = (select injured from incident where id = part.incident)`)
	if err != nil {
		return err
	}
	counts := tallies{}
	rows, err := w.query(`select `+partColumns+` from part`, nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scanPart(rows)
		if err != nil {
			return err
		}
		counts.count(r, 1)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := rows.Close(); err != nil {
		return err
	}
	return w.addTallies(counts)
}
