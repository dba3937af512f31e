package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// Reviewed is how much of what is said persons have decided.
type Reviewed int

// The steps.
const (
	ReviewedNone  Reviewed = iota // the machine has read it, and nobody has decided anything
	ReviewedPart                  // some of it
	ReviewedWhole                 // all of it
)

// standingLetters are how standings are kept, a letter each.
var standingLetters = map[dateline.Standing]byte{dateline.Unstated: 'u', dateline.ByMachine: 'm', dateline.Accepted: 'a', dateline.Corrected: 'c', dateline.Rejected: 'r'}

func railText(r dateline.Rail) string {
	var b strings.Builder
	for _, s := range r {
		if letter, ok := standingLetters[s]; ok {
			b.WriteByte(letter)
		} else {
			b.WriteByte('u')
		}
	}
	return b.String()
}

// railOf reads what railText wrote.
func railOf(text string) dateline.Rail {
	var r dateline.Rail
	for i := range r {
		r[i] = dateline.Unstated
		for s, letter := range standingLetters {
			if i < len(text) && text[i] == letter {
				r[i] = s
			}
		}
	}
	return r
}

// unseenRail is the rail of an event at which nobody has looked.
func unseenRail(e *dateline.Event) dateline.Rail {
	values := dateline.Values(&dateline.Record{Events: []dateline.Event{*e}})
	standings := make([]dateline.Standing, len(values))
	for i, v := range values {
		standings[i] = dateline.Unstated
		if v.Stated {
			standings[i] = dateline.ByMachine
		}
	}
	return dateline.RailOf(values, standings)
}

// stand works out where the values of an incident stand.
func (s *summary) stand(tellings []kept, fixed, confirmed string) error {
	decided, undecided := 0, 0
	for i, kind := range dateline.ValueKinds {
		best := 0
		for _, t := range tellings {
			if len(t.rail) <= i {
				continue
			}
			switch t.rail[i] {
			case 'u':
				continue
			case 'm':
				undecided++
			default:
				decided++
			}
			if rank := strings.IndexByte("umac", t.rail[i]); rank > best && s.gives(kind, &t.Event) {
				best = rank
			}
		}
		s.rail[i] = []dateline.Standing{dateline.Unstated, dateline.ByMachine, dateline.Accepted, dateline.Corrected}[best]
	}
	switch {
	case decided == 0:
		s.reviewed = ReviewedNone
	case undecided == 0:
		s.reviewed = ReviewedWhole
	default:
		s.reviewed = ReviewedPart
	}
	right, err := confirmedFields(confirmed)
	if err != nil {
		return err
	}
	set, err := fixedFields(fixed)
	if err != nil {
		return err
	}
	for field, was := range right {
		at := slices.Index(dateline.ValueKinds[:], fieldKinds[field])
		if short, ok := s.short(field); at >= 0 && ok && was == short && s.rail[at] != dateline.Corrected {
			s.rail[at] = dateline.Accepted
		}
	}
	for field := range set {
		if kind, ok := fieldKinds[field]; ok {
			s.rail[slices.Index(dateline.ValueKinds[:], kind)] = dateline.Corrected
		}
	}
	return nil
}

// fieldKinds are the kinds of the fields that an editor may set in an incident.
var fieldKinds = map[string]dateline.ValueKind{"type": dateline.TypeKind, "status": dateline.TypeKind, "time": dateline.TimeKind, "place": dateline.PlaceKind,
	"killed": dateline.TollKind, "injured": dateline.TollKind, "claim": dateline.StatementKind}

// gives tells whether a telling gives the value that the incident comes to.
func (s *summary) gives(kind dateline.ValueKind, e *dateline.Event) bool {
	switch kind {
	case dateline.TypeKind:
		return e.Type == s.Type
	case dateline.TimeKind:
		return e.Time != nil && sameTime(e.Time, s.Time)
	case dateline.PlaceKind:
		return e.Place != nil && s.Place != nil && e.Place.Grain == s.Place.Grain && samePlace(e.Place, s.Place)
	case dateline.TollKind:
		harm, want := dateline.Killed, s.Killed
		if want == nil {
			harm, want = dateline.Injured, s.Injured
		}
		low, high, ok := figure(e, harm)
		return want == nil || ok && *want == Figure{low, high}
	}
	return true // there is no one value: all of them are shown
}

// short gives the value of a field in short, by which it can be held against another; ok is false for none.
func (s *summary) short(field string) (text string, ok bool) {
	names := map[string][]string{"type": {"type"}, "status": {"status"}, "time": {"start_day", "end_day", "grain"}, "place": {"place_name", "place_grain", "country"},
		"title": {"title"}, "killed": {"killed", "killed_high"}, "injured": {"injured", "injured_high"}, "claim": {"claim_state"}}[field]
	var parts []string
	for _, c := range s.columns() {
		if slices.Contains(names, c.name) {
			value := c.text().String
			ok = ok || value != ""
			parts = append(parts, value)
		}
	}
	return strings.Join(parts, "|"), ok
}

// confirmedFields reads what editors have confirmed in an incident.
func confirmedFields(confirmed string) (map[string]string, error) {
	fields := map[string]string{}
	if confirmed == "" || confirmed == "{}" {
		return fields, nil
	}
	if err := json.Unmarshal([]byte(confirmed), &fields); err != nil {
		return nil, fmt.Errorf("what editors have confirmed: %w", err)
	}
	return fields, nil
}

// restand works out anew where the values of an incident stand, and what of it counts for outlets. It is not changed
// by that.
func (w *work) restand(id string) error {
	var fixed, confirmed, outlets string
	ok, err := w.one(`select fixed, confirmed, outlets from incident where id = $1 and tellings > 0`, []any{id}, &fixed, &confirmed, &outlets)
	if err != nil || !ok {
		return err
	}
	tellings, err := w.digests(tellingsOf, id)
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
	if err := s.stand(tellings, fixed, confirmed); err != nil {
		return err
	}
	if outlets, err = w.credit(outlets, plain); err != nil {
		return err
	}
	return w.exec(`update incident set rail = $1, reviewed = $2, outlets = $3 where id = $4`, railText(s.rail), int(s.reviewed), cmp.Or(outlets, `{}`), id)
}
