package dateline

// An Event is one thing said to have happened, or to have been planned,
// threatened or denied, in one report.
type Event struct {
	ID     string `json:"id"`     // "e1" is the first in order of the text; the main event comes first
	Type   string `json:"type"`   // key in the codebook: "suicide-bombing"
	Status Status `json:"status"` // happened unless the words say otherwise
	Main   bool   `json:"main"`   // the event that the report is about; at most one
	Words         // the words that name it first
	// Statements are the ids of those that report, claim, confirm, deny or judge it.
	Statements []string   `json:"statements"`
	Time       *Time      `json:"time,omitempty"`  // nil if the report gives none
	Place      *Place     `json:"place,omitempty"` // nil if the report gives none
	Venue      *Words     `json:"venue,omitempty"` // what was struck or where within the place: "a concert hall"
	Roles      []Role     `json:"roles"`
	Casualties []Casualty `json:"casualties"` // each figure as its source gives it; none is averaged away
	Claim      Claim      `json:"claim"`
	By         Trace      `json:"-"`
}

// A Status says how far an event came, as the report tells it.
type Status string

// The statuses.
const (
	Happened     Status = "happened"
	Attempted    Status = "attempted" // begun and failed: the bomb did not go off, the target lived
	Foiled       Status = "foiled"    // stopped before it began
	Planned      Status = "planned"
	Threatened   Status = "threatened"
	Denied       Status = "denied" // said not to have happened
	Hypothetical Status = "hypothetical"
	Generic      Status = "generic" // a kind or a habit, no single event: "a history of attacks on mosques"
)

// A Place is a gazetteer entry, or a name that none was found for: then ID,
// Country and the coordinates are empty.
type Place struct {
	Name    string   `json:"name"`
	Country string   `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Admin1  string   `json:"admin1,omitempty"`  // name of the first-level division
	Lat     *float64 `json:"lat,omitempty"`     // degrees; nil if unknown
	Lon     *float64 `json:"lon,omitempty"`     // degrees; nil if unknown
	Grain   string   `json:"grain"`             // town, near, district, province, region, country: how exact the words are
	ID      string   `json:"id,omitempty"`      // gazetteer key; empty if unresolved
	Words
	By Trace `json:"-"`
}

// The grains of a place.
const (
	Town         = "town"     // a named populated place
	Near         = "near"     // around or some distance from a named place: "10 km south of Gao"
	District     = "district" // a part of a town, or a second-level division
	Province     = "province" // a first-level division
	Region       = "region"   // an area across divisions or with loose bounds: "the Sahel"
	CountryGrain = "country"
)

// A Role says who or what played which part in an event.
type Role struct {
	Role      string `json:"role"`                // perpetrator, target, victim, weapon
	Actor     string `json:"actor,omitempty"`     // id of an actor; empty for one without a name
	Basis     string `json:"basis"`               // claimed, blamed, suspected, stated
	Statement string `json:"statement,omitempty"` // id of the statement it rests on; empty for the report's own voice
	Words
	By Trace `json:"-"`
}

// The roles.
const (
	Perpetrator = "perpetrator"
	Target      = "target"
	Victim      = "victim"
	Weapon      = "weapon"
)

// The bases of a role.
const (
	RoleClaimed   = "claimed"   // the actor says so itself
	RoleBlamed    = "blamed"    // somebody else says so
	RoleSuspected = "suspected" // the words hedge
	RoleStated    = "stated"    // the report says so in its own voice
)

// A Casualty is one count of people harmed, as one source gives it.
type Casualty struct {
	Harm              string `json:"harm"` // killed, injured, missing, abducted, detained
	Low               int    `json:"low"`  // at least 0
	High              int    `json:"high"` // inclusive; equal to Low if exact; -1 is open above
	Who               string `json:"who,omitempty"`
	IncludesAttackers bool   `json:"includes_attackers,omitempty"` // the words say that attackers are counted in
	Attackers         bool   `json:"attackers,omitempty"`          // the count is of attackers only
	Running           bool   `json:"running,omitempty"`            // takes in earlier counts: "raising the toll to 40"
	Statement         string `json:"statement,omitempty"`          // id; empty for the report's own voice
	Words
	By Trace `json:"-"`
}

// The harms.
const (
	Killed   = "killed"
	Injured  = "injured"
	Missing  = "missing"
	Abducted = "abducted"
	Detained = "detained"
)

// Open is the High of a count that is open above.
const Open = -1

// A Claim says whether anybody took responsibility for an event, as far as the
// report goes.
type Claim struct {
	State string   `json:"state"`        // claimed, rival, denied, none-stated, unmentioned
	By    []string `json:"by,omitempty"` // ids of the actors who claim it
	Words
}

// The states of a claim.
const (
	Claimed     = "claimed"
	Rival       = "rival"       // two or more claim it against one another
	ClaimDenied = "denied"      // an accused actor denies it, and nobody claims it
	NoneStated  = "none-stated" // the report says that nobody has claimed it
	Unmentioned = "unmentioned"
)

// A Trace is the rule that a value came from. It is not part of the JSON record.
type Trace struct {
	Rule   string  // "killed-number"
	File   string  // "lang/en/casualty.rules"
	Line   int     // of the rule's first line
	Score  float64 // where candidates competed; otherwise 0
	Losers []Loser // candidates turned down, best first
}

// A Loser is a candidate that was turned down, and why.
type Loser struct {
	Words
	Value string  // what it would have been
	Why   string  // "farther from the trigger"
	Score float64 // beside Trace.Score
}
