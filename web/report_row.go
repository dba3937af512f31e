package web

import (
	"encoding/json"
	"strconv"
	"strings"

	"dateline"
)

// What a report says of itself beside the day of publication.
const (
	fieldTitle    dateline.Field = "title"
	fieldSite     dateline.Field = "site"
	fieldLanguage dateline.Field = "language"
)

// A row is one value of the record, as a person checks it.
type row struct {
	Path   string // that edits have: where it stands in the record, by the numbers that things of a list came with
	ID     string // its name on the page: the path, or that of what was rejected
	Field  dateline.Field
	Kind   string // time, place, toll, actor, said or type
	Label  string
	Value  value
	Quotes []dateline.Words // of the report, that say it
	Who    who
	Seen   string    // what an edit of it holds against the record; empty for what is not stated
	Stands *decision // nil where nobody has decided
	Was    string    // of a corrected one: what it was before, in words; empty for what was not there
	Act    string    // of a statement: for its glyph
	Number int       // among all rows, from 1 on
	Fix    *fix      // the controls to correct it, where it is being corrected
	Clash  *clash    // somebody else has set it since it was seen
	Why    *why      // the rule that it came from, where that was asked for
	raw    json.RawMessage
}

// Brackets tells whether the article shows it by brackets and not by a line.
func (r *row) Brackets() bool { return r.Kind == "said" }

// Checked tells whether a person has decided it.
func (r *row) Checked() bool { return r.Who == accepted || r.Who == corrected || r.Who == rejected }

// Glyph tells whether a sign stands for the act: those of a claim, and of what speaks for or against one.
func (r *row) Glyph() bool {
	switch dateline.Act(r.Act) {
	case dateline.ClaimsResponsibility, dateline.Confirms, dateline.Denies, dateline.Blames, dateline.Warns:
		return true
	}
	return r.Field == dateline.FieldClaim && r.Who != unstated
}

// Quoted tells whether words stand beside the value: those that are the value itself do not.
func (r *row) Quoted(w dateline.Words) bool {
	return w.Text != "" && isolate(w.Text) != r.Value.Words
}

// A section is the rows of one event, one warning, one actor.
type section struct {
	ID       string // on the page
	Path     string // of the event or the statement; empty for others
	Title    string
	Notes    []string
	Incident string // that the event is in
	Event    bool
	Rejected *decision // the event was found not to be one
	Add      *fix      // the controls to add something to it, where that is asked for
	Rows     []*row
}

// fieldOf tells what stands at a path of a record; empty for what nobody corrects by itself. Of a list it is what
// would be added to it.
func fieldOf(path string) dateline.Field {
	parts := strings.Split(path, ".")
	switch {
	case len(parts) == 1 && parts[0] == "events":
		return dateline.FieldType
	case len(parts) == 1 && parts[0] == "statements":
		return dateline.FieldAct
	case (len(parts) == 1 || len(parts) == 2) && parts[0] == "traits":
		return dateline.FieldTrait
	case len(parts) == 2 && parts[0] == "document":
		return map[string]dateline.Field{"title": fieldTitle, "site": fieldSite, "published": dateline.FieldPublished, "language": fieldLanguage}[parts[1]]
	case len(parts) == 3 && parts[0] == "events":
		return map[string]dateline.Field{"type": dateline.FieldType, "status": dateline.FieldStatus, "time": dateline.FieldTime, "place": dateline.FieldPlace, "venue": dateline.FieldVenue,
			"claim": dateline.FieldClaim, "casualties": dateline.FieldCasualty, "roles": dateline.FieldRole}[parts[2]]
	case len(parts) == 4 && parts[0] == "events" && numbered(path):
		return map[string]dateline.Field{"casualties": dateline.FieldCasualty, "roles": dateline.FieldRole}[parts[2]]
	case len(parts) == 3 && parts[0] == "statements":
		return map[string]dateline.Field{"act": dateline.FieldAct, "speaker": dateline.FieldSpeaker, "outlet": dateline.FieldOutlet, "content": dateline.FieldContent, "forecast": dateline.FieldForecast}[parts[2]]
	case len(parts) == 4 && parts[0] == "statements" && parts[2] == "forecast" && parts[3] == "by":
		return dateline.FieldHorizon
	}
	return ""
}

// numbered tells whether a path is of a thing of a list that has no id of its own.
func numbered(path string) bool {
	_, err := strconv.ParseUint(path[strings.LastIndexByte(path, '.')+1:], 10, 31)
	return err == nil
}

// listPath tells whether a path is that of a list, to which something can be added.
func listPath(path string) bool {
	switch {
	case path == "events", path == "statements", path == "traits":
		return true
	}
	return !numbered(path) && (fieldOf(path) == dateline.FieldCasualty || fieldOf(path) == dateline.FieldRole)
}
