package dateline

import "time"

// An Account is what one speaker says of an incident's authorship: who claims it, confirms,
// denies, or whom somebody blames. Rival accounts stand side by side.
type Account struct {
	Act     Act       `json:"act"`               // claims-responsibility, confirms, denies, blames; reports for "nobody has claimed it"
	Actor   string    `json:"actor,omitempty"`   // id of who claims, confirms or denies; of the accused where somebody blames; empty if unnamed
	Speaker string    `json:"speaker,omitempty"` // in the report's words; empty for the report's own voice
	Outlet  string    `json:"outlet,omitempty"`  // who was told, in the report's words
	Report  string    `json:"report"`
	AsOf    time.Time `json:"as_of"` // when the report appeared
	Words
}

// A Warning is a forecast that a report passes on, with what has become of it.
type Warning struct {
	Statement string    `json:"statement"` // id in its report
	Report    string    `json:"report"`
	Speaker   string    `json:"speaker,omitempty"`
	Said      time.Time `json:"said"` // when the report appeared
	Forecast
	State    WarningState `json:"state"`
	Incident string       `json:"incident,omitempty"` // that it may have foretold; a person decides
	Reasons  []string     `json:"reasons,omitempty"`
	// Confirmed is the editor who says that it foretold the incident; empty while it is only proposed.
	Confirmed string `json:"confirmed_by,omitempty"`
}

// A WarningState says where a forecast stands on a day.
type WarningState string

// The states of a warning.
const (
	WarningOpen    WarningState = "open"    // its horizon lies ahead, or it has none
	WarningDue     WarningState = "due"     // its horizon has passed, and nothing that fits is known
	WarningMatched WarningState = "matched" // an incident fits; proposed by the program until somebody confirms
)
