package web

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"time"

	"dateline"
	"dateline/store"
)

// An incidentPage is what is known of an incident, and who says so.
type incidentPage struct {
	ID      string
	Title   string
	Settled bool
	Edits   bool // the visitor may edit
	Head    headline
	Lede    template.HTML
	Facts   []fact
	Toll    tollPart
	Ledger  []ledgerRow
	Claim   string // "no claim as of 3 May", where nobody claims it; empty if somebody does
	Reports []toldReport
	Shown   portion // of the reports
	Past    portion // of the history
	Copies  int
	Where   wherePart
	Related []related
	Apart   []keptApart
	History []happening
	Merged  []string // ids of the incidents that became part of it
	Path    string
	Newest  int // so many of the reports are looked at, where there are more; 0 for all
	Told    int // reports that tell of it
}

// A fact is one of the five that stand under the headline.
type fact struct {
	Kind            string // hue
	Label           string
	Mark            who
	Words           string
	Large           bool
	Low, Best, High string // of a toll; empty for others
	Notes           []template.HTML
	Field           string // of the incident
	Stand           stand
}

// incidentAt finds the incident that the address names. Of one that became part of another
// it sends the visitor there: then done is true.
func (v *visit) incidentAt(more string) (incident *store.Incident, done bool, err error) {
	id := v.r.PathValue("id")
	incident, err = v.Store.Incident(v.ctx(), id)
	if err != nil {
		return nil, false, err
	}
	if incident.ID != id {
		return nil, true, v.seeOther(incidentPath(incident.ID) + more)
	}
	return incident, false, nil
}

func incidentPath(id string) string { return "/incident/" + url.PathEscape(id) }

// tollRule is the rule that the visitor asks for, the newest figure if none.
func (v *visit) tollRule() string {
	if rule := v.r.URL.Query().Get("rule"); slices.Contains(dateline.TollRules, rule) {
		return rule
	}
	return dateline.NewestToll
}

func (v *visit) incident() error {
	incident, done, err := v.incidentAt("")
	if err != nil || done {
		return err
	}
	return v.showIncident(http.StatusOK, incident, v.r.URL.Query().Get("set"), nil, "")
}

// showIncident shows the page. Of the field that is open the controls hold what was typed, where something was, and
// what is wrong with it.
func (v *visit) showIncident(status int, incident *store.Incident, open string, typed typing, wrong string) error {
	rule := v.tollRule()
	all, err := v.told(incident, rule, mostReports)
	if err != nil {
		return err
	}
	page := incidentPage{
		ID: incident.ID, Title: incident.Entry.Title, Settled: incident.Settled, Edits: v.role >= editor,
		Head: v.headlineOf(&incident.Entry), Lede: v.lede(all), Facts: v.facts(all, rule), Toll: v.tollPart(all, rule),
		Ledger: v.ledgerRows(all), Claim: v.noClaim(all), Copies: all.copies(), Where: v.wherePart(all),
		Merged: incident.Merged, Apart: v.apartFrom(incident), Path: incidentPath(incident.ID),
	}
	if page.Told = len(all.all); page.Told > len(all.Tellings) {
		page.Newest = len(all.Tellings)
	}
	if incident.Time != nil {
		page.Head.Time = v.locale.when(incident.Time)
	}
	if page.Title == "" {
		page.Title = v.locale.key("type", incident.Type)
	}
	if page.Related, err = v.related(all); err != nil {
		return err
	}
	page.Shown = v.portion("reports", page.Told, mostReports, page.Told-mostReports+1)
	if page.Reports, err = v.reportsFrom(incident, all, page.Shown); err != nil {
		return err
	}
	if page.History, err = v.happenings(incident.ID); err != nil {
		return err
	}
	page.Past = v.portion("history", len(page.History), mostHappenings, 1)
	page.History = page.History[min(len(page.History), page.Past.From-1):page.Past.To]
	if page.Ledger, err = v.foretold(incident.ID, page.Ledger); err != nil {
		return err
	}
	if err := v.decide(&page, all, open, typed, wrong); err != nil {
		return err
	}
	return v.showStatus(status, "incident", page.Title, page)
}

// lede tells an incident in two lines, from the record.
func (v *visit) lede(t *told) template.HTML {
	l := v.locale
	first := l.words("incident.lede-type", "type", l.key("type", t.Type))
	if t.Status != dateline.Happened && t.Status != "" {
		first = l.words("incident.lede-status", "type", l.key("type", t.Type), "status", l.key("status", string(t.Status)))
	}
	claim := ""
	switch by := t.claimants(); {
	case len(by) > 0:
		var names []string
		for _, id := range by {
			names = append(names, t.actorName(id))
		}
		claim = l.words("incident.lede-claimed", "by", l.list(names...))
	case t.claim == dateline.NoneStated || t.claim == dateline.ClaimDenied:
		claim = l.words("lede-claim." + t.claim)
	}
	counts := l.words("incident.lede-reports", "reports", l.words("count.reports", "n", len(t.all)), "outlets", l.words("count.outlets", "n", t.outlets()))
	if n := t.copies(); n > 0 {
		counts = l.words("incident.lede-copies", "reports", l.words("count.reports", "n", len(t.all)), "outlets", l.words("count.outlets", "n", t.outlets()), "copies", l.words("count.copies", "n", n))
	}
	return template.HTML(template.HTMLEscapeString(first) + " " + template.HTMLEscapeString(claim) + " " + template.HTMLEscapeString(counts))
}

// facts are the five facts: killed, injured, when, where, claimed by; and the type, which stands before them.
func (v *visit) facts(t *told, rule string) []fact {
	facts := []fact{v.tollFact(t, dateline.Killed, rule), v.tollFact(t, dateline.Injured, rule), v.whenFact(t), v.whereFact(t), v.claimFact(t), v.typeFact(t)}
	for i, field := range []string{"killed", "injured", "time", "place", "claim", "type"} {
		facts[i].Field = field
	}
	return facts
}

func (v *visit) tollFact(t *told, harm, rule string) fact {
	l := v.locale
	f := fact{Kind: "toll", Label: l.words("incident.best", "harm", l.key("harm", harm)), Mark: machine, Large: true}
	toll := t.toll(harm)
	if toll == nil {
		f.Words, f.Mark, f.Large = l.words("count.unstated"), unstated, false
		f.Notes = append(f.Notes, l.text("incident.no-figure"))
	} else {
		best := v.bestFigure(t, toll)
		f.Words = l.shortCount(best.Low, best.High)
		f.Large = best.Low > 1 || best.High != dateline.Open
		f.Low, f.Best, f.High = l.number(toll.Low), l.number(toll.Best), v.bound(toll.High)
		f.Notes = append(f.Notes, l.text("incident.rule", "rule", v.ruleLink(t.ID, rule)))
	}
	n, attackers := 0, 0
	for i := range t.ledger {
		if t.ledger[i].Harm == harm {
			n++
		}
	}
	for i := range t.tolls {
		if t.tolls[i].Harm == harm {
			attackers = t.tolls[i].Attackers
		}
	}
	if attackers > 0 {
		f.Notes = append(f.Notes, l.text("incident.attackers", "n", attackers))
	}
	if n > 0 {
		f.Notes = append(f.Notes, template.HTML(`<a href="#toll">`)+l.text("count.figures", "n", n)+template.HTML(`</a>`))
	}
	return f
}

// bestFigure is the figure that gave the best count, with its bounds.
func (v *visit) bestFigure(t *told, toll *dateline.Toll) dateline.Figure {
	for i := len(t.ledger) - 1; i >= 0; i-- {
		if f := t.ledger[i]; f.Harm == toll.Harm && f.Low == toll.Best && !f.Superseded && !f.Part && !f.Attackers {
			return f
		}
	}
	return dateline.Figure{Casualty: dateline.Casualty{Low: toll.Best, High: toll.Best}}
}

func (v *visit) bound(high int) string {
	if high == dateline.Open {
		return v.locale.words("count.open")
	}
	return v.locale.number(high)
}

// ruleLink names a rule, and leads to its definition and to the others.
func (v *visit) ruleLink(id, rule string) template.HTML {
	return template.HTML(`<a href="#rules">`) + v.locale.text("rule."+rule) + template.HTML(`</a>`)
}

func (v *visit) whenFact(t *told) fact {
	l := v.locale
	f := fact{Kind: "time", Label: l.words("incident.when"), Mark: machine}
	when := l.when(t.Time)
	f.Words = when.Words
	if t.Time.Resolved() && t.Time.End.At.Sub(t.Time.Start.At) <= 24*time.Hour {
		f.Words = l.date(t.Time.Start.At)
	}
	if when.Line == gap {
		f.Mark = unstated
	}
	same, none := 0, 0
	for _, telling := range t.all {
		switch {
		case telling.Event.Time == nil || !telling.Event.Time.Resolved():
			none++
		case t.Time.Resolved() && telling.Event.Time.Start.At.Truncate(24*time.Hour).Equal(t.Time.Start.At.Truncate(24*time.Hour)):
			same++
		}
	}
	if t.Time.Resolved() {
		grain := template.HTML(`<span class="` + string(when.Line) + ` k-time">` + template.HTMLEscapeString(l.key("grain", string(t.Time.Grain))) + `</span>`)
		f.Notes = append(f.Notes, l.text("incident.agree", "value", grain, "n", same))
	}
	if none > 0 {
		f.Notes = append(f.Notes, l.text("incident.undated", "n", none))
	}
	return f
}

func (v *visit) whereFact(t *told) fact {
	l := v.locale
	where := l.where(t.Place)
	f := fact{Kind: "place", Label: l.words("incident.where"), Mark: machine, Words: where.Words}
	if where.Line == gap {
		f.Mark = unstated
		return f
	}
	for _, row := range t.places() {
		line := l.where(row.place)
		name := template.HTML(template.HTMLEscapeString(row.place.Name) + `, <span class="` + string(line.Line) + ` k-place">` + template.HTMLEscapeString(line.Note) + `</span>`)
		f.Notes = append(f.Notes, l.text("incident.agree", "value", name, "n", row.reports))
		if len(f.Notes) == 2 {
			break
		}
	}
	return f
}

func (v *visit) claimFact(t *told) fact {
	l := v.locale
	f := fact{Kind: "actor", Label: l.words("incident.claimed-by"), Mark: machine}
	by := t.claimants()
	if len(by) == 0 {
		f.Mark, f.Words = unstated, l.words("incident.nobody")
		f.Notes = append(f.Notes, template.HTML(template.HTMLEscapeString(v.noClaim(t))))
	}
	for i, id := range by {
		if i == 0 {
			f.Words = t.actorName(id)
			continue
		}
		f.Notes = append(f.Notes, l.text("incident.also-claimed", "by", actorLink(id, t.actorName(id))))
	}
	acts := map[dateline.Act]int{}
	for i := range t.accounts {
		acts[t.accounts[i].Act]++
	}
	for _, act := range []dateline.Act{dateline.Confirms, dateline.Denies, dateline.Blames} {
		if acts[act] > 0 {
			f.Notes = append(f.Notes, l.text("said."+string(act), "n", acts[act]))
		}
	}
	return f
}

func (v *visit) typeFact(t *told) fact {
	return fact{Kind: "type", Label: v.locale.words("incident.type"), Mark: machine, Words: v.locale.key("type", t.Type)}
}

func actorLink(id, name string) template.HTML {
	return template.HTML(`<a href="/actor/` + template.HTMLEscapeString(url.PathEscape(id)) + `"><bdi>` + template.HTMLEscapeString(name) + `</bdi></a>`)
}

// noClaim says that nobody is known to claim it, and as of when; empty if somebody does.
func (v *visit) noClaim(t *told) string {
	if len(t.claimants()) > 0 || len(t.all) == 0 {
		return ""
	}
	var stated, last time.Time
	for _, telling := range t.all {
		if telling.AsOf().After(last) {
			last = telling.AsOf()
		}
		if telling.Event.Claim.State == dateline.NoneStated && telling.AsOf().After(stated) {
			stated = telling.AsOf()
		}
	}
	if !stated.IsZero() {
		return v.locale.words("incident.no-claim-stated", "date", stated)
	}
	return v.locale.words("incident.no-claim-told", "date", last)
}
