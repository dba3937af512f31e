package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dateline"
)

// An Incident is an incident with what is told of it.
type Incident struct {
	dateline.Incident
	Entry    Entry
	Tellings []*dateline.Telling            // those that are linked, in the order of Links
	Copies   map[string][]*dateline.Telling // by the key of a linked telling, those of copies and older versions
	Merged   []string                       // ids of the incidents that became part of this one
	Apart    []Apart                        // those that editors keep apart from it
	Fixed    []string                       // the fields that editors have set, whatever the tellings say: "killed", "type"
	// Fields is what it comes to, by the paths that an edit of it has, as JSON; what is not known is left out.
	Fields map[string]json.RawMessage
}

// An Entry is an incident as a listing shows it.
type Entry struct {
	ID         string
	Type       string
	Status     dateline.Status
	From, To   time.Time // the first and the last day; zero if open
	Grain      dateline.Grain
	Title      string // of the newest report that is about it, of those of the first fortnight
	Place      string // empty if nobody says
	PlaceGrain string
	Admin1     string
	Country    string
	Lat, Lon   *float64
	Killed     *Figure // as the newest report that has a figure says; nil if none has
	Injured    *Figure // likewise
	Claim      string
	Tellings   int       // those that are linked
	Published  time.Time // when it was first reported; zero if unknown
	Changed    time.Time // UTC
	Settled    bool
	MergedInto string // id of the incident that it became part of; empty for none
	// Rail is where its values stand: corrected if an editor set one, else as a person decided in a telling that
	// gives the value it comes to, else read by the machine.
	Rail     dateline.Rail
	Reviewed Reviewed // how much of what its tellings say persons have decided
}

const entryColumns = `i.id, i.type, i.status, i.start_day, i.end_day, i.grain, i.title, i.place_name, i.place_grain, i.admin1, i.country, i.lat, i.lon,
	i.killed, i.killed_high, i.injured, i.injured_high, i.claim_state, i.tellings, i.first_published, i.changed, i.settled, coalesce(i.merged_into, ''),
	i.rail, i.reviewed`

func scanEntry(row scanner, more ...any) (*Entry, error) {
	var e Entry
	var from, to, killed, killedHigh, injured, injuredHigh sql.NullInt64
	var lat, lon sql.NullFloat64
	var published, changed, rail string
	var settled int
	err := row.Scan(append([]any{&e.ID, &e.Type, &e.Status, &from, &to, &e.Grain, &e.Title, &e.Place, &e.PlaceGrain, &e.Admin1, &e.Country, &lat, &lon,
		&killed, &killedHigh, &injured, &injuredHigh, &e.Claim, &e.Tellings, &published, &changed, &settled, &e.MergedInto,
		&rail, &e.Reviewed}, more...)...)
	if err != nil {
		return nil, err
	}
	e.Settled, e.Rail = settled != 0, railOf(rail)
	if from.Valid {
		e.From, e.To = dayStart(int(from.Int64)), dayStart(int(to.Int64))
	}
	if lat.Valid && lon.Valid {
		e.Lat, e.Lon = &lat.Float64, &lon.Float64
	}
	if killed.Valid {
		e.Killed = &Figure{int(killed.Int64), int(killedHigh.Int64)}
	}
	if injured.Valid {
		e.Injured = &Figure{int(injured.Int64), int(injuredHigh.Int64)}
	}
	if e.Published, err = moment(published); err != nil {
		return nil, err
	}
	e.Changed, err = moment(changed)
	return &e, err
}

func dayStart(number int) time.Time { return time.Unix(int64(number)*24*60*60, 0).UTC() }

func dayText(number int) string { return dayStart(number).Format(time.DateOnly) }

// day is the first day in words; empty if it is open.
func (e *Entry) day() string {
	if e.From.IsZero() {
		return ""
	}
	return e.From.Format(time.DateOnly)
}

// entry gives one incident, and into the rest what editors have set in it, as JSON, and other columns.
func (w *work) entry(id, more string, into ...any) (*Entry, error) {
	if more != "" {
		more = `, ` + more
	}
	found, err := list(w, func(rows *sql.Rows) (*Entry, error) { return scanEntry(rows, into...) },
		`select `+entryColumns+`, i.fixed`+more+` from incident i where i.id = $1`, id)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("incident %s: %w", id, ErrUnknown)
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// follow gives the incident that one became part of, or itself.
func (w *work) follow(id string) (*Entry, string, error) {
	for range 100 {
		var fixed string
		e, err := w.entry(id, "", &fixed)
		if err != nil || e.MergedInto == "" {
			return e, fixed, err
		}
		id = e.MergedInto
	}
	return nil, "", fmt.Errorf("incident %s: %w: it is part of itself", id, ErrDamaged)
}

// Incident gives an incident with its links and tellings; of an id that became part of another
// incident, that one. ErrUnknown if there is none of that id, a BlindError for one that is hidden from who looks.
func (s *Store) Incident(ctx context.Context, id string) (incident *Incident, err error) {
	err = s.view(ctx, "read", func(w *work) error {
		if incident, err = w.incident(id); err != nil {
			return err
		}
		return w.maySee(incident.ID)
	})
	if err != nil {
		return nil, err
	}
	return incident, nil
}

func (w *work) incident(id string) (*Incident, error) {
	entry, fixed, err := w.follow(id)
	if err != nil {
		return nil, err
	}
	i := &Incident{Entry: *entry, Copies: map[string][]*dateline.Telling{}}
	tellings, err := list(w, scanKept, keptColumns+`join link l on l.telling = t.stands where l.incident = $1`, entry.ID)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(tellings, func(a, b kept) int {
		if c := a.AsOf().Compare(b.AsOf()); c != 0 {
			return c
		}
		return cmp.Compare(a.Key(), b.Key())
	})
	for _, t := range tellings {
		if t.stands == t.Key() {
			i.Tellings = append(i.Tellings, t.Telling)
		} else {
			i.Copies[t.stands] = append(i.Copies[t.stands], t.Telling)
		}
	}
	links, err := list(w, scanWhere, `select telling, incident, score, reasons, author from link where incident = $1`, entry.ID)
	if err != nil {
		return nil, err
	}
	byKey := map[string]dateline.Link{}
	for _, l := range links {
		byKey[l.Telling] = l.Link
	}
	i.Links = []dateline.Link{}
	for _, t := range i.Tellings {
		i.Links = append(i.Links, byKey[t.Key()])
	}
	sum := derive(i.Tellings)
	if err := sum.fix(fixed); err != nil {
		return nil, err
	}
	i.ID, i.Type, i.Status, i.Time, i.Place = entry.ID, sum.Type, sum.Status, sum.Time, sum.Place
	i.Settled, i.Changed = entry.Settled, entry.Changed
	fields, err := fixedFields(fixed)
	if err != nil {
		return nil, err
	}
	i.Fixed = sortedKeys(fields)
	text, err := json.Marshal(sum)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &i.Fields); err != nil {
		return nil, err
	}
	if i.Merged, err = w.texts(`select id from incident where merged_into = $1 order by id`, entry.ID); err != nil {
		return nil, err
	}
	i.Apart, err = w.apartFrom(entry.ID)
	return i, err
}

// Tellings gives what is linked to an incident, by time of publication; ErrUnknown if there is
// no incident of that id.
func (s *Store) Tellings(ctx context.Context, incident string) ([]*dateline.Telling, error) {
	i, err := s.Incident(ctx, incident)
	if err != nil {
		return nil, err
	}
	return i.Tellings, nil
}

// Telling gives one event as one report tells it, the id of the incident that it is in (empty
// for none, and for one that is hidden from who looks), and the key of the telling that is linked for it: its own, the original's or a newer
// version's, empty for none. ErrUnknown if there is none of that key.
func (s *Store) Telling(ctx context.Context, key string) (telling *dateline.Telling, incident, stands string, err error) {
	err = s.view(ctx, "telling "+key, func(w *work) error {
		found, err := w.kept([]string{key})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrUnknown
		}
		telling, stands = found[0].Telling, found[0].stands
		if _, err = w.one(`select incident from link where telling = $1`, []any{stands}, &incident); err != nil {
			return err
		}
		hidden, err := w.hiddenIncidents()
		if hidden[incident] {
			incident = ""
		}
		return err
	})
	return telling, incident, stands, err
}

// fixedFields reads what editors have set in an incident.
func fixedFields(fixed string) (map[string]json.RawMessage, error) {
	fields := map[string]json.RawMessage{}
	if fixed == "" {
		return fields, nil
	}
	if err := json.Unmarshal([]byte(fixed), &fields); err != nil {
		return nil, fmt.Errorf("what editors have set: %w", err)
	}
	return fields, nil
}
