package web

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A decision is what a person has decided of a value, and stands.
type decision struct {
	Edit   int64 // to undo it by
	Author string
	At     time.Time
}

// A standing is where a value stands: who decided it, and what it is and was.
type standing struct {
	who   who
	now   json.RawMessage // nil for what is not stated, or was rejected
	was   json.RawMessage // as the machine read it, where a person has set it; nil where it had not
	gone  json.RawMessage // what was rejected
	last  *decision       // nil where nobody has decided
	field dateline.Field
}

// standings are those of all values of a report.
type standings struct {
	names  map[string]string    // the path that edits have, by where in the record a value stands
	by     map[string]*standing // by that path
	struck []string             // paths of what was rejected and has no place in the record any more, in order
	events map[string]*decision // by id of the event, where it was rejected
}

// review reads a report, and where each of its values stands.
func (v *visit) review(report string) (*dateline.Record, *standings, error) {
	review, err := v.Store.Review(v.ctx(), report)
	if err != nil {
		return nil, nil, err
	}
	s := newStandings(review)
	all, err := v.Store.Decisions(v.ctx(), report)
	if err != nil {
		return nil, nil, err
	}
	for i := range all {
		s.ofDocument(&all[i])
	}
	for i := range review.Record.Events {
		if err := v.rejected(s, report, review.Record.Events[i].ID); err != nil {
			return nil, nil, err
		}
	}
	return review.Record, s, nil
}

func newStandings(review *store.Review) *standings {
	s := &standings{names: map[string]string{}, by: map[string]*standing{}, events: map[string]*decision{}}
	s.take(review)
	return s
}

// take takes the values of a review. Those that the record has stand in it in the order of dateline.Values; between
// them stand those that were rejected.
func (s *standings) take(review *store.Review) {
	plain := dateline.Values(review.Record)
	for i := range review.Values {
		c := &review.Values[i]
		one := &standing{who: whoOf(c.Standing), now: c.Now, was: c.Was, field: c.Field}
		if d := c.Decision; d != nil {
			one.last = &decision{d.Edit, d.Author, d.At}
			if one.who == rejected {
				one.gone = d.Before
			}
		}
		s.by[c.Path] = one
		if len(plain) > 0 && plain[0].Field == c.Field && plain[0].Event == c.Event && plain[0].Stated == c.Stated && (c.Stated || plain[0].Path == c.Path) {
			s.names[plain[0].Path] = c.Path
			plain = plain[1:]
		} else {
			s.struck = append(s.struck, c.Path)
		}
	}
}

func whoOf(s dateline.Standing) who {
	return map[dateline.Standing]who{dateline.ByMachine: machine, dateline.Accepted: accepted, dateline.Corrected: corrected, dateline.Rejected: rejected}[s]
}

// ofDocument takes what was decided of what the report says of itself beside the day of publication.
func (s *standings) ofDocument(d *store.Decision) {
	f := fieldOf(d.Path)
	if f != fieldTitle && f != fieldSite && f != fieldLanguage {
		return
	}
	one := &standing{who: corrected, now: d.After, last: &decision{d.Edit, d.Author, d.At}, field: f}
	switch earlier := s.by[d.Path]; {
	case d.Kind == store.EditConfirm && earlier != nil:
		one.who, one.was = earlier.who, earlier.was
	case d.Kind == store.EditConfirm:
		one.who = accepted
	case d.After == nil:
		one.who, one.gone = rejected, d.Before
	case earlier != nil:
		one.was = earlier.was
	default:
		one.was = d.Before
	}
	s.by[d.Path] = one
}

// rejected notes that there is no such event as one that a report tells, if somebody found so.
func (v *visit) rejected(s *standings, report, event string) error {
	done, err := v.Store.History(v.ctx(), report+"/"+event)
	if err != nil {
		return err
	}
	for _, d := range done {
		var after struct {
			Rejected map[string]bool `json:"rejected"` // by telling
		}
		if err := json.Unmarshal(d.After, &after); err != nil {
			return err
		}
		if d.Kind == store.EditReject && d.Undone == 0 && after.Rejected[report+"/"+event] {
			s.events[event] = &decision{d.ID, d.Author, d.At}
		}
	}
	return nil
}

// name gives the path that edits have of what stands somewhere in the record.
func (s *standings) name(place string) string { return cmp.Or(s.names[place], place) }

// struckIn gives the paths of what was rejected out of a list.
func (s *standings) struckIn(list string) (paths []string) {
	for _, path := range s.struck {
		if rest, ok := strings.CutPrefix(path, list+"."); ok && !strings.Contains(rest, ".") && len(s.by[path].gone) > 0 {
			paths = append(paths, path)
		}
	}
	return paths
}

// history gives all edits of a report and of what it tells, the oldest first.
func (v *visit) history(record *dateline.Record) ([]store.Done, error) {
	report := record.Document.ID
	done, err := v.Store.History(v.ctx(), report)
	if err != nil {
		return nil, err
	}
	for i := range record.Events {
		more, err := v.Store.History(v.ctx(), report+"/"+record.Events[i].ID)
		if err != nil {
			return nil, err
		}
		done = append(done, more...)
	}
	slices.SortFunc(done, func(a, b store.Done) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(done, func(a, b store.Done) bool { return a.ID == b.ID }), nil
}

// seen is a short name for a value as it is shown, so that an edit can tell whether it is that still; empty
// for none.
func seen(value json.RawMessage) string {
	var plain any
	if len(value) == 0 || json.Unmarshal(value, &plain) != nil || plain == nil {
		return ""
	}
	text, err := json.Marshal(plain)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}
