package link

import (
	"cmp"
	"slices"

	"dateline"
)

// Accounts lists who claimed, confirmed or denied an incident, whom somebody blamed, and that
// nobody had claimed it, in the order of time. The records are those of the tellings' reports, by their ids.
func Accounts(tellings []*dateline.Telling, records map[string]*dateline.Record) []dateline.Account {
	accounts := []dateline.Account{}
	for _, t := range tellings {
		record := records[t.Report]
		if record == nil {
			continue
		}
		for i := range record.Statements {
			s := &record.Statements[i]
			if !slices.Contains(s.Events, t.Event.ID) {
				continue
			}
			a := dateline.Account{Act: s.Act, Report: t.Report, AsOf: t.AsOf(), Words: s.Words}
			switch s.Act {
			case dateline.ClaimsResponsibility, dateline.Confirms, dateline.Denies:
				if s.Speaker != nil {
					a.Actor = cmp.Or(s.Speaker.For, s.Speaker.Actor)
				}
			case dateline.Blames:
				a.Actor = blamed(&t.Event, s.ID)
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
		if t.Event.Claim.State == dateline.NoneStated {
			accounts = append(accounts, dateline.Account{Act: dateline.Reports, Report: t.Report, AsOf: t.AsOf(), Words: t.Event.Claim.Words})
		}
	}
	slices.SortStableFunc(accounts, func(a, b dateline.Account) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Span.From, b.Span.From))
	})
	return accounts
}

// blamed gives whom a statement blames for an event.
func blamed(e *dateline.Event, statement string) string {
	for _, r := range e.Roles {
		if r.Role == dateline.Perpetrator && r.Statement == statement && r.Basis == dateline.RoleBlamed {
			return r.Actor
		}
	}
	return ""
}

// ClaimState says how an incident's claims stand: rival if two or more claim it who are not
// one another's branch, claimed if one does, denied if the accused deny it and nobody claims
// it, none-stated if that was said and no claim has come since, else unmentioned.
func ClaimState(tellings []*dateline.Telling, records map[string]*dateline.Record) string {
	var by []string
	states := map[string]bool{}
	for _, t := range tellings {
		states[t.Event.Claim.State] = true
		for _, id := range t.Event.Claim.By {
			if !slices.Contains(by, id) {
				by = append(by, id)
			}
		}
	}
	for _, record := range records {
		if record == nil {
			continue
		}
		for i := range record.Actors {
			if a := &record.Actors[i]; a.Parent != "" && slices.Contains(by, a.ID) {
				by = slices.DeleteFunc(by, func(id string) bool { return id == a.Parent })
			}
		}
	}
	switch {
	case states[dateline.Rival] || len(by) > 1:
		return dateline.Rival
	case len(by) == 1 || states[dateline.Claimed]:
		return dateline.Claimed
	case states[dateline.ClaimDenied]:
		return dateline.ClaimDenied
	case states[dateline.NoneStated]:
		return dateline.NoneStated
	}
	return dateline.Unmentioned
}
