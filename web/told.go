package web

import (
	"slices"
	"time"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// A told is all that reports tell of an incident.
type told struct {
	*store.Incident                             // its Tellings and Links are those that are looked at
	all             []*dateline.Telling         // its tellings, those that are not looked at too
	records         map[string]*dateline.Record // what its reports say, by their ids, without their text
	ledger          []dateline.Figure
	tolls           []dateline.Toll
	before          map[time.Time][]dateline.Toll // what they came to at a moment, by the rule of the toll
	accounts        []dateline.Account
	accountsBy      map[string][]*dateline.Account // by the report that has them; made when it is first asked for
	claim           string                         // its state
}

// mostReports is of how many reports an incident's page tells at a time: of the newest, unless others are asked for.
const mostReports = 120

// told gathers what the tellings of an incident say: at most so many, the newest, or all for none. The rule is that of
// the toll.
func (v *visit) told(incident *store.Incident, rule string, most int) (*told, error) {
	t := &told{Incident: incident, all: incident.Tellings}
	if most > 0 && len(t.all) > most {
		t.Incident = newest(incident, most)
	}
	var reports []string
	for _, telling := range t.Tellings {
		reports = append(reports, telling.Report)
	}
	var err error
	if t.records, err = v.Store.Said(v.ctx(), each(reports)); err != nil {
		return nil, err
	}
	return t, t.derive(rule)
}

// newest gives an incident with its newest tellings, so many, and with the newest that has a figure of each harm of
// which those give none: that nobody gives one is not to be said of some.
func newest(incident *store.Incident, most int) *store.Incident {
	some := *incident
	some.Tellings, some.Links = nil, nil
	counted := map[string]bool{}
	for i, telling := range slices.Backward(incident.Tellings) {
		wanted := i >= len(incident.Tellings)-most
		for _, c := range telling.Event.Casualties {
			if !c.Attackers {
				wanted = wanted || !counted[c.Harm]
				counted[c.Harm] = true
			}
		}
		if wanted {
			some.Tellings, some.Links = append(some.Tellings, telling), append(some.Links, incident.Links[i])
		}
	}
	slices.Reverse(some.Tellings)
	slices.Reverse(some.Links)
	return &some
}

func (t *told) derive(rule string) (err error) {
	if t.all == nil {
		t.all = t.Tellings
	}
	t.ledger = link.Ledger(t.Tellings, t.records)
	t.accounts = link.Accounts(t.Tellings, t.records)
	t.claim = link.ClaimState(t.all, t.records)
	t.tolls, err = link.Tolls(t.ledger, rule)
	return err
}

// accountsOf gives who claims, confirms or denies it in a report.
func (t *told) accountsOf(report string) []*dateline.Account {
	if t.accountsBy == nil {
		t.accountsBy = map[string][]*dateline.Account{}
		for i := range t.accounts {
			a := &t.accounts[i]
			t.accountsBy[a.Report] = append(t.accountsBy[a.Report], a)
		}
	}
	return t.accountsBy[report]
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
	for _, telling := range t.all {
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
	for _, telling := range t.all {
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
