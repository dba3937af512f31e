package dateline

import "time"

// A Telling is one event as one report tells it, kept so that tellings of many reports
// can be laid side by side.
type Telling struct {
	Report    string    `json:"report"` // id of the document
	Event     Event     `json:"event"`
	Published time.Time `json:"published,omitzero"` // when the report appeared; zero if unknown
	Retrieved time.Time `json:"retrieved"`          // when its bytes arrived, UTC
	Title     string    `json:"title,omitempty"`
	Site      string    `json:"site,omitempty"`
	Source    string    `json:"source"` // id of the first report whose text this one's copies; its own if it is no copy
}

// Key names a telling: the report's id and the event's, "sha256:0123456789abcdef/e1".
func (t *Telling) Key() string { return t.Report + "/" + t.Event.ID }

// AsOf is the moment from which the telling speaks: of publication, or of retrieval if
// nobody says when the report appeared.
func (t *Telling) AsOf() time.Time {
	if t.Published.IsZero() {
		return t.Retrieved
	}
	return t.Published
}

// An Incident is what the tellings in it are taken to be about. Sources that disagree stay
// side by side: its values are derived from the tellings and never stored in their place.
type Incident struct {
	ID      string    `json:"id"` // "2024-03-22-moscow": readable, never given twice, kept through merges
	Type    string    `json:"type"`
	Status  Status    `json:"status"`
	Time    *Time     `json:"time,omitempty"`
	Place   *Place    `json:"place,omitempty"`
	Links   []Link    `json:"links"`   // by time of publication, then report
	Settled bool      `json:"settled"` // an editor has settled which tellings are in it
	Changed time.Time `json:"changed"` // when a link or a value was last changed, UTC
}

// A Group is tellings that were found to be of one incident.
type Group struct {
	Links   []Link // in the order of their tellings' keys
	Settled string // id of the incident that an editor has put one of them in; empty for none
}

// Rulings are what editors have settled of tellings, by their keys. Empty ones settle nothing.
type Rulings struct {
	In    map[string]string // the id of the incident that a telling is in, whatever it says
	Apart map[string][]Side // the sides that a telling is on of what is kept apart
}

// A Side is one of the two of what an editor keeps apart: what is told on the one is not what is told on the other.
type Side struct {
	Edit   int64 // the edit that keeps them apart
	Second bool  // it is the second of them
}

// Parts tells whether two tellings, by their keys, are kept apart.
func (r *Rulings) Parts(a, b string) bool {
	for _, one := range r.Apart[a] {
		for _, other := range r.Apart[b] {
			if one.Edit == other.Edit && one.Second != other.Second {
				return true
			}
		}
	}
	return false
}

// A Link puts a telling into an incident, and says why.
type Link struct {
	Telling string   `json:"telling"` // its key
	Score   float64  `json:"score"`   // how well it fits the rest; 0 for the only telling
	Reasons []string `json:"reasons"` // in words: "same day", "3 km apart", "killed 40 as there"
	By      string   `json:"by"`      // Machine, or the editor's name
}

// Machine is the author of what the program decided by itself.
const Machine = "machine"
