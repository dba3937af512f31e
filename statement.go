package dateline

// A Statement is what one speaker is reported to say, write, claim or deny.
type Statement struct {
	ID       string    `json:"id"` // "s1" is the first in order of the text
	Act      Act       `json:"act"`
	Direct   bool      `json:"direct"`        // some of the content stands in quotation marks
	Via      string    `json:"via,omitempty"` // id of the statement through which this one is passed on
	Events   []string  `json:"events"`        // ids of the events it is about
	Words              // the clause with speaker and cue: "a police spokesman told Reuters"
	Speaker  *Speaker  `json:"speaker,omitempty"`
	Outlet   *Outlet   `json:"outlet,omitempty"`  // who was told; nil if unsaid
	Content  *Words    `json:"content,omitempty"` // what is said
	Forecast *Forecast `json:"forecast,omitempty"`
	By       Trace     `json:"-"`
}

// An Act is what a speaker does by speaking.
type Act string

// The acts.
const (
	Reports              Act = "reports"
	ClaimsResponsibility Act = "claims-responsibility"
	Confirms             Act = "confirms"
	Denies               Act = "denies"
	Blames               Act = "blames"
	Condemns             Act = "condemns"
	Assesses             Act = "assesses"
	Warns                Act = "warns"
)

// A Speaker is who speaks, as the report presents them.
type Speaker struct {
	Words
	Role        string `json:"role,omitempty"`        // "police spokesman"
	Affiliation string `json:"affiliation,omitempty"` // "the Wilson Center"
	Actor       string `json:"actor,omitempty"`       // id
	For         string `json:"for,omitempty"`         // id of the group in whose name somebody speaks
}

// An Outlet is who was told: a news agency, a broadcaster, a channel.
type Outlet struct {
	Words
	Actor string `json:"actor,omitempty"` // id
}

// A Forecast is what a speaker says may come.
type Forecast struct {
	Actor string `json:"actor,omitempty"` // id of who may act
	What  string `json:"what"`            // "attack Western interests abroad"
	By    *Time  `json:"by,omitempty"`    // the horizon; nil if open
	Words string `json:"words,omitempty"` // the words of probability: "could", "is likely to"
}

// A Trait is one thing that a report says of an actor.
type Trait struct {
	Actor     string `json:"actor"`               // id
	Kind      string `json:"kind"`                // key in the codebook: "emerged", "strength", "branch-of"
	Value     string `json:"value"`               // in the report's words
	Other     string `json:"other,omitempty"`     // id of the other actor
	Time      *Time  `json:"time,omitempty"`      // when it held or happened
	Statement string `json:"statement,omitempty"` // id of the statement it rests on; empty for the report's own voice
	Words
	By Trace `json:"-"`
}

// The kinds of trait that tell of the line that an actor comes from.
const (
	BranchOf  = "branch-of"  // it belongs to the other, or has sworn allegiance to it
	SplitFrom = "split-from" // it left the other
)

// An Actor is a person, group, force or office that the report names.
type Actor struct {
	ID      string   `json:"id"` // the key of the actor list, or made of the name: "islamic-state", "colin-clarke"
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`           // other names in this report
	Kind    string   `json:"kind"`              // armed-group, state-force, government, international-body, outlet, organization, person, unknown
	Country string   `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Parent  string   `json:"parent,omitempty"`  // id
}
