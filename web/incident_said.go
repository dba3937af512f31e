package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A ledgerRow is what one speaker says of an incident's authorship.
type ledgerRow struct {
	Act     string // key of the act
	Word    string
	Speaker template.HTML
	Content template.HTML
	Outlet  string
	At      time.Time
	Reports []string // ids of those that say so
}

// ledgerRows lists who claims, confirms, denies and blames, each once with the reports that say so.
func (v *visit) ledgerRows(t *told) []ledgerRow {
	l := v.locale
	var rows []ledgerRow
	at := map[string]int{}
	for i := range t.accounts {
		a := &t.accounts[i]
		act, word := string(a.Act), l.key("act", string(a.Act))
		if a.Act == dateline.Reports {
			act, word = "none-stated", l.words("act.no-claim")
		}
		key := act + "\x00" + cmp.Or(a.Actor, dateline.Fold(a.Speaker)) + "\x00" + dateline.Fold(a.Speaker)
		k, ok := at[key]
		if !ok {
			k = len(rows)
			at[key] = k
			rows = append(rows, ledgerRow{Act: act, Word: word, Speaker: v.speaker(t, a), Content: v.content(t, a), Outlet: a.Outlet, At: a.AsOf})
		}
		if !slices.Contains(rows[k].Reports, a.Report) {
			rows[k].Reports = append(rows[k].Reports, a.Report)
		}
	}
	return rows
}

// foretold adds the warnings that an editor has found to have foretold an incident.
func (v *visit) foretold(id string, rows []ledgerRow) ([]ledgerRow, error) {
	warnings, err := v.Store.Warnings(v.ctx(), store.WarningFilter{State: dateline.WarningMatched}, 0)
	if err != nil {
		return nil, err
	}
	for i := range warnings {
		w := &warnings[i]
		if w.Incident != id {
			continue
		}
		speaker := template.HTML(`<span class="gapv">`) + v.locale.text("incident.own-voice") + template.HTML(`</span>`)
		if w.Speaker != "" {
			speaker = template.HTML(`<bdi>` + template.HTMLEscapeString(w.Speaker) + `</bdi>`)
		}
		rows = append(rows, ledgerRow{Act: string(dateline.Warns), Word: v.locale.key("act", string(dateline.Warns)), Speaker: speaker,
			Content: v.locale.text("incident.foretold", "words", v.locale.quote(w.What), "report", template.HTML(`<a href="/report/`+template.HTMLEscapeString(w.Report)+`">`)+v.locale.text("incident.foretold-report")+template.HTML(`</a>`)),
			At:      w.Said, Reports: []string{w.Report}})
	}
	return rows, nil
}

func (v *visit) speaker(t *told, a *dateline.Account) template.HTML {
	words := strings.Join(strings.Fields(a.Speaker), " ")
	if a.Act != dateline.Blames && a.Actor != "" {
		return actorLink(a.Actor, cmp.Or(words, t.actorName(a.Actor)))
	}
	if words == "" {
		return template.HTML(`<span class="gapv">`) + v.locale.text("incident.own-voice") + template.HTML(`</span>`)
	}
	return template.HTML(`<bdi>` + template.HTMLEscapeString(words) + `</bdi>`)
}

// content is the report's words; of blame, whom it falls on too.
func (v *visit) content(t *told, a *dateline.Account) template.HTML {
	words := v.locale.quote(a.Text)
	if a.Act == dateline.Blames && a.Actor != "" {
		return v.locale.text("incident.blames", "actor", actorLink(a.Actor, t.actorName(a.Actor)), "words", words)
	}
	return words
}

// A toldReport is a report of an incident, with what it adds to what was known.
type toldReport struct {
	At     time.Time
	Dated  bool // At is when it appeared; otherwise when it was had
	Site   string
	Title  string
	Path   string
	Key    string // of the telling
	Adds   []template.HTML
	Why    []string // why it is linked, in words
	By     string   // who linked it; empty for the machine
	Copies []toldReport
}

// reportsFrom lists some of an incident's reports, with what each adds to all before it. told is what is looked at of
// the incident.
func (v *visit) reportsFrom(incident *store.Incident, told *told, p portion) ([]toldReport, error) {
	if !p.Part() {
		return v.toldReports(told), nil
	}
	some := *told
	part := *incident
	some.Incident = &part
	part.Tellings, part.Links = incident.Tellings[p.From-1:p.To], incident.Links[p.From-1:p.To]
	var reports []string
	for _, telling := range part.Tellings {
		reports = append(reports, telling.Report)
	}
	var err error
	if some.records, err = v.Store.Said(v.ctx(), each(reports)); err != nil {
		return nil, err
	}
	if some.accounts, err = v.Store.Accounts(v.ctx(), incident.ID); err != nil {
		return nil, err
	}
	some.accountsBy = nil
	return v.toldReports(&some, incident.Tellings[:p.From-1]...), nil
}

// toldReports lists the reports in the order in which they appeared, after others that appeared before them.
func (v *visit) toldReports(t *told, before ...*dateline.Telling) []toldReport {
	var rows []toldReport
	known := &known{said: map[string]bool{}}
	for i, telling := range before {
		known.add(v, t, telling, i == 0)
	}
	for i, telling := range t.Tellings {
		row := v.toldReport(telling)
		row.Adds = known.add(v, t, telling, i+len(before) == 0)
		if i < len(t.Links) {
			row.Why = t.Links[i].Reasons
			if t.Links[i].By != dateline.Machine {
				row.By = t.Links[i].By
			}
		}
		for _, copied := range t.Copies[telling.Key()] {
			row.Copies = append(row.Copies, v.toldReport(copied))
		}
		rows = append(rows, row)
	}
	return rows
}

func (v *visit) toldReport(t *dateline.Telling) toldReport {
	return toldReport{At: t.AsOf(), Dated: !t.Published.IsZero(), Site: t.Site, Title: cmp.Or(t.Title, t.Report), Path: "/report/" + t.Report, Key: t.Key()}
}

// known is what the reports so far have told.
type known struct {
	figures map[string]string // by harm, in words
	said    map[string]bool
	town    bool
	day     bool
}

// add tells what a report adds to what was known, in words.
func (k *known) add(v *visit, t *told, telling *dateline.Telling, first bool) []template.HTML {
	l := v.locale
	var adds []template.HTML
	if first {
		k.figures = map[string]string{}
		adds = append(adds, l.text("adds.opens"))
	}
	if p := telling.Event.Place; p != nil && p.Grain == dateline.Town && !k.town {
		k.town = true
		adds = append(adds, l.text("adds.town", "town", bold(p.Name)))
	}
	if w := telling.Event.Time; w.Resolved() && w.End.At.Sub(w.Start.At) <= 24*time.Hour && !k.day {
		k.day = true
		adds = append(adds, l.text("adds.day", "day", bold(l.shortDate(w.Start.At))))
	}
	for _, harm := range []string{dateline.Killed, dateline.Injured, dateline.Missing, dateline.Abducted, dateline.Detained} {
		now := k.figure(v, telling, harm)
		before, had := k.figures[harm]
		if now == "" || now == before {
			continue
		}
		k.figures[harm] = now
		if had {
			adds = append(adds, l.text("adds.changed", "harm", l.key("harm", harm), "before", bold(before), "now", bold(now)))
		} else {
			adds = append(adds, l.text("adds.figure", "harm", l.key("harm", harm), "now", bold(now)))
		}
	}
	for _, a := range t.accountsOf(telling.Report) {
		key := string(a.Act) + "\x00" + cmp.Or(a.Actor, dateline.Fold(a.Speaker))
		if k.said[key] {
			continue
		}
		k.said[key] = true
		adds = append(adds, l.text("adds."+string(a.Act), "who", bold(cmp.Or(t.namedOrSpoken(a), l.words("incident.own-voice")))))
	}
	if len(adds) == 0 {
		adds = append(adds, l.text("adds.nothing"))
	}
	return adds
}

// namedOrSpoken is the actor of an account by name, or the speaker in the report's words.
func (t *told) namedOrSpoken(a *dateline.Account) string {
	if a.Actor != "" {
		return t.actorName(a.Actor)
	}
	return strings.Join(strings.Fields(a.Speaker), " ")
}

// figure is the largest count of a harm in a telling, in words; empty for none.
func (k *known) figure(v *visit, telling *dateline.Telling, harm string) string {
	best := -1
	words := ""
	for i := range telling.Event.Casualties {
		c := &telling.Event.Casualties[i]
		if c.Harm == harm && !c.Attackers && c.Low > best {
			best, words = c.Low, v.locale.shortCount(c.Low, c.High)
		}
	}
	return words
}

func bold(s string) template.HTML {
	return template.HTML(`<b><bdi>` + template.HTMLEscapeString(s) + `</bdi></b>`)
}
