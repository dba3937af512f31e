package dateline

import (
	"slices"
	"strconv"
)

// A Value is one thing that a record says, as a person checks it: the time of an event, one
// figure, one speaker; or something that the report does not say of an event, Stated false.
type Value struct {
	// Path is where it stands: names as in the record's JSON, things of a list by their id
	// or, without one, by their number: "events.e1.casualties.0". Of figures and parts that are
	// not stated it is that of the list that one would be in.
	Path   string
	Event  string // id of the event that it is of; empty for one of the report, a statement or a trait
	Kind   ValueKind
	Field  Field
	Stated bool
	Words  // that say it; zero where it has none of its own
}

// A ValueKind is one of the six kinds of value.
type ValueKind string

// The kinds of value.
const (
	TypeKind      ValueKind = "type"
	TimeKind      ValueKind = "time"
	PlaceKind     ValueKind = "place"
	TollKind      ValueKind = "toll"
	ActorKind     ValueKind = "actor"
	StatementKind ValueKind = "statement"
)

// ValueKinds are all of them, in the order of a [Rail].
var ValueKinds = [...]ValueKind{TypeKind, TimeKind, PlaceKind, TollKind, ActorKind, StatementKind}

// A Field is what a value is in the thing that it stands in.
type Field string

// The fields.
const (
	FieldPublished Field = "published" // of the report
	FieldType      Field = "type"      // of an event, up to FieldClaim
	FieldStatus    Field = "status"
	FieldTime      Field = "time"
	FieldPlace     Field = "place"
	FieldVenue     Field = "venue"
	FieldCasualty  Field = "casualty"
	FieldRole      Field = "role"
	FieldClaim     Field = "claim"
	FieldAct       Field = "act" // of a statement, up to FieldHorizon
	FieldSpeaker   Field = "speaker"
	FieldOutlet    Field = "outlet"
	FieldContent   Field = "content"
	FieldForecast  Field = "forecast" // what may come, and who may do it
	FieldHorizon   Field = "horizon"  // by when
	FieldTrait     Field = "trait"
)

// Fields are all of them, in the order in which a record has them.
var Fields = [...]Field{FieldPublished, FieldType, FieldStatus, FieldTime, FieldPlace, FieldVenue, FieldCasualty, FieldRole, FieldClaim,
	FieldAct, FieldSpeaker, FieldOutlet, FieldContent, FieldForecast, FieldHorizon, FieldTrait}

// Kind is the kind of value that a field holds.
func (f Field) Kind() ValueKind {
	switch f {
	case FieldType, FieldStatus:
		return TypeKind
	case FieldPublished, FieldTime, FieldHorizon:
		return TimeKind
	case FieldPlace, FieldVenue:
		return PlaceKind
	case FieldCasualty:
		return TollKind
	case FieldRole, FieldSpeaker, FieldOutlet, FieldTrait:
		return ActorKind
	}
	return StatementKind
}

// A Standing says where a value stands: whether a person has decided it.
type Standing string

// The standings.
const (
	Unstated  Standing = "unstated"  // the report does not say
	ByMachine Standing = "machine"   // read by the program, and nobody has looked
	Accepted  Standing = "accepted"  // a person found it right
	Corrected Standing = "corrected" // a person set it, or added it
	Rejected  Standing = "rejected"  // a person found that there is no such value; kept in the history
)

// Standings are all of them, in no order of worth.
var Standings = [...]Standing{Unstated, ByMachine, Accepted, Corrected, Rejected}

// A Rail is where the values of each of ValueKinds stand, in their order.
type Rail [len(ValueKinds)]Standing

// Of gives where a kind stands; empty for a kind that is none.
func (r Rail) Of(kind ValueKind) Standing {
	if i := slices.Index(ValueKinds[:], kind); i >= 0 {
		return r[i]
	}
	return ""
}

// RailOf sums up where values stand; standings are as many. What the machine has read and nobody
// has looked at shows through whatever else was decided; then what was corrected, then what was
// accepted. Of a kind without values it is unstated, and rejected where all were.
func RailOf(values []Value, standings []Standing) Rail {
	var rail Rail
	order := []Standing{Unstated, Rejected, Accepted, Corrected, ByMachine}
	for i, kind := range ValueKinds {
		rail[i] = Unstated
		for j, v := range values {
			if v.Kind == kind && slices.Index(order, standings[j]) > slices.Index(order, rail[i]) {
				rail[i] = standings[j]
			}
		}
	}
	return rail
}

// Values gives what a record says as a person goes through it: when the report appeared, then
// event by event, then statements, then traits. What an event is not said to have (a time, a place, a
// figure, a perpetrator, a claim) stands in its place, not Stated.
func Values(r *Record) []Value {
	var all []Value
	add := func(event, path string, field Field, stated bool, words Words) {
		all = append(all, Value{Path: path, Event: event, Kind: field.Kind(), Field: field, Stated: stated, Words: words})
	}
	add("", "document.published", FieldPublished, r.Document != nil && r.Document.Published != nil, Words{})
	for i := range r.Events {
		addEvent(&r.Events[i], add)
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		at := "statements." + s.ID + "."
		add("", at+"act", FieldAct, true, s.Words)
		if s.Speaker != nil {
			add("", at+"speaker", FieldSpeaker, true, s.Speaker.Words)
		}
		if s.Outlet != nil {
			add("", at+"outlet", FieldOutlet, true, s.Outlet.Words)
		}
		if s.Content != nil {
			add("", at+"content", FieldContent, true, *s.Content)
		}
		if f := s.Forecast; f != nil {
			add("", at+"forecast", FieldForecast, true, Words{})
			if f.By != nil {
				add("", at+"forecast.by", FieldHorizon, true, f.By.Words)
			}
		}
	}
	for i := range r.Traits {
		add("", "traits."+strconv.Itoa(i), FieldTrait, true, r.Traits[i].Words)
	}
	return all
}

func addEvent(e *Event, add func(event, path string, field Field, stated bool, words Words)) {
	at := "events." + e.ID + "."
	add(e.ID, at+"type", FieldType, e.Type != "", e.Words)
	add(e.ID, at+"status", FieldStatus, e.Status != "", e.Words)
	var when, where, venue Words
	if e.Time != nil {
		when = e.Time.Words
	}
	if e.Place != nil {
		where = e.Place.Words
	}
	add(e.ID, at+"time", FieldTime, e.Time != nil, when)
	add(e.ID, at+"place", FieldPlace, e.Place != nil, where)
	if e.Venue != nil {
		venue = *e.Venue
		add(e.ID, at+"venue", FieldVenue, true, venue)
	}
	for i := range e.Casualties {
		add(e.ID, at+"casualties."+strconv.Itoa(i), FieldCasualty, true, e.Casualties[i].Words)
	}
	if len(e.Casualties) == 0 {
		add(e.ID, at+"casualties", FieldCasualty, false, Words{})
	}
	perpetrator := false
	for i := range e.Roles {
		perpetrator = perpetrator || e.Roles[i].Role == Perpetrator
		add(e.ID, at+"roles."+strconv.Itoa(i), FieldRole, true, e.Roles[i].Words)
	}
	if !perpetrator {
		add(e.ID, at+"roles", FieldRole, false, Words{})
	}
	add(e.ID, at+"claim", FieldClaim, e.Claim.State != "" && e.Claim.State != Unmentioned, e.Claim.Words)
}
