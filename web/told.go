package web

import (
	"slices"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// A told is all that reports tell of an incident.
type told struct {
	*store.Incident
	records  map[string]*dateline.Record // of its reports, by id
	ledger   []dateline.Figure
	tolls    []dateline.Toll
	accounts []dateline.Account
	claim    string // its state
}

// told gathers what the tellings of an incident say. The rule is that of the toll.
func (v *visit) told(incident *store.Incident, rule string) (*told, error) {
	t := &told{Incident: incident, records: map[string]*dateline.Record{}}
	for _, telling := range incident.Tellings {
		if t.records[telling.Report] != nil {
			continue
		}
		record, err := v.Store.Record(v.ctx(), telling.Report)
		if err != nil {
			return nil, err
		}
		t.records[telling.Report] = record
	}
	return t, t.derive(rule)
}

func (t *told) derive(rule string) (err error) {
	t.ledger = link.Ledger(t.Tellings, t.records)
	t.accounts = link.Accounts(t.Tellings, t.records)
	t.claim = link.ClaimState(t.Tellings, t.records)
	t.tolls, err = link.Tolls(t.ledger, rule)
	return err
}

// toll is what the figures of a harm come to; nil if there are none but of attackers.
func (t *told) toll(harm string) *dateline.Toll {
	for i := range t.tolls {
		if toll := &t.tolls[i]; toll.Harm == harm && len(toll.From) > 0 {
			return toll
		}
	}
	return nil
}

// actorName is what reports call an actor: the name in the newest record that has one, else its id.
func (t *told) actorName(id string) string {
	for _, telling := range slices.Backward(t.Tellings) {
		for i := range t.records[telling.Report].Actors {
			if a := &t.records[telling.Report].Actors[i]; a.ID == id && a.Name != "" {
				return a.Name
			}
		}
	}
	return id
}

// claimants are the ids of those who claim the incident, in the order in which it was told.
func (t *told) claimants() []string {
	var by []string
	for _, telling := range t.Tellings {
		for _, id := range telling.Event.Claim.By {
			if !slices.Contains(by, id) {
				by = append(by, id)
			}
		}
	}
	return by
}

// outlets counts the outlets that tell of it.
func (t *told) outlets() int {
	sites := map[string]bool{}
	for _, telling := range t.Tellings {
		if telling.Site != "" {
			sites[telling.Site] = true
		}
	}
	return len(sites)
}

// copies counts the copies and older versions of its reports.
func (t *told) copies() int {
	n := 0
	for _, copies := range t.Copies {
		n += len(copies)
	}
	return n
}
