package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline"
	"dateline/page"
)

// A Read takes one page from its bytes to its record.
type Read func(raw *dateline.Raw, options page.Options) (*dateline.Record, error)

// A Half says which reports are scored, by the number at the end of their ids.
type Half string

// The halves. Odd numbers are for development, even ones for closing figures.
const (
	All  Half = "all"
	Odd  Half = "odd"
	Even Half = "even"
)

func (h Half) takes(id string) bool {
	digits := id[len(strings.TrimRight(id, "0123456789")):]
	n, err := strconv.Atoi(digits)
	return h == All || err == nil && (n%2 == 1) == (h == Odd)
}

// A Row is one field of a score: how often it was right, and how often asked.
type Row struct {
	Field        string
	Right, Asked int
}

// A Score is how well a build reads a set of reports.
type Score struct {
	Rows    []Row    // in the order in which their fields were first asked for
	Misses  []string // one line each: "en-o001 killed: (12, 12) for 14"
	Without []string // ids of the reports that no record was made of
	Skipped int      // reports whose page is not there
}

// coreFields are the fields whose mean is the score's one figure.
var coreFields = []string{"type", "date", "country", "place 50km", "killed", "injured", "claimed by", "negative clean"}

// CoreMean is the mean of the shares of the core fields that were asked for.
func (s *Score) CoreMean() float64 {
	sum, n := 0.0, 0
	for _, r := range s.Rows {
		if slices.Contains(coreFields, r.Field) {
			sum += float64(r.Right) / float64(r.Asked)
			n++
		}
	}
	return sum / float64(max(1, n))
}

// Print writes one line a field, right / asked, and the mean of the core fields last.
func (s *Score) Print(w io.Writer) error {
	var b strings.Builder
	for _, r := range s.Rows {
		fmt.Fprintf(&b, "%-15s %4d/%-4d %.3f\n", r.Field, r.Right, r.Asked, float64(r.Right)/float64(r.Asked))
	}
	if len(s.Without) > 0 {
		fmt.Fprintf(&b, "no record for: %s\n", strings.Join(s.Without, " "))
	}
	fmt.Fprintf(&b, "skipped %d without text; core mean %.3f\n", s.Skipped, s.CoreMean())
	_, err := io.WriteString(w, b.String())
	return err
}

// MarshalJSON writes {"type": [right, asked], ...} in the order of the rows.
func (s *Score) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	for i, r := range s.Rows {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q: [%d, %d]", r.Field, r.Right, r.Asked)
	}
	return []byte("{" + b.String() + "}"), nil
}

// ScoreReports reads the reports of a folder and holds the records against its
// gold: gold.jsonl, one line a report, and pages/ID.txt. It asks for the main
// event, for background events (by year and country), for statements (by
// speaker) and warnings, counts events and speakers that the text does not tell,
// and false alarms on reports about no attack.
func ScoreReports(folder fs.FS, half Half, read Read) (*Score, error) {
	golds, err := readGold(folder)
	if err != nil {
		return nil, fmt.Errorf("reports: %w", err)
	}
	c := reportScore{score: &Score{}}
	for _, g := range golds {
		if !half.takes(g.ID) {
			continue
		}
		text, err := fs.ReadFile(folder, path.Join("pages", g.ID+".txt"))
		if errors.Is(err, fs.ErrNotExist) {
			c.score.Skipped++
			continue
		} else if err != nil {
			return nil, fmt.Errorf("reports: %w", err)
		}
		record, err := read(&dateline.Raw{Name: g.ID + ".txt", Bytes: text}, page.Options{Published: g.Published})
		if err != nil {
			c.score.Without = append(c.score.Without, g.ID)
			record = nil
		}
		c.report(g, record)
	}
	return c.score, nil
}

func readGold(folder fs.FS) ([]*goldReport, error) {
	file, err := folder.Open("gold.jsonl")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var golds []*goldReport
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		if len(strings.TrimSpace(lines.Text())) == 0 {
			continue
		}
		g := &goldReport{}
		if err := json.Unmarshal(lines.Bytes(), g); err != nil {
			return nil, fmt.Errorf("gold.jsonl:%d:1: %w", n, err)
		}
		golds = append(golds, g)
	}
	return golds, lines.Err()
}

// A goldReport is one line of gold.
type goldReport struct {
	ID, Published, Kind string
	Main                *goldMain
	Background          []goldEvent
	Statements          []struct{ Speaker, Act string }
	Warnings            []json.RawMessage
}

type goldEvent struct{ Date, Country, Place string }

type goldMain struct {
	goldEvent
	Type       json.RawMessage
	TypeAlt    []json.RawMessage `json:"type_alt"`
	Status     string
	DateAlt    several[string] `json:"date_alt"`
	CountryAlt several[string] `json:"country_alt"`
	Lat, Lon   *float64
	Killed     *goldFigure
	KilledAlt  several[goldFigure] `json:"killed_alt"`
	Injured    *goldFigure
	InjuredAlt several[goldFigure] `json:"injured_alt"`
	ClaimedBy  []string            `json:"claimed_by"`
	NoClaim    bool                `json:"no_claim_stated"`
}

// several is one value or a list of them.
type several[T any] []T

func (s *several[T]) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]T)(s))
	}
	if string(b) == "null" {
		return nil
	}
	var one T
	if err := json.Unmarshal(b, &one); err != nil {
		return err
	}
	*s = []T{one}
	return nil
}

// A goldFigure is a count: a bare number, or one with an operator (=, >=, <=, ~) and its words.
type goldFigure struct {
	Value     int
	Op, Words string
}

func (f *goldFigure) UnmarshalJSON(b []byte) error {
	if b[0] != '{' {
		return json.Unmarshal(b, &f.Value)
	}
	type bare goldFigure
	return json.Unmarshal(b, (*bare)(f))
}

// String is the figure as messages give it.
func (f *goldFigure) String() string {
	if f == nil {
		return "none"
	}
	return strings.TrimSpace(f.Op + strconv.Itoa(f.Value) + " " + quote(f.Words))
}

// plainName is the name in a gold value: a string, or an object with value or name.
func plainName(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var o struct{ Value, Name string }
	if json.Unmarshal(raw, &o) == nil && o.Value != "" {
		return o.Value
	}
	return o.Name
}

// simple makes text comparable: letters and digits in lower case, single blanks between.
func simple(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
	}), " ")
}

// overlap tells whether two texts share a word other than the smallest.
func overlap(a, b string) bool {
	in := strings.Fields(simple(b))
	for _, w := range strings.Fields(simple(a)) {
		if !slices.Contains([]string{"the", "a", "an", "of", "in", "for", "s"}, w) && slices.Contains(in, w) {
			return true
		}
	}
	return false
}
