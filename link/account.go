package link

import (
	"slices"

	"dateline"
)

// Accounts lists who claimed, confirmed or denied an incident, whom somebody blamed, and that
// nobody had claimed it, in the order of time. The records are those of the tellings' reports, by their ids.
func Accounts(tellings []*dateline.Telling, records map[string]*dateline.Record) []dateline.Account {
	accounts := []dateline.Account{}
	for _, t := range tellings {
		if record := records[t.Report]; record != nil {
			accounts = append(accounts, t.Accounts(record)...)
		}
	}
	dateline.SortAccounts(accounts)
	return accounts
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
