package dateline

import "time"

// A Figure is one entry of an incident's toll ledger: one count, as one source gave it
// at one time. Figures are kept side by side; none is averaged with another.
type Figure struct {
	Casualty
	Report     string    `json:"report"` // id of the document
	Event      string    `json:"event"`  // id of the event in it
	Site       string    `json:"site,omitempty"`
	Speaker    string    `json:"speaker,omitempty"`    // who gives it, in the report's words; empty for the report's own voice
	AsOf       time.Time `json:"as_of"`                // when it was given, as far as is known: when the report appeared
	Superseded bool      `json:"superseded,omitempty"` // the same source gave another later
	Part       bool      `json:"part,omitempty"`       // counts some of those whom another figure of its report counts
}

// A Toll is what the figures of one harm come to, by a rule with a name.
type Toll struct {
	Harm string `json:"harm"`
	Low  int    `json:"low"`
	Best int    `json:"best"`
	High int    `json:"high"` // Open if a source leaves it open above
	Rule string `json:"rule"` // newest, conservative, ucdp
	// Attackers are the dead among those who attacked, counted apart; 0 if none are told.
	Attackers int      `json:"attackers,omitempty"`
	From      []string `json:"from"` // the reports whose figures gave Best
}

// The rules by which a toll is derived from figures. Each looks only at figures that stand:
// not superseded, no part of another, not of attackers alone.
const (
	// NewestToll takes as best the figure of the report that appeared last; one that is open above and
	// agrees with a count given before it ("more than 140" after 144) leaves that count as it was.
	NewestToll = "newest"
	// ConservativeToll takes as best the lowest figure that stands, as ACLED describes: "the
	// most conservative estimate" where reports differ and none is plainly the better.
	ConservativeToll = "conservative"
	// UCDPToll takes as best the figure that most sources give, the newest of equals; low and high
	// are the lowest and the highest that any of them gives (UCDP GED codebook: low, best and high estimates).
	UCDPToll = "ucdp"
)

// TollRules are the names of the rules.
var TollRules = []string{NewestToll, ConservativeToll, UCDPToll}
