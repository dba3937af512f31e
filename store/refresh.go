package store

import (
	"fmt"
	"math"
	"strings"

	"dateline"
)

// refresh sums up the incidents whose tellings have changed, and notes what became of them.
func (p *placing) refresh() error {
	for _, id := range sortedKeys(p.touched) {
		tellings, err := list(p.work, scanKept, keptColumns+`join link l on l.telling = t.key where l.incident = $1`, id)
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
	}
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
	if err := p.exec(`update incident set tellings = 0, changed = $1 where id = $2`, stamped(p.now), id); err != nil {
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
	var fixed string
	before, err := p.entry(id, &fixed)
	if err != nil {
		return err
	}
	plain := make([]*dateline.Telling, len(tellings))
	for i, t := range tellings {
		plain[i] = t.Telling
	}
	s := derive(plain)
	if err := s.fix(fixed); err != nil {
		return err
	}
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
	err = p.exec(`update incident set type = $1, status = $2, start_day = $3, end_day = $4, grain = $5, title = $6, place_name = $7, place_folded = $8,
		place_grain = $9, admin1 = $10, admin1_folded = $11, country = $12, lat = $13, lon = $14, killed = $15, killed_high = $16, injured = $17,
		injured_high = $18, claim_state = $19, tellings = $20, first_published = $21, changed = $22, merged_into = null where id = $23`,
		s.Type, string(s.Status), nothing(first, dated), nothing(last, dated), string(grain), clean(s.Title), clean(place.Name), foldName(place.Name),
		place.Grain, place.Admin1, foldName(place.Admin1), place.Country, degree(place.Lat), degree(place.Lon),
		nothing(killed.Low, s.Killed != nil), nothing(killed.High, s.Killed != nil), nothing(injured.Low, s.Injured != nil), nothing(injured.High, s.Injured != nil),
		s.Claim, s.count, published, stamped(p.now), id)
	if err != nil {
		return err
	}
	p.tell(before, &s)
	return nil
}

func degree(d *float64) any {
	if d == nil || math.IsNaN(*d) {
		return nil
	}
	return *d
}

// tell notes in words how an incident differs from what it was.
func (p *placing) tell(before *Entry, now *summary) {
	if before.Tellings == 0 && before.Type == "" {
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
