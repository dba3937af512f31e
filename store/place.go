package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline"
)

// A placing puts groups of tellings into incidents.
type placing struct {
	*work
	report  string                    // that brought it; empty if an editor did
	edit    int64                     // that brought it; 0 if a report did
	touched map[string]bool           // incidents whose tellings have changed
	moved   map[string]map[string]int // by incident, how many of its tellings went where
	fresh   map[string][]column       // incidents that were made, and as what
	recast  map[string]bool           // incidents in which somebody may have come to have a part
}

func newPlacing(w *work, report string) *placing {
	return &placing{work: w, report: report, touched: map[string]bool{}, moved: map[string]map[string]int{}, fresh: map[string][]column{}, recast: map[string]bool{}}
}

// A where is the link of a telling, and the incident that it leads to.
type where struct {
	dateline.Link
	incident string
}

func scanWhere(rows *sql.Rows) (where, error) {
	var at where
	var reasons string
	if err := rows.Scan(&at.Telling, &at.incident, &at.Score, &reasons, &at.By); err != nil {
		return at, err
	}
	return at, json.Unmarshal([]byte(reasons), &at.Reasons)
}

// regroup groups what is near some tellings anew, and puts the groups into incidents, which are to be
// refreshed then.
func (p *placing) regroup(seeds []kept, group Grouper) error {
	if group == nil {
		return errors.New("nothing says how tellings are grouped")
	}
	near, err := p.neighbours(seeds, group)
	if err != nil {
		return err
	}
	tellings := make([]*dateline.Telling, len(near))
	keys := make([]string, len(near))
	byKey := map[string]*dateline.Telling{}
	for i, t := range near {
		tellings[i], keys[i], byKey[t.Key()] = t.Telling, t.Key(), t.Telling
	}
	now, rulings, err := p.current(keys)
	if err != nil {
		return err
	}
	var groups []dateline.Group
	if len(tellings) > 0 {
		groups = group(tellings, rulings)
	}
	grouped := map[string]bool{}
	for _, g := range groups {
		for _, l := range g.Links {
			if byKey[l.Telling] == nil || grouped[l.Telling] {
				return fmt.Errorf("%s was grouped twice, or is not among what was to be grouped", l.Telling)
			}
			grouped[l.Telling] = true
		}
	}
	ids, err := p.assign(groups, now, byKey)
	if err != nil {
		return err
	}
	for i, g := range groups {
		for _, l := range g.Links {
			if err := p.link(l, ids[i], now[l.Telling]); err != nil {
				return err
			}
		}
	}
	for _, key := range keys {
		if at := now[key]; at != nil && !grouped[key] && rulings.In[key] == "" {
			if err := p.exec(`delete from link where telling = $1`, key); err != nil {
				return err
			}
			p.touched[at.incident] = true
		}
	}
	return nil
}

// settle places what a report tells, and gives the incidents that it is in. Copies that are
// not grouped may give others a part in an incident.
func (p *placing) settle(report string, seeds []kept, group Grouper) ([]string, error) {
	if err := p.regroup(seeds, group); err != nil {
		return nil, err
	}
	incidents, err := p.incidentsOf(report)
	if err != nil {
		return nil, err
	}
	for _, id := range incidents {
		p.recast[id] = true
	}
	return incidents, p.refresh()
}

// current gives where tellings are, and what editors have settled of them.
func (p *placing) current(keys []string) (now map[string]*where, rulings dateline.Rulings, err error) {
	now, rulings.In = map[string]*where{}, map[string]string{}
	for part := range slices.Chunk(keys, mostValues) {
		in, values := among(part, 0)
		found, err := list(p.work, scanWhere, `select telling, incident, score, reasons, author from link where telling in `+in, values...)
		if err != nil {
			return nil, rulings, err
		}
		for _, at := range found {
			now[at.Telling] = &at
		}
		ruled, err := list(p.work, func(rows *sql.Rows) (pair [2]string, err error) { return pair, rows.Scan(&pair[0], &pair[1]) },
			`select telling, incident from ruling where telling in `+in, values...)
		if err != nil {
			return nil, rulings, err
		}
		for _, pair := range ruled {
			rulings.In[pair[0]] = pair[1]
		}
	}
	rulings.Apart, err = p.sidesOf(keys)
	return now, rulings, err
}

// assign gives each group an incident: that of its ruling, else the one that has most of its
// tellings (the older of two), else a new one.
func (p *placing) assign(groups []dateline.Group, now map[string]*where, byKey map[string]*dateline.Telling) ([]string, error) {
	ids := make([]string, len(groups))
	taken := map[string]bool{}
	type claim struct {
		group, count int
		incident     string
	}
	var claims []claim
	for i, g := range groups {
		if g.Settled != "" {
			ids[i] = g.Settled
			taken[g.Settled] = true
			continue
		}
		counts := map[string]int{}
		for _, l := range g.Links {
			if at := now[l.Telling]; at != nil {
				counts[at.incident]++
			}
		}
		for incident, count := range counts {
			claims = append(claims, claim{i, count, incident})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.incident, b.incident), cmp.Compare(a.group, b.group))
	})
	for _, c := range claims {
		if ids[c.group] == "" && !taken[c.incident] {
			ids[c.group] = c.incident
			taken[c.incident] = true
		}
	}
	for i, g := range groups {
		if ids[i] != "" {
			continue
		}
		var tellings []*dateline.Telling
		for _, l := range g.Links {
			tellings = append(tellings, byKey[l.Telling])
		}
		var err error
		if ids[i], err = p.newIncident(tellings); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// link puts a telling into an incident, unless it is there.
func (p *placing) link(l dateline.Link, incident string, at *where) error {
	if at != nil && at.incident == incident {
		if at.By != dateline.Machine && l.By == dateline.Machine {
			return nil // an editor's own link
		}
		if at.By == l.By && at.Score == l.Score && slices.Equal(at.Reasons, l.Reasons) {
			return nil
		}
	}
	if l.Reasons == nil {
		l.Reasons = []string{}
	}
	reasons, err := json.Marshal(l.Reasons)
	if err != nil {
		return err
	}
	err = p.exec(`insert into link (telling, incident, score, reasons, author) values ($1, $2, $3, $4, $5)
		on conflict (telling) do update set incident = excluded.incident, score = excluded.score, reasons = excluded.reasons, author = excluded.author`,
		l.Telling, incident, l.Score, string(reasons), l.By)
	if err != nil {
		return err
	}
	p.touched[incident] = true
	if at != nil && at.incident != incident {
		p.touched[at.incident] = true
		if p.moved[at.incident] == nil {
			p.moved[at.incident] = map[string]int{}
		}
		p.moved[at.incident][incident]++
		p.note(ChangeLink, incident, "%s moved here from %s", l.Telling, at.incident)
	}
	return nil
}

// note writes down a change.
func (p *placing) note(kind, incident, format string, arguments ...any) {
	p.log = append(p.log, Change{At: p.now, Kind: kind, Incident: incident, Report: p.report, Edit: p.edit, Words: fmt.Sprintf(format, arguments...)})
}

// newIncident makes an incident of an id that was never given.
func (p *placing) newIncident(tellings []*dateline.Telling) (string, error) {
	id, err := p.freeName(incidentName(tellings))
	if err != nil {
		return "", err
	}
	s := derive(tellings)
	names, values := `id, changed, settled, fixed`, []any{id, stamped(p.now), 0, `{}`}
	for _, c := range s.columns() {
		names += `, ` + c.name
		values = append(values, c.value)
	}
	if err := p.exec(`insert into incident (`+names+`) values (`+places(0, len(values))+`)`, values...); err != nil {
		return "", err
	}
	p.touched[id], p.fresh[id] = true, s.columns()
	return id, nil
}

// freeName gives a name that no incident has: it, or it with a number from 2. None was ever taken away,
// so those that are taken have no gaps between them.
func (p *placing) freeName(base string) (string, error) {
	numbered := func(n int) string {
		if n == 1 {
			return base
		}
		return fmt.Sprintf("%s-%d", base, n)
	}
	taken := func(n int) (ok bool, err error) {
		var one int
		return p.one(`select 1 from incident where id = $1`, []any{numbered(n)}, &one)
	}
	last, free := 0, 1 // last is taken
	for {
		ok, err := taken(free)
		if err != nil {
			return "", err
		}
		if !ok {
			break
		}
		last, free = free, 2*free
	}
	for free-last > 1 {
		middle := (last + free) / 2
		ok, err := taken(middle)
		if err != nil {
			return "", err
		}
		if ok {
			last = middle
		} else {
			free = middle
		}
	}
	return numbered(free), nil
}

// incidentName gives what an incident's id begins with: the day and the place of its earliest
// telling that has both, else what there is of them.
func incidentName(tellings []*dateline.Telling) string {
	best := slices.MinFunc(tellings, func(a, b *dateline.Telling) int {
		return cmp.Or(cmp.Compare(vagueness(a), vagueness(b)), startOf(a).Compare(startOf(b)), a.AsOf().Compare(b.AsOf()), cmp.Compare(a.Key(), b.Key()))
	})
	when := "undated"
	if t := best.Event.Time; t.Resolved() {
		switch {
		case ofDay(t):
			when = t.Start.At.Format("2006-01-02")
		case t.Grain == dateline.WeekGrain || t.Grain == dateline.Month || t.Grain == dateline.Day:
			when = t.Start.At.Format("2006-01")
		default:
			when = t.Start.At.Format("2006")
		}
	}
	place := "unplaced"
	if p := best.Event.Place; p != nil {
		if words := dateline.NameWords(p.Name); len(words) > 0 {
			place = strings.Join(words[:min(len(words), 5)], "-")
			if letters := []rune(place); len(letters) > 40 {
				place = strings.Trim(string(letters[:40]), "-")
			}
		}
	}
	return when + "-" + place
}

// vagueness is 0 for a telling with its day and its town, and more without.
func vagueness(t *dateline.Telling) int {
	v := 0
	if !exact(t.Event.Place) {
		v++
	}
	switch {
	case ofDay(t.Event.Time):
	case t.Event.Time.Resolved():
		v += 2
	default:
		v += 4
	}
	return v
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
