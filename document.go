package dateline

import (
	"encoding/json"
	"fmt"
	"time"
)

// A Raw is one report as it came: bytes, and where and when they were had.
type Raw struct {
	Name        string    // as the user named it: a path, a URL or "-"
	URL         string    // after redirects; empty for a file or standard input
	ContentType string    // the server's Content-Type; empty if none was stated
	Bytes       []byte    // the body, verbatim
	Retrieved   time.Time // when the bytes arrived, UTC
	Truncated   bool      // the source ended early or was cut at a limit
}

// A Span is a half-open range of bytes, [From, To), in Document.Text. The zero
// Span means "not in the text". In JSON it is [from, to].
type Span struct{ From, To int }

// Len is the number of bytes covered.
func (s Span) Len() int { return s.To - s.From }

// IsZero tells whether the span points to nothing.
func (s Span) IsZero() bool { return s == Span{} }

// Contains tells whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.From <= o.From && o.To <= s.To }

// Overlaps tells whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.From < o.To && o.From < s.To }

// Join is the smallest span that takes in both. A zero span adds nothing.
func (s Span) Join(o Span) Span {
	if s.IsZero() {
		return o
	}
	if o.IsZero() {
		return s
	}
	return Span{min(s.From, o.From), max(s.To, o.To)}
}

// MarshalJSON writes [from, to].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.From, s.To), nil
}

// UnmarshalJSON reads [from, to].
func (s *Span) UnmarshalJSON(b []byte) error {
	var pair [2]int
	if err := json.Unmarshal(b, &pair); err != nil {
		return fmt.Errorf("span: %w", err)
	}
	s.From, s.To = pair[0], pair[1]
	return nil
}

// Words are words of the report and where they stand. Both are empty where the
// report has no words for the thing.
type Words struct {
	Text string `json:"text,omitempty"`
	Span Span   `json:"span,omitzero"`
}

// A Document is one report as it was read. Text never changes after page.Read:
// headline, dateline and body share its one line of byte offsets.
type Document struct {
	ID        string     `json:"id"`                  // "sha256:" and the first 16 hex digits of SHA256
	URL       string     `json:"url,omitempty"`       // canonical if the page states one, else where it was read from
	Title     string     `json:"title,omitempty"`     // the headline, as in Text where it stands there
	Site      string     `json:"site,omitempty"`      // the publisher, as the page names it
	Authors   []string   `json:"authors"`             // bylines, as the page gives them
	Section   string     `json:"section,omitempty"`   // "World", "Africa": as the page names it
	Language  string     `json:"language,omitempty"`  // BCP 47, told from the text: "en"
	Published *Published `json:"published,omitempty"` // nil if neither the user nor the page says when
	SHA256    string     `json:"sha256"`              // of the raw bytes, in hex
	Text      string     `json:"text"`                // headline, then paragraphs, separated by blank lines

	TitleSpan  Span        `json:"-"` // the headline in Text; zero if the page has none
	Dateline   Span        `json:"-"` // "CAIRO, 3 May (Agency) -", without the rest of its paragraph
	Paragraphs []Paragraph `json:"-"` // all of Text but the blank lines, in order
}

// Words gives the words of a span of the document.
func (d *Document) Words(s Span) Words { return Words{Text: d.Text[s.From:s.To], Span: s} }

// A Paragraph is a block of Document.Text and what it serves as.
type Paragraph struct {
	Span
	Kind ParagraphKind
}

// A ParagraphKind says what a block of text serves as on its page.
type ParagraphKind uint8

// The kinds of paragraph. Body is the zero value.
const (
	Body    ParagraphKind = iota
	Title                 // the headline
	Summary               // a standfirst, or bullets under "key points": says again what the body says
	Caption               // belongs to a picture or a video: often older than the report
	Byline                // author, place and date of writing: "By A. Writer in Lagos | 3 May 2024"
	Note                  // a correction, an update line, "this story has been updated"
	Heading               // a heading within the text
)

// Published is when the report appeared, and who says so.
type Published struct {
	At    string `json:"at"`    // "2024-03-23" or RFC 3339 with a zone, as precise as it was stated
	Basis string `json:"basis"` // argument, json-ld, open-graph, meta, time-element, dateline, text, url
}

// Day is the calendar day of publication, in the zone it was stated in. ok is
// false if p is nil or At cannot be read.
func (p *Published) Day() (day time.Time, ok bool) {
	if p == nil {
		return time.Time{}, false
	}
	if len(p.At) < len(time.DateOnly) {
		return time.Time{}, false
	}
	day, err := time.Parse(time.DateOnly, p.At[:len(time.DateOnly)])
	return day, err == nil
}

// A Gap is something that a reader of the record should know: a value left
// empty and why, two readings of one phrase, a page cut short.
type Gap struct {
	Code  string `json:"code"`            // stable, in words: "time-unresolved"
	Step  string `json:"step"`            // fetch, page, lang, extract
	Field string `json:"field,omitempty"` // path of the value concerned: "events.e2.time"
	Words        // the words concerned; where Span is zero, Text is a sentence for people
}

// The codes of gaps.
const (
	GapPublishedUnknown  = "published-unknown"  // the page does not say when it appeared
	GapPublishedConflict = "published-conflict" // two statements of the day of publication differ by more than a day
	GapCharset           = "charset-mismatch"   // the bytes are not in the charset that was declared
	GapTruncated         = "page-truncated"     // the page ends in the middle of something
	GapTitleUnknown      = "title-unknown"      // no headline could be told from the text
	GapTimeUnresolved    = "time-unresolved"    // a relative time with nothing to resolve it against
	GapTimeUnstated      = "time-unstated"      // the report gives the event no time
	GapPlaceUnresolved   = "place-unresolved"   // a name that the gazetteer does not have, or has too often
	GapPlaceUnstated     = "place-unstated"     // the report gives the event no place
	GapTypeUnstated      = "type-unstated"      // the report tells whom an event harmed, and not what it was: "attack" stands for any
	GapFigureConflict    = "figure-conflict"    // sources in the report give figures that exclude one another
	GapActorAmbiguous    = "actor-ambiguous"    // a name that several actors bear
	GapLanguageUnread    = "language-unread"    // the text is in a language that is not read
	GapNoArticle         = "no-article"         // nothing that reads like a report was found
)
