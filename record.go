package dateline

// Version is the version of the record's JSON form. It grows with every change
// that a program which reads records could notice.
const Version = "1"

// A Record is all that was read in one report.
type Record struct {
	Version    string      `json:"version"`
	Document   *Document   `json:"document"`
	Events     []Event     `json:"events"`
	Statements []Statement `json:"statements"`
	Traits     []Trait     `json:"traits"`
	Actors     []Actor     `json:"actors"`
	Gaps       []Gap       `json:"gaps"`
}

// NewRecord gives an empty record of a document, with no list nil, so that an
// empty one is written [].
func NewRecord(doc *Document) *Record {
	if doc.Authors == nil {
		doc.Authors = []string{}
	}
	return &Record{
		Version: Version, Document: doc,
		Events: []Event{}, Statements: []Statement{}, Traits: []Trait{}, Actors: []Actor{}, Gaps: []Gap{},
	}
}
