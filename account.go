package dateline

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

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

// Accounts gives what the record of a telling's report says of who did what it tells: who claimed it,
// confirmed or denied it, whom somebody blames, and that nobody has claimed it.
func (t *Telling) Accounts(record *Record) []Account {
	accounts := []Account{}
	for i := range record.Statements {
		s := &record.Statements[i]
		if !slices.Contains(s.Events, t.Event.ID) {
			continue
		}
		a := Account{Act: s.Act, Report: t.Report, AsOf: t.AsOf(), Words: s.Words}
		switch s.Act {
		case ClaimsResponsibility, Confirms, Denies:
			if s.Speaker != nil {
				a.Actor = cmp.Or(s.Speaker.For, s.Speaker.Actor)
			}
		case Blames:
			a.Actor = cmp.Or(t.Event.blamed(s.ID), record.namedIn(s))
		default:
			continue
		}
		if s.Speaker != nil {
			a.Speaker = s.Speaker.Text
		}
		if s.Outlet != nil {
			a.Outlet = s.Outlet.Text
		}
		accounts = append(accounts, a)
	}
	if t.Event.Claim.State == NoneStated {
		accounts = append(accounts, Account{Act: Reports, Report: t.Report, AsOf: t.AsOf(), Words: t.Event.Claim.Words})
	}
	return accounts
}

// blamed gives whom a statement blames for an event.
func (e *Event) blamed(statement string) string {
	for _, r := range e.Roles {
		if r.Role == Perpetrator && r.Statement == statement && r.Basis == RoleBlamed {
			return r.Actor
		}
	}
	return ""
}

// namedIn gives the one actor whose name stands in the words of a statement beside its speaker and outlet; empty if
// none is named there, or several are.
func (r *Record) namedIn(s *Statement) string {
	rest := s.Text
	if s.Speaker != nil {
		rest = strings.Replace(rest, s.Speaker.Text, " , ", 1)
	}
	if s.Outlet != nil {
		rest = strings.Replace(rest, s.Outlet.Text, " , ", 1)
	}
	words := " " + strings.Join(NameWords(rest), " ") + " "
	found := ""
	for _, a := range r.Actors {
		if s.Speaker != nil && (a.ID == s.Speaker.Actor || a.ID == s.Speaker.For) {
			continue
		}
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			if name := strings.Join(NameWords(name), " "); name == "" || !strings.Contains(words, " "+name+" ") {
				continue
			}
			if found != "" && found != a.ID {
				return ""
			}
			found = a.ID
		}
	}
	return found
}

// SortAccounts puts accounts in the order of time.
func SortAccounts(accounts []Account) {
	slices.SortStableFunc(accounts, func(a, b Account) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Span.From, b.Span.From))
	})
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
