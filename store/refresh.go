package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// tellingsOf reads the tellings that are linked to an incident.
const tellingsOf = `select t.key, t.digest, t.rail from link l join telling t on t.key = l.telling where l.incident = $1`

// refresh sums up the incidents whose tellings have changed, and notes what became of them.
func (p *placing) refresh() error {
	for _, id := range sortedKeys(p.touched) {
		tellings, err := p.digests(tellingsOf, id)
		if err != nil {
			return err
		}
		if len(tellings) == 0 {
			err = p.leave(id)
		} else {
			err = p.sum(id, tellings)
		}
		if err != nil {
			return fmt.Errorf("sum up %s: %w", id, err)
		}
		p.recast[id] = true
	}
	for _, id := range sortedKeys(p.recast) {
		if err := p.cast(id); err != nil {
			return fmt.Errorf("who has a part in %s: %w", id, err)
		}
	}
	clear(p.touched)
	clear(p.moved)
	clear(p.fresh)
	clear(p.recast)
	return nil
}

// leave makes an incident without tellings part of the one that most of them went to.
func (p *placing) leave(id string) error {
	heir, most := "", 0
	for _, to := range sortedKeys(p.moved[id]) {
		if n := p.moved[id][to]; n > most {
			heir, most = to, n
		}
	}
	if err := p.discredit(id); err != nil {
		return err
	}
	if err := p.exec(`update incident set tellings = 0, outlets = '{}', changed = $1 where id = $2`, stamped(p.now), id); err != nil {
		return err
	}
	if heir == "" {
		p.note(ChangeLink, id, "nothing tells of it any more")
		return nil
	}
	p.note(ChangeMerged, id, "is part of %s now", heir)
	return p.exec(`update incident set merged_into = $1 where id = $2 or merged_into = $2`, heir, id)
}

// sum writes what the tellings of an incident come to, and notes what is new in it.
func (p *placing) sum(id string, tellings []kept) error {
	before, err := p.before(id)
	if err != nil {
		return err
	}
	plain := make([]*dateline.Telling, len(tellings))
	for i, t := range tellings {
		plain[i] = t.Telling
	}
	s := derive(plain)
	if s.Claim == dateline.Claimed {
		if s.Claim, err = p.claimedBy(plain); err != nil {
			return err
		}
	}
	if err := s.fix(before.fixed); err != nil {
		return err
	}
	if err := s.stand(tellings, before.fixed, before.confirmed); err != nil {
		return err
	}
	if s.outlets, err = p.credit(before.outlets, plain); err != nil {
		return err
	}
	var set strings.Builder
	var values []any
	for i, c := range s.columns() {
		if before.was[i] != c.text() {
			values = append(values, c.value)
			fmt.Fprintf(&set, "%s = $%d, ", c.name, len(values))
		}
	}
	if len(values) > 0 || p.fresh[id] == nil {
		values = append(values, stamped(p.now), id)
		err = p.exec(fmt.Sprintf(`update incident set %schanged = $%d, merged_into = null where id = $%d`, set.String(), len(values)-1, len(values)), values...)
		if err != nil {
			return err
		}
	}
	p.tell(before.Entry, &s)
	return nil
}

// A before is an incident as it is kept, before it is summed up anew.
type before struct {
	*Entry
	was                       []sql.NullString // its derived columns
	fixed, confirmed, outlets string           // as their columns; empty for none
}

// before gives an incident as it is kept. Of one that has just been made the entry has the id alone.
func (p *placing) before(id string) (*before, error) {
	var b before
	if made := p.fresh[id]; made != nil {
		for _, c := range made {
			b.was = append(b.was, c.text())
		}
		b.Entry, b.confirmed, b.outlets = &Entry{ID: id}, `{}`, `{}`
		return &b, nil
	}
	columns := (&summary{}).columns()
	b.was = make([]sql.NullString, len(columns))
	names, into := make([]string, len(columns)), []any{&b.fixed, &b.confirmed, &b.outlets}
	for i, c := range columns {
		names[i] = `i.` + c.name
		into = append(into, &b.was[i])
	}
	var err error
	b.Entry, err = p.entry(id, `i.confirmed, i.outlets, `+strings.Join(names, ", "), into...)
	return &b, err
}

// claimedBy tells whether a claim has a rival: somebody else claims it, who is no branch of the other.
func (p *placing) claimedBy(tellings []*dateline.Telling) (string, error) {
	var by []string
	for _, t := range tellings {
		by = append(by, t.Event.Claim.By...)
	}
	if by = distinct(by); len(by) < 2 {
		return dateline.Claimed, nil
	}
	in, values := among(by, 0)
	parents, err := p.texts(`select parent from actor where id in `+in, values...)
	if err != nil {
		return "", err
	}
	by = slices.DeleteFunc(by, func(id string) bool { return slices.Contains(parents, id) })
	if len(by) > 1 {
		return dateline.Rival, nil
	}
	return dateline.Claimed, nil
}

// A column is one of those of an incident that are derived from its tellings.
type column struct {
	name  string
	value any
}

// text is a value as it is read from the database as a text.
func (c *column) text() sql.NullString {
	switch v := c.value.(type) {
	case nil:
		return sql.NullString{}
	case float64:
		return sql.NullString{String: strconv.FormatFloat(v, 'g', -1, 64), Valid: true}
	}
	return sql.NullString{String: fmt.Sprint(c.value), Valid: true}
}

// columns are what is kept of a summary.
func (s *summary) columns() []column {
	first, last, dated := days(s.Time)
	var grain dateline.Grain
	if s.Time != nil {
		grain = s.Time.Grain
	}
	place := s.Place
	if place == nil {
		place = &dateline.Place{}
	}
	killed, injured := s.Killed, s.Injured
	if killed == nil {
		killed = &Figure{}
	}
	if injured == nil {
		injured = &Figure{}
	}
	published := ""
	if !s.first.IsZero() {
		published = stamped(s.first)
	}
	return []column{{"type", s.Type}, {"status", string(s.Status)}, {"start_day", nothing(first, dated)}, {"end_day", nothing(last, dated)},
		{"grain", string(grain)}, {"title", clean(s.Title)}, {"place_name", clean(place.Name)}, {"place_folded", foldName(place.Name)},
		{"place_grain", place.Grain}, {"admin1", place.Admin1}, {"admin1_folded", foldName(place.Admin1)}, {"country", place.Country},
		{"lat", degree(place.Lat)}, {"lon", degree(place.Lon)}, {"killed", nothing(killed.Low, s.Killed != nil)},
		{"killed_high", nothing(killed.High, s.Killed != nil)}, {"injured", nothing(injured.Low, s.Injured != nil)},
		{"injured_high", nothing(injured.High, s.Injured != nil)}, {"claim_state", s.Claim}, {"tellings", s.count}, {"first_published", published},
		{"rail", railText(s.rail)}, {"reviewed", int(s.reviewed)}, {"outlets", cmp.Or(s.outlets, `{}`)}}
}

func degree(d *float64) any {
	if d == nil || math.IsNaN(*d) {
		return nil
	}
	return *d
}

// tell notes in words how an incident differs from what it was.
func (p *placing) tell(before *Entry, now *summary) {
	if p.fresh[before.ID] != nil {
		p.note(ChangeNew, before.ID, "new incident %s: %s", before.ID, p.about(now))
		return
	}
	switch more := now.count - before.Tellings; {
	case more == 1:
		p.note(ChangeLink, before.ID, "one more telling")
	case more > 1:
		p.note(ChangeLink, before.ID, "%d more tellings", more)
	case more < 0:
		p.note(ChangeLink, before.ID, "fewer tellings: %d, were %d", now.count, before.Tellings)
	}
	value := func(what, was, is string) {
		if was != is {
			p.note(ChangeValue, before.ID, "%s %s, was %s", what, orUnknown(is), orUnknown(was))
			p.log[len(p.log)-1].Field = what
		}
	}
	value("type", before.Type, now.Type)
	value("status", string(before.Status), string(now.Status))
	value("killed", before.Killed.String(), now.Killed.String())
	value("injured", before.Injured.String(), now.Injured.String())
	value("claim", before.Claim, now.Claim)
	if now.Place != nil {
		value("place", before.Place, now.Place.Name)
	}
	if first, _, dated := days(now.Time); dated {
		value("day", before.day(), dayText(first))
	}
}

func (p *placing) about(s *summary) string {
	parts := []string{strings.ReplaceAll(s.Type, "-", " ")}
	if s.Status != dateline.Happened {
		parts = append(parts, string(s.Status))
	}
	if s.Killed != nil {
		parts = append(parts, "killed "+s.Killed.String())
	}
	return strings.Join(parts, ", ")
}

func orUnknown(text string) string {
	if text == "" {
		return "unknown"
	}
	return text
}

// noteDenials notes in which incidents a report passes on a denial.
func (p *placing) noteDenials(record *dateline.Record) error {
	noted := map[string]bool{}
	for i := range record.Statements {
		s := &record.Statements[i]
		if s.Act != dateline.Denies {
			continue
		}
		for _, event := range s.Events {
			var incident string
			ok, err := p.one(`select l.incident from telling t join link l on l.telling = t.stands where t.key = $1`, []any{p.report + "/" + event}, &incident)
			if err != nil {
				return err
			}
			if ok && !noted[incident] {
				noted[incident] = true
				p.note(ChangeDenial, incident, "%s passes on a denial", p.report)
			}
		}
	}
	return nil
}
